"""What the commands of the items of the calendar do; each returns an exit code."""

from argparse import Namespace
from datetime import date
from typing import Any

from core import fields
from core.calendar import checks, decisions, exchange, freezing, records
from core.calendar.model import CalendarItem, ItemState, state_label
from core.calendar.tables import PlanNames
from core.cli.terminal import open_chosen, say, say_all, warn
from core.clock import Clock
from core.crisis.incidents import freezing as incident_freezing
from core.crisis.log import Hand
from core.crisis.records import incidents
from core.days import checked_day, checked_hour
from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.store import Connection, Topic
from core.text import fold


def list_items(chosen: Namespace, clock: Clock) -> int:
    """All of the calendar, or what is from one day to another."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        found = _chosen(chosen, connection)
        names = PlanNames.load(connection)
    return say_all(
        chosen,
        found,
        lambda item: _facts(item, names),
        lambda item: _line(item, names),
        _("Nothing in the calendar."),
    )


def _chosen(chosen: Namespace, connection: Connection) -> list[CalendarItem]:
    first, last = checked_day(chosen.first), checked_day(chosen.last)
    if first is None and last is None:
        return records.every(connection)
    return records.every(connection, first or date.min, last or date.max)


def _line(item: CalendarItem, names: PlanNames) -> str:
    parts = (
        str(item.id),
        item.day.isoformat() if item.day else "",
        f"{item.hour:%H:%M}" if item.hour else "",
        state_label(item.state),
        item.title,
        ", ".join(_titles(item, names)),
    )
    return "\t".join(parts)


def _titles(item: CalendarItem, names: PlanNames) -> list[str]:
    return [names.channels[number] for number in item.channels if number in names.channels]


def _facts(item: CalendarItem, names: PlanNames) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "day": item.day and item.day.isoformat(),
        "hour": item.hour and f"{item.hour:%H:%M}",
        "state": item.state,
        "channels": _titles(item, names),
        "use": item.use,
        "audiences": [names.audiences[number] for number in item.audiences],
        "owner": names.people.get(item.owner_id or 0, ""),
        "place": item.place,
        "link": item.link,
        "texts": [
            {"language": text.language, "channel": text.channel_id, "text": text.text}
            for text in item.texts
        ],
        "series": item.series_id,
        "held_why": item.held_why,
        "incident": item.incident_id,
        "suggested": bool(item.suggested),
    }


def add_item(chosen: Namespace, clock: Clock) -> int:
    """An item for a day, or an idea for any; what the electoral guard asks of it is said."""
    day = checked_day(chosen.day)
    with open_chosen(chosen, clock) as opened:
        with opened.read() as connection:
            channels = _channels(chosen.channel, PlanNames.load(connection))
        item = fields.checked(
            CalendarItem(
                chosen.title,
                day=day,
                hour=checked_hour(chosen.hour),
                state=ItemState.PLANNED if day else ItemState.IDEA,
                channels=channels,
            )
        )
        with opened.change(Topic.CALENDAR, label=_("add to the calendar")) as db:
            item_id = records.add(db, item)
            asked = decisions.questions(db.conn, filter(None, [records.one(db.conn, item_id)]))
    say(_("Added: {name}").format(name=item.title))
    for check in checks.of_hour(item):
        warn(check.sentence)
    for judgement in asked.values():
        for reason in judgement.reasons:
            warn(str(reason))
    return 0


def _channels(wanted: list[str], names: PlanNames) -> tuple[int, ...]:
    there = {fold(title): number for number, title in names.channels.items()}
    for title in wanted:
        if fold(title) not in there:
            raise InvalidValue(
                _("The plan has no channel “{name}”.").format(name=title),
                _("There are: {names}.").format(names=", ".join(names.channels.values())),
            )
    return tuple(there[fold(title)] for title in wanted)


def import_items(chosen: Namespace, clock: Clock) -> int:
    """What a calendar or a table of another program brings; what is left out is told."""
    with open_chosen(chosen, clock) as opened:
        with opened.read() as connection:
            found = exchange.look(
                connection, chosen.file, clock.today(), day_first=chosen.day_first
            )
        if found.question:
            raise InvalidValue(found.question, _("Say --day-first or --month-first."))
        incident_freezing.take(opened, found, Hand(clock.now()))
    for problem in found.refused:
        warn(problem.sentence)
    told = _("New: {new}. Changed: {changed}. Already there: {same}.")
    say(told.format(new=len(found.new), changed=len(found.changed), same=len(found.same)))
    return 0


def export_items(chosen: Namespace, clock: Clock) -> int:
    """The calendar, or what is from one day to another, to a file by its ending."""
    with open_chosen(chosen, clock) as opened, opened.read() as connection:
        exchange.write(connection, _chosen(chosen, connection), chosen.out, clock.now())
    say(_("Written: {path}").format(path=chosen.out))
    return 0


def freeze(chosen: Namespace, clock: Clock) -> int:
    """Hold all that is to come, from an incident or without one; then say what is left to stop."""
    with open_chosen(chosen, clock) as opened:
        with opened.read() as connection:
            incident = incidents.one(connection, chosen.incident) if chosen.incident else None
            places = freezing.elsewhere(connection)
        if chosen.incident and incident is None:
            raise InvalidValue(
                _("There is no incident {number}.").format(number=chosen.incident),
                _("Give the number that its list shows."),
            )
        if incident is None:
            with opened.change(Topic.CALENDAR, label=_("hold the calendar")) as db:
                held = freezing.freeze(db, chosen.why, clock.today())
        else:
            with opened.change(Topic.CALENDAR, Topic.CRISIS, undoable=False) as db:
                held = incident_freezing.freeze(db, incident, chosen.why, Hand(clock.now()))
    say(
        ngettext("{count} item is held.", "{count} items are held.", len(held)).format(
            count=len(held)
        )
    )
    if places:
        say(_("To be held by hand, where it was scheduled:"))
        for place in places:
            say(f"    {place.channel}: {place.where}")
        say(freezing.remark())
    return 0


def release(chosen: Namespace, clock: Clock) -> int:
    """Give back one item that is held, or all of them; what is past is dropped."""
    with open_chosen(chosen, clock) as opened:
        with opened.read() as connection:
            held = [item.id for item in records.held(connection)]
        wanted = held if chosen.all else [chosen.item]
        if not set(wanted) <= set(held):
            raise InvalidValue(
                _("The item {number} is not held.").format(number=chosen.item),
                _("Choose one that is held."),
            )
        with opened.change(Topic.CALENDAR, Topic.CRISIS, undoable=False) as db:
            found = incident_freezing.release(db, wanted, Hand(clock.now()))
    for item in found:
        say(f"{item.id}\t{item.day or ''}\t{state_label(item.state)}\t{item.title}")
    return 0

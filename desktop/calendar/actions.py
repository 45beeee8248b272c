"""What a person does in the calendar: one function for each action."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from core.calendar import (
    decisions,
    elections,
    filling,
    freezing,
    publications,
    records,
    series,
    walk,
)
from core.calendar.guard import Judgement
from core.calendar.model import (
    CalendarItem,
    Decided,
    Election,
    ItemState,
    Publication,
    moved,
    state_label,
)
from core.calendar.publications import PublicationFacts
from core.calendar.series import MadeSeries, Reach
from core.calendar.walk import Walk, WalkDone
from core.crisis.incidents import freezing as incident_freezing
from core.crisis.log import Hand
from core.crisis.model import Incident
from core.days import month_days, month_of_year, weekday
from core.errors import InvalidValue
from core.fields import about
from core.i18n import _, ngettext
from core.plan import records as plan_records
from core.plan.model import Channel
from core.store import Topic
from core.town import fiestas
from core.town import records as town_records
from desktop.services import Services

PLACE = "calendar_item"
"""How drafts of its fields are kept."""


def add(services: Services, item: CalendarItem) -> int:
    """Store a new item; returns its id."""
    with services.store.change(Topic.CALENDAR, label=_("add an item")) as db:
        return records.add(db, item)


def edit(
    services: Services,
    item_id: int,
    field: str,
    change: Callable[[CalendarItem], CalendarItem],
    reach: Reach = Reach.ONE,
) -> None:
    """Change an item as it is stored now: what another field of it wrote meanwhile stays.

    `field` names what was edited, so that typing is one step of undo. Others of its series change
    with it as far as it is to reach.
    """
    with services.store.read() as connection:
        item = records.one(connection, item_id)
    if item is None:
        return
    with services.store.change(
        Topic.CALENDAR,
        label=_("change {name}").format(name=item.title),
        key=f"calendar:{item_id}:{field}",
    ) as db:
        after = change(item)
        others = [] if item.series_id is None else records.of_series(db.conn, item.series_id)
        for other in series.changed(others or [item], item, after, reach):
            records.save(db, other)


def place(services: Services, item: CalendarItem, day: date | None) -> None:
    """Give an item another day, or none; what was confirmed of it has to be asked again."""
    if day is None or item.day is None:
        there = replace(item, day=day, confirmed_on=None)
    else:
        there = moved(item, (day - item.day).days)
    if there == item:
        return
    label = _("move {name}").format(name=item.title)
    with services.store.change(Topic.CALENDAR, label=label) as db:
        records.save(db, there)
        together = records.of_series(db.conn, item.series_id) if item.series_id else []
    where = weekday(day) if day else _("without a day")
    told = _("{name}: {day}.").format(name=item.title, day=where)
    if others := sum(other.to_come and other.id != item.id for other in together):
        stays = ngettext(
            "The other one of its series stays.", "The other {count} of its series stay.", others
        )
        told = f"{told} {stays.format(count=others)}"
    services.notifier.undoable(told)


def make_series(services: Services, item: CalendarItem, made: MadeSeries) -> None:
    """Store what was made of an item in its place, in one step."""
    label = _("make a series of {name}").format(name=item.title)
    with services.store.change(Topic.CALENDAR, label=label) as db:
        series.keep(db, made)
        records.delete(db, item.id)
    told = ngettext("{count} item.", "{count} items.", len(made.items)).format(
        count=len(made.items)
    )
    services.notifier.undoable(" ".join(filter(None, (told, made.note))))


def shift(services: Services, item: CalendarItem, days: int) -> None:
    """Move all that is still to come of its series by so many days, in one step."""
    if item.series_id is None:
        return
    with services.store.read() as connection:
        there = series.shifted(records.of_series(connection, item.series_id), days)
    label = _("move {name}").format(name=item.title)
    with services.store.change(Topic.CALENDAR, label=label) as db:
        for other in there:
            records.save(db, other)
    told = ngettext("{count} item moved.", "{count} items moved.", len(there))
    services.notifier.undoable(told.format(count=len(there)))


def copy_month(services: Services, day: date) -> date | None:
    """The items of a month as ideas of the next one, on the same weekdays; in one step.

    Returns the first day that has one, as `fill_month` does.
    """
    start, end = month_days(day)
    to = end + timedelta(days=1)
    with services.store.read() as connection:
        made = series.copied_month(records.every(connection, start, end), start, to)
    if not made:
        services.notifier.toast(_("There is nothing in this month to copy."))
        return None
    label = _("copy a month")
    with services.store.change(Topic.CALENDAR, label=label) as db:
        for item in made:
            records.add(db, item)
    told = ngettext("{count} idea in {month}.", "{count} ideas in {month}.", len(made))
    services.notifier.undoable(told.format(count=len(made), month=month_of_year(to)))
    return min(item.day for item in made if item.day)


def fill_month(services: Services, day: date) -> date | None:
    """What the plan asks for in the month of a day, as suggestions; in one step."""
    with services.store.read() as connection:
        found = filling.look(connection, day, services.clock.today())
    if found.items:
        with services.store.change(Topic.CALENDAR, label=_("fill a month")) as db:
            filling.keep(db, found)
    count = len(found.items)
    told = ngettext("{count} suggestion in {month}.", "{count} suggestions in {month}.", count)
    said = told.format(count=count, month=month_of_year(day)) if count else ""
    words = " ".join(filter(None, (said, found.note)))
    (services.notifier.undoable if count else services.notifier.toast)(words)
    return found.items[0].day if count else None


def set_state(services: Services, item_id: int, state: ItemState) -> None:
    """Say how far an item is. Published: wherever it had not gone out yet, it did now."""
    with services.store.read() as connection:
        item = records.one(connection, item_id)
        channels = {channel.id: channel for channel in plan_records.every(connection, Channel)}
    if item is None or item.state is state:
        return
    if item.state is ItemState.HELD and state is not ItemState.DROPPED:
        # Only its own question lets it go: that one is told to the log of the incident.
        services.notifier.toast(_("It is held: release it in its sheet."))
        return
    label = _("{name}: {state}").format(name=item.title, state=state_label(state).lower())
    if item.incident_id is not None:
        # The log of an incident is only added to: nothing of it is undone.
        with services.store.change(Topic.CALENDAR, Topic.CRISIS, undoable=False) as db:
            incident_freezing.drop(db, item, hand(services))
        services.notifier.toast(f"{label}.")
        return
    with services.store.change(Topic.CALENDAR, label=label) as db:
        records.save(db, replace(item, state=state, held_from="", held_why="", incident_id=None))
        if state is ItemState.PUBLISHED:
            out = {one.channel_id for one in records.published(db.conn, item.id)}
            for key in item.channels:
                if key in channels and key not in out:
                    records.publish(db, _publication(services, item.id, channels[key]))
    services.notifier.undoable(f"{label}.")


def publish(services: Services, item_id: int, channel: Channel) -> None:
    """An item went out in a channel, now; with the last of its channels it is published."""
    label = _("publish in {channel}").format(channel=channel.title)
    with services.store.change(Topic.CALENDAR, label=label) as db:
        item = records.one(db.conn, item_id)
        if item is None:
            return
        records.publish(db, _publication(services, item_id, channel))
        out = {one.channel_id for one in records.published(db.conn, item_id)}
        if out >= set(item.channels):
            records.save(db, replace(item, state=ItemState.PUBLISHED))
    services.notifier.undoable(_("Published in {channel}.").format(channel=channel.title))


def correct(
    services: Services, publication: Publication, said: PublicationFacts, field: str
) -> None:
    """Say better when, where and by whom it was published. Raises `InvalidValue`."""
    label = _("correct what went out in {channel}").format(channel=publication.channel)
    key = f"published:{publication.id}:{field}"
    with services.store.change(Topic.CALENDAR, label=label, key=key) as db:
        publications.correct(db, publication.id, said, services.clock.now())


def _publication(services: Services, item_id: int, channel: Channel) -> Publication:
    return Publication(
        item_id,
        channel.title,
        services.clock.now(),
        channel_id=channel.id,
        who=services.bridge.shared("town", town_records.load).person,
    )


def decide(
    services: Services, item: CalendarItem, judgement: Judgement, decision: Decided, because: str
) -> None:
    """Keep what was decided of an item that the electoral guard asked about."""
    who = services.bridge.shared("town", town_records.load).person
    with services.store.change(Topic.CALENDAR) as db:
        decisions.decide(
            db, item, judgement, decision, who=who, now=services.clock.now(), because=because
        )


def freeze(services: Services, why: str, incident: Incident | None) -> None:
    """Hold all that is to come, for an incident if one is open. Raises `InvalidValue`."""
    if incident is None:
        with services.store.change(Topic.CALENDAR, label=_("hold the calendar")) as db:
            found = freezing.freeze(db, why, services.clock.today())
    else:
        with services.store.change(Topic.CALENDAR, Topic.CRISIS, undoable=False) as db:
            found = incident_freezing.freeze(db, incident, why, hand(services))
    told = ngettext("{count} item held.", "{count} items held.", len(found))
    none = _("There was nothing to come that could be held.")
    services.notifier.toast(told.format(count=len(found)) if found else none)


def release(services: Services, item_id: int) -> None:
    """What was held goes back to where it was; what is past by now is dropped."""
    with services.store.change(Topic.CALENDAR, Topic.CRISIS, undoable=False) as db:
        found = incident_freezing.release(db, [item_id], hand(services))
    for item in found:
        told = _("{name}: {state}").format(name=item.title, state=state_label(item.state).lower())
        services.notifier.toast(f"{told}.")


def hand(services: Services) -> Hand:
    """Who acts, and when."""
    return Hand(services.clock.now(), services.bridge.shared("town", town_records.load).person)


def drop(services: Services, item: CalendarItem) -> None:
    """It does not go out; a second time it is removed. Can be undone."""
    if item.state is not ItemState.DROPPED:
        set_state(services, item.id, ItemState.DROPPED)
        return
    label = _("delete {name}").format(name=item.title)
    with services.store.change(Topic.CALENDAR, label=label) as db:
        records.delete(db, item.id)
    services.notifier.undoable(_("Removed: {name}.").format(name=item.title))


def confirm(services: Services, item: CalendarItem) -> None:
    """Somebody said that it is still true."""
    today = services.clock.today()
    edit(services, item.id, "confirmed_on", lambda there: replace(there, confirmed_on=today))


def add_election(services: Services, election: Election) -> int:
    """Store elections; returns their id."""
    with services.store.change(Topic.CALENDAR, label=_("enter elections")) as db:
        return records.add_election(db, elections.checked(election))


def save_election(services: Services, election: Election, field: str) -> None:
    """Store elections that are there. Raises `InvalidValue` when the vote is before the call."""
    tidy = elections.checked(election)
    label = _("change {name}").format(name=tidy.name)
    with services.store.change(
        Topic.CALENDAR, label=label, key=f"election:{election.id}:{field}"
    ) as db:
        records.save_election(db, tidy)


def delete_election(services: Services, election: Election) -> None:
    """Their period binds no more. Can be undone."""
    label = _("delete {name}").format(name=election.name)
    with services.store.change(Topic.CALENDAR, label=label) as db:
        records.delete_election(db, election.id)
    services.notifier.undoable(_("Removed: {name}.").format(name=election.name))


def save_fiestas(services: Services, text: str) -> None:
    """Keep the town's own holidays, one a line. Raises `InvalidValue` with the line that is
    none."""
    read = fiestas.read(text)
    with services.store.change(
        Topic.TOWN, label=_("change the local fiestas"), key="town:fiestas"
    ) as db:
        fiestas.store(db, read)


def tick_walk(services: Services, walked: Walk, point: str, *, on: bool) -> None:
    """Note that a place was looked at for the elections, today and by this person, or was not."""
    who = services.bridge.shared("town", town_records.load).person
    done = WalkDone(who, services.clock.today()) if on else None
    with services.store.change(Topic.CALENDAR, label=_("tick the list of the elections")) as db:
        walk.tick(db, walked, point, done)


def checked_link(typed: str) -> str:
    """An address of the web, or none. Raises `InvalidValue`."""
    link = str(about(CalendarItem, "link").read(typed))
    if link and not link.startswith(("https://", "http://")):
        raise InvalidValue(
            _("A link begins with https:// or http://."),
            _("What you typed stays here until then."),
        )
    return link

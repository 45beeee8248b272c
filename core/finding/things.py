"""All that a town file, the catalogue and the manual have to be found, but for mentions."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from core import i18n, manual, papers
from core.calendar import records as calendar
from core.calendar.model import CalendarItem
from core.calendar.model import state_label as item_state
from core.cancel import CancelToken
from core.crisis.model import Incident
from core.crisis.records import incidents
from core.crisis.scenarios.updates import listing
from core.crisis.scenarios.updates import state_label as scenario_state
from core.days import brief_date, checked_day, long_day, shown, weekday_name
from core.errors import InvalidValue
from core.finding.model import Findable, FoundKind
from core.i18n import _
from core.mentions.kinds import WatchKind
from core.mentions.records import sources, watches
from core.plan import records as plan_records
from core.plan import unreviewed
from core.plan.labels import level_label, step_label
from core.roster import records as roster
from core.roster.model import group_label, haystack, in_order
from core.shelves import shelf_label
from core.store import Connection


def typed_day(typed: str) -> list[Findable]:
    """The day that was typed, which leads to the calendar; none where it is no day."""
    try:
        day = checked_day(typed)
    except InvalidValue:
        return []
    if day is None:
        return []
    return [Findable(FoundKind.ITEM, day, long_day(day), weekday_name(day), more=typed)]


def everything(connection: Connection, today: date, token: CancelToken) -> list[Findable]:
    """In the current language; of each kind what is looked for soonest first. Raises `Cancelled`.

    Of incidents their title and no more: what people told the desk is read there.
    """
    found: list[Findable] = []
    parts: tuple[Callable[[], Iterable[Findable]], ...] = (
        lambda: _contacts(connection),
        lambda: _incidents(connection),
        lambda: _scenarios(connection),
        lambda: _calendar(connection, today),
        lambda: _plan(connection),
        lambda: _listening(connection),
        lambda: _papers(connection, today),
        _chapters,
    )
    for part in parts:
        token.check()
        found += part()
    return found


def _contacts(connection: Connection) -> Iterable[Findable]:
    for contact in in_order(roster.everyone(connection)):
        groups = ", ".join(group_label(group) for group in contact.groups)
        phone = contact.phones[0].number if contact.phones else ""
        line = _joined(contact.role, groups, phone)
        yield Findable(FoundKind.CONTACT, contact.id, contact.name, line, haystack(contact))


def _incidents(connection: Connection) -> Iterable[Findable]:
    there = incidents.everything(connection)
    there.sort(key=lambda incident: incident.opened_at, reverse=True)
    for incident in sorted(there, key=lambda incident: not incident.open):
        yield Findable(FoundKind.INCIDENT, incident.id, incident.title, _stands(incident))


def _stands(incident: Incident) -> str:
    day = shown(incident.opened_at.astimezone().date())
    state = _("Open since {day}") if incident.open else _("Past incident, {day}")
    drill = _("Drill") if incident.drill else ""
    return _joined(state.format(day=day), level_label(incident.level), drill)


def _scenarios(connection: Connection) -> Iterable[Findable]:
    for listed in listing(connection):
        scenario = listed.scenario
        states = ", ".join(scenario_state(state) for state in listed.states)
        line = _joined(f"CRI-{scenario.number:02}", states, scenario.applies)
        yield Findable(FoundKind.SCENARIO, scenario.id, scenario.title, line)


def _calendar(connection: Connection, today: date) -> Iterable[Findable]:
    names = {item.id: item.title for item in plan_records.load(connection).channels}

    def from_today(item: CalendarItem) -> tuple[int, int]:
        if item.day is None:
            return 1, item.id
        away = (item.day - today).days
        return (0, away) if away >= 0 else (2, -away)

    for item in sorted(calendar.every(connection), key=from_today):
        where = ", ".join(names[channel] for channel in item.channels if channel in names)
        day = brief_date(item.day, today) if item.day else _("No day yet")
        line = _joined(day, item_state(item.state), where)
        more = "\n".join([item.note, item.place, item.link, *(text.text for text in item.texts)])
        yield Findable(FoundKind.ITEM, item.id, item.title, line, more)


def _plan(connection: Connection) -> Iterable[Findable]:
    for step, table, items in unreviewed.lists(plan_records.load(connection)):
        for item in items:
            name: Any = getattr(item, "label", "") or getattr(item, "title", "")
            if name:
                place = unreviewed.place_of(step, table, item)
                line = _("Plan: {step}").format(step=step_label(step))
                yield Findable(FoundKind(table), place, name, line)


def _listening(connection: Connection) -> Iterable[Findable]:
    for watch in watches.everything(connection):
        kind = FoundKind.TOPIC if watch.kind is WatchKind.TOPIC else FoundKind.WATCH
        line = _joined(_("Mentions"), _("Searches"))
        yield Findable(kind, watch.id, watch.title, line, "\n".join(watch.any_of))
    for source in sources.everything(connection):
        # An address that is a key is hidden everywhere.
        address = "" if source.secret else source.address
        line = _joined(_("Mentions"), _("Sources"))
        yield Findable(FoundKind.SOURCE, source.id, source.title, line, address)


def _papers(connection: Connection, today: date) -> Iterable[Findable]:
    for entry in papers.entries(connection, today):
        line = _joined(shelf_label(entry.shelf), entry.about)
        yield Findable(FoundKind.DOCUMENT, entry.id, entry.name, line)


def _chapters() -> Iterable[Findable]:
    for document in manual.documents(i18n.current()):
        above: list[str] = []
        for heading in document.headings:
            above = [*above[: heading.level - 1], heading.title]
            line = " › ".join(above[:-1])
            yield Findable(FoundKind.CHAPTER, (document.id, heading.anchor), heading.title, line)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)

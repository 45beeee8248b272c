"""What whoever takes over needs to know, on two pages: for holidays, or for a successor.

Never a password: who has one is asked for it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

from core import days, places, settings
from core.calendar import layers
from core.calendar import records as calendar
from core.calendar.model import ItemState
from core.crisis import desk as desks
from core.crisis.incidents import drill, open_ends
from core.crisis.model import Lesson
from core.crisis.records import incidents
from core.days import brief_weekday, day_and_time, long_day
from core.documents.glyphs import shorten, titled
from core.documents.model import (
    BlankRows,
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Document,
    Field,
    Fields,
    Heading,
    Layout,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.documents.rich import Text, rich, spoken
from core.i18n import Language, _, ngettext
from core.mentions import tally
from core.numbers import number
from core.plan import guide, review
from core.plan import records as plan_records
from core.plan.document.pieces import said
from core.plan.kinds import AccountKind
from core.plan.model import Plan
from core.plan.things import Account
from core.roster import records as roster
from core.roster.document import first_calls
from core.roster.model import Contact, to_check
from core.store import Connection, backup
from core.store.connection import file_of
from core.town.document import of_town

_FOUR_WEEKS = timedelta(days=27)
_MOST_DUE = 20
"""Lines: what has a long title, or whoever sees to it a long name, takes two."""
_TITLE_LINE, _NAME_LINE = 55, 40
"""Letters of what is due, and of who sees to it, on one line of their column."""
_MOST_ACCOUNTS = 12
_LONGEST_TITLE, _LONGEST_NAME = 90, 60
"""Letters: what is longer stands whole in Calendar, Plan and Roster, and would push who to call off
the two pages."""

_Due = tuple[date, str, str]
"""A day, what is due on it, and who sees to it where that is known."""


def handover(connection: Connection, language: Language, today: date) -> Document:
    """The desk as it is left today, in the current language."""
    plan, contacts = plan_records.load(connection), roster.everyone(connection)
    return replace(
        of_town(connection, language, today),
        code=f"REL-{today:%Y-%m-%d}",
        title=_("Handover"),
        subtitle=_("What is open, what is due, and who to call"),
        blocks=(
            # Translators: before a blank: who leaves the work, who receives it.
            Fields((Field(_("Hands over")), Field(_("Takes over")), Field(_("Until"), 0.6))),
            *_open(connection, contacts, today),
            *_due(connection, plan, contacts, today),
            *_accounts(plan, contacts),
            *_copies(connection),
            *_calls(connection),
        ),
        layout=Layout.SHEET,
        pages=2,
    )


def _open(connection: Connection, contacts: list[Contact], today: date) -> Iterator[Block]:
    yield Heading(1, _("What is open"))
    found = (*_of_incidents(connection), *_of_the_rest(connection, contacts, today))
    waiting = open_ends.waiting(connection)
    if found:
        yield Bullets(found)
    for incident, ends in waiting:
        told = _("“{title}” was closed with something open:")
        title = titled(incident.title, _LONGEST_TITLE)
        yield Para(rich(told, title=spoken(title, incident.language)))
        yield Bullets(tuple(end.sentence for end in ends))
    if not (found or waiting):
        yield Para(_("Nothing noted."))
        yield _to_write(Column(_("What"), 3.3), Column(_("Who"), 2.5))


def _to_write(*columns: Column) -> BlankRows:
    """What is known and was not noted, by hand."""
    return BlankRows(columns, 1, 8.5)


def _of_incidents(connection: Connection) -> Iterator[Text]:
    for incident in desks.open_ones(connection):
        told = _("Drill under way: {title}.") if incident.drill else _("Incident open: {title}.")
        yield rich(told, title=spoken(titled(incident.title), incident.language))
        if incident.next_update_at is not None:
            yield _("The public was promised more for {moment}.").format(
                moment=day_and_time(incident.next_update_at)
            )


def _of_the_rest(connection: Connection, contacts: list[Contact], today: date) -> Iterator[str]:
    counts = tally.count(connection, days.moments(today, today)[1])
    heard = (
        tally.to_answer_words(counts.to_answer) if counts.to_answer else "",
        tally.alarms_words(counts.alarms) if counts.alarms else "",
        tally.unsure_words(counts.unsure) if counts.unsure else "",
    )
    if any(heard):
        yield _("Mentions: {counts}.").format(counts=", ".join(filter(None, heard)))
    items = calendar.every(connection)
    if stopped := sum(item.state is ItemState.HELD for item in items):
        yield ngettext(
            "{count} item of the calendar is held, to be released one by one.",
            "{count} items of the calendar are held, to be released one by one.",
            stopped,
        ).format(count=number(stopped))
    if past := sum(item.to_come and (item.day or today) < today for item in items):
        yield ngettext(
            "{count} item is past its day and not marked as published.",
            "{count} items are past their day and not marked as published.",
            past,
        ).format(count=number(past))
    if stale := len(to_check(contacts, today)):
        told = ngettext("Verify one contact", "Verify {count} contacts", stale)
        yield told.format(count=number(stale)) + "."
    if errors := len(review.look(connection, today).errors):
        yield ngettext("{count} error in the plan.", "{count} errors in the plan.", errors).format(
            count=number(errors)
        )


def _due(
    connection: Connection, plan: Plan, contacts: list[Contact], today: date
) -> Iterator[Block]:
    yield Heading(1, _("What is due in the next four weeks"))
    last = today + _FOUR_WEEKS
    found = sorted(
        (
            due
            for due in (
                *_of_the_desk(connection, plan, contacts, today),
                *_items(connection, plan, today),
            )
            if due[0] <= last
        ),
        key=lambda due: due[0],
    )
    columns = (Column(_("Day"), 1.0), Column(_("What"), 3.3), Column(_("Who"), 2.5))
    if not found:
        yield Para(_("Nothing noted."))
        yield _to_write(*columns)
        return
    shown = found[: _first(found)]
    yield Table(columns, tuple(_due_row(*due, today) for due in shown))
    if left := len(found) - len(shown):
        yield Para(
            _("And {count} more, up to {day}: see Calendar.").format(
                count=number(left), day=long_day(last)
            )
        )


def _first(found: list[_Due]) -> int:
    """How many of them have room."""
    lines = (1 + (len(what) > _TITLE_LINE or len(who) > _NAME_LINE) for _day, what, who in found)
    return sum(line <= _MOST_DUE for line in accumulate(lines))


def _due_row(day: date, what: str, who: str, today: date) -> tuple[Cell, ...]:
    late = _("since {day}").format(day=days.brief_day(day))
    told = f"{brief_weekday(day)}, {days.brief_day(day)}" if day >= today else late
    what, who = shorten(what, _LONGEST_TITLE), shorten(who, _LONGEST_NAME)
    return cell(Line(told, Style.STRONG)), cell(what), said(who)


def _of_the_desk(
    connection: Connection, plan: Plan, contacts: list[Contact], today: date
) -> Iterator[_Due]:
    """What Pregón itself asks for; of what is past, only what waits."""
    fresh = [contact for contact in contacts if not contact.stale(today)]
    for note in layers.own_dates(plan, fresh, drill.last(connection), today):
        yield note.day, note.text, ""
    for lesson in incidents.every(connection, Lesson):
        if lesson.due_on is not None and lesson.done_on is None:
            yield lesson.due_on, titled(lesson.text), lesson.owner
    for incident in incidents.everything(connection):
        if incident.review_on is not None and not (incident.open or incident.reviewed):
            told = _("Review of “{title}”").format(title=titled(incident.title))
            yield incident.review_on, told, ""
    end = today + _FOUR_WEEKS
    for day, notes in layers.day_notes(connection, today, end).items():
        for note in notes:
            if note.kind is layers.NoteKind.ELECTION:
                yield day, note.text, ""


def _items(connection: Connection, plan: Plan, today: date) -> Iterator[_Due]:
    posts = {person.id: titled(person.label) for person in plan.people}
    for item in calendar.every(connection, today, today + _FOUR_WEEKS):
        if item.day is not None and item.to_come:
            hour = f"{item.hour:%H:%M} " if item.hour else ""
            yield item.day, f"{hour}{titled(item.title)}", posts.get(item.owner_id or 0, "")


def _accounts(plan: Plan, contacts: list[Contact]) -> Iterator[Block]:
    yield Heading(1, _("Who holds the credentials"))
    own = [one for one in plan.accounts if one.kind in (AccountKind.OWN, AccountKind.ABANDONED)]
    columns = (
        Column(_("Account"), 2.6),
        Column(_("In whose name"), 2.2),
        Column(_("Who can get in"), 3.0),
    )
    if not own:
        yield Para(_("The plan has no record of any account."))
        yield _to_write(*columns)
        return
    names = {contact.id: contact.name for contact in contacts}
    rows = tuple(_account(one, plan, names) for one in own[:_MOST_ACCOUNTS])
    yield Table(columns, rows, row_header=True)
    if len(own) > _MOST_ACCOUNTS:
        left = number(len(own) - _MOST_ACCOUNTS)
        yield Para(_("And {count} more: see Plan, Starting point.").format(count=left))
    told = _(
        "There are no passwords here, and none are written by hand: ask the person who holds them."
    )
    yield Callout(CalloutKind.NEVER, _("Passwords"), (told,))


def _account(account: Account, plan: Plan, names: dict[int, str]) -> tuple[Cell, ...]:
    network = guide.network(account.network)
    people = [person for person in plan.people if person.id in account.holders]
    told = [(titled(one.label), names.get(one.contact_id or 0, "")) for one in people]
    held = [
        Line(" · ".join(filter(None, (shorten(text, _LONGEST_NAME) for text in pair))))
        for pair in told
    ]
    title = titled(account.title, _LONGEST_TITLE)
    return (
        cell(title, Line(network.name if network else "", Style.MUTED)),
        said(shorten(account.owner, _LONGEST_NAME)),
        cell(*(held or [Line(_("Nobody is noted"), Style.STRONG)])),
    )


def _copies(connection: Connection) -> Iterator[Block]:
    yield Heading(1, _("Where the copies are"))
    path = file_of(connection)
    folder = backup.folder_of(path, settings.load(places.settings_file()).backup_folder)
    last = _("No copy was found there.")
    if there := backup.listed(path, folder):
        last = _("Last copy: {moment}.").format(moment=day_and_time(there[0].made_at))
    yield Bullets(
        (
            _("The file of the town: {path}").format(path=path),
            _("The folder of copies: {path}").format(path=folder),
            last,
        )
    )
    yield Fields((Field(_("Copy outside this computer, and who keeps it")),))


def _calls(connection: Connection) -> Iterator[Block]:
    found = first_calls(connection, _LONGEST_NAME)
    # Without emergency numbers the crisis team comes first, with a heading of its own.
    if not found or not isinstance(found[0], Heading):
        yield Heading(1, _("Who to call"))
    yield from found or [Para(_("No contact has been written down yet."))]

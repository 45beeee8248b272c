"""A person's data outside their card: what they may read, what goes with the card, what stays.

The name is looked for in every text of the workspace. It is taken out wherever the town may decide
so; it stays, and it is said where and why, in what records how a public body acted, in what others
published, and where another card bears the same name (RGPD art. 17.3).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from core.crisis.model import Call, Incident, Statement, StatementText, WornHat
from core.crisis.records import incidents as records
from core.days import clock_time, shown
from core.i18n import _, ngettext
from core.pictures import records as pictures
from core.pictures.model import OwnerKind
from core.plan import versions
from core.roster import records as roster
from core.roster.model import Contact, ContactKind, hat_label
from core.store import Connection, migrations, traces
from core.store.traces import Trace
from core.text import fold

if TYPE_CHECKING:
    import re

    from sqlite_utils import Database

T = TypeVar("T", Call, WornHat)

_MOST = 200
"""Lines on paper of one place; how many more there are is said."""
_AROUND = 60
"""Characters of a text on each side of the name."""


class KeptReason(StrEnum):
    """Why a text keeps the name of a person who is erased."""

    LOG = "log"
    APPROVED = "approved"
    PLAN = "plan"
    NEWS = "news"
    WATCH = "watch"
    CASE = "case"
    NAMESAKE = "namesake"
    FOREIGN = "foreign"

    @classmethod
    def of(cls, table: str, column: str) -> "KeptReason | None":
        """Of a table, whatever its rows say; None where the name may go."""
        if table not in migrations.tables():
            return cls.FOREIGN
        if (table, column) == ("contact", "name"):
            return cls.NAMESAKE
        return _KEPT.get(table)


_KEPT = {
    "log_entry": KeptReason.LOG,
    "publication": KeptReason.APPROVED,
    "plan_version": KeptReason.PLAN,
    "item": KeptReason.NEWS,
    "story": KeptReason.NEWS,
    "alarm": KeptReason.NEWS,
    "watch": KeptReason.WATCH,
    "moderation": KeptReason.CASE,
    "calendar_published": KeptReason.APPROVED,
    "electoral_decision": KeptReason.APPROVED,
}


def reason_words(reason: KeptReason) -> str:
    """To follow “because”."""
    return {
        KeptReason.LOG: _(
            "it records how a public authority acted, and would no longer prove to be intact"
        ),
        KeptReason.APPROVED: _("it records who answered for what was approved or published"),
        KeptReason.PLAN: _("the council approved it as it is"),
        KeptReason.NEWS: _(
            "others published it; it is deleted when it is older than the town keeps"
        ),
        KeptReason.WATCH: _("it is what is listened for: change it there if it is not needed"),
        KeptReason.CASE: _("it is kept to answer a claim"),
        KeptReason.NAMESAKE: _("another card has the same name, and nobody can tell who is meant"),
        KeptReason.FOREIGN: _("another program keeps it in this file"),
    }[reason]


def place(table: str) -> str:
    """What a table is called."""
    for label, tables in _places():
        if table in tables.split():
            return label
    return _("table “{name}” of another program").format(name=table)


def _places() -> list[tuple[str, str]]:
    return [
        (_("Town"), "town identity"),
        (_("Other cards of the roster"), "contact contact_phone contact_group contact_hat"),
        (_("Settings and papers"), "suggestion printed preference"),
        (
            _("Plan"),
            """charter person account account_holder objective measurement audience channel
            objective_channel network_fact presence use use_channel use_audience level level_told
            private_channel task assignment dismissal session_note""",
        ),
        (_("Approved versions of the plan"), "plan_version"),
        (
            _("Calendar"),
            "calendar_item calendar_text calendar_channel calendar_audience series election",
        ),
        (_("What was published from the calendar"), "calendar_published"),
        (_("Electoral decisions"), "electoral_decision"),
        (_("News read"), "item unindexed story alarm alarm_item evidence verdict"),
        (_("Notes to mentions"), "mention tone_word"),
        (_("Sources"), "source reading visit"),
        (_("What is listened for"), "watch applied hit doubt"),
        (_("Scenarios"), "scenario"),
        (_("Log of incidents"), "log_entry"),
        (_("Steps ticked in incidents"), "tick"),
        (_("Roles in incidents"), "worn_hat"),
        (_("Calls in incidents"), "call"),
        (_("Statements"), "statement statement_text publication"),
        (_("People affected, facts and rumours"), "complainant fact rumour blank_value"),
        (_("Moderation file"), "moderation"),
        (_("Images"), "picture"),
        (_("Lessons and answers of drills"), "lesson inject_shown"),
        (_("Incidents"), "incident incident_scenario incident_item"),
    ]


@dataclass(frozen=True)
class NamedText:
    """A text that names the person; `stays` says why it keeps the name, if it does."""

    trace: Trace
    place: str
    stays: KeptReason | None


def found(connection: Connection, contact: Contact) -> list[NamedText]:
    """Every text of the workspace that names a person, but their own card, hats and calls.

    A service is a public number: nothing is looked for.
    """
    if contact.kind is ContactKind.SERVICE:
        return []
    tied = {("worn_hat", hat.id) for hat in _theirs(records.every(connection, WornHat), contact)}
    tied |= {("call", call.id) for call in _theirs(records.every(connection, Call), contact)}
    tied |= {("contact", contact.id)}
    kept = dict.fromkeys(_answered(connection), KeptReason.APPROVED)
    cases = pictures.ids_of_kind(connection, OwnerKind.MODERATION)
    kept |= {("picture", picture_id): KeptReason.CASE for picture_id in cases}
    alike = any(
        other.id != contact.id and fold(other.name) == fold(contact.name)
        for other in roster.everyone(connection)
    )
    return [
        NamedText(trace, place(trace.table), _stays(trace, kept, alike=alike))
        for trace in traces.find(connection, traces.pattern(contact.name))
        if (trace.table, trace.row) not in tied
    ]


def _answered(connection: Connection) -> set[tuple[str, int]]:
    """The statements that somebody approved, and their texts."""
    approved = [record for record in records.every(connection, Statement) if record.approved_at]
    return {("statement", statement.id) for statement in approved} | {
        ("statement_text", text.id)
        for statement in approved
        for text in records.of_statement(connection, StatementText, statement.id)
    }


def _stays(
    trace: Trace, kept: dict[tuple[str, int], KeptReason], *, alike: bool
) -> KeptReason | None:
    reason = kept.get((trace.table, trace.row)) or KeptReason.of(trace.table, trace.column)
    return reason or (KeptReason.NAMESAKE if alike else None)


def kept_about(connection: Connection, contact: Contact) -> list[tuple[str, str]]:
    """What is held of a person besides their card, to hand to them (RGPD art. 15): where, and its
    lines. Of the log the entries are named by number: they tell of other people too.
    """
    incidents = {record.id: record for record in records.everything(connection)}
    hats = [
        f"{_of(incidents[hat.incident_id])}: {hat_label(hat.hat)}"
        for hat in _theirs(records.every(connection, WornHat), contact)
    ]
    calls = [
        f"{_of(incidents[call.incident_id])}: {_call(call)}"
        for call in _theirs(records.every(connection, Call), contact)
    ]
    everywhere = found(connection, contact)
    facts = [
        (_("Roles in incidents"), "\n".join(hats)),
        (_("Calls in incidents"), "\n".join(calls)),
        (place("log_entry"), _entries(everywhere)),
        *_lines(everywhere, traces.pattern(contact.name)),
    ]
    return [(what, text) for what, text in facts if text]


def _of(incident: Incident) -> str:
    return f"{incident.title}, {shown(incident.opened_at.astimezone().date())}"


def _call(call: Call) -> str:
    hour = clock_time(call.at) if call.at else ""
    return " · ".join(part for part in (call.number, call.why, hour, call.said) if part)


def _entries(everywhere: Iterable[NamedText]) -> str:
    rows = sorted({item.trace.row for item in everywhere if item.trace.table == "log_entry"})
    if not rows:
        return ""
    named = ngettext(
        "{count} entry names you: {numbers}.", "{count} entries name you: {numbers}.", len(rows)
    )
    return named.format(count=len(rows), numbers=", ".join(map(str, rows)))


def _lines(everywhere: Iterable[NamedText], sought: "re.Pattern[str]") -> list[tuple[str, str]]:
    told: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for item in everywhere:
        if item.trace.table != "log_entry":
            told[item.place][_around(item.trace.text, sought)] = None
    return [(where, _cut(list(lines))) for where, lines in told.items()]


def _around(text: str, sought: "re.Pattern[str]") -> str:
    hit = sought.search(text)
    start, end = hit.span() if hit else (0, 0)
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    said = " ".join(text[first:last].split())
    return f"{'…' if first else ''}{said}{'…' if last < len(text) else ''}"


def _cut(lines: Sequence[str]) -> str:
    left = len(lines) - _MOST
    more = [ngettext("and {count} more", "and {count} more", left).format(count=left)]
    return "\n".join([*lines[:_MOST], *(more if left > 0 else [])])


def outlook(connection: Connection, contact: Contact) -> list[str]:
    """What erasing a person would do to the texts that name them, in sentences."""
    everywhere = found(connection, contact)
    shown = _pictures(everywhere)
    gone: defaultdict[str, int] = defaultdict(int)
    left: defaultdict[KeptReason, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for other in everywhere:
        if other.trace.table != "picture" or other.trace.row not in shown:
            (left[other.stays] if other.stays else gone)[other.place] += 1
    told = []
    if shown:
        whole = ngettext(
            "{count} image is erased whole, for its words name this person.",
            "{count} images are erased whole, for their words name this person.",
            len(shown),
        )
        told.append(whole.format(count=len(shown)))
    if gone:
        told.append(_("The name is taken out of: {places}.").format(places=_counted(gone)))
    for reason, places in left.items():
        stays = _("It stays in: {places}, because {reason}.")
        told.append(stays.format(places=_counted(places), reason=reason_words(reason)))
    return told


def _counted(places: dict[str, int]) -> str:
    return ", ".join(f"{where} ({count})" for where, count in places.items())


def erase_person(db: "Database", contact: Contact) -> None:
    """Erase a card, and leave no name and no number of it but where `found` says that it stays."""
    for call in _theirs(records.every(db.conn, Call), contact):
        records.put(db, replace(call, name=_("erased"), number="", contact_id=None))
    for worn in _theirs(records.every(db.conn, WornHat), contact):
        records.put(db, replace(worn, name=_("erased"), contact_id=None))
    sought = traces.pattern(contact.name)
    everywhere = found(db.conn, contact)
    for picture_id in _pictures(everywhere):
        pictures.remove(db, picture_id)
    going = [item.trace for item in everywhere if item.stays is None]
    # Whoever signs for the town is left blank, to be filled in.
    signed = [trace for trace in going if trace.table == "town"]
    traces.blot_out(db, signed, sought, "")
    traces.blot_out(db, [trace for trace in going if trace not in signed], sought, _("erased"))
    roster.delete(db, contact.id)
    versions.erase_person(db, contact.id)


def _pictures(everywhere: Iterable[NamedText]) -> set[int]:
    """Those that go whole: what they show of the person is more than a name."""
    return {
        item.trace.row
        for item in everywhere
        if item.trace.table == "picture" and item.trace.column != "added_by" and not item.stays
    }


def _theirs(parts: Iterable[T], contact: Contact) -> list[T]:
    """By the card; by the whole name only where no card is tied to it, or not any more."""
    return [
        part
        for part in parts
        if part.contact_id == contact.id or (part.contact_id is None and part.name == contact.name)
    ]

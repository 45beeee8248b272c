"""Whether a workspace is whole: every page, every row, every digest that it holds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from core.crisis import desk, log, proof
from core.crisis.log import Anchor
from core.crisis.records import incidents
from core.crisis.records import log as log_records
from core.crisis.scenarios import library
from core.documents import records as printed
from core.errors import AppError
from core.i18n import _, ngettext
from core.mentions import evidence
from core.mentions.records import alarms, decisions, items, mentions, sources, tone, watches
from core.mentions.records import evidence as evidence_records
from core.mentions.records.mentions import Wanted
from core.pictures import keeping
from core.plan import records as plan
from core.plan import versions
from core.roster import records as roster
from core.store import Connection, Store, backup, damage, failures
from core.town import records as town

T = TypeVar("T")


@dataclass(frozen=True)
class CheckReport:
    """What there is, and what is wrong with it: a sentence each."""

    contacts: int
    entries: int
    """Of the log of incidents."""
    digest: str
    """Of its last entry, or empty."""
    faults: tuple[str, ...]
    printed: Anchor | None = None
    """That was compared with the log."""
    whole: bool = True
    """There are neither faults nor rows that cannot be read."""


def examine(store: Store, printed: Anchor | None = None) -> CheckReport:
    """Read all of a workspace. Says what it finds and raises nothing for it.

    `printed` is of an entry of the log, from a paper, to compare. Rows that cannot be read
    are told as they always are (`Store.tell_damage`).
    """
    with store.read() as connection:
        found = _examined(connection, store.path, printed)
    return replace(found, whole=not found.faults and not store.unreadable)


def told(found: CheckReport, name: str) -> list[str]:
    """What there is to say of a workspace called `name` that is whole."""
    whole = ngettext(
        "{name} is intact: {count} contact.", "{name} is intact: {count} contacts.", found.contacts
    )
    lines = [whole.format(name=name, count=found.contacts)]
    if found.entries:
        said = ngettext(
            "The log of incidents is intact: {count} entry, the last with the digest {digest}.",
            "The log of incidents is intact: {count} entries, the last with the digest {digest}.",
            found.entries,
        )
        lines.append(said.format(count=found.entries, digest=found.digest[:16]))
    if found.printed is not None:
        said = _("Entry {number} is the one that was printed.")
        lines.append(said.format(number=found.printed.number))
    return lines


def _examined(connection: Connection, path: Path, printed: Anchor | None) -> CheckReport:
    faults: list[str] = []

    def tried(look: Callable[[Connection], T]) -> T | None:
        try:
            with failures.explained(path):
                return look(connection)
        except AppError as error:
            faults.append(f"{error} {error.detail}".strip())
        return None

    tried(partial(backup.check, path=path))
    for reading in _READINGS:
        tried(reading)
    people = tried(roster.everyone) or []
    entries = tried(log_records.everything) or []
    for look in (_evidence, _pictures, _log):
        faults += tried(look) or []
    if printed is not None and not log.holds(connection, printed):
        faults.append(log.other_sentence(printed))
    digest = entries[-1].digest if entries else ""
    return CheckReport(len(people), len(entries), digest, tuple(dict.fromkeys(faults)), printed)


_AT_ONCE = 1000
"""Mentions held in memory: there may be a million."""


def _plan(connection: Connection) -> None:
    for version in plan.load(connection).versions:
        versions.load_version(connection, version.number)


def _mentions(connection: Connection) -> None:
    ids = mentions.ids(connection, Wanted(everything=True))
    for start in range(0, len(ids), _AT_ONCE):
        mentions.rows(connection, ids[start : start + _AT_ONCE])


def _visits(connection: Connection) -> None:
    for source in sources.everything(connection, removed=True):
        sources.visits(connection, source.id)


def _desks(connection: Connection) -> None:
    for incident in incidents.everything(connection):
        desk.load(connection, incident.id)


_READINGS: tuple[Callable[[Connection], object], ...] = (
    damage.sweep,
    town.load,
    town.retention_months,
    roster.not_duplicates,
    _plan,
    printed.last,
    decisions.load,
    sources.readings,
    _visits,
    watches.everything,
    _mentions,
    items.bodies,
    tone.labels,
    alarms.everything,
    library.everything,
    _desks,
)
"""Every table, as the pages read it."""


def _evidence(connection: Connection) -> list[str]:
    return [
        _("The evidence of mention {number} no longer says what it said when it was kept.").format(
            number=record.item_id
        )
        for record in evidence_records.everything(connection)
        if not evidence.verify(connection, record.item_id)
    ]


def _pictures(connection: Connection) -> list[str]:
    return [
        _("Image {number} is no longer as it was when it was kept.").format(number=number)
        for number in keeping.changed(connection)
    ]


def _log(connection: Connection) -> list[str]:
    broken = log.broken_at(connection)
    if broken is None:
        return proof.contradictions(connection)
    advice = _("Compare it with a printed report or with a copy; the file has not been touched.")
    return [f"{log.broken_sentence(broken)} {advice}"]

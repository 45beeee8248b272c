"""Packs: scenarios in one file, from one town hall to another.

A pack is JSON in UTF-8: a format name, its version, who made it, and the scenarios as
`core.crisis.scenario` describes them. What comes from outside is cleaned and shortened, and the
person sees it and decides before anything is stored.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from core import files, i18n
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import Scenario
from core.crisis.scenarios import library
from core.crisis.scenarios.editing import free_id, free_number
from core.crisis.scenarios.library import Offered
from core.crisis.scenarios.limits import shortened, with_room
from core.decoding import from_json
from core.documents.glyphs import shorten
from core.errors import ImportTrouble, InvalidValue
from core.exchange import incoming
from core.i18n import _, ngettext
from core.store import Connection
from core.text import clean
from core.town import records as town_records

if TYPE_CHECKING:
    from sqlite_utils import Database

FORMAT, VERSION = "pregon-scenarios", 1
SUFFIX = ".pregonpack"
LIMIT_BYTES = 4 * 2**20
"""Eighteen scenarios are about 400 KB."""

MOST_SCENARIOS = 100

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_TOWN = 80


class PackChoice(StrEnum):
    """What is done with a scenario whose id is there already."""

    KEEP = "keep"
    """The one that is there; the one of the pack is left out."""
    REPLACE = "replace"
    BOTH = "both"
    """The one of the pack comes under a name and number of its own."""


@dataclass(frozen=True)
class Pack:
    """What a file brings."""

    scenarios: tuple[Scenario, ...]
    town: str = ""
    """Who made it, as the file says."""
    made_on: str = ""


@dataclass(frozen=True)
class ArrivingScenario:
    """A scenario of a pack, and what is there under its id, if anything."""

    scenario: Scenario
    there: Offered | None = None

    @property
    def same(self) -> bool:
        """There is nothing to decide: its words are those that are there."""
        return self.there is not None and _words_of(self.scenario) == _words_of(self.there.scenario)


class _PackHead(msgspec.Struct, frozen=True):
    """Read first: a later version may have another shape."""

    format: str
    version: int


class _PackFile(msgspec.Struct, frozen=True):
    format: str
    version: int
    scenarios: tuple[Scenario, ...]
    town: str = ""
    made_on: str = ""
    language: str = ""


def write(connection: Connection, scenario_ids: Collection[str], path: Path, today: date) -> int:
    """Write these scenarios, as they stand, to one file; returns how many.

    Raises `FileTrouble` or `DiskFull`; a file that was there before is kept then.
    """
    chosen = [offered.scenario for offered in library.everything(connection)]
    chosen = [scenario for scenario in chosen if scenario.id in scenario_ids]
    made = _PackFile(
        FORMAT,
        VERSION,
        tuple(chosen),
        town_records.load(connection).name,
        today.isoformat(),
        i18n.current(),
    )
    files.write(path, msgspec.json.format(msgspec.json.encode(made), indent=1))
    return len(chosen)


def read(source: Path | bytes) -> Pack:
    """What a file brings, cleaned and cut to what fits.

    Raises `FileTrouble` when it cannot be read, `ImportTrouble` when it is no pack, is too large,
    comes from a later version of the program or has more than fits; then nothing comes of it.
    """
    data = incoming.load(source)
    if len(data) > LIMIT_BYTES:
        raise ImportTrouble(
            _("The file is larger than {limit} MB.").format(limit=LIMIT_BYTES // 2**20),
            _advice(),
        )
    _require_known(data)
    file = _decoded(data, _PackFile)
    if not file.scenarios or len(file.scenarios) > MOST_SCENARIOS:
        raise ImportTrouble(
            ngettext(
                "The file has {count} scenario; a pack has from 1 to {most}.",
                "The file has {count} scenarios; a pack has from 1 to {most}.",
                len(file.scenarios),
            ).format(count=len(file.scenarios), most=MOST_SCENARIOS),
            _("Ask for it in several packs, or export fewer scenarios."),
        )
    found = tuple(_fitting(scenario) for scenario in file.scenarios)
    if _repeated([scenario.id for scenario in found]):
        raise _no_pack("two scenarios with one id")
    return Pack(found, shorten(file.town, _LONGEST_TOWN), shorten(file.made_on, 10))


def arrivals(connection: Connection, pack: Pack) -> list[ArrivingScenario]:
    """What would come, by what is there now; nothing is stored."""
    there = {offered.scenario.id: offered for offered in library.everything(connection)}
    return [ArrivingScenario(scenario, there.get(scenario.id)) for scenario in pack.scenarios]


def take_in(db: "Database", pack: Pack, choices: dict[str, PackChoice], now: datetime) -> list[str]:
    """Store what is wanted of a pack; returns the ids under which it came.

    `choices` says, by the id, what is done with those that are there already; without a choice
    they are kept.
    """
    came = []
    for arrival in arrivals(db.conn, pack):
        choice = choices.get(arrival.scenario.id, PackChoice.KEEP)
        if arrival.there is not None and (arrival.same or choice is PackChoice.KEEP):
            continue
        if arrival.there is None:
            came.append(_added(db, arrival.scenario, arrival.scenario.id, now))
        elif choice is PackChoice.REPLACE:
            came.append(_replaced(db, arrival.scenario, arrival.there, now))
        else:
            came.append(_beside(db, pack, arrival.scenario, now))
    return came


def _beside(db: "Database", pack: Pack, scenario: Scenario, now: datetime) -> str:
    """A second one of the same subject says where it is from."""
    # Translators: After a title: from another town.
    origin = pack.town or _("other")
    title = shorten(scenario.title, 80 - len(origin) - 3)
    named = msgspec.structs.replace(scenario, title=f"{title} ({origin})"[:80])
    return _added(db, named, free_id(named.title, library.everything(db.conn)), now)


def _added(db: "Database", scenario: Scenario, scenario_id: str, now: datetime) -> str:
    """A new one keeps its number where that is free."""
    there = library.everything(db.conn)
    taken = {offered.scenario.number for offered in there}
    number = free_number(there) if scenario.number in taken else scenario.number
    own = msgspec.structs.replace(scenario, id=scenario_id, number=number, version=1)
    records.save(db, StoredScenario(own, None, now))
    return scenario_id


def _replaced(db: "Database", scenario: Scenario, there: Offered, now: datetime) -> str:
    kept = there.kept or StoredScenario(there.scenario, there.scenario, now, there.revision)
    own = msgspec.structs.replace(
        scenario, number=kept.scenario.number, version=kept.scenario.version
    )
    records.save(db, replace(kept, scenario=own, revision=kept.revision + 1, set_aside=False))
    return own.id


def _words_of(scenario: Scenario) -> Scenario:
    """What counts when two are compared: not the number that each town gives it."""
    return msgspec.structs.replace(scenario, number=0, version=0)


def _require_known(data: bytes) -> None:
    head = _decoded(data, _PackHead)
    if head.format != FORMAT:
        raise _no_pack(head.format)
    if head.version > VERSION:
        raise ImportTrouble(
            _("This pack of scenarios was made with a newer version of Pregón."),
            _("Update the program, or ask for the pack in the earlier format."),
        )


def _decoded(data: bytes, shape: type[T]) -> T:
    try:
        return from_json(data.removeprefix(BOM_UTF8), shape)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _no_pack(str(error)) from error


def _fitting(scenario: Scenario) -> Scenario:
    """A scenario as it can be stored."""
    tidy = shortened(scenario)
    injects = tidy.drill.injects if tidy.drill else ()
    ids = [
        [step.id for step in tidy.steps],
        [blank.id for blank in tidy.blanks],
        [inject.id for inject in injects],
        [statement.kind.value for statement in tidy.statements],
    ]
    if not _ID.fullmatch(tidy.id) or any(map(_repeated, ids)) or not all(map(all, ids)):
        raise _no_pack(f"ids of {tidy.id!r}")
    try:
        tidy = with_room(tidy)
    except InvalidValue as error:
        raise ImportTrouble(
            _("The scenario “{name}” cannot be taken. {reason}").format(
                name=shorten(clean(scenario.title), 60), reason=error.sentence
            ),
            _("Nothing was imported."),
        ) from error
    if tidy.number < 1:
        return msgspec.structs.replace(tidy, number=1)
    return tidy


def _repeated(names: Sequence[str]) -> bool:
    return len(set(names)) != len(names)


def _no_pack(detail: str) -> ImportTrouble:
    return ImportTrouble(
        _("The file is not a pack of scenarios of Pregón, or it is damaged."),
        _advice(),
        detail=detail,
    )


def _advice() -> str:
    return _("Choose a file that ends in {suffix}. Nothing was imported.").format(suffix=SUFFIX)

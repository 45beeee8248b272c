"""Papers and new workspaces as they were when somebody looked at them last.

`python -m tests.core.looked_at` says what changed since then, leaves pictures of the changed pages
in build/changed, to be looked at, with all that core answered, to be compared, and writes the table
anew.
"""

import contextlib
import io
import json
import re
import shutil
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
from sqlite_utils import Database

import resources
from core import __main__ as cli
from core import catalogue, i18n, settings
from core.calendar import records as calendar
from core.calendar.model import Election
from core.clock import FixedClock
from core.crisis.case import Measure, Moderation
from core.crisis.document.moderation_file import moderation_file
from core.crisis.document.report import after_action
from core.crisis.document.sheet import sheet_of
from core.crisis.incidents import closing, moderation
from core.crisis.kinds import Phase
from core.crisis.model import CallOutcome, RumourVerdict
from core.crisis.records import incidents
from core.crisis.scenarios import editing
from core.crisis.statements import steps
from core.documents import render, tree
from core.documents.model import Document
from core.i18n import Language
from core.mentions.document.evidence import evidence_sheet
from core.mentions.document.report import mention_report
from core.mentions.records import evidence
from core.plan import versions
from core.plan.kinds import LevelName
from core.store import Connection, Store, Topic, open_store
from tests import digests
from tests.bench import alarm_year, alarms
from tests.core import towns
from tests.core.asked import asked
from tests.core.crisis.paper import aftermath
from tests.core.crisis.paper.aftermath import Scene
from tests.core.documents.sheet_sizes import LANGUAGES
from tests.core.papers import Papers
from tests.digests import Sights, changed, digest

COMMAND = "python -m tests.core.looked_at"
TABLE = Path(__file__).with_name("looked-at.csv")
_DOTS = 72
MOVES = "handover"
"""It says where the file of the town lies."""
_OF_THIS_FILE = re.compile("sqlite_|_sqlite|identity$|item_text_")
"""Tables that are other in each file, or SQLite's own."""
_ADDED_TO = "log_entry"
"""The table in which nothing can be changed."""
LISTS = (
    *("documents", "plan", "findings", "contacts", "sources", "sources recipes", "mentions"),
    *("mentions --everything", "alarms", "scenarios", "incidents", "readiness", "elections"),
    "calendar",
)
"""What the command line tells people and, with `--json`, programs."""
FILES = (
    *("export --out contactos.vcf", "export --out contactos.csv"),
    *("calendar export calendario.ics", "calendar export calendario.csv"),
    "scenarios export --out escenarios.pregonpack",
)
"""What other programs read, and another town."""
_OF_THIS_TOWN = re.compile(rb"(?<=UID:)[0-9a-f]{32}")
_UNLIKE = re.compile("docProps/core.xml|meta.xml|word/media/|Pictures/")
"""Of an office file: what tells when it was made, and by which version; and its charts, of which
another NumPy draws the last digits otherwise: they are looked at on the pages of the PDF."""

Sheets = dict[str, Document]


def seen() -> Sights:
    """All that was looked at."""
    return digests.read(TABLE)


def names() -> list[str]:
    """Of the papers of the town that were looked at, the ids."""
    there = [paper.removesuffix("-es") for paper, place in seen() if place == "words"]
    return [name for name in there if not re.search("-en$|^incident-|^drill-", name)]


GAPS = 3
"""In so many towns a field in three is as nobody has filled it in: each field is so in one."""


@dataclass(frozen=True)
class Sheaf:
    """A paper in every language, and how it is printed in the first."""

    name: str
    documents: Mapping[str, Document]
    printed: Callable[[str], bytes]

    def sights(self) -> Sights:
        """What stands in it, its pages, and its office files."""
        found = {}
        for language, made in self.documents.items():
            found[f"{self.name}-{language}", "words"] = digest(_words(made))
        for suffix in render.formats(self.documents["es"]):
            file = self.printed(suffix)
            for place, told in _of_pages(file) if suffix == ".pdf" else [_of_parts(file)]:
                found[f"{self.name}-es{suffix}", place] = told
        return found


def of_town(papers: Papers, entry_id: str) -> Sheaf:
    """One of those that the town can always print."""
    made = {language: papers.made(entry_id, language) for language in LANGUAGES}
    return Sheaf(entry_id, made, lambda suffix: papers.printed(entry_id, suffix=suffix))


def of_events(folder: Path) -> Iterator[Sheaf]:
    """Those of an incident and a drill that it had."""
    folder.mkdir()
    store = open_store(towns.valdehierro(folder), FixedClock(towns.NOW))
    for name, scene in (("incident", aftermath.run(store)), ("drill", aftermath.rehearse(store))):
        for paper in (after_action, sheet_of):
            made = {}
            for language in LANGUAGES:
                with store.read() as connection, i18n.language(language):
                    made[language] = paper(connection, language, store.clock.today(), scene.number)
            yield Sheaf(f"{name}-{paper.__name__}", made, partial(render.render, made["es"]))
    store.close()


def sights(sheaves: Iterable[Sheaf]) -> Sights:
    """All that there is to see of some papers."""
    return {key: told for sheaf in sheaves for key, told in sheaf.sights().items()}


def workspaces(folder: Path) -> Sights:
    """What the example town and a new one hold, table by table, in every language."""
    found = {}
    for language in LANGUAGES:
        for made in (towns.medellin, towns.valdehierro):
            (folder / language).mkdir(parents=True, exist_ok=True)
            path = made(folder / language, language)
            found |= _tables(path, f"{path.stem}-{language}.pregon")
    return found


def _tables(path: Path, name: str) -> Sights:
    found = {}
    with contextlib.closing(Database(path)) as opened:
        for table in opened.table_names():
            if not _OF_THIS_FILE.match(table):
                rows = sorted(repr(tuple(row.values())) for row in opened[table].rows)
                found[name, table] = digest("\n".join(rows).encode())
    return found


def commands(folder: Path) -> Sights:
    """What the command line says of the example town."""
    folder.mkdir()
    return _lists(towns.valdehierro(folder), FixedClock(towns.NOW), "pregon-cli")


def _lists(file: Path, clock: FixedClock, name: str) -> Sights:
    asked = [*LISTS, *(f"{words} --json" for words in LISTS)]
    return {(name, words): digest(_said(file, clock, words.split()).encode()) for words in asked}


def _files(file: Path, clock: FixedClock, name: str) -> Sights:
    found = {}
    for words in FILES:
        *asked, last = words.split()
        _said(file, clock, [*asked, str(file.with_name(last))])
        written = file.with_name(last).read_bytes()
        found[name, last] = digest(_OF_THIS_TOWN.sub(b"", written))
    return found


def _said(file: Path, clock: FixedClock, words: Sequence[str]) -> str:
    place, said = file.with_name("settings.json"), io.StringIO()
    settings.save(settings.Settings("es", "light"), place)
    with contextlib.redirect_stdout(said):
        assert cli.main(["--settings", str(place), "--workspace", str(file), *words], clock) == 0
    return said.getvalue()


def new(folder: Path) -> Store:
    """Medellín, as the program proposes it."""
    return open_store(towns.medellin(folder), FixedClock(towns.NOW))


def bilingual(folder: Path) -> Store:
    """A large town of Galicia, in which the plan is as proposed."""
    return open_store(towns.of_place(folder, "27028"), FixedClock(towns.NOW))


def later(folder: Path) -> Store:
    """The example town two years on: nobody has touched it since."""
    return open_store(towns.valdehierro(folder), FixedClock(towns.NOW + timedelta(days=731)))


def busy(folder: Path) -> Store:
    """The example town with all that may happen: a crisis and a drill that are over, another
    crisis under way, an approved plan, elections, two scenarios of its own, something printed."""
    store = open_store(towns.valdehierro(folder), FixedClock(towns.NOW))
    now, today = store.clock.now(), store.clock.today()
    with store.change(Topic.PLAN, Topic.CALENDAR, Topic.SCENARIOS, undoable=False) as db:
        versions.approve(db, "Pleno", today, "2026/431", now, today)
        calendar.add_election(db, Election("Elecciones", today, today + timedelta(days=54)))
        editing.create(db, "Nevada", "flood", now)
        editing.create(db, "Plaga de mosquitos", "", now)
        editing.adopt(db, "missing-person", now)
    with store.read() as connection:
        printed = catalogue.prepare(connection, "roster", "es", today)
    catalogue.remember(store, "roster", printed, "paper")
    over = aftermath.run(store)
    for into, as_what in _BECOMES:
        number = over.do(closing.learn, over.number, f"Aprender: {into.__name__}", "Ana", today)
        lesson = next(lesson for lesson in over.desk.lessons if lesson.id == number)
        over.becomes(into, lesson, *as_what)
    aftermath.rehearse(store)
    under_way = aftermath.begin(store)
    under_way.set_level(LevelName.RED, "Hay otro caso")
    _in_each_state(under_way)
    under_way.promise(under_way.moment(30))
    under_way.later(minutes=50)
    return store


_BECOMES: tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...] = (
    (closing.into_item, ()),
    (closing.into_objective, ()),
    (closing.into_watch, (("veneno",),)),
    (closing.into_contact, ("Clínica Nueva",)),
    (closing.into_step, (Phase.FIRST_LINE,)),
)
"""What becomes of a lesson, and as what; of the one of the aftermath, a task."""


def _in_each_state(scene: Scene) -> None:
    """Calls, rumours, people, comments and statements in each state in which they may be."""
    for call, outcome in zip(scene.desk.calls[1:], list(CallOutcome)[1:], strict=False):
        scene.settle(call, outcome, "Que no se acuse a nadie")
    for verdict in RumourVerdict:
        scene.rumour(f"Dicen: {verdict}", "Grupo de la clase")
        if verdict is not RumourVerdict.UNCHECKED:
            scene.judge(scene.desk.rumours[-1], verdict, "Policía Local")
            scene.answer(scene.desk.rumours[-1], "Está comprobado.")
    for words in ("Espera", "Por teléfono", "Resuelto", "Contestado"):
        scene.affected(words, "¿Y ahora qué?", "Se fue del grupo")
    _waits, moved, solved, answered = scene.desk.complainants
    for person in (moved, solved):
        scene.move(person, "Teléfono del Registro")
    scene.solve(solved)
    scene.answered_in_public(answered)
    for measure in filter(None, Measure):
        until = scene.moment(0).date() + timedelta(days=7) if measure is Measure.BLOCKED else None
        case = replace(aftermath.case_of(scene.number, scene.moment(0)), measure=measure)
        scene.do(moderation.keep, replace(case, until_on=until), scene.hand())
    scene.publish(scene.approved(), "Web municipal", "Bando")
    for kind in steps.kinds(scene.desk):
        scene.begin(kind)


def gaps(first: int) -> Callable[[Path], Store]:
    """The busy town, of which a field in three, from that one, is as a new record has it."""

    def made(folder: Path) -> Store:
        store = busy(folder)
        store.close()
        file = folder / "Valdehierro.pregon"
        with contextlib.closing(Database(file)) as opened:
            for table in opened.table_names():
                if table != _ADDED_TO and not _OF_THIS_FILE.match(table):
                    _forget(opened, table, first)
            opened.conn.commit()
        return open_store(file, FixedClock(store.clock.now()))

    return made


def _forget(opened: Database, table: str, first: int) -> None:
    for place, column in enumerate(opened[table].columns, start=first):
        if not column.is_pk and (column.default_value or not column.notnull):
            new = f"[{column.name}] = {column.default_value or 'NULL'}"
            only = f"WHERE (rowid + {place}) % {GAPS} = 0"
            opened.execute(f"UPDATE OR IGNORE [{table}] SET {new} {only}")  # noqa: S608 - our own words


def heard(town: alarm_year.Town, days: int) -> Callable[[Path], Store]:
    """A town that is listened to, of which a made-up press tells so many days."""

    def made(folder: Path) -> Store:
        file = folder / "Año.pregon"
        alarms.lived(town, 1, days, file)
        end = alarm_year.START + (alarm_year.WARM_UP + days) * alarm_year.DAY
        return open_store(file, FixedClock(end))

    return made


_, _TOWN, _CITY, _ = alarm_year.TOWNS
TOWNS = {
    "heard in a town": heard(_TOWN, 60),
    "heard in a city": heard(_CITY, 10),
    "new": new,
    "bilingual": bilingual,
    "later": later,
    "busy": busy,
    **{f"gaps {first}": gaps(first) for first in range(GAPS)},
}


ASKED = ("busy", "gaps 0")
_EVENTFUL = ("busy", "heard in a town", "heard in a city")


def of_another(name: str, folder: Path) -> Sights:
    """What the papers of another town say in each language, and what it tells people and programs;
    where much happened, its tables as well, and of the busy one the files for other programs; and
    what core answers when it is asked about it, which is written into the folder."""
    folder.mkdir(parents=True)
    store = TOWNS[name](folder)
    papers, today = Papers(store), store.clock.today()
    said: dict[str, bytes] = defaultdict(bytes)
    for language in LANGUAGES:
        made = {entry_id: papers.made(entry_id, language) for entry_id in papers.ids()}
        with store.read() as connection, i18n.language(language):
            made |= _of_one_thing(connection, language, today)
        for paper_name, document in made.items():
            said[paper_name] += _words(document).replace(str(folder).encode(), b"")
    found = {(name, paper_name): digest(words) for paper_name, words in said.items()}
    if name in ASKED:
        for module, told in asked(store, papers).items():
            found[f"{name} asked", module] = digest(told.encode())
            folder.joinpath(f"{module}.txt").write_text(told, encoding="utf-8")
    clock, (path,) = store.clock, folder.glob("*.pregon")
    store.close()
    if name in _EVENTFUL:
        found |= _tables(path, name)
    if name == "busy":
        found |= _files(path, clock, name)
    return found | _lists(path, clock, f"{name} told")


def _of_one_thing(connection: Connection, language: Language, today: date) -> Sheets:
    """Those printed from where a thing is shown, and of the mentions of other days."""
    made = {}
    for event in incidents.everything(connection):
        made[f"report {event.id}"] = after_action(connection, language, today, event.id)
        made[f"sheet {event.id}"] = sheet_of(connection, language, today, event.id)
    for case in incidents.every(connection, Moderation):
        made[f"moderation {case.id}"] = moderation_file(connection, language, today, case.id)
    for kept in evidence.everything(connection):
        made[f"evidence {kept.item_id}"] = evidence_sheet(connection, language, today, kept.item_id)
    for weeks in (1, 14, 15, 60):
        since = today - timedelta(weeks=weeks) + timedelta(days=1)
        made[f"mentions {weeks}"] = mention_report(connection, language, today, since, today)
    return made


def _words(document: Document) -> bytes:
    facts = tree.plain(document, text=lambda _, said: said, image=lambda _: "", defaults=False)
    return json.dumps(facts, sort_keys=True, default=str).encode()


def _of_pages(pdf: bytes) -> Iterator[tuple[str, str]]:
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, start=1):
            drawn = page.render(scale=_DOTS / 72).to_numpy()
            yield str(number), digest(drawn.tobytes())


def _of_parts(office: bytes) -> tuple[str, str]:
    with zipfile.ZipFile(io.BytesIO(office)) as packed:
        names = sorted(name for name in packed.namelist() if not _UNLIKE.match(name))
        return "whole", digest(b"".join(name.encode() + packed.read(name) for name in names))


def main() -> None:
    """Show what changed, and take it as looked at."""
    pictures = resources.ROOT.parent / "build" / "changed"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    i18n.use("es")
    with tempfile.TemporaryDirectory() as place, towns.standing_in("Europe/Madrid"):
        folder = Path(place)
        store = open_store(towns.valdehierro(folder), FixedClock(towns.NOW))
        papers = Papers(store)
        town = (of_town(papers, entry_id) for entry_id in papers.ids() if entry_id != MOVES)
        sheaves = [*town, *of_events(folder / "events")]
        every = {f"{sheaf.name}-es.pdf": sheaf for sheaf in sheaves}
        now = sights(every.values()) | workspaces(folder / "new")
        now |= commands(folder / "cli")
        for name in TOWNS:
            now |= of_another(name, folder / "another" / name)
            for answers in folder.joinpath("another", name).glob("*.txt"):
                shutil.copy(answers, pictures / f"{name} {answers.name}")
        for paper, page in changed(now, seen()):
            sys.stdout.write(f"{paper} {page}\n")
            if paper in every and (paper, page) in now:
                with pypdfium2.PdfDocument(every[paper].printed(".pdf")) as pdf:
                    drawn = pdf[int(page) - 1].render(scale=110 / 72).to_pil()
                    drawn.save(pictures / f"{paper}-{int(page):03}.png")
        store.close()
    digests.write(TABLE, now)


if __name__ == "__main__":
    main()

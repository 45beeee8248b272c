"""What core answers when each of its public functions is asked about what it is made for.

A function is asked about values of the types of its parameters: of a town in which much happened,
of texts as people write them, of every member of an Enum. Which values it gets depends on its
signature alone. What it changes in the town is undone; what prints, or asks the computer or the
network, is not asked.
"""

import enum
import importlib
import inspect
import pkgutil
import sqlite3
import sys
import types
import typing
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import Any

import msgspec
from sqlite_utils import Database

import core
from core import fields as described
from core import i18n
from core.calendar import elections
from core.calendar import records as calendar
from core.crisis import desk as desks
from core.crisis.log import Hand
from core.crisis.model import Call, Complainant, Fact, Lesson, Rumour
from core.crisis.records import incidents
from core.crisis.scenarios import library
from core.documents.model import Document
from core.errors import AppError
from core.i18n import Language
from core.mentions.alarms.sightings import Vocabulary
from core.mentions.model import Watch
from core.mentions.records import alarms, items, mentions, sources, watches
from core.mentions.tone import tone
from core.mentions.watches.match import Matcher
from core.plan import records as plans
from core.plan.document import source as plan_source
from core.plan.findings import PlanFacts
from core.roster import records as roster
from core.store import Store, Topic
from core.town import gazetteer
from core.town import records as town
from tests.core.papers import Papers
from tests.digests import digest

_CALLS, _OF_SEVERAL = 400, 150
"""Of a function at most, and of one that is asked about several things at once."""
_EACH = 8
"""Values of a type where it is asked about several things at once."""
_NOT_ASKED = (
    *("core.cli", "core.clock", "core.files", "core.i18n", "core.linux_menu", "core.manual"),
    *("core.places", "core.settings", "core.store", "core.crisis.document.sheet"),
    *("core.mentions.fetching", "core.mentions.listening.process"),
)
"""They print, change what holds for all, ask the computer or the network, or take long."""
_FEW, _OF_CHANGES = 4, 32
"""The same for functions that change something."""
_MANY = 40
_PAPERS = ("plan", "plan-summary", "rules-of-use", "roster", "call-sheet", "sheet-flood")
_LOOKED_AT = (Document, bytes)
"""Papers and files are looked at themselves."""
_LONG = 500
"""Letters of an answer; of a longer one there is a digest."""
_AS_THEY_ARE = (type(None), bool, int, str, bytes, date, time, timedelta)
_NAMED = {"Connection": sqlite3.Connection, "Database": Database}
"""What some signatures only quote; who asks for a database changes it."""
_CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_TEXTS = Path(__file__).parents[1] / "data"
_SAID = (
    "", " ", "Sí", "112", "062", "924 80 00 00", "+34 600 000 001 ext. 12", "0034 924 800000",
    "600-000-001", "ext. 7", "1234567", "91 234 56 7", "18:30", "18.30 h", "9", "25:00", "7 h",
    "24/11/2026", "2026-11-24", "24 de noviembre de 2026", "1-2-27", "12/2026", "mayo de 2027",
    "Tue, 24 Nov 2026 13:32:05 +0100", "2026-11-24T13:32:05Z", "0,25", "1.234,5", "50 %", "-3",
    "https://ayto.example/a?b=1&utm_source=x", "www.ayto.example", "ayto.example/aviso.", "x@y.es",
    "=1+1", "+SUMA(A1)", "«Agua»", "El Ñandú (Los)", "PEÑA, La", "A\u200bn\u202ea", "uno\n\ndos\t",
    "<p>Hola,&nbsp;<b>vecinos</b></p>", "{town} a las {time}", "**Importante** y más", "a" * 400,
    "¡¡URGENTE!! Corte de agua YA", "#ferialdeganado 🔥🔥🔥🔥", "No hubo heridos en el incendio",
)  # fmt: skip


class _UndoneError(Exception):
    """Nothing of it stays."""


def asked(store: Store, papers: Papers) -> dict[str, str]:
    """What the functions of each module of core answered, a line for a call."""
    documents = [papers.made(paper, "es") for paper in _PAPERS]
    found = {}
    modules = list(_functions())
    with suppress(_UndoneError), i18n.language("es"), store.change(Topic.TOWN) as db:
        pool = Pool(store, db, documents)
        for _module, functions in modules:
            for function in functions:
                for _call, answer in _answers(function, pool, changing=False):
                    pool.learn(answer)
        for module, functions in modules:
            lines = [
                f"{call}: {_short(_plain(answer))}"
                for function in functions
                for changing in (False, True)
                for call, answer in _answers(function, pool, changing=changing)
            ]
            if lines:
                found[module] = "\n".join(lines)
        found["fields"] = "\n".join(_fields(pool))
        raise _UndoneError
    return found


def _fields(pool: "Pool") -> Iterator[str]:
    """How each field of a record is called, of which records it is asked, and what it reads."""
    for kind, things in pool.records():
        for name, said in described.described(kind).items():
            asked_of = [said.when(thing) for thing in things] if said.when else "all"
            read = [_plain(_tried(partial(said.read, typed))) for typed in _SAID]
            told = (said.label(), said.help(), asked_of, read)
            yield f"{kind.__name__}.{name}: {_short(str(told))}"


def _functions() -> Iterator[tuple[str, list[Callable[..., Any]]]]:
    for found in pkgutil.walk_packages(core.__path__, "core."):
        if found.name.endswith("__main__") or found.name.startswith(_NOT_ASKED):
            continue
        module = importlib.import_module(found.name)
        there = [thing for thing in _public(module) if thing.__module__ == found.name]
        methods = [
            method.fget if isinstance(method, property) else method
            for made in there
            if isinstance(made, type)
            for method in _public(made)
        ]
        every = [*there, *methods]
        yield found.name, [each for each in every if inspect.isroutine(inspect.unwrap(each))]


def _public(owner: types.ModuleType | type) -> list[Any]:
    return [
        getattr(owner, name) if isinstance(thing, classmethod) else thing
        for name, thing in vars(owner).items()
        if not name.startswith("_")
        and (isinstance(thing, property | classmethod) or callable(thing))
    ]


class Pool:
    """Values by type."""

    def __init__(self, store: Store, db: Database, documents: Sequence[Document]) -> None:
        self._of: dict[Any, list[Any]] = defaultdict(list)
        self._store, connection = store, db.conn
        today, now = store.clock.today(), store.clock.now()
        plan, here = plans.load(connection), town.load(connection)
        people = roster.everyone(connection)
        self._of[Database] = [db]
        self.put(connection, Hand(now, "Ana"), Hand(now, "Luis", now - timedelta(hours=1)))
        self._of[date] = [today, date(2027, 3, 28), date(2026, 12, 31), date(2025, 2, 1)]
        self._of[datetime] = [now, now - timedelta(hours=5), now + timedelta(days=40)]
        self._of[timedelta] = [timedelta(minutes=number) for number in (-90, 0, 1, 59, 61, 3000)]
        self._of[time] = [time(9), time(18, 30), time(0, 5)]
        self._of[bool] = [False, True]
        self._of[int] = [0, 1, 2, 3, 7, 21, 1000]
        self._of[float] = [0.0, 0.25, 0.5, 1.0, 7.5, 62.04, 1234.5]
        self._of[bytes] = [text.encode() for text in _SAID] + _feeds()
        self._of[str] = [*_SAID, *_titles()]
        self._of[Language] = list(typing.get_args(Language))
        self.put(plan, here, PlanFacts(plan, here, tuple(people), today), *documents)
        self.put(*(block for document in documents for block in document.blocks))
        self.put(plan_source.live(connection, today), *people, *calendar.every(connection))
        for table in vars(plan).values():
            self.put(*(table if isinstance(table, tuple) else (table,)))
        self.put(elections.coming(connection, today), *library.everything(connection))
        self.put(*(offered.scenario for offered in library.everything(connection)))
        self.put(*alarms.everything(connection), *watches.everything(connection))
        self.put(*sources.everything(connection), gazetteer.load(), tone.plain())
        self.put(Vocabulary(self._of[Watch]), Matcher(self._of[Watch]))
        numbers = mentions.ids(connection, mentions.Wanted(everything=True))
        self.put(*items.some(connection, numbers[:20]))
        for incident in incidents.everything(connection):
            self.put(incident, desks.load(connection, incident.id))
        for kind in (Call, Complainant, Fact, Lesson, Rumour):
            self.put(*incidents.every(connection, kind))
        for desk in self._of[desks.Desk]:
            self.put(*desk.scenario.steps, *desk.scenario.blanks, *desk.statements, *desk.log)
            self.put(*(worded.statement for worded in desk.statements))

    def put(self, *things: Any) -> None:
        """More of their own types."""
        for thing in things:
            if thing is not None:
                self._of[type(thing)].append(thing)

    def learn(self, answer: Any) -> None:
        """Ask about what was answered, too."""
        if isinstance(answer, tuple | list):
            for each in answer[:_EACH]:
                self.learn(each)
        elif is_dataclass(answer) or isinstance(answer, msgspec.Struct):
            known = self._of[type(answer)]
            if len(known) < _EACH and type(answer) is not type:
                known.append(answer)

    def changed(self, call: Callable[[], Any]) -> Any:
        """What is answered, and what was changed for it; nothing of it stays."""
        statements: list[str] = []
        with suppress(_UndoneError), self._store.change(Topic.TOWN) as db:
            db.conn.set_trace_callback(statements.append)
            answer = _tried(call)
            db.conn.set_trace_callback(None)
            raise _UndoneError
        return answer, [said for said in statements if said.startswith(_CHANGES)]

    def records(self) -> Iterator[tuple[type, list[Any]]]:
        """The types of records, with those that are known of each."""
        for kind, things in self._of.items():
            if is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
                yield kind, things

    def of(self, wanted: Any) -> list[Any] | None:
        """Values of an annotation, or None where there are none."""
        origin, inner = typing.get_origin(wanted), typing.get_args(wanted)
        if origin in (typing.Union, types.UnionType):
            kinds = [self.of(kind) for kind in inner if kind is not types.NoneType]
            known = [value for values in kinds if values for value in values[:3]]
            return [*known, None] if types.NoneType in inner else known or None
        if origin in (Iterable, Sequence, Collection, tuple, list, set, frozenset) and inner:
            values = self.of(inner[0])
            return [values[:_MANY], values[:1], []] if values else None
        if isinstance(wanted, type) and issubclass(wanted, enum.Enum):
            return list(wanted)
        return self._of.get(wanted) or None


def _feeds() -> list[bytes]:
    return [path.read_bytes() for path in sorted((_TEXTS / "feeds").glob("*.xml"))]


def _titles() -> list[str]:
    return [
        line.split("\t")[-1]
        for file in sorted(_TEXTS.glob("tone-*.tsv"))
        for line in islice(file.read_text(encoding="utf-8").splitlines(), 0, None, 9)
    ]


def _answers(
    function: Callable[..., Any], pool: Pool, *, changing: bool
) -> Iterator[tuple[str, Any]]:
    try:
        plain = inspect.unwrap(function)
        about = inspect.signature(plain, locals=_NAMED, eval_str=True)
    except (NameError, TypeError):  # A type for the checker of types alone: axes, a part of XML.
        return
    if about.return_annotation in _LOOKED_AT:
        return
    wanted = {
        name: pool.of(_owner(plain) if name == "self" else parameter.annotation)
        for name, parameter in about.parameters.items()
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    }
    changes = any(each.annotation is Database for each in about.parameters.values())
    if not wanted or None in wanted.values() or changes is not changing:
        return
    each, most = (_CALLS, _CALLS) if len(wanted) == 1 else (_EACH, _OF_SEVERAL)
    if changes:
        each, most = _FEW, _OF_CHANGES
    combined = product(*(_spread(values, each) for values in wanted.values() if values))
    for number, values in enumerate(islice(combined, most)):
        said = dict(zip(wanted, values, strict=True))
        call = partial(function, **said)
        yield f"{plain.__qualname__} {number}", (pool.changed if changes else _tried)(call)


def _tried(call: Callable[[], Any]) -> Any:
    """What is answered, or the error: what it is not made for is an answer, too."""
    try:
        answer = call()
        return list(islice(answer, _CALLS)) if isinstance(answer, Iterator) else answer
    except Exception as error:
        return error


def _spread(values: Sequence[Any], most: int) -> Sequence[Any]:
    return values[:: -(-len(values) // most)]


def _owner(method: Callable[..., Any]) -> Any:
    return getattr(sys.modules[method.__module__], method.__qualname__.partition(".")[0], None)


def _short(text: str) -> str:
    return text if len(text) < _LONG else digest(text.encode())


def _plain(answer: Any) -> str:
    """The same on every computer: sets in order, no places of memory."""
    match answer:
        case float():
            return f"{answer:.9g}"
        case AppError():
            return f"{type(answer).__name__}: {answer.sentence} {answer.advice}"
        case Mapping():
            return str([(_plain(key), _plain(value)) for key, value in answer.items()])
        case set() | frozenset():
            return str(sorted(map(_plain, answer)))
        case list() | tuple():
            return str([_plain(each) for each in answer])
    if isinstance(answer, _AS_THEY_ARE):
        return str(answer)
    named = _named(answer)
    return f"{type(answer).__name__}{[(name, _plain(value)) for name, value in named.items()]}"


def _named(answer: Any) -> dict[str, Any]:
    if isinstance(answer, msgspec.Struct):
        return msgspec.structs.asdict(answer)
    held = fields(answer) if is_dataclass(answer) and not isinstance(answer, type) else ()
    return {each.name: getattr(answer, each.name) for each in held}

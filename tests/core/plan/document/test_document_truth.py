"""The printed plan says nothing of the town that the town has not said, and no more than it reads.

Each of four towns filled in nothing, half of its plan, or all of it.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from core import i18n, workspace
from core.clock import FixedClock
from core.documents import render, tree
from core.documents.model import Bullets, Document, Para, Table
from core.documents.preview import page_count
from core.i18n import Language
from core.numbers import hours
from core.plan import records, unreviewed
from core.plan.document import agreement, annex, plan, summary
from core.plan.document.source import live
from core.plan.kinds import AccountVerdict
from core.plan.model import (
    Account,
)
from core.store import Store, Topic, open_store
from core.town import gazetteer

TODAY = date(2026, 11, 24)
MARK: dict[Language, str] = {"es": "Propuesta sin revisar", "en": "Proposal, not reviewed"}
DONE: dict[Language, tuple[str, ...]] = {
    "es": (
        "se ha mirado qué existe",
        "cuaderno de crisis, impreso",
        "viene de preguntar",
        "para las horas y los medios que hay",
        "Hay 2,5 h",
        "así consta en el contrato",
    ),
    "en": (
        "we looked at what exists",
        "notebook, printed",
        "comes from asking",
        "for the hours and the means there are",
        "2.5 h are available",
    ),
}
"""What is told as done or known."""
ORDERS: dict[Language, tuple[str, ...]] = {
    "es": ("Pregunte", "Confírmelo", "Mire ", "Compruebe", "Búsque"),
    "en": ("Ask ten", "Confirm it", "Look at the", "Check how", "Look up"),
}
"""What the person who writes the plan is told to do."""
BOTH = pytest.mark.parametrize("language", ["es", "en"])

PAGES = {"34159": 7, "06080": 10, "37046": 12, "49275": 14}
"""The most that a council reads: towns of 400, 2,241, 12,000 and 60,000 inhabitants."""
STATES = ("nothing", "half", "all")
PAPERS = (plan.compose, annex.compose, summary.compose, agreement.compose)

Towns = Callable[..., Store]


@pytest.fixture
def towns(tmp_path: Path, clock: FixedClock) -> Iterator[Towns]:
    """A new town that has filled in `nothing`, `half` or `all` of its plan, in a language."""
    opened: list[Store] = []

    def make(filled: str, language: Language, code: str = "06080") -> Store:
        file = tmp_path / f"{filled}-{language}-{code}.pregon"
        found = gazetteer.load().by_code(code)
        assert found
        hours_week = None if filled != "all" else 8
        with i18n.language(language):
            town = replace(gazetteer.town_of(found), hours_week=hours_week)
            workspace.create(file, town, clock)
            store = open_store(file, clock)
            opened.append(store)
            if filled != "nothing":
                fill_in(store, whole=filled == "all")
        return store

    yield make
    for store in opened:
        store.close()


def fill_in(store: Store, *, whole: bool) -> None:
    """Look at the first half of the plan, or at all of it, and say what only the town knows."""
    with store.read() as connection:
        now = records.load(connection)
    with store.change(Topic.PLAN, label="fill in") as db:
        records.add(db, Account("@ayto", verdict=AccountVerdict.KEEP))
        for objective in (*now.objectives, *now.audiences):
            records.save(db, objective)
        records.save(db, replace(now.charter, backing="El Pleno lo pide."))
        if not whole:
            return
        records.save(
            db,
            replace(
                now.charter,
                backing="x",
                reputation="Se habla del agua.",
                rules_body="Pleno",
                rules_on=date(2026, 9, 30),
                rehearsed_on=date(2026, 10, 6),
            ),
        )
        for field in now.charter.suggested:
            records.accept_text(db, field)
        for kind in (*now.people, *now.tasks, *now.channels, *now.uses, *now.levels):
            records.save(db, kind)
        for objective in now.private_channels:
            records.save(db, replace(objective, hours="De 8 a 15 h"))
        for presence in now.presences:
            records.set_reach(db, replace(presence, id=0, evidence="De treinta, trece."))


def printed(store: Store, language: Language, compose: Callable[..., Document]) -> Document:
    with i18n.language(language), store.read() as connection:
        return compose(live(connection, TODAY), language, TODAY)


def words(document: Document) -> str:
    return "\n".join(filter(None, tree.texts(document)))


@BOTH
def test_a_town_that_filled_in_nothing_tells_nothing_as_done(towns, language):
    store = towns("nothing", language)
    for compose in PAPERS:
        said = words(printed(store, language, compose))
        assert [text for text in (*DONE[language], *ORDERS[language]) if text in said] == []


@BOTH
def test_half_a_plan_marks_what_nobody_has_looked_at_and_only_that(towns, language):
    store = towns("half", language)
    document = printed(store, language, plan.compose)
    for paper in (document, printed(store, language, annex.compose)):
        said = words(paper)
        assert [text for text in (*DONE[language], *ORDERS[language]) if text in said] == []
    marked = {
        block.caption: MARK[language] in tree.texts((above, block))
        for above, block in pairwise(document.blocks)
        if isinstance(block, Table) and block.caption
    }
    captions: dict[Language, dict[str, bool]] = {
        "es": {"Los públicos de este plan": False, "Los canales de este plan": True},
        "en": {"The audiences of this plan": False, "The channels of this plan": True},
    }
    assert {name: marked[name] for name in captions[language]} == captions[language]


def test_what_is_only_proposed_is_said_once_above_a_table_or_in_the_rows_of_which_it_is_true(towns):
    store = towns("nothing", "es")
    untouched = printed(store, "es", annex.compose)
    with store.change(Topic.PLAN) as db:
        records.save(db, records.load(db.conn).people[0])
    touched = printed(store, "es", annex.compose)

    for document, above, rows in ((untouched, True, False), (touched, False, True)):
        told, people = next(
            (said, block)
            for said, block in pairwise(document.blocks)
            if isinstance(block, Table) and block.caption == "Las personas de este plan"
        )
        assert (MARK["es"] in tree.texts(told)) is above
        marks = [MARK["es"] in tree.texts(row) for row in people.rows]
        assert marks == [False] + [rows] * (len(marks) - 1)


def test_general_objectives_of_which_all_are_only_proposed_say_so_once_above_them(towns):
    store = towns("nothing", "es")
    untouched = printed(store, "es", plan.compose)
    with store.change(Topic.PLAN) as db:
        records.save(db, records.load(db.conn).general_objectives()[0])
    touched = printed(store, "es", plan.compose)

    for document, above, items in ((untouched, True, False), (touched, False, True)):
        told, general = next(
            (told, block)
            for told, block in pairwise(document.blocks)
            if isinstance(block, Bullets) and block.numbered
        )
        assert (MARK["es"] in tree.texts(told)) is above
        marks = [MARK["es"] in str(item) for item in general.items]
        assert marks == [False] + [items] * (len(marks) - 1)


@BOTH
def test_a_whole_plan_bears_no_mark_and_says_what_was_looked_at(towns, language):
    store = towns("all", language)
    said = "".join(words(printed(store, language, compose)) for compose in PAPERS[:2])
    assert MARK[language] not in said
    assert DONE[language][0] in said
    assert "De 8 a 15 h" in said
    assert {"es": "Hay {}", "en": "{} are available"}[language].format(hours(8)) in said
    with store.read() as connection:
        assert unreviewed.places(records.load(connection)) == []


@BOTH
def test_an_untouched_plan_says_how_many_proposals_of_each_kind(towns, language):
    store = towns("nothing", language)
    expected: dict[Language, str] = {"es": "17 textos", "en": "17 texts"}
    for compose in (plan.compose, summary.compose, agreement.compose):
        assert expected[language] in words(printed(store, language, compose))


@BOTH
def test_nothing_untouched_stands_below_what_was_decided_or_is_known(towns, language):
    document = printed(towns("nothing", language), language, annex.compose)
    titles = {str(column.title) for table in tables(document) for column in table.columns}
    told = {"Lo que se ha decidido", "Lo que se sabe", "What was decided", "What is known"}
    assert titles & told == set()


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_opening_hours_are_only_printed_where_they_were_given(towns):
    said = words(printed(towns("nothing", "es"), "es", annex.compose))
    assert "de 9 a 14 h" not in said.replace("de 9 a 13 h", "")


def test_every_kind_of_proposal_is_marked(towns):
    with towns("nothing", "es").read() as connection:
        now = records.load(connection)
    kinds = {place.kind for place in unreviewed.places(now)}
    assert kinds == {
        *("charter", "objective", "audience", "channel", "use", "level", "private_channel"),
        *("person", "task"),
    }
    assert {presence.suggested for presence in now.presences} >= {"Pregunte a diez."}


_LISTED = "El anexo técnico da la relación de cuentas que existen, que es una."
_UNHEARD = "Todavía no se ha descrito lo que se dice del Ayuntamiento."
_ASSUMED = "son suposiciones sin comprobar"
_UNAPPROVED = ("Todavía no están aprobadas.", "Este protocolo no se ha ensayado todavía.")
LEADS: dict[Language, dict[str, set[str]]] = {
    "es": {
        "nothing": {
            "Todavía no se ha hecho la relación de las cuentas que existen.",
            *(_UNHEARD, _ASSUMED, *_UNAPPROVED),
        },
        "half": {_LISTED, _UNHEARD, _ASSUMED, *_UNAPPROVED},
        "all": {
            _LISTED,
            "También describe lo que se dice hoy.",
            "Aprobación: Pleno, el 30 de septiembre de 2026.",
            "El protocolo se ensayó por última vez el 6 de octubre de 2026.",
        },
    },
    "en": {
        "nothing": {
            "The list of existing accounts has not been made yet.",
            "are assumptions that nobody has checked",
        },
        "half": {
            "The technical annex lists the one account that exists.",
            "are assumptions that nobody has checked",
        },
        "all": {
            "The technical annex lists the one account that exists.",
            "What is said today is described there.",
        },
    },
}
"""What the plan begins with, by what the town has done."""


@pytest.mark.parametrize("filled", STATES)
@pytest.mark.parametrize("code", PAGES)
@BOTH
def test_a_council_reads_few_pages_and_what_is_so(towns, code, filled, language):
    store = towns(filled, language, code)
    document = printed(store, language, plan.compose)
    said = words(document)
    every = set().union(*LEADS[language].values())
    assert {lead for lead in every if lead in said} == LEADS[language][filled]
    assert any(part.lead for part in tree.find(document.blocks, Para)), (
        "chapters open in larger type"
    )
    assert page_count(render.render(document, ".pdf")) <= PAGES[code]
    proposal = render.render(printed(store, language, agreement.compose), ".pdf")
    assert page_count(proposal) == 1


ABSENT = (
    *("concejalía", "consultorio", "centro de salud", "centro de mayores", "instituto", "colegio"),
    *("mercado", "farmacia", "escuelas deportivas", "policía local", "tarjeta ciudadana"),
)
"""What a village may not have: nothing proposed to it names them as if it had."""


def test_the_days_of_an_election_are_said_once(towns):
    said = words(printed(towns("nothing", "es"), "es", plan.compose))
    assert said.count("23 de mayo de 2027") == 1
    assert "2027" not in said.partition("el artículo 50")[2].partition("Revisión del plan")[0]


def test_what_a_village_may_not_have_is_not_named_to_it(towns):
    store = towns("nothing", "es", "34159")
    for compose in PAPERS:
        said = words(printed(store, "es", compose)).lower()
        assert [word for word in ABSENT if word in said] == []

"""Who wears a hat: desk, sheet, roster, notebook, what would fail and the plan say the same."""

from dataclasses import replace

import pytest

from core import i18n
from core.crisis import readiness
from core.crisis.document.notebook import notebook
from core.crisis.document.sheet import sheet
from core.crisis.readiness import GapKind, NotebookOnShelf
from core.crisis.scenarios import library
from core.crisis.scenarios.library import SHIPPED
from core.documents.model import Check, Table
from core.documents.tree import find, texts
from core.plan import snapshot
from core.roster import records as roster
from core.roster.document import roster as roster_sheet
from core.roster.model import Contact, Hat, Phone, hat_label, wearers
from core.store import Store, Topic
from tests.core.crisis.clerk import sit_down
from tests.core.crisis.scenes import set_aside

MARIA = Contact("María Blasco Gil", post="Alcaldesa", hats=(Hat.DECIDES, Hat.SPEAKS, Hat.VERIFIES))
LUIS = Contact(
    "Luis Cano Vera",
    post="Administrativo",
    hats=(Hat.WRITES, Hat.CALLS),
    phones=(Phone("600 111 222"),),
)
WORN = {
    Hat.DECIDES: MARIA,
    Hat.SPEAKS: MARIA,
    Hat.WRITES: LUIS,
    Hat.VERIFIES: MARIA,
    Hat.ANSWERS: None,
    Hat.LOG: None,
    Hat.CALLS: LUIS,
}
"""By hand: what the program proposes has no number in this town, and is nobody."""


@pytest.fixture
def town(store: Store) -> Store:
    """A new workspace, full of proposals, to which a clerk added two people."""
    with store.change(Topic.ROSTER) as db:
        for contact in (MARIA, LUIS):
            roster.add(db, contact, store.clock.now())
    set_aside(store, *(text for text in SHIPPED if text != "flood"))
    return store


def names(contact: Contact | None) -> str:
    return contact.name if contact else ""


def lines(table: Table) -> list[list[str]]:
    return [[" · ".join(find_texts(item)) for item in row] for row in table.rows]


def find_texts(value: object) -> list[str]:
    return [text for text in texts(value) if text]


def test_the_desk_puts_the_hats_on_whom_the_clerk_wrote_down(town):
    desk = sit_down(town, "flood").desk

    assert {hat: getattr(desk.worn(hat), "name", "") for hat in Hat} == {
        hat: names(contact) for hat, contact in WORN.items()
    }
    assert desk.calls[0].name == MARIA.name


def test_the_sheet_names_the_same(town):
    with town.read() as connection, i18n.language("es"):
        offered = library.offered(connection, "flood")
        made = sheet(connection, "es", town.clock.today(), offered)

    said = {check.who: check.name for check in find(made.blocks, Check)}
    assert said == {
        hat_label(hat): names(contact) for hat, contact in WORN.items() if hat_label(hat) in said
    }
    assert said["Decide"] == MARIA.name


def test_the_roster_for_the_wall_names_the_same(town):
    with town.read() as connection, i18n.language("es"):
        made = roster_sheet(connection, "es", town.clock.today())

    table = next(
        other for other in find(made.blocks, Table) if other.columns[0].title == "En una crisis"
    )
    who = {row[0]: row[1] for row in lines(table)}
    assert "María Blasco Gil" in who["Decide · Habla · Comprueba"]
    assert "Luis Cano Vera" in who["Escribe y publica · Llama"]
    assert len(who) == 4
    assert list(who.values()).count("nadie todavía") == 2


def test_the_notebook_names_the_same(town):
    with town.read() as connection, i18n.language("es"):
        made = notebook(connection, "es", town.clock.today())

    said = " ".join(find_texts(made))
    assert "María Blasco Gil" in said
    table = next(
        other for other in find(made, Table) if [row for row in lines(other) if row[0] == "Decide"]
    )
    who = {row[0]: row[1] for row in lines(table)}
    assert {hat: names(item) in who[hat_label(hat)] for hat, item in WORN.items()} == dict.fromkeys(
        Hat, True
    )
    assert list(who.values()).count("") == 2, "a hand writes there"


def test_what_would_fail_names_the_same(town):
    with town.read() as connection:
        found = readiness.gaps(connection, town.clock.today(), NotebookOnShelf())

    told = {gap.kind: gap.sentence for gap in found}
    assert told[GapKind.NO_PHONE] == f"Sin número al que llamar: {MARIA.name}."
    assert told[GapKind.NO_WEARER] == "Funciones sin asignar: Contesta al público, Lleva el diario."


def test_the_plan_names_the_same(town):
    with town.read() as connection:
        frozen = snapshot.freeze(connection)

    assert {hat: [holder.name for holder in frozen.wearing(hat)] for hat in Hat} == {
        hat: [contact.name] if contact else [] for hat, contact in WORN.items()
    }


def test_a_proposal_with_a_number_comes_after_whom_a_person_wrote_and_one_without_is_nobody():
    bare = Contact("Alcaldía", hats=(Hat.DECIDES,), suggested="Decide")
    rung = replace(bare, name="Concejalía", phones=(Phone("924 000 000"),))

    assert wearers([bare, rung, MARIA], Hat.DECIDES) == [MARIA, rung]
    assert wearers([bare], Hat.DECIDES) == []

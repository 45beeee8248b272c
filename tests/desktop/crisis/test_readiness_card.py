"""“What would fail today?” on screen: the grave first, each with a button that leads there."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core import papers
from core.crisis.model import Incident
from core.crisis.readiness import Gap, GapKind
from core.crisis.records import incidents as records
from core.crisis.scenarios.library import shipped
from core.plan.kinds import LevelName
from core.roster import records as roster
from core.roster.model import Contact, Hat
from core.store import Topic
from desktop import readiness_targets
from desktop.crisis.home import JOB, ReadinessCard
from desktop.services import Services
from tests.desktop.hands import Key, here, labels, press, press_until


@pytest.fixture
def mayor(services: Services) -> Contact:
    """The only card of the roster: somebody who wears every hat and has no number."""
    with services.store.change(Topic.ROSTER) as db:
        for contact in roster.everyone(db.conn):
            roster.delete(db, contact.id)
        number = roster.add(db, Contact("Ana Ruiz", hats=tuple(Hat)), services.clock.now())
        found = roster.one(db.conn, number)
    assert found is not None
    return found


@pytest.fixture
def card(services: Services, qtbot: QtBot, mayor: Contact) -> ReadinessCard:
    made = ReadinessCard(services)
    qtbot.addWidget(made)
    made.resize(560, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: bool(made.findChildren(QPushButton)))
    qtbot.waitUntil(lambda: not services.jobs.running(JOB))
    return made


def test_what_fails_in_the_first_hour_stands_first_and_says_so_in_words(card):
    said = labels(card)
    grave = next(at for at, text in enumerate(said) if "Fallaría en la primera hora" in text)
    rest = next(at for at, text in enumerate(said) if "Conviene arreglarlo" in text)
    notebook = said.index("El cuaderno de crisis no se ha impreso nunca.")
    rehearsed = said.index("Todavía no se ha hecho ningún simulacro.")
    assert grave < notebook < rest < rehearsed


def test_every_row_has_one_button_which_says_what_it_is_about(card):
    made = [button for button in card.findChildren(QPushButton) if button.isVisible()]
    assert len(made) >= 4
    grave = [button for button in made if "Fallaría en la primera hora" in spoken(button)]
    assert any("Ana Ruiz" in button.accessibleName() for button in grave)


def spoken(button: QPushButton) -> str:
    return f"{button.accessibleName()} {button.accessibleDescription()}"


def test_enter_leads_where_it_is_mended(card, qtbot, shell):
    card.take_keyboard()
    press_until(qtbot, Key.Key_Down, lambda: "Ana Ruiz" in here().accessibleName())
    press(qtbot, Key.Key_Return)
    assert shell.page_id == "roster"


def test_what_was_mended_goes_by_itself(card, services, qtbot, mayor):
    one_person = "Una sola persona tiene todas las funciones: Ana Ruiz."
    assert one_person in labels(card)
    with services.store.change(Topic.ROSTER) as db:
        roster.replace(db, replace(mayor, hats=(Hat.DECIDES,)), services.clock.now())
        roster.add(db, Contact("Luis Gil", hats=(Hat.SPEAKS,)), services.clock.now())
    qtbot.waitUntil(lambda: one_person not in labels(card))


def test_unseen_it_looks_at_nothing_and_catches_up_when_shown(card, services, qtbot, mayor):
    card.hide()
    with (
        qtbot.waitSignal(services.bridge.changed),
        services.store.change(Topic.ROSTER) as db,
    ):
        roster.replace(db, replace(mayor, name="Ana Ruiz Gil"), services.clock.now())
    assert not services.jobs.running(JOB)
    card.show()
    qtbot.waitUntil(lambda: any("Ana Ruiz Gil" in text for text in labels(card)))


def test_two_incidents_of_one_title_have_a_row_each(card):
    found = [Gap(GapKind.REVIEW_DUE, "«Riada» espera su revisión.", "", about) for about in (1, 2)]
    card._show(found)
    assert "Conviene arreglarlo · 2" in labels(card)


def test_with_nothing_to_mend_it_is_calm(card, qtbot):
    card._show([])  # no town is as ready as that in a test
    assert "Pregón no ha encontrado nada que falle hoy." in labels(card)
    assert not [button for button in card.findChildren(QPushButton) if button.isVisible()]


def test_every_gap_has_a_verb_and_a_place_that_exists(services, shell, mayor, clock):
    flood = shipped("flood")
    assert flood is not None
    past = Incident(
        "Riada", "flood", "es", LevelName.RED, clock.now(), closed_at=clock.now(),
        end_message="Ha terminado.",
    )  # fmt: skip
    with services.store.change(Topic.CRISIS, undoable=False) as db:
        number = records.add(db, past, flood)
    for kind in GapKind:
        about = mayor.id if kind in (GapKind.NO_PHONE, GapKind.NO_SUBSTITUTE) else number
        gap = Gap(kind, "Algo falla.", "Por algo.", about)
        assert readiness_targets.action(gap)
        page, target = readiness_targets.place(gap)
        if page == "documents":
            with services.store.read() as connection:
                assert papers.entry(connection, str(target)).name
        else:
            services.go(page, target)
            assert shell.page_id == page

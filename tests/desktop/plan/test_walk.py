"""From a new workspace of 2,241 inhabitants to an approved, printed plan, by keyboard alone."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from core.documents import preview
from core.plan import review, unreviewed
from core.plan.kinds import ObjectiveScope, PlanStep
from core.plan.labels import step_label
from core.plan.review import PlanReview
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.keyboard import Keyboard, spoken

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def looked(services: Services) -> PlanReview:
    with services.store.read() as connection:
        return review.look(connection, services.clock.today())


def go_to_step(keys: Keyboard, step: PlanStep) -> None:
    """Ctrl+2 comes back to the line of the steps; Home and Right walk, Enter opens."""
    keys.press(Key.Key_2, held=CTRL)
    keys.press(Key.Key_Home)
    for _right in range(list(PlanStep).index(step)):
        keys.press(Key.Key_Right)
    keys.press(Key.Key_Return)


def choose_part(keys: Keyboard, parts: list[str], wanted: str) -> None:
    """Tab to the toggle that is on, then an arrow to the one that is wanted."""
    keys.tab_to(*parts)
    keys.tab_to(wanted, by=Key.Key_Right)


def test_a_new_town_gets_an_approved_and_printed_plan(qtbot, shell, services, asker, tmp_path):
    keys = Keyboard(qtbot)
    paper = tmp_path / "plan.pdf"
    asker.answers.append(paper)

    write_what_is_said(keys, services, qtbot)
    write_where_each_objective_stands(keys, services, qtbot)
    write_where_to_talk_in_private(keys, services, qtbot)
    accept_the_suggestions(keys, services, qtbot)
    approve(keys, services, qtbot)
    save_the_paper(keys, shell, qtbot, paper)

    plan = looked(services).facts.plan
    assert looked(services).errors == ()
    assert [(version.number, version.body, version.reference) for version in plan.versions] == [
        (1, "Pleno", "12/2026")
    ]
    assert 5 <= preview.page_count(paper.read_bytes()) <= 10
    assert keys.pressed < 500


def write_what_is_said(keys: Keyboard, services: Services, qtbot: QtBot) -> None:
    go_to_step(keys, PlanStep.START)
    choose_part(keys, ["La entidad y su plan"], "En qué se apoya el plan")
    keys.tab_to("Qué se dice hoy de la entidad")
    keys.type("Se elogian las fiestas y se reclama por la basura y los cortes de agua.")
    keys.press(Key.Key_Tab)
    qtbot.waitUntil(lambda: "cortes" in looked(services).facts.plan.charter.reputation)


def write_where_each_objective_stands(keys: Keyboard, services: Services, qtbot: QtBot) -> None:
    def specific() -> list[Any]:
        plan = looked(services).facts.plan
        return [
            objective for objective in plan.objectives if objective.scope is ObjectiveScope.SPECIFIC
        ]

    for number in range(len(specific())):
        go_to_step(keys, PlanStep.OBJECTIVES)
        keys.tab_to("Objetivos")
        keys.press(Key.Key_Home)
        plan = looked(services).facts.plan
        tree = [
            objective
            for general in plan.general_objectives()
            for objective in (general, *plan.specific_objectives(general))
        ]
        wanted = [objective for objective in tree if objective.scope is ObjectiveScope.SPECIFIC][
            number
        ]
        for _down in range(tree.index(wanted)):
            keys.press(Key.Key_Down)
        keys.press(Key.Key_Return)
        keys.tab_to("Valor inicial")
        keys.press(Key.Key_A, held=CTRL)
        keys.type("20")
        keys.press(Key.Key_Tab)
        qtbot.waitUntil(
            lambda wanted=wanted: (
                next(item.baseline for item in specific() if item.id == wanted.id) == 20
            )
        )


def write_where_to_talk_in_private(keys: Keyboard, services: Services, qtbot: QtBot) -> None:
    def addresses() -> list[str]:
        return [channel.address for channel in looked(services).facts.plan.private_channels]

    for number, _address in enumerate(addresses()):
        go_to_step(keys, PlanStep.PROTOCOL)
        parts = ["Qué es una crisis", "Canales privados"]
        choose_part(keys, parts, "Canales privados")
        keys.press(Key.Key_Tab)
        keys.tab_to("Canales privados")
        keys.press(Key.Key_Home)
        for _down in range(number):
            keys.press(Key.Key_Down)
        keys.press(Key.Key_Return)
        keys.tab_to("Dónde")
        keys.press(Key.Key_A, held=CTRL)
        keys.type("924 82 20 11")
        keys.press(Key.Key_Tab)
        qtbot.waitUntil(lambda number=number: addresses()[number] == "924 82 20 11")


def accept_the_suggestions(keys: Keyboard, services: Services, qtbot: QtBot) -> None:
    go_to_step(keys, PlanStep.REVIEW)
    for step in PlanStep:
        keys.tab_to("Aceptarlas todas" + ": " + step_label(step))
        keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: not unreviewed.places(looked(services).facts.plan))


def approve(keys: Keyboard, services: Services, qtbot: QtBot) -> None:
    go_to_step(keys, PlanStep.REVIEW)
    choose_part(keys, ["Por arreglar"], "Aprobación")
    keys.tab_to("Órgano que aprueba")
    keys.type("Pleno")
    keys.tab_to("Referencia")
    keys.type("12/2026")
    keys.tab_to("Aprobar y guardar la versión")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: bool(looked(services).facts.plan.versions))


def save_the_paper(keys: Keyboard, shell: Shell, qtbot: QtBot, paper: Path) -> None:
    keys.press(Key.Key_P, held=CTRL)
    qtbot.waitUntil(lambda: shell.page_id == "documents")

    def can_be_saved() -> bool:
        buttons = shell.findChildren(QPushButton)
        return any(button.isEnabled() for button in buttons if spoken(button) == "Guardar como")

    qtbot.waitUntil(can_be_saved)
    keys.tab_to("Guardar como")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    keys.press(Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(paper.exists)

"""The crisis protocol: levels, team, private channels, rules, elections."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel
from pytestqt.qtbot import QtBot

from core.plan import records
from core.plan.findings import FixTarget
from core.plan.kinds import LevelName, PlanStep
from core.plan.model import Charter, Level, Plan
from core.roster import records as roster_records
from core.roster.model import Contact, Hat, hat_label
from core.store import Topic
from desktop.plan.levels import LevelsCard
from desktop.plan.protocol import ProtocolBody
from desktop.services import Services
from desktop.widgets.marks import Chip

Key = Qt.Key
Keyboard = Any
"""The one of conftest.py."""


@pytest.fixture
def step(small: Plan, keys: Keyboard, qtbot: QtBot) -> ProtocolBody:
    keys.open(PlanStep.PROTOCOL)
    found = keys.shell.findChild(ProtocolBody)
    assert isinstance(found, ProtocolBody)
    qtbot.waitUntil(found.isVisible)
    return found


def level(plan: Plan, name: LevelName) -> Level:
    return next(item for item in plan.levels if item.name is name)


def wearing(services: Services, hat: Hat) -> list[str]:
    with services.store.read() as connection:
        return [record.name for record in roster_records.everyone(connection) if hat in record.hats]


def person(services: Services, name: str) -> Contact:
    with services.store.read() as connection:
        return next(record for record in roster_records.everyone(connection) if record.name == name)


def pick(keys: Keyboard, words: str) -> None:
    """Choose with the arrows in the list that has the keyboard."""
    chooser = keys.here()
    assert isinstance(chooser, QComboBox)
    at = next(i for i in range(chooser.count()) if chooser.itemText(i).startswith(words))
    way = Key.Key_Down if at > chooser.currentIndex() else Key.Key_Up
    keys.press(way, times=abs(at - chooser.currentIndex()))


def test_the_arrows_go_through_the_parts(step, keys):
    seen = [keys.part()]
    for _time in range(6):
        keys.press(Key.Key_Right)
        seen.append(keys.part())

    assert seen == ["meaning", "levels", "team", "private", "answers", "rules", "elections"]


def test_a_level_is_settled_in_its_column(step, keys, plan, qtbot):
    keys.press(Key.Key_Right)
    for name, written in (
        ("Cuándo se declara", "Varias fuentes a la vez"),
        ("Menciones en 24 horas", "12"),
        ("Minutos hasta el primer aviso", "25"),
    ):
        keys.tab_to(f"{name}, Naranja")
        keys.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        keys.write(written)
    keys.press(Key.Key_Tab)

    orange = level(plan(), LevelName.ORANGE)
    assert (orange.trigger, orange.mentions_day, orange.minutes) == (
        "Varias fuentes a la vez",
        12,
        25,
    )


def test_tab_goes_through_the_levels_of_a_row_before_the_next_row(step, keys):
    keys.press(Key.Key_Right)
    keys.tab_to("Cuándo se declara, Verde")

    seen = []
    for _time in range(4):
        keys.press(Key.Key_Tab)
        seen.append(keys.name())

    assert seen == [
        "Cuándo se declara, Amarillo",
        "Cuándo se declara, Naranja",
        "Cuándo se declara, Rojo",
        "Menciones en 24 horas, Verde",
    ]


@pytest.mark.parametrize(("width", "across"), [(1366, 4), (900, 2)])
def test_levels_stand_beside_each_other_as_far_as_they_have_room(step, keys, qtbot, width, across):
    keys.press(Key.Key_Right)
    card = step.findChild(LevelsCard)
    keys.shell.resize(width, 768)

    def columns() -> int:
        chips = [chip for chip in card.findChildren(Chip) if chip.isVisible()]
        return len({chip.mapTo(card, chip.rect().topLeft()).x() for chip in chips})

    qtbot.waitUntil(lambda: columns() == across)


@pytest.mark.parametrize(("width", "times"), [(1366, 1), (900, 4)])
def test_what_is_asked_of_all_levels_stands_once_before_its_row(step, keys, qtbot, width, times):
    keys.press(Key.Key_Right)
    card = step.findChild(LevelsCard)
    keys.shell.resize(width, 768)

    def asked() -> list[QLabel]:
        labels = [label for label in card.findChildren(QLabel) if label.isVisible()]
        return [label for label in labels if label.text() == "Cuándo se declara"]

    qtbot.waitUntil(lambda: len(asked()) == times)


def test_a_share_of_140_percent_is_no_share(step, keys, plan, small):
    red = level(small, LevelName.RED)
    keys.open(FixTarget(PlanStep.PROTOCOL, "level", red.id, "negative_share"))
    keys.write("140")
    keys.press(Key.Key_Tab)

    assert keys.sees("Escriba un número entre 0 y 100.")
    assert level(plan(), LevelName.RED).negative_share == red.negative_share


def test_a_hat_passes_to_another_in_one_step_of_undo(step, keys, services, qtbot):
    keys.open(FixTarget(PlanStep.PROTOCOL, "", list(Hat).index(Hat.SPEAKS) + 1, "hats"))
    assert (keys.part(), keys.name()) == ("team", hat_label(Hat.SPEAKS))

    pick(keys, "Luis Gil")
    assert wearing(services, Hat.SPEAKS) == ["Luis Gil"]
    assert Hat.SPEAKS not in person(services, "Ana Ruiz").hats

    keys.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert wearing(services, Hat.SPEAKS) == ["Ana Ruiz"]
    assert Hat.SPEAKS not in person(services, "Luis Gil").hats


@pytest.mark.parametrize("width", [1366, 683])
def test_the_team_has_one_head_and_its_posts_are_whole(step, services, keys, width):
    long = "Teniente de alcalde y concejal de Seguridad, Obras, Servicios y Festejos de todo el año"
    with services.store.change(Topic.ROSTER) as db:
        luis = person(services, "Luis Gil")
        roster_records.replace(db, replace(luis, post=long), services.clock.now())
    keys.shell.resize(width, 600)
    keys.open(FixTarget(PlanStep.PROTOCOL, "", 1, "hats"))

    keys.wait_for(long)

    said = [label.text() for label in step.findChildren(QLabel) if label.isVisible()]
    assert said.count("Sustituto") == 1
    for role in Hat:
        assert said.count(hat_label(role)) == 1


def test_a_vacant_hat_is_said_plainly_and_needs_no_substitute(step, keys, services, qtbot):
    keys.open(FixTarget(PlanStep.PROTOCOL, "", list(Hat).index(Hat.CALLS) + 1, "hats"))

    pick(keys, "Nadie todavía")

    assert wearing(services, Hat.CALLS) == []
    keys.wait_for("Vacante: elija a alguien del directorio.")
    instead = "Sustituto: Llama"
    (chooser,) = (box for box in step.findChildren(QComboBox) if box.accessibleName() == instead)
    assert not chooser.isEnabled()


def test_everybody_who_wears_a_hat_is_named(step, keys, services):
    luis = person(services, "Luis Gil")
    with services.store.change(Topic.ROSTER, label="dar") as db:
        both = replace(luis, hats=(Hat.DECIDES, *luis.hats))
        roster_records.replace(db, both, services.clock.now())

    keys.open(FixTarget(PlanStep.PROTOCOL, "contact", 0, "hats"))

    keys.wait_for("También: Luis Gil.")


def test_nobody_is_offered_as_their_own_substitute(step, keys, services):
    keys.open(FixTarget(PlanStep.PROTOCOL, "contact", 0, "hats"))
    keys.tab_to(f"Sustituto: {hat_label(Hat.DECIDES)}")
    chooser = keys.here()
    assert isinstance(chooser, QComboBox)
    offered = [chooser.itemText(i) for i in range(chooser.count())]
    assert not any(text.startswith("Ana Ruiz") for text in offered)

    pick(keys, "Nadie todavía")

    assert person(services, "Ana Ruiz").substitute_id is None


def test_a_place_to_talk_in_private_is_added(step, keys, plan, qtbot):
    keys.press(Key.Key_Right, times=3)
    keys.tab_to("Añadir canal privado")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: keys.name() == "Nombre")
    keys.write("Correo de la oficina")
    keys.press(Key.Key_Tab)
    keys.write("oficina@medellin.example")
    keys.press(Key.Key_Tab)
    keys.write("De 9 a 14")
    keys.press(Key.Key_Tab)
    pick(keys, "Secretar")

    added = plan().private_channels[-1]
    assert (added.title, added.address, added.hours, added.person_id) == (
        "Correo de la oficina",
        "oficina@medellin.example",
        "De 9 a 14",
        plan().people[1].id,
    )


def test_each_text_is_found_in_its_part(step, keys):
    for field, where, asked in (
        ("crisis_meaning", "meaning", "Qué se considera una crisis"),
        ("rehearsed_on", "meaning", "Último ensayo"),
        ("answering", "answers", "Cómo se contestan las preguntas y las quejas"),
        ("answer_hours", "answers", "Horas de oficina hasta la respuesta"),
        ("corrections", "answers", "Qué se hace cuando se publica un error"),
        ("rules", "rules", "Normas de uso de los perfiles"),
        ("rules_on", "rules", "Día en que se aprobaron las normas"),
        (
            "electoral_guard",
            "elections",
            "Qué se publica y qué no desde la convocatoria hasta la votación",
        ),
    ):
        keys.open(FixTarget(PlanStep.PROTOCOL, "charter", 1, field))

        assert keys.part() == where
        assert keys.name() == asked


def test_the_elections_that_the_plan_crosses_are_dated(step, keys, services, small):
    keys.open(FixTarget(PlanStep.PROTOCOL, "charter", 1, "electoral_guard"))
    assert keys.sees("2027")

    with services.store.change(Topic.PLAN, label="mover") as db:
        records.save(
            db,
            replace(small.charter, start_on=date(2028, 1, 1), end_on=date(2028, 12, 31)),
        )
    keys.wait_for("No hay elecciones municipales dentro del período del plan.")

    with services.store.change(Topic.PLAN, label="quitar") as db:
        records.save(db, Charter())
    keys.wait_for(
        "Diga en el paso 1 cuándo empieza y termina el plan, para ver qué elecciones coinciden."
    )


def test_the_rules_are_kept_one_a_line_with_who_approved_them(step, keys, plan):
    keys.open(FixTarget(PlanStep.PROTOCOL, "charter", 1, "rules"))
    keys.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.write("No se insulta")
    keys.press(Key.Key_Return)
    keys.write("Se contesta en horario de oficina")
    keys.press(Key.Key_Tab)
    assert keys.name() == "Órgano que aprobó las normas"
    keys.write("Junta de Gobierno")
    keys.press(Key.Key_Tab)

    assert plan().charter.rules.splitlines() == [
        "No se insulta",
        "Se contesta en horario de oficina",
    ]
    assert plan().charter.rules_body.endswith("Junta de Gobierno")

"""The starting point: the period, the body, the accounts that exist, what the plan builds on."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.plan import records
from core.plan.findings import FixTarget
from core.plan.kinds import AccountKind, AccountVerdict, PlanStep
from core.plan.labels import account_kind_label, verdict_label
from core.plan.model import Account, Plan
from core.store import Topic
from desktop.plan.start import StartBody
from tests.desktop.hands import fields, spoken

Key = Qt.Key
Keyboard = Any
"""The one of conftest.py."""


@pytest.fixture
def step(small: Plan, keys: Keyboard, qtbot: QtBot) -> StartBody:
    keys.open(PlanStep.START)
    found = keys.shell.findChild(StartBody)
    assert isinstance(found, StartBody)
    qtbot.waitUntil(found.isVisible)
    return found


def test_the_day_the_plan_starts_is_typed_and_kept(step, keys, plan):
    keys.tab_to("Primer día del plan")
    keys.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.write("15/02/2027")
    keys.press(Key.Key_Tab)

    assert plan().charter.start_on == date(2027, 2, 15)


def proposed(keys: Keyboard) -> list[str]:
    """The fields on screen that are marked as a proposal of the program."""
    return [name for name, field in fields(keys.shell).items() if field.chip()]


def test_a_text_that_the_program_proposed_is_marked_until_it_is_touched_or_kept(
    services, keys, plan, qtbot
):
    keys.open(PlanStep.START)
    assert proposed(keys) == ["La entidad y su territorio", "Finalidad y respaldo"]

    keys.tab_to("La entidad y su territorio")
    keys.write("Here. ")
    keys.press(Key.Key_Tab)
    qtbot.waitUntil(lambda: proposed(keys) == ["Finalidad y respaldo"])
    assert plan().charter.suggested[0] == "backing"

    keys.tab_to("Conservar la sugerencia")
    keys.press(Key.Key_Space)
    qtbot.waitUntil(lambda: proposed(keys) == [])
    assert "backing" not in plan().charter.suggested


def test_a_plan_that_would_end_before_it_starts_stays_in_the_field_and_says_why(step, keys, plan):
    keys.tab_to("Último día del plan")
    keys.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.write("31/12/2026")
    keys.press(Key.Key_Tab)

    assert keys.sees("El plan terminaría antes de empezar.")
    assert plan().charter.end_on == date(2027, 12, 31)


def test_an_account_is_written_down_without_a_mouse(step, keys, plan, qtbot):
    keys.press(Key.Key_Right)
    assert keys.part() == "accounts"
    keys.tab_to("Añadir cuenta")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: keys.name() == "Nombre de la cuenta")

    keys.write("@ayto_medellin")
    keys.tab_to("Red")
    chooser = keys.here()
    assert isinstance(chooser, QComboBox)
    keys.press(Key.Key_Down, times=chooser.findData("facebook"))
    keys.tab_to("Qué es")
    keys.press(Key.Key_Down)
    keys.tab_to("Dirección")
    keys.write("https://facebook.example/ayto")
    keys.tab_to("Seguidores")
    keys.write("1.250")
    keys.tab_to("Última publicación")
    keys.write("3/2/2025")
    keys.tab_to("Decisión")
    keys.press(Key.Key_Down, times=2)
    keys.press(Key.Key_Tab)

    account = plan().accounts[0]
    assert account == Account(
        "@ayto_medellin",
        account.id,
        account.position,
        "facebook",
        AccountKind.ABANDONED,
        "https://facebook.example/ayto",
        followers=1250,
        last_post_on=date(2025, 2, 3),
        verdict=AccountVerdict.CLOSE,
    )
    label = account_kind_label(AccountKind.ABANDONED)
    line = f"{label} · {verdict_label(AccountVerdict.CLOSE)}"
    qtbot.waitUntil(lambda: line in keys.row())


def test_whoever_has_the_password_is_ticked_and_never_written(step, keys, services, plan, qtbot):
    with services.store.change(Topic.PLAN, label="añadir") as db:
        account = records.add(db, Account("@ayto_medellin"))

    keys.open(FixTarget(PlanStep.START, "account"))
    qtbot.waitUntil(lambda: spoken(step)[0].startswith("@ayto_medellin"))
    keys.open(FixTarget(PlanStep.START, "account", account, "holders"))
    keys.press(Key.Key_Space)
    keys.press(Key.Key_Tab)

    assert plan().accounts[0].holders == (plan().people[0].id,)


def test_a_finding_about_a_text_opens_its_part(step, keys):
    keys.open(FixTarget(PlanStep.START, "charter", 1, "principles"))

    assert keys.part() == "ground"
    assert keys.name() == "Principios"


def test_the_audit_is_asked_for_while_it_is_empty(step, small, keys):
    keys.open(FixTarget(PlanStep.START, "account"))

    assert keys.part() == "accounts"
    assert keys.name() == "Añadir cuenta"


def test_a_text_is_seen_whole_while_it_is_typed(step, keys):
    keys.tab_to("La entidad y su territorio")
    field = keys.here()
    assert isinstance(field, QPlainTextEdit)
    keys.press(Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    before = field.height()

    keys.press(Key.Key_Return, times=3)

    assert field.height() > before
    assert not field.verticalScrollBar().isVisible()
    assert field.verticalScrollBar().maximum() == 0


def test_what_was_typed_is_one_step_of_undo(step, keys, plan, qtbot):
    before = plan().charter.backing
    keys.tab_to("Finalidad y respaldo")
    keys.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.write("Que nadie se entere tarde")
    keys.press(Key.Key_Tab)
    assert plan().charter.backing == "Que nadie se entere tarde"

    keys.shell.go("plan")
    keys.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert plan().charter.backing == before

"""The step of the uses: eight of them, their shares, and how things are written; by keyboard."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.calendar import records as calendar
from core.calendar.model import CalendarItem, ItemState, Publication
from core.numbers import percent
from core.plan import records
from core.plan.findings import FixTarget
from core.plan.kinds import LanguagePolicy, PlanStep, UseName
from core.plan.labels import use_label
from core.plan.model import Audience, Channel, Plan, Use
from core.store import Topic
from desktop.plan.editors import ItemsEditor
from desktop.plan.uses import ShareSum, UsesBody
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.theme.tokens import Tone
from desktop.widgets.labelled import LabelledField
from desktop.widgets.marks import Chip
from tests.desktop.hands import here, seen

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def plan_of(services: Services) -> Plan:
    with services.store.read() as connection:
        return records.load(connection)


def use_of(services: Services, name: UseName) -> Use:
    return next(use for use in plan_of(services).uses if use.name is name)


@pytest.fixture
def plan(services: Services) -> Plan:
    """Two channels and one audience; no use has a share yet."""
    suggested = plan_of(services)
    with services.store.change(Topic.PLAN, label="preparar") as db:
        for channel in (*suggested.channels, *suggested.audiences):
            records.delete(db, type(channel), channel.id)
        for use in suggested.uses:
            records.save(db, Use(use.name, use.id))
        for title in ("Tablón", "Facebook"):
            records.add(db, Channel(title))
        records.add(db, Audience("Mayores de 65"))
    return plan_of(services)


@pytest.fixture
def step(plan: Plan, shell: Shell, qtbot: QtBot) -> UsesBody:
    """The step on screen, with the keyboard where it begins."""
    shell.go("plan", PlanStep.USES)
    found = shell.findChild(UsesBody)
    assert isinstance(found, UsesBody)
    qtbot.waitUntil(found.isVisible)
    return found


def editor(step: UsesBody) -> ItemsEditor[Any]:
    found = step.findChild(ItemsEditor)
    assert found is not None
    return found


def field(step: UsesBody, name: str) -> LabelledField:
    return editor(step).form.field(name)


def share(step: UsesBody) -> QLineEdit:
    control = field(step, "share").control
    assert isinstance(control, QLineEdit)
    return control


def give(step: UsesBody, qtbot: QtBot, text: str) -> None:
    """Type a share over the one that is there, and leave the field."""
    share(step).setFocus()
    share(step).selectAll()
    qtbot.keyClicks(share(step), text)
    qtbot.keyClick(share(step), Key.Key_Tab)


def total(step: UsesBody) -> str:
    found = step.findChild(ShareSum)
    assert found is not None
    chip = found.findChild(Chip)
    assert chip is not None
    assert chip.tone is Tone.NEUTRAL
    return chip.text()


def test_the_eight_uses_are_there_and_none_can_be_deleted(step, services, qtbot):
    uses = editor(step).list
    assert uses.hasFocus()
    assert len(uses.keys()) == len(UseName)

    qtbot.keyClick(uses, Key.Key_Delete)

    assert [use.name for use in plan_of(services).uses] == list(UseName)


def test_shares_are_added_up_as_they_are_given(step, services, qtbot):
    give(step, qtbot, "60")
    assert use_of(services, UseName.CORPORATE).share == 60
    left = f"queda un {percent(40)} por repartir"
    qtbot.waitUntil(lambda: total(step) == left)

    editor(step).list.setFocus()
    qtbot.keyClick(here(), Key.Key_Down)
    give(step, qtbot, "40")
    qtbot.waitUntil(lambda: total(step) == "repartido")

    give(step, qtbot, "45")
    too_much = f"sobra un {percent(5)}"
    qtbot.waitUntil(lambda: total(step) == too_much)


def test_a_share_of_140_percent_is_refused_in_words_and_kept_in_its_field(step, services, qtbot):
    give(step, qtbot, "140")

    assert use_of(services, UseName.CORPORATE).share is None
    assert share(step).text() == "140"
    assert "100" in field(step, "share").message()


def test_the_form_names_the_use_that_is_chosen(step, qtbot):
    qtbot.keyClick(here(), Key.Key_Down)
    qtbot.keyClick(here(), Key.Key_Return)

    assert share(step).hasFocus()
    shown = [
        widget.text()
        for widget in editor(step).form.findChildren(QWidget)
        if hasattr(widget, "text")
    ]
    assert use_label(UseName.CLOSER) in shown


def test_channels_audiences_and_examples_of_a_use_are_kept(step, plan, services, qtbot):
    for name, at in (("channels", 1), ("audiences", 0)):
        box = field(step, name).control.findChildren(QCheckBox)[at]
        box.setFocus()
        qtbot.keyClick(box, Key.Key_Space)
    examples = field(step, "examples").control
    examples.setFocus()
    qtbot.keyClicks(examples, "Corte de agua el martes")
    qtbot.keyClick(examples, Key.Key_Tab)

    def kept() -> tuple[tuple[int, ...], tuple[int, ...], str]:
        use = use_of(services, UseName.CORPORATE)
        return use.channels, use.audiences, use.examples

    channel, audience = plan.channels[1].id, plan.audiences[0].id
    qtbot.waitUntil(lambda: kept() == ((channel,), (audience,), "Corte de agua el martes"))


def test_nothing_is_asked_about_channels_while_the_plan_has_none(step, plan, services, qtbot):
    assert field(step, "channels").isVisible()

    with services.store.change(Topic.PLAN, label="vaciar") as db:
        for channel in plan.channels:
            records.delete(db, Channel, channel.id)

    qtbot.waitUntil(lambda: not field(step, "channels").isVisible())
    assert field(step, "audiences").isVisible()


def test_the_finding_about_the_sum_leads_to_a_share(step, shell):
    shell.go("plan", FixTarget(PlanStep.USES, "use", 0, "share"))

    assert share(step).hasFocus()


def test_a_finding_leads_to_the_use_that_it_is_about(step, plan, shell):
    service = next(use for use in plan.uses if use.name is UseName.SERVICE)

    shell.go("plan", FixTarget(PlanStep.USES, "use", service.id, "examples"))

    assert editor(step).list.selected_key() == service.id
    assert here() is field(step, "examples").control


def test_the_language_policy_and_the_style_are_kept(step, shell, services, qtbot):
    assert step.isVisible()
    shell.go("plan", FixTarget(PlanStep.USES, "charter", 1, "language_policy"))
    policy = here()
    assert isinstance(policy, QComboBox)

    qtbot.keyClick(policy, Key.Key_Down)
    # The choice is stored before the person goes elsewhere.
    QApplication.processEvents()
    shell.go("plan", FixTarget(PlanStep.USES, "charter", 1, "style"))
    qtbot.keyClick(here(), Key.Key_A, CTRL)
    qtbot.keyClicks(here(), "De usted y en frases cortas")
    qtbot.keyClick(here(), Key.Key_Tab)

    charter = plan_of(services).charter
    assert charter.language_policy is LanguagePolicy.NOTICES
    assert charter.style == "De usted y en frases cortas"


@pytest.mark.usefixtures("madrid")
def test_the_card_of_a_use_says_what_was_really_published_of_it(services, step, qtbot):
    assert "Publicado desde" not in seen(step)
    with services.store.change(Topic.CALENDAR) as db:
        item = CalendarItem(
            "Aviso", day=services.clock.today(), use=UseName.CORPORATE, state=ItemState.PUBLISHED
        )
        number = calendar.add(db, item)
        calendar.publish(db, Publication(number, "Web", services.clock.now()))

    told = "Publicado desde el 24 de noviembre de 2026: 100\u202f%, 1 de 1; el plan dice 0\u202f%."
    qtbot.waitUntil(lambda: told in seen(step))

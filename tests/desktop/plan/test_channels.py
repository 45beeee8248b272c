"""The step of the channels: the table, the sheets, the facts of the networks; by keyboard."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.plan import guide, records
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep, Reach, UseName
from core.plan.model import Audience, Channel, NetworkFact, Person, Plan, Presence, Use
from core.store import Topic
from core.town import records as town_records
from desktop.plan.channel.facts import FactsOfNetwork
from desktop.plan.channel.matrix import ReachCard
from desktop.plan.channels import ChannelsBody
from desktop.plan.editors import ItemsEditor, Parts
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.card import EmptyState
from desktop.widgets.hours_bar import HoursBar
from desktop.widgets.matrix.matrix import Matrix
from tests.desktop.hands import buttons, here, press_until, push, spoken

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def plan_of(services: Services) -> Plan:
    with services.store.read() as connection:
        return records.load(connection)


@pytest.fixture
def plan(services: Services) -> Plan:
    """Three channels and two audiences of Medellín, and nothing else that was suggested."""
    suggested = plan_of(services)
    with services.store.change(Topic.PLAN, label="preparar") as db:
        for kind in ("channels", "audiences", "people", "objectives", "tasks", "accounts"):
            for item in getattr(suggested, kind):
                records.delete(db, type(item), item.id)
        town_records.update(db, hours_week=4.0)
        office = records.add(db, Person("Comunicación"))
        records.add(db, Person("Secretaría"))
        for title, posts in (("Tablón", 2.0), ("Facebook", 3.0), ("LinkedIn", None)):
            records.add(
                db,
                Channel(
                    title,
                    offline=title == "Tablón",
                    posts_week=posts,
                    minutes_post=30.0,
                    owner_id=office,
                ),
            )
        for title in ("Mayores de 65", "Jóvenes"):
            records.add(db, Audience(title, size=310))
    return plan_of(services)


@pytest.fixture
def step(plan: Plan, shell: Shell, qtbot: QtBot) -> ChannelsBody:
    """The step on screen, with the keyboard where it begins."""
    shell.go("plan", PlanStep.CHANNELS)
    return shown(shell, qtbot)


def shown(shell: Shell, qtbot: QtBot) -> ChannelsBody:
    found = shell.findChild(ChannelsBody)
    assert isinstance(found, ChannelsBody)
    qtbot.waitUntil(found.isVisible)
    return found


def press(qtbot: QtBot, *keys: Key) -> None:
    for key in keys:
        qtbot.keyClick(here(), key)
        # What a key does to the matrix is done before the next is pressed.
        QApplication.processEvents()


def matrix(step: ChannelsBody) -> Matrix:
    return step.findChild(Matrix)


def evidence(step: ChannelsBody) -> QLineEdit:
    return step.findChild(ReachCard).evidence.findChild(QLineEdit)


def editors(step: ChannelsBody) -> tuple[ItemsEditor[Any], ItemsEditor[Any]]:
    """That of the channels and that of the facts of a network, with their part on screen."""
    step.findChild(Parts).choose("sheets")
    facts = step.findChild(FactsOfNetwork)
    assert facts is not None
    first = next(editor for editor in step.findChildren(ItemsEditor) if editor is not facts.editor)
    return first, facts.editor


def button(step: QWidget, words: str) -> QPushButton:
    return next(item for item in step.findChildren(QPushButton) if item.accessibleName() == words)


def reach(services: Services) -> dict[tuple[str, str], Reach]:
    """How much of which audience is on which channel, by their titles."""
    plan = plan_of(services)
    channels = {channel.id: channel.title for channel in plan.channels}
    audiences = {audience.id: audience.title for audience in plan.audiences}
    return {
        (channels[presence.channel_id], audiences[presence.audience_id]): presence.reach
        for presence in plan.presences
    }


def note(step: ChannelsBody, row: int) -> str:
    """What the table says of a row beside its title."""
    role = Qt.ItemDataRole.AccessibleDescriptionRole
    return str(matrix(step).model().headerData(row, Qt.Orientation.Vertical, role))


def choose(editor: ItemsEditor[Any], title: str) -> None:
    editor.list.setFocus()
    model = editor.list.model()
    titles = [model.index(row, 0).data() for row in range(model.rowCount())]
    editor.list.select(editor.list.keys()[titles.index(title)])


def choose_kind(qtbot: QtBot, editor: ItemsEditor[Any], kind: str) -> None:
    """Go down the catalogue with the arrow keys until the kind is there."""
    combo = editor.form.field("kind").control
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    step = Key.Key_Down if combo.findData(kind) > combo.currentIndex() else Key.Key_Up
    press_until(qtbot, step, lambda: combo.currentData() == kind)


def test_figures_say_how_much_of_an_audience_is_on_a_channel(step, services, qtbot):
    assert matrix(step).hasFocus()

    press(qtbot, Key.Key_3, Key.Key_Right, Key.Key_1, Key.Key_Down, Key.Key_2)

    assert reach(services) == {
        ("Tablón", "Mayores de 65"): Reach.MANY,
        ("Tablón", "Jóvenes"): Reach.FEW,
        ("Facebook", "Jóvenes"): Reach.SOME,
    }
    qtbot.waitUntil(lambda: not note(step, 0) and not note(step, 1))
    assert note(step, 2) == "No llega a ningún público del plan."


def test_a_whole_column_is_filled_and_undone_as_one_step(step, shell, services, qtbot):
    for _time in range(2):
        qtbot.keyClick(matrix(step), Key.Key_Down, SHIFT)
    press(qtbot, Key.Key_2)
    assert len(reach(services)) == 3

    shell.undo()

    assert reach(services) == {}


def test_the_hours_of_the_channels_are_added_up_against_those_of_the_town(step, services, qtbot):
    bar = step.findChild(HoursBar)
    assert bar is not None
    figures = "2,5 de 4,0 h"
    assert bar.accessibleName() == f"Horas en total: {figures}"


def test_the_list_tells_the_hours_of_a_channel_as_the_table_does(step, plan, services, qtbot):
    radio = replace(plan.channels[0], posts_week=2.0, minutes_post=10.0)
    with services.store.change(Topic.PLAN) as db:
        records.save(db, radio)
    table = matrix(step).model()
    in_table = table.index(0, table.columnCount() - 1)
    qtbot.waitUntil(lambda: in_table.data() == "0,3 h")
    step.findChild(Parts).choose("sheets")
    assert spoken(step)[0].startswith("Tablón. 0,3 h · Comunicación")


def test_every_way_to_what_is_to_fix_has_the_same_words(step, shell, qtbot):
    said = (made.text().strip() for made in buttons(shell))
    push(qtbot, shell, next(words for words in said if words.endswith(" más")))

    ways = [made.accessibleName() for made in shell.findChildren(QPushButton)]
    assert "Ir allí: «LinkedIn» no llega a ningún público." in ways


def test_words_pasted_from_a_spreadsheet_fill_the_table_and_the_rest_is_told(
    step, shell, services, qtbot
):
    QGuiApplication.clipboard().setText("1\t3\nquizá\t3")

    qtbot.keyClick(matrix(step), Key.Key_V, CTRL)

    assert reach(services) == {
        ("Tablón", "Mayores de 65"): Reach.FEW,
        ("Tablón", "Jóvenes"): Reach.MANY,
        ("Facebook", "Jóvenes"): Reach.MANY,
    }
    told = "Se ha omitido una casilla pegada: no se entiende o se sale de la tabla."
    assert told in [widget.accessibleName() for widget in shell.findChildren(QWidget)]


def test_how_it_is_known_is_typed_below_the_table_and_enter_goes_back_to_it(step, services, qtbot):
    press(qtbot, Key.Key_3, Key.Key_Question)
    assert evidence(step).hasFocus()
    assert "Tablón" in evidence(step).accessibleName()
    assert "Mayores de 65" in evidence(step).accessibleName()

    qtbot.keyClicks(evidence(step), "Preguntado en la farmacia")
    press(qtbot, Key.Key_Return)

    assert [(presence.reach, presence.evidence) for presence in plan_of(services).presences] == [
        (Reach.MANY, "Preguntado en la farmacia")
    ]
    assert matrix(step).hasFocus()


def test_another_figure_in_a_cell_keeps_how_it_is_known(step, services, qtbot):
    press(qtbot, Key.Key_3, Key.Key_Tab, Key.Key_Return)
    assert evidence(step).hasFocus()
    qtbot.keyClicks(evidence(step), "Preguntado en la farmacia")
    press(qtbot, Key.Key_Return, Key.Key_1)

    found = plan_of(services).presences

    assert [(presence.reach, presence.evidence) for presence in found] == [
        (Reach.FEW, "Preguntado en la farmacia")
    ]


def test_what_is_being_typed_stays_with_its_cell_when_another_becomes_the_current_one(
    step, plan, services, qtbot
):
    press(qtbot, Key.Key_Question)
    qtbot.keyClicks(evidence(step), "Encuesta del colegio")

    matrix(step).choose(plan.channels[1].id, plan.audiences[1].id)

    assert [
        (item.channel_id, item.audience_id, item.evidence) for item in plan_of(services).presences
    ] == [(plan.channels[0].id, plan.audiences[0].id, "Encuesta del colegio")]
    assert evidence(step).text() == ""


def test_enter_on_a_row_opens_the_sheet_of_its_channel(step, qtbot):
    press(qtbot, Key.Key_Down, Key.Key_Return)

    title = here()
    assert isinstance(title, QLineEdit)
    assert title.text() == "Facebook"


def test_control_and_enter_on_a_column_opens_its_audience(step, shell, qtbot):
    press(qtbot, Key.Key_Right)
    qtbot.keyClick(matrix(step), Key.Key_Return, CTRL)

    title = here()
    assert isinstance(title, QLineEdit)
    assert title.text() == "Jóvenes"
    assert not step.isVisible()


def test_a_channel_of_the_catalogue_comes_with_its_figures_and_its_facts(step, services, qtbot):
    catalogue = guide.networks()
    at = next(place for place, network in enumerate(catalogue) if network.facts)
    editors(step)
    add = button(step, "Añadir canal…")
    add.setFocus()
    press(qtbot, Key.Key_Return)
    menu = add.findChild(QMenu)
    assert menu is not None
    for _time in range(at):
        qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)

    chosen, plan = catalogue[at], plan_of(services)
    added = plan.channels[-1]

    assert (added.title, added.kind, added.offline) == (chosen.name, chosen.id, chosen.offline)
    assert (added.posts_week, added.minutes_post) == (chosen.posts_week, chosen.minutes_post)
    assert added.languages == ("es",)
    assert [(fact.channel_id, fact.name, fact.reviewed_on) for fact in plan.facts] == [
        (added.id, fact.name, fact.reviewed) for fact in chosen.facts
    ]
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    assert here().text() == chosen.name


def test_a_letter_goes_to_the_next_network_that_begins_with_it(step, services, qtbot):
    editors(step)
    add = button(step, "Añadir canal…")
    add.setFocus()
    press(qtbot, Key.Key_Return)
    menu = add.findChild(QMenu)
    begin = [name for network in guide.networks() if (name := network.name).startswith("C")]
    assert len(begin) > 1

    for name in (*begin, begin[0]):
        qtbot.keyClick(menu, Key.Key_C)
        assert menu.activeAction().text() == name
    qtbot.keyClick(menu, Key.Key_Return)

    assert plan_of(services).channels[-1].title == begin[0]


def test_a_channel_that_is_not_in_the_catalogue_is_named_by_the_person(step, services, qtbot):
    editors(step)
    add = button(step, "Añadir canal…")
    add.setFocus()
    press(qtbot, Key.Key_Space)
    qtbot.keyClick(add.findChild(QMenu), Key.Key_Up)
    qtbot.keyClick(add.findChild(QMenu), Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(here(), "Furgoneta con altavoz")
    press(qtbot, Key.Key_Tab)

    added = plan_of(services).channels[-1]

    assert (added.title, added.kind) == ("Furgoneta con altavoz", "")


def test_choosing_a_kind_fills_what_is_empty_and_keeps_what_was_written(step, services, qtbot):
    editor, _facts = editors(step)
    choose(editor, "Facebook")
    facebook = guide.network("facebook")
    assert facebook is not None

    choose_kind(qtbot, editor, "facebook")

    plan = plan_of(services)
    filled = plan.channels[1]
    assert (filled.title, filled.kind) == ("Facebook", "facebook")
    assert (filled.posts_week, filled.minutes_post) == (3.0, 30.0)
    assert (filled.voice, filled.best_time) == (facebook.voice, facebook.best_time)
    assert [fact.name for fact in plan.facts] == [fact.name for fact in facebook.facts]
    voice = editor.form.field("voice").control
    assert isinstance(voice, QPlainTextEdit)
    qtbot.waitUntil(lambda: voice.toPlainText() == facebook.voice)


def test_another_kind_takes_back_only_what_the_kind_before_had_given(step, services, qtbot):
    editor, _facts = editors(step)
    choose(editor, "LinkedIn")
    first, second = guide.network("linkedin"), guide.network("mastodon")
    assert first is not None
    assert second is not None
    choose_kind(qtbot, editor, "linkedin")
    qtbot.waitUntil(lambda: len(editors(step)[1].list.keys()) == len(first.facts))
    voice = editor.form.field("voice").control
    voice.setFocus()
    qtbot.keyClick(voice, Key.Key_A, CTRL)
    qtbot.keyClicks(voice, "De oficio")

    choose_kind(qtbot, editor, "mastodon")

    plan = plan_of(services)
    assert plan.channels[2].voice == "De oficio"
    assert plan.channels[2].posts == second.posts
    assert [fact.name for fact in plan.facts] == [fact.name for fact in second.facts]


def test_languages_are_asked_only_where_the_town_has_more_than_one(step, services, qtbot):
    editor, _facts = editors(step)
    assert not editor.form.field("languages").isVisible()

    with services.store.change(Topic.TOWN, label="idiomas") as db:
        town_records.update(db, languages="es ca")
    qtbot.waitUntil(editor.form.field("languages").isVisible)
    boxes = editor.form.field("languages").control.findChildren(QCheckBox)
    qtbot.keyClick(boxes[1], Key.Key_Space)
    editor.form.flush()

    assert plan_of(services).channels[0].languages == ("ca",)


def test_a_channel_that_is_used_everywhere_is_deleted_and_comes_back_whole(
    step, plan, shell, services, qtbot
):
    facebook, young = plan.channels[1], plan.audiences[1]
    use = next(other for other in plan.uses if other.name is UseName.SERVICE)
    with services.store.change(Topic.PLAN, label="usar") as db:
        records.set_reach(db, Presence(young.id, facebook.id, Reach.MANY, evidence="Se ve"))
        records.save(db, Use(use.name, use.id, 40, channels=(facebook.id,), audiences=(young.id,)))
        records.add(db, NetworkFact(facebook.id, "Portada", value="820 × 312 px"))
    before = plan_of(services)
    editor, _facts = editors(step)
    choose(editor, "Facebook")

    press(qtbot, Key.Key_Delete)

    after = plan_of(services)
    assert [channel.title for channel in after.channels] == ["Tablón", "LinkedIn"]
    assert (after.presences, after.facts) == ((), ())
    qtbot.waitUntil(lambda: matrix(step).model().rowCount() == 2)

    shell.undo()

    assert plan_of(services) == before
    qtbot.waitUntil(lambda: matrix(step).model().rowCount() == 3)


def test_an_audience_that_is_in_the_table_is_deleted_and_comes_back_whole(
    step, plan, shell, services, qtbot
):
    press(qtbot, Key.Key_3)
    before = plan_of(services)
    shell.go("plan", FixTarget(PlanStep.AUDIENCES, "audience", plan.audiences[0].id))
    press(qtbot, Key.Key_Delete)
    assert plan_of(services).presences == ()
    shell.go("plan", PlanStep.CHANNELS)
    assert matrix(step).model().columnCount() == 2  # one audience and the hours

    shell.undo()

    assert plan_of(services) == before
    qtbot.waitUntil(lambda: matrix(step).model().columnCount() == 3)


@pytest.mark.usefixtures("madrid")
def test_facts_of_a_network_are_called_reviewed_one_by_one_or_all_at_once(
    step, plan, shell, services, qtbot
):
    long_ago, today = date(2026, 1, 2), date(2026, 11, 24)
    with services.store.change(Topic.PLAN, label="datos") as db:
        for name in ("Portada", "Historia"):
            records.add(db, NetworkFact(plan.channels[0].id, name, reviewed_on=long_ago))
    _channels, facts = editors(step)
    qtbot.waitUntil(lambda: len(facts.list.keys()) == 2)

    push_button = button(step, "Revisado hoy")
    push_button.setFocus()
    press(qtbot, Key.Key_Return)
    assert [fact.reviewed_on for fact in plan_of(services).facts] == [today, long_ago]

    every = button(step, "Todos revisados hoy")
    every.setFocus()
    press(qtbot, Key.Key_Return)
    assert [fact.reviewed_on for fact in plan_of(services).facts] == [today, today]

    shell.undo()
    assert [fact.reviewed_on for fact in plan_of(services).facts] == [today, long_ago]


def test_a_fact_is_added_to_the_channel_that_is_chosen(step, plan, services, qtbot):
    channels, _facts = editors(step)
    choose(channels, "LinkedIn")
    add = button(step, "Añadir dato")
    add.setFocus()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(here(), "Imagen de un enlace")
    press(qtbot, Key.Key_Tab)

    added = plan_of(services).facts[-1]

    assert (added.channel_id, added.name) == (plan.channels[2].id, "Imagen de un enlace")


def test_a_finding_leads_to_the_field_that_mends_it(step, plan, shell):
    place = FixTarget(PlanStep.CHANNELS, "channel", plan.channels[1].id, "substitute_id")

    shell.go("plan", place)

    editor, _facts = editors(step)
    assert here() is editor.form.field("substitute_id").control
    assert matrix(step).current_cell() == (plan.channels[1].id, plan.audiences[0].id)


def test_the_finding_about_guesses_leads_to_the_first_cell_that_is_one(
    step, plan, shell, services, qtbot
):
    tablon, facebook = plan.channels[0].id, plan.channels[1].id
    old, young = (audience.id for audience in plan.audiences)
    with services.store.change(Topic.PLAN, label="marcar") as db:
        records.set_reach(db, Presence(old, facebook, Reach.SOME))
        records.set_reach(db, Presence(old, tablon, Reach.SOME, evidence="Se ve"))
        records.set_reach(db, Presence(young, tablon, Reach.FEW))

    shell.go("plan", FixTarget(PlanStep.CHANNELS, "presence", 0, "evidence"))
    qtbot.waitUntil(lambda: len(step.findChild(ReachCard)._plan.presences) == 3)
    shell.go("plan", FixTarget(PlanStep.CHANNELS, "presence", 0, "evidence"))

    assert matrix(step).current_cell() == (tablon, young)
    assert evidence(step).hasFocus()


def test_twelve_audiences_fit_and_fourteen_channels_scroll_between_head_and_foot(
    step, shell, services, qtbot
):
    shell.resize(1366, 768)
    with services.store.change(Topic.PLAN, label="llenar") as db:
        for place in range(10):
            records.add(db, Audience(f"Público de la pedanía {place}"))
        for place in range(11):
            records.add(db, Channel(f"Canal número {place}"))

    qtbot.waitUntil(lambda: matrix(step).model().columnCount() == 13)

    assert matrix(step).horizontalScrollBar().maximum() == 0
    qtbot.waitUntil(lambda: matrix(step).verticalScrollBar().maximum() > 0)
    foot = button(step, "¿Cómo se sabe?")
    assert foot.isVisible()
    assert foot.mapTo(shell, foot.rect().bottomLeft()).y() < shell.height()


def test_without_audiences_the_step_says_what_the_table_needs_and_leads_there(
    plan, shell, services, qtbot
):
    with services.store.change(Topic.PLAN, label="vaciar") as db:
        for audience in plan.audiences:
            records.delete(db, Audience, audience.id)
    shell.go("plan", PlanStep.CHANNELS)
    step = shown(shell, qtbot)
    empty = step.findChild(EmptyState)
    assert empty is not None
    assert empty.isVisible()
    assert not matrix(step).isVisible()

    there = button(empty, "Ir a los públicos")
    there.setFocus()
    press(qtbot, Key.Key_Return)

    assert not step.isVisible()

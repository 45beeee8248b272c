"""Bandeja as a person uses it: rows, keys, filters, and what stays where it was."""

from array import array
from collections.abc import Sequence
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.i18n import _
from core.mentions.kinds import MentionState, ToneBand
from core.mentions.records import mentions
from core.store import Topic
from desktop.mentions import inbox_model
from desktop.mentions.inbox import Inbox
from desktop.mentions.inbox_filters import ALL, EVERYTHING, InboxFilters
from desktop.mentions.inbox_list import InboxDelegate
from desktop.mentions.inbox_model import InboxModel, Shown, with_held
from desktop.mentions.inbox_words import state_key
from desktop.theme.theme import current as theme
from desktop.theme.tokens import contrast
from tests.desktop.hands import Key, button, press, seen
from tests.desktop.mentions.village import current, named, said, titles
from tests.desktop.sight import Painted

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole

POISON = "Una vecina de Medellín denuncia el veneno del parque"
BUDGET = "El pleno de Medellín aprueba el presupuesto"
WATER = "Corte de agua en Medellín"
LIBRARY = "La biblioteca de Medellín gana un premio"
PILGRIMAGE = "Romería de Medellín"
BAND = "La banda ensaya en la plaza"
ALL_FIVE = [POISON, BUDGET, WATER, LIBRARY, PILGRIMAGE]


def spoken(inbox: Inbox, row: int) -> str:
    return str(inbox.list.model().index(row, 0).data(SPOKEN))


def choose(inbox: Inbox, qtbot: QtBot, name: str, row: int) -> None:
    """Choose one of a filter's choices by keyboard."""
    combo = named(inbox, QComboBox, name)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    for _step in range(row):
        qtbot.keyClick(combo, Key.Key_Down)


def test_new_mentions_come_newest_first(talked, inbox):
    assert titles(inbox()) == ALL_FIVE


def test_a_row_says_everything_to_a_screen_reader(talked, inbox):
    opened = inbox()

    words = spoken(opened, 0)

    for part in (POISON, "Radio Comarca", "animales y veneno", "El matarratas."):
        assert part in words
    when = talked.rows()[0].item.at.astimezone()
    assert f"{when:%H:%M}" in words


@pytest.mark.usefixtures("madrid")
def test_what_is_older_than_today_is_told_by_its_day(talked, inbox):
    talked.publish(
        talked.source("Hemeroteca"),
        said("Medellín en noviembre", ago=timedelta(days=12)),
        said("Medellín el año pasado", ago=timedelta(days=400)),
    )
    opened = inbox()
    opened.show_target(ALL)

    assert "dom" in spoken(opened, titles(opened).index(PILGRIMAGE))
    assert "12 nov" in spoken(opened, titles(opened).index("Medellín en noviembre"))
    assert "20 oct 2025" in spoken(opened, titles(opened).index("Medellín el año pasado"))


def test_one_key_says_what_was_done_and_the_next_row_follows(talked, inbox, shell, qtbot):
    opened = inbox()
    for state in (other for other in MentionState if other is not MentionState.NEW):
        press(qtbot, Key.Key_Home)
        assert current(opened) == POISON

        press(qtbot, state_key(state))

        assert talked.mention(POISON).state is state
        assert current(opened) == BUDGET
        assert titles(opened) == ALL_FIVE[1:]

        shell.undo()
        qtbot.waitUntil(lambda: titles(opened) == ALL_FIVE)
        assert talked.mention(POISON).state is MentionState.NEW


def test_what_is_not_ours_leaves_all_the_mentions_and_stays_among_what_was_read(
    talked, inbox, qtbot
):
    opened = inbox()
    opened.show_target(ALL)
    before = counted(opened, "Todas las menciones")

    press(qtbot, state_key(MentionState.IGNORED))

    qtbot.waitUntil(lambda: POISON not in titles(opened))
    assert counted(opened, "Todas las menciones") == before - 1
    opened.show_target(EVERYTHING)
    assert POISON in titles(opened)


def counted(opened: Inbox, words: str) -> int:
    """The number that a filter bears."""
    pills = opened.filters.chips.findChildren(QAbstractButton)
    return int(next(pill.text() for pill in pills if pill.text().startswith(words)).split()[-1])


def test_new_again_takes_a_decision_back(talked, inbox, qtbot):
    opened = inbox()
    opened.show_target(ALL)

    press(qtbot, state_key(MentionState.ANSWERED), "k", state_key(MentionState.NEW))

    assert talked.mention(POISON).state is MentionState.NEW


def test_after_the_last_row_comes_the_one_above(talked, inbox, qtbot):
    opened = inbox()
    press(qtbot, Key.Key_End, state_key(MentionState.READ))

    assert current(opened) == LIBRARY


def test_several_selected_are_one_decision_and_one_step_back(talked, inbox, shell, qtbot):
    opened = inbox()
    all_of_them = "{} seleccionadas: los botones y las teclas actúan sobre todas."
    for count in (2, 3):
        assert all_of_them.format(count) not in seen(opened)
        qtbot.keyClick(opened.list, Key.Key_Down, SHIFT)
        assert all_of_them.format(count) in seen(opened)

    press(qtbot, state_key(MentionState.READ))

    assert titles(opened) == [LIBRARY, PILGRIMAGE]
    assert current(opened) == LIBRARY
    shell.undo()
    qtbot.waitUntil(lambda: titles(opened) == ALL_FIVE)


def test_many_are_decided_in_the_background(talked, inbox, qtbot, monkeypatch):
    monkeypatch.setattr("desktop.mentions.triage.LONG", 2)
    opened = inbox()
    qtbot.keyClick(opened.list, Key.Key_A, CTRL)

    press(qtbot, state_key(MentionState.READ))

    qtbot.waitUntil(lambda: titles(opened) == [])
    assert {row.mention.state for row in talked.rows() if row.mention} == {MentionState.READ}


def test_deciding_the_same_again_leaves_nothing_to_undo(talked, inbox, services, qtbot):
    opened = inbox()
    opened.show_target(ALL)
    press(qtbot, state_key(MentionState.READ))
    step = services.store.journal.next_undo()

    press(qtbot, "k", state_key(MentionState.READ))

    assert services.store.journal.next_undo() is step


def test_moving_through_the_list_changes_nothing(talked, inbox, qtbot):
    opened = inbox()

    press(qtbot, Key.Key_Down, "j", "j", "k", Key.Key_Up)

    assert current(opened) == BUDGET
    assert titles(opened) == ALL_FIVE
    assert {row.mention.state for row in talked.rows() if row.mention} == {MentionState.NEW}


def test_enter_opens_and_what_was_opened_is_read_and_stays_until_it_is_left(talked, inbox, qtbot):
    opened = inbox()
    press(qtbot, Key.Key_Down, Key.Key_Return)

    assert talked.mention(BUDGET).state is MentionState.READ
    assert titles(opened) == ALL_FIVE
    assert opened.pane.isAncestorOf(QApplication.focusWidget())

    press(qtbot, "j")
    qtbot.waitUntil(lambda: BUDGET not in titles(opened))
    assert current(opened) == WATER


def test_a_row_held_back_stands_where_it_stood():
    before = array("q", [9, 7, 5, 3, 1])

    assert with_held(array("q", [9, 7, 3, 1]), 5, before) == array("q", [9, 7, 5, 3, 1])
    assert with_held(array("q", [12, 9, 3]), 5, before) == array("q", [12, 9, 5, 3])
    assert with_held(array("q", [3, 1]), 9, before) == array("q", [9, 3, 1])
    assert with_held(array("q", [5, 3]), 5, before) == array("q", [5, 3])
    assert with_held(array("q", [5, 3]), 44, before) == array("q", [5, 3])


def test_letters_typed_in_the_search_decide_nothing(talked, inbox, shell, qtbot):
    inbox()
    qtbot.keyClick(shell, Key.Key_F, CTRL)
    assert isinstance(QApplication.focusWidget(), QLineEdit)

    press(qtbot, state_key(MentionState.READ))

    assert talked.mention(POISON).state is MentionState.NEW


@pytest.mark.parametrize("state", [MentionState.TO_ANSWER, MentionState.READ])
def test_a_letter_on_a_button_works_after_a_click_on_the_chip_too(talked, inbox, qtbot, state):
    chip = button(inbox().window(), "Nuevas")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.hasFocus()

    press(qtbot, state_key(state))

    assert talked.mention(POISON).state is state


def test_chips_count_and_show_one_state_all_or_everything_read(talked, inbox, qtbot):
    opened = inbox()
    press(qtbot, state_key(MentionState.TO_ANSWER), state_key(MentionState.ANSWERED))

    filters = ("Nuevas", "Por contestar", "Todas las menciones", "Todo lo leído")
    assert [button(opened.window(), words).text().split()[-1] for words in filters] == list("3156")
    opened.show_target(MentionState.TO_ANSWER)
    assert titles(opened) == [POISON]
    opened.show_target(MentionState.ANSWERED)
    assert titles(opened) == [BUDGET]
    opened.show_target(ALL)
    assert titles(opened) == ALL_FIVE
    opened.show_target(EVERYTHING)
    assert titles(opened) == [POISON, BUDGET, BAND, WATER, LIBRARY, PILGRIMAGE]


def test_what_no_watch_found_becomes_a_mention_when_there_is_something_to_do_with_it(
    talked, inbox, qtbot
):
    opened = inbox()
    opened.show_target(EVERYTHING)
    opened.show_target(talked.id_of(BAND))
    press(qtbot, Key.Key_Escape, state_key(MentionState.IGNORED))
    assert BAND not in [row.item.title for row in talked.rows()]

    opened.show_target(talked.id_of(BAND))
    press(qtbot, Key.Key_Escape, state_key(MentionState.TO_ANSWER))

    assert talked.mention(BAND).state is MentionState.TO_ANSWER


@pytest.mark.usefixtures("madrid")
def test_choices_narrow_by_tone_source_topic_and_time(talked, inbox, services, qtbot):
    opened = inbox()
    with services.store.change(Topic.MENTIONS, label="preparar") as db:
        every = [talked.id_of(title) for title in ALL_FIVE]
        mentions.set_tone(db, every, ToneBand.POSITIVE)
        mentions.set_tone(db, [talked.id_of(WATER)], ToneBand.NEGATIVE)
    qtbot.mouseClick(_filter_button(opened), Qt.MouseButton.LeftButton)

    for name, row, left in (
        ("Tone", 1, [WATER]),
        ("Source", 2, [WATER, LIBRARY, PILGRIMAGE]),
        ("Search or topic", 2, [POISON]),
        ("Period", 1, [POISON, BUDGET, WATER]),
    ):
        choose(opened, qtbot, _(name), row)
        assert titles(opened) == left, name
        opened.filters.clear()
        assert titles(opened) == ALL_FIVE


def _filter_button(opened: Inbox) -> QPushButton:
    found = named(opened.window(), QPushButton, "Filtrar")
    assert isinstance(found, QPushButton)
    return found


def test_the_search_looks_in_all_mentions_and_goes_back_where_one_was(talked, inbox, shell, qtbot):
    opened = inbox()
    press(qtbot, state_key(MentionState.READ))

    qtbot.keyClick(shell, Key.Key_F, CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    press(qtbot, "matarr", Key.Key_Return)
    assert titles(opened) == [POISON]

    press(qtbot, Key.Key_Escape)
    assert titles(opened) == ALL_FIVE[1:]


def test_a_search_that_finds_no_mention_offers_to_look_in_all_that_was_read(talked, inbox, qtbot):
    opened = inbox()
    opened.search("ensaya")
    assert titles(opened) == []

    opened.take_keyboard()
    press(qtbot, Key.Key_Return)

    assert titles(opened) == [BAND]


def test_what_arrives_moves_neither_the_selection_nor_what_is_in_view(talked, inbox, qtbot):
    many = [said(f"Medellín {number}", ago=timedelta(days=3, hours=number)) for number in range(40)]
    source = talked.source("El Eco Comarcal")
    talked.publish(source, *many)
    opened = inbox()
    opened.show_target(ALL)
    opened.show_target(talked.id_of("Medellín 20"))
    opened.list.verticalScrollBar().setValue(opened.list.verticalScrollBar().value() + 37)
    above = opened.list.rowViewportPosition(opened.list.currentIndex().row())

    talked.publish(source, said("Última hora de Medellín"), said("Otra de Medellín"))
    qtbot.waitUntil(lambda: "Última hora de Medellín" in titles(opened))

    assert current(opened) == "Medellín 20"
    assert opened.list.rowViewportPosition(opened.list.currentIndex().row()) == above


def test_several_stay_selected_when_something_arrives(talked, inbox, qtbot):
    opened = inbox()
    press(qtbot, "j")
    qtbot.keyClick(opened.list, Key.Key_Down, SHIFT)
    before = opened.list.selected_ids()

    talked.publish(talked.source("El Eco Comarcal"), said("Última hora de Medellín"))
    qtbot.waitUntil(lambda: "Última hora de Medellín" in titles(opened))

    assert opened.list.selected_ids() == before == [talked.id_of(BUDGET), talked.id_of(WATER)]


def test_a_long_list_is_read_in_the_background(talked, inbox, qtbot, monkeypatch):
    monkeypatch.setattr(inbox_model, "_AT_ONCE", 2)

    opened = inbox()
    qtbot.waitUntil(lambda: titles(opened) == ALL_FIVE)
    press(qtbot, state_key(MentionState.READ))

    qtbot.waitUntil(lambda: titles(opened) == ALL_FIVE[1:])


def test_of_a_long_list_the_newest_are_there_at_once(talked, inbox, monkeypatch):
    opened = inbox()
    monkeypatch.setattr(inbox_model, "_AT_ONCE", 2)

    opened.search("agua")

    assert titles(opened) == [WATER]


def test_an_old_mention_of_a_long_list_is_chosen_when_it_is_there(
    talked, inbox, qtbot, monkeypatch
):
    monkeypatch.setattr(inbox_model, "_AT_ONCE", 2)
    monkeypatch.setattr(inbox_model, "PAGE", 2)
    opened = inbox()
    qtbot.waitUntil(lambda: titles(opened) == ALL_FIVE)
    opened.show_target(MentionState.ANSWERED)
    qtbot.waitUntil(lambda: titles(opened) == [])
    oldest = talked.id_of(ALL_FIVE[-1])

    opened.show_target(oldest)

    qtbot.waitUntil(lambda: opened.list.selected_ids() == [oldest])
    assert opened.pane.opened.item.id == oldest


def test_of_a_hundred_thousand_rows_only_those_in_view_are_read(qtbot):
    asked: list[int] = []

    def read(ids: Sequence[int]) -> list[Shown]:
        asked.extend(ids)
        return [Shown(item, "Radio", "14:05", f"Título {item}", "", (), new=True) for item in ids]

    model = InboxModel(read)
    model.show(array("q", range(100_000, 0, -1)))

    assert model.index(50_000).data() == "Título 50000"
    assert model.index(50_001).data() == "Título 49999"
    assert len(asked) == 100


def test_rows_that_cannot_be_read_are_told_once_and_left_empty(qtbot):
    def read(_ids: Sequence[int]) -> list[Shown]:
        raise AppError("El disco no responde.", "Espere un momento.")

    model = InboxModel(read)
    model.show(array("q", [3, 2, 1]))
    told: list[AppError] = []
    model.failed.connect(told.append)

    assert [model.index(row).data() for row in range(3)] == [None, None, None]
    assert [str(error) for error in told] == ["El disco no responde. Espere un momento."]


def test_the_first_time_says_what_it_is_for_and_leads_to_the_sources(village, inbox, shell, qtbot):
    opened = inbox()
    assert titles(opened) == []
    assert not opened.filters.isVisible()

    opened.take_keyboard()
    press(qtbot, Key.Key_Return)

    page = shell.page("mentions")
    assert page is not None
    qtbot.waitUntil(lambda: not opened.isVisible())


def test_with_everything_seen_it_says_so_and_shows_the_rest(talked, inbox, qtbot):
    opened = inbox()
    qtbot.keyClick(opened.list, Key.Key_A, CTRL)
    press(qtbot, state_key(MentionState.READ))
    assert titles(opened) == []

    press(qtbot, Key.Key_Return)

    assert titles(opened) == ALL_FIVE


def test_where_there_is_no_room_list_and_text_take_turns(talked, inbox, shell, qtbot):
    opened = inbox()
    shell.resize(900, 700)
    qtbot.waitUntil(lambda: not opened.pane.isVisible())

    press(qtbot, Key.Key_Return)
    assert opened.pane.isVisible()
    assert not opened.list.isVisible()

    press(qtbot, "j")
    assert opened.pane.opened is not None
    assert opened.pane.opened.item.title == BUDGET
    press(qtbot, Key.Key_Escape)
    assert opened.list.isVisible()
    assert opened.list.hasFocus()


def test_a_target_that_the_filters_leave_out_is_shown_all_the_same(talked, inbox):
    opened = inbox()
    opened.show_target(MentionState.ANSWERED)

    opened.show_target(talked.id_of(WATER))
    assert current(opened) == WATER
    opened.show_target(talked.id_of(BAND))

    assert current(opened) == BAND


def test_all_that_a_watch_found_and_all_that_a_source_said(talked, inbox, services):
    opened = inbox()
    topic = talked.watch("premios", "premio", topic=True)
    opened.refresh()
    radio = talked.rows()[0].item.source_id

    opened.show_target(("source", radio))
    assert titles(opened) == [POISON, BUDGET, BAND]
    opened.show_target(("watch", topic))

    assert titles(opened) == []


def test_hostile_words_are_shown_as_they_are(talked, inbox):
    hostile = "Medellín مرحبا 日本 😀🇪🇸 <b>x</b> {name} %s " + "largo " * 80
    talked.publish(talked.source("<i>Eco</i> & {x}"), said(hostile.strip(), ago=timedelta(0)))
    opened = inbox()

    assert titles(opened)[0] == hostile.strip()
    assert "<i>Eco</i> & {x}" in spoken(opened, 0)


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
@pytest.mark.parametrize("zoom", [100, 200])
def test_the_tone_is_told_on_a_chip_in_no_colour_of_a_level(talked, inbox, mode, zoom, qtbot):
    opened = inbox()
    theme().apply(mode, zoom)
    # Rows get their new height when the list is laid out.
    QApplication.processEvents()
    opened.show_target(talked.id_of(BUDGET))
    chosen = opened.list.currentIndex().row()
    height = opened.list.rowHeight(chosen)
    delegate = opened.list.itemDelegate()
    assert isinstance(delegate, InboxDelegate)
    assert height == delegate.row_height()
    assert height >= 5 * opened.list.fontMetrics().height()

    picture = opened.list.viewport().grab().toImage()

    top = opened.list.rowViewportPosition(chosen)
    inside = [
        picture.pixelColor(QPoint(x, y)).name().upper()
        for x in range(theme().px(16), theme().px(140))
        for y in range(top + height - theme().px(30), top + height - theme().px(10), 2)
        if 0 <= y < picture.height()
    ]
    tokens = theme().tokens
    assert tokens.surface.upper() in inside, "white on the row that is chosen"
    if mode != "contrast":
        assert tokens.red.background.upper() not in inside
    bar = picture.pixelColor(QPoint(1, top + height // 2)).name()
    assert contrast(bar, tokens.tint) >= 3, "the bar of the row that is chosen"


def test_the_list_is_as_wide_for_larger_letters_as_they_are(talked, inbox, qtbot):
    opened = inbox()
    opened.window().resize(1920, 1000)

    theme().apply("light", 150)

    qtbot.waitUntil(lambda: opened.list.width() >= theme().px(400))


def test_in_a_small_window_at_200_the_search_takes_the_place_of_the_filters_and_gives_it_back(
    town, qtbot
):
    town.go("mentions")
    window = town.notifier.window()
    theme().apply("light", 200)
    window.resize(1024, 600)
    chips = window.findChild(InboxFilters).chips
    qtbot.waitUntil(chips.isVisible)
    press(qtbot, Key.Key_F, held=CTRL)
    qtbot.waitUntil(lambda: not chips.isVisible())

    # Neither shows them again and again what the other puts away.
    window.resize(1024, 597)
    painted = Painted(window)
    qtbot.waitUntil(lambda: painted.rests)

    press(qtbot, Key.Key_Escape)
    qtbot.waitUntil(chips.isVisible)

    # Nor are they lost when the window is made large meanwhile.
    press(qtbot, Key.Key_F, held=CTRL)
    qtbot.waitUntil(lambda: not chips.isVisible())
    window.resize(2800, 1400)
    qtbot.waitUntil(chips.isVisible)

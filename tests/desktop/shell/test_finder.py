"""Ctrl+K: anything is found by its words, and Enter goes there."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QRadioButton
from pytestqt.qtbot import QtBot

from core.mentions.kinds import MentionState
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted
from core.roster import records as roster
from core.roster.model import Contact
from core.store import Topic
from desktop.calendar.grid import DayGrid
from desktop.pages import pages
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.choices import Tabs
from tests.core.in_turn import in_turn
from tests.desktop.hands import CONTROL, Key, called, here, labels, press, settled, value, write

NAME = "Buscar en todo"


@pytest.fixture
def window(town: Services) -> Shell:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Shell)]
    return found


@pytest.fixture
def find(qtbot: QtBot, town: Services) -> Callable[[str], list[str]]:
    """Press Ctrl+K and type; what is shown, each as a screen reader says it."""

    def ask(typed: str) -> list[str]:
        press(qtbot, Key.Key_K, held=CONTROL)
        write(qtbot, typed)
        qtbot.wait(200)
        settled(qtbot, town)
        return rows()

    return ask


def rows() -> list[str]:
    finder = popup()
    model = next(view for view in finder.findChildren(QListView)).model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def popup() -> QObject:
    part = here()
    while part.accessibleName() != NAME:
        part = part.parentWidget()
    return part


def test_a_contact_is_found_without_accents_and_its_row_is_chosen(find, window, town, qtbot):
    found = find("ines calvo")

    assert found[0].startswith("Inés Calvo Ferrer. Directora · Residencia El Encinar")
    assert found[0].endswith("Contacto")
    press(qtbot, Key.Key_Return)
    assert window.page_id == "roster"
    listed = here()
    assert listed.accessibleName() == "Contactos"
    row = listed.visualRect(listed.currentIndex())
    assert listed.viewport().visibleRegion().boundingRect().contains(row)
    assert value(window, "Nombre") == "Inés Calvo Ferrer"

    write(qtbot, "x")
    assert value(window, "Nombre") == "Inés Calvo Ferrer"
    press(qtbot, Key.Key_Return)
    assert here().accessibleName() == "Nombre"


@in_turn(
    "typed, kind, page",
    [
        ("agua no apta", "Escenario", "crisis"),
        ("corte de agua en calle real", "Calendario", "calendar"),
        ("pagina de facebook", "Canal", "plan"),
        ("piscina horario", "Mención", "mentions"),
        ("directorio bolsillo", "Documento", "documents"),
        ("aspecto", "Página", "settings"),
        ("busquedas", "Página", "mentions"),
        ("inundaciones y temporales", "Tema", "mentions"),
    ],
)
def test_each_kind_of_thing_is_found_and_gone_to(find, window, town, qtbot, typed, kind, page):
    found = find(typed)

    assert found[0].endswith(kind), found
    press(qtbot, Key.Key_Return)
    settled(qtbot, town)
    assert window.page_id == page


def test_a_day_that_is_typed_is_gone_to_in_the_calendar(find, window, town, qtbot):
    assert find("12/4/2027")[0].startswith("12 de abril de 2027")
    press(qtbot, Key.Key_Return)
    settled(qtbot, town)

    assert window.page_id == "calendar"
    grid = here()
    assert isinstance(grid, DayGrid)
    assert grid.day() == date(2027, 4, 12)


def test_a_chapter_of_the_manual_is_opened_at_its_heading(find, window, qtbot):
    found = find("elegir donde se guardan las copias")

    assert found[0].endswith("Manual")
    press(qtbot, Key.Key_Return)
    assert "Manual" in labels(window)


def test_a_mention_is_selected_in_the_inbox(find, window, town, qtbot):
    with town.store.read() as connection:
        wanted = Wanted(ours=True)
        row = mentions.rows(connection, mentions.ids(connection, wanted)[-1:])[0]

    find(row.item.title)
    press(qtbot, Key.Key_Return)
    settled(qtbot, town)

    listed = {view.accessibleName(): view for view in window.findChildren(QAbstractItemView)}
    assert listed["Menciones"].currentIndex().data() == row.item.title


def test_a_mention_that_is_not_ours_is_not_found(find, town, qtbot):
    with town.store.read() as connection:
        row = mentions.rows(connection, mentions.ids(connection, Wanted(ours=True))[:1])[0]
    with town.store.change(Topic.MENTIONS) as db:
        now = town.clock.now()
        mentions.set_state(db, [row.item.id], MentionState.IGNORED, now)

    assert not [line for line in find(row.item.title) if line.startswith(row.item.title)]


def test_who_was_erased_is_not_found(find, town, qtbot):
    with town.store.read() as connection:
        gone = next(one for one in roster.everyone(connection) if one.name == "Inés Calvo Ferrer")
    with town.store.forget(Topic.ROSTER) as db:
        roster.delete(db, gone.id)

    assert [line for line in find("ines calvo") if line.endswith("Contacto")] == []


def test_an_action_of_the_page_is_found_with_its_key_and_done(find, window, town, qtbot):
    town.go("roster")

    found = find("anadir contacto")

    assert found[0] == "Añadir contacto. Ctrl+N. Acción"
    press(qtbot, Key.Key_Return)
    assert value(window, "Nombre") == "Contacto nuevo"


def test_arrows_choose_while_the_keyboard_stays_in_the_field(find, qtbot, town, window):
    found = find("agua")
    field = here()

    press(qtbot, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    listed = next(view for view in popup().findChildren(QListView))

    assert here() is field
    assert listed.currentIndex().row() == 1
    assert len(found) > 3
    press(qtbot, Key.Key_Return)
    settled(qtbot, town)
    assert window.page_id == "crisis"


def test_escape_gives_the_keyboard_back_to_where_it_was(find, town, window, qtbot):
    town.go("roster")
    before = here()

    find("agua")
    press(qtbot, Key.Key_Escape)

    assert here() is before
    assert window.page_id == "roster"


def test_enter_right_after_the_last_letter_opens_what_is_found_then(find, town, window, qtbot):
    press(qtbot, Key.Key_K, held=CONTROL)
    write(qtbot, "inés calvo")
    press(qtbot, Key.Key_Return)

    qtbot.waitUntil(lambda: window.page_id == "roster")
    assert value(window, "Nombre") == "Inés Calvo Ferrer"


def test_enter_that_finds_nothing_does_not_open_what_is_typed_next(find, town, window, qtbot):
    page = window.page_id
    press(qtbot, Key.Key_K, held=CONTROL)
    write(qtbot, "zzzz")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: "Nada se llama así ni tiene esas palabras." in labels(popup()))
    settled(qtbot, town)

    press(qtbot, Key.Key_A, held=CONTROL)
    write(qtbot, "inés calvo")
    qtbot.waitUntil(lambda: bool(rows()) and rows()[0].startswith("Inés Calvo Ferrer"))
    settled(qtbot, town)

    assert window.page_id == page
    assert popup()


def test_the_best_is_chosen_anew_with_each_word(find, town, window, qtbot):
    with town.store.change(Topic.ROSTER) as db:
        for name, post in (("Zarza Alta", "Vega"), ("Vega Zarza", "")):
            roster.add(db, Contact(name, post=post), town.clock.now())
    assert find("zarza")[0].startswith("Zarza Alta")

    write(qtbot, " vega")
    qtbot.waitUntil(lambda: rows()[0].startswith("Vega Zarza"))
    settled(qtbot, town)
    press(qtbot, Key.Key_Return)

    assert value(window, "Nombre") == "Vega Zarza"


def test_nothing_found_is_said_and_enter_does_nothing(find, window, qtbot):
    page = window.page_id

    assert find("zzzz") == []
    assert "Nada se llama así ni tiene esas palabras." in labels(popup())
    press(qtbot, Key.Key_Return)
    assert window.page_id == page
    assert popup()


def test_the_number_is_said_and_what_is_left_out(find):
    find("facebook")

    (told,) = [text for text in labels(popup()) if "resultados" in text]
    assert told.endswith("De cada clase se ven los mejores; escriba más palabras.")


def test_it_is_a_dialog_with_a_title_to_who_listens(find):
    find("")

    interface = QAccessible.queryAccessibleInterface(popup())
    assert interface.role() == QAccessible.Role.Dialog
    assert interface.text(QAccessible.Text.Name) == NAME


def test_the_strip_has_a_button_for_it(window, qtbot):
    made = called(window, "Ctrl+K")

    made.setFocus()
    press(qtbot, Key.Key_Space)

    assert popup()


def test_no_key_reaches_the_page_below(find, town, window, qtbot):
    town.go("roster")
    find("agua")

    press(qtbot, Key.Key_N, held=CONTROL)
    press(qtbot, Key.Key_2, held=CONTROL)

    assert window.page_id == "roster"
    assert popup()


@pytest.mark.parametrize(("page_id", "count"), [("mentions", 5), ("settings", 8)])
def test_every_tab_of_a_page_can_be_found(window, town, page_id, count):
    town.go(page_id)
    named = next(page.parts() for page in pages() if page.id == page_id)

    # Behind them stands the one that takes what has no room.
    tabs = [
        tab.text().strip()
        for row in window.page(page_id).findChildren(Tabs)
        for tab in row.findChildren(QRadioButton)
    ]

    assert [
        tab for tab in tabs[:count] if not tab.startswith(tuple(words for _to, words in named))
    ] == []

"""Mayús+F1: every key of the program, page by page, as its buttons and shortcuts say it."""

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QShortcut

from desktop.calendar.grid import DayGrid
from desktop.pages import pages
from tests.desktop.hands import SHIFT, Key, here, labels, press, push, seen


@pytest.fixture
def told(shell, qtbot):
    """What the list says once the last page is among it."""
    press(qtbot, Key.Key_F1, held=SHIFT)
    qtbot.waitUntil(lambda: "Fuentes" in labels(shell) or "Documentos" in labels(shell.help))
    return labels(shell.help)


def meaning(told: list[str], key: str) -> set[str]:
    return {words for keys, words in pairwise(told) if key in keys.split(", ")}


def test_pages_that_were_not_visited_tell_their_keys_too(told):
    assert {"Plan", "Calendario", "Menciones", "Directorio", "Documentos"} <= set(told)
    assert meaning(told, "Ctrl+K") == {"Buscar en todo"}
    assert meaning(told, "Ctrl+Mayús+Z") == {"Rehacer"}
    assert meaning(told, "F8") == {"Lo siguiente por arreglar"}
    assert meaning(told, "F5") == {"Leer las fuentes ahora"}
    assert {"Añadir contacto", "Apuntar a mano"} <= meaning(told, "Ctrl+N")


def test_a_button_in_a_menu_tells_its_key_under_the_name_that_it_has_now(shell, qtbot):
    shell.go("calendar")
    qtbot.waitUntil(lambda: isinstance(here(), DayGrid))

    def told() -> set[str]:
        return meaning(labels(shell.help), "Ctrl+P")

    press(qtbot, Key.Key_F1)
    assert told() == {"Imprimir noviembre…"}
    press(qtbot, Key.Key_Escape, Key.Key_Down, Key.Key_F1)
    # What it said before goes with the next turn of the loop.
    qtbot.waitUntil(lambda: told() == {"Imprimir diciembre…"})


def test_the_list_is_printed_as_it_is_told(shell, told, viewer, qtbot):
    qtbot.waitUntil(lambda: "Imprimir la lista" in seen(shell.help))
    push(qtbot, shell.help, "Imprimir la lista")

    qtbot.waitUntil(lambda: len(viewer) == 1)
    with pypdfium2.PdfDocument(viewer[0]) as paper:
        text = " ".join(page.get_textpage().get_text_bounded() for page in paper)
    for words in ("Todas las teclas", "Ctrl+K", "Buscar en todo", "Documentos"):
        assert words in text


def test_no_shortcut_of_a_page_is_without_words(shell):
    mute = []
    for page in pages():
        shell.go(page.id)
        mute += [
            one.key().toString()
            for one in shell.page(page.id).findChildren(QShortcut)
            if not one.whatsThis()
        ]

    assert mute == []


def test_no_shortcut_is_made_but_with_words():
    """By `hear_key`; those of the rail and of menus are told with what lists do."""
    made = [
        path.name
        for path in Path(__file__).parents[3].joinpath("desktop").rglob("*.py")
        if "QShortcut(" in path.read_text("utf-8")
    ]

    assert sorted(made) == ["button.py", "rail.py", "row_menu.py"]


def test_the_help_leads_there_and_escape_gives_the_keyboard_back(shell, qtbot):
    shell.go("roster")
    before = here()
    press(qtbot, Key.Key_F1)

    push(qtbot, shell.help, "Ver todas las teclas")
    qtbot.waitUntil(lambda: "Documentos" in labels(shell.help))
    assert "Todas las teclas" in labels(shell.help)

    press(qtbot, Key.Key_Escape)
    assert not shell.help.isVisible()
    assert here() is before

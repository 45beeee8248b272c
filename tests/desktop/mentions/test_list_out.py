"""The list of the inbox to a workbook, a table and a paper, as it is narrowed on screen."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.exchange import sheets, tables
from core.mentions.kinds import MentionState
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted
from core.mentions.watches import full_text
from core.store import Topic
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.conftest import ScriptedAsker
from tests.desktop.hands import CONTROL, Key, buttons, labels, press, settled, write
from tests.desktop.keyboard import Keyboard


@pytest.fixture
def window(town: Services) -> Shell:
    (found,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Shell)]
    return found


def narrowed(town: Services, qtbot: QtBot, words: str) -> list[str]:
    """The titles of what is shown once these words are looked for."""
    town.go("mentions", "search")
    write(qtbot, words)
    press(qtbot, Key.Key_Return)
    settled(qtbot, town)
    with town.store.read() as connection:
        wanted = Wanted(query=full_text.query(words), ours=True)
        ids = mentions.ids(connection, wanted)
        return [row.item.title for row in mentions.rows(connection, ids)]


def save(town: Services, asker: ScriptedAsker, qtbot: QtBot, path: Path) -> Path:
    asker.answers = [path]
    window = QApplication.activeWindow()
    assert window is not None
    # That of the page: what is done with a mention has a menu of its own, below.
    named = [made for made in buttons(window) if made.accessibleName() == "Más"]
    min(named, key=lambda made: made.mapToGlobal(QPoint()).y()).setFocus()
    Keyboard(qtbot).menu("Más", "Guardar la lista")
    settled(qtbot, town)
    return path


def test_a_workbook_has_the_rows_on_screen_and_says_what_they_are(
    window, town, asker, qtbot, tmp_path
):
    shown = narrowed(town, qtbot, "piscina")

    path = save(town, asker, qtbot, tmp_path / "lista.xlsx")

    sheet = sheets.read(path.read_bytes())
    about, counted, header, *rows = [sheet.headers, *sheet.rows]
    assert about[0] == "Lista de menciones: Todas las menciones · con las palabras «piscina»"
    assert counted[0] == f"{len(shown)} menciones."
    assert header[:4] == ("Fecha", "Fuente", "Medio", "Título")
    assert [row[3] for row in rows] == shown
    assert f"Guardado: lista.xlsx. {len(shown)} menciones." in labels(window)


def test_a_table_is_rows_alone_and_no_title_is_a_formula(window, town, asker, qtbot, tmp_path):
    with town.store.change(Topic.MENTIONS) as db:
        found = mentions.ids(db.conn, Wanted(query=full_text.query("piscina"), ours=True))
        db.conn.execute("UPDATE item SET title = '=2+5 piscina' WHERE id = ?", [found[0]])
    shown = narrowed(town, qtbot, "piscina")

    path = save(town, asker, qtbot, tmp_path / "lista.csv")

    assert "'=2+5 piscina" in path.read_text("utf-8-sig")
    sheet = tables.read(path)
    assert sheet.headers[3] == "Título"
    assert [row[3] for row in sheet.rows] == shown


def test_only_what_waits_is_saved_where_only_that_is_shown(window, town, asker, qtbot, tmp_path):
    town.go("mentions", ("inbox", MentionState.TO_ANSWER))

    path = save(town, asker, qtbot, tmp_path / "lista.xlsx")

    sheet = sheets.read(path.read_bytes())
    assert sheet.headers[0] == "Lista de menciones: Por contestar"
    assert {row[6] for row in sheet.rows[2:]} == {"por contestar"}


def test_the_paper_has_the_same_list(window, town, qtbot, viewer):
    shown = narrowed(town, qtbot, "piscina")

    press(qtbot, Key.Key_P, held=CONTROL)
    settled(qtbot, town)

    (path,) = viewer
    with pypdfium2.PdfDocument(path) as paper:
        text = " ".join(page.get_textpage().get_text_bounded() for page in paper)
    told = " ".join(text.split())
    assert "Todas las menciones · con las palabras «piscina»" in told
    assert f"{len(shown)} menciones." in told
    for title in shown:
        assert title in told

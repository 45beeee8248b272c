"""Contacts from a file: looked at first, stored in one step, or not at all."""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.exchange.sheets import SheetColumn, SheetTable
from core.i18n import ngettext
from core.roster import records
from core.roster.columns import FIELDS
from core.roster.model import Contact, Phone
from core.store import Topic
from desktop.asker import Patterns
from desktop.roster.arrivals import ArrivalsCard
from desktop.roster.importing import ContactImport
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.card import ProgressCard
from tests.desktop.conftest import ScriptedAsker
from tests.desktop.hands import Key, buttons, here, into, labels, press

TABLE = (
    "Nombre;Apellidos;Teléfono;Correo;DNI\n"
    "Ana;Ruiz;600 00 00 01;ana@medellin.es;0001\n"
    "Luis;Gil;92480;luis@medellin.es;0002\n"
    ";;924800000;;0003\n"
)


@dataclass
class Looking(ScriptedAsker):
    """Sees what is behind the dialog that asks for the file."""

    behind: list[str] = field(default_factory=list)

    def open_file(self, title: str, patterns: Patterns) -> Path | None:
        window = QApplication.activeWindow()
        assert window is not None
        self.behind += [made.text().strip() for made in buttons(window)]
        return super().open_file(title, patterns)


@pytest.fixture
def asker() -> Looking:
    return Looking()


@pytest.fixture
def open_file(
    qtbot: QtBot, services: Services, shell: Shell, asker: ScriptedAsker, tmp_path: Path
) -> Callable[..., ContactImport]:
    """Choose Import in the roster, and a file of this content."""

    def run(content: str | bytes | None, name: str = "contactos.csv") -> ContactImport:
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        asker.answers.append(file if content is not None else None)
        services.go("roster", "import")
        page = shell.page("roster")
        assert page is not None
        return page.findChildren(ContactImport)[0]

    return run


@pytest.fixture
def counted(qtbot: QtBot, open_file: Callable[..., ContactImport]) -> Callable[..., ContactImport]:
    """As `open_file`, once the figures are there."""

    def run(content: str | bytes, name: str = "contactos.csv") -> ContactImport:
        view = open_file(content, name)
        wait_counted(qtbot, view)
        return view

    return run


def import_button(view: QWidget) -> QPushButton:
    return next(
        button for button in view.findChildren(QPushButton) if button.property("kind") == "primary"
    )


def wait_counted(qtbot: QtBot, view: QWidget) -> None:
    [progress], [preview] = view.findChildren(ProgressCard), view.findChildren(ArrivalsCard)
    qtbot.waitUntil(
        lambda: (
            import_button(view).isVisible()
            and preview.isVisible() is import_button(view).isEnabled()
            and not progress.isVisible()
        )
    )


def import_text(count: int) -> str:
    return ngettext("Import one contact", "Import {count} contacts", count).format(count=count)


def combo(view: QWidget, field: str) -> QComboBox:
    title = next(other.title for other in FIELDS if other.id == field)
    return next(box for box in view.findChildren(QComboBox) if box.accessibleName() == title)


def roster(services: Services) -> dict[str, Contact]:
    with services.store.read() as connection:
        return {record.name: record for record in records.everyone(connection)}


def test_the_figures_and_the_first_cards_are_shown_before_anything_is_stored(counted, services):
    before = roster(services)

    view = counted(TABLE)

    assert import_button(view).accessibleName() == import_text(2)
    assert {"Ana Ruiz", "600 00 00 01", "ana@medellin.es"} <= set(labels(view))
    told = view.findChildren(QPlainTextEdit)[0].toPlainText().splitlines()
    assert len(told) == 2
    assert "92480" in told[0]
    assert any("DNI" in text for text in labels(view))
    assert roster(services) == before


def test_enter_imports_in_one_step_that_can_be_undone(qtbot, counted, services, shell):
    before = roster(services)
    view = counted(TABLE)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not view.isVisible())
    after = roster(services)
    assert set(after) - set(before) == {"Ana Ruiz", "Luis Gil"}
    assert "92480" in after["Luis Gil"].note
    shell.undo()
    assert roster(services) == before


def test_nothing_is_under_way_while_it_is_asked_for_the_file(asker, counted, services):
    counted(TABLE)
    counted(TABLE)
    assert "Volver a la lista" in asker.behind
    assert "Parar" not in asker.behind
    assert not [words for words in asker.behind if words.startswith("Importar ")]


def test_those_already_in_the_roster_are_not_among_the_first_that_would_be_imported(
    services, counted
):
    with services.store.change(Topic.ROSTER, label="Ana") as db:
        ana = Contact("Ana Ruiz", phones=(Phone("600000001"),), email="ana@medellin.es")
        records.add(db, ana, services.clock.now())
    view = counted(TABLE)
    [preview] = view.findChildren(ArrivalsCard)
    assert "Ana Ruiz" not in labels(preview)
    assert "Luis Gil" in labels(preview)

    anyway = next(tick for tick in view.findChildren(QCheckBox) if tick.isVisible())
    anyway.click()
    assert "Ana Ruiz" in labels(preview)


def test_what_the_file_does_not_have_is_folded_away_until_it_is_asked_for(qtbot, counted):
    view = counted(TABLE)

    def asked() -> set[str]:
        return {box.accessibleName() for box in view.findChildren(QComboBox) if box.isVisible()}

    assert asked() == {"Nombre", "Apellidos", "Teléfonos", "Correo"}
    into(qtbot, view, "Ver 16 datos que no están en el archivo")
    press(qtbot, Key.Key_Space)

    assert asked() == {field.title for field in FIELDS}
    assert here().accessibleName() == "Segundo nombre"


def test_another_column_changes_the_preview_and_the_figures(qtbot, counted):
    view = counted(TABLE)
    into(qtbot, view, "Ver 16 datos que no están en el archivo")
    press(qtbot, Key.Key_Space)
    chooser = combo(view, "post")

    chooser.setFocus()
    for _step in range(5):
        qtbot.keyClick(chooser, Qt.Key.Key_Down)

    qtbot.waitUntil(lambda: any(text == "0001" for text in labels(view)))
    wait_counted(qtbot, view)
    assert chooser.hasFocus()


def test_who_is_already_there_is_left_out_until_ticked(qtbot, counted, services):
    with services.store.change(Topic.ROSTER) as db:
        ana = Contact("Ana Ruiz", phones=(Phone("600 00 00 01"),))
        records.add(db, ana, services.clock.now())
    view = counted(TABLE)
    assert import_button(view).accessibleName() == import_text(1)

    [anyway] = view.findChildren(QCheckBox)
    anyway.setFocus()
    qtbot.keyClick(anyway, Qt.Key.Key_Space)

    assert import_button(view).accessibleName() == import_text(2)


def test_contact_cards_need_no_matching(counted):
    view = counted(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nTEL:600000001\r\nEND:VCARD\r\n", "a.vcf"
    )

    assert import_button(view).accessibleName() == import_text(1)
    assert {"Ana Ruiz", "600 00 00 01"} <= set(labels(view))
    assert not any(box.isVisible() for box in view.findChildren(QComboBox))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml",
        b"<!doctype html><html><body><table></table></body></html>",
        b"%PDF-1.7\n",
    ],
)
def test_a_file_that_is_something_else_is_told_and_the_view_closes(
    qtbot, open_file, services, shell, content
):
    before = roster(services)

    view = open_file(content)

    qtbot.waitUntil(lambda: len(shell.messages.shown()) == 1)
    assert not view.isVisible()
    assert roster(services) == before


def test_no_file_chosen_goes_back_to_the_list(open_file):
    assert not open_file(None).isVisible()


def test_escape_leaves_without_importing(qtbot, counted, services):
    before = roster(services)
    view = counted(TABLE)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    assert not view.isVisible()
    assert roster(services) == before


def test_stopping_while_it_stores_leaves_all_or_nothing_and_says_which(qtbot, counted, services):
    before = set(roster(services))
    lines = "".join(f"Vecino {n};9248{n:05d}\n" for n in range(3000))
    view = counted(f"Nombre;Teléfono\n{lines}")

    qtbot.mouseClick(import_button(view), Qt.MouseButton.LeftButton)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not view.isVisible())
    assert len(set(roster(services)) - before) == (
        3000 if services.store.journal.next_undo() else 0
    )


def test_reading_a_long_file_tells_how_far_it_is(qtbot, open_file):
    lines = "".join(f"Vecino {n};9248{n:05d}\n" for n in range(3000))

    view = open_file(f"Nombre;Teléfono\n{lines}")

    number = view.locale().toString(3000)
    qtbot.waitUntil(lambda: any(number in text for text in labels(view)))
    wait_counted(qtbot, view)


def test_the_list_of_problems_can_be_copied_and_saved(qtbot, counted, asker, tmp_path):
    view = counted(TABLE)
    asker.answers.append(tmp_path / "lista.txt")
    copy, save = (
        next(button for button in view.findChildren(QPushButton) if button.accessibleName() == text)
        for text in ("Copiar la lista", "Guardar la lista…")
    )

    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)

    saved = (tmp_path / "lista.txt").read_text(encoding="utf-8-sig").strip()
    assert "92480" in saved
    assert QGuiApplication.clipboard().text() == saved


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_spreadsheet_is_read_as_it_is_its_columns_found_by_their_names(
    qtbot, counted, services, tmp_path, ending
):
    titles = ("Nombre", "Puesto", "Teléfono", "Correo")
    people = [
        ("Rosa Peña Ibáñez", "Directora", "924 000 051", "rosa@laencina.example"),
        ("Julián Mora Vega", "=Presidente", "600 000 052", ""),
    ]
    columns = [SheetColumn(title, 20, itemgetter(at)) for at, title in enumerate(titles)]
    data = SheetTable("Contactos", "", "", columns, people).written(ending)

    view = counted(data, f"agenda{ending}")
    assert combo(view, "post").currentText() == "Puesto · Directora"
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: "Julián Mora Vega" in roster(services))

    there = roster(services)
    assert there["Rosa Peña Ibáñez"].phones == (Phone("924 00 00 51"),)
    assert there["Julián Mora Vega"].post == "=Presidente"


def test_a_spreadsheet_with_a_password_is_refused_in_words(open_file, shell, qtbot):
    open_file(b"PK\x03\x04" + b"xl/" * 9, "agenda.xlsx")

    said = "La hoja de cálculo está dañada y no se puede leer."
    qtbot.waitUntil(lambda: said in shell.messages.shown())

"""A computer without a program that shows PDF: the paper of the incident is printed from here."""

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from core.documents import preview
from core.documents.preview import Preview
from desktop.shell.toast import Toast
from desktop.shell.window import Shell
from tests.desktop.hands import CONTROL, Key, press, push
from tests.desktop.printers import OfficePrinter


@pytest.fixture(autouse=True)
def no_viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", staticmethod(lambda _address: False))


def window() -> Shell:
    shell = QApplication.activeWindow()
    assert isinstance(shell, Shell)
    return shell


def test_the_sheet_of_the_incident_goes_to_the_printer_that_is_chosen(
    at_desk, qtbot, asker, tmp_path
):
    printer = OfficePrinter(tmp_path / "paper.pdf")
    asker.answers.append(printer)

    press(qtbot, Key.Key_P, held=CONTROL)

    told = "Se ha impreso «Perros o gatos envenenados en parques»."
    qtbot.waitUntil(
        lambda: told in [toast.accessibleName() for toast in window().findChildren(Toast)]
    )
    assert preview.page_count((tmp_path / "paper.pdf").read_bytes()) == 1
    assert window().page_id == "crisis"
    assert window().messages.shown() == []


@pytest.mark.usefixtures("madrid")
def test_whoever_chooses_no_printer_is_told_so_and_can_save_the_sheet_as_it_is_filled_in(
    at_desk, qtbot, asker, tmp_path
):
    asker.answers += [None, tmp_path / "hoja.pdf"]

    press(qtbot, Key.Key_P, held=CONTROL)

    qtbot.waitUntil(lambda: bool(window().messages.shown()))
    assert window().messages.shown() == ["En este ordenador ningún programa muestra archivos PDF."]
    push(qtbot, window().messages, "Guardar como…")
    qtbot.waitUntil((tmp_path / "hoja.pdf").exists)
    qtbot.waitUntil(lambda: not at_desk.jobs.busy())
    with Preview((tmp_path / "hoja.pdf").read_bytes()) as sheet:
        words = " ".join(sheet.text(0).split())
    assert "24 nov" in words

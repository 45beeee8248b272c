"""Printing from here: every page on paper, into a file, stopped, refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from core.documents import preview
from desktop.shell.toast import Toast
from desktop.widgets.banner import Banner
from tests.desktop.documents.document_hands import button, pane, printed, ready
from tests.desktop.hands import buttons, push
from tests.desktop.printers import FilePrinter, OfficePrinter, WindowsPdfPrinter

KEY = Qt.Key


def test_printing_from_here_puts_every_page_on_paper(qtbot, page, services, asker, tmp_path):
    target = tmp_path / "paper.pdf"
    asker.answers.append(OfficePrinter(target))

    push(qtbot, page, "Imprimir aquí…")

    qtbot.waitUntil(lambda: ("roster", "es") in printed(services))
    assert preview.page_count(target.read_bytes()) == pane(page).made.paper.page_count
    assert printed(services)["roster", "es"].format == "paper"


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        (FilePrinter, True),
        (WindowsPdfPrinter, False),
    ],
)
def test_what_is_printed_into_a_file_is_saved_and_not_printed(
    qtbot, page, services, asker, shell, tmp_path, kind, known
):
    asker.answers.append(kind(tmp_path / "paper.pdf"))
    push(qtbot, page, "Imprimir aquí…")

    qtbot.waitUntil(lambda: ("roster", "es") in printed(services))
    assert printed(services)["roster", "es"].format == "pdf"
    [toast] = [other for other in shell.findChildren(Toast) if other.isVisible()]
    assert toast.accessibleName() == "«A quién llamar» se ha guardado en un archivo, no en papel."
    assert ("Abrir la carpeta" in [item.text() for item in buttons(toast)]) is known
    qtbot.waitUntil(page._elsewhere.isVisible)


def test_a_file_is_the_document_itself_with_its_words(
    qtbot, page, services, asker, shell, tmp_path
):
    """Pages of pictures cannot be searched, nor read aloud, and are ten times as large."""
    target = tmp_path / "paper.pdf"
    asker.answers.append(FilePrinter(target))

    push(qtbot, page, "Imprimir aquí…")

    qtbot.waitUntil(lambda: ("roster", "es") in printed(services))
    assert target.read_bytes() == pane(page).made.pdf


def test_of_some_pages_only_those_go_into_a_file(qtbot, page, services, asker, tmp_path):
    target = tmp_path / "paper.pdf"
    printer = FilePrinter(target)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(1, 1)
    asker.answers.append(printer)

    push(qtbot, page, "Imprimir aquí…")

    qtbot.waitUntil(lambda: ("roster", "es") in printed(services))
    assert preview.page_count(target.read_bytes()) == 1 < pane(page).made.paper.page_count


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_remembered(
    qtbot, page, services, asker, shell, tmp_path
):
    asker.answers.append(FilePrinter(tmp_path / "gone" / "paper.pdf"))

    push(qtbot, page, "Imprimir aquí…")

    qtbot.waitUntil(lambda: bool(shell.messages.findChildren(Banner)))
    assert printed(services) == {}


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_said_and_nothing_is_remembered(
    qtbot, page, services, asker, shell, tmp_path
):
    asker.answers.append(OfficePrinter(tmp_path / "gone" / "paper.pdf"))

    push(qtbot, page, "Imprimir aquí…")

    qtbot.waitUntil(lambda: bool(shell.messages.findChildren(Banner)))
    assert printed(services) == {}


def test_going_on_to_another_document_does_not_stop_what_is_being_printed(
    qtbot, page, services, asker, tmp_path
):
    page.show_target("roster-pocket")
    ready(qtbot, page, "roster-pocket")
    target = tmp_path / "paper.pdf"
    asker.answers.append(OfficePrinter(target))

    push(qtbot, page, "Imprimir aquí…")
    page.show_target("activity-log")

    qtbot.waitUntil(lambda: ("roster-pocket", "es") in printed(services))
    with preview.Preview(target.read_bytes()) as paper:
        width, height = paper.page_size(0)
    assert width > height
    ready(qtbot, page, "activity-log")


def test_while_a_document_is_printed_another_one_waits_until_it_is_out(
    qtbot, page, services, asker, shell, tmp_path
):
    asker.answers.append(OfficePrinter(tmp_path / "paper.pdf"))
    push(qtbot, page, "Imprimir aquí…")

    push(qtbot, page, "Imprimir aquí…")

    told = [toast.accessibleName() for toast in shell.findChildren(Toast) if toast.isVisible()]
    assert told == ["Se está imprimiendo otro documento. Espere a que salga."]
    qtbot.waitUntil(lambda: ("roster", "es") in printed(services))


def test_printing_can_be_cancelled(qtbot, page, services, asker, shell, tmp_path):
    asker.answers.append(OfficePrinter(tmp_path / "paper.pdf"))
    push(qtbot, page, "Imprimir aquí…")
    qtbot.mouseClick(button(shell, "Cancelar"), Qt.MouseButton.LeftButton)

    assert not services.jobs.running("print")
    assert printed(services) == {}

"""Qt's own dialogs speak the language of the window, to the last word."""

from collections.abc import Iterator

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QGroupBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from desktop.app.speech import Speech
from desktop.file_dialog import FileDialog

ENGLISH = (
    "Look in",
    "Files of",
    "Double Sided",
    "Page Set",
    "binding",
    "Off",
    "Pages",
    "separated",
)
"""What Qt's Spanish leaves in English."""


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[Speech]:
    speech = Speech(qapp)
    speech.speak("es")
    yield speech
    speech.speak("es")


def said(dialog: QDialog) -> list[str]:
    """Every word of a dialog, and what its fields say when one points at them."""
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    keys = [button.text() for button in dialog.findChildren(QPushButton)]
    choices = [button.text() for button in dialog.findChildren(QRadioButton)]
    groups = [box.title() for box in dialog.findChildren(QGroupBox)]
    tips = [widget.toolTip() for widget in dialog.findChildren(QWidget)]
    return [label for label in (*labels, *keys, *choices, *groups, *tips) if label]


def in_english(words: list[str]) -> list[str]:
    return [word for word in words if any(left in word.replace("&", "") for left in ENGLISH)]


@pytest.mark.usefixtures("spoken")
def test_the_dialog_for_files_is_spanish_throughout(qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    dialog = FileDialog(window, "Guardar", tmp_path, "PDF (*.pdf)")
    words = said(dialog)
    assert in_english(words) == []
    assert "&Buscar en:" in words
    assert "&Tipo de archivo:" in words


@pytest.mark.usefixtures("spoken")
def test_the_dialog_for_printers_is_spanish_throughout(qtbot):
    printer = QPrinter()
    window = QWidget()
    qtbot.addWidget(window)
    dialog = QPrintDialog(printer, window)
    words = said(dialog)
    assert in_english(words) == []
    assert "Imprimir por las dos caras" in words


def test_in_english_it_says_what_qt_says(qapp, qtbot, tmp_path):
    speech = Speech(qapp)
    speech.speak("en")
    window = QWidget()
    qtbot.addWidget(window)
    dialog = FileDialog(window, "Save", tmp_path, "PDF (*.pdf)")
    assert "Files of &type:" in said(dialog)
    speech.speak("es")


@pytest.mark.usefixtures("spoken")
def test_what_nobody_translated_is_said_as_qt_says_it():
    said = QApplication.translate("QProcess", "Process failed to start: %1 of %2")

    assert said == "Process failed to start: %1 of %2"

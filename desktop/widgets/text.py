"""Labels in the few sizes the program uses."""

import re
from typing import Literal

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

_SEPARATORS = r"[/\\@._-]"

TextKind = Literal[
    "title", "section", "strong", "body", "muted", "small", "figure", "projected", "projected-hint"
]


def text_label(
    text: str, kind: TextKind = "body", *, wraps: bool = True, parent: QWidget | None = None
) -> QLabel:
    """A plain-text label: what comes from outside is never read as HTML."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("look", kind)
    if wraps:
        let_wrap(label)
    return label


def let_wrap(label: QLabel) -> None:
    """Let a label go on in the next line."""
    # It must be allowed to be narrow, and tall enough for what it then holds.
    label.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)


def breakable(text: str) -> str:
    """A path or an address with places where a label may go on in the next line."""
    return re.sub(_SEPARATORS, "\\g<0>\u200b", text)


def tip(text: str) -> str:
    """Text for a tooltip: Qt reads as HTML what looks like it, and this is not."""
    if QtGui.Qt.mightBeRichText(text):
        return QtGui.Qt.convertFromPlainText(text)
    return text


def divider(parent: QWidget | None = None) -> QFrame:
    """A hairline between two blocks."""
    line = QFrame(parent)
    line.setProperty("look", "divider")
    return line

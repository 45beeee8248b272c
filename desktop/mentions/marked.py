"""A line of text from outside with some of its words marked."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.widgets.text import text_label


def marked_label(text: str, spans: Sequence[tuple[int, int]]) -> QLabel:
    """A wrapping label; `spans` are begin and end (exclusive) in characters, in order."""
    label = text_label("", "strong")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setAccessibleName(text)
    follow_theme(label, lambda: label.setText(_marked(text, spans)))
    return label


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    tokens = current().tokens
    style = f"background-color:{tokens.mark};color:{tokens.on_mark}"
    parts, at = [], 0
    for start, end in spans:
        parts.append(escape(text[at:start]))
        parts.append(f'<span style="{style}">{escape(text[start:end])}</span>')
        at = end
    return "".join((*parts, escape(text[at:])))

"""Many sentences to look through, such as what a file held that could not be taken as it is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.numbers import number
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.folding import after_resize
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import text_label

_LISTED = 500
"""Sentences shown at once; what is copied has them all."""
_HEIGHT, _AROUND = 150, 24


class Sentences(QWidget):
    """How many there are, the list, and buttons below; hidden while there are none.

    `copied` follows the button that puts all of them on the clipboard, one a line.
    """

    copied = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` says to screen readers what the sentences are about."""
        super().__init__(parent)
        self._sentences: list[str] = []
        self._title = text_label("", "strong")
        self._list = QPlainTextEdit(readOnly=True)
        self._list.setTabChangesFocus(True)
        self._list.setAccessibleName(name)
        self._list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        after_resize(self._list, self._fit)
        follow_theme(self, self._fit)
        row = QWidget()
        self._buttons = FlowLayout(row)
        spaced(self._buttons, gap=8)
        self._buttons.addWidget(button(_("Copy the list"), self._copy, icon_name="copy"))
        column = QVBoxLayout(self)
        spaced(column, (0, 8, 0, 0), gap=8)
        for part in (self._title, self._list, row):
            column.addWidget(part)

    def add_button(self, widget: QWidget) -> None:
        """Put a button after the one that copies."""
        self._buttons.addWidget(widget)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these."""
        self._sentences = list(sentences)
        count = len(sentences)
        self._title.setText(
            ngettext("One thing to look at.", "{count} things to look at.", count).format(
                count=number(count)
            )
        )
        text = "\n".join(sentences[:_LISTED])
        if count > _LISTED:
            text += "\n" + _("And {count} more: copy the list to see them all.").format(
                count=number(count - _LISTED)
            )
        self._list.setPlainText(text)
        self.setVisible(bool(sentences))
        self._fit()

    def _fit(self) -> None:
        """As tall as they are, up to a height from which they scroll."""
        lines = self._list.document().size().height()
        high = round(lines * self._list.fontMetrics().lineSpacing()) + current().px(_AROUND)
        self._list.setFixedHeight(min(high, current().px(_HEIGHT)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self._sentences))
        self.copied.emit()

"""The strip at the foot: when things were saved, and where help is."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.text import text_label

if TYPE_CHECKING:
    from desktop.widgets.marks import Chip

_HIGH = 36
_LINES = 2


class StatusStrip(QFrame):
    """One calm line; `help_asked` says that the person wants help, `finder_asked` to search in
    everything, `unsaved_asked` to be led to what is not saved."""

    help_asked = Signal()
    finder_asked = Signal()
    unsaved_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "strip")
        self._level: Chip | None = None
        self._saved_at: datetime | None = None
        self._saved = text_label(_("Everything is saved"), "small", wraps=False)
        self._there = button(_("Go there"), self.unsaved_asked.emit, kind="quiet")
        self._there.setAccessibleName(_("Go to what is not saved"))
        self._there.hide()
        self._listening = text_label("", "small")
        self._box = QHBoxLayout(self)
        box = self._box
        spaced(box, (16, 0, 8, 0), gap=16)
        box.addWidget(self._saved)
        box.addWidget(self._there)
        box.addWidget(self._listening, 1)
        box.addStretch()
        # Translators: A key, and what it does: a verb.
        self._finder = button(_("Ctrl+K Search"), self.finder_asked.emit, kind="quiet")
        self._help = button(_("F1 Help"), self.help_asked.emit, kind="quiet")
        for made in (self._finder, self._help):
            box.addWidget(made)
        follow_theme(self, self._rescale)

    def show_level(self, words: str, tone: Tone) -> None:
        """Say on which level the town is; without words, nothing is said of it."""
        if self._level is None:
            from desktop.widgets.marks import level_chip

            self._level = level_chip(words, tone)
            self._box.insertWidget(0, self._level)
        self._level.show_level(words, tone)
        self._level.setVisible(bool(words))
        self._fit()

    def show_listening(self, words: str) -> None:
        """Say how listening stands, where that takes two lines at most; empty says nothing."""
        self._listening.setText(words)
        self._fit()

    def show_saved(self, moment: datetime) -> None:
        """Keep when the last change was written; `moment` is aware."""
        self._saved_at = moment

    def show_typed(self, *, typing: bool, drafts: bool, where: str = "") -> None:
        """Say whether something typed is on its way, or cannot be stored; else when all was.

        `where` names the pages that have something, to be gone to.
        """
        if typing:
            words = _("Typing…")
        elif drafts and where:
            words = _("Something is not saved yet, in {page}").format(page=where)
        elif drafts:
            words = _("Something is not saved yet")
        elif self._saved_at is not None:
            hour = self._saved_at.astimezone().strftime("%H:%M")
            words = _("Saved at {time}").format(time=hour)
        else:
            words = _("Everything is saved")
        if words != self._saved.text():
            self._saved.setText(words)
            self._there.setVisible(drafts and bool(where) and not typing)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _rescale(self) -> None:
        # As high as a toast, which stands here and covers nothing that is operated.
        self.setMinimumHeight(current().px(_HIGH))
        # One that was never shown has no width yet to be fitted to.
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            self._fit()

    def _fit(self) -> None:
        """Leave the height to the page: with large letters the line would become a column. The
        words of the search give way first; its key is heard without them."""
        parts = (self._level, self._saved, self._there, self._help)
        others = [part for part in parts if part is not None and not part.isHidden()]
        taken = sum(other.sizeHint().width() + self._box.spacing() for other in others)
        margins = self._box.contentsMargins()
        room = self.width() - taken - margins.left() - margins.right()
        wanted = self._finder.sizeHint().width() + self._box.spacing()
        self._finder.setVisible(room >= wanted)
        if room >= wanted:
            room -= wanted
        line = self._listening
        high = line.heightForWidth(room) if room > 0 else self.height() + 1
        line.setVisible(bool(line.text()) and high <= _LINES * line.fontMetrics().lineSpacing() + 2)

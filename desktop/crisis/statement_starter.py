"""Beginning a statement: the one that comes next, and the others behind a button."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.kinds import StatementKind
from core.crisis.labels import statement_label
from core.i18n import _
from desktop.theme.icons import icon
from desktop.theme.scaling import follow_theme, restyle, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.layouts import FlowLayout, empty

_NARROWEST = 160


class Starter(QWidget):
    """`wanted` carries the kind of statement to begin."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._next = StatementKind.HOLDING
        self._shown: object = None
        self._begin = button("", lambda: self._want(self._next), icon_name="plus")
        self._others = button(_("Another statement"), self._unfold, kind="quiet")
        # With letters twice as large its words are wider than a small window.
        follow_theme(self, lambda: self._begin.setMinimumWidth(current().px(_NARROWEST)))
        first = QWidget()
        row = FlowLayout(first)
        spaced(row, gap=8)
        row.addWidget(self._begin)
        row.addWidget(self._others)
        self._more = QWidget()
        self._flow = FlowLayout(self._more)
        spaced(self._flow, gap=8)
        self._more.hide()
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(first)
        box.addWidget(self._more)

    def show_kinds(
        self, following: StatementKind, kinds: Sequence[StatementKind], *, waits: bool
    ) -> None:
        """Offer these; while one `waits` to go on with, beginning another stands back."""
        shown = (following, tuple(kinds), waits)
        if shown == self._shown:
            return
        self._shown = shown
        self._next = following
        words = _("Begin: {kind}").format(kind=statement_label(following))
        self._begin.setProperty("kind", "secondary" if waits else "primary")
        # Its icon has the colour of the words on it.
        self._begin.setIcon(icon("plus", "ink" if waits else "on_brand"))
        restyle(self._begin)
        set_words(self._begin, words)
        empty(self._flow)
        for kind in kinds:
            if kind is not following:
                self._flow.addWidget(button(statement_label(kind), partial(self._want, kind)))

    def take_keyboard(self) -> None:
        """The one that comes next."""
        self._begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold(self) -> None:
        self._more.setVisible(self._more.isHidden())

    def _want(self, kind: StatementKind) -> None:
        self._more.hide()
        self.wanted.emit(kind)

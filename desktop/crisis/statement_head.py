"""The head of the statement that is chosen: what it is for, how far it is, and its languages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.crisis.desk import Desk, Worded
from core.crisis.labels import statement_label
from core.i18n import _
from core.town.model import language_name
from desktop.crisis.statement_words import state
from desktop.theme.scaling import spaced
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.marks import Chip
from desktop.widgets.text import text_label


class StatementHead(QWidget):
    """`language_chosen` when another language is to be shown."""

    language_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = text_label("", "section")
        self._state = Chip("")
        self._languages: tuple[str, ...] = ()
        self._chips: Segmented | None = None
        line = QHBoxLayout()
        spaced(line, gap=8)
        line.addWidget(self._kind, 1)
        line.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=8)
        self._box.addLayout(line)

    def show_statement(self, desk: Desk, worded: Worded, languages: Sequence[str]) -> None:
        """Show a statement; with one language there is nothing to choose."""
        self._kind.setText(statement_label(worded.statement.kind))
        self._state.show_level(*state(desk, worded))
        if tuple(languages) == self._languages:
            return
        self._languages = tuple(languages)
        if self._chips is not None:
            self._chips.hide()
            self._chips.deleteLater()
            self._chips = None
        if len(languages) > 1:
            choices = [Option(one, language_name(one)) for one in languages]
            self._chips = Segmented(choices, name=_("Language"))
            self._chips.changed.connect(lambda _chosen: self.language_chosen.emit())
            self._box.addWidget(self._chips)
            # Qt would show it a moment later, and the keyboard goes past what is not shown.
            self._chips.show()

    def language(self) -> str:
        """The one that is chosen."""
        return self._chips.chosen() if self._chips else self._languages[0]

"""What a draft lacks, and who approves it."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.crisis.labels import ways
from core.crisis.texts.checks import StatementCheck
from core.i18n import _, ngettext, pgettext
from desktop.crisis.inline import WrongLine
from desktop.crisis.looks import TallKey
from desktop.crisis.statements.fields import LineField
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.button import control_enter, set_words
from desktop.widgets.card import Card
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, FlowLayout, empty, flow_row
from desktop.widgets.marks import IconMark
from desktop.widgets.text import text_label

_MARK, _LEAST = 16, 60
_TOLD_ROOM = 180


class CheckList(Card):
    """First what is to be mended, each with what to do; then what is well, in a few words."""

    def __init__(self) -> None:
        super().__init__()
        # Translators: A list of what is checked before a statement is approved.
        self.setAccessibleName(_("Checks"))
        self._shown: list[StatementCheck] | None = None
        self._title = text_label("", "strong")
        self._bad = QVBoxLayout()
        spaced(self._bad, gap=6)
        well = QWidget()
        self._well = FlowLayout(well)
        spaced(self._well, gap=10)
        self.add(self._title)
        self.body.addLayout(self._bad)
        self.add(well)

    def show_checks(self, checks: Sequence[StatementCheck]) -> None:
        """Show these; the same again cost nothing."""
        if list(checks) == self._shown:
            return
        self._shown = list(checks)
        empty(self._bad)
        empty(self._well)
        wrong = [other for other in checks if not other.well]
        self._title.setText(_title(len(wrong)))
        for check in wrong:
            self._bad.addWidget(_row(check))
        for check in checks:
            if check.well:
                self._well.addWidget(_row(check))


def _title(count: int) -> str:
    if not count:
        return _("Checked: all is well")
    return ngettext(
        "Checked: {count} thing to look at", "Checked: {count} things to look at", count
    ).format(count=count)


def _row(check: StatementCheck) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    spaced(line, gap=6)
    sign, tone = ("check", Tone.GREEN) if check.well else ("triangle-alert", Tone.ORANGE)
    line.addWidget(IconMark(sign, str(tone), _MARK), 0, Qt.AlignmentFlag.AlignTop)
    if check.well:
        line.addWidget(_Short(check.label))
        row.setToolTip(check.label)
        # Translators: For a screen reader.
        row.setAccessibleName(_("{check}: fine").format(check=check.label))
        return row
    words = QVBoxLayout()
    spaced(words)
    words.addWidget(text_label(check.label, "strong"))
    words.addWidget(text_label(check.advice))
    line.addLayout(words, 1)
    row.setAccessibleName(f"{check.label}. {check.advice}")
    return row


class _Short(QLabel):
    """A few words in one line, cut where there is no room for all of them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "muted")

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(_LEAST), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        end = Qt.TextElideMode.ElideRight
        words = self.fontMetrics().elidedText(self.text(), end, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


def _ways() -> Iterator[tuple[str, str]]:
    """How somebody approves: the words of the button, and those of the log."""
    words = (
        pgettext("approved", "In person"),
        pgettext("approved", "By telephone"),
        pgettext("approved", "In writing"),
        pgettext("approved", "By message"),
    )
    return zip(words, ways(), strict=True)


class Approval(Card):
    """What is missing, and once nothing is, by whom and how it is approved.

    `approved(by, how)` when a way is chosen, by its button or its number; `next_asked` for the next
    thing that is missing.
    """

    approved = Signal(str, str)
    next_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Translators: Of the plan, by the Pleno or another authority.
        self.setAccessibleName(_("Approval"))
        self.setProperty("look", "plain")
        spaced(self.body, gap=8)
        self._told = text_label("", "strong")
        self.who = LabelledField(pgettext("statement", "Approved by"), LineField())
        self._proposed = ""
        self._ways = [
            TallKey(words, str(number), partial(self._give, how))
            for number, (words, how) in enumerate(_ways(), start=1)
        ]
        self._next = TallKey("", control_enter(), self.next_asked.emit, kind="primary")
        self._ready = self._unfolded = False
        after_resize(self, self._fold)
        self._wrong = WrongLine()
        head = Beside(self._told, text_room=_TOLD_ROOM)
        head.add_action(self._next)
        # Above the keys: below them it would stand under the edge of the window.
        self._how = flow_row(self.who, *self._ways)
        for part in (head, self._wrong, self._how):
            self.add(part)

    def show_missing(self, blanks: int, answers: int, doubt: str = "") -> None:
        """Nobody approves before that: so many blanks, and steps of which nobody has said yet
        whether they are done. `doubt` is what whoever answers for it has to know first."""
        found = []
        if blanks:
            words = ngettext("{count} blank", "{count} blanks", blanks)
            found.append(words.format(count=blanks))
        if answers:
            words = ngettext("{count} answer", "{count} answers", answers)
            found.append(words.format(count=answers))
        listed = _(" and ").join(found)
        told = ngettext("{what} is missing", "{what} are missing", blanks + answers)
        ready = _(
            "Read the whole text to the person who answers for it, and note how they said yes."
        )
        self._told.setText(told.format(what=listed) if found else doubt or ready)
        self._ready = not found
        self._fold()

    def propose(self, name: str) -> None:
        """Propose who decides, unless somebody else was typed."""
        edit = self._edit()
        if edit.text() == self._proposed:
            edit.setText(name)
        self._proposed = name

    def start(self, name: str) -> None:
        """Begin with another statement."""
        self._edit().setText(name)
        self._proposed = name
        self._unfolded = False
        self.clear()

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self._wrong.say("")

    def show_error(self, sentence: str) -> None:
        """Say why it is not approved; the keyboard goes to the name where that is missing."""
        self._wrong.say(sentence)
        if not self._edit().text().strip():
            self._edit().setFocus(Qt.FocusReason.OtherFocusReason)

    def message(self) -> str:
        """Why it is not approved; empty when nothing was said."""
        return self._wrong.text()

    def take_keyboard(self) -> None:
        """How it was approved; first by whom where nobody is proposed."""
        self._unfolded = True
        self._fold()
        first = self._ways[0] if self._edit().text().strip() else self._edit()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        """In a window of little height how it is approved has room once that is asked for."""
        there = self._ready and (self._unfolded or not window_is_low(self))
        set_words(self._next, _("Approve the text…") if self._ready else _("Go to what is missing"))
        self._next.setVisible(not there)
        self._how.setVisible(there)

    def _edit(self) -> LineField:
        edit: LineField = self.who.control  # type: ignore[assignment]  # made here
        return edit

    def _give(self, how: str) -> None:
        self.approved.emit(self._edit().text(), how)

"""The fields of a draft, and the steps that its words say were done."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLineEdit, QRadioButton, QTextEdit, QVBoxLayout, QWidget

from core.crisis.kinds import StatementPart
from core.crisis.labels import part_label
from core.crisis.scenario import ScenarioStep
from core.crisis.texts.checks import MARK
from core.days import clock_time
from core.i18n import _, pgettext
from desktop.crisis.pen import Pen
from desktop.forms.lines import GrowingLine, GrowingText
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import RADIUS, TITLE_WEIGHT
from desktop.widgets.button import HELD, button, is_control_enter, is_enter
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import empty, flow_row
from desktop.widgets.text import HOUR, hold, text_label

_LONGEST = 16
"""Lines of a part in view before it scrolls: a whole one."""


def _found(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Where it stands in a document, which counts as UTF-16 does, and its words."""

    def place(at: int) -> int:
        return len(text[:at].encode("utf-16-le")) // 2

    for found in pattern.finditer(text):
        yield place(found.start()), place(found.end()), found[0]


def _go_on(field: QWidget) -> None:
    """To the next field; tabs are none."""
    field.focusNextChild()
    here = field.window().focusWidget()
    if isinstance(here, QRadioButton):
        here.focusNextChild()


class LineField(QLineEdit):
    """One line; `Enter` goes on to the next field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            event.ignore()
        elif is_enter(event):
            _go_on(self)
        else:
            super().keyPressEvent(event)


class BlankField(GrowingLine):
    """What stands in a blank, whole however long it is; `Enter` goes on to the next field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            event.ignore()
        elif is_enter(event):
            _go_on(self)
        else:
            super().keyPressEvent(event)


class HourLine(LineField):
    """An hour, as wide as one."""

    def __init__(self) -> None:
        super().__init__()
        hold(self, HOUR)


class AskedHour(HourLine):
    """The hour at which a step was done: no letter is one, and two of them answer.

    `answered` says True for yes and False for not yet.
    """

    answered = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {yes_key(): True, no_key(): False}
        typed = "" if event.modifiers() & HELD else event.text().upper()
        if typed in keys:
            self.answered.emit(keys[typed])
        else:
            super().keyPressEvent(event)


def yes_key() -> str:
    """The letter that says yes."""
    return pgettext("key for yes", "Y")


def no_key() -> str:
    """The letter that says not yet."""
    return pgettext("key for no", "N")


class Paragraph(GrowingText):
    """One part of a statement; `Enter` goes on, Shift and Enter begins another line.

    What stands in its blanks is underlined, and a blank without anything is marked: a click there
    asks for it, `blank_asked(its words)`.
    """

    blank_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(2, _LONGEST)
        self._said: frozenset[str] = frozenset()
        # Of the document: a form hushes its controls while it fills them.
        self.document().contentsChanged.connect(self._mark)
        follow_theme(self, self._mark)

    def show_said(self, said: Iterable[str]) -> None:
        """What the blanks hold."""
        found = frozenset(words for words in said if words)
        if found != self._said:
            self._said = found
            self._mark()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.cursorForPosition(event.position().toPoint()).position()
        if self.textCursor().hasSelection():
            return
        for start, end, words in _found(MARK, self.toPlainText()):
            if start <= at <= end:
                self.blank_asked.emit(words)

    def _mark(self) -> None:
        tokens, text = current().tokens, self.toPlainText()
        filled, missing = QTextCharFormat(), QTextCharFormat()
        filled.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        filled.setUnderlineColor(QColor(tokens.accent))
        missing.setBackground(QColor(tokens.tint))
        missing.setForeground(QColor(tokens.on_tint))
        missing.setFontWeight(TITLE_WEIGHT)
        spans = [(*span[:2], missing) for span in _found(MARK, text)]
        for words in self._said:
            whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
            spans += [(*span[:2], filled) for span in _found(whole, text)]
        self.setExtraSelections([self._selection(*span) for span in spans])

    def _selection(self, start: int, end: int, made: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor, selection.format = cursor, made
        return selection

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_control_enter(event):
            event.ignore()
        elif is_enter(event) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            _go_on(self)
        else:
            super().keyPressEvent(event)


class PartField(QWidget):
    """A part with its label and, below, the words that it is translated from."""

    def __init__(self, part: StatementPart) -> None:
        super().__init__()
        self.field = LabelledField(part_label(part), Paragraph())
        self.text: Paragraph = self.field.control  # type: ignore[assignment]  # made here
        self._source = text_label("", "small")
        self._source.hide()
        box = QVBoxLayout(self)
        spaced(box, gap=4)
        box.addWidget(self.field)
        box.addWidget(self._source)
        self.setFocusProxy(self.field.control)

    def show_source(self, language: str, words: str) -> None:
        """Show what is to be translated; nothing when there are no words."""
        text = f"{language}: {words}" if words else ""
        self._source.setText(text)
        self._source.setVisible(bool(text))
        self.field.control.setAccessibleDescription(text)


Asked = Sequence[tuple[ScenarioStep, str]]
"""Steps, each with what the text would say of it."""


class StepQuestions(Card):
    """Dashed: it is no part of the text yet.

    `done(step, hour as typed, its field)` and `not_yet(step)`."""

    done = Signal(object, str, object)
    not_yet = Signal(object)

    def __init__(self, pen: Pen) -> None:
        super().__init__(
            _("Has this been done?"),
            _(
                "The text says only what is ticked. With “Not yet” it goes out without it."
                " Keys: {yes}, {no}."
            ).format(yes=yes_key(), no=no_key()),
        )
        self._pen = pen
        self._shown: list[tuple[ScenarioStep, str]] = []
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=12)
        self.body.addLayout(self._rows)
        self.setObjectName("step-questions")
        follow_theme(self, self._dress)
        self.hide()

    def show_steps(self, asked: Asked) -> None:
        """Ask for these; the same again cost nothing, and what is being typed stays."""
        if list(asked) == self._shown:
            return
        self._shown = list(asked)
        held = self.isAncestorOf(self.window().focusWidget() or self.window())
        empty(self._rows)
        for step, words in asked:
            row = self._row(step, words)
            self._rows.addWidget(row)
            # Qt would show it a moment later, and the keyboard goes past what is not shown.
            row.show()
        self.setVisible(bool(asked))
        if held:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """The first question, or where the keyboard would go next."""
        first = self.findChild(AskedHour) if self._shown else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.focusNextChild()

    def count(self) -> int:
        """How many were not answered yet."""
        return len(self._shown)

    def _dress(self) -> None:
        tokens, radius = current().tokens, current().px(RADIUS)
        self.setStyleSheet(
            f"#step-questions {{ background: {tokens.surface};"
            f" border: 2px dashed {tokens.ink}; border-radius: {radius}px; }}"
        )

    def _row(self, step: ScenarioStep, words: str) -> LabelledField:
        """The step, `Yes, at 14:32 / Not yet`, and below what the text would say."""
        edit = AskedHour()
        edit.setText(clock_time(self._pen.hand().moment))
        edit.setAccessibleName(_("{step}: at what time").format(step=step.text))
        yes = button(_("Yes, at"), lambda: self.done.emit(step, edit.text(), field))
        no = button(_("Not yet"), partial(self.not_yet.emit, step), kind="quiet")
        for made, key in ((yes, yes_key()), (no, no_key())):
            made.setAccessibleDescription(step.text)
            made.setToolTip(key)
            # Enter goes on from a blank: one too many must not say that something was done.
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        edit.answered.connect(lambda on: (yes if on else no).click())
        said = _("The text would say: “{words}”").format(words=words)
        field = LabelledField(step.text, flow_row(yes, edit, no), said)
        return field

"""What a form reads from its controls, ticks among them, and what it holds until it is stored.

Qt's own controls are known here; a control of ours has `value()`, `set_value(value)` and a signal
`edited`.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import singledispatch
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.unsaved import Unsaved
from desktop.widgets.heard import SAID
from desktop.widgets.layouts import ColumnFlow, empty
from desktop.widgets.text import tip

_LEAST = 120
"""Width in px at 100 % below which no box is squeezed."""


class Ticks(QWidget):
    """Check boxes in a row, or in columns; the value is the keys ticked, in the order shown."""

    edited = Signal()

    def __init__(
        self, choices: Sequence[tuple[Hashable, str]] = (), parent: QWidget | None = None
    ) -> None:
        """`choices` are keys with their words."""
        super().__init__(parent)
        self._boxes: dict[Hashable, QCheckBox] = {}
        self._choices: list[tuple[Hashable, str]] = []
        self._flow = ColumnFlow(self)
        spaced(self._flow, gap=12)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[Hashable, str]]) -> None:
        """Offer these; what is ticked stays ticked while it is among them."""
        if list(choices) == self._choices:
            return
        ticked = self.value()
        empty(self._flow)
        self._choices = list(choices)
        self._boxes = {}
        for key, words in choices:
            box = Tick(words)
            box.toggled.connect(lambda _on: self.edited.emit())
            self._boxes[key] = box
            self._flow.addWidget(box)
        self.set_value(ticked)
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def value(self) -> tuple[Hashable, ...]:
        """The keys that are ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, keys: Iterable[Hashable]) -> None:
        """Tick these and no others, without saying so."""
        wanted = set(keys)
        with QSignalBlocker(self):
            for key, box in self._boxes.items():
                box.setChecked(key in wanted)


class Tick(QCheckBox):
    """A check box that may be narrower than its words, which then end in an ellipsis."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.set_words(words)
        self.setAccessibleDescription(SAID)
        # A check box never shrinks by itself: the longest name would widen the whole form.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """What it says from now on."""
        self.setText(words.replace("&", "&&"))
        self.setToolTip(tip(words))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), current().px(_LEAST)), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxContents
        room = self.style().subElementRect(part, option, self).width()
        mode, flags = Qt.TextElideMode.ElideRight, Qt.TextFlag.TextShowMnemonic
        option.text = option.fontMetrics.elidedText(option.text, mode, room, flags.value)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        painter.end()


@singledispatch
def value_of(control: QWidget) -> Any:
    """What the control holds: text, a combo box's data, a bool."""
    return control.value()  # type: ignore[attr-defined]  # controls of ours


@value_of.register
def _(control: QLineEdit) -> str:
    return control.text()


@value_of.register
def _(control: QPlainTextEdit) -> str:
    return control.toPlainText()


@value_of.register
def _(control: QComboBox) -> Any:
    return control.currentText() if control.isEditable() else control.currentData()


@value_of.register
def _(control: QCheckBox) -> bool:
    return control.isChecked()


@singledispatch
def show_value(control: QWidget, value: Any) -> None:
    """Put a value into the control without telling anybody; the same value moves no cursor."""
    with QSignalBlocker(control):
        control.set_value(value)  # type: ignore[attr-defined]  # controls of ours


@show_value.register
def _(control: QLineEdit, value: str) -> None:
    if control.text() != value:
        control.setText(value)
        control.setCursorPosition(0)


@show_value.register
def _(control: QPlainTextEdit, value: str) -> None:
    if control.toPlainText() != value:
        with QSignalBlocker(control):
            control.setPlainText(value)


@show_value.register
def _(control: QComboBox, value: Any) -> None:
    with QSignalBlocker(control):
        if control.isEditable():
            control.setEditText(value)
        else:
            control.setCurrentIndex(max(0, control.findData(value)))


@show_value.register
def _(control: QCheckBox, value: bool) -> None:
    with QSignalBlocker(control):
        control.setChecked(value)


def on_edit(control: QWidget, typed: Callable[[], None], chosen: Callable[[], None]) -> None:
    """Call `typed` while the person types, `chosen` when they decide at once."""
    if isinstance(control, QLineEdit):
        control.textEdited.connect(lambda _text: typed())
    elif isinstance(control, QPlainTextEdit):
        control.textChanged.connect(typed)
    elif isinstance(control, QComboBox) and control.isEditable():
        control.editTextChanged.connect(lambda _text: typed())
        control.activated.connect(lambda _index: chosen())
    elif isinstance(control, QComboBox):
        control.activated.connect(lambda _index: chosen())
    elif isinstance(control, QCheckBox):
        control.toggled.connect(lambda _on: chosen())
    elif isinstance(control, Ticks):
        control.edited.connect(chosen)
    else:
        control.edited.connect(typed)  # type: ignore[attr-defined]  # controls of ours


class Held(QObject):
    """Keeps the text of a control as a draft of a subject, and puts it back.

    `mark` is told whether the control shows something from before that is not stored.
    """

    def __init__(
        self,
        control: QWidget,
        unsaved: Unsaved,
        place: str,
        mark: Callable[[bool], object],
        stored: Callable[[], str] = str,
    ) -> None:
        """`stored` is what the control shows when there is no draft: nothing, or what is kept."""
        super().__init__(control)
        self._control = control
        self._unsaved = unsaved
        self._place = place
        self._mark = mark
        self._stored = stored
        self._subject: Hashable = None
        self._pause = unsaved.pause(self, self.keep)
        on_edit(control, self._typed, self.keep)
        control.installEventFilter(self)
        unsaved.watch(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # No mark yet: it would move the button away that is just being pressed.
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.keep()
        return False

    def show_subject(self, subject: Hashable) -> None:
        """Show what was typed of this one, unless it is the one that is being typed."""
        if subject == self._subject:
            if not self.has_drafts():
                self._show()
            return
        if self._pause.running:
            self.keep()
        self._unsaved.leave(self._place, self._subject)
        self._subject = subject
        self._show()

    def keep(self) -> None:
        """Keep what is typed now; without any it is no draft."""
        self._pause.stop()
        if self._subject is None:
            return
        if self.has_drafts():
            self._unsaved.keep(self._place, self._subject, self._text())
        else:
            self._unsaved.drop(self._place, self._subject)
        self._unsaved.changed.emit()

    def taken(self) -> None:
        """It is stored, or let go: show what is."""
        self._pause.stop()
        self._unsaved.drop(self._place, self._subject)
        show_value(self._control, self._stored())
        self._tell()

    def has_drafts(self) -> bool:
        """True while something is typed that is not stored."""
        return self._text().strip() != self._stored().strip()

    def typing(self) -> bool:
        """True while it is being typed."""
        return self._control.hasFocus() and self.has_drafts()

    def losing(self) -> bool:
        """True while the disk has not taken it."""
        return self.has_drafts() and self._kept() != self._text()

    def _typed(self) -> None:
        self._mark(False)
        self._pause.key()

    def _show(self) -> None:
        kept = self._kept()
        show_value(self._control, self._stored() if kept is None else kept)
        # Whoever comes back to half a line writes on at its end.
        if kept is not None and isinstance(self._control, QLineEdit):
            self._control.end(False)
        elif kept is not None and isinstance(self._control, QPlainTextEdit):
            self._control.moveCursor(QTextCursor.MoveOperation.End)
        self._tell()

    def _kept(self) -> str | None:
        kept: str | None = self._unsaved.draft(self._place, self._subject)
        return kept

    def _text(self) -> str:
        text: str = value_of(self._control)
        return text

    def _tell(self) -> None:
        self._mark(self.has_drafts())
        self._unsaved.changed.emit()

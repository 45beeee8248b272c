"""One way to read, write and listen to a control, whatever it is.

Qt's own controls are known here; a control of ours has `value()`, `set_value(value)` and a signal
`edited`.
"""

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from desktop.forms.ticks import Ticks


@singledispatch
def value_of(control: QWidget) -> Any:
    """What the control holds: text, a combo box's data, a bool, a number."""
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


@show_value.register
def _(control: QSpinBox, value: int) -> None:
    with QSignalBlocker(control):
        control.setValue(value)


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
    elif isinstance(control, QSpinBox):
        control.valueChanged.connect(lambda _number: typed())
    elif isinstance(control, Ticks):
        control.edited.connect(chosen)
    else:
        control.edited.connect(typed)  # type: ignore[attr-defined]  # controls of ours

"""The fields of a frozen dataclass, described once: label, control, how it is shown and read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from core.days import checked_day
from core.days import shown as shown_day
from core.numbers import number
from core.town.model import checked_lines, checked_number, checked_text
from desktop.forms.choosing import Chooser
from desktop.forms.lines import Day, Figure, GrowingLine, GrowingText
from desktop.forms.segmented import SegmentedField

Choices = Callable[[], Sequence[tuple[Any, str]]]
"""Keys with their words, asked anew each time an item is shown."""

MORE = 8
"""Lines by which a field grows before its text scrolls."""


@dataclass(frozen=True)
class Field:
    """One field of a form. `read` turns what the control holds into what is stored.

    `read` raises `InvalidValue` for what cannot be kept.
    """

    name: str
    label: str
    make: Callable[[], QWidget]
    help: str = ""
    show: Callable[[Any], Any] = lambda stored: stored
    read: Callable[[Any], Any] = lambda value: value
    read_for: Callable[[Any, Any], Any] | None = None
    """As `read`, for what also depends on the item, which comes second."""
    choices: Choices | None = None
    narrow: bool = False
    when: Callable[[Any], bool] | None = None
    """Shown only for items of which this is true."""
    group: str = ""
    """Fields of one group are saved together: each brings along what the others hold."""
    whole: bool = False
    """Saved once, when it is left: it goes into the log."""
    asked: str = ""
    """Kept with its item until an action stores it; this is said of it when it is shown again."""


def line(
    name: str, label: str, help_text: str = "", *, required: bool = False, limit: int = 200
) -> Field:
    """One line of text."""
    return Field(
        name,
        label,
        QLineEdit,
        help_text,
        read=lambda text: checked_text(text, required=required, limit=limit),
    )


def sentence(name: str, label: str, help_text: str = "", *, limit: int = 200) -> Field:
    """One line that may be a long one: it goes on below itself."""
    return replace(line(name, label, help_text, limit=limit), make=GrowingLine)


def lines(name: str, label: str, help_text: str = "", *, rows: int = 3) -> Field:
    """Several lines of text: `rows` of them in view, more as there are more."""
    return Field(name, label, lambda: GrowingText(rows, rows + MORE), help_text, read=checked_lines)


def amount(
    name: str, label: str, low: float, high: float, help_text: str = "", *, whole: bool = False
) -> Field:
    """A number from `low` to `high`, or nothing."""

    def read(text: str) -> float | None:
        value = checked_number(text, low, high)
        return round(value) if whole and value is not None else value

    return Field(
        name,
        label,
        Figure,
        help_text,
        show=lambda value: "" if value is None else number(value, 3),
        read=read,
        narrow=True,
    )


def day(name: str, label: str, help_text: str = "") -> Field:
    """A day, or nothing."""
    return Field(name, label, Day, help_text, show=shown_day, read=checked_day, narrow=True)


def one_of(name: str, label: str, choices: Choices, help_text: str = "") -> Field:
    """One of what there is now; what is stored is the key."""
    return Field(name, label, Chooser, help_text, choices=choices)


def tick(name: str, label: str, words: str, help_text: str = "") -> Field:
    """Yes or no; `words` stand beside the box."""
    return Field(name, label, lambda: QCheckBox(words.replace("&", "&&")), help_text)


def chips(name: str, label: str, kind: type[StrEnum], words: Callable[[Any], str]) -> Field:
    """One of a closed list, all of them in view."""
    return Field(
        name,
        label,
        lambda: SegmentedField([(str(enum), words(enum)) for enum in kind]),
        show=str,
        read=kind,
    )


def together(group: str, *fields: Field) -> list[Field]:
    """Fields that are saved together. The save may raise `desktop.forms.form.Waiting`."""
    return [replace(field, group=group) for field in fields]


def whole(field: Field) -> Field:
    """A field that is saved once, when it is left."""
    return replace(field, whole=True)


def asked(field: Field, words: str) -> Field:
    """A field that waits for the action that stores it; `words` say so when it is shown again."""
    return replace(field, asked=words)


def when(field: Field, true_of: Callable[[Any], bool]) -> Field:
    """A field that is there only for items of which something is true."""
    return replace(field, when=true_of)

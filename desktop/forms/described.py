"""The fields of a form, from what is said beside the fields of a struct (`core.fields`)."""

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from core.fields import Choice, Described, Line, Lines, Minutes, OneOf, Text, about
from desktop.forms.chooser import Chooser
from desktop.forms.fields import FIGURE, MORE, Field
from desktop.forms.growing import GrowingText
from desktop.widgets.lettering import hold


def form_fields(kind: type, *names: str | tuple[str, str]) -> list[Field | tuple[Field, Field]]:
    """These fields of a struct, in this order; two of a pair stand beside each other."""
    return [
        (form_field(kind, name[0]), form_field(kind, name[1]))
        if isinstance(name, tuple)
        else form_field(kind, name)
        for name in names
    ]


def form_field(kind: type, name: str) -> Field:
    """One field of a struct."""
    said = about(kind, name)
    return Field(
        name,
        said.label(),
        partial(_control, said),
        said.help(),
        show=said.shown,
        read=said.read,
        choices=said.choices if isinstance(said, Choice | OneOf) else None,
        narrow=isinstance(said, Minutes),
    )


def _control(said: Described) -> QWidget:
    match said:
        case Choice() | OneOf():
            return Chooser()
        case Minutes():
            edit = QLineEdit()
            hold(edit, FIGURE)
            return edit
        case Lines(rows=rows):
            return GrowingText(rows, rows + MORE + 1)
        case Text(rows=rows) | Line(rows=rows) if rows:
            return GrowingText(rows, rows + MORE)
    return QLineEdit()

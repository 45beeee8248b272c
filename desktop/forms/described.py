"""The fields of a form, from what is said beside the fields of a thing (`core.fields`)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from core.field_kinds import (
    Amount,
    Choice,
    Day,
    Described,
    Hour,
    Line,
    Lines,
    Minutes,
    OfferedLine,
    OneOf,
    Ref,
    Refs,
    Several,
    Text,
    Tick,
)
from core.fields import about, described
from desktop.forms.choosing import Chooser, Suggested
from desktop.forms.controls import Ticks
from desktop.forms.fields import MORE, Choices, Field
from desktop.forms.lines import Day as DayField
from desktop.forms.lines import Figure, GrowingLine, GrowingText
from desktop.forms.lines import Hour as HourField

There = Callable[[str], Sequence[tuple[Any, str]]]
"""What there is now by the name that a field has for it: keys with their words."""


def nothing(_to: str) -> Sequence[tuple[Any, str]]:
    """Of a form whose fields point at nothing else."""
    return ()


def form_fields(
    kind: type, *names: str | tuple[str, str], there: There = nothing
) -> list[Field | tuple[Field, Field]]:
    """These fields, in this order; two of a pair stand beside each other."""
    return [
        (form_field(kind, name[0], there), form_field(kind, name[1], there))
        if isinstance(name, tuple)
        else form_field(kind, name, there)
        for name in names
    ]


def whole_form(
    kind: type, there: There = nothing, part: str = ""
) -> list[Field | tuple[Field, Field]]:
    """All that is described, or all of a part, in the order of the thing."""
    names: list[str | tuple[str, str]] = []
    for name, said in described(kind).items():
        if said.part == part:
            left = names.pop() if said.beside else ""
            names.append((left, name) if isinstance(left, str) and left else name)
    return form_fields(kind, *names, there=there)


def form_field(kind: type, name: str, there: There = nothing) -> Field:
    """One field of a thing."""
    said = about(kind, name)
    return Field(
        name,
        said.label(),
        partial(_control, said),
        said.help(),
        show=said.shown,
        read=said.read,
        read_for=said.read_for,
        choices=_choices(said, there),
        narrow=isinstance(said, Amount | Day | Hour | Minutes),
        when=_when(said, there),
    )


def _when(said: Described, there: There) -> Callable[[Any], bool] | None:
    if isinstance(said, Refs) and said.least:
        to, least = said.to, said.least
        return lambda _thing: len(there(to)) >= least
    return said.when


def _choices(said: Described, there: There) -> Choices | None:
    match said:
        case Choice():
            return said.choices
        case Ref():
            return lambda: [(None, said.none()), *there(said.to)]
        case OneOf(to=""):
            return said.there
        case OneOf(to=to) | OfferedLine(to=to) | Refs(to=to):
            return partial(there, to)
    return None


_CONTROLS: dict[type[Described], Callable[[], QWidget]] = {
    Choice: Chooser,
    OneOf: Chooser,
    Ref: Chooser,
    Refs: Ticks,
    OfferedLine: Suggested,
    Day: DayField,
    Hour: HourField,
    Amount: Figure,
    Minutes: Figure,
}


def _control(said: Described) -> QWidget:
    if type(said) in _CONTROLS:
        return _CONTROLS[type(said)]()
    match said:
        case Several():
            return Ticks(said.choices())
        case Tick():
            return QCheckBox(said.box().replace("&", "&&"))
        case Lines(rows=rows):
            return GrowingText(rows, rows + MORE + 1)
        case Line(rows=1):
            return GrowingLine()
        case Text(rows=rows) | Line(rows=rows) if rows:
            return GrowingText(rows, rows + MORE)
    return QLineEdit()

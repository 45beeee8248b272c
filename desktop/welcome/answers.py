"""How one answer is read from its field."""

from collections.abc import Callable
from typing import TypeVar

from core.errors import InvalidValue
from desktop.forms.controls import value_of
from desktop.widgets.labelled import LabelledField

T = TypeVar("T")


def answer_of(field: LabelledField, check: Callable[[str], T]) -> T:
    """What a field holds, checked; when it does not do, the field says why and has the keyboard."""
    try:
        answer = check(value_of(field.control))
    except InvalidValue as error:
        field.show_error(error.sentence)
        field.control.setFocus()
        raise
    field.clear_message()
    return answer

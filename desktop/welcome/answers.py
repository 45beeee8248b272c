"""What every step of the questions is, and how one answer is read."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from core.errors import InvalidValue
from core.town.model import Town
from desktop.forms.controls import value_of
from desktop.widgets.labelled import LabelledField

T = TypeVar("T")


class Step(Protocol):
    """One step: a few fields about the town."""

    def ask(self, town: Town) -> None:
        """Show what is known so far and take the keyboard."""

    def answer(self, town: Town) -> Town:
        """The town with what was answered. Raises `InvalidValue`, already said in the field."""


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

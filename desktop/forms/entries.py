"""Structs as a form and a list show them: in a list each has a number that stays with it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec import Struct

from core import fields

S = TypeVar("S", bound=Struct)


@dataclass(frozen=True)
class ListEntry(Generic[S]):
    """A struct of a list, with the number by which the list and the form know it."""

    id: int
    thing: S


class Numbering(Generic[S]):
    """Numbers the structs of lists, which have no number of their own.

    One keeps its number when it is moved, and when it is the only one that changed. Which is which
    is told by its `id`, where it has one, or else by all that it says.
    """

    def __init__(self) -> None:
        self._last = 0
        self._there: dict[Hashable, list[ListEntry[S]]] = {}

    def entries(self, subject: Hashable, things: Sequence[S]) -> list[ListEntry[S]]:
        """These, which are all that the list of a subject has now, with their numbers."""
        left = list(self._there.get(subject, ()))
        same = [_taken(left, thing) for thing in things]
        edited = iter(left if same.count(None) == len(left) else ())
        found = [
            ListEntry(number or self._number(next(edited, None)), thing)
            for number, thing in zip(same, things, strict=True)
        ]
        self._there[subject] = found
        return found

    def _number(self, edited: ListEntry[S] | None) -> int:
        if edited is not None:
            return edited.id
        self._last += 1
        return self._last


def _taken(left: list[ListEntry[S]], thing: S) -> int | None:
    """The number of the one that this was, which is taken out of what is left."""
    found = next((entry for entry in left if _is(entry.thing, thing)), None)
    if found is None:
        return None
    left.remove(found)
    return found.id


def _is(before: Struct, now: Struct) -> bool:
    own = getattr(now, "id", None)
    return before == now if own is None else getattr(before, "id", None) == own


def value(item: Any, name: str) -> Any:
    """A field of a dataclass, of a struct, or of the struct of an entry."""
    return fields.value(item.thing if isinstance(item, ListEntry) else item, name)


def changed(item: Any, values: Mapping[str, Any]) -> Any:
    """The item with other values in these fields."""
    if isinstance(item, ListEntry):
        return ListEntry(item.id, fields.changed(item.thing, values))
    return fields.changed(item, values)

"""Fields described once, beside them: what they are called, what fits, how a value is said.

A struct or a dataclass carries the descriptions as annotations of its fields. From them come the
form that changes it, the names and words in a comparison or on a view, and the limits of what is
typed and of what a file brings. `parts.known` names the member `known` of the mapping `parts`.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from core.field_kinds import Described, Long, Texts, require_room
from core.text import shortened
from core.town.model import checked_lines

T = TypeVar("T")
"""A struct or a dataclass."""


@dataclass(frozen=True)
class Things(Described):
    """At most `most` structs whose fields are described."""

    most: int | None = None

    def _fit(self, value: Sequence[T], long: Long) -> tuple[T, ...]:
        return tuple(_fitted(thing, long) for thing in value)

    def _require(self, value: Sequence[object]) -> None:
        require_room(value, self.most)
        for thing in value:
            _require(thing)


@dataclass(frozen=True)
class Thing(Described):
    """A struct whose fields are described, or None."""

    def _fit(self, value: T | None, long: Long) -> T | None:
        return value and _fitted(value, long)

    def _require(self, value: object) -> None:
        if value is not None:
            _require(value)


def described(kind: type) -> dict[str, Described]:
    """The fields of a struct or a dataclass that are described, by name."""
    return _described(kind)


@cache
def _described(kind: type) -> dict[str, Described]:
    hints = get_type_hints(kind, include_extras=True)
    return {
        name: said for name, hint in hints.items() for said in getattr(hint, "__metadata__", ())
    }


def about(kind: type, name: str) -> Described:
    """What is said of one field."""
    name, _dot, member = name.partition(".")
    said = described(kind)[name]
    return said.of(member) if isinstance(said, Texts) else said


def label(kind: type, name: str) -> str:
    """What a field is called, in the current language."""
    return about(kind, name).label()


def in_words(thing: object, name: str) -> str:
    """The value of a field as a person reads it."""
    return about(type(thing), name).in_words(value(thing, name))


def value(thing: object, name: str) -> Any:
    """The value of a field; of a text that its mapping does not have, nothing."""
    name, _dot, member = name.partition(".")
    found = getattr(thing, name)
    return found.get(member, "") if member else found


def changed(thing: T, values: Mapping[str, Any]) -> T:
    """The thing with other values in these fields."""
    made: Any = thing
    for path, new in values.items():
        name, _dot, member = path.partition(".")
        said = described(type(made))[name] if member else None
        if isinstance(said, Texts):
            new = getattr(made, name) | {said.kind(member): new}
        made = _with(made, {name: new})
    result: T = made
    return result


def checked(thing: T) -> T:
    """The thing with its texts tidied. Raises `InvalidValue` for what does not fit."""
    tidy: T = _fitted(thing, checked_lines)
    _require(tidy)
    return tidy


def cut(thing: T, long: Long = shortened) -> T:
    """The thing with its texts tidied, and cut where they are too long: their author is not here
    to mend them."""
    tidy: T = _fitted(thing, long)
    return tidy


def _fitted(thing: Any, long: Long) -> Any:
    said = described(type(thing)).items()
    return _with(thing, {name: item.fitted(getattr(thing, name), long) for name, item in said})


def _with(thing: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(thing, msgspec.Struct):
        return msgspec.structs.replace(thing, **values)
    return dataclasses.replace(thing, **values)


def _require(thing: Any) -> None:
    for name, other in described(type(thing)).items():
        other.require(getattr(thing, name))

"""Walking the tree of a document, whatever kinds of block it has."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from core.documents import rich
from core.documents.rich import Span

T = TypeVar("T")

OnText = Callable[[str, str], str]
OnImage = Callable[[bytes], str]
Plain = dict[str, Any] | list[Any] | str | float | bool | None


def plain(
    value: object,
    *,
    text: OnText,
    image: OnImage,
    defaults: bool = True,
    name: str = "",
) -> Plain:
    """The value as dictionaries, lists, texts and numbers, ready for JSON.

    A dataclass becomes a dictionary with its class name in lower case under `block`. Texts go
    through `text` with the name of their place (`column.title`), bytes through `image`. Without
    `defaults`, fields that keep their default are left out.
    """

    def inside(item: object, place: str) -> Plain:
        # By frequency: a notebook has forty thousand items.
        if item is None or isinstance(item, bool | int | float):
            return item
        if isinstance(item, Enum):
            return str(item.value)
        if isinstance(item, str):
            return text(place, item)
        if isinstance(item, tuple):
            return [inside(each, place) for each in item]
        if isinstance(item, bytes):
            return image(item)
        if isinstance(item, datetime.date):
            return item.isoformat()
        kind: Any = type(item)
        made: dict[str, Any] = {"block": kind.__name__.lower()}
        for field, at in _places(kind):
            if defaults or not _is_default(item, field):
                made[field.name] = inside(getattr(item, field.name), at)
        return made

    return inside(value, name)


@cache
def _places(kind: type) -> tuple[tuple[Field[Any], str], ...]:
    """The fields of a dataclass, each with the name of its place; of anything else, an error."""
    if not is_dataclass(kind):
        raise TypeError(f"a document cannot hold {kind.__name__}")
    return tuple((field, f"{kind.__name__.lower()}.{field.name}") for field in fields(kind))


def _is_default(value: object, field: Field[Any]) -> bool:
    return field.default is not MISSING and bool(getattr(value, field.name) == field.default)


def changed(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with each dataclass in it as `change` makes it, innermost first."""
    if isinstance(value, tuple):
        return tuple(changed(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        inside = {item.name: changed(getattr(value, item.name), change) for item in fields(value)}
        return change(replace(value, **inside))
    return value


def texts(value: object) -> Iterator[str]:
    """Every text in the value, in the order it is written; a sentence in spans as one."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple) and value and isinstance(value[0], Span):
        yield rich.plain(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


def find(value: object, kind: type[T] | tuple[type[T], ...]) -> Iterator[T]:
    """Every instance of `kind`, or of these kinds, in the value and itself, outermost first."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, kind):
            yield part
        if isinstance(part, tuple):
            waiting.extend(reversed(part))
        else:
            names = _names(type(part))  # type: ignore[arg-type]  # a class can be hashed
            waiting.extend([getattr(part, name) for name in names])


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a class, the last one first; none where it is no dataclass."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else ()

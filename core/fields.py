"""Fields described once, beside them: what they are called, what fits, how a value is said.

A struct carries the descriptions as annotations of its fields. From them come the form that changes
it, the names and words in a comparison or on a view, and the limits of what is typed and of what a
file brings. `parts.known` names the member `known` of the mapping `parts`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec.structs import replace

from core.errors import InvalidValue
from core.i18n import _
from core.numbers import number
from core.text import clean, clean_lines
from core.town.model import checked_lines, checked_number, checked_text

S = TypeVar("S", bound=msgspec.Struct)

Words = Callable[[], str]
"""A message, looked up when it is shown."""

LINE = 240
"""Characters of one line, where nothing else is said."""

TEXT = 1000
"""Characters of a text of several lines, such as a part of a statement."""


_Long = Callable[[str, int], str]
"""What becomes of a tidy text where only so many characters fit."""


def _nothing() -> str:
    return ""


@dataclass(frozen=True)
class Described:
    """A field, what it is called on screen, and the help below it on a form."""

    label: Words = _nothing
    help: Words = _nothing

    def read(self, typed: Any) -> Any:
        """The value that a control holds. Raises `InvalidValue` for what does not fit."""
        return self.checked(typed)

    def checked(self, value: Any) -> Any:
        """The value with its texts tidied. Raises `InvalidValue` for what does not fit."""
        tidy = self._fit(value, checked_lines)
        self._require(tidy)
        return tidy

    def shown(self, value: Any) -> Any:
        """What a control shows of the value."""
        return value

    def in_words(self, value: Any) -> str:
        """The value as a person reads it; nothing for what is not said."""
        return "" if value is None else str(value)

    def _fit(self, value: Any, _long: _Long) -> Any:
        """The value with its texts tidied."""
        return value

    def _require(self, value: Any) -> None:
        """Raise `InvalidValue` where something is missing, too much or out of range."""


@dataclass(frozen=True)
class Line(Described):
    """One line of text; with `rows` it is seen in as many on a form."""

    limit: int = LINE
    required: bool = False
    rows: int = 0

    def _fit(self, value: str, long: _Long) -> str:
        return long(clean(value), self.limit)

    def _require(self, value: str) -> None:
        checked_text(value, required=self.required, limit=self.limit)


@dataclass(frozen=True)
class Text(Described):
    """Several lines of text."""

    limit: int = TEXT
    rows: int = 2

    def _fit(self, value: str, long: _Long) -> str:
        return long(clean_lines(value), self.limit)


@dataclass(frozen=True)
class Texts(Described):
    """A mapping of members of a closed list to texts, each called by the words of its member."""

    kind: type[StrEnum] = StrEnum
    words: Callable[[Any], str] = str

    def of(self, member: str) -> Text:
        """The text of one member."""
        return Text(partial(self.words, self.kind(member)))

    def _fit(self, value: Mapping[str, str], long: _Long) -> dict[str, str]:
        return {key: tidy for key, text in value.items() if (tidy := self.of(key)._fit(text, long))}


@dataclass(frozen=True)
class Lines(Described):
    """At most `most` short texts, one a line, of at most `limit` characters each."""

    limit: int = 120
    rows: int = 2
    most: int | None = None

    def read(self, typed: str) -> tuple[str, ...]:
        """The lines that are not empty. How many fit is said of all of them, when it is stored."""
        found = tuple(filter(None, map(clean, typed.splitlines())))
        too_long = max(found, key=len, default="")
        if len(too_long) > self.limit:
            raise InvalidValue(
                _("The line “{start}…” has more than {most} characters.").format(
                    start=too_long[:30], most=self.limit
                ),
                _("Shorten it; what you typed stays here until then."),
            )
        return found

    def shown(self, value: Sequence[str]) -> str:
        """One a line."""
        return "\n".join(value)

    def in_words(self, value: Sequence[str] | None) -> str:
        """One a line."""
        return "\n".join(value or ())

    def _fit(self, value: Sequence[str], long: _Long) -> tuple[str, ...]:
        return tuple(tidy for text in value if (tidy := long(clean(text), self.limit)))

    def _require(self, value: Sequence[str]) -> None:
        _require_room(value, self.most)


@dataclass(frozen=True)
class Minutes(Described):
    """A whole number of minutes from `low` to `high`; `optional`: or none."""

    low: int = 0
    high: int = 1440
    optional: bool = False

    def read(self, typed: str) -> int | None:
        """The number that is typed."""
        value = checked_number(typed, self.low, self.high)
        minutes: int | None = self.checked(None if value is None else round(value))
        return minutes

    def shown(self, value: int | None) -> str:
        """In digits."""
        return "" if value is None else number(value)

    def in_words(self, value: int | None) -> str:
        """`15 min`."""
        return "" if value is None else _("{count} min").format(count=value)

    def _require(self, value: int | None) -> None:
        fits = self.optional if value is None else self.low <= value <= self.high
        if not fits:
            raise InvalidValue(
                _("Type a number of minutes from {low} to {high}.").format(
                    low=self.low, high=self.high
                )
            )


@dataclass(frozen=True)
class Choice(Described):
    """A member of a closed list; `none` are the words for none of them, where that may be."""

    kind: type[StrEnum] = StrEnum
    words: Callable[[Any], str] = str
    none: Words | None = None

    def choices(self) -> list[tuple[str, str]]:
        """Keys of the control, with their words."""
        none = [("", self.none())] if self.none else []
        return [*none, *((member.value, self.words(member)) for member in self.kind)]

    def read(self, typed: str) -> StrEnum | None:
        """The member of that key."""
        return None if self.none and not typed else self.kind(typed)

    def shown(self, value: StrEnum | None) -> str:
        """Its key."""
        return "" if value is None else value.value

    def in_words(self, value: StrEnum | None) -> str:
        """As the list of choices says it; nothing for none."""
        return "" if value is None else self.words(value)


@dataclass(frozen=True)
class OneOf(Line):
    """The key of one of what there is, such as the channels of the catalogue."""

    limit: int = 60
    there: Callable[[], Sequence[tuple[str, str]]] = tuple

    def choices(self) -> Sequence[tuple[str, str]]:
        """Keys with their words."""
        return self.there()

    def in_words(self, value: str | None) -> str:
        """As the list of choices says it; nothing where there is none."""
        return dict(self.there()).get(value, value) if value else ""


@dataclass(frozen=True)
class Things(Described):
    """At most `most` structs whose fields are described."""

    most: int | None = None

    def _fit(self, value: Sequence[S], long: _Long) -> tuple[S, ...]:
        return tuple(_fitted(thing, long) for thing in value)

    def _require(self, value: Sequence[msgspec.Struct]) -> None:
        _require_room(value, self.most)
        for thing in value:
            _require(thing)


@dataclass(frozen=True)
class Thing(Described):
    """A struct whose fields are described, or None."""

    def _fit(self, value: S | None, long: _Long) -> S | None:
        return value and _fitted(value, long)

    def _require(self, value: msgspec.Struct | None) -> None:
        if value is not None:
            _require(value)


@cache
def described(kind: type) -> dict[str, Described]:
    """The fields of a struct that are described, by name."""
    found: dict[str, Described] = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        for said in getattr(hint, "__metadata__", ()):
            if isinstance(said, Described):
                found[name] = said
    return found


def about(kind: type, name: str) -> Described:
    """What is said of one field of a struct."""
    name, _dot, member = name.partition(".")
    said = described(kind)[name]
    return said.of(member) if isinstance(said, Texts) else said


def in_words(thing: msgspec.Struct, name: str) -> str:
    """The value of a field as a person reads it."""
    return about(type(thing), name).in_words(value(thing, name))


def value(thing: msgspec.Struct, name: str) -> Any:
    """The value of a field; of a text that its mapping does not have, nothing."""
    name, _dot, member = name.partition(".")
    found = getattr(thing, name)
    return found.get(member, "") if member else found


def changed(thing: S, values: Mapping[str, Any]) -> S:
    """The struct with other values in these fields."""
    for path, new in values.items():
        name, _dot, member = path.partition(".")
        said = described(type(thing)).get(name)
        if isinstance(said, Texts) and member:
            new = getattr(thing, name) | {said.kind(member): new}
        thing = replace(thing, **{name: new})
    return thing


def checked(thing: S) -> S:
    """The struct with its texts tidied. Raises `InvalidValue` for what does not fit."""
    tidy = _fitted(thing, checked_lines)
    _require(tidy)
    return tidy


def cut(thing: S) -> S:
    """The struct with its texts tidied, and cut where they are too long: their author is not here
    to mend them."""
    return _fitted(thing, _cut)


def _fitted(thing: S, long: _Long) -> S:
    said = described(type(thing)).items()
    return replace(thing, **{name: one._fit(getattr(thing, name), long) for name, one in said})


def _require(thing: msgspec.Struct) -> None:
    for name, one in described(type(thing)).items():
        one._require(getattr(thing, name))


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _require_room(things: Sequence[object], most: int | None) -> None:
    if most is not None and len(things) > most:
        raise InvalidValue(
            _("These are {count}, and at most {most} fit.").format(count=len(things), most=most),
            _("Remove some."),
        )

"""The kinds of fields: what fits into one, how it is typed, shown and said in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from functools import partial
from typing import Any

from core.days import checked_day, checked_hour, long_day
from core.days import shown as shown_day
from core.errors import InvalidValue
from core.i18n import _
from core.numbers import number
from core.text import clean, clean_lines
from core.town.model import checked_lines, checked_number, checked_text

Words = Callable[[], str]
"""A message, looked up when it is shown."""

LINE = 240
"""Characters of one line, where nothing else is said."""

TEXT = 1000
"""Characters of a text of several lines, such as a part of a statement."""

PAGE = 4000
"""Characters of a text as long as a page."""

Long = Callable[[str, int], str]
"""What becomes of a tidy text where only so many characters fit."""


def _nothing() -> str:
    return ""


@dataclass(frozen=True)
class Described:
    """A field, what it is called, and the help below it on a form."""

    label: Words = _nothing
    help: Words = _nothing
    part: str = ""
    """On which form it is, of a thing that has several."""
    beside: bool = False
    """On a form that has all the fields it stands beside the one before."""
    when: Callable[[Any], bool] | None = None
    """True of the things whose form has it; None for all."""
    read_for: Callable[[Any, Any], Any] | None = None
    """As `read`, for what also depends on the thing, which comes second."""

    def read(self, typed: Any) -> Any:
        """The value that a control holds. Raises `InvalidValue` for what does not fit."""
        return self.checked(typed)

    def checked(self, value: Any) -> Any:
        """The value with its texts tidied. Raises `InvalidValue` for what does not fit."""
        tidy = self.fitted(value, checked_lines)
        self.require(tidy)
        return tidy

    def fitted(self, value: Any, long: Long) -> Any:
        """The value with its texts tidied, each of those that are too long by `long`."""
        return self._fit(value, long)

    def require(self, value: Any) -> None:
        """Raise `InvalidValue` where something is missing, too much or out of range."""
        self._require(value)

    def shown(self, value: Any) -> Any:
        """What a control shows of the value."""
        return value

    def in_words(self, value: Any) -> str:
        """The value as a person reads it; nothing for what is not said."""
        return "" if value is None else str(value)

    def _fit(self, value: Any, _long: Long) -> Any:
        return value

    def _require(self, value: Any) -> None:
        pass


@dataclass(frozen=True)
class Line(Described):
    """One line of text; with `rows` it is seen in as many on a form, from 1 on it grows."""

    limit: int = LINE
    required: bool = False
    rows: int = 0

    def _fit(self, value: str, long: Long) -> str:
        return long(clean(value), self.limit)

    def _require(self, value: str) -> None:
        checked_text(value, required=self.required, limit=self.limit)


@dataclass(frozen=True)
class Text(Described):
    """Several lines of text."""

    limit: int = TEXT
    rows: int = 2

    def _fit(self, value: str, long: Long) -> str:
        return long(clean_lines(value), self.limit)


@dataclass(frozen=True)
class Page(Text):
    """A text that may be as long as a page."""

    limit: int = PAGE
    rows: int = 3


@dataclass(frozen=True)
class Texts(Described):
    """A mapping of members of a closed list to texts, each called by the words of its member."""

    kind: type[StrEnum] = StrEnum
    words: Callable[[Any], str] = str

    def of(self, member: str) -> Text:
        """The text of one member."""
        return Text(partial(self.words, self.kind(member)))

    def _fit(self, value: Mapping[str, str], long: Long) -> dict[str, str]:
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

    def _fit(self, value: Sequence[str], long: Long) -> tuple[str, ...]:
        return tuple(tidy for text in value if (tidy := long(clean(text), self.limit)))

    def _require(self, value: Sequence[str]) -> None:
        require_room(value, self.most)


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


def _figure(value: float) -> str:
    return number(value, 2)


@dataclass(frozen=True)
class Amount(Described):
    """A number from `low` to `high`, or nothing; `words` say it."""

    low: float = 0
    high: float = 0
    whole: bool = False
    words: Callable[[float], str] = _figure

    def read(self, typed: str) -> float | None:
        """The number that is typed."""
        value = checked_number(typed, self.low, self.high)
        return round(value) if self.whole and value is not None else value

    def shown(self, value: float | None) -> str:
        """In digits."""
        return "" if value is None else number(value, 3)

    def in_words(self, value: float | None) -> str:
        """As it is written in a sentence."""
        return "" if value is None else self.words(value)


@dataclass(frozen=True)
class Day(Described):
    """A day, or nothing."""

    required: bool = False

    def read(self, typed: str) -> date | None:
        """The day that is typed."""
        day = checked_day(typed)
        self.require(day)
        return day

    def _require(self, value: date | None) -> None:
        if self.required and value is None:
            raise InvalidValue(_("Type a day."), _("Until then the previous one stays."))

    def shown(self, value: date | None) -> str:
        """In digits."""
        return shown_day(value)

    def in_words(self, value: date | None) -> str:
        """`31 de enero de 2027`."""
        return "" if value is None else long_day(value)


@dataclass(frozen=True)
class Hour(Described):
    """An hour of the town's clock, or none."""

    def read(self, typed: str) -> time | None:
        """The hour that is typed."""
        return checked_hour(typed)

    def shown(self, value: time | None) -> str:
        """`18:00`."""
        return "" if value is None else f"{value:%H:%M}"

    def in_words(self, value: time | None) -> str:
        """`18:00`."""
        return self.shown(value)


@dataclass(frozen=True)
class Tick(Described):
    """Yes or no; `box` are the words beside the box."""

    box: Words = _nothing

    def in_words(self, value: bool) -> str:
        """Yes or no."""
        # Translators: Answer, in the data of a person.
        return _("yes") if value else _("no")


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
class Several(Described):
    """Members of a closed list, in its order."""

    kind: type[StrEnum] = StrEnum
    words: Callable[[Any], str] = str

    def choices(self) -> list[tuple[StrEnum, str]]:
        """The members, with their words."""
        return [(member, self.words(member)) for member in self.kind]

    def read(self, typed: Sequence[str]) -> tuple[StrEnum, ...]:
        """The members that are chosen."""
        return tuple(member for member in self.kind if member in typed)

    def in_words(self, value: Sequence[StrEnum]) -> str:
        """One after the other."""
        return ", ".join(map(self.words, value))


@dataclass(frozen=True)
class OneOf(Line):
    """The key of one of what there is, such as the channels of the catalogue.

    `to` names what is there where only the form knows it; so it does in what follows.
    """

    limit: int = 60
    there: Callable[[], Sequence[tuple[str, str]]] = tuple
    to: str = ""

    def in_words(self, value: str | None) -> str:
        """As the list of choices says it; nothing where there is none."""
        return dict(self.there()).get(value, value) if value else ""


@dataclass(frozen=True)
class OfferedLine(Line):
    """One line of text, with some offered."""

    to: str = ""


def _nobody() -> str:
    return _("Nobody yet")


@dataclass(frozen=True)
class Ref(Described):
    """The id of something, or None, which is said with `none`."""

    to: str = ""
    none: Words = _nobody


@dataclass(frozen=True)
class Refs(Described):
    """Ids or codes of several of what there is; a form has it from `least` of them on."""

    to: str = ""
    least: int = 0

    def read(self, typed: Sequence[Any]) -> tuple[Any, ...]:
        """What is ticked."""
        return tuple(typed)


def require_room(things: Sequence[object], most: int | None) -> None:
    """Raise `InvalidValue` where there are more than fit."""
    if most is not None and len(things) > most:
        raise InvalidValue(
            _("There are {count}, and at most {most} fit.").format(count=len(things), most=most),
            _("Remove some."),
        )

"""The parts of a scenario as rows of a list: each with a number that stays while it is edited."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from msgspec import structs

from core.crisis.kinds import Opens, StatementKind
from core.crisis.scenario import Shape
from core.roster.model import Group, Hat

R = TypeVar("R")


@dataclass(frozen=True)
class StepRow:
    """A line of the checklist."""

    id: int
    key: str
    text: str
    help: str
    hat: Hat
    minutes: int | None
    opens: Opens
    statement: StatementKind | None


@dataclass(frozen=True)
class CallRow:
    """Somebody to call."""

    id: int
    who: str
    why: str
    group: Group
    words: tuple[str, ...]


@dataclass(frozen=True)
class QuestionRow:
    """A question with its answer."""

    id: int
    question: str
    answer: str


@dataclass(frozen=True)
class OfflineRow:
    """A text off the networks."""

    id: int
    channel: str
    text: str
    kind: StatementKind


@dataclass(frozen=True)
class BlankRow:
    """A field of the texts that the person fills in."""

    id: int
    key: str
    label: str
    example: str
    default: str


@dataclass(frozen=True)
class InjectRow:
    """Something that happens in the drill."""

    id: int
    key: str
    minute: int
    title: str
    text: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class StatementRow:
    """A statement, part by part."""

    id: int
    kind: StatementKind
    empathy: str = ""
    known: str = ""
    unknown: str = ""
    doing: str = ""
    advice: str = ""
    next: str = ""


def row_of(kind: type[R], number: int, thing: Shape) -> R:
    """A row that shows a part; the id that a part has of its own is the `key` of the row."""
    values: dict[str, Any] = structs.asdict(thing)
    if "id" in values:
        values["key"] = values.pop("id")
    names = {one.name for one in fields(kind)}  # type: ignore[arg-type]  # rows are dataclasses
    return kind(**({name: values[name] for name in values if name in names} | {"id": number}))


def thing_of(row: Any, before: Shape) -> Any:
    """The part that a changed row stands for; what the row does not show stays as before."""
    names = {one.name for one in fields(row)} & set(before.__struct_fields__) - {"id"}
    return structs.replace(before, **{name: getattr(row, name) for name in names})


class Numbers:
    """Gives the parts of scenarios numbers by which lists and forms know them.

    A part keeps its number when it is moved, and when it is the only one that changed.
    """

    def __init__(self) -> None:
        self._last = 0
        self._there: dict[str, list[tuple[int, Shape]]] = {}

    def of(self, subject: str, things: Sequence[Shape]) -> list[int]:
        """Numbers of these things, which are all that a subject has now."""
        left = list(self._there.get(subject, ()))
        numbers = [_taken(left, one) for one in things]
        missing = [at for at, number in enumerate(numbers) if number is None]
        same_count = len(missing) == len(left)
        found: list[int] = []
        for number in numbers:
            if number is not None:
                found.append(number)
            elif same_count:
                found.append(left.pop(0)[0])
            else:
                self._last += 1
                found.append(self._last)
        self._there[subject] = list(zip(found, things, strict=True))
        return found

    def thing(self, subject: str, number: int) -> Shape | None:
        """What has a number now."""
        return next((one for own, one in self._there.get(subject, ()) if own == number), None)


def _taken(left: list[tuple[int, Shape]], thing: Shape) -> int | None:
    """The number of the thing that this one was, taken out of what is left."""
    found = next((pair for pair in left if _is(pair[1], thing)), None)
    if found is None:
        return None
    left.remove(found)
    return found[0]


def _is(before: Shape, now: Shape) -> bool:
    own = getattr(now, "id", None)
    return before == now if own is None else getattr(before, "id", None) == own

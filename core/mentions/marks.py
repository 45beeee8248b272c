"""Where the words of a watch stand in a text, and whether those that stand there count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.mentions import watch_words
from core.mentions.model import Item, Watch
from core.mentions.watch_words import Phrase, Wording
from core.text import clean, fold


@dataclass(frozen=True)
class Rule:
    """A watch with its phrases read, each there once."""

    any_of: tuple[Phrase, ...]
    all_of: tuple[Phrase, ...]
    near: tuple[Phrase, ...]
    none_of: tuple[Phrase, ...]
    longer: tuple[Phrase, ...]
    distance: int
    capitals: bool


@dataclass(frozen=True)
class Sight:
    """What of a rule stands in one text, as places of words; only what counts."""

    any_of: list[range]
    near: list[range]
    all_of: list[list[range]]
    """For each of the rule's, in their order."""

    def everything(self) -> list[range]:
        """All of it, in no order."""
        return [*self.any_of, *self.near, *(one for found in self.all_of for one in found)]


@dataclass(frozen=True)
class Why:
    """Why a watch hit an item."""

    watch: Watch
    words: tuple[str, ...]
    """As they stand in the item, each once, in its order."""


def rule(watch: Watch) -> Rule:
    """The rule of a watch; lines without letters or digits are left out."""
    return Rule(
        any_of=_phrases(watch.any_of),
        all_of=_phrases(watch.all_of),
        near=_phrases(watch.near),
        none_of=_phrases(watch.none_of),
        longer=_phrases(watch.longer),
        distance=watch.distance,
        capitals=watch.capitals,
    )


def _phrases(lines: Iterable[str]) -> tuple[Phrase, ...]:
    found = (watch_words.read(line) for line in lines)
    return tuple(dict.fromkeys(one for one in found if one))


def marks(watch: Watch, text: str) -> list[tuple[int, int]]:
    """Where in a text, in characters, the words stand that make a watch hit it; merged, in order.

    Begin and end (exclusive). A title and the text below it are looked at each by itself.
    """
    return _spans(rule(watch), text)


def explain(watches: Sequence[Watch], item: Item) -> list[Why]:
    """For each watch of which words stand in an item, which; in the order of the watches."""
    found = []
    for watch in watches:
        wanted = rule(watch)
        words: dict[str, str] = {}
        for text in (item.title, item.text):
            for start, end in _spans(wanted, text):
                stands = clean(text[start:end])
                words.setdefault(fold(stands), stands)
        if words:
            found.append(Why(watch, tuple(words.values())))
    return found


def _spans(wanted: Rule, text: str) -> list[tuple[int, int]]:
    wording = Wording(text)
    spans = [wording.span(places) for places in look(wanted, wording).everything()]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def holds(wanted: Rule, title: str, text: str) -> bool:
    """Whether what the index found with the words of a rule has them in a way that counts."""
    sights = [look(wanted, Wording(one)) for one in (title, text)]
    if wanted.any_of:
        named = any(one.any_of for one in sights)
    else:
        named = not wanted.near or any(one.near for one in sights)
    return named and all(any(found) for found in zip(*(one.all_of for one in sights), strict=True))


def look(wanted: Rule, wording: Wording) -> Sight:
    """What of a rule stands in one text."""

    def standing(sought: tuple[Phrase, ...]) -> list[range]:
        found = (wording.find(one, capitals=wanted.capitals) for one in sought)
        return [places for group in found for places in group]

    any_of = _outside(standing(wanted.any_of), _names(wanted.longer, wording))
    near = standing(wanted.near)
    if wanted.any_of and wanted.near:
        pairs = [
            (name, other)
            for name in any_of
            for other in near
            if _apart(name, other) <= wanted.distance
        ]
        any_of, near = [name for name, _other in pairs], [other for _name, other in pairs]
    all_of = [wording.find(one, capitals=wanted.capitals) for one in wanted.all_of]
    return Sight(any_of, near, all_of)


def _names(longer: tuple[Phrase, ...], wording: Wording) -> list[range]:
    return [places for one in longer for places in wording.find(one)]


def _outside(found: list[range], longer: list[range]) -> list[range]:
    """Those that no longer name is part of: in `alcalde de Campo de Criptana` there is no Campo.

    One that holds the whole of the longer name counts.
    """
    return [
        one
        for one in found
        if not any(
            name.start < one.stop
            and one.start < name.stop
            and not (one.start <= name.start and name.stop <= one.stop)
            for name in longer
        )
    ]


def _apart(one: range, other: range) -> int:
    """How many words stand between two places, as NEAR of FTS5 counts them."""
    first, second = sorted((one, other), key=lambda places: places.start)
    return second.start - first.stop

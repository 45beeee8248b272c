"""Where the words of a watch stand in an item, and whether those that stand there count."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from core.mentions.kinds import WatchKind
from core.mentions.model import Item, Watch
from core.mentions.watches import full_text
from core.mentions.watches.full_text import Name, Phrase, Wording
from core.text import clean, fold

if TYPE_CHECKING:
    from core.mentions.watches.bearer_words import TownFeatures
    from core.mentions.watches.bearers import Bearer

_MOST = 60
"""Names of the town that are looked at in one item; the rest say nothing new."""
_AROUND = 2
"""Words shown on each side of a name."""


class MarkFinding(Enum):
    """What a rule makes of an item in which the index found its words."""

    HIT = "hit"
    UNSURE = "unsure"
    """The name stands there; nothing near it places it, and nothing is against it."""
    NONE = "none"


@dataclass(frozen=True)
class WatchRule:
    """A watch with its phrases read, each there once."""

    any_of: tuple[Phrase, ...]
    all_of: tuple[Phrase, ...]
    near: tuple[Phrase, ...]
    none_of: tuple[Phrase, ...]
    longer: tuple[Phrase, ...]
    distance: int
    capitals: bool
    subject: bool
    place: "TownFeatures | None" = None
    """The town whose names are among `any_of`: who bears them is looked at."""

    @property
    def nears(self) -> bool:
        """Whether a name counts only near other words."""
        return bool(self.any_of and self.near)

    @property
    def doubts(self) -> bool:
        """Whether what has the name alone may be ours; a topic is only sought in what is.

        A name that counts by phrases in which it stands, such as `en Mira`, is too common for it.
        """
        return self.nears and self.subject and not self._is_common

    @property
    def _is_common(self) -> bool:
        names = {phrase.words for phrase in self.any_of}
        return any(
            item.words[-size:] in names for item in self.near for size in range(1, len(item.words))
        )

    @property
    def guards(self) -> bool:
        """Whether there is a name of the town among its words."""
        return any(map(self.is_guarded, self.any_of))

    def is_guarded(self, phrase: Phrase) -> bool:
        """Whether it is a name of the town, which others may bear."""
        return self.place is not None and phrase.words in self.place.names


@dataclass(frozen=True)
class Sight:
    """What of a rule stands in one item, as places of words; only what counts."""

    names: list[range]
    """Of `any_of`, wherever they stand."""
    borne: "list[tuple[range, Bearer]]"
    """What else bears a name of the town; of those in doubt `names` has them, too."""
    any_of: list[range]
    """Those of them that are near what they must be near to."""
    near: list[range]
    all_of: list[list[range]]
    """For each of the rule's, in their order."""

    def everything(self) -> list[range]:
        """All that makes it a hit, in no order."""
        return [*self.any_of, *self.near, *(span for found in self.all_of for span in found)]


@dataclass(frozen=True)
class Why:
    """Why a watch hit an item."""

    watch: Watch
    words: tuple[str, ...]
    """As they stand in the item, each once, in its order."""


class Telling:
    """The words of a title and of the text below it: no phrase stands half in each.

    Places of words are counted through both, characters as if a line break stood between them.
    """

    def __init__(self, title: str, text: str = "") -> None:
        self._title, self._text = Wording(title), Wording(text)
        self._texts = (title, text)
        self._joined = f"{title}\n{text}"
        self._below = len(title) + 1

    def find(self, phrase: Phrase, *, capitals: bool = False) -> list[range]:
        """Where a phrase stands; its capitals too if wanted."""
        above = len(self._title)
        below = self._text.find(phrase, capitals=capitals)
        return [
            *self._title.find(phrase, capitals=capitals),
            *(range(span.start + above, span.stop + above) for span in below),
        ]

    def span(self, places: range) -> tuple[int, int]:
        """Where the words of these places begin and end, in characters."""
        above = len(self._title)
        if places.start < above:
            return self._title.span(places)
        start, end = self._text.span(range(places.start - above, places.stop - above))
        return start + self._below, end + self._below

    def borne(self, names: Sequence[range], place: "TownFeatures") -> "list[tuple[range, Bearer]]":
        """Those of these names that somebody or something else bears, or may bear."""
        # Loaded where a name of the town was read: most rounds of listening read none.
        from core.mentions.watches.bearers import Bearer, bearers

        told = bearers([self._name(name) for name in names], *self._texts, place)
        found = zip(names, told, strict=True)
        return [(span, bearer) for span, bearer in found if bearer is not Bearer.TOWN]

    def _name(self, places: range) -> Name:
        start, end = self.span(places)
        title, text = self._texts
        if places.start < len(self._title):
            return Name(title, start, end)
        return Name(text, start - self._below, end - self._below)

    def around(self, places: range) -> str:
        """A name with the words beside it, in its title or text: `la calle Segovia de Madrid`."""
        name = self._name(places)
        before = name.text[: name.start].split()[-_AROUND:]
        after = name.text[name.end :].split("\n")[0]
        return clean(" ".join([*before, ""]) + name.text[name.start : name.end] + _cut(after))

    def words(self, places: Iterable[range]) -> tuple[str, ...]:
        """As they stand there, each once, in order."""
        found: dict[str, str] = {}
        for start, end in _merged(self.span(place) for place in places):
            stands = clean(self._joined[start:end])
            found.setdefault(fold(stands), stands)
        return tuple(found.values())


def _cut(after: str) -> str:
    """Of what follows a name, its next words."""
    found = re.match(rf"\S*(?:\s\S+){{0,{_AROUND}}}", after)
    return found[0].rstrip(".,;:") if found else ""


def rule(watch: Watch, place: "TownFeatures | None" = None) -> WatchRule:
    """The rule of a watch; lines without letters or digits are left out.

    `place` is the town of the workspace, whose names others may bear.
    """
    subject = watch.kind is WatchKind.SUBJECT
    return WatchRule(
        any_of=_phrases(watch.any_of),
        all_of=_phrases(watch.all_of),
        near=_phrases(watch.near),
        none_of=_phrases(watch.none_of),
        longer=_phrases(watch.longer),
        distance=watch.distance,
        capitals=watch.capitals,
        subject=subject,
        place=place if subject else None,
    )


def _phrases(lines: Iterable[str]) -> tuple[Phrase, ...]:
    found = (full_text.read(line) for line in lines)
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))


def marks(watch: Watch, title: str, text: str = "") -> list[tuple[int, int]]:
    """Where in an item, in characters, the words stand that make a watch hit it; merged, in order.

    Begin and end (exclusive), as if the text stood on the line below the title.
    """
    told = Telling(title, text)
    return _merged(told.span(span) for span in look(rule(watch), told).everything())


def named(watch: Watch, title: str, text: str = "") -> list[tuple[int, int]]:
    """As `marks`, where the names of a watch stand, near to anything or not."""
    told = Telling(title, text)
    return _merged(told.span(name) for name in look(rule(watch), told).names)


def explain(watches: Sequence[Watch], item: Item) -> list[Why]:
    """For each watch of which words stand in an item, which; in the order of the watches."""
    told = Telling(item.title, item.text)
    found = []
    for watch in watches:
        words = told.words(look(rule(watch), told).everything())
        if words:
            found.append(Why(watch, words))
    return found


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def judge(wanted: WatchRule, title: str, text: str, *, local: bool = False) -> MarkFinding:
    """What to make of an item in which the index found the words of a rule.

    One of a `local` source needs no word near the name, and makes no doubt of who bears it.
    """
    seen = look(wanted, Telling(title, text))
    if not all(seen.all_of):
        return MarkFinding.NONE
    if not wanted.any_of:
        return MarkFinding.HIT if seen.near or not wanted.near else MarkFinding.NONE
    doubted = [span for span, _bearer in seen.borne]
    if any(span not in doubted for span in seen.any_of) or (seen.names and local):
        return MarkFinding.HIT
    unsure = seen.any_of or (seen.names and wanted.doubts)
    return MarkFinding.UNSURE if unsure else MarkFinding.NONE


def is_unnamed(wanted: WatchRule, title: str, text: str) -> bool:
    """Whether a rule for the town has nothing to go by in what a search for it brought."""
    told = Telling(title, text)
    sought = (*wanted.any_of, *wanted.none_of, *wanted.longer)
    return not any(told.find(phrase) for phrase in sought)


def look(wanted: WatchRule, told: Telling) -> Sight:
    """What of a rule stands in one item."""

    def standing(sought: Iterable[Phrase]) -> list[range]:
        found = (told.find(phrase, capitals=wanted.capitals) for phrase in sought)
        return [places for group in found for places in group]

    longer = [places for phrase in wanted.longer for places in told.find(phrase)]
    guarded = _outside(_whole(standing(filter(wanted.is_guarded, wanted.any_of))), longer)
    borne = told.borne(guarded, wanted.place) if wanted.place and guarded else []
    others = {id(span) for span, bearer in borne if not bearer.is_doubtful}
    free = (phrase for phrase in wanted.any_of if not wanted.is_guarded(phrase))
    names = [span for span in guarded if id(span) not in others] + _outside(standing(free), longer)
    any_of, near = names, standing(wanted.near)
    if wanted.nears:
        any_of, near = _beside(names, near, wanted.distance), _beside(near, names, wanted.distance)
    all_of = [told.find(phrase, capitals=wanted.capitals) for phrase in wanted.all_of]
    return Sight(names, borne, any_of, near, all_of)


def _outside(found: list[range], longer: list[range]) -> list[range]:
    """Those that no longer name is part of: in `alcalde de Campo de Criptana` there is no Campo.

    One that holds the whole of the longer name counts.
    """
    names = sorted(longer, key=_start)
    most = max(map(len, names), default=0)

    def is_outside(span: range) -> bool:
        first = bisect_right(names, span.start - most, key=_start)
        return all(
            name.stop <= span.start or (span.start <= name.start and name.stop <= span.stop)
            for name in names[first : bisect_left(names, span.stop, key=_start)]
        )

    return [span for span in found if is_outside(span)]


def _whole(found: list[range]) -> list[range]:
    """The first names, without those inside others: `Compostela` in `Santiago de Compostela`."""
    kept: list[range] = []
    for span in sorted(found, key=lambda places: (places.start, -len(places)))[:_MOST]:
        if not kept or kept[-1].stop <= span.start:
            kept.append(span)
    return kept


def _beside(found: list[range], others: list[range], distance: int) -> list[range]:
    """Those with at most so many words between them and one of the others."""
    starts, stops = sorted(map(_start, others)), sorted(other.stop for other in others)
    return [
        span
        for span in found
        # More of them have begun by there than were over before here.
        if bisect_right(starts, span.stop + distance) > bisect_left(stops, span.start - distance)
    ]


def _start(places: range) -> int:
    return places.start

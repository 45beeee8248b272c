"""Which words of a mention make it an alarm: sensitive, harmful, official, deadly."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

import resources
from core.decoding import from_toml
from core.mentions import topics
from core.mentions.model import Watch
from core.mentions.victims import is_animal
from core.mentions.watch_words import Phrases, Wording
from core.plan.kinds import LevelName
from core.text import fold

_READ = 4000
"""Characters of a text that are looked at: comments and other news stand below the news."""

_DENIED = re.compile(r"\b(?:sin|ni|sense|sen|gabe|without|no)\s+$", re.IGNORECASE)
"""Before a word: `sin heridos`."""
_BEFORE = 10


class _File(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The data file `alarm-words`."""

    deaths: tuple[str, ...]
    national: tuple[str, ...]


@dataclass(frozen=True)
class Sign:
    """A sensitive topic that a mention touches."""

    topic: str
    """Title of its watch."""
    template: str
    """Id of the pack it comes from, or empty."""
    severity: LevelName
    """The level at which it begins once harm is told."""
    words: tuple[str, ...]
    """Of the topic, as they stand in the mention."""
    harm: tuple[str, ...] = ()
    deaths: tuple[str, ...] = ()
    """Those of `harm` that tell of the death of a person, or of one who is not told."""
    animals: tuple[str, ...] = ()
    """Those of `harm` that befell an animal, when none befell a person."""

    @property
    def plainest(self) -> str:
        """The word of the topic that says something else than the first harm, where one does."""
        harm = fold(self.harm[0]) if self.harm else ""
        others = [one for one in self.words if not harm or harm not in fold(one)]
        return (others or list(self.words))[0]


@dataclass(frozen=True)
class Telling:
    """What one mention says that matters for an alarm."""

    signs: tuple[Sign, ...] = ()
    actors: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Text:
    text: str
    wording: Wording


class _Word(NamedTuple):
    """A word where it stands in a text."""

    text: str
    start: int
    end: int


class Vocabulary:
    """The words of the sensitive topics of a town, read once for a run."""

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._topics = {one.id: one for one in watches}

    def read(self, title: str, text: str, topic_ids: Collection[int]) -> Telling:
        """What a mention says of the topics it was found for, or was put under by the person."""
        found = [one for key, one in self._topics.items() if key in topic_ids]
        if not found:
            return Telling()
        texts = [_Text(one, Wording(one)) for one in (title, text[:_READ])]
        hurt = _standing(topics.harm_words(), texts)
        people = [one for one in hurt if not is_animal(one.text, one.start, one.end)]
        signs = tuple(self._sign(one, texts, hurt, people) for one in found)
        return Telling(signs, _once(_standing(topics.actors(), texts)))

    def _sign(
        self, topic: Watch, texts: Sequence[_Text], hurt: Sequence[_Word], people: Sequence[_Word]
    ) -> Sign:
        """`hurt` is what harms anywhere, `people` what of it befell no animal."""
        return Sign(
            topic=topic.title,
            template=topic.template,
            severity=topics.severity(topic.template),
            # The person may have put it under the topic, whose words do not stand in it.
            words=_once(_standing(topic.any_of, texts)) or (topic.title,),
            harm=_once(_standing(topics.harm_words(topic.template), texts)),
            deaths=tuple(one for one in _once(people) if tells_death(one)),
            animals=() if people else _once(hurt),
        )


def _standing(words: tuple[str, ...], texts: Sequence[_Text]) -> list[_Word]:
    """Where they stand in the texts, in order, but for what is denied."""
    found = []
    for one in texts:
        for at in one.wording.find_all(_phrases(words)):
            start, end = one.wording.span(at)
            if not _DENIED.search(one.text, max(0, start - _BEFORE), start):
                found.append(_Word(one.text, start, end))
    return found


@lru_cache(maxsize=128)
def _phrases(words: tuple[str, ...]) -> Phrases:
    return Phrases(words)


def _once(found: Iterable[_Word]) -> tuple[str, ...]:
    """Each word as it stands first."""
    words: dict[str, str] = {}
    for one in found:
        stands = one.text[one.start : one.end]
        words.setdefault(fold(stands), stands)
    return tuple(words.values())


def tells_death(word: str) -> bool:
    """Whether a harm word tells of a death."""
    folded = fold(word)
    return any(
        folded.startswith(one[:-1]) if one.endswith("*") else folded == one
        for one in _file().deaths
    )


def is_national(place: str) -> bool:
    """Whether a medium is read in the whole country, by the name it goes under."""
    return fold(place) in _national()


@cache
def _national() -> frozenset[str]:
    return frozenset(fold(name) for name in _file().national)


@cache
def _file() -> _File:
    path = resources.path("data", "alarm-words.toml")
    return from_toml(path.read_bytes(), _File)

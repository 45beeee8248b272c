"""Sensitive topics: what a town has to hear of early, and the words by which it is told.

Titles and purposes are in the content file `topics`, in the language of the program. The words are
in the data file `topic-words`, in the languages of the people who talk about the town.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import msgspec

import resources
from core import content
from core.decoding import from_data
from core.mentions.kinds import WatchKind
from core.mentions.model import Watch
from core.plan.kinds import LevelName
from core.text import fold

_WORD = re.compile(r"[^\W_]+")

Words = Mapping[str, tuple[str, ...]]
"""By language (ISO 639-1), in the syntax of a watch."""


class _Text(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    id: str
    title: str
    purpose: str


class _TopicTexts(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The content file `topics`."""

    packs: tuple[_Text, ...]


class _PackWords(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    severity: LevelName
    words: dict[str, tuple[str, ...]]
    harm: dict[str, tuple[str, ...]]


class _TopicsFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The data file `topic-words`."""

    harm: dict[str, tuple[str, ...]]
    actors: dict[str, tuple[str, ...]]
    packs: dict[str, _PackWords]


@dataclass(frozen=True)
class TopicPack:
    """A sensitive topic that a town can adopt as a watch."""

    id: str
    title: str
    purpose: str
    """What it is for, in one sentence."""
    severity: LevelName
    """The level at which it begins once harm is told; own judgement, the person decides."""
    words: Words
    harm: Words
    """What makes this topic serious, besides `harm_words`."""


def packs() -> list[TopicPack]:
    """All topics in the current language, in the order in which they are offered."""
    known = _file().packs
    return [
        TopicPack(
            id=text.id,
            title=text.title,
            purpose=text.purpose,
            severity=known[text.id].severity,
            words=known[text.id].words,
            harm=known[text.id].harm,
        )
        for text in content.load("topics", _TopicTexts).packs
    ]


def watch_of(pack: TopicPack, languages: Iterable[str], names: Iterable[str] = ()) -> Watch:
    """The watch of a topic for a town of these languages; Spanish is among them everywhere.

    A word that is part of a name of the town is left out: `tala` in La Tala.
    """
    own = {word for name in names for word in _WORD.findall(fold(name))}
    words = _joined(pack.words, {"es", *languages})
    return Watch(
        title=pack.title,
        kind=WatchKind.TOPIC,
        template=pack.id,
        any_of=tuple(word for word in words if fold(word) not in own),
        note=pack.purpose,
    )


def severity(template: str) -> LevelName:
    """The level at which a topic begins once harm is told; yellow for a topic of the person's."""
    known = _file().packs.get(template)
    return LevelName.YELLOW if known is None else known.severity


@cache
def harm_words(template: str = "") -> tuple[str, ...]:
    """What tells that somebody was hurt, in all languages, and what else does so in one topic.

    `template` is the id of the topic; what a topic adds (`denuncia`, of poisoned animals) says
    nothing in the others, where it is read every day.
    """
    known = _file().packs.get(template)
    general = _joined(_file().harm)
    return general if known is None else tuple(dict.fromkeys(general + _joined(known.harm)))


@cache
def actors() -> tuple[str, ...]:
    """Who answers for a town, in all languages: mayor, council, local police."""
    return _joined(_file().actors)


def _joined(words: Words, languages: Collection[str] | None = None) -> tuple[str, ...]:
    """Each word once, language by language."""
    return tuple(
        dict.fromkeys(
            word
            for language, listed in words.items()
            if languages is None or language in languages
            for word in listed
        )
    )


@cache
def _file() -> _TopicsFile:
    path = resources.path("data", "topic-words.toml")
    return from_data(path, _TopicsFile)

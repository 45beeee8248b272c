"""One mention as the rules of alarms see it, and the words that make it an alarm."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import NamedTuple

import msgspec

import resources
from core.decoding import from_data
from core.mentions.alarms.victims import is_animal
from core.mentions.model import Watch
from core.mentions.watches import topics
from core.mentions.watches.full_text import Phrases, Wording
from core.plan.kinds import LevelName
from core.text import fold

_CAPITAL = r"[^\W\d_a-záéíóúàèòüñç][\w'’·-]*"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|del|la|las|los|el|d')\s+){{0,2}}{_CAPITAL}){{0,5}}"
_BETWEEN = r"(?:\s*\([^)]*\))?(?:,?\s*\d+)?\s*(?:[,;/·]|\b(?:y|e|i|o|u|eta|and)\b)\s*(?:y\s+)?"
_LIST = re.compile(rf"(?<!En )(?<!\w)(?!En\b){_NAME}(?:{_BETWEEN}(?:en\s+|de\s+)?{_NAME}){{2,}}")
"""Three names or more in a row: `Lorca, Utiel y Soria`; but `En Soria, Inés y Pablo piden…`."""
_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{3}[.!?…])\s+|(?<=[\d»”\")][.!?…])\s+|(?<=[.!?…][»”\")])\s+|\n+"
)
"""Where a sentence ends; `Sr. López` goes on."""


@dataclass(frozen=True)
class Ours:
    """What a mention tells of a town."""

    sentences: tuple[str, ...]
    """The title is one."""
    about: bool
    """The mention is about the town; False: it is named further down, or in a list."""


def ours(title: str, text: str, names: Phrases | None = None) -> Ours:
    """What is told of the town with these names; without any, or none that stands there, all is.

    With its name in the title all that follows is of it, with its name in the first sentence the
    title is; below, a sentence is only where it names it.
    """
    below = [word for word in _SENTENCE.split(text) if word.strip()]
    everything = Ours((title, *below), about=True)
    if names is None or _names(title, names):
        return everything
    if not any(_names(other, names) for other in below):
        return everything
    told = [other for other in below if _names(other, names, lists=False)]
    if told and told[0] == below[0]:
        return Ours((title, *told), about=True)
    return Ours(tuple(told), about=False)


def _names(sentence: str, names: Phrases, *, lists: bool = True) -> bool:
    wording = Wording(sentence)
    spans = [wording.span(span) for span in wording.find_all(names)]
    listed = [] if lists else list(_lists(sentence))
    return any(
        not any(first <= start and end <= last for first, last in listed) for start, end in spans
    )


def _lists(sentence: str) -> Iterator[tuple[int, int]]:
    """Where names stand in a row, in characters."""
    return (matched.span() for matched in _LIST.finditer(sentence))


ANIMALS = "animals-poison"
"""Id of the topic of harm to animals."""

_READ = 4000
"""Characters of a text that are looked at: comments and other news stand below the news."""

_DENIED = re.compile(
    r"\b(?:sin|ni|sense|sen|gabe|without|no)\s+"
    r"(?:(?:hay|hubo|ha habido|se registra\w*|que lamentar|causó|dejó|there were)\s+){0,2}$",
    re.IGNORECASE,
)
"""Before a word: `sin heridos`, `no hubo heridos`."""
_BEFORE = 40
_SPEAKS = 6
"""Words between who denies and that it does: `Ayuntamiento de Los Santos de Maimona desmiente`."""


class _AlarmWordsFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The data file `alarm-words`."""

    deaths: tuple[str, ...]
    justice: tuple[str, ...]
    bodies: tuple[str, ...]
    denials: tuple[str, ...]
    remembrance: tuple[str, ...]
    national: tuple[str, ...]


@dataclass(frozen=True)
class TopicSign:
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
    """Those of `harm` that tell of the death of a person, or of one who is not told, and no
    anniversary."""
    animals: tuple[str, ...] = ()
    """Those of `harm` that befell an animal, when none befell a person."""
    justice: bool = False
    """Courts or the police are told of in a sentence of harm."""
    accused: bool = False
    """Somebody official is told of in a sentence of harm."""

    @property
    def kills(self) -> bool:
        """Whether a person may have died; of poison it would have to be told who did."""
        return bool(self.deaths) and self.template != ANIMALS

    @property
    def plainest(self) -> str:
        """The word of the topic that says something else than the first harm, where one does; of
        what tells of harm."""
        harm = fold(self.harm[0])
        others = [word for word in self.words if harm not in fold(word)]
        return (others or list(self.words))[0]


@dataclass(frozen=True)
class AlarmTelling:
    """What one mention says that matters for an alarm."""

    signs: tuple[TopicSign, ...] = ()
    actors: tuple[str, ...] = ()
    aside: bool = False
    """The town is named in passing, and no harm with it; or what is told is the town's denial."""


class _SentenceWords:
    """A sentence, and the words in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.wording = Wording(text)


class _Word(NamedTuple):
    """A word where it stands in a text."""

    text: str
    start: int
    end: int


class Vocabulary:
    """The words of the sensitive topics of a town, read once for a run."""

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._topics = {watch.id: watch for watch in watches}
        self._animals = next(
            (topic for topic in self._topics.values() if topic.template == ANIMALS), None
        )

    def read(
        self, title: str, text: str, topic_ids: Collection[int], names: tuple[str, ...] = ()
    ) -> AlarmTelling:
        """What a mention says of the topics it was found for, or was put under by the person.

        Harm counts where it is told of the town with these names.
        """
        found = tuple(watch for key, watch in self._topics.items() if key in topic_ids)
        return _read(title, text[:_READ], found, self._animals, names)


@lru_cache(maxsize=1024)
def _read(
    title: str, text: str, found: tuple[Watch, ...], animals: Watch | None, names: tuple[str, ...]
) -> AlarmTelling:
    """Each mention is read again for days, with every round of listening."""
    if _is_denial(_SentenceWords(title), names):
        return AlarmTelling(aside=True)
    told = ours(title, text, _phrases(names) if names else None)
    sentences = [_SentenceWords(sentence) for sentence in told.sentences]
    hurt = _standing(topics.harm_words(), sentences)
    if animals and animals not in found and _animal_died(hurt):
        found = (*found, animals)
    if not found:
        return AlarmTelling(aside=not told.about)
    everything = [_SentenceWords(title), _SentenceWords(text)]
    signs = tuple(_sign(watch, everything, sentences, hurt) for watch in found)
    aside = not told.about and not any(sign.harm for sign in signs)
    return AlarmTelling(signs, _once(_standing(topics.actors(), sentences)), aside)


def _sign(
    topic: Watch,
    everything: Sequence[_SentenceWords],
    sentences: Sequence[_SentenceWords],
    hurt: Sequence[_Word],
) -> TopicSign:
    """`sentences` are those that tell of the town; words of the topic may stand anywhere.

    `hurt` is what stands in them that tells of harm, whatever the topic.
    """
    words = topics.harm_words(topic.template)
    harm = {sentence: found for sentence in sentences if (found := _standing(words, [sentence]))}
    people = [word for word in hurt if not is_animal(word.text, word.start, word.end)]
    of_today = [
        item for item in people if not _standing(_file().remembrance, [_SentenceWords(item.text)])
    ]
    return TopicSign(
        topic=topic.title,
        template=topic.template,
        severity=topics.severity(topic.template),
        # The person may have put it under the topic, whose words do not stand in it.
        words=_once(_standing(topic.any_of, everything)) or (topic.title,),
        harm=_once(word for found in harm.values() for word in found),
        deaths=tuple(text for text in _once(of_today) if tells_death(text)),
        animals=() if people else _once(hurt),
        justice=bool(_standing(_file().justice, harm)),
        accused=bool(_standing(topics.actors(), harm)),
    )


def _animal_died(hurt: Sequence[_Word]) -> bool:
    """Whether one did, of which the words of its topic say nothing: `mi perra se ha muerto`."""
    return any(
        tells_death(word.text[word.start : word.end]) and is_animal(word.text, word.start, word.end)
        for word in hurt
    )


def _is_denial(title: _SentenceWords, names: tuple[str, ...]) -> bool:
    """Whether a title says that the town itself, not one of its people, denies something."""
    denials = title.wording.find_all(_phrases(_file().denials))
    if not denials:
        return False
    speaking = title.wording.find_all(_phrases(_file().bodies))
    # `Béjar niega`, but not `el alcalde de Béjar niega`.
    speaking += [span for span in title.wording.find_all(_phrases(names)) if span.start == 0]
    return any(0 <= said.start - by.stop <= _SPEAKS for said in denials for by in speaking)


def _standing(words: tuple[str, ...], texts: Iterable[_SentenceWords]) -> list[_Word]:
    """Where they stand in the texts, in order, but for what is denied."""
    found, sought = [], _phrases(words)
    for text in texts:
        for at in text.wording.find_all(sought):
            start, end = text.wording.span(at)
            if not _DENIED.search(text.text, max(0, start - _BEFORE), start):
                found.append(_Word(text.text, start, end))
    return found


@lru_cache(maxsize=128)
def _phrases(words: tuple[str, ...]) -> Phrases:
    return Phrases(words)


def _once(found: Iterable[_Word]) -> tuple[str, ...]:
    """Each word as it stands first."""
    words: dict[str, str] = {}
    for word in found:
        stands = word.text[word.start : word.end]
        words.setdefault(fold(stands), stands)
    return tuple(words.values())


def tells_death(word: str) -> bool:
    """Whether a harm word tells of a death."""
    folded = fold(word)
    return any(
        folded.startswith(death[:-1]) if death.endswith("*") else folded == death
        for death in _file().deaths
    )


def is_national(place: str) -> bool:
    """Whether a medium is read in the whole country, by the name it goes under."""
    return fold(place) in _national()


@cache
def _national() -> frozenset[str]:
    return frozenset(fold(name) for name in _file().national)


@cache
def _file() -> _AlarmWordsFile:
    path = resources.path("data", "alarm-words.toml")
    return from_data(path, _AlarmWordsFile)


@dataclass(frozen=True)
class Sighting:
    """A mention of the last days."""

    item_id: int
    at: datetime
    seen_at: datetime
    story_id: int | None = None
    story: str = ""
    """Its title."""
    place: str = ""
    """The medium behind a news search, else the source, else where it was noted."""
    weight: int = 2
    negative: bool = False
    signs: tuple[TopicSign, ...] = ()
    actors: tuple[str, ...] = ()
    """Official ones, as they stand in it."""
    national: bool = False
    """Told by a medium that is read in the whole country."""
    counted: bool = True
    """Whether the habit of its source is known, so that its stories can be more than usual."""

    @property
    def harmed(self) -> list[str]:
        """Titles of the sensitive topics in which it tells of harm."""
        return [sign.topic for sign in self.signs if sign.harm]

    @property
    def bad(self) -> bool:
        """Told for ill: possibly negative, or of harm in a sensitive topic."""
        return self.negative or bool(self.harmed)

    @property
    def story_key(self) -> int:
        """The story, or the mention itself where it has none."""
        return -self.item_id if self.story_id is None else self.story_id


def stories(sightings: Iterable[Sighting]) -> set[int]:
    """Of which stories mentions are."""
    return {sighting.story_key for sighting in sightings}


def bad_places(sightings: Iterable[Sighting]) -> list[str]:
    """Where something is told for ill, first told first."""
    return list(dict.fromkeys(sighting.place for sighting in sightings if sighting.bad))

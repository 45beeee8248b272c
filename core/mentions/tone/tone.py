"""Hints of tone: one of three bands, with the words that caused it.

The lexicon of the town's languages judges, with what the person said about single words, and
adapts to the person's corrections once that makes it better (`core.mentions.tone.learning`).
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import InvalidValue
from core.i18n import _
from core.mentions.kinds import ToneBand
from core.mentions.records import mentions
from core.mentions.records import tone as records
from core.mentions.records.tone import Stored
from core.mentions.tone import learning, lexicon
from core.mentions.tone.learning import Case, Label, Model
from core.mentions.tone.lexicon import Lexicon, WeighedEntry
from core.text import clean, fold
from core.town import records as town_records

if TYPE_CHECKING:
    from sqlite_utils import Database

    from core.store.connection import Connection

WORDS_SHOWN = 6
"""At most, those that weigh most."""

_TITLE_COUNTS = 2.0
_ENOUGH = 3.0
"""Score from which there is a hint: one clear word of the title, or two faint ones."""
_GOOD_ENOUGH = 2.0
"""One faint word of the title, when nothing is conceded: good news are told with plain verbs."""
_GRAVE = -6.0
"""Of one word: a death in the title."""
_LEARNED_ENOUGH = 0.15
"""From which a learned word is worth showing: about three corrections that agree."""
_LEAST_LEARNED = 3
"""Letters of a word that can teach something."""
_LONGEST_WORD = 100


@dataclass(frozen=True)
class Hint:
    """A band, and the words that caused it as they stand in the text, in reading order."""

    band: ToneBand
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Cause:
    where: tuple[int, int]
    """0 in the title, 1 in the text; the character."""
    shown: str
    weight: float
    conceded: bool = False


class Judge:
    """A lexicon, and what was learned where that is better.

    `said` are words about which the person spoke: nothing is learned about them.
    """

    def __init__(
        self, words: Lexicon, learned: Model | None = None, said: Collection[str] = ()
    ) -> None:
        self._lexicon = words
        self._learned = learned
        self._said = said

    @property
    def adapted(self) -> bool:
        """Whether it goes by what it learned from the person's corrections."""
        return self._learned is not None

    def hint(self, title: str, text: str) -> Hint:
        """The hint for an item. The title counts double; of the text, the beginning counts."""
        title, text = lexicon.composed(title), lexicon.composed(text[: records.TEXT_READ])
        causes = [
            *_causes(0, title, self._lexicon.find(title), _TITLE_COUNTS),
            *_causes(1, text, self._lexicon.find(text), 1.0),
        ]
        band = _band(causes)
        if self._learned is not None:
            case = self._case(title, band)
            band = self._learned.band(case)
            causes += _learned_causes(title, self._learned.weights(case, band), band)
        return Hint(band, _shown(causes, band))

    def label(self, title: str, text: str, band: ToneBand) -> Label:
        """What can be learned from the person's word about an item."""
        return Label(self._case(lexicon.composed(title), self.hint(title, text).band), band)

    def _case(self, title: str, band: ToneBand) -> Case:
        words = (token.folded for token in lexicon.tokens(title))
        told = (word for word in words if len(word) >= _LEAST_LEARNED and word not in self._said)
        return Case(band, tuple(dict.fromkeys(told)))


def _score(causes: Sequence[_Cause]) -> float:
    """The sum; beside the gravest what is good counts half: no new hall makes up for a death."""
    good = math.fsum(cause.weight for cause in causes if cause.weight > 0)
    bad = math.fsum(cause.weight for cause in causes if cause.weight < 0)
    grave = any(cause.weight <= _GRAVE for cause in causes)
    return bad + (good / 2 if grave else good)


def _band(causes: Sequence[_Cause]) -> ToneBand:
    score = _score(causes)
    enough = _ENOUGH if any(cause.conceded for cause in causes) else _GOOD_ENOUGH
    if score <= -_ENOUGH:
        return ToneBand.NEGATIVE
    return ToneBand.POSITIVE if score >= enough else ToneBand.NONE


def _causes(
    place: int, text: str, found: Iterable[WeighedEntry], counts: float
) -> Iterator[_Cause]:
    for other in found:
        shown = clean(text[other.start : other.end])[:_LONGEST_WORD]
        yield _Cause((place, other.start), shown, other.weight * counts, other.conceded)


def _learned_causes(title: str, weights: Mapping[str, float], band: ToneBand) -> Iterator[_Cause]:
    sign = -1.0 if band is ToneBand.NEGATIVE else 1.0
    for token in lexicon.tokens(title):
        weight = weights.get(token.folded, 0.0)
        if weight >= _LEARNED_ENOUGH:
            yield _Cause((0, token.start), title[token.start : token.end], sign * weight)


def _shown(causes: Iterable[_Cause], band: ToneBand) -> tuple[str, ...]:
    """The words that speak for the band, those that weigh most, in reading order."""
    if band is ToneBand.NONE:
        return ()
    sign = -1.0 if band is ToneBand.NEGATIVE else 1.0
    speaking = [cause for cause in causes if cause.weight * sign > 0]
    chosen: dict[str, _Cause] = {}
    for cause in sorted(speaking, key=lambda other: (-other.weight * sign, other.where)):
        key = f" {fold(cause.shown)} "
        if len(chosen) < WORDS_SHOWN and not any(key in other for other in chosen):
            chosen[key] = cause
    return tuple(other.shown for other in sorted(chosen.values(), key=lambda other: other.where))


def plain(languages: Sequence[str] = ("es",), words: Mapping[str, float] | None = None) -> Judge:
    """The lexicon of some languages with a person's words, and nothing learned."""
    return Judge(lexicon.merged(languages, words or {}))


def judge(connection: "Connection") -> Judge:
    """Whoever judges in this workspace: read once for a run, for it does not see later changes.

    Spanish always counts: it is what others write in about a town in Spain, whatever the town
    publishes in. The name of the town says nothing, be it Peligros or Alegría.
    """
    town = town_records.load(connection)
    said = records.words(connection)
    names = {lexicon.key(name): 0.0 for name in (town.name, town.alt_name) if name}
    words = lexicon.merged(("es", *town.languages), names | said)
    unadapted = Judge(words, said=said.keys())
    given = records.labels(connection)
    if len(given) < learning.LEAST_LABELS:
        return unadapted
    outcome = learning.learned([unadapted.label(*pair) for pair in given])
    return Judge(words, outcome.model, said.keys()) if outcome.better else unadapted


def lines(texts: Iterable[str], by: Judge | None = None) -> Iterator[str]:
    """For the command line: `band<TAB>words, words` for each title, by the lexicon in Spanish."""
    by = by or plain()
    for text in texts:
        hint = by.hint(clean(text), "")
        yield f"{hint.band}\t{', '.join(hint.words)}"


def in_story(hint: Hint, band: ToneBand | None) -> Hint:
    """The hint for a mention of a story about which the person said this, if anything."""
    if band is None or band is hint.band:
        return hint
    return Hint(band)


def correct(db: "Database", item_ids: Sequence[int], band: ToneBand | None) -> None:
    """The person's word about mentions, which their stories remember; None takes it back.

    The other mentions of those stories, these and those to come, take it as their hint.
    """
    mentions.set_tone(db, item_ids, band)
    stories = records.stories_of(db.conn, item_ids)
    if band is not None:
        records.remember(db, stories, band)
        return
    records.recall(db, stories)
    _judge_again(db, records.hints_in(db.conn, stories))


def correct_word(db: "Database", word: str, weight: float | None) -> int:
    """The person's word about a word or short phrase; None: what the lexicon says.

    From -3 (bad) to 3 (good); 0: it says nothing here. Mentions that say it get their hint anew.
    Returns how many hints changed. Raises `InvalidValue` for what is no word.
    """
    checked = checked_word(word)
    records.set_word(db, checked, weight)
    return _judge_again(db, records.hints_saying(db.conn, checked))


def checked_word(word: str) -> str:
    """A word or short phrase as it is kept: folded, without marks. Raises `InvalidValue`."""
    kept = lexicon.key(word)
    if not kept or len(kept) > _LONGEST_WORD:
        raise InvalidValue(_("Choose one word or a short phrase."))
    return kept


def _judge_again(db: "Database", stored: Iterable[Stored]) -> int:
    by = judge(db.conn)
    changed = []
    for other in stored:
        hint = in_story(by.hint(other.title, other.text), other.story_band)
        if (hint.band, hint.words) != (other.band, other.words):
            changed.append((other.item_id, hint.band, hint.words))
    records.set_hints(db, changed)
    return len(changed)

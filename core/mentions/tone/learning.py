"""How the person's corrections adapt the hint: a small online softmax that begins as the lexicon.

Its features are the band the lexicon gives and the words of the title. It learns one label after
the other, always in the same order, so equal labels make equal models. It is used only while, on
the person's own labels, it would have been right more often than the lexicon alone: each label is
foretold before it is learned (prequential evaluation).
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.mentions.kinds import ToneBand

LEAST_LABELS = 100
"""With fewer, learning from them made hints worse than the lexicon on Spanish headlines."""

_BANDS = tuple(ToneBand)
_PRIOR = 1.0
"""How much more the lexicon's band weighs than the others before anything is learned."""
_STEP = 0.1


@dataclass(frozen=True)
class Case:
    """What a hint is made from: the band of the lexicon, and the words of the title, once each."""

    band: ToneBand
    words: tuple[str, ...]


@dataclass(frozen=True)
class Label:
    """A case and what the person said of it."""

    case: Case
    band: ToneBand


class Model:
    """Weights of each feature for each band; begins as the lexicon says."""

    def __init__(self) -> None:
        self._weights: dict[str, list[float]] = {
            _feature(band): [_PRIOR if band is other else 0.0 for other in _BANDS]
            for band in _BANDS
        }

    def band(self, case: Case) -> ToneBand:
        """The band it foretells; where two are equal, the lexicon's."""
        scores = self._scores(case)
        best = max(scores)
        if scores[_BANDS.index(case.band)] == best:
            return case.band
        return _BANDS[scores.index(best)]

    def weights(self, case: Case, band: ToneBand) -> Mapping[str, float]:
        """By word of the case, how much more it speaks for this band than for the next best."""
        place = _BANDS.index(band)
        found = {}
        for word in case.words:
            row = self._weights.get(word)
            if row is not None:
                found[word] = row[place] - max(row[:place] + row[place + 1 :])
        return found

    def learn(self, label: Label) -> None:
        """Take one small step towards what the person said."""
        scores = self._scores(label.case)
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        total = math.fsum(powers)
        steps = [
            _STEP * ((band is label.band) - power / total)
            for band, power in zip(_BANDS, powers, strict=True)
        ]
        for name in _features(label.case):
            row = self._weights.setdefault(name, [0.0] * len(_BANDS))
            for place, step in enumerate(steps):
                row[place] += step

    def _scores(self, case: Case) -> list[float]:
        scores = [0.0] * len(_BANDS)
        for name in _features(case):
            row = self._weights.get(name)
            if row is not None:
                for place, weight in enumerate(row):
                    scores[place] += weight
        return scores


def _feature(band: ToneBand) -> str:
    # No word of a text is written in capitals once it is folded.
    return f"BAND {band}"


def _features(case: Case) -> Iterable[str]:
    yield _feature(case.band)
    yield from case.words


@dataclass(frozen=True)
class Learned:
    """What came of learning: how often each was right when it foretold the labels, in order."""

    model: Model
    labels: int
    model_right: int
    lexicon_right: int

    @property
    def better(self) -> bool:
        """Whether the model is to be used."""
        return self.labels >= LEAST_LABELS and self.model_right > self.lexicon_right


def learned(labels: Sequence[Label]) -> Learned:
    """Learn from labels in the order in which they came."""
    model = Model()
    model_right = lexicon_right = 0
    for label in labels:
        model_right += model.band(label.case) is label.band
        lexicon_right += label.case.band is label.band
        model.learn(label)
    return Learned(model, len(labels), model_right, lexicon_right)

"""The level that an alarm proposes: the plan's thresholds, and the table of the contingency guide.

In doubt the higher of two; a person confirms it.
"""

import math
from collections.abc import Iterator, Sequence

from core.mentions.alarm_model import Reason, ReasonKind
from core.mentions.alarm_sighting import Sighting, bad_places, stories
from core.mentions.alarm_words import ANIMALS, Sign
from core.plan.kinds import LevelName
from core.plan.model import Level

_ORDER = tuple(LevelName)
_RAISED = _ORDER[1:]
_LEAST_FOR_SHARE = 3
"""Stories; of fewer a share says nothing."""
_BAD_SHARES = {LevelName.ORANGE: 1 / 3, LevelName.RED: 1 / 2}
"""Of the stories that must be told for ill, or many are a feast or a busy day."""
_SEVERAL = 3
_CORROBORATED = 2
_MINORS = "minors"
"""Ids of topics: of an animal one place and one death are not enough yet, of minors one word is."""
_SHOWN = 4

Proposal = tuple[LevelName, Reason]


def rank(name: LevelName) -> int:
    """0 is green."""
    return _ORDER.index(name)


def level(
    sightings: Sequence[Sighting], day: Sequence[Sighting], usual: float, levels: Sequence[Level]
) -> Proposal:
    """The highest level that what raised an alarm calls for, and why; at least yellow.

    `day` is everything of the 24 hours, and `usual` how many stories are in as many; thresholds are
    made from it where the plan has none.
    """
    proposals = [
        (LevelName.YELLOW, Reason(ReasonKind.ATTENTION)),
        *_by_plan(sightings, day, thresholds(levels, usual)),
        *_by_signs(sightings),
    ]
    # Of the same level the gravest sign explains it best, and signs come last.
    return max(reversed(proposals), key=lambda one: rank(one[0]))


def thresholds(levels: Sequence[Level], usual: float) -> list[Level]:
    """The plan's raised levels when one of them says a figure, else such as fit what is usual."""
    raised = [one for one in levels if one.name in _RAISED]
    figures = [(one.mentions_day, one.negative_share, one.sensitive) for one in raised]
    if any(count is not None or share is not None or word for count, share, word in figures):
        return sorted(raised, key=lambda one: rank(one.name))
    return [
        Level(LevelName.YELLOW, mentions_day=3, sensitive=True),
        Level(LevelName.ORANGE, mentions_day=max(5, math.ceil(3 * usual)), negative_share=60),
        Level(LevelName.RED, mentions_day=max(10, math.ceil(6 * usual))),
    ]


def _by_plan(
    sightings: Sequence[Sighting], day: Sequence[Sighting], levels: Sequence[Level]
) -> Iterator[Proposal]:
    counted = [one for one in sightings if one.counted]
    number = len(stories(counted))
    bad = len(stories(one for one in counted if one.bad))
    share = _negative_share(day)
    least = min([one.mentions_day for one in levels if one.mentions_day], default=0)
    harm = next((sign for one in sightings for sign in one.signs if sign.harm), None)
    for one in levels:
        calm = bad < _BAD_SHARES.get(one.name, 0.0) * number
        if one.mentions_day and number >= one.mentions_day and not calm:
            yield one.name, Reason(ReasonKind.PLAN_COUNT, count=number, of=one.mentions_day)
        enough = number >= max(_LEAST_FOR_SHARE, least)
        if one.negative_share and enough and share >= one.negative_share:
            yield one.name, Reason(ReasonKind.PLAN_SHARE, count=share, of=one.negative_share)
        if one.sensitive and harm is not None:
            words = (harm.plainest, harm.harm[0])
            yield one.name, Reason(ReasonKind.PLAN_SENSITIVE, words)


def _negative_share(day: Sequence[Sighting]) -> int:
    """Percent of the stories."""
    counted = [one for one in day if one.counted]
    negative = len(stories(one for one in counted if one.negative))
    return round(100 * negative / max(1, len(stories(counted))))


def _by_signs(sightings: Sequence[Sighting]) -> Iterator[Proposal]:
    places = bad_places(sightings)
    if len(places) >= _SEVERAL:
        words = tuple(places[:_SHOWN])
        yield LevelName.ORANGE, Reason(ReasonKind.SEVERAL, words, count=len(places))
    for one in sightings:
        harmed = [sign for sign in one.signs if sign.harm]
        if harmed and one.actors and one.negative:
            words = (harmed[0].harm[0], one.actors[0])
            yield LevelName.ORANGE, Reason(ReasonKind.ACCUSED, words)
        for sign in harmed:
            name, reason = _of_danger(sign, one, sightings)
            if sign.animals:
                # As the scenario of poisoned animals begins.
                name = min(name, LevelName.ORANGE, key=rank)
                reason = Reason(ReasonKind.ANIMAL, sign.animals[:_SHOWN])
            yield name, reason
            if sign.deaths and sign.template != ANIMALS:
                yield LevelName.RED, Reason(ReasonKind.DEATH, sign.deaths[:_SHOWN])
    national = tuple(dict.fromkeys(one.place for one in sightings if one.national and one.bad))
    if national:
        yield LevelName.RED, Reason(ReasonKind.NATIONAL, national[:_SHOWN])


def _of_danger(sign: Sign, sighting: Sighting, sightings: Sequence[Sighting]) -> Proposal:
    """The severity of its topic, or one less while nobody else tells it and nobody official is."""
    places = bad_places(one for one in sightings if sign.topic in one.harmed)
    official = bool(sighting.actors) and sign.template != ANIMALS
    sure = len(places) >= _CORROBORATED or official or sign.template == _MINORS
    name = sign.severity if sure else _ORDER[max(1, rank(sign.severity) - 1)]
    return name, Reason(ReasonKind.DANGER, (sign.topic, sign.harm[0]), count=len(places))

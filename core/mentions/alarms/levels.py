"""The level that an alarm proposes: the plan's thresholds, and the table of the crisis guide.

In doubt the higher of two; a person confirms it.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.mentions.alarm_model import AlarmReason, ReasonKind
from core.mentions.alarms.sightings import ANIMALS, Sighting, TopicSign, bad_places, stories
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
_BUSY = 3.0
"""Stories a day: where so many are usual, deaths and trials are among them."""
_EVERYDAY = ("accidents", "fire", "minors", "harassment", "phishing")
"""Ids of the topics in which they are: nobody dies every week of the water or at a feast."""
_SHOWN = 4

Proposal = tuple[LevelName, AlarmReason]


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
        (LevelName.YELLOW, AlarmReason(ReasonKind.ATTENTION)),
        *_by_plan(sightings, day, thresholds(levels, usual)),
        *_by_signs(sightings, usual),
    ]
    # Of the same level the gravest sign explains it best, and signs come last.
    return max(reversed(proposals), key=lambda proposal: rank(proposal[0]))


def thresholds(levels: Sequence[Level], usual: float) -> list[Level]:
    """The plan's raised levels when one of them says a figure, else such as fit what is usual."""
    raised = [item for item in levels if item.name in _RAISED]
    figures = [(item.mentions_day, item.negative_share, item.sensitive) for item in raised]
    if any(count is not None or share is not None or word for count, share, word in figures):
        return sorted(raised, key=lambda item: rank(item.name))
    return [
        Level(LevelName.YELLOW, mentions_day=3, sensitive=True),
        Level(LevelName.ORANGE, mentions_day=max(5, math.ceil(3 * usual)), negative_share=60),
        Level(LevelName.RED, mentions_day=max(10, math.ceil(6 * usual))),
    ]


def _by_plan(
    sightings: Sequence[Sighting], day: Sequence[Sighting], levels: Sequence[Level]
) -> Iterator[Proposal]:
    counted = [sighting for sighting in sightings if sighting.counted]
    number = len(stories(counted))
    bad = len(stories(sighting for sighting in counted if sighting.bad))
    share = _negative_share(day)
    least = min([each.mentions_day for each in levels if each.mentions_day], default=0)
    harm = next((sign for sighting in sightings for sign in sighting.signs if sign.harm), None)
    for item in levels:
        calm = bad < _BAD_SHARES.get(item.name, 0.0) * number
        most, worst = item.mentions_day or 0, item.negative_share or 0
        many = 0 < most <= number and not calm
        ill = 0 < worst <= share and number >= max(_LEAST_FOR_SHARE, least)
        if item.takes_both:
            many = ill = many and ill
        if many:
            yield item.name, AlarmReason(ReasonKind.PLAN_COUNT, count=number, of=most)
        if ill:
            yield item.name, AlarmReason(ReasonKind.PLAN_SHARE, count=share, of=worst)
        if item.sensitive and harm is not None:
            words = (harm.plainest, harm.harm[0])
            yield item.name, AlarmReason(ReasonKind.PLAN_SENSITIVE, words)


def _negative_share(day: Sequence[Sighting]) -> int:
    """Percent of the stories."""
    counted = [sighting for sighting in day if sighting.counted]
    negative = len(stories(sighting for sighting in counted if sighting.negative))
    return round(100 * negative / max(1, len(stories(counted))))


def _by_signs(sightings: Sequence[Sighting], usual: float) -> Iterator[Proposal]:
    places = _widest(sightings)
    if len(places) >= _SEVERAL:
        words = tuple(places[:_SHOWN])
        yield LevelName.ORANGE, AlarmReason(ReasonKind.SEVERAL, words, count=len(places))
    for sighting in sightings:
        harmed = [sign for sign in sighting.signs if sign.harm]
        if harmed and sighting.actors and sighting.negative:
            words = (harmed[0].harm[0], sighting.actors[0])
            yield LevelName.ORANGE, AlarmReason(ReasonKind.ACCUSED, words)
        for sign in harmed:
            if not is_everyday(sign, sightings, usual):
                yield from _of_harm(sign, sighting, sightings)
    national = tuple(
        dict.fromkeys(other.place for other in sightings if other.national and other.bad)
    )
    if national:
        yield LevelName.RED, AlarmReason(ReasonKind.NATIONAL, national[:_SHOWN])


def _widest(sightings: Sequence[Sighting]) -> list[str]:
    """The places of the story, or else the sensitive topic, that most places tell for ill."""
    matters: defaultdict[object, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        for matter in (sighting.story_key, *(sign.topic for sign in sighting.signs)):
            matters[matter].append(sighting)
    return max((bad_places(seen) for seen in matters.values()), key=len, default=[])


def is_everyday(sign: TopicSign, sightings: Sequence[Sighting], usual: float) -> bool:
    """Whether a death or a trial is one as they are told every week, where `usual` stories are.

    It is none with somebody official in its sentence, nor in two places.
    """
    known = sign.template in _EVERYDAY and bool(sign.deaths or sign.justice)
    if not known or usual < _BUSY or sign.accused:
        return False
    return len(_harm_places(sign, sightings)) < _CORROBORATED


def _harm_places(sign: TopicSign, sightings: Sequence[Sighting]) -> list[str]:
    return bad_places(sighting for sighting in sightings if sign.topic in sighting.harmed)


def _of_harm(
    sign: TopicSign, sighting: Sighting, sightings: Sequence[Sighting]
) -> Iterator[Proposal]:
    name, reason = _of_danger(sign, sighting, sightings)
    if sign.animals:
        # As the scenario of poisoned animals begins.
        name = min(name, LevelName.ORANGE, key=rank)
        reason = AlarmReason(ReasonKind.ANIMAL, sign.animals[:_SHOWN])
    yield name, reason
    if sign.kills:
        yield LevelName.RED, AlarmReason(ReasonKind.DEATH, sign.deaths[:_SHOWN])


def _of_danger(sign: TopicSign, sighting: Sighting, sightings: Sequence[Sighting]) -> Proposal:
    """The severity of its topic, or one less while nobody else tells it and nobody official is."""
    places = _harm_places(sign, sightings)
    official = bool(sighting.actors) and sign.template != ANIMALS
    sure = len(places) >= _CORROBORATED or official or sign.template == _MINORS
    name = sign.severity if sure else _ORDER[max(1, rank(sign.severity) - 1)]
    return name, AlarmReason(ReasonKind.DANGER, (sign.topic, sign.harm[0]), count=len(places))

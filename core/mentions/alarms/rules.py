"""When there is an alarm, and why: pure rules over what was said of one subject in 24 hours.

They have to work for a village with two mentions a week. Stories are counted, not mentions, so that
five copies of one piece of news are one. What is not improbable is no alarm, unless one mention
alone says something grave. Thresholds without a source are our own judgement.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.mentions.alarm_model import AlarmFacts, AlarmReason, ReasonKind
from core.mentions.alarms import levels as alarm_levels
from core.mentions.alarms.sightings import Sighting, TopicSign, bad_places, stories
from core.mentions.alarms.usual import band, tail
from core.plan.model import Level
from core.text import fold

IMPROBABLE = 0.01
"""A count that chance brings on less than one day in a hundred."""

_STORIES, _PLACES = 3, 2
"""One of both, or a count is no alarm."""
_BAD_STORIES, _BAD_SHARE = 2, 1 / 3
"""Below both a burst is an agenda, a feast, a match, unless it is beyond all measure:"""
_BURST_STORIES, _BURST_IMPROBABLE = 6, 0.0001
_COMPLAINTS, _COMPLAINTS_IMPROBABLE = 3, 0.004
_OF_RARE_TOPIC, _OF_TOPIC_IMPROBABLE = 2, 0.005
_DAILY = ("bins-taxes", "works")
"""Ids of the topics of which people complain every day: it takes three, and harm in one alone."""
_ILL_FLOOR, _ILL_SHARE, _OF_TOPIC_FLOOR = 0.15, 0.1, 0.1
"""Stories a day that speak ill, their share of all, and stories a day that do so in one topic: as
many are usual at the least, however content a place is."""
_RARE = 1 / 7
"""A day: what is told for ill every week is no news by itself, and must be improbable too."""
SPREAD = 3
"""Places that tell one matter for ill."""
WEIGHTY = 3
"""Weight of a source that speaks ill of the town seldom enough to be news."""
_FAMILY = 6
"""Letters by which forms of a word are one: `veneno`, `venenos`."""
_SAME_WORD = 2
_SHOWN = 4


@dataclass(frozen=True)
class Expected:
    """Stories that are usual in 24 hours."""

    stories: float
    """Of the sources whose habit is known; at least the floor of `core.mentions.alarms.usual`."""
    topics: Mapping[str, float] = field(default_factory=dict)
    """Told for ill, by the title of the topic; one that is not here is never told."""
    weighty: float = 0.0
    """Told for ill by sources of the greatest weight."""
    spread: float = 0.0
    """Told for ill in `SPREAD` places or more."""
    negative: float = 0.0
    """That may be negative."""


def look(
    sightings: Sequence[Sighting], expected: Expected, levels: Sequence[Level]
) -> AlarmFacts | None:
    """The alarm that what was said in 24 hours makes, or None; `levels` are the plan's."""
    raising = [
        (reason, seen)
        for rule in (_many, _sensitive, _spread, _weight)
        if (found := rule(sightings, expected)) is not None
        for reason, seen in [found]
    ]
    if not raising:
        return None
    raised = [sighting for _reason, seen in raising for sighting in seen]
    told = _with_their_stories(sightings, raised)
    evidence = _with_their_stories(sightings, [item for item in raised if item.bad] or raised)
    name, level_reason = alarm_levels.level(told, sightings, expected.stories, levels)
    counted = [sighting for sighting in sightings if sighting.counted]
    return AlarmFacts(
        level=name,
        reasons=(*(reason for reason, _seen in raising), *_details(told, raising[0][0])),
        level_reason=level_reason,
        stories=len(stories(counted)),
        mentions=len(counted),
        usual=expected.stories,
        items=tuple(sighting.item_id for sighting in evidence),
    )


_Found = tuple[AlarmReason, Sequence[Sighting]] | None


def _many(sightings: Sequence[Sighting], expected: Expected) -> _Found:
    """More than usual: of everything, or of what speaks ill in one topic, or of that at all."""
    rules = (_count, _of_topic, _complaints)
    return next((found for rule in rules if (found := rule(sightings, expected))), None)


def _count(sightings: Sequence[Sighting], expected: Expected) -> _Found:
    counted = [sighting for sighting in sightings if sighting.counted]
    number = len(stories(counted))
    chance = tail(number, expected.stories)
    apart = number >= _STORIES or len({sighting.place for sighting in counted}) >= _PLACES
    if chance >= IMPROBABLE or not apart:
        return None
    bad = len(stories(sighting for sighting in counted if sighting.bad))
    signed = bad >= _BAD_STORIES and bad >= _BAD_SHARE * number
    if not signed and (chance >= _BURST_IMPROBABLE or number < _BURST_STORIES):
        return None
    return AlarmReason(ReasonKind.COUNT, count=number, of=band(expected.stories).high), counted


def _complaints(sightings: Sequence[Sighting], expected: Expected) -> _Found:
    """Many small ones, each of which says nothing alone."""
    seen = [sighting for sighting in sightings if sighting.counted and sighting.negative]
    usual = max(_ILL_FLOOR, _ILL_SHARE * expected.stories, expected.negative)
    number = len(stories(seen))
    if number < _COMPLAINTS or not _are_apart(seen):
        return None
    if tail(number, usual) >= _COMPLAINTS_IMPROBABLE:
        return None
    return AlarmReason(ReasonKind.COMPLAINTS, count=number, of=band(usual).high), seen


def _of_topic(sightings: Sequence[Sighting], expected: Expected) -> _Found:
    """Several of one sensitive topic, also where other complaints are read every day."""
    by_topic: defaultdict[str, list[Sighting]] = defaultdict(list)
    daily = {sign.topic for other in sightings for sign in other.signs if sign.template in _DAILY}
    for sighting in sightings:
        for sign in sighting.signs if sighting.counted else ():
            by_topic[sign.topic].append(sighting)
    for topic, touching in by_topic.items():
        seen = [other for other in touching if other.negative or topic in other.harmed]
        number = len(stories(seen))
        usual = max(_OF_TOPIC_FLOOR, expected.topics.get(topic, 0.0))
        enough = number >= (_COMPLAINTS if topic in daily else _OF_RARE_TOPIC)
        if enough and _are_apart(touching) and tail(number, usual) < _OF_TOPIC_IMPROBABLE:
            return AlarmReason(ReasonKind.TOPIC, (topic,), count=number, of=band(usual).high), seen
    return None


def _are_apart(seen: Sequence[Sighting]) -> bool:
    return len({sighting.place for sighting in seen}) >= _PLACES


def _sensitive(sightings: Sequence[Sighting], expected: Expected) -> _Found:
    """One mention is enough, where such are rare: with somebody official, or of a death."""
    grave = [
        (sign, sighting)
        for sighting in sightings
        for sign in sighting.signs
        if sign.harm and (sighting.actors or sign.kills) and _is_alarming(sign, sightings, expected)
    ]
    if not grave:
        return None
    # With somebody official it says most.
    sign, first = next((found for found in grave if found[1].actors), grave[0])
    harm = sign.harm[0] if first.actors else sign.deaths[0]
    reason = AlarmReason(ReasonKind.SENSITIVE, (sign.plainest, harm, *first.actors[:1]))
    # Whoever else tells of that harm bears it out, also without naming anybody official.
    matters = {sign.topic for sign, _one in grave}
    return reason, [sighting for sighting in sightings if matters.intersection(sighting.harmed)]


def _is_alarming(sign: TopicSign, sightings: Sequence[Sighting], expected: Expected) -> bool:
    everyday = alarm_levels.is_everyday(sign, sightings, expected.stories)
    return not everyday and _unusual(sign.topic, sightings, expected.topics)


def _unusual(topic: str, sightings: Sequence[Sighting], usual: Mapping[str, float]) -> bool:
    number = len(stories(sighting for sighting in sightings if topic in sighting.harmed))
    return _is_news(number, usual.get(topic, 0.0))


def _is_news(number: int, expected: float) -> bool:
    """Whether something grave that was told `number` times is rare, or improbably frequent."""
    return expected <= _RARE or tail(number, expected) < IMPROBABLE


def _spread(sightings: Sequence[Sighting], expected: Expected) -> _Found:
    """One story, or one sensitive topic, told for ill in several places."""
    by_story: defaultdict[int, list[Sighting]] = defaultdict(list)
    by_topic: defaultdict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        if sighting.bad:
            by_story[sighting.story_key].append(sighting)
        for topic in sighting.harmed:
            by_topic[topic].append(sighting)
    wide = [(seen[0].story, seen) for seen in by_story.values() if _is_wide(seen)]
    matters = wide if _is_news(len(wide), expected.spread) else []
    matters += [
        (topic, seen)
        for topic, seen in by_topic.items()
        if _is_wide(seen) and _unusual(topic, sightings, expected.topics)
    ]
    if not matters:
        return None
    title, seen = max(matters, key=lambda matter: len(bad_places(matter[1])))
    places = bad_places(seen)
    return AlarmReason(ReasonKind.SPREAD, (title, *places[:_SHOWN]), count=len(places)), seen


def _is_wide(seen: Sequence[Sighting]) -> bool:
    return len(bad_places(seen)) >= SPREAD


def _weight(sightings: Sequence[Sighting], expected: Expected) -> _Found:
    seen = [sighting for sighting in sightings if sighting.weight >= WEIGHTY and sighting.negative]
    number = len(stories(seen))
    if not seen or not _is_news(number, expected.weighty):
        return None
    if number == 1 and not any(_touches(sighting, sightings, expected) for sighting in seen):
        return None
    places = tuple(dict.fromkeys(sighting.place for sighting in seen))
    return AlarmReason(ReasonKind.WEIGHT, places[:_SHOWN], count=number), seen


def _touches(seen: Sighting, sightings: Sequence[Sighting], expected: Expected) -> bool:
    """Whether it is of a sensitive topic, and no everyday matter."""
    return any(
        _is_alarming(sign, sightings, expected) if sign.harm else sign.template not in _DAILY
        for sign in seen.signs
    )


def _with_their_stories(sightings: Sequence[Sighting], seen: Iterable[Sighting]) -> list[Sighting]:
    """What raised the alarm, and the other tellings of the same stories; oldest first."""
    told = stories(seen)
    return [sighting for sighting in sightings if sighting.story_key in told]


def _details(sightings: Sequence[Sighting], first: AlarmReason) -> Iterator[AlarmReason]:
    words, number = _commonest(sightings)
    if number >= _SAME_WORD:
        yield AlarmReason(ReasonKind.WORDS, words, count=number)
    every = stories(sightings)
    negative = stories(sighting for sighting in sightings if sighting.negative)
    if len(every) > 1 and negative and first.kind is not ReasonKind.COMPLAINTS:
        yield AlarmReason(ReasonKind.NEGATIVE, count=len(negative), of=len(every))


def _commonest(sightings: Sequence[Sighting]) -> tuple[tuple[str, ...], int]:
    """The sensitive or harmful word of most mentions, and of how many.

    It is told in each form in which it stands there, the most frequent first: who reads the
    mentions finds these words in them. Of equals it is the sensitive one: `veneno` says more than
    `muere`.
    """
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    holding: Counter[str] = Counter()
    sensitive: set[str] = set()
    for sighting in sightings:
        signs = [sign for sign in sighting.signs if sign.harm]
        words = [word.lower() for sign in signs for word in (*sign.words, *sign.harm)]
        for word in words:
            forms[_family(word)][word] += 1
        holding.update({_family(word) for word in words})
        sensitive.update(_family(word) for sign in signs for word in sign.words)
    if not holding:
        return (), 0
    family = min(holding, key=lambda text: (-holding[text], text not in sensitive, text))
    return tuple(form for form, _times in forms[family].most_common()), holding[family]


def _family(word: str) -> str:
    return fold(word)[:_FAMILY]

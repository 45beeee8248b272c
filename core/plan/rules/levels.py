"""Step 6: the levels, from green to red. Green is every day, so it needs no alarm and no deadline.

What is missing on orange or red is an error: there is no time to find it out then.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.i18n import _, ngettext
from core.numbers import percent
from core.plan.findings import Facts, Place, Told, rule
from core.plan.kinds import LevelName, Severity, Step
from core.plan.labels import level_label
from core.plan.model import Level, Plan

RED_MINUTES = 30
"""The first public line of a crisis: 15 to 30 minutes."""


@rule(Severity.ERROR)
def protocol_missing(facts: Facts) -> Iterator[Told]:
    """None of the levels says anything yet."""
    if protocol_empty(facts.plan):
        red = next((one.id for one in facts.plan.levels if one.name is LevelName.RED), 0)
        yield Told(
            _("The plan has no contingency protocol: its four levels are empty."),
            _("Start with red: what sets it off, who is told, who approves the first line."),
            Place(Step.PROTOCOL, "level", 0, "trigger", first=red),
        )


@rule(Severity.WARNING)
def level_without_trigger(facts: Facts) -> Iterator[Told]:
    """A level of which nobody can tell when it begins."""
    for level in _levels(facts):
        if not level.trigger:
            yield Told(
                _("Level “{level}” does not say when it begins.").format(
                    level=level_label(level.name)
                ),
                _("Write what happens then, in words that two people would understand alike."),
                _at(level, "trigger"),
                _severity(level),
            )


@rule(Severity.WARNING)
def level_without_told(facts: Facts) -> Iterator[Told]:
    """A level that reaches nobody."""
    known = {one.id for one in facts.plan.people}
    for level in _raised(facts):
        if known and not known.intersection(level.told):
            yield Told(
                _("Level “{level}” does not say who is told.").format(
                    level=level_label(level.name)
                ),
                _("Mark who is called at once, at any hour."),
                _at(level, "told"),
                _severity(level),
            )


@rule(Severity.WARNING)
def level_without_approver(facts: Facts) -> Iterator[Told]:
    """A level on which nobody may approve what is published."""
    for level in _raised(facts):
        if facts.plan.people and facts.plan.person(level.approver_id) is None:
            yield Told(
                _("Level “{level}” does not say who approves what is published.").format(
                    level=level_label(level.name)
                ),
                _("Choose one person, who can be reached in minutes."),
                _at(level, "approver_id"),
                _severity(level),
            )


@rule(Severity.WARNING)
def level_without_minutes(facts: Facts) -> Iterator[Told]:
    """A level whose first public line may take for ever."""
    for level in _raised(facts):
        if level.minutes is None:
            yield Told(
                _("Level “{level}” does not say in how many minutes the first line is out.").format(
                    level=level_label(level.name)
                ),
                _("Write the minutes: a usual order is 60 on yellow, 30 on orange, 15 on red."),
                _at(level, "minutes"),
                _severity(level),
            )


@rule(Severity.WARNING)
def level_without_threshold(facts: Facts) -> Iterator[Told]:
    """A level that listening can never propose."""
    for level in _raised(facts):
        thresholds = (level.mentions_day, level.negative_share)
        if not level.sensitive and all(one is None for one in thresholds):
            yield Told(
                _("Level “{level}” has no figure that listening could notice.").format(
                    level=level_label(level.name)
                ),
                _("Write the mentions in a day or the negative share, or count sensitive words."),
                _at(level, "mentions_day"),
            )


@rule(Severity.WARNING)
def sensitive_words_ignored(facts: Facts) -> Iterator[Told]:
    """No level begins with a sensitive word, however few mentions there are."""
    levels = _levels(facts)
    if levels and not any(one.sensitive for one in levels):
        yellow = next((one for one in levels if one.name is LevelName.YELLOW), levels[0])
        yield Told(
            _("A sensitive word, such as “poison” or “minors”, raises no level."),
            _("Let one such mention be enough, at least for yellow: in a town few come first."),
            _at(yellow, "sensitive"),
        )


@rule(Severity.WARNING)
def thresholds_do_not_rise(facts: Facts) -> Iterator[Told]:
    """A higher level that begins no later than a lower one; one finding for each level."""
    told: set[LevelName] = set()
    for field in ("mentions_day", "negative_share"):
        known = [one for one in _raised(facts) if getattr(one, field) is not None]
        for lower, higher in pairwise(known):
            flat = getattr(higher, field) <= getattr(lower, field)
            if flat and higher.name not in told:
                told.add(higher.name)
                yield _not_rising(lower, higher, field)


def _not_rising(lower: Level, higher: Level, field: str) -> Told:
    first, second = getattr(lower, field), getattr(higher, field)
    if field == "mentions_day":
        sentence = ngettext(
            "“{higher}” begins at {second} mention a day, “{lower}” at {first} already.",
            "“{higher}” begins at {second} mentions a day, “{lower}” at {first} already.",
            second,
        )
    else:
        sentence = _("“{higher}” begins at {second} negative, “{lower}” at {first} already.")
        first, second = percent(first), percent(second)
    return Told(
        sentence.format(
            higher=level_label(higher.name),
            lower=level_label(lower.name),
            first=first,
            second=second,
        ),
        _("Give the higher level the higher figure."),
        _at(higher, field),
    )


@rule(Severity.WARNING)
def minutes_do_not_fall(facts: Facts) -> Iterator[Told]:
    """A higher level that may take longer; the same time on two levels is left alone."""
    known = [one for one in _raised(facts) if one.minutes is not None]
    for lower, higher in pairwise(known):
        if (higher.minutes or 0) > (lower.minutes or 0):
            yield Told(
                _("“{higher}” has {second} minutes for its first line, “{lower}” {first}.").format(
                    higher=level_label(higher.name),
                    lower=level_label(lower.name),
                    first=lower.minutes,
                    second=higher.minutes,
                ),
                _("The graver the level, the shorter the time."),
                _at(higher, "minutes"),
            )


@rule(Severity.WARNING)
def red_too_slow(facts: Facts) -> Iterator[Told]:
    """On red others have told the story after half an hour."""
    for level in _raised(facts):
        if level.name is LevelName.RED and (level.minutes or 0) > RED_MINUTES:
            yield Told(
                _("On red the first public line takes {minutes} minutes.").format(
                    minutes=level.minutes
                ),
                _(
                    "Aim at 15, and at {most} at the most: a line may say what is not known yet."
                ).format(most=RED_MINUTES),
                _at(level, "minutes"),
            )


def protocol_empty(plan: Plan) -> bool:
    """True when no level says anything yet; then one finding is enough."""
    return all(one == Level(one.name, one.id) for one in plan.levels)


def _levels(facts: Facts) -> Sequence[Level]:
    """The four in rising order, or none while the protocol is empty."""
    if protocol_empty(facts.plan):
        return []
    order = list(LevelName)
    return sorted(facts.plan.levels, key=lambda one: order.index(one.name))


def _raised(facts: Facts) -> list[Level]:
    return [one for one in _levels(facts) if one.name is not LevelName.GREEN]


def _severity(level: Level) -> Severity:
    grave = level.name in (LevelName.ORANGE, LevelName.RED)
    return Severity.ERROR if grave else Severity.WARNING


def _at(level: Level, field: str) -> Place:
    return Place(Step.PROTOCOL, "level", level.id, field)

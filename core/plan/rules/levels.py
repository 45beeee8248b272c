"""What the four levels of the crisis protocol lack.

What is missing on orange or red is an error: there is no time to find it out then.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.i18n import _, ngettext
from core.numbers import percent
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import LevelName, PlanStep, Severity
from core.plan.labels import level_label
from core.plan.model import Level, Plan

RED_MINUTES = 30
"""The first public line of a crisis: 15 to 30 minutes."""


@rule(Severity.ERROR)
def protocol_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """None of the levels says anything yet."""
    if protocol_empty(facts.plan):
        red = next((level.id for level in facts.plan.levels if level.name is LevelName.RED), 0)
        yield ToldFinding(
            _("The plan has no crisis protocol: its four levels are empty."),
            _("Start with red: what sets it off, who is told, who approves the first notice."),
            FixTarget(PlanStep.PROTOCOL, "level", 0, "trigger", first=red),
        )


@rule(Severity.WARNING)
def level_without_trigger(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A level of which nobody can tell when it begins."""
    for level in _levels(facts):
        if not level.trigger:
            yield ToldFinding(
                _("Level “{level}” does not say when it begins.").format(
                    level=level_label(level.name)
                ),
                _("Write what happens then, in words that two people would understand alike."),
                _at_level(level, "trigger"),
                _severity(level),
            )


@rule(Severity.WARNING)
def level_without_told(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A level that reaches nobody."""
    known = {person.id for person in facts.plan.people}
    for level in _raised(facts):
        if known and not known.intersection(level.told):
            yield ToldFinding(
                _("Level “{level}” does not say who is told.").format(
                    level=level_label(level.name)
                ),
                _("Mark who is called at once, at any hour."),
                _at_level(level, "told"),
                _severity(level),
            )


@rule(Severity.WARNING)
def level_without_approver(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A level on which nobody may approve what is published."""
    for level in _raised(facts):
        if facts.plan.people and facts.plan.person(level.approver_id) is None:
            yield ToldFinding(
                _("Level “{level}” does not say who approves what is published.").format(
                    level=level_label(level.name)
                ),
                _("Choose one person, who can be reached in minutes."),
                _at_level(level, "approver_id"),
                _severity(level),
            )


@rule(Severity.WARNING)
def level_without_minutes(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A level whose first public line may take for ever."""
    for level in _raised(facts):
        if level.minutes is None:
            yield ToldFinding(
                _(
                    "Level “{level}” does not say within how many minutes the first notice "
                    "goes out."
                ).format(level=level_label(level.name)),
                _("Write the minutes: a usual order is 60 on yellow, 30 on orange, 15 on red."),
                _at_level(level, "minutes"),
                _severity(level),
            )


@rule(Severity.WARNING)
def level_without_threshold(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A level that listening can never propose."""
    for level in _raised(facts):
        thresholds = (level.mentions_day, level.negative_share)
        if not level.sensitive and all(threshold is None for threshold in thresholds):
            yield ToldFinding(
                _("Level “{level}” has no figure that listening could notice.").format(
                    level=level_label(level.name)
                ),
                _("Write the mentions in a day or the negative share, or count sensitive words."),
                _at_level(level, "mentions_day"),
            )


@rule(Severity.WARNING)
def red_by_count_alone(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A fiesta or a football match, of which many speak, would be a crisis."""
    for level in _raised(facts):
        other = level.negative_share is not None or level.sensitive
        if level.name is LevelName.RED and level.mentions_day is not None and not other:
            yield ToldFinding(
                _("Many mentions in a day are enough for red, whatever they say."),
                _(
                    "Add the share of negative mentions: people talk a lot about a fiesta, and "
                    "it is no crisis."
                ),
                _at_level(level, "negative_share"),
            )


@rule(Severity.WARNING)
def sensitive_words_ignored(facts: PlanFacts) -> Iterator[ToldFinding]:
    """No level begins with a sensitive word, however few mentions there are."""
    levels = _levels(facts)
    if levels and not any(level.sensitive for level in levels):
        yellow = next((level for level in levels if level.name is LevelName.YELLOW), levels[0])
        yield ToldFinding(
            _("A sensitive word, such as “poison” or “minors”, raises no level."),
            _("Let one such mention be enough, at least for yellow: in a town few come first."),
            _at_level(yellow, "sensitive"),
        )


@rule(Severity.WARNING)
def thresholds_do_not_rise(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A higher level that begins no later than a lower one; one finding for each level."""
    told: set[LevelName] = set()
    for field in ("mentions_day", "negative_share"):
        known = [level for level in _raised(facts) if getattr(level, field) is not None]
        for lower, higher in pairwise(known):
            flat = getattr(higher, field) <= getattr(lower, field)
            if flat and higher.name not in told:
                told.add(higher.name)
                yield _not_rising(lower, higher, field)


def _not_rising(lower: Level, higher: Level, field: str) -> ToldFinding:
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
    return ToldFinding(
        sentence.format(
            higher=level_label(higher.name),
            lower=level_label(lower.name),
            first=first,
            second=second,
        ),
        _("Give the higher level the higher figure."),
        _at_level(higher, field),
    )


@rule(Severity.WARNING)
def minutes_do_not_fall(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A higher level that may take longer; the same time on two levels is left alone."""
    known = [level for level in _raised(facts) if level.minutes is not None]
    for lower, higher in pairwise(known):
        if (higher.minutes or 0) > (lower.minutes or 0):
            yield ToldFinding(
                _(
                    "“{higher}” has {second} minutes for its first notice, “{lower}” {first}."
                ).format(
                    higher=level_label(higher.name),
                    lower=level_label(lower.name),
                    first=lower.minutes,
                    second=higher.minutes,
                ),
                _("The more serious the level, the shorter the time."),
                _at_level(higher, "minutes"),
            )


@rule(Severity.WARNING)
def red_too_slow(facts: PlanFacts) -> Iterator[ToldFinding]:
    """On red others have told the story after half an hour."""
    for level in _raised(facts):
        if level.name is LevelName.RED and (level.minutes or 0) > RED_MINUTES:
            yield ToldFinding(
                _("At red, the first public notice takes {minutes} minutes.").format(
                    minutes=level.minutes
                ),
                _("Aim for 15, and {most} at most: a notice may say what is not known yet.").format(
                    most=RED_MINUTES
                ),
                _at_level(level, "minutes"),
            )


def protocol_empty(plan: Plan) -> bool:
    """True when no level says anything yet; then one finding is enough."""
    return all(level == Level(level.name, level.id) for level in plan.levels)


def _levels(facts: PlanFacts) -> Sequence[Level]:
    """The four in rising order, or none while the protocol is empty."""
    if protocol_empty(facts.plan):
        return []
    order = list(LevelName)
    return sorted(facts.plan.levels, key=lambda level: order.index(level.name))


def _raised(facts: PlanFacts) -> list[Level]:
    return [level for level in _levels(facts) if level.name is not LevelName.GREEN]


def _severity(level: Level) -> Severity:
    grave = level.name in (LevelName.ORANGE, LevelName.RED)
    return Severity.ERROR if grave else Severity.WARNING


def _at_level(level: Level, field: str) -> FixTarget:
    return FixTarget(PlanStep.PROTOCOL, "level", level.id, field)

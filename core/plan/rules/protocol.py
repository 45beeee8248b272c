"""What the crisis protocol lacks: its levels, its channels.

What is missing on orange or red is an error: there is no time to find it out then.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from core.days import shown
from core.i18n import _, ngettext
from core.numbers import percent
from core.plan.electoral import periods
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import LevelName, PlanStep, Severity
from core.plan.labels import level_label
from core.plan.model import Charter, Level, Plan, PrivateChannel
from core.plan.wording import named

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
                    "Level “{level}” does not say in how many minutes the first notice is out."
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
                _("Add the share of negative ones: a fiesta is much spoken of and no crisis."),
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
                _("On red the first public notice takes {minutes} minutes.").format(
                    minutes=level.minutes
                ),
                _(
                    "Aim at 15, and at {most} at the most: a notice may say what is not known yet."
                ).format(most=RED_MINUTES),
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


REHEARSAL_HOLDS = timedelta(days=122)
"""Four months: what was not rehearsed for longer is looked up in the crisis (HSEEP, cut down)."""

_WITHOUT_COMMENTS = frozenset({"web", "e_office", "newsletter", "town_app"})
"""Kinds of channel on which nobody can write under a post of the council."""


@rule(Severity.WARNING)
def crisis_meaning_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A protocol for something that nobody has named."""
    if not protocol_empty(facts.plan) and not facts.plan.charter.crisis_meaning:
        yield ToldFinding(
            _("Nothing says what counts as a crisis here."),
            _("Write three things that are one in this town, and one that is not."),
            _charter("crisis_meaning"),
        )


@rule(Severity.WARNING)
def private_channels_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A complaint with personal data would have to stay in public."""
    if not protocol_empty(facts.plan) and not facts.plan.private_channels:
        yield ToldFinding(
            _("There is no private channel to move a conversation to."),
            _("Add a phone, an e-mail or an office, with its hours and who answers there."),
            FixTarget(PlanStep.PROTOCOL, "private_channel"),
        )


@rule(Severity.WARNING)
def private_channel_without_address(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A private channel to which nobody can be sent."""
    for channel in facts.plan.private_channels:
        if not channel.address:
            yield ToldFinding(
                _("“{channel}” has no number and no address.").format(channel=named(channel.title)),
                _("Write what people are told: the number, the e-mail or the office."),
                _at_channel(channel, "address"),
            )


@rule(Severity.HINT)
def private_channel_without_person(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A private channel that nobody attends."""
    for channel in facts.plan.private_channels:
        if facts.plan.people and facts.plan.person(channel.person_id) is None:
            yield ToldFinding(
                _("Nobody attends “{channel}”.").format(channel=named(channel.title)),
                _("Choose who answers there."),
                _at_channel(channel, "person_id"),
            )


@rule(Severity.WARNING)
def protocol_never_rehearsed(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A protocol that has only been read. Before anybody approved it, it waits."""
    if facts.plan.versions and _unrehearsed(facts.plan):
        yield ToldFinding(
            _("The protocol has never been rehearsed."),
            _("Set aside twenty minutes for a drill with those who have a role, and date it."),
            _charter("rehearsed_on"),
        )


@rule(Severity.WARNING)
def protocol_rehearsed_long_ago(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A protocol that has not been tried for four months."""
    day = facts.plan.charter.rehearsed_on
    if day is not None and facts.today - day > REHEARSAL_HOLDS:
        yield ToldFinding(
            _("The protocol was last rehearsed on {day}, more than four months ago.").format(
                day=shown(day)
            ),
            _("Repeat the drill with another scenario; people and numbers have changed."),
            _charter("rehearsed_on"),
        )


@rule(Severity.WARNING)
def answer_time_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nobody knows how long an answer may take."""
    if facts.plan.channels and facts.plan.charter.answer_hours is None:
        yield ToldFinding(
            _("Nothing says how soon a question is answered."),
            _("Write the office hours within which people get an answer, and keep to them."),
            _charter("answer_hours"),
        )


@rule(Severity.HINT)
def corrections_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nothing says what is done after an error."""
    if facts.plan.channels and not facts.plan.charter.corrections:
        yield ToldFinding(
            _("Nothing says what is done after publishing something wrong."),
            _("Write it now: correct in the same place, say so, delete only what does harm."),
            _charter("corrections"),
        )


@rule(Severity.ERROR)
def rules_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Without rules no comment can be hidden and nobody blocked with reasons.

    A plan without a network, on which people could comment, needs none.
    """
    profiles = any(
        not item.offline and item.kind not in _WITHOUT_COMMENTS for item in facts.plan.channels
    )
    if profiles and not facts.plan.charter.rules:
        yield ToldFinding(
            _("The profiles have no rules of use."),
            _("Write what is not allowed and what follows; without rules nothing can be hidden."),
            _charter("rules"),
        )


@rule(Severity.WARNING)
def rules_not_approved(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Rules that no body of the town has approved; the ombudsmen ask for the full council."""
    charter = facts.plan.charter
    if facts.plan.versions and _unapproved(charter):
        yield ToldFinding(
            _("The rules of use do not say who approved them and when."),
            _("Take them to the full council, then write who approved them and when."),
            _charter("rules_on" if charter.rules_body else "rules_body"),
        )


@rule(Severity.HINT)
def after_approval(facts: PlanFacts) -> Iterator[ToldFinding]:
    """What nobody can settle before the plan is approved; one finding for all of it."""
    waiting = [
        *([_("rehearse the protocol")] if _unrehearsed(facts.plan) else []),
        *([_("write who approved the rules of use")] if _unapproved(facts.plan.charter) else []),
    ]
    if waiting and not facts.plan.versions:
        yield ToldFinding(
            _("After the approval: {what}.").format(what="; ".join(waiting)),
            _("Nothing to do yet. Take both to the council, with the proposal of agreement.")
            if _unapproved(facts.plan.charter)
            else _("Nothing to do yet: you will be reminded when a version is approved."),
            FixTarget(PlanStep.REVIEW),
        )


def _unrehearsed(plan: Plan) -> bool:
    return not protocol_empty(plan) and plan.charter.rehearsed_on is None


def _unapproved(charter: Charter) -> bool:
    return bool(charter.rules and not (charter.rules_body and charter.rules_on))


@rule(Severity.ERROR)
def electoral_guard_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """The plan crosses an electoral period and does not say what is published in it."""
    charter = facts.plan.charter
    if charter.electoral_guard or charter.start_on is None or charter.end_on is None:
        return
    for period in periods(charter.start_on, charter.end_on):
        yield ToldFinding(
            _("The plan crosses an electoral period, from {call} to {vote}.").format(
                call=shown(period.called_on), vote=shown(period.voted_on)
            ),
            _("Write what is and is not published from the call to the vote (LOREG, art. 50)."),
            _charter("electoral_guard"),
        )
        return


def _charter(field: str) -> FixTarget:
    return FixTarget(PlanStep.PROTOCOL, "charter", 1, field)


def _at_channel(channel: PrivateChannel, field: str) -> FixTarget:
    return FixTarget(PlanStep.PROTOCOL, "private_channel", channel.id, field)

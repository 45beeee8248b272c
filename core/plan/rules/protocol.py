"""Step 6: what a crisis is here, private channels, rehearsals, answers, rules of use."""

from collections.abc import Iterator
from datetime import timedelta

from core.days import shown
from core.i18n import _
from core.plan.electoral import periods
from core.plan.findings import Facts, Place, Told, rule
from core.plan.kinds import Severity, Step
from core.plan.model import PrivateChannel
from core.plan.rules.levels import protocol_empty
from core.plan.wording import named

REHEARSAL_HOLDS = timedelta(days=122)
"""Four months: what was not rehearsed for longer is looked up in the crisis (HSEEP, cut down)."""

_WITHOUT_COMMENTS = frozenset({"web", "e_office", "newsletter", "town_app"})
"""Kinds of channel on which nobody can write under a post of the council."""


@rule(Severity.WARNING)
def crisis_meaning_missing(facts: Facts) -> Iterator[Told]:
    """A protocol for something that nobody has named."""
    if not protocol_empty(facts.plan) and not facts.plan.charter.crisis_meaning:
        yield Told(
            _("Nothing says what counts as a crisis here."),
            _("Write three things that are one in this town, and one that is not."),
            _charter("crisis_meaning"),
        )


@rule(Severity.WARNING)
def private_channels_missing(facts: Facts) -> Iterator[Told]:
    """A complaint with personal data would have to stay in public."""
    if not protocol_empty(facts.plan) and not facts.plan.private_channels:
        yield Told(
            _("There is no private channel to move a conversation to."),
            _("Add a phone, an e-mail or a counter, with its hours and who attends it."),
            Place(Step.PROTOCOL, "private_channel"),
        )


@rule(Severity.WARNING)
def private_channel_without_address(facts: Facts) -> Iterator[Told]:
    """A private channel to which nobody can be sent."""
    for channel in facts.plan.private_channels:
        if not channel.address:
            yield Told(
                _("“{channel}” has no number and no address.").format(channel=named(channel.title)),
                _("Write what people are told: the number, the e-mail or the counter."),
                _at(channel, "address"),
            )


@rule(Severity.HINT)
def private_channel_without_person(facts: Facts) -> Iterator[Told]:
    """A private channel that nobody attends."""
    for channel in facts.plan.private_channels:
        if facts.plan.people and facts.plan.person(channel.person_id) is None:
            yield Told(
                _("Nobody attends “{channel}”.").format(channel=named(channel.title)),
                _("Choose who answers there."),
                _at(channel, "person_id"),
            )


@rule(Severity.WARNING)
def protocol_never_rehearsed(facts: Facts) -> Iterator[Told]:
    """A protocol that has only been read."""
    if not protocol_empty(facts.plan) and facts.plan.charter.rehearsed_on is None:
        yield Told(
            _("The protocol has never been rehearsed."),
            _("Set aside twenty minutes for a drill with those who wear a hat, and date it."),
            _charter("rehearsed_on"),
        )


@rule(Severity.WARNING)
def protocol_rehearsed_long_ago(facts: Facts) -> Iterator[Told]:
    """A protocol that has not been tried for four months."""
    day = facts.plan.charter.rehearsed_on
    if day is not None and facts.today - day > REHEARSAL_HOLDS:
        yield Told(
            _("The protocol was last rehearsed on {day}, more than four months ago.").format(
                day=shown(day)
            ),
            _("Repeat the drill with another scenario; people and numbers have changed."),
            _charter("rehearsed_on"),
        )


@rule(Severity.WARNING)
def answer_time_missing(facts: Facts) -> Iterator[Told]:
    """Nobody knows how long an answer may take."""
    if facts.plan.channels and facts.plan.charter.answer_hours is None:
        yield Told(
            _("Nothing says how soon a question is answered."),
            _("Write the office hours within which people get an answer, and keep to them."),
            _charter("answer_hours"),
        )


@rule(Severity.HINT)
def corrections_missing(facts: Facts) -> Iterator[Told]:
    """Nothing says what is done after an error."""
    if facts.plan.channels and not facts.plan.charter.corrections:
        yield Told(
            _("Nothing says what is done after publishing something wrong."),
            _("Write it now: correct in the same place, say so, delete only what does harm."),
            _charter("corrections"),
        )


@rule(Severity.ERROR)
def rules_missing(facts: Facts) -> Iterator[Told]:
    """Without rules no comment can be hidden and nobody blocked with reasons.

    A plan without a network, on which people could comment, needs none.
    """
    profiles = any(
        not one.offline and one.kind not in _WITHOUT_COMMENTS for one in facts.plan.channels
    )
    if profiles and not facts.plan.charter.rules:
        yield Told(
            _("The profiles have no rules of use."),
            _("Write what is not allowed and what follows; without rules nothing can be hidden."),
            _charter("rules"),
        )


@rule(Severity.WARNING)
def rules_not_approved(facts: Facts) -> Iterator[Told]:
    """Rules that no body of the town has approved; the ombudsmen ask for the full council."""
    charter = facts.plan.charter
    if charter.rules and not (charter.rules_body and charter.rules_on):
        yield Told(
            _("The rules of use do not say who approved them and when."),
            _("Take them to the full council, then write the body and the day."),
            _charter("rules_on" if charter.rules_body else "rules_body"),
        )


@rule(Severity.ERROR)
def electoral_guard_missing(facts: Facts) -> Iterator[Told]:
    """The plan crosses an electoral period and does not say what is published in it."""
    charter = facts.plan.charter
    if charter.electoral_guard or charter.start_on is None or charter.end_on is None:
        return
    for period in periods(charter.start_on, charter.end_on):
        yield Told(
            _("The plan crosses an electoral period, from {call} to {vote}.").format(
                call=shown(period.called_on), vote=shown(period.voted_on)
            ),
            _("Write what is and is not published from the call to the vote (LOREG, art. 50)."),
            _charter("electoral_guard"),
        )
        return


def _charter(field: str) -> Place:
    return Place(Step.PROTOCOL, "charter", 1, field)


def _at(channel: PrivateChannel, field: str) -> Place:
    return Place(Step.PROTOCOL, "private_channel", channel.id, field)

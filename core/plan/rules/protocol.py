"""What the crisis protocol lacks besides its levels: its channels, its rules, its rehearsal."""

from collections.abc import Iterator
from datetime import timedelta

from core.days import shown
from core.i18n import _
from core.plan.electoral import periods
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import PlanStep, Severity
from core.plan.model import Charter, Plan, PrivateChannel
from core.plan.rules.audiences import OWN_ROADS
from core.plan.rules.levels import protocol_empty
from core.plan.wording import named

REHEARSAL_HOLDS = timedelta(days=122)
"""Four months: what was not rehearsed for longer is looked up in the crisis (HSEEP, cut down)."""

_WITHOUT_COMMENTS = OWN_ROADS - {""}
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
                _("Nobody answers on “{channel}”.").format(channel=named(channel.title)),
                _("Choose who answers there."),
                _at_channel(channel, "person_id"),
            )


@rule(Severity.WARNING)
def protocol_never_rehearsed(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A protocol that has only been read. Before anybody approved it, it waits."""
    if facts.plan.versions and _unrehearsed(facts.plan):
        yield ToldFinding(
            _("The protocol has never been rehearsed."),
            _("Set aside twenty minutes for a drill with the crisis team, and note the day."),
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
            _("Take them to the Pleno, then write who approved them and when."),
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
            _("Once it is approved: {what}.").format(what="; ".join(waiting)),
            _("Nothing to do yet. Take both to the Pleno, with the proposed resolution.")
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

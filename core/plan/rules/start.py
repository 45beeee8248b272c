"""Step 1: the period, who stands behind the plan, the accounts that exist."""

from collections.abc import Iterator
from datetime import timedelta

from core.days import shown
from core.i18n import _
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import AccountKind, AccountVerdict, PlanStep, Severity
from core.plan.model import Account, Person
from core.plan.wording import named

IDLE = timedelta(days=91)
"""Three months without a post: review for closing (practice of the US Department of the Interior).
"""


@rule(Severity.ERROR)
def period_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """The plan does not say from when to when it holds."""
    charter = facts.plan.charter
    if charter.start_on is None or charter.end_on is None:
        yield ToldFinding(
            _("The plan does not say from when to when it is in force."),
            _("Write its first and its last day; a calendar year is the usual."),
            _charter("start_on" if charter.start_on is None else "end_on"),
        )


@rule(Severity.ERROR)
def period_reversed(facts: PlanFacts) -> Iterator[ToldFinding]:
    """The plan ends before it starts."""
    charter = facts.plan.charter
    if charter.start_on and charter.end_on and charter.end_on < charter.start_on:
        yield ToldFinding(
            _("The plan ends on {end}, before it starts on {start}.").format(
                end=shown(charter.end_on), start=shown(charter.start_on)
            ),
            _("Correct one of the two days."),
            _charter("end_on"),
        )


@rule(Severity.WARNING)
def period_over(facts: PlanFacts) -> Iterator[ToldFinding]:
    """The last day of the plan is past."""
    charter = facts.plan.charter
    over = charter.end_on is not None and charter.end_on < facts.today
    if charter.end_on and over and not (charter.start_on and charter.end_on < charter.start_on):
        yield ToldFinding(
            _("The plan ended on {end}.").format(end=shown(charter.end_on)),
            _("Start next year’s plan from this one, or lengthen its period."),
            _charter("end_on"),
        )


@rule(Severity.WARNING)
def backing_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nobody stands behind objectives that are already written."""
    if facts.plan.objectives and not facts.plan.charter.backing:
        yield ToldFinding(
            _("Nothing says what the plan is for and who stands behind it."),
            _("Write in two sentences what the council wants with it, and who answers for it."),
            _charter("backing"),
        )


@rule(Severity.HINT)
def audit_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """No account has been looked at: absence from the networks does not stop the talk."""
    if not facts.plan.accounts:
        yield ToldFinding(
            _("No account that speaks for the town is listed yet."),
            _("Search for the town’s name on each network, also for old and false accounts."),
            FixTarget(PlanStep.START, "account"),
        )


@rule(Severity.WARNING)
def account_without_verdict(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An account that is not the town's own in use, and nothing decided about it."""
    sentences = {
        AccountKind.ABANDONED: _("“{account}” is abandoned and nothing is decided about it."),
        AccountKind.UNOFFICIAL: _(
            "“{account}” is somebody else’s and nothing is decided about it."
        ),
        AccountKind.IMPERSONATING: _("“{account}” poses as the town and nothing is decided yet."),
    }
    for account in facts.plan.accounts:
        if account.kind in sentences and account.verdict is AccountVerdict.NONE:
            yield ToldFinding(
                sentences[account.kind].format(account=named(account.title)),
                _("Decide whether to keep, close, merge, claim or report it."),
                _at(account, "verdict"),
            )


@rule(Severity.WARNING)
def impersonation_kept(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An account that poses as the town and is to stay."""
    for account in facts.plan.accounts:
        if account.kind is AccountKind.IMPERSONATING and account.verdict is AccountVerdict.KEEP:
            yield ToldFinding(
                _("“{account}” poses as the town and is to be kept.").format(
                    account=named(account.title)
                ),
                _("Report it to the network, or say that it is not an impersonation."),
                _at(account, "verdict"),
            )


@rule(Severity.HINT)
def account_idle(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An own account in use that has been silent for three months."""
    for account in _own(facts):
        if account.last_post_on and facts.today - account.last_post_on > IDLE:
            yield ToldFinding(
                _("“{account}” has published nothing since {day}.").format(
                    account=named(account.title), day=shown(account.last_post_on)
                ),
                _("After three months of silence, decide whether it is worth keeping open."),
                _at(account, "verdict"),
            )


@rule(Severity.WARNING)
def account_without_holder(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An own account to which nobody of the plan has the key."""
    for account in _own(facts):
        if facts.plan.people and not account.holders:
            yield ToldFinding(
                _("Nobody in the plan holds the credentials of “{account}”.").format(
                    account=named(account.title)
                ),
                _("Mark the two people who can get in; the password itself is never kept here."),
                _at(account, "holders"),
            )


@rule(Severity.WARNING)
def account_with_one_holder(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An own account that is lost when one person is away, whatever posts that person holds."""
    for account in _own(facts):
        holders = [facts.plan.person(number) for number in account.holders]
        people = {_who(person) for person in holders if person}
        if len(people) == 1:
            holder = holders[0]
            yield ToldFinding(
                _("Only “{person}” holds the credentials of “{account}”.").format(
                    person=named(holder.label if holder else ""), account=named(account.title)
                ),
                _("Give access to a second person, with a user of their own."),
                _at(account, "holders"),
            )


@rule(Severity.HINT)
def account_without_channel(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An own account that is kept while the plan does not use its network."""
    kinds = {channel.kind for channel in facts.plan.channels}
    for account in _own(facts):
        if kinds and account.network and account.network not in kinds:
            yield ToldFinding(
                _("“{account}” stays open and no channel of the plan is for it.").format(
                    account=named(account.title)
                ),
                _("Add its channel to the plan, or decide to close it."),
                _at(account, "verdict"),
            )


def _who(person: Person) -> tuple[str, int]:
    """Tells people apart: two posts of one contact are one, two vacant posts are two."""
    if person.contact_id is None:
        return "post", person.id
    return "contact", person.contact_id


def _own(facts: PlanFacts) -> Iterator[Account]:
    """The accounts in use that stay."""
    for account in facts.plan.accounts:
        stays = account.verdict in (AccountVerdict.NONE, AccountVerdict.KEEP, AccountVerdict.CLAIM)
        if account.kind is AccountKind.OWN and stays:
            yield account


def _at(account: Account, field: str) -> FixTarget:
    return FixTarget(PlanStep.START, "account", account.id, field)


def _charter(field: str) -> FixTarget:
    return FixTarget(PlanStep.START, "charter", 1, field)

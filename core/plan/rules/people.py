"""Step 7: who is in the plan, whether they are there, and whether their hours suffice."""

from collections.abc import Iterator

from core.i18n import _, ngettext
from core.numbers import hours
from core.plan.findings import Facts, Place, Told, rule
from core.plan.kinds import Raci, Severity, Step
from core.plan.model import Person, Plan
from core.plan.rules.team import called
from core.plan.wording import named
from core.plan.workload import workload
from core.roster.model import STALE_DAYS, Contact


@rule(Severity.ERROR)
def people_missing(facts: Facts) -> Iterator[Told]:
    """Nobody does it; until somebody is there, no rule asks who does what."""
    if not facts.plan.people:
        yield Told(
            _("Nobody is in the plan yet."),
            _("Add the posts that take part: communications, mayor's office, secretary."),
            Place(Step.PEOPLE, "person"),
        )


@rule(Severity.WARNING)
def post_vacant(facts: Facts) -> Iterator[Told]:
    """A post that nobody of the roster holds, while things depend on it."""
    known = {one.id for one in facts.contacts}
    for person in facts.plan.people:
        count = duties(facts.plan, person)
        if person.contact_id not in known and count:
            yield Told(
                ngettext(
                    "“{post}” is vacant and one thing depends on it.",
                    "“{post}” is vacant and {count} things depend on it.",
                    count,
                ).format(post=named(person.label), count=count),
                _("Choose who holds the post in the roster, or pass its work to another."),
                _at(person, "contact_id"),
            )


@rule(Severity.HINT)
def post_without_duty(facts: Facts) -> Iterator[Told]:
    """A post that the plan could do without; being told or consulted is not nothing."""
    taking_part = {one.person_id for one in facts.plan.assignments}
    for person in facts.plan.people if facts.plan.tasks else ():
        if person.id not in taking_part and not duties(facts.plan, person):
            yield Told(
                _("“{post}” has nothing to do in the plan.").format(post=named(person.label)),
                _("Give it a part in a task, or take it out: the matrix gets easier to read."),
                _at(person),
            )


@rule(Severity.ERROR)
def too_much_work(facts: Facts) -> Iterator[Told]:
    """The week of the plan is longer than the hours of the town."""
    week = workload(facts.plan, facts.town)
    if week.excess and week.available is not None:
        way = week.cuts[0] if week.cuts else None
        yield Told(
            _("The plan takes {needed} a week and there are {available}.").format(
                needed=hours(week.needed), available=hours(week.available)
            ),
            _("{way} That saves {hours} a week.").format(way=way.sentence, hours=hours(way.hours))
            if way
            else _("Drop a task or a channel, or find more hours."),
            Place(Step.PEOPLE, "task", 0, "hours_week"),
        )


@rule(Severity.WARNING)
def too_much_for_one(facts: Facts) -> Iterator[Told]:
    """One person has more to do than hours."""
    for load in workload(facts.plan, facts.town).loads:
        if load.excess and load.available is not None:
            yield Told(
                _("“{post}” has work for {needed} a week and {available} for it.").format(
                    post=named(load.person.label),
                    needed=hours(load.needed),
                    available=hours(load.available),
                ),
                _("Pass {hours} a week to somebody else, or share a task between two.").format(
                    hours=hours(load.excess)
                ),
                _at(load.person, "hours_week"),
            )


@rule(Severity.WARNING)
def hours_unknown(facts: Facts) -> Iterator[Told]:
    """There is work and nobody says how much time there is for it."""
    week = workload(facts.plan, facts.town)
    if week.needed and week.available is None:
        yield Told(
            _("The plan takes {needed} a week and nothing says how many there are.").format(
                needed=hours(week.needed)
            ),
            _("Write how many hours a week the town has for communications."),
            Place(Step.PEOPLE, "person", 0, "hours_week"),
        )


@rule(Severity.WARNING)
def contact_without_phone(facts: Facts) -> Iterator[Told]:
    """Somebody of the plan who cannot be called; those needed in a crisis are another matter."""
    for contact in _everyday(facts):
        if not contact.phones and not contact.suggested:
            yield Told(
                _("“{contact}” is in the plan and has no phone.").format(
                    contact=named(contact.name)
                ),
                _("Add a number to the contact's card."),
                Place(Step.PEOPLE, "contact", contact.id, "phones"),
            )


@rule(Severity.HINT)
def contacts_unverified(facts: Facts) -> Iterator[Told]:
    """Cards of the plan's people that nobody has confirmed for 90 days, counted together."""
    stale = [one for one in _everyday(facts) if one.stale(facts.today) and not one.suggested]
    if stale:
        yield Told(
            ngettext(
                "One contact of the plan has not been confirmed in the last {days} days.",
                "{count} contacts of the plan have not been confirmed in the last {days} days.",
                len(stale),
            ).format(count=len(stale), days=STALE_DAYS),
            _("Do the monthly check of the roster; it takes five minutes."),
            Place(Step.PEOPLE, "contact", 0, "verified_on"),
        )


@rule(Severity.WARNING)
def contacts_suggested(facts: Facts) -> Iterator[Told]:
    """People of the plan or of the crisis team who are still a proposal without a name."""
    waiting = [one for one in [*called(facts), *_everyday(facts)] if one.suggested]
    if waiting:
        yield Told(
            ngettext(
                "One contact that the plan needs is still a suggestion.",
                "{count} contacts that the plan needs are still suggestions.",
                len(waiting),
            ).format(count=len(waiting)),
            _("Write the name and the phone on each card; they are who will be called."),
            Place(Step.PEOPLE, "contact", 0, "name", first=waiting[0].id),
        )


def duties(plan: Plan, person: Person) -> int:
    """For how many things the plan depends on a post.

    Tasks that it does or answers for, channels that it keeps or stands in for, levels on which it
    is told or approves, private channels and credentials.
    """
    tasks = sum(
        one.person_id == person.id and one.role in (Raci.RESPONSIBLE, Raci.ACCOUNTABLE, Raci.BOTH)
        for one in plan.assignments
    )
    channels = sum(person.id in (one.owner_id, one.substitute_id) for one in plan.channels)
    levels = sum(person.id in (*one.told, one.approver_id) for one in plan.levels)
    private = sum(one.person_id == person.id for one in plan.private_channels)
    return (
        tasks + channels + levels + private + sum(person.id in one.holders for one in plan.accounts)
    )


def _everyday(facts: Facts) -> list[Contact]:
    """Whoever holds a post of the plan and is not needed in a crisis."""
    holding = {one.contact_id for one in facts.plan.people}
    crisis = {one.id for one in called(facts)}
    return [one for one in facts.contacts if one.id in holding and one.id not in crisis]


def _at(person: Person, field: str = "") -> Place:
    return Place(Step.PEOPLE, "person", person.id, field)

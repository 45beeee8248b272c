"""What the people of the plan and of the crisis team lack."""

from collections.abc import Iterator

from core.days import shown
from core.i18n import _, ngettext
from core.numbers import hours
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import LevelName, PlanStep, Raci, Severity
from core.plan.model import Person, Plan
from core.plan.wording import named
from core.plan.workload import workload
from core.roster.model import STALE_DAYS, Contact, ContactKind, Hat, hat_label


@rule(Severity.ERROR)
def team_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nobody of the roster has anything to do in a crisis, nor is anybody proposed for it."""
    if not any(contact.hats for contact in facts.contacts):
        yield ToldFinding(
            _("There is no crisis team: nobody in the roster has a role."),
            _("Say who decides, who speaks and who writes; one person may do several."),
            FixTarget(PlanStep.PROTOCOL, "contact", 0, "hats"),
        )


@rule(Severity.WARNING)
def hat_without_contact(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A hat that nobody wears. The place counts the hats from 1 in their order, for its key."""
    worn = {hat for contact in wearers(facts) for hat in contact.hats}
    for number, hat in enumerate(Hat, 1):
        if worn and hat not in worn:
            yield ToldFinding(
                _("Nobody has the role “{hat}”.").format(hat=hat_label(hat)),
                _(
                    "Give it to somebody in the roster; in a crisis there is no time to look "
                    "for anyone."
                ),
                FixTarget(PlanStep.PROTOCOL, "", number, "hats"),
            )


@rule(Severity.WARNING)
def hat_without_substitute(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A person with a hat for whom nobody stands in; a service is staffed by more than one."""
    known = {other.id for other in facts.contacts}
    for contact in wearers(facts):
        alone = contact.kind is ContactKind.PERSON and contact.substitute_id not in known
        if alone and not contact.suggested:
            yield ToldFinding(
                _("“{contact}” has no deputy in a crisis.").format(contact=named(contact.name)),
                _("Choose a deputy on the contact’s card."),
                _at_contact(contact, "substitute_id"),
            )


@rule(Severity.WARNING)
def one_wears_every_hat(facts: PlanFacts) -> Iterator[ToldFinding]:
    """One person cannot decide, speak, write, answer and keep the log at once."""
    team = wearers(facts)
    if len(team) == 1 and len(team[0].hats) > 1:
        yield ToldFinding(
            ngettext(
                "“{contact}” has the only role.",
                "“{contact}” has all {count} roles.",
                len(team[0].hats),
            ).format(contact=named(team[0].name), count=len(team[0].hats)),
            _("Hand at least the log and the calls to others: town clerk, police, a councillor."),
            _at_contact(team[0], "hats"),
        )


@rule(Severity.WARNING)
def crisis_contact_unverified(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Somebody of the crisis team whose card nobody has confirmed for 90 days."""
    for contact in called(facts):
        if contact.stale(facts.today) and not contact.suggested:
            sentence = (
                _("“{contact}”, needed in a crisis, was last verified on {day}.")
                if contact.verified_on
                else _("“{contact}”, needed in a crisis, was never verified.")
            )
            yield ToldFinding(
                sentence.format(
                    contact=named(contact.name),
                    day=shown(contact.verified_on),
                ),
                _("Call the number once; it takes a minute and holds for {days} days.").format(
                    days=STALE_DAYS
                ),
                _at_contact(contact, "verified_on"),
            )


@rule(Severity.ERROR)
def crisis_contact_without_phone(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Somebody who is needed in a crisis and cannot be called."""
    for contact in called(facts):
        if not contact.phones and not contact.suggested:
            yield ToldFinding(
                _("“{contact}” is needed in a crisis and has no phone.").format(
                    contact=named(contact.name)
                ),
                _("Add a number that is answered outside office hours too."),
                _at_contact(contact, "phones"),
            )


def wearers(facts: PlanFacts) -> list[Contact]:
    """The contacts with at least one hat, in the order of the roster; a bare proposal is nobody."""
    return [contact for contact in facts.contacts if contact.hats and contact.somebody]


def called(facts: PlanFacts) -> list[Contact]:
    """Whoever is needed in a crisis: hats, and those told or asked on orange and red."""
    posts: set[int] = set()
    for level in facts.plan.levels:
        if level.name in (LevelName.ORANGE, LevelName.RED):
            posts.update(level.told)
            posts.update([level.approver_id] if level.approver_id else [])
    holding = {person.contact_id for person in facts.plan.people if person.id in posts}
    return [contact for contact in facts.contacts if contact.hats or contact.id in holding]


def _at_contact(contact: Contact, field: str) -> FixTarget:
    return FixTarget(PlanStep.PROTOCOL, "contact", contact.id, field)


@rule(Severity.ERROR)
def people_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nobody does it; until somebody is there, no rule asks who does what."""
    if not facts.plan.people:
        yield ToldFinding(
            _("Nobody is in the plan yet."),
            _("Add the roles that take part: communications, mayor’s office, town clerk."),
            FixTarget(PlanStep.PEOPLE, "person"),
        )


@rule(Severity.WARNING)
def post_vacant(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A post that nobody of the roster holds, while things depend on it."""
    known = {contact.id for contact in facts.contacts}
    for person in facts.plan.people:
        count = duties(facts.plan, person)
        if person.contact_id not in known and count:
            yield ToldFinding(
                ngettext(
                    "“{post}” is vacant and one thing depends on it.",
                    "“{post}” is vacant and {count} things depend on it.",
                    count,
                ).format(post=named(person.label), count=count),
                _("Choose who holds the role in the roster, or pass its work to another."),
                _at_person(person, "contact_id"),
            )


@rule(Severity.HINT)
def post_without_duty(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A post that the plan could do without; being told or consulted is not nothing."""
    taking_part = {assignment.person_id for assignment in facts.plan.assignments}
    for person in facts.plan.people if facts.plan.tasks else ():
        if person.id not in taking_part and not duties(facts.plan, person):
            yield ToldFinding(
                _("“{post}” has nothing to do in the plan.").format(post=named(person.label)),
                _("Give it a part in a task, or take it out: the matrix gets easier to read."),
                _at_person(person),
            )


@rule(Severity.ERROR)
def too_much_work(facts: PlanFacts) -> Iterator[ToldFinding]:
    """The week of the plan is longer than the hours of the town."""
    week = workload(facts.plan, facts.town)
    if week.excess and week.available is not None:
        way = week.cuts[0] if week.cuts else None
        yield ToldFinding(
            _("The plan takes {needed} a week and there are {available}.").format(
                needed=hours(week.needed), available=hours(week.available)
            ),
            _("{way} That saves {hours} a week.").format(way=way.sentence, hours=hours(way.hours))
            if way
            else _("Drop a task or a channel, or find more hours."),
            FixTarget(PlanStep.PEOPLE, "task", 0, "hours_week"),
        )


@rule(Severity.WARNING)
def too_much_for_one(facts: PlanFacts) -> Iterator[ToldFinding]:
    """One person has more to do than hours."""
    for load in workload(facts.plan, facts.town).loads:
        if load.excess and load.available is not None:
            yield ToldFinding(
                _("“{post}” has work for {needed} a week and {available} for it.").format(
                    post=named(load.person.label),
                    needed=hours(load.needed),
                    available=hours(load.available),
                ),
                _("Pass {hours} a week to somebody else, or share a task between two.").format(
                    hours=hours(load.excess)
                ),
                _at_person(load.person, "hours_week"),
            )


@rule(Severity.WARNING)
def hours_unknown(facts: PlanFacts) -> Iterator[ToldFinding]:
    """There is work and nobody says how much time there is for it."""
    week = workload(facts.plan, facts.town)
    if week.needed and week.available is None:
        yield ToldFinding(
            _("The plan takes {needed} a week and nothing says how many there are.").format(
                needed=hours(week.needed)
            ),
            _("Write how many hours a week the town has for communications."),
            FixTarget(PlanStep.PEOPLE, "person", 0, "hours_week"),
        )


@rule(Severity.WARNING)
def contact_without_phone(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Somebody of the plan who cannot be called; those needed in a crisis are another matter."""
    for contact in _everyday(facts):
        if not contact.phones and not contact.suggested:
            yield ToldFinding(
                _("“{contact}” is in the plan and has no phone.").format(
                    contact=named(contact.name)
                ),
                _("Add a number to the contact’s card."),
                FixTarget(PlanStep.PEOPLE, "contact", contact.id, "phones"),
            )


@rule(Severity.HINT)
def contacts_unverified(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Cards of the plan's people that nobody has confirmed for 90 days, counted together."""
    stale = [item for item in _everyday(facts) if item.stale(facts.today) and not item.suggested]
    if stale:
        yield ToldFinding(
            ngettext(
                "One contact in the plan has not been confirmed in the last {days} days.",
                "{count} contacts in the plan have not been confirmed in the last {days} days.",
                len(stale),
            ).format(count=len(stale), days=STALE_DAYS),
            _("Do the monthly check of the roster; it takes five minutes."),
            FixTarget(PlanStep.PEOPLE, "contact", 0, "verified_on"),
        )


@rule(Severity.WARNING)
def contacts_suggested(facts: PlanFacts) -> Iterator[ToldFinding]:
    """People of the plan or of the crisis team who are still a proposal without a name."""
    waiting = [contact for contact in [*called(facts), *_everyday(facts)] if contact.suggested]
    if waiting:
        yield ToldFinding(
            ngettext(
                "One contact that the plan needs is still a suggestion.",
                "{count} contacts that the plan needs are still suggestions.",
                len(waiting),
            ).format(count=len(waiting)),
            _("Write the name and the phone on each card; they are who will be called."),
            FixTarget(PlanStep.PEOPLE, "contact", 0, "name", first=waiting[0].id),
        )


def duties(plan: Plan, person: Person) -> int:
    """For how many things the plan depends on a post.

    Tasks that it does or answers for, channels that it keeps or stands in for, levels on which it
    is told or approves, private channels and credentials.
    """
    tasks = sum(
        item.person_id == person.id and item.role in (Raci.RESPONSIBLE, Raci.ACCOUNTABLE, Raci.BOTH)
        for item in plan.assignments
    )
    channels = sum(person.id in (item.owner_id, item.substitute_id) for item in plan.channels)
    levels = sum(person.id in (*level.told, level.approver_id) for level in plan.levels)
    private = sum(channel.person_id == person.id for channel in plan.private_channels)
    return (
        tasks
        + channels
        + levels
        + private
        + sum(person.id in account.holders for account in plan.accounts)
    )


def _everyday(facts: PlanFacts) -> list[Contact]:
    """Whoever holds a post of the plan and is not needed in a crisis."""
    holding = {person.contact_id for person in facts.plan.people}
    crisis = {contact.id for contact in called(facts)}
    return [item for item in facts.contacts if item.id in holding and item.id not in crisis]


def _at_person(person: Person, field: str = "") -> FixTarget:
    return FixTarget(PlanStep.PEOPLE, "person", person.id, field)

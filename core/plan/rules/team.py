"""Step 6: who wears which hat in a crisis; hats and substitutes are those of the roster."""

from collections.abc import Iterator

from core.days import shown
from core.i18n import _, ngettext
from core.plan.findings import Facts, Place, Told, rule
from core.plan.kinds import LevelName, Severity, Step
from core.plan.wording import named
from core.roster.model import STALE_DAYS, Contact, Hat, Kind, hat_label


@rule(Severity.ERROR)
def team_missing(facts: Facts) -> Iterator[Told]:
    """Nobody of the roster has anything to do in a crisis, nor is anybody proposed for it."""
    if not any(one.hats for one in facts.contacts):
        yield Told(
            _("There is no crisis team: nobody in the roster wears a hat."),
            _("Say who decides, who speaks and who writes; one person may do several."),
            Place(Step.PROTOCOL, "contact", 0, "hats"),
        )


@rule(Severity.WARNING)
def hat_without_contact(facts: Facts) -> Iterator[Told]:
    """A hat that nobody wears. The place counts the hats from 1 in their order, for its key."""
    worn = {hat for contact in wearers(facts) for hat in contact.hats}
    for number, hat in enumerate(Hat, 1):
        if worn and hat not in worn:
            yield Told(
                _("Nobody wears the hat “{hat}”.").format(hat=hat_label(hat)),
                _("Give it to somebody of the roster; in a crisis nobody asks for it."),
                Place(Step.PROTOCOL, "", number, "hats"),
            )


@rule(Severity.WARNING)
def hat_without_substitute(facts: Facts) -> Iterator[Told]:
    """A person with a hat for whom nobody stands in; a service is staffed by more than one."""
    known = {one.id for one in facts.contacts}
    for contact in wearers(facts):
        alone = contact.kind is Kind.PERSON and contact.substitute_id not in known
        if alone and not contact.suggested:
            yield Told(
                _("Nobody stands in for “{contact}” in a crisis.").format(
                    contact=named(contact.name)
                ),
                _("Choose a substitute on the contact's card."),
                _at(contact, "substitute_id"),
            )


@rule(Severity.WARNING)
def one_wears_every_hat(facts: Facts) -> Iterator[Told]:
    """One person cannot decide, speak, write, answer and keep the log at once."""
    team = wearers(facts)
    if len(team) == 1 and len(team[0].hats) > 1:
        yield Told(
            ngettext(
                "“{contact}” wears the only hat.",
                "“{contact}” wears all {count} hats.",
                len(team[0].hats),
            ).format(contact=named(team[0].name), count=len(team[0].hats)),
            _("Hand at least the log and the calls to others: secretary, police, a councillor."),
            _at(team[0], "hats"),
        )


@rule(Severity.WARNING)
def crisis_contact_unverified(facts: Facts) -> Iterator[Told]:
    """Somebody of the crisis team whose card nobody has confirmed for 90 days."""
    for contact in called(facts):
        if contact.stale(facts.today) and not contact.suggested:
            sentence = (
                _("“{contact}”, needed in a crisis, was last verified on {day}.")
                if contact.verified_on
                else _("“{contact}”, needed in a crisis, was never verified.")
            )
            yield Told(
                sentence.format(
                    contact=named(contact.name),
                    day=shown(contact.verified_on),
                ),
                _("Call the number once; it takes a minute and holds for {days} days.").format(
                    days=STALE_DAYS
                ),
                _at(contact, "verified_on"),
            )


@rule(Severity.ERROR)
def crisis_contact_without_phone(facts: Facts) -> Iterator[Told]:
    """Somebody who is needed in a crisis and cannot be called."""
    for contact in called(facts):
        if not contact.phones and not contact.suggested:
            yield Told(
                _("“{contact}” is needed in a crisis and has no phone.").format(
                    contact=named(contact.name)
                ),
                _("Add a number that is answered outside office hours too."),
                _at(contact, "phones"),
            )


def wearers(facts: Facts) -> list[Contact]:
    """The contacts with at least one hat, in the order of the roster; a bare proposal is nobody."""
    return [one for one in facts.contacts if one.hats and one.somebody]


def called(facts: Facts) -> list[Contact]:
    """Whoever is needed in a crisis: hats, and those told or asked on orange and red."""
    posts: set[int] = set()
    for level in facts.plan.levels:
        if level.name in (LevelName.ORANGE, LevelName.RED):
            posts.update(level.told)
            posts.update([level.approver_id] if level.approver_id else [])
    holding = {one.contact_id for one in facts.plan.people if one.id in posts}
    return [one for one in facts.contacts if one.hats or one.id in holding]


def _at(contact: Contact, field: str) -> Place:
    return Place(Step.PROTOCOL, "contact", contact.id, field)

"""What a person does in the plan: one function for each action."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from core.cancel import CancelToken
from core.i18n import _
from core.plan import records
from core.plan.findings import Finding, FixTarget
from core.plan.item import Item, item_name
from core.plan.measurements import readings
from core.plan.model import Assignment, Dismissal, Measurement, Objective, Presence, SessionNote
from core.roster import records as roster_records
from core.roster.model import Contact, Hat, hat_label
from core.store import Topic
from desktop.services import Services

if TYPE_CHECKING:
    from core.plan.measurements.importing import Gathered


def save(services: Services, item: Item, field: str) -> None:
    """Store an edited item; `field` names what was edited, so that typing is one step of undo."""
    with services.store.change(
        Topic.PLAN,
        label=_("change {name}").format(name=item_name(item)),
        key=f"{records.table_of(type(item))}:{item.id}:{field}",
    ) as db:
        records.save(db, item)


def add(services: Services, item: Item) -> int:
    """Store a new item at the end of its list; returns its id."""
    label = _("add {name}").format(name=item_name(item))
    with services.store.change(Topic.PLAN, label=label) as db:
        return records.add(db, item)


def delete(services: Services, item: Item) -> None:
    """Remove an item and what belongs to it; can be undone."""
    name = item_name(item)
    with services.store.change(Topic.PLAN, label=_("delete {name}").format(name=name)) as db:
        records.delete(db, type(item), item.id)
    services.notifier.undoable(_("Removed: {name}.").format(name=name))


def accept(services: Services, item: Item) -> None:
    """A suggested item is right as it is."""
    name = item_name(item)
    with services.store.change(Topic.PLAN, label=_("accept {name}").format(name=name)) as db:
        records.accept(db, type(item), item.id)
    services.notifier.undoable(_("“{name}” is no longer a suggestion.").format(name=name))


def accept_all(services: Services, waiting: Sequence[FixTarget]) -> None:
    """Every suggestion at these places is right as it is."""
    with services.store.change(Topic.PLAN, label=_("accept the suggestions")) as db:
        for place in waiting:
            records.accept_at(db, place)
    services.notifier.undoable(_("The suggestions are yours now."))


def reorder(services: Services, items: Sequence[Item]) -> None:
    """Give a list this order."""
    label = _("change the order")
    with services.store.change(Topic.PLAN, label=label, key="plan:order") as db:
        records.reorder(db, type(items[0]), [item.id for item in items])


def set_reach(services: Services, presences: Sequence[Presence]) -> None:
    """Say how much of some audiences is on some channels."""
    with services.store.change(Topic.PLAN, label=_("change the audiences of a channel")) as db:
        for presence in presences:
            records.set_reach(db, presence)


def assign(
    services: Services, cells: Sequence[tuple[int, int]], roles: Sequence[Assignment | None]
) -> None:
    """Say what some people are to some tasks; `cells` are task and person, None is nothing."""
    with services.store.change(Topic.PLAN, label=_("change who does what")) as db:
        for (task_id, person_id), role in zip(cells, roles, strict=True):
            records.assign(db, role, task_id, person_id)


def dismiss(services: Services, finding: Finding, reason: str) -> None:
    """Live with a finding, for a reason that is kept."""
    with services.store.change(Topic.PLAN, label=_("dismiss a finding")) as db:
        records.dismiss(db, Dismissal(finding.key, reason, services.clock.now()))
    services.notifier.undoable(_("The finding is dismissed; the reason is kept."))


def recall(services: Services, finding: Finding) -> None:
    """A dismissed finding counts again."""
    with services.store.change(Topic.PLAN, label=_("count a finding again")) as db:
        records.recall(db, finding.key)


def wear_hat(services: Services, hat: Hat, before_id: int | None, after_id: int | None) -> None:
    """Pass a hat of the crisis team from one contact to another, or to nobody."""
    label = _("change who “{hat}”").format(hat=hat_label(hat).lower())
    with services.store.change(Topic.ROSTER, label=label, key=f"hat:{hat}") as db:
        roster_records.pass_hat(db, hat, before_id, after_id)


def set_substitute(services: Services, contact: Contact, substitute_id: int | None) -> None:
    """Who stands in for a contact, for all that they do."""
    label = _("change the deputy of {name}").format(name=contact.name)
    with services.store.change(Topic.ROSTER, label=label, key=f"substitute:{contact.id}") as db:
        roster_records.set_substitute(db, contact.id, substitute_id)


def note(services: Services, session_note: SessionNote) -> None:
    """Keep what was said about a question of the session."""
    with services.store.change(
        Topic.PLAN, label=_("note what was said"), key=f"note:{session_note.prompt}"
    ) as db:
        records.note(db, session_note)


def measure(
    services: Services,
    objective: Objective,
    measurement: Measurement,
    before: Measurement | None = None,
) -> None:
    """Store a reading of an objective; one that it replaces is said, and can be brought back."""
    label = _("measure {name}").format(name=objective.title)
    with services.store.change(Topic.PLAN, label=label) as db:
        if before is not None:
            records.delete(db, Measurement, before.id)
        records.measure(db, measurement)
    if before is not None:
        was = readings.value_in_words(objective, before.value)
        services.notifier.undoable(_("Corrected; before it was {value}.").format(value=was))


def delete_reading(services: Services, objective: Objective, measurement: Measurement) -> None:
    """Remove a reading; can be undone."""
    words = readings.value_in_words(objective, measurement.value)
    label = _("delete the measurement {value}").format(value=words)
    with services.store.change(Topic.PLAN, label=label) as db:
        records.delete(db, Measurement, measurement.id)
    services.notifier.undoable(_("Removed: {name}.").format(name=words))


def import_readings(services: Services, gathered: "Gathered", token: CancelToken) -> int:
    """Store readings in one step, in the thread of a job; returns how many. Raises `Cancelled`."""
    from core.plan.measurements import importing

    with services.store.change(Topic.PLAN, label=_("import measurements")) as db:
        count = importing.store(db, gathered)
        token.check()
    return count


def take_reputation(services: Services) -> None:
    """Put what Menciones says of the last year under what is said of the body; can be undone."""
    from core.mentions.document.words import baseline

    with services.store.read() as connection:
        found = baseline(connection, services.clock.today())
        charter = records.charter(connection)
    if not found:
        services.notifier.toast(_("Nothing has been listened to yet."))
        return
    said = "\n\n".join(part for part in (charter.reputation, found) if part)
    save(services, replace(charter, reputation=said), "reputation")
    services.notifier.undoable(_("It is below what was there: change it as you like."))

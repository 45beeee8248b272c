"""What a person does with watches; after each change the past is looked through again."""

from collections.abc import Sequence
from dataclasses import replace

from core.cancel import CancelToken
from core.i18n import _
from core.mentions.model import Watch
from core.mentions.records import watches
from core.mentions.watches import town_name
from core.mentions.watches.town_name import Proposal
from core.store import Topic, suggestions
from desktop.jobs import Progress
from desktop.services import Services

APPLY_JOB = "apply-watches"


def save(services: Services, watch: Watch, field: str) -> None:
    """Store an edited watch; `field` names what was edited, so that typing is one step of undo."""
    with services.store.change(
        Topic.WATCHES,
        label=_("change {name}").format(name=watch.title),
        key=f"watch:{watch.id}:{field}",
    ) as db:
        watches.save(db, watch)


def follow(services: Services, watch: Watch, proposal: Proposal) -> None:
    """Change a watch as proposed; what was typed into it a moment ago stays."""
    label = _("change {name}").format(name=watch.title)
    with services.store.change(Topic.WATCHES, label=label) as db:
        there = next((other for other in watches.everything(db.conn) if other.id == watch.id), None)
        if there is not None:
            watches.save(db, town_name.accept(there, proposal))


def add(services: Services, watch: Watch) -> int:
    """Store a new watch; returns its id."""
    label = _("add {name}").format(name=watch.title)
    with services.store.change(Topic.WATCHES, label=label) as db:
        return watches.add(db, watch)


def delete(services: Services, watch: Watch) -> None:
    """Remove a watch; mentions that only it found go, unless something was done with them."""
    label = _("delete {name}").format(name=watch.title)
    with services.store.change(Topic.WATCHES, label=label) as db:
        watches.delete(db, watch.id)
    services.notifier.undoable(_("Removed: {name}.").format(name=watch.title))


def accept(services: Services, watch: Watch) -> None:
    """A proposed watch is right as it is."""
    label = _("accept {name}").format(name=watch.title)
    with services.store.change(Topic.WATCHES, label=label) as db:
        suggestions.settle(db, watches.TABLE, watch.id)
    services.notifier.undoable(_("“{name}” is no longer a suggestion.").format(name=watch.title))


def reorder(services: Services, there: Sequence[Watch]) -> None:
    """Give the list this order; a suggestion that is moved is taken."""
    label = _("change the order")
    with services.store.change(Topic.WATCHES, label=label, key="watch:order") as db:
        for place, watch in enumerate(there, 1):
            if watch.position != place:
                watches.save(db, replace(watch, position=place))


def apply(services: Services) -> None:
    """Look through all that is stored by the rules as they are now, in the background.

    Where no rule says anything else than before, nothing is written and nobody is told.
    """
    store = services.store

    def work(_token: CancelToken, _progress: Progress) -> None:
        from core.mentions.listening import intake as rules

        with store.read() as connection:
            due = rules.is_due(connection)
        if due:
            with store.change(Topic.MENTIONS, undoable=False) as db:
                rules.bring_up_to_date(db, store.clock.now())

    services.jobs.run(APPLY_JOB, work, lambda _none: None)

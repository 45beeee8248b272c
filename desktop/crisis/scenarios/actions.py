"""What a person does with scenarios: one function for each action, each a step of undo."""

from collections.abc import Collection
from pathlib import Path

from core import files
from core.crisis.scenario import Scenario
from core.crisis.scenarios import editing, packs, updates
from core.crisis.scenarios.editing import Edit
from core.crisis.scenarios.packs import Pack, PackChoice
from core.errors import AppError
from core.i18n import _, ngettext
from core.plan.wording import named
from core.store import Topic
from core.town import records as town_records
from desktop.asker import Patterns
from desktop.services import Services


def change(services: Services, scenario: Scenario, edit: Edit, key: str = "") -> Scenario:
    """Change a scenario; `key` names what is being typed. Raises `InvalidValue`, `WorkspaceError`.

    Returns it as it was stored.
    """
    kept = editing.edit(
        services.store,
        scenario.id,
        edit,
        label=_("change {name}").format(name=named(scenario.title)),
        key=f"scenario:{scenario.id}:{key}" if key else "",
    )
    return kept.scenario


def attempt(services: Services, scenario: Scenario, edit: Edit) -> Scenario | None:
    """Change a scenario by a button; what does not fit is told, and None returned."""
    try:
        return change(services, scenario, edit)
    except AppError as error:
        services.notifier.error(error)
        return None


def adopt(services: Services, scenario: Scenario) -> None:
    """Make a scenario the town's own, to be changed."""
    label = _("adapt {name}").format(name=named(scenario.title))
    with services.store.change(Topic.SCENARIOS, label=label) as db:
        editing.adopt(db, scenario.id, services.clock.now())
    services.notifier.undoable(_("From now on this scenario can be changed."))


def set_aside(services: Services, scenario: Scenario, *, aside: bool) -> None:
    """Say that a scenario is not for this town, or take that back."""
    words = _("set aside {name}") if aside else _("take back {name}")
    label = words.format(name=named(scenario.title))
    with services.store.change(Topic.SCENARIOS, label=label) as db:
        editing.set_aside(db, scenario.id, services.clock.now(), aside=aside)
    told = (
        _("“{name}” is no longer offered, nor bound into the notebook.")
        if aside
        else _("“{name}” is offered again.")
    )
    services.notifier.undoable(told.format(name=named(scenario.title)))


def return_to_program(services: Services, scenario: Scenario) -> None:
    """Let the town's own words go."""
    label = _("return to the program’s text")
    with services.store.change(Topic.SCENARIOS, label=label) as db:
        editing.return_to_program(db, scenario.id)
    services.notifier.undoable(_("The program’s text is in force again."))


def create(services: Services, title: str, like: str = "") -> str:
    """A scenario of the town's own; returns its id."""
    label = _("add {name}").format(name=named(title))
    with services.store.change(Topic.SCENARIOS, label=label) as db:
        return editing.create(db, title, like, services.clock.now())


def delete(services: Services, scenario: Scenario) -> None:
    """Remove a scenario of the town's own."""
    label = _("delete {name}").format(name=named(scenario.title))
    with services.store.change(Topic.SCENARIOS, label=label) as db:
        editing.delete(db, scenario.id)
    services.notifier.undoable(_("Removed: {name}.").format(name=named(scenario.title)))


def settle(services: Services, scenario: Scenario, taken: Collection[str]) -> None:
    """Take what was chosen of the program's later text, and keep the rest."""
    label = _("bring {name} up to date").format(name=named(scenario.title))
    try:
        with services.store.change(Topic.SCENARIOS, label=label) as db:
            updates.settle(db, scenario.id, taken)
    except AppError as error:
        services.notifier.error(error)
        return
    told = ngettext("{count} change taken.", "{count} changes taken.", len(taken))
    services.notifier.undoable(told.format(count=len(taken)) if taken else _("Your words stay."))


def export(services: Services, chosen: Collection[str]) -> bool:
    """Ask where and write a pack; False when the person went back or the disk refused."""
    with services.store.read() as connection:
        town = town_records.load(connection)
    name = files.safe_name(_("Scenarios of {town}").format(town=town.name))
    path = services.asker.save_file(
        _("Where should the pack go?"), Path(f"{name}{packs.SUFFIX}"), types()
    )
    if path is None:
        return False
    try:
        with services.store.read() as connection:
            count = packs.write(connection, chosen, path, services.clock.today())
    except AppError as error:
        services.notifier.error(error)
        return False
    told = ngettext("One scenario is in {file}.", "{count} scenarios are in {file}.", count)
    services.notifier.toast(told.format(count=count, file=path.name))
    return True


def take_in(services: Services, pack: Pack, choices: dict[str, PackChoice]) -> list[str]:
    """Store what is wanted of a pack; returns the ids under which it came."""
    with services.store.change(Topic.SCENARIOS, label=_("import scenarios")) as db:
        came = packs.take_in(db, pack, choices, services.clock.now())
    told = ngettext("One scenario imported.", "{count} scenarios imported.", len(came))
    services.notifier.undoable(told.format(count=len(came)))
    return came


def types() -> Patterns:
    """The type of a pack."""
    return [(_("Packs of scenarios"), f"*{packs.SUFFIX}"), (_("All files"), "*")]

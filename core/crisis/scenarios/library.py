"""The scenarios in force: what the content files offer, and what the town made of it."""

from dataclasses import dataclass

from core import content, i18n
from core.crisis.model import Incident
from core.crisis.records import incidents
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import DrillPlan, Scenario
from core.crisis.town_facts import in_town, police
from core.errors import DocumentTrouble, InvalidValue
from core.i18n import _
from core.store import Connection
from core.town import records as town_records

SHIPPED = (
    "unfit-water", "poisoned-animals", "flood", "fire", "fiesta-accident", "outage", "hoax",
    "hijacked-account", "mistaken-post", "data-breach", "death", "works-felling", "bins-taxes",
    "harassment", "viral-petition", "council-conflict", "missing-person", "gender-violence",
)  # fmt: skip
"""Ids of the content files, by the number of their sheets."""


@dataclass(frozen=True)
class Offered:
    """A scenario as it would be used now, and what the town keeps of it, if anything."""

    scenario: Scenario
    kept: StoredScenario | None = None
    newer: Scenario | None = None
    """The program's text, where it is of a later version than the one that was adopted."""

    @property
    def revision(self) -> int:
        """Of the sheet: the town's own counts its changes, the others are as they came."""
        return self.kept.revision if self.kept else self.scenario.version

    @property
    def set_aside(self) -> bool:
        """The town said that it is not for it."""
        return self.kept is not None and self.kept.set_aside


def shipped(scenario_id: str) -> Scenario | None:
    """What the content files say in the current language, or None for one of the town's own."""
    if scenario_id not in SHIPPED:
        return None
    return content.load(f"scenarios/{scenario_id}", Scenario)


def everything(connection: Connection) -> list[Offered]:
    """Every scenario, by the number of its sheet; those set aside too."""
    kept = records.everything(connection)
    own = [other for name, other in kept.items() if name not in SHIPPED]
    found = [_offered(kept.get(name), shipped(name)) for name in SHIPPED]
    found += [_offered(other, None) for other in own]
    return sorted(found, key=lambda item: (item.scenario.number, item.scenario.title))


def in_use(connection: Connection) -> list[Offered]:
    """Those for this town: all but the ones set aside."""
    return [item for item in everything(connection) if not item.set_aside]


def offered(connection: Connection, scenario_id: str) -> Offered:
    """One scenario. Raises `DocumentTrouble` when there is none of that name."""
    kept, text = records.one(connection, scenario_id), shipped(scenario_id)
    if kept is None and text is None:
        raise DocumentTrouble(
            _("There is no scenario “{name}”.").format(name=scenario_id),
            _("There are: {names}.").format(
                names=", ".join(item.scenario.id for item in everything(connection))
            ),
        )
    return _offered(kept, text)


def of_incident(connection: Connection, incident: Incident) -> Scenario:
    """The scenario as the town read it when an incident was opened; as it is now, where that was
    damaged."""
    kept = incidents.scenario_of(connection, incident.id)
    return kept or offered(connection, incident.scenario).scenario


def read(connection: Connection, scenario: Scenario, language: str) -> Scenario:
    """A scenario as the town reads it, in a language."""
    with i18n.language(language):
        return in_town(scenario, town_records.load(connection), police(connection))


def untouched(scenario: Scenario, language: str) -> bool:
    """Whether a scenario that the town read says in public what the content files do in a
    language, after the same steps."""
    with i18n.language(language):
        text = shipped(scenario.id)
    return text is not None and _public(text) == _public(scenario)


def _public(scenario: Scenario) -> tuple[object, ...]:
    steps = tuple(step.id for step in scenario.steps)
    return steps, scenario.blanks, scenario.statements, scenario.questions, scenario.offline


def rehearsal(scenario: Scenario) -> DrillPlan:
    """The drill of a scenario. Raises `InvalidValue` when nothing happens in it."""
    if scenario.drill is None or not scenario.drill.injects:
        raise InvalidValue(
            _("This scenario has no drill."),
            _("Choose another, or first write what happens in it."),
        )
    return scenario.drill


def _offered(kept: StoredScenario | None, text: Scenario | None) -> Offered:
    """A scenario that nobody changed speaks the language of whoever reads it."""
    if kept is None and text is not None:
        return Offered(text)
    if kept is None:
        raise ValueError("neither kept nor shipped")
    newer = text if text and kept.base and text.version > kept.base.version else None
    if text and not newer and kept.scenario == kept.base:
        return Offered(text, kept)
    return Offered(kept.scenario, kept, newer)

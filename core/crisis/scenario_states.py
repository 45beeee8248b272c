"""How each scenario stands with the town: the program's, adopted, changed, set aside."""

from dataclasses import dataclass
from enum import StrEnum

from core.crisis import scenarios
from core.crisis.scenario import Scenario
from core.crisis.scenario_differences import newer_text
from core.crisis.scenarios import Offered
from core.i18n import pgettext
from core.store import Connection


class State(StrEnum):
    """What is worth saying of a scenario, the most urgent first."""

    SET_ASIDE = "set_aside"
    NEWER = "newer"
    """The program has a later text than the one that was adopted."""
    OWN = "own"
    """The town's alone."""
    CHANGED = "changed"
    ADOPTED = "adopted"


@dataclass(frozen=True)
class Listed:
    """A scenario with all that lists say of it. Without states it is the program's, untouched."""

    offered: Offered
    states: tuple[State, ...]
    newer: Scenario | None = None
    """The program's later text, in the language of the town's."""

    @property
    def scenario(self) -> Scenario:
        """The words in force."""
        return self.offered.scenario

    @property
    def own(self) -> bool:
        """The town can change it."""
        return self.offered.kept is not None


def listing(connection: Connection) -> list[Listed]:
    """Every scenario by the number of its sheet, those set aside too."""
    return [_listed(one) for one in scenarios.everything(connection)]


def _listed(offered: Offered) -> Listed:
    kept = offered.kept
    if kept is None:
        return Listed(offered, ())
    newer = newer_text(kept) if offered.newer else None
    states = [State.SET_ASIDE] if kept.set_aside else []
    if newer is not None:
        states.append(State.NEWER)
    if kept.base is None:
        states.append(State.OWN)
    else:
        states.append(State.ADOPTED if kept.scenario == kept.base else State.CHANGED)
    return Listed(offered, tuple(states), newer)


def state_label(state: State) -> str:
    """The word for a state."""
    return {
        State.SET_ASIDE: pgettext("scenario", "Set aside"),
        State.NEWER: pgettext("scenario", "New version"),
        State.OWN: pgettext("scenario", "Your own"),
        State.CHANGED: pgettext("scenario", "Changed"),
        State.ADOPTED: pgettext("scenario", "Adopted"),
    }[state]

"""What a later version of the program changed in a scenario, and how each scenario stands.

Three texts: `base`, what the town adopted; `mine`, what it made of that; `newer`, what the program
says now. Things are told apart by their ids (steps, blanks, injects) or by what they are about
(whom to call, the question, the channel). What the program changed is the town's or the program's,
each thing as a whole; where both changed it there is a conflict, and the person sees both. A list
has the order of the program unless the town changed its own.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import msgspec

from core import i18n
from core.crisis.kinds import StatementKind
from core.crisis.labels import statement_label
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import Scenario, ScenarioShape, Template
from core.crisis.scenarios import library
from core.crisis.scenarios.library import Offered
from core.crisis.scenarios.limits import by_phase, checked, with_known_steps, with_needed_blanks
from core.fields import about, described, in_words, label
from core.i18n import _, pgettext
from core.plan.differences import DifferenceKind
from core.plan.wording import named
from core.store import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database


_PLAIN = ("number", "title", "applies", "danger", "level", "update_minutes", "topic")
_KEYED = {
    **dict.fromkeys(("never", "facts", "sources", "words")),
    "steps": "id",
    "calls": "who",
    "blanks": "id",
    "statements": "kind",
    "questions": "question",
    "offline": "channel",
    "injects": "id",
}
"""The lists, and by which of its fields a thing is known; None where it is a line of text."""

_DRILL = "drill"
"""What the drill says beside its injects."""

_Things = dict[str, Any]
"""Values by their key: `title`, `steps/danger-now`, `statements/holding`; order as in the lists."""


@dataclass(frozen=True)
class ScenarioDifference:
    """One thing that the program changed. `mine` and `newer` are its words here and there."""

    key: str
    """Tells it from the others of the same scenario."""
    kind: DifferenceKind
    name: str
    mine: str
    newer: str
    conflict: bool
    """The town changed the same."""


def newer_text(kept: StoredScenario) -> Scenario | None:
    """The program's text of a later version than was adopted, in the language it was adopted in.

    That is the one in which most things are equal: the town's text is in one language, also while
    the window speaks another.
    """
    if kept.base is None:
        return None
    base, found = _things(kept.base), []
    for code in i18n.LANGUAGES:
        with i18n.language(code):
            text = library.shipped(kept.scenario.id)
        if text is not None and text.version > kept.base.version:
            equal = sum(base.get(key) == thing for key, thing in _things(text).items())
            found.append((equal, text))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def differences(base: Scenario, mine: Scenario, newer: Scenario) -> list[ScenarioDifference]:
    """What the program changed and the town does not have yet, in the order of the scenario."""
    before, here, there = _things(base), _things(mine), _things(newer)
    keys = [
        key
        for key in dict.fromkeys((*there, *before))
        # Who has no drill is offered it whole, or not at all.
        if there.get(key) not in (before.get(key), here.get(key))
        and (_DRILL in here or not key.startswith("injects/"))
    ]
    return [_difference(key, before.get(key), here.get(key), there.get(key)) for key in keys]


def merged(base: Scenario, mine: Scenario, newer: Scenario, taken: Collection[str]) -> Scenario:
    """The town's text with those things of the program whose keys are in `taken`."""
    before, here, there = _things(base), _things(mine), _things(newer)
    things = dict(here)
    for difference in differences(base, mine, newer):
        if difference.key in taken:
            things[difference.key] = there.get(difference.key)
    if _DRILL in things and _DRILL not in here:
        things |= {key: thing for key, thing in there.items() if key.startswith("injects/")}
    things = {key: thing for key, thing in things.items() if thing is not None}
    made = {name: things[name] for name in _PLAIN}
    for part in _KEYED:
        keys = _ordered(*(_of(part, text) for text in (before, here, there)))
        made[part] = tuple(things[key] for key in keys if key in things)
    made["steps"] = by_phase(made["steps"])
    injects, drill = made.pop("injects"), things.get(_DRILL)
    made[_DRILL] = msgspec.structs.replace(drill, injects=injects) if drill else None
    # A text that was taken may speak of a step or a blank that was not, or was taken away.
    known = with_known_steps(msgspec.structs.replace(mine, version=newer.version, **made))
    return with_needed_blanks(known, (*newer.blanks, *mine.blanks))


def reordered(base: Scenario, mine: Scenario, newer: Scenario) -> bool:
    """True when a list gets the program's order, whatever is taken."""
    before, here, there = _things(base), _things(mine), _things(newer)
    ordered = {
        part: _ordered(*(_of(part, text) for text in (before, here, there))) for part in _KEYED
    }
    return any(_of(part, here) != [key for key in ordered[part] if key in here] for part in ordered)


def settle(db: "Database", scenario_id: str, taken: Collection[str]) -> StoredScenario | None:
    """Take those differences and leave the others; none of them is offered again.

    None when there is nothing newer. Raises `InvalidValue` when a phase gets too many steps.
    """
    kept = records.one(db.conn, scenario_id)
    newer = newer_text(kept) if kept else None
    if kept is None or kept.base is None or newer is None:
        return None
    scenario = checked(merged(kept.base, kept.scenario, newer, taken))
    same = msgspec.structs.replace(scenario, version=kept.scenario.version) == kept.scenario
    settled = replace(kept, scenario=scenario, base=newer, revision=kept.revision + (not same))
    records.save(db, settled)
    return settled


def _difference(key: str, base: Any, mine: Any, newer: Any) -> ScenarioDifference:
    if newer is None:
        kind = DifferenceKind.REMOVED
    else:
        kind = DifferenceKind.ADDED if base is None else DifferenceKind.CHANGED
    own, theirs = _fields(key, mine), _fields(key, newer)
    changed = [name for name in dict.fromkeys((*own, *theirs)) if own.get(name) != theirs.get(name)]
    return ScenarioDifference(
        key,
        kind,
        _name(key, base if newer is None else newer),
        _words(own, changed),
        _words(theirs, changed),
        mine != base,
    )


def _of(part: str, things: _Things) -> list[str]:
    return [key for key in things if key.startswith(f"{part}/")]


def _ordered(base: Sequence[str], mine: Sequence[str], newer: Sequence[str]) -> list[str]:
    """The keys of a list in the program's order, or in the town's where it changed that.

    What only the other has stands after what it follows there.
    """
    common = [key for key in mine if key in newer]
    moved = common != [key for key in base if key in common]
    first, other = (mine, newer) if moved else (newer, mine)
    result, after = list(first), 0
    for key in other:
        if key in result:
            after = result.index(key) + 1
        else:
            result.insert(after, key)
            after += 1
    return result


def _things(scenario: Scenario) -> _Things:
    found: _Things = {name: getattr(scenario, name) for name in _PLAIN}
    drill = scenario.drill
    if drill is not None:
        found[_DRILL] = msgspec.structs.replace(drill, injects=())
    for part, known_by in _KEYED.items():
        for thing in getattr(drill if part == "injects" else scenario, part, ()):
            name = getattr(thing, known_by) if known_by else thing
            key, number = f"{part}/{name}", 1
            while key in found:  # Two things of one name are told apart by their turn.
                number += 1
                key = f"{part}/{name}\n{number}"
            found[key] = thing
    return found


def _name(key: str, thing: Any) -> str:
    """What a thing is called in the list of changes."""
    part = key.partition("/")[0]
    labels = {
        "steps": _("Step: {title}"),
        "calls": _("Call: {title}"),
        "blanks": _("Field of the texts: {title}"),
        "questions": _("Question: {title}"),
        "offline": _("Other channel: {title}"),
        "statements": _("Statement: {title}"),
        "injects": _("Drill: {title}"),
        _DRILL: _("The drill"),
    }
    if part not in labels:
        return label(Scenario, part)
    own = {"steps": "text", "blanks": "label", "injects": "title"}.get(part, _KEYED.get(part))
    title = getattr(thing, own) if own else ""
    if isinstance(title, StatementKind):
        title = statement_label(title)
    return labels[part].format(title=named(title))


def _fields(key: str, thing: Any) -> dict[str, str]:
    """What a thing says, by the labels of its fields."""
    if thing is None:
        return {}
    if not isinstance(thing, ScenarioShape):
        return {"": about(Scenario, key).in_words(thing) if key in _PLAIN else thing}
    if isinstance(thing, Template):
        names = [f"parts.{part}" for part in thing.parts]
    else:
        names = [name for name in described(type(thing)) if name not in ("id", "injects")]
    return {label(type(thing), name): in_words(thing, name) for name in names}


def _words(fields: dict[str, str], changed: Sequence[str]) -> str:
    """The fields in question, each with its name when there are several."""
    said = [(name, fields[name]) for name in changed if fields.get(name)]
    if len(changed) == 1:
        return "\n".join(words for _name, words in said)
    return "\n".join(_("{field}: {words}").format(field=name, words=words) for name, words in said)


class ScenarioState(StrEnum):
    """What is worth saying of a scenario, the most urgent first."""

    SET_ASIDE = "set_aside"
    NEWER = "newer"
    """The program has a later text than the one that was adopted."""
    OWN = "own"
    """The town's alone."""
    CHANGED = "changed"
    ADOPTED = "adopted"


@dataclass(frozen=True)
class ListedScenario:
    """A scenario with all that lists say of it. Without states it is the program's, untouched."""

    offered: Offered
    states: tuple[ScenarioState, ...]
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


def listing(connection: Connection) -> list[ListedScenario]:
    """Every scenario by the number of its sheet, those set aside too."""
    return [_listed(offered) for offered in library.everything(connection)]


def _listed(offered: Offered) -> ListedScenario:
    kept = offered.kept
    if kept is None:
        return ListedScenario(offered, ())
    newer = newer_text(kept) if offered.newer else None
    states = [ScenarioState.SET_ASIDE] if kept.set_aside else []
    if newer is not None:
        states.append(ScenarioState.NEWER)
    if kept.base is None:
        states.append(ScenarioState.OWN)
    else:
        states.append(
            ScenarioState.ADOPTED if kept.scenario == kept.base else ScenarioState.CHANGED
        )
    return ListedScenario(offered, tuple(states), newer)


def state_label(state: ScenarioState) -> str:
    """The word for a state."""
    return {
        ScenarioState.SET_ASIDE: pgettext("scenario", "Set aside"),
        ScenarioState.NEWER: pgettext("scenario", "New version"),
        ScenarioState.OWN: pgettext("scenario", "Your own"),
        ScenarioState.CHANGED: pgettext("scenario", "Changed"),
        ScenarioState.ADOPTED: pgettext("scenario", "Adopted"),
    }[state]

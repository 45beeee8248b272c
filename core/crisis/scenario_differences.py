"""What a later version of the program changed in a scenario, offered to a town that adopted it.

Three texts: `base`, what the town adopted; `mine`, what it made of that; `newer`, what the program
says now. Things are told apart by their ids (steps, blanks, injects) or by what they are about
(whom to call, the question, the channel), and within one thing field by field: what only the town
changed stays whatever is taken. Where both changed the same field there is a conflict, and the
person sees both.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from core import i18n
from core.crisis import scenarios
from core.crisis.kinds import Part, StatementKind
from core.crisis.labels import part_label, statement_label
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import Kept
from core.crisis.scenario import (
    Blank,
    CallGroup,
    DrillPlan,
    Inject,
    OfflineText,
    Question,
    Scenario,
    ScenarioStep,
    Shape,
    Template,
)
from core.crisis.scenario_labels import field_name, value_in_words
from core.crisis.scenario_limits import by_phase, checked, with_known_steps, with_needed_blanks
from core.i18n import _
from core.plan.differences import DifferenceKind
from core.plan.wording import named

if TYPE_CHECKING:
    from sqlite_utils import Database

_PLAIN = ("number", "title", "applies", "danger", "level", "update_minutes", "topic")
_LINES = ("never", "facts", "words")
_KEYED: dict[str, tuple[type[Shape], str]] = {
    "steps": (ScenarioStep, "id"),
    "calls": (CallGroup, "who"),
    "blanks": (Blank, "id"),
    "questions": (Question, "question"),
    "offline": (OfflineText, "channel"),
}
"""The lists of things, and by which of its fields one is known."""

_LISTS = (*_LINES, *_KEYED, "statements", "injects")
_DRILL = "drill"
_ONE = ""
"""The field of what has but one."""

_Unit = dict[str, Any]
_Units = dict[str, _Unit]
"""Things by their key: `title`, `steps/danger-now`, `statements/holding`; order as in the lists."""


@dataclass(frozen=True)
class Difference:
    """One thing that the program changed. `mine` and `newer` are its words here and there."""

    key: str
    """Tells it from the others of the same scenario."""
    kind: DifferenceKind
    name: str
    mine: str
    newer: str
    conflict: bool
    """The town changed the same."""


@dataclass(frozen=True)
class _Three:
    base: _Units
    mine: _Units
    newer: _Units


def newer_text(kept: Kept) -> Scenario | None:
    """The program's text of a later version than was adopted, in the language it was adopted in.

    That is the one in which most of the words are equal: the town's text is in one language, also
    while the window speaks another.
    """
    if kept.base is None:
        return None
    found = []
    for code in i18n.LANGUAGES:
        with i18n.language(code):
            text = scenarios.shipped(kept.scenario.id)
        if text is not None and text.version > kept.base.version:
            found.append(text)
    return max(found, key=lambda text: _in_common(kept.base, text), default=None)


def _in_common(one: Scenario | None, other: Scenario) -> int:
    if one is None:
        return 0
    there = _units(other)
    return sum(there.get(key) == unit for key, unit in _units(one).items())


def differences(base: Scenario, mine: Scenario, newer: Scenario) -> list[Difference]:
    """What the program changed and the town does not have yet, in the order of the scenario."""
    three = _Three(_units(base), _units(mine), _units(newer))
    keys = dict.fromkeys((*three.newer, *three.base))
    if _DRILL not in three.mine:
        # Who has no drill is offered it whole, or not at all.
        keys = {key: None for key in keys if not _of("injects", key)}
    found = [one for key in keys if (one := _difference(key, three)) is not None]
    found += [one for part in _LISTS if (one := _order_difference(part, three)) is not None]
    return found


def merged(base: Scenario, mine: Scenario, newer: Scenario, taken: Collection[str]) -> Scenario:
    """The town's text with those differences taken whose keys are in `taken`."""
    three = _Three(_units(base), _units(mine), _units(newer))
    units = {key: dict(unit) for key, unit in three.mine.items()}
    for one in differences(base, mine, newer):
        if one.key in taken and not one.key.endswith("/"):
            _take(one.key, three, units)
    order: dict[str, list[str]] = {
        part: _sequence(part, three, units, follow=f"{part}/" in taken) for part in _LISTS
    }
    return _built(mine, newer, units, order)


def settle(db: "Database", scenario_id: str, taken: Collection[str]) -> Kept | None:
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


def _difference(key: str, three: _Three) -> Difference | None:
    base, mine, newer = three.base.get(key), three.mine.get(key), three.newer.get(key)
    if base == newer or mine == newer:
        return None
    fields = [
        name
        for name in dict.fromkeys((*(base or ()), *(newer or ())))
        if (base or {}).get(name) != (newer or {}).get(name)
    ]
    own = [name for name in fields if (mine or {}).get(name) != (base or {}).get(name)]
    conflict = bool(own) or (mine is None) != (base is None)
    if newer is None:
        kind, conflict = DifferenceKind.REMOVED, mine != base
    else:
        kind = DifferenceKind.CHANGED if base else DifferenceKind.ADDED
        if mine is not None and all(mine.get(name) == newer.get(name) for name in fields):
            return None
    return Difference(
        key,
        kind,
        _name(key, newer or base or {}),
        _words(key, mine, fields),
        _words(key, newer, fields),
        conflict,
    )


def _order_difference(part: str, three: _Three) -> Difference | None:
    both = [key for key in three.newer if _of(part, key) and key in three.base]
    before = [key for key in three.base if key in set(both)]
    mine = [key for key in three.mine if key in set(both)]
    wanted = [key for key in both if key in set(mine)]
    if both == before or mine == wanted:
        return None
    own = [key for key in before if key in set(mine)] != mine
    return Difference(
        f"{part}/",
        DifferenceKind.CHANGED,
        _("Order: {list}").format(list=_labels()[part][1]),
        "\n".join(_title(key, three.mine[key]) for key in mine),
        "\n".join(_title(key, three.newer[key]) for key in wanted),
        own,
    )


def _take(key: str, three: _Three, units: _Units) -> None:
    base, newer = three.base.get(key, {}), three.newer.get(key)
    if newer is None:
        units.pop(key, None)
        return
    if key not in units and key == _DRILL:
        units |= {one: dict(unit) for one, unit in three.newer.items() if _of("injects", one)}
    if key not in units or not base:
        units[key] = dict(newer)
        return
    for name in (*base, *newer):
        if base.get(name) == newer.get(name):
            continue
        if name in newer:
            units[key][name] = newer[name]
        else:
            units[key].pop(name, None)


def _sequence(part: str, three: _Three, units: _Units, *, follow: bool) -> list[str]:
    """Keys of a list in order: the town's, with what is new after what it follows in `newer`."""
    result = [key for key in three.mine if _of(part, key) and key in units]
    wanted = [key for key in three.newer if _of(part, key) and key in units]
    there = set(result)
    if follow:
        moved = iter([key for key in wanted if key in there])
        shared = set(wanted)
        result = [next(moved) if key in shared else key for key in result]
    after = 0
    for key in wanted:
        if key in there:
            after = result.index(key) + 1
        else:
            result.insert(after, key)
            after += 1
    return result


def _of(part: str, key: str) -> bool:
    return key.startswith(f"{part}/")


def _units(scenario: Scenario) -> _Units:
    found: _Units = {name: {_ONE: getattr(scenario, name)} for name in _PLAIN}
    for part in _LINES:
        for line in getattr(scenario, part):
            _put(found, f"{part}/{line}", {_ONE: line})
    for part, (_kind, key) in _KEYED.items():
        for thing in getattr(scenario, part):
            _put(found, f"{part}/{getattr(thing, key)}", msgspec.structs.asdict(thing))
    for template in scenario.statements:
        parts = {one.value: template.parts[one] for one in Part if one in template.parts}
        _put(found, f"statements/{template.kind.value}", parts)
    if scenario.drill is not None:
        drill = msgspec.structs.asdict(scenario.drill)
        del drill["injects"]
        found[_DRILL] = drill
        for inject in scenario.drill.injects:
            _put(found, f"injects/{inject.id}", msgspec.structs.asdict(inject))
    return found


def _put(units: _Units, key: str, unit: _Unit) -> None:
    """Two things of one name are told apart by their turn."""
    number, free = 1, key
    while free in units:
        number += 1
        free = f"{key}\n{number}"
    units[free] = unit


def _built(mine: Scenario, newer: Scenario, units: _Units, order: dict[str, list[str]]) -> Scenario:
    made: dict[str, Any] = {name: units[name][_ONE] for name in _PLAIN}
    for part in _LINES:
        made[part] = tuple(units[key][_ONE] for key in order[part])
    for part, (kind, _key) in _KEYED.items():
        made[part] = tuple(kind(**units[key]) for key in order[part])
    made["steps"] = by_phase(made["steps"])
    made["statements"] = tuple(
        Template(
            kind=StatementKind(key.partition("/")[2].partition("\n")[0]),
            parts={one: units[key][one.value] for one in Part if one.value in units[key]},
        )
        for key in order["statements"]
    )
    drill = units.get(_DRILL)
    injects = tuple(Inject(**units[key]) for key in order["injects"])
    made["drill"] = DrillPlan(**drill, injects=injects) if drill else None
    # A text that was taken may speak of a step or a blank that was not, or was taken away.
    taken = with_known_steps(msgspec.structs.replace(mine, version=newer.version, **made))
    return with_needed_blanks(taken, (*newer.blanks, *mine.blanks))


def _labels() -> dict[str, tuple[str, str]]:
    """Of each list: what one of its things is called, and the list itself."""
    return {
        "steps": (_("Step: {title}"), _("steps")),
        "calls": (_("Call: {title}"), _("calls")),
        "blanks": (_("Field of the texts: {title}"), _("fields of the texts")),
        "questions": (_("Question: {title}"), _("questions")),
        "offline": (_("Off the networks: {title}"), _("texts off the networks")),
        "statements": (_("Statement: {title}"), _("statements")),
        "injects": (_("Drill: {title}"), _("the drill")),
        "never": (field_name("never"), _("what must never be done")),
        "facts": (field_name("facts"), _("what to find out")),
        "words": (field_name("words"), _("words to listen for")),
    }


def _name(key: str, unit: _Unit) -> str:
    part, _slash, _rest = key.partition("/")
    if part == _DRILL:
        return _("The drill")
    labels = _labels()
    if part not in labels:
        return field_name(part)
    return labels[part][0].format(title=named(_title(key, unit)))


def _title(key: str, unit: _Unit) -> str:
    """What a thing is known by."""
    part, _slash, rest = key.partition("/")
    own = {"steps": "text", "blanks": "label", "injects": "title"}.get(part)
    if own:
        return str(unit[own])
    rest = rest.partition("\n")[0]
    return statement_label(StatementKind(rest)) if part == "statements" else rest


def _words(key: str, unit: _Unit | None, fields: list[str]) -> str:
    """The fields in question, each with its name when there are several."""
    if unit is None:
        return ""
    lines = [(name, value_in_words(unit.get(name))) for name in fields if name != "id"]
    said = [(name, words) for name, words in lines if words]
    if len(fields) == 1:
        return "\n".join(words for _name, words in said)
    return "\n".join(
        _("{field}: {words}").format(field=_field(key, name), words=words) for name, words in said
    )


def _field(key: str, name: str) -> str:
    if _of("statements", key):
        return part_label(Part(name))
    return _("Title") if name == _ONE else field_name(name)

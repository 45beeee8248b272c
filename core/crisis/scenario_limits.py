"""What fits into a scenario: lengths, counts, the fields of its texts. Pure rules.

What a person types is refused with a reason when it does not fit; what comes with a pack is
cleaned and shortened, for its author is not here to mend it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol, TypeVar

import msgspec

from core.crisis.kinds import Phase
from core.crisis.labels import phase_label
from core.crisis.scenario import (
    MOST_STEPS,
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
from core.crisis.sentences import keeping, sentences, without_hours
from core.documents.glyphs import shorten
from core.errors import InvalidValue
from core.i18n import _
from core.text import clean, clean_lines
from core.town.model import checked_lines, checked_text

S = TypeVar("S", bound=Shape)

LINE = 240
"""Characters of one line, where nothing else is said."""

DEFAULT = 120
"""Characters of what a text says while nobody knows it."""

TEXT = 1000
"""Characters of a text of several lines, such as a part of a statement."""

UPDATE_MINUTES = (5, 1440)
STEP_MINUTES = (0, 1440)
DRILL_MINUTES = (5, 240)

FIELDS = frozenset({
    "town", "body", "the_body", "The_body", "of_the_body", "to_the_body", "web", "private",
    "date", "time", "next_time", "next_place",
    "the_force", "The_force", "of_the_force", "to_the_force",
})  # fmt: skip
"""Fields that the program fills in itself (`core.crisis.merging`); others are blanks."""

_LINES: dict[type[Shape], dict[str, int]] = {
    Scenario: {"id": 60, "title": 80, "topic": 60, "never": 120, "words": 120},
    ScenarioStep: {"id": 60},
    CallGroup: {"who": 120, "words": 60},
    Blank: {"id": 40, "label": 80, "default": DEFAULT},
    OfflineText: {"channel": 60},
    Inject: {"id": 60, "title": 120},
}
_TEXTS: dict[type[Shape], frozenset[str]] = {
    Template: frozenset({"parts"}),
    Question: frozenset({"answer"}),
    OfflineText: frozenset({"text"}),
    DrillPlan: frozenset({"card"}),
    Inject: frozenset({"text"}),
}
_MOST = {
    "never": 12,
    "facts": 20,
    "calls": 20,
    "blanks": 20,
    "statements": 7,
    "questions": 30,
    "offline": 20,
    "words": 60,
}
_MOST_INJECTS = 20
_FIELD = re.compile(r"\{([A-Za-z_][A-Za-z0-9_-]*)\}")
_BRACES = str.maketrans("{}", "()")


class _Fit(Protocol):
    """What becomes of a text, by how long it may be and whether it has several lines."""

    def __call__(self, text: str, *, limit: int, lines: bool) -> str: ...


def checked(scenario: Scenario) -> Scenario:
    """The scenario with its texts cleaned. Raises `InvalidValue` for what does not fit."""
    tidy = _walked(scenario, _checked_text)
    require_room(tidy)
    unknown = next(_unknown_fields(tidy), None)
    if unknown is not None:
        raise InvalidValue(
            _("“{field}” is no field that the program or this scenario fills in.").format(
                field=shorten(unknown, 40)
            ),
            _("These are: {fields}.").format(
                fields=", ".join(f"{{{one}}}" for one in fields_of(tidy))
            ),
        )
    return tidy


def shortened(scenario: Scenario) -> Scenario:
    """The scenario with its texts cleaned and cut to what fits; braces that fill nothing in are
    parentheses."""
    tidy = _walked(scenario, _cut_text)
    tidy = msgspec.structs.replace(tidy, steps=by_phase(tidy.steps))
    return _with_texts(tidy, lambda text: _without_strange_fields(text, fields_of(tidy)))


def with_known_steps(scenario: Scenario) -> Scenario:
    """The scenario without the sentences that need a step which it no longer has."""
    steps = {one.id for one in scenario.steps}
    return _with_texts(scenario, lambda text: keeping(text, steps))


def with_needed_blanks(scenario: Scenario, offered: Iterable[Blank]) -> Scenario:
    """The scenario with those of the blanks offered that its texts speak of and that it lacks."""
    said = " ".join(_texts(scenario))
    there = {one.id: one for one in scenario.blanks}
    for blank in offered:
        if f"{{{blank.id}}}" in said:
            there.setdefault(blank.id, blank)
    return msgspec.structs.replace(scenario, blanks=tuple(there.values()))


def by_phase(steps: Iterable[ScenarioStep]) -> tuple[ScenarioStep, ...]:
    """Steps in the order of their phases, as a scenario keeps them; within one as they came."""
    phases = list(Phase)
    return tuple(sorted(steps, key=lambda one: phases.index(one.phase)))


def fields_of(scenario: Scenario) -> list[str]:
    """Names of the fields that a text of the scenario may have: its blanks first."""
    return [*(one.id for one in scenario.blanks), *sorted(FIELDS)]


def require_room(scenario: Scenario) -> None:
    """Raise `InvalidValue` when it has more of something than fits, a figure out of range, or a
    sentence that needs a step which there is not."""
    _require_words(scenario)
    _require_room(scenario)
    _require_minutes(scenario)
    _require_steps(scenario)


def _checked_text(text: str, *, limit: int, lines: bool) -> str:
    return checked_lines(text, limit) if lines else checked_text(text, limit=limit)


def _cut_text(text: str, *, limit: int, lines: bool) -> str:
    tidy = clean_lines(text) if lines else clean(text)
    return tidy if len(tidy) <= limit else f"{tidy[: limit - 1].rstrip()}…"


def _walked(thing: S, fit: _Fit) -> S:
    """The thing with every text in it fitted; lines of a list that are empty then go."""
    kind = type(thing)
    changed: dict[str, object] = {}
    for name in kind.__struct_fields__:
        value = getattr(thing, name)
        lines = name in _TEXTS.get(kind, ())
        limit = TEXT if lines else _LINES.get(kind, {}).get(name, LINE)
        changed[name] = _fitted(value, partial(fit, limit=limit, lines=lines), fit)
    return msgspec.structs.replace(thing, **changed)


def _fitted(value: object, text: Callable[[str], str], fit: _Fit) -> object:
    # Members of our closed lists are texts too, and stay what they are.
    if type(value) is str:
        return text(value)
    if isinstance(value, Shape):
        return _walked(value, fit)
    if isinstance(value, dict):
        return {key: tidy for key, said in value.items() if (tidy := text(said))}
    if isinstance(value, tuple):
        return tuple(kept for one in value if (kept := _fitted(one, text, fit)) != "")
    return value


def _require_words(scenario: Scenario) -> None:
    names = [scenario.title, *(one.who for one in scenario.calls)]
    names += [one.question for one in scenario.questions]
    names += [one.label for one in scenario.blanks]
    if scenario.drill is not None:
        names += [one.title for one in scenario.drill.injects]
    if not all(names):
        checked_text("", required=True)
    if not all(one.text for one in scenario.steps):
        raise InvalidValue(
            _("A step says what to do, in a few words."), _("Until then the previous ones stay.")
        )


def _require_room(scenario: Scenario) -> None:
    counted = Counter(one.phase for one in scenario.steps)
    full = next((phase for phase in Phase if counted[phase] > MOST_STEPS), None)
    if full is not None:
        raise InvalidValue(
            _("“{phase}” has room for {most} steps: more are not read at a pause point.").format(
                phase=phase_label(full), most=MOST_STEPS
            ),
            _("Remove one or join two."),
        )
    injects = len(scenario.drill.injects) if scenario.drill else 0
    counts = [(len(getattr(scenario, name)), most) for name, most in _MOST.items()]
    for count, most in (*counts, (injects, _MOST_INJECTS)):
        if count > most:
            raise InvalidValue(
                _("These are {count}, and at most {most} fit.").format(count=count, most=most),
                _("Remove some."),
            )


def _require_minutes(scenario: Scenario) -> None:
    _require_within(scenario.update_minutes, UPDATE_MINUTES)
    for step in scenario.steps:
        if step.minutes is not None:
            _require_within(step.minutes, STEP_MINUTES)
    if scenario.drill is not None:
        _require_within(scenario.drill.minutes, DRILL_MINUTES)
        for inject in scenario.drill.injects:
            _require_within(inject.minute, (0, scenario.drill.minutes))


def _require_steps(scenario: Scenario) -> None:
    """Each sentence that says that something was done names a step of the scenario."""
    for text in _texts(scenario):
        for one in sentences(text):
            if scenario.step(one.step) is None:
                raise InvalidValue(
                    _(
                        "“{words}” needs the step “{step}”, which this scenario does not have."
                    ).format(words=shorten(one.words, 60), step=shorten(one.step, 40)),
                    _("Take the sentence out of the text first, or name another step."),
                )


def _require_within(minutes: int, between: tuple[int, int]) -> None:
    low, high = between
    if not low <= minutes <= high:
        raise InvalidValue(
            _("Type a number of minutes from {low} to {high}.").format(low=low, high=high)
        )


def _unknown_fields(scenario: Scenario) -> Iterator[str]:
    """Whatever stands between braces, or a lone brace, and is filled in by nobody."""
    known = set(fields_of(scenario))
    for text in map(without_hours, _texts(scenario)):
        for name in _FIELD.findall(text):
            if name not in known:
                yield f"{{{name}}}"
        rest = _FIELD.sub("", text)
        at = min((rest.find(mark) for mark in "{}" if mark in rest), default=-1)
        if at >= 0:
            yield rest[at : at + 20]


def _texts(scenario: Scenario) -> Iterator[str]:
    """The texts whose fields are filled in."""
    for template in scenario.statements:
        yield from template.parts.values()
    yield from (one.answer for one in scenario.questions)
    yield from (one.text for one in scenario.offline)


def _with_texts(scenario: Scenario, change: Callable[[str], str]) -> Scenario:
    """The scenario with those texts changed."""
    replace = msgspec.structs.replace
    return replace(
        scenario,
        statements=tuple(
            replace(one, parts={part: change(text) for part, text in one.parts.items()})
            for one in scenario.statements
        ),
        questions=tuple(replace(one, answer=change(one.answer)) for one in scenario.questions),
        offline=tuple(replace(one, text=change(one.text)) for one in scenario.offline),
    )


def _without_strange_fields(text: str, known: list[str]) -> str:
    # The hour of a step is known within its sentence.
    known = [*known, "at"] if sentences(text) else known
    kept: list[str] = []
    end = 0
    for found in _FIELD.finditer(text):
        kept.append(text[end : found.start()].translate(_BRACES))
        kept.append(found[0] if found[1] in known else found[0].translate(_BRACES))
        end = found.end()
    return "".join([*kept, text[end:].translate(_BRACES)])

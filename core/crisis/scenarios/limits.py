"""What fits into a scenario as a whole: its steps, the fields of its texts. Pure rules.

What fits into one field stands beside it (`core.crisis.scenario`). What a person types is refused
with a reason when it does not fit; what comes with a pack is cleaned and shortened, for its author
is not here to mend it.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

import msgspec

from core import fields
from core.crisis.kinds import Phase
from core.crisis.labels import phase_label
from core.crisis.scenario import MOST_STEPS, Blank, DrillPlan, Scenario, ScenarioStep
from core.crisis.scenarios.sentences import keeping, sentences, without_hours
from core.documents.glyphs import shorten
from core.errors import InvalidValue
from core.field_kinds import Minutes
from core.i18n import _

FIELDS = frozenset({
    "town", "body", "the_body", "The_body", "of_the_body", "to_the_body", "web", "private",
    "date", "time", "next_time", "next_place",
    "the_force", "The_force", "of_the_force", "to_the_force",
    "the_corps", "The_corps", "of_the_corps", "to_the_corps", "corps_number",
    "the_seprona", "The_seprona", "of_the_seprona", "to_the_seprona", "seprona_number",
    "signatures", "data_authority", "each_language",
})  # fmt: skip
"""Fields that the program fills in itself (`core.crisis.texts.fields`); others are blanks."""

_FIELD = re.compile(r"\{([A-Za-z_][A-Za-z0-9_-]*)\}")
_BRACES = str.maketrans("{}", "()")


def checked(scenario: Scenario) -> Scenario:
    """The scenario with its texts cleaned. Raises `InvalidValue` for what does not fit."""
    tidy = with_room(scenario)
    unknown = next(_unknown_fields(tidy), None)
    if unknown is not None:
        raise InvalidValue(
            _("“{field}” is not a field that the program or this scenario fills in.").format(
                field=shorten(unknown, 40)
            ),
            _("The fields are: {fields}.").format(
                fields=", ".join(f"{{{text}}}" for text in fields_of(tidy))
            ),
        )
    return tidy


def shortened(scenario: Scenario) -> Scenario:
    """The scenario with its texts cleaned and cut to what fits; braces that fill nothing in are
    parentheses."""
    tidy = fields.cut(scenario)
    tidy = msgspec.structs.replace(tidy, steps=by_phase(tidy.steps))
    return _with_texts(tidy, lambda text: _without_strange_fields(text, fields_of(tidy)))


def with_known_steps(scenario: Scenario) -> Scenario:
    """The scenario without the sentences that need a step which it no longer has."""
    steps = {step.id for step in scenario.steps}
    return _with_texts(scenario, lambda text: keeping(text, steps))


def with_needed_blanks(scenario: Scenario, offered: Iterable[Blank]) -> Scenario:
    """The scenario with those of the blanks offered that its texts speak of and that it lacks."""
    said = " ".join(_texts(scenario))
    there = {other.id: other for other in scenario.blanks}
    for blank in offered:
        if f"{{{blank.id}}}" in said:
            there.setdefault(blank.id, blank)
    return msgspec.structs.replace(scenario, blanks=tuple(there.values()))


def by_phase(steps: Iterable[ScenarioStep]) -> tuple[ScenarioStep, ...]:
    """Steps in the order of their phases, as a scenario keeps them; within one as they came."""
    phases = list(Phase)
    return tuple(sorted(steps, key=lambda step: phases.index(step.phase)))


def fields_of(scenario: Scenario) -> list[str]:
    """Names of the fields that a text of the scenario may have: its blanks first."""
    return [*(blank.id for blank in scenario.blanks), *sorted(FIELDS)]


def with_room(scenario: Scenario) -> Scenario:
    """The scenario with its texts cleaned. Raises `InvalidValue` when it has more of something than
    fits, a figure out of range, or a sentence that needs a step which there is not."""
    tidy = fields.checked(scenario)
    _require_steps(tidy)
    if tidy.drill is not None:
        _require_within_the_drill(tidy.drill)
    _require_known_steps(tidy)
    return tidy


def _require_steps(scenario: Scenario) -> None:
    if not all(step.text for step in scenario.steps):
        raise InvalidValue(
            _("A step says what to do, in a few words."), _("Until then the previous ones stay.")
        )
    counted = Counter(step.phase for step in scenario.steps)
    full = next((phase for phase in Phase if counted[phase] > MOST_STEPS), None)
    if full is not None:
        raise InvalidValue(
            _("“{phase}” has room for {most} steps: more are not read at a pause point.").format(
                phase=phase_label(full), most=MOST_STEPS
            ),
            _("Remove one or merge two."),
        )


def _require_within_the_drill(drill: DrillPlan) -> None:
    within = Minutes(high=drill.minutes)
    for inject in drill.injects:
        within.checked(inject.minute)


def _require_known_steps(scenario: Scenario) -> None:
    """Each sentence that says that something was done names a step of the scenario."""
    for text in _texts(scenario):
        for sentence in sentences(text):
            if scenario.step(sentence.step) is None:
                raise InvalidValue(
                    _(
                        "“{words}” needs the step “{step}”, which this scenario does not have."
                    ).format(words=shorten(sentence.words, 60), step=shorten(sentence.step, 40)),
                    _("Take the sentence out of the text first, or name another step."),
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
    yield from (question.answer for question in scenario.questions)
    yield from (text.text for text in scenario.offline)


def _with_texts(scenario: Scenario, change: Callable[[str], str]) -> Scenario:
    """The scenario with those texts changed."""
    replace = msgspec.structs.replace
    return replace(
        scenario,
        statements=tuple(
            replace(statement, parts={part: change(text) for part, text in statement.parts.items()})
            for statement in scenario.statements
        ),
        questions=tuple(replace(item, answer=change(item.answer)) for item in scenario.questions),
        offline=tuple(replace(text, text=change(text.text)) for text in scenario.offline),
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

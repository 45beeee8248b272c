"""Scenarios to change, and any scenario at all."""

from collections.abc import Iterator

from hypothesis import strategies as st

from core import i18n
from core.crisis.kinds import Phase, StatementKind, StatementPart
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import (
    Blank,
    CallGroup,
    DrillPlan,
    Inject,
    OfflineText,
    Question,
    Scenario,
    ScenarioStep,
    Template,
)
from core.crisis.scenarios import library
from core.crisis.scenarios.editing import with_steps
from core.crisis.scenarios.limits import by_phase
from core.plan.kinds import LevelName
from core.roster.model import Group
from core.store import Store, Topic
from tests.core.in_turn import in_turn

LANGUAGES = ("es", "en")
"""What the content of the program speaks."""

DOGS = "poisoned-animals"

ROAD = Scenario(
    id="corte-de-carretera",
    number=19,
    title="Corte de carretera",
    applies="La carretera de entrada está cortada.",
    danger="¿Hay heridos? 112.",
    level=LevelName.YELLOW,
    update_minutes=60,
    steps=(
        ScenarioStep(id="where", phase=Phase.BEFORE, text="Preguntar el punto kilométrico"),
        ScenarioStep(id="until", phase=Phase.BEFORE, text="Preguntar hasta cuándo", minutes=10),
        ScenarioStep(id="line", phase=Phase.FIRST_LINE, text="Dice por dónde se pasa"),
    ),
    never=("Dar una hora de apertura sin saberla",),
    facts=("Qué tramo",),
    calls=(CallGroup(who="Policía Local", why="Desvíos", group=Group.EMERGENCIES),),
    blanks=(Blank(id="road", label="Carretera", example="EX-206"),),
    statements=(
        Template(
            kind=StatementKind.HOLDING,
            parts={
                StatementPart.KNOWN: "La {road} está cortada.",
                StatementPart.NEXT: "Más a las {next_time}.",
            },
        ),
    ),
    questions=(Question(question="¿Hasta cuándo?", answer="Lo diremos a las {next_time}."),),
    offline=(OfflineText(channel="bando", text="La {road} está cortada."),),
    words=("carretera cortada",),
    drill=DrillPlan(
        objective="Decirlo antes de media hora.",
        card="Son las ocho. Llama un conductor.",
        minutes=20,
        injects=(Inject(id="bus", minute=5, title="El autobús", text="¿Pasa?", expected=("Sí",)),),
    ),
)


def with_step(scenario: Scenario, step: ScenarioStep) -> Scenario:
    """The scenario with a step in the place of the one of its id."""
    there = scenario.of(step.phase)
    steps = tuple(step if scenario_step.id == step.id else scenario_step for scenario_step in there)
    return with_steps(scenario, step.phase, steps)


def without_step(scenario: Scenario, step_id: str) -> Scenario:
    """The scenario without a step."""
    gone = scenario.step(step_id)
    assert gone is not None
    left = tuple(step for step in scenario.of(gone.phase) if step != gone)
    return with_steps(scenario, gone.phase, left)


_words = st.sampled_from(["", "uno", "dos", "tres", "uno / dos", "á\nb"])
_names = st.sampled_from("abcd")


def _of(shape: type, key: str, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """Up to four things of a kind, each known by another name, in any order."""
    return st.lists(st.builds(shape, **{key: _names}, **fields), max_size=4,
                    unique_by=lambda item: getattr(item, key)).map(tuple)  # fmt: skip


_steps = _of(
    ScenarioStep,
    "id",
    phase=st.sampled_from([Phase.BEFORE, Phase.CLOSE]),
    text=_words,
    minutes=st.none() | st.just(5),
).map(by_phase)

_drills = st.builds(
    DrillPlan,
    objective=_words,
    card=st.just(""),
    minutes=st.just(20),
    injects=_of(Inject, "id", minute=st.integers(0, 2), title=_words, text=st.just(""),
                expected=st.just(())),
)  # fmt: skip


def _lines(most: int, *, twice: bool) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_names, max_size=most, unique=not twice).map(tuple)


def any_scenario(*, twice: bool = True) -> st.SearchStrategy[Scenario]:
    """Any scenario in the shape of the content files; `twice`: a line or question may repeat."""
    calls = _of(CallGroup, "who", why=_words, group=st.sampled_from(Group))
    statements = st.builds(
        Template,
        kind=st.sampled_from(StatementKind),
        parts=st.dictionaries(st.sampled_from([StatementPart.KNOWN, StatementPart.NEXT]), _words),
    )
    return st.builds(
        Scenario,
        id=st.just("x"),
        number=st.just(1),
        title=_words,
        applies=st.just(""),
        danger=st.just(""),
        level=st.sampled_from([LevelName.RED, LevelName.ORANGE]),
        update_minutes=st.just(60),
        steps=_steps,
        never=_lines(4, twice=twice),
        calls=calls,
        blanks=_of(Blank, "id", label=_words),
        statements=st.lists(statements, max_size=2, unique_by=lambda item: item.kind).map(tuple),
        questions=_lines(3, twice=twice).map(_questions),
        drill=st.none() | _drills,
    )


def _questions(names: tuple[str, ...]) -> tuple[Question, ...]:
    return tuple(Question(question=text, answer=str(at % 2)) for at, text in enumerate(names))


def load(name: str, language: str) -> Scenario:
    """A scenario of the program, as it speaks in a language."""
    with i18n.language(language):
        found = library.shipped(name)
    assert found is not None
    return found


def _every_scenario() -> Iterator[tuple[str, str, Scenario]]:
    for name in library.SHIPPED:
        yield from ((name, language, load(name, language)) for language in LANGUAGES)


def _in_both_languages() -> Iterator[tuple[str, tuple[Scenario, ...]]]:
    for name in library.SHIPPED:
        yield name, tuple(load(name, language) for language in LANGUAGES)


of_every_scenario = in_turn("name, language, scenario", _every_scenario)
"""A test that asks for `scenario` is tried with each of the program in each language."""

of_both_languages = in_turn("name, both", _in_both_languages)
"""A test that asks for `both` is tried with each scenario in Spanish and in English."""


def set_aside(store: Store, *ids: str) -> None:
    """Leave these scenarios of the program out of what the town uses."""
    with store.change(Topic.SCENARIOS) as db:
        for scenario_id in ids:
            text = library.shipped(scenario_id)
            assert text is not None
            records.save(db, StoredScenario(text, text, store.clock.now(), set_aside=True))

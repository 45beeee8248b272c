"""What the program's later text changed is offered, and the town's own words stay the town's."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from core import i18n
from core.crisis.kinds import Phase, StatementKind, StatementPart
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import Question, Scenario, ScenarioStep, Template
from core.crisis.scenarios import updates as rules
from core.errors import InvalidValue
from core.plan.differences import DifferenceKind
from core.store import Store, Topic
from tests.core.crisis.scenes import DOGS, ROAD, any_scenario, load, with_step, without_step

NOW = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)


def step(scenario: Scenario, step_id: str) -> ScenarioStep:
    found = scenario.step(step_id)
    assert found is not None
    return found


def keys(base: Scenario, mine: Scenario, newer: Scenario) -> list[str]:
    return [difference.key for difference in rules.differences(base, mine, newer)]


@settings(max_examples=60)
@given(*[any_scenario()] * 2)
def test_who_changed_nothing_and_takes_everything_has_the_newer_text(base, newer):
    assert rules.merged(base, base, newer, keys(base, base, newer)) == newer


@settings(max_examples=60)
@given(*[any_scenario()] * 3)
def test_who_takes_nothing_keeps_every_word(base, mine, newer):
    kept = rules.merged(base, mine, newer, [])

    assert keys(mine, mine, kept) == []


@settings(max_examples=60)
@given(*[any_scenario(twice=False)] * 3)
def test_what_was_taken_is_not_offered_again(base, mine, newer):
    taken = rules.merged(base, mine, newer, keys(base, mine, newer))

    assert keys(base, taken, newer) == []


def test_nothing_is_offered_where_nothing_changed():
    changed = with_step(ROAD, replace(step(ROAD, "where"), text="Preguntar dónde"))

    assert rules.differences(ROAD, changed, ROAD) == []
    assert rules.differences(ROAD, ROAD, replace(ROAD, version=2)) == []


def test_a_changed_step_is_told_by_its_words_and_only_what_changed_is_shown():
    newer = with_step(ROAD, replace(step(ROAD, "where"), help="Al 062"))

    (difference,) = rules.differences(ROAD, ROAD, newer)

    assert difference.kind is DifferenceKind.CHANGED
    assert difference.name.endswith("Preguntar el punto kilométrico")
    assert (difference.mine, difference.newer) == ("", "Al 062")
    assert not difference.conflict


def test_what_is_new_and_what_is_gone_is_told_as_such_by_its_name():
    shorter = without_step(ROAD, "where")
    (gone,) = rules.differences(ROAD, ROAD, shorter)
    (new,) = rules.differences(shorter, shorter, ROAD)

    assert (gone.kind, new.kind) == (DifferenceKind.REMOVED, DifferenceKind.ADDED)
    assert gone.name == new.name
    assert gone.name.endswith("Preguntar el punto kilométrico")


def test_two_who_changed_the_same_words_are_a_conflict_and_both_are_shown():
    mine = with_step(ROAD, replace(step(ROAD, "where"), text="Llamar al 062"))
    newer = with_step(ROAD, replace(step(ROAD, "where"), text="Preguntar el tramo"))

    (difference,) = rules.differences(ROAD, mine, newer)

    assert difference.conflict
    assert (difference.mine, difference.newer) == ("Llamar al 062", "Preguntar el tramo")
    assert rules.merged(ROAD, mine, newer, [difference.key]) == newer


def test_of_a_thing_that_both_changed_in_two_places_one_text_is_taken_whole():
    mine = with_step(ROAD, replace(step(ROAD, "where"), help="Al 062"))
    newer = with_step(ROAD, replace(step(ROAD, "where"), text="Preguntar el tramo"))

    (difference,) = rules.differences(ROAD, mine, newer)

    assert difference.conflict
    assert difference.mine == "Qué hay que hacer: Preguntar el punto kilométrico\nAyuda: Al 062"
    assert difference.newer == "Qué hay que hacer: Preguntar el tramo"
    assert rules.merged(ROAD, mine, newer, [difference.key]) == newer
    assert rules.merged(ROAD, mine, newer, []) == mine


def test_a_step_that_the_town_took_out_and_the_program_changed_is_a_conflict():
    mine = without_step(ROAD, "where")
    newer = with_step(ROAD, replace(step(ROAD, "where"), text="Preguntar el tramo"))

    (difference,) = rules.differences(ROAD, mine, newer)

    assert (difference.conflict, difference.mine) == (True, "")
    assert rules.merged(ROAD, mine, newer, [difference.key]).steps == newer.steps


def test_a_question_of_the_towns_own_stays_between_those_of_the_program():
    mine = replace(ROAD, questions=(*ROAD.questions, Question(question="¿Y el bus?", answer="Sí")))
    newer = replace(ROAD, questions=(Question(question="¿Dónde?", answer="-"), *ROAD.questions))

    taken = rules.merged(ROAD, mine, newer, keys(ROAD, mine, newer))

    assert [question.question for question in taken.questions] == [
        "¿Dónde?",
        "¿Hasta cuándo?",
        "¿Y el bus?",
    ]


def test_one_part_of_a_statement_is_offered_by_its_name():
    template = replace(
        ROAD.statements[0], parts={**ROAD.statements[0].parts, StatementPart.DOING: "Vamos."}
    )
    newer = replace(ROAD, statements=(template,))

    (difference,) = rules.differences(ROAD, ROAD, newer)

    assert "Primer aviso" in difference.name
    assert difference.newer == "Vamos."


def test_the_order_is_the_programs_unless_the_town_changed_its_own():
    first, second, last = ROAD.steps
    third = ScenarioStep(id="bus", phase=first.phase, text="Avisar al bus")
    own = ScenarioStep(id="own", phase=first.phase, text="Avisar al colegio")
    base = replace(ROAD, steps=(first, second, third, last))
    newer = replace(ROAD, steps=(third, first, second, last))
    with_own = replace(ROAD, steps=(first, own, second, third, last))
    moved = replace(ROAD, steps=(second, first, third, last))

    assert rules.differences(base, base, newer) == []
    assert rules.reordered(base, base, newer)
    assert rules.merged(base, base, newer, []) == newer
    assert rules.merged(base, with_own, newer, []).steps == (third, first, own, second, last)
    assert not rules.reordered(base, moved, newer)
    assert rules.merged(base, moved, newer, []) == moved


def adopted_earlier(store: Store, base: Scenario, mine: Scenario) -> None:
    """A scenario that was adopted when the program had an earlier text of it."""
    with store.change(Topic.SCENARIOS) as db:
        records.save(db, StoredScenario(mine, base, NOW, revision=4))


def earlier_dogs() -> Scenario:
    """As if a step had been added to the program's text since."""
    now = load(DOGS, "es")
    return replace(now, version=0, steps=(now.steps[0], *now.steps[2:]))


def test_a_text_that_is_taken_brings_the_blank_it_speaks_of():
    now = load(DOGS, "es")
    base = replace(now, blanks=tuple(blank for blank in now.blanks if blank.id != "wrong"))
    said = {StatementPart.KNOWN: "Publicamos que {wrong}."}
    newer = replace(now, statements=(Template(kind=StatementKind.CORRECTION, parts=said),))

    taken = rules.merged(base, base, newer, ["statements/correction"])

    assert [blank.id for blank in taken.blanks][-1] == "wrong"


def test_once_settled_it_is_not_offered_again_and_the_sheet_has_a_new_number(store):
    earlier, now = earlier_dogs(), load(DOGS, "es")
    mine = replace(earlier, title="Cebos en el parque")
    adopted_earlier(store, earlier, mine)
    key = f"steps/{now.steps[1].id}"

    with store.change(Topic.SCENARIOS, label="x") as db:
        settled = rules.settle(db, DOGS, [key])
        again = rules.settle(db, DOGS, [key])

    assert settled is not None
    assert settled.scenario == replace(now, title="Cebos en el parque")
    assert (settled.base, settled.revision, again) == (now, 5, None)
    store.undo()
    with store.read() as connection:
        assert records.one(connection, DOGS) == StoredScenario(mine, earlier, NOW, 4)


def test_keeping_the_towns_words_changes_no_paper(store):
    adopted_earlier(store, earlier_dogs(), earlier_dogs())

    with store.change(Topic.SCENARIOS) as db:
        settled = rules.settle(db, DOGS, [])

    assert settled is not None
    assert (settled.scenario.steps, settled.revision) == (earlier_dogs().steps, 4)


def test_what_was_adopted_in_spanish_is_compared_in_spanish_also_in_an_english_window(store):
    earlier, now = earlier_dogs(), load(DOGS, "es")
    kept = StoredScenario(earlier, earlier, NOW)

    with i18n.language("en"):
        newer = rules.newer_text(kept)

    assert newer == now


def test_a_tenth_step_of_a_phase_is_refused_and_nothing_is_settled(store):
    earlier = earlier_dogs()
    there = len(earlier.of(Phase.BEFORE))
    more = tuple(
        ScenarioStep(id=f"own-{number}", phase=Phase.BEFORE, text="Hacer")
        for number in range(9 - there)
    )
    mine = replace(earlier, steps=(*more, *earlier.steps))
    adopted_earlier(store, earlier, mine)
    added = load(DOGS, "es").steps[1].id

    with (
        pytest.raises(InvalidValue, match="Antes de hablar"),
        store.change(Topic.SCENARIOS) as db,
    ):
        rules.settle(db, DOGS, [f"steps/{added}"])

    with store.read() as connection:
        assert records.one(connection, DOGS) == StoredScenario(mine, earlier, NOW, 4)

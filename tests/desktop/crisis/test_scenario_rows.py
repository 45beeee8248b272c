"""A row keeps its number while it is moved or edited, so that the form stays with its row."""

from core.crisis.kinds import Phase
from core.crisis.scenario import Question, ScenarioStep
from desktop.crisis.scenario_rows import Numbers, QuestionRow, StepRow, row_of, thing_of


def asked(*questions: str) -> list[Question]:
    return [Question(question=one, answer="-") for one in questions]


def test_what_is_moved_keeps_its_number() -> None:
    numbers = Numbers()
    one, two, three = numbers.of("x", asked("a", "b", "c"))

    assert numbers.of("x", asked("c", "a", "b")) == [three, one, two]


def test_what_is_edited_keeps_its_number_too() -> None:
    numbers = Numbers()
    before = numbers.of("x", asked("a", "b", "c"))

    assert numbers.of("x", asked("a", "B", "c")) == before
    assert numbers.thing("x", before[1]) == asked("B")[0]


def test_what_is_new_has_a_number_that_nothing_had() -> None:
    numbers = Numbers()
    before = numbers.of("x", asked("a", "b"))
    elsewhere = numbers.of("y", asked("a"))

    *same, new = numbers.of("x", asked("a", "b", "c"))

    assert same == before
    assert new not in (*before, *elsewhere)


def test_two_of_the_same_words_are_two() -> None:
    numbers = Numbers()

    assert len(set(numbers.of("x", asked("a", "a")))) == 2


def test_what_is_gone_leaves_its_number_to_nobody() -> None:
    numbers = Numbers()
    one, two = numbers.of("x", asked("a", "b"))

    assert numbers.of("x", asked("b")) == [two]
    assert numbers.thing("x", one) is None


def test_a_step_is_known_by_its_id_also_when_all_of_it_changed() -> None:
    numbers = Numbers()
    first = ScenarioStep(id="a", phase=Phase.BEFORE, text="Llamar")
    second = ScenarioStep(id="b", phase=Phase.BEFORE, text="Anotar")
    one, two = numbers.of("x", [first, second])

    changed = ScenarioStep(id="a", phase=Phase.BEFORE, text="Esperar", minutes=5)

    assert numbers.of("x", [second, changed]) == [two, one]


def test_a_row_gives_back_the_part_that_it_shows() -> None:
    step = ScenarioStep(id="a", phase=Phase.CLOSE, text="Llamar", minutes=5)
    question = asked("a")[0]

    assert thing_of(row_of(StepRow, 7, step), step) == step
    assert thing_of(row_of(QuestionRow, 7, question), question) == question

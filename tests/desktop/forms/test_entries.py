"""What is in a list keeps its number while it is moved or edited: the form stays with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from core.crisis.kinds import Phase
from core.crisis.scenario import Question, ScenarioStep
from desktop.forms.record import ListEntry, Numbering, changed_item, value


def asked(*questions: str) -> list[Question]:
    return [Question(question=question, answer="-") for question in questions]


def numbers(numbering: Numbering[Any], subject: str, things: Sequence[Struct]) -> list[int]:
    return [entry.id for entry in numbering.entries(subject, things)]


def test_what_is_moved_keeps_its_number():
    numbering = Numbering[Any]()
    number, two, three = numbers(numbering, "x", asked("a", "b", "c"))

    assert numbers(numbering, "x", asked("c", "a", "b")) == [three, number, two]


def test_what_is_edited_keeps_its_number_too():
    numbering = Numbering[Any]()
    before = numbers(numbering, "x", asked("a", "b", "c"))

    assert numbers(numbering, "x", asked("a", "B", "c")) == before


def test_what_is_new_has_a_number_that_nothing_had():
    numbering = Numbering[Any]()
    before = numbers(numbering, "x", asked("a", "b"))
    elsewhere = numbers(numbering, "y", asked("a"))

    *same, new = numbers(numbering, "x", asked("a", "b", "c"))

    assert same == before
    assert new not in (*before, *elsewhere)


def test_two_of_the_same_words_are_two():
    numbering = Numbering[Any]()

    assert len(set(numbers(numbering, "x", asked("a", "a")))) == 2


def test_what_is_gone_leaves_its_number_to_nobody():
    numbering = Numbering[Any]()
    number, two = numbers(numbering, "x", asked("a", "b"))

    assert numbers(numbering, "x", asked("b")) == [two]
    assert number not in numbers(numbering, "x", asked("b", "c"))


def test_a_step_is_known_by_its_id_also_when_all_of_it_changed():
    numbering = Numbering[Any]()
    first = ScenarioStep(id="a", phase=Phase.BEFORE, text="Llamar")
    second = ScenarioStep(id="b", phase=Phase.BEFORE, text="Anotar")
    number, two = numbers(numbering, "x", [first, second])

    changed = ScenarioStep(id="a", phase=Phase.BEFORE, text="Esperar", minutes=5)

    assert numbers(numbering, "x", [second, changed]) == [two, number]


@dataclass(frozen=True)
class Boat:
    name: str


def test_a_form_reads_and_changes_a_dataclass_a_struct_and_an_entry_alike():
    question = asked("a")[0]

    for item in (Boat("Ana"), question, ListEntry(7, question)):
        name = "name" if isinstance(item, Boat) else "question"
        assert value(changed_item(item, {name: "b"}), name) == "b"
    assert changed_item(ListEntry(7, question), {"question": "b"}) == ListEntry(7, asked("b")[0])

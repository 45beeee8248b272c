"""People affected, rumours and facts: from the first word in public to the last one."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.crisis.desk import Desk
from core.crisis.incidents import voices
from core.crisis.model import Complainant, ComplainantState, LogKind, Rumour, RumourVerdict
from core.errors import InvalidValue
from tests.core.crisis.clerk import Clerk


@pytest.fixture
def owner(clerk: Clerk) -> Callable[[], Complainant]:
    """The owner of the dog, as she stands now."""
    clerk.affected("dueña del perro", "Lo ha matado el matarratas", "FB")
    return lambda: clerk.desk.complainants[0]


@pytest.fixture
def rumour(clerk: Clerk) -> Callable[[], Rumour]:
    """What is said of the water, as it stands now."""
    clerk.rumour("El agua del parque está envenenada", "WhatsApp")
    return lambda: clerk.desk.rumours[0]


def about(desk: Desk, kind: LogKind) -> list[str]:
    return [entry.text for entry in desk.log if entry.kind is kind]


def test_two_steps_in_a_row_lose_nothing_of_the_first(clerk, owner):
    seen = owner()
    clerk.move(seen, "Teléfono del Registro")
    clerk.answered_in_public(seen)

    assert owner().channel == "Teléfono del Registro"
    assert owner().moved_at is not None


def test_a_case_goes_from_public_to_private_and_back_with_its_hours(clerk, owner, clock):
    hours = []
    for state in (ComplainantState.MOVED, ComplainantState.SOLVED, ComplainantState.CLOSED):
        clerk.later(minutes=10)
        hours.append(clock.now())
        if state is ComplainantState.MOVED:
            clerk.move(owner(), "Teléfono del Registro")
        elif state is ComplainantState.SOLVED:
            clerk.solve(owner())
        else:
            clerk.answered_in_public(owner())
    person = owner()
    assert person.state is ComplainantState.CLOSED
    assert [person.moved_at, person.solved_at, person.closed_at] == hours
    assert person.channel == "Teléfono del Registro"
    assert about(clerk.desk, LogKind.COMPLAINANT) == [
        "Persona afectada n.º 1.",
        "Persona afectada n.º 1: Pasado a privado. Teléfono del Registro",
        "Persona afectada n.º 1: Resuelto en privado.",
        "Persona afectada n.º 1: Cerrado en público.",
    ]


def test_who_somebody_is_and_what_they_say_never_enters_the_log(clerk, owner):
    assert owner().said == "Lo ha matado el matarratas"
    clerk.answered_in_public(owner())
    words = ("matarratas", "FB", "dueña")
    assert not any(word in entry.text for entry in clerk.desk.log for word in words)


def test_a_person_is_the_same_number_in_the_log_from_beginning_to_end(clerk, owner):
    clerk.do(voices.add_complainant, owner().incident_id, "vecino del parque", clerk.hand())
    clerk.answered_in_public(owner())
    clerk.answered_in_public(clerk.desk.complainants[1])
    told = [text.split(":")[0].rstrip(".")[-1] for text in about(clerk.desk, LogKind.COMPLAINANT)]
    assert told == ["1", "2", "1", "2"]


def test_whoever_asks_for_it_is_forgotten_and_how_it_went_still_counts(clerk, owner):
    clerk.do(voices.describe, replace(owner(), note="Vive en la calle Real"))
    clerk.answered_in_public(owner())
    before = owner()
    clerk.do(voices.forget, before)
    forgotten = owner()
    assert (forgotten.label, forgotten.said, forgotten.reach, forgotten.note) == (
        "datos borrados", "", "", "",
    )  # fmt: skip
    assert (forgotten.state, forgotten.closed_at) == (before.state, before.closed_at)


def test_without_a_label_or_a_channel_nothing_is_kept(clerk, owner):
    with pytest.raises(InvalidValue, match="Diga quién es"):
        clerk.affected("  ")
    with pytest.raises(InvalidValue, match="canal privado"):
        clerk.move(owner(), "")
    assert [complainant.state for complainant in clerk.desk.complainants] == [ComplainantState.OPEN]


def test_a_case_said_closed_too_soon_is_open_again_and_counts_again(clerk, owner):
    clerk.do(voices.describe, replace(owner(), note="Se le dijo en la página"))
    clerk.answered_in_public(owner())
    assert voices.not_closed(clerk.desk.complainants) == []
    clerk.do(voices.reopen, owner(), clerk.hand())
    assert voices.not_closed(clerk.desk.complainants) == [owner()]
    assert (owner().solved_at, owner().closed_at) == (None, None)
    assert owner().state is ComplainantState.OPEN
    assert owner().note == "Se le dijo en la página"


def test_moving_a_settled_case_again_forgets_that_it_was_settled(clerk, owner):
    clerk.answered_in_public(owner())
    clerk.move(owner(), "Correo")
    person = owner()
    assert person.state is ComplainantState.MOVED
    assert (person.solved_at, person.closed_at) == (None, None)


def test_details_of_a_person_are_corrected_without_a_line_in_the_log(clerk, owner):
    lines = len(clerk.desk.log)
    clerk.do(voices.describe, replace(owner(), label="vecina", reach="600 000 000"))
    assert (owner().label, owner().reach) == ("vecina", "600 000 000")
    assert len(clerk.desk.log) == lines
    with pytest.raises(InvalidValue, match="se conserva el anterior"):
        clerk.do(voices.describe, replace(owner(), label=""))


def test_a_verdict_needs_whoever_gave_it(clerk, rumour):
    with pytest.raises(InvalidValue, match="quién lo ha confirmado"):
        clerk.judge(rumour(), RumourVerdict.FALSE, " ")
    assert rumour().verdict is RumourVerdict.UNCHECKED
    clerk.judge(rumour(), RumourVerdict.FALSE, "Gestora del agua")
    clerk.judge(rumour(), RumourVerdict.FALSE, "Gestora del agua")
    assert (rumour().verdict, rumour().source) == (RumourVerdict.FALSE, "Gestora del agua")


def test_the_same_verdict_is_written_once(clerk, rumour):
    for _time in range(2):
        clerk.judge(rumour(), RumourVerdict.FALSE, "Gestora del agua")
    assert about(clerk.desk, LogKind.RUMOUR) == [
        "Bulo: «El agua del parque está envenenada» (WhatsApp)",
        "Bulo «El agua del parque está envenenada»: Falso, según Gestora del agua.",
    ]


def test_what_is_quoted_within_a_rumour_has_the_inner_marks(clerk):
    clerk.rumour("Un audio: «Ojo con el parque»")
    assert about(clerk.desk, LogKind.RUMOUR) == ["Bulo: «Un audio: “Ojo con el parque”»"]


def test_an_answer_keeps_its_hour_and_the_statement_that_gave_it(clerk, rumour, clock):
    with pytest.raises(InvalidValue, match="qué se contestó"):
        clerk.answer(rumour(), "")
    clerk.answer(rumour(), "Analizada: es apta")
    answered = clock.now()
    clerk.later(hours=1)
    clerk.answer(rumour(), "Analizada: es apta")
    assert rumour().answered_at == answered
    assert len(about(clerk.desk, LogKind.RUMOUR)) == 2


def test_another_verdict_asks_for_another_answer_and_the_log_keeps_the_first(clerk, rumour):
    clerk.answer(rumour(), "Lo estamos comprobando")
    clerk.judge(rumour(), RumourVerdict.FALSE, "Gestora del agua")
    assert rumour().answer == "Lo estamos comprobando"

    clerk.judge(rumour(), RumourVerdict.TRUE, "Salud Pública")

    assert (rumour().answer, rumour().answered_at) == ("", None)
    assert "contestado: Lo estamos comprobando" in "".join(about(clerk.desk, LogKind.RUMOUR))


def test_a_claim_is_put_in_better_words_but_never_emptied(clerk, rumour):
    clerk.do(voices.reword, replace(rumour(), claim="La fuente está envenenada", seen="Facebook"))
    assert (rumour().claim, rumour().seen) == ("La fuente está envenenada", "Facebook")
    with pytest.raises(InvalidValue, match="se conservan las palabras de antes"):
        clerk.do(voices.reword, replace(rumour(), claim=""))


def test_a_fact_is_told_with_its_source_once_and_when_it_is_taken_back(clerk):
    question = clerk.desk.facts[0].question
    for answer, source in (
        ("Brodifacum", "Empresa de plagas"),
        ("Brodifacum", "Empresa de plagas"),
        ("", ""),
    ):
        clerk.find_out(clerk.desk.facts[0], answer, source)
    assert about(clerk.desk, LogKind.FACT) == [
        f"{question}: Brodifacum (Empresa de plagas)",
        f"{question}: ya no se sabe.",
    ]


def test_a_question_of_ones_own_comes_last(clerk):
    with pytest.raises(InvalidValue, match="qué hay que averiguar"):
        clerk.do(voices.ask, clerk.number, "")
    clerk.do(voices.ask, clerk.number, "¿Hay cámaras en el parque?")
    assert clerk.desk.facts[-1].question == "¿Hay cámaras en el parque?"


def test_overlong_words_are_refused_with_the_figures_and_nothing_is_lost(clerk, owner):
    with pytest.raises(InvalidValue, match=r"10\.?000"):
        clerk.do(voices.describe, replace(owner(), said="a" * 10_000))
    with pytest.raises(InvalidValue, match=r"10\.?000"):
        clerk.find_out(clerk.desk.facts[0], "a" * 10_000, "")
    assert owner().said == "Lo ha matado el matarratas"
    assert clerk.desk.facts[0].answer == ""


def test_a_number_of_ones_own_as_private_channel_stays_out_of_the_log(clerk, owner):
    clerk.move(owner(), "Su móvil, 600 123 456")
    assert owner().channel == "Su móvil, 600 123 456"
    assert "600 123 456" not in "".join(about(clerk.desk, LogKind.COMPLAINANT))


def test_forgetting_holds_also_against_a_card_that_was_read_before(clerk, owner):
    seen = owner()
    clerk.do(voices.forget, seen)
    clerk.solve(seen)
    assert (owner().label, owner().said, owner().reach) == ("datos borrados", "", "")


def test_an_answer_keeps_the_verdict_that_came_a_moment_before(clerk, rumour):
    seen = rumour()
    clerk.judge(seen, RumourVerdict.FALSE, "Sanidad")
    clerk.answer(seen, "El agua está bien.")
    assert (rumour().verdict, rumour().source) == (RumourVerdict.FALSE, "Sanidad")

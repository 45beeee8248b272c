"""People affected, rumours and facts: from the first word in public to the last one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.clock import FixedClock
from core.crisis import voices
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.model import Complainant, ComplainantState, LogKind, Rumour, RumourVerdict
from core.errors import InvalidValue
from core.i18n import _
from core.store import Store, Topic

Opened = Callable[[], Desk]
Writes = Callable[[], Hand]


@pytest.fixture
def owner(village: Store, opened: Opened, hand: Writes) -> Callable[[], Complainant]:
    """The owner of the dog, as she stands now."""
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.add_complainant(
            db, opened().incident.id, "dueña del perro", hand(), "Lo ha matado el matarratas", "FB"
        )
    return lambda: opened().complainants[0]


@pytest.fixture
def rumour(village: Store, opened: Opened, hand: Writes) -> Callable[[], Rumour]:
    """What is said of the water, as it stands now."""
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.add_rumour(
            db, opened().incident.id, "El agua del parque está envenenada", hand(), "WhatsApp"
        )
    return lambda: opened().rumours[0]


def about(desk: Desk, kind: LogKind) -> list[str]:
    return [one.text for one in desk.log if one.kind is kind]


def test_two_steps_in_a_row_lose_nothing_of_the_first(
    village: Store, owner: Callable[[], Complainant], hand: Writes
) -> None:
    seen = owner()
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.move(db, seen, "Teléfono del Registro", hand())
        voices.close(db, seen, hand())

    assert owner().channel == "Teléfono del Registro"
    assert owner().moved_at is not None


def test_a_case_goes_from_public_to_private_and_back_with_its_hours(
    village: Store,
    opened: Opened,
    owner: Callable[[], Complainant],
    hand: Writes,
    clock: FixedClock,
) -> None:
    hours = []
    for state in (ComplainantState.MOVED, ComplainantState.SOLVED, ComplainantState.CLOSED):
        clock.moment += timedelta(minutes=10)
        hours.append(clock.now())
        with village.change(Topic.CRISIS, undoable=False) as db:
            if state is ComplainantState.MOVED:
                voices.move(db, owner(), "Teléfono del Registro", hand())
            elif state is ComplainantState.SOLVED:
                voices.solve(db, owner(), hand())
            else:
                voices.close(db, owner(), hand())
    person = owner()
    assert person.state is ComplainantState.CLOSED
    assert [person.moved_at, person.solved_at, person.closed_at] == hours
    assert person.channel == "Teléfono del Registro"
    first = _("Person affected no. {number}").format(number=1)
    assert about(opened(), LogKind.COMPLAINANT) == [
        f"{first}.",
        f"{first}: Pasado a privado. Teléfono del Registro",
        f"{first}: Resuelto en privado.",
        f"{first}: Cerrado en público.",
    ]


def test_who_somebody_is_and_what_they_say_never_enters_the_log(
    village: Store, opened: Opened, owner: Callable[[], Complainant], hand: Writes
) -> None:
    assert owner().said == "Lo ha matado el matarratas"
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.close(db, owner(), hand())
    words = ("matarratas", "FB", "dueña")
    assert not any(word in one.text for one in opened().log for word in words)


def test_a_person_is_the_same_number_in_the_log_from_beginning_to_end(
    village: Store, opened: Opened, owner: Callable[[], Complainant], hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.add_complainant(db, owner().incident_id, "vecino del parque", hand())
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.close(db, owner(), hand())
        voices.close(db, opened().complainants[1], hand())
    told = [one.split(":")[0].rstrip(".")[-1] for one in about(opened(), LogKind.COMPLAINANT)]
    assert told == ["1", "2", "1", "2"]


def test_whoever_asks_for_it_is_forgotten_and_how_it_went_still_counts(
    village: Store, opened: Opened, owner: Callable[[], Complainant], hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.describe(db, replace(owner(), note="Vive en la calle Real"))
        voices.close(db, owner(), hand())
    before = owner()
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.forget(db, before)
    forgotten = owner()
    assert (forgotten.label, forgotten.said, forgotten.reach, forgotten.note) == (
        "datos borrados", "", "", "",
    )  # fmt: skip
    assert (forgotten.state, forgotten.closed_at) == (before.state, before.closed_at)


def test_without_a_label_or_a_channel_nothing_is_kept(
    village: Store, opened: Opened, owner: Callable[[], Complainant], hand: Writes
) -> None:
    with (
        pytest.raises(InvalidValue, match="Diga quién es"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.add_complainant(db, opened().incident.id, "  ", hand())
    with (
        pytest.raises(InvalidValue, match="canal privado"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.move(db, owner(), "", hand())
    assert [one.state for one in opened().complainants] == [ComplainantState.OPEN]


def test_a_case_said_closed_too_soon_is_open_again_and_counts_again(
    village: Store, opened: Opened, owner: Callable[[], Complainant], hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.describe(db, replace(owner(), note="Se le dijo en la página"))
        voices.close(db, owner(), hand())
    assert voices.not_closed(opened().complainants) == []
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.reopen(db, owner(), hand())
    assert voices.not_closed(opened().complainants) == [owner()]
    assert (owner().solved_at, owner().closed_at) == (None, None)
    assert owner().note == "Se le dijo en la página"


def test_moving_a_settled_case_again_forgets_that_it_was_settled(
    village: Store, owner: Callable[[], Complainant], hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.close(db, owner(), hand())
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.move(db, owner(), "Correo", hand())
    person = owner()
    assert person.state is ComplainantState.MOVED
    assert (person.solved_at, person.closed_at) == (None, None)


def test_details_of_a_person_are_corrected_without_a_line_in_the_log(
    village: Store, opened: Opened, owner: Callable[[], Complainant]
) -> None:
    lines = len(opened().log)
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.describe(db, replace(owner(), label="vecina", reach="600 000 000"))
    assert (owner().label, owner().reach) == ("vecina", "600 000 000")
    assert len(opened().log) == lines
    with (
        pytest.raises(InvalidValue, match="se conserva el anterior"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.describe(db, replace(owner(), label=""))


def test_a_verdict_needs_whoever_gave_it(
    village: Store, opened: Opened, rumour: Callable[[], Rumour], hand: Writes
) -> None:
    with (
        pytest.raises(InvalidValue, match="quién lo ha confirmado"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.judge(db, rumour(), RumourVerdict.FALSE, " ", hand())
    assert rumour().verdict is RumourVerdict.UNCHECKED
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.judge(db, rumour(), RumourVerdict.FALSE, "Gestora del agua", hand())
        voices.judge(db, rumour(), RumourVerdict.FALSE, "Gestora del agua", hand())
    assert (rumour().verdict, rumour().source) == (RumourVerdict.FALSE, "Gestora del agua")


def test_the_same_verdict_is_written_once(
    village: Store, opened: Opened, rumour: Callable[[], Rumour], hand: Writes
) -> None:
    for _time in range(2):
        with village.change(Topic.CRISIS, undoable=False) as db:
            voices.judge(db, rumour(), RumourVerdict.FALSE, "Gestora del agua", hand())
    assert about(opened(), LogKind.RUMOUR) == [
        "Bulo: «El agua del parque está envenenada». WhatsApp",
        "Bulo «El agua del parque está envenenada»: Falso, según Gestora del agua.",
    ]


def test_an_answer_keeps_its_hour_and_the_statement_that_gave_it(
    village: Store, opened: Opened, rumour: Callable[[], Rumour], hand: Writes, clock: FixedClock
) -> None:
    with (
        pytest.raises(InvalidValue, match="qué se contestó"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.answer(db, rumour(), "", hand())
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.answer(db, rumour(), "Analizada: es apta", hand())
    answered = clock.now()
    clock.moment += timedelta(hours=1)
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.answer(db, rumour(), "Analizada: es apta", hand())
    assert rumour().answered_at == answered
    assert len(about(opened(), LogKind.RUMOUR)) == 2


def test_a_claim_is_put_in_better_words_but_never_emptied(
    village: Store, rumour: Callable[[], Rumour]
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.reword(db, replace(rumour(), claim="La fuente está envenenada", seen="Facebook"))
    assert (rumour().claim, rumour().seen) == ("La fuente está envenenada", "Facebook")
    with (
        pytest.raises(InvalidValue, match="se conservan las palabras de antes"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.reword(db, replace(rumour(), claim=""))


def test_a_fact_is_told_with_its_source_once_and_when_it_is_taken_back(
    village: Store, opened: Opened, hand: Writes
) -> None:
    question = opened().facts[0].question
    for answer, source in (
        ("Brodifacum", "Empresa de plagas"),
        ("Brodifacum", "Empresa de plagas"),
        ("", ""),
    ):
        with village.change(Topic.CRISIS, undoable=False) as db:
            voices.find_out(db, opened().facts[0], answer, source, hand())
    assert about(opened(), LogKind.FACT) == [
        f"{question}: Brodifacum (Empresa de plagas)",
        f"{question}: ya no se sabe.",
    ]


def test_a_question_of_ones_own_comes_last(village: Store, opened: Opened) -> None:
    with (
        pytest.raises(InvalidValue, match="qué hay que averiguar"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.ask(db, opened().incident.id, "")
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.ask(db, opened().incident.id, "¿Hay cámaras en el parque?")
    assert opened().facts[-1].question == "¿Hay cámaras en el parque?"


def test_overlong_words_are_refused_with_the_figures_and_nothing_is_lost(
    village: Store, opened: Opened, owner: Callable[[], Complainant], hand: Writes
) -> None:
    with (
        pytest.raises(InvalidValue, match=r"10\.?000"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.describe(db, replace(owner(), said="a" * 10_000))
    with (
        pytest.raises(InvalidValue, match=r"10\.?000"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        voices.find_out(db, opened().facts[0], "a" * 10_000, "", hand())
    assert owner().said == "Lo ha matado el matarratas"
    assert opened().facts[0].answer == ""


def test_a_number_of_ones_own_as_private_channel_stays_out_of_the_log(
    village: Store, opened: Opened, owner: Callable[[], Complainant], hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.move(db, owner(), "Su móvil, 600 123 456", hand())
    assert owner().channel == "Su móvil, 600 123 456"
    assert "600 123 456" not in "".join(about(opened(), LogKind.COMPLAINANT))


def test_forgetting_holds_also_against_a_card_that_was_read_before(
    village: Store, owner: Callable[[], Complainant], hand: Writes
) -> None:
    seen = owner()
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.forget(db, seen)
        voices.solve(db, seen, hand())
    assert (owner().label, owner().said, owner().reach) == ("datos borrados", "", "")


def test_an_answer_keeps_the_verdict_that_came_a_moment_before(
    village: Store, rumour: Callable[[], Rumour], hand: Writes
) -> None:
    seen = rumour()
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.judge(db, seen, RumourVerdict.FALSE, "Sanidad", hand())
        voices.answer(db, seen, "El agua está bien.", hand())
    assert (rumour().verdict, rumour().source) == (RumourVerdict.FALSE, "Sanidad")

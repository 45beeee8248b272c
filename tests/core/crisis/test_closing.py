"""Closing out loud, what is still open, and what lessons become."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.clock import FixedClock
from core.crisis import calls, checklist, closing, open_ends, voices
from core.crisis.desk import Desk
from core.crisis.kinds import Opens, Phase, StatementKind
from core.crisis.labels import phase_label
from core.crisis.log import Hand
from core.crisis.model import (
    Became,
    CallOutcome,
    Incident,
    Lesson,
    LogKind,
    RumourVerdict,
    Statement,
    StatementState,
)
from core.crisis.records import incidents as records
from core.crisis.records import scenarios as scenario_records
from core.errors import InvalidValue
from core.i18n import _
from core.mentions.records import watches
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.roster import records as roster_records
from core.store import Store, Topic

Opened = Callable[[], Desk]
Writes = Callable[[], Hand]
REVIEW = date(2026, 12, 1)
END = "No hay más animales afectados y el parque está abierto."


def closed(village: Store, incident: Incident, hand: Hand, review_on: date = REVIEW) -> Incident:
    with village.change(Topic.CRISIS, undoable=False) as db:
        return closing.close(db, incident, END, "Queda la analítica.", review_on, hand)


def learnt(village: Store, opened: Opened, text: str = "Pedir el plano cada año") -> Lesson:
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.learn(db, opened().incident.id, text, "Secretaría", date(2027, 1, 15))
    return opened().lessons[-1]


@pytest.mark.parametrize(
    ("day", "review"),
    [
        (date(2026, 11, 24), date(2026, 12, 1)),
        (date(2026, 11, 27), date(2026, 12, 4)),
        (date(2026, 11, 28), date(2026, 12, 4)),
        (date(2026, 11, 29), date(2026, 12, 4)),
    ],
)
def test_the_review_is_five_working_days_on(day: date, review: date) -> None:
    assert closing.review_day(day) == review


def test_what_is_still_open_is_said_with_its_place_on_the_desk(
    village: Store, opened: Opened, hand: Writes
) -> None:
    incident = opened().incident
    with village.change(Topic.CRISIS, undoable=False) as db:
        person = voices.add_complainant(db, incident.id, "dueña del perro", hand())
        unchecked = voices.add_rumour(db, incident.id, "Es el agua", hand())
        voices.add_rumour(db, incident.id, "Hay niños ingresados", hand())
    with village.change(Topic.CRISIS, undoable=False) as db:
        voices.judge(db, opened().rumours[1], RumourVerdict.FALSE, "Centro de salud", hand())
        records.put(
            db,
            Statement(
                incident.id, StatementKind.HOLDING, hand().now, state=StatementState.APPROVED
            ),
        )
    told = open_ends.still_open(opened())
    first = {phase: opened().scenario.of(phase)[0] for phase in Phase}
    lasting = [one for phase, one in first.items() if phase is not Phase.UPDATES]
    assert [(one.part, one.target) for one in told] == [
        (Opens.COMPLAINANTS, person),
        (Opens.RUMOURS, unchecked),
        (Opens.RUMOURS, opened().rumours[1].id),
        (Opens.STATEMENTS, opened().statements[0].statement.id),
        (Opens.STATEMENTS, 0),
        (Opens.CALLS, opened().calls[0].id),
        *((Opens.NONE, one.id) for one in lasting),
    ]
    assert told[0].sentence == "dueña del perro: todavía sin respuesta en público."
    assert first[Phase.CLOSE].text in told[-1].sentence
    assert phase_label(Phase.FIRST_LINE) in " ".join(one.sentence for one in told)


def test_a_statement_that_never_left_its_draft_is_open(
    village: Store, opened: Opened, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        made = records.put(db, Statement(opened().incident.id, StatementKind.HOLDING, hand().now))
    ends = [one for one in open_ends.still_open(opened()) if one.part is Opens.STATEMENTS]
    assert [(one.target, one.sentence) for one in ends] == [
        (made, _("A statement is a draft, and nobody has approved it.")),
        (0, _("Nothing has been published.")),
    ]


def test_with_all_settled_nothing_is_open(village: Store, opened: Opened, hand: Writes) -> None:
    over = Statement(
        opened().incident.id, StatementKind.CLOSING, hand().now, state=StatementState.PUBLISHED
    )
    with village.change(Topic.CRISIS, undoable=False) as db:
        records.put(db, over)
        for call in opened().calls:
            calls.settle(db, call, CallOutcome.REACHED, hand())
        for step in opened().scenario.steps:
            if step.phase is not Phase.UPDATES:
                checklist.tick(db, opened().incident, step, hand())
    assert open_ends.still_open(opened()) == []


def test_whoever_was_told_of_the_beginning_is_to_be_told_of_the_end(
    village: Store, opened: Opened, hand: Writes
) -> None:
    incident = opened().incident
    published = Statement(
        incident.id, StatementKind.HOLDING, hand().now, state=StatementState.PUBLISHED
    )
    with village.change(Topic.CRISIS, undoable=False) as db:
        records.put(db, published)
    ends = [one for one in open_ends.still_open(opened()) if one.part is Opens.STATEMENTS]
    assert [one.target for one in ends] == [StatementKind.CLOSING]
    with village.change(Topic.CRISIS, undoable=False) as db:
        records.put(db, replace(published, kind=StatementKind.CLOSING))
    assert not [one for one in open_ends.still_open(opened()) if one.part is Opens.STATEMENTS]


def test_closing_says_how_it_ended_and_promises_nothing_more(
    village: Store, opened: Opened, hand: Writes, clock: FixedClock
) -> None:
    clock.moment += timedelta(hours=3)
    closed(village, opened().incident, hand())
    incident = opened().incident
    assert (incident.closed_at, incident.review_on) == (clock.now(), REVIEW)
    assert incident.next_update_at is None
    assert (opened().log[-1].kind, opened().log[-1].text) == (
        LogKind.CLOSED,
        f"Incidente cerrado: {END} Qué queda pendiente: Queda la analítica.",
    )


def test_an_incident_is_closed_once(village: Store, opened: Opened, hand: Writes) -> None:
    first = closed(village, opened().incident, hand())
    assert closed(village, opened().incident, hand(), date(2026, 12, 24)) == first
    assert sum(one.kind is LogKind.CLOSED for one in opened().log) == 1


@pytest.mark.parametrize(
    ("message", "ended", "review_on", "sentence"),
    [
        (" ", timedelta(), REVIEW, "cómo ha terminado"),
        (END, timedelta(hours=-1), REVIEW, "antes de empezar"),
        (END, timedelta(), date(2026, 11, 23), "después del final"),
        ("a" * 10_000, timedelta(), REVIEW, r"10\.?000"),
    ],
)
def test_a_close_that_makes_no_sense_leaves_it_open(
    village: Store,
    opened: Opened,
    clock: FixedClock,
    message: str,
    ended: timedelta,
    review_on: date,
    sentence: str,
) -> None:
    hand = Hand(clock.now(), at=clock.now() + ended)
    with (
        pytest.raises(InvalidValue, match=sentence),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        closing.close(db, opened().incident, message, "", review_on, hand)
    assert opened().incident.open


def test_what_is_being_written_for_the_close_is_kept_meanwhile(
    village: Store, opened: Opened
) -> None:
    lines = len(opened().log)
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.draft(db, opened().incident, "Parece que", "", None)
    assert opened().incident.open
    assert opened().incident.end_message == "Parece que"
    assert len(opened().log) == lines


def test_it_is_opened_again_with_a_reason(village: Store, opened: Opened, hand: Writes) -> None:
    closed(village, opened().incident, hand())
    with (
        pytest.raises(InvalidValue, match="por qué se abre"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        closing.reopen(db, opened().incident, hand(), "")
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.reopen(db, opened().incident, hand(), "Otro perro enfermo")
    assert opened().incident.open
    assert opened().log[-1].text == "Abierto otra vez: Otro perro enfermo"


def test_opened_again_it_promises_what_was_promised_before_the_close(
    village: Store, opened: Opened, hand: Writes
) -> None:
    promised = opened().incident.next_update_at
    assert promised is not None
    closed(village, opened().incident, hand())
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.reopen(db, opened().incident, hand(), "Otro perro enfermo")
    assert opened().incident.next_update_at == promised


def test_where_nothing_was_promised_nothing_is_when_it_is_opened_again(
    village: Store, opened: Opened, hand: Writes
) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        checklist.promise(db, opened().incident, None, hand())
    closed(village, opened().incident, hand())
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.reopen(db, opened().incident, hand(), "Otro perro enfermo")
    assert opened().incident.next_update_at is None


@pytest.mark.usefixtures("madrid")
def test_a_lesson_becomes_a_task_that_says_where_it_comes_from(
    village: Store, opened: Opened, hand: Writes
) -> None:
    lesson = learnt(village, opened)
    with village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
        number = closing.into_task(db, lesson, hand())
    with village.read() as connection:
        task = next(one for one in plan_records.load(connection).tasks if one.id == number)
    assert task.title == "Pedir el plano cada año"
    assert task.note == (
        f"Aprendido de «{opened().incident.title}», 24/11/2026."
        " Se encarga Secretaría. Antes del 15/01/2027."
    )
    assert (opened().lessons[0].became, opened().lessons[0].became_id) == (
        Became.TASK,
        str(number),
    )
    assert opened().log[-1].kind is LogKind.REVIEW


def test_a_lesson_becomes_an_objective_with_its_day(
    village: Store, opened: Opened, hand: Writes
) -> None:
    lesson = learnt(village, opened)
    with village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
        number = closing.into_objective(db, lesson, hand())
    with village.read() as connection:
        plan = plan_records.load(connection)
    objective = next(one for one in plan.objectives if one.id == number)
    assert (objective.title, objective.due_on) == (lesson.text, date(2027, 1, 15))


def test_a_lesson_becomes_a_watch_for_words(village: Store, opened: Opened, hand: Writes) -> None:
    lesson = learnt(village, opened, "Escuchar lo que se dice del parque " + "y de la fuente " * 6)
    with (
        pytest.raises(InvalidValue, match="al menos una palabra"),
        village.change(Topic.CRISIS, Topic.WATCHES, undoable=False) as db,
    ):
        closing.into_watch(db, lesson, (" ", ""), hand())
    with village.change(Topic.CRISIS, Topic.WATCHES, undoable=False) as db:
        number = closing.into_watch(db, lesson, ("cebo", " matarratas "), hand())
    with village.read() as connection:
        watch = next(one for one in watches.everything(connection) if one.id == number)
    assert watch.any_of == ("cebo", "matarratas")
    assert len(watch.title) <= 80
    assert watch.title.endswith("…")


def test_a_lesson_becomes_a_contact_to_complete(
    village: Store, opened: Opened, hand: Writes
) -> None:
    lesson = learnt(village, opened, "Tener el móvil del laboratorio")
    with (
        pytest.raises(InvalidValue, match="nombre del contacto"),
        village.change(Topic.CRISIS, Topic.ROSTER, undoable=False) as db,
    ):
        closing.into_contact(db, lesson, "", hand())
    with village.change(Topic.CRISIS, Topic.ROSTER, undoable=False) as db:
        number = closing.into_contact(db, lesson, "Laboratorio provincial", hand())
    with village.read() as connection:
        card = next(one for one in roster_records.everyone(connection) if one.id == number)
    assert card.name == "Laboratorio provincial"
    assert card.note.startswith("Tener el móvil del laboratorio")


def test_a_lesson_becomes_a_step_of_the_sheet_which_is_the_towns_own_from_then_on(
    village: Store, opened: Opened, hand: Writes
) -> None:
    lesson = learnt(village, opened)
    with village.change(Topic.CRISIS, Topic.SCENARIOS, undoable=False) as db:
        step_id = closing.into_step(db, lesson, Phase.CLOSE, hand())
    with village.read() as connection:
        own = scenario_records.one(connection, opened().incident.scenario)
    assert own is not None
    assert own.scenario.of(Phase.CLOSE)[-1].text == "Pedir el plano cada año"
    assert own.scenario.of(Phase.CLOSE)[-1].id == step_id == opened().lessons[0].became_id
    assert own.revision > 1
    # The incident keeps the sheet that it was run with.
    assert opened().scenario.step(step_id) is None


def test_a_phase_that_is_full_takes_no_lesson_and_the_lesson_stays(
    village: Store, opened: Opened, hand: Writes
) -> None:
    free = 9 - len(opened().scenario.of(Phase.BEFORE))
    for number in range(free):
        with village.change(Topic.CRISIS, Topic.SCENARIOS, undoable=False) as db:
            closing.into_step(db, learnt(village, opened, f"Paso {number}"), Phase.BEFORE, hand())
    lesson = learnt(village, opened)
    with (
        pytest.raises(InvalidValue, match="9 pasos"),
        village.change(Topic.CRISIS, Topic.SCENARIOS, undoable=False) as db,
    ):
        closing.into_step(db, lesson, Phase.BEFORE, hand())
    assert opened().lessons[-1].became is Became.NOTHING


def test_a_lesson_becomes_one_thing_only(village: Store, opened: Opened, hand: Writes) -> None:
    with village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
        closing.into_task(db, learnt(village, opened), hand())
    with (
        pytest.raises(InvalidValue, match="Tarea del plan"),
        village.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db,
    ):
        closing.into_objective(db, opened().lessons[0], hand())


def test_a_lesson_is_put_in_better_words_or_taken_away(village: Store, opened: Opened) -> None:
    lesson = learnt(village, opened)
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.revise(db, replace(lesson, text="Pedir plano y producto", owner=" Alcaldía "))
    assert (opened().lessons[0].text, opened().lessons[0].owner) == (
        "Pedir plano y producto",
        "Alcaldía",
    )
    with (
        pytest.raises(InvalidValue, match="se conservan las palabras de antes"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        closing.revise(db, replace(lesson, text=""))
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.forget(db, lesson)
    assert opened().lessons == ()


def test_the_review_keeps_what_went_well_and_badly(village: Store, opened: Opened) -> None:
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.judge(
            db, opened().incident, "Primera línea en 20 minutos", "Nadie llamó a la radio"
        )
    assert opened().incident.went_well == "Primera línea en 20 minutos"
    assert opened().incident.went_badly == "Nadie llamó a la radio"


def test_a_view_that_is_a_moment_old_closes_and_opens_what_is_stored(
    village: Store, opened: Opened, hand: Writes
) -> None:
    old = opened().incident
    with village.change(Topic.CRISIS, undoable=False) as db:
        records.save(db, replace(old, level=LevelName.RED, round=3))
    ended = closed(village, old, hand())
    assert (ended.level, ended.round) == (LevelName.RED, 3)
    assert opened().incident == ended
    assert closed(village, old, hand()) == ended
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.judge(db, ended, "Se avisó pronto.", "")
        again = closing.reopen(db, ended, hand(), "Otro perro enfermo")
    assert (
        opened().incident
        == again
        == replace(
            ended,
            closed_at=None,
            went_well="Se avisó pronto.",
            next_update_at=old.next_update_at,
        )
    )


def test_a_lesson_shown_a_moment_ago_becomes_what_it_says_now_and_once(
    village: Store, opened: Opened, hand: Writes
) -> None:
    old = learnt(village, opened)
    with village.change(Topic.CRISIS, undoable=False) as db:
        closing.revise(db, replace(old, text="Pedir el plano en enero"))
        closing.into_task(db, old, hand())
    now = opened().lessons[-1]
    assert (now.text, now.became) == ("Pedir el plano en enero", Became.TASK)
    with (
        pytest.raises(InvalidValue, match="ya es otra cosa"),
        village.change(Topic.CRISIS, undoable=False) as db,
    ):
        closing.into_objective(db, old, hand())

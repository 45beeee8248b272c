"""Closing out loud, what is still open, and what lessons become."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core import i18n
from core.calendar import records as calendar
from core.crisis.incidents import closing, open_ends, voices
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
from core.mentions.records import watches
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.roster import records as roster_records
from tests.core.crisis.clerk import REVIEW, Clerk

END = "No hay más animales afectados y el parque está abierto."


def closed(clerk: Clerk, incident: Incident | None = None, review_on: date = REVIEW) -> Incident:
    incident = incident or clerk.incident
    hand = clerk.hand()
    return clerk.do(closing.close, incident, END, "Queda la analítica.", review_on, hand)


def learnt(clerk: Clerk, text: str = "Pedir el plano cada año") -> Lesson:
    clerk.do(closing.learn, clerk.number, text, "Secretaría", date(2027, 1, 15))
    return clerk.desk.lessons[-1]


@pytest.mark.parametrize(
    ("day", "review"),
    [
        (date(2026, 11, 24), date(2026, 12, 1)),
        (date(2026, 11, 27), date(2026, 12, 4)),
        (date(2026, 11, 28), date(2026, 12, 4)),
        (date(2026, 11, 29), date(2026, 12, 4)),
    ],
)
def test_the_review_is_five_working_days_on(day, review):
    assert closing.review_day(day) == review


def test_what_is_still_open_is_said_with_its_place_on_the_desk(clerk):
    incident = clerk.incident
    person = clerk.do(voices.add_complainant, incident.id, "dueña del perro", clerk.hand())
    unchecked = clerk.do(voices.add_rumour, incident.id, "Es el agua", clerk.hand())
    clerk.do(voices.add_rumour, incident.id, "Hay niños ingresados", clerk.hand())
    clerk.judge(clerk.desk.rumours[1], RumourVerdict.FALSE, "Centro de salud")
    clerk.do(
        records.put,
        Statement(
            incident.id, StatementKind.HOLDING, clerk.hand().now, state=StatementState.APPROVED
        ),
    )
    told = open_ends.still_open(clerk.desk)
    first = {phase: clerk.desk.scenario.of(phase)[0] for phase in Phase}
    lasting = [step for phase, step in first.items() if phase is not Phase.UPDATES]
    assert [(end.part, end.target) for end in told] == [
        (Opens.COMPLAINANTS, person),
        (Opens.RUMOURS, unchecked),
        (Opens.RUMOURS, clerk.desk.rumours[1].id),
        (Opens.STATEMENTS, clerk.desk.statements[0].statement.id),
        (Opens.STATEMENTS, 0),
        (Opens.CALLS, clerk.desk.calls[0].id),
        *((Opens.NONE, step.id) for step in lasting),
    ]
    assert told[0].sentence == "dueña del perro: todavía sin respuesta en público."
    assert first[Phase.CLOSE].text in told[-1].sentence
    with i18n.language("en"):
        in_english = open_ends.still_open(clerk.desk)[0].sentence
    assert in_english == "dueña del perro: no answer in public yet."
    assert phase_label(Phase.FIRST_LINE) in " ".join(end.sentence for end in told)


def test_a_statement_that_never_left_its_draft_is_open(clerk):
    made = clerk.do(records.put, Statement(clerk.number, StatementKind.HOLDING, clerk.hand().now))
    ends = [end for end in open_ends.still_open(clerk.desk) if end.part is Opens.STATEMENTS]
    assert [(end.target, end.sentence) for end in ends] == [
        (made, "Un comunicado sigue en borrador: nadie lo ha aprobado."),
        (0, "No se ha publicado nada."),
    ]


def test_with_all_settled_nothing_is_open(clerk):
    over = Statement(
        clerk.number,
        StatementKind.CLOSING,
        clerk.hand().now,
        state=StatementState.PUBLISHED,
    )
    clerk.do(records.put, over)
    for call in clerk.desk.calls:
        clerk.settle(call, CallOutcome.REACHED)
    for step in clerk.desk.scenario.steps:
        if step.phase is not Phase.UPDATES:
            clerk.tick(step)
    assert open_ends.still_open(clerk.desk) == []


def test_whoever_was_told_of_the_beginning_is_to_be_told_of_the_end(clerk):
    incident = clerk.incident
    published = Statement(
        incident.id, StatementKind.HOLDING, clerk.hand().now, state=StatementState.PUBLISHED
    )
    clerk.do(records.put, published)
    ends = [end for end in open_ends.still_open(clerk.desk) if end.part is Opens.STATEMENTS]
    assert [end.target for end in ends] == [StatementKind.CLOSING]
    clerk.do(records.put, replace(published, kind=StatementKind.CLOSING))
    assert not [end for end in open_ends.still_open(clerk.desk) if end.part is Opens.STATEMENTS]


def test_closing_says_how_it_ended_and_promises_nothing_more(clerk, clock):
    clerk.later(hours=3)
    closed(clerk)
    incident = clerk.incident
    assert (incident.closed_at, incident.review_on) == (clock.now(), REVIEW)
    assert incident.next_update_at is None
    assert (clerk.desk.log[-1].kind, clerk.desk.log[-1].text) == (
        LogKind.CLOSED,
        f"Incidente cerrado: {END} Qué queda pendiente: Queda la analítica.",
    )


def test_an_incident_is_closed_once(clerk):
    first = closed(clerk)
    assert closed(clerk, review_on=date(2026, 12, 24)) == first
    assert sum(entry.kind is LogKind.CLOSED for entry in clerk.desk.log) == 1


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
    clerk, clock, message, ended, review_on, sentence
):
    hand = Hand(clock.now(), at=clock.now() + ended)
    with pytest.raises(InvalidValue, match=sentence):
        clerk.do(closing.close, clerk.incident, message, "", review_on, hand)
    assert clerk.incident.open


def test_what_is_being_written_for_the_close_is_kept_meanwhile(clerk):
    lines = len(clerk.desk.log)
    clerk.do(closing.draft, clerk.incident, "Parece que", "", None)
    assert clerk.incident.open
    assert clerk.incident.end_message == "Parece que"
    assert len(clerk.desk.log) == lines


def test_it_is_opened_again_with_a_reason(clerk):
    closed(clerk)
    with pytest.raises(InvalidValue, match="por qué se abre"):
        clerk.reopen("")
    clerk.reopen()
    assert clerk.incident.open
    assert clerk.desk.log[-1].text == "Abierto otra vez: Otro perro enfermo"


def test_opened_again_it_promises_what_was_promised_before_the_close(clerk):
    promised = clerk.incident.next_update_at
    assert promised is not None
    closed(clerk)
    clerk.reopen()
    assert clerk.incident.next_update_at == promised


def test_where_nothing_was_promised_nothing_is_when_it_is_opened_again(clerk):
    clerk.promise(None)
    closed(clerk)
    clerk.reopen()
    assert clerk.incident.next_update_at is None


@pytest.mark.usefixtures("madrid")
def test_a_lesson_becomes_a_task_that_says_where_it_comes_from(clerk, village):
    lesson = learnt(clerk)
    number = clerk.becomes(closing.into_task, lesson)
    with village.read() as connection:
        task = next(other for other in plan_records.load(connection).tasks if other.id == number)
    assert task.title == "Pedir el plano cada año"
    assert task.note == (
        f"Aprendido de «{clerk.incident.title}», 24/11/2026."
        " Se encarga Secretaría. Antes del 15/01/2027."
    )
    assert (clerk.desk.lessons[0].became, clerk.desk.lessons[0].became_id) == (
        Became.TASK,
        str(number),
    )
    assert clerk.desk.log[-1].kind is LogKind.REVIEW


@pytest.mark.usefixtures("madrid")
def test_a_lesson_becomes_an_idea_of_the_calendar_and_is_free_again_when_that_goes(clerk, village):
    lesson = learnt(clerk)
    number = clerk.becomes(closing.into_item, lesson)
    with village.read() as connection:
        item = calendar.one(connection, number)
    assert (item.title, item.day, item.lesson_id) == ("Pedir el plano cada año", None, lesson.id)
    assert item.note.startswith(f"Aprendido de «{clerk.incident.title}», 24/11/2026.")
    there = clerk.desk.lessons[0]
    assert (there.became, there.became_id) == (Became.ITEM, str(number))
    assert "Publicación del calendario" in clerk.desk.log[-1].text
    clerk.do(closing.revise, replace(there, text="Pedir el plano en enero"))
    assert clerk.desk.lessons[0].became is Became.ITEM
    with pytest.raises(InvalidValue, match="Publicación del calendario"):
        clerk.becomes(closing.into_task, clerk.desk.lessons[0])

    clerk.do(calendar.delete, number)
    assert clerk.desk.lessons[0].became is Became.NOTHING


def test_a_lesson_becomes_an_objective_with_its_day(clerk, village):
    lesson = learnt(clerk)
    number = clerk.becomes(closing.into_objective, lesson)
    with village.read() as connection:
        plan = plan_records.load(connection)
    objective = next(other for other in plan.objectives if other.id == number)
    assert (objective.title, objective.due_on) == (lesson.text, date(2027, 1, 15))


def test_a_lesson_becomes_a_watch_for_words(clerk, village):
    lesson = learnt(clerk, "Escuchar lo que se dice del parque " + "y de la fuente " * 6)
    with pytest.raises(InvalidValue, match="al menos una palabra"):
        clerk.becomes(closing.into_watch, lesson, (" ", ""))
    number = clerk.becomes(closing.into_watch, lesson, ("cebo", " matarratas "))
    with village.read() as connection:
        watch = next(other for other in watches.everything(connection) if other.id == number)
    assert watch.any_of == ("cebo", "matarratas")
    assert len(watch.title) <= 80
    assert watch.title.endswith("…")


def test_a_lesson_becomes_a_contact_to_complete(clerk, village):
    lesson = learnt(clerk, "Tener el móvil del laboratorio")
    with pytest.raises(InvalidValue, match="nombre del contacto"):
        clerk.becomes(closing.into_contact, lesson, "")
    number = clerk.becomes(closing.into_contact, lesson, "Laboratorio provincial")
    with village.read() as connection:
        card = next(record for record in roster_records.everyone(connection) if record.id == number)
    assert card.name == "Laboratorio provincial"
    assert card.note.startswith("Tener el móvil del laboratorio")


def test_a_lesson_becomes_a_step_of_the_sheet_which_is_the_towns_own_from_then_on(clerk, village):
    lesson = learnt(clerk)
    step_id = clerk.becomes(closing.into_step, lesson, Phase.CLOSE)
    with village.read() as connection:
        own = scenario_records.one(connection, clerk.incident.scenario)
    assert own is not None
    assert own.scenario.of(Phase.CLOSE)[-1].text == "Pedir el plano cada año"
    assert own.scenario.of(Phase.CLOSE)[-1].id == step_id == clerk.desk.lessons[0].became_id
    assert own.revision > 1
    # The incident keeps the sheet that it was run with.
    assert clerk.desk.scenario.step(step_id) is None


def test_a_phase_that_is_full_takes_no_lesson_and_the_lesson_stays(clerk):
    free = 9 - len(clerk.desk.scenario.of(Phase.BEFORE))
    for number in range(free):
        clerk.do(closing.into_step, learnt(clerk, f"Paso {number}"), Phase.BEFORE, clerk.hand())
    lesson = learnt(clerk)
    with pytest.raises(InvalidValue, match="9 pasos"):
        clerk.becomes(closing.into_step, lesson, Phase.BEFORE)
    assert clerk.desk.lessons[-1].became is Became.NOTHING


def test_a_lesson_becomes_one_thing_only(clerk):
    clerk.becomes(closing.into_task, learnt(clerk))
    with pytest.raises(InvalidValue, match="Tarea del plan"):
        clerk.becomes(closing.into_objective, clerk.desk.lessons[0])


def test_a_lesson_is_put_in_better_words_or_taken_away(clerk):
    lesson = learnt(clerk)
    clerk.do(closing.revise, replace(lesson, text="Pedir plano y producto", owner=" Alcaldía "))
    assert (clerk.desk.lessons[0].text, clerk.desk.lessons[0].owner) == (
        "Pedir plano y producto",
        "Alcaldía",
    )
    with pytest.raises(InvalidValue, match="se conservan las palabras de antes"):
        clerk.do(closing.revise, replace(lesson, text=""))
    clerk.do(closing.forget, lesson)
    assert clerk.desk.lessons == ()


def test_the_review_keeps_what_went_well_and_badly(clerk):
    clerk.do(closing.judge, clerk.incident, "Primer aviso en 20 minutos", "Nadie llamó a la radio")
    assert clerk.incident.went_well == "Primer aviso en 20 minutos"
    assert clerk.incident.went_badly == "Nadie llamó a la radio"


def test_a_view_that_is_a_moment_old_closes_and_opens_what_is_stored(clerk):
    old = clerk.incident
    clerk.do(records.save, replace(old, level=LevelName.RED, round=3))
    ended = closed(clerk, old)
    assert (ended.level, ended.round) == (LevelName.RED, 3)
    assert clerk.incident == ended
    assert closed(clerk, old) == ended
    clerk.do(closing.judge, ended, "Se avisó pronto.", "")
    again = clerk.do(closing.reopen, ended, clerk.hand(), "Otro perro enfermo")
    assert (
        clerk.incident
        == again
        == replace(
            ended,
            closed_at=None,
            went_well="Se avisó pronto.",
            next_update_at=old.next_update_at,
        )
    )


def test_a_lesson_shown_a_moment_ago_becomes_what_it_says_now_and_once(clerk):
    old = learnt(clerk)
    clerk.do(closing.revise, replace(old, text="Pedir el plano en enero"))
    clerk.becomes(closing.into_task, old)
    now = clerk.desk.lessons[-1]
    assert (now.text, now.became) == ("Pedir el plano en enero", Became.TASK)
    with pytest.raises(InvalidValue, match="ya se pasó a"):
        clerk.becomes(closing.into_objective, old)

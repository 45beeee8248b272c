"""Review and approval: what is open, the approval, the versions, next year, the notes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.i18n import ngettext
from core.plan import guide, records, review, versions
from core.plan.findings import Finding
from core.plan.kinds import PlanStep, Severity
from core.plan.labels import step_label
from core.plan.model import Audience, Dismissal, Plan, PrivateChannel, SessionNote, Task
from core.store import Topic, suggestions
from desktop.plan.review import ReviewBody
from desktop.services import Services
from tests.desktop.hands import button, push, seen, under

Key = Qt.Key
Keyboard = Any


@pytest.fixture
def step(small: Plan, keys: Keyboard, qtbot: QtBot) -> ReviewBody:
    keys.open(PlanStep.REVIEW)
    found = keys.shell.findChild(ReviewBody)
    assert isinstance(found, ReviewBody)
    qtbot.waitUntil(found.isVisible)
    return found


@pytest.fixture
def sound(small: Plan, services: Services) -> Plan:
    """A plan whose errors somebody decided to live with."""
    with services.store.change(Topic.PLAN, label="descartar") as db:
        for item in open_findings(services):
            if item.severity is Severity.ERROR:
                records.dismiss(db, Dismissal(item.key, "Se verá en enero", services.clock.now()))
    with services.store.read() as connection:
        return records.load(connection)


def open_findings(services: Services) -> tuple[Finding, ...]:
    with services.store.read() as connection:
        return review.look(connection, services.clock.today()).open


def listed(step: ReviewBody) -> list[str]:
    """The findings on screen, by what their buttons are called."""
    rows = step.findChildren(QPushButton)
    start = "Ir allí: "
    names = [row.accessibleName() for row in rows if row.isVisible()]
    return [name.removeprefix(start) for name in names if name.startswith(start)]


def first_of_each(findings: Sequence[Finding]) -> list[str]:
    """What is listed of these: of more than two of one rule the first."""
    counts = Counter(finding.rule for finding in findings)
    firsts = {finding.rule: finding for finding in reversed(findings)}
    return [
        finding.sentence
        for finding in findings
        if counts[finding.rule] <= 2 or finding is firsts[finding.rule]
    ]


def approve(keys: Keyboard, body: str = "Pleno", reference: str = "PER 14") -> None:
    """Fill the form in and press its button, all by keyboard."""
    keys.press(Key.Key_Right, times=2)
    keys.tab_to("Órgano que aprueba")
    keys.write(body)
    keys.tab_to("Referencia")
    keys.write(reference)
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Return)


def test_everything_open_is_listed_errors_first_then_by_step(step, services, qtbot):
    qtbot.waitUntil(lambda: len(listed(step)) == len(open_findings(services)))

    assert listed(step) == [finding.sentence for finding in open_findings(services)]
    severities = [finding.severity for finding in open_findings(services)]
    assert severities == sorted(severities, key=list(Severity).index)


def test_tips_stand_apart_from_what_the_tab_counts(step, services, qtbot):
    found = open_findings(services)
    tips = [finding.sentence for finding in found if finding.severity is Severity.HINT]
    qtbot.waitUntil(lambda: len(listed(step)) == len(found))

    above, below = (part.split("\n") for part in seen(step).split("\nConsejos\n"))
    assert tips
    assert [sentence for sentence in listed(step) if sentence in below] == tips
    assert [sentence for sentence in listed(step) if sentence in above] == [
        finding.sentence for finding in found if finding.severity is not Severity.HINT
    ]


def test_each_finding_says_in_which_step_it_is_mended(step, keys):
    keys.wait_for(f"3 · {step_label(PlanStep.AUDIENCES)}. ")


def test_enter_on_a_finding_goes_to_its_step(step, services, keys, qtbot):
    sentence = "El plan no tiene ningún público."
    qtbot.waitUntil(lambda: sentence in listed(step))

    keys.tab_to(f"Ir allí: {sentence}")
    keys.press(Key.Key_Return)

    assert keys.name() == "Añadir público"


@pytest.fixture
def many(small: Plan, services: Services) -> Plan:
    """A plan with findings of each severity in several steps."""
    with services.store.change(Topic.PLAN, label="estropear") as db:
        records.add(db, Task("Contar la feria"))
        records.add(db, Task("Contar la feria", hours_week=1, contracted=True))
        records.add(db, Audience(""))
    return small


def test_the_list_is_narrowed_down_by_how_grave_they_are(many, step, services, keys, qtbot):
    chosen = []
    button(step, "Todas").setFocus()
    for severity in Severity:
        keys.press(Key.Key_Right)
        keys.press(Key.Key_Space)
        wanted = first_of_each(
            [item for item in open_findings(services) if item.severity is severity]
        )
        qtbot.waitUntil(lambda wanted=wanted: listed(step) == wanted)
        chosen.append(len(wanted))

    assert all(chosen)


def test_of_many_that_say_the_same_the_first_is_shown_and_the_others_unfold(
    step, services, keys, qtbot
):
    with services.store.change(Topic.PLAN, label="añadir") as db:
        for title in ("Ferias", "Deportes", "Bodas", "Mercado"):
            records.add(db, Task(title))
    alike = [item.sentence for item in open_findings(services) if "Ferias" in item.sentence]
    rule = next(item.rule for item in open_findings(services) if item.sentence == alike[0])
    every = [item.sentence for item in open_findings(services) if item.rule == rule]
    assert len(every) == 4
    qtbot.waitUntil(lambda: alike[0] in listed(step))
    assert not set(every[1:]) & set(listed(step))

    keys.tab_to("Ver las observaciones: 3 más como esa")
    keys.press(Key.Key_Return)

    assert set(every) <= set(listed(step))


def test_a_filter_that_leaves_nothing_is_taken_off(many, step, services, keys, qtbot):
    push(qtbot, step, "Errores")
    errors = [finding for finding in open_findings(services) if finding.severity is Severity.ERROR]
    qtbot.waitUntil(lambda: listed(step) == first_of_each(errors))

    with services.store.change(Topic.PLAN, label="descartar") as db:
        for error in errors:
            records.dismiss(db, Dismissal(error.key, "Se verá en enero", services.clock.now()))

    qtbot.waitUntil(lambda: listed(step) == first_of_each(open_findings(services)))


def test_a_plan_in_order_is_told_so(sound, step, services, keys):
    with services.store.change(Topic.PLAN, label="descartar") as db:
        for finding in open_findings(services):
            records.dismiss(db, Dismissal(finding.key, "Se verá en enero", services.clock.now()))

    keys.wait_for("El plan no tiene errores. Puede llevarlo a aprobación.")


def test_a_plan_with_errors_is_not_approved_and_says_which_they_are(
    step, services, keys, plan, qtbot
):
    keys.press(Key.Key_Right, times=2)
    assert keys.part() == "approval"
    errors = [finding for finding in open_findings(services) if finding.severity is Severity.ERROR]
    for error in errors:
        keys.wait_for(f"• {error.sentence}")
    assert not button(step, "Aprobar y guardar la versión").isEnabled()

    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Return)

    assert keys.part() == "findings"
    qtbot.waitUntil(lambda: listed(step) == [finding.sentence for finding in errors])
    qtbot.waitUntil(lambda: keys.name() == f"Ir allí: {errors[0].sentence}")
    assert plan().versions == ()


def test_beside_the_button_stands_how_much_is_left_to_mend(sound, step, keys, services):
    with services.store.change(Topic.PLAN, label="añadir") as db:
        records.add(db, PrivateChannel("Teléfono"))
    left = sum(item.severity is Severity.WARNING for item in open_findings(services))
    told = ngettext("One thing is left to fix.", "{count} things are left to fix.", left)

    keys.press(Key.Key_Right, times=2)

    assert left > 0
    keys.wait_for(told.format(count=left))


def test_an_approved_plan_is_kept_as_a_version(sound, step, keys, plan, clock):
    approve(keys)

    version = plan().versions[0]
    assert (version.number, version.body, version.reference, version.approved_on) == (
        1,
        "Pleno",
        "PER 14",
        clock.today(),
    )
    assert keys.part() == "versions"
    keys.wait_for("Versión 1")
    keys.wait_for("No ha cambiado nada.")


def test_an_approval_can_be_undone(sound, step, keys, plan):
    approve(keys)
    assert len(plan().versions) == 1

    keys.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert plan().versions == ()
    keys.wait_for("Todavía no hay ninguna versión. La primera se guarda al aprobar el plan.")


def test_a_plan_with_proposals_that_nobody_reviewed_asks_and_says_how_many(
    sound, step, services, keys, plan, asker
):
    with services.store.change(Topic.PLAN, label="proponer") as db:
        records.mark_text(db, "backing", "So is it in most towns.")
        suggestions.mark(db, "audience", records.add(db, Audience("Jóvenes")), "young", "Are there")
        for finding in open_findings(services):
            if finding.severity is Severity.ERROR:
                records.dismiss(db, Dismissal(finding.key, "Se verá", services.clock.now()))
    asker.answers = [False, True]
    approve(keys)
    assert plan().versions == ()
    (question,) = asker.asked
    assert ngettext("one audience", "{count} audiences", 1) in question
    assert ngettext("one text", "{count} texts", 1) in question

    keys.press(Key.Key_Return)
    assert [version.body for version in plan().versions] == ["Pleno"]


def test_a_day_is_not_taken_for_who_approved(sound, step, keys, plan):
    approve(keys, body="01/01/2030")
    assert keys.sees("Escriba con palabras quién ha aprobado el plan; el día va debajo.")
    assert keys.name() == "Órgano que aprueba"
    assert plan().versions == ()


def test_nobody_approves_nothing_in_the_future_or_without_a_name(sound, step, keys, plan):
    approve(keys, body="")
    assert keys.sees("Diga quién aprobó el plan.")
    assert keys.name() == "Órgano que aprueba"

    keys.write("Pleno")
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.write("31/12/2026")
    keys.tab_to("Referencia")
    keys.press(Key.Key_Tab)
    keys.press(Key.Key_Return)

    assert under(step, "Fecha de aprobación")
    assert keys.name() == "Fecha de aprobación"
    assert plan().versions == ()


def test_a_reference_too_long_is_said_in_its_own_field_and_kept_there(sound, step, keys, plan):
    approve(keys, reference="PER 14 " * 40)

    assert under(step, "Referencia")
    assert not under(step, "Fecha de aprobación")
    assert keys.name() == "Referencia"
    assert plan().versions == ()


def test_a_day_that_does_not_exist_is_said_in_its_field_though_the_body_is_missing_too(
    sound, step, keys, plan
):
    keys.press(Key.Key_Right, times=2)
    keys.tab_to("Fecha de aprobación")
    keys.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keys.write("31/02/2026")
    keys.tab_to("Aprobar y guardar la versión")
    keys.press(Key.Key_Return)

    assert under(step, "Fecha de aprobación")
    assert not under(step, "Órgano que aprueba")
    assert plan().versions == ()


@pytest.fixture
def approved(sound: Plan, services: Services) -> Plan:
    """Two versions, and a draft that differs from both."""
    with services.store.change(Topic.PLAN, label="aprobar") as db:
        now, today = services.clock.now(), services.clock.today()
        versions.approve(db, "Pleno", date(2026, 11, 2), "PER 14", now, today)
        records.save(db, replace(sound.tasks[0], title="Escribir y publicar"))
        versions.approve(db, "Alcaldía", date(2026, 11, 20), "", now, today)
        records.add(db, Audience("Veraneantes"))
    with services.store.read() as connection:
        return records.load(connection)


def test_what_has_changed_since_the_last_version_is_told_in_words(approved, step, keys):
    keys.press(Key.Key_Right, times=3)

    assert keys.part() == "versions"
    keys.wait_for("Veraneantes")
    assert keys.sees(step_label(PlanStep.AUDIENCES))
    assert not keys.sees("Escribir y publicar")


def test_a_newer_version_takes_the_place_of_the_one_that_was_compared(
    approved, step, keys, services
):
    keys.press(Key.Key_Right, times=3)
    keys.wait_for("Veraneantes")

    with services.store.change(Topic.PLAN, label="aprobar") as db:
        now, today = services.clock.now(), services.clock.today()
        versions.approve(db, "Pleno", today, "PER 20", now, today)

    keys.wait_for("No ha cambiado nada.")


def test_any_two_versions_are_compared(approved, step, keys):
    keys.press(Key.Key_Right, times=3)
    keys.tab_to("Desde")
    keys.press(Key.Key_Up)
    keys.tab_to("Hasta")
    keys.press(Key.Key_Up)

    keys.wait_for("Escribir y publicar")
    assert not keys.sees("Veraneantes")


def test_a_version_is_saved_as_it_was_approved(
    approved, step, keys, services, asker, tmp_path, qtbot
):
    target = tmp_path / "plan aprobado.docx"
    asker.answers = [target]
    keys.press(Key.Key_Right, times=3)
    name = "Versión 1"

    keys.tab_to(f"Guardar como…: {name}")
    keys.press(Key.Key_Return)

    assert asker.asked == ["Guardar la versión 1"]
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not services.jobs.running("save version"))
    assert target.read_bytes()[:2] == b"PK"
    assert (tmp_path / "plan aprobado, anexo técnico.docx").read_bytes()[:2] == b"PK"


def test_next_years_plan_is_started_told_and_undone(approved, step, services, keys, plan, clock):
    clock.moment = clock.moment.replace(year=2027)
    before = plan().charter
    keys.press(Key.Key_Right, times=3)
    keys.tab_to("Empezar el plan siguiente")

    keys.press(Key.Key_Return)

    assert plan().charter.start_on == date(2028, 1, 1)
    keys.wait_for("El borrador es ya el plan siguiente.")
    assert len(plan().versions) == 2

    keys.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert plan().charter == before


def test_next_years_plan_is_not_started_before_this_one(approved, step, keys, plan):
    before = plan()
    keys.press(Key.Key_Right, times=3)
    keys.tab_to("Empezar el plan siguiente")
    keys.press(Key.Key_Return)

    assert plan() == before
    assert len(keys.shell.messages.shown()) == 1


def test_the_suggestions_of_a_step_are_accepted_at_once(step, small, services, keys, plan):
    with services.store.change(Topic.PLAN, label="proponer") as db:
        for task in small.tasks:
            suggestions.mark(db, "task", task.id, "task", "Hace falta en todo pueblo.")
    words = ngettext("one task", "{count} tasks", 2).format(count=2)
    keys.wait_for(words)

    keys.tab_to(f"Aceptarlas todas: {step_label(PlanStep.PEOPLE)}")
    keys.press(Key.Key_Return)
    assert [other.suggested for other in plan().tasks] == ["", ""]

    keys.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert all(other.suggested for other in plan().tasks)


def test_the_notes_of_the_session_stand_below_their_questions(step, services, keys):
    prompt = guide.step(PlanStep.AUDIENCES).prompts[0]
    with services.store.change(Topic.PLAN, label="anotar") as db:
        records.note(db, SessionNote(prompt.id, "Los de la sierra", services.clock.now()))

    keys.press(Key.Key_Right, times=4)

    assert keys.part() == "notes"
    keys.wait_for("Los de la sierra")
    assert keys.sees(prompt.text)

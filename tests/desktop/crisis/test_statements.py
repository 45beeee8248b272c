"""Comunicados with keys: begin, fill in, write, approve, publish, correct."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from core.crisis.desk import Worded
from core.crisis.incidents import voices
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.log import Hand
from core.crisis.model import LogKind, StatementState
from core.crisis.statements import statements
from core.days import clock_time
from core.plan import records as plan_records
from core.plan.kinds import LanguagePolicy
from core.store import Topic
from core.town import records as town_records
from desktop.crisis.statements.tab import Statements
from desktop.forms.lines import GrowingLine
from desktop.services import Services
from tests.core import towns
from tests.core.crisis.clerk import Clerk
from tests.desktop import hands
from tests.desktop.crisis.desk_hands import (
    BLANKS,
    checklist,
    desk_view,
    open_incident,
    rows,
    stored,
    to_approval,
)
from tests.desktop.hands import Key, button, buttons, here, press, push, seen, type_over, write

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def town(at_desk: Services) -> Services:
    return at_desk


@pytest.fixture
def part(town: Services, qtbot: QtBot) -> Statements:
    """The starting case, open, with the statements beside the list and the keyboard in them."""
    press(qtbot, Key.Key_2, held=ALT)
    return next(item for item in desk_view().findChildren(Statements) if item.isVisible())


@pytest.fixture
def draft(part: Statements, qtbot: QtBot) -> Statements:
    """A first line just begun, the keyboard in its first blank."""
    press(qtbot, Key.Key_Return)
    return part


@pytest.fixture
def approved(town: Services, draft: Statements, qtbot: QtBot) -> Statements:
    """A first line that the mayor approved by telephone."""
    fill_in(qtbot)
    to_approval(qtbot)
    press(qtbot, Key.Key_2)
    return draft


def fill_in(qtbot: QtBot) -> None:
    for typed in BLANKS:
        write(qtbot, typed)
        press(qtbot, Key.Key_Return)


def paste_over(qtbot: QtBot, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(qtbot, Key.Key_A, Key.Key_V, held=CONTROL)


def newest(town: Services) -> Worded:
    return stored(town).statements[-1]


def paragraph(part: Statements, which: StatementPart) -> QPlainTextEdit:
    control = part.draft.parts[which].field.control
    assert isinstance(control, QPlainTextEdit)
    return control


def chips() -> list[str]:
    """What the parts of the desk are called, with their counts."""
    return [radio_button.text() for radio_button in desk_view().findChildren(QRadioButton)]


def named(part: QWidget, name: str) -> QLineEdit | GrowingLine:
    found = [*part.findChildren(QLineEdit), *part.findChildren(GrowingLine)]
    return next(edit for edit in found if edit.isVisible() and edit.accessibleName() == name)


def test_a_draft_just_begun_is_read_once(town, part, qtbot):
    asked: list[str] = []
    with town.store.read() as connection:
        connection.set_trace_callback(asked.append)
    press(qtbot, Key.Key_Return)
    connection.set_trace_callback(None)

    assert part.draft.isVisible()
    # Shown three times it was ten.
    assert len([text for text in asked if "FROM contact " in text]) <= 4


def test_from_the_alarm_bell_to_an_approved_first_line_in_fifteen_actions(
    start, example_file, tmp_path, qtbot
):
    town = start(towns.copied(example_file, tmp_path)).services
    assert town is not None
    actions = 0

    def act(*keys: Key, held: Qt.KeyboardModifier | None = None, text: str = "") -> None:
        nonlocal actions
        actions += 1
        if text:
            write(qtbot, text)
        press(qtbot, *keys, held=held)

    open_incident(town, qtbot)  # the name of the scenario, Enter, and Enter on the level
    actions += 3
    act(Key.Key_2, held=ALT)
    act(Key.Key_Return)
    for typed in BLANKS:
        act(Key.Key_Return, text=typed)
    actions += to_approval(qtbot)
    act(Key.Key_2)

    assert newest(town).statement.state is StatementState.APPROVED
    assert actions <= 15


def test_with_nothing_begun_the_first_line_is_what_is_offered(part):
    assert here().accessibleName() == "Empezar: Primer aviso"
    assert "Lo que se dice en público" in seen(part)


def test_a_step_of_the_checklist_opens_the_statement_that_it_is_about(town, qtbot):
    desk = stored(town)
    step = next(item for item in desk.scenario.steps if item.statement is not None)
    desk_view().show_part("checklist", step.id)

    press(qtbot, Key.Key_Return)
    assert newest(town).statement.kind is StatementKind.HOLDING
    assert here().accessibleName() == "Lugar, con su artículo"

    desk_view().show_part("checklist", step.id)
    press(qtbot, Key.Key_Return)
    assert len(stored(town).statements) == 1


def test_a_blank_is_typed_once_and_stands_in_every_part(town, draft, qtbot):
    fill_in(qtbot)

    assert (
        "pasean por el parque de Los Olmos" in paragraph(draft, StatementPart.EMPATHY).toPlainText()
    )
    assert "[" not in newest(town).text("es").whole
    empathy = paragraph(draft, StatementPart.EMPATHY)
    hands.press_until(qtbot, Key.Key_Return, lambda: here() is empathy)
    assert stored(town).ticks == ()


def test_a_blank_that_is_put_right_changes_what_stands_in_the_parts(town, draft, qtbot):
    fill_in(qtbot)
    named(draft, "Lugar, con su artículo").setFocus()
    type_over(qtbot, "la plaza")
    press(qtbot, Key.Key_Return)

    assert "un paseo por la plaza." in paragraph(draft, StatementPart.KNOWN).toPlainText()
    assert "Olmos" not in newest(town).text("es").whole


def test_enter_goes_on_and_shift_with_it_begins_another_line(town, draft, qtbot):
    known = paragraph(draft, StatementPart.KNOWN)
    known.setFocus()
    known.selectAll()
    write(qtbot, "Uno")
    press(qtbot, Key.Key_Return, held=SHIFT)
    write(qtbot, "Dos")
    press(qtbot, Key.Key_Return)

    assert here() is paragraph(draft, StatementPart.UNKNOWN)
    assert newest(town).text("es").known == "Uno\nDos"


def test_the_checks_say_what_is_missing_and_follow_what_is_written(draft, qtbot):
    qtbot.waitUntil(lambda: "Falta rellenar: [lugar" in seen(draft))
    assert "Comprobado: falta 1 cosa" in seen(draft)
    fill_in(qtbot)
    assert "Comprobado: todo bien" in seen(draft)

    known = paragraph(draft, StatementPart.KNOWN)
    known.setFocus()
    known.selectAll()
    write(qtbot, "Es culpa de Javier Robles.")
    press(qtbot, Key.Key_Return)

    qtbot.waitUntil(lambda: "Nombra a Javier Robles Cano" in seen(draft))
    assert "Dice «culpa»" in seen(draft)
    assert "Comprobado: faltan 2 cosas" in seen(draft)


def test_another_hour_is_said_in_the_text_and_one_that_is_none_is_refused(town, draft, qtbot):
    hour = named(draft, "Próximo aviso, a las")
    assert hour.text() == f"{due_of(town):%H:%M}"
    hour.setFocus()
    type_over(qtbot, "15.55")
    press(qtbot, Key.Key_Return)
    assert "a las 15:55" in paragraph(draft, StatementPart.NEXT).toPlainText()
    assert f"{due_of(town):%H:%M}" == "15:55"

    hour.setFocus()
    type_over(qtbot, "25:00")
    press(qtbot, Key.Key_Return)
    assert "Escriba una hora" in seen(draft)
    assert f"{due_of(town):%H:%M}" == "15:55"


def due_of(town: Services) -> datetime:
    due = newest(town).statement.next_update_at
    assert due is not None
    return due.astimezone()


def test_who_decides_is_proposed_and_one_key_says_how_they_approved(town, draft, qtbot, clock):
    fill_in(qtbot)
    to_approval(qtbot)
    assert named(desk_view(), "Lo aprueba").text() == "María Gómez Ruiz"

    press(qtbot, Key.Key_3)

    statement = newest(town).statement
    assert (statement.approved_by, statement.approved_how) == ("María Gómez Ruiz", "por escrito")
    assert statement.approved_at == clock.now()
    assert "Lo aprobó a las" in seen(draft)
    assert not draft.draft.isVisible()


def test_somebody_else_may_approve_it(town, draft, qtbot):
    fill_in(qtbot)
    to_approval(qtbot)
    named(desk_view(), "Lo aprueba").setFocus()
    type_over(qtbot, "Secretaria, 2 de guardia")
    press(qtbot, Key.Key_Return, Key.Key_1)
    assert newest(town).statement.approved_by == "Secretaria, 2 de guardia"


def test_a_text_with_empty_blanks_cannot_be_approved_and_one_key_goes_to_the_next(draft, qtbot):
    paragraph(draft, StatementPart.KNOWN).setFocus()
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert here().accessibleName() == "Lugar, con su artículo"
    assert seen(draft.bar).startswith("Faltan 1 hueco y ")
    assert not any(made.text().strip() == "En persona" for made in buttons(draft.bar))

    write(qtbot, BLANKS[0])
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return, held=CONTROL)
    # The others have an honest default; what is left are questions.
    assert here().accessibleName().endswith(": a qué hora")


def test_a_letter_answers_whether_a_step_is_done(town, draft, qtbot):
    write(qtbot, BLANKS[0])
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Return, held=CONTROL)
    asked = draft.draft.steps.count()

    press(qtbot, "s")
    assert draft.draft.steps.count() == asked - 1
    assert len(stored(town).ticks) == 1
    press(qtbot, "n")
    assert draft.draft.steps.count() == asked - 2
    assert len(stored(town).ticks) == 1


def test_why_it_is_not_approved_is_in_view_at_once(draft, qtbot):
    fill_in(qtbot)
    to_approval(qtbot)
    named(desk_view(), "Lo aprueba").setFocus()
    type_over(qtbot, " ")
    press(qtbot, Key.Key_Return, Key.Key_2)
    message = draft.draft.approval.message()
    said = next(item for item in desk_view().findChildren(QLabel) if item.text() == message)
    qtbot.waitUntil(lambda: said.visibleRegion().boundingRect().height() == said.height())
    assert here().visibleRegion().boundingRect() == here().rect()
    assert here().accessibleName() == "Lo aprueba"


def test_while_a_text_is_written_the_list_gives_it_room_until_it_is_gone_to(draft, qtbot):
    view = checklist(desk_view())
    qtbot.waitUntil(lambda: view.width() < draft.width() // 2)
    short = len(rows(view))

    press(qtbot, Key.Key_Escape)
    assert here() is view
    assert len(rows(view)) > short
    qtbot.waitUntil(lambda: view.width() > draft.width())

    press(qtbot, Key.Key_2, held=ALT)
    qtbot.waitUntil(lambda: view.width() < draft.width() // 2)
    push(qtbot, desk_view(), "Lista entera")
    assert here() is view
    qtbot.waitUntil(lambda: view.width() > draft.width())


def test_words_that_cannot_be_stored_are_not_approved_without(town, draft, qtbot):
    fill_in(qtbot)
    to_approval(qtbot)
    known = paragraph(draft, StatementPart.KNOWN)
    known.setFocus()
    paste_over(qtbot, "Largo. " * 500)
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert here() is known

    draft.draft.approval.take_keyboard()
    press(qtbot, Key.Key_2)

    assert newest(town).statement.state is StatementState.DRAFT
    assert here() is known
    assert known.toPlainText().startswith("Largo. Largo.")
    assert "Qué sabemos" in draft.draft.approval.message()

    paste_over(qtbot, "Sabemos lo justo.")
    to_approval(qtbot)
    press(qtbot, Key.Key_2)
    assert newest(town).statement.state is StatementState.APPROVED
    assert newest(town).text("es").known == "Sabemos lo justo."


def test_an_hour_that_is_none_or_a_blank_too_long_is_not_approved_without(town, draft, qtbot):
    fill_in(qtbot)
    to_approval(qtbot)
    hour = named(draft, "Próximo aviso, a las")
    hour.setFocus()
    type_over(qtbot, "99:99")
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert here() is hour

    type_over(qtbot, "15:55")
    place = named(draft, "Lugar, con su artículo")
    place.setFocus()
    paste_over(qtbot, "el parque " * 30)
    draft.draft.approval.take_keyboard()
    press(qtbot, Key.Key_1)
    assert here() is place
    assert newest(town).statement.state is StatementState.DRAFT


def test_nobody_answers_for_a_text_without_a_name(town, draft, qtbot):
    fill_in(qtbot)
    to_approval(qtbot)
    named(desk_view(), "Lo aprueba").setFocus()
    type_over(qtbot, " ")
    press(qtbot, Key.Key_Return, Key.Key_2)
    assert "quién lo aprueba" in draft.draft.approval.message()
    assert newest(town).statement.state is StatementState.DRAFT


def test_what_is_being_typed_is_part_of_what_is_approved(town, draft, qtbot):
    fill_in(qtbot)
    paragraph(draft, StatementPart.EMPATHY).setFocus()
    write(qtbot, "Hola. ")
    to_approval(qtbot)
    press(qtbot, Key.Key_2)
    assert "Hola. " in newest(town).text("es").whole
    assert "Hola. " in stored(town).log[-1].text


def test_what_is_being_typed_stays_while_something_else_happens(town, draft, qtbot):
    write(qtbot, "la muerte de")
    number = stored(town).incident.id
    Clerk(town.store, number).do(voices.ask, number, "Otra pregunta")
    qtbot.waitUntil(lambda: "Hechos 9" in chips())
    write(qtbot, " un gato")
    assert here().text() == "la muerte de un gato"


def test_the_whole_text_is_copied(draft, town, qtbot):
    fill_in(qtbot)
    push(qtbot, draft, "Copiar texto")
    assert QGuiApplication.clipboard().text() == newest(town).text("es").whole


def test_ticked_channels_are_noted_as_published_with_their_hour(town, approved, qtbot, clock):
    press(qtbot, Key.Key_Space, Key.Key_Tab, Key.Key_Tab, Key.Key_Space)
    assert newest(town).statement.state is StatementState.APPROVED

    press(qtbot, Key.Key_Return, held=CONTROL)

    worded = newest(town)
    assert worded.statement.state is StatementState.PUBLISHED
    assert {item.channel for item in worded.publications} == {"Web municipal", "Lista de WhatsApp"}
    assert stored(town).incident.next_update_at == worded.statement.next_update_at
    assert f"Web municipal, a las {clock.now().astimezone():%H:%M}" in seen(approved)
    assert stored(town).log[-1].kind is LogKind.PUBLISHED
    step = next(row for row in rows(checklist(desk_view())) if "Publicado: web, redes" in row)
    assert "Por hacer: Publicado" in step
    assert f"Publicado en 2 de {len(stored(town).places)} sitios. Falta: " in step
    main = {made.text() for made in buttons(approved) if made.property("kind") == "primary"}
    assert main == {"Anotar como publicado"}


@pytest.fixture
def later(town: Services, approved: Statements, qtbot: QtBot) -> tuple[str, str]:
    """After the approval the desk promises an hour more; the hour of the text, and that one."""
    says = newest(town).statement.next_update_at
    assert says is not None
    due = says + timedelta(hours=1)
    desk_view().show_part("promise")
    type_over(qtbot, clock_time(due))
    press(qtbot, Key.Key_Return)
    return clock_time(says), clock_time(due)


def test_an_approved_text_with_another_hour_is_told_over_the_desk_and_taken_up_with_one_key(
    town, approved, later, qtbot
):
    says, due = later
    told = f"«Primer aviso», texto ya aprobado, dice las {says}; ahora se promete para las {due}."
    assert told in seen(desk_view())

    push(qtbot, desk_view(), f"Volver a redactarlo con las {due}")

    assert newest(town).statement.state is StatementState.DRAFT
    assert due in newest(town).text("es").whole
    assert says not in newest(town).text("es").whole
    assert approved.draft.isVisible()
    assert told not in seen(desk_view())


def test_publishing_an_hour_that_is_promised_no_longer_asks_first(town, approved, later, qtbot):
    approved.take_keyboard()
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert newest(town).statement.state is StatementState.APPROVED
    assert later[1] in approved.approved.message()
    anyway = button(approved, "Publicar el texto como está")
    assert here() is anyway
    said = next(
        item for item in approved.findChildren(QLabel) if item.text() == approved.approved.message()
    )
    for shown in (anyway, said):
        qtbot.waitUntil(lambda shown=shown: shown.visibleRegion().boundingRect() == shown.rect())

    press(qtbot, Key.Key_Return)

    assert newest(town).statement.state is StatementState.PUBLISHED


def test_publishing_nowhere_is_told_in_one_sentence(town, approved, qtbot):
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert "Elija dónde se ha publicado" in approved.approved.message()
    assert newest(town).statement.state is StatementState.APPROVED


def test_a_place_that_is_no_channel_is_noted_too(town, approved, qtbot):
    named(approved, "Publicado en otro sitio").setFocus()
    write(qtbot, "Grupo de la AMPA")
    press(qtbot, Key.Key_Return)
    assert [item.channel for item in newest(town).publications] == ["Grupo de la AMPA"]
    assert "Grupo de la AMPA, a las" in seen(approved)


def test_off_the_internet_the_short_text_is_copied(approved, qtbot):
    words = "Copiar el texto corto: Bando y tablón"
    copy = next(made for made in buttons(approved) if made.accessibleName() == words)
    assert copy.text().strip() == "Copiar el corto"
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Se hace saber:")


def test_an_approved_text_is_taken_up_again_to_change_a_word(town, approved, qtbot):
    before = newest(town).text("es").whole
    push(qtbot, approved, "Volver a redactar el texto")
    assert newest(town).statement.state is StatementState.DRAFT
    assert newest(town).text("es").whole == before
    assert approved.draft.isVisible()


def test_what_is_public_is_corrected_by_another_statement(town, approved, qtbot):
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Return, held=CONTROL)
    push(qtbot, approved, "Escribir una corrección")
    kinds = [statement.statement.kind for statement in stored(town).statements]
    assert kinds == [StatementKind.HOLDING, StatementKind.CORRECTION]
    assert newest(town).statement.state is StatementState.DRAFT


def test_after_the_first_line_is_out_an_update_is_what_is_offered(approved, qtbot):
    press(qtbot, Key.Key_Space)
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert button(approved, "Empezar").text().strip() == "Empezar: Hechos confirmados"


def test_another_kind_is_behind_a_button(town, part, qtbot):
    push(qtbot, part, "Otro comunicado")
    push(qtbot, part, "Desmentido")
    assert newest(town).statement.kind is StatementKind.DENIAL
    assert here().accessibleName() == "Quién lo ha comprobado"


def test_a_part_that_its_kind_does_not_ask_for_is_behind_a_button(part, town, qtbot):
    part.begin(StatementKind.DENIAL)
    assert not part.draft.parts[StatementPart.UNKNOWN].isVisible()
    push(qtbot, part, "Añadir otra parte")
    assert here() is paragraph(part, StatementPart.UNKNOWN)
    write(qtbot, "Falta el parte.")
    press(qtbot, Key.Key_Return)
    assert newest(town).text("es").unknown == "Falta el parte."


def test_a_draft_that_is_not_wanted_is_dropped(town, draft, qtbot):
    push(qtbot, draft, "Descartar borrador")
    assert newest(town).statement.state is StatementState.DROPPED
    assert here().accessibleName() == "Empezar: Primer aviso"


def test_with_several_the_list_chooses_and_escape_goes_back_to_it(town, draft, qtbot):
    assert not draft.list.isVisible()
    draft.begin(StatementKind.DENIAL)
    assert draft.list.isVisible()
    press(qtbot, Key.Key_Escape)
    assert here() is draft.list
    press(qtbot, Key.Key_Down, Key.Key_Return)
    assert here().accessibleName() == "Lugar, con su artículo"


def test_a_link_leads_to_one_statement(town, draft, qtbot):
    first = newest(town).statement.id
    draft.begin(StatementKind.DENIAL)
    town.go("crisis", ("incident", stored(town).incident.id, "statements", first))
    assert draft.list.selected_key() == first
    assert here().accessibleName() == "Lugar, con su artículo"


@pytest.fixture
def bilingual(town: Services) -> None:
    """The town publishes everything in Spanish and English."""
    with town.store.change(Topic.TOWN, Topic.PLAN, label="preparar") as db:
        town_records.update(db, languages="es en")
        charter = plan_records.load(db.conn).charter
        plan_records.save(db, replace(charter, language_policy=LanguagePolicy.ALL))


def test_the_other_language_is_translated_beside_the_first(town, bilingual, part, qtbot):
    press(qtbot, Key.Key_Return)
    fill_in(qtbot)
    english = button(part, "Inglés")
    english.setFocus()
    qtbot.keyClick(english, Key.Key_Space)

    assert "Español: Sentimos lo ocurrido" in seen(part)
    assert "those who walk in [" in paragraph(part, StatementPart.EMPATHY).toPlainText()
    # Its blanks are called as whoever works here speaks.
    named(part, "Lugar, con su artículo").setFocus()
    write(qtbot, "Los Olmos park")
    press(qtbot, Key.Key_Return)
    assert "Los Olmos park" in newest(town).text("en").known
    assert "el parque de Los Olmos" in newest(town).text("es").known


def test_words_of_the_other_language_that_cannot_be_stored_are_asked_for_too(
    town, bilingual, part, qtbot
):
    press(qtbot, Key.Key_Return)
    fill_in(qtbot)
    to_approval(qtbot)
    push(qtbot, part, "Inglés")
    paragraph(part, StatementPart.KNOWN).setFocus()
    paste_over(qtbot, "Long. " * 500)
    push(qtbot, part, "Español")

    part.draft.approval.take_keyboard()
    press(qtbot, Key.Key_2)

    assert newest(town).statement.state is StatementState.DRAFT
    assert "(Inglés)" in part.draft.approval.message()


def test_what_was_written_by_hand_is_typed_in_with_the_hour_of_then(town, approved, qtbot, clock):
    then = clock.now()
    clock.moment = clock.moment.replace(hour=17)
    with town.store.change(Topic.CRISIS, undoable=False) as db:
        hand = Hand(clock.now(), "Lucía", then, on_paper=True)
        statements.publish(db, newest(town), ["Bando y tablón"], hand)
    said = f"Bando y tablón, a las {then.astimezone():%H:%M}"
    qtbot.waitUntil(lambda: said in seen(approved))

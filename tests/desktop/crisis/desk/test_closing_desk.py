"""Cerrar with keys: what is open, how it ended, and the review with what lessons become."""

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.calendar import records as calendar
from core.crisis.incidents import closing
from core.crisis.kinds import Phase
from core.crisis.model import Became, Lesson, LogKind
from core.crisis.records import scenarios as scenario_records
from core.crisis.scenarios import editing
from core.mentions.records import watches
from core.plan import records as plan_records
from core.roster import records as roster_records
from desktop.calendar.sheet import ItemSheet
from desktop.crisis.desk.closing import Closing
from desktop.crisis.desk.complainants import Complainants
from desktop.crisis.desk.desk import DeskView
from desktop.crisis.desk.lessons import IncidentReview
from desktop.crisis.home import Home
from desktop.crisis.pen import Pen
from desktop.crisis.statements.tab import Statements
from desktop.plan.page import PlanPage
from desktop.services import Services
from desktop.widgets.labelled import LabelledField
from tests.core.crisis.clerk import Clerk
from tests.desktop.crisis.desk_hands import crisis_page, desk_view, head, later, more, stored
from tests.desktop.crisis.panels import begin, part, told
from tests.desktop.hands import (
    ALT,
    Key,
    button,
    buttons,
    fields,
    here,
    into,
    press,
    push_soon,
    seen,
    type_over,
    under,
    value,
    write,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
END = "No hay mas animales afectados."


@pytest.fixture
def ending(services: Services, number: int, qtbot: QtBot) -> Closing:
    return part(qtbot, services, number, "close", Closing)


@pytest.fixture
def review(services: Services, number: int, qtbot: QtBot) -> IncidentReview:
    """The review of the incident, closed, with a lesson that is chosen."""
    clerk = Clerk(services.store, number)
    clerk.close(END)
    clerk.do(closing.learn, number, "Pedir el plano cada año")
    shown = IncidentReview(services, number)
    qtbot.addWidget(shown)
    shown.resize(520, 900)
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.waitUntil(shown.card.isVisible)
    return shown


def lesson(services: Services, number: int) -> Lesson:
    return stored(services, number).lessons[-1]


def words(shown: list[QAbstractButton]) -> list[str]:
    return [made.text().strip() for made in shown]


def written(page: QWidget) -> list[str]:
    """What stands in the fields on screen."""
    lines = [edit.text() for edit in page.findChildren(QLineEdit) if edit.isVisible()]
    texts = [edit.toPlainText() for edit in page.findChildren(QPlainTextEdit) if edit.isVisible()]
    return lines + texts


def test_what_is_open_is_listed_and_one_key_leads_there(services, number, qtbot):
    Clerk(services.store, number).affected("duena del perro")
    ending = part(qtbot, services, number, "close", Closing)
    assert "duena del perro: todavía sin respuesta en público." in seen(ending)
    assert "Quedan 7 cosas abiertas. No impiden cerrar." in seen(ending)
    # Each says where it leads, and stands under the words that count them.
    assert {"Afectados", "Llamadas", "Lista"} <= set(words(buttons(ending)))
    labels = {label.text(): label for label in ending.findChildren(QLabel) if label.isVisible()}
    counted, first, end = (
        next(label for text, label in labels.items() if text.startswith(begin))
        for begin in ("Quedan 7", "duena del perro", "Cómo terminó")
    )
    assert len({label.mapTo(ending, QPoint()).x() for label in (counted, first, end)}) == 1
    back = button(desk_view(), "Volver a las partes").mapToGlobal(QPoint()).x()
    assert back == counted.mapToGlobal(QPoint()).x()

    press(qtbot, Key.Key_Space)

    qtbot.waitUntil(
        lambda: any(
            complainants.isVisible() for complainants in desk_view().findChildren(Complainants)
        )
    )
    assert "duena del perro" in seen(desk_view())


def test_what_closes_is_whole_in_view_however_much_is_open(ending):
    closes = button(desk_view(), "Cerrar incidente")

    assert closes.visibleRegion().boundingRect() == closes.rect()


def test_what_is_written_is_kept_before_the_close(services, number, ending, qtbot):
    into(qtbot, ending, "Cómo terminó")
    write(qtbot, END)
    press(qtbot, Key.Key_Tab)
    write(qtbot, "Queda la analitica.")
    press(qtbot, Key.Key_Tab)
    incident = stored(services, number).incident
    assert incident.open
    assert (incident.end_message, incident.remains) == (END, "Queda la analitica.")


def test_without_an_end_message_it_stays_open_and_says_why(services, number, ending, qtbot):
    push_soon(qtbot, desk_view(), "Cerrar incidente")
    assert "cómo ha terminado" in seen(desk_view())
    assert here().accessibleName() == "Cómo terminó"
    assert stored(services, number).incident.open


def test_an_end_that_cannot_be_stored_is_not_closed_with_an_older_one(
    services, number, ending, qtbot
):
    into(qtbot, ending, "Cómo terminó")
    write(qtbot, END)
    press(qtbot, Key.Key_Tab, Key.Key_Backtab)
    QGuiApplication.clipboard().setText("Falso. " * 1000)
    press(qtbot, Key.Key_A, Key.Key_V, held=CONTROL)
    into(qtbot, ending, "Qué queda pendiente")
    press(qtbot, Key.Key_Return, held=CONTROL)

    assert stored(services, number).incident.open
    assert here().accessibleName() == "Cómo terminó"
    assert under(ending, "Cómo terminó")


@pytest.mark.usefixtures("madrid")
def test_what_began_by_a_clock_ahead_is_put_right_and_closed_with_keys(
    services, number, ending, qtbot, clock
):
    # given an incident opened at 14:32, and a clock that is put right by an hour
    later(clock, -60)
    into(qtbot, ending, "Cómo terminó")
    write(qtbot, END)
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert "el reloj estaba adelantado" in seen(desk_view())
    assert stored(services, number).incident.open

    # when the hour is typed where the keyboard is
    type_over(qtbot, "13:30")
    press(qtbot, Key.Key_Return)

    # then the log has both, and the incident closes
    (said,) = told(services, number, LogKind.CORRECTION)
    assert said == "Empezó el 24/11/2026 a las 13:30, no el 24/11/2026 a las 14:32."
    into(qtbot, ending, "Cómo terminó")
    press(qtbot, Key.Key_Return, held=CONTROL)
    qtbot.waitUntil(lambda: not stored(services, number).incident.open)


@pytest.mark.usefixtures("madrid")
def test_a_beginning_that_is_still_to_come_is_refused_in_words(services, number, ending, qtbot):
    into(qtbot, ending, "Hora en que empezó")
    type_over(qtbot, "23:59")
    press(qtbot, Key.Key_Return)

    assert "aún no ha llegado" in seen(ending)
    assert told(services, number, LogKind.CORRECTION) == []


@pytest.mark.usefixtures("madrid")
def test_a_review_before_the_end_is_refused_and_another_day_is_taken(
    services, number, ending, qtbot
):
    assert value(ending, "Revisar el") == "01/12/2026"
    into(qtbot, ending, "Cómo terminó")
    write(qtbot, END)
    into(qtbot, ending, "Revisar el")
    type_over(qtbot, "31/13/2026")
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert stored(services, number).incident.open
    type_over(qtbot, "03/12/2026")
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert stored(services, number).incident.review_on == date(2026, 12, 3)


def test_a_review_that_has_passed_is_said_below_its_day(services, number, ending, qtbot):
    into(qtbot, ending, "Cómo terminó")
    write(qtbot, END)
    day = into(qtbot, ending, "Revisar el")
    type_over(qtbot, "01/01/2020")
    press(qtbot, Key.Key_Return, held=CONTROL)

    assert stored(services, number).incident.open
    assert here() is day
    assert "posterior" in under(ending, "Revisar el")
    assert "posterior" in seen(ending)


def test_a_day_that_was_to_come_and_has_passed_is_asked_for_again(
    services, number, ending, qtbot, clock
):
    into(qtbot, ending, "Revisar el")
    type_over(qtbot, "26/11/2026")
    later(clock, 3 * 24 * 60)
    into(qtbot, ending, "Cómo terminó")
    write(qtbot, END)
    press(qtbot, Key.Key_Return, held=CONTROL)

    assert stored(services, number).incident.open
    # What was written just before comes back to the window, and takes nothing away.
    qtbot.waitUntil(lambda: under(ending, "Cómo terminó") == "")
    assert "posterior" in seen(ending)


def test_it_is_closed_out_loud_and_the_review_takes_its_place(
    services, number, ending, qtbot, clock
):
    into(qtbot, ending, "Cómo terminó")
    write(qtbot, END)
    later(clock, 90)
    press(qtbot, Key.Key_Return, held=CONTROL)

    incident = stored(services, number).incident
    assert (incident.closed_at, incident.end_message) == (clock.now(), END)
    assert told(services, number, LogKind.CLOSED) == [f"Incidente cerrado: {END}"]
    qtbot.waitUntil(lambda: "Cómo terminó" not in fields(ending))


def test_the_end_can_be_told_to_the_public_from_here(services, number, ending, qtbot):
    push_soon(qtbot, ending, "Escribir el comunicado final")
    qtbot.waitUntil(lambda: any(item.isVisible() for item in desk_view().findChildren(Statements)))


def test_a_draft_is_not_approved_from_the_page_that_closes(at_desk, qtbot):
    press(qtbot, Key.Key_2, held=ALT)
    press(qtbot, Key.Key_Return)
    assert "Ir a lo que falta" in words(buttons(desk_view()))

    more("Cerrar incidente")
    into(qtbot, desk_view(), "Anotar qué ha pasado…")
    write(qtbot, "Avisa el bar")
    press(qtbot, Key.Key_Return)

    assert "Avisa el bar" in told(at_desk, stored(at_desk).incident.id, LogKind.NOTE)
    assert "Cerrar incidente" in words(buttons(desk_view()))
    assert "Ir a lo que falta" not in words(buttons(desk_view()))


def test_a_drill_is_ended_here_too_and_says_that_it_was_one(services, qtbot):
    drill = begin(services, drill=True)
    view = QWidget()
    ending = Closing(services, Pen(services, view))
    for made in (view, ending):
        qtbot.addWidget(made)
    ending.show_desk(stored(services, drill))
    ending.show()
    ending.activateWindow()
    qtbot.waitUntil(ending.isActiveWindow)
    into(qtbot, ending, "Cómo terminó")
    write(qtbot, "Ensayado.")
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert not stored(services, drill).incident.open
    assert told(services, drill, LogKind.CLOSED) == ["Fin del simulacro: Ensayado."]


def test_what_went_well_and_badly_saves_itself(services, number, review, qtbot):
    review.take_keyboard()
    write(qtbot, "La primera linea")
    press(qtbot, Key.Key_Tab)
    write(qtbot, "La radio")
    press(qtbot, Key.Key_Tab)
    incident = stored(services, number).incident
    assert (incident.went_well, incident.went_badly) == ("La primera linea", "La radio")


def test_no_two_fields_of_the_review_are_called_alike(review):
    asked = [field for field in review.findChildren(LabelledField) if field.isVisible()]
    names = [field.control.accessibleName() for field in asked]
    assert "Qué se aprende" in names
    assert len(names) == len(set(names))


def test_a_lesson_is_noted_with_enter_and_asks_who_sees_to_it(services, number, review, qtbot):
    into(qtbot, review, "Qué se aprende")
    write(qtbot, "Llamar a la radio")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: here().accessibleName() == "Quién se encarga")
    write(qtbot, "Alcaldia")
    press(qtbot, Key.Key_Tab)
    assert (lesson(services, number).text, lesson(services, number).owner) == (
        "Llamar a la radio",
        "Alcaldia",
    )


@pytest.mark.parametrize(
    ("ways", "became", "words"),
    [
        ("Tarea", Became.TASK, "tarea del plan"),
        ("Objetivo", Became.OBJECTIVE, "objetivo del plan"),
    ],
)
def test_a_lesson_becomes_a_piece_of_the_plan_and_one_key_shows_it(
    services, number, review, qtbot, shell, ways, became, words
):
    push_soon(qtbot, review, ways)
    qtbot.waitUntil(lambda: f"Pasó a: {words}" in seen(review))
    learnt = lesson(services, number)
    with services.store.read() as connection:
        plan = plan_records.load(connection)
    made = plan.tasks if became is Became.TASK else plan.objectives
    titles = {str(task.id): task.title for task in made}
    assert (learnt.became, titles[learnt.became_id]) == (became, learnt.text)
    push_soon(qtbot, review, "Ver en qué ha quedado")
    assert shell.page_id == "plan"
    page = shell.page("plan")
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(lambda: "Pedir el plano cada año" in written(page))


def test_a_lesson_becomes_an_item_of_the_calendar_and_one_key_shows_it(
    services, number, review, qtbot, shell
):
    push_soon(qtbot, review, "Publicación del calendario")
    qtbot.waitUntil(lambda: "Pasó a: publicación del calendario" in seen(review))
    push_soon(qtbot, review, "Ver en qué ha quedado")
    assert shell.page_id == "calendar"
    learnt = lesson(services, number)
    with services.store.read() as connection:
        [item] = calendar.every(connection)
    assert (learnt.became, learnt.became_id) == (Became.ITEM, str(item.id))
    assert item.title == learnt.text
    [sheet] = shell.page("calendar").findChildren(ItemSheet)
    qtbot.waitUntil(lambda: learnt.text in written(sheet))


def test_a_lesson_becomes_a_watch_for_words_that_are_asked_for(services, number, review, qtbot):
    push_soon(qtbot, review, "Búsqueda")
    qtbot.waitUntil(lambda: here().accessibleName().endswith("hay que escuchar?"))
    press(qtbot, Key.Key_Return)
    assert "al menos una palabra" in seen(review)
    write(qtbot, "cebo, matarratas")
    press(qtbot, Key.Key_Return)
    became = lesson(services, number)
    with services.store.read() as connection:
        watch = next(
            other for other in watches.everything(connection) if str(other.id) == became.became_id
        )
    assert watch.any_of == ("cebo", "matarratas")


def test_a_lesson_becomes_a_step_at_the_end_of_a_phase(services, number, review, qtbot):
    push_soon(qtbot, review, "Paso de la lista")
    push_soon(qtbot, review, "Cierre")
    with services.store.read() as connection:
        own = scenario_records.one(connection, stored(services, number).incident.scenario)
    assert own is not None
    assert own.scenario.of(Phase.CLOSE)[-1].text == "Pedir el plano cada año"
    assert lesson(services, number).became is Became.STEP


def test_undoing_what_was_edited_before_does_not_take_the_learnt_step_back(
    services, number, review, qtbot
):
    scenario_id = stored(services, number).incident.scenario
    editing.edit(
        services.store, scenario_id, lambda item: msgspec.structs.replace(item, title="Otro nombre")
    )
    push_soon(qtbot, review, "Paso de la lista")
    push_soon(qtbot, review, "Cierre")
    services.store.undo()
    with services.store.read() as connection:
        own = scenario_records.one(connection, scenario_id)
    assert own is not None
    assert own.scenario.title == "Otro nombre"
    assert own.scenario.of(Phase.CLOSE)[-1].text == "Pedir el plano cada año"


def test_a_lesson_becomes_a_contact_by_name(services, number, review, qtbot):
    push_soon(qtbot, review, "Contacto")
    qtbot.waitUntil(lambda: here().accessibleName().endswith("la ficha?"))
    write(qtbot, "Laboratorio provincial")
    press(qtbot, Key.Key_Return)
    with services.store.read() as connection:
        names = [record.name for record in roster_records.everyone(connection)]
    assert "Laboratorio provincial" in names
    assert lesson(services, number).became is Became.CONTACT


def test_going_back_from_the_question_changes_nothing(services, number, review, qtbot):
    push_soon(qtbot, review, "Contacto")
    push_soon(qtbot, review, "Volver")
    qtbot.waitUntil(lambda: "Pasar a" in seen(review))
    assert lesson(services, number).became is Became.NOTHING


def test_a_lesson_can_be_removed(services, number, review, qtbot):
    push_soon(qtbot, review, "Quitar la lección")
    assert stored(services, number).lessons == ()
    qtbot.waitUntil(lambda: not review.card.isVisible())


def offered(words: str) -> bool:
    """Whether a button on screen says this."""
    return any(made.text() == words for made in buttons(desk_view()))


def test_a_closed_incident_offers_no_step_to_be_done(at_desk, qtbot):
    assert offered("Hecho")
    Clerk(at_desk.store, stored(at_desk).incident.id).close(END)

    qtbot.waitUntil(lambda: not offered("Hecho"), timeout=5000)


def test_whoever_comes_back_after_the_close_finds_what_to_open_and_not_what_is_over(at_desk, qtbot):
    incident = stored(at_desk).incident
    Clerk(at_desk.store, incident.id).close(END)
    qtbot.waitUntil(lambda: "Incidente cerrado" in head().accessibleName())

    at_desk.go("roster")
    at_desk.go("crisis")

    assert not any(view.isVisible() for view in crisis_page().findChildren(DeskView))
    assert any(home.isVisible() for home in crisis_page().findChildren(Home))

"""The main job from end to end: from the first alarm to what was learnt, with keys, counted."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import log
from core.crisis.kinds import Phase, StatementKind
from core.crisis.model import (
    Became,
    ComplainantState,
    LinkedHow,
    LogKind,
    RumourVerdict,
    StatementState,
)
from core.mentions.alarms import alarms
from core.mentions.kinds import AlarmState
from core.mentions.records import watches
from core.plan import records as plan_records
from desktop.app.application import Application
from desktop.crisis.desk.lessons import IncidentReview
from desktop.crisis.desk.mentions import Mentions
from desktop.shell.window import Shell
from tests.core.mentions.serving import Server, serving
from tests.desktop.crisis import journey
from tests.desktop.crisis.desk_hands import crisis_page, desk_view, more, to_approval
from tests.desktop.crisis.journey import ALT, CONTROL, News, Person, publish
from tests.desktop.hands import Key


@pytest.fixture
def viewer() -> Iterator[list[bytes]]:
    """The PDF files that were shown."""
    with journey.viewing() as papers:
        yield papers


RADIO = News(
    95,
    "Mueren dos perros en Valdehierro tras pasear por el parque del Ejido",
    "Las familias culpan al raticida que el Ayuntamiento de Valdehierro puso el lunes."
    " Una de ellas ha presentado una denuncia.",
)
ECO = News(
    70,
    "Vecinos de Valdehierro acusan al Ayuntamiento de envenenar a sus animales",
    "«Había veneno suelto junto a los columpios», denuncia un grupo de padres. Nadie les avisó.",
)
DIARIO = News(
    50,
    "Indignación en Valdehierro por los cebos del Ejido",
    "Dos perros muertos y varios enfermos. La alcaldesa no ha contestado a este periódico.",
)
SIERRA = News(
    30,
    "Otra vez el matarratas: ¿cuántos animales más en Valdehierro?",
    "El Ayuntamiento vuelve a echar veneno sin carteles y calla. Vergüenza.",
)


@pytest.fixture
def person(
    start: Callable[..., Application],
    tmp_path: Path,
    clock: FixedClock,
    server: Server,
    qtbot: QtBot,
) -> Person:
    """At the window of the example town, which begins to read its four sources by itself."""
    path = tmp_path / "Valdehierro.pregon"
    journey.settle_town(path, clock, server)
    for name, news in (("radio", RADIO), ("eco", ECO), ("diario", DIARIO), ("sierra", SIERRA)):
        publish(server, name, clock.moment, news)
    program = start(path)
    assert program.services is not None
    return Person(program.services, qtbot, clock)


LATER = News(
    1,
    "La Policía Local recoge cebos en el parque del Ejido",
    "Los agentes retiran de madrugada el raticida de Valdehierro y toman muestras.",
)

SHEET_ACTIONS, FIRST_LINE_ACTIONS = 3, 15
"""At most, from the notice of the alarm."""


def test_the_main_job_from_the_alarm_to_what_was_learnt(person, server, viewer, record_property):
    the_alarm_is_told(person)
    server.close()  # From here on there is no network.
    opened = an_incident_is_opened_and_its_sheet_printed(person, viewer)
    assert person.count("hoja impresa") <= SHEET_ACTIONS
    the_first_line_is_approved(person)
    assert person.count("primer aviso aprobado") <= FIRST_LINE_ACTIONS
    it_is_published(person, StatementKind.HOLDING, "Web municipal", "Lista de WhatsApp", "Bando")
    person.count("publicada en tres canales")
    a_rumour_is_denied_with_its_source(person)
    person.count("bulo desmentido")
    with serving() as back:
        journey.listen_to(person.services, back)
        a_new_mention_is_tied_as_it_arrives(person, back)
    person.count("mención enlazada")
    somebody_affected_is_led_to_private_and_closed_in_public(person)
    person.count("persona afectada cerrada")
    it_is_closed(person, opened)
    person.count("incidente cerrado")
    lessons_become_a_task_and_a_watch(person, opened)
    the_report_is_printed(person, viewer)
    person.count("informe impreso")
    the_log_tells_it_all(person, opened)

    for leg, actions in person.counted.items():
        record_property(leg, actions)
        sys.stdout.write(f"{actions:>3}  {leg}\n")


def the_alarm_is_told(person: Person) -> None:
    """The window read by itself what four places say, and a notice stands above the page."""
    person.until(lambda: journey.alarm_of(person.services))
    person.settled()
    assert {news.title for news in (RADIO, ECO, DIARIO, SIERRA)} <= journey.titles(person.services)
    assert person.on_screen(window(), "Ver la alarma")


def an_incident_is_opened_and_its_sheet_printed(person: Person, viewer: list[bytes]) -> int:
    alarm = journey.alarm_of(person.services)
    assert alarm is not None

    person.push(window(), "Ver la alarma")
    assert person.focused() == "Abrir incidente"
    person.do(Key.Key_Space)
    person.do(Key.Key_P)

    desk = person.desk()
    assert (desk.scenario.id, desk.incident.level) == ("poisoned-animals", alarm.level)
    assert {item.item_id for item in desk.linked} == set(alarm.items)
    person.until(lambda: viewer)
    [sheet] = journey.pages(viewer[0])
    assert desk.incident.title in sheet
    closing = desk.scenario.of(Phase.CLOSE)
    assert all(step.text in sheet for step in desk.scenario.steps if step not in closing)
    return desk.incident.id


def the_first_line_is_approved(person: Person) -> None:
    person.do(Key.Key_2, held=ALT)
    person.do(Key.Key_Return)
    for blank in (
        "la muerte de dos perros",
        "el parque del Ejido",
        "hay seis cajas cerradas, de una empresa autorizada",
        "600 000 008",
    ):
        person.fill(blank)
    person.actions += to_approval(person.qtbot)
    person.do(Key.Key_2)

    worded = person.desk().statements[-1]
    assert worded.statement.kind is StatementKind.HOLDING
    assert worded.statement.state is StatementState.APPROVED
    assert worded.statement.approved_how == "por teléfono"
    assert "el parque del Ejido" in person.desk().log[-1].text


def it_is_published(person: Person, kind: StatementKind, *channels: str) -> None:
    person.later(4)
    for channel in channels:
        panel = desk_view()
        ticks = [box for box in panel.findChildren(QCheckBox) if box.isVisible()]
        next(tick for tick in ticks if tick.text().startswith(channel)).setFocus()
        person.do(Key.Key_Space)
    person.do(Key.Key_Return, held=CONTROL)

    worded = person.desk().statements[-1]
    assert worded.statement.kind is kind
    assert worded.statement.state is StatementState.PUBLISHED
    assert len(worded.publications) == len(channels)
    assert {publication.at for publication in worded.publications} == {person.clock.now()}
    assert person.desk().incident.next_update_at == worded.statement.next_update_at


def a_rumour_is_denied_with_its_source(person: Person) -> None:
    person.later(10)
    person.do(Key.Key_5, held=ALT)
    person.fill("Hay un niño ingresado por tocar un cebo")
    person.fill_in(desk_view(), "Dónde se ha visto", "Grupo de la AMPA")
    verdict(person, "Falso")
    person.fill_in(desk_view(), "Quién lo ha confirmado", "el centro de salud")
    person.push(desk_view(), "Desmentir el bulo")
    person.until(lambda: person.focused() == "Lo comprobado")
    person.fill("no se ha atendido a ninguna persona por un cebo")
    person.actions += to_approval(person.qtbot)
    person.do(Key.Key_2)
    it_is_published(person, StatementKind.DENIAL, "Web municipal")
    denial = person.desk().statements[-1].text("es").whole
    assert "Según el centro de salud, no se ha atendido" in denial
    assert "que dice que hay un niño ingresado" in denial

    # Its publication is the answer.
    [rumour] = person.desk().rumours
    assert rumour.answered_at == person.clock.now()
    assert (rumour.verdict, rumour.source) == (RumourVerdict.FALSE, "el centro de salud")
    assert rumour.statement_id == person.desk().statements[-1].statement.id


def verdict(person: Person, words: str) -> None:
    chips = [button for button in desk_view().findChildren(QRadioButton) if button.isVisible()]
    next(chip for chip in chips if chip.text().startswith(words)).setFocus()
    person.do(Key.Key_Space)


def a_new_mention_is_tied_as_it_arrives(person: Person, server: Server) -> None:
    person.later(6)
    before = person.desk().linked
    for name, news in (("radio", LATER), ("eco", ECO), ("diario", DIARIO), ("sierra", SIERRA)):
        publish(server, name, person.clock.now(), news)

    person.do(Key.Key_4, held=CONTROL)
    person.do(Key.Key_F5)
    person.until(lambda: len(person.desk().linked) > len(before))
    person.settled()

    [live] = [item for item in person.desk().linked if item not in before]
    assert live.how is LinkedHow.LIVE
    assert any(LATER.title in entry.text for entry in person.desk().log)
    person.do(Key.Key_5, held=CONTROL)
    person.do(Key.Key_7, held=ALT)
    [shown] = [mentions for mentions in desk_view().findChildren(Mentions) if mentions.isVisible()]
    assert shown.records.list.select(live.item_id)


def somebody_affected_is_led_to_private_and_closed_in_public(person: Person) -> None:
    person.do(Key.Key_6, held=ALT)
    person.fill("dueña de la perra Luna")
    person.until(lambda: person.focused() == "Qué dice")
    person.fill("Que nadie avisó de los cebos.", Key.Key_Tab)
    person.push(desk_view(), "Teléfono del Registro")
    person.until(lambda: person.focused() == "Dar por resuelto en privado")
    person.later(20)
    person.push(desk_view(), "Marcar como cerrado en público")

    [somebody] = person.desk().complainants
    assert somebody.state is ComplainantState.CLOSED
    assert somebody.channel == "Teléfono del Registro: 924 00 00 04"
    assert somebody.moved_at is not None
    assert somebody.closed_at == person.clock.now()


def it_is_closed(person: Person, number: int) -> None:
    person.later(45)
    person.actions += 1
    more("Cerrar incidente")
    person.fill_in(
        desk_view(), "Cómo terminó", "Retirados los cebos; no hay más animales enfermos."
    )
    person.do(Key.Key_Return, held=CONTROL)

    incident = person.desk(number).incident
    assert incident.closed_at == person.clock.now()
    assert incident.review_on is not None
    person.until(reviews)


def reviews() -> list[IncidentReview]:
    return [item for item in crisis_page().findChildren(IncidentReview) if item.isVisible()]


def review() -> IncidentReview:
    return reviews()[0]


def lessons_become_a_task_and_a_watch(person: Person, number: int) -> None:
    person.fill_in(review(), "Qué fue bien", "El primer aviso, pronto.")
    learn(person, "Pedir a la empresa el plano de los cebos")
    person.push(review(), "Tarea")
    learn(person, "Escuchar lo que se dice de los cebos")
    person.push(review(), "Búsqueda")
    person.until(lambda: person.focused().endswith("hay que escuchar?"))
    person.fill("cebo, portacebos")

    task, watch = person.desk(number).lessons
    assert (task.became, watch.became) == (Became.TASK, Became.WATCH)
    with person.services.store.read() as connection:
        tasks = plan_records.load(connection).tasks
        watched = watches.everything(connection)
    assert [other.title for other in tasks if str(other.id) == task.became_id] == [task.text]
    assert [other.any_of for other in watched if str(other.id) == watch.became_id] == [
        ("cebo", "portacebos")
    ]


def learn(person: Person, words: str) -> None:
    person.fill_in(review(), "Qué se aprende", words, Key.Key_Return)
    person.until(lambda: person.focused() == "Quién se encarga")
    person.fill("Sanidad", Key.Key_Tab)


def the_report_is_printed(person: Person, viewer: list[bytes]) -> None:
    printed = len(viewer)
    person.push(review(), "Imprimir informe")
    person.until(lambda: len(viewer) > printed)
    text = "\n".join(journey.pages(viewer[-1]))
    for words in ("Retirados los cebos", "Pedir a la empresa el plano", "Hay un niño ingresado"):
        assert words in text


def the_log_tells_it_all(person: Person, number: int) -> None:
    desk = person.desk(number)
    kinds = [entry.kind for entry in desk.log]
    for kind in (
        LogKind.OPENED, LogKind.STATEMENT, LogKind.PUBLISHED, LogKind.RUMOUR, LogKind.MENTION,
        LogKind.COMPLAINANT, LogKind.CLOSED,
    ):  # fmt: skip
        assert kind in kinds
    with person.services.store.read() as connection:
        assert log.broken_at(connection) is None
        alarm = next(
            other for other in alarms.everything(connection) if other.id == desk.incident.alarm_id
        )
    assert (alarm.state, alarm.was_right) == (AlarmState.CONFIRMED, None)


def window() -> QWidget:
    found = journey.window()
    assert isinstance(found, Shell)
    return found

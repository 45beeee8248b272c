"""The computer was off: the notebook was printed before, and its sheet is typed in a day later."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import log
from core.crisis.desk import Desk
from core.crisis.incidents import figures
from core.crisis.kinds import Phase, StatementKind
from core.crisis.model import CallOutcome, LogKind, StatementState
from core.crisis.records import scenarios as scenario_records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import Scenario
from core.crisis.scenarios import library
from core.crisis.scenarios.library import SHIPPED
from core.days import clock_time
from core.store import Topic
from desktop.app.application import Application
from desktop.crisis.opening import OpeningPage
from desktop.crisis.protocol_choice import ProtocolTile
from desktop.documents.pane import PreviewPane
from desktop.services import Services
from tests.desktop import hands
from tests.desktop.crisis import journey
from tests.desktop.crisis.desk_hands import (
    SCENARIO,
    checklist,
    crisis_page,
    desk_view,
    head,
    more,
    rows,
    to_approval,
)
from tests.desktop.crisis.journey import ALT, CONTROL, Person
from tests.desktop.hands import Key, press, push, type_over, write

YESTERDAY = date(2026, 11, 23)
BEGAN, ENDED = "09:40", "13:10"
STEPS = ("09:42", "09:44", "09:47", "09:50", "09:55", "10:02", "10:08", "10:12")
LINES = (
    ("09:58", "La radio pregunta; se le dice la hora del primer aviso."),
    ("10:30", "Policía Local: seis cajas vistas, ninguna rota."),
    ("11:15", "Una vecina trae la foto de un cebo junto a la fuente."),
)
CALLED, APPROVED, PUBLISHED = "09:49", "10:09", "10:11"


@pytest.fixture
def viewer() -> Iterator[list[bytes]]:
    """The PDF files that were shown."""
    with journey.viewing() as papers:
        yield papers


@pytest.fixture
def person(
    start: Callable[..., Application],
    example_file: Path,
    tmp_path: Path,
    clock: FixedClock,
    qtbot: QtBot,
) -> Person:
    """At the window of the example town, on the day after."""
    path = tmp_path / "Valdehierro.pregon"
    shutil.copy(example_file, path)
    program = start(path)
    assert program.services is not None
    return Person(program.services, qtbot, clock)


def test_each_step_of_the_sheet_in_the_notebook_has_a_box_to_tick(person, viewer):
    keep_two(person.services)
    person.services.go("crisis")
    press(person.qtbot, Key.Key_P, held=CONTROL)
    person.until(lambda: made_of(journey.window()) == "crisis-notebook")
    press(person.qtbot, Key.Key_P, held=CONTROL)

    person.until(lambda: viewer)
    scenario = scenario_of(person.services)
    closing = [step.text for step in scenario.of(Phase.CLOSE)]
    steps = [step.text for step in scenario.steps if step.text not in closing]
    told = beside_boxes(viewer[0], steps)
    assert len(told) == len(steps)
    assert all(line.startswith(step) for line, step in zip(told, steps, strict=True))
    # The close stands behind the sheet, with what is said.
    behind = beside_boxes(viewer[0], closing)
    assert all(any(step in line for line in behind) for step in closing)


def made_of(window: QWidget) -> str:
    """Which document is ready to be printed, if one is."""
    pane = window.findChild(PreviewPane)
    return pane.made.entry_id if pane is not None and pane.made is not None else ""


def keep_two(services: Services) -> None:
    """Seventy pages take seven seconds; those of two scenarios are printed in the same way."""
    now = services.clock.now()
    with services.store.change(Topic.SCENARIOS, undoable=False) as db:
        for other in SHIPPED:
            if other not in (SCENARIO, "hoax"):
                text = library.shipped(other)
                assert text is not None
                scenario_records.save(db, StoredScenario(text, text, now, set_aside=True))


def scenario_of(services: Services) -> Scenario:
    with services.store.read() as connection:
        return library.read(connection, library.offered(connection, SCENARIO).scenario, "es")


def beside_boxes(paper: bytes, steps: list[str]) -> list[str]:
    """What stands right of each box of the page with these steps, from the top."""
    document = pypdfium2.PdfDocument(paper)
    told: list[str] = []
    for page in document:
        letters = page.get_textpage()
        whole = journey.plain(letters.get_text_range())
        if all(step in whole for step in steps):
            width = page.get_size()[0]
            shapes = [item.get_bounds() for item in page.get_objects(filter=[FPDF_PAGEOBJ_PATH])]
            boxes = [shape for shape in shapes if is_box(*shape)]
            boxes.sort(key=lambda box: -box[1])
            told += [
                journey.plain(letters.get_text_bounded(right, bottom, width, top))
                for _left, bottom, right, top in boxes
            ]
        letters.close()
        page.close()
    document.close()
    return told


def is_box(left: float, bottom: float, right: float, top: float) -> bool:
    """A square that a pen hits: about 6 mm."""
    return 14 < right - left < 22 and abs((right - left) - (top - bottom)) < 1


@pytest.mark.usefixtures("madrid")
def test_what_was_done_on_paper_is_typed_in_with_its_own_hours(person, viewer):
    desk = an_incident_of_yesterday_is_opened(person)
    open_for = person.clock.now() - desk.incident.opened_at
    assert f"{int(open_for.total_seconds() // 3600)} h " in head().accessibleName()

    steps_are_ticked_each_with_its_hour(person, desk)
    lines_of_the_log_are_typed_in(person)
    a_call_is_typed_in(person)
    the_first_line_is_typed_in(person)
    it_is_closed_at_the_hour_of_the_paper(person)

    ended = person.desk(desk.incident.id)
    all_of_it_is_marked(person, ended)
    assert figures.figures(ended).lasted == 210
    assert figures.figures(ended).to_first_line == 31
    the_report_tells_it(person, ended, viewer)


def an_incident_of_yesterday_is_opened(person: Person) -> Desk:
    qtbot = person.qtbot
    person.services.go("crisis")
    write(qtbot, "perros")
    press(qtbot, Key.Key_Return)
    opening = crisis_page().findChild(OpeningPage)
    assert opening is not None
    push(qtbot, opening, "Se llevó en papel")
    type_over(qtbot, "23/11/2026")
    field(person, opening, "Hora en que empezó", BEGAN)
    tiles = [
        tile for tile in opening.findChildren(ProtocolTile) if tile.accessibleName() == "Naranja"
    ]
    tiles[0].setFocus()
    press(qtbot, Key.Key_Return)

    desk = person.desk()
    assert local(desk.incident.opened_at) == (YESTERDAY, BEGAN)
    assert desk.incident.on_paper
    more("Pasar lo escrito en papel")
    return desk


def field(person: Person, parent: QWidget, name: str, typed: str) -> None:
    hands.into(person.qtbot, parent, name)
    type_over(person.qtbot, typed)


def steps_are_ticked_each_with_its_hour(person: Person, desk: Desk) -> None:
    press(person.qtbot, Key.Key_Return)
    for hour in STEPS:
        press(person.qtbot, Key.Key_Space)
        type_over(person.qtbot, hour)
        press(person.qtbot, Key.Key_Return)

    ticks = [person.desk().tick(step) for step in desk.scenario.steps[: len(STEPS)]]
    assert [local(tick.at) for tick in ticks if tick] == [(YESTERDAY, hour) for hour in STEPS]
    assert all(tick and tick.on_paper for tick in ticks)
    assert f" hechos, de {STEPS[0]} a " in rows(checklist(desk_view()))[1]


def at(person: Person, hour: str) -> None:
    """The hour that stands on the paper beside what is typed in next."""
    field(person, desk_view(), "Hora del papel", hour)


def lines_of_the_log_are_typed_in(person: Person) -> None:
    for hour, line in LINES:
        at(person, hour)
        press(person.qtbot, Key.Key_1, held=ALT)
        write(person.qtbot, line)
        press(person.qtbot, Key.Key_Return)

    notes = [entry for entry in person.desk().log if entry.kind is LogKind.NOTE]
    assert [(local(note.at)[1], note.text) for note in notes] == list(LINES)


def a_call_is_typed_in(person: Person) -> None:
    at(person, CALLED)
    press(person.qtbot, Key.Key_3, held=ALT)
    press(person.qtbot, Key.Key_S)

    call = person.desk().calls[0]
    assert call.outcome is CallOutcome.REACHED
    assert call.at is not None
    assert local(call.at) == (YESTERDAY, CALLED)


def the_first_line_is_typed_in(person: Person) -> None:
    at(person, APPROVED)
    press(person.qtbot, Key.Key_2, held=ALT)
    press(person.qtbot, Key.Key_Return)
    for blank in ("la muerte de un perro", "el parque", "hay seis cajas cerradas", "600 000 008"):
        person.fill(blank)
    to_approval(person.qtbot)
    press(person.qtbot, Key.Key_1)
    at(person, PUBLISHED)
    field(person, desk_view(), "Publicado en otro sitio", "Cartel en el parque")
    press(person.qtbot, Key.Key_Return)

    [worded] = person.desk().statements
    statement = worded.statement
    assert (statement.kind, statement.state) == (StatementKind.HOLDING, StatementState.PUBLISHED)
    assert statement.approved_at is not None
    assert local(statement.approved_at) == (YESTERDAY, APPROVED)
    assert [local(item.at) for item in worded.publications] == [(YESTERDAY, PUBLISHED)]


def it_is_closed_at_the_hour_of_the_paper(person: Person) -> None:
    number = person.desk().incident.id
    at(person, ENDED)
    more("Cerrar incidente")
    field_of_end = hands.into(person.qtbot, desk_view(), "Cómo terminó")
    write(person.qtbot, "No hay más animales enfermos.")
    assert field_of_end.hasFocus()
    press(person.qtbot, Key.Key_Return, held=CONTROL)

    closed = person.desk(number).incident.closed_at
    assert closed is not None
    assert local(closed) == (YESTERDAY, ENDED)
    person.until(lambda: "3 h 30 min" in head().accessibleName())


def all_of_it_is_marked(person: Person, desk: Desk) -> None:
    """Both hours of every entry: when it happened, and when it was typed in."""
    assert all(entry.on_paper for entry in desk.log)
    assert {local(entry.at)[0] for entry in desk.log} == {YESTERDAY}
    assert {entry.written_at for entry in desk.log} == {person.clock.now()}
    with person.services.store.read() as connection:
        assert log.broken_at(connection) is None


def the_report_tells_it(person: Person, desk: Desk, viewer: list[bytes]) -> None:
    hands.push_soon(person.qtbot, desk_view(), "Imprimir informe")
    person.until(lambda: viewer)
    text = " ".join(journey.pages(viewer[0]))
    typed_in = f"pasada el 24 de noviembre de 2026, a las {clock_time(person.clock.now())}"

    assert text.count(f"Escrita en papel; {typed_in}") == len(desk.log)
    for hour, line in LINES:
        assert hour in text
        assert line in text
    assert f"23 de noviembre de 2026, a las {BEGAN}" in text


def local(moment: datetime) -> tuple[date, str]:
    """Day and hour where the person is."""
    here = moment.astimezone()
    return here.date(), f"{here:%H:%M}"

"""The desk with keys: tick, note, correct, hand over, promise, type in from paper, project."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.crisis import log
from core.crisis.desk import Desk
from core.crisis.kinds import Opens, Phase
from core.crisis.model import LogKind, TickState
from core.plan.kinds import LevelName
from core.roster.model import Hat
from core.town import records as town_records
from desktop.crisis.desk.desk import DeskView
from desktop.crisis.desk.log import LogPart
from desktop.crisis.desk.log_list import LogList
from desktop.crisis.desk.note import EntryLine
from desktop.crisis.desk.projector import DeskProjector
from desktop.crisis.desk.questions import LevelQuestion, PromiseQuestion
from desktop.crisis.desk.team import Hats
from desktop.forms.lines import GrowingText
from desktop.services import Services
from desktop.theme.theme import current as theme
from desktop.widgets.card import Card
from desktop.widgets.scroll_page import ScrollPage
from tests.desktop.crisis.desk_hands import (
    ask,
    checklist,
    crisis_page,
    desk_view,
    head,
    later,
    more,
    rows,
    stored,
)
from tests.desktop.hands import (
    CONTROL,
    Key,
    button,
    buttons,
    here,
    into,
    menu,
    press,
    push,
    seen,
    type_over,
    under,
    whole,
    write,
)

_ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def town(at_desk: Services) -> Services:
    return at_desk


@pytest.fixture
def desk(town: Services, clock: FixedClock) -> Desk:
    """The starting case, open for one minute, the keyboard in the list."""
    opened = stored(town)
    later(clock, 1)
    return opened


def log_list() -> LogList:
    return next(item for item in desk_view().findChildren(LogList) if item.isVisible())


def narrow_desk(qtbot: QtBot, width: int, height: int, *, zoom: int = 100) -> DeskView:
    """The desk in a window of this size, where the list is one of the parts."""
    theme().apply("light", zoom)
    crisis_page().window().resize(width, height)
    view = desk_view()
    qtbot.waitUntil(lambda: view._narrow is True)
    return view


def test_space_ticks_a_step_with_who_and_when_and_takes_the_tick_off_again(town, desk, qtbot):
    first = desk.scenario.steps[0]

    press(qtbot, Key.Key_Space)

    tick = stored(town).tick(first)
    assert tick is not None
    with town.store.read() as connection:
        assert tick.who == town_records.load(connection).person
    assert tick.at == town.clock.now()
    hour = f"{tick.at.astimezone():%H:%M}"
    said = f"Hecho a las {hour}: {first.text}"
    assert any(row.startswith(said) for row in rows(checklist(desk_view())))

    press(qtbot, Key.Key_Space)
    assert stored(town).tick(first) is None
    assert [entry.kind for entry in stored(town).log][-2:] == [LogKind.STEP, LogKind.STEP]


def test_whoever_ticked_a_step_does_not_stand_where_who_does_it_is_expected(desk, qtbot):
    """The first step is the constable's; Lucía, who is at the desk, ticks it."""
    press(qtbot, Key.Key_Space)
    row = checklist(desk_view()).step()
    assert row is not None
    assert (row.hat, row.who) == ("Llama", "Manuel Trejo Lara")
    assert row.note == "Lo marcó Lucía Ortega Prieto"
    assert (
        "Lo marcó Lucía Ortega Prieto. Llama: Manuel Trejo Lara" in rows(checklist(desk_view()))[1]
    )


def test_the_bar_of_a_phase_counts_what_is_done(desk, qtbot):
    count = len(desk.scenario.of(Phase.BEFORE))

    press(qtbot, Key.Key_Space, Key.Key_Down, Key.Key_Space)

    assert f"2 de {count}" in rows(checklist(desk_view()))[0]


def test_the_arrows_go_from_step_to_step_over_the_bars(desk, qtbot):
    before = len(desk.scenario.of(Phase.BEFORE))

    press(qtbot, *[Key.Key_Down] * before)

    row = checklist(desk_view()).step()
    assert row is not None
    assert row.step == desk.scenario.of(Phase.FIRST_LINE)[0]


def test_a_note_ticks_and_stands_in_the_log(town, desk, qtbot):
    press(qtbot, Key.Key_N)
    write(qtbot, "No queda cebo")
    press(qtbot, Key.Key_Return)

    tick = stored(town).tick(desk.scenario.steps[0])
    assert tick is not None
    assert tick.note == "No queda cebo"
    assert "No queda cebo" in stored(town).log[-1].text
    assert here() is checklist(desk_view())


def test_what_is_not_needed_asks_why(town, desk, qtbot):
    press(qtbot, Key.Key_X, Key.Key_Return)
    assert stored(town).tick(desk.scenario.steps[0]) is None

    write(qtbot, "El parque lleva cerrado un mes")
    press(qtbot, Key.Key_Return)

    tick = stored(town).tick(desk.scenario.steps[0])
    assert tick is not None
    assert tick.state is TickState.NOT_NEEDED
    assert "cerrado un mes" in "\n".join(rows(checklist(desk_view())))


def test_escape_leaves_a_question_and_the_keyboard_is_in_the_list_again(town, desk, qtbot):
    press(qtbot, Key.Key_X)
    write(qtbot, "no")
    press(qtbot, Key.Key_Escape)

    assert stored(town).ticks == ()
    assert here() is checklist(desk_view())


def test_enter_goes_where_a_step_is_done(desk, qtbot):
    step = next(item for item in desk.scenario.steps if item.opens is Opens.LOG)
    checklist(desk_view()).select_step(step.id)

    press(qtbot, Key.Key_Return)

    assert here().accessibleName() == "Anotar qué ha pasado…"
    assert log_list().isVisible()


def test_the_level_changes_in_place_with_its_reason(town, desk, qtbot):
    ask(qtbot, "Cambiar nivel")
    press(qtbot, Key.Key_Right)
    press(qtbot, Key.Key_Tab)
    assert here().accessibleName() == "¿Por qué cambia el nivel?"
    press(qtbot, Key.Key_Return)
    assert "Diga por qué" in seen(desk_view())
    assert stored(town).incident.level is LevelName.ORANGE

    write(qtbot, "Hay otro perro")
    press(qtbot, Key.Key_Return)

    assert stored(town).incident.level is LevelName.RED
    assert "Hay otro perro" in stored(town).log[-1].text
    assert "Nivel rojo" in head().accessibleName()
    assert here() is checklist(desk_view())


def test_the_next_update_is_promised_and_the_banner_counts_down_to_it(town, desk, clock, qtbot):
    due = clock.now().astimezone() + timedelta(minutes=40)

    ask(qtbot, "Cambiar hora")
    write(qtbot, f"{due:%H%M}")
    press(qtbot, Key.Key_Return)

    promised = stored(town).incident.next_update_at
    assert promised is not None
    assert f"{promised.astimezone():%H:%M}" == f"{due:%H:%M}"
    assert "faltan 39 min" in head().accessibleName()

    later(clock, 44)
    desk_view().tick()
    assert "4 min tarde" in head().accessibleName()
    assert "0 h 45 min" in head().accessibleName()


def test_a_step_whose_hour_has_passed_is_late_until_it_is_ticked(desk, clock, qtbot):
    first = desk.scenario.steps[0]
    due = desk.due(first)
    assert due is not None
    by = f"hasta {due.astimezone():%H:%M}"
    late = f"con retraso, {by}"
    assert not any(late in row for row in rows(checklist(desk_view())))

    # What is due by 13:44 is not late while the clock says 13:44.
    clock.moment = due.replace(second=59)
    desk_view().tick()
    assert not any(late in row for row in rows(checklist(desk_view())))

    later(clock, 1 / 60)
    desk_view().tick()
    assert [row for row in rows(checklist(desk_view())) if late in row and first.text in row]

    press(qtbot, Key.Key_Space)
    assert not [row for row in rows(checklist(desk_view())) if late in row and first.text in row]


def test_an_hour_that_has_passed_is_not_promised(town, desk, clock, qtbot):
    before = stored(town).incident.next_update_at
    passed = clock.now().astimezone() - timedelta(minutes=30)

    ask(qtbot, "Cambiar hora")
    write(qtbot, f"{passed:%H:%M}")
    press(qtbot, Key.Key_Return)

    assert stored(town).incident.next_update_at == before
    assert under(desk_view(), "¿Cuándo habrá más información?")


def test_the_log_takes_a_line_and_shows_the_newest_first(town, desk, qtbot):
    press(qtbot, Key.Key_1, held=_ALT)
    write(qtbot, "Llama la radio")
    press(qtbot, Key.Key_Return)

    assert stored(town).log[-1].text == "Llama la radio"
    assert "Llama la radio" in str(log_list().model().index(0, 0).data())
    write(qtbot, "   ")
    press(qtbot, Key.Key_Return)
    assert stored(town).log[-1].text == "Llama la radio"


def test_coming_from_another_part_no_entry_is_chosen_by_itself(desk, qtbot):
    for key in (Key.Key_4, Key.Key_1):
        press(qtbot, key, held=_ALT)
    part = desk_view().findChild(LogPart)
    assert part is not None
    assert here().accessibleName() == "Anotar qué ha pasado…"
    assert log_list().row() is None
    assert "Corregir esta anotación" not in [item.text().strip() for item in buttons(part)]


def test_a_correction_stands_below_what_it_corrects_which_stays(town, desk, clock, qtbot):
    press(qtbot, Key.Key_1, held=_ALT)
    write(qtbot, "Llama la radio")
    press(qtbot, Key.Key_Return)
    wrong = stored(town).log[-1]
    later(clock, 2)

    log_list().select_entry(wrong.id)
    log_list().setFocus()
    press(qtbot, Key.Key_C)
    type_over(qtbot, "Llama la televisión")
    press(qtbot, Key.Key_Return)

    last = stored(town).log[-1]
    assert (last.corrects, last.kind) == (wrong.id, LogKind.CORRECTION)
    model = log_list().model()
    assert "Llama la radio" in str(model.index(0, 0).data())
    assert "Llama la televisión" in str(model.index(1, 0).data())
    with town.store.read() as connection:
        assert log.broken_at(connection) is None


def test_a_hat_is_handed_over_to_somebody_of_the_roster_or_to_a_name(town, desk, qtbot):
    press(qtbot, Key.Key_9, held=_ALT)
    card = desk_view().findChild(Hats)
    assert card is not None
    assert "Decide · Habla\nMaría Gómez Ruiz" in seen(card)
    assert "Escribe y publica\nLucía Ortega Prieto (usted)" in seen(card)

    push(qtbot, card, "Pasar una función")
    hats = into(qtbot, card, "Función")
    assert isinstance(hats, QComboBox)
    hats.setCurrentIndex(hats.findData(Hat.SPEAKS))
    into(qtbot, card, "A quién")
    write(qtbot, "javier robles cano")
    press(qtbot, Key.Key_Return)

    worn = stored(town).worn(Hat.SPEAKS)
    assert worn is not None
    assert worn.name == "Javier Robles Cano"
    assert worn.contact_id is not None
    qtbot.waitUntil(lambda: "Javier Robles Cano" in seen(card))

    push(qtbot, card, "Pasar una función")
    into(qtbot, card, "A quién")
    write(qtbot, "El sobrino de Paca")
    press(qtbot, Key.Key_Return)

    named = {hat.name for hat in stored(town).hats if hat.until is None}
    assert "El sobrino de Paca" in named


def test_paper_is_typed_in_with_an_hour_for_each_step(town, desk, clock, qtbot):
    begun = desk.incident.opened_at.astimezone()
    later(clock, 60)
    hours = [f"{begun + timedelta(minutes=after):%H%M}" for after in (3, 8, 12)]

    more("Pasar lo escrito en papel")
    write(qtbot, hours[0])
    press(qtbot, Key.Key_Return, Key.Key_Space, Key.Key_Return)
    for hour in hours[1:]:
        press(qtbot, Key.Key_Space)
        write(qtbot, hour)
        press(qtbot, Key.Key_Return)

    ticks = [stored(town).tick(step) for step in desk.scenario.steps[:3]]
    assert [f"{tick.at.astimezone():%H%M}" for tick in ticks if tick] == hours
    assert all(tick and tick.on_paper for tick in ticks)

    press(qtbot, Key.Key_1, held=_ALT)
    write(qtbot, "Volvió la luz")
    press(qtbot, Key.Key_Return)
    noted = stored(town).log[-1]
    assert (f"{noted.at.astimezone():%H%M}", noted.on_paper) == (hours[-1], True)
    assert noted.written_at == clock.moment

    push(qtbot, desk_view(), "He terminado con el papel")
    press(qtbot, Key.Key_Space)
    now = stored(town).tick(desk.scenario.steps[3])
    assert now is not None
    assert (now.at, now.on_paper) == (clock.moment, False)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Escriba la hora que pone en el papel."),
        ("25:00", "Escriba una hora como 22:00."),
        ("ayer", "Escriba una hora como 22:00."),
    ],
)
def test_an_hour_of_a_row_that_is_none_is_said_and_nothing_is_ticked(
    town, desk, qtbot, typed, said
):
    more("Pasar lo escrito en papel")
    press(qtbot, Key.Key_Return, Key.Key_Space)
    type_over(qtbot, typed) if typed else press(qtbot, Key.Key_Delete)
    press(qtbot, Key.Key_Return)

    assert stored(town).ticks == ()
    assert said in seen(desk_view())
    press(qtbot, Key.Key_Escape)
    assert here() is checklist(desk_view())


def test_an_hour_of_the_paper_that_is_still_to_come_is_refused(town, desk, clock, qtbot):
    ahead = clock.now().astimezone() + timedelta(minutes=30)

    more("Pasar lo escrito en papel")
    write(qtbot, f"{ahead:%H%M}")
    press(qtbot, Key.Key_Return, Key.Key_Space, Key.Key_Return)

    assert stored(town).ticks == ()
    assert "aún no ha llegado" in seen(desk_view())


def test_what_puts_the_paper_away_stands_on_the_line_of_its_fields(town, desk, qtbot):
    more("Pasar lo escrito en papel")
    finished, hour = button(desk_view(), "He terminado con el papel"), here()
    qtbot.waitUntil(lambda: finished.mapToGlobal(QPoint()).x() > hour.mapToGlobal(QPoint()).x())
    QApplication.processEvents()

    assert finished.mapToGlobal(QPoint()).y() == hour.mapToGlobal(QPoint()).y()
    assert finished.height() == hour.height()


def test_the_projector_shows_the_steps_to_come_large_and_ticks_with_space(town, desk, qtbot):
    more("Modo proyector")
    projector = desk_view().findChild(DeskProjector)
    assert projector is not None
    qtbot.waitUntil(projector.isVisible)
    shown = rows(checklist(projector))
    phases = [phase for phase in Phase if desk.scenario.of(phase)]
    assert len(shown) == len(phases) + len(desk.scenario.steps)

    for words in ("Volver al incidente", "Hecho"):
        assert button(projector, words).font().pixelSize() >= theme().px(18)
    assert all(made.width() >= made.sizeHint().width() for made in buttons(projector))

    press(qtbot, Key.Key_Space)
    assert stored(town).tick(desk.scenario.steps[0]) is not None

    press(qtbot, Key.Key_Escape)
    assert not projector.isVisible()
    assert here() is checklist(desk_view())


def test_when_the_program_starts_again_clock_ticks_and_promise_are_as_they_were(
    desk_program, town, desk, clock, qtbot, start
):
    press(qtbot, Key.Key_Space)
    before, path = stored(town), town.store.path
    desk_program.close()
    later(clock, 16)

    again = start(path)

    assert again.services is not None
    again.services.go("crisis")
    assert stored(again.services) == before
    assert "0 h 17 min" in head().accessibleName()
    assert "Hecho a las" in rows(checklist(desk_view()))[1]


def test_escape_goes_from_a_part_to_the_list_and_from_there_to_the_shelf(desk, qtbot):
    press(qtbot, Key.Key_1, held=_ALT)
    press(qtbot, Key.Key_Escape)
    assert here() is checklist(desk_view())

    view = desk_view()
    press(qtbot, Key.Key_Escape)

    assert not view.isVisible()
    assert button(crisis_page(), "Ir al incidente") is here()


def test_tab_goes_through_the_desk_as_it_is_read_whatever_was_opened_last(desk, qtbot):
    seldom = button(head(), "Más de este incidente")
    for key, first in ((Key.Key_8, "Expediente nuevo"), (Key.Key_2, "Empezar: Primer aviso")):
        press(qtbot, key, held=_ALT)
        seldom.setFocus()
        press(qtbot, Key.Key_Tab)
        assert here() is checklist(desk_view())
        press(qtbot, Key.Key_Tab)
        assert isinstance(here(), QRadioButton)
        press(qtbot, Key.Key_Tab)
        assert here().accessibleName() == first


def test_the_reason_for_another_level_comes_before_the_button_that_changes_it(desk, qtbot):
    ask(qtbot, "Cambiar nivel")
    press(qtbot, Key.Key_Tab)
    assert here().accessibleName() == "¿Por qué cambia el nivel?"
    press(qtbot, Key.Key_Tab)
    bar = desk_view().findChild(LevelQuestion)
    assert bar is not None
    assert here() is button(bar, "Cambiar nivel")


def test_escape_from_the_close_gives_the_keyboard_back_to_the_list(desk, qtbot):
    more("Cerrar incidente")
    press(qtbot, Key.Key_Escape)
    assert here() is checklist(desk_view())


def test_with_large_letters_nothing_of_the_smallest_window_goes_out_at_the_side(desk, qtbot):
    view = narrow_desk(qtbot, 800, 560, zoom=200)
    wide = []
    for number in range(1, 9):
        press(qtbot, Qt.Key(Key.Key_0 + number), held=_ALT)
        if number == 2:
            press(qtbot, Key.Key_Return)
        # The part is built when it is shown.
        QApplication.processEvents()
        pages = [page for page in view.window().findChildren(ScrollPage) if page.isVisible()]
        wide += [
            (number, page) for page in pages if page.widget().width() > page.viewport().width()
        ]
    assert wide == []


def test_clock_and_promise_stay_in_view_whatever_part_has_the_keyboard(desk, qtbot):
    narrow_desk(qtbot, 1366, 768, zoom=150)
    band = head()
    assert band.promise.isVisible()
    hidden = []
    for number in range(10):
        press(qtbot, Qt.Key(Key.Key_0 + number), held=_ALT)
        # The part is built when it is shown.
        QApplication.processEvents()
        hidden += [] if whole(band) and whole(band.promise) else [number]
    assert hidden == []


def test_what_was_closed_by_mistake_is_opened_again_from_its_desk(town, desk, qtbot):
    more("Cerrar incidente")
    into(qtbot, desk_view(), "Cómo terminó")
    write(qtbot, "Era un error")
    press(qtbot, Key.Key_Return, held=CONTROL)
    number = desk.incident.id
    assert not stored(town, number).incident.open

    more("Reabrir el incidente…")
    write(qtbot, "No ha terminado")
    press(qtbot, Key.Key_Return)

    assert stored(town, number).incident.open
    assert here() is checklist(desk_view())
    again = next(line for line in menu(head(), "Más") if line.text() == "Reabrir el incidente…")
    assert not again.isVisible()


def test_a_small_window_shows_the_list_or_a_part_and_reaches_both(desk, qtbot):
    view = narrow_desk(qtbot, 820, 600)

    assert checklist(view).isVisible()
    press(qtbot, Key.Key_1, held=_ALT)
    assert log_list().isVisible()
    press(qtbot, Key.Key_0, held=_ALT)

    assert checklist(view) is here()
    assert view._page.horizontalScrollBar().maximum() == 0


def test_in_a_small_window_list_band_and_line_have_one_right_edge(desk, qtbot):
    view = narrow_desk(qtbot, 1024, 600)

    def edge(part: QWidget) -> int:
        return part.mapTo(view, part.rect().topRight()).x()

    qtbot.waitUntil(lambda: any(line.isVisible() for line in view.findChildren(EntryLine)))
    note = next(line for line in view.findChildren(EntryLine) if line.isVisible())
    list_card = next(card for card in around(checklist(view)) if card.property("look") == "card")
    assert all(abs(edge(part) - edge(head())) <= 1 for part in (list_card, note))
    # One frame, and not another in it.
    assert [card.property("look") for card in around(checklist(view))] == ["card", "plain"]


def around(part: QWidget) -> list[Card]:
    """The cards that something stands in, from the inside."""
    found, above = [], part.parentWidget()
    while above is not None:
        if isinstance(above, Card):
            found.append(above)
        above = above.parentWidget()
    return found


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_what_is_aimed_at_on_the_desk_is_forty_high(desk, qtbot, size):
    crisis_page().window().resize(*size)
    for number in (Key.Key_4, Key.Key_5, Key.Key_6):
        press(qtbot, number, held=_ALT)
        lines = [
            line
            for kind in (QLineEdit, GrowingText)
            for line in desk_view().findChildren(kind)
            if line.isVisible()
        ]
        assert len(lines) > 1
        assert {line.accessibleName() for line in lines if line.height() < theme().px(40)} == set()


def test_what_hangs_from_the_promise_ends_where_the_band_does(desk, qtbot):
    ask(qtbot, "Cambiar hora")
    hung = next(item for item in desk_view().findChildren(PromiseQuestion) if item.isVisible())

    def right(part: QWidget) -> int:
        return part.mapTo(desk_view(), part.rect().topRight()).x()

    qtbot.waitUntil(lambda: right(hung) <= right(head()), timeout=5000)
    assert hung.width() > theme().px(400)

"""Elections that somebody enters, and the town's own fiestas, in a view of Calendario."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QStyle, QStyleOptionButton

from core.calendar import layers, records
from core.calendar.model import Election
from core.store import Topic
from core.town import fiestas
from desktop.calendar.page import CalendarPage
from desktop.theme.theme import current
from desktop.widgets.card import Card
from desktop.widgets.page_header import PageHeader
from tests.desktop.hands import (
    CONTROL,
    Key,
    called,
    here,
    into,
    press,
    push,
    seen,
    settled,
    spoken,
    type_over,
    under,
    value,
)

NAME, CALL, VOTE, FIESTAS = (
    "Elecciones",
    "Día de la convocatoria",
    "Día de la votación",
    "Fiestas locales",
)
"""As their fields are called."""
SAINT = date(2027, 5, 15)
REGIONAL = Election("Elecciones autonómicas", date(2026, 11, 3), date(2026, 12, 27))


@pytest.fixture
def page(shell, qtbot):
    qtbot.keyClick(shell, Key.Key_3, CONTROL)
    found = shell.page("calendar")
    assert isinstance(found, CalendarPage)
    return found


def opened(shell, page):
    shell.go("calendar", "elections")
    return page


def stored(services):
    with services.store.read() as connection:
        return records.elections(connection)


def enter(services, election):
    with services.store.change(Topic.CALENDAR, label="preparar") as db:
        return records.add_election(db, election)


def fill(qtbot, page, name, text):
    into(qtbot, page, name)
    type_over(qtbot, text)
    press(qtbot, Key.Key_Tab)


def line(page):
    """What the head says beside its title."""
    header = next(head for head in page.findChildren(PageHeader) if head.isVisible())
    return header.accessibleDescription()


def test_elections_entered_by_keyboard_bind_the_days_that_are_seen(shell, page, services, qtbot):
    assert line(page) == ""
    opened(shell, page)
    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: here().accessibleName() == NAME)
    type_over(qtbot, REGIONAL.name)
    press(qtbot, Key.Key_Return)
    fill(qtbot, page, CALL, "3/11/2026")
    fill(qtbot, page, VOTE, "27/12/2026")

    (election,) = stored(services)
    assert (election.name, election.called_on, election.voted_on) == (
        REGIONAL.name, REGIONAL.called_on, REGIONAL.voted_on,
    )  # fmt: skip
    press(qtbot, Key.Key_Escape)
    bound = "Período electoral hasta el domingo, 27 de diciembre"
    qtbot.waitUntil(lambda: line(page) == bound)


def test_new_elections_bind_nothing_until_their_days_are_typed(shell, page, services, qtbot):
    opened(shell, page)
    push(qtbot, page, "Apuntar elecciones")
    settled(qtbot, services)
    press(qtbot, Key.Key_Escape)

    assert line(page) == ""


def test_a_vote_before_its_call_is_told_and_waits_for_the_other_day(shell, page, services, qtbot):
    enter(services, REGIONAL)
    opened(shell, page)
    fill(qtbot, page, VOTE, "1/3/2026")

    told = "La votación, 01/03/2026, es anterior a la convocatoria, 03/11/2026."
    assert under(page, VOTE).startswith(told)
    assert value(page, VOTE) == "1/3/2026"
    assert stored(services)[0].voted_on == REGIONAL.voted_on

    fill(qtbot, page, CALL, "10/1/2026")
    assert under(page, VOTE) == under(page, CALL) == ""
    assert (stored(services)[0].called_on, stored(services)[0].voted_on) == (
        date(2026, 1, 10), date(2026, 3, 1),
    )  # fmt: skip


def test_a_day_that_is_emptied_is_asked_for(shell, page, services, qtbot):
    enter(services, REGIONAL)
    opened(shell, page)
    fill(qtbot, page, CALL, "")

    assert under(page, CALL).startswith("Escriba un día.")
    assert stored(services)[0].called_on == REGIONAL.called_on


def test_the_municipal_elections_stand_there_as_computed_until_they_are_decreed(
    shell, page, services, qtbot
):
    opened(shell, page)
    computed = "Elecciones municipales 2027: convocatoria 30/03/2027, votación 23/05/2027; fechas"
    assert computed in seen(page)

    push(qtbot, page, "Se publicó el decreto")
    assert "fechas calculadas" not in seen(page)
    assert spoken(page)[0].startswith("Elecciones municipales 2027")
    assert stored(services)[0].voted_on == date(2027, 5, 23)


def test_elections_are_deleted_and_come_back(shell, page, services, qtbot):
    enter(services, REGIONAL)
    opened(shell, page)
    press(qtbot, Key.Key_Delete)
    assert stored(services) == []

    press(qtbot, Key.Key_Z, held=CONTROL)
    qtbot.waitUntil(lambda: len(stored(services)) == 1)


def test_the_fiestas_of_the_town_are_typed_one_a_line(shell, page, services, qtbot):
    opened(shell, page)
    into(qtbot, page, FIESTAS)
    type_over(qtbot, "15/05 San Isidro\n31/02 Nunca")
    press(qtbot, Key.Key_Tab)
    assert under(page, FIESTAS).startswith("«31/02 Nunca» no tiene un día que exista.")

    into(qtbot, page, FIESTAS)
    type_over(qtbot, "15/05 San Isidro\n8/9 Feria")
    press(qtbot, Key.Key_Tab)
    assert under(page, FIESTAS) == ""
    with services.store.read() as connection:
        assert [str(fiesta) for fiesta in fiestas.load(connection)] == [
            "15/05 San Isidro", "08/09 Feria",
        ]  # fmt: skip
        (notes,) = layers.day_notes(connection, SAINT, SAINT).values()
    assert any(note.free for note in notes)


def test_what_is_not_sure_of_the_days_is_said_there(shell, page):
    opened(shell, page)

    assert "Los días internacionales son sugerencias" in seen(page)
    assert "2027" in seen(page)


@pytest.mark.usefixtures("madrid")
def test_the_list_before_the_call_is_ticked_by_keyboard_with_who_and_when(
    shell, page, services, qtbot
):
    shell.go("calendar", "electoral-walk")
    assert "Antes de la convocatoria: Elecciones municipales 2027" in seen(page)
    assert here().text() == "Publicaciones fijadas"

    press(qtbot, Key.Key_Space)
    qtbot.waitUntil(lambda: "Hecho el 24 de noviembre de 2026" in seen(page))
    assert here().text() == "Publicaciones fijadas"
    assert "Hecho el 24 de noviembre de 2026" in here().accessibleDescription()

    press(qtbot, Key.Key_Z, held=CONTROL)
    qtbot.waitUntil(lambda: "Hecho el" not in seen(page))
    assert not here().isChecked()


def label(page, words):
    return next(made for made in page.findChildren(QLabel) if made.text().startswith(words))


@pytest.mark.parametrize("zoom", [100, 150])
def test_without_elections_what_enters_them_has_the_width_of_its_card(shell, page, zoom):
    opened(shell, page)
    current().apply("light", zoom)
    shell.resize(1366, 768)
    QApplication.processEvents()

    enter_them, decreed = called(page, "Apuntar elecciones"), called(page, "Se publicó el decreto")
    told = label(page, "Las autonómicas, las generales")
    card = next(card for card in page.findChildren(Card) if card.accessibleName() == "Elecciones")
    assert all(card.isAncestorOf(part) for part in (enter_them, decreed, told))
    assert enter_them.mapTo(card, QPoint()).y() == decreed.mapTo(card, QPoint()).y()
    assert told.height() < 2 * told.fontMetrics().lineSpacing()


@pytest.mark.parametrize("zoom", [100, 150])
def test_what_is_to_be_looked_at_stands_under_its_name_and_not_its_box(shell, page, zoom):
    current().apply("light", zoom)
    shell.go("calendar", "electoral-walk")
    QApplication.processEvents()

    box, what = here(), label(page, "Quite de lo fijado")
    option = QStyleOptionButton()
    box.initStyleOption(option)
    words = box.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, box)
    left = box.mapTo(page, words.topLeft()).x()
    assert abs(what.mapTo(page, QPoint()).x() - left) <= 2


GUIDE, DECISIONS = "¿Qué puedo publicar?", "Decisiones en período electoral"


def offered(page):
    """By their words, the lines in the menu of the page."""
    made = called(page, "Más")
    made.menu().aboutToShow.emit()
    return {action.text(): action for action in made.menu().actions()}


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        (GUIDE, "Qué se puede publicar en período electoral"),
        (DECISIONS, "Decisiones en período electoral"),
    ],
)
def test_the_papers_of_an_election_are_in_the_menu_while_its_period_is_seen(
    shell, page, qtbot, words, paper
):
    assert not {GUIDE, DECISIONS} & set(offered(page))

    shell.go("calendar", date(2027, 4, 12))
    qtbot.waitUntil(lambda: {GUIDE, DECISIONS} <= set(offered(page)))
    offered(page)[words].trigger()
    assert shell.page_id == "documents"
    listed = next(view for view in shell.findChildren(QListView) if view.isVisible())
    assert listed.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).startswith(paper)

"""No hour and no name of the desk is cut, also in a font a fifth wider and at every size."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.crisis.incidents import checklist as checklists
from core.crisis.log import Hand
from core.roster.model import Hat
from core.store import Topic
from desktop.app.application import Application
from desktop.crisis.desk.checklist.model import ROW, StepRow
from desktop.crisis.desk.checklist.painter import ChecklistDelegate
from desktop.services import Services
from desktop.theme.fonts import WIDE, register_packaged_font
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL
from tests.desktop.crisis.desk_hands import ask, checklist, desk_view, later, stored
from tests.desktop.hands import here


@pytest.fixture
def letters() -> Iterator[None]:
    """Our own again, once no window is left that would be dressed in them."""
    yield
    register_packaged_font()
    current().apply("light", 100)


@pytest.fixture(params=[("", 100), (WIDE, 100), (WIDE, 150), (WIDE, 200)])
def wide(request: pytest.FixtureRequest, letters: None, desk_program: Application) -> int:
    """The desk on screen in our letters, and in wide ones."""
    family, zoom = request.param
    register_packaged_font(*([family] if family else []))
    current().apply("light", zoom)
    return int(zoom)


def shown(size: int, text: str, width: int) -> str:
    """What is left of a text in so much room."""
    font = QFont(QApplication.font())
    font.setPixelSize(current().px(size))
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def test_hours_who_does_a_step_and_where_a_text_is_missing_are_whole(wide, at_desk, clock, qtbot):
    later(clock, 600)
    desk_view().tick()
    hours_are_whole()
    who_does_a_step_is_whole(at_desk)
    where_a_text_is_missing_yet_is_whole()
    an_hour_that_is_typed_is_whole(qtbot)


def hours_are_whole() -> None:
    """Until when a step is to be done, where the list is wide and where it is narrow."""
    view = checklist(desk_view())
    delegate = view.itemDelegate()
    assert isinstance(delegate, ChecklistDelegate)
    indexes = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    rows = [row for index in indexes if isinstance(row := index.data(ROW), StepRow)]
    assert any(row.late for row in rows)

    for width in (330, 560):
        room = QRect(0, 0, current().px(width), 0)
        places = [(row, delegate.places(row, room, chosen=False)) for row in rows]
        lefts = {place.hour.left() for _row, place in places}
        wrong = [
            (width, row.step.text)
            for row, place in places
            if shown(SMALL, row.due, place.hour.width()) != row.due
            or place.hour.right() > room.right()
            or (row.due and place.text.right() >= place.hour.left())
        ]
        assert wrong == []
        # One under the other: a column.
        assert len(lefts) == 1


def who_does_a_step_is_whole(at_desk: Services) -> None:
    name = "Antonio Núñez Pérez-Villalobos"
    incident, hand = stored(at_desk).incident, Hand(at_desk.clock.now())
    with at_desk.store.change(Topic.CRISIS, undoable=False) as db:
        for hat in Hat:
            checklists.hand_over(db, incident, hat, name, hand)
    desk_view().refresh()
    view = checklist(desk_view())
    delegate = view.itemDelegate()
    assert isinstance(delegate, ChecklistDelegate)
    indexes = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    rows = [row for index in indexes if isinstance(row := index.data(ROW), StepRow)]

    for width in (330, 420, 560):
        room = QRect(0, 0, current().px(width), 0)
        for row in rows:
            place = delegate.places(row, room, chosen=False)
            told = " ".join(place.who_lines or place.more)
            assert name in told.replace("- ", "-"), (width, told)
            assert all(
                shown(SMALL, line, place.who.width() + 2) == line for line in place.who_lines
            )
            high = QFontMetrics(delegate.due_font()).height() * len(place.who_lines)
            assert high <= place.height
            assert place.text.width() > place.who.width()


def where_a_text_is_missing_yet_is_whole() -> None:
    view = checklist(desk_view())
    delegate = view.itemDelegate()
    assert isinstance(delegate, ChecklistDelegate)
    out = "Publicado en 1 de 5 sitios. Falta: Lista de WhatsApp, Página de Facebook, Bando, Cartel"
    index = view.model().index(view.model().rowCount() - 1, 0)
    row = replace(index.data(ROW), out=out, tick=None)

    for width in (600, 905):
        place = delegate.places(row, QRect(0, 0, current().px(width), 0), chosen=False)
        assert " ".join(place.more) == out


def an_hour_that_is_typed_is_whole(qtbot: QtBot) -> None:
    ask(qtbot, "Cambiar hora")
    field = here()
    assert isinstance(field, QLineEdit)

    field.setText("00:00")

    metrics = field.fontMetrics()
    around = field.sizeHint().width() - 17 * metrics.horizontalAdvance("x")
    assert field.width() - around >= metrics.horizontalAdvance("00:00")

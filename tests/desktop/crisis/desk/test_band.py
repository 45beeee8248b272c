"""The head of the desk: clock, promise and level are whole in every width and at every size."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core import i18n
from core.crisis.desk import Desk
from core.crisis.model import Incident, LogEntry, LogKind
from core.crisis.scenarios.library import shipped
from core.plan.kinds import LevelName
from desktop.crisis.desk.band import DeskBand
from desktop.crisis.desk.band_faces import BandWords
from desktop.crisis.looks import level_ground
from desktop.theme.theme import current
from desktop.theme.tokens import Tone

OPENED = datetime(2026, 11, 24, 13, 14, tzinfo=UTC)


def test_a_title_too_long_for_its_line_takes_the_line_above_it_too(qtbot: QtBot):
    words = BandWords(elides=True)
    qtbot.addWidget(words)
    words.dress(level_ground(Tone.RED), 18, 1)

    def painted(title: str) -> QImage:
        words.say("Incidente abierto a las 13:14", title)
        words.resize(220, words.sizeHint().height())
        return words.grab().toImage()

    # What begins alike is told apart by its end, which an ellipsis would hide.
    whole = painted("Perros o gatos envenenados en parques")
    assert whole != painted("Perros o gatos envenenados en la vía")


def test_where_there_is_but_one_line_of_words_the_title_takes_two(band):
    band.set_low(True)
    band.show_desk(desk(), OPENED)
    title = desk().incident.title
    [words] = [item for item in band.findChildren(BandWords) if item.accessibleName() == title]

    # As wide as the desk is on a small laptop at 200 %: its tool tip has what is cut.
    settle(band, 600)

    assert words.sizeHint().width() > words.width()
    assert (words.is_whole(), words.toolTip()) == (True, "")


@pytest.fixture(params=[100, 150, 200])
def zoom(request: pytest.FixtureRequest) -> Iterator[int]:
    current().apply("light", request.param)
    yield request.param
    current().apply("light", 100)


def desk(*, drill: bool = False) -> Desk:
    with i18n.language("es"):
        scenario = shipped("poisoned-animals")
    assert scenario is not None
    incident = Incident(
        scenario.title, scenario.id, "es", LevelName.RED, OPENED, id=1, drill=drill,
        next_update_at=OPENED + timedelta(minutes=15),
    )  # fmt: skip
    promise = LogEntry(1, OPENED, OPENED, LogKind.UPDATE, "")
    return Desk(incident, scenario, log=(promise,))


@pytest.fixture
def band(qtbot: QtBot) -> Iterator[DeskBand]:
    """On a ground of its own, which is its parent."""
    i18n.use("es")
    ground = QWidget()
    made = DeskBand(QMenu(ground))
    box = QVBoxLayout(ground)
    box.addWidget(made)
    box.addStretch(1)
    with qtbot.waitExposed(ground):
        ground.show()
    yield made
    ground.close()


def settle(band: DeskBand, width: int) -> None:
    """As it is painted in a window of that width, before the clock goes on."""
    ground = band.parentWidget()
    assert ground is not None
    ground.resize(width, 700)
    # Once to fit, and once for what came or went.
    for _time in range(2):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def outside(band: DeskBand) -> list[str]:
    """Parts that do not stand whole in the band, or have less room than their words."""
    parts = [item for item in band.findChildren(QWidget) if item.isVisible()]
    return [
        f"{part.accessibleName()} {part.geometry()}"
        for part in parts
        if not band.rect().contains(part.geometry())
        or part.width() < part.minimumSizeHint().width()
    ]


@pytest.mark.parametrize("low", [False, True])
@pytest.mark.parametrize("drill", [False, True], ids=["incident", "drill"])
def test_nothing_is_cut_while_the_window_changes_and_the_clock_goes_on(band, zoom, drill, low):
    band.set_low(low)
    wrong = []
    # In px at 100 %: below 1100 of the window it is low.
    widths = [
        width * zoom // 100 for width in (range(460, 1030, 60) if low else range(820, 1500, 60))
    ]
    for number, width in enumerate([*widths, *reversed(widths)]):
        band.show_desk(desk(drill=drill), OPENED + timedelta(minutes=number))
        settle(band, width)
        wrong += [f"{width}: {text}" for text in outside(band)]
        shown = (band.promise, band.level, band.more)
        wrong += [f"{width}: {part.text()}" for part in shown if not part.isVisible()]
    assert wrong == []


def test_where_there_is_no_room_printing_goes_first_and_the_minutes_stay(band):
    band.show_desk(desk(), OPENED + timedelta(minutes=3))
    settle(band, 1110)
    assert band.print.isVisible()
    assert (band.level.text(), band.promise.text()) == ("Nivel rojo", "faltan 12 min")

    band.set_low(True)
    settle(band, 900)
    assert not band.print.isVisible()
    hour = f"{(OPENED + timedelta(minutes=15)).astimezone():%H:%M}"
    assert (band.level.text(), band.promise.text()) == ("Rojo", f"faltan 12 min · {hour}")

    settle(band, 330)
    assert band.promise.text() == "faltan 12 min"
    assert hour in band.promise.toolTip()


def test_printing_and_the_lapse_give_way_before_a_word_of_the_title_does(band):
    band.show_desk(desk(), OPENED + timedelta(minutes=3))
    title = desk().incident.title
    for width in range(1110, 480, -30):
        settle(band, width)
        shown = [item for item in band.findChildren(BandWords) if item.isVisible()]
        whole = any(
            title in item.accessibleName() and item.width() >= item.sizeHint().width()
            for item in shown
        )
        said = " ".join(item.accessibleName() for item in shown)
        assert whole or not (band.print.isVisible() or "0 h 3 min" in said)


def test_once_the_promise_has_passed_its_clock_says_how_late_it_is(band):
    band.show_desk(desk(), OPENED + timedelta(minutes=19))
    assert band.promise.text() == "4 min tarde"


def test_a_drill_says_so_before_its_title_however_small_the_window(band):
    band.set_low(True)
    band.show_desk(desk(drill=True), OPENED)
    settle(band, 420)
    said = [item.accessibleName() for item in band.findChildren(QWidget) if item.isVisible()]
    assert "SIMULACRO" in said


def test_a_drill_says_what_it_is_about_at_the_zoom_of_the_smallest_desk(band):
    band.set_low(True)
    band.show_desk(desk(drill=True), OPENED)
    # In px at 100 %: what 1366 px leave beside the rail at 200 %.
    settle(band, 566)
    shown = [item for item in band.findChildren(BandWords) if item.isVisible()]
    assert desk().incident.title in [item.accessibleName() for item in shown]
    assert (band.level.text(), band.promise.text()) == ("Rojo", "faltan 15 min")
    assert outside(band) == []


def test_what_is_closed_has_neither_another_level_nor_another_hour(band):
    closed = desk()
    ended = replace(closed.incident, closed_at=OPENED + timedelta(hours=1))
    band.show_desk(replace(closed, incident=ended), OPENED + timedelta(hours=2))
    settle(band, 1110)
    assert not band.promise.isVisible()
    assert band.level.focusPolicy().value == 0


def test_the_sign_of_what_is_closed_is_that_of_the_level_it_says(band):
    def painted(level: LevelName) -> QImage:
        closed = desk()
        ended = replace(closed.incident, closed_at=OPENED + timedelta(hours=1), level=level)
        band.show_desk(replace(closed, incident=ended), OPENED + timedelta(hours=2))
        settle(band, 1110)
        return band.grab(QRect(0, 0, current().px(40), band.height())).toImage()

    levels = list(LevelName)
    signs = [painted(level) for level in levels]
    assert [signs.index(sign) for sign in signs] == list(range(len(levels)))

"""The head of the desk: clock and promise are whole in every width and at every size."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from core import i18n
from core.crisis.desk import Desk
from core.crisis.model import Incident, LogEntry, LogKind
from core.crisis.scenarios.library import shipped
from core.plan.kinds import LevelName
from desktop.crisis.desk.banner import DeskBanner
from desktop.theme.theme import current

OPENED = datetime(2026, 11, 24, 13, 14, tzinfo=UTC)


@pytest.fixture(params=[100, 150, 200])
def zoom(request: pytest.FixtureRequest) -> Iterator[int]:
    current().apply("light", request.param)
    yield request.param
    current().apply("light", 100)


def desk(*, drill: bool) -> Desk:
    with i18n.language("es"):
        scenario = shipped("poisoned-animals")
    assert scenario is not None
    incident = Incident(
        scenario.title, scenario.id, "es", LevelName.RED, OPENED, id=1, drill=drill,
        next_update_at=OPENED + timedelta(minutes=15),
    )  # fmt: skip
    promise = LogEntry(1, OPENED, OPENED, LogKind.UPDATE, "")
    return Desk(incident, scenario, log=(promise,))


def cut(banner: DeskBanner) -> list[str]:
    """Words that do not fit where they stand."""
    found = []
    for label in banner.findChildren(QLabel):
        wide, high = label.width(), label.height()
        needed = label.heightForWidth(wide) if label.wordWrap() else label.sizeHint().height()
        narrow = not label.wordWrap() and label.sizeHint().width() > wide + 1
        below = label.mapTo(banner, label.rect().bottomLeft()).y() >= banner.height()
        if label.isVisible() and label.text() and (narrow or below or needed > high + 1):
            found.append(f"{label.text()} {wide}×{high}")
    return found


@pytest.mark.parametrize("drill", [False, True], ids=["incident", "drill"])
def test_nothing_is_cut_while_the_window_changes_and_the_clock_goes_on(qtbot, zoom, drill):
    i18n.use("es")
    ground = QWidget()
    box = QVBoxLayout(ground)
    banner = DeskBanner()
    banner.add_action(QPushButton("Imprimir hoja"))
    box.addWidget(banner)
    box.addStretch(1)
    qtbot.addWidget(ground)
    ground.resize(1366, 700)
    with qtbot.waitExposed(ground):
        ground.show()

    wrong = []
    for number, width in enumerate([*range(560, 1400, 42), *range(1400, 560, -42)]):
        ground.resize(width, 700)
        banner.show_desk(desk(drill=drill), OPENED + timedelta(minutes=number))
        # As far as it is painted before the clock goes on.
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        wrong += [f"{width}: {text}" for text in cut(banner)]

    assert wrong == []

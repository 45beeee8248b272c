"""A chart is drawn for the size, the screen and the theme it is seen in, and said in words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QTimer
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.widgets.chart_view import ChartView

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
WORDS = "Interacciones: de 40 en enero a 62 en noviembre; el objetivo es 80."


class Drawer:
    """Draws one colour, and keeps what it was asked for."""

    def __init__(self, colour: str = "#1d4e79") -> None:
        self.colour = colour
        self.asked: list[tuple[int, int, bool, float]] = []

    def __call__(self, width: int, height: int, dark: bool, ratio: float) -> bytes:
        self.asked.append((width, height, dark, ratio))
        return png(round(width * ratio), round(height * ratio), self.colour)


def png(width: int, height: int, colour: str) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def shown(qtbot: QtBot, view: ChartView, width: int = 600) -> ChartView:
    qtbot.addWidget(view)
    view.resize(width, 300)
    with qtbot.waitExposed(view):
        view.show()
    return view


def colour(view: ChartView) -> str:
    return view.grab().toImage().pixelColor(view.width() // 2, 100).name()


def test_a_chart_is_a_picture_that_a_screen_reader_says_in_words(qtbot):
    view = shown(qtbot, ChartView(height=200))
    draw = Drawer()
    view.show_chart(draw, WORDS)
    qtbot.waitUntil(lambda: colour(view) == "#1d4e79")

    [picture] = view.findChildren(QLabel)
    spoken = QAccessible.queryAccessibleInterface(picture)
    assert spoken.role() == QAccessible.Role.Graphic
    assert spoken.text(QAccessible.Text.Name) == WORDS
    assert draw.asked == [(600, 200, False, 1.0)]


def test_it_is_drawn_again_when_size_or_theme_change(theme, qtbot):
    view = shown(qtbot, ChartView(height=200))
    draw = Drawer()
    view.show_chart(draw, WORDS)
    qtbot.waitUntil(lambda: len(draw.asked) == 1)

    for width in (500, 450, 400):
        view.resize(width, 300)
    qtbot.waitUntil(lambda: draw.asked[-1] == (400, 200, False, 1.0))
    assert len(draw.asked) == 2
    theme.apply("dark", 200)
    qtbot.waitUntil(lambda: draw.asked[-1] == (200, 200, True, 2.0))


def test_nothing_is_drawn_for_a_page_nobody_sees(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    draw = Drawer()
    view.findChildren(QLabel)[0].resize(300, 200)
    with qtbot.waitSignal(view.findChild(QTimer).timeout):
        view.show_chart(draw, WORDS)
    assert draw.asked == []

    shown(qtbot, view)
    qtbot.waitUntil(lambda: len(draw.asked) == 1)


def test_what_a_thread_finishes_late_does_not_replace_the_newer_chart(qtbot):
    waiting: list[Callable[[], None]] = []
    view = ChartView(run=lambda work, done: waiting.append(lambda: done(work())))
    shown(qtbot, view)
    view.show_chart(Drawer("#aa0000"), WORDS)
    qtbot.waitUntil(lambda: len(waiting) == 1)
    view.show_chart(Drawer("#00aa00"), WORDS)
    qtbot.waitUntil(lambda: len(waiting) == 2)

    waiting[1]()
    waiting[0]()

    assert colour(view) == "#00aa00"


def test_a_chart_never_widens_its_page(qtbot):
    view = shown(qtbot, ChartView(), width=900)
    view.show_chart(Drawer(), WORDS)
    qtbot.waitUntil(lambda: colour(view) == "#1d4e79")
    assert view.minimumSizeHint().width() < 300


def test_what_is_no_picture_is_not_passed_over(qtbot):
    done: list[Callable[[bytes], None]] = []
    view = shown(qtbot, ChartView(run=lambda _work, show: done.append(show)))
    view.show_chart(Drawer(), WORDS)
    qtbot.waitUntil(lambda: len(done) == 1)
    with pytest.raises(ValueError, match="no picture"):
        done[0](b"nothing")

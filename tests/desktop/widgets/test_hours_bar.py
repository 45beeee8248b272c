"""Hours needed against hours there are: said in words, shown as a bar."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.hours_bar import HoursBar

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[HoursBar]:
    before = QLocale()
    QLocale.setDefault(QLocale("es_ES"))
    made = HoursBar("Horas en total")
    qtbot.addWidget(made)
    made.resize(800, 40)
    made.show()
    yield made
    QLocale.setDefault(before)


def words(bar: HoursBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def inks(bar: HoursBar) -> set[str]:
    image = bar.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_hours_within_the_limit(theme, bar):
    bar.set_hours(9, 12)
    assert words(bar) == ["Horas en total", "9,0 of 12,0 h"]
    assert bar.accessibleName() == "Horas en total: 9,0 of 12,0 h"
    assert theme.tokens.brand.lower() in inks(bar)
    assert theme.tokens.red.foreground.lower() not in inks(bar)


def test_hours_over_the_limit_are_told_with_a_sign(theme, bar):
    bar.set_hours(14, 12)
    assert words(bar) == ["Horas en total", "14,0 of 12,0 h", "2,0 h short"]
    assert bar.accessibleName() == "Horas en total: 14,0 of 12,0 h, 2,0 h short"
    assert theme.tokens.red.foreground.lower() in inks(bar)


@pytest.mark.parametrize(
    ("needed", "available", "said"),
    [(0, 0, ["0,0 of 0,0 h"]), (3, 0, ["3,0 of 0,0 h", "3,0 h short"]),
     (12.04, 12, ["12,0 of 12,0 h"]), (12, 12.5, ["12,0 of 12,5 h"])],
)  # fmt: skip
def test_figures_are_shown_to_a_tenth(bar, needed, available, said):
    bar.set_hours(needed, available)
    assert words(bar)[1:] == said


def test_where_it_is_narrow_the_bar_goes_below(bar):
    bar.set_hours(14, 12)

    def below() -> bool:
        label = bar.findChildren(QLabel)[0]
        line = next(part for part in bar.children() if type(part).__name__ == "_Bar")
        assert isinstance(line, QWidget)
        return line.y() > label.y() + label.height() // 2

    assert not below()
    bar.resize(300, 90)
    bar.layout().activate()
    assert below()


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_figure_is_cut(theme, bar, zoom):
    theme.apply("light", zoom)
    bar.set_hours(14, 12)
    bar.resize(450, 160)
    bar.layout().activate()
    for label in bar.findChildren(QLabel):
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width()


def test_hours_that_nobody_said_are_no_limit(theme, bar):
    bar.set_hours(14, 12)
    bar.set_hours(14, None)

    assert words(bar) == ["Horas en total", "14,0 h"]
    assert theme.tokens.brand not in inks(bar)
    assert bar.accessibleName() == "Horas en total: 14,0 h"

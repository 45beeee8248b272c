"""The mark of the program on its windows: sharp in each size, simpler where it is small."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage

from desktop.theme import mark
from installer import icons


@pytest.fixture
def pictures(qapp: QGuiApplication) -> dict[int, QImage]:
    mark.mark_windows()
    icon = QGuiApplication.windowIcon()
    sides = [size.width() for size in icon.availableSizes()]
    return {side: icon.pixmap(QSize(side, side), 1.0).toImage() for side in sides}


def test_there_is_a_picture_for_every_size_that_windows_asks_for(pictures):
    assert sorted(pictures) == list(icons.SIZES)
    for side, picture in pictures.items():
        assert picture.width() == side
        assert picture.pixelColor(side // 2, side // 16) == QColor("#1d4e79")
        assert picture.pixelColor(0, side - 1).alpha() == 0


def test_the_small_ones_have_a_drawing_of_their_own_in_window_and_installer():
    assert mark.SMALL == icons.SMALL
    names = {side: icons.drawing("pregon", side).name for side in icons.SIZES}
    assert {side for side, name in names.items() if name == "pregon-small.svg"} == {16, 20, 24}
    assert icons.drawing("document", 16).name == "document.svg"


def test_the_trumpet_is_one_figure_also_at_sixteen_pixels(pictures):
    small = pictures[16]
    white = sum(small.pixelColor(x, y).lightness() > 190 for x in range(16) for y in range(16))
    assert white >= 16 * 16 // 8

"""One call dresses the application; icons and spaces follow."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPalette, QPixmap, QRawFont, QRegion
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSplitter,
    QTableWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import Shiboken

from desktop.theme.fonts import PACKAGED, register_packaged_font
from desktop.theme.icons import icon
from desktop.theme.lucide import lucide_svg
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.stylesheet import stylesheet
from desktop.theme.theme import Mode, Theme, current
from desktop.theme.tokens import DARK, LIGHT, TARGET, contrast

BOX = 24
"""Height in px of what is ticked; its words are the target, too."""

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
MODES: tuple[Mode, ...] = ("light", "dark", "contrast")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    register_packaged_font()
    theme = current()
    theme.apply("light", 100)
    yield theme
    theme.apply("light", 100)


def every_control() -> QWidget:
    ground = QWidget()
    box = QVBoxLayout(ground)
    combo = QComboBox()
    combo.addItems(["Alcaldía", "Secretaría"])
    tick = QCheckBox("Avisar")
    tick.setTristate(True)
    tick.setCheckState(Qt.CheckState.PartiallyChecked)
    radio = QRadioButton("Sí")
    radio.setChecked(True)
    for control in (QLineEdit("x"), QPlainTextEdit("x"), combo, tick, radio):
        box.addWidget(control)
    for control in (QTableWidget(2, 2), QListWidget(), QProgressBar(), QSplitter(), QToolButton()):
        box.addWidget(control)
    for kind in ("primary", "secondary", "quiet", "danger"):
        button = QPushButton("Imprimir")
        button.setProperty("kind", kind)
        box.addWidget(button)
    box.addWidget(QScrollBar())
    return ground


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("mode", MODES)
def test_every_control_is_painted_without_a_complaint_of_qt(theme, qtbot, mode, zoom):
    ground = every_control()
    qtbot.addWidget(ground)
    theme.apply(mode, zoom)
    ground.ensurePolished()
    picture = ground.grab()
    assert not picture.isNull()
    assert theme.tokens.name == mode


@pytest.mark.parametrize("zoom", [100, 200])
def test_what_is_pressed_is_high_enough_for_any_hand(theme, qtbot, zoom):
    theme.apply("light", zoom)
    ground = every_control()
    qtbot.addWidget(ground)
    ground.show()
    kinds = (QPushButton, QLineEdit, QComboBox, QCheckBox, QRadioButton)
    for kind in kinds:
        for control in ground.findChildren(kind):
            if control.parent() is ground:
                # Lines of one or two pixels stay what they are at every zoom.
                least = BOX if kind in (QCheckBox, QRadioButton) else TARGET
                assert control.sizeHint().height() >= theme.px(least) - 4, kind.__name__
                assert control.sizeHint().height() >= least, kind.__name__


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("ground", ["ink", "surface"])
def test_a_scroll_bar_is_seen_over_dark_rows_as_over_light_ones(theme, qtbot, mode, ground):
    theme.apply(mode, 100)
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.setRange(0, 100)
    bar.resize(12, 200)
    picture = QPixmap(bar.size())
    picture.fill(QColor(getattr(theme.tokens, ground)))
    bar.render(picture, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    seen = {picture.toImage().pixelColor(x, 20).name() for x in range(12)}
    assert max(contrast(found, getattr(theme.tokens, ground)) for found in seen) >= 3


def test_the_style_sheet_scales_sizes_but_not_lines():
    once, twice = stylesheet(LIGHT, 100), stylesheet(LIGHT, 200)
    assert "font-size: 22px" in once
    assert "font-size: 44px" in twice
    assert "border: 1px solid" in twice
    assert "border: 2px solid" in twice
    assert "$" not in once


def test_the_theme_sets_palette_font_and_sheet_together(theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        theme.apply("dark", 150)
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == QColor(DARK.window)
    assert QApplication.font().pixelSize() == 21
    assert QApplication.font().family() == PACKAGED
    assert theme.px(10) == 15


STYLE = """
import os
from PySide6.QtWidgets import QApplication
from desktop.theme.theme import current

app = QApplication([])
current()
print(app.style().name(), os.environ["QT_STYLE_OVERRIDE"])
"""


def test_the_style_is_ours_whatever_the_person_set_for_other_programs():
    told = subprocess.run(
        [sys.executable, "-c", STYLE],
        env={**os.environ, "QT_STYLE_OVERRIDE": "windows"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    # What is opened from here keeps theirs.
    assert told.stdout.split() == ["fusion", "windows"]


def test_without_a_wish_the_theme_is_that_of_the_system(theme):
    theme.apply("", 100)
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.tokens == (DARK if dark else LIGHT)


def test_zoom_stays_between_one_and_two(theme):
    theme.apply("light", 900)
    assert theme.zoom == 200


def colours_of(drawn: QPixmap) -> set[str]:
    image = drawn.toImage()
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_made_once_takes_the_ink_of_each_theme(theme):
    square = icon("square", "ink")
    assert LIGHT.ink.lower() in colours_of(square.pixmap(QSize(24, 24)))
    theme.apply("dark", 100)
    assert DARK.ink.lower() in colours_of(square.pixmap(QSize(24, 24)))


def test_an_icon_can_take_the_colour_of_a_level(theme):
    assert LIGHT.red.foreground.lower() in colours_of(icon("square", "red").pixmap(24, 24))


def test_an_icon_is_drawn_with_the_pixels_of_the_screen(theme):
    drawn = icon("sun").pixmap(QSize(18, 18), 2.0)
    assert drawn.size() == QSize(36, 36)
    assert drawn.deviceIndependentSize().toSize() == QSize(18, 18)


def test_an_icon_outlives_a_copy_that_is_changed(theme):
    first = icon("sun")
    copy = QIcon(first)
    copy.addPixmap(QPixmap(4, 4))
    del first
    assert not copy.pixmap(16, 16).isNull()


def test_an_icon_nobody_drew_is_a_programming_error(theme):
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_icons_are_drawn_with_our_line():
    assert 'stroke-width="1.8"' in lucide_svg("sun")


def test_the_packaged_font_shows_spanish_text(theme):
    font = QRawFont.fromFont(QApplication.font())
    assert font.familyName() == PACKAGED
    assert [sign for sign in "ñÑáéíóúü¿¡«»–—…€" if not font.supportsCharacter(ord(sign))] == []


def test_layout_spaces_keep_step_with_the_zoom(theme, qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    row = QHBoxLayout(ground)
    spaced(row, (4, 8, 12, 16), gap=8)
    theme.apply("light", 200)
    margins = row.contentsMargins()
    sides = (margins.left(), margins.top(), margins.right(), margins.bottom())
    assert sides == (8, 16, 24, 32)
    assert row.spacing() == 16


def test_what_is_gone_no_longer_follows(theme, qtbot):
    owner = QObject()
    heard: list[int] = []
    follow_theme(owner, lambda: heard.append(theme.zoom))
    owner.deleteLater()
    qtbot.waitUntil(lambda: not Shiboken.isValid(owner))
    theme.apply("light", 150)
    assert heard == [100]


def test_menus_are_dressed_too(theme, qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Ordenar")
    assert menu.sizeHint().height() >= TARGET


@pytest.mark.parametrize("mode", MODES)
def test_a_bar_of_which_nothing_is_done_is_no_dark_line(theme, qtbot, mode):
    theme.apply(mode, 100)
    bar = QProgressBar(textVisible=False)
    qtbot.addWidget(bar)
    bar.resize(200, 8)

    def middle(value: int) -> str:
        bar.setValue(value)
        return bar.grab().toImage().pixelColor(100, 4).name()

    nothing, everything = middle(0), middle(100)
    page = theme.tokens.window
    assert contrast(nothing, page) < 2 < contrast(everything, page)

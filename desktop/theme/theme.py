"""The theme in force: which colours, how large, and who wants to know when that changes."""

import os
from functools import cache
from typing import Literal, cast, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.theme.fonts import interface_font
from desktop.theme.marks import write_marks
from desktop.theme.stylesheet import stylesheet
from desktop.theme.tokens import DARK, LIGHT, Tokens

_STYLE = "QT_STYLE_OVERRIDE"
"""Asked by Qt while the application is made. To ask the application for its style, or to set it,
has PySide build 600 enumerators, 5 ms of CPU before the first paint."""

_before = os.environ.get(_STYLE)
_in_time = QApplication.instance() is None
if _in_time:
    os.environ[_STYLE] = "fusion"

Mode = Literal["", "light", "dark", "contrast"]


class Theme(QObject):
    """Colours and sizes of the application; `changed` follows every change of either.

    With mode "" it follows the system: light or dark, and high contrast where the system asks.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        if not _in_time:
            app.setStyle("Fusion")
        # What is opened from here keeps the style of the person.
        os.environ.pop(_STYLE, None)
        if _before is not None:
            os.environ[_STYLE] = _before
        self._mode: Mode = ""
        self._dressed = self._marked = False
        self.tokens = LIGHT
        self.zoom = 100
        self.sheet = ""
        """Style sheet of each window: were it the application's, Qt would dress a widget again
        each time that one of those around it is put into another."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def apply(self, mode: str = "", zoom: int = 100, *, marked: bool = True) -> None:
        """Dress the whole application; an unknown mode follows the system.

        `zoom` is a percentage, 100 to 200. Not `marked`, it lacks the small pictures of its style
        sheet until `mark`: a frame without a field needs none to be painted.
        """
        self._marked = self._marked or marked
        self._mode = cast(Mode, mode) if mode in get_args(Mode) else ""
        self.zoom = min(200, max(100, zoom))
        # The scheme is told to Qt too, so that title bars and native dialogs agree.
        hints = QGuiApplication.styleHints()
        if mode == "light":
            hints.setColorScheme(Qt.ColorScheme.Light)
        elif mode == "dark":
            hints.setColorScheme(Qt.ColorScheme.Dark)
        else:
            hints.unsetColorScheme()
        self._dress()

    def mark(self) -> None:
        """Make the small pictures of the style sheet, now and for every theme to come."""
        if not self._marked:
            self._marked = True
            write_marks(self.tokens)

    def px(self, length: float) -> int:
        """A length given for 100 % in pixels at the zoom in force."""
        return round(length * self.zoom / 100)

    def _follow_system(self) -> None:
        if self._dressed and self._mode == "":
            self._dress()

    def _dress(self) -> None:
        self._app.setPalette(QPalette())
        self.tokens = _tokens(self._mode, self._app.palette())
        if self._marked:
            write_marks(self.tokens)
        self._app.setFont(interface_font(self.zoom, again=self._dressed))
        self._app.setPalette(_palette(self.tokens))
        self.sheet = stylesheet(self.tokens, self.zoom)
        self._dressed = True
        self.changed.emit()


@cache
def current() -> Theme:
    """The theme of the running application, made on first use."""
    return Theme(cast(QApplication, QApplication.instance()))


def _tokens(mode: Mode, system: QPalette) -> Tokens:
    hints = QGuiApplication.styleHints()
    asked = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    if mode == "contrast" or (mode == "" and asked):
        from desktop.theme.high_contrast import high_contrast

        return high_contrast(system)
    if mode == "":
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if mode == "dark" else LIGHT


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in {
        role.Window: tokens.window,
        role.WindowText: tokens.ink,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.ink,
        role.Button: tokens.surface,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.on_brand,
        role.Highlight: tokens.brand,
        role.HighlightedText: tokens.on_brand,
        role.Accent: tokens.brand,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.PlaceholderText: tokens.muted,
        role.ToolTipBase: tokens.ink,
        role.ToolTipText: tokens.surface,
        role.Light: tokens.surface,
        role.Midlight: tokens.line,
        role.Mid: tokens.line,
        role.Dark: tokens.control,
        role.Shadow: tokens.line,
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.control))
    return palette

"""Icons that take their colour from the theme each time they are painted."""

from typing import ClassVar

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from desktop.theme.lucide import lucide_svg, tinted_svg
from desktop.theme.theme import current
from desktop.theme.tokens import Tone

_TONES = frozenset(str(tone) for tone in Tone)


def icon(name: str, color_role: str = "ink") -> QIcon:
    """A Lucide icon tinted with a colour of the theme, crisp at any scale of the screen.

    `color_role` is a colour field of `Tokens` ("muted", "on_brand"), a `Tone`, or a colour as
    `#rrggbb`. The icon follows a change of theme by itself. KeyError when Lucide has no such icon.
    """
    lucide_svg(name)
    return QIcon(_TintedEngine(name, color_role))


def icon_pixmap(name: str, color_role: str, side: int, ratio: float) -> QPixmap:
    """The icon as a square of `side` logical pixels on a screen of that pixel ratio."""
    return _pixmap(name, colour_of(color_role), QSize(side, side), ratio)


def colour_of(role: str) -> str:
    """A colour of the theme by the name of its field or by a tone."""
    tokens = current().tokens
    if role.startswith("#"):
        return role
    if role in _TONES:
        return tokens.pair(Tone(role)).foreground
    return str(getattr(tokens, role))


def _pixmap(name: str, colour: str, size: QSize, ratio: float) -> QPixmap:
    key = f"lucide {name} {colour} {size.width()} {size.height()} {ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    _render(painter, QRectF(QRect(QPoint(), size)), name, colour)
    painter.end()
    QPixmapCache.insert(key, pixmap)
    return pixmap


def _render(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    renderer = QSvgRenderer(QByteArray(tinted_svg(name, colour)))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, rect)


class _TintedEngine(QIconEngine):
    """Asks the theme for its colour at the moment of painting."""

    # Qt owns what clone() returns, Python must not free it first.
    _clones: ClassVar[list["_TintedEngine"]] = []

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        role = "control" if mode == QIcon.Mode.Disabled else self._role
        return _pixmap(self._name, colour_of(role), size, scale)

    def clone(self) -> QIconEngine:
        copy = _TintedEngine(self._name, self._role)
        self._clones.append(copy)
        return copy

    def isNull(self) -> bool:
        return False

    def key(self) -> str:
        return "lucide"

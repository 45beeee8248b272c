"""An icon that only illustrates the words beside it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.icons import icon_pixmap
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current


class IconMark(QWidget):
    """A Lucide icon, `side` pixels square at 100 %, tinted from the theme."""

    def __init__(
        self, name: str, color_role: str, side: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._role = color_role
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def set_icon(self, name: str, color_role: str) -> None:
        """Show another icon."""
        self._name = name
        self._role = color_role
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = current().px(self._side)
        picture = icon_pixmap(self._name, self._role, side, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, picture)
        painter.end()

"""The mark of the program, from one drawing: for its windows, the task bar and the first screen."""

from importlib.resources import files

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current

SMALL = 24
"""Up to so many pixels the drawing is a simpler one."""

_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def mark_windows() -> None:
    """Have every window bear the mark, in each size that a system asks for."""
    made = QIcon()
    for side in _SIZES:
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        _drawing(side).render(painter, QRectF(0, 0, side, side))
        painter.end()
        made.addPixmap(picture)
    QGuiApplication.setWindowIcon(made)


class ProgramMark(QWidget):
    """The mark, `side` pixels square at 100 %; the words beside it say the name."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self._drawing = _drawing(side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = current().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._drawing.render(painter, QRectF(self.rect()))
        painter.end()


def _drawing(side: int) -> QSvgRenderer:
    name = "pregon-small.svg" if side <= SMALL else "pregon.svg"
    return QSvgRenderer(QByteArray((files("resources") / "images" / name).read_bytes()))

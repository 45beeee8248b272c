"""A picture or a folder, chosen on this computer."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.layouts import Beside
from desktop.widgets.text import breakable, text_label

_SIDE = 88


class PictureField(QWidget):
    """Preview and two buttons; whoever owns it opens the file and shows the result."""

    choose_asked = Signal()
    remove_asked = Signal()

    def __init__(self, alt: str, none_yet: str, parent: QWidget | None = None) -> None:
        """`alt` says what the picture shows, `none_yet` stands in its place until there is one."""
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self._alt = alt
        self._frame = QFrame()
        self._frame.setProperty("look", "well")
        self._image = QLabel()
        self._image.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none_yet = text_label(none_yet, "small")
        self._none_yet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        well = QVBoxLayout(self._frame)
        spaced(well, (6, 6, 6, 6))
        well.addWidget(self._none_yet)
        well.addWidget(self._image)
        self._row = Beside(self._frame, text_room=_SIDE)
        self._choose = button(_("Choose an image…"), self.choose_asked.emit, icon_name="image")
        self._remove = button(_("Remove the image"), self.remove_asked.emit, kind="quiet")
        self._row.add_action(self._choose)
        self._row.add_action(self._remove)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._row, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._choose)
        self.show_image(None)
        follow_theme(self, self._rescale)

    def show_image(self, data: bytes | None) -> None:
        """Show an image file that Qt reads, or nothing."""
        pixmap = QPixmap()
        if data is not None:
            pixmap.loadFromData(data)
        self._pixmap = None if pixmap.isNull() else pixmap
        self._none_yet.setVisible(self._pixmap is None)
        self._image.setVisible(self._pixmap is not None)
        self._remove.setVisible(self._pixmap is not None)
        self._image.setAccessibleName(self._alt)
        self._rescale()

    def _rescale(self) -> None:
        side = current().px(_SIDE)
        self._frame.setFixedSize(QSize(side, side))
        if self._pixmap is None:
            return
        ratio = self.devicePixelRatioF()
        inner = round((side - current().px(14)) * ratio)
        scaled = self._pixmap.scaled(
            inner,
            inner,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        self._image.setPixmap(scaled)


_ROOM = 240


class PathField(QFrame):
    """The whole path, which can be selected and copied, and a button."""

    change_asked = Signal()

    def __init__(self, change: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "well")
        self._path = text_label("")
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.row = Beside(self._path, text_room=_ROOM)
        made = button(change, self.change_asked.emit)
        self.row.add_action(made)
        box = QVBoxLayout(self)
        spaced(box, (10, 8, 8, 8))
        box.addWidget(self.row)
        self.setFocusProxy(made)

    def show_path(self, path: Path) -> None:
        """Show a path; it may break after any separator."""
        self._path.setText(breakable(str(path)))
        self._path.setAccessibleName(str(path))
        self.setAccessibleDescription(str(path))

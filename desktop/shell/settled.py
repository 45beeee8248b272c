"""The ground of both windows: what a person sees has its place before it is painted."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtWidgets import QStyle, QWidget

_LEVELS = 32
"""Widgets within widgets, at most; handing nothing on costs a microsecond for each."""


class SettledWindow(QWidget):
    """Lays out to the end, then paints.

    Qt hands a change of size up one level of widgets at a time and paints in between: deep in a
    page the lines would be seen to jump, and a wrapped text to get its height late.
    """

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            for _level in range(_LEVELS):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        return super().event(event)

    def fit_screen(self) -> None:
        """Before it is shown: no larger than the room there is; all of it where that is little."""
        room = self.screen().availableGeometry()
        frame = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, self)
        if self.width() > room.width() or self.height() + frame > room.height():
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)
            # What the frame takes is known once it is shown; until then, and out of it, as much.
            self.resize(self.size().boundedTo(room.size() - QSize(0, frame)))

"""Python's cyclic garbage is collected in the window's thread only.

Left to itself the collector runs in whichever thread allocates most, often that of a job, and takes
with it widgets that the window has let go: Qt crashes when a widget ends in another thread.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 500

_PYTHONS_OWN = (700, 10, 10)
"""Thresholds of the three generations; while modules are imported the first is higher."""


class Garbage(QObject):
    """From `begin` to `end` the collector waits for the event loop of the window."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def begin(self) -> None:
        """Collect from here on."""
        gc.disable()
        gc.set_threshold(*_PYTHONS_OWN)
        self._timer.start()

    def end(self) -> None:
        """Leave it to Python again, when no job runs any more."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        """The oldest generation that is full, as Python itself would."""
        for generation, (count, most) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if most and count > most:
                gc.collect(generation)
                return

"""Waiting for the window, which goes on meanwhile."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer

from desktop.selftest.checks import Faulty

_LOOK_EVERY_MS = 20


def wait_until(condition: Callable[[], object], seconds: float, otherwise: str) -> None:
    """Let the window work until the condition holds. Raises `Faulty` after `seconds`."""
    loop, end = QEventLoop(), time.monotonic() + seconds
    timer = QTimer(interval=_LOOK_EVERY_MS)

    def look() -> None:
        if condition() or time.monotonic() > end:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    if not condition():
        raise Faulty(f"{otherwise} after {seconds:.0f} s")

"""Widgets that are let go end in the window's thread, whatever the jobs allocate meanwhile."""

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget

from core.cancel import CancelToken
from desktop.jobs import Garbage, Progress


class Panel(QWidget):
    """In a circle with itself, as views are with their slots."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def collections() -> int:
    """How often any generation was collected until now."""
    return sum(generation["collections"] for generation in gc.get_stats())


def test_a_job_does_not_collect_what_the_window_let_go(services, qtbot):
    ended_in: list[threading.Thread] = []
    panel = Panel()
    weakref.finalize(panel, lambda: ended_in.append(threading.current_thread()))
    del panel

    kept: list[list[list[int]]] = []

    def work(_token: CancelToken, _progress: Progress) -> list[list[int]]:
        # Far more containers than the collector's threshold, still there when it looks.
        return [[number] for number in range(100_000)]

    services.jobs.run("work", work, kept.append)

    qtbot.waitUntil(lambda: bool(ended_in))
    assert ended_in == [threading.main_thread()]


def test_the_collector_is_pythons_again_after_the_program(program):
    assert not gc.isenabled()

    program.close()

    assert gc.isenabled()


def test_what_is_full_is_collected(program, qtbot):
    before = collections()
    kept = [[number] for number in range(10_000)]

    qtbot.waitUntil(lambda: collections() > before)
    assert len(kept) == 10_000
    assert program.findChild(Garbage) is not None

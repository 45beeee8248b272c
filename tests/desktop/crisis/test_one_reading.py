"""What happens at the desk is told once: the incident is read once for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from desktop.services import Services
from tests.desktop.crisis.desk_hands import stored
from tests.desktop.hands import Key, press

MOST = 60
"""SQL statements for one tick, with its writing and all that the window then shows of it."""
LINKED = "FROM incident_item"
"""Read when a whole incident is."""


@contextmanager
def statements(services: Services) -> Iterator[list[str]]:
    """What the thread of the window asks of the workspace meanwhile."""
    asked: list[str] = []
    with services.store.read() as connection:
        connection.set_trace_callback(asked.append)
    yield asked
    with services.store.read() as connection:
        connection.set_trace_callback(None)


def space(services: Services, qtbot: QtBot) -> list[str]:
    """Tick the step that is chosen; returns what was asked of the workspace for it."""
    heard: list[object] = []
    services.bridge.changed.connect(heard.append)
    with statements(services) as asked:
        press(qtbot, Key.Key_Space)
        qtbot.waitUntil(lambda: bool(heard))
    return asked


def test_one_press_of_space_reads_the_incident_once(at_desk, qtbot):
    # The first change of a session prepares undo.
    space(at_desk, qtbot)
    press(qtbot, Key.Key_Down)

    asked = space(at_desk, qtbot)

    assert len(stored(at_desk).ticks) == 2
    assert sum(LINKED in text for text in asked) == 1
    assert len(asked) <= MOST, "\n".join(asked)

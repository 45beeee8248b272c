"""What a person sees does not jump: everything has its place before it is painted."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel

from core.plan.kinds import PlanStep
from desktop.plan.editors import Parts
from desktop.shell.window import Shell
from tests.core import towns


class Eye(QObject):
    """Keeps the sizes in which every label was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: dict[QLabel, set[tuple[int, int]]] = {}
        self._events = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        self._events += event.type() in (QEvent.Type.Paint, QEvent.Type.LayoutRequest)
        if event.type() == QEvent.Type.Paint and isinstance(watched, QLabel):
            self.painted.setdefault(watched, set()).add(watched.size().toTuple())
        return False

    def rests(self) -> bool:
        """True when something was painted, and nothing since this was asked last."""
        events, self._events = self._events, 0
        return bool(self.painted) and not events


def test_a_part_of_the_plan_is_painted_only_when_each_line_has_its_height(
    start, example_file, tmp_path, qtbot, qapp
):
    program = start(towns.copied(example_file, tmp_path), zoom=200)
    shell = program.window
    assert isinstance(shell, Shell)
    shell.go("plan", PlanStep.PEOPLE)
    parts = next(other for other in shell.findChildren(Parts) if other.isVisible())
    parts.choose("tasks")
    qtbot.waitUntil(lambda: not program.busy())

    eye = Eye()
    qapp.installEventFilter(eye)
    parts.choose("hours")
    qtbot.waitUntil(eye.rests)
    qapp.removeEventFilter(eye)

    jumped = {
        label.text(): sizes
        for label, sizes in eye.painted.items()
        if label.isVisible() and sizes != {label.size().toTuple()}
    }
    assert jumped == {}

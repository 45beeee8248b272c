"""The two buttons of the step that is opened in the checklist: where it is done, and that it is."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.crisis.kinds import DoneBy, Opens
from core.crisis.labels import statement_label
from core.crisis.scenario import ScenarioStep
from core.i18n import _, pgettext
from desktop.theme.scaling import follow_theme, restyle, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button, set_words
from desktop.widgets.key_button import KeyButton

HIGH, _GAP = 40, 8


def opens_words(step: ScenarioStep) -> str:
    """What is pressed to go where a step is done; empty where that is nowhere on the desk."""
    if step.opens is Opens.STATEMENTS and step.statement is not None:
        return _("Write: {kind}").format(kind=statement_label(step.statement))
    if step.done_by is DoneBy.FREEZE:
        return _("Hold the calendar")
    return {
        Opens.NONE: "",
        Opens.LEVEL: _("Set the level"),
        Opens.HATS: _("See who does what"),
        Opens.CALLS: _("Call"),
        Opens.STATEMENTS: _("Write a statement"),
        Opens.RUMOURS: _("See the rumours"),
        Opens.COMPLAINANTS: _("See who is affected"),
        Opens.MENTIONS: _("See the mentions"),
        Opens.LOG: _("Note it"),
        Opens.CLOSE: _("Close incident…"),
    }[step.opens]


def _key(chosen: bool) -> str:
    return pgettext("key", "Space") if chosen else ""


class _Done(KeyButton):
    """Its key is one of the list that it lies on, and presses nothing from elsewhere."""

    def answers(self, _event: QKeyEvent) -> bool:
        return False


class StepButtons(QWidget):
    """For the mouse: in the list, Enter and Space do the same."""

    goes = Signal()
    done = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._go = button("", self.goes.emit, kind="primary")
        self._done = _Done(_("Done"), pgettext("key", "Space"), self.done.emit)
        self._samples = (
            button("", kind="primary", parent=self),
            _Done(_("Done"), "", self.done.emit, parent=self),
        )
        """Never shown: the view asks for the room of a step while others, or none, are chosen."""
        for sample in self._samples:
            sample.hide()
        row = QHBoxLayout(self)
        spaced(row, gap=_GAP)
        for made in (self._go, self._done):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(made)
        row.addStretch()
        follow_theme(self, self._rescale)
        self.hide()

    def show_step(self, step: ScenarioStep, *, chosen: bool) -> None:
        """Of this step: its primary is where it is done, or that it is; with its key where that
        step is chosen, as it ticks no other.
        """
        self._done.set_key(_key(chosen))
        self._done.setToolTip("")
        words = opens_words(step)
        set_words(self._go, words)
        self._go.setVisible(bool(words))
        # In high contrast the row that is chosen has the colour of a primary button.
        first = "secondary" if current().tokens.name == "contrast" else "primary"
        for made, kind in ((self._go, first), (self._done, "secondary" if words else first)):
            if made.property("kind") != kind:
                made.setProperty("kind", kind)
                restyle(made)

    def offered(self) -> list[QPushButton]:
        """Those of the step."""
        return [made for made in (self._go, self._done) if not made.isHidden()]

    def room(self, step: ScenarioStep, chosen: bool) -> QSize:
        """What the buttons of a step take, with its key where it is chosen."""
        go, done = self._samples
        done.set_key(_key(chosen))
        wide, words = done.sizeHint().width(), opens_words(step)
        if words:
            set_words(go, words)
            wide += go.sizeHint().width() + current().px(_GAP)
        return QSize(wide, current().px(HIGH))

    def _rescale(self) -> None:
        for made in (self._go, self._done):
            made.setFixedHeight(current().px(HIGH))

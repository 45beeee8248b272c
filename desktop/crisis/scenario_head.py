"""The head of one scenario: its name, how it stands, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.scenarios.updates import Listed, State, state_label
from core.i18n import _
from core.plan.labels import level_label
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import FlowLayout, empty, flow_row
from desktop.widgets.marks import Chip, level_chip
from desktop.widgets.text import text_label

TONES = {
    State.SET_ASIDE: Tone.NEUTRAL,
    State.NEWER: Tone.YELLOW,
    State.OWN: Tone.BRAND,
    State.CHANGED: Tone.BRAND,
    State.ADOPTED: Tone.GREEN,
}


@dataclass(frozen=True)
class Deeds:
    """What the buttons of the head do."""

    print_sheet: Callable[[], None]
    open_incident: Callable[[], None]
    rehearse: Callable[[], None]
    adopt: Callable[[], None]
    set_aside: Callable[[], None]
    take_back: Callable[[], None]
    return_to_program: Callable[[], None]
    delete: Callable[[], None]


class Head(QWidget):
    """Title, chips, buttons; and below them what to know before anything is changed."""

    def __init__(self, deeds: Deeds) -> None:
        super().__init__()
        self._title = text_label("", "section")
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips)
        spaced(self._chip_flow, gap=8)
        self._print = button(_("Print sheet"), deeds.print_sheet, icon_name="printer")
        self._open = button(_("Open incident"), deeds.open_incident, icon_name="siren")
        self._drill = button(_("Rehearse"), deeds.rehearse, icon_name="timer")
        self._aside = button(_("Set aside"), deeds.set_aside, kind="quiet", icon_name="archive")
        self._back = button(
            _("Return to the program's text"), deeds.return_to_program, kind="quiet",
            icon_name="undo-2",
        )  # fmt: skip
        self._delete = button(_("Delete"), deeds.delete, kind="quiet", icon_name="trash")
        self._aside.setToolTip(_("Not for this town: neither offered nor in the notebook."))
        self._long = Chip("", Tone.YELLOW)
        self._long.hide()
        self._adopt_card = _card(
            _(
                "This is the program's text. To change its steps, calls and texts, adapt it to your"
                " town; what you change stays yours when the program is updated."
            ),
            button(_("Adapt to this town"), deeds.adopt, kind="primary", icon_name="pencil"),
        )
        self._recover = button(
            _("Take it back"), deeds.take_back, kind="primary", icon_name="undo-2"
        )
        self._aside_card = _card(
            _("Set aside: it is not offered when something happens, nor bound into the notebook."),
            self._recover,
        )
        self._lay_out()

    def show_listed(self, listed: Listed) -> None:
        """Show how a scenario stands."""
        scenario, states = listed.scenario, listed.states
        aside = State.SET_ASIDE in states
        held = self._aside.hasFocus() or self._recover.hasFocus()
        self._title.setText(scenario.title)
        line = _("{code} · version {number}").format(
            code=scenario.code, number=listed.offered.revision
        )
        empty(self._chip_flow)
        self._chip_flow.addWidget(text_label(line, "muted", wraps=False))
        self._chip_flow.addWidget(level_chip(level_label(scenario.level), Tone(scenario.level)))
        for state in states:
            self._chip_flow.addWidget(Chip(state_label(state), TONES[state]))
        for action in (self._print, self._open):
            action.setVisible(not aside)
        self._drill.setVisible(not aside and scenario.drill is not None)
        self._aside.setVisible(not aside)
        self._back.setVisible(State.CHANGED in states and not aside)
        self._delete.setVisible(State.OWN in states)
        self._adopt_card.setVisible(not listed.own)
        self._aside_card.setVisible(aside)
        if held:
            # What was pressed is gone; what takes it back has its place.
            (self._recover if aside else self._aside).setFocus()

    def show_pages(self, count: int) -> None:
        """Say that the sheet has grown over its page; nothing while it is one."""
        self._long.setText(_("The sheet takes {count} pages").format(count=count))
        self._long.setVisible(count > 1)

    def _lay_out(self) -> None:
        row = flow_row(self._print, self._open, self._drill, self._aside, self._back, self._delete)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        for part in (
            self._title, self._chips, row, self._adopt_card, self._aside_card
        ):  # fmt: skip
            box.addWidget(part)
        box.insertWidget(2, self._long, 0, Qt.AlignmentFlag.AlignLeft)


def _card(sentence: str, act: QWidget) -> Card:
    card = Card()
    card.add(text_label(sentence))
    row = QWidget()
    flow = FlowLayout(row)
    spaced(flow)
    flow.addWidget(act)
    card.add(row)
    return card

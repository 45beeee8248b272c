"""The questions of a new workspace, three short steps: Enter goes on, Esc goes back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core.errors import AppError, InvalidValue
from core.i18n import _
from core.numbers import number
from core.town.model import Town
from desktop.welcome import actions
from desktop.welcome.actions import Host
from desktop.welcome.person_step import PersonStep, WorkStep
from desktop.welcome.town_step import TownStep
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import Beside
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label


class CreateView(ScrollPage):
    """`left` when the person goes back to the start."""

    left = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__(form=True, centred=True)
        self._host = host
        self._town = Town("")
        self._town_step = TownStep(host.jobs)
        self._work_step = WorkStep(host)
        self._person_step = PersonStep(host)
        self._steps = (self._town_step, self._work_step, self._person_step)
        self._at = 0
        self._town_step.answered.connect(self._go_on)
        self._header = PageHeader(_("A new town file"))
        self._back = button(_("Go back"), self._go_back, icon_name="arrow-left")
        self._on = button("", self._go_on, kind="primary")
        card = Card()
        for step in self._steps:
            card.add(step)
        foot = Beside(text_label(_("Enter goes on, Esc goes back."), "small"), text_room=160)
        foot.add_action(self._back)
        foot.add_action(self._on)
        for part in (self._header, card, foot):
            self.add(part)
        self.body.addStretch()

    def begin(self) -> None:
        """Ask the first question."""
        self._show(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if not self._on.isEnabled():
            return
        try:
            self._town = self._steps[self._at].answer(self._town)
        except InvalidValue as error:
            announce(self, error.sentence)
            return
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self._create()

    def _go_back(self) -> None:
        if self._at == 0:
            self.left.emit()
        elif self._on.isEnabled():
            self._show(self._at - 1)

    def _create(self) -> None:
        self._on.setEnabled(False)
        folder, crest = self._person_step.folder, self._work_step.crest
        actions.create(self._host, folder, self._town, crest, self._created)

    def _created(self, error: AppError | None) -> None:
        self._on.setEnabled(True)
        if error is not None:
            self._person_step.show_trouble(error)
            announce(self, str(error))

    def _show(self, number: int) -> None:
        self._at = number
        for step in self._steps:
            step.setVisible(step is self._steps[number])
        last = number + 1 == len(self._steps)
        words = _("Create the file") if last else _("Go on")
        self._on.setText(words)
        self._on.setAccessibleName(words)
        line = _("Step {number} of {count}").format(number=number + 1, count=len(self._steps))
        if number:
            line = f"{line} · {town_line(self._town)}"
        self._header.set_line(line)
        self._steps[number].ask(self._town)
        self.ensureVisible(0, 0)
        announce(self, line)


def town_line(town: Town) -> str:
    """`Medellín (Badajoz), 2.241 inhabitants`, as far as it is known."""
    name = f"{town.name} ({town.province})" if town.province else town.name
    if town.population is None:
        return name
    people = _("{count} inhabitants").format(count=number(town.population))
    return f"{name}, {people}"

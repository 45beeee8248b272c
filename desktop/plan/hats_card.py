"""The team of a crisis: who wears each hat, and who stands in. The roster keeps it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.i18n import _
from core.plan.review import PlanReview
from core.roster.model import Contact, Hat, hat_label
from desktop.forms.choosing import Chooser
from desktop.plan import actions
from desktop.plan.editors import Choices
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.card import Card
from desktop.widgets.folding import after_resize
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns
from desktop.widgets.text import text_label

_BESIDE, _TABLE = 440, range(600, 1000)
"""Width in px at 100 % from which the two choices stand beside each other, and those widths at
which their labels are the heads of columns: in a wider card names and posts are whole without."""


class HatsCard(Card):
    """Seven rows of two choices."""

    def __init__(self, services: Services, choices: Choices) -> None:
        super().__init__(
            _("Who does what in a crisis"),
            _("In a small town one person has several roles; nobody should have them all."),
        )
        self._services = services
        self._choices = choices
        self._wearers: dict[Hat, list[Contact]] = {}
        self._worn: dict[Hat, int | None] = {}
        """Whose name stands in the choice of each hat."""
        self._who: dict[Hat, Chooser] = {}
        self._instead: dict[Hat, Chooser] = {}
        self._notes: dict[Hat, QLabel] = {}
        self._names: list[QLabel] = []
        self._fields: list[LabelledField] = []
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        spaced(column, gap=8)
        heads = [text_label(words, "strong") for words in (_("Who"), _("Deputy"))]
        self._head = self._line("", *heads)
        column.addWidget(self._head)
        for hat in Hat:
            column.addWidget(self._row(hat))
        self.add(self._rows)
        follow_theme(self, after_resize(self._rows, self._arrange))
        self._arrange()

    def show_review(self, review: PlanReview) -> None:
        """Show who wears what now."""
        choices = [(None, _("Nobody yet")), *self._choices.there("contacts")]
        for hat in Hat:
            wearers = [contact for contact in review.facts.contacts if hat in contact.hats]
            self._wearers[hat] = wearers
            first = wearers[0] if wearers else None
            self._worn[hat] = first.id if first else None
            _show(self._who[hat], choices, self._worn[hat])
            # Nobody stands in for themselves.
            others = [choice for choice in choices if first is None or choice[0] != first.id]
            _show(self._instead[hat], others, first.substitute_id if first else None)
            self._instead[hat].setEnabled(first is not None)
            self._notes[hat].setText(_note(wearers))
            self._notes[hat].setVisible(bool(self._notes[hat].text()))

    def take_keyboard(self, hat: int = 1) -> None:
        """The choice of a hat, counted from 1."""
        self._who[list(Hat)[hat - 1]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, hat: Hat) -> QWidget:
        who, instead = Chooser(), Chooser()
        who.activated.connect(lambda _index: self._chosen(hat))
        instead.activated.connect(lambda _index: self._substituted(hat))
        self._who[hat], self._instead[hat] = who, instead
        self._notes[hat] = text_label("", "small")
        wears = LabelledField(hat_label(hat), who)
        substitute = _("Deputy")
        beside = LabelledField(substitute, instead)
        instead.setAccessibleName(f"{substitute}: {hat_label(hat)}")
        self._fields += [wears, beside]
        pair = QWidget()
        column = QVBoxLayout(pair)
        spaced(column, gap=4)
        column.addWidget(Columns(wears, beside, shares=(1, 1), least=_BESIDE))
        column.addWidget(self._notes[hat])
        return self._line(hat_label(hat), pair)

    def _line(self, name: str, *parts: QWidget) -> QWidget:
        """What a row is called, where that stands at its left, and what is in it."""
        label = text_label(name, "strong", wraps=False)
        self._names.append(label)
        row = QWidget()
        line = QHBoxLayout(row)
        spaced(line, gap=16)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        for part in parts:
            line.addWidget(part, 1)
        return row

    def _arrange(self) -> None:
        """A table where there is the room, else each choice with its label above it."""
        px, room = current().px, self._rows.width()
        table = px(_TABLE.start) <= room < px(_TABLE.stop)
        self._head.setVisible(table)
        for field in self._fields:
            field.show_label(on=not table)
        high = self._fields[0].control.sizeHint().height()
        wide = max(label.sizeHint().width() for label in self._names)
        for label in self._names:
            label.setVisible(table)
            label.setMinimumSize(wide, high if label.text() else 0)

    def _chosen(self, hat: Hat) -> None:
        before, after = self._worn[hat], self._who[hat].currentData()
        if before != after:
            # The next press of an arrow may come before the page was told of this one.
            self._worn[hat] = after
            actions.wear_hat(self._services, hat, before, after)

    def _substituted(self, hat: Hat) -> None:
        wearer = self._wearers[hat][0]
        chosen = self._instead[hat].currentData()
        if chosen != wearer.substitute_id:
            actions.set_substitute(self._services, wearer, chosen)


def _show(chooser: Chooser, choices: list[tuple[Any, str]], contact_id: int | None) -> None:
    chooser.set_choices(choices)
    chooser.setCurrentIndex(max(0, chooser.findData(contact_id)))


def _note(wearers: list[Contact]) -> str:
    """What the row cannot show: that the hat is vacant, or that more than one wears it."""
    if not wearers:
        return _("Vacant: choose somebody from the roster.")
    others = ", ".join(wearer.name for wearer in wearers[1:])
    return _("Also: {names}.").format(names=others) if others else ""

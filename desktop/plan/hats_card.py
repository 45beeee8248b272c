"""The team of a crisis: who wears each hat, and who stands in. The roster keeps it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.i18n import _
from core.plan.review import PlanReview
from core.roster.model import Contact, Hat, hat_label
from desktop.forms.choosing import POINT, Chooser
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

_BESIDE, _APART = 440, 16
"""Width in px at 100 % from which the two choices of a role stand beside each other."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class HatsCard(Card):
    """Seven rows of two choices under one head. Where one of the posts has no room behind its name,
    all of them stand below."""

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
        self._lines: list[QBoxLayout] = []
        self._fields: list[LabelledField] = []
        self._posts: dict[Chooser, QLabel] = {}
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        spaced(column, gap=6)
        heads = [text_label(words, "small") for words in (_("Who"), _("Deputy"))]
        self._head = self._line("", *heads)
        column.addWidget(self._head)
        for hat in Hat:
            column.addWidget(self._row(hat))
        self.add(self._rows)
        for choice in self._posts:
            after_resize(choice, self._show_posts)
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
        self._show_posts()

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
        sides = self._with_post(wears, who), self._with_post(beside, instead)
        column.addWidget(Columns(*sides, shares=(1, 1), least=_BESIDE))
        column.addWidget(self._notes[hat])
        return self._line(hat_label(hat), pair)

    def _with_post(self, field: LabelledField, choice: Chooser) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        spaced(column, gap=2)
        self._posts[choice] = text_label("", "small")
        for part in (field, self._posts[choice]):
            column.addWidget(part)
        column.addStretch()
        return side

    def _line(self, name: str, *parts: QWidget) -> QWidget:
        """What a row is called, where that stands at its left, and what is in it."""
        label = text_label(name, "strong", wraps=False)
        self._names.append(label)
        row = QWidget()
        line = QHBoxLayout(row)
        spaced(line)
        self._lines.append(line)
        line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        for part in parts:
            line.addWidget(part, 1)
        return row

    def _arrange(self) -> None:
        """A table; in a narrower card the role stands above its choices, or each has its label."""
        px, room = current().px, self._rows.width()
        wide = max(label.sizeHint().width() for label in self._names)
        table = room - wide - px(_APART) >= px(_BESIDE)
        beside = room >= px(_BESIDE)
        self._head.setVisible(beside)
        for field in self._fields:
            field.show_label(on=not beside)
        high = self._fields[0].control.sizeHint().height() if table else 0
        for line, label in zip(self._lines, self._names, strict=True):
            line.setDirection(_ACROSS if table or not label.text() else _DOWN)
            line.setSpacing(px(_APART if line.direction() == _ACROSS else 4))
            label.setVisible(table or (beside and bool(label.text())))
            label.setMinimumSize(wide if table else 0, high if label.text() else 0)
        self._show_posts()

    def _show_posts(self) -> None:
        below = not all(choice.has_room() for choice in self._posts)
        for choice, post in self._posts.items():
            choice.shorten(on=below)
            post.setText(choice.currentText().partition(POINT)[2])
            post.setVisible(below and bool(post.text()))

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

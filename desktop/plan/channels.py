"""Step 4: which audience is on which channel, the sheet of each channel, its facts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import hours
from core.plan import guide
from core.plan.findings import FixTarget
from core.plan.model import Channel
from core.plan.review import PlanReview
from core.plan.workload import channel_hours
from desktop.plan import actions, channel_actions
from desktop.plan.channel_facts import FactsOfNetwork
from desktop.plan.channel_matrix import ReachCard
from desktop.plan.editors import Choices, ItemsEditor
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.text import text_label

_AFTER_KIND = 2
"""Where, among the fields of the sheet, stands who is usually there."""


class ChannelsBody(QWidget):
    """The table at once; the sheets, which are below it, right after it has been painted."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._review: PlanReview | None = None
        self._reach = ReachCard(services)
        self._made: ChannelSheets | None = None
        self._reach.channel_opened.connect(lambda item: self._sheets().show_place(item, "title"))
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=16)
        self._box.addWidget(self._reach)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._review = review
        self._reach.show_review(review)
        if self._made is not None:
            self._made.show_review(review)
        elif self._reach.has_table():
            QTimer.singleShot(0, self, self._sheets)
        else:
            self._sheets()

    def show_place(self, place: FixTarget) -> None:
        """The channel and its field, or the cell that does not say how it is known."""
        if place.kind == "presence":
            self._reach.ask_evidence()
            return
        if place.field == "reach":
            self._reach.ask_reach(place)
            return
        self._reach.show_channel(place.item_id)
        self._sheets().show_place(place.item_id, place.field)

    def take_keyboard(self) -> None:
        """The table, or the list while there is none."""
        if self._reach.has_table():
            self._reach.take_keyboard()
        else:
            self._sheets().take_keyboard()

    def _sheets(self) -> "ChannelSheets":
        if self._made is None:
            self._made = ChannelSheets(self._services)
            self._box.addWidget(self._made)
            if self._review is not None:
                self._made.show_review(self._review)
            tab_as_read(self)
        return self._made


class ChannelSheets(QWidget):
    """The list of channels with their sheets, and the facts of the chosen one."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._review: PlanReview | None = None
        self._given: dict[int, frozenset[str]] = {}
        self._choices = Choices()
        self._facts = FactsOfNetwork(services)
        self._public = text_label("", "muted")
        self._editor = ItemsEditor(
            services,
            Channel,
            name=_("Channels"),
            there=self._choices.there,
            empty=_("Begin with what works without a network: notice board, poster, radio."),
            adders=[_add_button(self._add)],
            line=self._line,
            save=self._save,
        )
        self._editor.form.body.insertWidget(_AFTER_KIND, self._public)
        self._editor.chosen.connect(self._show_channel)
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._editor)
        box.addWidget(self._facts)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._review = review
        self._choices.follow(review)
        self._editor.show_items(review.facts.plan.channels, review)

    def show_place(self, channel_id: int, field: str) -> None:
        """Choose a channel and its field, or the facts of its network."""
        self._editor.show_place(channel_id, field)
        if field == "facts":
            self._facts.editor.take_keyboard()

    def take_keyboard(self) -> None:
        """The list."""
        self._editor.take_keyboard()

    def _show_channel(self, channel: Channel | None) -> None:
        known = guide.network(channel.kind) if channel else None
        words = _("Who is usually there: {public}").format(public=known.public) if known else ""
        self._public.setText(words)
        self._public.setVisible(bool(words))
        self._facts.show_channel(channel, self._review)

    def _add(self, kind: str) -> None:
        self._editor.form.flush()
        official = self._review.facts.town.languages if self._review else ()
        self._editor.expect(channel_actions.add_channel(self._services, kind, official[:1]))

    def _save(self, channel: Any, field: str) -> None:
        if field == "kind":
            given = self._given.get(channel.id)
            self._given[channel.id] = channel_actions.change_kind(self._services, channel, given)
        else:
            actions.save(self._services, channel, field)

    def _line(self, channel: Channel) -> str:
        takes = channel_hours(channel)
        owner = self._review.facts.plan.person(channel.owner_id) if self._review else None
        who = owner.label if owner else _("nobody in charge")
        return f"{hours(takes)} · {who}" if round(takes, 1) else who


def _add_button(add: Callable[[str], None]) -> QPushButton:
    """The button with the catalogue behind it; `add` gets the id of a kind, or empty."""
    menu = QMenu()
    for network in guide.networks():
        _offer(menu, network.name, network.id, add)
    menu.addSeparator()
    _offer(menu, _("Another"), "", add)
    made = button(
        _("Add channel…"), lambda: _pop_up(menu, made), icon_name="plus", shortcut="Ctrl+N"
    )
    menu.setParent(made, menu.windowFlags())
    return made


def _offer(menu: QMenu, words: str, kind: str, add: Callable[[str], None]) -> None:
    menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _on: add(kind))


def _pop_up(menu: QMenu, made: QPushButton) -> None:
    menu.popup(made.mapToGlobal(QPoint(0, made.height() + 2)))
    menu.setActiveAction(menu.actions()[0])


def build(services: Services) -> QWidget:
    """The body of the step."""
    return ChannelsBody(services)

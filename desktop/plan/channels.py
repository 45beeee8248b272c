"""Step 4: which audience is on which channel, the sheet of each channel, its facts."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from core.calendar import published
from core.i18n import _
from core.plan import guide
from core.plan.findings import FixTarget
from core.plan.model import Channel
from core.plan.review import PlanReview
from core.plan.workload import channel_hours
from core.text import loose
from desktop.plan import actions
from desktop.plan.channel import actions as channel_actions
from desktop.plan.channel.facts import FactsOfNetwork
from desktop.plan.channel.hours import ChannelHours
from desktop.plan.channel.matrix import ReachCard, in_tenths
from desktop.plan.editors import Choices, Filling, ItemsEditor, Parts
from desktop.plan.published import PublishedLine
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.text import text_label

_AFTER_KIND = 2
"""Where, among the fields of the sheet, stands who is usually there."""


class ChannelsBody(QWidget):
    """The table, the sheets, and the hours."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._reach = ReachCard(services)
        self._sheets = ChannelSheets(services)
        self._hours = ChannelHours()
        self._parts = Parts(
            _("Parts of the channels"),
            [
                ("reach", _("Who is where"), Filling(self._reach)),
                ("sheets", _("Sheets of the channels"), Filling(self._sheets.editor)),
                ("hours", _("Hours"), self._hours),
            ],
        )
        self._reach.channel_opened.connect(lambda item: self._open(item, "title"))
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._parts)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        plan = review.facts.plan
        self._reach.show_review(review)
        self._sheets.show_review(review)
        self._hours.show_plan(plan, review.facts.town)
        self._parts.set_count("sheets", len(plan.channels))

    def show_place(self, place: FixTarget) -> None:
        """The channel and its field, or the cell that does not say how it is known."""
        if place.kind == "presence":
            self._parts.choose("reach")
            self._reach.ask_evidence()
        elif place.field == "reach":
            self._parts.choose("reach")
            self._reach.ask_reach(place)
        else:
            self._reach.show_channel(place.item_id)
            self._open(place.item_id, place.field)

    def take_keyboard(self) -> None:
        """The table, or what it needs first."""
        if self._parts.chosen() != "reach":
            self._parts.take_keyboard()
        elif self._sheets.editor.list.keys():
            self._reach.take_keyboard()
        else:
            self._parts.choose("sheets")
            self._sheets.editor.take_keyboard()

    def _open(self, channel_id: int, field: str) -> None:
        self._parts.choose("sheets")
        self._sheets.show_place(channel_id, field)


class ChannelSheets:
    """The list of channels with their sheets, and below each the facts of its network."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._review: PlanReview | None = None
        self._given: dict[int, frozenset[str]] = {}
        self._choices = Choices()
        self._facts = FactsOfNetwork(services)
        self._public = text_label("", "muted")
        self._published = PublishedLine(services)
        self.editor = ItemsEditor(
            services,
            Channel,
            name=_("Channels"),
            there=self._choices.there,
            empty=_("Begin with what works without a network: notice board, poster, radio."),
            adders=[_add_button(self._add)],
            line=self._line,
            save=self._save,
            scrolls=True,
        )
        for line in (self._published, self._public):
            self.editor.form.body.insertWidget(_AFTER_KIND, line)
        self.editor.chosen.connect(self._show_channel)
        self.editor.below.addWidget(self._facts)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._review = review
        self._choices.follow(review)
        self.editor.show_items(review.facts.plan.channels, review)

    def show_place(self, channel_id: int, field: str) -> None:
        """Choose a channel and its field, or the facts of its network."""
        self.editor.show_place(channel_id, field)
        if field == "facts":
            self._facts.editor.take_keyboard()

    def _show_channel(self, channel: Channel | None) -> None:
        known = guide.network(channel.kind) if channel else None
        words = _("Who is usually there: {public}").format(public=known.public) if known else ""
        self._public.setText(words)
        self._public.setVisible(bool(words))
        self._published.tell(lambda out: published.of_channel(out, channel) if channel else "")
        self._facts.show_channel(channel, self._review)

    def _add(self, kind: str) -> None:
        self.editor.form.flush()
        official = self._review.facts.town.languages if self._review else ()
        self.editor.expect(channel_actions.add_channel(self._services, kind, official[:1]))

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
        return f"{in_tenths(takes)} · {who}" if takes else who


class _Catalogue(QMenu):
    """A letter goes to the next line that begins with it; Qt has only those underlined answer."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed, lines = loose(event.text()), self.actions()
        here = lines.index(self.activeAction()) if self.activeAction() in lines else -1
        following = (*lines[here + 1 :], *lines[: here + 1])
        found = (line for line in following if loose(line.text()).startswith(typed))
        line = next(found, None) if typed.isalnum() else None
        if line is not None:
            self.setActiveAction(line)
        else:
            super().keyPressEvent(event)


def _add_button(add: Callable[[str], None]) -> QPushButton:
    """The button with the catalogue behind it; `add` gets the id of a kind, or empty."""
    menu = _Catalogue()
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

"""What a network decides and changes: image sizes and limits, with the day of the last look."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.days import shown
from core.i18n import _
from core.plan.model import Channel, NetworkFact
from core.plan.review import PlanReview
from core.plan.rules.channels import FACTS_HOLD
from desktop.plan.channel import actions
from desktop.plan.editors import ItemsEditor
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.layouts import Beside
from desktop.widgets.text import text_label

_ROOM = 220
_AFTER_DAY = 3
"""Where, among the fields of a fact, stands the button that sets its day."""


class FactsOfNetwork(QWidget):
    """The facts of one channel; each of them, or all at once, can be called reviewed today."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._channel: Channel | None = None
        self._title = text_label("", "section")
        self._facts: list[NetworkFact] = []
        self._all = button(_("All reviewed today"), self._review_all, icon_name="check-check")
        self._one = button(_("Reviewed today"), self._review_one, icon_name="check")
        self.editor = ItemsEditor(
            services,
            NetworkFact,
            name=_("Sizes and limits of the network"),
            empty=_("Image sizes, lengths, limits: what the network decides."),
            add_words=_("Add fact"),
            add_key="",
            new=self._new,
            line=self._line,
            sign=lambda fact: Tone.YELLOW if self._is_old(fact) else None,
        )
        self._lay_out()

    def show_channel(self, channel: Channel | None, review: PlanReview | None) -> None:
        """Show the facts of a channel, in their order."""
        self._channel = channel
        self.setVisible(channel is not None)
        if channel is None or review is None:
            return
        title = _("Sizes and limits: {channel}").format(channel=channel.title)
        self._title.setText(title)
        self._facts = [fact for fact in review.facts.plan.facts if fact.channel_id == channel.id]
        self.editor.show_items(self._facts, review)
        self._all.setVisible(len(self._facts) > 1)

    def _lay_out(self) -> None:
        title = QWidget()
        texts = QVBoxLayout(title)
        spaced(texts, gap=2)
        texts.addWidget(self._title)
        texts.addWidget(text_label(_("They change: look them up every six months."), "muted"))
        head = Beside(title, text_room=_ROOM)
        head.add_action(self._all)
        self.editor.form.body.insertWidget(_AFTER_DAY, self._one, 0, Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        spaced(box, gap=10)
        box.addWidget(head)
        box.addWidget(self.editor)

    def _new(self) -> NetworkFact:
        return NetworkFact(self._channel.id if self._channel else 0, _("New fact"))

    def _is_old(self, fact: NetworkFact) -> bool:
        day = fact.reviewed_on
        return day is None or self._services.clock.today() - day > FACTS_HOLD

    def _line(self, fact: NetworkFact) -> str:
        day = fact.reviewed_on
        reviewed = _reviewed(day, old=self._is_old(fact)) if day else _("never reviewed")
        return " · ".join(filter(None, (fact.value, reviewed)))

    def _review_one(self) -> None:
        self.editor.form.flush()
        fact = self.editor.item()
        if fact is not None:
            actions.review_facts(self._services, [fact])

    def _review_all(self) -> None:
        self.editor.form.flush()
        actions.review_facts(self._services, self._facts)


def _reviewed(day: date, *, old: bool) -> str:
    words = _("reviewed on {day}, long ago") if old else _("reviewed on {day}")
    return words.format(day=shown(day))

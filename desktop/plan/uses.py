"""The step of the uses, and how much they add up to."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calendar import published
from core.i18n import _, ngettext
from core.numbers import percent
from core.plan.findings import FixTarget
from core.plan.kinds import UseName
from core.plan.labels import use_label
from core.plan.model import Use
from core.plan.review import PlanReview
from core.plan.rules.uses import ALL
from desktop.plan.editors import CharterCard, Choices, Filling, ItemsEditor, Parts
from desktop.plan.published import PublishedLine
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.marks import WARNING, Mark, state_chip
from desktop.widgets.text import text_label


class ShareSum(QWidget):
    """The sum, and in words what is missing to the whole."""

    def __init__(self) -> None:
        super().__init__()
        self._sum = text_label("", "strong", wraps=False)
        self._state = state_chip("")
        flow = FlowLayout(self)
        spaced(flow, (0, 6, 0, 3), gap=10)
        flow.addWidget(self._sum)
        flow.addWidget(self._state)

    def show_uses(self, uses: Sequence[Use]) -> None:
        """Add up their shares."""
        total = sum(use.share or 0 for use in uses)
        words, mark = _state(total)
        self._sum.setText(_("Sum: {total}").format(total=percent(total)))
        self._state.show_state(words, mark)


def _state(total: int) -> tuple[str, Mark]:
    if total == ALL:
        # Translators: The shares of the uses add up to 100.
        return _("shared out"), Mark("check")
    if total < ALL:
        return _("{rest} left to share out").format(rest=percent(ALL - total)), WARNING
    # Translators: {rest} is a percentage; the shares add up to more than 100.
    return _("{rest} too much").format(rest=percent(total - ALL)), WARNING


def use_meaning(use: UseName) -> str:
    """For whoever meets the words for the first time."""
    return {
        UseName.CORPORATE: _("What the council decides, spends and does: plenary sessions, works."),
        UseName.CLOSER: _("Who works here and how: people, places and trades of the house."),
        UseName.SERVICE: _("Questions and complaints: answered, passed on, solved."),
        UseName.NEW_SERVICES: _("What can be done from now on that could not be done before."),
        UseName.DEADLINES: _(
            "Opening, reminder and last day of registrations, grants and payments."
        ),
        UseName.EVENTS: _("The programme before, what changes during, pictures and thanks after."),
        UseName.REPUTATION: _("How the town is seen: what is done well, and false news put right."),
        UseName.REFERENCE: _(
            "The subject in which others come to ask here: heritage, water, trails."
        ),
    }[use]


class UsesBody(QWidget):
    """The list of the uses with the card of each, then languages, style, accessibility, images."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._choices = Choices()
        self._names: dict[int, str] = {}
        self._title = text_label("", "section")
        self._meaning = text_label("", "muted")
        self._published = PublishedLine(services)
        self._sum = ShareSum()
        self._uses = self._make_editor(services)
        self._charter = CharterCard(services, "writing")
        self._parts = Parts(
            _("Parts of the uses"),
            [
                ("uses", _("What the networks are used for"), Filling(self._uses)),
                ("writing", _("How things are written and shown"), self._charter),
            ],
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._parts)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        plan = review.facts.plan
        self._choices.follow(review)
        self._names = {channel.id: channel.title for channel in plan.channels}
        self._uses.show_items(plan.uses, review)
        self._sum.show_uses(plan.uses)
        self._charter.show_charter(plan.charter)

    def show_place(self, place: FixTarget) -> None:
        """The use, or the field of the plan."""
        if place.kind == "charter":
            self._parts.choose("writing")
            self._charter.take_keyboard(place.field)
        else:
            self._parts.choose("uses")
            self._uses.show_place(place.item_id, place.field)

    def take_keyboard(self) -> None:
        """The list of the uses, or the parts."""
        if self._parts.chosen() == "uses":
            self._uses.take_keyboard()
        else:
            self._parts.take_keyboard()

    def _make_editor(self, services: Services) -> ItemsEditor[Use]:
        editor = ItemsEditor(
            services,
            Use,
            # Translators: What social media serve for.
            name=_("Uses"),
            there=self._choices.there,
            line=self._line,
            look=lambda use, row: replace(row, bar=(use.share or 0) / ALL),
            fixed=True,
            scrolls=True,
        )
        editor.foot.addWidget(self._sum)
        head = QVBoxLayout()
        spaced(head, gap=2)
        head.addWidget(self._title)
        head.addWidget(self._meaning)
        head.addWidget(self._published)
        editor.form.body.insertLayout(0, head)
        editor.chosen.connect(self._show_use)
        return editor

    def _show_use(self, use: Use | None) -> None:
        self._title.setText(use_label(use.name) if use else "")
        self._meaning.setText(use_meaning(use.name) if use else "")
        self._published.tell(lambda out: published.of_use(out, use) if use else "")

    def _line(self, use: Use) -> str:
        # Short, so that the bars before it are of one length; the card names them.
        count = sum(channel in self._names for channel in use.channels)
        told = ngettext("{count} channel", "{count} channels", count).format(count=count)
        return f"{percent(use.share or 0)} · {told}"


def build(services: Services) -> QWidget:
    """The body of the step."""
    return UsesBody(services)

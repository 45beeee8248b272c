"""The step of the crisis protocol."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.days import long_day
from core.i18n import _
from core.plan import electoral
from core.plan.charter import charter_part
from core.plan.findings import FixTarget
from core.plan.model import Charter, PrivateChannel
from core.plan.review import PlanReview
from desktop.plan.editors import CharterCard, Choices, Filling, ItemsEditor, Parts
from desktop.plan.hats_card import HatsCard
from desktop.plan.levels import LevelsCard
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.text import text_label

_TEXTS = ("meaning", "answers", "rules", "elections")
"""The parts that are texts of the charter."""

_PART_OF = {"level": "levels", "private_channel": "private", "contact": "team", "hats": "team"}
"""By the kind or the field of a place; others are texts of the charter."""


class ProtocolBody(QWidget):
    """One part at a time: the step is the longest of all."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._choices = Choices()
        self._charters = {part: CharterCard(services, part) for part in _TEXTS}
        self._levels = LevelsCard(services, self._choices.there)
        self._hats = HatsCard(services, self._choices)
        self._private = _private_channels(services, self._choices)
        self._election = text_label("")
        self._charters["elections"].body.insertWidget(0, self._election)
        self._parts = Parts(
            _("Parts of the crisis protocol"),
            [
                ("meaning", _("What is a crisis"), self._charters["meaning"]),
                ("levels", _("Levels"), self._levels),
                # Translators: Those with a role in a crisis.
                ("team", _("Team"), self._hats),
                ("private", _("Private channels"), Filling(self._private)),
                ("answers", _("Answers and corrections"), self._charters["answers"]),
                ("rules", _("Rules of use"), self._charters["rules"]),
                ("elections", _("Elections"), self._charters["elections"]),
            ],
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._parts)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        plan = review.facts.plan
        self._choices.follow(review)
        for card in self._charters.values():
            card.show_charter(plan.charter)
        self._levels.show_plan(plan)
        self._hats.show_review(review)
        self._private.show_items(plan.private_channels, review)
        self._election.setText(_election_words(plan.charter))

    def show_place(self, place: FixTarget) -> None:
        """The part, the item in it and its field."""
        known = _PART_OF.get(place.kind) or _PART_OF.get(place.field)
        part = known or charter_part(place.field) or "meaning"
        self._parts.choose(part)
        if part == "levels":
            self._levels.show_place(place.item_id, place.field)
        elif part == "private":
            self._private.show_place(place.item_id, place.field)
            if not place.item_id:
                self._private.take_keyboard()
        elif part == "team":
            self._hats.take_keyboard(place.item_id if not place.kind else 1)
        else:
            self._charters[part].take_keyboard(place.field)

    def take_keyboard(self) -> None:
        """The parts."""
        self._parts.take_keyboard()


def _private_channels(services: Services, choices: Choices) -> ItemsEditor[PrivateChannel]:
    return ItemsEditor(
        services,
        PrivateChannel,
        name=_("Private channels"),
        there=choices.there,
        empty=_(
            "Where a heated conversation goes on away from the public: a telephone, an office."
        ),
        add_words=_("Add private channel"),
        new=lambda: PrivateChannel(_("New private channel")),
        line=lambda channel: channel.address,
        scrolls=True,
    )


def _election_words(charter: Charter) -> str:
    if charter.start_on is None or charter.end_on is None:
        return _("Say when the plan starts and ends, in step 1, to see the elections it crosses.")
    found = electoral.periods(charter.start_on, charter.end_on)
    if not found:
        return _("No municipal elections fall inside the plan’s period.")
    told = _("{name}: from {start} to {end}, by the law until the call is published.")
    return "\n".join(
        told.format(name=item.name, start=long_day(item.called_on), end=long_day(item.voted_on))
        for item in found
    )


def build(services: Services) -> QWidget:
    """The body of the step."""
    return ProtocolBody(services)

"""Step 1: the body and its territory, what exists before the plan starts, what is said of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.plan import guide
from core.plan.charter import charter_part
from core.plan.findings import FixTarget
from core.plan.labels import account_kind_label, verdict_label
from core.plan.model import Account
from core.plan.review import PlanReview
from desktop.plan import actions
from desktop.plan.editors import CharterCard, Choices, Filling, ItemsEditor, Parts
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button


class StartBody(QWidget):
    """The period and the body, the audit of the accounts that exist, what the plan builds on."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._choices = Choices()
        self._texts = {"body": CharterCard(services, "body"), "ground": _ground_card(services)}
        self._accounts = ItemsEditor(
            services,
            Account,
            name=_("Accounts that exist"),
            there=self._choices.there,
            empty=_("Every account that speaks for the town, also those that nobody opened here."),
            add_words=_("Add account"),
            new=lambda: Account(_("New account")),
            line=_line,
            scrolls=True,
        )
        self._parts = Parts(
            _("Parts of the starting point"),
            [
                ("body", _("The organisation and its plan"), self._texts["body"]),
                ("accounts", _("Accounts that exist"), Filling(self._accounts)),
                ("ground", _("What the plan builds on"), self._texts["ground"]),
            ],
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._parts)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        self._choices.follow(review)
        for card in self._texts.values():
            card.show_charter(review.facts.plan.charter)
        self._accounts.show_items(review.facts.plan.accounts, review)
        self._parts.set_count("accounts", len(review.facts.plan.accounts))

    def show_place(self, place: FixTarget) -> None:
        """The account, or the field of the plan."""
        if place.kind == "account":
            self._parts.choose("accounts")
            self._accounts.show_place(place.item_id, place.field)
            return
        part = charter_part(place.field) or "body"
        self._parts.choose(part)
        self._texts[part].take_keyboard(place.field)

    def take_keyboard(self) -> None:
        """The parts."""
        self._parts.take_keyboard()


def _ground_card(services: Services) -> CharterCard:
    card = CharterCard(services, "ground")
    card.body.addWidget(
        button(
            _("Add the summary of Mentions"),
            lambda: actions.take_reputation(services),
            icon_name="radio",
        ),
        0,
        Qt.AlignmentFlag.AlignLeft,
    )
    return card


def _line(account: Account) -> str:
    network = guide.network(account.network)
    told = (account_kind_label(account.kind), verdict_label(account.verdict))
    return " · ".join((network.name, *told) if network else told)


def build(services: Services) -> QWidget:
    """The body of the step."""
    return StartBody(services)

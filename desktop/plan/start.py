"""Step 1: the body and its territory, what exists before the plan starts, what is said of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.plan import networks
from core.plan.findings import Place
from core.plan.kinds import AccountKind, Verdict
from core.plan.labels import account_kind_label, verdict_label
from core.plan.model import Account
from core.plan.review import Review
from desktop.forms import fields
from desktop.plan import actions
from desktop.plan.charter_card import CharterCard
from desktop.plan.choices import Choices
from desktop.plan.items import ItemsEditor
from desktop.plan.parts import Parts
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button

_PARTS = {
    "body": ("start_on", "end_on", "territory", "backing"),
    "ground": ("reputation", "offline_plan", "brand", "principles"),
}
"""The fields of each part that is a card of texts."""


class StartBody(QWidget):
    """The period and the body, the audit of the accounts that exist, what the plan builds on."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._choices = Choices()
        self._texts = {"body": _body_card(services), "ground": _ground_card(services)}
        self._accounts = ItemsEditor(
            services,
            Account,
            self._account_fields(),
            name=_("Accounts that exist"),
            empty=_("Every account that speaks for the town, also those that nobody opened here."),
            add_words=_("Add account"),
            new=lambda: Account(_("New account")),
            line=_line,
        )
        self._parts = Parts(
            _("Parts of the starting point"),
            [
                ("body", _("The body and its plan"), self._texts["body"]),
                ("accounts", _("Accounts that exist"), self._accounts),
                ("ground", _("What the plan builds on"), self._texts["ground"]),
            ],
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._parts)

    def show_review(self, review: Review) -> None:
        """Show the plan as it is now."""
        self._choices.follow(review)
        for card in self._texts.values():
            card.show_charter(review.facts.plan.charter)
        self._accounts.show_items(review.facts.plan.accounts, review)
        self._parts.set_count("accounts", len(review.facts.plan.accounts))

    def show_place(self, place: Place) -> None:
        """The account, or the field of the plan."""
        if place.kind == "account":
            self._parts.choose("accounts")
            self._accounts.show_place(place.item_id, place.field)
            return
        part = next((one for one, names in _PARTS.items() if place.field in names), "body")
        self._parts.choose(part)
        self._texts[part].take_keyboard(place.field)

    def take_keyboard(self) -> None:
        """The parts."""
        self._parts.take_keyboard()

    def _account_fields(self) -> list[fields.Field | tuple[fields.Field, fields.Field]]:
        return [
            fields.line("title", _("Name of the account"), required=True),
            (
                fields.one_of("network", _("Network"), self._choices.networks),
                fields.choice("kind", _("What it is"), AccountKind, account_kind_label),
            ),
            fields.line("address", _("Address"), limit=500),
            fields.line(
                "owner", _("In whose name it stands"), _("Who opened it, and with which e-mail.")
            ),
            fields.many(
                "holders",
                _("Who can get in"),
                self._choices.people,
                _("Only who holds the credentials; never write a password here."),
            ),
            (
                fields.amount("followers", _("Followers"), 0, 1_000_000_000, whole=True),
                fields.day("last_post_on", _("Last post on")),
            ),
            fields.choice("verdict", _("What is to be done"), Verdict, verdict_label),
            fields.lines("note", _("Note"), rows=2),
        ]


def _body_card(services: Services) -> CharterCard:
    return CharterCard(
        services,
        [
            (
                fields.day("start_on", _("The plan starts on")),
                fields.day("end_on", _("And ends on")),
            ),
            fields.lines(
                "territory",
                _("The body and its territory"),
                _("Whom it serves, where they live, what it does and what others do."),
                rows=5,
            ),
            fields.lines("backing", _("What the plan is for, and who stands behind it"), rows=5),
        ],
    )


def _ground_card(services: Services) -> CharterCard:
    card = CharterCard(
        services,
        [
            fields.lines(
                "reputation",
                _("What is said of the body today"),
                _("In the networks, in the press, in the bar: praise and complaints."),
            ),
            fields.lines(
                "offline_plan",
                _("Communication off the networks that this plan must agree with"),
            ),
            fields.lines("brand", _("Coat of arms, colours and name: how they are used")),
            fields.lines("principles", _("Principles"), _("One a line.")),
        ],
    )
    card.body.addWidget(
        button(
            _("Put in what Mentions says"),
            lambda: actions.take_reputation(services),
            icon_name="radio",
        ),
        0,
        Qt.AlignmentFlag.AlignLeft,
    )
    return card


def _line(account: Account) -> str:
    network = networks.network(account.network)
    told = (account_kind_label(account.kind), verdict_label(account.verdict))
    return " · ".join((network.name, *told) if network else told)


def build(services: Services) -> QWidget:
    """The body of the step."""
    return StartBody(services)

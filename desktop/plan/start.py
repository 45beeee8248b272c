"""Step 1: the body and its territory, what exists before the plan starts, what is said of it."""

from core.plan.review import Review
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.plan.findings import Place
from core.plan.kinds import AccountKind, Verdict
from core.plan.labels import account_kind_label, verdict_label
from core.plan.model import Account
from desktop.forms import fields
from desktop.plan.charter_card import CharterCard
from desktop.plan.choices import Choices
from desktop.plan.items import ItemsEditor
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.text import text_label


class StartBody(QWidget):
    """The period, the texts, and the audit of the accounts that exist."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._choices = Choices()
        self._charter = CharterCard(
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
                ),
                fields.lines(
                    "backing",
                    _("What the plan is for, and who stands behind it"),
                ),
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
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._charter)
        box.addWidget(text_label(_("Audit of presence: accounts that exist"), "section"))
        box.addWidget(self._accounts)

    def show_review(self, review: Review) -> None:
        """Show the plan as it is now."""
        self._choices.follow(review)
        self._charter.show_charter(review.facts.plan.charter)
        self._accounts.show_items(review.facts.plan.accounts, review)

    def show_place(self, place: Place) -> None:
        """The account, or the field of the plan."""
        if place.kind == "account":
            self._accounts.show_place(place.item_id, place.field)
        else:
            self._charter.take_keyboard(place.field)

    def take_keyboard(self) -> None:
        """The first field."""
        self._charter.take_keyboard()

    def _account_fields(self) -> list[fields.Field | tuple[fields.Field, fields.Field]]:
        return [
            fields.line("title", _("Name of the account"), required=True),
            (
                fields.one_of("network", _("Network"), self._choices.networks),
                fields.choice("kind", _("What it is"), AccountKind, account_kind_label),
            ),
            fields.line("address", _("Address"), limit=500),
            fields.line("owner", _("Owner"), _("Who opened it and in whose name it stands.")),
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


def _line(account: Account) -> str:
    return f"{account_kind_label(account.kind)} · {verdict_label(account.verdict)}"


def build(services: Services) -> QWidget:
    """The body of the step."""
    return StartBody(services)

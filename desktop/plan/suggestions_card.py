"""The suggestions that nobody has looked at yet, step by step."""

from core.i18n import _, ngettext
from core.plan.item import Item
from core.plan.kinds import Step
from core.plan.labels import step_label
from core.plan.model import Plan
from desktop.plan import actions
from desktop.services import Services
from desktop.widgets.card import Card
from desktop.widgets.list_rows import ActionRow, ActionRows


class SuggestionsCard(Card):
    """One row a step, with the button that accepts all of it."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            _("Suggestions not looked at yet"),
            _("Better one by one, in their step; here all of a step at once."),
            flush=True,
        )
        self._services = services
        self._items: dict[str, list[Item]] = {}
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: actions.accept_all(services, self._items[key]))
        self.add(self._rows)

    def show_plan(self, plan: Plan) -> None:
        """Show what is still a suggestion; nothing when all is settled."""
        self._items = {
            str(step): found for step, items in _lists(plan) if (found := suggested(items))
        }
        self._rows.set_rows(
            [
                ActionRow(key, step_label(Step(key)), _names(items), _("Accept them all"))
                for key, items in self._items.items()
            ]
        )
        self.setVisible(bool(self._items))


def suggested(items: list[Item]) -> list[Item]:
    """Those that nobody has accepted, changed or removed."""
    return [one for one in items if getattr(one, "suggested", "")]


def _lists(plan: Plan) -> list[tuple[Step, list[Item]]]:
    return [
        (Step.START, list(plan.accounts)),
        (Step.OBJECTIVES, list(plan.objectives)),
        (Step.AUDIENCES, list(plan.audiences)),
        (Step.CHANNELS, list(plan.channels)),
        (Step.PROTOCOL, list(plan.private_channels)),
        (Step.PEOPLE, [*plan.people, *plan.tasks]),
    ]


def _names(items: list[Item]) -> str:
    return ngettext("One suggestion", "{count} suggestions", len(items)).format(count=len(items))

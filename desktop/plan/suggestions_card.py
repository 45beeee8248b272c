"""The suggestions that nobody has looked at yet, step by step."""

from core.i18n import _
from core.plan import unreviewed
from core.plan.findings import Place
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
        self._waiting: dict[str, list[Place]] = {}
        self._rows = ActionRows()
        self._rows.acted.connect(lambda key: actions.accept_all(services, self._waiting[key]))
        self.add(self._rows)

    def show_plan(self, plan: Plan) -> None:
        """Show what is still a suggestion; nothing when all is settled."""
        self._waiting = {}
        for place in unreviewed.places(plan):
            self._waiting.setdefault(str(place.step), []).append(place)
        self._rows.set_rows(
            [
                ActionRow(
                    key, step_label(Step(key)), unreviewed.counted(there), _("Accept them all")
                )
                for key, there in self._waiting.items()
            ]
        )
        self.setVisible(bool(self._waiting))

"""What would keep other places of the same name out, each with the button that does it."""

from collections.abc import Callable

from core.i18n import _
from core.mentions import names
from core.mentions.kinds import WatchKind
from core.mentions.model import Watch
from core.mentions.names import Proposal
from core.town.model import Town
from desktop.widgets.card import Card
from desktop.widgets.list_rows import ActionRow, ActionRows
from desktop.widgets.text import text_label

Take = Callable[[Proposal], None]
"""Follows a proposal."""


class ProposalsCard(Card):
    """Hidden where the name leaves no doubt."""

    def __init__(self, take: Take) -> None:
        super().__init__(_("Names that can be taken for yours"))
        self._take = take
        self._proposals: list[Proposal] = []
        self._advice = text_label("", "muted")
        self._rows = ActionRows()
        self._rows.acted.connect(self._act)
        self.add(self._rows)
        self.add(self._advice)

    def show_watch(self, watch: Watch, town: Town) -> None:
        """Propose what this rule does not have yet."""
        subject = watch.kind is WatchKind.SUBJECT
        self._proposals = names.missing(watch, town) if subject else []
        advice = names.advice(town) if subject else []
        self._rows.set_rows(
            [
                ActionRow(str(number), one.sentence, ", ".join(one.words), _("Add them"))
                for number, one in enumerate(self._proposals)
            ]
        )
        self._advice.setText("\n".join(advice))
        self._advice.setVisible(bool(advice))
        self.setVisible(bool(self._proposals or advice))

    def _act(self, key: str) -> None:
        self._take(self._proposals[int(key)])

"""What would keep other places of the same name out, each with the button that does it."""

from collections.abc import Callable

from core.i18n import _
from core.mentions.kinds import WatchKind
from core.mentions.model import Watch
from core.mentions.watches import town_name
from core.mentions.watches.town_name import Proposal
from core.text import fold
from core.town.model import Town
from desktop.widgets.card import Card
from desktop.widgets.list_rows import ActionRow, ActionRows
from desktop.widgets.text import text_label

Take = Callable[[Proposal], None]
"""Follows a proposal."""


class ProposalsCard(Card):
    """Only for the watch of the town itself."""

    def __init__(self, take: Take) -> None:
        super().__init__(_("What may be missing"))
        self._take = take
        self._proposals: list[Proposal] = []
        self._doubts = text_label("")
        self._advice = text_label("", "muted")
        self._rows = ActionRows()
        self._rows.acted.connect(self._act)
        self.add(self._doubts)
        self.add(self._rows)
        self.add(self._advice)

    def show_watch(self, watch: Watch, town: Town) -> None:
        """Propose what this rule does not have yet."""
        if not _is_of(town, watch):
            self._proposals = []
            self.hide()
            return
        self._proposals = town_name.missing(watch, town)
        doubts = [one.sentence for one in town_name.doubts(town)] if self._proposals else []
        self._doubts.setText("\n".join(doubts))
        self._doubts.setVisible(bool(doubts))
        self._rows.set_rows(
            [
                ActionRow(str(number), one.sentence, ", ".join(one.words), _("Add them"))
                for number, one in enumerate(self._proposals)
            ]
        )
        self._advice.setText("\n".join(f"• {one}" for one in town_name.advice(town)))
        self.show()

    def _act(self, key: str) -> None:
        self._take(self._proposals[int(key)])


def _is_of(town: Town, watch: Watch) -> bool:
    """Whether a watch looks for the town: by its title, or by one of the names of the town."""
    if watch.kind is not WatchKind.SUBJECT:
        return False
    if fold(watch.title) == fold(town_name.shown_name(town)):
        return True
    forms = {
        fold(word)
        for one in town_name.proposals(town)
        if one.field == "any_of"
        for word in one.words
    }
    return any(fold(word) in forms for word in watch.any_of)

"""The four levels side by side: from when, how soon a first line, who approves, who is told."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.i18n import _, ngettext
from core.plan.document.protocol import thresholds
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.plan.model import Level, Plan
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.beside import Columns
from desktop.widgets.card import Card
from desktop.widgets.chip import level_chip
from desktop.widgets.text import text_label

_BESIDE = 620
_TWO_BESIDE = 280


class LevelsCard(Card):
    """What a person has to know by heart; all of it is changed in the form below."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("The four levels"))
        self._words: dict[LevelName, QLabel] = {}
        blocks = [self._block(name) for name in LevelName]
        halves = [
            Columns(*pair, shares=(1, 1), least=_TWO_BESIDE) for pair in (blocks[:2], blocks[2:])
        ]
        self.add(Columns(*halves, shares=(1, 1), least=_BESIDE))

    def show_plan(self, plan: Plan) -> None:
        """Show the levels of a plan."""
        for level in plan.levels:
            self._words[level.name].setText("\n".join(level_words(level, plan)))

    def _block(self, name: LevelName) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        spaced(column, gap=6)
        column.addWidget(level_chip(level_label(name), Tone(name)))
        self._words[name] = text_label("", "small")
        column.addWidget(self._words[name])
        column.addStretch()
        return block


def level_words(level: Level, plan: Plan) -> list[str]:
    """What is settled about a level, a line each."""
    lines = []
    if level.minutes is not None:
        lines.append(_("first line within {count} minutes").format(count=level.minutes))
    approver = plan.person(level.approver_id)
    if approver is not None:
        lines.append(_("approved by: {post}").format(post=approver.label))
    told = [one.label for one in plan.people if one.id in level.told]
    if told:
        words = ngettext("told at once: {posts}", "told at once: {count} posts", len(told))
        lines.append(words.format(posts=told[0], count=len(told)))
    return [*lines, *thresholds(level)] or [_("nothing settled yet")]

"""What the program's later text changed: each change with a tick, both texts where both changed."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.crisis.scenario import Scenario
from core.crisis.scenarios.updates import ListedScenario, ScenarioDifference, differences, reordered
from core.i18n import _, ngettext, pgettext
from core.plan.differences import DifferenceKind
from desktop.crisis.scenarios import actions
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card
from desktop.widgets.layouts import Columns, FlowLayout, empty, flow_row
from desktop.widgets.marks import WARNING, state_chip
from desktop.widgets.text import divider, text_label

_BESIDE = 420


class NewerCard(Card):
    """Hidden while there is nothing newer. `settled` when it has been decided."""

    settled = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(_("The program has a newer text of this scenario"))
        self._services = services
        self._scenario: Scenario | None = None
        self._shown: list[ScenarioDifference] = []
        self._ticks: dict[str, QCheckBox] = {}
        self._sentence = text_label("", "muted")
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        spaced(self._list)
        self._take = button(
            "", lambda: self._settle(self.chosen()), kind="primary", icon_name="check"
        )
        buttons = flow_row(
            self._take,
            button(_("Mark all"), self._mark_all, kind="quiet"),
            button(_("Keep my text"), partial(self._settle, [])),
        )
        for part in (self._sentence, self._rows, buttons):
            self.add(part)
        self.hide()

    def show_listed(self, listed: ListedScenario) -> None:
        """Show what changed, if anything; what was ticked stays ticked."""
        kept, newer = listed.offered.kept, listed.newer
        if kept is None or kept.base is None or newer is None or kept.set_aside:
            self._scenario, self._shown = None, []
            self.hide()
            return
        three = kept.base, kept.scenario, newer
        found = differences(*three)
        if self._scenario is None or self._scenario.id != kept.scenario.id or found != self._shown:
            self._build(found)
        self._say(found, another_order=reordered(*three))
        self._scenario, self._shown = kept.scenario, found
        self.show()

    def chosen(self) -> list[str]:
        """Keys of the changes that are ticked."""
        return [key for key, tick in self._ticks.items() if tick.isChecked()]

    def _build(self, found: list[ScenarioDifference]) -> None:
        empty(self._list)
        self._ticks.clear()
        for number, difference in enumerate(found):
            if number:
                self._list.addWidget(divider())
            self._list.addWidget(self._row(difference))
        self._name_button()

    def _say(self, found: list[ScenarioDifference], *, another_order: bool) -> None:
        told = [_("It says the same as yours.")]
        if count := len(found):
            words = ngettext(
                "{count} thing changed. Tick what you want to take; the rest of yours stays.",
                "{count} things changed. Tick what you want to take; the rest of yours stays.",
                count,
            )
            told = [words.format(count=count)]
        if both := sum(difference.conflict for difference in found):
            words = ngettext(
                "In {count} you had changed the same thing: compare both texts, and take one "
                "whole.",
                "In {count} you had changed the same thing: compare both texts, and take one "
                "whole.",
                both,
            )
            told.append(words.format(count=both))
        if another_order:
            told.append(_("The order will be that of the program."))
        self._sentence.setText(" ".join(told))

    def _row(self, difference: ScenarioDifference) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        spaced(box, (0, 10, 0, 10), gap=6)
        tick = QCheckBox(f"{_kind(difference.kind)} · {difference.name}".replace("&", "&&"))
        tick.setChecked(not difference.conflict)
        tick.setAccessibleDescription(". ".join(filter(None, (difference.mine, difference.newer))))
        tick.toggled.connect(lambda _on: self._name_button())
        self._ticks[difference.key] = tick
        head = QWidget()
        flow = FlowLayout(head)
        spaced(flow, gap=10)
        flow.addWidget(tick)
        if difference.conflict:
            flow.addWidget(state_chip(_("You changed it too"), WARNING))
        box.addWidget(head)
        texts = Columns(
            # Translators: The text of the town, beside that of the program.
            _text(_("Yours"), difference.mine),
            _text(_("The program’s"), difference.newer),
            shares=(1, 1),
            least=_BESIDE,
            ragged=True,
        )
        box.addWidget(texts)
        return made

    def _name_button(self) -> None:
        count = len(self.chosen())
        words = ngettext("Take {count} change", "Take {count} changes", count)
        set_words(self._take, words.format(count=count))
        self._take.setEnabled(count > 0)

    def _mark_all(self) -> None:
        for tick in self._ticks.values():
            tick.setChecked(True)

    def _settle(self, taken: list[str]) -> None:
        if self._scenario is not None:
            actions.settle(self._services, self._scenario, taken)
            self.settled.emit()


def _kind(kind: DifferenceKind) -> str:
    return {
        DifferenceKind.ADDED: pgettext("scenario", "New"),
        # Translators: The program's new version no longer has this.
        DifferenceKind.REMOVED: _("Taken out"),
        DifferenceKind.CHANGED: pgettext("scenario", "Changed"),
    }[kind]


def _text(title: str, text: str) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    spaced(box, (26, 0, 0, 0), gap=2)
    box.addWidget(text_label(title, "small"))
    box.addWidget(text_label(text or _("It is not there."), "body" if text else "muted"))
    return made

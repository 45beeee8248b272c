"""Ficha: when a scenario is taken, what comes first, and what is never done."""

from dataclasses import dataclass
from typing import Any

from msgspec import structs
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.scenario import Scenario
from core.plan.kinds import LevelName
from desktop.crisis import scenario_actions as actions
from desktop.forms.described import form_fields
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import FORM_WIDTH
from desktop.widgets.card import Card

_FIELDS = (
    "title", "applies", "danger", ("level", "update_minutes"), "never", "facts", "topic", "words",
)  # fmt: skip


@dataclass(frozen=True)
class _Sheet:
    """What the form shows of a scenario."""

    title: str
    applies: str
    danger: str
    level: LevelName
    update_minutes: int
    never: tuple[str, ...]
    facts: tuple[str, ...]
    topic: str
    words: tuple[str, ...]


class SheetPart(QWidget):
    """What is true of the whole scenario."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._scenario: Scenario | None = None
        self._form = RecordForm(services.notifier, form_fields(Scenario, *_FIELDS), self._save)
        card = Card()
        spaced(card.body, (16, 16, 16, 16), gap=14)
        card.add(self._form)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(card)
        follow_theme(self, lambda: card.setMaximumWidth(current().px(FORM_WIDTH)))

    def show_scenario(self, scenario: Scenario) -> None:
        """Show what is true of a scenario."""
        self._scenario = scenario
        names = _Sheet.__dataclass_fields__
        sheet = _Sheet(**{name: getattr(scenario, name) for name in names})
        self._form.show_item(sheet, scenario.id)

    def take_keyboard(self, field: str = "") -> None:
        """A field, or the first one."""
        self._form.take_keyboard(field)

    def flush(self) -> None:
        """Save now what is being typed."""
        self._form.flush()

    def _save(self, sheet: Any, field: str) -> None:
        if self._scenario is not None:
            value = getattr(sheet, field)
            actions.change(
                self._services,
                self._scenario,
                lambda one: structs.replace(one, **{field: value}),
                field,
            )

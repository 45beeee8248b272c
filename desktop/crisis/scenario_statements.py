"""Comunicados: each kind of statement part by part, and the fields that are filled in."""

from dataclasses import replace
from functools import partial
from typing import Any

from msgspec import structs
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from core.crisis.kinds import Part, StatementKind
from core.crisis.labels import statement_label
from core.crisis.scenario import Scenario, Template
from core.crisis.scenario_limits import fields_of
from core.i18n import _
from desktop.crisis import scenario_actions as actions
from desktop.crisis.scenario_lists import blanks
from desktop.crisis.scenario_rows import StatementRow
from desktop.forms.described import form_field
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.item_list import ListItem
from desktop.widgets.text import text_label

_KINDS = list(StatementKind)


class StatementsPart(QWidget):
    """The kinds that the scenario has; others are added from a menu."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._scenario: Scenario | None = None
        self._kinds = QMenu(self)
        self._adder = button(_("Add statement"), icon_name="plus")
        self._adder.setMenu(self._kinds)
        self.editor: ListEditor[StatementRow] = ListEditor(
            services.notifier,
            ListActions(save=self._save, accept=lambda _row: None, delete=self._delete),
            lambda row: ListItem(row.id, statement_label(row.kind), _opening(row)),
            [replace(form_field(Template, f"parts.{one}"), name=one.value) for one in Part],
            name=_("Statements"),
            empty=_("What is published, ready to be filled in when it happens."),
            adders=[self._adder],
        )
        self._fields = text_label("", "muted")
        self.blanks = blanks(services)
        card = Card(
            _("Fields that are filled in"),
            _("Written between braces in a text, they are replaced when it is made."),
        )
        card.add(self._fields)
        card.add(self.blanks)
        done = Card(
            _("Sentences that need a step"),
            _("Between brackets they stand only once the step is ticked; {at} is its hour."),
        )
        self._steps = text_label("", "muted")
        done.add(self._steps)
        box = QVBoxLayout(self)
        spaced(box, gap=14)
        box.addWidget(self.editor)
        box.addWidget(card)
        box.addWidget(done)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the statements of a scenario."""
        self._scenario = scenario
        self.editor.show_list([_row(one) for one in scenario.statements])
        self._fields.setText("  ".join(f"{{{one}}}" for one in fields_of(scenario)))
        self._steps.setText("\n".join(f"[{one.id}: …]  {one.text}" for one in scenario.steps))
        self.blanks.show_scenario(scenario)
        self._offer(scenario)

    def take_keyboard(self) -> None:
        """The list, or the button that adds the first one."""
        self.editor.take_keyboard()

    def flush(self) -> None:
        """Save now what is being typed."""
        self.editor.form.flush()
        self.blanks.flush()

    def _offer(self, scenario: Scenario) -> None:
        self._kinds.clear()
        missing = [one for one in StatementKind if scenario.template(one) is None]
        for kind in missing:
            action = self._kinds.addAction(statement_label(kind))
            action.triggered.connect(partial(self._add, kind))
        self._adder.setEnabled(bool(missing))

    def _add(self, kind: StatementKind, _checked: bool = False) -> None:
        self.flush()
        if self._scenario is None:
            return
        edit = partial(_with_template, Template(kind=kind, parts={}))
        stored = actions.attempt(self._services, self._scenario, edit)
        if stored is not None:
            self.editor.expect(_KINDS.index(kind) + 1)
            self.show_scenario(stored)

    def _save(self, row: Any, field: str) -> None:
        if self._scenario is None:
            return

        def edit(scenario: Scenario) -> Scenario:
            template = scenario.template(row.kind)
            if template is None:
                return scenario
            parts = {**template.parts, Part(field): getattr(row, field)}
            return _with_template(structs.replace(template, parts=parts), scenario)

        actions.change(self._services, self._scenario, edit, f"{row.kind}:{field}")

    def _delete(self, row: StatementRow) -> None:
        def edit(scenario: Scenario) -> Scenario:
            left = tuple(one for one in scenario.statements if one.kind is not row.kind)
            return structs.replace(scenario, statements=left)

        if self._scenario is not None:
            actions.attempt(self._services, self._scenario, edit)


def _with_template(template: Template, scenario: Scenario) -> Scenario:
    """The scenario with a statement in place of the one of its kind, in the order of the kinds."""
    others = [one for one in scenario.statements if one.kind is not template.kind]
    found = sorted((*others, template), key=lambda one: _KINDS.index(one.kind))
    return structs.replace(scenario, statements=tuple(found))


def _row(template: Template) -> StatementRow:
    texts = [template.parts.get(part, "") for part in Part]
    return StatementRow(_KINDS.index(template.kind) + 1, template.kind, *texts)


def _opening(row: StatementRow) -> str:
    """The first words of a statement."""
    texts = (str(getattr(row, one.value)) for one in Part)
    return next((text.replace("\n", " ") for text in texts if text), "")

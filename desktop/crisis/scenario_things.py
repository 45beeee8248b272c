"""One list of a scenario (steps, calls, questions…) with the form of what is chosen in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import structs
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.crisis.scenario import Scenario, Shape
from desktop.crisis import scenario_actions as actions
from desktop.crisis.scenario_rows import Numbers, row_of, thing_of
from desktop.forms.fields import Field
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.item_list import ListItem

Things = tuple[Any, ...]
"""Parts of one kind, `Shape`s."""


@dataclass(frozen=True)
class Edits:
    """How one list of a scenario is read and changed; all of them are pure."""

    of: Callable[[Scenario], Things]
    add: Callable[[Scenario], Scenario]
    replace: Callable[[Scenario, Shape, Any], Scenario]
    remove: Callable[[Scenario, Any], Scenario]
    order: Callable[[Scenario, Things], Scenario]


@dataclass(frozen=True)
class Look:
    """What a list is called and how it is shown."""

    key: str
    name: str
    empty: str
    add: str
    row: type
    title: Callable[[Any], str]
    line: Callable[[Any], str]
    fields: Sequence[Field | tuple[Field, Field]]


class ThingsEditor(QWidget):
    """Choose, change, order, add and remove; every change is stored by itself."""

    def __init__(self, services: Services, look: Look, edits: Edits) -> None:
        super().__init__()
        self._services = services
        self._look = look
        self._edits = edits
        self._list = look.key
        self._scenario: Scenario | None = None
        self._numbers = Numbers()
        self.adder: QPushButton = button(look.add, self.add, icon_name="plus")
        self.editor: ListEditor[Any] = ListEditor(
            services.notifier,
            ListActions(
                save=self._save,
                accept=lambda _row: None,
                delete=self._delete,
                reorder=self._reorder,
            ),
            self._item,
            look.fields,
            name=look.name,
            empty=look.empty,
            adders=[self.adder],
            most=9,
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self.editor)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the list of a scenario; what is chosen and being typed stays."""
        self._scenario = scenario
        things = self._edits.of(scenario)
        rows: list[Any] = [
            row_of(self._look.row, number, thing)
            for number, thing in zip(self._numbered(scenario), things, strict=True)
        ]
        self.editor.show_list(rows)

    def turn_to(self, edits: Edits, which: str) -> None:
        """Show another list of the same kind, such as the steps of another phase."""
        self.flush()
        self._edits, self._list = edits, f"{self._look.key}:{which}"
        if self._scenario is not None:
            self.show_scenario(self._scenario)

    def take_keyboard(self) -> None:
        """The list, or the button that adds the first one."""
        self.editor.take_keyboard()

    def flush(self) -> None:
        """Save now what is being typed."""
        self.editor.form.flush()

    def add(self) -> None:
        """Add one at the end and begin with its name."""
        self.flush()
        if self._scenario is None:
            return
        before = set(self._numbered(self._scenario))
        stored = actions.attempt(self._services, self._scenario, self._edits.add)
        if stored is None:
            return
        new = [one for one in self._numbered(stored) if one not in before]
        if new:
            self.editor.expect(new[-1])
        self.show_scenario(stored)

    def _numbered(self, scenario: Scenario) -> list[int]:
        return self._numbers.of(self._subject(scenario), self._edits.of(scenario))

    def _subject(self, scenario: Scenario) -> str:
        return f"{scenario.id}:{self._list}"

    def _item(self, row: Any) -> ListItem:
        return ListItem(row.id, self._look.title(row), self._look.line(row))

    def _before(self, row: Any) -> Shape | None:
        """What a row shows, as it is stored."""
        if self._scenario is None:
            return None
        return self._numbers.thing(self._subject(self._scenario), row.id)

    def _save(self, row: Any, field: str) -> None:
        before, scenario = self._before(row), self._scenario
        if before is None or scenario is None:
            return
        after = thing_of(row, before)
        key = f"{self._list}:{row.id}:{field}"
        stored = actions.change(
            self._services, scenario, lambda one: self._edits.replace(one, before, after), key
        )
        # At once, and not when the change comes round: the next field may be saved before that.
        self._numbered(stored)

    def _delete(self, row: Any) -> None:
        before, scenario = self._before(row), self._scenario
        if before is not None and scenario is not None:
            actions.attempt(self._services, scenario, lambda one: self._edits.remove(one, before))

    def _reorder(self, rows: Sequence[Any]) -> None:
        scenario = self._scenario
        if scenario is None:
            return
        things = tuple(thing for row in rows if (thing := self._before(row)) is not None)
        actions.attempt(self._services, scenario, lambda one: self._edits.order(one, things))


def edits_of(part: str, new: Callable[[Scenario], Any]) -> Edits:
    """Changes of a list that is a field of the scenario; `new` makes what is added."""

    def of(scenario: Scenario) -> Things:
        things: Things = getattr(scenario, part)
        return things

    def put(scenario: Scenario, things: Sequence[Any]) -> Scenario:
        return structs.replace(scenario, **{part: tuple(things)})

    def replaced(scenario: Scenario, before: Shape, after: Any) -> Scenario:
        things = list(of(scenario))
        if before in things:
            things[things.index(before)] = after
        return put(scenario, things)

    def removed(scenario: Scenario, thing: Any) -> Scenario:
        things = list(of(scenario))
        if thing in things:
            things.remove(thing)
        return put(scenario, things)

    return Edits(
        of=of,
        add=lambda scenario: put(scenario, (*of(scenario), new(scenario))),
        replace=replaced,
        remove=removed,
        order=put,
    )

"""What changes a part of a scenario: the form of one thing, and a list with the form of what is
chosen in it. What is typed is stored at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core import fields
from core.crisis.scenario import Scenario, ScenarioShape
from core.crisis.scenarios.editing import Edit
from desktop.crisis.scenarios import actions
from desktop.forms.described import form_fields
from desktop.forms.list_editor import ListActions, ListEditor
from desktop.forms.record import ListEntry, Numbering, RecordForm, value
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.lists.item_list import ListItem

Layout = Sequence[str | tuple[str, str]]
"""Names of the fields of a form, as `form_fields` takes them."""

Things = tuple[Any, ...]
"""Parts of one kind, `ScenarioShape`s."""


@dataclass(frozen=True)
class Listing:
    """A list of a scenario: what it is called, how it is shown, read and changed.

    `put` is the scenario with other things in the list, `new` a thing to add. `empty` says what the
    list is for while it has nothing.
    """

    key: str
    name: str
    empty: str
    kind: type[ScenarioShape]
    fields: Layout
    title: str
    """Name of the field that a row is headed with."""
    line: Callable[[Any], str]
    of: Callable[[Scenario], Things]
    put: Callable[[Scenario, Things], Scenario]
    add: str = ""
    new: Callable[[Scenario], ScenarioShape] | None = None
    ordered: bool = True
    """In an order of the person's own."""

    def row(self, entry: ListEntry[Any]) -> ListItem:
        """A thing in the list."""
        line = self.line(entry.thing).replace("\n", " ")
        return ListItem(entry.id, fields.in_words(entry.thing, self.title), line)


class ListPart(QWidget):
    """Choose, change, order, add and remove; every change is a step of undo.

    `adder` is a button that adds in another way than by `new`.
    """

    def __init__(
        self, services: Services, listing: Listing, adder: QPushButton | None = None
    ) -> None:
        super().__init__()
        self._services = services
        self._listing = listing
        self._scenario: Scenario | None = None
        self._numbering: Numbering[Any] = Numbering()
        self.adder = adder or button(listing.add, self._add_new, icon_name="plus")
        self.editor: ListEditor[ListEntry[Any]] = ListEditor(
            services.notifier,
            ListActions(
                save=self._save,
                accept=lambda _entry: None,
                delete=self._delete,
                reorder=self._reorder if listing.ordered else None,
            ),
            listing.row,
            form_fields(listing.kind, *listing.fields),
            name=listing.name,
            empty=listing.empty,
            adders=[self.adder],
            most=9,
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self.editor)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the list of a scenario; what is chosen and being typed stays."""
        self._scenario = scenario
        self.editor.show_list(self._entries(scenario))

    def turn_to(self, listing: Listing) -> None:
        """Show another list of the same kind, such as the steps of another phase."""
        self.flush()
        self._listing = listing
        if self._scenario is not None:
            self.show_scenario(self._scenario)

    def take_keyboard(self) -> None:
        """The list, or the button that adds the first one."""
        self.editor.take_keyboard()

    def flush(self) -> None:
        """Save now what is being typed."""
        self.editor.form.flush()

    def add(self, thing: ScenarioShape) -> None:
        """Add a thing at the end and begin with its first field."""
        self.flush()
        if self._scenario is None:
            return
        put, of = self._listing.put, self._listing.of
        stored = actions.attempt(
            self._services, self._scenario, lambda now: put(now, (*of(now), thing))
        )
        if stored is not None:
            self.editor.expect(max(entry.id for entry in self._entries(stored)))
            self.show_scenario(stored)

    def _add_new(self) -> None:
        self.flush()
        if self._scenario is not None and self._listing.new is not None:
            self.add(self._listing.new(self._scenario))

    def _entries(self, scenario: Scenario) -> list[ListEntry[Any]]:
        subject = (scenario.id, self._listing.key)
        return self._numbering.entries(subject, self._listing.of(scenario))

    def _edit(self, entry: ListEntry[Any], become: Callable[[Any], Things]) -> Edit:
        """What a thing becomes, in its place; nothing where it is not there any more."""
        of, put = self._listing.of, self._listing.put
        there = self._entries(self._scenario) if self._scenario else []
        at = next((at for at, other in enumerate(there) if other.id == entry.id), None)

        def edit(now: Scenario) -> Scenario:
            things = of(now)
            if at is None or things[at : at + 1] != (there[at].thing,):
                return now
            return put(now, (*things[:at], *become(things[at]), *things[at + 1 :]))

        return edit

    def _save(self, entry: ListEntry[Any], field: str) -> None:
        if self._scenario is None:
            return
        new = {field: value(entry, field)}
        edit = self._edit(entry, lambda thing: (fields.changed(thing, new),))
        key = f"{self._listing.key}:{entry.id}:{field}"
        # At once, and not when the change comes round: the next field may be saved before that.
        self._scenario = actions.change(self._services, self._scenario, edit, key)
        self._entries(self._scenario)

    def _delete(self, entry: ListEntry[Any]) -> None:
        if self._scenario is not None:
            edit = self._edit(entry, lambda _thing: ())
            actions.attempt(self._services, self._scenario, edit)

    def _reorder(self, entries: Sequence[ListEntry[Any]]) -> None:
        if self._scenario is None:
            return
        there = {entry.id: entry.thing for entry in self._entries(self._scenario)}
        things = tuple(there[entry.id] for entry in entries)
        put = self._listing.put
        actions.attempt(self._services, self._scenario, lambda now: put(now, things))


class FormCard(Card):
    """The fields of a scenario, or of the one thing that `of` finds in it.

    `put` is the scenario with another in its place.
    """

    def __init__(
        self,
        services: Services,
        kind: type[ScenarioShape],
        layout: Layout,
        of: Callable[[Scenario], Any],
        put: Callable[[Scenario, Any], Scenario],
    ) -> None:
        super().__init__()
        self._services = services
        self._of, self._put = of, put
        self._scenario: Scenario | None = None
        self._form = RecordForm(services.notifier, form_fields(kind, *layout), self._save)
        self.add(self._form)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the thing of a scenario; without it the form stays as it was."""
        self._scenario = scenario
        thing = self._of(scenario)
        if thing is not None:
            self._form.show_item(thing, scenario.id)

    def take_keyboard(self) -> None:
        """The first field."""
        self._form.take_keyboard()

    def flush(self) -> None:
        """Save now what is being typed."""
        self._form.flush()

    def _save(self, thing: Any, field: str) -> None:
        if self._scenario is None:
            return
        new = {field: value(thing, field)}

        def edit(now: Scenario) -> Scenario:
            there = self._of(now)
            return now if there is None else self._put(now, fields.changed(there, new))

        key = f"{type(thing).__name__}:{field}"
        actions.change(self._services, self._scenario, edit, key)


class PartColumn(QWidget):
    """A part of several forms and lists, one below the other."""

    def __init__(
        self, gap: int, shown: Sequence[QWidget], edited: Sequence[FormCard | ListPart]
    ) -> None:
        """`shown` are laid out; of what is `edited`, the first has the keyboard first."""
        super().__init__()
        self.scenario: Scenario | None = None
        """What is shown."""
        self._edited = edited
        box = QVBoxLayout(self)
        spaced(box, gap=gap)
        for widget in shown:
            box.addWidget(widget)

    def show_scenario(self, scenario: Scenario) -> None:
        """Show the part of a scenario."""
        self.scenario = scenario
        for part in self._edited:
            part.show_scenario(scenario)

    def take_keyboard(self) -> None:
        """What comes first."""
        self._edited[0].take_keyboard()

    def flush(self) -> None:
        """Save now what is being typed."""
        for part in self._edited:
            part.flush()

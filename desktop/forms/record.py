"""A form of one record, and the numbers by which its entries are told apart."""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core import fields
from core.errors import InvalidValue
from core.i18n import _
from desktop.forms.controls import value_of
from desktop.forms.fields import Field
from desktop.forms.form import Form, Waiting
from desktop.forms.lines import GrowingLine
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns

S = TypeVar("S", bound=Struct)


@dataclass(frozen=True)
class ListEntry(Generic[S]):
    """A struct of a list, with the number by which the list and the form know it."""

    id: int
    thing: S


class Numbering(Generic[S]):
    """Numbers the structs of lists, which have no number of their own.

    One keeps its number when it is moved, and when it is the only one that changed. Which is which
    is told by its `id`, where it has one, or else by all that it says.
    """

    def __init__(self) -> None:
        self._last = 0
        self._there: dict[Hashable, list[ListEntry[S]]] = {}

    def entries(self, subject: Hashable, things: Sequence[S]) -> list[ListEntry[S]]:
        """These, which are all that the list of a subject has now, with their numbers."""
        left = list(self._there.get(subject, ()))
        same = [_taken(left, thing) for thing in things]
        edited = iter(left if same.count(None) == len(left) else ())
        found = [
            ListEntry(number or self._number(next(edited, None)), thing)
            for number, thing in zip(same, things, strict=True)
        ]
        self._there[subject] = found
        return found

    def _number(self, edited: ListEntry[S] | None) -> int:
        if edited is not None:
            return edited.id
        self._last += 1
        return self._last


def _taken(left: list[ListEntry[S]], thing: S) -> int | None:
    """The number of the one that this was, which is taken out of what is left."""
    found = next((entry for entry in left if _is(entry.thing, thing)), None)
    if found is None:
        return None
    left.remove(found)
    return found.id


def _is(before: Struct, now: Struct) -> bool:
    own = getattr(now, "id", None)
    return before == now if own is None else getattr(before, "id", None) == own


def value(item: Any, name: str) -> Any:
    """A field of a dataclass, of a struct, or of the struct of an entry."""
    return fields.value(item.thing if isinstance(item, ListEntry) else item, name)


def changed_item(item: Any, values: Mapping[str, Any]) -> Any:
    """The item with other values in these fields."""
    if isinstance(item, ListEntry):
        return ListEntry(item.id, fields.changed(item.thing, values))
    return fields.changed(item, values)


FormRow = Field | tuple[Field, Field] | QWidget
"""A field, two that stand beside each other, or what stands between fields."""

Save = Callable[[Any, str], None]
"""Stores a changed item; the second is the name of the field, for undo. May raise `AppError`."""

_BESIDE, _BESIDE_NARROW = 440, 300
"""Width of the form, in px at 100 %, from which two fields, or two narrow ones, stand beside each
other."""
_MOST_NARROW = 240
"""Room of each of two narrow ones: they are read as one, such as a first and a last day."""


class RecordForm(QWidget):
    """Fields one below the other; a pair of fields stands side by side where there is room.

    `part_asked` carries the field that is to have the keyboard and is not in the part shown.
    """

    part_asked = Signal(str)

    def __init__(
        self,
        notifier: Notifier,
        fields: Sequence[FormRow],
        save: Save,
        parent: QWidget | None = None,
        *,
        place: str = "",
    ) -> None:
        """`place` as of a `Form`. A widget among the fields stands between them."""
        super().__init__(parent)
        self.form = Form(self, notifier, place)
        self._save = save
        self._item: Any = None
        self._subject: Hashable = None
        self._part: Collection[str] | None = None
        self._fields: dict[str, tuple[Field, LabelledField]] = {}
        self._pairs: list[tuple[QWidget, LabelledField, LabelledField]] = []
        self.body = QVBoxLayout(self)
        spaced(self.body, gap=14)
        for entry in fields:
            self.body.addWidget(self._placed(entry))

    def show_item(self, item: Any, subject: Hashable) -> None:
        """Show an item; `subject` says which one it is, so that drafts stay with theirs."""
        if subject != self._subject:
            # What waits belongs to the item shown before.
            self.form.flush()
        self._item, self._subject = item, subject
        for field, shown in self._fields.values():
            if field.choices is not None:
                shown.control.set_choices(field.choices())  # type: ignore[attr-defined]  # ours
        self._show_fitting(item)
        self._show_suggested(getattr(item, "suggested", ""))
        self.form.show_subject(subject)
        if self.form.unsaved(subject) is not None:
            self._show_fitting(self.typed_item())

    def field(self, name: str) -> LabelledField:
        """The field of that name."""
        return self._fields[name][1]

    def typed(self, name: str) -> Any:
        """What a field holds now."""
        return value_of(self.field(name).control)

    def typed_item(self) -> Any:
        """The item with all that is typed; a field that cannot be kept has what is stored."""
        values = {}
        for name, (field, _shown) in self._fields.items():
            with suppress(InvalidValue):
                values[name] = self._read(field, self.typed(name))
        return changed_item(self._item, values)

    def propose(self, name: str, value: Any) -> None:
        """Put a value into a field, as if it were typed there."""
        self.form.type(name, self._fields[name][0].show(value))

    def names(self) -> Collection[str]:
        """Of its fields, in their order."""
        return self._fields.keys()

    def has_field(self, name: str) -> bool:
        """Whether there is a field of that name."""
        return name in self._fields

    def show_part(self, names: Collection[str] | None) -> None:
        """Show only these of the fields that an item has; None: all."""
        self._part = names
        if self._item is not None:
            self._show_fitting(self._item)

    def take_keyboard(self, name: str = "") -> bool:
        """Put the keyboard into a field, or into the first; False when there is none so called."""
        shown = self._fields.get(name) or next(iter(self._fields.values()))
        if self._part is not None and shown[0].name not in self._part:
            self.part_asked.emit(shown[0].name)
        control = shown[1].control
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(control, QLineEdit | GrowingLine):
            control.selectAll()
        return not name or name in self._fields

    def flush(self) -> None:
        """Save now whatever waits."""
        self.form.flush()

    def settle(self, *names: str) -> None:
        """What was typed into these fields is stored, or let go."""
        self.form.settle(*names)

    def _placed(self, entry: FormRow) -> QWidget:
        if isinstance(entry, QWidget):
            return entry
        return self._pair(*entry) if isinstance(entry, tuple) else self._one(entry)

    def _pair(self, left: Field, right: Field) -> QWidget:
        field, other = self._one(left), self._one(right)
        narrow = left.narrow and right.narrow
        least, most = (_BESIDE_NARROW, _MOST_NARROW) if narrow else (_BESIDE, 0)
        pair = Columns(field, other, shares=(1, 1), least=least, most=most, ragged=True)
        self._pairs.append((pair, field, other))
        return pair

    def _one(self, field: Field) -> LabelledField:
        shown = LabelledField(field.label, field.make(), field.help, narrow=field.narrow)
        self.form.bind(
            shown,
            lambda: field.show(value(self._item, field.name)),
            partial(self._store, field),
            field.name,
            whole=field.whole,
            asked=field.asked,
        )
        self._fields[field.name] = (field, shown)
        return shown

    def _read(self, field: Field, value: Any) -> Any:
        return field.read_for(value, self._item) if field.read_for else field.read(value)

    def _store(self, field: Field, value: Any) -> None:
        """Raises as `Save`, and `Waiting` while another field of its group cannot be read."""
        others = self._beside(field)
        changed = changed_item(
            self._item, self._values(others) | {field.name: self._read(field, value)}
        )
        if changed != self._item:
            if others:
                self._show_fitting(changed)
            subject = self._subject
            self._save(changed, field.name)
            if subject != self._subject:
                return
            self._item = changed
            self._show_fitting(changed)
        self.form.settle(*(other.name for other in others))

    def _beside(self, field: Field) -> list[Field]:
        """The others of its group."""
        return [
            other
            for other, _shown in self._fields.values()
            if field.group and other.group == field.group and other is not field
        ]

    def _values(self, fields: Sequence[Field]) -> dict[str, Any]:
        values, wrong = {}, {}
        for field in fields:
            try:
                values[field.name] = self._read(field, self.typed(field.name))
            except InvalidValue as error:
                wrong[field.name] = str(error)
        if wrong:
            raise Waiting(wrong, wrong=True)
        return values

    def _show_suggested(self, names: str | tuple[str, ...]) -> None:
        """Mark the fields that hold suggestions, where they are marked one by one."""
        if isinstance(names, tuple):
            for name, (_field, shown) in self._fields.items():
                shown.show_chip(_("Suggestion") if name in names else "")

    def _show_fitting(self, item: Any) -> None:
        """Show the fields that an item like this has; a pair without any takes no room."""
        for field, shown in self._fields.values():
            in_part = self._part is None or field.name in self._part
            shown.setVisible(in_part and (field.when is None or field.when(item)))
        for pair, labelled_field, other in self._pairs:
            pair.setVisible(not (labelled_field.isHidden() and other.isHidden()))

"""A form over one frozen dataclass: every field saves the item again with that field changed."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.forms.fields import Field
from desktop.forms.form import Form
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.beside import Columns
from desktop.widgets.labelled import LabelledField

Save = Callable[[Any, str], None]
"""Stores a changed item; the second is the name of the field, for undo. May raise `AppError`."""

_BESIDE = 440
"""Width of the form, in px at 100 %, from which two fields stand beside each other."""


class RecordForm(QWidget):
    """Fields one below the other; a pair of fields stands side by side where there is room."""

    def __init__(
        self,
        notifier: Notifier,
        fields: Sequence[Field | tuple[Field, Field]],
        save: Save,
        parent: QWidget | None = None,
        *,
        place: str = "",
    ) -> None:
        """`place` as of a `Form`."""
        super().__init__(parent)
        self.form = Form(self, notifier, place)
        self._save = save
        self._item: Any = None
        self._subject: Hashable = None
        self._fields: dict[str, tuple[Field, LabelledField]] = {}
        self._pairs: list[tuple[QWidget, LabelledField, LabelledField]] = []
        self.body = QVBoxLayout(self)
        spaced(self.body, gap=14)
        for entry in fields:
            self.body.addWidget(
                self._pair(*entry) if isinstance(entry, tuple) else self._one(entry)
            )

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
        self.form.show_subject(subject)

    def field(self, name: str) -> LabelledField:
        """The field of that name."""
        return self._fields[name][1]

    def has_field(self, name: str) -> bool:
        """Whether there is a field of that name."""
        return name in self._fields

    def take_keyboard(self, name: str = "") -> bool:
        """Put the keyboard into a field, or into the first; False when there is none so called."""
        shown = self._fields.get(name) or next(iter(self._fields.values()))
        control = shown[1].control
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(control, QLineEdit):
            control.selectAll()
        return not name or name in self._fields

    def flush(self) -> None:
        """Save now whatever waits."""
        self.form.flush()

    def _pair(self, left: Field, right: Field) -> QWidget:
        one, other = self._one(left), self._one(right)
        pair = Columns(one, other, shares=(1, 1), least=_BESIDE, ragged=True)
        self._pairs.append((pair, one, other))
        return pair

    def _one(self, field: Field) -> LabelledField:
        shown = LabelledField(field.label, field.make(), field.help, narrow=field.narrow)
        self.form.bind(
            shown,
            lambda: field.show(getattr(self._item, field.name)),
            partial(self._read, field),
            field.name,
        )
        self._fields[field.name] = (field, shown)
        return shown

    def _read(self, field: Field, value: Any) -> None:
        read = field.read_for(value, self._item) if field.read_for else field.read(value)
        changed = replace(self._item, **{field.name: read})
        if changed == self._item:
            return
        self._save(changed, field.name)
        self._item = changed
        self._show_fitting(changed)

    def _show_fitting(self, item: Any) -> None:
        """Show the fields that an item like this has; a pair without any takes no room."""
        for field, shown in self._fields.values():
            if field.when is not None:
                shown.setVisible(field.when(item))
        for pair, one, other in self._pairs:
            pair.setVisible(not (one.isHidden() and other.isHidden()))

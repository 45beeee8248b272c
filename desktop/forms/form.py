"""Autosave: every field writes itself 600 ms after the last key, and at once when it is left."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from core.errors import AppError, InvalidValue
from core.i18n import _
from desktop.forms.controls import on_edit, show_value, value_of
from desktop.notifier import Action, Notifier
from desktop.widgets.labelled import LabelledField

PAUSE_MS = 600

_NOTHING = object()
"""No value is this one."""


@dataclass(frozen=True)
class Draft:
    """What was typed and is not stored, because it is wrong or the disk did not take it."""

    value: Any
    why: str
    wrong: bool

    def say(self, field: LabelledField) -> None:
        """Say why below the control."""
        (field.show_error if self.wrong else field.show_draft)(self.why)


class _Binding(QObject):
    """One field: what it shows, how it is saved, and whether it waits to be."""

    def __init__(
        self,
        form: "Form",
        field: LabelledField,
        get: Callable[[], Any],
        save: Callable[[Any], None],
    ) -> None:
        super().__init__(field)
        self.field = field
        self.get = get
        self._form = form
        self._save = save
        self._waiting = False
        self._shown: Any = _NOTHING
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        on_edit(field.control, self._edited, self.flush_now)
        for watched in (field.control, *field.control.findChildren(QWidget)):
            watched.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        # Also sent when the window loses the keyboard, closes, or the session ends.
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.flush()
        return False

    def _edited(self) -> None:
        self._waiting = True
        self._timer.start()

    def flush_now(self) -> None:
        self._waiting = True
        self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        self._waiting = False
        self._timer.stop()
        value = value_of(self.field.control)
        try:
            self._save(value)
        except InvalidValue as error:
            self._form.keep_draft(self.field, Draft(value, str(error), wrong=True))
        except AppError as error:
            self._form.keep_draft(self.field, Draft(value, _("Not saved yet."), wrong=False))
            self._form.notifier.error(error, Action(_("Try again"), self._form.try_again))
        else:
            self._form.drop_draft(self.field)
            self._shown = self.get()

    def show(self, draft: Draft | None, *, again: bool) -> None:
        """Show what is stored, or the draft; `again` when it is the same thing as before."""
        if self._waiting:
            return
        if draft is None:
            self.field.clear_message()
            stored = self.get()
            # What was stored while it was being typed stays as it was typed, with its cursor.
            if not again or stored != self._shown:
                show_value(self.field.control, stored)
            self._shown = stored
        else:
            self._shown = _NOTHING
            show_value(self.field.control, draft.value)
            draft.say(self.field)
            if not draft.wrong:
                # The disk did not take it then; now that it is shown again, it may.
                self._edited()


class Form(QObject):
    """The fields of one thing. `subject` says which thing, so that drafts stay with theirs."""

    def __init__(self, owner: QWidget, notifier: Notifier) -> None:
        super().__init__(owner)
        self.notifier = notifier
        self._subject: Hashable = None
        self._bindings: list[_Binding] = []
        self._drafts: dict[tuple[Hashable, LabelledField], Draft] = {}
        self._there: Collection[Hashable] | None = None

    def bind(
        self, field: LabelledField, get: Callable[[], Any], save: Callable[[Any], None]
    ) -> LabelledField:
        """Tie a field to what it shows and how it is saved.

        `save` raises `InvalidValue` for what cannot be kept as it is: the field then keeps it as a
        draft and says why. Any other `AppError` keeps it too and offers to try again.
        """
        self._bindings.append(_Binding(self, field, get, save))
        return field

    def show_subject(self, subject: Hashable) -> None:
        """Save what waits for the thing shown before, then show another (or the same again)."""
        again = subject == self._subject
        if not again:
            self.flush()
        self._subject = subject
        for binding in self._bindings:
            binding.show(self._drafts.get((subject, binding.field)), again=again)

    def try_again(self) -> None:
        """Save what the disk did not take; that of another subject waits until it is shown."""
        for binding in self._bindings:
            draft = self._drafts.get((self._subject, binding.field))
            if draft is not None and not draft.wrong:
                binding.flush_now()

    def follow(self, subjects: Collection[Hashable]) -> None:
        """Say which things there are; drafts of others wait unseen: undo may bring them back."""
        self._there = frozenset(subjects)

    def has_drafts(self) -> bool:
        """True while something typed is not stored, of a thing that is there."""
        there = self._there
        return any(there is None or subject in there for subject, _field in self._drafts)

    def unsaved(self, subject: Hashable) -> LabelledField | None:
        """The first field with something typed of a thing that is not stored; None: all of it is.

        Whoever acts on what is stored asks this first: else what was typed would be left out of it.
        """
        fields = (binding.field for binding in self._bindings)
        return next((one for one in fields if (subject, one) in self._drafts), None)

    def flush(self) -> None:
        """Save now whatever waits."""
        for binding in self._bindings:
            binding.flush()

    def keep_draft(self, field: LabelledField, draft: Draft) -> None:
        """What was typed stays in the field, marked, and comes back with its subject."""
        self._drafts[self._subject, field] = draft
        draft.say(field)

    def drop_draft(self, field: LabelledField) -> None:
        """The field holds what is stored."""
        self._drafts.pop((self._subject, field), None)
        field.clear_message()

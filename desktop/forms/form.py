"""Autosave: a field stores itself after a pause, soon while one types on, and when it is left."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from core.errors import AppError, InvalidValue
from core.i18n import _
from desktop.forms.controls import on_edit, show_value, value_of
from desktop.forms.lines import GrowingLine
from desktop.notifier import Action, Notifier
from desktop.widgets.labelled import LabelledField

_NOTHING = object()
"""No value is this one."""


class Waiting(Exception):
    """Raised by a save: what is typed waits for what else is needed, said by name of field."""

    def __init__(self, lacks: Mapping[str, str], *, wrong: bool = False) -> None:
        """`wrong`: the fields are marked as wrong, and not only as not finished."""
        super().__init__()
        self.lacks, self.wrong = lacks, wrong


_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
"""Another window has the keyboard for a while: the field is not left."""


@dataclass(frozen=True)
class FormDraft:
    """What was typed and is not stored: wrong, not taken by the disk, or not said to the end."""

    value: Any
    why: str
    wrong: bool = False
    waits: bool = False
    """Not stored before something else is done."""
    told: str = ""
    """The sentence of the banner that says so."""

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
        name: str,
        *,
        whole: bool,
        asked: str,
    ) -> None:
        super().__init__(field)
        self.field = field
        self.get = get
        self.name = name
        self._form = form
        self._save = save
        self._whole = whole
        self._asked = asked
        self._waiting = self._saving = False
        self._shown: Any = _NOTHING
        self._pause = form.typed.pause(self, self._hold if whole else self.flush)
        if isinstance(field.control, QLineEdit):
            field.control.returnPressed.connect(self.flush)
        elif isinstance(field.control, GrowingLine):
            field.control.entered.connect(self.flush)
        on_edit(field.control, self._edited, self.flush_now)
        for watched in (field.control, *field.control.findChildren(QWidget)):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Also sent when the window loses the keyboard, closes, or the session ends.
        if event.type() not in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            return False
        stays = event.type() == QEvent.Type.FocusOut and self._holds_keyboard()
        if stays and isinstance(watched, QAbstractButton):
            # Arrows pass over a choice that is not meant.
            return False
        if self._whole and (stays or _passes(event)):
            self._hold()
        else:
            self.flush()
        return False

    def _holds_keyboard(self) -> bool:
        """From one part of the control to another: Qt names the new one before it tells the old."""
        here = QApplication.focusWidget()
        return here is not None and self.field.control.isAncestorOf(here)

    def _edited(self) -> None:
        self._waiting = True
        if self._asked:
            self.field.clear_message()
        self._pause.key()

    def _hold(self) -> None:
        """Not left yet: what is typed so far is kept, and not told."""
        if self._waiting:
            draft = FormDraft(value_of(self.field.control), _held())
            self._form.hold_draft(self, draft, self._form.subject)

    def why_kept(self) -> str:
        """What is said of a draft of an earlier session."""
        return self._asked or (_held() if self._whole else _("Not saved yet."))

    @property
    def is_asked(self) -> bool:
        """An action stores it."""
        return bool(self._asked)

    def typing(self) -> bool:
        """True while what is typed is only held, and the keyboard is still in it."""
        return self._whole and self._waiting and self.field.control.hasFocus()

    def flush_now(self) -> None:
        self._waiting = True
        self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        self._waiting = False
        self._pause.stop()
        value = value_of(self.field.control)
        # Saving may have the page read again, and it may then show another thing.
        subject = self._form.subject
        self._saving = True
        try:
            if self._asked:
                self._wait_to_be_asked(value)
            self._save(value)
        except Waiting as waiting:
            self._form.hold_draft(self, FormDraft(value, self._asked, waits=True), subject)
            self._form.say(waiting)
        except InvalidValue as error:
            self._form.keep_draft(self, FormDraft(value, str(error), wrong=True), subject)
        except AppError as error:
            draft = FormDraft(value, _("Not saved yet."), told=error.sentence)
            self._form.keep_draft(self, draft, subject)
            self._form.notifier.error(error, Action(_("Try again"), self._form.try_again))
        else:
            self._form.drop_draft(self, subject)
            self._shown = self.get()
        finally:
            self._saving = False
        if subject != self._form.subject:
            self.show(self._form.draft(self), again=False)

    def _wait_to_be_asked(self, value: Any) -> None:
        """Raises `Waiting` for what an action stores, unless it is what is stored."""
        if str(value).strip() != str(self.get()).strip():
            raise Waiting({})

    def type(self, value: Any) -> None:
        """Put a value into the control, as if it were typed there."""
        show_value(self.field.control, value)
        self._edited()

    def settle(self) -> None:
        """What was typed is stored, or let go."""
        self._waiting = False
        self._pause.stop()
        self._form.drop_draft(self, self._form.subject)
        self.show(None, again=False)

    def show(self, draft: FormDraft | None, *, again: bool) -> None:
        """Show what is stored, or the draft; `again` when it is the same thing as before."""
        # While it is saved, the draft of before is still there, and is the past.
        if self._waiting or self._saving:
            return
        if draft is None:
            self.field.clear_message()
            stored = self.get()
            # What was stored while it was being typed stays as it was typed, with its cursor.
            if not again or stored != self._shown:
                show_value(self.field.control, stored)
            self._shown = stored
        elif not (again and draft.waits):
            self._shown = _NOTHING
            show_value(self.field.control, draft.value)
            draft.say(self.field)
            if self._whole:
                self._waiting = True
            elif not (draft.wrong or draft.waits):
                # The disk did not take it then; now that it is shown again, it may.
                self._edited()


class Form(QObject):
    """The fields of one thing. `subject` says which thing, so that drafts stay with theirs.

    With a `place`, drafts outlive the program: a word for what kind of thing it is, in which
    subjects are the same from one start to the next.
    """

    def __init__(self, owner: QWidget, notifier: Notifier, place: str = "") -> None:
        super().__init__(owner)
        self.notifier = notifier
        self.typed = notifier.unsaved
        self._place = place
        self.subject: Hashable = None
        """Which thing is shown."""
        self._bindings: list[_Binding] = []
        self._drafts: dict[tuple[Hashable, LabelledField], FormDraft] = {}
        self._there: Collection[Hashable] | None = None
        self.typed.watch(self)

    def bind(
        self,
        field: LabelledField,
        get: Callable[[], Any],
        save: Callable[[Any], None],
        name: str = "",
        *,
        whole: bool = False,
        asked: str = "",
    ) -> LabelledField:
        """Tie a field to what it shows and how it is saved.

        `save` raises `InvalidValue` for what cannot be kept as it is: the field then keeps it as a
        draft and says why. Any other `AppError` keeps it too and offers to try again. `name` is the
        field's in the place of the form. What goes into the log is `whole`: it is saved once, when
        the field is left, and is a draft till then. What an action stores is a draft till the
        action calls `settle`; `asked` says that of a draft that is shown again.
        """
        made = _Binding(self, field, get, save, name, whole=whole, asked=asked)
        self._bindings.append(made)
        return field

    def show_subject(self, subject: Hashable) -> None:
        """Save what waits for the thing shown before, then show another (or the same again)."""
        again = subject == self.subject
        if not again:
            self.flush()
        self.subject = subject
        for binding in self._bindings:
            binding.show(self.draft(binding), again=again)

    def try_again(self) -> None:
        """Save what the disk did not take; that of another subject waits until it is shown."""
        for binding in self._bindings:
            draft = self._drafts.get((self.subject, binding.field))
            if draft is not None and not (draft.wrong or draft.waits):
                binding.flush_now()

    def follow(self, subjects: Collection[Hashable]) -> None:
        """Say which things there are; drafts of others wait unseen: undo may bring them back."""
        self._there = frozenset(subjects)
        if self._drafts:
            self.typed.changed.emit()

    def has_drafts(self) -> bool:
        """True while something typed is not stored, of a thing that is there."""
        there = self._there
        return any(there is None or subject in there for subject, _field in self._drafts)

    def typing(self) -> bool:
        """True while something is being typed that is stored once it is left."""
        return any(binding.typing() for binding in self._bindings)

    def losing(self) -> bool:
        """True while the end of the program would lose a draft of a thing that is there."""
        return self.has_drafts() and any(
            self._kept(binding, subject) is None
            for binding in self._bindings
            for subject, field in self._drafts
            if field is binding.field and (self._there is None or subject in self._there)
        )

    def unsaved(self, subject: Hashable) -> LabelledField | None:
        """The first field with something typed of a thing that is not stored; None: all of it is.

        Whoever acts on what is stored asks this first: else what was typed would be left out of it.
        """
        fields = (binding.field for binding in self._bindings)
        return next((field for field in fields if (subject, field) in self._drafts), None)

    def wrong(self, subject: Hashable) -> LabelledField | None:
        """The first field with something of a thing that cannot stand in it."""
        fields = ((item.field, self._drafts.get((subject, item.field))) for item in self._bindings)
        return next((field for field, draft in fields if draft and draft.wrong), None)

    def drafts(self, subject: Hashable) -> dict[str, Any]:
        """By the name of its field, what was typed of a thing and is not stored."""
        there = ((item.name, self._drafts.get((subject, item.field))) for item in self._bindings)
        return {name: draft.value for name, draft in there if draft is not None}

    def flush(self) -> None:
        """Save now whatever waits."""
        for binding in self._bindings:
            binding.flush()

    def keep_draft(self, binding: _Binding, draft: FormDraft, subject: Hashable) -> None:
        """What was typed stays in the field, marked, and comes back with its subject."""
        self.hold_draft(binding, draft, subject)
        if subject == self.subject:
            draft.say(binding.field)

    def hold_draft(self, binding: _Binding, draft: FormDraft, subject: Hashable) -> None:
        """As `keep_draft`, while it is being typed: no mark for the person who does."""
        before = self._drafts.get((subject, binding.field))
        # What else is typed there meanwhile is not stored either.
        told = draft.told or (before.told if before else "")
        self._drafts[subject, binding.field] = replace(draft, told=told)
        if place := self._place_of(binding):
            self.typed.keep(place, subject, draft.value)
        self.typed.changed.emit()

    def drop_draft(self, binding: _Binding, subject: Hashable) -> None:
        """The field holds what is stored."""
        gone = self._drafts.pop((subject, binding.field), None)
        told = {draft.told for draft in self._drafts.values()}
        if gone is not None and gone.told and gone.told not in told:
            self.notifier.retract(gone.told)
        if place := self._place_of(binding):
            self.typed.drop(place, subject)
        if subject == self.subject:
            binding.field.clear_message()
        self.typed.changed.emit()

    def say(self, waiting: Waiting) -> None:
        """Say below each field what is needed there."""
        for binding in self._bindings:
            if words := waiting.lacks.get(binding.name):
                FormDraft(None, words, wrong=waiting.wrong).say(binding.field)

    def type(self, name: str, value: Any) -> None:
        """Put a value into a field, as if it were typed there."""
        for binding in self._bindings:
            if binding.name == name:
                binding.type(value)

    def has_kept(self, subject: Hashable) -> bool:
        """True when something typed of a thing is not stored, in this session or before."""
        return self.unsaved(subject) is not None or any(
            self._kept(binding, subject) is not None for binding in self._bindings
        )

    def settle(self, *names: str) -> None:
        """What was typed into these fields is stored, or let go: show what is."""
        for binding in self._bindings:
            if binding.name in names:
                binding.settle()

    def forget(self, subject: Hashable) -> None:
        """Let go of what was typed of a thing."""
        for binding in self._bindings:
            self._drafts.pop((subject, binding.field), None)
            if place := self._place_of(binding):
                self.typed.drop(place, subject)

    def draft(self, binding: _Binding) -> FormDraft | None:
        """Of the thing that is shown, from this session or an earlier one."""
        here = (self.subject, binding.field)
        if here not in self._drafts and (value := self._kept(binding, self.subject)) is not None:
            # Saved again in a moment: then it is said why it could not be.
            self._drafts[here] = FormDraft(value, binding.why_kept(), waits=binding.is_asked)
        return self._drafts.get(here)

    def _kept(self, binding: _Binding, subject: Hashable) -> Any:
        place = self._place_of(binding)
        return self.typed.draft(place, subject) if place else None

    def _place_of(self, binding: _Binding) -> str:
        return f"{self._place}.{binding.name}" if self._place and binding.name else ""


def _held() -> str:
    return _("Not noted yet: press Enter or leave the field to note it.")


def _passes(event: QEvent) -> bool:
    """True when the window is only put aside, and the person comes back to the field."""
    if isinstance(event, QFocusEvent):
        return event.reason() in _PASSING
    return event.spontaneous()

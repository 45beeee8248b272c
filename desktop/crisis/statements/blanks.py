"""The blanks of a draft: a short field for each."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis.model import StatementText
from core.crisis.scenario import Blank
from core.crisis.texts.checks import unfilled
from core.crisis.texts.fields import mark_of
from core.i18n import _
from desktop.crisis.statements.fields import BlankField
from desktop.forms.form import Form
from desktop.notifier import Notifier
from desktop.theme.scaling import spaced
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns, empty

_BESIDE = 400

Save = Callable[[str, str], None]
"""Stores what a blank holds; the first is its id."""


class BlankFields(QWidget):
    """A short field for each blank of a text, two side by side where there is room."""

    def __init__(self, notifier: Notifier, save: Save) -> None:
        super().__init__()
        self._notifier = notifier
        self._save = save
        self._blanks: tuple[Blank, ...] = ()
        self._language = ""
        self._incident_id = 0
        self._values: dict[str, str] = {}
        self._labels: Mapping[str, str] = {}
        self._lines: dict[str, BlankField] = {}
        self._form: Form | None = None
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=10)

    def show_blanks(
        self,
        blanks: Sequence[Blank],
        labels: Mapping[str, str],
        values: dict[str, str],
        language: str,
        incident_id: int,
    ) -> None:
        """Show these, with what they hold in a language; what is being typed stays.

        `labels` call them in the language of the interface, whatever that of the text is.
        """
        self._labels = labels
        shown = (self._blanks, self._language, self._incident_id)
        same = (tuple(blanks), language, incident_id) == shown
        if not same:
            # What waits belongs to the fields that were shown before.
            self.flush()
        self._values = dict(values)
        if not same:
            self._incident_id = incident_id
            self._build(tuple(blanks), language)
        self.setVisible(bool(blanks))
        if self._form is not None:
            self._form.show_subject((incident_id, language))

    def flush(self) -> None:
        """Save now whatever waits."""
        if self._form is not None:
            self._form.flush()

    def unsaved(self) -> LabelledField | None:
        """The first field whose words are not stored, or None."""
        if self._form is None:
            return None
        return self._form.unsaved((self._incident_id, self._language))

    def first(self) -> QWidget | None:
        """The first field that has to be filled in and holds nothing yet, or None."""
        return next(iter(self._empty()), None)

    def go_to(self, mark: str) -> None:
        """The field of a blank that stands open in a text, as `[lugar]`."""
        blank = next((blank for blank in self._blanks if mark_of(blank) == mark), None)
        if blank is not None:
            self._lines[blank.id].setFocus(Qt.FocusReason.OtherFocusReason)

    def missing(self, text: StatementText) -> int:
        """How many of these a text still has as blanks: one with an honest default is none, nor one
        that somebody wrote over."""
        marks = set(unfilled(text))
        needed = [blank for blank in self._blanks if not blank.default]
        return sum(mark_of(blank) in marks for blank in needed)

    def _empty(self) -> list[BlankField]:
        needed = (self._lines[blank.id] for blank in self._blanks if not blank.default)
        return [edit for edit in needed if not edit.text().strip()]

    def _build(self, blanks: tuple[Blank, ...], language: str) -> None:
        self._blanks, self._language = blanks, language
        empty(self._box)
        if self._form is not None:
            self._form.deleteLater()
        self._form = Form(self, self._notifier, "blank")
        self._lines = {}
        fields = [self._field(self._form, blank) for blank in blanks]
        for at in range(0, len(fields), 2):
            pair = fields[at : at + 2]
            beside = len(pair) == 2
            made: QWidget = (
                Columns(*pair, shares=(1, 1), least=_BESIDE, ragged=True) if beside else pair[0]
            )
            self._box.addWidget(made)
            # Qt would show it a moment later, and Enter goes past what is not shown.
            made.show()

    def _field(self, form: Form, blank: Blank) -> LabelledField:
        edit = BlankField()
        said = ""
        if blank.default:
            edit.setPlaceholderText(blank.default)
            said = _("If left empty, it says: {words}").format(words=blank.default)
        elif blank.example:
            edit.setPlaceholderText(_("e.g. {example}").format(example=blank.example))
        self._lines[blank.id] = edit
        return form.bind(
            LabelledField(self._labels.get(blank.id, blank.label), edit, said),
            lambda: self._values.get(blank.id, ""),
            partial(self._keep, blank.id),
            blank.id,
        )

    def _keep(self, blank_id: str, typed: str) -> None:
        if typed == self._values.get(blank_id, ""):
            return
        self._save(blank_id, typed)
        self._values[blank_id] = typed

    def take_keyboard(self) -> None:
        """The first field that is empty, or the first of all."""
        found = self.first() or next(iter(self._lines.values()), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

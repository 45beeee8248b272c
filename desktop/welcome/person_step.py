"""The steps that ask who works here, and for what."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import AppError, InvalidValue
from core.i18n import _
from core.numbers import number
from core.places import workspaces_folder
from core.town.gazetteer import checked_hours, checked_languages
from core.town.model import LANGUAGES, Town, checked_text, language_name
from desktop.forms.controls import Ticks, value_of
from desktop.forms.files import PathField
from desktop.forms.lines import Figure
from desktop.pictures.crest import crest_field
from desktop.theme.scaling import spaced
from desktop.welcome.actions import Host
from desktop.widgets.labelled import LabelledField

T = TypeVar("T")


def answer_of(field: LabelledField, check: Callable[[str], T]) -> T:
    """What a field holds, checked; when it does not do, the field says why and has the keyboard."""
    try:
        answer = check(value_of(field.control))
    except InvalidValue as error:
        field.show_error(error.sentence)
        field.control.setFocus()
        raise
    field.clear_message()
    return answer


class PersonStep(QWidget):
    """Knows the folder of the new file."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self.folder = workspaces_folder()
        self._person = LabelledField(_("What is your name?"), QLineEdit())
        self._post = LabelledField(
            _("What is your role?"),
            QLineEdit(),
            _(
                "Both appear on the documents as the person who prepared them. You can leave "
                "them empty."
            ),
        )
        self._place = PathField(_("Choose another folder…"))
        self._place.change_asked.connect(self._choose_folder)
        self._file = LabelledField(
            _("Where is the file kept?"),
            self._place,
            _("Everything you write is in this one file. No other file is overwritten."),
        )
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        for field in (self._person, self._post, self._file):
            box.addWidget(field)
        box.addStretch()
        self.setFocusProxy(self._person.control)
        self._show_folder(self.folder)

    def ask(self, _town: Town) -> None:
        """Take the keyboard; what was typed is still there."""
        self.setFocus()

    def answer(self, town: Town) -> Town:
        """The town with its person. Raises `InvalidValue`, said in the field."""
        person = answer_of(self._person, checked_text)
        post = answer_of(self._post, checked_text)
        return replace(town, person=person, post=post)

    def show_trouble(self, error: AppError) -> None:
        """The file could not be made there."""
        self._file.show_error(str(error))
        self._place.setFocus()

    def _choose_folder(self) -> None:
        chosen = self._host.ask().folder(_("Where is the file kept?"), _existing(self.folder))
        if chosen is not None:
            self._show_folder(chosen)

    def _show_folder(self, folder: Path) -> None:
        self.folder = folder
        self._place.show_path(folder)
        self._file.clear_message()


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists: where a dialog can begin."""
    return next((parent for parent in (folder, *folder.parents) if parent.is_dir()), Path.home())


class WorkStep(QWidget):
    """Keeps the crest until the workspace is made."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self.crest: bytes | None = None
        self._hours_typed = Figure()
        self._hours = LabelledField(
            _("How many hours a week do you have for communications?"),
            self._hours_typed,
            _("Half hours count too. Leave it empty if you do not know yet."),
            narrow=True,
        )
        self._ticks = Ticks([(code, language_name(code)) for code in LANGUAGES])
        self._languages = LabelledField(_("In which languages do you publish?"), self._ticks)
        self._crest, self._picture = crest_field(
            _("Crest, if you have it"), host.ask, host.jobs, self._show
        )
        self._picture.remove_asked.connect(lambda: self._show(None))
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        for field in (self._hours, self._languages, self._crest):
            box.addWidget(field)
        box.addStretch()
        self.setFocusProxy(self._hours_typed)

    def ask(self, town: Town) -> None:
        """Tick the languages of the town and take the keyboard."""
        self._ticks.set_value(town.languages)
        if town.hours_week is not None:
            self._hours_typed.setText(number(town.hours_week, 3))
        self.setFocus()

    def answer(self, town: Town) -> Town:
        """The town with hours and languages. Raises `InvalidValue`, said in the field."""
        hours = answer_of(self._hours, checked_hours)
        languages = answer_of(self._languages, checked_languages)
        return replace(town, hours_week=hours, languages=languages)

    def _show(self, crest: bytes | None) -> None:
        self.crest = crest
        self._crest.clear_message()
        self._picture.show_image(crest)

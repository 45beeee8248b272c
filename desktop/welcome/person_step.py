"""Third question: who you are, and where the file goes."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import AppError
from core.i18n import _
from core.places import workspaces_folder
from core.town.model import Town, checked_text
from desktop.forms.place import PathField
from desktop.theme.scaling import spaced
from desktop.welcome.answers import answer_of
from desktop.welcome.host import Host
from desktop.widgets.labelled import LabelledField


class PersonStep(QWidget):
    """Knows the folder of the new file."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self.folder = workspaces_folder()
        self._person = LabelledField(_("What is your name?"), QLineEdit())
        self._post = LabelledField(
            _("What is your post?"),
            QLineEdit(),
            _("Both go on the documents as whoever prepared them. They may stay empty."),
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

"""Second question: time, languages, crest."""

from dataclasses import replace

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import AppError
from core.i18n import _
from core.town.gazetteer import checked_hours, checked_languages
from core.town.model import LANGUAGES, Town, language_name
from desktop.crest import choose_crest
from desktop.forms.picture import PictureField
from desktop.forms.ticks import Ticks
from desktop.theme.scaling import spaced
from desktop.welcome.answers import answer_of
from desktop.welcome.host import Host
from desktop.widgets.labelled import LabelledField


class WorkStep(QWidget):
    """Keeps the crest until the workspace is made."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self.crest: bytes | None = None
        self._hours_typed = QLineEdit()
        self._hours = LabelledField(
            _("How many hours a week do you have for communications?"),
            self._hours_typed,
            _("Half hours count too. Leave it empty if you do not know yet."),
            narrow=True,
        )
        self._ticks = Ticks([(code, language_name(code)) for code in LANGUAGES])
        self._languages = LabelledField(_("In which languages do you publish?"), self._ticks)
        self._picture = PictureField(_("Crest"), _("No crest yet"))
        self._picture.choose_asked.connect(self._choose)
        self._picture.remove_asked.connect(self._remove)
        self._crest = LabelledField(
            _("Crest, if you have it at hand"),
            self._picture,
            _("It goes on the documents you print. PNG, JPEG or SVG."),
        )
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
            self._hours_typed.setText(QLocale().toString(town.hours_week, "g", 6))
        self.setFocus()

    def answer(self, town: Town) -> Town:
        """The town with hours and languages. Raises `InvalidValue`, said in the field."""
        hours = answer_of(self._hours, checked_hours)
        languages = answer_of(self._languages, checked_languages)
        return replace(town, hours_week=hours, languages=languages)

    def _choose(self) -> None:
        choose_crest(self._host.ask(), self._host.jobs, self._show, self._refused)

    def _show(self, crest: bytes) -> None:
        self.crest = crest
        self._crest.clear_message()
        self._picture.show_image(crest)

    def _refused(self, error: AppError) -> None:
        self._crest.show_error(str(error))

    def _remove(self) -> None:
        self.crest = None
        self._crest.clear_message()
        self._picture.show_image(None)

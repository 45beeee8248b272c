"""The town, the time there is, the person, the crest."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import number
from core.store import Topic
from core.town import gazetteer
from core.town import records as town_records
from core.town.gazetteer import checked_hours, checked_languages, checked_people
from core.town.model import LANGUAGES, BodyKind, Town, checked_name, checked_text, language_name
from desktop.forms.controls import Ticks
from desktop.forms.form import Form
from desktop.forms.lines import Figure
from desktop.pictures.crest import crest_field
from desktop.services import Services
from desktop.settings import actions
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label


class TownSection(QWidget):
    """Every field saves itself; a municipality of the INE list keeps its official facts."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._form = Form(self, services.notifier, "town")
        self._town = self._load()
        self._facts = text_label("", "muted")
        self._card = Card()
        self._add_identity()
        self._add_work()
        field, self._picture = crest_field(
            _("Crest"),
            lambda: services.asker,
            services.jobs,
            partial(actions.change_crest, services),
        )
        self._picture.remove_asked.connect(lambda: actions.remove_crest(services))
        self._card.add(field)
        box = QVBoxLayout(self)
        spaced(box)
        spaced(self._card.body, (16, 16, 16, 16), gap=16)
        box.addWidget(self._card)
        services.bridge.subscribe(self, {Topic.TOWN}, self.refresh, now=True)

    def refresh(self) -> None:
        """Show what is stored."""
        self._town = self._load()
        self._facts.setText(_facts(self._town))
        self._form.show_subject("town")
        self._picture.show_image(self._crest())

    def show_target(self, _target: object) -> None:
        """The hours a week, which the plan asks for."""
        self._hours.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_identity(self) -> None:
        if self._town.kind is BodyKind.MUNICIPALITY:
            names = " / ".join(filter(None, (self._town.name, self._town.alt_name)))
            head = QVBoxLayout()
            spaced(head, gap=2)
            head.addWidget(text_label(names, "section"))
            head.addWidget(self._facts)
            self._card.body.addLayout(head)
            return
        name = self._line(
            "name",
            _("Name of the organisation"),
            checked_name,
            _("change the name of the organisation"),
        )
        self._line(
            "alt_name",
            _("Name in the other official language"),
            checked_text,
            _("change the other name"),
        )
        self._line("province", _("Province"), checked_text, _("change the province"))
        self._line(
            "population",
            _("Inhabitants"),
            checked_people,
            _("change the inhabitants"),
            narrow=True,
        )
        self.setFocusProxy(name.control)

    def _add_work(self) -> None:
        self._hours = self._line(
            "hours_week",
            _("Hours a week for communications"),
            checked_hours,
            _("change the hours a week"),
            narrow=True,
        )
        if self.focusProxy() is None:
            self.setFocusProxy(self._hours.control)
        ticks = Ticks([(code, language_name(code)) for code in LANGUAGES])
        languages = LabelledField(_("Languages of publication"), ticks)
        self._form.bind(languages, lambda: self._town.languages, self._save_languages)
        self._card.add(languages)
        self._line("person", _("Your name"), checked_text, _("change your name"))
        self._line("post", _("Your role"), checked_text, _("change your role"))

    def _line(
        self,
        column: str,
        label: str,
        check: Callable[[str], Any],
        step: str,
        *,
        narrow: bool = False,
    ) -> LabelledField:
        field = LabelledField(label, Figure() if narrow else QLineEdit(), narrow=narrow)
        self._form.bind(
            field,
            lambda: _shown(getattr(self._town, column)),
            lambda text: self._save(column, check(text), step),
            column,
        )
        self._card.add(field)
        return field

    def _save(self, column: str, value: Any, step: str) -> None:
        actions.change_town(self._services, column, value, step, initiator=self)
        self._town = self._load()

    def _save_languages(self, codes: tuple[str, ...]) -> None:
        chosen = checked_languages(codes)
        self._save("languages", " ".join(chosen), _("change the languages of publication"))

    def _load(self) -> Town:
        with self._services.store.read() as connection:
            return town_records.load(connection)

    def _crest(self) -> bytes | None:
        with self._services.store.read() as connection:
            return town_records.crest(connection)


def _shown(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else number(float(value), 3)


def _facts(town: Town) -> str:
    """Province, inhabitants and their date, of a municipality of the INE list."""
    if town.population is None or town.population_year is None:
        return town.province
    return _("{province} · {count} inhabitants on 1 January {year} · {source}").format(
        province=town.province,
        count=number(town.population),
        year=town.population_year,
        source=gazetteer.attribution(),
    )

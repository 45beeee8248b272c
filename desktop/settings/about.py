"""What this program is, whose work is in it, and where its log is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.days import long_day
from core.i18n import _
from core.places import settings_file
from core.reports import age
from core.store import Topic
from core.text import fold
from core.town import gazetteer
from desktop import crash_log
from desktop.outward import open_page
from desktop.services import Services
from desktop.settings import actions, licences
from desktop.settings.licences import Component
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.widgets.button import button
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.lists.table import DataTable
from desktop.widgets.lists.table_model import Column
from desktop.widgets.text import breakable, text_label

_TABLE_HEIGHT = 420
_WIDTHS = (220, 110, 300)


class AboutSection(QWidget):
    """The facts, or the table of licences in their place."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._table: QWidget | None = None
        self._open = button(_("See the licences of its parts"), self.show_licences)
        self._old = button(_("Say no more of this version"), self._put_aside)
        self._age = text_label("", "muted")
        self._facts = self._card()
        self._box = QVBoxLayout(self)
        spaced(self._box)
        self._box.addWidget(self._facts)
        self._tell_age()

    def show_licences(self) -> None:
        """The parts of other people; the table is made on first use."""
        if self._table is None:
            self._table = _licences_card(self.show_facts)
            self._box.addWidget(self._table)
        self._facts.hide()
        self._table.show()
        self._table.setFocus()

    def show_facts(self) -> None:
        """Back from the table."""
        if self._table is not None:
            self._table.hide()
        self._facts.show()
        self._open.setFocus()

    def _tell_age(self) -> None:
        """From when it is, and what to do where that is long ago."""
        day, services = age.released(), self._services
        with services.store.read() as connection:
            old = age.old_since(connection, services.clock.now())
        told = [_("It is of {day}.").format(day=long_day(day))] if day else []
        if old:
            told.append(_("Find out whether there is another: Pregón does not ask by itself."))
        self._age.setText(" ".join(told))
        self._age.setVisible(bool(told))
        self._old.setVisible(old is not None)
        self.setFocusProxy(self._old if old else self._open)

    def _see(self, address: str) -> None:
        open_page(self._services.notifier, address)

    def _put_aside(self) -> None:
        with self._services.store.change(Topic.PREFERENCES, undoable=False) as db:
            age.put_aside(db)
        self._tell_age()
        self._open.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._facts.isHidden():
            self.show_facts()
        else:
            super().keyPressEvent(event)

    def _card(self) -> Card:
        card = Card()
        spaced(card.body, (16, 16, 16, 16), gap=16)
        card.add(text_label(f"Pregón {licences.version()}", "section"))
        card.add(self._age)
        card.body.addWidget(self._old, 0, Qt.AlignmentFlag.AlignLeft)
        if address := age.published_at():
            see = button(_("See where Pregón is published"), lambda: self._see(address))
            card.body.addWidget(see, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(
            text_label(
                _("Free software under the European Union Public Licence, version 1.2 (EUPL-1.2).")
            )
        )
        card.body.addWidget(self._open, 0, Qt.AlignmentFlag.AlignLeft)
        for title, text in (
            (
                _("Municipalities and inhabitants"),
                _("Figures of 1 January 2025. {source}").format(source=gazetteer.attribution()),
            ),
            (
                _("Names that can be taken for others"),
                _(
                    "Our own figures. Cities outside Spain, and where towns lie: GeoNames (CC "
                    "BY 4.0). Surnames and given names: Faker (MIT)."
                ),
            ),
            (_("Error log"), breakable(str(crash_log.file_beside(settings_file())))),
        ):
            card.add(_fact(title, text))
        card.add(
            text_label(
                _(
                    "If somebody helps you from afar, send them this file: versions, errors and"
                    " sizes, and nothing of what you wrote."
                )
            )
        )
        report = button(
            _("Save a report for whoever helps me…"),
            lambda: actions.save_help_report(self._services),
        )
        card.body.addWidget(report, 0, Qt.AlignmentFlag.AlignLeft)
        return card


def _fact(title: str, text: str) -> QWidget:
    fact = QWidget()
    line = text_label(text, "muted")
    line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box = QVBoxLayout(fact)
    spaced(box, gap=2)
    box.addWidget(text_label(title, "strong"))
    box.addWidget(line)
    return fact


def _licences_card(back: Callable[[], None]) -> Card:
    card = Card(_("Licences of the parts"))
    card.body.addWidget(
        button(_("Go back"), back, kind="quiet", icon_name="arrow-left"),
        0,
        Qt.AlignmentFlag.AlignLeft,
    )
    table: DataTable[Component] = DataTable(
        [
            # Translators: Software that Pregón uses.
            Column(_("Part"), lambda part: part.name),
            Column(_("Version"), lambda part: part.version),
            Column(_("Licence"), lambda part: part.licence),
        ],
        EmptyState("package", _("The list of parts cannot be read.")),
        name=_("Licences of the parts"),
        key=lambda part: part.name,
        words=lambda part: fold(f"{part.name} {part.licence}"),
    )
    table.show_items(licences.components())
    table.set_widths(_WIDTHS)
    follow_theme(table, lambda: table.setMinimumHeight(current().px(_TABLE_HEIGHT)))
    card.add(table, 1)
    card.setFocusProxy(table.view)
    return card

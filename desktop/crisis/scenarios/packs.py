"""Scenarios out to, and in from, packs of other town halls."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.crisis.scenarios import packs
from core.crisis.scenarios.packs import ArrivingScenario, Pack, PackChoice
from core.crisis.scenarios.updates import ListedScenario
from core.errors import AppError
from core.i18n import _, ngettext, pgettext
from desktop.crisis.scenarios import actions, reading
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import announce, tab_as_read
from desktop.widgets.button import button, set_words
from desktop.widgets.card import Card, ProgressCard
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.layouts import empty
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.marks import Mark
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label


class ExportView(ScrollPage):
    """A tick for each scenario; `closed` when the file is written or the person goes back."""

    closed = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(margins=(0, 0, 0, 0), over=True)
        self._services = services
        header = PageHeader(
            _("Export scenarios"),
            _("One file for another town hall that works with Pregón. It has no contacts in it."),
        )
        header.add_action(
            button(
                _("Back to the scenarios"), self.closed.emit, kind="quiet", icon_name="arrow-left"
            )
        )
        self._go = button("", self._export, kind="primary", icon_name="upload")
        header.add_action(self._go)
        self._ticks: dict[str, QCheckBox] = {}
        card = Card()
        card.setAccessibleName(_("Scenarios"))
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=4)
        card.body.addLayout(self._rows)
        card.body.addWidget(
            button(_("Mark all"), self._mark_all, kind="quiet"), 0, Qt.AlignmentFlag.AlignLeft
        )
        for part in (header, card):
            self.add(part)
        self.body.addStretch()

    def start(self, there: list[ListedScenario], chosen: str) -> None:
        """Offer all scenarios, with the one on screen ticked."""
        empty(self._rows)
        self._ticks = {}
        for listed in there:
            words = f"{listed.scenario.code} · {listed.scenario.title}".replace("&", "&&")
            tick = QCheckBox(words)
            tick.setChecked(listed.scenario.id == chosen)
            tick.toggled.connect(lambda _on: self._name_button())
            self._ticks[listed.scenario.id] = tick
            self._rows.addWidget(tick)
        self._name_button()
        tab_as_read(self)
        self._ticks[chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _chosen(self) -> list[str]:
        return [key for key, tick in self._ticks.items() if tick.isChecked()]

    def _mark_all(self) -> None:
        for tick in self._ticks.values():
            tick.setChecked(True)

    def _name_button(self) -> None:
        count = len(self._chosen())
        words = ngettext("Export {count} scenario…", "Export {count} scenarios…", count)
        set_words(self._go, words.format(count=count))
        self._go.setEnabled(count > 0)

    def _export(self) -> None:
        if actions.export(self._services, self._chosen()):
            self.closed.emit()


_JOB = "scenario-pack"


class ScenarioImport(QWidget):
    """Asks for a file and shows what is in it; `closed` carries the id of what came, or nothing."""

    closed = Signal(str)

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._pack = Pack(())
        self._arrivals: list[ArrivingScenario] = []
        self._choices: dict[str, PackChoice] = {}
        self._header = PageHeader(_("Import scenarios"))
        self._header.add_action(
            button(_("Back to the scenarios"), self._leave, kind="quiet", icon_name="arrow-left")
        )
        self._go = button("", self._import, kind="primary", icon_name="download")
        self._header.add_action(self._go)
        self._told = ""
        self._ask = Card(flush=True)
        self._ask.set_framed(False)
        spaced(self._ask.body, gap=8)
        self._about = text_label("", "strong")
        self._chips = Segmented(
            [Option(choice.value, choice_label(choice)) for choice in PackChoice],
            name=_("What is done with it"),
        )
        self._chips.changed.connect(self._decide)
        self._ask.add(self._about)
        self._ask.add(self._chips)
        self._reading = reading.ScenarioReading()
        right = QWidget()
        column = QVBoxLayout(right)
        spaced(column, (16, 14, 16, 16), gap=14)
        for part in (self._ask, self._reading):
            column.addWidget(part)
        self._progress = ProgressCard(self._leave)
        self.records: MasterDetail[ArrivingScenario] = MasterDetail(
            ItemList(_("Scenarios of the pack")),
            right,
            lambda _place, arrival: self._item(arrival),
            lambda arrival, _place: self._show_arrival(arrival),
            self._chips.setFocus,
            key=lambda arrival: arrival.scenario.id,
            side=Side.WITHIN,
            shares=(1, 2),
        )
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._header)
        box.addWidget(self._progress)
        box.addWidget(self.records, 1)
        box.addStretch()

    def start(self, brought: Path | None = None) -> None:
        """Read the file that was brought, or ask for it."""
        question = _("Which file holds the scenarios?")
        path = brought or self._services.asker.open_file(question, actions.types())
        if path is None:
            self._leave()
            return

        self._header.set_line(path.name)
        self._show_parts(ready=False)
        self._progress.begin(_("Reading {file}").format(file=path.name))
        self._progress.setFocus(Qt.FocusReason.OtherFocusReason)

        def work(_token: CancelToken, _progress: Progress) -> tuple[Pack, list[ArrivingScenario]]:
            pack = packs.read(path)
            with self._services.store.read() as connection:
                return pack, packs.arrivals(connection, pack)

        self._services.jobs.run(_JOB, work, lambda read: self._show(*read), failed=self._fail)

    def _show(self, pack: Pack, arrivals: list[ArrivingScenario]) -> None:
        self._pack, self._arrivals = pack, arrivals
        self._choices = {
            arrival.scenario.id: PackChoice.KEEP for arrival in arrivals if _asks(arrival)
        }
        self._show_parts(ready=True)
        self.records.show_records(arrivals)
        self._name_button()
        self.records.take_keyboard()
        announce(self, self._told)

    def _item(self, arrival: ArrivingScenario) -> ListItem:
        scenario, line, badge, mark = arrival.scenario, "", "", None
        if arrival.there is None:
            badge, mark = pgettext("scenario", "New"), Mark("plus")
        elif arrival.same:
            line = _("Word for word the one you have")
        else:
            line = _("You have “{title}”").format(title=arrival.there.scenario.title)
            badge = choice_word(self._choices[scenario.id])
        sign = Tone(scenario.level)
        return ListItem(scenario.id, scenario.title, line, badge, sign=sign, mark=mark)

    def _show_arrival(self, arrival: ArrivingScenario) -> None:
        self._ask.setVisible(_asks(arrival))
        if arrival.there is not None and _asks(arrival):
            self._about.setText(
                _("You already have this scenario: “{title}”. What should be done?").format(
                    title=arrival.there.scenario.title
                )
            )
            self._chips.choose(self._choices[arrival.scenario.id].value)
        parts = (
            reading.steps, reading.sheet, reading.statements, reading.calls, reading.questions,
            reading.offline, reading.drill,
        )  # fmt: skip
        self._reading.show_sections([said for part in parts for said in part(arrival.scenario)])

    def _decide(self, chosen: str) -> None:
        record = self.records.record()
        if record is not None and _asks(record):
            self._choices[record.scenario.id] = PackChoice(chosen)
            self.records.show_records(self._arrivals)
            self._name_button()

    def _name_button(self) -> None:
        count = sum(
            arrival.there is None
            or (not arrival.same and self._choices[arrival.scenario.id] is not PackChoice.KEEP)
            for arrival in self._arrivals
        )
        words = ngettext("Import {count} scenario", "Import {count} scenarios", count)
        set_words(self._go, words.format(count=count))
        self._go.setVisible(count > 0)
        told = _("Nothing is stored yet.") if count else _("None of it is to be imported.")
        origin = [_("From {town}").format(town=self._pack.town)] if self._pack.town else []
        self._told = " · ".join([*origin, told])
        self._header.set_line(self._told)

    def _import(self) -> None:
        try:
            came = actions.take_in(self._services, self._pack, self._choices)
        except AppError as error:
            self._services.notifier.error(error)
            return
        self.closed.emit(came[0] if came else "")

    def _fail(self, error: AppError) -> None:
        self._services.notifier.error(error)
        self._leave()

    def _show_parts(self, *, ready: bool) -> None:
        for part in (self.records, self._go):
            part.setVisible(ready)
        self._progress.setVisible(not ready)

    def _leave(self) -> None:
        self._services.jobs.cancel(_JOB)
        self.closed.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)


def _asks(arrival: ArrivingScenario) -> bool:
    return arrival.there is not None and not arrival.same


def choice_label(choice: PackChoice) -> str:
    """The verb of a choice."""
    return {
        PackChoice.KEEP: _("Keep mine"),
        PackChoice.REPLACE: _("Replace mine"),
        PackChoice.BOTH: _("Keep both"),
    }[choice]


def choice_word(choice: PackChoice) -> str:
    """What was chosen, in a word."""
    return {
        PackChoice.KEEP: _("Yours stays"),
        PackChoice.REPLACE: _("Replaces yours"),
        PackChoice.BOTH: pgettext("scenario", "Both"),
    }[choice]

"""Escenarios: the list of all of them and, beside it, the one that is chosen, to read or change."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from core import i18n
from core.cancel import CancelToken
from core.crisis.scenario import Scenario
from core.crisis.scenarios.library import Offered
from core.crisis.scenarios.library import read as told
from core.crisis.scenarios.updates import ListedScenario, ScenarioState, listing, state_label
from core.i18n import _, pgettext
from core.store import Topic
from desktop.crisis.scenarios import actions, parts, reading
from desktop.crisis.scenarios.packs import ExportView, ScenarioImport
from desktop.crisis.scenarios.reading import MARKS, Deeds, ScenarioHead
from desktop.crisis.scenarios.updates import NewerCard
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.choices import Option, Tabs
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.lists.rows import ListHead, MenuEntry

_SURELY_FIT = 19
"""Steps that fit one page however long their lines are."""
_JOB = "sheet-pages"


class ScenarioTab(Protocol):
    """One part of a scenario, being edited."""

    def show_scenario(self, scenario: Scenario) -> None:
        """Show it as it is stored."""

    def take_keyboard(self) -> None:
        """Give the keyboard to what comes first."""

    def flush(self) -> None:
        """Save now what is being typed."""


class Scenarios(QStackedWidget):
    """`on_open(scenario id, drill)` opens an incident, or begins a drill, with a scenario."""

    def __init__(
        self, services: Services, on_open: Callable[[str, bool], None] = lambda _id, _drill: None
    ) -> None:
        super().__init__()
        self._services = services
        self.on_open = on_open
        self._there: list[ListedScenario] = []
        self._shown = ""
        self._head = ScenarioHead(self._deeds())
        self._newer = NewerCard(services)
        self._chips = Tabs(
            [Option(key, words) for key, (words, _build, _read) in _parts().items()],
            name=_("Parts of the scenario"),
        )
        self._reading = reading.ScenarioReading()
        self._built: dict[str, QWidget] = {}
        self._column = QVBoxLayout()
        self.records: MasterDetail[ListedScenario] = MasterDetail(
            ItemList(_("Scenarios")),
            self._card(),
            lambda _place, listed: _item(listed),
            lambda listed, _place: self._show_listed(listed),
            self._into_part,
            key=lambda listed: listed.scenario.id,
            side=Side.WITHIN,
            head=self._list_head(),
            shares=(1, 2),
        )
        self._export = ExportView(services)
        self._import = ScenarioImport(services)
        for view in (self.records, self._export, self._import):
            self.addWidget(view)
        self._chips.changed.connect(lambda _chosen: self._show_part())
        self._export.closed.connect(self._back)
        self._import.closed.connect(self._imported)
        services.bridge.subscribe(self, {Topic.SCENARIOS}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read the scenarios again."""
        with self._services.store.read() as connection:
            self._there = listing(connection)
        self.records.show_records(self._there)

    def show_target(self, target: object) -> None:
        """A scenario by its id, `import`, or a pack to import."""
        if target == "import":
            self._start_import()
        elif isinstance(target, Path):
            self._start_import(target)
        else:
            self.setCurrentWidget(self.records)
            if self.records.list.select(target):
                self.records.see_card()

    def take_keyboard(self) -> None:
        """The list."""
        self.records.take_keyboard()

    def help_id(self) -> str:
        """The help of this view."""
        return "crisis-scenarios"

    def chosen(self) -> ListedScenario:
        """The scenario on screen."""
        return self.records.record() or self._there[0]

    def show_part(self, key: str) -> None:
        """Show a part of the scenario, by its key in `_parts`."""
        self._chips.choose(key)

    def _card(self) -> QWidget:
        card = QWidget()
        stack = QVBoxLayout(card)
        spaced(stack, (16, 14, 16, 16), gap=14)
        spaced(self._column, gap=14)
        for part in (self._head, self._newer, self._chips, self._reading):
            stack.addWidget(part)
        stack.addLayout(self._column)
        return card

    def _list_head(self) -> ListHead:
        new = button(_("New scenario"), icon_name="plus")
        menu = QMenu(self)
        menu.addAction(_("Almost empty")).triggered.connect(lambda _on: self._create(""))
        menu.addAction(_("As a copy of the chosen one")).triggered.connect(
            lambda _on: self._create(self.chosen().scenario.id)
        )
        new.setMenu(menu)
        entries = [
            MenuEntry("upload", _("Export…"), self._start_export),
            MenuEntry("download", _("Import pack…"), self._start_import),
        ]
        return ListHead([new], entries)

    def _deeds(self) -> Deeds:
        services = self._services

        def now() -> Scenario:
            self._flush()
            return self.chosen().scenario

        return Deeds(
            print_sheet=lambda: services.go("documents", f"sheet-{now().id}"),
            open_incident=lambda: self.on_open(now().id, False),
            rehearse=lambda: self.on_open(now().id, True),
            adopt=lambda: actions.adopt(services, now()),
            set_aside=lambda: actions.set_aside(services, now(), aside=True),
            take_back=lambda: actions.set_aside(services, now(), aside=False),
            return_to_program=lambda: actions.return_to_program(services, now()),
            delete=lambda: actions.delete(services, now()),
        )

    def _show_listed(self, listed: ListedScenario) -> None:
        if self._shown != listed.scenario.id:
            self._flush()
        self._shown = listed.scenario.id
        self._head.show_listed(listed)
        self._newer.show_listed(listed)
        self._show_part()
        tab_as_read(self.records)
        self._count_pages(listed.offered)

    def _count_pages(self, offered: Offered) -> None:
        """Lay the sheet out in the background, where it may have grown over its page."""
        if len(offered.scenario.steps) <= _SURELY_FIT:
            self._services.jobs.cancel(_JOB)
            self._head.show_pages(1)
            return
        store = self._services.store

        def work(_token: CancelToken, _progress: Progress) -> int:
            from core import catalogue
            from core.crisis.document.sheet import page_count

            with store.read() as connection:
                return page_count(connection, catalogue.language_of(), store.clock.today(), offered)

        self._services.jobs.run(_JOB, work, self._head.show_pages)

    def _show_part(self) -> None:
        listed, key = self.chosen(), self._chips.chosen()
        _words, build, read = _parts()[key]
        editing = listed.own and ScenarioState.SET_ASIDE not in listed.states
        if editing and key not in self._built:
            self._built[key] = build(self._services)
            self._column.addWidget(self._built[key])
        for other, widget in self._built.items():
            widget.setVisible(editing and other == key)
        self._reading.setVisible(not editing)
        if editing:
            self._part(key).show_scenario(listed.scenario)
        else:
            with self._services.store.read() as connection:
                scenario = told(connection, listed.scenario, i18n.current())
            self._reading.show_sections(read(scenario))

    def _part(self, key: str) -> ScenarioTab:
        part: ScenarioTab = self._built[key]  # type: ignore[assignment]  # all of them are
        return part

    def _into_part(self) -> None:
        """Enter on the list goes into what is shown beside it, or to the toggles above it."""
        key = self._chips.chosen()
        if key in self._built and self._built[key].isVisibleTo(self):
            self._part(key).take_keyboard()
        else:
            self._chips.setFocus()

    def _flush(self) -> None:
        for key in self._built:
            self._part(key).flush()

    def _create(self, like: str) -> None:
        self._flush()
        title = _("New scenario")
        if like:
            title = _("{title} (copy)").format(title=self.chosen().scenario.title)[:80]
        made = actions.create(self._services, title, like)
        self._chips.choose("sheet")
        self.refresh()
        self.records.open(made)

    def _start_export(self) -> None:
        self._flush()
        self._export.start(self._there, self.chosen().scenario.id)
        self.setCurrentWidget(self._export)

    def _start_import(self, brought: Path | None = None) -> None:
        self._flush()
        self.setCurrentWidget(self._import)
        self._import.start(brought)

    def _imported(self, scenario_id: str) -> None:
        self.refresh()
        self._back()
        self.records.list.select(scenario_id)

    def _back(self) -> None:
        self.setCurrentWidget(self.records)
        self.take_keyboard()


def _item(listed: ListedScenario) -> ListItem:
    """What has to be decided stands out; how it is otherwise stands below the title."""
    scenario = listed.scenario
    apart = [
        state for state in listed.states if state in (ScenarioState.SET_ASIDE, ScenarioState.NEWER)
    ][:1]
    rest = [state_label(state) for state in listed.states if state not in apart]
    line = " · ".join([scenario.code, *rest])
    return ListItem(
        scenario.id,
        scenario.title,
        line,
        badge=state_label(apart[0]) if apart else "",
        sign=Tone(scenario.level),
        mark=MARKS[apart[0]] if apart else None,
    )


def _parts() -> dict[
    str,
    tuple[str, Callable[[Services], QWidget], Callable[[Scenario], list[reading.ReadingSection]]],
]:
    """Words of each part, what edits it and what shows it to be read."""
    return {
        "steps": (pgettext("scenario", "List"), parts.StepsPart, reading.steps),
        "sheet": (pgettext("scenario", "Details"), parts.sheet, reading.sheet),
        "statements": (_("Statements"), parts.StatementsPart, reading.statements),
        "calls": (pgettext("scenario", "Calls"), parts.calls, reading.calls),
        "questions": (_("Questions"), parts.questions, reading.questions),
        "offline": (_("Other channels"), parts.offline, reading.offline),
        "drill": (pgettext("scenario", "Drill"), parts.DrillPart, reading.drill),
    }

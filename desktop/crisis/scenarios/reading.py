"""A scenario to be read, and how it stands with the town."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core import fields
from core.crisis.kinds import Phase, StatementPart
from core.crisis.labels import mode_label, phase_label
from core.crisis.scenario import Scenario, ScenarioShape
from core.crisis.scenarios.updates import ListedScenario, ScenarioState, state_label
from core.fields import in_words, label
from core.i18n import _
from core.plan.labels import level_label
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.folding import Width, after_resize, window_width
from desktop.widgets.layouts import FlowLayout, empty, flow_row
from desktop.widgets.marks import WARNING, Mark, level_chip, state_chip
from desktop.widgets.more import more_button
from desktop.widgets.text import divider, text_label

MARKS = {
    ScenarioState.SET_ASIDE: Mark("archive"),
    ScenarioState.NEWER: Mark("circle-arrow-up"),
    ScenarioState.OWN: Mark("house"),
    ScenarioState.CHANGED: Mark("pencil"),
    ScenarioState.ADOPTED: Mark("check"),
}


@dataclass(frozen=True)
class Deeds:
    """What the buttons of the head do."""

    print_sheet: Callable[[], None]
    open_incident: Callable[[], None]
    rehearse: Callable[[], None]
    adopt: Callable[[], None]
    set_aside: Callable[[], None]
    take_back: Callable[[], None]
    return_to_program: Callable[[], None]
    delete: Callable[[], None]


class ScenarioHead(QWidget):
    """Title, chips, buttons; and below them what to know before anything is changed."""

    def __init__(self, deeds: Deeds) -> None:
        super().__init__()
        self._title = text_label("", "section")
        self._chips = QWidget()
        self._chip_flow = FlowLayout(self._chips)
        spaced(self._chip_flow, gap=8)
        self._print = button(_("Print sheet"), deeds.print_sheet, icon_name="printer")
        self._open = button(_("Open incident"), deeds.open_incident, icon_name="siren")
        self._drill = button(_("Rehearse the scenario"), deeds.rehearse, icon_name="timer")
        self._aside = button(
            _("Set the scenario aside"), deeds.set_aside, kind="quiet", icon_name="archive"
        )
        self._back = button(
            _("Return to the program’s text"), deeds.return_to_program, kind="quiet",
            icon_name="undo-2",
        )  # fmt: skip
        self._delete = button(
            _("Delete the scenario"), deeds.delete, kind="quiet", icon_name="trash"
        )
        self._aside.setToolTip(_("Not for this town: it is neither offered nor in the notebook."))
        self._long = state_chip("", WARNING)
        self._long.hide()
        self._adopt = button(
            _("Adapt to this town"), deeds.adopt, kind="primary", icon_name="pencil"
        )
        self._adopt_why = text_label(
            _(
                "This is the program’s text. To change its steps, calls and texts, adapt it to your"
                " town; what you change stays yours when the program is updated."
            ),
            "muted",
        )
        self._recover = button(
            # Translators: Button: a scenario that was set aside is used again.
            _("Take the scenario back"),
            deeds.take_back,
            kind="primary",
            icon_name="undo-2",
        )
        self._aside_why = text_label(
            _("Set aside: it is not offered when something happens, nor bound into the notebook."),
            "muted",
        )
        self._wanted: set[QPushButton] = set()
        self._more = more_button(lambda: [made for made in self._second if made in self._wanted])
        self._second = (
            self._print, self._open, self._drill, self._aside, self._back, self._delete
        )  # fmt: skip
        after_resize(self, self._arrange)
        self._lay_out()

    def show_listed(self, listed: ListedScenario) -> None:
        """Show how a scenario stands."""
        scenario, states = listed.scenario, listed.states
        aside = ScenarioState.SET_ASIDE in states
        held = self._aside.hasFocus() or self._recover.hasFocus()
        self._title.setText(scenario.title)
        line = _("{code} · version {number}").format(
            code=scenario.code, number=listed.offered.revision
        )
        empty(self._chip_flow)
        self._chip_flow.addWidget(text_label(line, "muted", wraps=False))
        self._chip_flow.addWidget(level_chip(level_label(scenario.level), Tone(scenario.level)))
        for state in states:
            self._chip_flow.addWidget(state_chip(state_label(state), MARKS[state]))
        wanted = {
            self._print: not aside,
            self._open: not aside,
            self._drill: not aside and scenario.drill is not None,
            self._aside: not aside,
            self._back: ScenarioState.CHANGED in states and not aside,
            self._delete: ScenarioState.OWN in states,
            self._adopt: not listed.own and not aside,
            self._recover: aside,
        }
        self._wanted = {made for made, there in wanted.items() if there}
        self._arrange()
        if held:
            # What was pressed is gone; what takes it back has its place.
            back = self._more if self._aside.isHidden() else self._aside
            (self._recover if aside else back).setFocus()

    def show_pages(self, count: int) -> None:
        """Say that the sheet has grown over its page; nothing while it is one."""
        self._long.setText(_("The sheet takes {count} pages").format(count=count))
        self._long.setVisible(count > 1)

    def _arrange(self) -> None:
        """Where list and card are pages, only what comes first is in view, and no reasons."""
        small = window_width(self) < Width.MEDIUM
        for made, why in ((self._adopt, self._adopt_why), (self._recover, self._aside_why)):
            made.setVisible(made in self._wanted)
            why.setVisible(made in self._wanted and not small)
            made.setToolTip(why.text() if small else "")
        for made in self._second:
            made.setVisible(made in self._wanted and not small)
        self._more.setVisible(small and not self._wanted.isdisjoint(self._second))

    def _lay_out(self) -> None:
        row = flow_row(self._adopt, self._recover, *self._second, self._more)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        for part in (self._title, self._chips, row, self._adopt_why, self._aside_why):
            box.addWidget(part)
        box.insertWidget(2, self._long, 0, Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True)
class ReadingRow:
    """One row: what it says, a grey line below, a word at the right."""

    title: str
    line: str = ""
    right: str = ""


@dataclass(frozen=True)
class ReadingSection:
    """Rows that belong together."""

    rows: Sequence[ReadingRow]
    title: str = ""
    sub: str = ""


def sheet(scenario: Scenario) -> list[ReadingSection]:
    """What is true of the whole scenario."""
    never, facts, sources = (
        ReadingSection(
            [ReadingRow(line) for line in fields.value(scenario, name)], label(Scenario, name)
        )
        for name in ("never", "facts", "sources")
    )
    words = ReadingSection([ReadingRow(", ".join(scenario.words))], label(Scenario, "words"))
    head = _labelled(scenario, "applies", "danger", "level", "update_minutes")
    return [ReadingSection(head), never, facts, words, sources]


def steps(scenario: Scenario) -> list[ReadingSection]:
    """The checklist, phase by phase."""
    return [
        ReadingSection(
            _rows(scenario.of(phase), "text", "help", "hat"), phase_label(phase), mode_label(phase)
        )
        for phase in Phase
    ]


def statements(scenario: Scenario) -> list[ReadingSection]:
    """The statements, part by part."""
    parts = [f"parts.{part}" for part in StatementPart]
    return [
        ReadingSection(_labelled(template, *parts), in_words(template, "kind"))
        for template in scenario.statements
    ]


def calls(scenario: Scenario) -> list[ReadingSection]:
    """Whom to call."""
    return [ReadingSection(_rows(scenario.calls, "who", "why", "group"))]


def questions(scenario: Scenario) -> list[ReadingSection]:
    """Questions and answers."""
    return [ReadingSection(_rows(scenario.questions, "question", "answer"))]


def offline(scenario: Scenario) -> list[ReadingSection]:
    """The texts off the networks."""
    return [
        ReadingSection(_rows([text], "text"), in_words(text, "channel"), in_words(text, "kind"))
        for text in scenario.offline
    ]


def drill(scenario: Scenario) -> list[ReadingSection]:
    """The rehearsal."""
    plan = scenario.drill
    if plan is None:
        return []
    injects = [
        ReadingRow(
            inject.title,
            "\n".join([inject.text, *(f"✓ {line}" for line in inject.expected)]),
            in_words(inject, "minute"),
        )
        for inject in plan.injects
    ]
    return [
        ReadingSection(_rows([plan], "card"), plan.objective, in_words(plan, "minutes")),
        ReadingSection(injects, _("What happens in the drill")),
    ]


def _rows(things: Sequence[ScenarioShape], *names: str) -> list[ReadingRow]:
    """A row for each thing, of up to three of its fields."""
    return [ReadingRow(*(in_words(thing, name) for name in names)) for thing in things]


def _labelled(thing: ScenarioShape, *names: str) -> list[ReadingRow]:
    """A row for each field, with its name below."""
    return [ReadingRow(in_words(thing, name), label(type(thing), name)) for name in names]


class ScenarioReading(QWidget):
    """Sections one below the other, to be read only."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[ReadingSection] = []
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=20)

    def show_sections(self, sections: list[ReadingSection]) -> None:
        """Show these; those that say nothing are left out."""
        said = [other for other in sections if any(row.title for row in other.rows)]
        if said == self._shown:
            return
        self._shown = said
        empty(self._box)
        for section in said:
            self._box.addWidget(_reading_card(section))


def _reading_card(section: ReadingSection) -> Card:
    card = Card(section.title, section.sub)
    # It stands in the frame of its scenario.
    card.set_framed(False)
    spaced(card.body, gap=6)
    rows = [row for row in section.rows if row.title]
    for number, row in enumerate(rows):
        if number or section.title or section.sub:
            card.add(divider())
        card.add(_row(row))
    return card


def _row(said: ReadingRow) -> QWidget:
    made = QWidget()
    texts = QVBoxLayout()
    spaced(texts, gap=2)
    for text, kind in ((said.title, "body"), (said.line, "muted")):
        if text:
            shown = text_label(text, "muted" if kind == "muted" else "body")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(shown)
    line = QHBoxLayout(made)
    spaced(line, (0, 4, 0, 4), gap=12)
    line.addLayout(texts, 1)
    if said.right:
        line.addWidget(text_label(said.right, "muted", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
    return made

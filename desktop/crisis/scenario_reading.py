"""A scenario to be read: the program's own before it is adopted, and what a pack would bring."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.crisis.kinds import Part, Phase
from core.crisis.labels import mode_label, part_label, phase_label, statement_label
from core.crisis.scenario import Scenario, ScenarioStep
from core.fields import about, in_words
from core.i18n import _
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.layouts import empty
from desktop.widgets.text import divider, text_label


@dataclass(frozen=True)
class Said:
    """One row: what it says, a grey line below, a word at the right."""

    title: str
    line: str = ""
    right: str = ""


@dataclass(frozen=True)
class Section:
    """Rows that belong together."""

    title: str
    sub: str
    rows: tuple[Said, ...]


def sheet(scenario: Scenario) -> list[Section]:
    """What is true of the whole scenario."""
    head = [
        Said(in_words(scenario, name), about(Scenario, name).label())
        for name in ("applies", "danger", "level", "update_minutes")
    ]
    lists = [
        Section(about(Scenario, name).label(), "", tuple(map(Said, getattr(scenario, name))))
        for name in ("never", "facts")
    ]
    words = Section(about(Scenario, "words").label(), "", (Said(", ".join(scenario.words)),))
    return [Section("", "", tuple(one for one in head if one.title)), *lists, words]


def steps(scenario: Scenario) -> list[Section]:
    """The checklist, phase by phase."""
    return [
        Section(phase_label(phase), mode_label(phase), tuple(map(_step, scenario.of(phase))))
        for phase in Phase
    ]


def _step(step: ScenarioStep) -> Said:
    return Said(step.text, step.help, in_words(step, "hat"))


def statements(scenario: Scenario) -> list[Section]:
    """The statements, part by part."""
    return [
        Section(
            statement_label(one.kind),
            "",
            tuple(Said(one.parts[part], part_label(part)) for part in Part if one.parts.get(part)),
        )
        for one in scenario.statements
    ]


def calls(scenario: Scenario) -> list[Section]:
    """Whom to call."""
    rows = tuple(Said(one.who, one.why, in_words(one, "group")) for one in scenario.calls)
    return [Section("", "", rows)]


def questions(scenario: Scenario) -> list[Section]:
    """Questions and answers."""
    return [Section("", "", tuple(Said(one.question, one.answer) for one in scenario.questions))]


def offline(scenario: Scenario) -> list[Section]:
    """The texts off the networks."""
    return [
        Section(in_words(one, "channel"), in_words(one, "kind"), (Said(one.text),))
        for one in scenario.offline
    ]


def drill(scenario: Scenario) -> list[Section]:
    """The rehearsal."""
    plan = scenario.drill
    if plan is None:
        return []
    rows = tuple(
        Said(one.title, "\n".join((one.text, *(f"✓ {line}" for line in one.expected))),
             in_words(one, "minute"))
        for one in plan.injects
    )  # fmt: skip
    return [
        Section(plan.objective, in_words(plan, "minutes"), (Said(plan.card),)),
        Section(_("What happens in the drill"), "", rows),
    ]


class Reading(QWidget):
    """Sections as cards, to be read only."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[Section] = []
        self._box = QVBoxLayout(self)
        spaced(self._box, gap=12)

    def show_sections(self, sections: list[Section]) -> None:
        """Show these; those that say nothing are left out."""
        said = [one for one in sections if any(row.title for row in one.rows)]
        if said == self._shown:
            return
        self._shown = said
        empty(self._box)
        for one in said:
            self._box.addWidget(_card(one))


def _card(section: Section) -> Card:
    card = Card(section.title, section.sub, flush=True)
    rows = [row for row in section.rows if row.title]
    for number, row in enumerate(rows):
        if number or section.title or section.sub:
            card.add(divider())
        card.add(_row(row))
    return card


def _row(said: Said) -> QWidget:
    made = QWidget()
    texts = QVBoxLayout()
    spaced(texts, gap=2)
    for text, kind in ((said.title, "body"), (said.line, "muted")):
        if text:
            label = text_label(text, "muted" if kind == "muted" else "body")
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(label)
    line = QHBoxLayout(made)
    spaced(line, (16, 10, 16, 10), gap=12)
    line.addLayout(texts, 1)
    if said.right:
        line.addWidget(text_label(said.right, "muted", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
    return made

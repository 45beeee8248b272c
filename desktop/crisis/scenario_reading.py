"""A scenario to be read: the program's own before it is adopted, and what a pack would bring."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core import fields
from core.crisis.kinds import Part, Phase
from core.crisis.labels import mode_label, phase_label
from core.crisis.scenario import Scenario, Shape
from core.fields import in_words, label
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

    rows: Sequence[Said]
    title: str = ""
    sub: str = ""


def sheet(scenario: Scenario) -> list[Section]:
    """What is true of the whole scenario."""
    lists = [
        Section([Said(line) for line in fields.value(scenario, name)], label(Scenario, name))
        for name in ("never", "facts")
    ]
    words = Section([Said(", ".join(scenario.words))], label(Scenario, "words"))
    head = _labelled(scenario, "applies", "danger", "level", "update_minutes")
    return [Section(head), *lists, words]


def steps(scenario: Scenario) -> list[Section]:
    """The checklist, phase by phase."""
    return [
        Section(
            _rows(scenario.of(phase), "text", "help", "hat"), phase_label(phase), mode_label(phase)
        )
        for phase in Phase
    ]


def statements(scenario: Scenario) -> list[Section]:
    """The statements, part by part."""
    parts = [f"parts.{part}" for part in Part]
    return [
        Section(_labelled(template, *parts), in_words(template, "kind"))
        for template in scenario.statements
    ]


def calls(scenario: Scenario) -> list[Section]:
    """Whom to call."""
    return [Section(_rows(scenario.calls, "who", "why", "group"))]


def questions(scenario: Scenario) -> list[Section]:
    """Questions and answers."""
    return [Section(_rows(scenario.questions, "question", "answer"))]


def offline(scenario: Scenario) -> list[Section]:
    """The texts off the networks."""
    return [
        Section(_rows([text], "text"), in_words(text, "channel"), in_words(text, "kind"))
        for text in scenario.offline
    ]


def drill(scenario: Scenario) -> list[Section]:
    """The rehearsal."""
    plan = scenario.drill
    if plan is None:
        return []
    injects = [
        Said(
            inject.title,
            "\n".join([inject.text, *(f"✓ {line}" for line in inject.expected)]),
            in_words(inject, "minute"),
        )
        for inject in plan.injects
    ]
    return [
        Section(_rows([plan], "card"), plan.objective, in_words(plan, "minutes")),
        Section(injects, _("What happens in the drill")),
    ]


def _rows(things: Sequence[Shape], *names: str) -> list[Said]:
    """A row for each thing, of up to three of its fields."""
    return [Said(*(in_words(thing, name) for name in names)) for thing in things]


def _labelled(thing: Shape, *names: str) -> list[Said]:
    """A row for each field, with its name below."""
    return [Said(in_words(thing, name), label(type(thing), name)) for name in names]


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
            shown = text_label(text, "muted" if kind == "muted" else "body")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            texts.addWidget(shown)
    line = QHBoxLayout(made)
    spaced(line, (16, 10, 16, 10), gap=12)
    line.addLayout(texts, 1)
    if said.right:
        line.addWidget(text_label(said.right, "muted", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
    return made

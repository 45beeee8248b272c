"""The pages behind a sheet: what to say, what will be asked, and what to find out.

The town's data is filled in; on the lines is written the rest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.crisis import sentences, town_words
from core.crisis.document.ground import Ground
from core.crisis.kinds import Part, StatementKind
from core.crisis.labels import part_label, statement_label
from core.crisis.merging import PRIVATE, Fields, fields
from core.crisis.scenario import Blank, OfflineText, Question, Scenario, Template
from core.documents.model import (
    Block,
    Box,
    Boxes,
    Column,
    Document,
    Heading,
    Line,
    Style,
    Table,
    cell,
)
from core.documents.rich import Span, Text
from core.fields import in_words, label
from core.i18n import _
from core.store import Connection

PAGES = 2
_LINE = 12
"""Underscores of a line to write a few words on."""
_SHORT_LINE = 7
"""The same for an hour or a day."""


@dataclass(frozen=True)
class Places:
    """Fills in the texts of any scenario for paper."""

    known: Mapping[str, str]

    def filled(self, scenario: Scenario, text: str) -> str:
        """The text; what nobody knows yet is a line with its label."""
        blanks = {one.id: ruled(one) for one in scenario.blanks}
        said = sentences.on_paper(text, _("(if it is done: {words})"), _("at {time}"))
        return Fields({**blanks, **self.known}).fill(said)


def places(connection: Connection, scenario: Scenario) -> Places:
    """What the workspace knows, whatever the scenario; hours and days are written by hand."""
    own = {one.id for one in scenario.blanks}
    known = fields(connection, scenario, {}, None, None).values
    by_hand = {
        "date": _line(_("date"), _SHORT_LINE),
        "time": _line(_("time"), _SHORT_LINE),
        "next_time": _line(_("time"), _SHORT_LINE),
    }
    if not town_words.private(connection):
        by_hand[PRIVATE] = ruled(Blank(id=PRIVATE, label=_("Telephone to ask at")))
    return Places({name: text for name, text in known.items() if name not in own} | by_hand)


def ruled(blank: Blank) -> str:
    """`[lugar: ______________]`."""
    label = blank.label.partition(" (")[0].partition(",")[0]
    return _line(label[:1].lower() + label[1:], _LINE)


def _line(label: str, length: int) -> str:
    return f"[{label}: {'_' * length}]"


def what_to_say(ground: Ground, places: Places, scenario: Scenario, version: int) -> Document:
    """Statements part by part, texts off the networks, questions and facts of a scenario."""
    return ground.sheet(
        scenario.code,
        _("What to say: {scenario}").format(scenario=scenario.title),
        tuple(_blocks(ground, places, scenario)),
        kicker=_("Statements and questions"),
        subtitle=_("Fill in the blanks between brackets, and have it approved before it goes out."),
        version=version,
        pages=PAGES,
    )


def _blocks(ground: Ground, places: Places, scenario: Scenario) -> Iterator[Block]:
    if scenario.statements:
        yield Boxes(tuple(_statement(places, scenario, one) for one in scenario.statements))
    if scenario.offline:
        yield Heading(1, _("Off the networks"))
        yield _offline(places, scenario)
    if scenario.questions:
        yield Heading(1, _("What will be asked"))
        yield _questions(places, scenario)
    if scenario.facts:
        yield Heading(1, label(Scenario, "facts"))
        yield _facts(scenario)


def _statement(places: Places, scenario: Scenario, template: Template) -> Box:
    parts = ((part, template.parts.get(part, "").strip()) for part in Part)
    return Box(
        statement_label(template.kind),
        tuple(
            _said(part_label(part), places.filled(scenario, text)) for part, text in parts if text
        ),
        prose=True,
    )


def _said(label: str, text: str) -> Text:
    return Span(f"{label}: ", strong=True), Span(text)


def _offline(places: Places, scenario: Scenario) -> Table:
    columns = (
        Column(label(OfflineText, "channel"), 1.1),
        Column(_("Text to be read, hung up or sent"), 5.0),
    )
    rows = tuple(
        (cell(Line(_title(one), Style.STRONG)), cell(places.filled(scenario, one.text)))
        for one in scenario.offline
    )
    return Table(columns, rows, row_header=True)


def _title(text: OfflineText) -> str:
    """The channel, and with which statement where that is not the first."""
    name = in_words(text, "channel")
    if text.kind is StatementKind.HOLDING:
        return name
    return f"{name}: {statement_label(text.kind)}"


def _questions(places: Places, scenario: Scenario) -> Table:
    question, answer = (label(Question, name) for name in ("question", "answer"))
    columns = (Column(question, 1.9), Column(answer, 4.2))
    rows = tuple(
        (
            cell(Line(places.filled(scenario, one.question), Style.STRONG)),
            cell(places.filled(scenario, one.answer)),
        )
        for one in scenario.questions
    )
    return Table(columns, rows, row_header=True)


def _facts(scenario: Scenario) -> Table:
    columns = (
        Column(_("Fact"), 3.4),
        Column(_("What is known"), 2.4),
        Column(_("Who says so, and when"), 1.5),
    )
    return Table(columns, tuple((cell(one), cell(), cell()) for one in scenario.facts))

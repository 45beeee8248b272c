"""The pages behind the sheet of a scenario: what to find out, to say, to answer and to close with.

The town's data is filled in; the rest is written by hand.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.crisis import town_facts
from core.crisis.document.parts import PrintContext
from core.crisis.document.sheet import check
from core.crisis.kinds import Phase, StatementKind, StatementPart
from core.crisis.labels import part_label, statement_label
from core.crisis.scenario import (
    Blank,
    OfflineText,
    Question,
    Scenario,
    ScenarioStep,
    Template,
)
from core.crisis.scenarios import sentences
from core.crisis.texts.fields import PRIVATE, WHERE, KnownFields, known_fields
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
from core.i18n import _, pgettext
from core.store import Connection

PAGES = 3
"""With the sheet, two leaves."""
HOUR, WORDS, SENTENCE = 28, 45, 65
"""Millimetres that a hand needs for an hour, for a few words, and for what is longer."""
_LONG = 34
"""Characters of the example of a blank that is a sentence."""
_TICK = "{☐}"
_SHORT = re.compile(r"(\{☐\}\u00a0\w{1,6}) (?=\w)")
"""The first word after a box to tick, if it is so short that both would seem lost at the end of a
line."""
_PHONE = re.compile(r"(?<=\d) (?=\d{2,3}\b)")
"""Within a number, which no line end parts."""
_FIELD = re.compile(r"(\{[^{}]*\})")


@dataclass(frozen=True)
class PaperBlanks:
    """Fills in the texts of any scenario for paper."""

    known: Mapping[str, str]
    blanks: Mapping[str, Span]

    def filled(
        self, scenario: Scenario, text: str, kind: StatementKind | None = None
    ) -> tuple[Span, ...]:
        """The text, of a statement of that kind; what nobody knows yet is a box to write in, and
        what may not have been done has one to tick before it."""
        blanks = {_TICK: Span("", blank=4)}
        blanks |= {f"{{{blank.id}}}": ruled(blank, kind) for blank in scenario.blanks}
        blanks |= {f"{{{name}}}": blank for name, blank in self.blanks.items()}
        said = sentences.on_paper(text, f"{{{_TICK}}}\u00a0{{words}}", _("at {time}"))
        said = _SHORT.sub("\\1\u00a0", _PHONE.sub("\u00a0", KnownFields(self.known).fill(said)))
        parts = _FIELD.split(said)
        return tuple(blanks.get(part) or Span(part) for part in parts if part)


def places(connection: Connection, scenario: Scenario) -> PaperBlanks:
    """What the workspace knows, whatever the scenario; hours and days are written by hand."""
    own = {blank.id for blank in scenario.blanks}
    known = known_fields(connection, scenario, {}, None, None).values
    by_hand = {
        "date": Span(_("date"), blank=HOUR),
        "time": Span(_("time"), blank=HOUR),
        "next_time": Span(_("time"), blank=HOUR),
    }
    if not town_facts.private(connection):
        by_hand[PRIVATE] = Span(_("telephone"), blank=WORDS)
    if not town_facts.kept(connection):
        by_hand[WHERE] = Span(_("where"), blank=WORDS)
    left = {name: text for name, text in known.items() if name not in own | by_hand.keys()}
    return PaperBlanks(left, by_hand)


def ruled(blank: Blank, kind: StatementKind | None) -> Span:
    """Room for what a hand writes there, with the label of the blank in small; or what a text says
    where nobody knows, so that no more has to be written than must be."""
    if said := blank.said_on_paper(kind):
        return Span(said)
    named = blank.label.partition(" (")[0].partition(",")[0]
    wide = HOUR if blank.is_hour else SENTENCE if len(blank.example) > _LONG else WORDS
    return Span(named[:1].lower() + named[1:], blank=wide)


def what_to_say(
    ground: PrintContext, places: PaperBlanks, scenario: Scenario, version: int
) -> Document:
    """Facts, statements part by part, texts off the networks, questions and the close."""
    scenario = town_facts.in_town(scenario, ground.town, ground.police)
    return ground.sheet(
        scenario.code,
        _("What to say: {scenario}").format(scenario=scenario.title),
        tuple(_blocks(ground, places, scenario)),
        kicker=_("What to say"),
        subtitle=_("Fill in the blanks; cross out what was not done."),
        version=version,
        pages=PAGES,
        chapter=scenario.title,
    )


def _blocks(ground: PrintContext, places: PaperBlanks, scenario: Scenario) -> Iterator[Block]:
    """In the order in which they are needed."""
    if scenario.facts:
        yield Heading(1, label(Scenario, "facts"))
        yield _facts(scenario)
    said = [_statement(ground, places, scenario, item) for item in scenario.statements]
    said[1:1] = [_offline(places, scenario)] if scenario.offline else []
    if said:
        yield Boxes(tuple(said), by_hand=True)
    if scenario.questions:
        yield Heading(1, _("What will be asked"))
        yield _questions(places, scenario)
    closing = scenario.of(Phase.CLOSE)
    if closing:
        yield Heading(1, _("Last steps"))
        yield _closing(ground, closing, len(scenario.steps) - len(closing) + 1)


def _statement(
    ground: PrintContext, places: PaperBlanks, scenario: Scenario, template: Template
) -> Box:
    parts = ((part, template.parts.get(part, "").strip()) for part in StatementPart)
    others = [ground.other_text] if ground.other_text else []
    return Box(
        statement_label(template.kind),
        tuple(
            _said(part_label(part), places.filled(scenario, text, template.kind))
            for part, text in parts
            if text
        ),
        prose=True,
        approval=(
            # Translators: In small in a box on paper, where a hand writes who approved a statement.
            *(Span(text, blank=WORDS) for text in (*others, _("approved by"))),
            Span(_("time"), blank=HOUR),
        ),
    )


def _said(label: str, text: tuple[Span, ...]) -> Text:
    return Span(f"{label}: ", strong=True), *text


def _offline(places: PaperBlanks, scenario: Scenario) -> Box:
    texts = (
        _said(_title(text), places.filled(scenario, text.text, text.kind))
        for text in scenario.offline
    )
    return Box(_("Other channels"), tuple(texts), prose=True)


def _title(text: OfflineText) -> str:
    """The channel, and with which statement where that is not the first."""
    name = in_words(text, "channel")
    if text.kind is StatementKind.HOLDING:
        return name
    return f"{name}: {statement_label(text.kind)}"


def _questions(places: PaperBlanks, scenario: Scenario) -> Table:
    question, answer = (label(Question, name) for name in ("question", "answer"))
    columns = (Column(question, 1.6), Column(answer, 4.5))
    rows = tuple(
        (
            cell(Line(places.filled(scenario, other.question), Style.STRONG)),
            cell(places.filled(scenario, other.answer)),
        )
        for other in scenario.questions
    )
    return Table(columns, rows, row_header=True)


def _facts(scenario: Scenario) -> Table:
    columns = (
        # Translators: A size or limit of a social network.
        Column(_("Fact"), 4.0),
        Column(_("What is known"), 3.7),
        Column(_("Who says so, and when"), 2.3),
    )
    return Table(columns, tuple((cell(fact), cell(), cell()) for fact in scenario.facts))


def _closing(ground: PrintContext, steps: Sequence[ScenarioStep], first: int) -> Table:
    """What is ticked at the end; the sheet has no room for it, nor the first hours a use."""
    columns = (
        Column(_("Done"), 0.9),
        Column(pgettext("scenario", "What to do"), 4.6),
        Column(_("Who"), 1.5),
        Column(_("Time"), 1.0),
    )
    checks = enumerate((check(ground, step) for step in steps), first)
    rows = (
        (
            cell(Line(str(number), Style.STRONG), tick=True),
            cell(Line(item.action, Style.STRONG), item.help),
            cell(Line(item.who, Style.STRONG), item.name),
            cell(),
        )
        for number, item in checks
    )
    return Table(columns, tuple(rows))

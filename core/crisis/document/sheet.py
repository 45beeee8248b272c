"""The sheet of a scenario, to act by, and the pages behind it: what to say, ask and find out.

That of an incident that is open is the same, with what is known written in.

The town's data is filled in; on the lines is written the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.crisis import desk as desks
from core.crisis import town_facts
from core.crisis.desk import Desk
from core.crisis.document.parts import PrintContext, ground, short_day
from core.crisis.kinds import Phase, StatementKind, StatementPart
from core.crisis.labels import mode_label, part_label, phase_label, statement_label
from core.crisis.model import Tick, TickState
from core.crisis.records import scenarios as scenario_records
from core.crisis.scenario import (
    Blank,
    CallGroup,
    OfflineText,
    Question,
    Scenario,
    ScenarioStep,
    Template,
)
from core.crisis.scenarios import sentences
from core.crisis.scenarios.library import Offered
from core.crisis.texts.fields import PRIVATE, KnownFields, known_fields
from core.crisis.town_facts import callees, number_of
from core.days import clock_time
from core.documents.glyphs import shorten
from core.documents.model import (
    Block,
    Box,
    Boxes,
    Check,
    Checklist,
    Column,
    Document,
    Field,
    Fields,
    Foot,
    Heading,
    KeyNumber,
    Line,
    Style,
    Table,
    cell,
)
from core.documents.rich import Span, Text
from core.errors import DocumentTrouble
from core.fields import in_words, label
from core.i18n import Language, _, pgettext
from core.plan.labels import level_label
from core.roster.model import Contact, ContactKind, dial_uri, hat_label
from core.store import Connection
from core.text import loose

EMERGENCIES = "112"
MOST_PHONES = 7
MOST_NEVERS = 6
_MOST_NAME = 24
"""Characters under the hat that stay on one line."""
_LEAST_MINUTES = 1.5
"""Of a step; a phase with less for each does not say when it is."""
_MOST_LABEL = 52
_MOST_NEVER = 120
BY_HAND = "_" * 12
_MOST_TITLE = 40
"""Characters that stand on the line of the incident."""


def sheet(connection: Connection, language: Language, today: date, offered: Offered) -> Document:
    """The sheet of a scenario in the current language, which is `language`, on one page.

    `offered` is the scenario as `core.crisis.scenarios.library` gives it in that language.
    """
    return drawn(ground(connection, language, today), offered)


def drawn(ground: PrintContext, offered: Offered) -> Document:
    """The same from what was read already."""
    scenario = offered.scenario
    opening = Fields(
        (
            Field(_("Incident"), 2.4),
            Field(_("Date"), 1.0),
            Field(_("Start time"), 1.0),
            Field(_("Filled in by"), 1.5),
        )
    )
    never = tuple(shorten(text, _MOST_NEVER) for text in scenario.never[:MOST_NEVERS])
    # Translators: Heading of what must never be done in a crisis.
    box = Box(_("Never"), never or (_("Speak before knowing"),))
    foot = Foot(box, _("Phones"), tuple(_phones(ground, scenario))[:MOST_PHONES])
    return ground.sheet(
        scenario.code,
        scenario.title,
        (opening, *_phases(ground, scenario), foot),
        kicker=_("Crisis sheet"),
        subtitle=scenario.danger,
        version=offered.revision,
        urgent=True,
    )


def page_count(connection: Connection, language: Language, today: date, offered: Offered) -> int:
    """On how many pages the sheet of a scenario goes; one, unless it grew very long."""
    from core.documents import preview, render

    return preview.page_count(render.render(sheet(connection, language, today, offered), ".pdf"))


def _phases(ground: PrintContext, scenario: Scenario) -> Iterator[Checklist]:
    """Those of the day; how it is closed stands behind the sheet, where there is time to read."""
    start, first = 0, 1
    for phase in Phase:
        steps = scenario.of(phase)
        if not steps or phase is Phase.CLOSE:
            continue
        end = max((step.minutes or 0 for step in steps), default=0)
        # Four steps in five minutes are no help to whoever reads them.
        timed = end - start >= _LEAST_MINUTES * len(steps)
        time = _("{start}–{end} min").format(start=start, end=end) if timed else ""
        if phase is Phase.UPDATES:
            time = _("every {count} min").format(count=scenario.update_minutes)
        yield _phase(ground, scenario, phase, time, first)
        start, first = max(start, end), first + len(steps)


def _phase(
    ground: PrintContext, scenario: Scenario, phase: Phase, time: str, first: int
) -> Checklist:
    steps = tuple(_check(ground, step) for step in scenario.of(phase))
    return Checklist(phase_label(phase), steps, time, mode_label(phase), first)


def _check(ground: PrintContext, step: ScenarioStep) -> Check:
    wearer = ground.wearers[step.hat]
    name = shorten(wearer.name, _MOST_NAME) if wearer else ""
    return Check(step.text, step.help, hat_label(step.hat), name)


def _phones(ground: PrintContext, scenario: Scenario) -> Iterator[KeyNumber]:
    """The emergency number, then one number for each call, each number once."""
    yield KeyNumber(_("Emergencies"), EMERGENCIES, dial_uri(EMERGENCIES))
    said = {EMERGENCIES}
    for call in (town_facts.here(call, ground.police) for call in scenario.calls):
        found = [callee for callee in callees(ground.contacts, call) if number_of(callee)]
        new = next((contact for contact in found if number_of(contact) not in said), None)
        if new is not None:
            said.add(number_of(new))
            yield KeyNumber(_label(call, new), number_of(new), dial_uri(number_of(new)))
        elif not found:
            yield KeyNumber(shorten(call.who, _MOST_LABEL), BY_HAND)


def _label(call: CallGroup, contact: Contact) -> str:
    """Whom the scenario means and whom the roster has for it, or whichever says enough."""
    both = f"{call.who}: {contact.name}"
    if contact.kind is ContactKind.SERVICE or loose(call.who) in loose(contact.name):
        return shorten(contact.name, _MOST_LABEL)
    return both if len(both) <= _MOST_LABEL else shorten(call.who, _MOST_LABEL)


def sheet_of(connection: Connection, language: Language, today: date, incident_id: int) -> Document:
    """The sheet of an incident or a drill in the current language, which is `language`: one page.

    Its steps are those that the incident was opened with, in the language they had then: that of
    the incident is the one to print it in. That of a drill says so across the page.
    Raises `DocumentTrouble` when there is none of that number.
    """
    desk = desks.load(connection, incident_id)
    if desk is None:
        raise DocumentTrouble(_("There is no incident number {number}.").format(number=incident_id))
    incident = desk.incident
    blank = drawn(ground(connection, language, today), _offered(connection, desk.scenario))
    level = _("Level {name}").format(name=level_label(incident.level).lower())
    return replace(
        blank,
        kicker=f"{blank.kicker} · {level}",
        blocks=tuple(_filled(block, desk) for block in blank.blocks),
        watermark=_("DRILL") if incident.drill else "",
    )


def _offered(connection: Connection, scenario: Scenario) -> Offered:
    """With the number of changes that the town counts, while it still says the same."""
    kept = scenario_records.one(connection, scenario.id)
    return Offered(scenario, kept if kept and kept.scenario == scenario else None)


def _filled(block: Block, desk: Desk) -> Block:
    incident = desk.incident
    if isinstance(block, Checklist):
        steps = {step.text: desk.tick(step) for step in desk.scenario.steps}
        return replace(
            block, items=tuple(_done(item, steps.get(item.action)) for item in block.items)
        )
    if not isinstance(block, Fields):
        return block
    known = {
        _("Incident"): shorten(incident.title, _MOST_TITLE),
        _("Date"): short_day(incident.opened_at),
        _("Start time"): clock_time(incident.opened_at),
    }
    lines = [replace(field, value=known.get(field.label, "")) for field in block.fields]
    if desk.due_is_promised and desk.next_due is not None:
        lines.append(Field(_("Next notice promised"), 1.3, clock_time(desk.next_due)))
    return Fields(tuple(lines))


def _done(check: Check, tick: Tick | None) -> Check:
    """With the hour at which the step was done, in the place of who is to do it."""
    if tick is None:
        return check
    done = _("Done at {time}").format(time=clock_time(tick.at))
    said = _("Not needed") if tick.state is TickState.NOT_NEEDED else done
    return replace(check, who=said, name=shorten(tick.who, _MOST_NAME))


PAGES = 2
_LINE = 12
"""Underscores of a line to write a few words on."""
_SHORT_LINE = 7
"""The same for an hour or a day."""


@dataclass(frozen=True)
class PaperBlanks:
    """Fills in the texts of any scenario for paper."""

    known: Mapping[str, str]

    def filled(self, scenario: Scenario, text: str) -> str:
        """The text; what nobody knows yet is a line with its label."""
        blanks = {blank.id: ruled(blank) for blank in scenario.blanks}
        said = sentences.on_paper(text, _("(if it is done: {words})"), _("at {time}"))
        return KnownFields({**blanks, **self.known}).fill(said)


def places(connection: Connection, scenario: Scenario) -> PaperBlanks:
    """What the workspace knows, whatever the scenario; hours and days are written by hand."""
    own = {blank.id for blank in scenario.blanks}
    known = known_fields(connection, scenario, {}, None, None).values
    by_hand = {
        "date": _line(_("date"), _SHORT_LINE),
        "time": _line(_("time"), _SHORT_LINE),
        "next_time": _line(_("time"), _SHORT_LINE),
    }
    if not town_facts.private(connection):
        by_hand[PRIVATE] = ruled(Blank(id=PRIVATE, label=_("Telephone for questions")))
    return PaperBlanks({name: text for name, text in known.items() if name not in own} | by_hand)


def ruled(blank: Blank) -> str:
    """`[lugar: ______________]`."""
    label = blank.label.partition(" (")[0].partition(",")[0]
    return _line(label[:1].lower() + label[1:], _LINE)


def _line(label: str, length: int) -> str:
    return f"[{label}: {'_' * length}]"


def what_to_say(
    ground: PrintContext, places: PaperBlanks, scenario: Scenario, version: int
) -> Document:
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


def _blocks(ground: PrintContext, places: PaperBlanks, scenario: Scenario) -> Iterator[Block]:
    if scenario.statements:
        yield Boxes(tuple(_statement(places, scenario, item) for item in scenario.statements))
    if scenario.offline:
        yield Heading(1, _("Offline"))
        yield _offline(places, scenario)
    if scenario.questions:
        yield Heading(1, _("What will be asked"))
        yield _questions(places, scenario)
    if scenario.facts:
        yield Heading(1, label(Scenario, "facts"))
        yield _facts(scenario)
    closing = scenario.of(Phase.CLOSE)
    if closing:
        yield Heading(1, phase_label(Phase.CLOSE))
        yield _closing(ground, closing, len(scenario.steps) - len(closing) + 1)


def _statement(places: PaperBlanks, scenario: Scenario, template: Template) -> Box:
    parts = ((part, template.parts.get(part, "").strip()) for part in StatementPart)
    return Box(
        statement_label(template.kind),
        tuple(
            _said(part_label(part), places.filled(scenario, text)) for part, text in parts if text
        ),
        prose=True,
    )


def _said(label: str, text: str) -> Text:
    return Span(f"{label}: ", strong=True), Span(text)


def _offline(places: PaperBlanks, scenario: Scenario) -> Table:
    columns = (
        Column(label(OfflineText, "channel"), 1.1),
        Column(_("Text to be read, hung up or sent"), 5.0),
    )
    rows = tuple(
        (cell(Line(_title(text), Style.STRONG)), cell(places.filled(scenario, text.text)))
        for text in scenario.offline
    )
    return Table(columns, rows, row_header=True)


def _title(text: OfflineText) -> str:
    """The channel, and with which statement where that is not the first."""
    name = in_words(text, "channel")
    if text.kind is StatementKind.HOLDING:
        return name
    return f"{name}: {statement_label(text.kind)}"


def _questions(places: PaperBlanks, scenario: Scenario) -> Table:
    question, answer = (label(Question, name) for name in ("question", "answer"))
    columns = (Column(question, 1.9), Column(answer, 4.2))
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
        Column(_("Fact"), 3.4),
        Column(_("What is known"), 2.4),
        Column(_("Who says so, and when"), 1.5),
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
    checks = enumerate((_check(ground, step) for step in steps), first)
    rows = (
        (
            cell(Line(str(number), Style.STRONG), tick=True),
            cell(Line(check.action, Style.STRONG), check.help),
            cell(Line(check.who, Style.STRONG), check.name),
            cell(),
        )
        for number, check in checks
    )
    return Table(columns, tuple(rows))

"""The crisis notebook: all that is needed on a shelf when there is no power and no network."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from core import content
from core.crisis.desk import first_line_of
from core.crisis.document import forms, sheet
from core.crisis.document.parts import PrintContext, ground
from core.crisis.document.what_to_say import PaperBlanks, places, what_to_say
from core.crisis.scenarios import library
from core.crisis.scenarios.library import Offered
from core.documents.glyphs import called, shorten, visible
from core.documents.model import (
    Align,
    Bullets,
    Cell,
    Column,
    Cover,
    Document,
    Heading,
    Line,
    Para,
    Sheet,
    Style,
    Table,
    cell,
)
from core.documents.rich import Span, Text, rich
from core.i18n import Language, _
from core.numbers import number
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.plan.plan_content import ContentShape
from core.roster import document as roster
from core.roster.model import Contact, Hat, hat_label
from core.store import Connection
from core.town import document as town_forms

CODE = "CUA-01"
LOGS = 3
"""Sheets of the activity log: what two hours fill."""
STATEMENT_SHEETS = 2
_MOST_TRIGGER = 240
_MOST_TOLD = 160


class NotebookTexts(ContentShape, frozen=True, kw_only=True):
    """The content file `crisis-notebook`."""

    keep: tuple[str, ...]
    personal: str
    """Of a roster with numbers of persons."""
    use_lead: str
    steps: tuple[str, ...]
    choose_lead: str
    none_fits: tuple[tuple[str, str], ...]
    """Code of each form that helps then, and what it is for."""


def notebook(connection: Connection, language: Language, today: date) -> Document:
    """Cover, contents, how to use it, roster, every scenario in use, blank forms."""
    texts = content.load("crisis-notebook", NotebookTexts)
    read = ground(connection, language, today)
    used = library.in_use(connection)
    blocks = (
        Sheet(_how_to_use(read, texts), leaf=True),
        *([Sheet(_which_sheet(read, texts, used))] if used else []),
        Sheet(roster.roster(connection, language, today), leaf=True),
        *_scenarios(connection, read, used),
        *_blank(connection, language, today),
    )
    blocks = tuple(replace(each, document=replace(each.document, bound=True)) for each in blocks)
    personal = (texts.personal,) if roster.has_persons(read.contacts) else ()
    return replace(
        town_forms.headed(read.town, read.crest, language, today),
        code=CODE,
        title=_("Crisis notebook"),
        subtitle=_("Sheets, texts, phones and forms, for when there is no power and no network"),
        blocks=blocks,
        cover=Cover(_("Crisis protocol"), (*texts.keep, *personal)),
        contents=True,
        contents_depth=1,
        bound=True,
    )


def _scenarios(
    connection: Connection, read: PrintContext, used: Sequence[Offered]
) -> Iterator[Sheet]:
    """Of each, its sheet and, behind it, what to say: two leaves to take out."""
    known: PaperBlanks | None = None
    for offered in used:
        known = known or places(connection, offered.scenario)
        tab = str(offered.scenario.number)
        yield Sheet(sheet.drawn(read, offered), leaf=True, tab=tab)
        said = what_to_say(read, known, offered.scenario, offered.revision)
        yield Sheet(said, level=2, tab=tab)


def _blank(connection: Connection, language: Language, today: date) -> Iterator[Sheet]:
    """The forms, with as many copies as an afternoon takes; the contents list the first ones."""
    copies: dict[forms.Form, int] = {
        forms.statement_sheet: STATEMENT_SHEETS,
        town_forms.activity_log: LOGS,
    }
    for form in (*forms.FORMS, town_forms.activity_log):
        made = form(connection, language, today)
        for copy in range(copies.get(form, 1)):
            # Who answers comments has the roles on the other side of the leaf.
            leaf = not copy and form is not forms.answering_tree
            yield Sheet(made, level=2 if copy else 1, leaf=leaf)


def _how_to_use(read: PrintContext, texts: NotebookTexts) -> Document:
    return read.sheet(
        CODE,
        _("How to use this notebook"),
        (
            Para(texts.use_lead, lead=True),
            Bullets(tuple(rich(step) for step in texts.steps), numbered=True),
            Heading(1, _("Which level")),
            _levels(read),
            Heading(1, _("Who has which role")),
            _hats(read),
        ),
        kicker=_("Crisis notebook"),
        subtitle=_("One page, to be read before it is needed"),
    )


def _levels(read: PrintContext) -> Table:
    columns = (
        Column(_("Level"), 1.0),
        Column(_("When it is declared"), 4.4),
        Column(_("Who is told"), 2.4),
        Column(_("First notice"), 1.1),
    )
    return Table(columns, tuple(_level(read, name) for name in LevelName), row_header=True)


def _level(read: PrintContext, name: LevelName) -> tuple[Cell, ...]:
    level = next((other for other in read.plan.levels if other.name is name), None)
    minutes = first_line_of(read.plan.levels, name)
    told = [person.label for person in read.plan.people if level and person.id in level.told]
    return (
        cell(Line(level_label(name), Style.STRONG)),
        cell(shorten(level.trigger if level else "", _MOST_TRIGGER)),
        cell(shorten(", ".join(filter(visible, told)), _MOST_TOLD)),
        cell("" if minutes is None else _minutes(minutes)),
    )


def _minutes(minutes: int) -> str:
    return _("{count} min").format(count=number(minutes))


def _hats(read: PrintContext) -> Table:
    columns = (
        Column(_("Crisis role"), 1.6),
        Column(_("Who"), 3.0),
        Column(_("Today it is held by"), 2.4),
    )
    return Table(columns, tuple(_hat(hat, read.wearers[hat]) for hat in Hat), row_header=True)


def _hat(hat: Hat, wearer: Contact | None) -> tuple[Cell, ...]:
    return (
        cell(Line(hat_label(hat), Style.STRONG)),
        cell(called(wearer.name, 60)) if wearer else cell(),
        cell(),
    )


def _which_sheet(read: PrintContext, texts: NotebookTexts, used: Sequence[Offered]) -> Document:
    others = (_choice(code, rich(when)) for code, when in texts.none_fits)
    columns = (
        Column(_("Sheet"), 0.8),
        Column(_("When it is taken"), 6.0),
        Column(_("Page"), 0.7, Align.END),
    )
    return read.sheet(
        CODE,
        _("Which sheet to use"),
        (Table(columns, (*map(_scenario, used), *others), row_header=True),),
        kicker=_("Crisis notebook"),
        subtitle=texts.choose_lead,
    )


def _scenario(offered: Offered) -> tuple[Cell, ...]:
    said = offered.scenario
    when = (Span(f"{said.title}. ", strong=True), Span(said.applies))
    return _choice(said.code, when)


def _choice(code: str, when: Text) -> tuple[Cell, ...]:
    page = Line("", Style.STRONG, page_of=code)
    return (cell(Line(code, Style.STRONG)), cell(when), Cell((page,)))

"""Of the after-action report: what the public was told, word for word, and where."""

from collections.abc import Iterator

from core.crisis.desk import Desk, Worded
from core.crisis.document.times import Times
from core.crisis.figures import published, published_at
from core.crisis.labels import statement_label, statement_state_label
from core.crisis.model import StatementState, StatementText
from core.documents.glyphs import visible
from core.documents.model import Block, Box, Boxes, Cell, Column, Heading, Para, Table, cell
from core.documents.rich import spoken
from core.i18n import _
from core.plan.document.pieces import said
from core.text import clean_lines
from core.town.model import LANGUAGES, language_name


def statements(desk: Desk, when: Times) -> Iterator[Block]:
    """Each published statement with its texts and places; then those that stayed inside."""
    yield Heading(1, _("What was said in public"))
    out = published(desk.statements)
    if not out:
        yield Para(_("No statement was published."))
    for place, worded in enumerate(out, 1):
        yield from _published(place, worded, when)
    inside = [one for one in desk.statements if one not in out]
    if inside:
        yield Heading(2, _("What was not published"))
        columns = (Column(_("Statement"), 2.0), Column(_("How far it came"), 2.0))
        yield Table(columns, tuple(_inside(one, when) for one in inside), row_header=True)


def _published(place: int, worded: Worded, when: Times) -> Iterator[Block]:
    statement = worded.statement
    title = _("{number}. {kind}, {time}").format(
        number=place,
        kind=statement_label(statement.kind),
        time=when.at(published_at(worded)),
    )
    yield Heading(2, title)
    if statement.approved_at is not None:
        yield Para(
            _("Approved by {name}, {how}, at {time}.").format(
                name=statement.approved_by or _("somebody who is not named"),
                how=statement.approved_how or _("it is not said how"),
                time=when.at(statement.approved_at),
            )
        )
    texts = [one for one in worded.texts if visible(one.whole)]
    if texts:
        yield Boxes(tuple(_text(one, alone=len(texts) == 1) for one in texts))
    yield _places(worded, when)


def _text(text: StatementText, *, alone: bool) -> Box:
    known = text.language in LANGUAGES
    title = language_name(text.language) if known else text.language
    lines = [line for line in clean_lines(text.whole).split("\n") if visible(line)]
    paragraphs = tuple(spoken(line, text.language) if known else line for line in lines)
    return Box(_("The text") if alone else title, paragraphs, prose=True)


def _places(worded: Worded, when: Times) -> Block:
    if not worded.publications:
        return Para(_("It was not noted where."))
    columns = (
        Column(_("Published on"), 2.0),
        Column(_("Time"), 1.0),
        Column(_("Address"), 2.6),
    )
    rows = tuple((said(one.channel), cell(when.at(one.at)), said(one.address))
                 for one in worded.publications)  # fmt: skip
    return Table(columns, rows, row_header=True)


def _inside(worded: Worded, when: Times) -> tuple[Cell, ...]:
    statement = worded.statement
    state = statement_state_label(statement.state)
    if statement.state is StatementState.APPROVED:
        state = f"{state}, {when.at(statement.approved_at)}"
    return cell(statement_label(statement.kind)), cell(state)

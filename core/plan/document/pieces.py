"""The small parts that every chapter is made of, and the words that join them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from core import content
from core.days import brief_day_of_year
from core.documents.glyphs import titled, visible
from core.documents.model import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.documents.rich import Span, spoken
from core.documents.validate import MOST_LINK
from core.i18n import _
from core.plan.model import Charter
from core.text import clean_lines
from core.town.model import Town, body_fields


class ProseSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chapter or a part of one; `empty` is said when the plan has nothing for it yet.

    Without `title` it is a single sentence of its chapter.
    """

    title: str = ""
    lead: str = ""
    text: tuple[str, ...] = ()
    empty: str = ""


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word of the trade and what it means."""

    id: str
    term: str
    meaning: str


class SummaryProse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the two-page summary says by itself."""

    why: str
    crisis: tuple[str, ...]


class RulesOfUse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the rules of use say around the rules themselves; **bold** is read as such."""

    lead: str
    scope_title: str
    scope: str
    scope_empty: str
    expect_title: str
    expect: tuple[str, ...]
    expect_answer: str
    expect_hours: str
    rules_title: str
    breach_title: str
    breach: tuple[str, ...]
    breach_note: str
    recourse_title: str
    recourse: tuple[str, ...]
    data_title: str
    data: str
    contact_title: str
    contact_empty: str
    approved_empty: tuple[str, ...]
    """What is still to be done, and how, before they bind anybody."""


class PlanProse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `plan-document`."""

    sections: Mapping[str, ProseSection]
    glossary: tuple[Term, ...]
    summary: SummaryProse
    rules_of_use: RulesOfUse


@dataclass(frozen=True)
class Prose:
    """The texts in one language, and what fills their places."""

    texts: PlanProse
    fields: Mapping[str, str]

    def fill(self, template: str) -> str:
        """A text of the content file with the body's names in it."""
        return template.format_map(self.fields)

    def head(self, level: int, section: str) -> list[Block]:
        """Heading, opening and connecting paragraphs of a section."""
        found = self.texts.sections[section]
        return [*self._opening(level, found), *(Para(self.fill(text)) for text in found.text)]

    def empty(self, level: int, section: str) -> list[Block]:
        """Heading, opening, and the sentence that says what the plan does not have yet."""
        found = self.texts.sections[section]
        return [*self._opening(level, found), self.missing(section)]

    def _opening(self, level: int, section: ProseSection) -> list[Block]:
        heading = Heading(level, self.fill(section.title))
        return [heading, Para(self.fill(section.lead), lead=True)] if section.lead else [heading]

    def missing(self, section: str) -> Para:
        """The sentence that says what the plan does not have yet."""
        return Para(self.told(section))

    def told(self, section: str) -> str:
        """The same as a text."""
        return self.fill(self.texts.sections[section].empty)


def load(town: Town) -> Prose:
    """The texts in the current language, for the body of `town`."""
    return Prose(content.load("plan-document", PlanProse), body_fields(town))


T = TypeVar("T")

GAP = "–"
"""Stands in a cell for what is not there; an empty cell looks forgotten."""

MOST_UPRIGHT = 7
"""Columns of a matrix beside the first one, before its page is turned."""
MOST_TURNED = 12
"""Columns that stay readable on a turned page; more become a second matrix."""

_MOST_HEADING = 110
_ITEM = re.compile(r"(?:[-–—•*·]|\d{1,2}[.)])\s+")
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
"""But those that hold a number and its unit together."""


def written(text: str, language: str = "") -> list[Block]:
    """What a person wrote: a paragraph a line, and lists where lines begin with a dash or number.

    Signs such as `**` or `[…](…)` stay as they are. `language` is that of the text, where known.
    """
    blocks: list[Block] = []
    for mark, typed in _typed(text):
        item = spoken(typed, language)
        if not mark:
            blocks.append(Para(item))
            continue
        numbered = mark[0].isdigit()
        last = blocks[-1] if blocks else None
        if isinstance(last, Bullets) and last.numbered == numbered:
            blocks[-1] = Bullets((*last.items, item), numbered)
        else:
            blocks.append(Bullets((item,), numbered))
    return blocks


def text_of(charter: Charter, field: str) -> list[Block]:
    """A text of the plan, and above it whether it is still what the program proposed."""
    body = written(getattr(charter, field))
    return [*proposed(charter, field), *body] if body else []


def proposed(charter: Charter, field: str) -> Iterator[Block]:
    """What is said above something of the plan that is still what the program proposed."""
    if field in charter.suggested:
        yield proposal_mark()


def section(prose: Prose, level: int, name: str, charter: Charter, field: str) -> list[Block]:
    """A section whose body is a text of the plan, or the sentence that says it is missing."""
    body = text_of(charter, field)
    return [*prose.head(level, name), *body] if body else prose.empty(level, name)


def proposal() -> str:
    """Stands by what the program proposed and nobody has looked at."""
    return _("Proposal, not reviewed")


def proposal_mark() -> Para:
    """Stands above what is all only proposed."""
    return Para((Span(proposal(), strong=True),))


def marked_once(table: Table, *more: tuple[Cell, ...]) -> list[Block]:
    """The table and the rows that name nothing, such as a total; above it that all which it names
    is only proposed, where each row would say so."""
    mark = proposal()
    once = all(any(line.text == mark for line in row[0].lines) for row in table.rows)
    rows = (
        (replace(name, lines=tuple(x for x in name.lines if not once or x.text != mark)), *told)
        for name, *told in table.rows
    )
    return [*([proposal_mark()] if once else []), replace(table, rows=(*rows, *more))]


def heading(level: int, title: str) -> Heading:
    """A heading from a title that a person typed."""
    return Heading(level, titled(title, _MOST_HEADING))


def sheet(rows: Iterable[tuple[str, str | Cell]], suggested: str = "") -> list[Block]:
    """A list of words with what is said of each, of those of which anything is; none when none.

    Above it stands that it is only `suggested`.
    """
    kept = []
    for label, value in rows:
        body = value if isinstance(value, Cell) else cell(*lines(value))
        if body.lines:
            kept.append((cell(Line(label, Style.STRONG)), body))
    if not kept:
        return []
    columns = (Column("", 1.25), Column("", 3.6))
    told = Table(columns, tuple(kept), row_header=True, headed=False)
    return [proposal_mark(), told] if suggested else [told]


def named(title: str, suggested: str) -> Cell:
    """The cell with what an item of the plan is called."""
    return cell(titled(title), Line(proposal() if suggested else "", Style.MUTED))


def said(text: str | None, language: str = "") -> Cell:
    """A cell with the text, or with a dash."""
    return cell(*(lines(text or "", language) or [Line(GAP)]))


def filled(table: Table) -> Table:
    """The table without the columns in which no row says anything."""
    kept = [
        number
        for number in range(len(table.columns))
        if any(row[number] not in (cell(), said("")) for row in table.rows)
    ]
    return replace(
        table,
        columns=tuple(table.columns[number] for number in kept),
        rows=tuple(tuple(row[number] for number in kept) for row in table.rows),
    )


def lines(text: str, language: str = "") -> list[Line]:
    """The lines that a person typed; those that begin with a dash or a dot are items of a list."""
    typed = ((mark, item, mark[:1].isdigit()) for mark, item in _typed(text))
    return [
        Line(
            spoken(f"{mark}{item}" if counted else item, language), item=bool(mark) and not counted
        )
        for mark, item, counted in typed
    ]


def _typed(text: str) -> Iterator[tuple[str, str]]:
    """Each line that says something, and the dash, dot or number that it began with."""
    for line in clean_lines(text).split("\n"):
        whole = f"{_BLANKS.sub(' ', line).strip()} "
        mark = _ITEM.match(whole)
        begun = mark[0] if mark else ""
        item = whole[len(begun) :].strip()
        if visible(item):
            yield begun, item


def brief_day(day: date | None) -> str:
    """`31 dic 2027`; empty without a day."""
    return "" if day is None else brief_day_of_year(day)


def chunks(items: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """The items in order, in groups of nearly equal size and at most `most`."""
    groups = -(-len(items) // most)
    for group in range(groups):
        yield items[len(items) * group // groups : len(items) * (group + 1) // groups]


def web_link(address: str) -> str:
    """The address as a link, or empty when it is none: a counter, a number, a name."""
    text = address.strip()
    if not text or len(text) > MOST_LINK or any(char.isspace() for char in text):
        return ""
    if text.startswith(("https://", "http://")):
        return text
    try:
        host = urlsplit(f"https://{text}").hostname or ""
    except ValueError:
        return ""
    return f"https://{text}" if "." in host.strip(".") and "@" not in text else ""


def yes(value: bool) -> str:
    """`Yes` or nothing: what does not apply has no row."""
    return _("Yes") if value else ""

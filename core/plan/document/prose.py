"""The words that join the facts of a printed plan: titles, openings, and what to say of a gap."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from core import content
from core.documents.model import Block, Heading, Para
from core.town.model import Town
from core.town.naming import body_fields


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A chapter or a part of one; `empty` is said when the plan has nothing for it yet.

    Without `title` it is a single sentence of its chapter.
    """

    title: str = ""
    lead: str = ""
    text: tuple[str, ...] = ()
    empty: str = ""


class FirstHour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first hour of a crisis."""

    before_title: str
    before: tuple[str, ...]
    line_title: str
    line: tuple[str, ...]
    line_note: str
    close_title: str
    close: tuple[str, ...]


class Term(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word of the trade and what it means."""

    id: str
    term: str
    meaning: str


class Summary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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
    approved_empty: str


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content file `plan-document`."""

    sections: Mapping[str, Section]
    first_hour: FirstHour
    glossary: tuple[Term, ...]
    summary: Summary
    rules_of_use: RulesOfUse


@dataclass(frozen=True)
class Prose:
    """The texts in one language, and what fills their places."""

    texts: Texts
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

    def _opening(self, level: int, section: Section) -> list[Block]:
        heading = Heading(level, self.fill(section.title))
        return [heading, Para(self.fill(section.lead), lead=True)] if section.lead else [heading]

    def missing(self, section: str) -> Para:
        """The sentence that says what the plan does not have yet."""
        return Para(self.fill(self.texts.sections[section].empty))


def load(town: Town) -> Prose:
    """The texts in the current language, for the body of `town`."""
    return Prose(content.load("plan-document", Texts), body_fields(town))

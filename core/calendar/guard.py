"""What a council may say of itself between the call of an election and its vote.

Organic Law 5/1985 (LOREG), art. 50.2 and 50.3, with Instruction 2/2011 of the Central Electoral
Board (BOE-A-2011-5522), and the laws of some regions on public advertising. A text in Spanish is
read by the words of what boards have ordered down, and of what people need; where it has neither
it is flagged, too, since silence costs less than a fine. It is advice, and a person decides. Doubts
go to the electoral board of the zone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

import msgspec

import resources
from core import content, i18n
from core.calendar.elections import merged
from core.calendar.model import Election
from core.decoding import from_data
from core.i18n import _
from core.plan.electoral import ElectoralPeriod
from core.text import clean, fold
from core.town.model import Town


@dataclass(frozen=True)
class Reason:
    """Why a text must not go out, or why it may."""

    rule: str
    """Its id in `electoral.toml`; empty where nothing was found at all."""
    words: str
    """Those of the text that it is about."""
    why: str
    law: str = ""
    instead: str = ""
    """What would be right."""

    def __str__(self) -> str:
        named = _("“{words}”: {why}").format(words=self.words, why=self.why)
        told = named if self.words else self.why
        cited = f"{told} ({self.law})." if self.law else f"{told}."
        return f"{cited} {self.instead}".strip()


@dataclass(frozen=True)
class Judgement:
    """What the rules say of a text on a day."""

    flag: bool
    """True where a person has to decide: something in it is banned that day, or its use unclear."""
    reasons: tuple[Reason, ...]

    @property
    def clear(self) -> bool:
        """False where nothing in the text is known, and a person has to say what it is for."""
        return all(reason.rule != "unclear" for reason in self.reasons)


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person is told of a rule."""

    why: str
    law: str
    instead: str = ""


class RegionalLaw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A law that stops campaigns of a council in a municipal election, whatever they say."""

    region: str
    law: str
    above: int = 0
    """Inhabitants up to which it does not bind."""


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    only_by_region: bool = False


class _AllWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    banned: tuple[_Words, ...]
    allowed: tuple[_Words, ...]


class _Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    outside: str
    unclear: Explanation
    """Of a text that neither says anything banned nor anything of use."""
    banned: dict[str, Explanation]
    allowed: dict[str, Explanation]
    regional: tuple[RegionalLaw, ...]


def judge(
    text: str, day: date, town: Town | None = None, entered: Sequence[Election] = ()
) -> Judgement:
    """What the rules say of `text` if it goes out on `day`: of the municipal elections and of
    those that somebody entered.

    Without a town the laws of its region are left out.
    """
    return judged(text, merged(entered, day, day), town)


def judged(text: str, under_way: Sequence[ElectoralPeriod], town: Town | None = None) -> Judgement:
    """As `judge`, in these electoral periods; in none of them everything may be said."""
    if not under_way:
        outside = content.load("electoral", _Texts).outside
        return Judgement(flag=False, reasons=(Reason("", "", outside),))
    return _read(clean(text), regional_law(town), i18n.current())


@lru_cache(maxsize=2048)
def _read(text: str, law_of_region: str, _language: str) -> Judgement:
    """Remembered, for a calendar asks it of the same texts after each change."""
    texts = content.load("electoral", _Texts)
    found = tuple(_banned(text, texts, law_of_region))
    if found:
        return Judgement(flag=True, reasons=found)
    allowed = tuple(_allowed(text, texts))
    if allowed:
        return Judgement(flag=False, reasons=allowed)
    told = texts.unclear
    unclear = Reason("unclear", "", told.why, told.law, told.instead)
    return Judgement(flag=True, reasons=(unclear,))


def regional_law(town: Town | None) -> str:
    """The law of its region that stops campaigns of this town, or nothing."""
    if town is None:
        return ""
    for known in content.load("electoral", _Texts).regional:
        if known.region == town.region and (town.population or 0) >= known.above:
            return known.law
    return ""


def _banned(text: str, texts: _Texts, law_of_region: str) -> Iterator[Reason]:
    folded = fold(text)
    said = set()
    for rule in _words().banned:
        if rule.id in said or (rule.only_by_region and not law_of_region):
            continue
        found = _first(rule, folded)
        if found is not None:
            said.add(rule.id)
            told = texts.banned[rule.id]
            law = law_of_region if rule.only_by_region else told.law
            yield Reason(rule.id, _quoted(text, folded, found), told.why, law, told.instead)


def _allowed(text: str, texts: _Texts) -> Iterator[Reason]:
    folded = fold(text)
    for rule in _words().allowed:
        found = _first(rule, folded)
        if found is not None:
            told = texts.allowed[rule.id]
            yield Reason(rule.id, _quoted(text, folded, found), told.why, told.law)


def _first(rule: _Words, folded: str) -> re.Match[str] | None:
    words, unless = _compiled(rule)
    found = words.search(folded)
    return None if found is None or (unless and unless.search(folded)) else found


def _quoted(text: str, folded: str, found: re.Match[str]) -> str:
    # A letter that folds into two, such as ß, moves what stands after it.
    source = text if len(text) == len(folded) else folded
    start, end = found.span()
    while end < len(source) and source[end].isalnum() and source[end - 1].isalnum():
        end += 1
    return source[start:end].strip()


@cache
def _words() -> _AllWords:
    """Of Spanish, whatever the language of whoever asks."""
    return from_data(resources.path("data", "electoral-words.toml"), _AllWords)


@cache
def _compiled(rule: _Words) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    unless = re.compile("|".join(rule.unless)) if rule.unless else None
    return re.compile("|".join(rule.words)), unless

"""What no rule can tell: why it is unsure or left out, what the person says, what that teaches."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.i18n import _
from core.mentions.alarms.wording import quoted
from core.mentions.kinds import WatchKind
from core.mentions.listening.intake import make_mentions
from core.mentions.model import Item, Source, Watch
from core.mentions.records import decisions, items, mentions, sources, watches
from core.mentions.watches.bearer_words import TownFeatures
from core.mentions.watches.bearers import Bearer
from core.mentions.watches.full_text import Phrase, read
from core.mentions.watches.marks import Telling, WatchRule, look, rule
from core.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database


_ROAD = re.compile(r"\b[A-Z]{1,3}-\d{1,4}\b")
_POST_CODE = re.compile(r"\b\d{5}\b")
_SENTENCE = re.compile(r"[.!?:;…\n«“\"]+\s*")
_CAPITAL = r"\b[A-ZÁÉÍÓÚÀÈÒÜÑÇ](?:[^\W\d_]|['’·-])+(?![\w-])"
_NAME = re.compile(rf"{_CAPITAL}(?:\s+(?:(?:de|del|la|las|los|el|y|d')\s+){{0,2}}{_CAPITAL})*")
_READ = 3000
"""Characters of a text that are looked at."""
_MOST = 6


@dataclass(frozen=True)
class Clues:
    """As they stand in the item, the first ones first; none that the watch has already."""

    signs: tuple[str, ...] = ()
    """Roads, and post codes of the province: they are of one place only."""
    names: tuple[str, ...] = ()
    """What is written with capitals: places, people, clubs."""


def of(item: Item, watch: Watch, province: str) -> Clues:
    """What an item offers a watch to tell its town from others of the name.

    `province` is the number of the town's, two digits, with which its post codes begin; or empty.
    """
    text = f"{item.title}\n{item.text[:_READ]}"
    codes = [each for each in _POST_CODE.findall(text) if province and each.startswith(province)]
    signs = _new([*_ROAD.findall(text), *codes], watch)
    return Clues(signs, tuple(other for other in _new(_names(text), watch) if other not in signs))


def _names(text: str) -> Iterable[str]:
    """Names inside sentences; one word at the beginning of a sentence has its capital anyhow."""
    for sentence in _SENTENCE.split(text):
        for found in _NAME.finditer(sentence):
            name = found.group()
            if not found.start() and " " not in name:
                continue
            if name.upper() != name:
                yield name


def _new(words: Iterable[str], watch: Watch) -> tuple[str, ...]:
    """Each once, without the names of the watch and what it has in its lists."""
    wanted = rule(watch)
    has = {other.words for other in (*wanted.any_of, *wanted.near, *wanted.none_of, *wanted.longer)}
    found: dict[str, str] = {}
    for word in words:
        phrase = read(word)
        own = any(Telling(word).find(other) for other in wanted.any_of)
        if phrase is not None and phrase.words not in has and not own:
            found.setdefault(fold(word), word)
    return tuple(found.values())[:_MOST]


_SHOWN = 3
"""Words in a sentence."""


@dataclass(frozen=True)
class DoubtLesson:
    """What a watch and a source learn from one decision; what is empty teaches nothing."""

    near: str = ""
    """From now on a word that places the name."""
    none_of: str = ""
    """From now on a word that says that it is not ours."""
    local: bool = False
    """From now on the source is one of the place."""

    def __bool__(self) -> bool:
        return bool(self.near or self.none_of or self.local)


def decide(db: "Database", item_ids: Sequence[int], ours: bool, now: datetime) -> None:
    """The person says whether items that are no mentions are ours.

    Then they are mentions, whatever the rules say; else no rule makes them one.
    """
    asked = mentions.not_yet(db.conn, item_ids)
    decisions.say(db, asked, ours, now)
    if ours:
        make_mentions(db, items.some(db.conn, asked), now)


def teach(db: "Database", watch: Watch, source: Source | None, lesson: DoubtLesson) -> None:
    """Put into a watch and its source what was learnt; what is stored is then found again.

    A watch that needs no word near the name learns none: it would count near that one only.
    """
    near = (*watch.near, *filter(None, [lesson.near])) if watch.near else ()
    none_of = (*watch.none_of, *filter(None, [lesson.none_of]))
    if (near, none_of) != (watch.near, watch.none_of):
        watches.save(db, replace(watch, near=near, none_of=none_of))
    if lesson.local and source is not None:
        sources.save(db, replace(source, local=True))


def why_unsure(watch: Watch, item: Item, place: TownFeatures | None = None) -> str:
    """Why a watch does not know whether an item is ours; `place` is the town of the workspace."""
    wanted, told = rule(watch, place), Telling(item.title, item.text)
    seen = look(wanted, told)
    if not seen.names:
        return _(
            "A search for your town found it, but the part that can be seen here does not name it."
        )
    if seen.borne:
        return "\n".join(_of_others(seen.borne, told))
    names = quoted(told.words(seen.names)[:_SHOWN])
    far = _standing(wanted.near, told)
    if far:
        return _("It says {names}; {words} is more than {count} words away.").format(
            names=names, words=quoted(far[:_SHOWN]), count=watch.distance
        )
    return _(
        "It says {names}; nothing near says where, such as {words}. Nothing is against it either."
    ).format(names=names, words=quoted(watch.near[:_SHOWN]))


def why_left_out(
    there: Iterable[Watch], item: Item, place: TownFeatures | None = None
) -> list[str]:
    """Why watches that look for what is ours leave out an item that holds their names."""
    told = Telling(item.title, item.text)
    ours = (watch for watch in there if watch.enabled and watch.kind is WatchKind.SUBJECT)
    found = (_against(rule(watch, place), watch.title, told) for watch in ours)
    return [sentence for sentence in found if sentence]


def _against(wanted: WatchRule, title: str, told: Telling) -> str:
    seen = look(wanted, told)
    names = told.words(seen.names) or told.words(span for span, _bearer in seen.borne)
    against = _standing(wanted.none_of, told)
    if names and against:
        return _("It says {names} and also {words}, which the search “{title}” leaves out.").format(
            names=quoted(names[:_SHOWN]), words=quoted(against[:_SHOWN]), title=title
        )
    if seen.borne:
        return "\n".join(_of_others(seen.borne, told))
    longer = _standing(wanted.longer, told)
    if longer and not names:
        return _("It says {words}, a longer name that is not ours.").format(
            words=quoted(longer[:_SHOWN])
        )
    return ""


def _of_others(borne: Sequence[tuple[range, Bearer]], told: Telling) -> list[str]:
    """Who bears the name, a sentence for each kind."""
    found: dict[Bearer, str] = {}
    for span, bearer in borne:
        found.setdefault(
            bearer, _BEARERS[bearer]().format(name=_("“{word}”").format(word=told.around(span)))
        )
    return list(found.values())


_BEARERS: dict[Bearer, Callable[[], str]] = {
    Bearer.PERSON: lambda: _("In {name} the name is a person’s."),
    Bearer.STREET: lambda: _("In {name} the name is that of a street or a district."),
    Bearer.NOBLE: lambda: _("In {name} the name is part of a title."),
    Bearer.TEAM: lambda: _("In {name} the name is that of a club."),
    Bearer.THING: lambda: _("In {name} it has an article, like a club, a river or a road."),
    Bearer.PROVINCE: lambda: _("In {name} the name is that of the province."),
    Bearer.ELSEWHERE: lambda: _("In {name} another place is meant."),
    Bearer.LONGER: lambda: _("In {name} it is part of a longer name."),
    Bearer.PART: lambda: _("In {name} it may be part of a longer name."),
    Bearer.SPORT: lambda: _("{name} is in sports news: it may be the club."),
    Bearer.ABROAD: lambda: _("{name} is in what looks like news of another country."),
    Bearer.WORD: lambda: _("In {name} it may be an everyday word."),
}


def _standing(sought: Iterable[Phrase], told: Telling) -> tuple[str, ...]:
    return told.words(places for phrase in sought for places in told.find(phrase))

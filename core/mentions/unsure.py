"""What no rule can tell: why it is unsure or left out, what the person says, what that teaches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.i18n import _
from core.mentions.alarm_sentences import quoted
from core.mentions.intake import make_mentions
from core.mentions.kinds import WatchKind
from core.mentions.marks import Telling, look, rule
from core.mentions.model import Item, Source, Watch
from core.mentions.records import doubts, items, mentions, sources, watches
from core.mentions.watch_words import Phrase

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHOWN = 3
"""Words in a sentence."""


@dataclass(frozen=True)
class Lesson:
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
    doubts.say(db, asked, ours, now)
    if ours:
        make_mentions(db, items.some(db.conn, asked), now)


def teach(db: "Database", watch: Watch, source: Source | None, lesson: Lesson) -> None:
    """Put into a watch and its source what was learnt; what is stored is then found again."""
    near = (*watch.near, *filter(None, [lesson.near]))
    none_of = (*watch.none_of, *filter(None, [lesson.none_of]))
    if (near, none_of) != (watch.near, watch.none_of):
        watches.save(db, replace(watch, near=near, none_of=none_of))
    if lesson.local and source is not None:
        sources.save(db, replace(source, local=True))


def why_unsure(watch: Watch, item: Item) -> str:
    """Why a watch that found its name in an item does not know whether it is ours."""
    wanted, told = rule(watch), Telling(item.title, item.text)
    names = quoted(told.words(look(wanted, told).names)[:_SHOWN])
    far = _standing(wanted.near, told)
    if far:
        return _("It says {names}; {words} is more than {count} words away.").format(
            names=names, words=quoted(far[:_SHOWN]), count=watch.distance
        )
    return _(
        "It says {names}; nothing near says where, such as {words}. Nothing is against it either."
    ).format(names=names, words=quoted(watch.near[:_SHOWN]))


def why_left_out(there: Iterable[Watch], item: Item) -> list[str]:
    """Why watches that look for what is ours leave out an item that holds their names."""
    told = Telling(item.title, item.text)
    found = (_against(one, told) for one in there if one.enabled and one.kind is WatchKind.SUBJECT)
    return [sentence for sentence in found if sentence]


def _against(watch: Watch, told: Telling) -> str:
    wanted = rule(watch)
    names = told.words(look(wanted, told).names)
    against = _standing(wanted.none_of, told)
    if names and against:
        return _("It says {names} and also {words}, which the watch “{title}” leaves out.").format(
            names=quoted(names[:_SHOWN]), words=quoted(against[:_SHOWN]), title=watch.title
        )
    longer = _standing(wanted.longer, told)
    if longer and not names:
        return _("It says {words}, a longer name that is not ours.").format(
            words=quoted(longer[:_SHOWN])
        )
    return ""


def _standing(sought: Iterable[Phrase], told: Telling) -> tuple[str, ...]:
    return told.words(places for one in sought for places in told.find(one))

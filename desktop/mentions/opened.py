"""Everything the reading pane tells about one item."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.days import clock_time
from core.i18n import _, ngettext
from core.mentions import evidence, stories, unsure
from core.mentions.kinds import WatchKind
from core.mentions.labels import tone_label
from core.mentions.model import Evidence, Item, Mention, Source, Watch
from core.mentions.records import decisions, items, mentions, sources, watches
from core.mentions.records.decisions import PastDecisions
from core.mentions.records.mentions import Row
from core.mentions.stories import StoryTelling
from core.mentions.unsure import Clues
from core.mentions.watches import marks
from core.mentions.watches.bearer_words import place_of
from core.mentions.watches.marks import Why
from core.store import Connection
from core.town import records as town_records
from desktop.mentions import inbox_words as words

_STOPS = 8
"""Places of a story that are named; of the rest, how many they are."""


@dataclass(frozen=True)
class Opened:
    """One item with what is known about it."""

    row: Row
    item: Item
    """With its HTML."""
    hit: tuple[Watch, ...]
    """The watches that found it."""
    whys: tuple[Why, ...]
    source: Source | None
    """None for what was noted by hand."""
    spread: tuple[StoryTelling, ...]
    """Where its story was told, first seen first."""
    kept: Evidence | None
    topics: tuple[Watch, ...]
    """All sensitive topics there are."""
    verdict: bool | None
    """Whether the person said that it is ours."""
    doubting: tuple[Watch, ...]
    """The watches that found only their name in it."""
    unsure: tuple[str, ...]
    """Why they do not know, in sentences."""
    left_out: tuple[str, ...]
    """Why watches on what is ours do not count it, in sentences."""
    clues: Clues
    """What it offers a doubting watch to learn."""
    said: PastDecisions
    """What the person said so far of what was unsure."""

    @property
    def mention(self) -> Mention | None:
        """What is kept about it, when it is a mention."""
        return self.row.mention


def read(connection: Connection, item_id: int) -> Opened | None:
    """What is known about an item, or None when it is gone."""
    item, found = items.one(connection, item_id), mentions.rows(connection, [item_id])
    if item is None or not found:
        return None
    hits = set(watches.hits_of(connection, item_id))
    rules = watches.everything(connection)
    hit = tuple(rule for rule in rules if rule.id in hits)
    source = None if item.source_id is None else sources.one(connection, item.source_id)
    story = found[0].mention.story_id if found[0].mention else None
    doubting = set(decisions.watches_of(connection, item_id)) if found[0].unsure else set()
    doubted = tuple(rule for rule in rules if rule.id in doubting)
    town = town_records.load(connection)
    place = place_of(town)
    return Opened(
        row=found[0],
        item=item,
        hit=hit,
        whys=tuple(marks.explain(hit, item)),
        source=source,
        spread=() if story is None else tuple(stories.spread(connection, story)),
        kept=evidence.taken(connection, item_id),
        topics=tuple(rule for rule in rules if rule.kind is WatchKind.TOPIC),
        verdict=decisions.verdict(connection, item_id),
        doubting=doubted,
        unsure=tuple(unsure.why_unsure(watch, item, place) for watch in doubted),
        left_out=() if found[0].mention else tuple(unsure.why_left_out(rules, item, place)),
        clues=unsure.of(item, doubted[0], town.ine_code[:2]) if doubted else Clues(),
        said=decisions.said(connection),
    )


def why_words(opened: Opened) -> str:
    """Why it is in the inbox, or why it is no mention; a sentence a line."""
    told = [_why(why) for why in opened.whys]
    if opened.source is None:
        told.append(_("You noted it by hand."))
    elif opened.source.own:
        told.append(_("Everything from this source counts as a mention."))
    if opened.verdict is not None:
        told.append(
            _("You said that it is ours.") if opened.verdict else _("You said that it is not ours.")
        )
    told += opened.unsure
    told += opened.left_out
    if opened.mention is None and not (opened.doubting or opened.left_out or opened.verdict):
        told.append(_("No search found it. Say that it is ours and it counts as a mention."))
    return "\n".join(told) or _("The search that found it has other words now.")


def why_title(opened: Opened) -> str:
    """What `why_words` answers."""
    if opened.row.unsure:
        return _("Why it is unsure")
    return _("Why it does not count") if opened.mention is None else _("Why it is here")


def _why(why: Why) -> str:
    found = ", ".join(why.words)
    if why.watch.kind is WatchKind.TOPIC:
        sentence = _("Sensitive topic “{title}”: {words}.")
    else:
        sentence = _("Search “{title}”: {words}.")
    return sentence.format(title=why.watch.title, words=found)


def tone_sentence(mention: Mention) -> str:
    """What the tone rests on."""
    if mention.tone_set is not None:
        hint = tone_label(_as_hinted(mention))
        return _("You said so; the guess was “{hint}”.").format(hint=hint)
    if not mention.tone_words:
        return _("No word gives it away.")
    listed = ", ".join(_("“{word}”").format(word=word) for word in mention.tone_words)
    return _("because of {words}.").format(words=listed)


def _as_hinted(mention: Mention) -> Mention:
    return Mention(mention.item_id, mention.at, tone=mention.tone)


def story_words(spread: Sequence[StoryTelling], now: datetime) -> str:
    """Where the story was told, each place when it told it first; empty for a single mention."""
    if len(spread) < 2:
        return ""
    first: dict[str, datetime] = {}
    for other in spread:
        first.setdefault(other.place, other.at)
    told = [f"{place} {_when(at, now)}" for place, at in first.items()]
    more = len(told) - _STOPS
    if more > 0:
        told[_STOPS:] = [ngettext("and one more", "and {count} more", more).format(count=more)]
    return " → ".join(told)


def _when(at: datetime, now: datetime) -> str:
    if at.astimezone().date() == now.astimezone().date():
        return clock_time(at)
    return f"{words.short_time(at, now)} {clock_time(at)}"

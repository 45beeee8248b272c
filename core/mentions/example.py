"""A year of listening for the example town, through the same engine as any other."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from core import content, i18n
from core.days import moment_at
from core.mentions import recipes
from core.mentions.alarm_model import AlarmFacts, AlarmReason, ReasonKind
from core.mentions.alarms import alarms
from core.mentions.kinds import AlarmState, MentionState, ToneBand, Trouble
from core.mentions.listening import intake
from core.mentions.listening.intake import settle
from core.mentions.model import Decisions, Item, Source, SourceMemory, Visit, Watch
from core.mentions.records import alarms as alarm_records
from core.mentions.records import decisions, items, mentions, sources, watches
from core.mentions.records.items import NewItem
from core.mentions.tone import tone
from core.mentions.watches import topics
from core.plan.kinds import LevelName

if TYPE_CHECKING:
    from sqlite_utils import Database

_READ_AGO = timedelta(minutes=8)
"""Since the last reading of the sources."""
_SEEN_AFTER = timedelta(minutes=20)
_DECIDED_AFTER = timedelta(minutes=40)
_WATER, _FILM = 104, 142
"""Days ago of the two alarms that are settled."""
_MORE_THAN_ANY = 500
"""Items of one source."""


class ExampleSource(msgspec.Struct, forbid_unknown_fields=True):
    """A source; `failing_days` is for how long it has not been found."""

    id: str
    title: str
    address: str
    recipe: str = recipes.PLAIN
    own: bool = False
    secret: bool = False
    weight: int = 2
    silence_days: int | None = None
    note: str = ""
    failing_days: int = 0


class ExampleWatch(msgspec.Struct, forbid_unknown_fields=True):
    """A watch on what is ours."""

    title: str
    any_of: list[str]
    near: list[str] = []
    none_of: list[str] = []
    note: str = ""


class ExampleNews(msgspec.Struct, array_like=True):
    """One item; `place` is the id of a source, or else where it was heard.

    `done` is a state, with the hours until the answer after a colon; `tone` is what the person
    said of it, or empty, and `note` what the person wrote down.
    """

    hour: str
    place: str
    title: str
    text: str
    done: str = MentionState.READ
    tone: Literal["", "negative", "none", "positive"] = ""
    note: str = ""


class ExampleDay(msgspec.Struct, forbid_unknown_fields=True):
    """What was said so many days ago."""

    days: int
    list: list[ExampleNews]


class ExampleWords(msgspec.Struct, forbid_unknown_fields=True):
    """What the person wrote down."""

    confirmed_subject: str
    dismissed_reason: str


class ExampleMentions(msgspec.Struct, forbid_unknown_fields=True):
    """The content file `example-mentions`; `others` are items that are no mention, or unsure."""

    sources: list[ExampleSource]
    watches: list[ExampleWatch]
    words: ExampleWords
    news: list[ExampleDay]
    others: list[ExampleDay]


@dataclass(frozen=True)
class _ExampleMention:
    days: int
    at: datetime
    news: ExampleNews


def plant(db: "Database", now: datetime) -> None:
    """Fill a new workspace with sources, watches, a year of mentions and their alarms."""
    example = content.load("example-mentions", ExampleMentions)
    today = now.astimezone().date()
    decisions.save(db, replace(Decisions(), listening=False))
    # In English the example town is told in English, and so are its topics and its tone.
    languages = tuple(dict.fromkeys(("es", i18n.current())))
    by_place = {source.id: _plant_source(db, source, now) for source in example.sources}
    for watch in example.watches:
        planted = Watch(
            watch.title,
            any_of=tuple(watch.any_of),
            near=tuple(watch.near),
            none_of=tuple(watch.none_of),
            note=watch.note,
        )
        watches.add(db, planted)
    for pack in topics.packs():
        watches.add(db, topics.watch_of(pack, languages))
    said = sorted(_said([*example.news, *example.others], today, now), key=lambda other: other.at)
    stored = items.add(db, [_new(other, by_place, now) for other in said])
    own = {source.id for source in by_place.values() if source.own}
    noted = [item for item in stored if item.source_id is None]
    judge = tone.plain(languages)
    made = {item.id for item in settle(db, stored, own, now, judge)}
    intake.make_mentions(db, [item for item in noted if item.id not in made], now)
    _decide(db, list(zip(said, stored, strict=True)), now)
    _settle_alarms(db, list(zip(said, stored, strict=True)), example.words)
    alarms.watch_over(db, now)
    _read_lately(db, example.sources, by_place, now)


def _plant_source(db: "Database", example: ExampleSource, now: datetime) -> Source:
    source = Source(
        title=example.title,
        address=example.address,
        recipe=example.recipe,
        page="" if example.secret else f"https://{example.address.split('/')[2]}/",
        secret=example.secret,
        own=example.own,
        weight=example.weight,
        language="es",
        silence_days=example.silence_days,
        note=example.note,
    )
    return replace(source, id=sources.add(db, source, now - timedelta(days=366)))


def _said(days: Sequence[ExampleDay], today: date, now: datetime) -> Iterator[_ExampleMention]:
    """Everything with its moment; nothing is of the future, whatever the hour of today."""
    for day in days:
        for news in day.list:
            hour = time.fromisoformat(news.hour)
            at = moment_at(today - timedelta(days=day.days), hour)
            yield _ExampleMention(
                day.days, at if at <= now - _READ_AGO else at - timedelta(days=1), news
            )


def _new(said: _ExampleMention, by_place: dict[str, Source], now: datetime) -> NewItem:
    source, news = by_place.get(said.news.place), said.news
    key = hashlib.blake2b(f"{said.days} {news.place} {news.title}".encode(), digest_size=16)
    item = Item(
        id=0,
        source_id=source.id if source else None,
        at=said.at,
        seen_at=min(said.at + _SEEN_AFTER, now - _READ_AGO) if source else said.at,
        title=news.title,
        text=news.text if source else f"{news.title}\n{news.text}".strip(),
        link=f"{source.page}{key.hexdigest()[:8]}" if source and source.page else "",
        outlet="" if source else news.place,
        language="es",
    )
    return NewItem(key.digest(), item)


def _decide(db: "Database", stored: Sequence[tuple[_ExampleMention, Item]], now: datetime) -> None:
    """What the person did with each, and when."""
    for said, item in stored:
        state, _colon, hours = said.news.done.partition(":")
        asked = min(said.at + _DECIDED_AFTER, now)
        if hours:
            mentions.set_state(db, [item.id], MentionState.TO_ANSWER, asked)
            asked = min(asked + timedelta(hours=int(hours)), now)
        mentions.set_state(db, [item.id], MentionState(state), asked)
        if said.news.tone:
            tone.correct(db, [item.id], ToneBand(said.news.tone))
        if said.news.note:
            mentions.set_note(db, item.id, said.news.note)


def _settle_alarms(
    db: "Database", stored: Sequence[tuple[_ExampleMention, Item]], words: ExampleWords
) -> None:
    """Two alarms of the past: the summer without water, and a film shot in a namesake."""
    town = watches.everything(db.conn)[0]
    for days, level in ((_WATER, LevelName.ORANGE), (_FILM, LevelName.YELLOW)):
        of_day = [item for said, item in stored if said.days == days]
        facts = AlarmFacts(
            level=level,
            reasons=(AlarmReason(ReasonKind.COUNT, count=len(of_day), of=1),),
            level_reason=AlarmReason(ReasonKind.PLAN_COUNT, count=len(of_day), of=len(of_day)),
            stories=len(of_day),
            mentions=len(of_day),
            usual=0.4,
            items=tuple(item.id for item in of_day),
        )
        raised = of_day[-1].at + _SEEN_AFTER
        alarm_id = alarm_records.add(db, town.id, words.confirmed_subject, facts, raised)
        if days == _FILM:
            alarms.dismiss(db, alarm_id, words.dismissed_reason, raised + timedelta(hours=1))
        else:
            alarms.confirm(db, alarm_id, raised + timedelta(minutes=5))
            over = raised + timedelta(days=1)
            alarm_records.close(db, alarm_id, AlarmState.CONFIRMED, over)


def _read_lately(
    db: "Database", examples: Sequence[ExampleSource], by_place: dict[str, Source], now: datetime
) -> None:
    """What is remembered of each source, as if it had been read until now."""
    last = now - _READ_AGO
    for example in examples:
        source = by_place[example.id]
        newest = items.newest_times(db.conn, source.id, _MORE_THAN_ANY)
        began = now - timedelta(days=365)
        good = last - timedelta(days=example.failing_days)
        reading = SourceMemory(
            source.id, tried_at=last, ok_at=good, fresh_at=newest[0] if newest else None
        )
        sources.note_visit(db, Visit(source.id, began, good, times=5200, fresh=len(newest)))
        if example.failing_days:
            tries = example.failing_days * 4
            reading = replace(
                reading, failures=tries, problem=Trouble.NOT_FOUND, next_at=now + timedelta(hours=5)
            )
            failed = Visit(source.id, good, last, times=tries, problem=Trouble.NOT_FOUND)
            sources.note_visit(db, failed)
        sources.remember(db, reading)

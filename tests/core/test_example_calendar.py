"""The calendar of the example town: four months of it, right on whatever day it is made."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core import content, example, i18n
from core.calendar import checks, decisions, gaps, layers, records
from core.calendar.checks import Place
from core.calendar.example import ExampleCalendar
from core.calendar.gaps import GapKind
from core.calendar.model import CalendarItem, ItemState, SeriesKind, still_to_ask
from core.clock import FixedClock
from core.plan import records as plan_records
from core.plan.kinds import UseName
from core.plan.model import Plan
from core.store import open_store

NOW = datetime(2026, 11, 24, 10, 32, 5, tzinfo=UTC)
"""The same day wherever the tests run."""
TODAY = NOW.astimezone().date()
LANGUAGES = ("es", "en")
OTHER_MOMENTS = [
    NOW.replace(day=30, hour=0),
    NOW.replace(day=29, hour=22),
    NOW.replace(month=7, day=2, hour=9),
]
"""The night to a Monday, the end of a week, and a summer."""


@dataclass(frozen=True)
class Calendar:
    """The example town, open to be read."""

    connection: sqlite3.Connection
    plan: Plan
    items: list[CalendarItem]

    def named(self, title: str) -> CalendarItem:
        (found,) = (item for item in self.items if item.title == title)
        return found

    def of(self, kind: SeriesKind) -> dict[str, list[CalendarItem]]:
        """The items of each series of a kind, in order."""
        found = defaultdict(list)
        for item in self.items:
            series = item.series_id and records.series(self.connection, item.series_id)
            if series and series.kind is kind:
                found[series.title].append(item)
        return found

    def checked(self, item: CalendarItem) -> list[checks.Check]:
        places = [
            Place(channel, [fact for fact in self.plan.facts if fact.channel_id == channel.id])
            for channel in self.plan.channels
            if channel.id in item.channels
        ]
        return checks.before(item, places, ["es"])

    def channel(self, kind: str) -> int:
        return next(channel.id for channel in self.plan.channels if channel.kind == kind)


def opened(folder: Path, language: str, now: datetime = NOW) -> Iterator[Calendar]:
    with i18n.language(language):
        path = folder / f"{language}.pregon"
        example.create(path, FixedClock(now))
    store = open_store(path, FixedClock(now))
    with store.read() as connection:
        yield Calendar(connection, plan_records.load(connection), records.every(connection))
    store.close()


@pytest.fixture(scope="module", params=LANGUAGES)
def each(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Calendar]:
    yield from opened(tmp_path_factory.mktemp("example"), str(request.param))


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calendar]:
    yield from opened(tmp_path_factory.mktemp("example"), "es")


# What is there


def test_four_months_with_a_little_every_week(each):
    days = sorted(item.day for item in each.items if item.day and item.day.year < 2027)
    assert TODAY - days[0] > timedelta(weeks=9)
    assert 60 <= len(each.items) <= 80
    assert all(after - before <= timedelta(weeks=1) for before, after in pairwise(days))


def test_what_is_past_went_out_or_was_dropped(each):
    past = [item for item in each.items if item.day and item.day < TODAY]
    assert {item.state for item in past} == {ItemState.PUBLISHED, ItemState.DROPPED}
    for item in past:
        out = records.published(each.connection, item.id)
        wanted = set(item.channels) if item.state is ItemState.PUBLISHED else set()
        assert {one.channel_id for one in out} == wanted, item.title
        for one in out:
            moment = one.published_at.astimezone()
            assert (moment.date(), moment.time()) == (item.day, item.hour)
            assert one.who


def test_an_event_is_told_before_during_and_after(calendar):
    assert [item.title for item in calendar.of(SeriesKind.EVENT)["Romería"]] == [
        "Romería: programa",
        "Hoy, romería",
        "Romería: cinco fotos y gracias",
    ]


def test_a_deadline_opens_is_remembered_and_closes_also_without_internet(calendar):
    grants = calendar.of(SeriesKind.DEADLINE)["Becas de libros"]
    offline = {channel.id for channel in calendar.plan.channels if channel.offline}
    assert [item.title for item in grants] == [
        "Becas: se abre el plazo",
        "Becas: recordatorio",
        "Becas: último día",
    ]
    assert all(item.use is UseName.DEADLINES and offline & {*item.channels} for item in grants)


def test_two_things_are_repeated_by_a_rule(calendar):
    repeated = calendar.of(SeriesKind.REPEATED)
    weekdays = {title: {item.day.weekday() for item in found} for title, found in repeated.items()}
    assert weekdays == {"La pregunta de la semana": {0}, "Boletín del jueves": {3}}
    for found in repeated.values():
        assert len(found) >= 9
        assert len({after.day - before.day for before, after in pairwise(found)}) == 1


def test_the_fiestas_of_the_town_are_days_without_work(calendar):
    known = layers.day_notes(calendar.connection, date(2026, 12, 3), date(2026, 12, 4))
    assert [day.day for day, notes in known.items() if any(note.free for note in notes)] == [4]


def test_four_ideas_wait_for_a_day(each):
    ideas = records.without_day(each.connection)
    assert [item.state for item in ideas] == [ItemState.IDEA] * 4


def test_of_the_water_cut_it_is_asked_today_whether_it_is_still_true(calendar):
    water = calendar.named("Corte de agua en calle Real")
    web, list_, speaker, bando = map(
        calendar.channel, ("web", "whatsapp_list", "loudspeaker", "bando")
    )
    assert water.day == water.ask_on == TODAY
    assert still_to_ask(water, TODAY)
    assert len(water.text(list_, "es")) == 184
    assert len(water.text(speaker, "es").split()) <= checks.SPOKEN_WORDS
    assert "miércoles 25 de noviembre" in water.text(web, "es")
    assert water.text(bando, "es") == ""
    assert [(check.rule, check.channel_id) for check in calendar.checked(water)] == [
        ("no-text", bando)
    ]


def test_only_one_that_is_still_to_come_was_dropped_and_says_why(calendar):
    (dropped,) = (
        item
        for item in calendar.items
        if item.state is ItemState.DROPPED and item.day and TODAY - item.day < timedelta(weeks=1)
    )
    assert dropped.title == "La brigada, en la plaza"
    assert dropped.note


def test_older_people_hear_nothing_for_three_weeks_and_one_use_is_far_from_its_share(calendar):
    first, last = calendar.items[0].day, TODAY + timedelta(weeks=6)
    found = gaps.look(calendar.connection, first, last)
    assert [(gap.kind, gap.audience_id, gap.use) for gap in found] == [
        (GapKind.SHARE, None, UseName.SERVICE),
        (GapKind.AUDIENCE, calendar.plan.audiences[0].id, None),
    ]
    assert timedelta(weeks=3) <= found[1].end - found[1].start + timedelta(days=1)


def test_everything_was_held_once_for_a_fire_and_each_says_what_became_of_it(each):
    fire = [item for item in each.items if "17:20" in item.note]
    assert Counter(item.state for item in fire) == {ItemState.PUBLISHED: 1, ItemState.DROPPED: 2}
    for item in each.items:
        assert (item.held_from, item.held_why, item.incident_id) == ("", "", None)


def test_what_is_to_come_lacks_but_a_text_or_the_description_of_one_poster(calendar):
    found = Counter(
        check.rule for item in calendar.items if item.to_come for check in calendar.checked(item)
    )
    assert {rule: found[rule] for rule in found if rule != "no-text"} == {"no-alt": 1}
    ready = [item for item in calendar.items if item.state is ItemState.READY]
    assert sum(bool(calendar.checked(item)) for item in ready) == 1


# The electoral period


def test_in_the_electoral_period_two_are_asked_about_and_one_is_not(each):
    bound = [item for item in each.items if item.day and item.day > date(2027, 3, 30)]
    asked = decisions.questions(each.connection, each.items)
    assert [(item.day, item.id in asked) for item in bound] == [
        (date(2027, 4, 6), False),
        (date(2027, 4, 9), True),
        (date(2027, 4, 16), True),
    ]
    assert all(judgement.clear for judgement in asked.values())


# Whatever the day


@pytest.mark.parametrize("now", OTHER_MOMENTS)
def test_it_is_right_on_any_day(tmp_path, now):
    for there in opened(tmp_path, "es", now):
        today = now.astimezone().date()
        past = [item for item in there.items if item.day and item.day < today]
        assert not [item.title for item in past if item.to_come]
        assert all(item.texts for item in past if item.state is ItemState.PUBLISHED)
        out = records.published(there.connection)
        assert max(one.published_at for one in out) <= now
        assert any(still_to_ask(item, today) for item in there.items)
        wrong = {check.rule for item in there.items for check in there.checked(item)}
        assert wrong <= {"no-text", "no-alt"}


# The content files


def test_both_languages_publish_the_same_and_name_it_in_other_words():
    told = []
    for language in LANGUAGES:
        with i18n.language(language):
            told.append(content.load("example-calendar", ExampleCalendar))
    for one, other in zip(told[0].items, told[1].items, strict=True):
        assert one.title != other.title
        assert bool(one.note) == bool(other.note)
        translated = {"title": "", "note": "", "ask_whom": ""}
        same = [
            {name: getattr(item, name) for name in item.__struct_fields__} | translated
            for item in (one, other)
        ]
        assert same[0] == same[1]

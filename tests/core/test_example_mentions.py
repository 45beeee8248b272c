"""The listening of the example town: a year of it, in both languages, with one alarm to look at."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import resources
from core import clock as clocks
from core import content, example, i18n
from core.clock import FixedClock
from core.mentions.alarm_model import ReasonKind
from core.mentions.alarms import alarms, sightings
from core.mentions.example import ExampleMentions
from core.mentions.kinds import AlarmState, MentionState, ToneBand, Trouble
from core.mentions.records import decisions, items, mentions, sources
from core.mentions.sources import health
from core.plan.kinds import LevelName
from core.store import open_store

NOW = datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC)
LANGUAGES = ("es", "en")
MEDIA = {"Radio Comarca", "El Eco Comarcal", "Diario Provincial"}


@dataclass(frozen=True)
class Town:
    """The example town, open to be read, and what its content file says."""

    connection: sqlite3.Connection
    told: ExampleMentions

    def figure(self, sql: str) -> int:
        return int(self.connection.execute(sql).fetchone()[0])

    def column(self, sql: str) -> list[str]:
        return [row[0] for row in self.connection.execute(sql)]


@dataclass(frozen=True)
class Told:
    """A mention of the burst."""

    at: datetime
    place: str
    story_id: int


def burst(town: Town) -> list[Told]:
    """What the open alarm was raised by, oldest first."""
    rows = town.connection.execute(
        "SELECT item.at, coalesce(source.title, item.outlet), mention.story_id FROM alarm"
        " JOIN alarm_item ON alarm_id = alarm.id JOIN item ON item.id = alarm_item.item_id"
        " JOIN mention ON mention.item_id = item.id"
        " LEFT JOIN source ON source.id = item.source_id"
        " WHERE alarm.state = 'open' ORDER BY item.at"
    )
    return [Told(clocks.from_text(at), place, story_id) for at, place, story_id in rows]


def opened(folder: Path, language: str, now: datetime = NOW) -> Iterator[Town]:
    with i18n.language(language):
        path = folder / f"{language}.pregon"
        example.create(path, FixedClock(now))
        told = content.load("example-mentions", ExampleMentions)
    store = open_store(path, FixedClock(now))
    with store.read() as connection:
        yield Town(connection, told)
    store.close()


@pytest.fixture(scope="module", params=LANGUAGES)
def town(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    yield from opened(tmp_path_factory.mktemp("example"), str(request.param))


# A year of it


def test_it_was_listened_to_for_a_year_with_more_read_than_kept(town):
    kept = town.figure("SELECT count(*) FROM mention")
    assert kept >= 160
    assert town.figure("SELECT count(*) FROM item") >= kept + 40
    first = clocks.from_text(town.column("SELECT min(at) FROM mention")[0])
    assert timedelta(days=350) < NOW - first <= timedelta(days=366)


def test_the_months_of_feasts_are_the_busiest(town):
    by_month = Counter(moment[:7] for moment in town.column("SELECT at FROM mention"))
    assert {month for month, _count in by_month.most_common(2)} == {"2026-08", "2026-09"}


def test_little_waits_and_most_is_done(town):
    counts = mentions.counts(town.connection)
    assert counts[MentionState.NEW] == 3
    assert counts[MentionState.TO_ANSWER] == 3
    assert counts[MentionState.IGNORED] >= 3
    assert counts[MentionState.ANSWERED] >= 30
    assert counts[MentionState.READ] > counts[MentionState.ANSWERED]


def test_what_was_answered_was_asked_before(town):
    rows = town.connection.execute(
        "SELECT to_answer_at, answered_at FROM mention WHERE state = 'answered'"
    )
    assert all(row[0] < row[1] for row in rows)


def test_neighbours_were_heard_where_there_is_no_feed(town):
    places = set(town.column("SELECT outlet FROM item WHERE source_id IS NULL"))
    assert len(places) >= 4


def test_all_three_tones_are_there_and_the_person_mended_some(town):
    assert set(town.column("SELECT DISTINCT tone FROM mention")) == set(ToneBand)
    assert town.figure("SELECT count(*) FROM mention WHERE tone_set IS NOT NULL") >= 4
    assert town.figure("SELECT count(*) FROM mention WHERE note <> ''") >= 4


def test_some_stories_are_told_by_several_media(town):
    stories = Counter(town.column("SELECT story_id FROM mention"))
    assert sum(count > 1 for count in stories.values()) >= 5


# The burst and the record of alarms


def test_the_poison_in_the_parks_raises_an_alarm_that_waits_for_the_person(town):
    (alarm,) = alarms.open_ones(town.connection)
    assert alarm.subject == "Valdehierro"
    # The plan's red level begins with harm to people, animals or the water.
    assert alarm.level is LevelName.RED
    assert {ReasonKind.COUNT, ReasonKind.SENSITIVE} <= {item.kind for item in alarm.facts.reasons}


def test_the_burst_comes_from_several_places_within_a_day(town):
    told = burst(town)
    assert 5 <= len(told) <= 7
    assert told[-1].at - told[0].at <= timedelta(hours=20)
    assert len({other.place for other in told}) >= 4
    assert 3 <= len({other.story_id for other in told}) < len(told)


def test_the_three_media_tell_the_death_of_the_dog_as_one_story(town):
    stories = {told.story_id for told in burst(town) if told.place in MEDIA}
    assert {told.place for told in burst(town) if told.story_id in stories} == MEDIA
    assert len(stories) == 1


def test_one_alarm_of_the_past_was_right_and_one_was_not(town):
    closed = {item.state: item for item in alarms.everything(town.connection) if not item.is_live}
    assert set(closed) == {AlarmState.CONFIRMED, AlarmState.DISMISSED}
    assert closed[AlarmState.CONFIRMED].was_right is True
    assert closed[AlarmState.DISMISSED].was_right is False
    assert closed[AlarmState.DISMISSED].reason == town.told.words.dismissed_reason
    raised = [reason.kind for alarm in closed.values() for reason in alarm.facts.reasons]
    assert set(raised) == {ReasonKind.COUNT}


def test_the_mentions_of_the_alarm_that_was_right_are_kept_as_evidence(town):
    right = next(alarm for alarm in alarms.everything(town.connection) if alarm.was_right)
    kept = town.connection.execute("SELECT item_id FROM evidence ORDER BY item_id")
    assert [row[0] for row in kept] == sorted(right.items)


def test_both_languages_plant_the_same_mentions_and_raise_the_same_alarms(tmp_path):
    planted = []
    for language in LANGUAGES:
        for town in opened(tmp_path, language):
            raised = [
                (
                    (alarm.state, alarm.level, len(alarm.items), alarm.facts.mentions),
                    [(reason.kind, reason.count) for reason in alarm.facts.reasons],
                )
                for alarm in alarms.everything(town.connection)
            ]
            kept = town.column(
                "SELECT item.at FROM mention JOIN item ON item.id = item_id ORDER BY item.at"
            )
            planted.append((kept, mentions.counts(town.connection), raised))
    assert planted[0] == planted[1]


def test_the_alarm_keeps_as_many_mentions_as_it_counts(town):
    (alarm,) = alarms.open_ones(town.connection)
    assert len(alarm.items) == alarm.facts.mentions


# The sources


def test_nothing_is_fetched_from_hosts_that_do_not_exist(town):
    assert not decisions.load(town.connection).listening
    hosts = {urlsplit(item.address).hostname or "" for item in sources.everything(town.connection)}
    assert len(hosts) == 12
    assert all(host.endswith(".example") for host in hosts)


def test_one_source_fails_since_five_days_and_one_is_secret(town):
    failing = [reading for reading in sources.readings(town.connection).values() if reading.problem]
    assert [reading.problem for reading in failing] == [Trouble.NOT_FOUND]
    assert failing[0].ok_at is not None
    assert timedelta(days=5) <= NOW - failing[0].ok_at < timedelta(days=6)
    assert sum(source.secret for source in sources.everything(town.connection)) == 1


def test_one_source_has_been_silent_for_weeks_and_no_other(town):
    readings = sources.readings(town.connection)
    silent = {
        source.id: found
        for source in sources.everything(town.connection)
        if (times := items.newest_times(town.connection, source.id, health.HABIT_ITEMS))
        and (found := health.silence(source, readings[source.id], times, NOW))
    }
    (found,) = silent.values()
    assert NOW - found.last > timedelta(weeks=2)


def test_every_source_has_brought_something(town):
    brought = set(town.column("SELECT DISTINCT source_id FROM item WHERE source_id IS NOT NULL"))
    assert len(brought) == len(town.told.sources)


def test_no_medium_of_the_whole_country_is_in_it(town):
    places = {source.title for source in town.told.sources}
    places |= {news.place for day in town.told.news for news in day.list}
    assert not [place for place in places if sightings.is_national(place)]


# Whatever the hour


@pytest.mark.parametrize("hour", [0, 7, 11, 23])
def test_nothing_in_it_is_of_the_future_and_the_alarm_is_there(tmp_path, hour):
    now = NOW.replace(hour=hour, minute=5)
    for town in opened(tmp_path, "es", now):
        latest = (
            "SELECT max(moment) FROM (SELECT max(at) AS moment FROM item"
            " UNION ALL SELECT max(seen_at) FROM item"
            " UNION ALL SELECT max(to_answer_at) FROM mention"
            " UNION ALL SELECT max(answered_at) FROM mention"
            " UNION ALL SELECT max(until) FROM visit)"
        )
        assert clocks.from_text(town.column(latest)[0]) <= now
        assert len(alarms.open_ones(town.connection)) == 1


def test_two_items_have_a_name_of_the_town_alone_and_wait_for_the_person(town):
    assert decisions.count(town.connection) == 2


# The content files


def test_both_languages_tell_the_same_events_in_other_words():
    told = {}
    for language in LANGUAGES:
        with i18n.language(language):
            told[language] = content.load("example-mentions", ExampleMentions)
    spanish, english = told["es"], told["en"]
    same = [
        [(source.id, source.address, source.own, source.weight) for source in each.sources]
        for each in told.values()
    ]
    assert same[0] == same[1]
    known = {source.id for source in spanish.sources}
    for part in ("news", "others"):
        for day, other in zip(getattr(spanish, part), getattr(english, part), strict=True):
            assert day.days == other.days
            for item, two in zip(day.list, other.list, strict=True):
                assert (item.hour, item.done, item.tone) == (two.hour, two.done, two.tone)
                assert item.place == two.place or item.place not in known
                assert bool(item.text) == bool(two.text)
                assert bool(item.note) == bool(two.note)
                assert item.title != two.title


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_unsaid(language):
    text = resources.path("content", language, "example-mentions.toml").read_text("utf-8")
    assert "None" not in text
    assert "TODO" not in text

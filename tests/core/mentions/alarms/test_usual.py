"""What is usual in a small town, and when a count is too many for chance."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from core.mentions.alarms import usual
from core.mentions.alarms.reading import Habits
from core.mentions.alarms.usual import Usual
from core.mentions.records.alarms import PastMention

TUESDAY = date(2026, 11, 24)


def days(*counts: int) -> dict[date, int]:
    """Counts of the days before Tuesday, yesterday first."""
    return {TUESDAY - timedelta(days=back): count for back, count in enumerate(counts, 1)}


def test_where_nothing_is_ever_said_the_floor_is_expected():
    assert usual.usual({}, TUESDAY) == 0.3


def test_an_even_town_is_expected_to_go_on_so():
    assert usual.usual(days(*[2] * 56), TUESDAY) == pytest.approx(2)


def test_a_weekday_with_its_own_habit_is_expected_to_keep_it():
    # The bulletin of the district comes on Tuesdays.
    counts = {TUESDAY - timedelta(weeks=back): 6 for back in range(1, 9)}

    # Four days as any of the week count beside the eight: (8 * 6 + 4 * 48 / 56) / 12.
    assert usual.habit(counts, TUESDAY) == pytest.approx(4.2857, abs=0.0001)
    # And of a Wednesday, which had none in eight weeks with seven such Tuesdays: 4 * 42 / 56 / 12.
    assert usual.habit(counts, TUESDAY + timedelta(days=1)) == pytest.approx(0.25)


def test_what_is_older_than_eight_weeks_is_forgotten():
    counts = {TUESDAY - timedelta(days=back): 9 for back in range(57, 90)}

    assert usual.usual(counts, TUESDAY) == 0.3


def test_today_does_not_say_what_is_usual_today():
    assert usual.usual({TUESDAY: 40}, TUESDAY) == 0.3


def test_a_crisis_of_three_days_does_not_hide_the_next_one():
    quiet = days(*[1] * 56)
    after_crisis = quiet | {TUESDAY - timedelta(days=back): 30 for back in (20, 21, 22)}

    assert usual.usual(after_crisis, TUESDAY) == pytest.approx(usual.usual(quiet, TUESDAY))


def test_days_before_anybody_listened_are_not_days_without_mentions():
    since = TUESDAY - timedelta(days=10)
    counts = days(*[4] * 10)

    assert usual.usual(counts, TUESDAY, since) == pytest.approx(4)
    assert usual.is_known(TUESDAY, since)
    assert not usual.is_known(TUESDAY, TUESDAY - timedelta(days=6))


def test_a_day_is_shared_out_at_midnight():
    noon = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    assert usual.share_of_day(noon) == pytest.approx(0.5)
    assert usual.share_of_day(noon.replace(hour=0)) == 0


@pytest.mark.parametrize(
    ("count", "expected", "probability"),
    [(0, 0.3, 1.0), (1, 0.3, 0.2592), (3, 0.3, 0.0036), (3, 1.0, 0.0803), (10, 10.0, 0.5421)],
)
def test_the_tail_is_that_of_the_tables(count, expected, probability):
    assert usual.tail(count, expected) == pytest.approx(probability, abs=0.0001)


def test_the_tail_holds_for_large_counts_too():
    assert usual.tail(1000, 1000.0) == pytest.approx(0.504, abs=0.001)
    assert 0 < usual.tail(1400, 1000.0) < 1e-20
    assert usual.tail(60, 0.3) < 1e-80


def test_the_band_holds_four_days_of_five():
    assert usual.band(0.3) == Usual(0.3, 0, 1)
    assert usual.band(25.0) == Usual(25.0, 19, 32)
    assert usual.band(0.0) == Usual(0.0, 0, 0)


def test_a_week_is_expected_as_the_eight_before_it():
    monday = TUESDAY - timedelta(days=1)
    counts = {monday - timedelta(days=back): 1 for back in range(1, 57)}

    # What the week itself brought changes nothing.
    assert usual.week(counts | {monday: 50}, monday) == usual.band(7.0)


def test_of_the_first_week_nothing_is_expected():
    monday = TUESDAY - timedelta(days=1)

    assert usual.week({}, monday, since=monday - timedelta(days=3)) is None


def test_what_is_told_for_ill_of_a_topic_by_the_press_and_widely_has_each_its_habit():
    press, forum = 1, 2
    agenda = (press, ["El Norte"], False, [])
    dogs = (forum, ["Foro"], True, ["Animales"])
    criticism = (press, ["El Norte"], True, [])
    scandal = (forum, ["Foro", "Radio Sur", "El Norte"], True, [])
    past: list[PastMention] = []
    topics: dict[int, list[str]] = {}
    for back in range(1, 60):
        noon = datetime.combine(TUESDAY - timedelta(days=back), time(12)).astimezone()
        for nth, story in enumerate([agenda, dogs, dogs, criticism, scandal, scandal, scandal]):
            source, places, ill, touched = story
            for place in places:
                topics[len(past)] = touched
                item = (len(past), noon, noon, source, place, 10 * back + nth, ill)
                past.append(PastMention(*item))
    since = dict.fromkeys((press, forum), TUESDAY - timedelta(days=60))

    habits = Habits(past, topics, frozenset({press}), since, TUESDAY)

    today = habits.expected(datetime.combine(TUESDAY, time(18)).astimezone())
    assert [today.stories, today.negative] == pytest.approx([7, 6])
    assert [today.topics["Animales"], today.weighty, today.spread] == pytest.approx([2, 1, 3])

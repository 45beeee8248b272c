"""How a source is, in words."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.mentions.kinds import Trouble
from core.mentions.model import Source, SourceMemory, Visit
from core.mentions.sources import health
from core.mentions.sources.health import HealthTone, Silence, not_added, trouble_words
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RADIO = Source("Radio Comarca", "https://radio.example/feed?key=secret", id=1)
WELL = SourceMemory(
    1,
    tried_at=NOON - timedelta(minutes=10),
    ok_at=NOON - timedelta(minutes=10),
    fresh_at=NOON - timedelta(hours=5),
)


pytestmark = pytest.mark.usefixtures("english")


def failing(trouble: Trouble, failures: int = 1, detail: str = "") -> SourceMemory:
    return replace(
        WELL,
        problem=trouble,
        detail=detail,
        failures=failures,
        ok_at=NOON - timedelta(days=3),
    )


def test_a_source_that_is_well_says_when_it_was_read_and_brought_something():
    told = health.sentence(RADIO, WELL, NOON)

    assert told.tone is HealthTone.OK
    assert told.sentence == "Read 10 minutes ago. Something new came 5 hours ago."
    assert told.advice == ""


def test_a_source_that_brought_nothing_yet():
    told = health.sentence(RADIO, replace(WELL, fresh_at=None), NOON)

    assert told.sentence == "Read 10 minutes ago. It has brought nothing yet."


def test_a_source_that_was_not_read_yet_or_is_off():
    never = health.sentence(RADIO, None, NOON)
    off = health.sentence(replace(RADIO, enabled=False), WELL, NOON)

    assert (never.tone, never.sentence) == (HealthTone.WAITING, "Not read yet.")
    assert (off.tone, off.sentence) == (HealthTone.OFF, "Switched off: it is not read.")


def test_a_feed_that_is_gone_was_switched_off_by_listening_itself():
    told = health.sentence(replace(RADIO, enabled=False, stopped="gone"), WELL, NOON)

    assert told.tone is HealthTone.BAD
    assert told.sentence == "The site says that this feed is gone for good. It is no longer read."
    assert "new address" in told.advice


def test_a_failing_source_says_how_often_and_since_when():
    told = health.sentence(RADIO, failing(Trouble.SERVER, 4, "503"), NOON)

    assert told.tone is HealthTone.BAD
    assert told.sentence == (
        "The site has a fault of its own (503). 4 errors in a row. The last good reading was"
        " 3 days ago."
    )


def test_errors_in_a_row_are_two_at_least():
    once, twice = (health.sentence(RADIO, failing(Trouble.SLOW, count), NOON) for count in (1, 2))

    assert "in a row" not in once.sentence
    assert "2 errors in a row." in twice.sentence


def test_one_bad_moment_is_no_alarm():
    assert health.sentence(RADIO, failing(Trouble.SLOW, 2), NOON).tone is HealthTone.WARNING
    assert health.sentence(RADIO, failing(Trouble.SLOW, 3), NOON).tone is HealthTone.BAD
    assert health.sentence(RADIO, failing(Trouble.OFFLINE, 9), NOON).tone is HealthTone.WARNING
    assert health.sentence(RADIO, failing(Trouble.NOT_FOUND, 1), NOON).tone is HealthTone.BAD


def test_without_network_no_errors_of_the_source_are_counted():
    found = health.sentence(RADIO, failing(Trouble.OFFLINE, 9), NOON)
    assert "9" not in found.sentence


def test_the_site_is_named_and_the_key_in_its_address_is_not():
    told = health.sentence(RADIO, failing(Trouble.NO_HOST), NOON)

    assert "“radio.example”" in told.sentence
    assert "secret" not in told.sentence + told.advice


@pytest.mark.usefixtures("madrid")
def test_a_site_that_wants_to_be_left_alone_says_until_when():
    told = health.sentence(RADIO, failing(Trouble.TOO_MANY, 1, "2026-11-26T12:00:00Z"), NOON)
    unsaid = health.sentence(RADIO, failing(Trouble.TOO_MANY), NOON)

    assert told.tone is HealthTone.WARNING
    assert "will try again on 26/11/2026" in told.advice
    assert "will try less often" in unsaid.advice


@in_turn("language", ["es", "en"])
@in_turn("trouble", Trouble)
def test_every_trouble_has_its_words(trouble, language):
    detail = "2026-11-26T12:00:00Z" if trouble is Trouble.TOO_MANY else "503 {curly}"
    with i18n.language(language):
        sentence, advice = trouble_words(trouble, detail, "radio.example")
        unnamed, _advice = trouble_words(trouble, "")

    assert sentence.endswith(".")
    assert advice.endswith(".")
    assert "{" not in sentence.replace("{curly}", "") + unnamed


@pytest.mark.parametrize("trouble", Trouble)
def test_of_what_was_not_added_nothing_is_promised_and_nothing_is_to_be_taken_away(trouble):
    detail = "2026-11-26T12:00:00Z" if trouble is Trouble.TOO_MANY else "503"

    sentence, advice = not_added(trouble, detail)

    assert sentence == trouble_words(trouble, detail)[0]
    assert advice.startswith("Nothing was added. ")
    for words in ("by itself", "asks it", "it is read when", "take the source away", "new address"):
        assert words not in advice


def every(gap: timedelta, count: int = 50, last: datetime = NOON) -> list[datetime]:
    return [last - gap * number for number in range(count)]


def test_a_daily_source_is_silent_after_a_week():
    times = every(timedelta(days=1))

    assert health.silence(RADIO, WELL, times, NOON + timedelta(days=7)) is None
    silent = health.silence(RADIO, WELL, times, NOON + timedelta(days=8))
    assert silent == Silence(NOON, timedelta(days=1))


def test_the_habit_is_that_of_the_fifty_newest_items():
    """The gap before the newest is of an hour, the one before of two, and so on to 59."""
    gaps = [timedelta(hours=hours) for hours in range(60)]
    times = [NOON - sum(gaps[: place + 1], timedelta()) for place in range(60)]

    silent = health.silence(RADIO, WELL, times, NOON + timedelta(days=30))

    assert silent == Silence(NOON, timedelta(hours=25))


def test_a_source_of_every_week_is_silent_after_four():
    times = every(timedelta(days=7))

    assert health.silence(RADIO, WELL, times, NOON + timedelta(days=28)) is None
    assert health.silence(RADIO, WELL, times, NOON + timedelta(days=29)) is not None


def test_a_burst_does_not_make_a_habit():
    times = every(timedelta(days=10), 30) + [NOON - timedelta(days=95, hours=n) for n in range(10)]

    assert health.silence(RADIO, WELL, times, NOON + timedelta(days=30)) is None


def test_the_person_may_say_which_silence_counts():
    times = every(timedelta(days=30), 2)
    impatient = replace(RADIO, silence_days=3)
    never = replace(RADIO, silence_days=0)

    assert health.silence(impatient, WELL, times, NOON + timedelta(days=4)) == Silence(NOON, None)
    assert health.silence(impatient, WELL, times, NOON + timedelta(days=3)) is None
    assert health.silence(never, WELL, every(timedelta(1)), NOON + timedelta(days=400)) is None


def test_silence_is_only_told_of_a_source_that_is_read_well():
    times, later = every(timedelta(days=1)), NOON + timedelta(days=30)

    assert health.silence(RADIO, failing(Trouble.SERVER), times, later) is None
    assert health.silence(RADIO, None, times, later) is None
    assert health.silence(RADIO, WELL, [], later) is None
    assert health.silence(RADIO, WELL, times[:4], later) is None
    assert health.silence(RADIO, WELL, times[:5], later) is not None


def test_a_silent_source_is_told_apart_from_a_broken_one():
    silent = Silence(NOON - timedelta(days=23), timedelta(hours=50))

    told = health.sentence(RADIO, WELL, NOON, silent)

    assert told.tone is HealthTone.WARNING
    assert told.sentence == (
        "It answers, but its newest item is from 23 days ago. It usually brings one every 2 days."
    )
    assert "Open its page" in told.advice


@pytest.mark.usefixtures("madrid")
def test_the_history_is_told_stretch_by_stretch():
    later = NOON + timedelta(hours=2)
    here = NOON.astimezone()

    well = health.visit_sentence(Visit(1, NOON, later, times=4, fresh=1))
    once = health.visit_sentence(Visit(1, NOON, NOON, problem=Trouble.SLOW))
    often = health.visit_sentence(Visit(1, NOON, later, times=3, problem=Trouble.SLOW))

    assert well.startswith(f"24/11/2026 {here:%H:%M} to ")
    assert well.endswith(": Read well 4 times, 1 new item.")
    assert once == f"24/11/2026 {here:%H:%M}: The site takes too long to answer."
    assert often.endswith(": The site takes too long to answer. (3 attempts)")


@in_turn(
    "passed, words",
    [
        (timedelta(seconds=-90), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=61), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(minutes=61), "1 hour ago"),
        (timedelta(hours=47), "47 hours ago"),
        (timedelta(hours=48), "2 days ago"),
        (timedelta(days=400), "400 days ago"),
    ],
)
def test_how_long_ago(passed, words):
    assert health.ago(NOON, NOON + passed) == words

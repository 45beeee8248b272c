"""What the rows of the desk say, and what is around them."""

from datetime import UTC, datetime, time, timedelta

import pytest

from core.crisis.incidents import clock
from core.crisis.log import Hand
from core.crisis.model import LogEntry, LogKind
from desktop.crisis.desk import log_list
from desktop.theme.theme import current

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def entry(number: int, after: int, text: str, **more: object) -> LogEntry:
    at = NOON + timedelta(minutes=after)
    made = {"written_at": at, **more}
    return LogEntry(1, at, kind=LogKind.NOTE, text=text, id=number, **made)


def test_entries_go_by_when_they_happened_not_by_when_they_were_written():
    late = entry(3, 5, "visto en el papel", written_at=NOON + timedelta(hours=1), on_paper=True)
    rows = log_list.rows_of([entry(1, 0, "abre"), entry(2, 10, "llama"), late])

    assert [row.entry.text for row in rows] == ["llama", "visto en el papel", "abre"]
    assert "del papel" in rows[1].marks
    assert f"{late.written_at.astimezone():%H:%M}" in rows[1].marks


def test_a_correction_of_a_correction_stands_below_the_entry_they_are_about():
    entries = [
        entry(1, 0, "uno"),
        entry(2, 1, "dos"),
        entry(3, 2, "uno, bien", corrects=1),
        entry(4, 3, "uno, mejor", corrects=3),
    ]
    rows = log_list.rows_of(entries, newest_first=False)

    assert [row.entry.id for row in rows] == [1, 3, 4, 2]
    assert [row.corrected for row in rows] == [True, True, False, False]


@pytest.mark.usefixtures("madrid")
def test_an_entry_of_another_day_says_its_day_as_lists_do():
    rows = log_list.rows_of([entry(1, 0, "hoy"), entry(2, 60 * 24, "mañana")])

    assert [row.day for row in rows] == ["mié, 25 nov", ""]


@pytest.mark.usefixtures("madrid")
def test_what_is_written_down_another_day_says_that_day_too():
    late = entry(1, 0, "visto en el papel", written_at=NOON + timedelta(days=1))
    hour = f"{late.written_at.astimezone():%H:%M}"

    assert f"anotado el mié, 25 nov a las {hour}" in log_list.rows_of([late])[0].marks


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 h 0 min"), (18, "0 h 18 min"), (125, "2 h 5 min"), (60 * 51, "2 d 3 h")],
)
def test_how_long_it_is_open_is_said_in_hours_and_then_in_days(minutes, words):
    assert clock.duration(timedelta(minutes=minutes)) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (27 * 60 + 30, "faltan 27 min"),
        (59, "ahora"),
        (-59, "ahora"),
        (-240, "4 min tarde"),
        (3900, "faltan 1 h 5 min"),
    ],
)
def test_how_long_until_the_next_update(seconds, words):
    assert clock.until(timedelta(seconds=seconds)) == words


def test_an_hour_after_midnight_said_before_midnight_is_of_the_next_day():
    late = datetime.combine(NOON.date(), time(23, 40)).astimezone()

    due = clock.next_at(time(0, 15), late)

    assert due - late == timedelta(minutes=35)
    assert clock.next_at(time(23, 30), late) < late


def test_an_hour_before_midnight_said_after_midnight_was_of_the_day_before():
    early = datetime.combine(NOON.date(), time(0, 10)).astimezone()

    done = clock.done_at(Hand(early, "Lucía"), time(23, 50))

    assert early - done.moment == timedelta(minutes=20)
    assert done.who == "Lucía"


def test_what_was_done_in_this_minute_happens_now_and_a_later_hour_is_still_to_come():
    now = datetime.combine(NOON.date(), time(14, 32, 40)).astimezone()

    assert clock.done_at(Hand(now), time(14, 32)) == Hand(now)
    assert clock.done_at(Hand(now), time(15, 0)).moment > now


@pytest.mark.parametrize(
    ("said_at", "due"),
    [
        # In the last night of October the hour from two to three comes twice.
        (datetime(2026, 10, 24, 21, 40, tzinfo=UTC), datetime(2026, 10, 25, 7, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), datetime(2026, 10, 25, 7, 0, tzinfo=UTC)),
        (datetime(2026, 3, 28, 22, 40, tzinfo=UTC), datetime(2026, 3, 29, 6, 0, tzinfo=UTC)),
    ],
)
@pytest.mark.usefixtures("madrid")
def test_an_hour_promised_in_the_night_when_the_clocks_change_is_the_one_on_the_wall(said_at, due):
    assert clock.next_at(time(8, 0), said_at) == due


def test_among_other_things_the_log_has_no_corners_of_its_own(qtbot):
    listed = log_list.LogList("Diario", among=True)
    qtbot.addWidget(listed)
    listed.resize(200, 120)

    current().apply("contrast", 100)
    picture = listed.grab().toImage()
    current().apply("light", 100)

    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert len(colours) == 1

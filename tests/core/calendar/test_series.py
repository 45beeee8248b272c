"""Items that belong together: made, changed, moved and copied."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from core.calendar import records, recurrence, series
from core.calendar.model import CalendarItem, ItemState, ItemText, SeriesKind
from core.calendar.series import Reach
from core.errors import InvalidValue
from core.i18n import language
from core.plan.kinds import UseName
from core.plan.model import Channel
from core.store import Topic

TODAY = date(2026, 11, 16)
START = datetime.combine(date(2026, 12, 1), time(10))
DAYS = some.dates(date(2020, 1, 1), date(2199, 12, 31))
FEAST = CalendarItem(
    "Santa Bárbara", day=date(2026, 12, 4), hour=time(11), channels=(1, 2), place="Plaza Mayor"
)
GRANT = CalendarItem("Becas de libros", day=date(2026, 11, 18), hour=time(9), channels=(1,))
NEWSLETTER = CalendarItem("Boletín del jueves", day=date(2026, 11, 26), hour=time(9))


def seen(items):
    return [(item.title, item.day, item.hour) for item in items]


def stored(made):
    return [replace(item, id=number, series_id=1) for number, item in enumerate(made.items, 1)]


def every_thursday(count=4):
    made = series.repeated(NEWSLETTER, f"FREQ=WEEKLY;BYDAY=TH;COUNT={count}")
    return stored(made)


def test_an_event_is_told_before_on_the_day_and_after():
    with language("es"):
        made = series.event(FEAST, TODAY)

    assert made.series.kind is SeriesKind.EVENT
    assert seen(made.items) == [
        ("Santa Bárbara: programa", date(2026, 11, 27), time(10)),
        ("Hoy, Santa Bárbara", date(2026, 12, 4), time(11)),
        ("Santa Bárbara: fotos y gracias", date(2026, 12, 5), time(10)),
    ]
    assert {item.use for item in made.items} == {UseName.EVENTS}
    assert {(item.place, item.channels) for item in made.items} == {("Plaza Mayor", (1, 2))}


@pytest.mark.parametrize(
    ("today", "days"), [(date(2026, 12, 1), [1, 4, 5]), (date(2026, 12, 4), [4, 5])]
)
def test_an_event_that_is_near_is_announced_today_or_no_more(today, days):
    assert [item.day.day for item in series.event(FEAST, today).items] == days


def test_a_deadline_is_told_thrice_and_without_internet_too():
    channels = [Channel("Web", id=1), Channel("Bando", id=2, offline=True)]

    with language("es"):
        made = series.deadline(GRANT, date(2026, 12, 2), channels)

    assert made.series.kind is SeriesKind.DEADLINE
    assert seen(made.items) == [
        ("Becas de libros: se abre el plazo", date(2026, 11, 18), time(9)),
        ("Becas de libros: recordatorio", date(2026, 11, 25), time(9)),
        ("Becas de libros: último día", date(2026, 12, 2), time(9)),
    ]
    assert {(item.channels, item.use) for item in made.items} == {((1, 2), UseName.DEADLINES)}


@pytest.mark.parametrize(
    ("last", "days"),
    [
        (date(2026, 11, 18), [18]),
        (date(2026, 11, 19), [18, 19]),
        (date(2026, 11, 20), [18, 19, 20]),
        (date(2026, 11, 29), [18, 24, 29]),
        (date(2026, 11, 28), [18, 23, 28]),
        (date(2026, 11, 27), [18, 23, 27]),
        (date(2026, 11, 26), [18, 20, 26]),
    ],
)
def test_the_reminder_of_a_short_term_is_half_way_and_never_at_the_weekend(last, days):
    made = series.deadline(GRANT, last, [])

    assert [item.day.day for item in made.items] == days


def test_a_term_that_closes_before_it_opens_is_refused():
    with language("es"), pytest.raises(InvalidValue) as raised:
        series.deadline(GRANT, date(2026, 11, 17), [])

    assert str(raised.value) == (
        "El último día, 17/11/2026, es anterior al primero, 18/11/2026. Elija un último día igual o"
        " posterior."
    )


@pytest.mark.parametrize(
    "make", [lambda item: series.event(item, TODAY), lambda item: series.repeated(item, "")]
)
def test_what_has_no_day_is_refused(make):
    with language("es"), pytest.raises(InvalidValue, match="Diga en qué día"):
        make(CalendarItem("La mina en diez fotos"))


def test_the_title_of_a_part_fits_into_its_field():
    long = replace(FEAST, title="Santa Bárbara " * 12)

    assert {len(item.title) <= 120 for item in series.event(long, TODAY).items} == {True}


def test_a_rule_repeats_an_item_with_its_question_on_the_same_days_before():
    item = replace(NEWSLETTER, ask_on=date(2026, 11, 25), confirmed_on=date(2026, 11, 25))

    made = series.repeated(item, "RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20261210")

    assert [(item.day.day, item.ask_on.day) for item in made.items] == [(26, 25), (3, 2), (10, 9)]
    assert made.items[1].confirmed_on is None
    assert (made.series.kind, made.note) == (SeriesKind.REPEATED, "")


def test_a_rule_without_end_is_bounded_to_a_year_and_says_so():
    with language("es"):
        made = series.repeated(NEWSLETTER, "FREQ=WEEKLY;BYDAY=TH")

    assert len(made.items) == 53
    assert made.items[-1].day == date(2027, 11, 25)
    assert made.note == ("Se repite hasta el 25 de noviembre de 2027; después, vuelva a repetirlo.")


@pytest.mark.parametrize("hour", [time(2, 30), time(3), time(2)])
@pytest.mark.parametrize("day", [date(2027, 3, 27), date(2026, 10, 24)])
def test_hours_that_do_not_exist_or_exist_twice_stay_on_the_wall(day, hour):
    made = series.repeated(replace(NEWSLETTER, day=day, hour=hour), "FREQ=DAILY;COUNT=3")

    assert [(item.day, item.hour) for item in made.items] == [
        (day + timedelta(days=number), hour) for number in range(3)
    ]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", [(12, 25), (1, 29), (2, 26)]),
        ("freq=monthly;bymonthday=31;count=3;", [(12, 31), (1, 31), (3, 31)]),
        ("FREQ=DAILY;UNTIL=20261202T225959Z", [(12, 1), (12, 2)]),
        ("FREQ=YEARLY;COUNT=3", [(12, 1)]),
    ],
)
def test_rules_of_other_calendars_are_read(rule, days):
    found, _cut = recurrence.occurrences(rule, START)

    assert [(moment.month, moment.day) for moment in found] == days


@pytest.mark.parametrize(
    "rule",
    [
        "", "cada jueves", "FREQ=HOURLY", "FREQ=SECONDLY;COUNT=3", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;UNTIL=mañana", "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;BYEASTER=1", "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY\nRDATE:20260101",
        "FREQ=DAILY;COUNT=uno", "FREQ=DAILY;BYHOUR=25", "FREQ=DAILY;UNTIL=20270231",
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_in_a_sentence(rule):
    with language("es"), pytest.raises(InvalidValue) as raised:
        series.repeated(NEWSLETTER, rule)

    assert str(raised.value).endswith(
        "no dice cuándo se repite. Escríbalo como FREQ=WEEKLY;BYDAY=TH."
    )


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;UNTIL=20200101"],
)
def test_a_rule_that_gives_no_day_is_refused_before_anybody_waits(rule):
    with language("es"), pytest.raises(InvalidValue, match="no da ningún día en un año"):
        series.repeated(NEWSLETTER, rule)


@pytest.mark.parametrize("year", [1999, 2026, 2027, 2028, 2096, 2099, 2100])
@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=MONTHLY;BYMONTHDAY=29,31", "FREQ=YEARLY;BYWEEKNO=53",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
    ],
)  # fmt: skip
def test_days_are_those_of_the_years_asked_for(rule, year):
    start, last = START.replace(year=year), date(year + 6, 6, 1)

    there = list(recurrence.moments(rule, start, last))

    everything = iter(rrulestr(rule, dtstart=start))
    assert there == list(takewhile(lambda moment: moment.date() <= last, everything))


@given(some.text(), some.text())
def test_whatever_is_typed_as_a_rule_is_read_or_refused(value, more):
    for rule in (
        value,
        f"FREQ=DAILY;{value}={more}",
        f"FREQ=WEEKLY;BYDAY={value}",
        f"FREQ=DAILY;COUNT={value};UNTIL={more}",
    ):
        try:
            found, _cut = recurrence.occurrences(rule, START)
        except InvalidValue:
            continue
        assert 0 < len(found) <= 366


@pytest.mark.parametrize(
    ("reach", "hours"),
    [
        (Reach.ONE, {2: 18}),
        (Reach.REST, {2: 18, 3: 18, 4: 18}),
        (Reach.ALL, {1: 18, 2: 18, 3: 18, 4: 18}),
    ],
)
def test_a_change_is_for_one_for_the_rest_or_for_all(reach, hours):
    items = every_thursday()

    made = series.changed(items, items[1], replace(items[1], hour=time(18)), reach)

    assert {item.id: item.hour.hour for item in made} == hours


def test_a_change_leaves_what_one_alone_says_and_what_is_out():
    items = every_thursday(5)
    items[2] = replace(items[2], title="Boletín de Navidad")
    items[3] = replace(items[3], state=ItemState.PUBLISHED)
    after = replace(
        items[0],
        title="Boletín",
        state=ItemState.READY,
        texts=(ItemText("es", "Esta semana"),),
    )

    made = series.changed(items, items[0], after, Reach.ALL)

    assert [(item.id, item.title, item.state.value) for item in made] == [
        (1, "Boletín", "ready"), (2, "Boletín", "idea"), (3, "Boletín de Navidad", "idea"),
        (5, "Boletín", "idea"),
    ]  # fmt: skip
    assert {item.text(None, "es") for item in made} == {"Esta semana"}


def test_moving_one_moves_the_rest_by_as_many_days_and_asks_again():
    items = [replace(item, ask_on=item.day, confirmed_on=item.day) for item in every_thursday()]
    after = replace(items[1], day=date(2026, 12, 4), ask_on=date(2026, 12, 2))

    made = series.changed(items, items[1], after, Reach.REST)

    assert [(item.day, item.ask_on) for item in made] == [
        (date(2026, 12, day), date(2026, 12, day - 2)) for day in (4, 11, 18)
    ]
    assert made[1].confirmed_on is None


def test_the_rest_of_one_that_is_out_are_those_after_it():
    items = every_thursday(3)
    items[1] = replace(items[1], state=ItemState.PUBLISHED)

    assert [item.id for item in series.reached(items, items[1], Reach.REST)] == [2, 3]


def test_a_deadline_moves_with_its_reminders_in_one_step_and_back(store):
    with store.change(Topic.CALENDAR, label="plazo") as db:
        ids = series.keep(db, series.deadline(GRANT, date(2026, 12, 2), []))
    with store.read() as connection:
        first = records.one(connection, ids[0])
        kind = records.series(connection, first.series_id).kind
        before = records.of_series(connection, first.series_id)

    with store.change(Topic.CALENDAR, label="mover") as db:
        for item in series.shifted(before, 7):
            records.save(db, item)
    with store.read() as connection:
        after = records.of_series(connection, first.series_id)
    store.undo()

    assert kind is SeriesKind.DEADLINE
    assert [item.day for item in after] == [item.day + timedelta(days=7) for item in before]
    with store.read() as connection:
        assert records.of_series(connection, first.series_id) == before


def test_what_is_out_does_not_move_with_its_series():
    items = every_thursday(3)
    items[0] = replace(items[0], state=ItemState.PUBLISHED)
    items[1] = replace(items[1], state=ItemState.HELD)

    assert [item.id for item in series.shifted(items, -1)] == [2, 3]
    assert series.shifted(items, 0) == []


def test_a_month_is_copied_to_the_same_weekdays_of_the_same_weeks_as_ideas():
    december = [
        replace(NEWSLETTER, id=1, day=date(2026, 12, 3), state=ItemState.PUBLISHED, series_id=4),
        replace(NEWSLETTER, id=2, day=date(2026, 12, 31), ask_on=date(2026, 12, 30), uid="x@y"),
        replace(NEWSLETTER, id=3, day=date(2026, 12, 6), state=ItemState.DROPPED),
        replace(NEWSLETTER, id=4, day=date(2026, 11, 30)),
        replace(NEWSLETTER, id=5, day=None),
    ]

    made = series.copied_month(december, date(2026, 12, 15), date(2027, 2, 1))

    assert [(item.day, item.ask_on) for item in made] == [
        (date(2027, 2, 4), None), (date(2027, 2, 25), date(2027, 2, 24)),
    ]  # fmt: skip
    assert {(item.id, item.state, item.series_id, item.uid) for item in made} == {
        (0, ItemState.IDEA, None, "")
    }


@given(DAYS, DAYS)
def test_a_copy_keeps_its_weekday_and_stays_in_its_month(day, to):
    (made,) = series.copied_month([replace(NEWSLETTER, day=day)], day, to)

    assert made.day.weekday() == day.weekday()
    assert (made.day.year, made.day.month) == (to.year, to.month)
    assert (made.day.day - 1) // 7 in ((day.day - 1) // 7, (day.day - 1) // 7 - 1)

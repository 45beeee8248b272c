"""The figures of a report, counted by hand."""

from datetime import date, datetime, timedelta

import pytest

from core import clock as clocks
from core.errors import InvalidValue
from core.mentions.alarm_model import AlarmFacts, AlarmReason, ReasonKind
from core.mentions.kinds import MentionState, ToneBand, WatchKind
from core.mentions.model import Source, Watch
from core.mentions.records import alarms, sources, watches
from core.mentions.records.figures import AwaitedAnswer
from core.mentions.report import Report, report
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.store import Store, Topic

OCTOBER = date(2026, 10, 1), date(2026, 10, 31)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()


def october(store: Store, first: date = OCTOBER[0], last: date = OCTOBER[1]) -> Report:
    with store.read() as connection:
        return report(connection, first, last, store.clock.today())


def add_source(store: Store, title: str) -> int:
    with store.change(Topic.SOURCES) as db:
        return sources.add(db, Source(title, f"http://{title}.example/"), store.clock.now())


def add_topic(store: Store, title: str, *item_ids: int, enabled: bool = True) -> int:
    """A topic and the items that it hits."""
    with store.change(Topic.WATCHES) as db:
        watch = Watch(title, kind=WatchKind.TOPIC, any_of=("x",), enabled=enabled)
        watch_id = watches.add(db, watch)
        moment = local("2026-10-05 09:00")
        watches.add_hits(db, [(watch_id, moment, item_id) for item_id in item_ids])
    return watch_id


def add_story(store: Store, title: str) -> int:
    with store.change(Topic.MENTIONS) as db:
        moment = clocks.to_text(store.clock.now())
        cursor = db.conn.execute(
            "INSERT INTO story (title, first_at, last_at) VALUES (?, ?, ?)", [title, moment, moment]
        )
        return int(cursor.lastrowid or 0)


def test_the_first_and_the_last_day_belong_to_it_whole(store, say):
    for when in ("2026-09-30 23:59", "2026-10-01 00:00", "2026-10-31 23:59", "2026-11-01 00:00"):
        say(when)

    assert october(store).totals.mentions == 2


def test_days_the_wrong_way_round_are_told_in_words(store):
    with pytest.raises(InvalidValue, match=r"31/10/2026.*01/10/2026"):
        october(store, *reversed(OCTOBER))


def test_a_stretch_in_which_nothing_was_said_is_empty(store):
    made = october(store)

    assert (made.totals.mentions, made.tone.total, made.listening_since) == (0, 0, None)
    assert (made.weeks, made.outlets, made.topics, made.stories, made.alarms) == ((),) * 5
    assert made.answers.median_hours is None


@pytest.mark.parametrize("first", [date.min, date(1900, 1, 1)])
def test_any_days_can_be_asked_for(store, say, first):
    say("2026-10-05 09:00")

    made = october(store, first, date.max)

    assert made.totals.mentions == 1
    assert made.weeks[0].start == date(2026, 10, 5)
    assert made.weeks[-1].end == store.clock.today()


def test_what_is_not_ours_is_left_out_and_counted(store, say):
    say("2026-10-05 09:00", outlet="Hoy")
    say(
        "2026-10-05 10:00",
        outlet="El Colombiano",
        state=MentionState.IGNORED,
        tone=ToneBand.NEGATIVE,
    )
    for month in ("2026-09-30 23:59", "2026-11-01 00:00"):
        say(month, state=MentionState.IGNORED)

    made = october(store)

    assert (made.totals.mentions, made.totals.ignored) == (1, 1)
    assert [outlet.label for outlet in made.outlets] == ["Hoy"]
    assert made.tone.negative == 0


def test_mentions_of_one_story_are_one_story_and_others_one_each(store, say):
    cut = add_story(store, "Corte de agua")
    for day in (5, 6, 7):
        say(f"2026-10-0{day} 09:00", story_id=cut)
    say("2026-10-07 10:00")

    made = october(store)

    assert (made.totals.mentions, made.totals.stories) == (4, 2)
    (week,) = [other for other in made.weeks if other.mentions]
    assert (week.mentions, week.stories) == (4, 2)


def test_weeks_begin_on_monday_and_are_cut_at_the_ends(store, say):
    say("2026-09-01 09:00")
    say("2026-10-04 23:30")
    say("2026-10-05 00:30")

    weeks = october(store).weeks

    assert [(week.start.day, week.end.day) for week in weeks] == [
        (1, 4), (5, 11), (12, 18), (19, 25), (26, 31),
    ]  # fmt: skip
    assert [week.mentions for week in weeks] == [1, 1, 0, 0, 0]


def test_weeks_that_have_not_come_yet_are_left_out(store, say, clock):
    clock.moment = local("2026-10-13 12:00")
    say("2026-10-05 09:00")

    assert october(store).weeks[-1].end == date(2026, 10, 13)


def test_a_week_is_held_against_the_eight_before_it(store, say):
    for back in range(8, 0, -1):
        say(f"{date(2026, 10, 5) - timedelta(weeks=back)} 09:00")
    for hour in range(10, 18):
        say(f"2026-10-06 {hour}:00")

    made = october(store)

    first, second, *_others = made.weeks
    assert first.usual is not None
    assert second.usual is not None
    assert second.usual.low <= 1 <= second.usual.high < 8
    assert second.unusual
    # Of the week only four days belong to October.
    assert first.usual.expected < second.usual.expected
    assert made.usual is not None
    assert made.usual.expected > second.usual.expected


def test_nothing_is_called_usual_before_four_weeks_of_listening(store, say):
    say("2026-09-20 09:00")

    made = october(store)

    assert made.listening_since == date(2026, 9, 20)
    assert made.usual is None
    assert [week.usual is None for week in made.weeks] == [True, True, True, False, False]


def test_a_year_is_not_held_against_eight_weeks_as_one(store, say):
    say("2024-10-05 09:00")

    assert october(store, date(2026, 1, 1)).usual is None


def test_an_outlet_is_the_medium_or_the_source_and_counts_once(store, say):
    search, radio = add_source(store, "Google News"), add_source(store, "Radio Comarca")
    say("2026-10-05 09:00", source_id=search, outlet="Hoy", tone=ToneBand.NEGATIVE)
    say("2026-10-05 10:00", source_id=search, outlet="HOY")
    say("2026-10-05 11:00", source_id=search, outlet="Hoy")
    say("2026-10-05 12:00", source_id=radio)
    say("2026-10-05 13:00", outlet="El bar")

    made = october(store)

    assert [(outlet.label, outlet.total, outlet.negative) for outlet in made.outlets] == [
        ("Hoy", 3, 1), ("El bar", 1, 0), ("Radio Comarca", 1, 0),
    ]  # fmt: skip
    assert made.totals.by_hand == 1


def test_the_persons_word_about_the_tone_rules_over_the_hint(store, say):
    say("2026-09-30 09:00", tone=ToneBand.NEGATIVE)
    say("2026-10-05 09:00", tone=ToneBand.NEGATIVE, tone_set=ToneBand.POSITIVE)
    say("2026-10-06 09:00", tone=ToneBand.NEGATIVE)

    september, month = october(store, date(2026, 9, 1)).months

    assert (september.label, september.negative) == ("2026-09", 1)
    assert (month.label, month.negative, month.none, month.positive) == ("2026-10", 1, 0, 1)


def test_the_persons_topic_rules_over_the_words(store, say):
    both, moved = say("2026-10-05 09:00"), say("2026-10-05 10:00")
    add_topic(store, "Agua", both, moved)
    fiestas = add_topic(store, "Fiestas", both)
    add_topic(store, "Obras", both, enabled=False)
    with store.change(Topic.MENTIONS) as db:
        db.conn.execute("UPDATE mention SET topic_id = ? WHERE item_id = ?", [fiestas, moved])

    assert [(topic.label, topic.total) for topic in october(store).topics] == [
        ("Fiestas", 2),
        ("Agua", 1),
    ]


def test_a_story_says_who_told_it_first_even_before_the_stretch(store, say):
    cut, once = add_story(store, "Corte de agua"), add_story(store, "Feria")
    say("2026-09-30 20:00", outlet="Radio", story_id=cut)
    say("2026-10-01 09:00", outlet="Hoy", story_id=cut)
    say("2026-10-03 09:00", outlet="Hoy", story_id=cut)
    say("2026-10-03 10:00", outlet="ABC", story_id=cut)
    say("2026-10-04 10:00", outlet="ABC", story_id=once)

    (told,) = october(store).stories

    assert (told.title, told.first_told_by) == ("Corte de agua", "Radio")
    assert (told.mentions, told.outlets, told.days) == (3, 2, 2)


def test_answers_are_timed_and_held_against_the_promise_of_the_plan(store, say):
    asked = local("2026-10-05 10:00")
    for hours in (2, 6, 30):
        done = asked + timedelta(hours=hours)
        say("2026-10-05 09:00", state=MentionState.ANSWERED, to_answer_at=asked, answered_at=done)
    say("2026-10-05 09:00", state=MentionState.TO_ANSWER, to_answer_at=asked)
    say("2026-10-05 09:00", state=MentionState.READ, to_answer_at=asked)
    with store.change(Topic.PLAN) as db:
        db.conn.execute("UPDATE charter SET answer_hours = 8")
        assert plan_records.load(db.conn).charter.answer_hours == 8

    answers = october(store).answers

    assert (answers.asked, answers.answered, answers.in_time) == (4, 3, 2)
    assert (answers.median_hours, answers.promised_hours) == (6, 8)
    assert answers.waiting_since == asked


def test_what_was_answered_at_once_waited_since_it_was_seen():
    seen, done = local("2026-10-05 09:00"), local("2026-10-05 12:00")

    assert AwaitedAnswer(seen, done, done).hours == 3


def test_alarms_of_the_stretch_are_told_the_oldest_first(store):
    facts = AlarmFacts(
        LevelName.YELLOW, (AlarmReason(ReasonKind.COUNT, count=4, of=1),),
        AlarmReason(ReasonKind.ATTENTION), 4, 5, 0.3, (),
    )  # fmt: skip
    with store.change(Topic.ALARMS) as db:
        for when in ("2026-10-31 23:00", "2026-10-02 09:00", "2026-11-01 01:00"):
            alarms.add(db, None, when, facts, local(when))

    found = october(store).alarms

    assert [alarm.subject for alarm in found] == ["2026-10-02 09:00", "2026-10-31 23:00"]

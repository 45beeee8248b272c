"""From what was read to a warning, and what becomes of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import InvalidValue
from core.mentions import evidence
from core.mentions.alarm_model import ReasonKind
from core.mentions.alarms import alarms
from core.mentions.alarms.alarms import Record
from core.mentions.kinds import AlarmState, MentionState
from core.mentions.listening.intake import Intake, note
from core.mentions.model import Decisions, Feed, FeedEntry, Watch
from core.mentions.records import alarms as records
from core.mentions.records import mentions, watches
from core.mentions.records.mentions import Wanted
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.plan.model import Channel
from core.store import Topic
from tests.core.mentions.village import AGENDA, ANGRY, DAY, HOUR, NEIGHBOURS, NOON


def test_weeks_of_one_mention_raise_nothing(village):
    assert village.count() == 0
    assert village.level() is LevelName.GREEN


def test_five_angry_items_are_an_alarm_at_the_first_listening_that_has_them(village):
    (alarm,) = village.hear(*ANGRY, at=NOON)

    assert alarm.level in (LevelName.ORANGE, LevelName.RED)
    assert alarm.subject == "Medellín"
    assert alarm.watch_id == village.watch
    assert len(alarm.items) == 5
    assert village.alarm() == alarm
    assert village.level() is alarm.level


def test_an_alarm_is_told_once(village):
    village.hear(*ANGRY, at=NOON)

    assert village.hear(at=NOON + HOUR) == []
    assert village.count() == 1


def test_three_items_of_the_agenda_raise_nothing(village):
    assert village.hear(*AGENDA, at=NOON) == []


def test_five_copies_of_the_agenda_raise_nothing(village):
    title = "Medellín prepara su feria del queso"

    assert village.hear(*((f"Medio {n}", title) for n in range(5)), at=NOON) == []


def test_one_grave_mention_is_told_at_once(village):
    (alarm,) = village.hear(ANGRY[2], at=NOON)

    assert alarm.facts.reasons[0].kind is ReasonKind.SENSITIVE
    assert alarm.level is LevelName.ORANGE


@pytest.mark.parametrize(
    "title",
    [
        "Tres muertos y doce intoxicados por el agua en Medellín",
        "Muere una mujer arrastrada por la riada en Medellín",
        "Muere un joven corneado en el encierro de Medellín",
    ],
)
def test_one_death_of_a_sensitive_topic_is_told_at_once_without_anybody_official(village, title):
    (alarm,) = village.hear(("Radio Comarca", title), at=NOON)

    assert alarm.level is LevelName.RED
    assert alarm.facts.reasons[0].kind is ReasonKind.SENSITIVE


def test_one_death_of_nothing_sensitive_or_long_ago_or_of_an_animal_is_not(village):
    titles = (
        "Fallece a los 92 años el maestro que dio nombre a la plaza de Medellín",
        "Muere un toro en el encierro de Medellín",
        "Muere otro perro por veneno en Medellín",
        "Agua sucia en Medellín: sin muertos ni heridos",
        "Medellín recuerda a los muertos de la riada en su aniversario",
        "Exhuman en Medellín a dos muertos de la guerra bajo una tubería",
    )

    for number, title in enumerate(titles):
        alarms = village.hear(("Radio Comarca", title), at=NOON + 3 * number * DAY)
        assert alarms == [], title


def test_what_happened_on_the_weekend_is_told_on_monday(village):
    (alarm,) = village.hear(*ANGRY, at=NOON, ago=48 * HOUR)

    assert len(alarm.items) == 5
    # It does not end at the next listening because it is two days old.
    village.hear(at=NOON + HOUR)
    assert village.alarm().state is AlarmState.OPEN


@pytest.mark.parametrize(("hours", "told"), [(71, 1), (72, 0)])
def test_what_is_three_days_old_is_told_no_more(village, hours, told):
    assert len(village.hear(*ANGRY, at=NOON, ago=hours * HOUR)) == told


def test_what_is_not_ours_does_not_count(village):
    village.hear(*ANGRY, at=NOON)
    village.dismiss()
    with village.store.change(Topic.MENTIONS) as db:
        new = mentions.ids(db.conn, Wanted(since=NOON - DAY))
        mentions.set_state(db, new, MentionState.IGNORED, NOON)

    assert village.hear(at=NOON + 30 * HOUR) == []


def test_the_backlog_of_a_source_added_today_is_no_burst(village):
    village.source("Agencia", added=NOON)
    titles = ("Basura sin recoger", "Calles rotas", "Fallo del alumbrado", "Quejas por el ruido")

    assert village.hear(*(("Agencia", f"{title} en Medellín") for title in titles), at=NOON) == []


def test_what_a_source_has_without_a_date_when_it_is_read_first_may_be_old(village):
    source = village.source("Tablón", added=NOON)
    with village.store.change(Topic.MENTIONS) as db:
        for minutes, told in ((0, 0), (59, 0), (60, 1)):
            now = NOON + timedelta(minutes=minutes)
            run = Intake(db.conn, now, Decisions())
            entry = FeedEntry(now.isoformat()[:16].encode(), f"{ANGRY[2][1]} a las {now:%H:%M}")
            run.take_in(db, source, Feed(entries=(entry,)))
            run.settle(db)

            assert len(alarms.watch_over(db, now)) == told


def test_what_own_sources_and_notes_say_counts_with_the_town(village):
    village.source("Cosas del pueblo", own=True)
    with village.store.change(Topic.MENTIONS) as db:
        note(db, "Qué vergüenza, han muerto más perros por veneno", "", "WhatsApp", NOON, NOON)
    place = "Cosas del pueblo"

    (alarm,) = village.hear(
        (place, "Denuncian abandono y suciedad en la escuela"),
        (place, "El alcalde calla y los perros siguen muriendo por el veneno"),
        at=NOON,
    )

    assert alarm.watch_id == village.watch
    assert len(alarm.items) == 3


def test_without_a_watch_of_the_town_they_are_a_subject_of_their_own(village):
    with village.store.change(Topic.WATCHES) as db:
        watches.delete(db, village.watch)
    village.source("Cosas del pueblo", own=True)

    (alarm,) = village.hear(("Cosas del pueblo", ANGRY[2][1]), at=NOON)

    assert (alarm.watch_id, alarm.subject) == (None, "Medellín")


def test_a_watch_without_alarms_raises_none(village):
    with village.store.change(Topic.WATCHES) as db:
        (watch,) = (other for other in watches.everything(db.conn) if other.id == village.watch)
        watches.save(db, replace(watch, alarms=False))

    assert village.hear(*ANGRY, at=NOON) == []


def test_the_alarm_of_a_watch_that_was_removed_is_over(village):
    with village.store.change(Topic.WATCHES) as db:
        castle = watches.add(db, Watch("El castillo", any_of=("castillo",)))
    (alarm,) = village.hear(
        ("El Eco", "Muere un perro por veneno en el castillo y culpan al Ayuntamiento"), at=NOON
    )
    with village.store.change(Topic.WATCHES) as db:
        watches.delete(db, castle)

    village.hear(at=NOON + HOUR)

    with village.store.read() as connection:
        left = records.one(connection, alarm.id)
    assert left is not None
    assert (left.subject, left.state) == ("El castillo", AlarmState.OVER)


# What is told of the town, and by whom.


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Arde la sierra. Repaso de localidades: Lorca, Medellín y Soria.", 0),
        ("Arde la sierra. Lo dice el alcalde de Medellín, donde hay dos heridos.", 1),
    ],
)
def test_a_list_of_the_whole_country_that_names_the_town_is_no_alarm(village, text, told):
    heard = village.hear(("La Razón", "Un muerto en los incendios", text), at=NOON)

    assert len(heard) == told


def test_what_the_town_says_on_its_own_page_is_no_attack(village):
    notice = ("Web municipal", "El Ayuntamiento de Medellín recuerda que hay veneno: dos muertos")
    address = village.source("Web municipal").address

    (alarm,) = village.hear(notice, at=NOON)
    village.dismiss()
    with village.store.change(Topic.PLAN) as db:
        plan_records.add(db, Channel("Web", kind="web", address=address.removesuffix("/feed")))

    assert alarm.items
    assert village.hear(notice, at=NOON + 2 * DAY) == []
    # Others who tell of it raise one, without the notice.
    (again,) = village.hear(ANGRY[2], at=NOON + 2 * DAY)
    assert len(again.items) == 1


def test_a_denial_by_the_town_is_not_counted_with_what_it_denies(village):
    denial = ("El Eco", "El Ayuntamiento de Medellín desmiente que el veneno matara a un perro")

    (alarm,) = village.hear(*ANGRY[:3], denial, at=NOON)

    assert len(alarm.items) == 3


def test_small_complaints_of_a_day_are_seen_together_and_the_rest_stays_out(village):
    small = (
        ("Vecinos", "Qué vergüenza de calles en Medellín, llenas de basura"),
        ("El Eco", "Quejas en Medellín por la suciedad del parque"),
        ("Radio Comarca", "Indignación en Medellín por el ruido de las motos"),
    )

    (alarm,) = village.hear(*small, *AGENDA, at=NOON)

    assert len(alarm.items) == 3
    assert alarm.facts.mentions == 6


# Its course.


def test_a_level_rises_and_is_told_and_does_not_fall(village):
    village.hear(NEIGHBOURS[0], at=NOON)

    (risen,) = village.hear(NEIGHBOURS[1], at=NOON + 2 * HOUR)
    assert risen.level is LevelName.RED
    assert len(risen.items) == 2

    # The first one leaves the day that is looked at; the level stays.
    assert village.hear(at=NOON + 24 * HOUR) == []
    assert village.alarm().level is LevelName.RED


def test_more_mentions_join_an_alarm_without_another_notice(village):
    village.hear(*ANGRY, at=NOON)

    assert (
        village.hear(
            ("El Eco", "Medellín: aparece muerto un cuarto perro por veneno"), at=NOON + HOUR
        )
        == []
    )
    assert len(village.alarm().items) == 6
    assert village.alarm().updated_at == NOON + HOUR


def test_what_new_sources_add_to_an_alarm_is_in_its_words_too(village):
    for title in ("La Crónica", "Radio Vegas", "Blog"):
        village.source(title, added=NOON)
    (_place, first), (_other, second) = NEIGHBOURS
    village.hear(("La Crónica", first), ("Radio Vegas", second), at=NOON)

    village.hear(("Blog", "El alcalde de Medellín calla: cinco intoxicados por veneno"), at=NOON)

    alarm = village.alarm()
    words = [reason for reason in alarm.facts.reasons if reason.kind is ReasonKind.WORDS]
    assert len(alarm.items) == 3
    assert [reason.count for reason in words] == [3]
    assert alarm.facts.level_reason.count == 3


def test_an_alarm_ends_after_a_day_of_calm_and_not_before(village):
    village.hear(*ANGRY, at=NOON)

    village.hear_nothing(NOON + 42 * HOUR)
    assert village.alarm().state is AlarmState.OPEN

    village.hear_nothing(NOON + 51 * HOUR)
    over = village.alarm()
    assert over.state is AlarmState.OVER
    assert over.closed_at is not None
    assert village.level() is LevelName.GREEN


@pytest.mark.parametrize(("still_said", "state"), [(2, AlarmState.OVER), (3, AlarmState.OPEN)])
def test_an_alarm_ends_when_not_half_of_what_raised_it_is_said(village, still_said, state):
    village.hear(*ANGRY, at=NOON)
    assert village.alarm().facts.stories == 5

    # More than usual, and nothing bad in it.
    village.hear(*AGENDA[:still_said], at=NOON + 30 * HOUR)
    village.hear(at=NOON + 50 * HOUR)

    assert village.alarm().state is state


def test_a_confirmed_alarm_counts_until_it_is_over_and_stays_confirmed(village):
    village.hear(*ANGRY, at=NOON)
    with village.store.change(Topic.ALARMS) as db:
        alarms.confirm(db, village.alarm().id, NOON)
    assert village.level() is village.alarm().level

    village.hear_nothing(NOON + 51 * HOUR)

    assert village.alarm().state is AlarmState.CONFIRMED
    assert village.level() is LevelName.GREEN


def test_what_comes_after_days_without_listening_is_another_alarm(village):
    village.hear(*ANGRY, at=NOON)

    (alarm,) = village.hear(
        ("Radio Comarca", "Agua contaminada en Medellín: dos intoxicados, dice el alcalde"),
        at=NOON + 10 * DAY,
    )

    assert village.count() == 2
    assert len(alarm.items) == 1
    with village.store.read() as connection:
        _new, old = alarms.everything(connection)
    assert old.state is AlarmState.OVER


def test_after_it_was_dismissed_the_same_stories_are_left_alone(village):
    village.hear(*ANGRY, at=NOON)
    village.dismiss()

    assert village.hear(("Radio Comarca", ANGRY[0][1]), at=NOON + HOUR) == []
    assert village.level() is LevelName.GREEN


@pytest.mark.parametrize(("minutes", "told"), [(24 * 60 - 1, 0), (24 * 60, 1)])
def test_a_day_after_it_was_dismissed_the_same_story_is_told_again(village, minutes, told):
    village.hear(ANGRY[2], at=NOON)
    village.dismiss()

    assert len(village.hear(ANGRY[2], at=NOON + timedelta(minutes=minutes))) == told


def test_after_it_was_dismissed_other_stories_raise_another(village):
    village.hear(*ANGRY, at=NOON)
    village.dismiss()

    (alarm,) = village.hear(
        ("Radio Comarca", "Agua contaminada en Medellín: dos intoxicados, dice el alcalde"),
        at=NOON + HOUR,
    )

    assert len(alarm.items) == 1


def test_after_it_was_dismissed_a_higher_level_raises_another(village):
    village.hear(NEIGHBOURS[0], at=NOON)
    village.dismiss()

    (alarm,) = village.hear(("El Eco", NEIGHBOURS[0][1]), at=NOON + HOUR)

    assert alarm.level is LevelName.RED


def test_a_snoozed_alarm_is_told_again_when_its_time_comes(village):
    village.hear(ANGRY[2], at=NOON)
    with village.store.change(Topic.ALARMS) as db:
        alarms.snooze(db, village.alarm().id, NOON + 3 * HOUR, "Pregunto al veterinario", NOON)

    assert village.level() is LevelName.GREEN
    assert village.hear(at=NOON + 2 * HOUR) == []
    (alarm,) = village.hear(at=NOON + 4 * HOUR)

    assert alarm.snoozed_until is None
    assert village.hear(at=NOON + 5 * HOUR) == []


def test_a_snooze_ends_when_the_level_rises(village):
    village.hear(NEIGHBOURS[0], at=NOON)
    with village.store.change(Topic.ALARMS) as db:
        alarms.snooze(db, village.alarm().id, NOON + 9 * HOUR, "Pregunto al veterinario", NOON)

    (alarm,) = village.hear(NEIGHBOURS[1], at=NOON + HOUR)

    assert alarm.level is LevelName.RED
    assert alarm.snoozed_until is None


# What the person says.


def test_a_confirmed_alarm_keeps_its_mentions_as_evidence(village):
    village.hear(*ANGRY, at=NOON)
    alarm = village.alarm()
    with village.store.change(Topic.ALARMS) as db:
        alarms.confirm(db, alarm.id, NOON)

        assert all(evidence.verify(db.conn, item_id) for item_id in alarm.items)

    # So does what joins it afterwards.
    village.hear(("El Eco", "Medellín: aparece muerto un cuarto perro por veneno"), at=NOON + HOUR)
    with village.store.read() as connection:
        assert all(evidence.verify(connection, item) for item in village.alarm().items)


def test_an_alarm_is_not_dismissed_without_a_reason(village):
    village.hear(*ANGRY, at=NOON)

    with pytest.raises(InvalidValue), village.store.change(Topic.ALARMS) as db:
        alarms.dismiss(db, village.alarm().id, "  ", NOON)

    assert village.alarm().state is AlarmState.OPEN
    village.dismiss("Lo han aclarado")
    assert village.alarm().reason == "Lo han aclarado"


def test_a_dismissed_alarm_can_be_confirmed_after_all(village):
    village.hear(*ANGRY, at=NOON)
    village.dismiss()
    with village.store.change(Topic.ALARMS) as db:
        alarms.confirm(db, village.alarm().id, NOON)

    alarm = village.alarm()
    assert (alarm.state, alarm.reason, alarm.closed_at) == (AlarmState.CONFIRMED, "", None)


def test_a_snooze_needs_a_reason_and_a_time_to_come(village):
    village.hear(ANGRY[2], at=NOON)
    alarm_id = village.alarm().id

    for until, reason in ((NOON + HOUR, ""), (NOON, "Ya voy")):
        with pytest.raises(InvalidValue), village.store.change(Topic.ALARMS) as db:
            alarms.snooze(db, alarm_id, until, reason, NOON)

    assert village.alarm().snoozed_until is None


def test_it_is_known_how_many_alarms_were_right(village):
    village.hear(*ANGRY, at=NOON)

    def counted() -> Iterator[Record]:
        with village.store.change(Topic.ALARMS) as db:
            alarm_id = village.alarm().id
            yield alarms.record(db.conn)
            alarms.dismiss(db, alarm_id, "Era de otro pueblo", NOON)
            yield alarms.record(db.conn)
            alarms.judge(db, alarm_id, was_right=True)
            yield alarms.record(db.conn)

    assert list(counted()) == [Record(0, 0, 1), Record(0, 1, 0), Record(1, 0, 0)]


def test_an_alarm_that_waits_is_told_from_a_live_one(village):
    village.hear(*ANGRY, at=NOON)
    with village.store.change(Topic.ALARMS) as db:
        assert [alarm.id for alarm in alarms.open_ones(db.conn)] == [village.alarm().id]
        alarms.confirm(db, village.alarm().id, NOON)

        assert alarms.open_ones(db.conn) == []
        assert [alarm.id for alarm in alarms.live(db.conn)] == [village.alarm().id]
        assert alarms.live(db.conn)[0].is_live


def test_alarms_of_a_period_are_found(village):
    village.hear(*ANGRY, at=NOON)

    with village.store.read() as connection:
        assert len(records.between(connection, NOON, NOON + HOUR)) == 1
        assert records.between(connection, NOON - DAY, NOON) == []
        assert records.one(connection, 4711) is None

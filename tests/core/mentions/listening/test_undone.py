"""What is undone and done again loses nothing that listening made of it meanwhile."""

from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.mentions.kinds import AlarmState
from core.mentions.listening import intake
from core.mentions.listening.intake import note
from core.mentions.model import Source, Watch
from core.mentions.records import sources, stories, watches
from core.store import Topic
from tests.core.mentions.village import ANGRY, DAY, HOUR, NOON, Village

CASTLE = ("El Eco", "Muere un perro por veneno en el castillo y culpan al Ayuntamiento")
WATER = "Agua contaminada en Medellín: dos intoxicados, dice el alcalde"


def settle(village: Village) -> None:
    """As the window and the listener do after any change of rules."""
    with village.store.change(Topic.MENTIONS, undoable=False) as db:
        intake.bring_up_to_date(db, village.now)


def hits(village: Village, item_id: int) -> list[int]:
    with village.store.read() as connection:
        return sorted(watches.hits_of(connection, item_id))


def story(village: Village, item_id: int) -> int | None:
    with village.store.read() as connection:
        return stories.story_of(connection, item_id)


def castle_alarm(village: Village) -> Alarm:
    """As it stands."""
    with village.store.read() as connection:
        return next(item for item in alarms.everything(connection) if item.subject == "El castillo")


def test_the_alarm_of_a_watch_that_comes_back_goes_on_and_ends_as_ever(village):
    village.source("El Eco")
    with village.store.change(Topic.WATCHES, label="añadir El castillo") as db:
        watches.add(db, Watch("El castillo", any_of=("castillo",)))
    (raised,) = village.hear(CASTLE, at=NOON)
    village.store.undo()
    settle(village)
    village.hear(at=NOON + HOUR)
    assert castle_alarm(village).state is AlarmState.OVER

    village.store.redo()
    settle(village)
    told = village.hear(at=NOON + 2 * HOUR)

    assert [alarm.id for alarm in told] == [raised.id]
    again = castle_alarm(village)
    assert again.is_live
    assert (again.items, again.level) == (raised.items, raised.level)
    village.hear_nothing(NOON + 72 * HOUR)
    assert castle_alarm(village).state is AlarmState.OVER


def test_after_an_alarm_went_by_itself_others_that_tell_something_grave_raise_one(village):
    village.hear(*ANGRY, at=NOON)
    village.hear_nothing(NOON + 51 * HOUR)
    assert village.alarm().state is AlarmState.OVER

    (alarm,) = village.hear(("Radio Comarca", WATER), ("El Eco", WATER), at=NOON + 52 * HOUR)

    assert len(alarm.items) == 2
    assert village.count() == 2


def test_what_comes_late_does_not_bring_back_an_alarm_that_is_over(village):
    village.hear(*ANGRY, at=NOON)
    village.hear_nothing(NOON + 51 * HOUR)

    told = village.hear(
        ("Radio Comarca", "Concierto en Medellín"), at=NOON + 52 * HOUR, ago=40 * HOUR
    )

    assert told == []
    assert village.alarm().state is AlarmState.OVER


def test_a_note_that_is_undone_and_redone_is_found_by_the_same_watches(village):
    with village.store.change(Topic.MENTIONS, label="apuntar") as db:
        noted = note(db, WATER, "", "WhatsApp", NOON, NOON)
    before = hits(village, noted)
    assert len(before) > 1

    village.store.undo()
    settle(village)
    village.store.redo()
    settle(village)

    assert hits(village, noted) == before


def test_what_joined_the_story_of_a_note_has_one_after_that_is_undone(village):
    village.source("El Eco")
    with village.store.change(Topic.MENTIONS, label="apuntar") as db:
        noted = note(db, WATER, "", "WhatsApp", NOON - HOUR, NOON)
    village.hear(("El Eco", WATER), at=NOON)
    assert story(village, noted + 1) == story(village, noted)

    village.store.undo()
    settle(village)

    assert story(village, noted + 1) is not None


def test_a_source_that_is_added_again_is_the_one_that_was_taken_away(village):
    with village.store.change(Topic.SOURCES) as db:
        first = sources.shelved(db, Source("Radio", "http://radio.example/feed"), NOON - DAY)
        sources.save(db, first)
        assert sources.one(db.conn, first.id) == first
        taken = sources.shelved(db, Source("La radio", "http://otra.example/feed"), NOON)
        again = sources.shelved(db, Source("La radio", "http://otra.example/feed"), NOON + DAY)

    assert not first.removed
    assert again == taken

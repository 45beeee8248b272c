"""Opening an incident: the desk stands ready, by the roster, the plan and the alarm."""

from datetime import timedelta

import pytest

from core import example, i18n
from core.crisis import desk as desks
from core.crisis import log, proof
from core.crisis.incidents import closing, opening
from core.crisis.log import Hand
from core.crisis.model import LinkedHow, LogKind
from core.crisis.scenarios import editing
from core.errors import DocumentTrouble, InvalidValue
from core.mentions import evidence
from core.mentions.alarms import alarms
from core.mentions.kinds import AlarmState, WatchKind
from core.mentions.listening import intake
from core.mentions.model import Watch
from core.mentions.records import watches
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.roster.model import Hat
from core.store import Store, Topic, open_store
from tests.core.crisis.clerk import Clerk, sit_down


def test_the_desk_of_a_new_incident_has_everything_of_its_scenario(clerk):
    desk = clerk.desk
    assert desk.incident.title == "Perros o gatos envenenados en parques"
    assert desk.incident.level is LevelName.ORANGE
    assert [fact.question for fact in desk.facts] == list(desk.scenario.facts)
    assert desk.next_step() == desk.scenario.steps[0]
    assert (desk.log[0].kind, desk.log[0].text) == (
        LogKind.OPENED,
        "Incidente abierto: «Perros o gatos envenenados en parques», nivel naranja.",
    )


def test_the_hats_are_worn_by_whom_the_roster_says(clerk):
    worn = {hat: desk.name for hat in Hat if (desk := clerk.desk.worn(hat))}
    assert worn[Hat.DECIDES] == "María Gómez Ruiz"
    assert worn[Hat.VERIFIES] == "José Peña Íñiguez"
    assert worn[Hat.WRITES] == "Lucía Ortega Prieto"


def test_who_decides_is_called_first_and_nobody_twice(clerk):
    names = [call.name for call in clerk.desk.calls]
    assert names[0] == "María Gómez Ruiz"
    assert len(names) == len(set(names))
    assert all(call.number for call in clerk.desk.calls[:3])


def test_the_first_line_is_promised_by_the_plan(clerk, village, clock):
    with village.read() as connection:
        levels = {level.name: level.minutes for level in plan_records.load(connection).levels}
    minutes = levels[LevelName.ORANGE]
    assert minutes is not None
    assert clerk.incident.next_update_at == clock.now() + timedelta(minutes=minutes)
    assert clerk.desk.until_update(clock.now()) == timedelta(minutes=minutes)


def test_the_clock_is_that_of_the_opening_and_goes_on(clerk, clock):
    clerk.later(hours=2, minutes=5)
    assert clerk.desk.elapsed(clock.now()) == timedelta(hours=2, minutes=5)
    late = clerk.desk.until_update(clock.now())
    assert late is not None
    assert late < timedelta()


@pytest.fixture
def from_alarm(village: Store) -> Clerk:
    """At the desk of an incident opened from the alarm of the example town."""
    with village.read() as connection:
        alarm = alarms.live(connection)[0]
        scenario = opening.scenario_for(connection, alarm.items, alarm.watch_id)
    return sit_down(village, scenario, alarm_id=alarm.id)


def test_from_an_alarm_the_scenario_is_the_one_its_mentions_speak_of(village, from_alarm):
    desk = from_alarm.desk
    assert desk.scenario.id == "poisoned-animals"
    assert desk.log[0].text == (
        "Incidente abierto desde una alarma: «Perros o gatos envenenados en parques», nivel rojo,"
        f" con {len(desk.linked)} menciones como prueba."
    )


def test_from_an_alarm_the_mentions_are_tied_and_kept_as_evidence(village, from_alarm):
    desk = from_alarm.desk
    with village.read() as connection:
        alarm = next(
            other for other in alarms.everything(connection) if other.id == desk.incident.alarm_id
        )
        assert sorted(item.item_id for item in desk.linked) == sorted(alarm.items)
        assert {item.how for item in desk.linked} == {LinkedHow.ALARM}
        assert all(evidence.verify(connection, item) for item in alarm.items)
    assert alarm.state is AlarmState.CONFIRMED


def test_whether_an_alarm_was_right_is_for_somebody_to_say_and_stays_as_it_was_said(village):
    with village.change(Topic.CRISIS, undoable=False) as db:
        alarm = alarms.live(db.conn)[0]

        for said in (None, False):
            if said is not None:
                alarms.judge(db, alarm.id, said)
            sit_down(village, alarm_id=alarm.id)

            found = next(other for other in alarms.everything(db.conn) if other.id == alarm.id)
            assert (found.state, found.was_right) == (AlarmState.CONFIRMED, said)


def test_the_scenario_is_found_in_a_language_that_its_words_do_not_speak(tmp_path, clock):
    path = tmp_path / "Valdehierro.pregon"
    with i18n.language("en"):
        example.create(path, clock)
    store = open_store(path, clock)
    with store.read() as connection:
        alarm = alarms.live(connection)[0]
        assert opening.scenario_for(connection, alarm.items, alarm.watch_id) == "poisoned-animals"
    store.close()


@pytest.mark.parametrize(
    ("said", "scenario"),
    [
        ("El agua del grifo de Valdehierro tiene veneno, dicen los vecinos", "unfit-water"),
        ("Han envenenado el agua de Valdehierro", "unfit-water"),
        ("Poison in the water of Valdehierro: do not drink it, agua contaminada", "unfit-water"),
        ("Dos vecinos de Valdehierro, ingresados: los han envenenado", ""),
        ("Ha muerto una vecina de Valdehierro por veneno", "death"),
        ("Una perra de Valdehierro muere por veneno", "poisoned-animals"),
        ("Cebos con veneno junto al colegio de Valdehierro", "poisoned-animals"),
        ("Han envenenado a los gatos de la calle Mayor de Valdehierro", "poisoned-animals"),
    ],
)
def test_poison_alone_is_of_no_animal(village, clock, said, scenario):
    with village.change(Topic.MENTIONS, undoable=False) as db:
        alarm = alarms.live(db.conn)[0]
        noted = intake.note(db, said, "", "Radio", clock.now(), clock.now())

        assert opening.scenario_for(db.conn, (noted,), alarm.watch_id) == scenario


def test_the_topic_of_an_alarm_comes_before_the_words_of_its_mentions(village, clock):
    with village.change(Topic.MENTIONS, undoable=False) as db:
        noted = intake.note(
            db, "Incendio en el depósito de agua de Valdehierro: incendio y humo", "", "Radio",
            clock.now(), clock.now(),
        )  # fmt: skip
        of_water = next(one.id for one in watches.everything(db.conn) if one.template == "water")

        assert opening.scenario_for(db.conn, (noted,)) == "fire"
        assert opening.scenario_for(db.conn, (noted,), of_water) == "unfit-water"


def test_a_scenario_and_a_search_of_the_towns_own_have_nothing_in_common(village, clock):
    with village.change(Topic.MENTIONS, undoable=False) as db:
        editing.create(db, "Nevada", "", clock.now())
        watches.add(db, Watch("Lo de la nieve", kind=WatchKind.TOPIC, any_of=("nieve",)))
        noted = intake.note(db, "Nieve en Valdehierro", "", "Radio", clock.now(), clock.now())

        assert opening.scenario_for(db.conn, (noted,)) == ""


def test_from_two_minutes_on_a_log_of_later_than_now_tells_that_a_clock_is_wrong(clerk, clock):
    clerk.note("Avisan de otro perro")
    now = clock.now()

    assert not clerk.desk.outruns(now - timedelta(minutes=2))
    assert clerk.desk.outruns(now - timedelta(minutes=2, seconds=1))


def test_from_an_alarm_the_level_is_the_higher_of_the_two(village, from_alarm):
    desk = from_alarm.desk
    assert desk.incident.level is LevelName.RED


def test_the_first_sign_is_the_oldest_mention(village, from_alarm, clock):
    desk = from_alarm.desk
    assert desk.incident.first_sign_at is not None
    assert desk.incident.first_sign_at < clock.now()


def test_a_scenario_that_does_not_exist_is_refused(village):
    with pytest.raises(DocumentTrouble, match="No hay ningún escenario «meteorito»"):
        sit_down(village, "meteorito")
    with village.read() as connection:
        assert desks.open_ones(connection) == []


def test_what_is_said_of_the_scenario_later_does_not_change_the_incident(clerk, village):
    from core.crisis.records import scenarios
    from core.crisis.records.scenarios import StoredScenario

    before = clerk.desk.scenario
    from msgspec.structs import replace

    with village.change(Topic.SCENARIOS) as db:
        scenarios.save(
            db, StoredScenario(replace(before, title="Otra cosa"), before, village.clock.now())
        )
    assert clerk.desk.scenario == before


def test_whom_the_roster_does_not_have_is_on_the_list_without_a_number(village):
    with village.change(Topic.ROSTER) as db:
        db.execute("DELETE FROM contact")
    desk = sit_down(village).desk
    assert [call.name for call in desk.calls] == [call.who for call in desk.scenario.calls]
    assert {call.number for call in desk.calls} == {""}
    assert desk.hats == ()


def test_of_several_the_gravest_stands_first_the_newest_of_a_level_and_drills_last(village):
    for scenario, level in (
        ("hoax", LevelName.GREEN),
        ("flood", LevelName.RED),
        ("death", LevelName.YELLOW),
        ("fire", LevelName.RED),
        ("poisoned-animals", LevelName.ORANGE),
        ("data-breach", LevelName.RED),
    ):
        sit_down(village, scenario, level=level, drill=scenario == "fire").later(minutes=1)

    with village.read() as connection:
        found = [incident.scenario for incident in desks.open_ones(connection)]
    assert found == ["data-breach", "flood", "poisoned-animals", "death", "hoax", "fire"]


def test_an_incident_opened_by_a_clock_ahead_is_put_right_and_closed(clerk, village, clock, madrid):
    # given an incident opened while the clock was ten years and an hour ahead
    first = clerk.desk
    right = clock.moment - timedelta(days=3652, hours=1)
    clock.moment = right
    hand = Hand(right, "Lucía")
    day = closing.review_day(clock.today())

    with pytest.raises(InvalidValue, match="Corrija cuándo empezó"):
        clerk.do(closing.close, first.incident, "Ya pasó.", "", day, hand)

    # when somebody says when it began
    began = right - timedelta(minutes=5)
    clerk.do(opening.correct_beginning, first.incident, began, hand)

    desk = clerk.desk
    assert desk.incident.opened_at == began
    assert {hat.since for hat in desk.hats} == {began}
    waited = first.incident.next_update_at
    assert waited is not None
    assert desk.incident.next_update_at == waited - (first.incident.opened_at - began)
    assert desk.log[-1].kind is LogKind.CORRECTION
    assert desk.log[-1].corrects == first.log[0].id
    assert "24/11/2026 a las 14:32" in desk.log[-1].text
    with village.read() as connection:
        assert log.broken_at(connection) is None
        assert proof.contradictions(connection) == []

    # then it can be closed
    clerk.do(closing.close, desk.incident, "Ya pasó.", "", day, hand)
    assert clerk.incident.closed_at == right


@pytest.mark.parametrize(
    ("minutes", "words"), [(1, "aún no ha llegado"), (-30, "antes de empezar")]
)
def test_it_begins_neither_in_what_is_to_come_nor_after_its_end(
    clerk, village, clock, minutes, words
):
    incident = clerk.incident
    clerk.later(hours=1)
    hand = Hand(clock.now(), at=clock.now() - timedelta(minutes=45))
    day = closing.review_day(clock.today())
    clerk.do(closing.close, incident, "Ya pasó.", "", day, hand)

    began = clock.now() + timedelta(minutes=minutes)
    with pytest.raises(InvalidValue, match=words), village.change(Topic.CRISIS) as db:
        opening.correct_beginning(db, incident, began, Hand(clock.now()))

    assert clerk.incident.opened_at == incident.opened_at

"""Which drill was done when, how it went, and which one comes next."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from msgspec.structs import replace as with_fields

from core.crisis.incidents import drill
from core.crisis.incidents.drill import Rehearsal, Score
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenarios import editing, library
from core.crisis.scenarios.library import SHIPPED
from core.store import Store, Topic
from tests.core.crisis.clerk import sit_down

DOGS = "poisoned-animals"


def rehearse(store: Store, scenario: str, met: set[int]) -> None:
    """A drill in which one inject arrives, is judged, and ends."""
    clerk = sit_down(store, scenario, drill=True)
    clerk.arrive(drill.plan_of(clerk.desk).injects[0])
    clerk.score(clerk.desk.injects[0], met)
    clerk.end_drill("Hecho.")


def of(store: Store, scenario: str) -> Rehearsal:
    with store.read() as connection:
        return next(item for item in drill.everything(connection) if item.scenario.id == scenario)


def test_every_scenario_of_the_program_can_be_rehearsed(village):
    with village.read() as connection:
        found = drill.everything(connection)
    assert [rehearsal.scenario.id for rehearsal in found] == list(SHIPPED)
    assert all(15 <= rehearsal.plan.minutes <= 30 for rehearsal in found)


def test_the_last_time_counts_with_its_score(village, clock):
    assert of(village, DOGS).on is None
    rehearse(village, DOGS, {0})
    clock.moment += timedelta(days=40)
    rehearse(village, DOGS, {0, 1})
    found = of(village, DOGS)
    assert found.on == clock.today()
    assert found.score == Score(2, len(found.plan.injects[0].expected))


def test_a_drill_under_way_is_not_the_last_one(village):
    sit_down(village, DOGS, drill=True)
    assert of(village, DOGS).on is None


def test_one_never_done_is_proposed_before_the_one_of_longest_ago(village):
    with village.read() as connection:
        found = drill.everything(connection)
    fresh = [replace(rehearsal, on=None) for rehearsal in found]
    assert drill.proposed(fresh) == fresh[0]
    old = date(2026, 1, 1)
    done = [
        replace(rehearsal, on=old + timedelta(days=at % 7))
        for at, rehearsal in enumerate(found, start=3)
    ]
    assert drill.proposed(done) == done[4]
    assert drill.proposed([*done, fresh[9]]) == fresh[9]
    assert drill.proposed([]) is None


def test_what_is_not_for_this_town_is_not_rehearsed(village, clock):
    with village.change(Topic.SCENARIOS) as db:
        editing.set_aside(db, DOGS, clock.now(), aside=True)
    with village.read() as connection:
        assert DOGS not in [rehearsal.scenario.id for rehearsal in drill.everything(connection)]


def test_a_drill_in_which_nothing_arrives_is_not_offered(village, clock):
    plan = of(village, DOGS).plan
    with village.change(Topic.SCENARIOS) as db:
        shipped = library.shipped(DOGS)
        assert shipped is not None
        own = with_fields(shipped, drill=with_fields(plan, injects=()))
        records.save(db, StoredScenario(own, shipped, clock.now()))
    with village.read() as connection:
        offered = [rehearsal.scenario.id for rehearsal in drill.everything(connection)]
    assert offered == [text for text in SHIPPED if text != DOGS]


@pytest.mark.parametrize(
    ("met", "of", "told"),
    [
        (13, 13, "Funcionaría. "), (80, 100, "Funcionaría. "), (79, 100, "con fallos"),
        (50, 100, "con fallos"), (49, 100, "Fallaría mucho"), (4, 13, "Fallaría mucho"),
        (0, 0, "nada"),
    ],
)  # fmt: skip
def test_a_score_is_told_in_words(met, of, told):
    assert told in drill.verdict(Score(met, of))
    assert drill.figures(Score(met, of)) == f"{met} de {of}"

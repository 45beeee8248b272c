"""Getting a plan that is written in a content file into a new workspace."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from core import store as stores
from core.clock import FixedClock
from core.field_kinds import LINE
from core.plan import records
from core.plan.kinds import LevelName, Raci, Reach, UseName
from core.plan.model import Plan
from core.plan.plan_content import PlanContent
from core.plan.planting import period, plant
from core.roster import records as roster
from core.roster.model import Contact
from core.store import Store, Topic
from core.town import records as town_records
from core.town.model import Town

TODAY = date(2026, 11, 24)

PLAN = """
[charter]
backing = "Para que nadie se entere tarde."
rules = ["Participe con respeto.", "Hable del asunto."]
rules_days_ago = 30

[[people]]
id = "mayor"
label = "Alcaldía"
contact = "the-mayor"
reason = "Alguien tiene que decidir."

[[people]]
id = "clerk"
label = "Secretaría"
contact = "nobody"
hours_week = 2.5

[[accounts]]
id = "old-page"
title = "Ayuntamiento antiguo"
network = "facebook"
kind = "abandoned"
holders = ["clerk", "mayor"]
last_post_days_ago = 400

[[channels]]
id = "board"
kind = "bando"
posts_week = 0.0
owner = "clerk"
substitute = "mayor"
urgent = true

[[channels]]
id = "square"
title = "La pizarra de la plaza"
offline = true

[[objectives]]
id = "serve"
scope = "general"
title = "Servir"

[[objectives]]
id = "answer"
parent = "serve"
title = "Contestar"
target = 90.0
due = "06-30"
channels = ["board"]
measurements = [{ days_ago = 60, value = 40.0 }, { days_ago = 30, value = 55.0, note = "Octubre" }]

[[audiences]]
id = "elders"
title = "Mayores"
reason = "Son muchos."

[audiences.presence.board]
reach = "many"
evidence = "Preguntamos en la farmacia."

[[uses]]
name = "service"
share = 100
channels = ["board"]
audiences = ["elders"]

[[levels]]
name = "red"
mentions_day = 8
minutes = 15
told = ["mayor", "clerk"]
approver = "mayor"

[[private_channels]]
id = "counter"
title = "Mostrador"
person = "clerk"

[[tasks]]
id = "write"
title = "Escribir"
hours_week = 1.5
roles = { clerk = "R", mayor = "A" }
"""


def written(text: str = PLAN) -> PlanContent:
    return msgspec.toml.decode(text, type=PlanContent)


@pytest.fixture
def empty(tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """A workspace of a body that has neither contacts nor a plan."""
    file = tmp_path / "vacío.pregon"
    stores.create(file, lambda db: town_records.insert(db, Town("Entidad"), clock.now()))
    opened = stores.open_store(file, clock)
    yield opened
    opened.close()


def planted(store: Store, content: PlanContent, today: date = TODAY, *, mark: bool = False) -> Plan:
    with store.change(Topic.PLAN, Topic.ROSTER) as db:
        mayor = roster.add(db, Contact("Rosa Delgado"), store.clock.now())
        plant(db, content, {"the-mayor": mayor}, today, mark=mark)
    with store.read() as connection:
        return records.load(connection)


def test_a_plan_that_says_too_little_or_what_nobody_knows_is_no_plan():
    for line in ('title = "Escribir"\n', 'title = "Mostrador"\n'):
        with pytest.raises(msgspec.ValidationError, match="title"):
            written(PLAN.replace(line, ""))
        with pytest.raises(msgspec.ValidationError, match="colour"):
            written(PLAN.replace(line, f'{line}colour = "red"\n'))


def test_people_hold_the_contacts_they_name_and_are_vacant_without_one(empty):
    mayor, clerk = planted(empty, written()).people
    with empty.read() as connection:
        (rosa,) = roster.everyone(connection)
    assert (mayor.label, mayor.contact_id) == ("Alcaldía", rosa.id)
    assert (clerk.label, clerk.contact_id, clerk.hours_week) == ("Secretaría", None, 2.5)


def test_everything_finds_what_it_names(empty):
    plan = planted(empty, written())
    mayor, clerk = plan.people
    board, _square = plan.channels
    general, specific = plan.objectives
    (elders,) = plan.audiences
    (account,) = plan.accounts
    use = next(other for other in plan.uses if other.name is UseName.SERVICE)
    red = next(level for level in plan.levels if level.name is LevelName.RED)

    assert (board.owner_id, board.substitute_id) == (clerk.id, mayor.id)
    assert (specific.parent_id, specific.channels) == (general.id, (board.id,))
    found = [(item.audience_id, item.channel_id, item.reach) for item in plan.presences]
    assert (elders.id, board.id, Reach.MANY) in found
    assert account.holders == (clerk.id, mayor.id)
    assert (use.share, use.channels, use.audiences) == (100, (board.id,), (elders.id,))
    assert (red.told, red.approver_id) == ((mayor.id, clerk.id), mayor.id)
    assert plan.private_channels[0].person_id == clerk.id
    assert plan.roles(plan.tasks[0]) == {
        clerk.id: Raci.RESPONSIBLE,
        mayor.id: Raci.ACCOUNTABLE,
    }


def test_a_channel_takes_from_the_catalogue_what_it_does_not_say_itself(empty):
    board, square = planted(empty, written()).channels
    assert (board.title, board.offline, board.minutes_post) == (
        "Bando y tablón de anuncios",
        True,
        30,
    )
    assert board.voice
    # what it says itself stands, also when it is nothing
    assert board.posts_week == 0
    # and one of the town's own invention has only what is written
    assert (square.title, square.offline, square.voice, square.posts_week) == (
        "La pizarra de la plaza",
        True,
        "",
        None,
    )


def test_a_network_brings_its_facts_with_the_day_on_which_they_were_looked_up(empty):
    content = written(PLAN.replace('kind = "bando"', 'kind = "instagram"'))
    plan = planted(empty, content)
    facts = [fact for fact in plan.facts if fact.channel_id == plan.channels[0].id]
    assert ("Imagen cuadrada", "1080 × 1080 px", date(2025, 11, 1), "Formatos de Meta") in [
        (fact.name, fact.value, fact.reviewed_on, fact.source) for fact in facts
    ]


def test_days_count_from_the_day_of_planting(empty):
    plan = planted(empty, written())
    assert [(item.measured_on, item.value, item.note) for item in plan.measurements] == [
        (date(2026, 9, 25), 40, ""),
        (date(2026, 10, 25), 55, "Octubre"),
    ]
    assert plan.accounts[0].last_post_on == date(2025, 10, 20)
    assert plan.charter.rules_on == date(2026, 10, 25)
    assert plan.charter.rehearsed_on is None
    assert plan.charter.rules.splitlines() == ["Participe con respeto.", "Hable del asunto."]


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 6, 30), date(2026, 6, 30), date(2026, 12, 31)),
        (date(2026, 7, 1), date(2027, 1, 1), date(2027, 12, 31)),
        (date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_plan_is_for_the_rest_of_the_year_or_from_july_on_for_the_next(today, first, last):
    assert period(today) == (first, last)


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 11, 24), date(2027, 6, 30)),
        (date(2027, 2, 1), date(2027, 6, 30)),
        # less than three months would be left, or it is over
        (date(2027, 5, 10), date(2027, 12, 31)),
        (date(2027, 6, 30), date(2027, 12, 31)),
    ],
)
def test_an_objective_is_due_within_the_period_and_with_time_to_get_there(empty, today, due):
    _general, specific = planted(empty, written(), today).objectives
    assert specific.due_on == due


def test_only_what_carries_a_reason_is_a_suggestion_and_only_when_asked(empty):
    plan = planted(empty, written(), mark=True)
    assert [person.suggested for person in plan.people] == ["Alguien tiene que decidir.", ""]
    assert plan.audiences[0].suggested == "Son muchos."


def test_an_example_is_planted_without_marks(empty):
    plan = planted(empty, written(), mark=False)
    assert [person.suggested for person in plan.people] == ["", ""]
    assert plan.audiences[0].suggested == ""


def test_a_reference_that_leads_nowhere_plants_nothing(empty):
    content = written(PLAN.replace('owner = "clerk"', 'owner = "ghost"'))
    with pytest.raises(KeyError, match="ghost"):
        planted(empty, content)
    with empty.read() as connection:
        assert records.load(connection).people == ()


def test_a_key_that_is_misspelt_is_refused():
    with pytest.raises(msgspec.ValidationError, match="ownr"):
        written(PLAN.replace('owner = "clerk"', 'ownr = "clerk"'))


def test_a_text_that_is_too_long_for_its_form_is_cut(empty):
    long = "Avisar " * 60
    content = written(PLAN.replace('title = "Escribir"', f'title = "{long}"'))

    title = planted(empty, content).tasks[0].title

    assert len(title) <= LINE
    assert title.endswith("…")

"""What a proposed plan says, in both languages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from core import content, i18n
from core.plan import sizing
from core.plan.kinds import LevelName, Raci
from core.plan.plan_content import PlanContent
from core.plan.suggestions import Suggestions, proposed
from core.plan.workload import DOES
from core.town.model import BodyKind, Town
from tests.core.in_turn import in_turn

TODAY = date(2026, 11, 24)
SIZES = (400, 2_241, 12_000, 60_000)


def of_size(town: Town, population: int | None, hours: float | None = None) -> Town:
    return replace(town, population=population, hours_week=hours)


def texts(value: Any) -> Iterator[str]:
    """Every text in a plan as it is proposed."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)


def words_of(plan: PlanContent) -> list[str]:
    return list(texts(msgspec.to_builtins(plan)))


def loaded(language: str) -> Suggestions:
    with i18n.language(language):
        return content.load("plan-suggestions", Suggestions)


def test_another_body_is_not_spoken_of_as_a_town_hall():
    plan = proposed(Town("Mancomunidad del Norte"), TODAY)
    said = "\n".join(words_of(plan))
    assert "Mancomunidad del Norte sirve a las personas de su ámbito" in plan.charter.territory
    assert plan.people[0].label == "Presidencia"
    for word in ("Ayuntamiento", "Pleno", "la Alcaldía"):
        assert word not in said, word


def test_a_town_is_introduced_with_its_figures(town):
    plan = proposed(town, TODAY)
    assert plan.charter.territory.startswith(
        "El Ayuntamiento de Medellín (Badajoz, Extremadura) sirve a 2241 habitantes,"
        " según la cifra oficial de población a 1 de enero de 2025."
    )


@pytest.mark.parametrize(
    ("language", "known", "introduced"),
    [
        ("es", {}, "El Ayuntamiento de Villanueva sirve a quienes viven"),
        ("es", {"province": "Soria"}, "El Ayuntamiento de Villanueva (Soria) sirve a"),
        ("es", {"region": "Cataluña"}, "El Ayuntamiento de Villanueva (Cataluña) sirve a"),
        ("en", {}, "Villanueva Town Council serves those"),
        (
            "en",
            {"province": "Lleida", "region": "Cataluña"},
            "Villanueva Town Council (Lleida, Catalonia) serves",
        ),
    ],
)
def test_a_town_is_placed_as_far_as_that_is_known(language, known, introduced):
    town = Town("Villanueva", BodyKind.MUNICIPALITY, **known)
    with i18n.language(language):
        assert introduced in proposed(town, TODAY).charter.territory


@pytest.mark.parametrize("population", SIZES)
def test_how_soon_people_are_answered_is_said_alike_everywhere(town, population):
    said = " ".join(words_of(proposed(of_size(town, population), TODAY)))

    assert "horas de oficina" not in said
    assert re.search(r"Preguntas contestadas en (un día laborable|\d días laborables)", said)


@pytest.mark.parametrize("population", SIZES)
def test_whoever_approves_what_is_said_at_a_level_does_so_among_the_tasks(town, population):
    plan = proposed(of_size(town, population), TODAY)
    (approval,) = (task for task in plan.tasks if task.id in ("all-approve", "approval"))
    for level in plan.levels:
        if level.name is not LevelName.GREEN:
            assert approval.roles[level.approver] in {*DOES, Raci.ACCOUNTABLE}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("population", SIZES)
def test_every_suggestion_gives_its_reason_in_one_sentence(town, population, language):
    with i18n.language(language):
        plan = proposed(of_size(town, population), TODAY)
    lists = (
        plan.people,
        plan.channels,
        plan.objectives,
        plan.audiences,
        plan.private_channels,
        plan.tasks,
    )
    sentence = re.compile(r"([^.]|\d\.\d){20,}\.")
    wrong = [item.id for items in lists for item in items if not sentence.fullmatch(item.reason)]
    assert wrong == []


@in_turn("language", ["es", "en"])
@in_turn(
    "town",
    [
        Town("Villa {x}", BodyKind.MUNICIPALITY, province="Soria", population=400),
        Town(
            "Alcoi",
            BodyKind.MUNICIPALITY,
            alt_name="Alcoy",
            population=60_000,
            population_year=2025,
        ),
        Town("Consorcio"),
    ],
)
def test_no_field_of_a_text_is_left_unfilled(town, language):
    with i18n.language(language):
        said = words_of(proposed(town, TODAY))
    left = [text for text in said if re.search(r"[{}]", text.replace("Villa {x}", ""))]
    assert left == []
    assert not [text for text in said if "None" in text]


def test_a_suggested_plan_is_written_whole(town):
    charter = proposed(town, TODAY).charter
    only_the_person_knows = {"reputation", "rules_body", "rehearsed_days_ago", "rules_days_ago"}
    empty = {name for name in charter.__struct_fields__ if getattr(charter, name) in ("", None, ())}
    assert empty == only_the_person_knows
    assert 10 <= len(charter.rules) <= 14


def test_both_languages_say_the_same_of_the_same_things():
    spanish, english = (msgspec.to_builtins(loaded(language).plan) for language in ("es", "en"))
    assert list(facts(spanish)) == list(facts(english))


FACTS = {
    "id",
    "name",
    "contact",
    "kind",
    "scope",
    "parent",
    "judged",
    "horizon",
    "layer",
    "unit",
    "due",
    "every",
    "reach",
    "channels",
    "audiences",
}


def facts(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Where everything is, and what of it is no words: ids, kinds, figures, references."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from facts(part, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from facts(part, place)
    elif isinstance(value, str) and place.rpartition(".")[2] not in FACTS:
        yield place, "words"
    else:
        yield place, value


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_size_names_things_that_the_texts_have(language):
    plan, sizes = loaded(language).plan, sizing.sizes()
    known = {
        "people": {person.id for person in plan.people},
        "channels": {channel.id for channel in plan.channels},
        "objectives": {objective.id for objective in plan.objectives},
        "audiences": {audience.id for audience in plan.audiences},
        "private": {channel.id for channel in plan.private_channels},
        "tasks": {task.id for task in plan.tasks},
    }
    used: dict[str, set[str]] = {
        "people": {who for size in sizes.sizes for who in size.people},
        "channels": {channel.id for size in sizes.sizes for channel in size.channels}
        | {sizes.coast.channel.id},
        "objectives": {objective for size in sizes.sizes for objective in size.objectives}
        | set(sizes.bilingual.objectives),
        "audiences": {audience for size in sizes.sizes for audience in size.audiences}
        | set(sizes.coast.audiences),
        "private": {channel for size in sizes.sizes for channel in size.private_channels},
        "tasks": {task.id for week in sizes.weeks for task in week.tasks}
        | {sizes.bilingual.task.id}
        | {size.press.id for size in sizes.sizes if size.press},
    }
    # nothing is named that is not there, and nothing is written that nobody gets
    assert used == known
    assert {who for week in sizes.weeks for task in week.tasks for who in task.roles} <= known[
        "people"
    ]
    assert {channel for item in plan.audiences for channel in item.presence} <= known["channels"]

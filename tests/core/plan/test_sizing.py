"""How the proposal is fitted into the hours of a town."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from core import i18n
from core.plan import guide, sizing
from core.plan.guide import SizeBand
from core.plan.suggestions import proposed
from core.plan.workload import DOES
from core.town.model import Town

TODAY = date(2026, 11, 24)


def of_size(town: Town, population: int | None, hours: float | None = None) -> Town:
    return replace(town, population=population, hours_week=hours)


@given(
    population=st.integers(0, 4_000_000),
    hours=st.floats(0.5, 60),
    languages=st.sampled_from([("es",), ("ca", "es")]),
    province=st.sampled_from(["Badajoz", "Girona"]),
)
def test_whatever_the_hours_everybody_has_time_for_what_falls_to_them(
    population, hours, languages, province
):
    i18n.use("es")
    town = Town(
        "Villa", population=population, hours_week=hours, languages=languages, province=province
    )
    minutes = {network.id: network.minutes_post for network in guide.networks()}
    fitted = sizing.fitted(town, minutes)

    needed = dict.fromkeys(fitted.size.people, 0.0)
    for channel in fitted.channels.values():
        assert channel.posts >= channel.least
        needed[channel.owner] += channel.posts * minutes[channel.id] / 60
    for task in fitted.tasks.values():
        doing = [who for who, role in task.roles.items() if role in DOES]
        for who in doing:
            needed[who] += task.hours / len(doing)

    assert sum(needed.values()) <= hours + 1e-6
    assert fitted.channels
    for who, load in needed.items():
        assert load <= fitted.hours.get(who, 0) + 1e-6, who


def test_with_fewer_hours_there_are_fewer_channels_and_fewer_posts(town):
    def posts(hours: float) -> dict[str, float | None]:
        plan = proposed(of_size(town, 12_000, hours), TODAY)
        return {channel.id: channel.posts_week for channel in plan.channels}

    little, usual = posts(2), posts(10)
    assert list(little) == ["web", "whatsapp_channel", "facebook", "bando", "loudspeaker"]
    assert len(usual) == 10
    assert (usual["facebook"], little["facebook"]) == (3, 0.5)


@pytest.mark.parametrize(
    ("population", "size"),
    [
        (0, SizeBand.HAMLET),
        (999, SizeBand.HAMLET),
        (1_000, SizeBand.VILLAGE),
        (4_999, SizeBand.VILLAGE),
        (5_000, SizeBand.TOWN),
        (19_999, SizeBand.TOWN),
        (20_000, SizeBand.CITY),
    ],
)
def test_a_town_is_sized_by_its_inhabitants(town, population, size):
    minutes = {network.id: network.minutes_post for network in guide.networks()}
    assert sizing.fitted(of_size(town, population), minutes).size.name is size


def test_with_few_hours_the_tasks_are_joined(town):
    assert len(proposed(of_size(town, 60_000, 4), TODAY).tasks) == 7
    assert len(proposed(of_size(town, 60_000, 10), TODAY).tasks) == 11
    assert len(proposed(of_size(town, 60_000, 20), TODAY).tasks) == 16


@pytest.mark.parametrize(("population", "told"), [(4_999, False), (5_000, True), (60_000, True)])
def test_somebody_deals_with_the_media_from_five_thousand_inhabitants_on(town, population, told):
    for hours in (None, 3):
        tasks = proposed(of_size(town, population, hours), TODAY).tasks
        assert ("Relación con los medios" in [task.title for task in tasks]) is told


def test_a_second_person_who_publishes_comes_only_with_hours_for_two(town):
    alone, two = (proposed(of_size(town, 60_000, hours), TODAY) for hours in (10, 20))
    assert "Redacción" not in [person.label for person in alone.people]
    assert "Redacción" in [person.label for person in two.people]
    assert {channel.owner for channel in two.channels} >= {"communications", "editor"}


def test_more_hours_than_usual_give_a_little_more_but_not_without_end(town):
    def facebook(hours: float | None) -> float | None:
        plan = proposed(of_size(town, 2_241, hours), TODAY)
        return next(channel.posts_week for channel in plan.channels if channel.id == "facebook")

    assert (facebook(None), facebook(10), facebook(40)) == (2, 3, 3)


def test_fixed_tasks_take_half_of_the_hours_and_a_bit_in_steps_of_six_minutes(town):
    # given a city with more to do than the twenty hours that there are
    tasks = proposed(of_size(town, 60_000, 20), TODAY).tasks

    hours = [task.hours_week or 0 for task in tasks]
    assert 10 <= sum(hours) <= 11
    assert hours == pytest.approx([round(hour, 1) for hour in hours])


def test_hours_of_nothing_count_as_not_known(town):
    assert proposed(of_size(town, 2_241, 0), TODAY) == proposed(of_size(town, 2_241), TODAY)


def test_the_provinces_with_a_coast_are_named_as_the_gazetteer_does():
    with resources.path("data", "municipalities.csv").open(encoding="utf-8") as file:
        table = file.read()
    provinces = sizing.sizes().coast.provinces
    assert [province for province in provinces if f",{province}," not in table] == []

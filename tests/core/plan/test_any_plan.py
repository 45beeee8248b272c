"""Whatever a plan holds, from wherever it came: it is read, judged and told in whole sentences."""

import types
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import given, settings
from hypothesis import strategies as st

from core.i18n import language
from core.plan import snapshot, things
from core.plan.differences import compare
from core.plan.findings import PlanFacts, check
from core.plan.measurements import readings
from core.plan.model import Plan
from core.plan.rules import RULES
from core.plan.snapshot import Snapshot
from tests.core.plan.conftest import TOWN

PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    int: st.integers(0, 4),
    float: st.floats(-things.LARGEST, things.LARGEST),
    bool: st.booleans(),
    str: st.sampled_from(["", "Web", "%", "facebook", "{x}", "🎉 שלום", "muy largo " * 1000]),
    date: st.dates() | st.sampled_from([date.min, date.max]),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
}


def any_of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type, as the fields of a plan declare it."""
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*map(any_of, get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(any_of(get_args(hint)[0]), max_size=3).map(tuple)
    if is_dataclass(hint):
        fields = get_type_hints(hint)
        return st.builds(hint, **{name: any_of(kind) for name, kind in fields.items()})
    assert issubclass(hint, StrEnum)
    return st.sampled_from(list(hint))


PLANS = any_of(Plan)


@settings(max_examples=40)
@given(PLANS, st.dates())
def test_the_rules_speak_of_any_plan_in_whole_sentences(plan, today):
    with language("en"):
        found = check(PlanFacts(plan, TOWN, (), today), RULES)

    for finding in found:
        assert finding.sentence.endswith(".")
        assert "None" not in finding.sentence


@settings(max_examples=40)
@given(PLANS, st.dates())
def test_any_objective_says_how_far_it_is_and_when_it_is_read_next(plan, today):
    for objective in plan.objectives:
        told = readings.progress(objective, plan.readings(objective), today, plan.charter.start_on)
        assert told.sentence
    assert all(reading.since <= today for reading in readings.due(plan, today))


@settings(max_examples=40)
@given(PLANS)
def test_any_plan_comes_back_from_its_approved_version_unchanged(plan):
    frozen = Snapshot(plan, TOWN)

    assert snapshot.from_json(snapshot.to_json(frozen)) == frozen
    assert compare(frozen, frozen) == []

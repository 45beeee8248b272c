"""How the things of a plan are named inside a sentence."""

import pytest

from core.i18n import language
from core.plan.charter import charter_step
from core.plan.kinds import PlanStep
from core.plan.wording import listed, named


def test_a_long_title_ends_after_a_whole_word():
    assert named("Que nadie se pierda un aviso urgente, viva donde viva") == (
        "Que nadie se pierda un aviso urgente…"
    )


@pytest.mark.parametrize("title", ["", "  ", "\u202e"])
def test_what_has_no_title_is_called_so(title):
    with language("en"):
        assert named(title) == "Untitled"


@pytest.mark.parametrize(
    ("titles", "sentence"),
    [
        (["Web"], "Web"),
        (["Web", "Bando", "Facebook"], "Web, Bando, Facebook"),
        (["Web", "Bando", "Facebook", "X"], "Web, Bando, Facebook and one more"),
        (["Web", "Bando", "Facebook", "X", "SMS"], "Web, Bando, Facebook and 2 more"),
    ],
)
def test_of_many_only_three_are_named(titles, sentence):
    with language("en"):
        assert listed(titles) == sentence


def test_what_the_charter_says_is_filled_in_on_its_own_step():
    fields = ("title", "style", "images", "answering", "rules_on", "review", "legal")
    steps = (
        PlanStep.START,
        PlanStep.USES,
        PlanStep.USES,
        PlanStep.PROTOCOL,
        PlanStep.PROTOCOL,
        *[PlanStep.REVIEW] * 2,
    )
    assert tuple(charter_step(field) for field in fields) == steps

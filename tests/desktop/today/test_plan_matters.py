"""Hoy and the plan: what is to be mended, what is to be measured, how old it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.plan import records, review, versions
from core.plan.findings import FixTarget
from core.plan.kinds import ObjectiveScope, PlanStep
from core.plan.model import Dismissal, Measurement, Objective
from core.store import Topic
from desktop.services import Services
from desktop.today.matter import Matter
from desktop.today.plan_matters import plan_matters
from tests.desktop.hands import buttons, push_soon

TODAY = date(2026, 11, 24)

Look = Callable[[], dict[str, Matter]]


@pytest.fixture
def look(services: Services) -> Look:
    """What the plan asks for today, by key."""

    def found() -> dict[str, Matter]:
        with services.store.read() as connection:
            looked = review.look(connection, services.clock.today())
        return {matter.key: matter for matter in plan_matters(looked)}

    return found


def test_a_new_town_is_told_of_its_suggestions(look):
    assert look()["plan-suggestions"].target == FixTarget(PlanStep.START, "charter", 1, "territory")


def test_the_gravest_finding_is_one_key_away(services, look):
    with services.store.read() as connection:
        first = review.look(connection, TODAY).open[0]

    matter = look()["plan-findings"]

    assert matter.line == first.sentence
    assert matter.target == first.place


def test_what_was_dismissed_is_not_asked_for_again(services, look):
    with services.store.change(Topic.PLAN) as db:
        for finding in review.look(db.conn, TODAY).open:
            records.dismiss(db, Dismissal(finding.key, "Así se queda", services.clock.now()))

    assert "plan-findings" not in look()


def test_a_measurement_that_is_due_names_its_objective(services, look):
    with services.store.change(Topic.PLAN) as db:
        charter = records.load(db.conn).charter
        records.save(db, replace(charter, start_on=date(2026, 1, 1), end_on=date(2026, 12, 31)))
        general = records.add(db, Objective("Servir", scope=ObjectiveScope.GENERAL))
        asked = records.add(
            db, Objective("Contestar", parent_id=general, indicator="Contestadas", unit="%")
        )
    assert "Contestar" in look()["measurements"].title

    with services.store.change(Topic.PLAN) as db:
        records.measure(db, Measurement(asked, TODAY, 61))

    assert "Contestar" not in getattr(look().get("measurements"), "title", "")


def test_a_plan_that_ends_soon_asks_for_the_next_one(services, look):
    with services.store.change(Topic.PLAN) as db:
        charter = records.load(db.conn).charter
        records.save(db, replace(charter, start_on=date(2026, 1, 1), end_on=date(2026, 12, 31)))

    assert look()["plan-age"].target == FixTarget(PlanStep.REVIEW, "version")


def test_a_plan_approved_more_than_a_year_ago_is_old(services, look):
    with services.store.change(Topic.PLAN) as db:
        charter = records.load(db.conn).charter
        records.save(db, replace(charter, start_on=date(2025, 6, 1), end_on=date(2027, 12, 31)))
        versions.approve(
            db, "Pleno", date(2025, 11, 1), "", datetime(2025, 11, 1, tzinfo=UTC), date(2025, 11, 1)
        )

    assert "2025" in look()["plan-age"].line


def test_the_plan_is_looked_at_after_the_page_stands(program, shell, qtbot, clock, look):
    page = shell.page("today")
    assert page is not None

    title = look()["plan-suggestions"].title
    # A new town begins with other things: this one is below them.
    push_soon(qtbot, page, "Ver 7 más")
    qtbot.waitUntil(lambda: title in [button.text() for button in buttons(page)])

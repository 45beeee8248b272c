"""What really went out, told beside what the plan says."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from core.calendar import publications, published, records
from core.calendar.model import CalendarItem, ItemState, Publication
from core.plan import records as plan_records
from core.plan.kinds import UseName
from core.store import Topic

pytestmark = pytest.mark.usefixtures("madrid")

TODAY = date(2026, 11, 24)


@pytest.fixture
def out(store):
    """Three of the last two weeks, two of them for service, and one of a year ago."""
    with store.change(Topic.CALENDAR) as db:
        plan = plan_records.load(db.conn)
        channel = plan.channels[0]
        for use, days in (
            (UseName.SERVICE, 0),
            (UseName.SERVICE, 7),
            (UseName.EVENTS, 13),
            (UseName.EVENTS, 366),
        ):
            day = TODAY - timedelta(days=days)
            objective = plan.objectives[-1].id if use is UseName.SERVICE else None
            item = CalendarItem(
                "Aviso", day=day, use=use, state=ItemState.PUBLISHED, objective_id=objective
            )
            number = records.add(db, item)
            moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            records.publish(db, Publication(number, channel.title, moment, channel_id=channel.id))
    return plan


def test_use_channel_and_objective_say_what_was_published_and_where_that_is_known_from(store, out):
    use = next(use for use in out.uses if use.name is UseName.SERVICE)
    with store.read() as connection:
        found = published.recent(connection, TODAY)

    assert published.of_use(found, use) == (
        f"Publicado desde el 11 de noviembre de 2026: 67\u202f%, 2 de 3; el plan dice {use.share}"
        "\u202f%. Fuente: Calendario."
    )
    assert published.of_channel(found, out.channels[0]).startswith(
        "Publicado desde el 11 de noviembre de 2026: 1,5 a la semana; el plan dice"
    )
    assert published.of_objective(found, out.objectives[-1]) == (
        "Publicado para él desde el 11 de noviembre de 2026: 2 publicaciones de 3. Fuente:"
        " Calendario."
    )


def test_where_nothing_was_published_nothing_is_said(store):
    with store.read() as connection:
        plan = plan_records.load(connection)
        found = published.recent(connection, TODAY)

    assert published.of_use(found, plan.uses[0]) == ""
    assert published.of_channel(found, plan.channels[0]) == ""
    assert published.of_objective(found, plan.objectives[0]) == ""


def test_who_corrects_the_name_leaves_the_moment_as_it_is_to_the_second(store, out):
    moment = datetime(2026, 11, 23, 9, 30, 41, tzinfo=UTC)
    with store.change(Topic.CALENDAR) as db:
        item = records.add(db, CalendarItem("Aviso", day=TODAY, state=ItemState.PUBLISHED))
        made = records.publish(db, Publication(item, "Bando", moment))
        there = records.publication(db.conn, made)
        said = replace(publications.facts(there), who="Ana Ruiz")
        publications.correct(db, made, said, moment)

        kept = records.publication(db.conn, made)
        assert (kept.who, kept.published_at) == ("Ana Ruiz", moment)

        publications.correct(db, made, replace(said, hour=time(10, 29)), moment)
        assert records.publication(db.conn, made).published_at == moment.replace(
            minute=29, second=0
        )

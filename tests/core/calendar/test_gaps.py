"""What the calendar lacks, and what is too much in it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from core.calendar import gaps, records
from core.calendar.gaps import GapKind
from core.calendar.model import CalendarItem, ItemState
from core.i18n import language
from core.plan import records as plan_records
from core.plan.kinds import Reach, UseName
from core.plan.model import Audience, Channel, Person, Plan, Presence, Use
from core.store import Topic
from core.town.model import Town

START, END = date(2026, 11, 30), date(2026, 12, 27)
WEB, WHATSAPP, BANDO = 1, 2, 3
ELDERS, FAMILIES = 1, 2
PLAN = Plan(
    people=(Person("Comunicación", id=1, contact_id=7), Person("Alcaldía", id=2)),
    audiences=(Audience("Mayores de 65", id=ELDERS), Audience("Familias", id=FAMILIES)),
    channels=(
        Channel("Web", id=WEB, minutes_post=30, owner_id=1),
        Channel("Lista de WhatsApp", id=WHATSAPP, minutes_post=15, owner_id=2),
        Channel("Bando", id=BANDO, offline=True),
    ),
)
TOWN = Town("Valdehierro", hours_week=2)


def on(day, title="Aviso", **more):
    return CalendarItem(title, id=day, day=date(2026, 12, 1) + timedelta(days=day - 1), **more)


def found(kind, items, plan=PLAN, town=TOWN, start=START, end=END):
    with language("es"):
        return [gap for gap in gaps.gaps(items, plan, town, start, end) if gap.kind is kind]


def sentences(kind, items, **more):
    return [gap.sentence for gap in found(kind, items, **more)]


def test_an_audience_that_hears_nothing_for_three_weeks():
    items = [on(1), on(6), *(on(day, audiences=(FAMILIES,)) for day in (10, 20)), on(28)]

    (gap,) = found(GapKind.AUDIENCE, items)

    assert gap.sentence == "Mayores de 65: nada del 7 al 27 de diciembre, 3 semanas"
    assert (gap.start, gap.end, gap.audience_id) == (
        date(2026, 12, 7), date(2026, 12, 27), ELDERS,
    )  # fmt: skip


@pytest.mark.parametrize(
    "items",
    [
        [on(6), on(27)],
        [on(6), on(15, state=ItemState.PUBLISHED), on(28)],
        [on(6), on(15, audiences=(ELDERS, FAMILIES)), on(28)],
        [on(20)],
        [],
    ],
)
def test_nobody_is_missed_before_three_weeks_nor_where_nothing_is_planned_yet(items):
    assert sentences(GapKind.AUDIENCE, items) == []


@pytest.mark.parametrize("state", [ItemState.HELD, ItemState.DROPPED])
def test_what_does_not_go_out_reaches_nobody(state):
    assert len(sentences(GapKind.AUDIENCE, [on(6), on(15, state=state), on(28)])) == 2


def test_what_is_for_all_reaches_only_who_is_on_its_channels():
    plan = replace(
        PLAN,
        presences=(
            Presence(ELDERS, BANDO, Reach.MANY), Presence(ELDERS, WEB, Reach.NONE),
            Presence(FAMILIES, WEB, Reach.FEW),
        ),
    )  # fmt: skip
    items = [on(1), on(10, channels=(WEB,)), on(20, channels=(WEB, BANDO)), on(26)]
    assert sentences(GapKind.AUDIENCE, items, plan=plan) == []

    silent = [replace(item, channels=(WEB,)) for item in items]
    assert sentences(GapKind.AUDIENCE, silent, plan=plan) == [
        "Mayores de 65: nada del 1 al 26 de diciembre, 3 semanas"
    ]


def test_a_silence_that_began_before_is_told_whole():
    items = [on(-5), on(10, audiences=(FAMILIES,)), on(40)]

    told = sentences(GapKind.AUDIENCE, items, end=date(2026, 12, 15))

    assert told[0] == "Mayores de 65: nada del 26 de noviembre al 8 de enero, 6 semanas"


def test_a_use_that_is_far_from_its_share_over_four_weeks():
    plan = replace(
        PLAN,
        uses=(
            Use(UseName.SERVICE, share=40), Use(UseName.EVENTS, share=50),
            Use(UseName.CLOSER, share=10), Use(UseName.REFERENCE),
        ),
    )  # fmt: skip
    items = [on(day, use=UseName.SERVICE) for day in (1, 2)]
    items += [on(day, use=UseName.EVENTS) for day in range(3, 11)]

    of_ten = "de 10 del 30 de noviembre al 27 de diciembre, un"
    assert sentences(GapKind.SHARE, items, plan=plan) == [
        f"«Atención ciudadana»: 2 {of_ten} 20\u202f%; el plan dice 40\u202f%",
        f"«Actos: antes, durante y después»: 8 {of_ten} 80\u202f%; el plan dice 50\u202f%",
    ]
    (week, _events) = found(GapKind.SHARE, items, plan=plan, end=date(2026, 12, 6))
    assert (week.start, week.end, week.use) == (START, END, UseName.SERVICE)
    assert sentences(GapKind.SHARE, items[:3], plan=plan) == []


@pytest.mark.parametrize(
    ("count", "of", "share", "far"),
    [(8, 40, 30, True), (8, 40, 29, False), (2, 10, 40, True), (1, 5, 40, False)],
)
def test_a_share_is_far_from_ten_points_and_two_items_on(count, of, share, far):
    plan = replace(PLAN, uses=(Use(UseName.SERVICE, share=share), Use(UseName.EVENTS)))
    items = [on(1, use=UseName.SERVICE if nth < count else UseName.EVENTS) for nth in range(of)]

    assert bool(found(GapKind.SHARE, items, plan=plan)) is far


def test_two_at_the_same_hour_on_the_same_channel():
    at_nine = [
        on(3, "Boletín", hour=time(9), channels=(WEB, BANDO)),
        on(3, "Becas", hour=time(9), channels=(WEB,)),
        on(3, "Cine", hour=time(9), channels=(WHATSAPP,)),
    ]
    apart = [on(4, hour=time(9), channels=(WEB,)), on(4, channels=(WEB,)), on(4, hour=time(9))]

    assert sentences(GapKind.CLASH, [*at_nine, *apart]) == [
        "Jueves, 3 de diciembre, a las 09:00, a la vez en Web: Boletín, Becas"
    ]


def test_a_week_that_takes_more_than_the_hours_there_are():
    items = [on(day, channels=(WEB, WHATSAPP, BANDO)) for day in (1, 2, 6)]

    (gap,) = found(GapKind.HOURS, items)

    assert gap.sentence == (
        "2,25\u202fh de trabajo del 30 de noviembre al 6 de diciembre, y hay 2\u202fh a la semana"
    )
    assert (gap.start, gap.end) == (date(2026, 11, 30), date(2026, 12, 6))
    assert found(GapKind.HOURS, items[:2]) == []
    assert found(GapKind.HOURS, items, town=replace(TOWN, hours_week=None)) == []


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (on(1, "Cine"), ["Martes, 1 de diciembre, sin nadie que publique: Cine"]),
        (
            on(1, "Cine", owner_id=2),
            ["Martes, 1 de diciembre, el cargo «Alcaldía» está vacante y nadie publica: Cine"],
        ),
        (
            on(1, "Cine", channels=(WHATSAPP,)),
            ["Martes, 1 de diciembre, el cargo «Alcaldía» está vacante y nadie publica: Cine"],
        ),
        (on(1, owner_id=1), []),
        (on(1, owner_id=2, substitute_id=1), []),
        (on(1, channels=(WEB, WHATSAPP)), []),
    ],
)
def test_a_day_without_anybody_to_publish(item, told):
    planned = replace(item, state=ItemState.PLANNED)

    assert sentences(GapKind.NOBODY, [planned]) == told
    assert sentences(GapKind.NOBODY, [item, replace(planned, state=ItemState.PUBLISHED)]) == []


def test_a_vacant_post_is_named_for_the_whole_of_its_day():
    items = [on(1, "Cine", state=ItemState.PLANNED)]
    items.append(replace(items[0], id=2, title="Feria", owner_id=2))

    assert sentences(GapKind.NOBODY, items) == [
        "Martes, 1 de diciembre, el cargo «Alcaldía» está vacante y nadie publica: Cine, Feria"
    ]


def test_a_deadline_only_in_networks():
    opens = on(1, "Becas", use=UseName.DEADLINES, channels=(WEB,), series_id=4)
    closes = replace(opens, id=9, title="Becas: último día", day=date(2026, 12, 9))

    (gap,) = found(GapKind.ONLY_NETWORKS, [opens, closes])

    assert gap.sentence == "Un plazo solo en redes, y nada sin internet: Becas, Becas: último día"
    assert (gap.start, gap.end, gap.items) == (opens.day, closes.day, (1, 9))
    spoken = replace(closes, channels=(BANDO,))
    assert found(GapKind.ONLY_NETWORKS, [opens, spoken]) == []
    assert len(found(GapKind.ONLY_NETWORKS, [opens, replace(spoken, series_id=None)])) == 1
    assert found(GapKind.ONLY_NETWORKS, [replace(opens, channels=())]) == []


def test_gaps_of_other_days_are_not_told():
    items = [on(day, "Cine", state=ItemState.PLANNED) for day in (1, 20)]

    assert len(found(GapKind.NOBODY, items, end=date(2026, 12, 7))) == 1


def test_they_are_read_from_the_calendar_and_the_plan(store):
    with store.change(Topic.CALENDAR, label="añadir") as db:
        for kind in (Audience, Person, Channel):
            for thing in plan_records.every(db.conn, kind):
                plan_records.delete(db, kind, thing.id)
        plan_records.add(db, Audience("Mayores de 65"))
        for day in (date(2026, 11, 20), date(2026, 12, 20)):
            records.add(db, CalendarItem("Cine", day=day, state=ItemState.PLANNED))

    with language("es"), store.read() as connection:
        told = [gap.sentence for gap in gaps.look(connection, START, END)]

    assert told == [
        "Mayores de 65: nada del 21 de noviembre al 19 de diciembre, 4 semanas",
        "Domingo, 20 de diciembre, sin nadie que publique: Cine",
    ]

"""A month filled from the plan: proposals that fit, each with its reason."""

from collections import Counter
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.calendar import best_time, filling, gaps, records
from core.calendar.layers import DayNote, NoteKind
from core.calendar.model import CalendarItem, ItemState
from core.i18n import language
from core.plan import records as plan_records
from core.plan.electoral import ElectoralPeriod
from core.plan.kinds import UseName
from core.plan.labels import use_label
from core.plan.model import Audience, Channel, Plan, Task, Use
from core.store import Topic, open_store
from core.town import fiestas
from core.town.model import Town

MONTH, TODAY = date(2026, 12, 1), date(2026, 11, 29)
WEB = Channel("Web", id=1, posts_week=2, minutes_post=30, best_time="Jueves, a las 9 h")
BANDO = Channel("Bando", id=2, posts_week=1, minutes_post=30, offline=True, owner_id=5)
SERVICE = Use(UseName.SERVICE, share=75, channels=(1,), examples="- La pregunta de la semana")
TERMS = Use(UseName.DEADLINES, share=25, channels=(1, 2))
PLAN = Plan(
    audiences=(Audience("Mayores de 65", id=1), Audience("Familias", id=2)),
    channels=(WEB, BANDO),
    uses=(SERVICE, TERMS),
)
TOWN = Town("Valdehierro", hours_week=10)


def filled(plan=PLAN, town=TOWN, items=(), today=TODAY, notes=(), bound=(), month=MONTH):
    by_day: dict[date, list[DayNote]] = {}
    for note in notes:
        by_day.setdefault(note.day, []).append(note)
    with language("es"):
        return filling.filled(month, today, items, plan, town, by_day, bound)


def titles(items):
    return {item.title for item in items}


def weeks(items):
    return Counter(item.day.isocalendar().week for item in items)


@pytest.fixture
def example(file, clock):
    """The example town with nothing planned yet; its patron has her day on 4 December."""
    opened = open_store(file, clock)
    with opened.change(Topic.TOWN, label="fiestas") as db:
        for item in records.every(db.conn):
            records.delete(db, item.id)
        fiestas.store(db, fiestas.read("4/12 Santa Bárbara\n13/12 Santa Lucía"))
    yield opened
    opened.close()


def looked(store):
    with language("es"), store.read() as connection:
        return filling.look(connection, MONTH, TODAY), plan_records.load(connection)


def test_the_example_town_has_its_month_proposed_with_reasons(example):
    found, plan = looked(example)

    titles = [item.title for item in found.items]
    assert len(titles) > 20
    assert "Día Mundial del Sida" in titles
    assert {item.state for item in found.items} == {ItemState.IDEA}
    assert all(item.suggested and item.channels and item.audiences for item in found.items)
    slots = Counter((item.day, item.hour, key) for item in found.items for key in item.channels)
    assert set(slots.values()) == {1}
    said = Counter(item.use for item in found.items)
    assert said[UseName.REPUTATION] == 0
    assert all(
        abs(100 * said[use.name] / said.total() - use.share) < 10
        for use in plan.uses
        if use.name is not UseName.REPUTATION
    )


def test_it_proposes_working_days_and_fiestas_for_what_takes_place_on_them(example):
    found, _plan = looked(example)

    free = {4, 7, 8, 13, 25}
    events = [item for item in found.items if item.day.day in free or item.day.weekday() > 4]
    assert [(item.title, item.day.day, item.use) for item in events] == [
        ("Santa Bárbara", 4, UseName.EVENTS), ("Santa Lucía", 13, UseName.EVENTS),
    ]  # fmt: skip
    assert {item.suggested for item in events} == {"Es fiesta local."}


def test_what_it_proposes_leaves_no_gap_in_its_own_eyes_and_is_proposed_once(example):
    found, _plan = looked(example)
    with example.change(Topic.CALENDAR, label="rellenar") as db:
        ids = filling.keep(db, found)

    with language("es"), example.read() as connection:
        assert gaps.look(connection, MONTH, date(2026, 12, 31)) == []
        stored = records.every(connection, MONTH, date(2026, 12, 31))
        assert filling.look(connection, MONTH, TODAY).items == ()
    assert sorted(item.id for item in stored) == sorted(ids)
    assert {item.suggested for item in stored} == {item.suggested for item in found.items}
    example.undo()
    with example.read() as connection:
        assert records.every(connection, MONTH, date(2026, 12, 31)) == []


def test_what_the_person_changes_is_no_longer_a_proposal(example):
    with example.change(Topic.CALENDAR, label="rellenar") as db:
        (first, *_others) = filling.keep(db, looked(example)[0])
    with example.read() as connection:
        item = records.one(connection, first)

    with example.change(Topic.CALENDAR, label="cambiar") as db:
        records.save(db, replace(item, state=ItemState.PLANNED))

    assert item.suggested
    with example.read() as connection:
        assert records.one(connection, first).suggested == ""


def test_each_channel_has_its_posts_and_each_use_its_share():
    found = filled()

    assert found.note == ""
    where = Counter(key for item in found.items for key in item.channels)
    assert where == {1: 9, 2: 5}
    assert Counter(item.use for item in found.items) == {UseName.SERVICE: 9, UseName.DEADLINES: 5}
    first = next(item for item in found.items if item.title == "La pregunta de la semana")
    assert (first.day, first.hour) == (date(2026, 12, 3), time(9))
    assert first.suggested == (
        "«Atención ciudadana» está por debajo de su parte, el 75\u202f%. De quienes miran ahí, a"
        " «Mayores de 65» es a quien menos se ha dicho."
    )


def test_a_deadline_goes_out_without_internet_too_and_its_owner_does_it():
    terms = [item for item in filled().items if item.use is UseName.DEADLINES]

    assert all(2 in item.channels for item in terms)
    assert {item.owner_id for item in terms} == {5}


def test_what_is_there_counts_and_is_not_met_on_its_day():
    there = [
        CalendarItem(
            "Pleno", id=day, day=date(2026, 12, day), hour=time(9), channels=(1,),
            use=UseName.SERVICE, state=ItemState.PUBLISHED,
        )
        for day in (3, 10, 17, 24, 31)
    ]  # fmt: skip

    found = filled(items=there)
    anew = filled(items=[replace(item, state=ItemState.DROPPED) for item in there])

    assert Counter(key for item in found.items for key in item.channels)[1] == 4
    assert not {item.day.day for item in found.items if 1 in item.channels} & {3, 10, 17, 24, 31}
    assert len(anew.items) == len(filled().items)


def test_it_asks_for_no_more_hours_than_there_are():
    found = filled(
        town=replace(TOWN, hours_week=1.5),
        plan=replace(PLAN, tasks=(Task("Escuchar", hours_week=1),)),
    )

    assert found.note == "No hay horas para más; el plan pide más publicaciones."
    assert set(weeks(found.items).values()) == {1}
    assert all(len(item.channels) == 1 for item in found.items)
    assert filled(town=replace(TOWN, hours_week=None)).note == ""


@pytest.mark.parametrize(
    ("more", "note"),
    [
        ({"plan": Plan()}, "Ningún canal del plan dice cuántas publicaciones tiene a la semana."),
        (
            {"plan": replace(PLAN, channels=(Channel("Web", id=1),))},
            "Ningún canal del plan dice cuántas publicaciones tiene a la semana.",
        ),
        ({"today": date(2027, 1, 1)}, "Este mes ya ha pasado."),
        ({"items": filled().items}, "El mes tiene lo que pide el plan."),
    ],
)
def test_where_nothing_can_be_proposed_a_sentence_says_why(more, note):
    found = filled(**more)

    assert (found.items, found.note) == ((), note)


def test_an_example_of_another_season_waits_for_it_and_is_a_title_without_a_full_stop():
    examples = "- Cine de verano: aviso si se suspende.\n- Horario de invierno de la biblioteca."
    service = replace(SERVICE, examples=examples)

    titles = {item.title for item in filled(replace(PLAN, uses=(service,))).items}

    assert titles == {"Horario de invierno de la biblioteca", use_label(UseName.SERVICE)}


SEASONS = {
    "primavera": (3, 4, 5, 6),
    "verano": (5, 6, 7, 8, 9),
    "otoño": (9, 10, 11, 12),
    "invierno": (11, 12, 1, 2, 3),
    "Navidad": (11, 12, 1),
}


@pytest.mark.parametrize(("season", "months"), SEASONS.items())
def test_each_season_has_its_months(season, months):
    service = replace(SERVICE, examples=f"- Cosas de {season}.\n- Cosas del pueblo.")

    proposed = {
        month: filled(replace(PLAN, uses=(service,)), month=date(2027, month, 1)).items
        for month in range(1, 13)
    }

    there = [month for month, items in proposed.items() if f"Cosas de {season}" in titles(items)]
    assert there == sorted(months)


def test_of_a_month_that_has_begun_only_the_rest_is_filled():
    found = filled(today=date(2026, 12, 28))

    assert {item.day.day for item in found.items} <= {28, 29, 30, 31}
    assert Counter(key for item in found.items for key in item.channels)[1] == 2


def test_a_known_day_gives_something_to_say_and_says_who_proclaims_it():
    plan = replace(PLAN, uses=(Use(UseName.REFERENCE, share=100, channels=(1,)),))
    day = DayNote(date(2026, 12, 9), NoteKind.AWARENESS, "Día contra la Corrupción", "ONU")

    named = [item for item in filled(plan, notes=[day]).items if item.title == day.text]

    assert [(item.day, item.hour) for item in named] == [(day.day, time(9))]
    assert named[0].suggested.startswith(
        "Día contra la Corrupción, según ONU. Sin comprobar: búsquelo."
    )


VOTED = date(2026, 12, 13)
REGIONAL = ElectoralPeriod("Elecciones autonómicas", date(2026, 11, 2), VOTED)


def test_in_an_electoral_period_nothing_is_proposed_that_speaks_well_of_the_council():
    plan = replace(
        PLAN,
        uses=(
            Use(UseName.CORPORATE, share=50, channels=(1,), examples="- Los logros del año"),
            Use(
                UseName.SERVICE, share=50, channels=(1,),
                examples="- Inauguramos el nuevo parque\n- Horario de la biblioteca en Navidad",
            ),
        ),
    )  # fmt: skip
    found = filled(plan, bound=[REGIONAL])

    within = [item for item in found.items if item.day <= VOTED]
    after = [item for item in found.items if item.day > VOTED]
    assert within
    assert {item.use for item in within} == {UseName.SERVICE}
    assert "Horario de la biblioteca en Navidad" in [item.title for item in within]
    assert all("Inauguramos" not in item.title for item in within)
    told = "Período electoral hasta el domingo, 13 de diciembre: informa, sin alabar."
    assert {item.suggested.endswith(told) for item in within} == {True}
    assert {item.suggested.endswith(told) for item in after} == {False}
    assert UseName.CORPORATE in {item.use for item in after}
    assert found.note == (
        "Período electoral hasta el domingo, 13 de diciembre: nada que hable bien del Ayuntamiento."
    )


CHANNELS = some.lists(
    some.builds(
        Channel,
        some.just("Canal"),
        posts_week=some.floats(0, 200),
        minutes_post=some.none() | some.floats(0, 600),
        best_time=some.sampled_from(
            [WEB.best_time, "", "Laborables, de 19 a 21 h", "A las 23 h", "99 h", "a 99:99 pm"]
        ),
        offline=some.booleans(),
    ),
    max_size=4,
)


@given(
    CHANNELS, some.lists(some.sampled_from(UseName), unique=True), some.none() | some.floats(0, 40)
)
def test_whatever_the_plan_no_two_meet_and_the_hours_hold(channels, uses, available):
    plan = Plan(
        channels=tuple(replace(channel, id=number) for number, channel in enumerate(channels, 1)),
        uses=tuple(Use(name, share=100 // len(uses)) for name in uses),
    )

    items = filled(plan, replace(TOWN, hours_week=available)).items

    slots = Counter((item.day, item.hour, key) for item in items for key in item.channels)
    assert all(count == 1 for count in slots.values())
    assert all(item.day.weekday() < 5 for item in items)
    spent: Counter[int] = Counter()
    for item in items:
        spent[item.day.isocalendar().week] += gaps.minutes(item, plan)
    assert not available or all(minutes <= available * 60 + 1e-6 for minutes in spent.values())


@pytest.mark.parametrize(
    ("words", "weekday", "hour"),
    [
        ("Laborables, de 19 a 21 h", None, time(19)),
        ("Un jueves de cada dos, a las 10 h", 3, time(10)),
        ("Miércoles, a las 13:15 h", 2, time(13, 15)),
        ("Jueves por la mañana", 3, time(10)),
        ("A primera hora, antes del mercado", None, time(9)),
        ("Tarde de un día laborable", None, time(18)),
        ("Antes que ningún otro canal", None, time(10)),
        ("Wednesdays, at 1.15 pm", 2, time(13, 15)),
        ("Weekdays, 7 to 9 pm", None, time(19)),
        ("11 am to 1 pm and 6 to 8 pm; at any hour if there is danger", None, time(11)),
        ("Midday news", None, time(13)),
        ("Al mediodía", None, time(13)),
        ("First thing, before the market", None, time(9)),
        ("Thursday mornings", 3, time(10)),
        ("The afternoon of a weekday", None, time(18)),
        ("12 am", None, time(12)),
    ],
)
def test_the_best_time_of_a_channel_is_read_from_its_words(words, weekday, hour):
    channels = [Channel("Canal", best_time=words)]

    assert (best_time.weekday(channels), best_time.hour(channels)) == (weekday, hour)


def test_of_several_channels_the_one_that_names_a_day_decides():
    evening = Channel("Facebook", best_time="De 19 a 21 h")
    thursday = Channel("Boletín", best_time="Jueves, a las 8:30 h")

    assert best_time.hour([evening, thursday]) == time(8, 30)
    assert best_time.weekday([evening, thursday]) == 3

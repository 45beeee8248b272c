"""Items of the calendar: stored whole, tied to the plan, moved, held and released."""

from dataclasses import replace
from datetime import date, time

import pytest

from core.calendar import checks, records
from core.calendar.checks import Place
from core.calendar.model import (
    CalendarItem,
    ItemState,
    ItemText,
    held,
    in_order,
    moved,
    released,
    still_to_ask,
)
from core.days import moment_at
from core.i18n import language
from core.plan import records as plan_records
from core.plan.kinds import UseName
from core.plan.model import Audience, Channel, Objective, Person
from core.store import Topic
from tests.core.in_turn import in_turn

DAY, NEXT = date(2026, 12, 1), date(2026, 12, 2)
CUT = CalendarItem(
    "Corte de agua en calle Real",
    day=DAY,
    hour=time(18),
    state=ItemState.READY,
    use=UseName.SERVICE,
    texts=(ItemText("es", "Mañana no hay agua en la calle Real."),),
)


@pytest.fixture
def stored(store):
    """An item on two channels, for an audience, with an owner and an objective."""
    with store.change(Topic.PLAN, label="plan") as db:
        web = plan_records.add(db, Channel("Web"))
        whatsapp = plan_records.add(db, Channel("Lista de WhatsApp"))
        elders = plan_records.add(db, Audience("Mayores de 65"))
        owner = plan_records.add(db, Person("Comunicación"))
        aim = plan_records.add(db, Objective("Avisar a tiempo"))
        return records.add(
            db,
            replace(
                CUT,
                channels=(web, whatsapp),
                audiences=(elders,),
                owner_id=owner,
                substitute_id=owner,
                objective_id=aim,
                texts=(*CUT.texts, ItemText("es", "Sin agua mañana.", whatsapp)),
            ),
        )


def read(store, item_id):
    with store.read() as connection:
        return records.one(connection, item_id)


def test_an_item_comes_back_as_it_was_stored(store, stored):
    item = read(store, stored)
    web, whatsapp = item.channels

    assert (item.title, item.day, item.hour) == ("Corte de agua en calle Real", DAY, time(18))
    assert (item.state, item.use) == (ItemState.READY, UseName.SERVICE)
    assert item.text(web, "es") == "Mañana no hay agua en la calle Real."
    assert item.text(whatsapp, "es") == "Sin agua mañana."
    assert item.text(web, "en") == ""


@pytest.mark.parametrize(
    ("kind", "gone"),
    [
        (Channel, lambda item: (item.channels[1], "channels")),
        (Audience, lambda item: (item.audiences[0], "audiences")),
        (Person, lambda item: (item.owner_id, "owner_id")),
        (Objective, lambda item: (item.objective_id, "objective_id")),
    ],
)
def test_what_leaves_the_plan_leaves_nothing_dangling(store, stored, kind, gone):
    other, name = gone(read(store, stored))

    with store.change(Topic.PLAN, label="borrar") as db:
        plan_records.delete(db, kind, other)

    item = read(store, stored)
    left = getattr(item, name)
    assert left is None or other not in left
    assert all(text.channel_id != other for text in item.texts) or kind is not Channel
    store.undo()
    assert gone(read(store, stored))[0] == other


def test_one_step_back_undoes_texts_and_channels_together(store, stored):
    before = read(store, stored)
    changed = replace(before, title="Otra", channels=(), texts=(ItemText("es", "Otra cosa"),))

    with store.change(Topic.CALENDAR, label="cambiar") as db:
        records.save(db, changed)
    assert read(store, stored) == changed
    store.undo()

    assert read(store, stored) == before


def test_days_are_read_from_one_to_another_and_ideas_apart(store, stored):
    with store.change(Topic.CALENDAR, label="añadir") as db:
        idea = records.add(db, CalendarItem("La mina en diez fotos"))
        records.add(db, CalendarItem("Otro mes", day=date(2027, 1, 7)))

    with store.read() as connection:
        december = records.every(connection, date(2026, 12, 1), date(2026, 12, 31))
        ideas = records.without_day(connection)
    assert [item.id for item in december] == [stored]
    assert [item.id for item in ideas] == [idea]


def test_a_day_begins_with_what_is_for_all_of_it():
    late, early = replace(CUT, id=1), replace(CUT, id=2, hour=time(9))
    whole, idea = replace(CUT, id=3, hour=None), replace(CUT, id=4, day=None)

    assert [item.id for item in in_order([late, idea, early, whole])] == [3, 2, 1, 4]


def test_what_is_moved_has_to_be_confirmed_again():
    item = replace(CUT, ask_on=DAY, confirmed_on=DAY)

    later = moved(item, 7)

    assert (later.day, later.ask_on) == (date(2026, 12, 8), date(2026, 12, 8))
    assert not still_to_ask(item, DAY)
    assert not still_to_ask(later, date(2026, 12, 7))
    assert still_to_ask(later, date(2026, 12, 8))


@pytest.mark.parametrize("state", [ItemState.IDEA, ItemState.PLANNED, ItemState.READY])
def test_what_is_held_goes_back_to_where_it_was(state):
    item = replace(CUT, state=state)

    stopped = held(item, "Agua no apta", 3)

    assert (stopped.state, stopped.held_why, stopped.incident_id) == (
        ItemState.HELD, "Agua no apta", 3,
    )  # fmt: skip
    assert released(stopped, moment_at(DAY)) == replace(item, confirmed_on=DAY)


@pytest.mark.parametrize(
    ("hour", "now", "state"),
    [
        (None, (DAY, time(23, 59)), ItemState.READY),
        (None, (NEXT, time()), ItemState.DROPPED),
        (time(9), (DAY, time(9, 1)), ItemState.READY),
        (time(9), (DAY, time(9, 2)), ItemState.DROPPED),
        (time(9), (NEXT, time(8)), ItemState.DROPPED),
    ],
)
def test_what_is_past_when_it_is_released_is_not_published_late(hour, now, state):
    stopped = held(replace(CUT, hour=hour, state=ItemState.READY), "Agua no apta")

    assert released(stopped, moment_at(*now)).state is state


@pytest.mark.parametrize("state", [ItemState.PUBLISHED, ItemState.DROPPED, ItemState.HELD])
def test_only_what_is_to_come_is_held(state):
    item = replace(CUT, state=state)

    assert held(item, "Agua no apta") == item


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        (date(2027, 3, 28), time(2, 30), ["El 28/03/2027 no hay 02:30: se adelanta el reloj."]),
        (date(2027, 3, 28), time(3), []),
        (
            date(2027, 10, 31),
            time(2),
            ["El 31/10/2027, las 02:00 son dos veces: se atrasa el reloj."],
        ),
        (date(2027, 10, 31), None, []),
        (None, None, []),
    ],
)
def test_an_hour_that_the_change_of_time_takes_or_gives_twice_is_told(madrid, day, hour, told):
    item = replace(CUT, day=day, hour=hour)
    found = [check for check in checks.before(item, [], ["es"]) if check.field == "hour"]
    assert [check.sentence for check in found] == told


PLAIN = f"{'sala ' * 25}. {'sala ' * 24}camino"
"""Of 50 words in two sentences, with 101 syllables: 55.99 on the scale."""


@in_turn(
    "text, told",
    [
        ("sol " * 30, None),
        ("sol " * 31, "long"),
        (PLAIN, None),
        (PLAIN.replace("sala", "camino", 1), "hard"),
        ("ayuntamiento " * 29, None),
        ("ayuntamiento " * 30, "hard"),
        ("CORTE DE AGUA URGENTES", None),
        ("CORTE DE AGUA URGENTE YA", "capitals"),
        ("🔥🔥🔥", None),
        ("🔥🔥🔥🔥", "emoji"),
        ("#feriadeganado", None),
        ("#ferialdeganado", "hashtag"),
        ("#FerialDeGanado", None),
        ("Lo pide 12345678Z", "identity"),
        ("Llame al 600 000 001", "phone"),
        ("Llame al 900 000 001", None),
    ],
)
def test_a_text_is_to_be_looked_at_from_a_number_on(text, told):
    item = replace(CUT, texts=(ItemText("es", text),))
    found = [check.rule for check in checks.before(item, [Place(Channel("Web", id=1))], ["es"])]

    assert found == [rule for rule in [told] if rule]


WEB = Channel("Web", id=1)


def saying(text: str, **facts: object) -> CalendarItem:
    return replace(CUT, texts=(ItemText("es", text),), **facts)


@in_turn(
    "item, channels, rule, field, source",
    [
        (saying("Hoy"), (), "no-channel", "channels", ""),
        (saying("Hoy", use=UseName.DEADLINES), (WEB,), "only-online", "channels", "39/2015"),
        (replace(CUT, texts=()), (), "no-text", "text", ""),
        (saying("Hoy", day=date(2027, 3, 28), hour=time(2, 30)), (WEB,), "hour", "hour", "2000/84"),
        (saying("Hoy", image="a.png", alt=""), (WEB,), "no-alt", "alt", "1112/2018"),
        (saying("Van los niños", image="a.png"), (WEB,), "minors", "image", "3/2018, art. 7"),
        (saying("Hoy", use=UseName.EVENTS), (WEB,), "no-hour", "text", ""),
        (saying("A las 9", use=UseName.EVENTS, place=""), (WEB,), "no-place", "place", ""),
        (saying("A las 9", use=UseName.EVENTS, place="Plaza"), (WEB,), "no-place", "text", ""),
        (saying("sol " * 31), (WEB,), "long", "text", "2015"),
        (saying("ayuntamiento " * 30), (WEB,), "hard", "text", "Szigriszt"),
        (saying("CORTE DE AGUA URGENTE YA"), (WEB,), "capitals", "text", "G153"),
        (saying("🔥🔥🔥🔥"), (WEB,), "emoji", "text", "H86"),
        (saying("#ferialdeganado"), (WEB,), "hashtag", "text", "3.1.5"),
        (saying("Lo pide 12345678Z"), (WEB,), "identity", "text", "3/2018, disposición"),
        (saying("Llame al 600 000 001"), (WEB,), "phone", "text", "RGPD"),
        (saying("Hoy", link="https://ayto"), (WEB,), "link", "link", ""),
        (replace(CUT, texts=(), link="https://ayto"), (WEB,), "link", "link", ""),
        (saying("Vea https://ayto."), (WEB,), "link", "text", ""),
        (saying("El lunes 31 de febrero", day=DAY), (WEB,), "no-day", "text", ""),
    ],
)
def test_what_is_to_be_looked_at_says_where_it_is_mended_and_by_which_rule(
    madrid, item, channels, rule, field, source
):
    found = checks.before(item, [Place(channel) for channel in channels], ["es"])

    (check,) = [check for check in found if check.rule == rule]
    assert check.field == field
    assert source in check.source
    assert bool(source) == bool(check.source)


@pytest.mark.parametrize(
    ("out", "text", "told"),
    [
        (date(2026, 12, 28), "El martes 5 de enero", []),
        (date(2026, 12, 28), "El lunes 5 de enero", ["weekday"]),
        (date(2027, 1, 4), "El jueves 31 de diciembre", []),
        (date(2027, 1, 4), "El viernes 31 de diciembre", ["weekday"]),
        (date(2027, 6, 1), "El jueves 3 de junio", []),
    ],
)
def test_a_day_is_of_the_year_in_which_it_is_nearest(out, text, told):
    found = checks.before(saying(text, day=out), [Place(WEB)], ["es"])

    assert [check.rule for check in found] == told


def test_a_full_stop_behind_an_address_is_no_fault():
    item = saying("Vea https://ayto.es.", link="https://ayto.es.")

    assert checks.before(item, [Place(WEB)], ["es"]) == []


@pytest.mark.parametrize(("words", "told"), [(35, []), (36, ["spoken"])])
def test_what_is_heard_in_passing_has_35_words_at_the_most(words, told):
    speaker = Place(Channel("Megafonía", id=1, kind=checks.LOUDSPEAKER, offline=True))
    text = "sol. " * words
    item = replace(CUT, texts=(ItemText("es", text),))

    assert [check.rule for check in checks.before(item, [speaker], ["es"])] == told
    with language("en"):
        assert checks.counted(text, speaker) == f"{words} words of 35, 18 s"

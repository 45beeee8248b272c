"""The month for the wall, the week, the list and the decisions: what stands on them, and where."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from core import catalogue, papers
from core.calendar import records
from core.calendar.document.agenda import list_sheet, week_sheet
from core.calendar.document.decisions import electoral_decisions
from core.calendar.document.month import month_sheet
from core.calendar.model import CalendarItem, Decided, ElectoralDecision, ItemState, ItemText
from core.documents import render, validate
from core.documents.model import BlankRows
from core.documents.preview import page_count
from core.documents.rich import plain
from core.documents.tree import find, texts
from core.documents.wall import Wall
from core.errors import InvalidValue
from core.i18n import language
from core.plan import records as plan_records
from core.plan.publishing import Audience, Channel
from core.plan.things import Person
from core.store import Topic
from core.town import records as town_records
from tests.core import tongues

TODAY = date(2026, 11, 29)
DAY = date(2026, 12, 2)
ITEM = CalendarItem("Becas: último día", day=DAY, hour=time(9), state=ItemState.PLANNED)


def add(store, *items):
    with store.change(Topic.CALENDAR) as db:
        for item in items:
            records.add(db, item)


def made(store, build, *days, code="es"):
    with language(code), store.read() as connection:
        return build(connection, code, TODAY, *days)


def day_of(document, number):
    wall = next(block for block in document.blocks if isinstance(block, Wall))
    return next(day for week in wall.weeks for day in week if day.number == number)


@pytest.fixture
def planned(store):
    """An item on two channels, and who publishes it."""
    with store.change(Topic.PLAN) as db:
        channels = tuple(plan_records.add(db, Channel(name)) for name in ("Web", "Megafonía"))
        owner = plan_records.add(db, Person("Comunicación"))
    texts = (ItemText("es", "Hoy acaba el plazo."), ItemText("es", "Acaba hoy.", channels[1]))
    add(store, replace(ITEM, channels=channels, owner_id=owner, texts=texts))
    return store


def test_a_text_in_another_language_is_marked_and_says_which_it_is(store):
    with store.change(Topic.TOWN) as db:
        town_records.update(db, region="Cataluña", languages=("es", "ca"))
    said = (ItemText("es", "Hoy acaba el plazo."), ItemText("ca", "Avui acaba el termini."))
    add(store, replace(ITEM, texts=said))

    document = made(store, week_sheet, DAY)

    assert "en todos · Catalán" in texts(document.blocks)
    printed = render.render(document, ".pdf")
    assert tongues.said_in(printed, "ca") == "Avui acaba el termini."
    assert "Hoy acaba el plazo." in tongues.said_in(printed, "")


def test_the_month_has_its_whole_weeks_from_monday_on(store):
    document = made(store, month_sheet, DAY)
    wall = document.blocks[0]

    assert (document.code, document.title) == ("CAL-2026-12", "Diciembre de 2026")
    assert wall.heads[0] == "Lunes"
    assert len(wall.weeks) == 5
    assert wall.weeks[0][0].number == "30 nov"
    assert wall.weeks[-1][-1].number == "3 ene"
    assert len(made(store, month_sheet, date(2027, 5, 1)).blocks[0].weeks) == 6
    assert len(made(store, month_sheet, date(2027, 2, 1)).blocks[0].weeks) == 4


def test_an_item_stands_on_its_day_with_hour_and_channels(planned):
    (item,) = day_of(made(planned, month_sheet, DAY), "2").items

    assert (item.hour, item.text, item.where) == (
        "09:00",
        "Becas: último día",
        "Web\u00a0· Megafonía",
    )
    assert not item.idea


def test_an_idea_says_so_and_a_dropped_item_is_gone(store):
    add(store, replace(ITEM, state=ItemState.IDEA), replace(ITEM, state=ItemState.DROPPED))

    (item,) = day_of(made(store, month_sheet, DAY), "2").items

    assert item.idea
    assert item.where == "idea"


def test_in_the_list_an_idea_says_so_under_its_title_and_not_where_it_goes(store):
    add(store, replace(ITEM, state=ItemState.IDEA))

    (row,) = made(store, list_sheet).blocks[0].rows
    *_time, what, where, _who = row

    assert [plain(line.text) for line in what.lines][:2] == ["Becas: último día", "Idea"]
    assert "idea" not in "".join(texts(where))


def test_audiences_whose_names_have_commas_are_told_apart(store):
    names = ("Comercio, autónomos y ganaderos", "Asociaciones y peñas")
    with store.change(Topic.PLAN) as db:
        whom = tuple(plan_records.add(db, Audience(name)) for name in names)
    add(store, replace(ITEM, day=TODAY, audiences=whom))

    assert "Para: Comercio, autónomos y ganaderos; Asociaciones y peñas" in texts(
        made(store, list_sheet).blocks
    )


def test_a_held_item_says_so_before_its_title(store):
    add(store, replace(ITEM, state=ItemState.HELD, held_from="ready"))

    (item,) = day_of(made(store, month_sheet, DAY), "2").items

    assert item.text == "Retenida: Becas: último día"


def test_what_fits_no_day_stands_on_the_next_page(store):
    add(store, *(replace(ITEM, title=f"Aviso número {number}") for number in range(9)))

    document = made(store, month_sheet, DAY)

    assert day_of(document, "2").more.endswith("más")
    assert all(f"Aviso número {number}" in texts(document.blocks[1:]) for number in range(9))
    assert page_count(render.render(document, ".pdf")) == 2


def test_the_list_behind_the_wall_says_its_month_and_the_day_of_each_item(store):
    add(store, *(replace(ITEM, title=f"Aviso número {number}") for number in range(9)))

    _wall, head, listed = made(store, month_sheet, DAY).blocks

    assert head.text == "Diciembre de 2026: lo que no cabe en su día"
    assert [row[0].lines[0].text for row in listed.rows] == ["2 dic"] * 9


@pytest.mark.parametrize(("build", "rows"), [(week_sheet, 7), (list_sheet, 12)])
def test_days_without_anything_have_rows_to_write_in(store, build, rows):
    empty = made(store, build).blocks
    assert sum(block.count for block in empty if isinstance(block, BlankRows)) == rows

    add(store, replace(ITEM, day=TODAY))
    assert not any(isinstance(block, BlankRows) for block in made(store, build).blocks)


def test_the_list_behind_the_wall_says_no_audience_and_takes_one_page(papers):
    document = papers.made("calendar-month-2026-11", "en")

    assert not [text for text in texts(document.blocks) if "For: " in text]
    assert page_count(papers.printed("calendar-month-2026-11", "en")) == 2


def test_those_for_whom_there_is_nothing_for_weeks_are_named(store):
    add(store, ITEM)
    assert made(store, month_sheet, DAY).blocks[0].gaps == ""

    add(store, replace(ITEM, day=date(2026, 12, 30)))

    told = made(store, month_sheet, DAY).blocks[0].gaps
    assert told.startswith("Mayores de 65 años: nada del 3 al 29 de diciembre, 3 semanas; ")
    assert told.endswith("más")


def test_days_of_an_electoral_period_say_so(store):
    may = made(store, month_sheet, date(2027, 5, 1))

    assert day_of(may, "22").about == "electoral"
    assert day_of(may, "23").about == "votación"
    assert day_of(may, "24").about == ""


def test_a_holiday_is_grey_and_says_its_name(store):
    december = made(store, month_sheet, DAY)

    assert "Inmaculada" in day_of(december, "8").about
    assert day_of(december, "8").grey
    assert not day_of(december, "9").grey


@pytest.mark.parametrize("code", ["es", "en"])
@pytest.mark.parametrize("build", [month_sheet, week_sheet, list_sheet, electoral_decisions])
@pytest.mark.parametrize("empty", [True, False])
def test_each_is_valid(store, build, code, empty):
    if not empty:
        add(store, *[replace(ITEM, title="=<b>🙂 " * 20, day=TODAY)] * 6)
    document = made(store, build, code=code)

    assert validate.problems(document) == []
    assert page_count(render.render(document, ".pdf")) == 1 + (not empty and build is month_sheet)


def test_a_week_says_what_each_channel_says(planned):
    said = list(texts(made(planned, week_sheet, DAY)))

    assert "Lunes, 30 de noviembre" in said
    assert "Domingo, 6 de diciembre" in said
    assert said.index("en todos") < said.index("Hoy acaba el plazo.")
    assert said.index("Megafonía") < said.index("Acaba hoy.")
    assert "Comunicación" in said


def test_a_week_says_its_month_and_its_year_once(store):
    assert made(store, week_sheet, TODAY).subtitle == "Del 23 al 29 de noviembre de 2026"
    assert made(store, week_sheet, TODAY, code="en").subtitle == "From 23 to 29 November 2026"
    assert made(store, week_sheet, DAY).subtitle == (
        "Del 30 de noviembre al 6 de diciembre de 2026"
    )


def test_a_list_of_days_the_wrong_way_round_is_refused(store):
    with pytest.raises(InvalidValue, match="es posterior"):
        made(store, list_sheet, DAY, TODAY)


def test_before_a_decision_is_noted_there_are_rows_to_write_it_in(store):
    paper = made(store, electoral_decisions)

    (rows,) = find(paper, BlankRows)
    assert [column.title for column in rows.columns][-1] == "Quién y cuándo"
    assert "Aún no se ha anotado ninguna decisión." in " ".join(texts(paper))
    assert page_count(render.render(paper, ".pdf")) == 1


def test_without_a_decision_nothing_is_said_of_items_that_were_asked_about(store):
    past = date(2025, 4, 1), date(2025, 5, 25)
    said = list(texts(made(store, electoral_decisions, *past).blocks))

    assert said == ["No se ha guardado ninguna decisión de esos días."]


def test_the_decisions_say_what_why_who_and_when(store):
    decision = ElectoralDecision(
        "Nuevo parque",
        date(2027, 4, 12),
        Decided.HELD,
        "«otro logro» (LOREG, art. 50.2)",
        "5f2bd3aa90cc11",
        datetime(2027, 4, 9, 8, 30, tzinfo=UTC),
        because="Se espera al 24 de mayo",
        who="Comunicación",
    )
    with store.change(Topic.CALENDAR) as db:
        records.add_decision(db, decision)

    said = list(texts(made(store, electoral_decisions)))

    for text in (decision.title, decision.reasons, decision.because, decision.who):
        assert text in said
    assert "Espera hasta después de la votación" in said
    assert decision.title not in texts(made(store, electoral_decisions, date(2027, 4, 13)))


def test_the_paper_of_a_month_grows_old_with_what_is_on_that_month_alone(store, tmp_path):
    today = store.clock.today()
    next_month = date(today.year + today.month // 12, today.month % 12 + 1, 9)
    for day in (today, next_month):
        catalogue.print_to(store, papers.month_id(day), "es", tmp_path / "month.pdf")

    add(store, replace(ITEM, day=next_month))

    with store.read() as connection:
        old = catalogue.out_of_date(connection, today)
    assert [state.entry.id for state in old] == [papers.month_id(next_month)]

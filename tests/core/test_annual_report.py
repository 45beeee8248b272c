"""The report of the year: what was kept, where it is from, and nothing that was not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from core.calendar import records
from core.calendar.model import CalendarItem, ItemState, Publication
from core.documents import render, validate
from core.documents.model import Heading, Table
from core.documents.preview import page_count
from core.documents.rich import plain
from core.documents.tree import texts
from core.errors import InvalidValue
from core.i18n import language
from core.plan import records as plan_records
from core.plan.kinds import UseName
from core.plan.publishing import Audience, Channel
from core.reports.annual import annual_report
from core.store import Topic

TODAY = date(2026, 11, 29)


def report(store, year=2026, today=TODAY, code="es"):
    with language(code), store.read() as connection:
        return annual_report(connection, code, today, year)


def rows(document, caption):
    table = next(b for b in document.blocks if isinstance(b, Table) and b.caption == caption)
    return [
        [plain(cell.lines[0].text).replace("\u202f", " ") for cell in row] for row in table.rows
    ]


@pytest.fixture
def published(store):
    """One for those away on two channels, one for everybody, and one of the year before."""
    with store.change(Topic.CALENDAR, Topic.PLAN) as db:
        web = plan_records.add(db, Channel("Portal", posts_week=2, minutes_post=30))
        bando = plan_records.add(db, Channel("Pregonero", minutes_post=15))
        away = plan_records.add(db, Audience("Vecindad de fuera"))
        item = CalendarItem("Becas", use=UseName.DEADLINES, state=ItemState.PUBLISHED)
        first = records.add(db, replace(item, channels=(web, bando), audiences=(away,)))
        second = records.add(db, replace(item, use=None))
        third = records.add(db, replace(item, title="Del año anterior"))
        for item_id, channel, moment in (
            (first, web, datetime(2026, 11, 16, 9, tzinfo=UTC)),
            (first, bando, datetime(2026, 11, 17, 9, tzinfo=UTC)),
            (second, web, datetime(2026, 11, 18, 9, tzinfo=UTC)),
            (third, web, datetime(2025, 11, 18, 9, tzinfo=UTC)),
        ):
            records.publish(db, Publication(item_id, "", moment, channel_id=channel))
    return store


@pytest.mark.parametrize("code", ["es", "en"])
def test_of_a_town_that_kept_nothing_it_says_so_and_is_valid(store, code):
    made = report(store, code=code)

    assert validate.problems(made) == []
    assert page_count(render.render(made, ".pdf")) == 2


@pytest.mark.parametrize(("year", "before"), [(2026, True), (2027, False)])
def test_of_a_year_before_the_plan_it_says_when_that_begins(store, year, before):
    """A new town is proposed a plan for the year after."""
    said = " ".join(texts(report(store, year=year, today=date(2027, 6, 1))))

    assert ("El plan que se cita empieza el 1 de enero de 2027." in said) is before


def test_the_council_reads_what_the_plan_lacks_and_not_the_advice_to_whoever_keeps_it(store):
    said = list(texts(report(store)))

    lacking = [text for text in said if "no dice cuál es la cifra de hoy." in text]
    assert len(lacking) > 2
    assert all(text.startswith("Por resolver en el plan: «") for text in lacking)
    assert all(text.endswith("no dice cuál es la cifra de hoy.") for text in lacking)


def test_nothing_is_invented_where_nothing_was_kept(store):
    said = list(texts(report(store)))

    for told in (
        "No se ha guardado en el calendario ninguna publicación de este año.",
        "No se ha guardado ningún incidente de este año.",
        "No se ha guardado ningún simulacro de este año.",
        "No se ha guardado ninguna lección de este año.",
    ):
        assert told in said


def test_where_nothing_was_kept_there_is_neither_an_empty_column_nor_a_source(store):
    made = report(store)
    objectives = next(block for block in made.blocks if isinstance(block, Table))

    assert [column.title for column in objectives.columns] == ["Objetivo", "Meta", "Cómo está"]
    assert [text for text in texts(made) if text.startswith("Fuente: ")] == [
        "Fuente: mediciones anotadas en el plan.",
        "Fuente: tareas y canales del plan.",
        "Fuente: lecciones por hacer, objetivos con retraso y lo que aún le falta al plan.",
    ]


def test_what_nobody_has_reviewed_says_so(store):
    above, objectives = next(
        (above, block)
        for above, block in pairwise(report(store).blocks)
        if isinstance(block, Table)
    )

    assert list(texts(above)) == ["Propuesta sin revisar"]
    assert "Propuesta sin revisar" not in list(texts(objectives))


def test_an_objective_on_its_way_is_told_in_a_word_and_one_behind_by_what_is_lacking(papers):
    made = papers.made("annual-report")
    objectives = next(block for block in made.blocks if isinstance(block, Table))

    told = {plain(row[-1].lines[0].text) for row in objectives.rows}
    assert "En camino" in told
    assert any(text.startswith("Con retraso: 34 trámites el ") for text in told)
    assert all(plain(row[3].lines[-1].text).endswith("2027") for row in objectives.rows)


def test_what_was_published_is_counted_by_use_audience_and_channel(published):
    made = report(published)

    assert ["Apertura y cierre de plazos", "1", "50 %", "20 %"] in rows(
        made, "Publicaciones por uso"
    )
    assert ["Sin decir", "1", "50 %", "–"] in rows(made, "Publicaciones por uso")
    for_whom = rows(made, "Publicaciones por público; la que es para varios cuenta en cada uno")
    assert ["Vecindad de fuera", "1", "50 %"] in for_whom
    assert for_whom[-1] == ["Todo el mundo", "1", "50 %"]
    where = rows(made, "Veces que se publicó en cada canal")
    assert ["Portal", "2", "1", "2"] in where
    assert ["Pregonero", "1", "0,5", "–"] in where
    # Of the year before there is one alone.
    alone = rows(report(published, 2025), "Publicaciones por uso")
    assert [row[:3] for row in alone if row[1] == "1"] == [
        ["Apertura y cierre de plazos", "1", "100 %"]
    ]


def test_a_channel_that_was_deleted_still_counts(published):
    with published.change(Topic.PLAN) as db:
        web = next(one for one in plan_records.every(db.conn, Channel) if one.title == "Portal")
        plan_records.delete(db, Channel, web.id)

    found = rows(report(published), "Veces que se publicó en cada canal")

    assert found[-1] == ["Canales que ya no están", "2", "–", "–"]


def test_each_part_says_where_its_figures_are_from(papers):
    made = papers.made("annual-report")
    titles = [block.text for block in made.blocks if isinstance(block, Heading)]
    sources = [text for text in texts(made) if text.startswith("Fuente: ")]

    assert titles[:3] == ["En resumen", "Objetivos", "Qué se publicó"]
    assert len(sources) == len(set(sources)) >= 6


@pytest.mark.parametrize("code", ["es", "en"])
def test_of_the_example_town_it_is_valid_and_has_four_to_eight_pages(papers, code):
    assert validate.problems(papers.made("annual-report", code)) == []
    assert 4 <= page_count(papers.printed("annual-report", code)) <= 8


def test_until_the_end_of_march_it_is_of_the_year_before(store):
    assert report(store, None, date(2027, 3, 31)).code == "MEM-2026"
    assert report(store, None, date(2027, 4, 1)).code == "MEM-2027"
    with pytest.raises(InvalidValue, match="no ha empezado"):
        report(store, 2027)

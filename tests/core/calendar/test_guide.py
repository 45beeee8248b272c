"""The guide to what may be published: two pages, with the days and the law of this town."""

from datetime import date

import pytest

from core.calendar import guard
from core.calendar.guide import electoral_guide
from core.documents import render, validate
from core.documents.model import Table
from core.documents.preview import page_count
from core.documents.rich import plain
from core.documents.tree import texts
from core.i18n import language
from core.store import Topic
from core.town import records

TODAY = date(2026, 11, 29)


def guide(store, today=TODAY, code="es"):
    with language(code), store.read() as connection:
        return electoral_guide(connection, code, today)


@pytest.mark.parametrize("code", ["es", "en"])
def test_it_is_valid_and_has_two_pages(store, code):
    made = guide(store, code=code)

    assert validate.problems(made) == []
    assert page_count(render.render(made, ".pdf")) == 2


def test_it_bears_the_days_of_the_elections_that_come_next(store):
    made = guide(store)
    said = list(texts(made))

    assert (made.code, made.subtitle) == (
        "VED-2027",
        "Del 30 de marzo al 23 de mayo de 2027",
    )
    assert "Del 7 al 21 de mayo de 2027" in said
    assert guide(store, date(2027, 5, 23)).code == "VED-2027"
    assert guide(store, date(2027, 5, 24)).code == "VED-2031"


def test_it_names_the_law_of_the_region_only_where_there_is_one(store):
    assert any("Ley 8/2013 de Extremadura" in text for text in texts(guide(store)))

    with store.change(Topic.TOWN) as db:
        records.update(db, region="Comunidad de Madrid")

    assert not any("Además, en esta comunidad" in text for text in texts(guide(store)))


def test_what_it_tells_to_write_is_allowed_and_what_not_to_write_is_flagged(store):
    tables = [block for block in guide(store).blocks if isinstance(block, Table)]
    rewrites = next(table for table in tables if table.columns[0].title == "Así no")

    told = [[plain(cell.lines[0].text) for cell in row] for row in rewrites.rows]

    assert [[guard.judge(text, date(2027, 4, 12)).flag for text in row] for row in told] == [
        [True, False]
    ] * 3

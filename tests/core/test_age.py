"""How old a version of the program is, and until when its age is told."""

import pytest

from core.reports import age
from core.store import Topic


@pytest.mark.parametrize(
    ("days", "old"), [(-40, False), (272, False), (273, True), (3651, True), (3652, False)]
)
def test_a_version_is_old_after_nine_months_and_after_ten_years_the_clock_is_wrong(
    store, install, clock, days, old
):
    install(days)
    with store.read() as connection:
        since = age.old_since(connection, clock.now())

    assert since == (age.released() if old else None)
    assert age.published_at() == "https://pregon.example"


def test_once_put_aside_it_is_told_no_more(store, install, clock):
    install(300)
    with store.change(Topic.SOURCES) as db:
        age.put_aside(db)

        assert age.old_since(db.conn, clock.now()) is None


def test_a_program_that_runs_from_its_sources_has_no_age_and_no_address():
    assert age.released() is None
    assert age.published_at() == ""

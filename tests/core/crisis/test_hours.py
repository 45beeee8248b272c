"""The hours that a statement says read as Spanish says them: at one, and at two."""

from datetime import UTC, datetime

import pytest

from core.crisis.kinds import StatementPart
from core.crisis.statements import statements


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("typed", ["", " En la web."])
def test_the_hour_has_its_article_also_where_it_changes(clerk, clock, typed):
    clock.moment = datetime(2026, 11, 24, 23, 40, tzinfo=UTC)
    worded = clerk.begin()
    if typed:
        clerk.write(worded, StatementPart.NEXT, f"{worded.text('es').next}{typed}")
    for due, said in (
        (datetime(2026, 11, 25, 0, 15, tzinfo=UTC), " a la 01:15 "),
        (datetime(2026, 11, 25, 1, 0, tzinfo=UTC), " a las 02:00 "),
    ):
        clerk.do(statements.set_next_update, worded, due, clerk.hand())
        assert said in clerk.now(worded).text("es").next

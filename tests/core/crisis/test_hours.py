"""The hours that a statement says read as Spanish says them: at one, and at two."""

from datetime import UTC, datetime

import pytest

from core.clock import FixedClock
from core.crisis import statements
from core.crisis.kinds import Part
from core.store import Store, Topic
from tests.core.crisis.writer import Writer


@pytest.mark.usefixtures("madrid")
@pytest.mark.parametrize("typed", ["", " En la web."])
def test_the_hour_has_its_article_also_where_it_changes(
    village: Store, writer: Writer, clock: FixedClock, typed: str
) -> None:
    clock.moment = datetime(2026, 11, 24, 23, 40, tzinfo=UTC)
    worded = writer.begin()
    if typed:
        writer.write(worded, Part.NEXT, f"{worded.text('es').next}{typed}")
    for due, said in (
        (datetime(2026, 11, 25, 0, 15, tzinfo=UTC), " a la 01:15 "),
        (datetime(2026, 11, 25, 1, 0, tzinfo=UTC), " a las 02:00 "),
    ):
        with village.change(Topic.CRISIS, undoable=False) as db:
            statements.set_next_update(db, worded, due, writer.hand())
        assert said in writer.now(worded).text("es").next

"""Holds or releases the whole calendar of a workspace, and is ended at a statement of SQL.

`python -m tests.core.calendar.freezers FILE freeze|release N`: before the Nth statement of the
change the process ends as one that is killed does, without a word and without cleaning up.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from core.calendar.records import held as frozen
from core.clock import FixedClock
from core.crisis import desk
from core.crisis.incidents import freezing
from core.crisis.log import Hand
from core.store import Topic, open_store

CLOCK = FixedClock(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
KILLED = 9


def main(path: Path, work: str, statement: int) -> None:
    store = open_store(path, CLOCK)
    with store.read() as connection:
        (incident,) = desk.open_ones(connection)
        there = [item.id for item in frozen(connection)]
        left = statement

        def count(_statement: str) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(KILLED)

        connection.set_trace_callback(count)
    with store.change(Topic.CALENDAR, Topic.CRISIS, undoable=False) as db:
        if work == "freeze":
            freezing.freeze(db, incident, "Incendio", Hand(CLOCK.now()))
        else:
            freezing.release(db, there, Hand(CLOCK.now()))
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

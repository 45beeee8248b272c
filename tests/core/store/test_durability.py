"""Power cuts, killed programs and full disks: what was said to be saved is there."""

import subprocess
import sys

import pytest

from core.errors import DiskFull
from core.roster import records
from core.roster.model import Contact, Phone
from core.store import Topic, backup, open_store

TYPIST = """
import sys
from pathlib import Path
from core.clock import Clock
from core.roster import records
from core.roster.model import Contact, Phone
from core.store import Topic, open_store

store = open_store(Path(sys.argv[1]), Clock())
number = 0
while True:
    with store.change(Topic.ROSTER) as db:
        records.add(db, Contact(f"Nº {number}", phones=(Phone("112"),)), store.clock.now())
    print(number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("after", [1, 7, 23, 60])
def test_a_killed_program_loses_nothing_that_was_saved(path, clock, after):
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert typist.stdout is not None
    saved = [int(typist.stdout.readline()) for _line in range(after)]
    typist.kill()
    saved += [int(line) for line in typist.stdout.read().splitlines()]
    typist.stdout.close()
    typist.wait()

    store = open_store(path, clock)
    with store.read() as connection:
        backup.check(connection, path)
        kept = [record for record in records.everyone(connection) if record.name.startswith("Nº ")]
    store.close()

    assert [int(contact.name.removeprefix("Nº ")) for contact in kept][: len(saved)] == saved
    assert all(contact.phones == (Phone("112"),) for contact in kept)


def test_a_full_disk_loses_only_the_change_that_did_not_fit(store):
    with store.change(Topic.ROSTER) as db:
        records.add(db, Contact("Ana"), store.clock.now())
    with store.read() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        with store.change(Topic.ROSTER) as db:
            for _number in range(100):
                records.add(db, Contact("Luis", note="x" * 4000), store.clock.now())

    with pytest.raises(DiskFull) as told:
        fill()

    assert "Medellín.pregon" in told.value.sentence
    with store.read() as connection:
        backup.check(connection, store.path)
        connection.execute("PRAGMA max_page_count = 100000")
        names = [record.name for record in records.everyone(connection) if not record.suggested]
    assert names == ["Ana"]
    fill()

"""A file from outside is data: what another program put into it does nothing here."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.errors import AlteredWorkspace, DamagedWorkspace
from core.roster import records
from core.store import backup, migrations, open_store, schema
from tests.core.store.scenes import add, own_names

EVERY_STEP = [name for name, _script in migrations.STEPS]


def alter(file: Path, *statements: str) -> None:
    """As another program does."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            other.execute(statement)


REFUSED = {
    "a trigger of its own": [
        (
            "CREATE TRIGGER wipe AFTER INSERT ON contact BEGIN"
            " DELETE FROM contact WHERE id <> new.id; END"
        )
    ],
    "a view of its own": [
        (
            "CREATE VIEW endless AS WITH RECURSIVE n(x) AS"
            " (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
        )
    ],
    "a view in place of a table": [
        "ALTER TABLE contact RENAME TO people",
        "CREATE VIEW contact AS SELECT * FROM people",
    ],
    "a view in place of the steps": [
        "ALTER TABLE _sqlite_migrations RENAME TO steps",
        "CREATE VIEW _sqlite_migrations AS SELECT * FROM steps",
    ],
    "a trigger of ours taken away": ["DROP TRIGGER log_entry_stays"],
    "an index of ours taken away": ["DROP INDEX contact_substitute"],
    "a table of ours taken away": ["DROP TABLE session_note"],
    "a column more": ["ALTER TABLE contact ADD COLUMN photo BLOB"],
    "a check taken out": [
        (
            "UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (number <> '''')', '')"
            " WHERE name = 'contact_phone'"
        )
    ],
    "a step that never was": ["DELETE FROM _sqlite_migrations WHERE name = '0002_plan'"],
}


@pytest.mark.parametrize("statements", REFUSED.values(), ids=REFUSED)
def test_a_file_that_another_program_altered_is_refused_and_untouched(path, clock, statements):
    alter(path, *statements)
    before = path.read_bytes()

    with pytest.raises(AlteredWorkspace, match=r"Medellín\.pregon") as told:
        open_store(path, clock)

    assert told.value.advice
    assert path.read_bytes() == before


def test_tables_and_indexes_of_another_program_stay_and_disturb_nothing(path, clock):
    alter(
        path,
        'CREATE TABLE "its ""own""" (a, b)',
        "CREATE VIRTUAL TABLE found USING fts5(name)",
        "CREATE INDEX contact_by_name ON contact (name)",
    )

    opened = open_store(path, clock)
    add(opened, "Ana")
    opened.undo()
    add(opened, "Luis")

    assert own_names(opened) == ["Luis"]
    opened.close()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute('SELECT count(*) FROM "its ""own"""').fetchone() == (0,)


def test_an_altered_copy_is_not_restored(store, tmp_path, clock):
    folder = tmp_path / "Copias"
    saved = backup.make(store.path, folder, clock)
    add(store, "Ana")
    alter(saved, *REFUSED["a trigger of its own"])

    with pytest.raises(AlteredWorkspace, match=saved.name):
        store.restore(saved, folder)

    assert own_names(store) == ["Ana"]


def test_an_altered_file_of_an_earlier_version_is_not_brought_up(tmp_path, clock):
    file = tmp_path / "Antiguo.pregon"
    migrations.earlier(file, 2)
    alter(file, *REFUSED["a trigger of its own"])

    with pytest.raises(AlteredWorkspace):
        open_store(file, clock)

    assert migrations.steps_of(file) == set(EVERY_STEP[:2])


def test_a_value_without_end_is_refused_in_words(path, clock):
    alter(path, "UPDATE contact SET note = printf('%60000000c', 'x') WHERE id = 1")
    opened = open_store(path, clock)

    with pytest.raises(DamagedWorkspace, match=r"Medellín\.pregon"), opened.read() as connection:
        records.everyone(connection)
    opened.close()


def test_the_schema_of_this_version_is_known_by_its_digest():
    """Whoever adds a step writes its digest into `schema.DIGESTS`: opening is quicker by 10 ms."""
    made = schema.made_by(EVERY_STEP)

    assert schema.DIGESTS.get(EVERY_STEP[-1]) == schema.digest(made, EVERY_STEP)


def test_every_table_of_ours_can_be_undone():
    made = {name for kind, name in schema.made_by(EVERY_STEP) if kind == "table"}

    assert made == {*schema.tables(), "item_text"}

"""A workspace that is chosen as a list to be imported is refused before it is opened."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.crisis.scenarios import packs
from core.errors import ImportTrouble
from core.exchange import opml, tables, vcard
from core.plan.measurements import figure_tables


def read_by_another(path: Path) -> None:
    """A process opens the workspace, reads, and is the last to close it if it finds no locks."""
    command = [sys.executable, "-m", "core", "--workspace", str(path), "contacts"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("named", [Path, "contactos.csv"])
def test_the_open_workspace_is_refused_in_words_and_keeps_its_locks(store, named):
    log = store.path.with_name(f"{store.path.name}-wal")
    with store.read() as connection:
        connection.execute("SELECT count(*) FROM contact").fetchone()
    before = log.stat().st_ino
    chosen = store.path
    if isinstance(named, str):
        chosen = store.path.with_name(named)
        chosen.symlink_to(store.path)

    for read in (tables.read, vcard.read, opml.read, packs.read):
        with pytest.raises(ImportTrouble, match="es un archivo de Pregón"):
            read(chosen)
    read_by_another(store.path)

    assert log.stat().st_ino == before


@pytest.mark.parametrize("read", [tables.read, vcard.read, opml.read, figure_tables.read])
def test_a_closed_workspace_is_known_by_its_content_whatever_it_is_called(path, read):
    chosen = path.rename(path.with_name("contactos.csv"))

    with pytest.raises(ImportTrouble, match=r"«contactos\.csv» es un archivo de Pregón"):
        read(chosen)


@pytest.mark.parametrize("read", [tables.read, vcard.read, opml.read, figure_tables.read])
def test_the_database_of_another_program_is_called_what_it_is(tmp_path, read):
    chosen = tmp_path / "contactos.csv"
    with closing(sqlite3.connect(chosen)) as other:
        other.execute("CREATE TABLE contacto (nombre TEXT)")

    with pytest.raises(ImportTrouble, match="El archivo es una base de datos"):
        read(chosen)

"""A file that cannot be read, or not be written, is told as what it is; nothing is made anew."""

import os
import shutil
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.errors import DiskFull, FileTrouble, NotAWorkspace
from core.store import open_store
from core.store.connection import require_seal
from tests.core.store.scenes import add, elsewhere, little_room, own_names

AS_NOBODY = """
import os
from core import i18n
from core.errors import AppError
from core.store import failures
i18n.use("es")
# Whatever it needs is loaded before: nobody may read the program either.
failures.missing(path)
path.chmod(0)
if os.getuid() == 0:
    os.setuid(65534)
try:
    open_store(path, Clock())
except AppError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def closed(path: Path, clock: FixedClock) -> Path:
    """With Ana in it, as it is left in the evening."""
    opened = open_store(path, clock)
    add(opened, "Ana")
    opened.close()
    return path


def test_a_file_that_may_not_be_read_is_not_called_something_else(path):
    told = elsewhere(path, AS_NOBODY)

    assert told.startswith("FileTrouble «Medellín.pregon» no se puede leer")
    assert "otro programa" in told


def test_a_name_that_leads_nowhere_is_told(tmp_path, clock):
    around = tmp_path / "Medellín.pregon"
    around.symlink_to(around)

    with pytest.raises(FileTrouble, match=r"Medellín\.pregon"):
        open_store(around, clock)


def test_a_pipe_is_no_workspace_and_nobody_waits_for_it(tmp_path, clock):
    pipe = tmp_path / "Medellín.pregon"
    os.mkfifo(pipe)

    with pytest.raises(NotAWorkspace, match=r"Medellín\.pregon"):
        open_store(pipe, clock)


def test_without_any_room_the_roster_can_be_read(closed, clock):
    before = closed.read_bytes()

    with little_room(0):
        opened = open_store(closed, clock)
        names = own_names(opened)
        with pytest.raises(DiskFull, match=r"Medellín\.pregon"):
            add(opened, "Luis")
        opened.close()

    assert names == ["Ana"]
    assert closed.read_bytes() == before
    again = open_store(closed, clock)
    add(again, "Luis")
    again.close()
    assert require_seal(closed)


def test_without_any_room_what_lies_in_a_log_is_not_read_past_it(path, tmp_path, clock):
    # given a program that was killed: Ana is in its log alone
    opened = open_store(path, clock)
    add(opened, "Ana")
    killed = tmp_path / "otro" / path.name
    killed.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(path.with_name(path.name + ending), killed.with_name(path.name + ending))
    opened.close()

    with little_room(0), pytest.raises(FileTrouble, match=r"Medellín\.pregon"):
        open_store(killed, clock)

    again = open_store(killed, clock)
    assert own_names(again) == ["Ana"]
    again.close()

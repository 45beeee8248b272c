"""Whoever else uses the computer reads nothing of a workspace, unless the person lets them."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from core import files, settings
from core.store import backup, open_store
from tests.core import towns
from tests.core.store.scenes import add


@pytest.fixture(autouse=True)
def usual_mask() -> Iterator[None]:
    """New files may be read by all, as on most computers."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_workspace_its_logs_and_its_copies_are_for_nobody_else(tmp_path, clock):
    path = towns.medellin(tmp_path)
    opened = open_store(path, clock)
    add(opened, "Ana")
    made = backup.make(path, tmp_path / "Copias", clock)

    logs = [path.with_name(f"{path.name}-{ending}") for ending in ("wal", "shm")]
    assert [mode(log) for log in (path, *logs, made)] == [0o600] * 4
    opened.close()
    assert mode(path) == 0o600


def test_whoever_shares_a_workspace_goes_on_sharing_it(path, clock):
    copy = backup.make(path, path.parent / "Copias", clock)
    path.chmod(0o660)
    opened = open_store(path, clock)
    add(opened, "Ana")
    opened.close()
    assert mode(path) == 0o660

    backup.rescue(path, copy)

    assert mode(path) == 0o660


def test_settings_are_for_nobody_else_and_what_is_exported_is(tmp_path):
    settings.save(settings.Settings(), tmp_path / "settings.json")
    files.write(tmp_path / "contactos.csv", b"Nombre")

    assert mode(tmp_path / "settings.json") == 0o600
    assert mode(tmp_path / "contactos.csv") == 0o644

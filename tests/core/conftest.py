"""Real objects for the tests of core: a clock that stands still, a workspace on disk."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core import i18n, workspace
from core.clock import FixedClock
from core.store import Store, open_store
from core.town.model import Kind, Town


@pytest.fixture(autouse=True)
def spanish() -> None:
    i18n.use("es")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC))


@pytest.fixture
def town() -> Town:
    return Town(
        name="Medellín",
        kind=Kind.MUNICIPALITY,
        ine_code="06080",
        province="Badajoz",
        region="Extremadura",
        population=2241,
        population_year=2025,
    )


@pytest.fixture
def path(tmp_path: Path, town: Town, clock: FixedClock) -> Path:
    """A new workspace of Medellín, closed."""
    file = tmp_path / "Medellín.pregon"
    workspace.create(file, town, clock)
    return file


@pytest.fixture
def store(path: Path, clock: FixedClock) -> Iterator[Store]:
    """The workspace of Medellín, open."""
    opened = open_store(path, clock)
    yield opened
    opened.close()


def on_tiny_disk(disk: Path, script: str, *arguments: str) -> str:
    """Run Python code with a real file system of 64 KB mounted at `disk`; returns what it printed.

    A mount name space of its own lets any user do that on Linux, without being root.
    """
    mount = 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"'
    inside = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, str(disk)]
    python = [sys.executable, "-c", script, str(disk), *arguments]
    told = subprocess.run([*inside, *python], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return told.stdout

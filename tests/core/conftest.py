"""Real objects for the tests of core: a clock that stands still, a workspace on disk."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from core.clock import FixedClock
from core.store import Store, open_store
from core.town.model import Town
from tests.core import towns

# How fast a computer makes examples, and reads them, is nothing that a test says.
# A workspace that is changed and undone for one example is there for the next.
PATIENT = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("truth", deadline=None, suppress_health_check=PATIENT)
settings.load_profile("truth")


@pytest.fixture
def town() -> Town:
    return towns.MEDELLIN


@pytest.fixture
def path(medellin_file: Path, tmp_path: Path) -> Path:
    """A new workspace of Medellín, closed."""
    return towns.copied(medellin_file, tmp_path)


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

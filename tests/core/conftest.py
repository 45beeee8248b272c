"""Real objects for the tests of core: a clock that stands still, a workspace on disk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from core.clock import FixedClock
from core.store import Store, open_store
from core.town.model import Town
from tests.core import towns
from tests.core.papers import Papers
from tests.core.running import Run, runner

# How fast a computer makes examples, and reads them, is nothing that a test says.
# A workspace that is changed and undone for one example is there for the next.
PATIENT = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("truth", deadline=None, suppress_health_check=PATIENT)
settings.load_profile("truth")


@pytest.fixture
def town() -> Town:
    return towns.MEDELLIN


@pytest.fixture(scope="session")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Papers]:
    """The papers of the example town, which was made in Spain, as they are."""
    with towns.standing_in("Europe/Madrid"):
        store = open_store(
            towns.valdehierro(tmp_path_factory.mktemp("papers")), FixedClock(towns.NOW)
        )
    shelf = None
    if "PYTEST_XDIST_WORKER" in os.environ:
        # The folder of the run; each worker has its own in it.
        shelf = tmp_path_factory.getbasetemp().parent / "papers"
        shelf.mkdir(exist_ok=True)
    yield Papers(store, shelf)
    store.close()


@pytest.fixture
def file(example_file: Path, tmp_path: Path) -> Path:
    """The example town, closed."""
    return towns.copied(example_file, tmp_path)


@pytest.fixture
def run(
    file: Path,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run a command on the example town, in Spanish; gives what it printed."""
    return runner(file, clock, capsys, monkeypatch)


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

"""What every test stands on: a zone, a language, a clock that stands still, files to copy.

Nothing here knows Qt: the tests of core run where it is not installed.
"""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core import VERSION, i18n
from core.clock import FixedClock
from tests.core import towns
from tests.core.mentions.serving import Server, serving

# What is collected for a run stays to its end: to look for garbage among all of it each time that
# 700 objects were made, as Python does, is more than a third of the collecting.
gc.set_threshold(50_000)

# Where the clerk is. A test that writes an hour or a day by hand asks for `madrid`; all others
# hold wherever TZ says that the machine stands.
towns.stand_in(os.environ.get("TZ", "Europe/Madrid"))


def pytest_collection_finish() -> None:
    # Nor when the tests run, where Python's own measure holds again once a window was open.
    gc.freeze()


@pytest.fixture(autouse=True)
def spanish() -> None:
    i18n.use("es")


@pytest.fixture
def english(spanish: None) -> None:
    """The language, once it is not Spanish that is read."""
    i18n.use("en")


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on the loopback."""
    with serving() as made:
        yield made


@pytest.fixture
def madrid() -> Iterator[None]:
    """The clock of a laptop in Spain."""
    with towns.standing_in("Europe/Madrid"):
        yield


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(towns.NOW)


@pytest.fixture(scope="session")
def medellin_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new workspace of Medellín with its suggestions, closed; to be copied."""
    return towns.medellin(tmp_path_factory.mktemp("new"))


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example town, closed; to be copied."""
    return towns.valdehierro(tmp_path_factory.mktemp("example"))


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Describe the program as one that was built so many days ago."""

    def describe(days: int) -> None:
        day = towns.NOW.date() - timedelta(days=days)
        about = tmp_path / str(days) / f"pregon-{VERSION}.dist-info"
        about.mkdir(parents=True)
        head = f"Metadata-Version: 2.4\nName: pregon\nVersion: {VERSION}\n"
        where = "Project-URL: Homepage, https://pregon.example\n"
        (about / "METADATA").write_text(f"{head}Pregon-Released: {day}\n{where}", encoding="utf-8")
        monkeypatch.syspath_prepend(str(about.parent))

    return describe

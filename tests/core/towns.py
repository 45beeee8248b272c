"""Workspaces to begin with. Making one takes a while, so tests copy a file that is made once."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from core import example, i18n, workspace
from core.clock import FixedClock
from core.town import gazetteer
from core.town.model import BodyKind, Town

NOW = datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC)
"""When the clock of the tests begins, a Tuesday."""

MEDELLIN = Town(
    name="Medellín",
    kind=BodyKind.MUNICIPALITY,
    ine_code="06080",
    province="Badajoz",
    region="Extremadura",
    population=2241,
    population_year=2025,
)


def stand_in(zone: str) -> None:
    """From now on this process, and those that it starts, are in that time zone."""
    os.environ["TZ"] = zone
    # Windows has one zone for all programs; the tests that need another are for the systems of CI.
    if hasattr(time, "tzset"):
        time.tzset()


@contextmanager
def standing_in(zone: str) -> Iterator[None]:
    """As `stand_in`, and back again."""
    before = os.environ.get("TZ", "")
    stand_in(zone)
    try:
        yield
    finally:
        stand_in(before)


def medellin(folder: Path, language: str = "es") -> Path:
    """A new workspace of Medellín with its suggestions; closed."""
    path = folder / "Medellín.pregon"
    with i18n.language(language):
        workspace.create(path, MEDELLIN, FixedClock(NOW))
    return path


def of_place(folder: Path, ine_code: str, language: str = "es") -> Path:
    """A new workspace of a municipality, as the program proposes it; closed."""
    place = gazetteer.load().by_code(ine_code)
    assert place is not None
    path = folder / f"{place.name}.pregon"
    with i18n.language(language):
        workspace.create(path, gazetteer.town_of(place), FixedClock(NOW))
    return path


def valdehierro(folder: Path, language: str = "es") -> Path:
    """The example town; closed."""
    path = folder / "Valdehierro.pregon"
    with i18n.language(language):
        example.create(path, FixedClock(NOW))
    return path


def copied(file: Path, folder: Path) -> Path:
    """A copy of the file in a folder, under its own name."""
    path = folder / file.name
    path.write_bytes(file.read_bytes())
    return path


def held(workspace: Path) -> bool:
    """Whether this process has the file open, as far as the system tells."""
    held = False
    for path in Path("/proc/self/fd").iterdir():
        # Another thread may close it meanwhile.
        with suppress(FileNotFoundError):
            held = held or path.readlink() == workspace
    return held

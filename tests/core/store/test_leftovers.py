"""What a program that was killed leaves is swept at a later start, and nothing else is."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.store import opening

OURS = (
    "Medellín 2026-11-20 10.00.00.pregon.partial",
    "Medellín 2026-11-20 10.00.00.pregon.partial-journal",
    "Medellín.pregon.partial-wal",
    "Medellín.pregon.restored",
    "Medellín.pregon.restored.partial",
    "Medellín (1).damaged.partial",
)
OTHERS = (
    "Medellín.pregon",
    "Medellín.pregon-wal",
    "Medellín (1).damaged",
    "Medellín 2026-11-20 10.00.00.pregon",
    "Informe.partial",
    "película.mkv.partial",
    "copia.restored",
)


def made(folder: Path, name: str, at: datetime) -> None:
    path = folder / name
    path.write_bytes(b"x")
    os.utime(path, (at.timestamp(), at.timestamp()))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_is_half_for_more_than_a_day_goes(tmp_path, clock):
    for name in (*OURS, *OTHERS):
        made(tmp_path, name, clock.now() - timedelta(hours=25))

    opening.sweep((tmp_path, tmp_path / "nada"), clock)

    assert names(tmp_path) == set(OTHERS)


@pytest.mark.parametrize(("hours", "stays"), [(23, True), (-23, True), (-25, False)])
def test_what_may_be_the_work_of_another_program_stays(tmp_path, clock, hours, stays):
    made(tmp_path, OURS[0], clock.now() - timedelta(hours=hours))

    opening.sweep((tmp_path,), clock)

    assert names(tmp_path) == ({OURS[0]} if stays else set())


def test_a_copy_that_waits_for_a_workspace_that_is_missing_stays(tmp_path, clock):
    made(tmp_path, "Medellín.pregon.restored", clock.now() - timedelta(days=9))

    opening.sweep((tmp_path,), clock)

    assert names(tmp_path) == {"Medellín.pregon.restored"}

"""The log file: written when there is something to say, and held by nobody in between."""

import os
from pathlib import Path

from desktop import log


def held_open(file: Path) -> bool:
    numbers = Path("/proc/self/fd").iterdir()
    return any(os.path.realpath(one) == str(file) for one in numbers)


def test_each_message_is_kept_with_its_trace_and_the_file_is_let_go(tmp_path: Path) -> None:
    file = log.file_beside(tmp_path / "settings.json")

    log.write(file, "first", ValueError("the water"))
    log.write(file, "second", ValueError("the bins"))

    said = file.read_text(encoding="utf-8")
    assert said.count("ERROR") == 2
    assert "the water" in said
    assert "the bins" in said
    assert not held_open(file)


def test_a_log_that_grew_too_long_begins_anew(tmp_path: Path) -> None:
    file = log.file_beside(tmp_path / "settings.json")
    file.write_text("x" * 1_000_001, encoding="utf-8")

    log.write(file, "after", ValueError("the bins"))

    assert file.stat().st_size < 1_000_000
    assert "after" in file.read_text(encoding="utf-8")

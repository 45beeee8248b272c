"""The log file: written when there is something to say, and held by nobody in between."""

import os
import stat
from pathlib import Path

from desktop import crash_log


def held_open(file: Path) -> bool:
    numbers = Path("/proc/self/fd").iterdir()
    return any(os.path.realpath(number) == str(file) for number in numbers)


def test_each_message_is_kept_with_its_trace_and_the_file_is_let_go(tmp_path):
    file = crash_log.file_beside(tmp_path / "settings.json")

    crash_log.write(file, "first", ValueError("the water"))
    crash_log.write(file, "second", ValueError("the bins"))

    said = file.read_text(encoding="utf-8")
    assert said.count("ERROR") == 2
    assert "the water" in said
    assert "the bins" in said
    assert not held_open(file)


def test_a_log_that_grew_too_long_begins_anew(tmp_path):
    file = crash_log.file_beside(tmp_path / "settings.json")
    file.write_text("x" * 1_000_001, encoding="utf-8")

    crash_log.write(file, "after", ValueError("the bins"))

    assert file.stat().st_size < 1_000_000
    assert "after" in file.read_text(encoding="utf-8")


def test_what_an_error_quotes_of_a_person_is_left_out(tmp_path):
    file = crash_log.file_beside(tmp_path / "settings.json")
    name = " ".join(("Lucía", "Ortega"))
    try:
        try:
            int(name)
        except ValueError as inner:
            raise RuntimeError(f"«{name}» and '{name}'") from inner
    except RuntimeError as error:
        crash_log.write(file, "unexpected", error)

    said = file.read_text(encoding="utf-8")
    assert name not in said
    assert "ValueError: invalid literal for int() with base 10: '…'" in said
    assert "RuntimeError: '…' and '…'" in said


def test_nobody_else_reads_the_log(tmp_path):
    file = crash_log.file_beside(tmp_path / "settings.json")

    crash_log.write(file, "first", ValueError("the water"))

    assert stat.S_IMODE(file.stat().st_mode) == 0o600

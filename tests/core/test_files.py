"""File names that every system takes, and files written whole."""

from pathlib import Path

import pytest

from core.errors import DiskFull
from core.files import gone, safe_name, writing
from tests.core.in_turn import in_turn


@in_turn(
    "text, name",
    [
        ("Medellín", "Medellín"),
        ("Rosas: 1/2 <hoy>?", "Rosas 1 2 hoy"),
        ("..", "Pregón"),
        ("CON", "CON_"),
        ("com1.txt", "com1.txt_"),
        ("Consuelo", "Consuelo"),
    ],
)
def test_a_name_is_what_windows_and_linux_take(text, name):
    assert " ".join(safe_name(text).split()) == name


def test_a_long_name_is_cut_by_its_bytes_and_not_within_a_letter():
    assert len(safe_name("😀" * 200).encode()) <= 120
    assert set(safe_name("ñ" * 200)) == {"ñ"}


def test_a_full_disk_is_told_as_such_with_the_file_that_was_not_written():
    # The one device that is always full, for everybody.
    with (
        pytest.raises(DiskFull, match=r"«copia\.pregon» no se ha guardado"),
        writing(Path("copia.pregon")),
    ):
        Path("/dev/full").write_bytes(b"x")


def test_only_what_is_surely_not_there_is_gone(tmp_path):
    there = tmp_path / "pueblo.pregon"
    there.touch()

    assert not gone(there)
    assert gone(tmp_path / "otro.pregon")
    assert gone(there / "dentro.pregon")
    assert gone("\0")
    # The system refuses to look at it.
    assert not gone(tmp_path / ("x" * 300))

"""What is shipped takes few files: half of each package, and small ones in one."""

import importlib.util
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from installer import bytecode, closer
from installer.commands import BuildFailed


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def names(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


@pytest.fixture
def lucide(tmp_path: Path) -> Path:
    """All icons, with what one searches them by."""
    file = write(tmp_path / "lib" / "lucide" / "data" / "lucide-icons.db", "")
    with closing(sqlite3.connect(file)) as made, made:
        made.execute("CREATE TABLE icons (name TEXT PRIMARY KEY, svg TEXT NOT NULL)")
        made.execute("CREATE TABLE icon_tags (name TEXT, tag TEXT)")
        made.executemany(
            "INSERT INTO icons VALUES (?, ?)",
            [("radio", "<svg/>"), ("arrow-left", "<svg/>"), ("banana", "<svg/>")],
        )
    return file


def test_only_icons_that_the_program_names_are_shipped(tmp_path, lucide):
    write(tmp_path / "app" / "desktop" / "a.py", 'button(icon_name="arrow-left")')
    write(tmp_path / "app" / "resources" / "b.toml", "icon = 'radio'")

    assert closer.icons(tmp_path / "app", tmp_path / "lib") == 2

    with closing(sqlite3.connect(lucide)) as there:
        found = [name for (name,) in there.execute("SELECT name FROM icons ORDER BY name")]
        tables = [name for (name,) in there.execute("SELECT name FROM sqlite_master")]
    assert found == ["arrow-left", "radio"]
    assert "icon_tags" not in tables


def test_a_program_without_an_icon_stops_the_build(tmp_path, lucide):
    write(tmp_path / "app" / "a.py", "")
    with pytest.raises(BuildFailed, match="no icon"):
        closer.icons(tmp_path / "app", tmp_path / "lib")


def test_a_package_works_from_one_file_without_its_sources(tmp_path):
    lib = tmp_path / "lib"
    write(lib / "zones" / "__init__.py", "from importlib.resources import files\nSAID = 'sí'\n")
    write(lib / "zones" / "Europe" / "Madrid", "CET")
    write(lib / "alone.py", "from zones import SAID, files\n")
    magic = importlib.util.MAGIC_NUMBER.hex()

    subprocess.run([sys.executable, bytecode.__file__, str(lib), magic, "alone"], check=True)
    closer.together(lib, ("zones",))

    assert names(tmp_path) == ["lib.zip", "lib/alone.pyc"]
    with zipfile.ZipFile(tmp_path / "lib.zip") as packed:
        assert packed.namelist() == ["zones/Europe/Madrid", "zones/__init__.pyc"]
    asked = "import alone; print(alone.SAID, (alone.files('zones') / 'Europe/Madrid').read_text())"
    words = [f"import sys; sys.path[:0] = sys.argv[1:]; {asked}", lib, f"{lib}.zip"]
    told = subprocess.run(
        [sys.executable, "-I", "-c", *words], capture_output=True, text=True, check=True
    )
    assert told.stdout == "sí CET\n"

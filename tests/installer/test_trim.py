"""The table of what is left out: patterns, and that nothing the program needs is among it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from core.documents import glyphs
from core.plan.measurements.table_values import CALENDARS
from installer import trim
from installer.commands import BuildFailed
from installer.trim import Table

ROOT = Path(__file__).resolve().parents[2]
USED = """
import sys
from pathlib import Path
from core.roster import phones
from desktop.selftest import machine, papers, storage
from desktop.selftest.checks import Workbench

place = Workbench(Path(sys.argv[1]))
for check in (*machine.CHECKS[:2], *storage.CHECKS, *papers.CHECKS):
    check.run(place)
for document in list(papers.documents(place))[:1]:
    document.run(place)
for number in ("112", "924 80 00 00", "+34 612 345 678", "+212 522 12 34 56", "+380 44 123 4567"):
    phones.parse(number)
print(*filter(None, (getattr(module, "__file__", None) for module in sys.modules.values())))
"""
"""Does what the program can, and says from where it took what it needed."""


def fits(pattern: str, name: str) -> bool:
    return re.fullmatch(trim.expression(pattern), name) is not None


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("a/*.dll", "a/b.dll"),
        ("**.pyi", "a/b/c.pyi"),
        ("**/tests/**", "tests/a.py"),
        ("**/tests/**", "a/b/tests/c/d.py"),
        ("a/{b,c}.py", "a/c.py"),
        ("a.b+c", "a.b+c"),
    ],
)
def test_a_pattern_fits(pattern, name):
    assert fits(pattern, name)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("a/*.dll", "a/b/c.dll"),
        ("**/tests/**", "a/mytests/b.py"),
        ("a/{b,c}.py", "a/d.py"),
        ("a.py", "abpy"),
    ],
)
def test_a_pattern_does_not_fit_more_than_it_says(pattern, name):
    assert not fits(pattern, name)


def test_what_is_kept_is_stronger_than_what_is_dropped():
    table = Table({"qt/**": "all"}, {"qt/core.dll": "needed"})
    assert trim.dropped(table, ["qt/core.dll", "qt/quick.dll", "own.py"]) == ["qt/quick.dll"]


def test_a_line_that_fits_nothing_stops_the_build():
    table = Table({"*.pyi": "hints", "old/**": "gone in the new version"}, {"kept.py": "needed"})
    with pytest.raises(BuildFailed, match=r"old/\*\*\nkept\.py$"):
        trim.dropped(table, ["a.pyi"])


def test_files_go_with_the_folders_left_empty(tmp_path):
    for name in ("a/tests/one/t.py", "a/b.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1234", encoding="utf-8")
    saved = trim.apply(Table({"**/tests/**": "tests"}, {}), tmp_path)
    assert saved == 4
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == [
        "a",
        "a/b.py",
    ]


def test_every_line_of_the_table_has_its_reason():
    table = trim.load()
    assert all(reason.strip() for reason in [*table.drop.values(), *table.keep.values()])


def test_the_qt_modules_that_the_window_imports_are_shipped():
    imported = {
        name
        for path in (ROOT / "desktop").rglob("*.py")
        for name in re.findall(r"PySide6\.(Qt\w+)", path.read_text(encoding="utf-8"))
    }
    needed = [f"PySide6/{name}.pyd" for name in imported]
    needed += [f"PySide6/{name.replace('Qt', 'Qt6')}.dll" for name in imported]
    keep = trim.load().keep
    assert imported
    assert not [name for name in needed if not any(fits(pattern, name) for pattern in keep)]


def test_what_the_program_loads_is_shipped(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", USED, tmp_path], capture_output=True, text=True, check=True, cwd=ROOT
    )
    table = trim.load()
    loaded = [
        re.sub(r"\.(cpython-.*|abi3)\.so$", ".pyd", path.partition("site-packages/")[2])
        for path in told.stdout.split()
    ]
    kept, left_out = (
        {name for name in loaded if any(fits(pattern, name) for pattern in patterns)}
        for patterns in (table.keep, table.drop)
    )
    assert "matplotlib/backends/backend_svg.py" in kept
    assert sorted(left_out - kept) == []


def test_the_months_of_tables_of_figures_are_shipped():
    keep = trim.load().keep
    files = [f"babel/locale-data/{code}.dat" for code in CALENDARS]
    assert not [name for name in files if not any(fits(pattern, name) for pattern in keep)]


def test_the_fonts_of_pages_and_pictures_are_shipped():
    files = [f"font_source_sans_pro/files/{path.name}" for path in glyphs.font_files()]
    folder = "font_source_sans_pro/files/SourceSansPro-"
    weights = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
    files += [f"{folder}{weight}.ttf" for weight in weights]
    keep = trim.load().keep
    assert not [name for name in files if not any(fits(pattern, name) for pattern in keep)]

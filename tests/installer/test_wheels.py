"""Unpacking packages without running anything of theirs."""

import zipfile
from pathlib import Path

import pytest

from installer import wheels
from installer.commands import BuildFailed


def wheel(folder: Path, name: str, files: dict[str, str]) -> Path:
    path = folder / f"{name}-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as packed:
        for inside, text in files.items():
            packed.writestr(inside, text)
    return path


def names(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_packages_lie_side_by_side_without_scripts(tmp_path):
    path = wheel(tmp_path, "a", {"a/__init__.py": "", "a-1.data/scripts/a.exe": ""})
    two = wheel(tmp_path, "b", {"b/__init__.py": "", "b-1.dist-info/METADATA": ""})
    wheels.unpack([path, two], tmp_path / "lib")
    assert names(tmp_path / "lib") == ["a/__init__.py", "b-1.dist-info/METADATA", "b/__init__.py"]


def test_two_packages_with_one_file_stop_the_build(tmp_path):
    path, two = (wheel(tmp_path, name, {"same.py": ""}) for name in ("a", "b"))
    with pytest.raises(BuildFailed, match=r"b-1\S+ brings same\.py, which is there already"):
        wheels.unpack([path, two], tmp_path / "lib")


def test_a_package_cannot_write_outside(tmp_path):
    evil = wheel(tmp_path, "a", {"../evil.py": ""})
    with pytest.raises(BuildFailed, match="outside"):
        wheels.unpack([evil], tmp_path / "lib")
    assert not (tmp_path / "evil.py").exists()

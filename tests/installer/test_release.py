"""The version as Windows wants it, and the files that make the program."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from installer import application, release
from installer.commands import BuildFailed
from installer.release import Release

NOW = Release("1.2.3", 1_700_000_000, changed=False)


@pytest.mark.parametrize(
    ("version", "expected"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.3.4", (1, 2, 3, 4)), ("2", (2, 0, 0, 0))],
)
def test_windows_compares_four_numbers(version, expected):
    assert release.numbers(version) == expected


@pytest.mark.parametrize("version", ["1.2.3rc1", "1.2.3.4.5", "", "1..2", "١.٢"])
def test_a_version_that_windows_cannot_compare_is_refused(version):
    with pytest.raises(BuildFailed, match="numbers and dots"):
        release.numbers(version)


def test_the_program_is_shipped_and_its_tests_are_not():
    names = release.shipped()
    assert names == sorted(names)
    assert {"core/__main__.py", "desktop/__main__.py", "resources/__init__.py"} <= set(names)
    assert {name.partition("/")[0] for name in names} == set(release.FOLDERS)
    assert not [name for name in names if name.endswith(".pyc")]


def test_what_is_read_in_the_program_is_shipped_with_its_pictures():
    documents = {name for name in release.shipped() if name.startswith("docs/")}

    assert {f"docs/manual.{language}.md" for language in ("es", "en")} < documents
    assert {name.rpartition(".")[2] for name in documents} == {"md", "png"}
    assert not [name for name in documents if "decisions" in name]


def test_what_git_is_to_ignore_is_not_shipped(tmp_path):
    (tmp_path / ".gitignore").write_text("__pycache__/\n.coverage\n*.orig\n")
    names = [
        "core/a.py", "core/__pycache__/a.pyc", "core/a.py.orig", "desktop/.coverage",
        "desktop/deep/b.py", "resources/c.svg", "tests/d.py",
    ]  # fmt: skip
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert release.shipped(tmp_path) == ["core/a.py", "desktop/deep/b.py", "resources/c.svg"]


def test_a_folder_numbered_again_bears_no_other_version(tmp_path):
    application.describe(Release("0.0.1", 0, changed=False), tmp_path)
    application.describe(NOW, tmp_path)

    [about] = tmp_path.iterdir()
    assert about.name == "pregon-1.2.3.dist-info"
    assert "Version: 1.2.3\n" in (about / "METADATA").read_text(encoding="utf-8")


def test_the_installed_program_knows_its_version_and_its_parts():
    told = application.metadata(NOW)
    assert "Name: pregon\nVersion: 1.2.3\n" in told
    assert "License-Expression: EUPL-1.2\n" in told
    assert "Project-URL" not in told
    there = application.metadata(replace(NOW, address="https://pregon.example"))
    assert "Project-URL: Homepage, https://pregon.example\n" in there
    assert f"Pregon-Released: {datetime.fromtimestamp(NOW.time, UTC).date()}\n" in told
    assert "Requires-Dist: typst" in told

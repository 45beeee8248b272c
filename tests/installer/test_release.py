"""The version as Windows wants it, and the files that make the program."""

import pytest

from installer import application, release
from installer.commands import BuildFailed
from installer.release import Release

NOW = Release("1.2.3", 1_700_000_000, changed=False)


@pytest.mark.parametrize(
    ("version", "expected"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.3.4", (1, 2, 3, 4)), ("2", (2, 0, 0, 0))],
)
def test_windows_compares_four_numbers(version: str, expected: tuple[int, ...]) -> None:
    assert release.numbers(version) == expected


@pytest.mark.parametrize("version", ["1.2.3rc1", "1.2.3.4.5", "", "1..2", "١.٢"])
def test_a_version_that_windows_cannot_compare_is_refused(version: str) -> None:
    with pytest.raises(BuildFailed, match="numbers and dots"):
        release.numbers(version)


def test_the_program_is_shipped_and_its_tests_are_not() -> None:
    names = release.tracked()
    assert names == sorted(names)
    assert {"core/__main__.py", "desktop/__main__.py", "resources/__init__.py"} <= set(names)
    assert {name.partition("/")[0] for name in names} == set(release.PACKAGES)
    assert not [name for name in names if name.endswith(".pyc")]


def test_the_installed_program_knows_its_version_and_its_parts() -> None:
    told = application.metadata(NOW)
    assert "Name: pregon\nVersion: 1.2.3\n" in told
    assert "License-Expression: EUPL-1.2\n" in told
    assert "Requires-Dist: typst" in told

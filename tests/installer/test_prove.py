"""Where Wine cannot be installed the proof says so; only CI takes that for an answer."""

from pathlib import Path

import pytest

from installer.wine import prove


@pytest.fixture
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer without any program; returns the folder where programs would be."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def apt(folder: Path, script: str) -> None:
    """An apt-get that does what a script of the shell says."""
    program = folder / "apt-get"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize("words", [[], ["Pregon-0.1.0-setup.exe"]])
def test_without_wine_there_is_no_proof(
    nothing_installed: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert prove.main(words) == 1
    said = capsys.readouterr().out
    assert "These Debian packages are missing: " in said
    assert " wine " in said
    assert " xvfb" in said


def test_ci_goes_on_where_wine_cannot_be_had_and_says_what_is_wanting(
    nothing_installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apt(nothing_installed, "echo 'E: Unable to locate package wine64'; exit 100")
    assert prove.main(["--where-possible"]) == 0
    said = capsys.readouterr().out
    assert "The installer was not tried." in said
    assert said.endswith("\nE: Unable to locate package wine64\n")


def test_another_apt_is_waited_for(
    nothing_installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = nothing_installed / "asked"
    held = "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7"
    apt(
        nothing_installed,
        f"[ -e {asked} ] || {{ : > {asked}; echo '{held}'; exit 100; }}\n"
        "echo 'E: Unable to locate package nsis'; exit 100",
    )
    assert prove.main([]) == 1
    said = capsys.readouterr().out
    assert "E: Unable to locate package nsis" in said
    assert "lock" not in said

"""Where Wine cannot be installed the proof says so; only CI takes that for an answer."""

from pathlib import Path

import pytest

from installer.wine import prove


@pytest.fixture
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer without any program; returns the folder where programs would be."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def no_packages(folder: Path) -> None:
    """An apt-get that reaches no archive."""
    program = folder / "apt-get"
    program.write_text("#!/bin/sh\nexit 100\n")
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


def test_ci_goes_on_where_wine_cannot_be_had(
    nothing_installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    no_packages(nothing_installed)
    assert prove.main(["--where-possible"]) == 0
    assert "The installer was not tried." in capsys.readouterr().out

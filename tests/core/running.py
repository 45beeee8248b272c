"""The program run with the words of a command line, in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.__main__ import main
from core.clock import FixedClock

Run = Callable[..., str]


def runner(
    file: Path,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Runs a command on a workspace, in Spanish; gives what it printed, or its error with `code`.

    Its settings are beside the workspace.
    """
    monkeypatch.setenv("XDG_CONFIG_HOME", str(file.with_name("config")))
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")

    def command(*words: str, code: int = 0) -> str:
        assert main(["--workspace", str(file), *words], clock) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return command

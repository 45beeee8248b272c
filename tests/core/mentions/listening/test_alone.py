"""One listener at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import FileTrouble
from core.mentions.listening.process import alone

HOLDER = """
import sys
from pathlib import Path
from core.mentions.listening.process import alone

with alone(Path(sys.argv[1])) as mine:
    print(mine, flush=True)
    sys.stdin.read()
"""


def holder(workspace: Path) -> "subprocess.Popen[str]":
    """Another process that asks for the lock, says whether it got it, and keeps it."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(workspace)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_listener_knows_that_there_is_a_first(path):
    with alone(path) as first:
        with holder(path) as other:
            assert said(other) == "False"
        with alone(path) as second:
            assert not second

    assert first


def test_a_listener_that_ended_leaves_nothing_behind(path):
    before = sorted(path.parent.iterdir())

    with alone(path):
        pass
    with alone(path) as again:
        assert again

    assert sorted(path.parent.iterdir()) == before


def test_a_killed_listener_holds_nothing(path):
    with holder(path) as other:
        assert said(other) == "True"
        with alone(path) as mine:
            assert not mine
        other.kill()
        other.wait()

    with alone(path) as mine:
        assert mine


def test_workspaces_do_not_get_in_each_others_way(path):
    with alone(path) as one, alone(path.with_name("Otro.pregon")) as other:
        assert one
        assert other


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(FileTrouble), alone(tmp_path / "gone" / "Medellín.pregon"):
        pass

"""What the programs of the installed folder run."""

import os
import subprocess
import sys
from pathlib import Path

from installer import application

ROOT = Path(__file__).resolve().parents[2]


def launch(*words: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(folder),
        "LOCALAPPDATA": str(folder),
        "LC_ALL": "es_ES.UTF-8",
    }
    environment.pop("MPLCONFIGDIR", None)
    return subprocess.run(
        [sys.executable, "-X", "utf8", str(application.LAUNCH), *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_words_of_the_command_line_reach_it(tmp_path):
    told = launch("-m", "core", "--help", folder=tmp_path)
    assert told.returncode == 0
    assert told.stdout.startswith("Uso: pregon-cli")


def test_its_exit_code_comes_back(tmp_path):
    told = launch("-m", "core", "no-such-command", folder=tmp_path)
    assert told.returncode == 2
    assert "no-such-command" in told.stderr


def test_what_is_kept_to_draw_charts_lies_beside_the_settings(tmp_path):
    town = ["-m", "core", "--workspace", str(tmp_path / "a.pregon")]
    paper = tmp_path / "menciones.pdf"
    launch(*town, "example", folder=tmp_path)
    launch(*town, "print", "mention-report", "--out", str(paper), folder=tmp_path)
    assert paper.exists()
    assert (tmp_path / "Pregon" / "matplotlib").is_dir()


def test_without_a_console_the_command_line_works_all_the_same(tmp_path):
    started = "import runpy, sys; sys.stdin = sys.stdout = sys.stderr = None"
    run = f"sys.argv[0:1] = []; runpy.run_path({str(application.LAUNCH)!r}, run_name='__main__')"
    town = tmp_path / "a.pregon"
    words = ["launch", "-m", "core", "--workspace", str(town), "example"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)}
    told = subprocess.run(
        [sys.executable, "-c", f"{started}; {run}", *words], env=environment, check=False
    )
    assert told.returncode == 0
    assert town.exists()


def test_a_damaged_installation_is_told_in_a_file_and_no_trace_is_lost(tmp_path):
    damaged = tmp_path / "desktop"
    damaged.mkdir()
    (damaged / "__init__.py").touch()
    (damaged / "__main__.py").write_text("def main():\n    raise ImportError('gone.dll')\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    words = [sys.executable, str(application.LAUNCH)]
    told = subprocess.run(words, env=environment, cwd=tmp_path, check=False)
    assert told.returncode == 1
    trace = (tmp_path / "Pregon" / "start-error.txt").read_text(encoding="utf-8")
    assert "ImportError: gone.dll" in trace

"""A whole run over a small tree: what is said of each fault, and what is left of the tree."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = '''"""Ages."""

GROWN = 18


def grown(age: int) -> bool:
    return age >= GROWN


def free(age: int) -> bool:
    return age < 6
'''
TESTS = """
from core.ages import free, grown

def test_grown():
    assert grown(18) and not grown(17)

def test_free():
    assert free(3) and not free(9)
"""
OPTIONS = '[tool.pytest.ini_options]\naddopts = "--import-mode=importlib"\npythonpath = ["."]\n'


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in {
        "core/__init__.py": "",
        "core/ages.py": CODE,
        "desktop/__init__.py": "",
        "tests/core/test_ages.py": TESTS,
        "pyproject.toml": OPTIONS,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def mutated(tree: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.mutation.mutate", "--tree", str(tree), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_what_is_noticed_is_told_from_what_is_not(tree):
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    run = mutated(tree, "--sample", "9", "--seed", "7")
    assert run.returncode == 0, run.stderr
    words = {tuple(line.split()[:2]) for line in run.stdout.splitlines() if "`" in line}
    assert words == {
        ("killed", "core/ages.py:3"),
        ("killed", "core/ages.py:7"),
        ("SURVIVED", "core/ages.py:11"),
    }
    assert "4 mutants, 2 noticed (50 %, at least), seed 7" in run.stdout
    assert "core/ages.py:11\n- return age < 6\n+ return age <= 6\n" in run.stdout
    left = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    assert {
        path: text for path, text in left.items() if tree / "build" not in path.parents
    } == before


def test_a_test_that_fails_without_any_fault_is_told_at_once(tree):
    (tree / "tests/core/test_more.py").write_text("def test_wrong():\n    assert False\n")
    run = mutated(tree, "--sample", "9")
    assert run.returncode == 2
    assert "These tests fail without any fault:\ntests/core/test_more.py::test_wrong" in run.stdout
    assert "killed" not in run.stdout


def test_a_folder_that_is_not_there_is_refused(tree):
    run = mutated(tree, "--sample", "9", "--of", "core/nowhere")
    assert run.returncode == 2
    assert "core/nowhere is no folder of core or desktop" in run.stderr

"""Mutants tried one after another in a copy of the tree, each in a process forked from a warm one.

Forked after the libraries are imported and before any of ours: what a library costs to import is
paid once. Every process of ours has its own copy, and puts a mutated file back before the next.
"""

import compileall
import json
import os
import resource
import select
import shutil
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from py_compile import PycInvalidationMode

import pytest

from tests.mutation.mutants import Mutant

HEAVY = "hypothesis feedparser matplotlib.figure numpy typst pikepdf pypdfium2 docx PIL.Image babel"
HEAVY += " lxml.etree sqlite_utils msgspec phonenumbers urllib3 nh3 PySide6.QtWidgets"
LEFT_OUT = (".*", "__pycache__", "build", "dist", "tour")
OPTIONS = ["-c", "pyproject.toml", "--rootdir", ".", "-p", "no:randomly", "-q"]
FIRST = 20
"""Tests tried before the rest: most mutants die there, and few files need be collected."""
MADE_BEFORE = 180
"""Seconds for what the first of some tests makes for all, which is in nobody's usual ones."""
WAITS = 10
"""Times as long by the clock as a mutant may compute."""
OUT_OF_TIME = (signal.SIGXCPU, signal.SIGKILL)
SURVIVED, BASELINE = "SURVIVED", "BASELINE"


@dataclass(frozen=True)
class Verdict:
    """What became of a mutant."""

    mutant: Mutant
    word: str
    seconds: float
    tests: int
    killer: str = ""


def copied(tree: Path, to: Path) -> Path:
    """A tree to run, whose bytecode is recognised by the text and not by the clock."""
    shutil.copytree(tree, to, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for folder in ("core", "desktop"):
        checked = PycInvalidationMode.CHECKED_HASH
        compileall.compile_dir(to / folder, quiet=1, force=True, invalidation_mode=checked)
    return to


class Trial:
    """A copy, and what was seen in it."""

    def __init__(self, tree: Path, folder: Path, checkout: Path) -> None:
        self._copy = (folder / f"copy-{os.getpid()}").resolve()
        shutil.copytree(tree, self._copy, ignore=shutil.ignore_patterns("build"))
        self._told = folder / f"told-{os.getpid()}.json"
        self._away = {"", str(checkout), str(Path(__file__).parents[2])}
        self._sound: set[str] = set()
        for name in HEAVY.split():
            with suppress(ImportError):
                import_module(name)

    def verdict(self, mutant: Mutant, tests: Mapping[str, float]) -> Verdict:
        """Try one mutant against tests, in their order; each with its usual seconds."""
        begun, ran = time.monotonic(), 0
        word, killer = SURVIVED, ""
        path = self._copy / mutant.file
        source = path.read_bytes()
        path.write_bytes(mutant.applied(source))
        try:
            for part in (list(tests)[:FIRST], list(tests)[FIRST:]):
                if part and word == SURVIVED:
                    word, killer, count = self._run(part, sum(tests[test] for test in part))
                    ran += count
        finally:
            path.write_bytes(source)
        if word == "killed" and killer not in self._sound:
            killer = killer or next(iter(tests))
            if self._run([killer], tests.get(killer, 0.0))[0] == SURVIVED:
                self._sound.add(killer)
            else:
                word = BASELINE
        return Verdict(mutant, word, time.monotonic() - begun, ran, killer)

    def _run(self, tests: Sequence[str], usual: float) -> tuple[str, str, int]:
        """What becomes of some tests, which fails first, and how many ran."""
        self._told.unlink(missing_ok=True)
        most = int(3 * usual) + MADE_BEFORE
        process = os.fork()
        if not process:
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            self._be_tested(tests)
        watched = os.pidfd_open(process)
        try:
            # One that waits for ever computes nothing; a loaded machine is no fault.
            in_time = bool(select.select([watched], [], [], WAITS * most)[0])
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
            _process, status = os.waitpid(process, 0)
            os.close(watched)
        if not in_time or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in OUT_OF_TIME):
            return "timeout", "", 0
        if not self._told.exists():
            return "killed", "", 0
        code, killer, count = json.loads(self._told.read_text(encoding="utf-8"))
        return "killed" if code else SURVIVED, killer, count

    def _be_tested(self, tests: Sequence[str]) -> None:
        """The life of the forked process."""
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        silent = os.open(self._told.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(silent, stream)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(self._copy)
        os.environ["PYTHONPATH"] = str(self._copy)
        sys.path[:] = [str(self._copy), *(each for each in sys.path if each not in self._away)]
        for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
            del sys.modules[name]
        chosen = Chosen(tests, self._copy)
        files = dict.fromkeys(test.split("::")[0] for test in tests)
        warned = ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        code = pytest.main([*OPTIONS, *warned, "-n", "0", "-x", *files], plugins=[chosen])
        told = json.dumps([code, chosen.killer, chosen.ran])
        self._told.write_text(told, encoding="utf-8")
        os._exit(0)


class Chosen:
    """A pytest plugin: these tests and no others, in this order."""

    def __init__(self, tests: Sequence[str], copy: Path) -> None:
        self._tests, self._copy = tests, copy
        self.killer = ""
        self.ran = 0

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        there = {item.nodeid: item for item in items}
        items[:] = [there[test] for test in self._tests if test in there]
        ours = Path(str(import_module("core").__file__)).resolve()
        assert ours.is_relative_to(self._copy), f"{ours} is not the copy"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.ran += report.when == "call"
        if report.failed and not self.killer:
            self.killer = report.nodeid

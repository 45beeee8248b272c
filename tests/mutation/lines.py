"""Which test runs which line: a pytest plugin that asks coverage, and the map that it leaves.

What a fixture of a session or a module does is written down under the name of the fixture, so that
it counts for every test that uses it and not only for the one that came first; so is what the
papers do that tests share, each of which is made when it is asked for first.
"""

import json
import os
from collections.abc import Callable, Iterator
from functools import cache, wraps
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage, CoverageData

FOLDER = "PREGON_LINES"
"""The environment variable that says where the plugin leaves what it found."""


def processor_time() -> float:
    """Seconds that this process and those that it has waited for have computed."""
    return sum(os.times()[:4])


class Recorder:
    """In each process of xdist: the lines, the seconds of work and the fixtures of every test."""

    def __init__(self, folder: Path, process: str) -> None:
        self._told = folder / f"tests-{process}.json"
        self._tests: dict[str, dict[str, Any]] = {}
        self._coverage = Coverage(
            str(folder / "lines"), process, source=["core", "desktop"], config_file=False
        )
        self._coverage.set_option("run:relative_files", True)
        self._coverage.start()
        self._context = ""

    def _under(self, context: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def watched(*given: Any, **named: Any) -> Any:
            before = self._switch(context)
            try:
                return work(*given, **named)
            finally:
                self._switch(before)

        return watched

    def _switch(self, context: str) -> str:
        before, self._context = self._context, context
        self._coverage.switch_context(context)
        return before

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._tests[item.nodeid] = {"seconds": 0.0, "failed": False}
        self._tests[item.nodeid]["fixtures"] = list(getattr(item, "fixturenames", ()))
        self._switch(item.nodeid)
        begun = processor_time()
        try:
            return (yield)
        finally:
            self._tests[item.nodeid]["seconds"] = processor_time() - begun

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        if fixturedef.scope == "function":
            return (yield)
        context = f"@{fixturedef.argname}"
        before = self._switch(context)
        try:
            made = yield
        finally:
            self._switch(before)
        for name in ("made", "printed") if fixturedef.argname == "papers" else ():
            setattr(made, name, self._under(context, getattr(made, name)))
        return made

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._tests[report.nodeid]["failed"] |= report.failed

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        self._coverage.save()
        self._told.write_text(json.dumps(self._tests), encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    """Record in the processes that run tests, not in the one that deals them out."""
    if FOLDER in os.environ and hasattr(config, "workerinput"):
        process = config.workerinput["workerid"]
        config.pluginmanager.register(Recorder(Path(os.environ[FOLDER]), process))


class Map:
    """What the recorders left in a folder."""

    def __init__(self, folder: Path) -> None:
        self.tests: dict[str, dict[str, Any]] = {}
        for told in sorted(folder.glob("tests-*.json")):
            self.tests |= json.loads(told.read_text(encoding="utf-8"))
        self._data = [CoverageData(str(path)) for path in sorted(folder.glob("lines.*"))]
        for data in self._data:
            data.read()
        self._users: dict[str, set[str]] = {}
        for test, about in self.tests.items():
            for fixture in about["fixtures"]:
                self._users.setdefault(f"@{fixture}", set()).add(test)

    @cache  # noqa: B019  # one map lives as long as the program
    def of(self, file: str, *, shared: bool = True) -> dict[int, set[str]]:
        """The tests that run each line of a file, other than by importing it.

        Not `shared`: without those for which a fixture that they share did.
        """
        found: dict[int, set[str]] = {}
        for data in self._data:
            for line, contexts in data.contexts_by_lineno(file).items():
                for context in contexts:
                    users = self._users.get(context, set()) if shared else set()
                    tests = users or {context} & self.tests.keys()
                    found.setdefault(line, set()).update(tests)
        return found

"""The whole self-test, in its order."""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core import i18n
from core.errors import AppError
from desktop import crash_log
from desktop.selftest import listening, machine, papers, storage, window
from desktop.selftest.checks import SelfCheck, Workbench, perform

_FOLDER = "pregón ñ 日本 "
"""Where it works has blanks, accents, and letters of another script in its name, as some homes."""


@dataclass(frozen=True)
class TestScope:
    """How much is looked at: all of it, unless somebody asks for less."""

    documents: int | None = None
    """How many documents are made."""
    every_page: bool = True


BRIEF = TestScope(documents=2, every_page=False)
"""For a program that was looked at already and now lies elsewhere."""


def run(report: Path, scope: TestScope) -> int:
    """Look at what the scope says and write the report; 0 when all is well, 1 when not.

    Nothing of the person's is touched. Raises `FileTrouble` or `DiskFull` when the report cannot
    be written.
    """
    i18n.use("es")
    # What is still open must not keep Windows from ending the run.
    with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
        place = Workbench(Path(folder))
        with crash_log.noticing(place.uncaught):
            well = perform(checks(place, scope), place, report.absolute())
    return 0 if well else 1


def checks(place: Workbench, scope: TestScope) -> Iterator[SelfCheck]:
    """Those of a run, in their order; which documents there are shows once the town is made."""
    yield from machine.CHECKS
    yield from storage.CHECKS
    if place.town.exists():
        yield from islice(papers.documents(place), scope.documents)
    yield from papers.CHECKS
    yield from listening.CHECKS
    yield window.OPENED
    yield listening.PROCESS
    yield from window.CHECKS
    if scope.every_page:
        yield window.EVERY_PAGE


def main(app: QApplication, report: Path, *, brief: bool = False) -> int:
    """As `run`, for the program started for nothing else."""
    # Windows are closed on the way; the run goes on.
    app.setQuitOnLastWindowClosed(False)
    try:
        return run(report, BRIEF if brief else TestScope())
    except AppError as error:
        if sys.stderr is not None:
            sys.stderr.write(f"{error}\n")
        return 1

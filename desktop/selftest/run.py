"""The whole self-test, in its order."""

import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core import i18n
from core.errors import AppError
from desktop import log
from desktop.selftest import listening, machine, papers, storage, window
from desktop.selftest.checks import Check, Place, perform

_FOLDER = "pregón ñ 日本 "
"""Where it works has blanks, accents, and letters of another script in its name, as some homes."""


def run(report: Path, *, documents: int | None = None) -> int:
    """Look at everything and write the report; 0 when all is well, 1 when not.

    `documents` limits how many documents are made. Nothing of the person's is touched. Raises
    `FileTrouble` or `DiskFull` when the report cannot be written.
    """
    i18n.use("es")
    # What is still open must not keep Windows from ending the run.
    with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as folder:
        place = Place(Path(folder))
        with log.noticing(place.uncaught):
            well = perform(_everything(place, documents), place, report.absolute())
    return 0 if well else 1


def _everything(place: Place, documents: int | None) -> Iterator[Check]:
    yield from machine.CHECKS
    yield from storage.CHECKS
    if place.town.exists():
        yield from islice(papers.documents(place), documents)
    yield from papers.CHECKS
    yield from listening.CHECKS
    yield window.OPENED
    yield listening.PROCESS
    yield from window.CHECKS


def main(app: QApplication, report: Path) -> int:
    """As `run`, for the program started for nothing else."""
    # Windows are closed on the way; the run goes on.
    app.setQuitOnLastWindowClosed(False)
    try:
        return run(report)
    except AppError as error:
        if sys.stderr is not None:
            sys.stderr.write(f"{error}\n")
        return 1

"""The log file, for whoever helps: empty until there is something to write.

`logging` is imported on use: it costs 10 ms, and most starts have nothing to log.
"""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import files
from core.errors import AppError
from core.i18n import _

if TYPE_CHECKING:
    from types import TracebackType

NAME = "pregon"
_MOST_BYTES = 1_000_000
_QUOTED = r"'[^']*'|\"[^\"]*\"|«[^»]*»|“[^”]*”"
_LEFT_OUT = "'…'"


def file_beside(settings_file: Path) -> Path:
    """Where the log is."""
    return settings_file.with_name("pregon.log")


@contextmanager
def with_faults(file: Path) -> Iterator[None]:
    """Inside, what ends the process at once, such as a library's fault, leaves its stacks there.

    Held open all the time: a process that dies opens nothing any more.
    """
    import faulthandler

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        files.touch_private(file)
        held = file.open("ab")
    except OSError:
        yield
        return
    with held:
        faulthandler.enable(held)
        try:
            yield
        finally:
            faulthandler.disable()


def write(file: Path, message: str, error: BaseException | None = None) -> None:
    """Add a message with the error's trace; a disk that does not take it is no further error."""
    import logging

    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _MOST_BYTES:
            # Not deleted: `with_faults` holds it open.
            os.truncate(file, 0)

        class Discreet(logging.Formatter):
            def formatException(self, ei: Any) -> str:
                return _discreet(ei[1])

        files.touch_private(file)
        # Closed after each message: Windows deletes no file that is open.
        handler = logging.FileHandler(file, encoding="utf-8")
        handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(message)s"))
        logger = logging.getLogger(NAME)
        logger.addHandler(handler)
        try:
            logger.error(message, exc_info=error)
        finally:
            logger.removeHandler(handler)
            handler.close()


def mistake(log_file: Path) -> AppError:
    """A mistake of ours, of which the log has more."""
    return AppError(
        _("Something failed in the program. What you had saved is safe."),
        _("If it happens again, send the error log to the person who helps you: {file}").format(
            file=log_file
        ),
    )


def _discreet(error: BaseException) -> str:
    """The trace, without what an error quotes: it may be what is stored of a person."""
    import traceback

    text = "".join(traceback.format_exception(error)).rstrip()
    cause: BaseException | None = error
    while cause is not None:
        said = str(cause)
        text = text.replace(f": {said}", f": {re.sub(_QUOTED, _LEFT_OUT, said)}")
        cause = cause.__cause__ or cause.__context__
    return text


@contextmanager
def noticing(found: list[BaseException]) -> Iterator[None]:
    """Inside, every error that nobody caught is kept, and every one that went to the log."""

    import logging

    def caught(
        _kind: type[BaseException], error: BaseException, _trace: "TracebackType | None"
    ) -> None:
        found.append(error)

    class Logged(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info and record.exc_info[1] is not None:
                found.append(record.exc_info[1])

    before, handler = sys.excepthook, Logged()
    sys.excepthook = caught
    logging.getLogger(NAME).addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger(NAME).removeHandler(handler)
        sys.excepthook = before

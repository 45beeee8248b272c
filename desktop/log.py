"""The log file, for whoever helps: made when there is something to write.

`logging` is imported on use: it costs 10 ms, and most starts have nothing to log.
"""

from contextlib import suppress
from pathlib import Path

NAME = "pregon"
_MOST_BYTES = 1_000_000


def file_beside(settings_file: Path) -> Path:
    """Where the log is."""
    return settings_file.with_name("pregon.log")


def write(file: Path, message: str, error: BaseException) -> None:
    """Add a message with the error's trace; a disk that does not take it is no further error."""
    import logging

    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _MOST_BYTES:
            file.unlink()
        # Closed after each message: Windows deletes no file that is open.
        handler = logging.FileHandler(file, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger = logging.getLogger(NAME)
        logger.addHandler(handler)
        try:
            logger.error(message, exc_info=error)
        finally:
            logger.removeHandler(handler)
            handler.close()

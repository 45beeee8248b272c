"""The log file, for whoever helps: made when there is something to write.

`logging` is imported on use: it costs 10 ms, and most starts have nothing to log.
"""

from contextlib import suppress
from pathlib import Path


def file_beside(settings_file: Path) -> Path:
    """Where the log is."""
    return settings_file.with_name("pregon.log")


def write(file: Path, message: str, error: BaseException) -> None:
    """Add a message with the error's trace; a disk that does not take it is no further error."""
    import logging

    with suppress(OSError):
        logging.basicConfig(
            filename=file, encoding="utf-8", format="%(asctime)s %(levelname)s %(message)s"
        )
        logging.getLogger("pregon").error(message, exc_info=error)

"""What the program says of itself when something went wrong with it."""

from pathlib import Path

from core.errors import AppError
from core.i18n import _


def mistake(log_file: Path) -> AppError:
    """A mistake of ours, of which the log has more."""
    return AppError(
        _("Something failed in the program. What you had saved is safe."),
        _("If it happens again, send the log file to whoever helps you: {file}").format(
            file=log_file
        ),
    )


def spoilt_settings(aside: Path) -> tuple[str, str]:
    """The settings are those of a new computer: the list of workspaces is gone with them."""
    return (
        _("The settings on this computer could not be read; the usual ones apply."),
        _("Your workspaces are untouched. What could not be read is in {file}.").format(file=aside),
    )


def last_word(error: AppError) -> None:
    """Not even the first screen can be made, as when a file of the program is missing."""
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.critical(None, "Pregón", str(error))

"""Questions that need an answer before going on. Tests answer from a script."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from core.i18n import _

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Patterns = list[tuple[str, str]]
"""File types as (name, `*.csv *.txt`) pairs."""


def workspaces() -> Patterns:
    """The type of a workspace file."""
    return [(_("Pregón files"), "*.pregon")]


class Asker(Protocol):
    """What may be asked. None and False mean that the person went back."""

    def open_file(self, title: str, patterns: Patterns) -> Path | None:
        """An existing file."""

    def save_file(self, title: str, suggested: Path, patterns: Patterns) -> Path | None:
        """A file to write, with the ending that was typed, if it is of one of the types, or that of
        the chosen type; `suggested` is its name, or its place, too."""

    def folder(self, title: str, start: Path) -> Path | None:
        """An existing folder."""

    def confirm(self, sentence: str, advice: str, action: str) -> bool:
        """A yes to what cannot be undone; `action` is the verb on the button."""

    def printer(self, pages: int) -> "QPrinter | None":
        """Which printer, which of so many pages, how many copies."""


class QtAsker:
    """Asks with the system's dialogs over `window`; Qt's dialog classes are imported on use.

    `begins_at` is the folder in which a file is looked for, and to which one is written.
    """

    def __init__(self, window: QWidget, begins_at: Callable[[], Path]) -> None:
        self._window = window
        self._begins_at = begins_at

    def open_file(self, title: str, patterns: Patterns) -> Path | None:
        """An existing file."""
        from desktop.file_dialog import FileDialog

        dialog = FileDialog(self._window, title, self._begins_at(), _filters(patterns))
        return dialog.existing()

    def save_file(self, title: str, suggested: Path, patterns: Patterns) -> Path | None:
        """A file to write; the ending of the chosen type is added where none of them was typed."""
        from desktop.file_dialog import FileDialog

        folder = suggested.parent if suggested.is_absolute() else self._begins_at()
        dialog = FileDialog(self._window, title, folder, _filters(patterns))
        path = dialog.to_write(suggested.name)
        if path is None:
            return None
        used = dialog.selectedNameFilter()
        endings = next((ends for label, ends in patterns if used.startswith(label)), "")
        typed = f"*{path.suffix.lower()}"
        known = any(typed in ends.split() for _label, ends in patterns if ends != "*")
        if endings and not known:
            path = path.with_name(path.name + endings.split()[0].removeprefix("*"))
        return path

    def folder(self, title: str, start: Path) -> Path | None:
        """An existing folder."""
        from desktop.file_dialog import FileDialog

        return FileDialog(self._window, title, start).existing_folder()

    def confirm(self, sentence: str, advice: str, action: str) -> bool:
        """A yes to what cannot be undone; going back is the default."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(QMessageBox.Icon.Warning, action, sentence, parent=self._window)
        box.setInformativeText(advice)
        yes = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(_("Go back"), QMessageBox.ButtonRole.RejectRole))
        box.exec()
        return box.clickedButton() is yes

    def printer(self, pages: int) -> "QPrinter | None":
        """Which printer, which of so many pages, how many copies."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        return printer if accepted else None


def _filters(patterns: Patterns) -> str:
    return ";;".join(f"{name} ({endings})" for name, endings in patterns)

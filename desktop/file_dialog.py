"""The system's dialog for files or, on Linux, Qt's own, which then opens none of those it lists.

Closing a file ends all locks that this process has on it, SQLite's among them
(https://www.sqlite.org/howtocorrupt.html, 2.2): another process would take itself for the last one
and throw the write-ahead log away. Qt reads the beginning of a file to choose its icon; GTK does so
in our process, too. Windows keeps the locks of each handle apart.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget


class _ByName(QFileIconProvider):
    """A folder is a folder and a file is a file; nothing is opened to tell more."""

    def icon(self, what: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        if isinstance(what, QFileInfo):
            kinds = QAbstractFileIconProvider.IconType
            return super().icon(kinds.Folder if what.isDir() else kinds.File)
        return super().icon(what)

    def type(self, info: QFileInfo) -> str:
        return f"*.{info.suffix()}" if info.suffix() else ""


class FileDialog(QFileDialog):
    """Asks for one file or folder."""

    def __init__(self, window: QWidget, title: str, start: Path, filters: str = "") -> None:
        super().__init__(window, title, str(start), filters)
        self._by_name = _ByName()
        self.setIconProvider(self._by_name)
        self.setOption(QFileDialog.Option.DontUseNativeDialog, sys.platform == "linux")

    def existing(self) -> Path | None:
        """A file that is there, or None."""
        self.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._chosen()

    def existing_folder(self) -> Path | None:
        """A folder that is there, or None."""
        self.setFileMode(QFileDialog.FileMode.Directory)
        self.setOption(QFileDialog.Option.ShowDirsOnly)
        return self._chosen()

    def to_write(self, name: str) -> Path | None:
        """A file to write, proposed under this name; one that is there only after a question."""
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.selectFile(name)
        return self._chosen()

    def _chosen(self) -> Path | None:
        try:
            return Path(self.selectedFiles()[0]) if self.exec() else None
        finally:
            self.deleteLater()

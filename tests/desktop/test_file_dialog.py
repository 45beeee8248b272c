"""Looking for a file takes nothing from the workspace that is open."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QListView, QWidget

from desktop.asker import QtAsker, workspaces
from tests.desktop.hands import answering


class Clerk:
    """Waits until the dialog lists the workspace, and does one thing then."""

    def __init__(self, file: Path, answer: str = "") -> None:
        self._file, self._answer, self.seen = file, answer, False

    def looks(self, dialog: QWidget) -> bool:
        """Whether it was there, and that is done."""
        assert isinstance(dialog, QFileDialog)
        [listed] = [
            view for view in dialog.findChildren(QListView) if view.objectName() == "listView"
        ]
        root = listed.rootIndex()
        names = [root.model().index(row, 0, root) for row in range(root.model().rowCount(root))]
        there = [name for name in names if name.data() == self._file.name]
        if not there:
            return False
        # Painted, with its icon.
        assert not listed.grab().isNull()
        self.seen = True
        if self._answer:
            dialog.findChildren(QLineEdit)[0].setText(self._answer)
            dialog.accept()
        else:
            dialog.reject()
        return True


def read_by_another(path: Path) -> None:
    """A process opens the workspace, reads, and is the last to close it if it finds no locks."""
    command = [sys.executable, "-m", "core", "--workspace", str(path), "contacts"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_a_workspace_keeps_its_locks_while_somebody_looks_for_a_file(shell, services, qtbot):
    path = services.store.path
    log = path.with_name(f"{path.name}-wal")
    before = log.stat().st_ino
    clerk = Clerk(path)

    with answering(clerk.looks):
        chosen = QtAsker(shell, lambda: path.parent).open_file("Abrir", workspaces())
    read_by_another(path)

    assert (chosen, clerk.seen) == (None, True)
    assert log.stat().st_ino == before


def test_what_is_chosen_is_given_back(shell, services, qtbot):
    path = services.store.path
    asker = QtAsker(shell, lambda: path.parent)

    clerk = Clerk(path, path.name)
    with answering(clerk.looks):
        assert asker.open_file("Abrir", workspaces()) == path
    assert clerk.seen
    clerk = Clerk(path, "otro")
    with answering(clerk.looks):
        saved = asker.save_file("Guardar", path.with_name("nuevo.pregon"), workspaces())
    assert (saved, clerk.seen) == (path.with_name("otro.pregon"), True)


def test_the_ending_that_was_typed_says_more_than_the_type(shell, services):
    folder = services.store.path.parent
    there = folder / "hay.vcf"
    there.write_bytes(b"")
    types = [("Tarjetas", "*.vcf"), ("Tabla", "*.csv"), ("Todo", "*")]
    typed = {"dir.csv": "dir.csv", "dir": "dir.vcf", "dir.2026": "dir.2026.vcf"}
    for name, written in typed.items():
        clerk = Clerk(there, name)
        asker = QtAsker(shell, lambda: folder)
        with answering(clerk.looks):
            saved = asker.save_file("Guardar", Path("otro.vcf"), types)
        assert (saved, clerk.seen) == (folder / written, True)


def test_a_file_is_written_where_files_are_looked_for_unless_it_has_its_place(
    shell, services, tmp_path
):
    folder, other = services.store.path.parent, tmp_path / "otra"
    other.mkdir()
    for looked_in, suggested in ((folder, Path("Hoja.pdf")), (other, other / "Hoja.pdf")):
        there = looked_in / "Acta.pdf"
        there.write_bytes(b"")
        clerk = Clerk(there)
        asker = QtAsker(shell, lambda: folder)
        with answering(clerk.looks):
            assert asker.save_file("Guardar", suggested, [("PDF", "*.pdf")]) is None
        assert clerk.seen

"""Taking out of a layout what was put into it."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Remove and delete every widget of a layout."""
    while item := layout.takeAt(0):
        if old := item.widget():
            # Qt shows what was put into a layout a moment later, as a window of its own if it has
            # left by then; what is hidden stays so.
            old.hide()
            old.setParent(None)
            old.deleteLater()

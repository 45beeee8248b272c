"""Taking out of a layout what was put into it."""

from PySide6.QtWidgets import QLayout


def empty(layout: QLayout) -> None:
    """Remove and delete every widget of a layout."""
    while item := layout.takeAt(0):
        if old := item.widget():
            old.setParent(None)
            old.deleteLater()

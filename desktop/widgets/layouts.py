"""What was put into a layout: looked at, and taken out."""

from PySide6.QtWidgets import QLayout, QWidget


def inside(layout: QLayout) -> list[QWidget | QLayout]:
    """Its widgets and the layouts in it, in their order.

    Never by `itemAt`: PySide keeps an item that was asked for as long as the layout, also when Qt
    has deleted it, and takes whatever comes to lie at its place in memory for that item.
    """
    parent = layout.parentWidget()
    parts: list[QWidget | QLayout] = [one for one in layout.children() if isinstance(one, QLayout)]
    if parent is not None:
        parts += [one for one in parent.children() if isinstance(one, QWidget)]
    placed = [(layout.indexOf(one), one) for one in parts]
    return [one for place, one in sorted(placed, key=lambda pair: pair[0]) if place >= 0]


def empty(layout: QLayout) -> None:
    """Remove and delete every widget of a layout."""
    while item := layout.takeAt(0):
        if old := item.widget():
            # Qt shows what was put into a layout a moment later, as a window of its own if it has
            # left by then; what is hidden stays so.
            old.hide()
            old.setParent(None)
            old.deleteLater()

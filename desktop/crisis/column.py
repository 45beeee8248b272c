"""A part of the desk that is a column of things; whoever shows it lets it scroll."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.theme.scaling import spaced


class Column(QWidget):
    """Contents go into `body`, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        spaced(self.body, (0, 0, 4, 0), gap=14)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def add(self, widget: QWidget) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget)

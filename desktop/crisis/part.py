"""What the parts of the desk have in common."""

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from core.crisis.desk import Desk

NEW = "new"
"""The target of the line, or the form, that adds to a part."""


@runtime_checkable
class Part(Protocol):
    """One part of the desk: the log, the statements, the calls…

    Built once for a desk, as `SomePart(services, pen)`; told of every change.
    """

    @property
    def widget(self) -> QWidget:
        """Itself, as a widget."""

    def show_desk(self, desk: Desk) -> None:
        """Show what the incident holds now; what is being typed stays."""

    def take_keyboard(self) -> None:
        """Give the keyboard to what comes first in it."""

    def show_target(self, target: object) -> None:
        """Bring one thing into view: the kind of a statement, the id of a row."""

"""What a screen reader is told: the events of accessibility themselves, as they leave for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent


@dataclass(frozen=True)
class Heard:
    """A sentence; `urgent` interrupts what is being read."""

    sentence: str
    urgent: bool = False


@contextmanager
def listening() -> Iterator[list[Heard]]:
    """Everything that is announced meanwhile, in its order."""
    heard: list[Heard] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            urgent = event.politeness() is QAccessible.AnnouncementPoliteness.Assertive
            heard.append(Heard(event.message(), urgent))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
        yield heard

"""The other programs of the computer: what they would be asked to show."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

T = TypeVar("T")


class _Taker(QObject):
    def __init__(self, take: Callable[[QUrl], object]) -> None:
        super().__init__()
        self._take = take

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self._take(address)


@contextmanager
def taken(read: Callable[[QUrl], T], *schemes: str) -> Iterator[list[T]]:
    """What was opened with these schemes, as `read` reads the address; nothing else shows it."""
    found: list[T] = []
    taker = _Taker(lambda address: found.append(read(address)))
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, taker, "take")
    try:
        yield found
    finally:
        for scheme in schemes:
            QDesktopServices.unsetUrlHandler(scheme)

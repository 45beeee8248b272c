"""From commits in any thread to one queued signal in the window's thread."""

from collections.abc import Callable, Collection, Hashable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.errors import DamagedWorkspace
from core.store import Change, Connection, Store, Topic

T = TypeVar("T")


class Bridge(QObject):
    """The only listener of the store; views subscribe here."""

    changed = Signal(object)
    """A `Change`, always delivered through the event loop of the window."""

    damaged = Signal(object)
    """A `DamagedWorkspace`, of rows that cannot be read; delivered in the same way."""

    _committed = Signal(object)
    _met = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._count = 0
        """Of the changes heard of."""
        self._read: dict[Hashable, Any] = {}
        self._committed.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._met.connect(self.damaged, Qt.ConnectionType.QueuedConnection)
        store.subscribe(self._tell)
        store.tell_damage(self._tell_damage)

    def _tell_damage(self, error: DamagedWorkspace) -> None:
        if isValid(self):
            self._met.emit(error)

    def _tell(self, change: Change) -> None:
        # The store outlives the window when that is built again in another language.
        if not isValid(self):
            return
        if change.topics:
            self._count += 1
            self._read.clear()
        self._committed.emit(change)

    def close(self) -> None:
        """Tell nobody any more, also not of what is on its way: who hears of it reads the store."""
        self.blockSignals(True)

    def subscribe(
        self,
        view: QWidget,
        topics: Collection[Topic],
        refresh: Callable[[], None],
        *,
        now: bool = False,
        own: bool = False,
    ) -> None:
        """Call `refresh` when a topic changes, until `view` is destroyed; at once too if `now`.

        A view is not told of what it changed itself (the initiator), except for its `own` changes:
        then `refresh` is called before the writing returns, and only once.
        """
        subscription = _Subscription(view, frozenset(topics), refresh)
        self.changed.connect(subscription.arrived)
        if own:
            self._committed.connect(subscription.made)
        if now:
            refresh()

    def shared(self, key: Hashable, read: Callable[[Connection], T]) -> T:
        """What several views show of one thing: read for the first, till something changes.

        Only in the thread of the window. Raises as `Store.read`.
        """
        if key in self._read:
            found: T = self._read[key]
            return found
        count = self._count
        with self._store.read() as connection:
            found = read(connection)
        if count == self._count:
            self._read[key] = found
        return found


class _Subscription(QObject):
    """Dies with its view, and Qt ends the connection then."""

    def __init__(
        self, view: QWidget, topics: frozenset[Topic], refresh: Callable[[], None]
    ) -> None:
        super().__init__(view)
        self._topics = topics
        self._refresh = refresh

    def arrived(self, change: Change) -> None:
        if not self._is_own(change) and change.topics & self._topics:
            self._refresh()

    def made(self, change: Change) -> None:
        if self._is_own(change) and change.topics & self._topics:
            self._refresh()

    def _is_own(self, change: Change) -> bool:
        return change.initiator is self.parent()

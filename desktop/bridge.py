"""From commits in any thread to one queued signal in the window's thread."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from core.errors import DamagedWorkspace
from core.store import Change, Store, Topic


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
        self._committed.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._met.connect(self.damaged, Qt.ConnectionType.QueuedConnection)
        store.subscribe(self._tell)
        store.tell_damage(self._tell_damage)

    def _tell_damage(self, error: DamagedWorkspace) -> None:
        if isValid(self):
            self._met.emit(error)

    def _tell(self, change: Change) -> None:
        # The store outlives the window when that is built again in another language.
        if isValid(self):
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
    ) -> None:
        """Call `refresh` when a topic changes, until `view` is destroyed; at once too if `now`.

        A view is not told of what it changed itself (the initiator).
        """
        self.changed.connect(_Subscription(view, frozenset(topics), refresh).arrived)
        if now:
            refresh()


class _Subscription(QObject):
    """Dies with its view, and Qt ends the connection then."""

    def __init__(
        self, view: QWidget, topics: frozenset[Topic], refresh: Callable[[], None]
    ) -> None:
        super().__init__(view)
        self._topics = topics
        self._refresh = refresh

    def arrived(self, change: Change) -> None:
        if change.initiator is not self.parent() and change.topics & self._topics:
            self._refresh()

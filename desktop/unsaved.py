"""What is typed and not stored: asked in one place, and kept through the end of the program.

A form, a line and the status strip of one window meet here. Nobody counts for himself.
"""

import json
from collections.abc import Callable, Collection, Hashable, Iterator
from typing import Any, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from core.errors import AppError
from core.store import Connection, Store, preferences

PAUSE_MS = 600
"""After the last key."""
LONGEST_MS = 1_000
"""After the first key that is not stored. A third of the three seconds within which edits of one
field are one step to undo, and that nobody who is interrupted loses more of: beside a load of 15 on
two slow cores a window that has just opened takes up to 1.5 s more."""


class DraftHolder(Protocol):
    """Whoever may hold something typed that is stored nowhere but as a draft."""

    def has_drafts(self) -> bool:
        """True while it does."""

    def typing(self) -> bool:
        """True while the keyboard is still in it."""

    def losing(self) -> bool:
        """True while the end of the program would lose something of it."""


class Unsaved(QObject):
    """Of one window. `changed` says that the answers may be others than before."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pauses: WeakSet[Pause] = WeakSet()
        self._holders: WeakSet[Any] = WeakSet()
        self._store: Store | None = None
        self._kept: dict[str, str] = {}
        self._waiting: set[str] = set()
        """Keys of drafts that no field shows."""
        self._gone: set[str] = set()
        """Keys of drafts of what is not there any more: they trouble nobody."""

    def keep_in(self, store: Store) -> None:
        """Keep drafts in this workspace, and give back those that are in it."""
        with store.read() as connection:
            self._kept = preferences.load(connection)
            self._waiting = self._found(connection)
        self._store = store
        self.changed.emit()

    def _found(self, connection: Connection) -> set[str]:
        whole = {key for key, _draft in self.kept()}
        if not whole:
            return whole
        # Most starts find none, and import no slice for them.
        from desktop import waiting

        there = {key for key in whole if waiting.is_there(connection, key)}
        self._gone = whole - there
        return there

    def pages(self) -> list[str]:
        """Ids of the pages with a draft, shown in its field or not."""
        there = {key for key, _draft in self.kept()} - self._gone
        if not there:
            return []
        from desktop import waiting

        return sorted({waiting.page_of(key) for key in there})

    def leave(self, place: str, subject: Hashable) -> None:
        """The field shows another subject now; what was typed of this one waits."""
        self._waiting |= {_key(place, subject)} & self._kept.keys()

    def pause(self, parent: QObject, due: Callable[[], object]) -> "Pause":
        """A clock for one field."""
        made = Pause(parent, due, self.changed.emit)
        self._pauses.add(made)
        return made

    def watch(self, holder: DraftHolder) -> None:
        """Ask this one, too, as long as it lives."""
        self._holders.add(holder)

    def typing(self) -> bool:
        """True while somebody types what is not stored."""
        return any(pause.running for pause in self._pauses if isValid(pause)) or any(
            holder.typing() for holder in self._holders if isValid(holder)
        )

    def has_drafts(self) -> bool:
        """True while something typed is not what is stored, in a field or waiting for its field."""
        return bool(self._waiting) or any(
            holder.has_drafts() for holder in self._holders if isValid(holder)
        )

    def losing(self) -> bool:
        """True while the end of the program would lose something."""
        return any(holder.losing() for holder in self._holders if isValid(holder))

    def draft(self, place: str, subject: Hashable) -> Any:
        """What was typed there of that thing, or None; pairs and lists come back as tuples."""
        key = _key(place, subject)
        self._waiting.discard(key)
        return _read(self._kept.get(key))

    def kept(self) -> Iterator[tuple[str, Any]]:
        """Every draft, with the key under which it is kept."""
        for key, text in self._kept.items():
            if (value := _read(text)) is not None:
                yield key, value

    def keep(self, place: str, subject: Hashable, value: Any) -> None:
        """Keep what was typed; what the disk does not take is no further error."""
        key = _key(place, subject)
        text = json.dumps(value, ensure_ascii=False)
        if self._store is None or self._kept.get(key) == text:
            return
        try:
            with self._store.change(undoable=False) as db:
                preferences.keep(db, key, text)
        except AppError:
            self._kept.pop(key, None)
        else:
            self._kept[key] = text

    def drop(self, place: str, subject: Hashable) -> None:
        """It is stored, or let go."""
        self._drop({_key(place, subject)} & self._kept.keys())

    def erase(self, kind: str, subject: Hashable, name: str = "") -> None:
        """Leave no draft of a thing of that kind, nor any other in which the name stands."""
        of_it, sought = _key("", subject), name.casefold()
        self._drop(
            {
                key
                for key, text in self._kept.items()
                if (key.startswith(f"{kind}.") and key.endswith(of_it))
                or (sought and sought in text.casefold())
            }
        )

    def _drop(self, keys: Collection[str]) -> None:
        if self._store is None or not keys:
            return
        try:
            with self._store.change(undoable=False) as db:
                preferences.drop(db, keys)
        except AppError:
            return
        for key in keys:
            self._kept.pop(key, None)
            self._waiting.discard(key)


class Pause(QObject):
    """Calls `due` 600 ms after the last key, at the latest 1 s after the first."""

    def __init__(
        self, parent: QObject, due: Callable[[], object], tell: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._due = due
        self._tell = tell
        self._after_last = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._after_first = QTimer(self, singleShot=True, interval=LONGEST_MS)
        for timer in (self._after_last, self._after_first):
            timer.timeout.connect(self.end)

    @property
    def running(self) -> bool:
        """True from a key until what it typed is seen to."""
        return self._after_last.isActive()

    def key(self) -> None:
        """A key was pressed."""
        self._after_last.start()
        if not self._after_first.isActive():
            self._after_first.start()
            self._tell()

    def stop(self) -> None:
        """Nothing is to be seen to any more."""
        self._after_last.stop()
        self._after_first.stop()

    def end(self) -> None:
        """See to it now."""
        self.stop()
        self._due()
        self._tell()


def _key(place: str, subject: Hashable) -> str:
    return f"{place}:{subject!r}"


def _read(text: str | None) -> Any:
    try:
        return None if text is None else _as_tuples(json.loads(text))
    except ValueError:
        # A damaged draft costs that draft.
        return None


def _as_tuples(value: Any) -> Any:
    return tuple(_as_tuples(item) for item in value) if isinstance(value, list) else value

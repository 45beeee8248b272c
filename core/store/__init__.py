"""The workspace file: opening, changing, undoing, copying. Knows no slice."""

from core.store.connection import SUFFIX, Connection
from core.store.database import Store
from core.store.opening import create, open_store
from core.store.topics import EVERYTHING, Change, Topic

__all__ = ["EVERYTHING", "SUFFIX", "Change", "Connection", "Store", "Topic", "create", "open_store"]

"""The papers of the example town, each made and printed once for the tests that only read them."""

import os
from functools import cache
from pathlib import Path

from core import catalogue, papers
from core.documents import render
from core.documents.model import Document
from core.documents.records import fingerprint
from core.i18n import Language
from core.store import Store
from tests.core import towns


class Papers:
    """What the example town can print. Nothing is remembered in its workspace.

    What is printed lies on a shelf, if there is one, for the other workers of the same run.
    """

    def __init__(self, store: Store, shelf: Path | None = None) -> None:
        self._shelf = shelf
        self.made = cache(self._made)
        self.printed = cache(self._printed)
        self._store = store

    def ids(self) -> list[str]:
        """Of everything that can be printed, a sheet for each scenario included."""
        with towns.standing_in("Europe/Madrid"), self._store.read() as connection:
            return [entry.id for entry in papers.entries(connection, self._store.clock.today())]

    def _made(self, entry_id: str, language: Language = "es") -> Document:
        """The tree of a document, made in Spain: it has a date and hours."""
        with towns.standing_in("Europe/Madrid"), self._store.read() as connection:
            return catalogue.prepare(connection, entry_id, language, self._store.clock.today())

    def _printed(self, entry_id: str, language: Language = "es", suffix: str = ".pdf") -> bytes:
        """The file of a document."""
        made = self.made(entry_id, language)
        # A paper that says where the file lies says it of the worker's own.
        name = f"{entry_id}-{language}-{fingerprint(made)}{suffix}"
        there = self._shelf and self._shelf / name
        if there and there.exists():
            return there.read_bytes()
        printed = render.render(made, suffix)
        if there:
            half = there.with_name(f"{there.name}.{os.getpid()}")
            half.write_bytes(printed)
            # Whole or not at all, for whoever looks at this moment.
            half.replace(there)
        return printed

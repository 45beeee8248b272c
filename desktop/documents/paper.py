"""A document made ready to be looked at: its tree, its PDF, and what stands on each page."""

import threading
from dataclasses import dataclass

from core import catalogue
from core.cancel import CancelToken
from core.documents.model import Document
from core.documents.preview import Box
from core.errors import Cancelled
from core.i18n import Language
from core.store import Store
from desktop.printing import Pages

Hit = tuple[int, Box]
"""Page, counted from 0, and the box around the words, in points."""

_press = threading.Lock()
_printed: dict[tuple[str, Language], tuple[Document, bytes]] = {}
"""Of each paper that was looked at, how it was last: for whoever comes back to it."""


@dataclass(frozen=True)
class Made:
    """A document of the catalogue as it would be printed now."""

    entry_id: str
    document: Document
    pdf: bytes
    paper: Pages
    warnings: list[str]


def make(store: Store, entry_id: str, language: Language, token: CancelToken) -> Made:
    """Build, lay out and open a document. Raises `DocumentTrouble`, `WorkspaceError`."""
    from core.documents import render

    with store.read() as connection:
        document = catalogue.prepare(connection, entry_id, language, store.clock.today())
    token.check()
    pdf = _in_print(entry_id, document)
    token.check()
    told = [problem.sentence for problem in render.warnings(document)]
    paper = Pages(pdf)
    if token.cancelled:
        paper.close()
        raise Cancelled
    return Made(entry_id, document, pdf, paper, told)


def _in_print(entry_id: str, document: Document) -> bytes:
    """The same document is the same paper, and laying out a long one takes seconds."""
    from core.documents import render

    with _press:
        before, pdf = _printed.get((entry_id, document.language), (None, b""))
        if document != before:
            pdf = render.render(document, ".pdf")
            _printed[entry_id, document.language] = document, pdf
        return pdf

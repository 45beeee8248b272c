"""A paper about one thing, written where the person says: the sheet of a mention, a file."""

from collections.abc import Callable
from pathlib import Path

from core import catalogue, files, i18n
from core.cancel import CancelToken
from core.documents.model import Document
from core.i18n import _
from core.roster.document import Language
from core.store import Connection
from desktop.asker import Patterns
from desktop.jobs import Progress
from desktop.services import Services

Make = Callable[[Connection, Language], Document]
"""Makes the document; its modules are imported inside, for the window does not need them."""


def save_paper(services: Services, name: str, make: Make) -> bool:
    """Ask where and write it in the background; False when the person went back."""
    kinds: Patterns = [
        (_("PDF document"), "*.pdf"),
        (_("Word document"), "*.docx"),
        (_("OpenDocument text"), "*.odt"),
    ]
    suggested = Path.home() / f"{files.safe_name(name)}.pdf"
    path = services.asker.save_file(_("Where should the sheet go?"), suggested, kinds)
    if path is None:
        return False
    store, language = services.store, catalogue.language()

    def work(_token: CancelToken, _progress: Progress) -> Path:
        from core.documents import render

        with store.read() as connection, i18n.language(language):
            made = make(connection, language)
        render.write(made, path)
        return path

    def written(done: Path) -> None:
        services.notifier.toast(_("Written: {path}").format(path=done.name))

    services.jobs.run("crisis-paper", work, written)
    return True

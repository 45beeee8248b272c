"""The sheet of one mention as evidence, written where the person says."""

from pathlib import Path

from core import catalogue, files, i18n
from core.cancel import CancelToken
from core.i18n import _
from core.mentions import evidence
from core.store import Topic
from desktop.asker import Patterns
from desktop.jobs import Progress
from desktop.services import Services


def save_sheet(services: Services, item_id: int) -> None:
    """Keep a mention as evidence and write its sheet; what is kept can be undone."""
    kinds: Patterns = [
        (_("PDF document"), "*.pdf"),
        (_("Word document"), "*.docx"),
        (_("OpenDocument text"), "*.odt"),
    ]
    name = files.safe_name(_("Mention {number}").format(number=item_id))
    path = services.asker.save_file(
        _("Where should the sheet go?"), Path.home() / f"{name}.pdf", kinds
    )
    if path is None:
        return
    store, language = services.store, catalogue.language()
    with store.change(Topic.MENTIONS, label=_("keep as evidence")) as db:
        evidence.keep(db, [item_id], services.clock.now())

    def work(_token: CancelToken, _progress: Progress) -> Path:
        from core.documents import render
        from core.mentions.document.evidence import evidence_sheet

        with store.read() as connection, i18n.language(language):
            made = evidence_sheet(connection, language, store.clock.today(), item_id)
        render.write(made, path)
        return path

    def written(done: Path) -> None:
        services.notifier.toast(_("Written: {path}").format(path=done.name))

    services.jobs.run("evidence-sheet", work, written)

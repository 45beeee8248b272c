"""The sheet of one mention as evidence, written where the person says."""

from core import catalogue
from core.documents.model import Document
from core.i18n import Language, _, ngettext
from core.mentions import evidence
from core.store import Connection, Topic
from desktop import papers
from desktop.papers import Paper
from desktop.services import Services


def save_sheet(services: Services, item_id: int) -> None:
    """Keep a mention as evidence and write its sheet; what is kept can be undone."""
    today = services.clock.today()

    def make(connection: Connection, language: Language) -> Document:
        from core.mentions.document.evidence import evidence_sheet

        return evidence_sheet(connection, language, today, item_id)

    name = _("Mention {number}").format(number=item_id)
    path = papers.ask(services, name, _("Where should the sheet go?"))
    if path is None:
        return
    label = ngettext("keep as evidence", "keep {count} as evidence", 1)
    with services.store.change(Topic.MENTIONS, label=label) as db:
        evidence.keep(db, [item_id], services.clock.now())
    papers.write(services, Paper("evidence-sheet", catalogue.language_of(), make), path)

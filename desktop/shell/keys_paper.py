"""Every key on paper, to lie beside the keyboard."""

from collections.abc import Sequence
from dataclasses import replace

from core import catalogue
from core.documents.model import Document
from core.i18n import Language, _
from core.store import Connection
from desktop import exporting
from desktop.exporting import Paper
from desktop.services import Services

Told = tuple[str, Sequence[tuple[str, str]]]
"""Where keys are heard, and each with what it does."""

_JOB = "keys"
_SHARES = (2.0, 5.0)


def show(services: Services, told: Sequence[Told]) -> None:
    """Open the list in the program that shows PDF."""
    today = services.clock.today()

    def make(connection: Connection, language: Language) -> Document:
        from core.documents.model import Block, Column, Heading, Line, Style, Table, cell
        from core.town.document import of_town

        columns = tuple(
            Column(title, share)
            # Translators: Heading of a column: keys of the keyboard.
            for title, share in zip((_("Key"), _("What it does")), _SHARES, strict=True)
        )
        blocks: list[Block] = []
        for where, lines in told:
            rows = [(cell(Line(keys, Style.STRONG)), cell(words)) for keys, words in lines]
            blocks += [
                Heading(1, where),
                Table(columns, tuple(rows), row_header=True, headed=False),
            ]
        return replace(
            of_town(connection, language, today),
            code="TEC-01",
            title=_("Every key"),
            subtitle=_("What Pregón does by keyboard"),
            blocks=tuple(blocks),
        )

    words = _("The list is open in the PDF viewer: print it from there.")
    exporting.show(services, Paper(_JOB, catalogue.language_of(), make), words)

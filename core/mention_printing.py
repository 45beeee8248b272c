"""What the command `print` does with the papers of listening, which are of days or of a mention."""

from argparse import Namespace
from datetime import date
from pathlib import Path

from core import catalogue, files
from core.days import checked_day
from core.documents import render
from core.documents.model import Document
from core.errors import InvalidValue
from core.i18n import Language, _, language, ngettext
from core.mentions import evidence, listing, period
from core.mentions.document.evidence import evidence_sheet
from core.mentions.document.report import mention_report
from core.store import Store, Topic

_MENTIONS = "mention-report"
_EVIDENCE = "evidence"


def print_chosen(store: Store, chosen: Namespace, code: Language) -> Document | None:
    """Write what was asked for; None when it is a table or a plain text and no document.

    Raises `InvalidValue` when days or a mention are given to what has none, and as `print_to`.
    """
    start, end = checked_day(chosen.first), checked_day(chosen.last)
    if chosen.document == _EVIDENCE:
        return _print_evidence(store, chosen.item, code, chosen.out)
    if chosen.item is not None:
        raise InvalidValue(_("Only evidence is of one mention."), _("Leave out --item."))
    if chosen.document == _MENTIONS:
        return _print_mentions(store, start, end, code, chosen.out)
    if start or end:
        raise InvalidValue(
            _("Only the report of mentions is of certain days."), _("Leave out --from and --to.")
        )
    return catalogue.print_to(store, chosen.document, code, chosen.out)


def _print_mentions(
    store: Store, start: date | None, end: date | None, code: Language, out: Path
) -> Document | None:
    today = store.clock.today()
    with store.read() as connection, language(code):
        if out.suffix.lower() in listing.ENDINGS:
            listing.write(connection, out, *period.chosen(today, start, end))
            return None
        made = mention_report(connection, code, today, start, end)
    return catalogue.print_built(store, _MENTIONS, made, out)


def _print_evidence(
    store: Store, item_id: int | None, code: Language, out: Path
) -> Document | None:
    """The sheet of a mention, which is kept by that; as `.txt`, what its digest is of."""
    if item_id is None:
        raise InvalidValue(
            _("Say which mention: --item N"), _("The table of the mentions has their numbers.")
        )
    label = ngettext("keep as evidence", "keep {count} as evidence", 1)
    with store.change(Topic.MENTIONS, label=label) as db:
        evidence.keep(db, [item_id], store.clock.now())
    with store.read() as connection, language(code):
        if out.suffix.lower() == ".txt":
            files.write(out, evidence.plain_text(connection, item_id))
            return None
        made = evidence_sheet(connection, code, store.clock.today(), item_id)
    render.write(made, out)
    return made

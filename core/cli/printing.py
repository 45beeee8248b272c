"""The command `print`: papers of the town, of one incident, of days of listening, of a mention."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path

from core import catalogue, days, files, i18n, papers
from core.calendar.document.agenda import list_sheet, week_sheet
from core.calendar.document.decisions import electoral_decisions
from core.calendar.document.month import on_a3
from core.cli.terminal import open_chosen, say, warn
from core.clock import Clock
from core.crisis.document.moderation_file import moderation_files
from core.crisis.document.report import after_action
from core.crisis.document.sheet import sheet_of
from core.days import checked_day, checked_month
from core.documents import render
from core.documents.model import Document
from core.errors import InvalidValue
from core.exchange import sheets
from core.i18n import Language, _, language, ngettext
from core.mentions import evidence, listing
from core.mentions.document.evidence import evidence_sheet
from core.mentions.document.report import mention_report
from core.reports.annual import annual_report
from core.store import Connection, Store, Topic

_SHEET = "sheet"
_MENTIONS = "mention-report"
_EVIDENCE = "evidence"
_MONTH, _WEEK, _YEAR = "calendar-month", "calendar-week", "annual-report"
_OF_DAYS: dict[str, Callable[[Connection, Language, date, date | None, date | None], Document]] = {
    _MENTIONS: mention_report,
    "calendar-list": list_sheet,
    "electoral-decisions": electoral_decisions,
}
"""Documents that are of the days from one to another."""
_OPTIONS = {"month": _MONTH, "paper": _MONTH, "day": _WEEK, "year": _YEAR, "item": _EVIDENCE}
"""Which document each option belongs to."""
_OF_ONE: dict[str, Callable[[Connection, Language, date, int], Document]] = {
    "after-action": after_action,
    "moderation-file": moderation_files,
    _SHEET: sheet_of,
}
"""Documents that are of one incident; a sheet is of one scenario, too."""


def print_out(chosen: Namespace, clock: Clock) -> int:
    """One document to a file of the kind its ending says.

    What paper cannot show goes to standard error; office files keep it.
    """
    of_one = chosen.document in _OF_ONE
    if not of_one and (chosen.scenario or chosen.incident is not None):
        raise InvalidValue(
            _("Only crisis documents are about one scenario or incident."),
            _("Leave out --scenario and --incident."),
        )
    write = _of_incident if of_one else of_town
    with open_chosen(chosen, clock) as opened:
        made = write(opened, chosen, catalogue.language_of(chosen.lang or i18n.current()))
    if made is not None and chosen.out.suffix.lower() == ".pdf":
        for warning in render.warnings(made):
            warn(warning.sentence)
    say(_("Written: {path}").format(path=chosen.out))
    return 0


def _of_incident(store: Store, chosen: Namespace, code: Language) -> Document:
    """Raises `InvalidValue` when it is not said of which, and as `catalogue.print_to`."""
    if chosen.document == _SHEET and chosen.incident is None:
        if not chosen.scenario:
            raise InvalidValue(
                _("Say which scenario: --scenario NAME."), _("The command `scenarios` lists them.")
            )
        return catalogue.print_to(store, papers.sheet_id(chosen.scenario), code, chosen.out)
    if chosen.incident is None:
        raise InvalidValue(
            _("Say which incident: --incident N."), _("The command `incidents` lists them.")
        )
    with store.read() as connection, language(code):
        build = _OF_ONE[chosen.document]
        made = build(connection, code, store.clock.today(), chosen.incident)
    render.write(made, chosen.out)
    return made


def of_town(store: Store, chosen: Namespace, code: Language) -> Document | None:
    """Write what was asked for; None when it is a table or a plain text and no document.

    Raises `InvalidValue` when an option is given to what has none, and as
    `catalogue.print_to`.
    """
    for option, document in _OPTIONS.items():
        if getattr(chosen, option) and chosen.document != document:
            raise InvalidValue(
                _("Only {document} takes --{option}.").format(document=document, option=option),
                _("Leave that option out."),
            )
    if chosen.document == _EVIDENCE:
        return _evidence(store, chosen.item, code, chosen.out)
    if chosen.document == _MONTH:
        return _month(store, chosen, code)
    if chosen.document in _OF_DAYS:
        return _of_days(store, chosen, code)
    if chosen.first or chosen.last:
        raise InvalidValue(
            _("Only these cover certain days: {documents}.").format(documents=", ".join(_OF_DAYS)),
            _("Leave out --from and --to."),
        )
    if chosen.document == _WEEK and chosen.day:
        with store.read() as connection, language(code):
            made = week_sheet(connection, code, store.clock.today(), checked_day(chosen.day))
        return catalogue.print_built(store, _WEEK, made, chosen.out)
    if chosen.document == _YEAR and chosen.year:
        with store.read() as connection, language(code):
            made = annual_report(connection, code, store.clock.today(), chosen.year)
        return catalogue.print_built(store, _YEAR, made, chosen.out)
    return catalogue.print_to(store, chosen.document, code, chosen.out)


def _month(store: Store, chosen: Namespace, code: Language) -> Document:
    """A month for the wall; its paper is the same on A3, which only a PDF has."""
    today = store.clock.today()
    entry_id = papers.month_id(checked_month(chosen.month) if chosen.month else today)
    if chosen.paper != "a3":
        return catalogue.print_to(store, entry_id, code, chosen.out)
    if chosen.out.suffix.lower() != ".pdf":
        raise InvalidValue(
            _("On A3 there is only the PDF."), _("Give --out a name that ends in .pdf")
        )
    return catalogue.print_to(store, entry_id, code, chosen.out, on_a3)


def _of_days(store: Store, chosen: Namespace, code: Language) -> Document | None:
    start, end = checked_day(chosen.first), checked_day(chosen.last)
    today = store.clock.today()
    with store.read() as connection, language(code):
        if chosen.document == _MENTIONS and chosen.out.suffix.lower() in sheets.ENDINGS:
            listing.write(connection, chosen.out, *days.chosen(today, start, end))
            return None
        made = _OF_DAYS[chosen.document](connection, code, today, start, end)
    return catalogue.print_built(store, chosen.document, made, chosen.out)


def _evidence(store: Store, item_id: int | None, code: Language, out: Path) -> Document | None:
    """The sheet of a mention, which is kept by that; as `.txt`, what its digest is of."""
    if item_id is None:
        raise InvalidValue(
            _("Say which mention: --item N"), _("The table of mentions has their numbers.")
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

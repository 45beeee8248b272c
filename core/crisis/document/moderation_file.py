"""The moderation file of a case: what was said, which rule it breaks, what was done and why.

The doctrine of the ombudsmen (Defensor del Pueblo on Mislata and Villalba de los Barros; Defensor
del Pueblo Andaluz on Cantoria, Martos and Valencina): a block is reasoned, has an end, is told to
whoever it concerns, and somebody else reviews it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from core.crisis.case import Moderation
from core.crisis.document import parts
from core.crisis.document.parts import ModerationTexts, PrintContext, ground
from core.crisis.labels import measure_label
from core.crisis.model import Incident, Measure
from core.crisis.records import incidents as records
from core.documents.glyphs import shorten, titled, visible
from core.documents.model import (
    Block,
    Box,
    Boxes,
    Callout,
    CalloutKind,
    Cell,
    Document,
    Heading,
    Line,
    PageBreak,
    Para,
    Signature,
    Signatures,
    cell,
)
from core.documents.rich import Text, rich, spoken
from core.errors import DocumentTrouble
from core.fields import in_words, label
from core.i18n import Language, _, pgettext
from core.pictures import document as pictures
from core.pictures.model import Owner, OwnerKind
from core.plan.document.pieces import sheet, web_link
from core.store import Connection
from core.text import clean_lines
from core.town.model import body_fields

_SANCTIONS = (Measure.HIDDEN, Measure.BLOCKED, Measure.REPORTED)
"""Measures that take something from somebody, who must be told and may ask for a review."""

_FACTS = (
    "profile", "author", "address", "rule", "measure", "until_on", "told", "reviewed_on", "outcome",
)  # fmt: skip


def moderation_file(
    connection: Connection, language: Language, today: date, moderation_id: int
) -> Document:
    """The file of one case, in the current language. Raises `DocumentTrouble` without it."""
    case = records.part(connection, Moderation, moderation_id)
    if case is None:
        raise DocumentTrouble(
            _("There is no moderation file number {number}.").format(number=moderation_id),
            _("Give the number that its list shows."),
        )
    incident = records.one(connection, case.incident_id) if case.incident_id else None
    return _file(
        connection,
        ground(connection, language, today),
        f"MOD-{case.id:02}",
        _subtitle(incident),
        [case],
        drill=incident is not None and incident.drill,
    )


def moderation_files(
    connection: Connection, language: Language, today: date, incident_id: int
) -> Document:
    """The files of all cases of an incident, a page each; raises `DocumentTrouble` without any."""
    incident = records.one(connection, incident_id)
    cases = records.of(connection, Moderation, incident_id)
    if incident is None or not cases:
        raise DocumentTrouble(
            _("This incident has no moderation file."), _("Choose an incident that has one.")
        )
    base = ground(connection, language, today)
    code = f"MOD-INF-{incident.id:02}"
    return _file(connection, base, code, _subtitle(incident), cases, drill=incident.drill)


def _subtitle(incident: Incident | None) -> Text:
    if incident is None:
        return _("What was said, what was done, and why")
    return rich(_("Incident: {title}"), title=spoken(titled(incident.title), incident.language))


def _file(
    connection: Connection,
    base: PrintContext,
    code: str,
    subtitle: Text,
    cases: Sequence[Moderation],
    *,
    drill: bool,
) -> Document:
    blocks = tuple(_blocks(connection, base, cases))
    made = base.sheet(code, _("Moderation file"), blocks, subtitle=subtitle, pages=0)
    return replace(made, watermark=_("DRILL") if drill else "")


def _blocks(
    connection: Connection, base: PrintContext, cases: Sequence[Moderation]
) -> Iterator[Block]:
    texts, names = parts.load().moderation, body_fields(base.town)
    yield Para(texts.lead)
    yield Callout(CalloutKind.INFO, _("Personal data"), (texts.data,))
    for place, case in enumerate(cases):
        if place:
            yield PageBreak()
        yield from _case(case, texts)
        if case.measure in _SANCTIONS:
            appeal = texts.appeal.format_map(names)
            yield Callout(CalloutKind.INFO, _("How to ask for a review"), (appeal,))
        yield Signatures(tuple(_signatures(case)))
        yield from pictures.of(connection, Owner(OwnerKind.MODERATION, case.id), level=2)


def _case(case: Moderation, texts: ModerationTexts) -> Iterator[Block]:
    number = _("File {number}: {measure}")
    yield Heading(1, number.format(number=case.id, measure=measure_label(case.measure).lower()))
    yield from sheet(_facts(case))
    yield Boxes((Box(label(Moderation, "said"), tuple(_lines(case.said)), prose=True),))
    yield Heading(2, label(Moderation, "reason"))
    yield from map(Para, _lines(case.reason))
    missing = tuple(_missing(case, texts))
    if missing:
        yield Callout(CalloutKind.WARNING, _("Still missing"), missing)


def _facts(case: Moderation) -> Iterator[tuple[str, str | Cell]]:
    yield _("When"), parts.full(case.at)
    owed = _("Not yet") if case.measure in _SANCTIONS else ""
    on_paper: dict[str, str | Cell] = {
        "profile": titled(case.profile),
        "address": _linked(case.address),
        "rule": case.rule or pgettext("rule", "None"),
        "told": _("Yes") if case.told else owed,
        "reviewed_on": in_words(case, "reviewed_on") or owed,
    }
    for name in _FACTS:
        yield label(Moderation, name), on_paper.get(name, in_words(case, name))


def _missing(case: Moderation, texts: ModerationTexts) -> Iterator[str]:
    if case.measure is Measure.BLOCKED and case.until_on is None:
        yield texts.no_until
    if case.measure in _SANCTIONS and not case.told:
        yield texts.not_told
    if case.measure in _SANCTIONS and case.reviewed_on is None:
        yield texts.no_review


def _linked(address: str) -> Cell:
    return cell(Line(shorten(address, 400), link=web_link(address)))


def _lines(text: str) -> list[str]:
    lines = [line for line in clean_lines(text).split("\n") if visible(line)]
    return lines or [_("Nothing that can be printed.")]


def _signatures(case: Moderation) -> Iterator[Signature]:
    note = _("Name, date and signature")
    yield Signature(_("Who took the measure"), note=note)
    if case.measure in _SANCTIONS:
        yield Signature(_("Who reviews it: somebody else"), note=note)

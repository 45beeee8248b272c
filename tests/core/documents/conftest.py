"""Documents of every layout, and the gate that every PDF must pass."""

import datetime
import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import page
import pytest
from PIL import Image

from core.documents.model import (
    Align,
    BlankRows,
    Bullets,
    Callout,
    CalloutKind,
    Card,
    Column,
    Document,
    Field,
    Fields,
    Figure,
    Heading,
    KeyNumber,
    KeyNumbers,
    Layout,
    Line,
    PageBreak,
    Panel,
    Para,
    Qr,
    Style,
    Table,
    cell,
)

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">'
    b'<path d="M10 90 L290 10" stroke="#1D4E79" stroke-width="3"/></svg>'
)

Make = Callable[..., Document]


def png(mode: str = "RGB", size: tuple[int, int] = (60, 80), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def people(count: int) -> tuple[Card, ...]:
    call = Qr("tel:+34600000001", "Call José Peña Íñiguez")
    card = Card("José Peña Íñiguez", "Local police", "600 000 001", "tel:+34600000001", call)
    return tuple(replace(card, title=f"{card.title} {number}") for number in range(count))


@pytest.fixture
def make() -> Make:
    """A document of Valdehierro, with whatever the test says otherwise."""

    def made(*blocks: Any, **facts: Any) -> Document:
        known = Document(
            code="DIR-01",
            title="Crisis roster",
            subtitle="Whom to call",
            owner="Ayuntamiento de Valdehierro",
            language="es",
            date=datetime.date(2026, 11, 24),
            version=2,
            blocks=blocks,
        )
        return replace(known, **facts)

    return made


@pytest.fixture
def roster(make: Make) -> Document:
    columns = (
        Column("Contact", 3),
        Column("Telephone", 2),
        Column("Code", 1, Align.CENTER),
        Column("Done", 1, Align.CENTER),
    )
    row = (
        cell(Line("Lucía Núñez", Style.STRONG), Line("Mayor", Style.MUTED)),
        cell(
            Line("926 000 000", Style.STRONG, "tel:+34926000000"),
            Line("lucia@valdehierro.example", Style.MUTED, "mailto:lucia@valdehierro.example"),
        ),
        cell(qr=Qr("tel:+34926000000", "Call Lucía Núñez")),
        cell(tick=True),
    )
    return make(
        KeyNumbers((KeyNumber("Emergencies", "112", "tel:112"), KeyNumber("Police", "092"))),
        Heading(1, "Team"),
        Table(columns, (row,) * 12, row_header=True),
        Heading(1, "Media"),
        Table(columns, (row,) * 3, caption="Newspapers and radio"),
        Callout(CalloutKind.NEVER, "Never", ("Do not publish these numbers.", "Do not lend it.")),
        layout=Layout.SHEET,
        crest=png("RGBA"),
        crest_alt="Arms of Valdehierro",
    )


@pytest.fixture
def log(make: Make) -> Document:
    columns = (Column("Time"), Column("Who", 2), Column("What", 6), Column("Done", tick=True))
    return make(
        Fields((Field("Incident", 3), Field("Date"))),
        BlankRows(columns, 24),
        layout=Layout.SHEET,
        urgent=True,
        one_page=True,
    )


@pytest.fixture
def pocket(make: Make) -> Document:
    return make(
        KeyNumbers((KeyNumber("Emergencies", "112", "tel:112"),)),
        Panel("Team", people(7)),
        Panel("Media", people(3)),
        layout=Layout.POCKET,
        crest=png(),
        crest_alt="Arms of Valdehierro",
    )


@pytest.fixture
def report(make: Make) -> Document:
    return make(
        Heading(1, "Aims"),
        Para("One person works here.", lead=True),
        Para("El Ayuntamiento responde en cuatro horas laborables. " * 8),
        Heading(2, "Measures"),
        Bullets(("Answer in time.", "Describe each picture.")),
        Table(
            (Column("Aim", 3), Column("Target", 1, Align.END)), ((cell("Reach"), cell("8.000")),)
        ),
        PageBreak(),
        Figure(SVG, "A line that rises", "Answers in time"),
        Figure(png("CMYK", kind="JPEG"), "A photograph", width=0.3),
        Callout(CalloutKind.INFO, "Note", ("Read it twice.",)),
        Callout(CalloutKind.WARNING, "Mind", ("It is a draft.",)),
    )


@pytest.fixture(params=["roster", "log", "pocket", "report"])
def every_layout(request: pytest.FixtureRequest) -> Document:
    document: Document = request.getfixturevalue(request.param)
    return document


@pytest.fixture
def failures() -> Callable[[bytes], list[str]]:
    """What PDF/UA-1 and PDF/A-2a find wrong with a PDF."""

    def found(pdf: bytes) -> list[str]:
        wrong = []
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
            for failure in page.validate_pdf_bytes(pdf, profile=profile).failures:
                if "STREAM-LENGTH" in failure.rule_id and _lengths_are_right(pdf):
                    continue
                wrong.append(f"{failure.rule_id}: {failure.message}")
        return wrong

    return found


def _lengths_are_right(pdf: bytes) -> bool:
    """page-validation 0.11 takes a last byte 13 of a stream for a part of the line end."""
    streams = list(re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", pdf))
    ends = (stream.end() + int(stream[1]) for stream in streams)
    return bool(streams) and all(pdf.startswith(b"\nendstream", end) for end in ends)

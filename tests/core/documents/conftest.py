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

from core.documents.charts import Bar, BarChart, LineChart
from core.documents.figures.words import figure
from core.documents.model import (
    Align,
    BlankRows,
    Block,
    Box,
    Boxes,
    Bullets,
    Callout,
    CalloutKind,
    CellTone,
    Column,
    Cover,
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
    Para,
    Qr,
    Signature,
    Signatures,
    Style,
    Table,
    cell,
)
from core.documents.pocket import Card, Panel
from core.documents.rich import rich

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


PROSE = (
    "El Ayuntamiento dispone de una sola persona a jornada completa, por lo que el plan prioriza la"
    " constancia frente al volumen. Los mensajes se redactan en lenguaje claro, con frases cortas y"
    " sin siglas sin desarrollar. Toda imagen lleva texto alternativo. "
)
POSTS = (
    "Comunicación", "Alcaldía", "Secretaría", "Policía Local", "Informática", "Cultura",
    "Deportes", "Juventud", "Medio ambiente", "Urbanismo", "Hacienda", "Servicios sociales",
    "Participación ciudadana",
)  # fmt: skip
TASKS = (
    "Publicación ordinaria", "Aviso de emergencia", "Desmentido", "Bando y anuncio oficial",
    "Informe mensual", "Copias de seguridad", "Diseño e imágenes", "Respuesta a la ciudadanía",
    "Calendario editorial", "Escucha de menciones", "Alta y baja de cuentas", "Formación",
)  # fmt: skip
TONES = {
    "R": CellTone.STRONG,
    "A": CellTone.SOLID,
    "C": CellTone.MEDIUM,
    "I": CellTone.LIGHT,
    "–": CellTone.NONE,
}


def matrix(posts: int, *, landscape: bool = False) -> Table:
    """Who does what, with that many posts."""
    columns = (Column("Tarea", 3.4), *(Column(post) for post in POSTS[:posts]))
    rows = tuple(
        (cell(task), *(letter("RACI–"[(x + x * y + y) % 5]) for x in range(posts)))
        for y, task in enumerate(TASKS)
    )
    caption = f"Matriz de tareas con {posts} puestos"
    return Table(columns, rows, caption, row_header=True, matrix=True, landscape=landscape)


def letter(name: str) -> Any:
    return cell(name, tone=TONES[name])


def objectives(caption: str) -> Table:
    columns = (
        Column("Objetivo", 3), Column("Indicador", 2.4), Column("Base", 1, Align.END),
        Column("Meta", 1, Align.END), Column("Plazo", 1.2),
    )  # fmt: skip
    rows = (
        ("O1. Aumentar el alcance local", "Personas alcanzadas al mes", "5.200", "8.000"),
        ("O2. Responder a tiempo", "Respuestas en menos de 4 h", "61 %", "90 %"),
        ("O3. Publicar accesible", "Imágenes con texto alternativo", "38 %", "100 %"),
        ("O4. Reducir rumores", "Desmentidos en menos de 60 min", "—", "95 %"),
    )
    cells = tuple(tuple(cell(text) for text in (*row, "dic. 2027")) for row in rows)
    return Table(columns, cells, caption, row_header=True)


def answers(measured: int) -> LineChart:
    days = [datetime.date(2027, 3 * (n % 4) + 1, 31 - n % 2) for n in range(measured)]
    points = tuple((day, 66.0 + 7 * n) for n, day in enumerate(sorted(days)))
    start, end = datetime.date(2027, 1, 1), datetime.date(2028, 12, 31)
    return LineChart("Respuestas en menos de 4 horas", points, "es", "%", 61, 90, start, end)


def hours() -> BarChart:
    bars = (Bar("Comunicación", 12.5, 10), Bar("Policía Local", 2, 4), Bar("Diseño", 6, None))
    return BarChart("Horas a la semana", bars, "es")


def chapter(number: int) -> tuple[Block, ...]:
    return (
        Heading(1, f"Objetivos e indicadores del capítulo {number}", new_page=True),
        Para(PROSE, lead=True),
        Para(PROSE * 2),
        Heading(2, "Situación actual"),
        Para(PROSE * 3),
        Para(
            rich(
                "**Prioridad:** mantener un ritmo de **tres a cuatro publicaciones** por semana;"
                " véase la [guía de estilo](https://guia.example/estilo) de {who}.",
                who="**Ana** [x](y)",
            )
        ),
        Bullets((PROSE[:120], rich("Con **énfasis** y [enlace](https://guia.example)."), "Corto.")),
        objectives("Objetivos, indicadores y metas para 2027"),
        Heading(2, "Líneas de actuación"),
        Para(PROSE * 2),
        Bullets((PROSE[:150], PROSE[:90], "Corto."), numbered=True),
        Heading(3, "Cómo se mide"),
        Para(PROSE * 2),
        figure(answers(number % 5), "Respuestas en menos de 4 horas"),
        Para(PROSE * 2),
        matrix(5),
        Heading(2, "Revisión"),
        Para(PROSE * 5),
        Callout(CalloutKind.INFO, "Sirve a", (rich("Al **objetivo** del mandato."),)),
    )


@pytest.fixture
def plan(make: Make) -> Document:
    """A plan of about 30 pages with everything a report can have."""
    blocks: list[Block] = [block for number in range(1, 8) for block in chapter(number)]
    blocks += [
        Heading(1, "Personas y tareas", new_page=True),
        Para(PROSE, lead=True),
        matrix(13),
        Heading(2, "Toda la casa"),
        Para(PROSE),
        matrix(13, landscape=True),
        Heading(2, "Horas"),
        figure(hours(), "Horas necesarias y disponibles"),
        Boxes(
            (
                Box("Qué hacemos", (PROSE[:120], "Corto.")),
                Box("Qué no hacemos", (rich("Nada de **opinión**."),)),
                Box("Cuándo", ("Cada semana.", "Cada mes.", PROSE[:150])),
            )
        ),
        Signatures(
            (
                Signature("La Alcaldía", "Lucía Núñez", "Firma y fecha"),
                Signature("La Secretaría", "José Peña Íñiguez"),
                Signature("Comunicación"),
            )
        ),
    ]
    return make(
        *blocks,
        code="PER-2027-01",
        title="Plan estratégico de redes sociales 2027–2028",
        subtitle="Para hablar con todo el pueblo, todos los días",
        crest=png("RGBA"),
        crest_alt="Escudo de Valdehierro",
        cover=Cover(
            "Plan", ("Aprobado por el Pleno el 3 de diciembre de 2026, expediente 412/2026",)
        ),
        contents=True,
        numbered=True,
        watermark="BORRADOR",
    )


@pytest.fixture(params=["roster", "log", "pocket", "report", "plan"])
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

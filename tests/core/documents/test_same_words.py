"""Every text of a document stands in PDF, Word and LibreOffice alike, on each kind of page.

What is compared are the letters: lines end elsewhere in each format, and a PDF breaks words.
"""

import datetime
import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import takewhile
from typing import Any

import docx
import pikepdf
import pytest
from defusedxml.ElementTree import fromstring
from pypdfium2 import PdfDocument

from core.documents import model, render, tree
from core.documents.charts import Bar, BarChart
from core.documents.figures.words import figure
from core.documents.model import (
    Align,
    BlankRows,
    Box,
    Boxes,
    Bullets,
    Callout,
    CalloutKind,
    Cell,
    CellTone,
    Check,
    Checklist,
    Column,
    Cover,
    Document,
    Field,
    Fields,
    Figure,
    Foot,
    Heading,
    KeyNumber,
    KeyNumbers,
    Layout,
    Line,
    PageBreak,
    Para,
    Qr,
    Sheet,
    Signature,
    Signatures,
    Style,
    Table,
    cell,
)
from core.documents.pocket import Card, Panel
from core.documents.rich import Span, rich
from core.documents.wall import Wall, WallDay, WallItem
from tests.core import looked_at
from tests.core.documents.conftest import png
from tests.core.odt import Odt, got, read, under

CALL = Qr("tel:+34600000001", "Llamar a Ana")
SHEET = Document(
    "CRI-03",
    "Inundación o riada",
    "¿Hay alguien atrapado?",
    "Ayuntamiento de Valdehierro",
    "es",
    datetime.date(2026, 11, 24),
    3,
    (
        Fields((Field("Incidente", 3, "Riada del Azufre"), Field("Fecha"))),
        Checklist(
            "Antes de hablar",
            (
                Check("Llamar a quien decide", "Si duda, el más alto", "Alcaldía", "Ana", "13:41"),
                Check("Cerrar el puente", "", "No hace falta", "Eva", "13:42", needless=True),
            ),
            "0–15 min",
            "leer y hacer",
            beyond="6–8: «Qué decir»",
        ),
        Heading(1, "Material"),
        KeyNumbers((KeyNumber("Emergencias", "112", "tel:112"),)),
        BlankRows((Column("Hora"), Column("Hecho", tick=True)), 2, 8.0, "Lo que se hizo"),
        Foot(
            Box("Nunca", ("Acusar a nadie",)),
            "Teléfonos",
            (KeyNumber("Policía Local", "926 000 092", "tel:092"),),
        ),
    ),
    Layout.SHEET,
    urgent=True,
    one_page=True,
    kicker="Hoja de crisis",
)
REPORT = Document(
    "PLA-01",
    "Plan estratégico",
    "Para hablar con todo el pueblo",
    "Ayuntamiento de Valdehierro",
    "es",
    datetime.date(2026, 11, 24),
    2,
    (
        Heading(1, "Objetivos", new_page=True),
        Para("Una sola persona trabaja aquí.", lead=True),
        Para(rich("Véase la **guía** de [estilo](https://guia.example/estilo) de la casa.")),
        Heading(2, "Mesures", language="ca"),
        Bullets(("Responder a tiempo.", "Describir cada imagen.")),
        Bullets(("Primero escuchar.", "Luego hablar."), numbered=True),
        Table(
            (Column("Contacto", 3), Column("Teléfono"), Column("Código", 1, Align.CENTER)),
            (
                (
                    cell(Line("Ana Ruiz", Style.STRONG), Line("Concejala", item=True), tick=True),
                    cell(Line("600 000 001", link="tel:+34600000001")),
                    cell(qr=CALL),
                ),
            ),
            "A quién llamar",
            row_header=True,
        ),
        Table(
            (Column("Tarea", 3), Column("Escucha")),
            ((cell("Publicación ordinaria"), cell("Responsable", tone=CellTone.STRONG)),),
            "Matriz de tareas",
            matrix=True,
            landscape=True,
        ),
        PageBreak(leaf=True),
        Callout(CalloutKind.WARNING, "Atención", ("Es un borrador.",)),
        figure(BarChart("Horas semanales", (Bar("Redes", 12, 10),), "es"), "Horas de la casa"),
        Figure(png(), "Una fotografía de la plaza", "La plaza", 0.3),
        Boxes((Box("Qué hacemos", ("Informar.",), prose=True), Box("Qué no", ("Opinar.",)))),
        Signatures((Signature("La Secretaría", "José Peña Íñiguez", "Por delegación"),)),
        Boxes(
            (
                Box(
                    "Aviso",
                    ((Span("Qué sabemos: ", strong=True), Span("lugar", blank=45)),),
                    prose=True,
                    approval=(Span("lo aprueba", blank=45),),
                ),
            ),
            by_hand=True,
        ),
        Table((Column("Página"),), ((Cell((Line("", page_of=SHEET.code),)),),)),
        Sheet(SHEET, 2),
        Sheet(
            replace(SHEET, bound=True, chapter=SHEET.title, kicker="Qué decir"),
            2,
            leaf=True,
            tab="3",
        ),
    ),
    crest=png("RGBA"),
    crest_alt="Escudo de Valdehierro",
    cover=Cover("Documento de trabajo", ("Aprobado por el Pleno", "Expediente 412/2026")),
    contents=True,
    contents_depth=1,
    numbered=True,
    watermark="BORRADOR",
)
WIDE = replace(
    SHEET, blocks=(Para("Escrito a lo ancho"),), landscape=True, one_page=False, pages=2, kicker=""
)
FOLD = Document(
    "DIR-02",
    "Plegable",
    "De bolsillo",
    "Ayuntamiento de Valdehierro",
    "es",
    datetime.date(2026, 11, 24),
    1,
    (
        KeyNumbers((KeyNumber("Socorro", "112", "tel:112"),)),
        Panel("Equipo", (Card("Ana Ruiz", "Prensa", "600 000 001", "tel:+34600000001", CALL),)),
    ),
    Layout.POCKET,
)
ON_THE_WALL = replace(
    WIDE,
    blocks=(
        Wall(
            ("Lunes",),
            ((WallDay("7", "Puente", (WallItem("Becas", "09:00", "Radio"),), "y 2 más"),),),
            "Hecha",
            "Idea suelta",
            "Gris",
            "A mano:",
            "Vale lo que diga Pregón.",
            "Mayores: nada",
            a3=True,
            high=(149.0,),
        ),
    ),
)
LETTER = replace(SHEET, formal=True, kicker="")

EVERYTHING = (REPORT, replace(REPORT, cover=None), SHEET, LETTER, WIDE, FOLD, ON_THE_WALL)

STANDS_NOWHERE = {
    "document.language": "is a fact of the file, not a word of the page",
    "span.language": "is a fact of the words, not one of them",
    "heading.language": "the same",
    "line.page_of": "is told by the number of a page",
    "sheet.tab": "stands at the edge of paper; the title of the sheet says it too",
    "document.chapter": "stands at the head of paper; the sheet it goes on with has it as title",
    "qr.payload": "is drawn; its words for those who cannot see it are `qr.alt`",
}
"""Places of texts that no format writes, and why."""
SHORTENED = {"card.subtitle": 64}
"""What a panel of 74 mm has no room for: only the beginning of longer texts stands there."""

SAID_ONCE = {
    "document.owner", "document.crest_alt",  # a sheet in a notebook is of the same town
    "line.link", "span.link", "card.link", "keynumber.link",  # Word lists each address once
}  # fmt: skip
"""What is said once in a file, however often it is in the tree."""
TOLD = "(descr|Target|href)$"
"""The attributes that hold what a picture shows and where a link leads."""


def letters(text: str) -> str:
    """The text without blanks, marks of where a word breaks, and the difference of capitals."""
    gone = r"[\s\u00ad\u2010\ufffe\x02-]"
    return re.sub(gone, "", unicodedata.normalize("NFKC", text)).casefold()


def running(line: str) -> str:
    """A line without its numbers, as it stands on every page."""
    return re.sub(r"\d+", "", line)


def places(page: list[str]) -> list[tuple[int, str]]:
    """Each line as it runs, with its place: what a body says again stands in another."""
    return [(place, running(line)) for place, line in enumerate(page)]


def in_pdf(made: bytes) -> Iterator[str]:
    """What is on its pages, what is read out instead of a picture, and where its links lead."""
    with PdfDocument(made) as opened:
        pages = [page.get_textpage().get_text_range().splitlines() for page in opened]
    # A text may go on over the page: what runs at head and foot of most pages is apart from it.
    heads = Counter(mark for page in pages for mark in places(page))
    feet = Counter(mark for page in pages for mark in places(page[::-1]))
    most = max(1, len(pages) // 3)
    flow, apart = [], []
    for page in pages:
        first = sum(1 for _ in takewhile(lambda mark: heads[mark] > most, places(page)))
        left = sum(1 for _ in takewhile(lambda mark: feet[mark] > most, places(page[::-1])))
        last = max(first, len(page) - left)
        flow += page[first:last]
        # In one piece: two pages may begin or end with the same item, which is no head or foot.
        apart += ["\n".join(page[:first]), "\n".join(page[last:])]
    yield "\n".join(flow)
    yield from apart
    with pikepdf.open(io.BytesIO(made)) as tagged:
        marked = (each for each in tagged.objects if isinstance(each, pikepdf.Dictionary))
        for item in marked:
            yield str(item.get("/Alt", ""))
            yield str(item.get("/A", {}).get("/URI", "")) if item.get("/Subtype") == "/Link" else ""


def in_office(made: bytes, document: Document) -> Iterator[str]:
    """What is in its body, and what stands above or below the pages alone; not the file's facts."""
    framing = (document.watermark, document.owner if document.kicker else "")
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        for name in opened.namelist():
            if re.fullmatch(r"content\.xml|word/document\.xml|.*\.rels", name):
                for each in fromstring(opened.read(name)).iter():
                    facts = [text for key, text in each.items() if re.search(TOLD, key)]
                    yield from (each.text or "", *facts, each.tail or "")
            elif re.fullmatch(r"styles\.xml|word/(header|footer)\d\.xml", name):
                yield from (text for text in framing if text in opened.read(name).decode())


def wanted(document: Document) -> Counter[tuple[str, str]]:
    """How often each text stands in the tree, with its place."""
    found: Counter[tuple[str, str]] = Counter()

    def seen(place: str, text: str) -> str:
        shown = text[:22] if len(text) > SHORTENED.get(place, len(text)) else text
        found[place, letters(shown)] += 1
        return text

    tree.plain(document, text=seen, image=lambda _: "")
    return Counter({key: 1 if key[0] in SAID_ONCE else count for key, count in found.items()})


def lost(document: Document, suffix: str, made: bytes) -> list[str]:
    said = letters("¶".join(in_pdf(made) if suffix == ".pdf" else in_office(made, document)))
    return [
        f"{suffix} {place} {said.count(text)}<{count}: {text}"
        for (place, text), count in wanted(document).items()
        if place not in STANDS_NOWHERE and text and said.count(text) < count
    ]


def test_every_part_that_a_document_can_have_is_in_these():
    kinds = [
        var
        for var in vars(model).values()
        if is_dataclass(var) and var.__module__ == model.__name__
    ]

    unused = [
        f"{kind.__name__}.{field.name}"
        for kind in kinds
        for field in fields(kind)
        if not any(getattr(instance, field.name) for instance in tree.find(EVERYTHING, kind))
    ]

    assert unused == []


@pytest.mark.parametrize(
    "document", EVERYTHING, ids=["cover", "report", "sheet", "letter", "wide", "fold", "month"]
)
def test_every_text_stands_in_every_format(document):
    assert [
        text
        for suffix in render.formats(document)
        for text in lost(document, suffix, render.render(document, suffix))
    ] == []


@pytest.mark.parametrize("entry_id", [*looked_at.names(), looked_at.MOVES])
def test_so_it_is_with_every_paper_of_the_example_town(papers, entry_id):
    made = papers.made(entry_id)
    assert [
        text
        for suffix in render.formats(made)
        for text in lost(made, suffix, papers.printed(entry_id, suffix=suffix))
    ] == []


ABOVE = "Ayuntamiento de Valdehierro\tPlan estratégico"
BELOW = "PLA-01 · v2 · 24 de noviembre de 2026\tPágina 1 de 1"
OF_A_SHEET = "Ayuntamiento de Valdehierro · CRI-03 · v3 · 24 de noviembre de 2026\tPágina 1 de 1"
PLAIN = replace(
    REPORT,
    blocks=tuple(each for each in REPORT.blocks if not isinstance(each, Checklist | Foot | Sheet)),
)


def after_the_first(width: int, turned: int) -> set[tuple[str, str, str, int]]:
    return {
        ("Standard", f"BORRADOR|{ABOVE}", BELOW, width),
        ("Turned", f"BORRADOR|{ABOVE}", BELOW, turned),
    }


Frame = tuple[str, str, str, int]
"""A kind of page, the lines of its header and footer, and the millimetres up to which they go."""


def frames_of_word(made: bytes) -> set[Frame]:
    first, *others = docx.Document(io.BytesIO(made)).sections
    found = {_frame("Standard", first.header.paragraphs, first.footer.paragraphs)}
    if first.different_first_page_header_footer:
        head, foot = first.first_page_header, first.first_page_footer
        found.add(_frame("First", head.paragraphs, foot.paragraphs))
    for each in others:
        kind = "Standard" if each.orientation == first.orientation else "Turned"
        found.add(_frame(kind, each.header.paragraphs, each.footer.paragraphs))
    return found


def _frame(kind: str, *parts: Any) -> Frame:
    told = ["|".join(_words(line) for line in lines) for lines in parts]
    stops = [stop for lines in parts for line in lines for stop in line.paragraph_format.tab_stops]
    ends = {round(stop.position.mm) for stop in stops}
    return kind, told[0], told[1], max(ends, default=0) if len(ends) < 2 else -1


def _words(line: Any) -> str:
    """With those of the fields, which count the pages."""
    return "".join(part.text or "\t" for part in line._p.xpath(".//w:r/w:t | .//w:r/w:tab"))


def frames_of_libreoffice(made: bytes) -> set[Frame]:
    file = Odt(made)
    looks = {got(item, "style:name"): item for item in under(file.styles, "style:style")}
    found = set()
    for master in file.all("style:master-page"):
        told, ends = [], set()
        for kind in ("style:header", "style:footer"):
            lines = [line for part in under(master, kind) for line in part]
            told.append("|".join(read(line) for line in lines))
            for line in lines:
                stops = under(looks[got(line, "text:style-name")], "style:tab-stop")
                ruled = [stop for stop in stops if got(stop, "style:leader-style")]
                assert ruled == [], "only what is written by hand stands on a line"
                ends |= {round(float(got(stop, "style:position")[:-2])) for stop in stops}
        end = max(ends, default=0) if len(ends) < 2 else -1
        # A page at the right is as the others.
        found.add((got(master, "style:name").replace("Leaf", "Standard"), *told, end))
    return found


@pytest.mark.parametrize(
    ("document", "frames"),
    [
        (PLAIN, {("First", "BORRADOR", "", 0), *after_the_first(160, 247)}),
        (
            replace(PLAIN, cover=None),
            {("First", "BORRADOR", BELOW, 160), *after_the_first(160, 247)},
        ),
        (REPORT, {("First", "BORRADOR", "", 0), *after_the_first(184, 271)}),
        (SHEET, {("Standard", "", OF_A_SHEET, 184)}),
        (WIDE, {("Standard", "", OF_A_SHEET, 271)}),
    ],
    ids=["cover", "report", "notebook", "sheet", "wide"],
)
def test_each_kind_of_page_says_above_and_below_whose_it_is_and_what(document, frames):
    assert frames_of_word(render.render(document, ".docx")) == frames
    assert frames_of_libreoffice(render.render(document, ".odt")) == frames

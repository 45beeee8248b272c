"""Paragraphs, runs, links and images of a DOCX file."""

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.documents import arrangement, glyphs, images, office, pdf, word_styles
from core.documents.model import Document, Line, Style
from core.documents.rich import Span, Text, spans

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.section import Section
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


@dataclass(frozen=True)
class Draft:
    """A file being written: `width` of the text in millimetres, numbers of captions by block.

    `together` and `introductions` are those of `arrangement`.
    """

    file: "File"
    document: Document
    width: float
    captions: dict[int, int]
    together: dict[int, int]
    introductions: frozenset[int]


def begin(file: "File", document: Document) -> Draft:
    """The draft of an empty file."""
    return Draft(
        file,
        document,
        office.width(document),
        arrangement.captions(document),
        arrangement.together(document),
        arrangement.introductions(document),
    )


def para(place: "File | _Cell", text: Text, style: str) -> "Paragraph":
    """A new paragraph at the end of the file or of a cell."""
    return write(place.add_paragraph(), text, style)


def write(paragraph: "Paragraph", text: Text, style: str) -> "Paragraph":
    """Give the paragraph its style and these words."""
    # By its id: python-docx looks names up anew each time, half of the work of a long table.
    paragraph._p.style = word_styles.key(style)
    for span in spans(text):
        if span.text:
            _underlined(run(paragraph, span), span)
    return paragraph


def line(paragraph: "Paragraph", given: Line, *, strong: bool = False, colour: str = "") -> None:
    """Add one line of a cell; `colour` is that of words without link, six hexadecimal digits."""
    from docx.shared import RGBColor

    for span in spans(given.text):
        bold = strong or span.strong or given.style is Style.STRONG
        made = run(paragraph, replace(span, strong=bold, link=span.link or given.link))
        if span.link:
            _underlined(made, span)
        if colour:
            made.font.color.rgb = RGBColor.from_string(colour)


def run(paragraph: "Paragraph", span: Span) -> "Run":
    """Add a run of words, clickable if it has an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.shared import RGBColor

    made = paragraph.add_run(glyphs.with_blanks(glyphs.for_office(span.text), span.text))
    made.bold = True if span.strong else None
    if span.language:
        word_styles.element(made._r.get_or_add_rPr(), "w:lang", val=span.language)
    if span.link:
        made.font.color.rgb = RGBColor.from_string(office.BRAND)
        target = glyphs.address(span.link)
        relation = paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = word_styles.element(paragraph._p, "w:hyperlink", **{"r:id": relation})
        link.append(made._r)
    return made


def caption(draft: Draft, index: int, text: str) -> "Paragraph":
    """A caption, with a counting field where the document numbers it (`SEQ`, ECMA-376)."""
    number = draft.captions.get(index)
    if number is None:
        return para(draft.file, text, "Caption")
    before, after = office.caption_parts(draft.document, index, text)
    paragraph = para(draft.file, before, "Caption")
    field(paragraph, f"SEQ {before.strip()} \\* ARABIC", str(number))
    paragraph.add_run(glyphs.for_office(after))
    return paragraph


def field(paragraph: "Paragraph", instruction: str, shown: str = "1") -> None:
    """A field that the word processor fills in, with what it shows until then."""
    simple = word_styles.element(paragraph._p, "w:fldSimple", instr=instruction)
    made = word_styles.element(simple, "w:r")
    word_styles.element(made, "w:t").text = shown


def picture(paragraph: "Paragraph", image: bytes, alt: str, width: float) -> None:
    """An image of that width in millimetres; drawings become PNG."""
    from docx.shared import Mm

    ready = images.ready(image)
    png = pdf.drawing_to_png(ready) if images.is_svg(ready) else ready
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(width))
    shape._inline.docPr.set("descr", glyphs.for_office(alt))


def page_break(draft: Draft) -> None:
    """What follows starts a new page."""
    from docx.enum.text import WD_BREAK

    draft.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def right_tab(paragraph: "Paragraph", millimetres: float) -> None:
    """One tab stop at the right side instead of all others."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(millimetres), WD_TAB_ALIGNMENT.RIGHT)


def stand(section: "Section", *, landscape: bool) -> None:
    """Turn the pages of a section."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    wide, high = (297, 210) if landscape else (210, 297)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT


def _underlined(made: "Run", span: Span) -> None:
    # Inside of a sentence a link is more than another colour.
    if span.link:
        made.font.underline = True

"""Paragraphs, runs, links and images of an ODT file."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from core.documents import arrangement, glyphs, images, odf_styles, office, pdf
from core.documents.model import Document, Line, Style
from core.documents.rich import Span, Text, spans

if TYPE_CHECKING:
    from odf.element import Element
    from odf.opendocument import OpenDocument


@dataclass(frozen=True)
class Draft:
    """A file being written: `width` of the text in millimetres, numbers of captions by block.

    `together` and `introductions` are those of `arrangement`.
    """

    file: "OpenDocument"
    document: Document
    width: float
    captions: dict[int, int]
    together: dict[int, int]
    introductions: frozenset[int]


def begin(file: "OpenDocument", document: Document) -> Draft:
    """The draft of an empty file."""
    return Draft(
        file,
        document,
        office.width(document),
        arrangement.captions(document),
        arrangement.together(document),
        arrangement.introductions(document),
    )


def para(parent: "Element", text: Text, style: str) -> "Element":
    """A new paragraph at the end of `parent`; `style` is a name of `office` or of `odf_styles`."""
    from odf.text import P

    paragraph = P(stylename=odf_styles.key(style))
    for span in spans(text):
        _span(paragraph, span, "")
    parent.addElement(paragraph)
    return paragraph


def line(paragraph: "Element", given: Line, *, strong: bool = False, white: bool = False) -> None:
    """Add one line of a cell."""
    for span in spans(given.text):
        bold = strong or span.strong or given.style is Style.STRONG
        look = odf_styles.WHITE if white else ""
        _span(paragraph, replace(span, strong=bold, link=span.link or given.link), look)


def caption(draft: Draft, index: int, given: str, style: str = "Caption") -> None:
    """A caption, with a counting field where the document numbers it."""
    from odf import text

    number = draft.captions.get(index)
    if number is None:
        para(draft.file.text, given, style)
        return
    before, after = office.caption_parts(draft.document, index, given)
    name = before.strip()
    paragraph = para(draft.file.text, "", style)
    put(paragraph, before)
    paragraph.addElement(
        text.Sequence(
            name=name,
            formula=f"ooow:{name}+1",
            numformat="1",
            refname=f"ref{name}{number - 1}",
            text=str(number),
        )
    )
    put(paragraph, after)


def picture(draft: Draft, place: "Element", image: bytes, alt: str, width: float) -> None:
    """An image of that width in millimetres; drawings become PNG."""
    from odf import draw, svg

    ready = images.ready(image)
    png = pdf.drawing_to_png(ready) if images.is_svg(ready) else ready
    across, down = images.size(png)
    frame = draw.Frame(
        width=f"{width:.2f}mm", height=f"{width * down / across:.2f}mm", anchortype="as-char"
    )
    frame.addElement(draw.Image(href=draft.file.addPictureFromString(png, "image/png")))
    for made in (svg.Title(), svg.Desc()):
        made.addText(glyphs.for_office(alt))
        frame.addElement(made)
    place.addElement(frame)


def put(element: "Element", given: str) -> None:
    """Add words; line breaks stay, and so do blanks at the ends."""
    from odf import text

    cleaned = glyphs.with_blanks(glyphs.for_office(given), given) if given else ""
    for number, words in enumerate(cleaned.split("\n")):
        if number:
            element.addElement(text.LineBreak())
        element.addText(words)


def _span(paragraph: "Element", given: Span, look: str) -> None:
    """Add a run of words; `look` is a text style that takes the place of bold."""
    from odf import text

    inner: Any = paragraph
    if given.link:
        inner = text.A(href=glyphs.address(given.link), type="simple", stylename=odf_styles.LINK)
        paragraph.addElement(inner)
    if look or given.strong:
        styled = text.Span(stylename=look or odf_styles.STRONG)
        inner.addElement(styled)
        inner = styled
    if given.language:
        foreign = text.Span(stylename=odf_styles.spoken(given.language))
        inner.addElement(foreign)
        inner = foreign
    put(inner, given.text)

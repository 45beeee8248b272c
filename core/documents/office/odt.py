"""ODT through odfpy: real headings, language, repeated header rows, alternative texts."""

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.documents import arrangement, glyphs, images, imprint, looks
from core.documents.arrangement import OutlineEntry
from core.documents.model import Align, CellTone, Document, Layout
from core.documents.office import blocks, odt_styles, odt_tables
from core.documents.office.writer import Grid, Place, Writer
from core.documents.rich import Span, plain

if TYPE_CHECKING:
    from odf.element import Element
    from odf.opendocument import OpenDocument

_USUAL, _FIRST, _TURNED = "Standard", "First", "Turned"
"""The kinds of page."""


def render(document: Document) -> bytes:
    """The document as ODT. It must be valid and its layout not `POCKET`."""
    return blocks.written(document, _OpenDocument)


class _OpenDocument(Writer):
    def __init__(self, document: Document) -> None:
        from odf.opendocument import OpenDocumentText

        super().__init__(document)
        self._file = OpenDocumentText()
        self.text = self._file.text
        self._opens = ""
        """The kind of page that the next paragraph of the text begins, if it does."""
        self._across = False
        """Whether headers and footers are made of turned pages."""
        _describe(self._file, document)
        odt_styles.add(self._file, document)
        odt_tables.add(self._file)

    def pages(self) -> None:
        document = self.document
        self._master(_USUAL, self.head, self.foot)
        if any(each.landscape != document.landscape for each in arrangement.sections(document)):
            self._across = True
            self._master(_TURNED, self.head, self.foot)
            self._across = False
        if document.layout is Layout.REPORT:
            # No running header on the first page, and no footer on a cover.
            self._master(_FIRST, self.mark, None if document.cover else self.foot, after=_USUAL)
            self._opens = _FIRST
        self._declare_numbers()

    def turn(self, *, landscape: bool) -> None:
        self._opens = _USUAL if landscape == self.document.landscape else _TURNED
        self.paragraph(self.text, odt_styles.POINT)

    def contents(self, title: str, entries: Sequence[OutlineEntry], pages: Sequence[int]) -> None:
        from odf import text

        style = looks.CONTENTS_TITLE
        if self.document.cover is not None:
            style = odt_styles.new_page(self._file, style)
        index = text.TableOfContent(name="Contents", protected="false")
        source = text.TableOfContentSource(outlinelevel=str(self.document.contents_depth))
        template = text.IndexTitleTemplate(stylename=odt_styles.key(style))
        template.addText(title)
        source.addElement(template)
        index.addElement(source)
        body, head = text.IndexBody(), text.IndexTitle(name="Contents_Head")
        self.para(head, title, style)
        body.addElement(head)
        for entry, page in zip(entries, pages, strict=True):
            paragraph = self.paragraph(body, looks.CONTENTS[entry.level - 1])
            link = text.A(
                href=f"#{_bookmark(entry.block)}", type="simple", stylename=odt_styles.PLAIN
            )
            _put(link, glyphs.for_office(f"{entry.number} {entry.text}".strip()))
            link.addElement(text.Tab())
            # Which page it is, LibreOffice counts when it opens the file.
            place = _bookmark(entry.block)
            link.addElement(text.BookmarkRef(refname=place, referenceformat="page", text=str(page)))
            paragraph.addElement(link)
        index.addElement(body)
        self.text.addElement(index)

    def page_break(self) -> None:
        self.paragraph(self.text, odt_styles.BREAK)

    def paragraph(
        self,
        place: Place,
        style: str,
        *,
        align: Align | None = None,
        keep: bool = False,
        new_page: bool = False,
    ) -> "Element":
        from odf import text

        look = looks.TABLE if style == looks.TABLE_ITEM else style
        if align is not None:
            look = odt_styles.aligned(look, align)
        if keep:
            look = odt_styles.kept(look)
        if new_page:
            look = odt_styles.new_page(self._file, look)
        if self._across and style in ("Header", "Footer"):
            look = odt_styles.turned(look)
        if self._opens and place is self.text:
            look = odt_styles.opening_page(self._file, look, self._opens)
            self._opens = ""
        name = odt_styles.key(look)
        if style.startswith("Heading "):
            made = text.H(outlinelevel=style.removeprefix("Heading "), stylename=name)
        else:
            made = text.P(stylename=name)
        (_next_item(place) if style == looks.TABLE_ITEM else place).addElement(made)
        return made

    def items(self, place: Place, count: int, *, numbered: bool) -> "Sequence[Element]":
        from odf import text

        made = text.List(stylename=odt_styles.NUMBERS if numbered else odt_styles.BULLETS)
        place.addElement(made)
        style = "List Number" if numbered else "List Bullet"
        return [self.paragraph(_added(made, text.ListItem()), style) for _ in range(count)]

    def words(
        self, paragraph: "Element", span: Span, *, underlined: bool = True, colour: str = ""
    ) -> None:
        # A link is underlined wherever it stands.
        from odf import text

        inner = paragraph
        if span.link:
            address = glyphs.address(span.link)
            link = text.A(href=address, type="simple", stylename=odt_styles.LINK)
            inner = _added(inner, link)
        if span.strong:
            white = colour == odt_styles.WHITE_INK
            look = odt_styles.WHITE if white else odt_styles.STRONG
            inner = _added(inner, text.Span(stylename=look))
        if span.language:
            inner = _added(inner, text.Span(stylename=odt_styles.spoken(span.language)))
        _put(inner, span.text)

    def tab(self, paragraph: "Element", *, at: float = 0, ruled: bool = False) -> None:
        # Where to, and over which line, the style of the paragraph says.
        from odf import text

        if at or odt_styles.has_stops(paragraph):
            odt_styles.stop(self._file, paragraph, at or self.width, ruled=ruled)
        paragraph.addElement(text.Tab())

    def count(self, paragraph: "Element", place: str) -> None:
        from odf import text

        counters = {"{page}": text.PageNumber, "{pages}": text.PageCount}
        paragraph.addElement(counters[place](text="1"))

    def number(self, paragraph: "Element", kind: str, number: int) -> None:
        from odf import text

        paragraph.addElement(
            text.Sequence(
                name=kind,
                formula=f"ooow:{kind}+1",
                numformat="1",
                refname=f"ref{kind}{number - 1}",
                text=str(number),
            )
        )

    def picture(self, paragraph: "Element", png: bytes, alt: str, width: float) -> None:
        from odf import draw, svg

        across, down = images.size(png)
        frame = draw.Frame(
            width=f"{width:.2f}mm", height=f"{width * down / across:.2f}mm", anchortype="as-char"
        )
        frame.addElement(draw.Image(href=self._file.addPictureFromString(png, "image/png")))
        for told in (svg.Title(), svg.Desc()):
            told.addText(alt)
            frame.addElement(told)
        paragraph.addElement(frame)

    def bookmark(self, heading: "Element", block: int) -> None:
        from odf import text

        heading.insertBefore(text.Bookmark(name=_bookmark(block)), heading.firstChild)

    def grid(self, grid: Grid) -> "Sequence[Sequence[Element]]":
        from odf import table

        styles = odt_tables.table(self._file, grid.widths, whole=grid.whole, kept=grid.followed)
        made = table.Table(stylename=styles.table, name=styles.name)
        columns = [table.TableColumn(stylename=style) for style in styles.columns]
        if grid.row_header:
            _added(made, table.TableHeaderColumns()).addElement(columns.pop(0))
        for column in columns:
            made.addElement(column)
        self.text.addElement(made)
        row_style = odt_tables.ROW
        if grid.height:
            row_style = odt_tables.row_of_height(self._file, grid.height)
        rows = []
        for number in range(grid.count):
            head = grid.head and number == 0
            parent = _added(made, table.TableHeaderRows()) if head else made
            row = table.TableRow(stylename=odt_tables.ROW if head else row_style)
            parent.addElement(row)
            style = odt_tables.BOX_CELL
            if head:
                style = odt_tables.DARK_CELL if grid.dark else odt_tables.HEAD_CELL
            rows.append(
                [
                    _added(row, table.TableCell(stylename=style, valuetype="string"))
                    for _ in grid.widths
                ]
            )
        return rows

    def merge(self, row: "Sequence[Element]") -> "Element":
        from odf import table

        first, second = row
        first.setAttribute("numbercolumnsspanned", "2")
        second.parentNode.addElement(table.CoveredTableCell())
        second.parentNode.removeChild(second)
        return first

    def paint(self, place: "Element", tone: CellTone, *, matrix: bool) -> None:
        place.setAttribute("stylename", odt_tables.cell(tone, matrix=matrix))

    def shade(self, place: "Element", ground: str) -> None:
        place.setAttribute("stylename", odt_tables.box(self._file, ground))

    def finish(self) -> bytes:
        out = io.BytesIO()
        self._file.write(out)
        return out.getvalue()

    def _master(
        self,
        name: str,
        head: Callable[[Place], None],
        foot: Callable[[Place], None] | None,
        *,
        after: str = "",
    ) -> None:
        from odf import style

        parts = (style.Header(), style.Footer())
        for part, fill in zip(parts, (head, foot), strict=True):
            if fill is not None:
                fill(part)
        landscape = self.document.landscape != self._across
        layout = odt_styles.page_layout(
            self._file, self.document, name, landscape=landscape, headed=parts[0].hasChildNodes()
        )
        master = style.MasterPage(name=name, pagelayoutname=layout)
        if after:
            master.setAttribute("nextstylename", after)
        for part in parts:
            if part.hasChildNodes():
                master.addElement(part)
        self._file.masterstyles.addElement(master)

    def _declare_numbers(self) -> None:
        """Say what numbers the captions; ODF wants it before the first one."""
        from odf import text

        words = (looks.caption_parts(self.document, index, "")[0] for index in self.captions)
        names = dict.fromkeys(each.strip() for each in words)
        if names:
            declared = _added(self.text, text.SequenceDecls())
            for name in names:
                declared.addElement(text.SequenceDecl(displayoutlinelevel="0", name=name))


def _describe(file: "OpenDocument", document: Document) -> None:
    from odf import dc, meta

    noon = f"{document.date.isoformat()}T12:00:00"
    for made, text in (
        (dc.Title(), document.title),
        (dc.Subject(), plain(document.subtitle)),
        (dc.Creator(), document.owner),
        (dc.Description(), imprint.stamp(document)),
        (dc.Language(), imprint.locale(document)),
        (dc.Date(), noon),
        (meta.InitialCreator(), document.owner),
        (meta.CreationDate(), noon),
    ):
        made.addText(glyphs.for_office(text))
        file.meta.addElement(made)


def _bookmark(block: int) -> str:
    return f"heading{block}"


def _added(parent: "Element", child: "Element") -> "Element":
    parent.addElement(child)
    return child


def _next_item(place: "Element") -> "Element":
    """A new item of the list with dots that a cell ends with, or of a new list."""
    from odf import text

    last = place.lastChild
    if last is None or last.tagName != "text:list":
        last = _added(place, text.List(stylename=odt_styles.BULLETS))
    return _added(last, text.ListItem())


def _put(element: "Element", words: str) -> None:
    """Add words; line breaks stay."""
    from odf import text

    for number, line in enumerate(words.split("\n")):
        if number:
            element.addElement(text.LineBreak())
        element.addText(line)

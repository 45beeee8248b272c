"""ODT: real headings, language, repeated header rows, alternative texts."""

from collections.abc import Callable, Sequence

from core.documents import arrangement, glyphs, images, imprint, looks
from core.documents.arrangement import OutlineEntry
from core.documents.model import Align, CellTone, Document, Layout, PageBreak
from core.documents.office import blocks, odf, odt_styles, odt_tables
from core.documents.office.odf import Element
from core.documents.office.writer import Grid, Leader, Place, Writer
from core.documents.rich import Span, plain

_USUAL, _FIRST, _FRONT, _TURNED, _LEAF = "Standard", "First", "Front", "Turned", "Leaf"
"""The kinds of page."""


def render(document: Document) -> bytes:
    """The document as ODT. It must be valid and its layout not `POCKET`."""
    return blocks.written(document, _OpenDocument)


class _OpenDocument(Writer):
    def __init__(self, document: Document, size: float) -> None:
        super().__init__(document, size)
        self._file = odf.File()
        self.text = self._file.text
        self._opens = ""
        """The kind of page that the next paragraph of the text begins, if it does."""
        self._breaks = False
        """Whether the next paragraph of the text begins a page, of the same kind."""
        self._across = False
        """Whether headers and footers are made of turned pages."""
        self._bar = looks.bar(document)
        self._kind = odt_tables.HEADED
        self._held: list[Element] = []
        _describe(self._file, document)
        odt_styles.add(self._file, document, size)
        odt_tables.add(self._file, document)

    def pages(self) -> None:
        document = self.document
        notebook = document.bound and document.layout is Layout.REPORT
        if notebook:
            self._master(_FRONT, self.head, self.foot)
            self.leaves = True
        self._master(_USUAL, self.head, self.foot)
        if any(each.landscape != document.landscape for each in arrangement.sections(document)):
            self._across = True
            self._master(_TURNED, self.head, self.foot)
            self._across = False
        if PageBreak(leaf=True) in document.blocks:
            self._master(_LEAF, self.head, self.foot, after=_USUAL)
        if document.layout is Layout.REPORT:
            # No running header on the first page, and no footer on a cover.
            after = _FRONT if notebook else _USUAL
            self._master(_FIRST, self.mark, None if document.cover else self.foot, after=after)
            self._opens = _FIRST
        self._declare_numbers()

    def turn(self, *, landscape: bool) -> None:
        self._breaks = False
        self._opens = _USUAL if landscape == self.document.landscape else _TURNED
        self.paragraph(self.text, odt_styles.POINT)

    def contents(self, title: str, entries: Sequence[OutlineEntry], pages: Sequence[int]) -> None:
        style = looks.CONTENTS_TITLE
        if self.document.cover is not None:
            style = odt_styles.new_page(self._file, style)
        index = odf.add(
            self.text, "text:table-of-content", text_name="Contents", text_protected="false"
        )
        depth = str(self.document.contents_depth)
        source = odf.add(index, "text:table-of-content-source", text_outline_level=depth)
        named = odt_styles.key(style)
        odf.add(source, "text:index-title-template", title, text_style_name=named)
        body = odf.add(index, "text:index-body")
        self.para(odf.add(body, "text:index-title", text_name="Contents_Head"), title, style)
        for entry, page in zip(entries, pages, strict=True):
            paragraph = self.paragraph(body, looks.CONTENTS[entry.level - 1])
            place = _bookmark(entry.block)
            link = _link(paragraph, f"#{place}", odt_styles.PLAIN)
            odf.put(link, glyphs.for_office(f"{entry.number} {entry.text}".strip()))
            odf.add(link, "text:tab")
            _page_of(link, entry.block, page)

    def page_break(self) -> None:
        self._breaks = True

    def leaf(self, page: int) -> None:
        # LibreOffice counts the pages of the contents itself.
        self._breaks, self._opens = False, _LEAF

    def paragraph(
        self,
        place: Place,
        style: str,
        *,
        align: Align | None = None,
        keep: bool = False,
        new_page: bool = False,
        ground: str = "",
    ) -> Element:
        if place is self.text:
            new_page, self._breaks = new_page or self._breaks, False
            if new_page or self._opens:
                self._end_page()
        look = self._look(place, style, ground)
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
        if style == looks.TABLE_ITEM:
            place = _next_item(place)
        heading = style.startswith("Heading ")
        made = odf.add(place, "text:h" if heading else "text:p")
        odf.give(made, text_style_name=odt_styles.key(look))
        if heading:
            odf.give(made, text_outline_level=style.removeprefix("Heading "))
        return made

    def _look(self, place: Place, style: str, ground: str) -> str:
        """How a style looks in that place."""
        if ground:
            return odt_styles.on_band(self._file, style, ground)
        look = looks.TABLE if style == looks.TABLE_ITEM else style
        if place is not self.text and look == self._bar:
            return odt_styles.PHASE
        # Where Word takes the larger of what two paragraphs keep free, LibreOffice adds them up.
        return odt_styles.NEXT if look == looks.TABLE and len(place) else look

    def _end_page(self) -> None:
        """Take away an empty line below a table: where the page is full it would need another."""
        if (last := self._below_table()) is not None:
            self.text.remove(last)

    def _below_table(self) -> Element | None:
        """The empty line that was written last, if it was."""
        last = self.text[-1] if len(self.text) else None
        empty = last is not None and odf.got(last, "text:style-name") == odt_styles.key(looks.GAP)
        return last if empty else None

    def items(
        self, place: Place, count: int, *, numbered: bool = False, goes_on: bool = False
    ) -> Sequence[Element]:
        kind = odt_styles.NUMBERS if numbered else odt_styles.BULLETS
        breaks = place is self.text and self._breaks
        if breaks:
            self._end_page()
            self._breaks = False
        made = odf.add(place, "text:list", text_style_name=kind)
        if goes_on:
            odf.give(made, text_continue_numbering="true")
        style = "List Number" if numbered else "List Bullet"
        first = place is self.text and count > 1
        items = [odf.add(made, "text:list-item") for _ in range(count)]
        return [
            self.paragraph(item, style, keep=first and n == 0, new_page=breaks and n == 0)
            for n, item in enumerate(items)
        ]

    def words(
        self, paragraph: Element, span: Span, *, underlined: bool = True, colour: str = ""
    ) -> None:
        inner = paragraph
        if span.link:
            look = odt_styles.LINK if underlined else odt_styles.QUIET_LINK
            inner = _link(inner, glyphs.address(span.link), look)
        if span.strong:
            look = odt_styles.INKED.get(colour, odt_styles.STRONG)
            inner = odf.add(inner, "text:span", text_style_name=look)
        if span.language:
            spoken = odt_styles.spoken(span.language)
            inner = odf.add(inner, "text:span", text_style_name=spoken)
        odf.put(inner, span.text)

    def run(self, paragraph: Element, words: str, look: str) -> None:
        odf.add(paragraph, "text:span", words, text_style_name=odt_styles.key(look))

    def tab(
        self, paragraph: Element, *, at: float = 0, leader: Leader = "", begins: bool = False
    ) -> None:
        # Where to, and over which line, the style of the paragraph says.
        if at or odt_styles.has_stops(paragraph):
            odt_styles.stop(self._file, paragraph, at or self.width, leader, begins=begins)
        odf.add(paragraph, "text:tab")

    def count(self, paragraph: Element, place: str) -> None:
        counters = {"{page}": "text:page-number", "{pages}": "text:page-count"}
        odf.add(paragraph, counters[place], "1")

    def chapter(self, paragraph: Element) -> None:
        told = odf.add(paragraph, "text:chapter", self.document.title, text_display="name")
        odf.give(told, text_outline_level="1")

    def number(self, paragraph: Element, kind: str, number: int) -> None:
        odf.add(
            paragraph,
            "text:sequence",
            str(number),
            text_name=kind,
            text_formula=f"ooow:{kind}+1",
            style_num_format="1",
            text_ref_name=f"ref{kind}{number - 1}",
        )

    def picture(self, paragraph: Element, image: bytes, alt: str, width: float) -> None:
        across, down = images.size(image)
        frame = odf.add(paragraph, "draw:frame", text_anchor_type="as-char")
        odf.give(frame, svg_width=f"{width:.2f}mm", svg_height=f"{width * down / across:.2f}mm")
        odf.add(frame, "draw:image", xlink_href=self._file.picture(image), xlink_type="simple")
        odf.add(frame, "svg:title", alt)
        odf.add(frame, "svg:desc", alt)

    def bookmark(self, heading: Element, block: int) -> None:
        mark = odf.add(heading, "text:bookmark", text_name=_bookmark(block))
        heading.insert(0, mark)
        heading.text, mark.tail = None, heading.text

    def page_of(self, paragraph: Element, block: int, page: int) -> None:
        bold = odf.add(paragraph, "text:span", text_style_name=odt_styles.STRONG)
        _page_of(bold, block, page)

    def grid(self, grid: Grid) -> Sequence[Sequence[Element]]:
        if self._breaks:
            self.paragraph(self.text, looks.GAP)
        self._kind = odt_tables.kind(grid, self.fit.cells)
        styles = odt_tables.table(self._file, grid.widths, whole=grid.whole, kept=grid.followed)
        made = odf.add(
            self.text, "table:table", table_style_name=styles.table, table_name=styles.name
        )
        columns = made
        for number, style in enumerate(styles.columns):
            heads = grid.row_header and number == 0
            columns = odf.add(made, "table:table-header-columns") if heads else made
            odf.add(columns, "table:table-column", table_style_name=style)
        shapes = [odt_tables.ROW] * (grid.count - len(grid.heights))
        shapes += [odt_tables.row_of_height(self._file, high) for high in grid.heights]
        rows = []
        for number, shape in enumerate(shapes):
            head = grid.head and number == 0
            parent = odf.add(made, "table:table-header-rows") if head else made
            row = odf.add(parent, "table:table-row", table_style_name=shape)
            style = odt_tables.box(self._file, self.document, self.fit.cells)
            if head:
                style = odt_tables.head(self._kind, dark=grid.dark)
            rows.append([_cell(row, style) for _ in grid.widths])
            if not head and grid.breaks(number - grid.head):
                odf.give(row, table_style_name=odt_tables.TALL)
            if not head and grid.stays(number - grid.head):
                self._held.append(row)
        return rows

    def merge(self, row: Sequence[Element]) -> Element:
        first, *others = row
        if others:
            odf.give(first, table_number_columns_spanned=str(len(row)))
        for cell in others:
            cell.tag = odf.name("table:covered-table-cell")
        return first

    def paint(self, place: Element, tone: CellTone) -> None:
        odf.give(place, table_style_name=odt_tables.cell(tone, self._kind))

    def shade(self, place: Element, ground: str) -> None:
        odf.give(
            place,
            table_style_name=odt_tables.box(self._file, self.document, self.fit.cells, ground),
        )

    def finish(self) -> bytes:
        for row in self._held:
            odt_styles.hold(self._file, row)
        if (last := self._below_table()) is not None:
            # LibreOffice puts a line of its own there if there is none.
            odf.give(last, text_style_name=odt_styles.key(odt_styles.POINT))
        return self._file.finish()

    def _master(
        self,
        name: str,
        head: Callable[[Place], None],
        foot: Callable[[Place], None] | None,
        *,
        after: str = "",
    ) -> None:
        master = odf.add(self._file.masters, "style:master-page", style_name=name)
        if after:
            odf.give(master, style_next_style_name=after)
        parts = {}
        for kind, fill in (("header", head), ("footer", foot)):
            part = parts[kind] = odf.add(master, f"style:{kind}")
            if fill is not None:
                fill(part)
            if fill in (self.head, self.foot) and self.document.bound and name != _LEAF:
                part = parts[f"{kind}-left"] = odf.add(master, f"style:{kind}-left")
                fill(part, left=True)
        landscape, headed = self.document.landscape != self._across, len(parts["header"]) > 0
        layout = odt_styles.page_layout(
            self._file, self.document, name, landscape=landscape, headed=headed, leaf=name == _LEAF
        )
        odf.give(master, style_page_layout_name=layout)
        for part in parts.values():
            if not len(part):
                master.remove(part)

    def _declare_numbers(self) -> None:
        """Say what numbers the captions; ODF wants it before the first one."""
        words = (looks.caption_parts(self.document, index, "")[0] for index in self.captions)
        names = dict.fromkeys(each.strip() for each in words)
        if names:
            declared = odf.add(self.text, "text:sequence-decls")
            for name in names:
                told = odf.add(declared, "text:sequence-decl", text_name=name)
                odf.give(told, text_display_outline_level="0")


def _describe(file: odf.File, document: Document) -> None:
    noon = f"{document.date.isoformat()}T12:00:00"
    for tag, text in (
        ("dc:title", document.title),
        ("dc:subject", plain(document.subtitle)),
        ("dc:creator", document.owner),
        ("dc:description", imprint.stamp(document)),
        ("dc:language", imprint.locale(document)),
        ("dc:date", noon),
        ("meta:initial-creator", document.owner),
        ("meta:creation-date", noon),
    ):
        odf.add(file.meta, tag, glyphs.for_office(text))


def _page_of(place: Element, block: int, page: int) -> None:
    # LibreOffice counts it when it opens the file.
    counted = odf.add(place, "text:bookmark-ref", str(page), text_ref_name=_bookmark(block))
    odf.give(counted, text_reference_format="page")


def _bookmark(block: int) -> str:
    return f"heading{block}"


def _link(place: Element, address: str, look: str) -> Element:
    link = odf.add(place, "text:a", xlink_href=address, xlink_type="simple")
    odf.give(link, text_style_name=look)
    return link


def _cell(row: Element, look: str) -> Element:
    cell = odf.add(row, "table:table-cell", table_style_name=look)
    odf.give(cell, office_value_type="string")
    return cell


def _next_item(place: Element) -> Element:
    """A new item of the list with dots that a cell ends with, or of a new list."""
    if not len(place) or place[-1].tag != odf.name("text:list"):
        odf.add(place, "text:list", text_style_name=odt_styles.BULLETS)
    return odf.add(place[-1], "text:list-item")

"""DOCX through python-docx: real styles, language, repeated header rows, alternative texts."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from core.documents import glyphs, looks
from core.documents.arrangement import OutlineEntry
from core.documents.model import Align, CellTone, Document, Layout
from core.documents.office import blocks, styles, word_facts, word_styles
from core.documents.office.word_styles import element, made, name
from core.documents.office.writer import Grid, Leader, Place, Writer
from core.documents.rich import Span

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.section import Section
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

_COUNTERS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}
"""The fields that fill the places of `imprint.page_words`."""
_FOOT = 5
"""Millimetres of the line of a footer of a notebook."""
_MARGIN, _MATRIX_MARGIN = "108", "45"
"""Beside the words of a table, and of a matrix, in twentieths of a point: 1.9 and 0.8 mm."""


def render(document: Document) -> bytes:
    """The document as DOCX. It must be valid and its layout not `POCKET`."""
    return blocks.written(document, _WordWriter)


class _WordWriter(Writer):
    def __init__(self, document: Document, size: float) -> None:
        super().__init__(document, size)
        self._file: File = word_styles.begun(document, size)
        self.text = self._file
        self._body = self._file._body
        # What comes last in the file. python-docx looks for it anew before each new element.
        self._end = self._file.element.body.sectPr
        self._begun: Any = None
        self._opens = False
        """Whether the next paragraph of the text begins a page."""
        self._numbers = 0
        self._held: list[_Row] = []
        self._unbroken: list[_Row] = []
        self._frames = word_styles.frames(document)
        self._letters = looks.letters(document)
        word_facts.tell(self._file, document)

    def pages(self) -> None:
        from docx.shared import Mm

        section = self._file.sections[0]
        word_styles.stand(section, landscape=self.document.landscape)
        inner, outer = looks.margins(self.document)
        section.left_margin, section.right_margin = Mm(inner), Mm(outer)
        if inner != outer:
            word_styles.mirror(self._file)
        section.top_margin = Mm(looks.above(self.document))
        section.bottom_margin = Mm(looks.below(self.document))
        section.header_distance = section.footer_distance = Mm(looks.edge(self.document))
        self._frame(section)
        if self.document.layout is Layout.REPORT:
            # No running header on the first page, and no footer on a cover.
            section.different_first_page_header_footer = True
            self.mark(section.first_page_header)
            if not self.document.watermark.strip():
                # Where nothing is written, LibreOffice draws the rule below what is.
                self.paragraph(section.first_page_header, looks.GAP)
            if self.document.cover is None:
                self.foot(section.first_page_footer)

    def turn(self, *, landscape: bool) -> None:
        section = self._begin()
        word_styles.stand(section, landscape=landscape)
        self._frame(section)

    def contents(self, title: str, entries: Sequence[OutlineEntry], pages: Sequence[int]) -> None:
        # A field that is filled in already: Word asks nothing.
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm

        new_page = self.document.cover is not None
        self.write(self.paragraph(self.text, looks.CONTENTS_TITLE, new_page=new_page), title)
        for number, (entry, page) in enumerate(zip(entries, pages, strict=True)):
            paragraph = self.paragraph(self.text, looks.CONTENTS[entry.level - 1])
            if number == 0:
                word_styles.mark(paragraph, "begin")
                code = element(paragraph.add_run()._r, "w:instrText")
                code.text = f' TOC \\o "1-{self.document.contents_depth}" \\h \\z \\u '
                word_styles.mark(paragraph, "separate")
            words = paragraph.add_run(f"{entry.number} {glyphs.for_office(entry.text)}".strip())
            words.add_tab()
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
            place = _place(entry.block)
            link = element(paragraph._p, "w:hyperlink", anchor=place, history="1")
            link.append(words._r)
            _page_of(link, entry.block, page)
            if number == len(entries) - 1:
                word_styles.mark(paragraph, "end")

    def page_break(self) -> None:
        self._opens = True

    def leaf(self, page: int) -> None:
        # Word counts no contents before it is told to: what they say is where they say it.
        section = self._begin(leaf=True)
        if self.document.bound and not self.leaves:
            self.leaves = True
            self._frame(section)
        if page:
            numbers = made("w:pgNumType", start=str(page))
            section._sectPr.find(name("w:pgMar")).addnext(numbers)

    def paragraph(
        self,
        place: Place,
        style: str,
        *,
        align: Align | None = None,
        keep: bool = False,
        new_page: bool = False,
        ground: str = "",
    ) -> "Paragraph":
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph: Paragraph = self._next(place)
        if place is self.text:
            new_page, self._opens = new_page or self._opens, False
        # By its id: python-docx looks names up anew each time, half of the work of a long table.
        paragraph._p.style = word_styles.key(style)
        if align is not None:
            sides = {Align.START: "LEFT", Align.CENTER: "CENTER", Align.END: "RIGHT"}
            paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, sides[align])
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        if new_page:
            self._end_page(paragraph._p.getprevious(), gone=True)
            paragraph.paragraph_format.page_break_before = True
            paragraph.paragraph_format.space_before = 0
        if ground:
            word_styles.stand_on(paragraph._p.get_or_add_pPr(), styles.on_band(ground))
        if place is self.text and style in self._frames:
            # Word draws frames around the text: theirs would be wider than a table.
            left, right = self._frames[style]
            paragraph.paragraph_format.left_indent = Pt(left)
            paragraph.paragraph_format.right_indent = Pt(right)
        return paragraph

    def items(
        self, place: Place, count: int, *, numbered: bool = False, goes_on: bool = False
    ) -> "Sequence[Paragraph]":
        style = "List Number" if numbered else "List Bullet"
        first = place is self.text and count > 1
        paragraphs = [self.paragraph(place, style, keep=first and n == 0) for n in range(count)]
        if numbered:
            known = self._numbers if goes_on else 0
            self._numbers = word_styles.number(self._file, paragraphs, known)
        return paragraphs

    def words(
        self, paragraph: "Paragraph", span: Span, *, underlined: bool = True, colour: str = ""
    ) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.shared import RGBColor

        run = paragraph.add_run(span.text)
        run.bold = run.font.cs_bold = True if span.strong else None
        if span.language:
            element(run._r.get_or_add_rPr(), "w:lang", val=span.language)
        if span.link:
            run.font.color.rgb = RGBColor.from_string(looks.BRAND)
            target, kind = glyphs.address(span.link), RELATIONSHIP_TYPE.HYPERLINK
            relation = paragraph.part.relate_to(target, kind, is_external=True)
            element(paragraph._p, "w:hyperlink", **{"r:id": relation}).append(run._r)
            if underlined:
                run.font.underline = True
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)

    def run(self, paragraph: "Paragraph", words: str, look: str) -> None:
        word_styles.set_letters(paragraph.add_run(words), self._letters[look])

    def tab(
        self, paragraph: "Paragraph", *, at: float = 0, leader: Leader = "", begins: bool = False
    ) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Length, Mm

        over = {"": WD_TAB_LEADER.SPACES, ".": WD_TAB_LEADER.DOTS, "_": WD_TAB_LEADER.LINES}[leader]
        side = WD_TAB_ALIGNMENT.LEFT if begins else WD_TAB_ALIGNMENT.RIGHT
        there = Length(Mm(at or self.width) - (paragraph.paragraph_format.right_indent or 0))
        paragraph.paragraph_format.tab_stops.add_tab_stop(there, side, over)
        paragraph.add_run("\t")

    def count(self, paragraph: "Paragraph", place: str) -> None:
        if self.last and place == "{pages}":
            paragraph.add_run(str(self.last))
        else:
            word_styles.field(paragraph._p, _COUNTERS[place], "1")

    def chapter(self, paragraph: "Paragraph") -> None:
        # ECMA-376, 17.16.5.59; by its number, as Word calls the style otherwise in each language.
        word_styles.field(paragraph._p, "STYLEREF 1", self.document.title)

    def number(self, paragraph: "Paragraph", kind: str, number: int) -> None:
        # ECMA-376, 17.16.5.56
        word_styles.field(paragraph._p, f"SEQ {kind} \\* ARABIC", str(number))

    def picture(self, paragraph: "Paragraph", image: bytes, alt: str, width: float) -> None:
        from docx.shared import Mm

        inline = paragraph.add_run().add_picture(io.BytesIO(image), width=Mm(width))._inline
        inline.docPr.set("descr", alt)
        for side in "TBLR":
            # Or LibreOffice leaves three millimetres beside it.
            inline.set(f"dist{side}", "0")

    def bookmark(self, heading: "Paragraph", block: int) -> None:
        number = str(block + 1)
        start = made("w:bookmarkStart", id=number, name=_place(block))
        heading._p.get_or_add_pPr().addnext(start)
        element(heading._p, "w:bookmarkEnd", id=number)

    def page_of(self, paragraph: "Paragraph", block: int, page: int) -> None:
        _page_of(paragraph._p, block, page, strong=True)

    def grid(self, grid: Grid) -> "Sequence[Sequence[_Cell]]":
        from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
        from docx.oxml.table import CT_Tbl
        from docx.shared import Mm
        from docx.table import Table

        if self._opens:
            # LibreOffice gives the break to the table, and sets its first words higher than those
            # beside them.
            self.paragraph(self.text, looks.GAP)
        table = Table(CT_Tbl.new_tbl(grid.count, len(grid.widths), Mm(self.width)), self._body)
        self._end.addprevious(table._tbl)
        table._tbl.tblStyle_val = word_styles.key("Table Grid")
        table.autofit = False
        # In the grid, which LibreOffice reads, and in the cells, which Word reads.
        for column, width in zip(table.columns, grid.widths, strict=True):
            column.width = Mm(width)
        flags = table._tbl.tblPr.find(name("w:tblLook"))
        flags.set(name("w:firstColumn"), "1" if grid.row_header else "0")
        flags.set(name("w:firstRow"), "1" if grid.head else "0")
        # Or its frame would hang out of the text by the margin of a cell.
        beside = _MATRIX_MARGIN if grid.matrix else _MARGIN
        inset = made("w:tblInd", w=beside, type="dxa")
        table._tbl.tblPr.find(name("w:tblW")).addnext(inset)
        margins = made("w:tblCellMar")
        above, below = (f"{20 * points:.0f}" for points in self.room(grid))
        for side, free in (("top", above), ("left", beside), ("bottom", below), ("right", beside)):
            element(margins, f"w:{side}", w=free, type="dxa")
        flags.addprevious(margins)
        rows = list(table.rows)
        for row in rows:
            for cell, width in zip(row._tr.tc_lst, grid.widths, strict=True):
                cell.width = Mm(width)
        cells = [row.cells for row in rows]
        if grid.head:
            head = rows.pop(0)._tr.get_or_add_trPr()
            element(head, "w:cantSplit")
            element(head, "w:tblHeader")
            for place in cells[0]:
                _shade(place, looks.INK if grid.dark else looks.TINT)
                place.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        self._stands = WD_ALIGN_VERTICAL.TOP if grid.top else WD_ALIGN_VERTICAL.CENTER
        for row, high in zip(rows, grid.heights, strict=False):
            row.height, row.height_rule = Mm(high), WD_ROW_HEIGHT_RULE.AT_LEAST
        self._hold(rows, grid)
        return cells

    def merge(self, row: "Sequence[_Cell]") -> Place:
        first, *others = row
        if others:
            first._tc.grid_span = len(row)
            first.width = sum(cell.width for cell in row)
        for cell in others:
            cell._tc.getparent().remove(cell._tc)
        return first

    def paint(self, place: "_Cell", tone: CellTone) -> None:
        ground, _ink = looks.TONES[tone]
        if ground:
            _shade(place, ground)
        place.vertical_alignment = self._stands

    def shade(self, place: "_Cell", ground: str) -> None:
        _shade(place, ground)

    def finish(self) -> bytes:
        for row in self._held:
            for paragraph in row._tr.iter(name("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()
        for row in self._unbroken:
            for paragraph in row._tr.iter(name("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepLines()
        self._end_page(self._end.getprevious())
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    def _hold(self, rows: "Sequence[_Row]", grid: Grid) -> None:
        """Hold the rows below a head together, and each whole."""
        for number, row in enumerate(rows):
            held = grid.stays(number)
            if held:
                self._held.append(row)
            # What ends a part that is held may be parted: where a point of room is missing for it,
            # LibreOffice shows no row that comes after it. Word keeps its paragraphs whole.
            parted = number and grid.stays(number - 1) and number < len(rows) - 1
            if held or not (parted or grid.breaks(number)):
                element(row._tr.get_or_add_trPr(), "w:cantSplit")
            elif not grid.breaks(number):
                self._unbroken.append(row)

    def _begin(self, *, leaf: bool = False) -> "Section":
        """Ends the section with what was written last: a line of its own might need a page more."""
        from docx.enum.section import WD_SECTION

        self._opens = False
        last = self._end.getprevious()
        self._end_page(last)
        start = WD_SECTION.ODD_PAGE if leaf else WD_SECTION.NEW_PAGE
        section: Section = self._file.add_section(start)
        section.different_first_page_header_footer = False
        for numbers in self._end.findall(name("w:pgNumType")):
            self._end.remove(numbers)
        ending = self._end.getprevious()
        if last.tag == name("w:p") and last.find(f"./{name('w:pPr')}/{name('w:sectPr')}") is None:
            last.set_sectPr(ending.pPr.sectPr)
            ending.getparent().remove(ending)
        return section

    def _end_page(self, last: Any, *, gone: bool = False) -> None:
        """Take its height from an empty line below a table, or itself, where the page ends: where
        that is full, it would need another."""
        from docx.shared import Pt
        from docx.text.paragraph import Paragraph

        above = last.getprevious() if last is not None else None
        if above is None or above.tag != name("w:tbl") or last.style != word_styles.key(looks.GAP):
            return
        if gone and last.find(f"./{name('w:pPr')}/{name('w:sectPr')}") is None:
            last.getparent().remove(last)
        else:
            Paragraph(last, self._body).paragraph_format.line_spacing = Pt(1)

    def _next(self, place: Place) -> Any:
        """The empty paragraph that a cell, a header and a footer come with, or one more."""
        from docx.text.paragraph import Paragraph

        if place is self.text:
            paragraph = Paragraph(made("w:p"), self._body)
            self._end.addprevious(paragraph._p)
            return paragraph
        if place._element is self._begun:
            return place.add_paragraph()
        self._begun = place._element
        return place.paragraphs[0]

    def _frame(self, section: "Section") -> None:
        """Header and footer of the pages after the first one."""
        from docx.shared import Mm

        sides = [(section.header, section.footer)]
        if self.document.bound:
            self._file.settings.odd_and_even_pages_header_footer = True
            sides.append((section.even_page_header, section.even_page_footer))
        for left, (header, footer) in enumerate(sides):
            header.is_linked_to_previous = footer.is_linked_to_previous = False
            self.head(header, left=left > 0)
            self.foot(footer, left=left > 0)
            if self.document.bound:
                # LibreOffice keeps so much free for it where a leaf begins, elsewhere what it
                # takes: as high as that it stands at one place.
                footer.paragraphs[0].paragraph_format.line_spacing = Mm(_FOOT)
        # What is there without words takes room, too.
        if not section.header.paragraphs[0].text:
            section.header.is_linked_to_previous = True


def _place(block: int) -> str:
    return f"_Toc{block + 1:06d}"


def _page_of(place: Any, block: int, page: int, *, strong: bool = False) -> None:
    # ECMA-376, 17.16.5.45
    word_styles.field(place, f"PAGEREF {_place(block)} \\h", str(page), strong=strong)


def _shade(place: "_Cell", ground: str) -> None:
    element(place._tc.get_or_add_tcPr(), "w:shd", val="clear", fill=ground)

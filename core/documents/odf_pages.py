"""Pages of an ODT file: headers and footers, cover, contents, turned pages."""

from typing import TYPE_CHECKING

from core.documents import arrangement, imprint, odf_styles, office
from core.documents.arrangement import Entry
from core.documents.model import Align, Cover, Layout
from core.documents.odf_text import Draft, para, picture, put

if TYPE_CHECKING:
    from odf.element import Element

USUAL, FIRST, TURNED = "Standard", "First", "Turned"
COVER_CREST, CREST = 26, 18
"""Widths of the coat of arms in millimetres."""


def add_pages(draft: Draft) -> None:
    """The kinds of page that the document needs, each with its header and footer."""
    document = draft.document
    report = document.layout is Layout.REPORT
    _master(draft, USUAL, _head(draft), _foot(draft))
    if any(section.landscape != document.landscape for section in arrangement.sections(document)):
        head, foot = _head(draft, turned=True), _foot(draft, turned=True)
        _master(draft, TURNED, head, foot, turned=True)
    if report:
        # No running header on the first page, and no footer on a cover.
        _master(draft, FIRST, _marks(draft), [] if document.cover else _foot(draft), after=USUAL)


def front(draft: Draft) -> None:
    """The first page, and the page of contents if there is one."""
    document = draft.document
    if document.cover is not None:
        _cover(draft, document.cover)
    else:
        _opening(draft)
    if document.contents:
        _contents(draft)
    if arrangement.needs_break(document):
        para(draft.file.text, "", odf_styles.BREAK)


def turn(draft: Draft, *, landscape: bool) -> None:
    """Begin pages that stand the other way."""
    master = USUAL if landscape == draft.document.landscape else TURNED
    para(draft.file.text, "", odf_styles.opening_page(draft.file, odf_styles.POINT, master))


def place(block: int) -> str:
    """Name of the bookmark of the heading with that index."""
    return f"heading{block}"


def _master(
    draft: Draft,
    name: str,
    head: "list[Element]",
    foot: "list[Element]",
    *,
    turned: bool = False,
    after: str = "",
) -> None:
    from odf import style

    landscape = draft.document.landscape != turned
    layout = odf_styles.page_layout(
        draft.file, draft.document, name, landscape=landscape, headed=bool(head)
    )
    master = style.MasterPage(name=name, pagelayoutname=layout)
    if after:
        master.setAttribute("nextstylename", after)
    for kind, lines in ((style.Header, head), (style.Footer, foot)):
        if lines:
            part = kind()
            for each in lines:
                part.addElement(each)
            master.addElement(part)
    draft.file.masterstyles.addElement(master)


def _head(draft: Draft, *, turned: bool = False) -> "list[Element]":
    from odf import text

    lines = _marks(draft)
    if draft.document.layout is Layout.REPORT:
        running = text.P(stylename=odf_styles.key(odf_styles.turned("Header", turned=turned)))
        put(running, draft.document.owner)
        running.addElement(text.Tab())
        put(running, draft.document.title)
        lines.append(running)
    return lines


def _foot(draft: Draft, *, turned: bool = False) -> "list[Element]":
    from odf import text

    document = draft.document
    line = text.P(stylename=odf_styles.key(odf_styles.turned("Footer", turned=turned)))
    stamp = imprint.stamp(document)
    put(line, stamp if document.layout is Layout.REPORT else f"{document.owner} · {stamp}")
    line.addElement(text.Tab())
    counters = {"{page}": text.PageNumber, "{pages}": text.PageCount}
    for part in office.page_parts(document):
        if part in counters:
            line.addElement(counters[part](text="1"))
        else:
            put(line, part)
    return [line]


def _marks(draft: Draft) -> "list[Element]":
    """The watermark as a line of the header, if there is one."""
    from odf import text

    if not draft.document.watermark.strip():
        return []
    mark = text.P(stylename=odf_styles.key(odf_styles.aligned(office.WATERMARK, Align.CENTER)))
    put(mark, draft.document.watermark)
    return [mark]


def _start(draft: Draft) -> str:
    """Style of the very first paragraph, which begins the first page."""
    if draft.document.layout is not Layout.REPORT:
        return office.KICKER
    return odf_styles.opening_page(draft.file, office.KICKER, FIRST)


def _opening(draft: Draft) -> None:
    document = draft.document
    _head_line(draft, office.over_title(document), CREST)
    para(draft.file.text, document.title, "Title")
    if document.subtitle.strip():
        para(draft.file.text, document.subtitle, "Subtitle")
    para(draft.file.text, imprint.stamp(document), office.STAMP)


def _head_line(draft: Draft, words: str, crest: float) -> None:
    """The coat of arms, that many millimetres wide, and the words under it."""
    document = draft.document
    start = _start(draft)
    if document.crest is not None:
        picture(draft, para(draft.file.text, "", start), document.crest, document.crest_alt, crest)
        start = office.KICKER
    para(draft.file.text, words, start)


def _cover(draft: Draft, cover: Cover) -> None:
    file, document = draft.file, draft.document
    _head_line(draft, document.owner, COVER_CREST)
    para(file.text, cover.kicker, office.COVER_KICKER)
    para(file.text, document.title, "Title")
    if document.subtitle.strip():
        para(file.text, document.subtitle, "Subtitle")
    para(file.text, "", office.COVER_GAP)
    for line in cover.lines:
        para(file.text, line, office.COVER_LINE)
    para(file.text, imprint.stamp(document), office.COVER_STAMP)


def _contents(draft: Draft) -> None:
    """An index that is already filled in; an update adds page numbers."""
    from odf import text

    title = imprint.contents_title(draft.document)
    style = office.CONTENTS_TITLE
    if draft.document.cover is not None:
        style = odf_styles.new_page(draft.file, style)
    index = text.TableOfContent(name="Contents", protected="false")
    source = text.TableOfContentSource(outlinelevel=str(draft.document.contents_depth))
    template = text.IndexTitleTemplate(stylename=odf_styles.key(style))
    template.addText(title)
    source.addElement(template)
    index.addElement(source)
    body, head = text.IndexBody(), text.IndexTitle(name="Contents_Head")
    para(head, title, style)
    body.addElement(head)
    for entry in arrangement.contents(draft.document):
        _jump(body, entry)
    index.addElement(body)
    draft.file.text.addElement(index)


def _jump(body: "Element", entry: Entry) -> None:
    from odf import text

    paragraph = para(body, "", office.CONTENTS[entry.level - 1])
    link = text.A(href=f"#{place(entry.block)}", type="simple", stylename=odf_styles.PLAIN)
    put(link, f"{entry.number} {entry.text}".strip())
    paragraph.addElement(link)

"""What keeps a document from being made, and what paper cannot show, in the person's words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from core.documents import glyphs, images, tree
from core.documents.model import (
    BlankRows,
    Block,
    Boxes,
    Bullets,
    Callout,
    CellTone,
    Checklist,
    Document,
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
    Signatures,
    Table,
)
from core.documents.pocket import Card, Panel
from core.documents.rich import Span, Text, plain
from core.documents.wall import Wall
from core.errors import DocumentTrouble, ImageTrouble
from core.i18n import _

LINKS = ("https", "http", "mailto", "tel")
MOST_LINK = 2000


@dataclass(frozen=True)
class DocumentProblem:
    """`block` is the index in `document.blocks`, None for the document itself."""

    block: int | None
    sentence: str


def problems(document: Document) -> list[DocumentProblem]:
    """Everything that must be mended before the document can be made, in reading order."""
    found = [DocumentProblem(None, sentence) for sentence in _of_document(document)]
    level = 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, Heading | Sheet):
            if block.level > level + 1:
                name = block_name(document, index)
                found.append(
                    DocumentProblem(index, _("{block}: it skips a level.").format(block=name))
                )
            level = block.level
        found += of_block(document, index)
    return found


def of_block(document: Document, index: int) -> list[DocumentProblem]:
    """What is wrong with one block, by itself."""
    sentences = _of_block(document.blocks[index], block_name(document, index))
    return [DocumentProblem(index, sentence) for sentence in sentences]


def unprintable(document: Document) -> list[DocumentProblem]:
    """Characters that paper cannot show, block by block. They keep nothing from being made."""
    heads = (document.title, plain(document.subtitle), document.owner)
    parts: list[tuple[int | None, str, object]] = [(None, _("The heading"), heads)]
    parts += [(i, block_name(document, i), block) for i, block in enumerate(document.blocks)]
    found = []
    for index, name, part in parts:
        missing = glyphs.unprintable("".join(tree.texts(part)))
        if missing:
            sentence = _("{block}: these characters cannot be printed: {characters}").format(
                block=name, characters=" ".join(missing)
            )
            found.append(DocumentProblem(index, sentence))
    return found


def require_valid(document: Document) -> None:
    """Raise `DocumentTrouble` with the first problem; the others are in its `detail`."""
    found = problems(document)
    if found:
        raise DocumentTrouble(
            found[0].sentence,
            _("Nothing was printed. Correct it and print again."),
            detail="\n".join(problem.sentence for problem in found),
        )


def block_name(document: Document, index: int) -> str:
    """The block as a person finds it on the page: `Block 3, table "Mayor's office"`."""
    block = document.blocks[index]
    title = glyphs.shorten(next(_titles(block), ""), 40)
    if not title:
        title = _last_heading(document, index)
    kind = _kinds()[type(block)]
    if title:
        return _("Block {number}, {kind} “{title}”").format(
            number=index + 1, kind=kind, title=title
        )
    return _("Block {number}, {kind}").format(number=index + 1, kind=kind)


def _kinds() -> dict[type, str]:
    return {
        Heading: _("heading"),
        Para: _("paragraph"),
        # Translators: Block of a document.
        Bullets: _("list"),
        Table: _("table"),
        # Translators: Block of a document: a framed note.
        Callout: _("box"),
        # Translators: Block of a document.
        Figure: _("image"),
        Fields: _("fields to fill in"),
        BlankRows: _("empty rows"),
        KeyNumbers: _("telephone numbers"),
        PageBreak: _("page break"),
        # Translators: Block of a document: one of eight of a folded sheet.
        Panel: _("panel"),
        # Translators: Block of a document: those at the foot of a sheet.
        Boxes: _("boxes"),
        Signatures: _("signatures"),
        # Translators: Block of a document.
        Checklist: _("checklist"),
        Foot: _("boxes"),
        # Translators: Block of a document: one with its own head.
        Sheet: _("sheet"),
        Wall: _("month"),
    }


def _titles(block: Block) -> Iterator[str]:
    if isinstance(block, Sheet):
        yield block.document.title
    for attribute in ("caption", "title", "text"):
        title: Text = getattr(block, attribute, "")
        if glyphs.visible(plain(title)):
            yield plain(title)


def _last_heading(document: Document, index: int) -> str:
    before = (block for block in reversed(document.blocks[:index]) if isinstance(block, Heading))
    return next((glyphs.shorten(block.text, 40) for block in before), "")


def _of_document(document: Document) -> Iterator[str]:
    if not glyphs.visible(document.title):
        yield _("The document has no title.")
    if not glyphs.visible(document.code):
        yield _("The document has no code.")
    if document.crest is not None and not glyphs.visible(document.crest_alt):
        yield _undescribed(_("The crest"))
    if document.crest is not None and not is_crest(document.crest):
        yield _("The crest cannot be read.")
    yield from _of_layout(document)


def _of_layout(document: Document) -> Iterator[str]:
    """Of what belongs to one layout only."""
    if document.layout is not Layout.REPORT:
        if document.cover or document.contents or document.numbered:
            yield _("Only a report has a cover, a page of contents or numbered headings.")
        if any(isinstance(block, Sheet) for block in document.blocks):
            yield _("Only a report binds other sheets.")
    elif document.contents and not any(isinstance(b, Heading | Sheet) for b in document.blocks):
        yield _("There is no heading for the page of contents.")
    if document.layout is Layout.POCKET:
        if not all(isinstance(block, KeyNumbers | Panel) for block in document.blocks):
            yield _("A pocket fold holds only telephone numbers and panels.")
    elif any(isinstance(block, Panel) for block in document.blocks):
        yield _("Panels belong to a pocket fold.")


def _of_block(block: Block, name: str) -> Iterator[str]:
    check = _CHECKS.get(type(block))
    if check is not None:
        yield from check(block, name)
    # A sheet told of its own parts, each by its name.
    if not isinstance(block, Sheet):
        for part, whose in _parts(block, name):
            yield from _of_part(part, whose)


def _parts(block: Block, name: str) -> Iterator[tuple[object, str]]:
    """The rows, cards and numbers of a block with the name of whose each is, or the block."""
    parts: tuple[object, ...] | None = None
    if isinstance(block, Table):
        parts = block.rows
    elif isinstance(block, Panel):
        parts = block.cards
    elif isinstance(block, KeyNumbers):
        parts = block.items
    if parts is None:
        yield block, name
        return
    for part in parts:
        read = next((text for text in tree.texts(part) if glyphs.visible(text)), "")
        whose = _("{block}, “{name}”").format(block=name, name=glyphs.shorten(read, 40))
        yield part, whose if read else name


_TOLD: tuple[Any, ...] = (Line, Span, Qr, KeyNumber, Card)
"""What may be a link, or may not be seen, found in one walk."""


def _of_part(part: object, name: str) -> Iterator[str]:
    if isinstance(part, Card) and not glyphs.visible(part.title):
        yield _("{block}: a card has no name.").format(block=name)
    inside = list(tree.find(part, _TOLD))
    lines, spans, codes, numbers, cards = (
        [item for item in inside if isinstance(item, kind)] for kind in _TOLD
    )
    if not all(glyphs.visible(plain(line.text)) for line in lines if not line.page_of):
        yield _("{block}: a line has nothing that can be printed.").format(block=name)
    for code in codes:
        yield from _of_qr(code, name)
    for link in (item.link for item in (*lines, *spans, *numbers, *cards) if item.link):
        if _scheme(link) not in LINKS:
            yield _("{block}: the link “{link}” is not of the web, e-mail or telephone.").format(
                block=name, link=glyphs.shorten(link, 40)
            )
        elif not is_link(link):
            yield _("{block}: a link is too long.").format(block=name)
    if any(span.link and not glyphs.visible(span.text) for span in spans):
        yield _("{block}: a link has no words.").format(block=name)


def is_link(link: str) -> bool:
    """True for an address that a paper may hold."""
    return _scheme(link) in LINKS and len(link) <= MOST_LINK


def is_readable(qr: Qr) -> bool:
    """True for a code that a telephone can read."""
    return not list(_of_qr(qr, ""))


def is_crest(image: bytes) -> bool:
    """True for arms that can be drawn: a picture, for a drawing may hold anything."""
    try:
        return not images.is_svg(images.ready(image))
    except ImageTrouble:
        return False


def _of_heading(block: Heading, name: str) -> Iterator[str]:
    if not glyphs.visible(block.text):
        yield _("{block}: it is empty.").format(block=name)
    if not 1 <= block.level <= 5:
        yield _("{block}: levels go from 1 to 5.").format(block=name)


def _of_text(
    block: Para | Bullets | Callout | KeyNumbers | Fields | Boxes | Signatures, name: str
) -> Iterator[str]:
    items = getattr(block, "items", ())
    if not glyphs.visible("".join(tree.texts(block))):
        yield _("{block}: it is empty.").format(block=name)
    elif not all(glyphs.visible("".join(tree.texts(item))) for item in items):
        yield _("{block}: one of its items is empty.").format(block=name)


def _of_boxes(block: Boxes, name: str) -> Iterator[str]:
    yield from _of_text(block, name)
    if not all(glyphs.visible(box.title) for box in block.items):
        yield _("{block}: a box has no title.").format(block=name)
    if not all(glyphs.visible(plain(item)) for box in block.items for item in box.items):
        yield _("{block}: one of its items is empty.").format(block=name)


def _of_signatures(block: Signatures, name: str) -> Iterator[str]:
    yield from _of_text(block, name)
    if not all(glyphs.visible(item.role) for item in block.items):
        yield _("{block}: it does not say as what one of them signs.").format(block=name)


def _of_table(block: Table, name: str) -> Iterator[str]:
    if not block.columns or not block.rows:
        yield _("{block}: it has no rows.").format(block=name)
    if any(len(row) != len(block.columns) for row in block.rows):
        yield _("{block}: a row has more or fewer cells than there are columns.").format(block=name)
    yield from _of_columns(block, name)
    toned = (each for row in block.rows for each in row if each.tone is not CellTone.NONE)
    if not all(glyphs.visible("".join(tree.texts(each.lines))) for each in toned):
        yield _("{block}: a coloured cell has no word in it.").format(block=name)


def _of_columns(block: Table | BlankRows, name: str) -> Iterator[str]:
    for number, column in enumerate(block.columns, 1):
        if not glyphs.visible(column.title) and getattr(block, "headed", True):
            yield _("{block}: column {number} has no title.").format(block=name, number=number)
        if not column.width > 0:
            yield _("{block}: column {number} has no width.").format(block=name, number=number)


def _of_blank_rows(block: BlankRows, name: str) -> Iterator[str]:
    if not block.columns or block.count < 1 or not 4 <= block.height <= 200:
        yield _("{block}: it has no rows to write in.").format(block=name)
    yield from _of_columns(block, name)


def _of_checklist(block: Checklist, name: str) -> Iterator[str]:
    if not glyphs.visible(block.title):
        yield _("{block}: it has no title.").format(block=name)
    if not block.items:
        yield _("{block}: it has no rows.").format(block=name)
    if not all(glyphs.visible(item.action) for item in block.items):
        yield _("{block}: one of its items is empty.").format(block=name)


def _of_foot(block: Foot, name: str) -> Iterator[str]:
    if not (glyphs.visible(block.never.title) and glyphs.visible(block.phones)):
        yield _("{block}: a box has no title.").format(block=name)
    if not block.numbers:
        yield _("{block}: it has no rows.").format(block=name)
    if not all(glyphs.visible("".join(tree.texts(item))) for item in block.never.items):
        yield _("{block}: one of its items is empty.").format(block=name)


def _of_sheet(block: Sheet, name: str) -> Iterator[str]:
    if block.document.layout is not Layout.SHEET:
        yield _("{block}: only sheets are bound into a report.").format(block=name)
    for problem in problems(block.document):
        yield f"{name}: {problem.sentence}"


def _of_figure(block: Figure, name: str) -> Iterator[str]:
    if isinstance(block.image, bytes):
        yield from _of_image(block.image, block.alt, name)
    elif not glyphs.visible(block.alt):
        yield _undescribed(name)


def _of_panel(block: Panel, name: str) -> Iterator[str]:
    if not glyphs.visible(block.title):
        yield _("{block}: it has no title.").format(block=name)


def _of_image(data: bytes, alt: str, name: str) -> Iterator[str]:
    if not glyphs.visible(alt):
        yield _undescribed(name)
    try:
        images.ready(data)
    except ImageTrouble as trouble:
        yield f"{name}: {trouble.sentence}"


def _undescribed(name: str) -> str:
    return _("{block}: it has no description for those who cannot see it.").format(block=name)


def _of_qr(qr: Qr, name: str) -> Iterator[str]:
    if not qr.payload or not glyphs.visible(qr.alt):
        yield _("{block}: a QR code is empty or has no description.").format(block=name)
    if len(qr.payload.encode(errors="replace")) > images.MOST_QR_BYTES:
        yield _("{block}: a QR code says more than a telephone can read.").format(block=name)


def _scheme(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return parts.scheme if parts.netloc or parts.path else ""


_CHECKS: dict[type, Callable[..., Iterator[str]]] = {
    Heading: _of_heading,
    Para: _of_text,
    Bullets: _of_text,
    Callout: _of_text,
    KeyNumbers: _of_text,
    Fields: _of_text,
    Table: _of_table,
    BlankRows: _of_blank_rows,
    Figure: _of_figure,
    Panel: _of_panel,
    Boxes: _of_boxes,
    Signatures: _of_signatures,
    Checklist: _of_checklist,
    Foot: _of_foot,
    Sheet: _of_sheet,
}

"""PDF through typst: PDF/UA-1 and PDF/A-2a in one file, the same bytes for the same document.

The templates in `resources/typst` read the tree as JSON, so that text stays text. They run in a
private folder, the only one typst may read, that holds them, the fonts, the tree and the images.
"""

import atexit
import datetime
import hashlib
import json
import shutil
import tempfile
import threading
import warnings
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import resources
from core.documents import arrangement, fitting, glyphs, heights, images, imprint, looks, tags, tree
from core.documents.figures import drawing
from core.documents.fitting import FittedDocument
from core.documents.model import (
    Block,
    Boxes,
    Document,
    Figure,
    Layout,
    PageBreak,
    Sheet,
    Table,
)
from core.errors import DocumentTrouble
from core.i18n import _

if TYPE_CHECKING:
    from typst import PDFStandard


STANDARDS: list["PDFStandard"] = ["ua-1", "a-2a"]

# The most characters of what stands in a header, a footer, or a place that cannot grow over a page;
# longer ones end in an ellipsis. Everything else flows, however long.
_MOST = {
    "document.title": 160,
    "document.subtitle": 240,
    "document.owner": 90,
    "document.crest_alt": 240,
    "figure.alt": 2000,
    "qr.alt": 240,
    "heading.text": 240,
    "column.title": 60,
    "field.label": 60,
    "field.value": 60,
    "keynumber.label": 60,
    "keynumber.number": 18,
    "callout.title": 160,
    "table.caption": 240,
    "blankrows.caption": 240,
    "figure.caption": 500,
    "panel.title": 40,
    "card.title": 44,
    "card.subtitle": 64,
    "card.number": 22,
    "cover.kicker": 60,
    "cover.lines": 240,
    "document.watermark": 20,
    "box.title": 120,
    "signature.role": 120,
    "signature.name": 120,
    "signature.note": 240,
    "document.kicker": 60,
    "check.action": 240,
    "check.help": 240,
    "check.who": 40,
    "check.name": 40,
    "checklist.title": 60,
    "checklist.time": 20,
    "checklist.note": 60,
    "checklist.beyond": 60,
    "foot.phones": 40,
    "wall.gaps": 150,
}
_MOST_ON_COVER = {"document.title": 60, "document.subtitle": 90, "keynumber.label": 40}

_LONG = 2_000_000
"""Letters of a tree, more than a notebook has, whose pages typst remembers at too high a price."""
_ROUNDS = 10
"""Compilations after which typst lets go of what none of them asked for."""

_PAGE_MARKS = "query(<page-mark>).map(mark => (mark.value, mark.location().page()))"

_lock = threading.RLock()
_press: "_Press | None" = None


def render(document: Document) -> bytes:
    """The document as PDF. It must be valid (`salvage.ready`).

    Safe from any thread; one document at a time. Raises `DocumentTrouble` when typst refuses.
    """
    return sized(document)[0]


def sized(document: Document) -> tuple[bytes, float]:
    """As `render`, and the size of type of a sheet or a report against the usual one."""
    press = _the_press()
    with _lock:
        made, size = _on_its_pages(press, document)
    return tags.completed(made, document), size


def _on_its_pages(press: "_Press", document: Document) -> tuple[bytes, float]:
    """Laid out until each sheet takes no more pages than it may; the lock is held."""
    alone = fitting.of(document, bound=False)
    sheets = [block.document for block in document.blocks if isinstance(block, Sheet)]
    bound = [fitting.of(sheet, bound=True) for sheet in sheets]
    while True:
        fit = replace(alone.fit, sheets=tuple(sheet.fit for sheet in bound))
        made, pages = press.compile(fit)
        # A sheet that is bound three times is searched for once.
        taken = dict(zip(bound or [alone], pages, strict=False))
        if not sum(sheet.tell(count) for sheet, count in taken.items()):
            return made, alone.fit.scale


def laid_out(fit: FittedDocument) -> bytes:
    """The document as PDF, set in that way, whether it takes no more pages than it may or not."""
    press = _the_press()
    with _lock:
        return press.compile(fit)[0]


def drawing_to_png(svg: bytes) -> bytes:
    """The SVG as PNG of 220 dots an inch in the packaged font, for word processors."""
    press = _the_press()
    with _lock:
        return press.rasterise(svg)


class _Press:
    """The folder and the compiler, kept: a cold compiler costs 150 ms, a warm one 20."""

    def __init__(self) -> None:
        from typst import Compiler, Fonts

        self.root = Path(tempfile.mkdtemp(prefix="pregon-paper-"))
        self.tree = self.root / "tree.json"
        atexit.register(shutil.rmtree, self.root, ignore_errors=True)
        fonts = self.root / "fonts"
        fonts.mkdir()
        templates = resources.path("typst").glob("*.typ")
        self.needed = [Path(shutil.copy(template, self.root)) for template in templates]
        self.needed += [Path(shutil.copy(font, fonts)) for font in glyphs.font_files()]
        families = Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
        )
        self.compiler: Compiler = Compiler(root=self.root, font_paths=families)

    def compile(self, fit: FittedDocument) -> tuple[bytes, list[float]]:
        """One pass at one size of type; and how many pages each sheet took, or the report."""
        kept: dict[bytes, str] = {}
        noon = datetime.datetime.combine(fit.document.date, datetime.time(12), datetime.UTC)
        try:
            data = _data(fit, lambda image: self._keep(image, kept))
            # Not as an input: when one changes, typst forgets every page that it has laid out.
            told = json.dumps(data, ensure_ascii=False)
            self.tree.write_text(told, encoding="utf-8")
            made = self._run("main.typ", format="pdf", pdf_standards=STANDARDS, timestamp=noon)
            pages = self._pages()
            if len(told) > _LONG:
                self._let_go()
            return made, pages
        finally:
            self._forget(kept)

    def _pages(self) -> list[float]:
        """Of what was set last, how many pages each sheet took; a report, down to its last line."""
        taken: list[float] = []
        start = 0
        for begins, page in json.loads(self.compiler.eval(_PAGE_MARKS)):
            if isinstance(begins, float):
                taken.append(page - 1 + begins)
            elif begins:
                start = page
                taken.append(1)
            else:
                taken[-1] = page - start + 1
        return taken

    def rasterise(self, svg: bytes) -> bytes:
        """See `drawing_to_png`."""
        kept: dict[bytes, str] = {}
        try:
            name = self._keep(svg, kept)
            self.tree.write_text(json.dumps(name), encoding="utf-8")
            return self._run("drawing.typ", format="png", ppi=220)
        finally:
            self._forget(kept)

    def _run(self, template: str, **options: Any) -> bytes:
        from typst import TypstError

        try:
            # The compiler remembers the last template, so each run names its own.
            made, told = self.compiler.compile_with_warnings(self.root / template, **options)
        except TypstError as error:
            raise DocumentTrouble(
                _("The document could not be laid out."),
                _("Nothing was printed. The details are in the error log."),
                detail=error.diagnostic,
            ) from error
        for warning in told:
            warnings.warn(warning, stacklevel=2)
        return made if isinstance(made, bytes) else b"".join(made or [])

    def _let_go(self) -> None:
        """Have typst forget the pages: two thousand contacts are 400 MB, and each change of one of
        them as much again."""
        for _round in range(_ROUNDS):
            self.compiler.compile(b"", format="svg")

    def _keep(self, data: bytes, kept: dict[bytes, str]) -> str:
        if data not in kept:
            ready = images.ready(data)
            name = f"{hashlib.blake2b(ready, digest_size=16).hexdigest()}.{images.kind(ready)}"
            (self.root / name).write_bytes(ready)
            kept[data] = name
        return f"/{kept[data]}"

    def _forget(self, kept: dict[bytes, str]) -> None:
        for path in (self.tree, *(self.root / name for name in kept.values())):
            path.unlink(missing_ok=True)


def _the_press() -> _Press:
    global _press
    with _lock:
        # Windows empties its temporary folder under a program that stays open for weeks.
        if _press is None or not all(path.exists() for path in _press.needed):
            _press = _Press()
        return _press


def _data(fit: FittedDocument, image: "tree.OnImage", level: int = 1) -> dict[str, Any]:
    """What the templates read: the tree, the words of every page, and the size of type.

    `level` is that of the title of a sheet.
    """
    document = fit.document
    most = _MOST | (_MOST_ON_COVER if document.layout is Layout.POCKET else {})

    def text(place: str, given: str) -> str:
        if place == "qr.payload":
            return images.qr_svg(given)
        if place.endswith(".link"):
            return glyphs.address(given)
        if place == "span.text":
            return glyphs.with_blanks(glyphs.for_paper(given), given)
        return glyphs.for_paper(glyphs.shorten(given, most[place]) if place in most else given)

    # A dataclass becomes a dictionary.
    facts = cast(dict[str, Any], tree.plain(_drawn(document), text=text, image=image))
    _arrange(document, facts["blocks"])
    _air(fit, facts["blocks"])
    _bind(fit, facts["blocks"], image)
    return facts | _frame(document, level) | _folded(facts["blocks"]) | {"scale": fit.scale}


def _frame(document: Document, level: int) -> dict[str, Any]:
    """What the templates know of the whole document beyond its tree."""
    words = {name: glyphs.for_paper(text) for name, text in imprint.words(document).items()}
    report = document.layout is Layout.REPORT
    return {
        "words": words,
        "sections": [vars(section) for section in arrangement.sections(document)],
        "chapters": arrangement.has_chapters(document),
        "checklist": looks.has_steps(document),
        "numbered_depth": arrangement.MOST_NUMBERED,
        "title_level": level,
        "heading_offset": 0 if report else level,
    }


def _folded(blocks: list[dict[str, Any]]) -> dict[str, Any]:
    """What a pocket fold shows, wherever it stands."""
    return {
        "panels": [block for block in blocks if block["block"] == "panel"],
        "key_numbers": [
            item for block in blocks if block["block"] == "keynumbers" for item in block["items"]
        ],
    }


def _arrange(document: Document, blocks: list[dict[str, Any]]) -> None:
    """Number the captions and say what stays together."""
    for index, number in arrangement.captions(document).items():
        blocks[index]["caption"] = imprint.caption_words(document, index).format(
            number=number, caption=blocks[index]["caption"]
        )
    for index, count in heights.together(document).items():
        blocks[index] |= {"together": count, "whole": heights.whole(document, index, count)}
        blocks[index]["asked"] = heights.begins(document, index)
    tied = heights.tied(document)
    for index, title in arrangement.going_on(document).items():
        told = glyphs.for_paper(imprint.words(document)["continued"].format(title=title))
        table = document.blocks[index]
        if isinstance(table, Table) and heights.heads(document, table, told):
            blocks[index]["continued"] = told
    for index in arrangement.introductions(document):
        blocks[index]["introduces"] = True
    for block, drawn in zip(document.blocks, blocks, strict=True):
        if isinstance(block, Table):
            _fit_cells(document, block, drawn)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            blocks[index]["tied"] = index in tied
            blocks[index]["chart"] = heights.chart_below(document, index)


def _air(fit: FittedDocument, blocks: list[dict[str, Any]]) -> None:
    """Say of each table and box how much more its rows have around their words."""
    given = chain(fit.air, repeat(0.0))
    for block, drawn in zip(fit.document.blocks, blocks, strict=True):
        for part in drawn["items"] if isinstance(block, Boxes) else [drawn]:
            if isinstance(block, Boxes | Table):
                part["air"] = next(given)


def _bind(fit: FittedDocument, blocks: list[dict[str, Any]], image: "tree.OnImage") -> None:
    """Put each bound sheet in its place, set as it fits."""
    sheets = iter(fit.sheets)
    for index, block in enumerate(fit.document.blocks):
        if isinstance(block, Sheet):
            inner = _data(next(sheets), image, block.level)
            blocks[index] |= {"block": "sheet", "document": inner}
            blocks[index] |= {"level": block.level, "leaf": block.leaf, "tab": block.tab}


def _fit_cells(document: Document, table: Table, drawn: dict[str, Any]) -> None:
    """Say which rows may be broken over two pages, and in which cells words must be."""
    wide = looks.width(document, landscape=document.landscape or table.landscape)
    drawn["tall"] = heights.tall(table, wide)
    for column, full in zip(drawn["columns"], heights.crowded_heads(table, wide), strict=True):
        column["crowded"] = full
    for row, crowded in zip(drawn["rows"], heights.crowded(table, wide), strict=True):
        for cell, letters in zip(row, crowded, strict=True):
            cell["letters"] = letters


def _drawn(document: Document) -> Document:
    """The document with its charts as drawings, and with gaps where sheets are bound in."""

    def drawn(block: Block) -> Block:
        if isinstance(block, Figure):
            return replace(block, image=drawing.drawn(block.image))
        return PageBreak() if isinstance(block, Sheet) else block

    return replace(document, blocks=tuple(drawn(block) for block in document.blocks))

"""A tired photocopier: what is less than 40 % dark is white on its copies."""

import ctypes
from collections.abc import Iterator

import pypdfium2
from PIL import Image
from pypdfium2 import raw

DOTS = 200
_LIGHTEST = 153
"""Of 255; what is lighter is gone."""
_HELD = 0.6
"""Of the ink of a word: its edges are paler than its strokes."""
_SAME = 24
"""Steps of grey within which a word cannot be told from its ground."""

Box = tuple[float, float, float, float]


def lost(pdf: bytes, pages: slice = slice(None)) -> list[str]:
    """Words and lines of the pages that are not on the copy."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for number in range(len(document))[pages]:
            page = document[number]
            paper = page.render(scale=DOTS / 72, grayscale=True).to_pil().convert("L")
            found += [f"{number + 1}: {what}" for what in _lost_of(page, paper)]
        return found


def sizes(pdf: bytes) -> dict[str, float]:
    """The largest size of type, in points, of each line of words of the first page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return sizes_on(document[0])


def sizes_on(page: pypdfium2.PdfPage) -> dict[str, float]:
    """As `sizes`, of a page of a document that is open."""
    text = page.get_textpage()
    found: dict[str, float] = {}
    line = ""
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter in "\r\n":
            line = ""
        else:
            before = found.pop(line, 0.0)
            line += letter
            # Blanks that no letter of the file stands for have a size of 1.
            found[line] = max(before, raw.FPDFText_GetFontSize(text, index))
    return found


def _lost_of(page: pypdfium2.PdfPage, paper: Image.Image) -> Iterator[str]:
    height = page.get_height()

    def pixels(box: Box) -> tuple[int, int, int, int]:
        left, bottom, right, top = (side * DOTS / 72 for side in box)
        high = height * DOTS / 72
        return int(left), int(high - top), int(right) + 1, int(high - bottom) + 1

    for word, box in _words(page.get_textpage()):
        if not _word_there(paper.crop(pixels(box))):
            yield word
    for box in _edges(page):
        if not _stroke_there(paper, pixels(box)):
            yield "line at {:.0f}, {:.0f} mm".format(*(side * 25.4 / 72 for side in box[:2]))


def _words(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, Box]]:
    word, box = "", (0.0, 0.0, 0.0, 0.0)
    for index in range(text.count_chars()):
        letter = text.get_text_range(index, 1)
        if not letter.strip():
            if word:
                yield word, box
            word = ""
            continue
        left, bottom, right, top = text.get_charbox(index)
        box = (
            (min(box[0], left), min(box[1], bottom), max(box[2], right), max(box[3], top))
            if word
            else (left, bottom, right, top)
        )
        word += letter
    if word:
        yield word, box


def _word_there(part: Image.Image) -> bool:
    shades = part.histogram()
    ground = shades.index(max(shades))
    seen = [shade for shade, count in enumerate(shades) if count]
    furthest = max(seen, key=lambda shade: abs(shade - ground))
    if ground <= _LIGHTEST or abs(furthest - ground) < _SAME:
        return True
    ink = sum(shades[: (ground + furthest) // 2])
    return sum(shades[: _LIGHTEST + 1]) >= _HELD * ink


def strokes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """Where lines and boxes are drawn, in points."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, filled, stroked)
        if stroked.value:
            yield item.get_bounds()


def _edges(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """Lines that are drawn, and the four sides of boxes."""
    for left, bottom, right, top in strokes(page):
        if min(right - left, top - bottom) < 4:
            yield left, bottom, right, top
        else:
            yield left, bottom, right, bottom + 2
            yield left, top - 2, right, top
            yield left, bottom, left + 2, top
            yield right - 2, bottom, right, top


def _stroke_there(paper: Image.Image, box: tuple[int, int, int, int]) -> bool:
    part = paper.crop(box)
    wide, high = part.size
    if wide >= high:
        dark = [min(part.crop((x, 0, x + 1, high)).getextrema()) for x in range(wide)]
    else:
        dark = [min(part.crop((0, y, wide, y + 1)).getextrema()) for y in range(high)]
    return sum(shade <= _LIGHTEST for shade in dark) >= 0.4 * len(dark)

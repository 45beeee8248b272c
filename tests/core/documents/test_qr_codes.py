"""The QR codes of printed pages, read as telephones read them."""

import math
from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from core.documents.model import Qr
from core.documents.preview import Preview
from core.documents.tree import find

_LASER = 300
_QUIET = 4


def codes(pdf: bytes) -> Iterator[tuple[str, float, int]]:
    """What a telephone reads in the QR codes of pages in black and white, how wide each is in
    millimetres, and how many of its modules around it are white."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            paper = page.render(scale=_LASER / 72, grayscale=True).to_pil()
            laser = paper.convert("L").point([0] * 128 + [255] * 128)
            for code in zxingcpp.read_barcodes(laser, formats=zxingcpp.BarcodeFormat.QRCode):
                left, right = code.position.top_left, code.position.top_right
                across = math.hypot(right.x - left.x, right.y - left.y)
                yield code.text, across / _LASER * 25.4, _quiet(laser, code.position)


def _quiet(paper: Image.Image, corners: zxingcpp.Position) -> int:
    """Of a code of 25 modules."""
    points = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
    left, right = (side(point.x for point in points) for side in (min, max))
    top, bottom = (side(point.y for point in points) for side in (min, max))
    module = (right - left) / 25

    def dark(around: float) -> int:
        box = (left - around, top - around, right + around, bottom + around)
        return int(paper.crop(box).histogram()[0])

    rings = (dark(module * (count + 0.9)) for count in range(_QUIET))
    own = dark(module / 2)
    return next((count for count, ring in enumerate(rings) if ring > own), _QUIET)


@pytest.mark.parametrize("entry_id", ["roster-pocket", "roster"])
def test_a_telephone_reads_every_code_from_a_page_without_colours_or_greys(papers, entry_id):
    made = papers.made(entry_id)
    read = list(codes(papers.printed(entry_id)))

    assert sorted(text for text, *_ in read) == sorted(
        code.payload for code in find(made.blocks, Qr)
    )
    assert min(wide for _text, wide, _quiet in read) >= 12
    # ISO/IEC 18004
    assert {quiet for _text, _wide, quiet in read} == {4}


def test_the_pocket_fold_of_the_example_is_one_sheet(papers):
    with Preview(papers.printed("roster-pocket")) as opened:
        assert opened.page_count == 1

import re
from collections.abc import Iterator

import pytest

from core.documents import images, pdf
from core.documents.model import Document
from core.documents.preview import Preview, page_count
from core.errors import Cancelled


@pytest.fixture
def preview(roster: Document) -> Iterator[Preview]:
    with Preview(pdf.render(roster)) as opened:
        yield opened


def test_pages_are_counted_and_measured_in_points(preview, roster):
    assert preview.page_count == page_count(pdf.render(roster)) == 2
    assert preview.page_size(0) == pytest.approx((595.28, 841.89), abs=0.1)


def test_a_page_becomes_pixels_with_white_paper_and_blue_band(preview):
    picture = preview.image(0, 1.0)

    def pixel(x: int, y: int) -> tuple[int, ...]:
        start = y * picture.stride + 4 * x
        return tuple(picture.data[start : start + 3])

    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.data) == picture.stride * picture.height
    assert pixel(5, 5) == (255, 255, 255)
    assert pixel(300, 40) == (0x79, 0x4E, 0x1D)


@pytest.mark.parametrize("typed", ["Lucía Núñez", "lucia nuñez", "LUCÍA  NÚÑEZ", "lucia nunez"])
def test_a_name_is_found_whatever_its_accents_and_case(preview, typed):
    found = preview.find(typed)

    page, (left, top, right, bottom) = found[0]
    assert len(found) == 15
    assert page == 0
    assert 30 < left < right < 200
    assert 150 < top < bottom < 350
    assert bottom - top < 15


def test_nothing_is_found_for_nothing(preview):
    assert preview.find("  ") == []
    assert preview.find("not there") == []


def test_an_address_with_places_to_break_is_found_whole(preview):
    assert len(preview.find("lucia@valdehierro.example")) == 15


def test_a_qr_code_holds_what_it_was_given():
    import segno

    code = segno.make_qr("tel:+34600000001", error="m", encoding="utf-8")

    drawn = images.qr_svg("tel:+34600000001")

    side = code.symbol_size(border=1)[0]
    assert f'viewBox="0 0 {side} {side}"' in drawn
    assert code.error in ("M", "Q", "H")
    assert set(re.findall("#[0-9a-f]{3,6}", drawn)) == {"#000", "#fff"}


def test_a_page_says_its_text_for_whoever_does_not_see_it(preview):
    assert "Lucía Núñez" in preview.text(0)


def test_a_closed_preview_answers_nobody(preview):
    preview.close()

    with pytest.raises(Cancelled):
        preview.image(0, 1.0)

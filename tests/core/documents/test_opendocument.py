import io
from collections.abc import Callable
from typing import Any

import pytest
from odf import dc, draw, style, svg, teletype, text
from odf import table as tables
from odf.namespaces import FONS, OFFICENS
from odf.opendocument import load

from core.documents import opendocument
from core.documents.model import Column, Document, Line, Para, Table, cell

Make = Callable[..., Document]


def opened(document: Document) -> Any:
    return load(io.BytesIO(opendocument.render(document)))


def words(elements: list[Any]) -> list[str]:
    return [str(teletype.extractText(element)) for element in elements]


def test_headings_are_headings_with_their_level(report: Document) -> None:
    headings = opened(report).getElementsByType(text.H)

    assert [(h.getAttribute("outlinelevel"), str(h)) for h in headings] == [
        ("1", "Aims"),
        ("2", "Measures"),
    ]


def test_lists_are_lists(report: Document) -> None:
    items = opened(report).getElementsByType(text.ListItem)

    assert words(items) == ["Answer in time.", "Describe each picture."]


def test_the_header_row_repeats(roster: Document) -> None:
    heads = opened(roster).getElementsByType(tables.TableHeaderRows)

    assert len(heads) == 2
    assert words(heads[0].getElementsByType(tables.TableCell)) == [
        "Contact",
        "Telephone",
        "Code",
        "Done",
    ]


def test_every_image_has_its_alternative_text(roster: Document, report: Document) -> None:
    for document, texts in (
        (roster, {"Arms of Valdehierro", "Call Lucía Núñez"}),
        (report, {"A line that rises", "A photograph"}),
    ):
        frames = opened(document).getElementsByType(draw.Frame)

        for kind in (svg.Title, svg.Desc):
            found = [words(frame.getElementsByType(kind)) for frame in frames]
            assert {one for (one,) in found} == texts


@pytest.mark.parametrize(("language", "country"), [("es", "ES"), ("en", "GB")])
def test_the_language_is_that_of_the_document(make: Make, language: str, country: str) -> None:
    file = opened(make(Para("Text"), language=language))

    (default,) = file.getElementsByType(style.DefaultStyle)
    (properties,) = default.getElementsByType(style.TextProperties)
    assert properties.getAttrNS(FONS, "language") == language
    assert properties.getAttrNS(FONS, "country") == country
    assert words(file.meta.getElementsByType(dc.Language)) == [f"{language}-{country}"]


def test_code_version_date_and_page_are_in_the_footer_and_the_first_also_in_the_body(
    report: Document,
) -> None:
    file = opened(report)

    (footer,) = file.getElementsByType(style.Footer)
    body = words(file.text.getElementsByType(text.P))
    assert "DIR-01 · v2 · 24 de noviembre de 2026" in body
    assert "DIR-01 · v2 · 24 de noviembre de 2026" in words([footer])[0]
    assert footer.getElementsByType(text.PageNumber)
    assert footer.getElementsByType(text.PageCount)


def test_telephones_and_addresses_can_be_clicked(roster: Document) -> None:
    links = opened(roster).getElementsByType(text.A)

    assert {link.getAttribute("href") for link in links} == {
        "tel:112",
        "tel:+34926000000",
        "mailto:lucia@valdehierro.example",
    }


def test_empty_rows_have_their_height_and_a_box_to_tick(log: Document) -> None:
    file = opened(log)

    (table,) = file.getElementsByType(tables.Table)
    rows = table.getElementsByType(tables.TableRow)[1:]
    heights = [
        p.getAttribute("rowheight") for p in file.getElementsByType(style.TableRowProperties)
    ]
    assert len(rows) == 24
    assert "9.0mm" in heights
    assert {words([row])[0].strip() for row in rows} == {"☐"}


def test_hostile_text_stays_inert_and_emoji_stay(make: Make) -> None:
    hostile = "a\0b\x0b\ud800 👍 שלום <text:p/> &\nline " + "n" * 10_000
    table = Table((Column(hostile),), ((cell(Line(hostile, link="tel:112")),),), hostile)

    file = opened(make(Para(hostile), table, title=hostile, owner=hostile))

    body = file.body.getElementsByType(text.P)
    assert any("ab 👍 שלום <text:p/> &" in each for each in words(body))
    assert file.body.getElementsByType(text.LineBreak)
    assert file.getMediaType() == "application/vnd.oasis.opendocument.text"
    assert file.body.qname == (OFFICENS, "body")

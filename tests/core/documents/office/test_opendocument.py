import io
from dataclasses import replace
from typing import Any

import pytest
from odf import dc, draw, style, svg, teletype, text
from odf import table as tables
from odf.namespaces import FONS, OFFICENS
from odf.opendocument import load

from core.documents.model import Box, Boxes, Bullets, Column, Document, Line, Para, Table, cell
from core.documents.office import odt
from core.documents.rich import rich


def opened(document: Document) -> Any:
    return load(io.BytesIO(odt.render(document)))


def words(elements: list[Any]) -> list[str]:
    return [str(teletype.extractText(element)) for element in elements]


def test_headings_are_headings_with_their_level(report):
    headings = opened(report).getElementsByType(text.H)

    assert [(h.getAttribute("outlinelevel"), str(h)) for h in headings] == [
        ("1", "Aims"),
        ("2", "Measures"),
    ]


def test_lists_are_lists(report):
    items = opened(report).getElementsByType(text.ListItem)

    assert words(items) == ["Answer in time.", "Describe each picture."]


def test_the_header_row_repeats(roster):
    heads = opened(roster).getElementsByType(tables.TableHeaderRows)

    assert len(heads) == 2
    assert words(heads[0].getElementsByType(tables.TableCell)) == [
        "Contact",
        "Telephone",
        "Code",
        "Done",
    ]


def test_every_image_has_its_alternative_text(roster, report):
    for document, texts in (
        (roster, {"Arms of Valdehierro", "Call Lucía Núñez"}),
        (report, {"A line that rises", "A photograph"}),
    ):
        frames = opened(document).getElementsByType(draw.Frame)

        for kind in (svg.Title, svg.Desc):
            found = [words(frame.getElementsByType(kind)) for frame in frames]
            assert {item for (item,) in found} == texts
        assert {frame.getAttribute("anchortype") for frame in frames} == {"as-char"}


@pytest.mark.parametrize(("spoken", "country"), [("es", "ES"), ("en", "GB")])
def test_the_language_is_that_of_the_document(make, spoken, country):
    file = opened(make(Para("Text"), language=spoken))

    (default,) = file.getElementsByType(style.DefaultStyle)
    (properties,) = default.getElementsByType(style.TextProperties)
    assert properties.getAttrNS(FONS, "language") == spoken
    assert properties.getAttrNS(FONS, "country") == country
    assert words(file.meta.getElementsByType(dc.Language)) == [f"{spoken}-{country}"]


def test_code_version_date_and_page_are_in_the_footer_and_the_first_also_in_the_body(report):
    file = opened(report)

    footers = file.getElementsByType(style.Footer)
    body = words(file.text.getElementsByType(text.P))
    assert "DIR-01 · v2 · 24 de noviembre de 2026" in body
    for footer in footers:
        assert "DIR-01 · v2 · 24 de noviembre de 2026" in words([footer])[0]
        assert footer.getElementsByType(text.PageNumber)
        assert footer.getElementsByType(text.PageCount)
    assert len(footers) == 2


def test_telephones_and_addresses_can_be_clicked(roster):
    links = opened(roster).getElementsByType(text.A)

    assert {link.getAttribute("href") for link in links} == {
        "tel:112",
        "tel:+34926000000",
        "mailto:lucia@valdehierro.example",
    }


def test_empty_rows_have_their_height_and_a_box_to_tick(log):
    file = opened(log)

    (table,) = file.getElementsByType(tables.Table)
    rows = table.getElementsByType(tables.TableRow)[1:]
    heights = [
        p.getAttribute("rowheight") for p in file.getElementsByType(style.TableRowProperties)
    ]
    assert len(rows) == 24
    assert "9.0mm" in heights
    assert {words([row])[0].strip() for row in rows} == {"☐"}


def test_headings_of_a_numbered_document_count_themselves(plan):
    file = opened(plan)

    (outline,) = file.getElementsByType(text.OutlineStyle)
    levels = outline.getElementsByType(text.OutlineLevelStyle)
    assert [
        (each.getAttribute("level"), each.getAttribute("displaylevels")) for each in levels
    ] == [
        ("1", "1"),
        ("2", "2"),
        ("3", "3"),
    ]
    assert str(file.getElementsByType(text.H)[-1]) == "Horas"


def test_the_contents_are_filled_in_and_lead_to_their_headings(plan):
    file = opened(plan)

    (index,) = file.getElementsByType(text.TableOfContent)
    links = index.getElementsByType(text.A)
    places = {f"#{mark.getAttribute('name')}" for mark in file.getElementsByType(text.Bookmark)}
    assert words(links)[:2] == [
        "1 Objetivos e indicadores del capítulo 1\t3",
        "1.1 Situación actual\t3",
    ]
    assert words(links)[-1].startswith("8.2 Horas\t")
    counted = [link.getElementsByType(text.BookmarkRef)[0] for link in links]
    assert {f"#{page.getAttribute('refname')}" for page in counted} <= places
    assert {link.getAttribute("href") for link in links} <= places


def test_captions_of_a_numbered_document_count(plan):
    file = opened(replace(plan, language="en"))

    captions = [
        str(teletype.extractText(paragraph))
        for paragraph in file.getElementsByType(text.P)
        if paragraph.getElementsByType(text.Sequence)
    ]
    assert captions[:3] == [
        "Table 1: Objetivos, indicadores y metas para 2027",
        "Figure 1: Respuestas en menos de 4 horas",
        "Table 2: Matriz de tareas con 5 puestos",
    ]


def test_a_wide_matrix_turns_the_page_and_the_next_block_turns_it_back(plan):
    file = opened(plan)

    masters = {
        made.getAttribute("name"): made.getAttribute("masterpagename")
        for made in file.getElementsByType(style.Style)
        if made.getAttribute("masterpagename")
    }
    used = [
        masters[name]
        for paragraph in file.getElementsByType(text.P)
        if (name := paragraph.getAttribute("stylename")) in masters
    ]
    assert used == ["First", "Turned", "Standard"]


def test_the_first_column_of_a_matrix_is_a_header(plan):
    file = opened(plan)

    heads = file.getElementsByType(tables.TableHeaderColumns)
    assert len(heads) == sum(
        1 for block in plan.blocks if isinstance(block, Table) and block.row_header
    )


def test_emphasis_and_links_stand_inside_of_sentences(make):
    file = opened(make(Para(rich("See **now** the [guide](https://guide.example)."))))

    paragraph = next(p for p in file.getElementsByType(text.P) if "guide" in words([p])[0])
    assert words([paragraph]) == ["See now the guide."]
    assert words(paragraph.getElementsByType(text.Span)) == ["now"]
    assert [a.getAttribute("href") for a in paragraph.getElementsByType(text.A)] == [
        "https://guide.example"
    ]


def test_a_numbered_list_has_numbers(make):
    file = opened(make(Bullets(("One.", "Two."), numbered=True)))

    (made,) = file.getElementsByType(text.List)
    assert made.getAttribute("stylename") == "Numbers"
    (look,) = [
        item.getElementsByType(text.ListLevelStyleNumber)
        for item in file.getElementsByType(text.ListStyle)
        if item.getAttribute("name") == "Numbers"
    ]
    assert [item.getAttribute("numformat") for item in look] == ["1"]
    assert words(made.getElementsByType(text.ListItem)) == ["One.", "Two."]


def test_room_to_sign_stays_on_one_page(plan):
    file = opened(plan)

    whole = {
        made.getAttribute("name")
        for made in file.getElementsByType(style.Style)
        for shape in made.getElementsByType(style.TableProperties)
        if shape.getAttribute("maybreakbetweenrows") == "false"
    }
    last = file.getElementsByType(tables.Table)[-1]
    assert "La Secretaría" in words([last])[0]
    assert last.getAttribute("stylename") in whole


def test_hostile_text_stays_inert_and_emoji_stay(make):
    hostile = "a\0b\x0b\ud800 👍 שלום <text:p/> &\nline " + "n" * 10_000
    table = Table((Column(hostile),), ((cell(Line(hostile, link="tel:112")),),), hostile)

    file = opened(make(Para(hostile), table, title=hostile, owner=hostile))

    body = file.body.getElementsByType(text.P)
    assert any("ab 👍 שלום <text:p/> &" in each for each in words(body))
    assert file.body.getElementsByType(text.LineBreak)
    assert file.getMediaType() == "application/vnd.oasis.opendocument.text"
    assert file.body.qname == (OFFICENS, "body")


def test_a_list_in_a_box_has_dots_and_one_in_the_text_its_numbers(make):
    box = Boxes((Box("Qué hacemos", ("Informar.", "Contestar.")),))
    file = opened(make(box, Bullets(("Uno.", "Dos."), numbered=True)))

    def bullets(place: text.List) -> bool:
        (named,) = [
            item
            for item in file.getElementsByType(text.ListStyle)
            if item.getAttribute("name") == place.getAttribute("stylename")
        ]
        return bool(named.getElementsByType(text.ListLevelStyleBullet))

    assert [bullets(item) for item in file.getElementsByType(text.List)] == [True, False]

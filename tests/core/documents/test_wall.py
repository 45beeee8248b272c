"""A month for the wall: one page whatever is on, nothing out of its day, as large as the paper."""

import io
import os
import subprocess
import sys
from dataclasses import replace

import docx
import pikepdf
import pypdfium2
import pytest
from docx.oxml.ns import qn

from core.documents import measure, render, validate, wall
from core.documents.model import Layout
from core.documents.preview import page_count
from core.documents.wall import BESIDE, Wall, WallDay, WallItem, fitted, heights
from tests.core.documents.conftest import png
from tests.core.photocopier import strokes


def more(count: int) -> str:
    return f"y {count} más"


ITEM = WallItem("La pregunta de la semana", "09:00", "Página de Facebook")


def month(*items, weeks=6, a3=False):
    """A sheet of so many weeks with these on each day."""
    day = fitted(WallDay("30 nov", "Día de la Constitución", items), weeks, more)
    heads = ("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo")
    return Wall(
        heads,
        ((day,) * 7,) * weeks,
        "márquela cuando salga",
        "idea, sin confirmar",
        "gris: fin de semana y festivos",
        "A mano:",
        "Si cambia algo, vale lo que diga Pregón.",
        "Mayores de 65: nada del 7 al 27",
        a3,
    )


def sheet(make, wall):
    crest = {"crest": png("RGBA"), "crest_alt": "Escudo de Valdehierro"}
    return make(wall, layout=Layout.SHEET, landscape=True, **crest)


def on_lines(pdf):
    """The letters of the month on one of its lines, or less than half a millimetre above it."""
    with pypdfium2.PdfDocument(pdf) as opened:
        page = opened[0]
        ruled = [box for box in strokes(page) if min(box[2] - box[0], box[3] - box[1]) < 2]
        text = page.get_textpage()
        letters = [
            (text.get_text_range(place, 1), text.get_charbox(place))
            for place in range(text.count_chars())
        ]
        return "".join(
            letter
            for letter, (left, bottom, right, top) in letters
            if any(a < right and left < c and b < top and bottom < d + 1.4 for a, b, c, d in ruled)
        )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Nuevos servicios", ("idea", "Web municipal", "Boletín del jueves")),
        ("ANTIDESLUMBRAMIENTOS", ("Web",)),
        ("WWWWWWWWWWWWW", ("Web",)),
    ],
)
def test_nothing_that_is_written_in_a_day_leaves_it(make, text, where):
    item = WallItem(text, "10:00", BESIDE.join(where))
    day = fitted(WallDay("28", "", (item,)), 6, more)
    made = render.render(sheet(make, replace(month(), weeks=((day,) * 7,) * 6)), ".pdf")

    assert on_lines(made) == ""


@pytest.mark.parametrize(
    "text", ["Becas", "Ayudas al comercio " * 6, "x" * 120, "🙂 = <b>#read</b>"]
)
@pytest.mark.parametrize("weeks", [4, 5, 6])
def test_no_month_takes_more_than_its_page(make, failures, text, weeks):
    made = render.render(sheet(make, month(*[replace(ITEM, text=text)] * 9, weeks=weeks)), ".pdf")

    assert page_count(made) == 1
    assert failures(made) == []


def test_a_day_that_holds_all_of_its_items_says_nothing_of_others():
    day = WallDay("3", "", (ITEM,))

    assert fitted(day, 5, more) == day
    assert fitted(WallDay("4"), 6, more) == WallDay("4")


def test_a_full_week_has_the_room_that_others_do_not_need(make, failures):
    busy, idle = WallDay("3", "", (ITEM,) * 3), WallDay("10")
    high = heights([(idle,) * 7, (busy,) * 7, (idle,) * 7, (idle,) * 7, (idle,) * 7])

    assert sum(high) == pytest.approx(wall.WEEKS_HIGH)
    assert high[1] > high[0] >= 20
    assert fitted(busy, wall.WEEKS_HIGH / high[1], more) == busy != fitted(busy, 5, more)
    rows = tuple((busy if tall == high[1] else idle,) * 7 for tall in high)
    made = render.render(sheet(make, replace(month(), weeks=rows, high=high)), ".pdf")
    assert page_count(made) == 1
    assert failures(made) == []


def test_weeks_are_alike_where_each_has_room_or_none_has():
    idle, full = (WallDay("3"),) * 7, (WallDay("3", "", (ITEM,) * 99),) * 7

    assert heights([idle] * 4) == pytest.approx([wall.WEEKS_HIGH / 4] * 4)
    assert heights([full] * 6) == pytest.approx([wall.WEEKS_HIGH / 6] * 6)


def test_what_does_not_fit_is_counted():
    shown = fitted(WallDay("3", "", (ITEM,) * 9), 6, more)

    assert shown.items == (ITEM,)
    assert shown.more == "y 8 más"


def test_only_the_hour_before_a_title_takes_the_room_of_bold_letters():
    one_line, two_lines = WallItem("Bando sobre el agua"), WallItem("Feria de la tapa", "09:00")

    assert fitted(WallDay("3", "", (one_line,) * 3), 6, more).more == ""
    assert fitted(WallDay("3", "", (two_lines,) * 3), 6, more).more == "y 2 más"


def test_a_title_that_fits_no_day_is_shortened():
    long = replace(ITEM, text="Ayudas al comercio en la sede electrónica o en persona " * 2)
    (shown,) = fitted(WallDay("3", "", (long,)), 6, more).items

    assert shown.text.startswith("Ayudas al comercio")
    assert shown.text.endswith("…")
    assert shown.hour == "09:00"


def test_a3_is_the_same_page_at_141_per_cent(make, tmp_path):
    sizes = []
    for a3 in (False, True):
        made = tmp_path / "month.pdf"
        made.write_bytes(render.render(sheet(make, month(ITEM, a3=a3)), ".pdf"))
        with pikepdf.open(made) as opened:
            (page,) = opened.pages
            sizes.append([float(side) for side in page.mediabox[2:]])

    assert sizes[0] == pytest.approx([841.9, 595.3], abs=0.5)
    assert sizes[1] == pytest.approx([1190.6, 841.9], abs=0.5)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_word_processors_get_it_as_a_table(make, suffix):
    made = sheet(make, month(replace(ITEM, idea=True), weeks=5))

    assert validate.problems(made) == []
    assert render.render(made, suffix)


def test_in_word_what_the_signs_mean_what_lacks_and_what_is_to_write_on_are_a_line_each(make):
    """As on paper."""
    file = docx.Document(io.BytesIO(render.render(sheet(make, month(ITEM)), ".docx")))

    *_, meaning, gaps, hand = [each.text.strip() for each in file.paragraphs if each.text.strip()]
    assert meaning.startswith("☐ márquela cuando salga · ⬚ idea, sin confirmar · gris")
    assert meaning.endswith("Si cambia algo, vale lo que diga Pregón.")
    bold = [r.text for p in file.paragraphs if p.text == gaps for r in p.runs if r.bold]
    assert bold == ["Mayores de 65: nada del 7 al 27"]
    assert hand == "A mano:"
    (table,) = file.tables
    assert table.cell(1, 6).text.splitlines() == [
        "30 nov Día de la Constitución",
        "☐ 09:00 La pregunta de la semana",
        "Página de Facebook",
    ]


def test_in_word_an_idea_has_another_box_where_no_place_says_that_it_is_one(make):
    wall = month(replace(ITEM, idea=True, where=""))
    file = docx.Document(io.BytesIO(render.render(sheet(make, wall), ".docx")))

    (table,) = file.tables
    assert table.cell(1, 0).text.endswith("⬚ 09:00 La pregunta de la semana")


def test_in_word_a_day_off_is_grey_and_the_hour_of_an_item_bold(make):
    wall = month(ITEM)
    first, second, *others = wall.weeks[0]
    weeks = ((replace(first, grey=True), second, *others), *wall.weeks[1:])
    made = render.render(sheet(make, replace(wall, weeks=weeks)), ".docx")
    (table,) = docx.Document(io.BytesIO(made)).tables

    grounds = [cell._tc.tcPr.find(qn("w:shd")) for cell in table.rows[1].cells]
    assert [ground is not None for ground in grounds] == [True] + [False] * 6
    red, green, blue = bytes.fromhex(grounds[0].get(qn("w:fill")))
    # Bluer, it is no grey.
    assert red <= green <= blue <= red + 6
    _day, item, _where = table.cell(1, 1).paragraphs
    assert [run.text.strip() for run in item.runs if run.bold] == ["09:00"]


def test_in_word_the_places_of_an_item_stand_below_its_words_and_off_the_line(make):
    file = docx.Document(io.BytesIO(render.render(sheet(make, month(ITEM)), ".docx")))

    (table,) = file.tables
    _day, item, where = (p.style.paragraph_format for p in table.cell(1, 1).paragraphs)
    assert where.left_indent == item.left_indent > 0
    assert where.first_line_indent in (None, 0)
    below = table._tbl.tblPr.find(f".//{qn('w:tblCellMar')}/{qn('w:bottom')}")
    assert int(below.get(qn("w:w"))) >= 40


def test_in_word_an_empty_week_has_room_to_write(make):
    file = docx.Document(io.BytesIO(render.render(sheet(make, month(weeks=4)), ".docx")))

    (table,) = file.tables
    high = [row.height.mm for row in table.rows[1:]]
    assert len(high) == 4
    assert min(high) > 32
    # What a page has below its band and above three lines.
    assert sum(high) < 140


def test_in_word_weeks_are_as_high_as_their_page_allows(make):
    """Words of full weeks take what they need; an empty month has almost as much as on paper."""

    def share(month, **facts):
        made = make(month, layout=Layout.SHEET, landscape=True, **facts)
        (table,) = docx.Document(io.BytesIO(render.render(made, ".docx"))).tables
        return sum(row.height.mm for row in table.rows[1:]) / wall.WEEKS_HIGH

    empty, full = (replace(month(*items, weeks=4), gaps="") for items in ((), [ITEM] * 2))
    assert share(full) == pytest.approx(0.78, abs=0.001)
    assert 0.78 < share(replace(empty, gaps="Mayores de 65: nada. " * 9)) < share(empty)
    assert 0.87 < share(empty) == share(empty, crest=png(), crest_alt="Escudo")


def test_in_word_the_box_of_an_idea_is_as_wide_as_others_so_that_hours_stand_below_each_other(make):
    """It is of another font, in which it is wider."""
    day = WallDay("3", "", (ITEM, replace(ITEM, idea=True)))
    made = render.render(sheet(make, replace(month(), weeks=((day,) * 7,) * 4)), ".docx")

    (table,) = docx.Document(io.BytesIO(made)).tables
    texts = [p.runs[0] for p in table.cell(1, 1).paragraphs if p.runs[0].text in "☐⬚"]
    usual, dashed = (run.font.size.pt for run in texts)
    assert [run.text for run in texts] == ["☐", "⬚"]
    assert 0.945 * dashed == pytest.approx(0.8 * usual, rel=0.02)


def test_in_word_the_name_of_a_holiday_is_smaller_than_the_number_of_its_day(make):
    day = WallDay("8", "Inmaculada Concepción")
    made = render.render(sheet(make, replace(month(), weeks=((day,) * 7,) * 4)), ".docx")

    (table,) = docx.Document(io.BytesIO(made)).tables
    (head,) = table.cell(1, 1).paragraphs
    number, name = head.runs
    assert (number.text, number.bold) == ("8", True)
    assert name.text == " Inmaculada Concepción"
    assert name.font.size < head.style.font.size


PLACES = ("Página de Facebook", "Bando y tablón", "Lista de WhatsApp", "Megafonía")


def test_places_give_way_before_the_title_does():
    item = replace(ITEM, where=BESIDE.join(PLACES))
    (shown,) = fitted(WallDay("3", "", (item,)), 6, more).items
    assert shown == replace(item, where="Página de Facebook +3")

    long = replace(item, text="Ayudas al comercio en la sede electrónica")
    (shown,) = fitted(WallDay("3", "", (long,)), 6, more).items
    assert shown == replace(long, where="")


SHOWN = """
from core.documents.wall import WallDay, WallItem, fitted
item = WallItem("La pregunta de la semana", "09:00", %r)
print(fitted(WallDay("3", "", (item,)), 6, str).items)
"""


def test_the_same_stands_on_the_wall_where_the_system_cannot_join_letters(tmp_path):
    # given a computer like most, without the library of two directions of writing
    tmp_path.joinpath("libfribidi.so.0").touch()
    item = replace(ITEM, where=BESIDE.join(PLACES))

    shown = subprocess.run(
        [sys.executable, "-c", SHOWN % item.where],
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
    )

    assert shown.stdout.decode().strip() == str(fitted(WallDay("3", "", (item,)), 6, str).items)


def test_places_give_way_before_another_item_does():
    items = tuple(replace(ITEM, text=text, where=BESIDE.join(PLACES)) for text in ("Becas", "Cine"))
    shown = fitted(WallDay("3", "", items), 5, more)

    assert [item.text for item in shown.items] == ["Becas", "Cine"]
    assert shown.more == ""
    assert any("+" in item.where for item in shown.items)


def test_a_day_with_more_than_anybody_publishes_is_measured_no_further_than_it_is_shown():
    items = tuple(replace(ITEM, text=f"Aviso {number}") for number in range(5000))
    measured = measure._length.cache_info().misses

    assert fitted(WallDay("3", "", items), 5, more).more == "y 4998 más"
    assert measure._length.cache_info().misses - measured < 50

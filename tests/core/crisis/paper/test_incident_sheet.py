"""The sheet of an open incident: its title, day and hour are on it, and a drill says that it is."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import docx
import pypdfium2
import pytest
from msgspec.structs import replace as changed
from pypdfium2 import raw

from core import i18n
from core.crisis.document.sheet import sheet_of
from core.crisis.scenarios import editing
from core.days import brief_day_of_year, clock_time
from core.documents import render, validate
from core.documents.model import Check, Checklist, Document, Fields
from core.documents.preview import Preview
from core.documents.tree import find
from core.errors import DocumentTrouble
from core.roster import records as roster
from core.store import Store, Topic
from tests.core.crisis.clerk import sit_down
from tests.core.crisis.paper.gate import failures, words
from tests.core.odt import Odt, read

DOGS = "poisoned-animals"


def opened(store: Store, title: str = "", *, drill: bool = False) -> int:
    return sit_down(store, title=title, drill=drill).number


def sheet(store: Store, number: int) -> Document:
    with store.read() as connection, i18n.language("es"):
        return sheet_of(connection, "es", store.clock.today(), number)


def filled(document: Document) -> list[str]:
    return [field.value for fields in find(document, Fields) for field in fields.fields]


def page_of(pdf: bytes) -> str:
    with Preview(pdf) as shown:
        assert shown.page_count == 1
        return shown.text(0)


def drawn(pdf: bytes) -> int:
    """How many lines and boxes are drawn on its pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return sum(1 for page in document for _path in page.get_objects([raw.FPDF_PAGEOBJ_PATH]))


def test_title_day_and_hour_stand_on_their_lines_and_a_name_is_still_to_be_written(village, clock):
    document = sheet(village, opened(village, "Perros en Los Olmos"))
    day, hour = brief_day_of_year(clock.today()), clock_time(clock.now())
    assert filled(document) == ["Perros en Los Olmos", day, hour, ""]
    assert document.watermark == ""
    text = page_of(render.render(document, ".pdf"))
    assert "Perros en Los Olmos" in text
    assert hour in text


def test_the_sheet_of_a_drill_says_so_across_the_page(village):
    document = sheet(village, opened(village, drill=True))
    assert document.watermark == "SIMULACRO"
    printed = render.render(document, ".pdf")
    assert page_of(printed).count("SIMULACRO") == 2, "a copier drops what is across the page"
    assert "SIMULACRO · HOJA DE CRISIS" in page_of(printed)
    assert validate.problems(document) == []
    assert failures(printed) == []


def test_word_and_libreoffice_have_the_same_lines(village):
    document = sheet(village, opened(village, "Perros en Los Olmos", drill=True))
    word = docx.Document(io.BytesIO(render.render(document, ".docx")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Incidente\nPerros en Los Olmos" in cells
    with zipfile.ZipFile(io.BytesIO(render.render(document, ".odt"))) as packed:
        text = packed.read("content.xml").decode()
    assert "Perros en Los Olmos" in text


def test_a_very_long_title_stays_on_its_line(village):
    document = sheet(village, opened(village, "Aviso " * 33))
    assert filled(document)[0].endswith("…")
    page_of(render.render(document, ".pdf"))


@pytest.mark.parametrize("title", ["Perros o gatos envenenados en parques", "W" * 40])
def test_what_is_filled_in_stands_on_its_line_below_what_it_is(village, clock, title):
    clerk = sit_down(village, title=title)
    clerk.promise(due := clock.now() + timedelta(minutes=45))
    with Preview(render.render(sheet(village, clerk.number), ".pdf")) as shown:
        for label, value in (("Incidente", title), ("Próximo aviso", clock_time(due))):
            (_page, (_left, _top, _right, under)) = shown.find(label)[0]
            (_page, (_left, top, _right, bottom)) = shown.find(value)[-1]
            assert under <= top, f"{value} runs over {label}"
            assert bottom - top < 20, f"{value} takes two lines"


def test_its_steps_are_those_it_was_opened_with(village):
    number = opened(village)
    before = words(sheet(village, number))
    editing.edit(
        village, DOGS, lambda scenario: changed(scenario, title="Otra cosa", never=("Otra línea",))
    )
    after = sheet(village, number)
    assert words(after) == before
    assert "Otra línea" in words(sheet(village, opened(village)))


def test_nothing_but_the_three_lines_and_the_level_differs_from_the_sheet_on_the_wall(village):
    from core import catalogue, papers

    with village.read() as connection:
        wall = catalogue.prepare(connection, papers.sheet_id(DOGS), "es", village.clock.today())
    own = sheet(village, opened(village))
    (lines,), (empty,) = find(own, Fields), find(wall, Fields)
    assert [field.label for field in lines.fields] == [field.label for field in empty.fields]
    emptied = tuple(empty if block == lines else block for block in own.blocks)
    assert own.kicker == f"{wall.kicker} · Nivel naranja"
    assert replace(own, blocks=emptied, kicker=wall.kicker) == wall


def test_there_is_no_sheet_of_an_incident_that_never_was(village):
    with pytest.raises(DocumentTrouble, match="999"):
        sheet(village, 999)


def test_printed_in_the_middle_it_carries_what_is_done_the_level_and_the_hour_promised(
    village, clock
):
    clerk = sit_down(village)
    clerk.tick("tell-seprona")
    hour = clock_time(clock.now())
    due = clock.now() + timedelta(minutes=45)
    clerk.promise(due)

    document = sheet(village, clerk.number)

    checks = [item for block in find(document, Checklist) for item in block.items]
    done = [(check.action, check.done, check.who) for check in checks if check.done]
    assert done == [(clerk.step("tell-seprona").text, hour, "Llama")]
    text = page_of(render.render(document, ".pdf"))
    assert "NIVEL NARANJA" in text
    assert filled(document)[-1] == clock_time(due)
    assert clock_time(due) in text
    assert text.count(hour) == 2, "where it begins, and beside the step"


def test_of_a_closed_incident_it_says_when_it_was_closed_and_promises_nothing(village, clock):
    clerk = sit_down(village)
    clerk.promise(clock.now() + timedelta(minutes=45))
    clerk.later(minutes=30)
    clerk.close()

    (lines,) = find(sheet(village, clerk.number), Fields)

    assert [field.label for field in lines.fields][-1] == "Cerrado a las"
    assert lines.fields[-1].value == clock_time(clock.now())


def test_under_each_role_stands_who_has_it_and_not_who_ticked_the_step(village):
    clerk = sit_down(village)
    step = clerk.step("tell-seprona")
    clerk.tick(step)
    clerk.hand_over(step.hat, "Nuria Blanco Tejeda")

    checks = list(find(sheet(village, clerk.number), Check))

    (done,) = (check for check in checks if check.done)
    assert done.name == "Nuria Blanco Tejeda"
    assert {check.name for check in checks if check.who == "Llama"} == {"Nuria Blanco Tejeda"}


def test_of_a_role_that_nobody_has_it_says_who_noted_the_step(village, clock):
    with village.change(Topic.ROSTER) as db:
        for contact in roster.everyone(db.conn):
            roster.replace(db, replace(contact, hats=()), clock.now())
    clerk = sit_down(village)
    clerk.tick("tell-seprona")

    (done,) = (check for check in find(sheet(village, clerk.number), Check) if check.done)

    assert done.name == "anotó Lucía Ortega Prieto"


def test_a_step_that_is_done_has_its_box_ticked_in_every_format(village):
    clerk = sit_down(village)
    before = sheet(village, clerk.number)
    clerk.tick("tell-seprona")

    after = sheet(village, clerk.number)

    for document, ticked in ((before, 0), (after, 1)):
        word = docx.Document(io.BytesIO(render.render(document, ".docx")))
        assert word.element.body.xpath("string()").count("☑") == ticked
        assert read(Odt(render.render(document, ".odt")).content).count("☑") == ticked
    lines = [drawn(render.render(document, ".pdf")) for document in (before, after)]
    assert lines[1] - lines[0] == 1, "the tick"


def test_a_step_that_was_not_needed_has_a_dash_in_its_box_and_its_hour_in_every_format(
    village, clock
):
    clerk = sit_down(village)
    before = sheet(village, clerk.number)
    clerk.not_needed("tell-seprona", "Ya estaba avisado")
    hour = clock_time(clock.now())

    after = sheet(village, clerk.number)

    for document, dashed in ((before, 0), (after, 1)):
        word = docx.Document(io.BytesIO(render.render(document, ".docx")))
        odt = read(Odt(render.render(document, ".odt")).content)
        for told in (word.element.body.xpath("string()"), odt):
            assert told.count("⊟") == told.count("No hace falta") == dashed
            assert told.count("☑") == 0
    pages = [render.render(document, ".pdf") for document in (before, after)]
    assert drawn(pages[1]) - drawn(pages[0]) == 1, "the dash"
    assert page_of(pages[1]).count(hour) == 2, "where it begins, and beside the step"
    assert failures(pages[1]) == []

"""The size of type in which a sheet takes no more pages than it may, searched for or shipped."""

import gc
import weakref
from dataclasses import replace

import pytest

from core import catalogue
from core.crisis.scenarios.library import SHIPPED
from core.documents import fitting, pdf
from core.documents.fitting import FittedDocument, SheetFit, SheetSize
from core.documents.model import (
    BlankRows,
    Box,
    Boxes,
    Check,
    Checklist,
    Column,
    Heading,
    Layout,
    PageBreak,
    Para,
    Sheet,
    Signature,
    Signatures,
    Table,
    cell,
)
from core.documents.preview import Preview, page_count
from core.documents.rich import Span
from core.documents.tree import find
from core.store import open_store
from tests.core import towns
from tests.core.crisis.scenes import set_aside
from tests.core.documents import sheet_sizes

STEPS = Checklist("Antes de hablar", (Check("Llame", "a quien decide", "Decide", "Alcaldesa"),))


def sought(sheet: SheetFit, largest: float, *, short: bool = False) -> list[float]:
    """Sizes tried, where this and the smaller ones fit; `short`, only without grey lines."""
    document = sheet.fit.document
    tried = [sheet.fit.scale]
    while sheet.tell(
        1 if sheet.fit.scale <= largest and (not short or sheet.fit.document != document) else 2
    ):
        tried.append(sheet.fit.scale)
    return tried


@pytest.fixture
def steps(make):
    """A sheet that asks for one page and has grey lines."""
    return make(STEPS, layout=Layout.SHEET, one_page=True)


def test_the_type_is_the_largest_that_fits(steps):
    for largest in fitting.SCALES:
        sheet = SheetFit(steps)

        assert len(sought(sheet, largest)) <= 5
        assert sheet.fit == FittedDocument(steps, largest)


def test_what_fits_in_no_size_loses_its_grey_lines_and_then_runs_on(steps):
    short, endless = SheetFit(steps), SheetFit(steps)

    sought(short, 0.9, short=True)
    sought(endless, 0.0)

    (without,) = short.fit.document.blocks
    assert without.items == (Check("Llame", who="Decide"),)
    assert short.fit.scale == 0.9
    assert short.fits
    assert endless.fit == FittedDocument(steps)
    assert not endless.fits


def test_what_fits_in_the_size_that_was_shipped_is_set_once(steps):
    assert sought(SheetFit(steps, SheetSize(0.95, short=False)), 1.06) == [0.95]
    assert sought(SheetFit(steps, SheetSize(0.95, short=True)), 1.06) == [0.95]


def test_what_does_not_fit_in_the_size_that_was_shipped_is_made_smaller(steps):
    sheet = SheetFit(steps, SheetSize(0.975, short=False))

    tried = sought(sheet, 0.925)

    assert sheet.fit.scale == 0.925
    assert max(tried) == 0.975
    assert len(tried) <= 5


def test_rows_lose_their_air_before_letters_become_smaller(steps):
    sheet = SheetFit(steps, SheetSize(0.95, short=False, air=(0.4, 0.4)))

    told = [(sheet.fit.scale, sheet.fit.air)]
    while sheet.tell(2 if sheet.fit.air or sheet.fit.scale > 0.925 else 1):
        told.append((sheet.fit.scale, sheet.fit.air))

    assert told[:2] == [(0.95, (0.4, 0.4)), (0.95, ())]
    assert {air for _scale, air in told[1:]} == {()}
    assert sheet.fit == FittedDocument(steps, 0.925)


def test_each_table_and_text_has_its_own_air(make):
    """Around the words of each row, which has so much more above and below."""
    table = Table((Column("Pregunta"),), ((cell("uno"),), (cell("dos"),), (cell("tres"),)))
    said = Box("Aviso", tuple((Span(f"{word}: ", strong=True), Span("Sí.")) for word in "ABC"))
    texts = Boxes((said, replace(said, title="Cierre")), by_hand=True)
    sheet = make(table, Heading(1, "Otra"), table, texts, layout=Layout.SHEET, chapter="Aviso")

    def apart(air):
        """Millimetres from the first row to the second, of each."""
        with Preview(pdf.laid_out(FittedDocument(sheet, air=air))) as made:
            tops = [
                [box[1] for _page, box in made.find(word)] for word in ("uno", "dos", "A:", "B:")
            ]
        both = [*zip(*tops[:2], strict=True), *zip(*tops[2:], strict=True)]
        return [(below - above) * 25.4 / 72 for above, below in both]

    usual, given = apart(()), apart((0.5, 0.0, 1.0))

    assert [b - a for a, b in zip(usual, given, strict=True)] == pytest.approx(
        [1, 0, 2, 0], abs=0.1
    )


def test_what_may_take_two_pages_is_tried_in_few_sizes(make):
    document = make(layout=Layout.SHEET, pages=2)
    sheet = SheetFit(document)

    assert [sheet.tell(3), sheet.tell(3), sheet.tell(3)] == [True, True, False]
    assert sheet.fit == FittedDocument(document)


def test_what_has_as_many_pages_as_it_takes_is_set_in_its_usual_size(make):
    report = make(Para("Line"))

    sheet = SheetFit(report)

    assert sheet.fit == FittedDocument(report)
    assert not sheet.tell(30)


def test_what_takes_as_many_pages_as_it_likes_is_not_held_in_memory(make):
    roster = make(Para("Two thousand contacts"))
    held = weakref.ref(roster)
    pdf.render(roster)

    del roster
    gc.collect()

    assert held() is None


COLUMNS = (Column("Hour"), Column("Done", 3))
TURNED = Table(COLUMNS, ((cell("9:00"), cell("Called")),), landscape=True)
PARTS = {
    "one": (Para("Line"),),
    "full": (BlankRows(COLUMNS, 28, 9),),
    "two": (BlankRows(COLUMNS, 40, 9),),
    "broken": (Para("Line"), PageBreak(), Heading(1, "Next"), Para("Line")),
    "turned": (Para("Line"), Heading(1, "Turned"), TURNED),
    "turned back": (Heading(1, "Turned"), TURNED, Heading(1, "Back"), Para("Line")),
}


@pytest.mark.parametrize("name", PARTS)
def test_the_pages_that_a_sheet_takes_are_counted(make, name):
    document = make(*PARTS[name], layout=Layout.SHEET, pages=30)
    pages = page_count(pdf.render(document))

    for most in (pages, pages - 1) if pages > 1 else (1,):
        sheet = replace(document, pages=most, code=f"{name[:3]}-{most}")
        bound = make(Sheet(sheet), Sheet(replace(sheet, title="Another")), title="Notebook")
        pdf.render(sheet)
        pdf.render(bound)

        for place in (False, True):
            fitted = fitting.of(sheet, bound=place)
            assert (fitted.fits and fitted.fit.scale == 1) == (pages == most)


def test_a_sheet_bound_twice_is_searched_for_once(make, steps):
    sheet = Sheet(replace(steps, code="HOJ-01"))

    made = pdf.render(make(sheet, sheet, title="Notebook"))

    assert page_count(made) == 3
    assert fitting.of(sheet.document, bound=True).fit.scale == max(fitting.SCALES)


@pytest.fixture
def example(example_file, tmp_path, clock):
    """The example town, open."""
    store = open_store(towns.copied(example_file, tmp_path), clock)
    yield store
    store.close()


@pytest.mark.parametrize("language", sheet_sizes.LANGUAGES)
def test_every_sheet_of_the_house_has_its_size_shipped(example, language):
    kinds = {
        fitting.kind(sheet, bound=bound)
        for document in sheet_sizes.papers_of(example, language)
        for sheet, bound in sheet_sizes.sheets(document)
    }

    assert kinds - set(fitting.shipped()) == set(), sheet_sizes.COMMAND


def test_the_sizes_that_are_shipped_are_those_of_these_templates_and_words(example):
    set_aside(example, *(text for text in SHIPPED if text not in ("flood", "hoax")))
    with example.read() as connection:
        document = catalogue.prepare(connection, "crisis-notebook", "es", example.clock.today())
    sheets = [sheet for sheet in find(document, Sheet) if fitting.most_pages(sheet.document)]
    # By another code it is none of the house, and its size is searched for.
    others = {sheet: unknown(sheet.document) for sheet in sheets}

    pdf.render(
        replace(
            document,
            blocks=tuple(Sheet(others[block]) if block in others else block for block in sheets),
        )
    )

    larger = 0
    for sheet, other in others.items():
        found = fitting.of(other, bound=True)
        shipped = fitting.shipped()[fitting.kind(sheet.document, bound=True)]
        if found.fits:
            assert shipped.scale <= found.fit.scale, (sheet.document.title, sheet_sizes.COMMAND)
            larger += shipped.scale < found.fit.scale
    assert larger <= len(sheets) / 4, sheet_sizes.COMMAND


def unknown(document):
    return replace(document, code=document.code[:-1] + "X")


def test_a_report_whose_last_page_would_hold_little_ends_on_the_page_before(make):
    lines = (Para("El Ayuntamiento responde."),) * 32
    signed = Signatures((Signature("Alcaldía"), Signature("Secretaría")))

    assert page_count(pdf.render(make(*lines, signed))) == 1


def test_a_report_is_set_in_its_usual_size_where_smaller_type_saves_no_page(make):
    line = Para("El Ayuntamiento responde.")
    few, filled, many = (fitting.of(make(line), bound=False) for _ in range(3))

    assert not few.tell(0.8)
    assert not filled.tell(2.7)
    tried = []
    while many.tell(2.3):
        tried.append(many.fit.scale)
    assert tried == [0.95, 0.925, 1.0]


def test_a_report_is_set_in_no_smaller_type_than_saves_its_last_page(make):
    report = fitting.of(make(Para("El Ayuntamiento responde.")), bound=False)

    assert report.tell(2.3)
    assert not report.tell(1.9)
    assert report.fit.scale == 0.95

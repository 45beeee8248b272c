"""What stays together on a page is decided by how high it is, about."""

from dataclasses import replace

import pypdfium2
import pytest

from core.documents import heights, pdf
from core.documents.charts import LineChart
from core.documents.figures.words import figure
from core.documents.model import (
    Cell,
    Column,
    Document,
    Figure,
    Layout,
    Line,
    Para,
    Qr,
    Style,
    Table,
    cell,
)

WIDE = 160.0
COLUMNS = (Column("Item"), Column("What was decided", 3))
AFTER = Para("What follows.")
CHART = figure(LineChart("Answers", (), "es"))


def table(*rows: tuple[Cell, ...], **facts: bool) -> Table:
    return Table(COLUMNS, rows, **facts)


def sheet(count: int, lines: int = 1, **facts: bool) -> Table:
    told = cell(*["One line."] * lines)
    return table(*((cell(f"Row {n}"), told) for n in range(count)), **facts)


def whole(document: Document) -> bool:
    return heights.whole(document, 0, len(document.blocks))


def test_a_row_is_as_high_as_its_highest_cell():
    short, long = heights.rows(table((cell("A"), cell("a")), (cell("A"), cell(*"abc"))), WIDE)

    assert 5 < short < 8
    assert 14 < long < 18


def test_lines_that_a_person_broke_count_each():
    (broken,) = heights.rows(table((cell("A"), cell("a\nb\nc"))), WIDE)
    (lines,) = heights.rows(table((cell("A"), cell(*"abc"))), WIDE)

    assert broken == lines


def test_a_code_to_be_read_by_a_telephone_needs_its_room():
    (high,) = heights.rows(table((cell("A"), cell(qr=Qr("tel:112", "Call 112")))), WIDE)

    assert high > 13


def test_a_table_is_kept_whole_while_a_third_of_a_page_is_enough(make):
    assert whole(make(sheet(5, lines=3)))
    assert not whole(make(sheet(7, lines=3)))


def test_a_list_may_go_on_over_the_page_though_a_third_of_one_is_enough(make):
    assert heights.whole(make(sheet(8), AFTER), 0, 1)
    assert not heights.whole(make(sheet(9), AFTER), 0, 1)


def test_the_list_that_ends_a_paper_does_not_leave_two_rows_for_the_last_page(make):
    assert whole(make(sheet(10)))
    assert not whole(make(sheet(30)))


def test_a_row_that_would_leave_two_fifths_of_a_page_empty_may_begin_on_it(make):
    assert heights.begins(make(sheet(2, lines=22), AFTER), 0) > 0.4
    assert heights.begins(make(sheet(2, lines=23), AFTER), 0) < 0.3


def test_a_table_that_turns_its_page_has_less_height_than_one_on_an_upright_page(make):
    fitting = [n for n in range(9) if whole(make(sheet(n, lines=3)))]
    turned = [n for n in range(9) if whole(make(sheet(n, lines=3, landscape=True)))]

    assert 2 < max(turned) < max(fitting)


def test_a_table_with_its_chart_may_leave_more_of_a_page_empty(make):
    assert whole(make(sheet(10), CHART))
    assert not whole(make(sheet(11), CHART))


def test_a_table_whose_chart_would_leave_half_a_page_empty_with_it_stands_alone(make):
    assert heights.together(make(sheet(8), CHART)) == {0: 2}
    assert heights.together(make(sheet(5, lines=3), CHART)) == {0: 1, 1: 1}
    assert whole(make(sheet(5, lines=3)))


def test_a_matrix_is_broken_only_when_it_takes_most_of_a_page(make):
    assert whole(make(sheet(22, matrix=True)))
    assert not whole(make(sheet(28, matrix=True)))


def test_a_matrix_for_which_the_page_is_turned_is_broken_only_when_it_might_not_fit_it(make):
    assert whole(make(sheet(20, matrix=True, landscape=True)))
    assert not whole(make(sheet(40, matrix=True, landscape=True)))


@pytest.mark.parametrize("language", ["es", "en"])
def test_of_the_annex_only_the_calendar_of_measurements_may_be_broken(papers, language):
    annex = papers.made("plan-annex", language)

    places = [
        n for n, block in enumerate(annex.blocks) if isinstance(block, Table) and block.matrix
    ]
    assert [heights.whole(annex, place, 1) for place in places] == [False, True, True]


def test_a_high_row_parts_neither_the_first_two_rows_nor_the_last(make):
    low, high = ((cell("A"), cell(*["One line."] * lines)) for lines in (1, 20))

    assert heights.tied(make(table(low, low, high, low, low, *[high] * 2, low, low))) == {0}
    assert heights.tied(make(table(low, low, high, low, high))) == frozenset()


def test_lines_in_grey_are_lower():
    (ink, grey) = heights.rows(
        table((cell(*"abc"), cell()), (cell(*(Line(word, Style.MUTED) for word in "abc")), cell())),
        WIDE,
    )

    assert 0.8 * ink < grey < ink


def test_a_picture_of_unknown_shape_might_be_high(make):
    assert not whole(make(sheet(5), Figure(b"", "A photograph")))


def test_of_a_table_that_is_broken_a_good_part_stays_together(make):
    assert heights.kept_rows(make(sheet(8)), 0, 1) == 7
    assert 2 < heights.kept_rows(make(sheet(60)), 0, 1) < 10
    assert heights.kept_rows(make(sheet(10), CHART), 0, 2) == 10
    assert heights.kept_rows(make(CHART), 0, 1) == 0


@pytest.mark.parametrize("facts", [{}, {"headed": False}, {"caption": "What was decided"}])
def test_no_more_rows_begin_a_table_in_a_word_processor_than_on_paper(make, facts):
    high = replace(sheet(5, lines=8), **facts)

    # The first one stays with the second, which may end the page.
    assert heights.kept_rows(make(high, AFTER), 0, 1) == 1


def test_words_are_broken_only_in_cells_that_are_too_narrow_for_them():
    narrow = Table((Column("Objective", 4), Column("Baseline")), ())
    long = "electroencefalografistas"
    rows = ((cell(long), cell(Line("personas", Style.MUTED))), (cell("Ana"), cell(long)))

    assert heights.crowded(Table(narrow.columns, rows), WIDE) == [[0, 0], [0, 14]]
    assert heights.crowded_heads(Table((Column("A", 9), Column("Responsabilidad")), ()), 60) == [
        False,
        True,
    ]
    halves = Table((Column("A", 1.5), Column("Local companies, self-employed")), ())
    assert heights.crowded_heads(halves, 60) == [False, False]


@pytest.mark.parametrize("layout", list(Layout)[:2])
def test_a_row_that_is_higher_than_a_page_goes_over_to_the_next_wherever_it_stands(
    make, failures, layout
):
    """Between others that are held together, too."""
    high = cell(*(f"Line {line}." for line in range(120)))
    rows = tuple((cell(f"Row {n}"), high if n == 3 else cell("One line.")) for n in range(7))

    made = pdf.render(make(table(*rows), layout=layout))

    with pypdfium2.PdfDocument(made) as document:
        read = [page.get_textpage() for page in document]
        lowest = [
            min(letters.get_rect(place)[1] for place in range(letters.count_rects()))
            for letters in read
        ]
        said = "".join(letters.get_text_range() for letters in read)
    assert "Line 119." in said
    assert min(lowest) > 20
    assert failures(made) == []

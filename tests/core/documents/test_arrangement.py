from dataclasses import replace

from core.documents import arrangement
from core.documents.arrangement import PageRun
from core.documents.model import (
    BlankRows,
    Bullets,
    Column,
    Cover,
    Figure,
    Heading,
    PageBreak,
    Para,
    Table,
    cell,
)
from core.documents.rich import Span

MATRIX = Table((Column("A"),), ((cell("a"),),), "Who does what", landscape=True)


def test_a_document_that_never_turns_is_one_section(make):
    assert arrangement.sections(make(Heading(1, "A"), Para("a"))) == (PageRun(False, 0, 2),)
    assert arrangement.sections(make()) == ()


def test_a_landscape_table_takes_its_heading_and_its_paragraphs_with_it(make):
    document = make(Heading(1, "A"), Para("a"), Heading(2, "B"), Para("b"), MATRIX, Para("c"))

    assert arrangement.sections(replace(document, blocks=document.blocks[1:])) == (
        PageRun(False, 0, 1),
        PageRun(True, 1, 4),
        PageRun(False, 4, 5),
    )


def test_a_heading_directly_over_another_one_goes_along(make):
    document = make(PageBreak(), Heading(1, "A"), Heading(2, "B"), MATRIX)

    assert arrangement.sections(document)[1] == PageRun(True, 1, 4)


def test_paragraphs_without_heading_stay_where_they_are(make):
    assert arrangement.sections(make(PageBreak(), Para("a"), MATRIX))[1] == PageRun(True, 2, 3)


def test_a_landscape_document_need_not_be_turned(make):
    document = make(Heading(1, "A"), MATRIX, Para("a"), landscape=True)

    assert arrangement.sections(document) == (PageRun(True, 0, 3),)


def test_a_section_that_opens_a_page_is_not_followed_by_another_new_page(make):
    document = make(Para("a"), MATRIX, Heading(1, "B", new_page=True))
    *_, last = arrangement.sections(document)

    assert list(arrangement.blocks(document, last)) == [(2, Heading(1, "B"))]


def test_headings_are_numbered_to_the_third_level(make):
    levels = (1, 2, 3, 4, 3, 2, 1, 2)
    document = make(*(Heading(level, "x") for level in levels), numbered=True)

    numbers = [entry.number for entry in arrangement.entries(document)]

    assert numbers == ["1", "1.1", "1.1.1", "", "1.1.2", "1.2", "2", "2.1"]


def test_the_contents_list_two_levels(make):
    document = make(Heading(1, "A"), Heading(2, "B"), Heading(3, "C"), contents=True)

    assert [entry.text for entry in arrangement.contents(document)] == ["A", "B"]
    assert [entry.number for entry in arrangement.contents(document)] == ["", ""]


def test_captions_of_tables_and_figures_count_apart(make):
    document = make(
        MATRIX,
        Figure(b"", "alt", "A chart"),
        Table(MATRIX.columns, MATRIX.rows),
        BlankRows(MATRIX.columns, 3, caption="To write in"),
        numbered=True,
    )

    assert arrangement.captions(document) == {0: 1, 1: 1, 3: 2}
    assert arrangement.captions(replace(document, numbered=False)) == {}


def test_only_what_opens_no_page_itself_needs_a_break_after_the_cover(make):
    cover = Cover("Plan")

    assert arrangement.needs_break(make(Heading(1, "A"), cover=cover))
    assert not arrangement.needs_break(make(Heading(1, "A", new_page=True), cover=cover))
    assert not arrangement.needs_break(make(MATRIX, cover=cover))
    assert not arrangement.needs_break(make(Heading(1, "A")))


def test_contents_of_chapters_alone_have_a_page_of_their_own(make):
    listed = {"cover": Cover("Plan"), "contents": True}
    chapter = Heading(1, "B", new_page=True)

    assert arrangement.needs_break(make(Heading(1, "A"), chapter, **listed))
    assert not arrangement.needs_break(make(Heading(1, "A"), **listed))


def test_a_chart_stays_with_the_table_that_it_follows(make):
    table, chart = Table((Column("A"),), ((cell("a"),),)), Figure(b"", "alt", "A chart")

    document = make(Heading(1, "A"), table, chart, chart, Para("a"), chart, table)

    assert arrangement.together(document) == {1: 3, 5: 1, 6: 1}


def test_a_short_paragraph_stays_with_the_table_to_which_it_leads(make):
    document = make(Para("Short."), MATRIX, Para("Long. " * 100), MATRIX, Para("Short."))

    assert arrangement.introductions(document) == {0}


def test_a_few_words_under_a_heading_stay_with_the_text_below_them(make):
    text = Para("A text of the town. " * 9)
    document = make(Heading(1, "A"), Para("Proposal"), text, text, Heading(2, "B"), text)

    assert arrangement.introductions(document) == {1}


def test_a_label_in_bold_stays_with_its_text(make):
    label, text = Para((Span("Proposal", strong=True),)), Para("A text of the town. " * 9)

    assert arrangement.introductions(make(Heading(1, "A"), text, label, text, text)) == {2}


def test_a_line_between_the_words_under_a_heading_and_a_list_stays_with_both(make):
    told = (Para("Proposal"), Para("Everybody has to be able to read it."), Bullets(("A.", "B.")))

    assert arrangement.introductions(make(Heading(1, "A"), *told)) == {1, 2}
    assert arrangement.introductions(make(Para("Text. " * 20), *told)) == frozenset()


def test_a_few_words_that_are_no_sentence_stay_with_the_list_below_them(make):
    text = Para("They bind everybody who publishes. " * 4)
    document = make(Heading(1, "A"), text, Para("Proposal"), Bullets(("A.", "B.")))

    assert arrangement.introductions(document) == {2}


def test_a_paragraph_stays_with_the_only_item_of_the_list_below_it(make):
    head, told = Heading(1, "A"), Para("A text of the town. " * 9)

    assert arrangement.introductions(make(head, told, Bullets(("A.",)))) == {1}
    assert arrangement.introductions(make(head, told, Bullets(("A.", "B.")))) == frozenset()


def test_what_is_said_below_a_table_stays_with_that_one_and_not_with_the_next(make):
    document = make(MATRIX, Para("Not used for: posters."), Para("Examples"), MATRIX)

    assert arrangement.introductions(document) == {2}
    assert arrangement.introductions(make(MATRIX, Para("Examples"), MATRIX)) == {1}


def test_a_line_that_ends_a_part_keeps_the_paragraph_before_it(make):
    text, source = Para("A text of the town. " * 9), Para("Source: the plan.")
    document = make(Heading(1, "A"), text, text, source, Heading(1, "B"), text, source)

    assert arrangement.introductions(document) == {2, 5}


def test_a_line_that_ends_a_part_keeps_the_chart_before_it(make):
    chart, source = Figure(b"", "alt", "A chart"), Para("Source: the plan.")
    document = make(Heading(1, "A"), chart, source, Heading(1, "B"), chart)

    assert arrangement.introductions(document) == {1}


def test_a_short_paragraph_stays_with_the_heading_below_it_and_not_with_the_next_chapter(make):
    document = make(Heading(1, "A"), Para("So."), Heading(2, "B"), Para("So."), Heading(1, "C"))

    assert arrangement.introductions(document) == {1}

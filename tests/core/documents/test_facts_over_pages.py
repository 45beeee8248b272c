"""A list of facts that goes on over the page says there of what it is."""

import pytest

from core.documents import pdf
from core.documents.model import Block, Column, Heading, Line, Para, Style, Table, cell
from core.documents.preview import Preview
from core.documents.rich import Span

COLUMNS = (Column("", 1.25), Column("", 3.6))


def facts(count: int) -> Table:
    rows = tuple(
        (cell(Line(f"Fact {n}", Style.STRONG)), cell("What is known of it.")) for n in range(count)
    )
    return Table(COLUMNS, rows, row_header=True, headed=False)


def begun(lines: int, *blocks: Block) -> tuple[Block, ...]:
    return (Heading(1, "Channels"), *(Para(f"Line {n}") for n in range(lines)), *blocks)


def texts(made: bytes) -> list[str]:
    with Preview(made) as opened:
        return [opened.text(page) for page in range(opened.page_count)]


@pytest.mark.parametrize("mark", [(), (Para((Span("Proposal, not reviewed", strong=True),)),)])
@pytest.mark.parametrize("lines", [17, 20])
def test_its_heading_is_said_again_at_the_head_of_the_next_page(make, lines, mark, failures):
    document = make(*begun(lines, Heading(2, "Facebook"), *mark, facts(24)))

    first, second = texts(made := pdf.render(document))

    assert "Fact 1" in first
    assert "Facebook (sigue)" not in first
    assert second.index("Facebook (sigue)") < second.index("Fact 23")
    assert failures(made) == []


def test_where_it_begins_on_the_page_after_its_heading_it_goes_on_with_nothing(make):
    lines = (Para(f"Line {n}") for n in range(44))
    document = make(Heading(1, "Uses"), *lines, facts(6))

    first, second = texts(pdf.render(document))

    assert "Fact 0" not in first
    assert "Fact 0" in second
    assert "(sigue)" not in second


def test_on_one_page_it_is_said_once(make):
    document = make(*begun(2, Heading(2, "Facebook"), facts(6), Heading(2, "Poster"), facts(6)))

    (only,) = texts(pdf.render(document))

    assert only.count("Facebook") == only.count("Poster") == 1


def test_a_list_below_no_heading_says_nothing_again(make):
    document = make(*(Para(f"Line {n}") for n in range(18)), facts(24))

    assert not any("(sigue)" in text for text in texts(pdf.render(document)))

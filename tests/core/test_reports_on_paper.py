"""Of the reports of the example town: their shape, what stands on which page, and on which line."""

import re
from datetime import date

import pytest

from core import i18n
from core.documents import render, tree
from core.documents.model import Document, Table
from core.documents.preview import Preview
from core.mentions.document.report import mention_report
from core.store import open_store

EMAIL = re.compile(r"[\w.]+@[\w.]+\w")


def pages(made: bytes) -> list[str]:
    with Preview(made) as opened:
        return [opened.text(page) for page in range(opened.page_count)]


SHAPES = {
    "plan": "cover, contents of chapters, numbered, BORRADOR",
    "plan-annex": "cover, contents of sections, numbered, BORRADOR",
    "plan-agreement": "sheet",
    "plan-summary": "sheet, BORRADOR",
    "rules-of-use": "",
    "annual-report": "",
    "crisis-notebook": "cover, contents of chapters",
    "roster": "sheet",
    "roster-pocket": "pocket",
    "calendar-month-2026-12": "sheet, across",
    "calendar-week": "sheet",
    "electoral-decisions": "sheet, across",
}


def shape(made: Document) -> str:
    parts = {
        made.layout: made.layout != "report",
        "across": made.landscape,
        "cover": made.cover is not None,
        "contents of chapters": made.contents and made.contents_depth == 1,
        "contents of sections": made.contents and made.contents_depth == 2,
        "numbered": made.numbered,
        made.watermark: made.watermark,
    }
    return ", ".join(name for name, has in parts.items() if has)


def test_each_paper_has_the_shape_of_what_it_is(papers):
    assert {entry_id: shape(papers.made(entry_id)) for entry_id in SHAPES} == SHAPES


def test_whoever_hears_a_table_read_is_told_what_each_row_is_of(papers):
    told = ("plan", "plan-annex", "plan-summary", "annual-report", "roster", "mention-report")
    tables = [
        (entry_id, table)
        for entry_id in told
        for table in tree.find(papers.made(entry_id).blocks, Table)
    ]
    assert [(where, table.columns) for where, table in tables if not table.row_header] == []
    assert {where for where, _table in tables} == {*told}


def test_whoever_takes_the_roster_finds_the_emergencies_first(papers):
    first, second, *_others = pages(papers.printed("roster"))

    assert first.index("112") < first.index("Emergencias 112") < first.index("Guardia Civil 062")
    assert "Quién hace qué en una crisis" not in first
    assert "Quién hace qué en una crisis" in second


def test_no_page_of_the_roster_begins_with_people_of_an_unknown_group(papers):
    heads = {line for text in pages(papers.printed("roster")) for line in text.splitlines()[:1]}

    assert [head for head in heads if re.search(r"\d{3} \d{2}", head)] == []
    assert any("(sigue)" in head for head in heads)


def test_a_month_of_mentions_fills_two_pages(papers):
    assert len(pages(papers.printed("mention-report"))) == 2


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    ("start", "most"), [(date(2026, 11, 1), 2), (date(2026, 6, 1), 3), (date(2025, 12, 1), 3)]
)
def test_no_page_of_a_report_of_mentions_holds_its_last_table_alone(
    file, clock, language, start, most
):
    store = open_store(file, clock)
    with store.read() as connection, i18n.language(language):
        made = mention_report(connection, language, clock.today(), start, clock.today())
    store.close()

    assert len(pages(render.render(made, ".pdf"))) == most


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("entry_id", ["roster", "plan-summary", "rules-of-use", "answering-tree"])
def test_every_email_stands_whole_on_one_line(papers, entry_id, language):
    wanted = {
        found
        for text in tree.texts(papers.made(entry_id, language))
        for found in EMAIL.findall(text)
    }
    lines = "\n".join(pages(papers.printed(entry_id, language)))

    assert wanted
    assert [email for email in wanted if email not in lines] == []

"""The blank log: one page to write on when there is no power."""

from dataclasses import replace

import pytest

from core import i18n
from core.documents import render
from core.documents.model import BlankRows, Document
from core.documents.preview import page_count
from core.i18n import Language
from core.store import Store, Topic
from core.town import records
from core.town.document import ROWS, activity_log


def log(store: Store, language: Language = "es") -> Document:
    with store.read() as connection, i18n.language(language):
        return activity_log(connection, language, store.clock.today())


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_blank_log_is_one_page_of_empty_rows(store, language):
    document = log(store, language)
    rows = next(block for block in document.blocks if isinstance(block, BlankRows))
    assert rows.count == ROWS
    assert page_count(render.render(document, ".pdf")) == 1


def test_it_can_be_gone_on_with_in_a_word_processor(store):
    assert render.formats(log(store)) == (".pdf", ".docx", ".odt")
    assert render.render(log(store), ".docx").startswith(b"PK")


def test_it_says_whose_it_is(store, town):
    assert log(store).owner == town.body


def test_a_body_with_the_longest_name_still_gets_one_page(store, town):
    longest = replace(town, name="Mancomunidad " * 15)
    with store.change(Topic.TOWN) as db:
        records.update(db, name=longest.name)
    assert page_count(render.render(log(store), ".pdf")) == 1

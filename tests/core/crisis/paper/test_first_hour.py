"""The sheet of whoever has prepared nothing: one page, with the numbers that there are."""

import pytest

from core import catalogue
from core.documents import render, tree
from core.documents.model import Checklist, Fields, Foot
from core.documents.preview import page_count
from core.i18n import Language
from core.store import Store, Topic
from core.town import records as town_records
from core.town.model import BodyKind
from tests.core.crisis.paper.gate import failures, words


def numbers(store: Store, language: Language = "es") -> list[tuple[str, str]]:
    with store.read() as connection:
        made = catalogue.prepare(connection, "first-hour", language, store.clock.today())
    (foot,) = tree.find(made.blocks, Foot)
    return [(item.label, item.number.strip("_")) for item in foot.numbers]


def test_a_new_town_has_112_and_room_to_write_the_others(store):
    first, *others = numbers(store)

    assert first == ("Emergencias", "112")
    assert others[0] == ("Alcaldía", "")
    assert {number for _name, number in others} == {""}
    assert len(others) == 6


def test_the_numbers_of_the_team_come_first(village):
    found = numbers(village)

    assert found[1] == ("Alcaldesa: María Gómez Ruiz", "600 00 00 01")
    assert len(found) == 7


@pytest.mark.parametrize(("language", "write"), [("es", "Escriba"), ("en", "Write")])
def test_what_is_read_and_published_is_written_before(store, language, write):
    with store.read() as connection:
        made = catalogue.prepare(connection, "first-hour", language, store.clock.today())
    kinds = [type(block) for block in made.blocks]
    before, publishing, _after = tree.find(made.blocks, Checklist)
    start, end = made.blocks.index(before), made.blocks.index(publishing)

    assert before.items[-1].action.split()[0] == write
    assert kinds[start + 1 : end] == [Fields] * 4


def test_a_body_without_a_mayor_is_not_sent_to_one(store):
    with store.change(Topic.TOWN, label="otra entidad") as db:
        town_records.update(db, kind=BodyKind.OTHER)

    with store.read() as connection:
        made = catalogue.prepare(connection, "first-hour", "es", store.clock.today())

    assert "Alcaldía" not in words(made)
    assert "Avise a Presidencia" in words(made)


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_has_one_page_in_every_format_there_is(papers, store, language):
    with store.read() as connection:
        new = catalogue.prepare(connection, "first-hour", language, store.clock.today())

    for made in (new, papers.made("first-hour", language)):
        printed = render.render(made, ".pdf")
        assert page_count(printed) == 1
        assert failures(printed) == []
        for suffix in (".docx", ".odt"):
            assert render.render(made, suffix).startswith(b"PK")

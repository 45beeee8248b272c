"""A new workspace listens for the town and its sensitive topics, and proposes where."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from core import i18n, store
from core.clock import FixedClock
from core.mentions.kinds import WatchKind
from core.mentions.model import Source, Watch
from core.mentions.records import sources, watches
from core.mentions.watches import suggestions, topics, town_name
from core.store import open_store
from core.store import suggestions as marks
from core.town import gazetteer
from core.town import records as town_records
from core.town.gazetteer import Gazetteer, town_of
from core.town.model import Town

if TYPE_CHECKING:
    from sqlite_utils import Database

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def spain() -> Gazetteer:
    return gazetteer.load()


def named(spain: Gazetteer, text: str) -> Town:
    return town_of(spain.by_code(text) or spain.search(text)[0])


def filled(tmp_path: Path, town: Town) -> tuple[list[Watch], list[Source]]:
    """What a new file of this town holds."""
    file = tmp_path / "Nuevo.pregon"

    def fill(db: "Database") -> None:
        town_records.insert(db, town, NOON)
        suggestions.fill(db, town, NOON)

    store.create(file, fill)
    opened = open_store(file, FixedClock(NOON))
    try:
        with opened.read() as connection:
            return watches.everything(connection), sources.everything(connection)
    finally:
        opened.close()


def searched(source: Source) -> str:
    return parse_qs(urlsplit(source.address).query)["q"][0]


def test_the_towns_watch_comes_first_and_then_each_topic(tmp_path, town):
    found, _sources = filled(tmp_path, town)

    assert [watch.kind for watch in found] == [WatchKind.SUBJECT] + [WatchKind.TOPIC] * 15
    assert found[0].title == "Medellín"
    assert found[0].any_of == town_name.town_watch(town).any_of
    assert [watch.template for watch in found[1:]] == [pack.id for pack in topics.packs()]
    assert all(watch.enabled for watch in found)


def test_everything_is_a_suggestion_with_its_reason(tmp_path, town):
    found, places = filled(tmp_path, town)

    assert all(thing.suggested.endswith(".") for thing in (*found, *places))
    assert [watch.suggested for watch in found[1:]] == [pack.purpose for pack in topics.packs()]


def test_the_reason_of_the_towns_watch_tells_what_else_is_called_so(tmp_path, spain):
    i18n.use("en")
    found, _sources = filled(tmp_path, named(spain, "06080"))

    assert "Colombia" in found[0].suggested
    assert "look at what it finds first" in found[0].suggested


def test_of_a_name_that_is_only_the_towns_it_is_said(tmp_path, spain):
    i18n.use("en")
    found, _sources = filled(tmp_path, named(spain, "Alburquerque"))

    assert found[0].suggested.startswith("It finds whatever names your town")


def test_no_source_is_asked_before_the_person_says_so(tmp_path, town):
    _watches, places = filled(tmp_path, town)

    assert [place.recipe for place in places] == ["google-news", "bing-news", "aemet"]
    assert [place.enabled for place in places] == [False, False, False]
    assert [place.own for place in places] == [False, False, False]
    assert all(place.added_at == NOON for place in places)


def test_a_suggestion_that_is_kept_is_the_persons(tmp_path, town):
    filled(tmp_path, town)
    opened = open_store(tmp_path / "Nuevo.pregon", FixedClock(NOON))
    with opened.change(store.Topic.SOURCES) as db:
        first = sources.everything(db.conn)[0]
        sources.save(db, replace(first, enabled=True))

        kept = sources.everything(db.conn)[0]
        left = marks.templates(db.conn, sources.TABLE)
    opened.close()

    assert (kept.enabled, kept.suggested) == (True, "")
    assert set(left) == {"bing-news", "aemet"}


def test_the_press_is_searched_for_the_town_and_not_for_its_namesake(spain):
    google, bing, *_rest = suggestions.proposed_sources(named(spain, "06080"))

    assert searched(google) == searched(bing) == town_name.search_words(named(spain, "06080"))
    assert google.title.endswith(": Medellín")
    assert google.note == bing.note != ""


def test_a_search_that_names_the_place_is_of_the_place(spain):
    for code, local in (("06080", True), ("Alburquerque", False)):
        google, bing, *_others = suggestions.proposed_sources(named(spain, code))

        assert (google.local, bing.local) == (local, local)


def test_a_source_of_a_name_without_doubt_needs_no_note(spain):
    google, *_rest = suggestions.proposed_sources(named(spain, "Alburquerque"))

    assert searched(google) == '"Alburquerque"'
    assert google.note == ""


@pytest.mark.parametrize(
    ("place", "has"),
    [("Alburquerque", True), ("06080", False), ("16126", False), ("Alcoi", False), ("Vigo", False)],
)
def test_the_page_of_the_encyclopedia_is_proposed_where_its_title_is_sure(spain, place, has):
    found = [source.recipe for source in suggestions.proposed_sources(named(spain, place))]

    assert ("wikipedia" in found) is has


def test_weather_warnings_are_those_of_the_region(spain):
    def warnings(place: str) -> str:
        found = suggestions.proposed_sources(named(spain, place))
        return next(source.address for source in found if source.recipe == "aemet")

    assert warnings("06080") == warnings("Alburquerque")
    assert warnings("06080") != warnings("Vigo")


def test_another_body_is_searched_by_its_name_and_has_no_region_to_warn_of():
    found = suggestions.proposed_sources(Town("Mancomunidad de La Serena"))

    assert [source.recipe for source in found] == ["google-news", "bing-news"]
    assert searched(found[0]) == '"Mancomunidad de La Serena"'


def test_a_topic_does_not_look_for_the_name_of_the_town(tmp_path, spain):
    tala = named(spain, "La Tala")
    found, _sources = filled(tmp_path, tala)

    felling = next(watch for watch in found if watch.template == "felling")
    assert "tala" not in felling.any_of
    assert "talar" in felling.any_of


def test_every_source_that_is_proposed_has_an_address_of_its_own(spain):
    for place in ("06080", "Alburquerque", "A Coruña", "17901", "Santo Domingo-Caudilla", "Ceuta"):
        found = suggestions.proposed_sources(named(spain, place))
        addresses = [source.address for source in found]
        assert len(set(addresses)) == len(addresses)
        assert all(address.startswith("https://") for address in addresses)

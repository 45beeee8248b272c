"""What is typed into the search box finds words, phrases and beginnings, and never fails."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core import clock
from core.mentions.model import Item
from core.mentions.records import items, mentions, watches
from core.mentions.records.items import NewItem
from core.mentions.records.mentions import Wanted
from core.mentions.records.watches import among
from core.mentions.watches.full_text import query
from core.store import Topic, migrations
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def finds(typed: str, title: str, text: str = "") -> bool:
    """Whether what was typed finds an item."""
    (found,) = among([Item(7, None, NOON, NOON, title, text)], [query(typed)])
    return found == [7]


def test_every_word_must_stand_there_in_any_order():
    assert finds("agua corte", "Corte de luz", "y de agua")
    assert not finds("agua corte", "Corte de luz")


def test_the_last_word_need_not_be_typed_to_its_end():
    assert finds("corte ag", "Corte de agua")
    assert not finds("cor agua", "Corte de agua")
    assert finds("cor* agua", "Corte de agua")


def test_accents_and_case_need_not_be_typed():
    assert finds("MEDELLIN", "Medellín")
    assert finds("médellin", "medellín")


@pytest.mark.parametrize("quotes", ['""', "“”", "«»", "””"])
def test_words_in_quotes_stand_one_after_the_other(quotes):
    typed = f"{quotes[0]}corte de agua{quotes[1]}"

    assert finds(typed, "Otro corte de agua en la plaza")
    assert not finds(typed, "Un corte de luz y de agua")
    assert not finds(typed, "Un corte de aguas")


def test_quotes_not_yet_closed_find_what_begins_so():
    assert finds('"corte de ag', "Un corte de agua")
    assert not finds('"corte de ag', "Agua: un corte de luz")


def test_a_word_after_a_dash_must_not_stand_there():
    assert finds("corte -luz", "Corte de agua")
    assert not finds("corte -luz", "Corte de luz")
    assert not finds('corte -"de luz" -gas', "Corte de luz")
    assert finds("cor -luz", "Corte de luces")


def test_a_dash_within_a_word_excludes_nothing():
    assert finds("EX-208", "Accidente en la EX-208")


def test_n_finds_n_with_tilde_too_and_not_the_other_way():
    assert finds("manana", "Mañana, corte de agua")
    assert finds("espan", "Fiestas de España")
    assert finds("nono", "Un ñoño")
    assert finds('"ano nuevo"', "Año Nuevo en la plaza")
    assert finds("año", "Año Nuevo")
    assert not finds("año", "El ano pasado")
    assert not finds("corte -ano", "Un corte al año")


def test_of_many_letters_n_only_some_are_doubted():
    assert finds("nananananana", "Nananananana")
    assert query("ananananananana").count(" OR ") == 7


@in_turn("typed", ["", "  ", "-", '"', '""', "*", "🔥", "-luz", '-"corte de luz"'])
def test_what_asks_for_nothing_is_no_query(typed):
    assert query(typed) == ""


@in_turn("typed", ["AND", "a OR b", "NOT", "NEAR(a b)", "title:agua", "^agua", "a+b"])
def test_what_means_something_to_the_index_is_a_word_here(typed):
    assert finds(typed, f"Una {typed} cualquiera")


@given(st.text(st.sampled_from("anñÑ1 \t-*\"'«»“”().:^+/\\🔥\0") | st.characters(), max_size=30))
@example("\ud83d a\ud83d")
@example("- -- -a- a- -*")
@example("agua " * 2000)
def test_whatever_is_typed_makes_a_query_that_runs(typed):
    made = query(typed)
    found = list(among([Item(7, None, NOON, NOON, "Agua")], [made] if made else []))

    assert len(found) == bool(made)


def test_the_stored_items_are_found_so_too(store):
    with store.change(Topic.MENTIONS) as db:
        stored = items.add(
            db,
            [
                NewItem(title.encode(), Item(0, None, NOON, NOON, title))
                for title in ("Fiestas del año", "Fiestas de antaño", "El ano")
            ],
        )

        found = sorted(item.item_id for item in watches.candidates(db.conn, query("fiestas an")))

    assert found == [stored[0].id, stored[1].id]


def test_many_that_were_just_stored_are_found_alike_in_the_index_of_all(store):
    words = ("Año", "ano", "Peñas", "agua", "aguas", "corte de agua", "MÉRIDA🤔", "l'Hospitalet")
    made = [
        NewItem(b"%d" % n, Item(0, None, NOON, NOON, words[n % 8], f"Es {words[n * 5 % 7]}."))
        for n in range(1200)
    ]
    queries = [query(typed) for typed in (*words, "ag", "agua -corte", '"es agua"', "nada ")]
    with store.change(Topic.MENTIONS) as db:
        items.add(db, [item._replace(key=b"old" + item.key) for item in made])
        items.index_later(db)
        stored = items.add(db, made)
        items.index(db)

        in_all = list(among(stored, queries, db.conn))

    assert in_all == list(among(stored, queries))
    assert [len(found) > 0 for found in in_all] == [True] * 11 + [False]


def test_the_last_word_is_a_beginning_until_a_blank_follows_it():
    assert finds("fiestas ag", "Fiestas de agosto")
    assert not finds("fiestas ag ", "Fiestas de agosto")


@settings(max_examples=40)
@given(
    hours=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 40)), min_size=1, max_size=30),
    most=st.integers(1, 5),
    everything=st.booleans(),
)
def test_the_newest_finds_are_the_first_of_all(hours, most, everything):
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        for _step, script in migrations.STEPS:
            connection.executescript(script)
        seen = NOON
        for number, (later, old) in enumerate(hours):
            seen += timedelta(hours=later)
            # What appeared long ago may be seen only now.
            moments = (clock.to_text(seen - timedelta(hours=old)), clock.to_text(seen))
            title = "Corte de agua" if number % 3 else "Feria"
            connection.execute(
                "INSERT INTO item (id, key, at, seen_at, title) VALUES (?, x'00', ?, ?, ?)",
                [number + 1, *moments, title],
            )
            if number % 2:
                connection.execute(
                    "INSERT INTO mention (item_id, at) VALUES (?, ?)", [number + 1, moments[0]]
                )

        for sought in ("agua", ""):
            wanted = Wanted(query=query(sought), everything=everything)

            first = mentions.newest(connection, wanted, most)

            assert first == mentions.ids(connection, wanted)[:most]

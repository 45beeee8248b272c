"""A name is found in whatever text of whatever table, as the file itself says."""

import zlib

import pytest

from core.store import Store, Topic, traces

NAME = "Angustias Bohórquez Núñez"


def places(store: Store, name: str = NAME) -> set[tuple[str, str]]:
    with store.read() as connection:
        found = traces.find(connection, traces.pattern(name))
    return {(trace.table, trace.column) for trace in found}


def write(store: Store, statement: str, *values: object) -> None:
    with store.change(Topic.ROSTER) as db:
        db.conn.execute(statement, values)


@pytest.mark.parametrize(
    "said",
    [
        "Angustias Bohórquez Núñez",
        "lo dijo ANGUSTIAS BOHORQUEZ  NÚÑEZ, la concejala",
        "angustias\nbohórquez nuñez",
    ],
)
def test_case_accents_and_blanks_make_no_other_name(store, said):
    write(store, "UPDATE charter SET style = ?", said)

    assert places(store) == {("charter", "style")}


@pytest.mark.parametrize(
    "said", ["Angustias Bohórquez", "Angustias Bohórquez Nunez", "Angustias Bohórquez Núñezita"]
)
def test_half_a_name_and_another_letter_are_somebody_else(store, said):
    write(store, "UPDATE charter SET style = ?", said)

    assert places(store) == set()


@pytest.mark.parametrize(
    ("said", "found"),
    [(" ÁNGELES ", {("charter", "style")}), ("Los Ángeles", set()), ("Ángeles Gil", set())],
)
def test_one_word_alone_is_a_name_only_where_nothing_else_is_said(store, said, found):
    write(store, "UPDATE charter SET style = ?", said)

    assert places(store, "Ángeles") == found


def test_a_packed_text_is_looked_into(store):
    html = zlib.compress(f"<b>{NAME}</b>".encode())
    write(
        store,
        "INSERT INTO item (key, at, seen_at, html) VALUES (x'00', '2026-11-24T00:00:00Z',"
        " '2026-11-24T00:00:00Z', ?)",
        html,
    )

    assert places(store) == {("item", "html")}


def test_bytes_that_are_no_letters_cost_themselves_alone(store):
    broken = b"\xe9\xff " + NAME.encode()
    write(store, "UPDATE charter SET style = CAST(? AS TEXT)", broken)
    write(store, "UPDATE charter SET brand = CAST(x'4A6F73E920' AS TEXT)")

    assert places(store) == {("charter", "style")}


def test_a_name_in_letters_of_elsewhere_is_found_whatever_its_case(store):
    write(store, "UPDATE charter SET style = 'Иван ПЕТРОВ'")

    assert places(store, "Иван Петров") == {("charter", "style")}


def test_a_name_with_signs_is_no_pattern(store):
    write(store, "UPDATE charter SET style = 'Anaaa (Nita) Gil'")

    assert places(store, "Ana+ (Nita) Gil") == set()
    write(store, "UPDATE charter SET style = 'Firma Ana+ (Nita) Gil.'")
    assert places(store, "Ana+ (Nita) Gil") == {("charter", "style")}

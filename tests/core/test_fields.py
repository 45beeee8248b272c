"""What is said of a field beside it is what holds for it, wherever it is typed or comes from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec
import pytest

from core import fields, i18n
from core.errors import InvalidValue
from core.field_kinds import (
    Amount,
    Choice,
    Day,
    Line,
    Lines,
    Minutes,
    OneOf,
    Page,
    Refs,
    Text,
    Texts,
    Tick,
)
from core.fields import Thing, Things
from core.numbers import percent


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def colour_name(colour: Colour) -> str:
    return {Colour.RED: "Rojo", Colour.GREEN: "Verde"}[colour]


class Boat(msgspec.Struct, frozen=True, kw_only=True):
    name: Annotated[str, Line(lambda: "Nombre", limit=10, required=True)]
    berth: Annotated[str, Line(lambda: "Amarre", limit=4)] = ""
    note: Annotated[str, Text(lambda: "Nota", limit=20)] = ""
    crew: Annotated[tuple[str, ...], Lines(lambda: "Quién va", limit=8, most=2)] = ()
    wait: Annotated[int, Minutes(lambda: "Espera", low=5, high=60)] = 15
    rest: Annotated[int | None, Minutes(lambda: "Descanso", optional=True)] = None
    hull: Annotated[Colour, Choice(lambda: "Casco", kind=Colour, words=colour_name)] = Colour.RED
    sail: Annotated[
        Colour | None,
        Choice(lambda: "Vela", kind=Colour, words=colour_name, none=lambda: "Ninguna"),
    ] = None
    port: Annotated[str, OneOf(lambda: "Puerto", there=lambda: [("sur", "Muelle Sur")])] = ""
    calls: Annotated[dict[Colour, str], Texts(kind=Colour, words=colour_name)] = {}
    built: int = 1990


def at_sea(trip: "Trip") -> bool:
    return trip.days != 0


@dataclass(frozen=True)
class Trip:
    """What is described is a dataclass here."""

    days: Annotated[float | None, Amount(lambda: "Días", high=40)] = None
    crew: Annotated[int | None, Amount(lambda: "Gente", high=12, whole=True)] = None
    filled: Annotated[float | None, Amount(lambda: "Lleno", high=100, words=percent)] = None
    sails_on: Annotated[date | None, Day(lambda: "Zarpa")] = None
    insured: Annotated[bool, Tick(lambda: "Seguro", box=lambda: "Lo paga el armador")] = False
    log: Annotated[str, Page(lambda: "Diario", when=at_sea)] = ""
    ports: Annotated[tuple[int, ...], Refs(lambda: "Puertos", to="ports")] = ()


class Fleet(msgspec.Struct, frozen=True, kw_only=True):
    boats: Annotated[tuple[Boat, ...], Things(most=2)] = ()
    flagship: Annotated[Boat | None, Thing()] = None


GULL = Boat(name="Gaviota")


def changed(**values: object) -> Boat:
    return msgspec.structs.replace(GULL, **values)


def test_what_fits_is_tidied_and_what_is_not_described_stays():
    typed = changed(name=" Gaviota\u202e ", note="uno\r\ndos ", crew=(" ", "Ana "), built=-7)

    tidy = fields.checked(typed)

    assert (tidy.name, tidy.note, tidy.crew) == ("Gaviota", "uno\ndos", ("Ana",))
    assert tidy.built == -7


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": " "}, "Escriba un nombre"),
        ({"berth": "A-123"}, "5 .* 4"),
        ({"note": "a" * 21}, "21 .* 20"),
        ({"crew": ("Ana", "Leo", "Mar")}, "Son 3 y caben 2"),
        ({"crew": ("Maximiliano",)}, "11 .* 8"),
        ({"wait": 4}, "de 5 a 60"),
        ({"wait": 61}, "de 5 a 60"),
        ({"rest": 1441}, "de 0 a 1440"),
        ({"port": "a" * 61}, "61 .* 60"),
        ({"calls": {Colour.RED: "a" * 1001}}, r"1\.?001 .* 1\.?000"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_figures(values, said):
    with pytest.raises(InvalidValue, match=said):
        fields.checked(changed(**values))


def test_what_is_inside_is_held_to_the_same():
    with pytest.raises(InvalidValue, match="Son 3 y caben 2"):
        fields.checked(Fleet(boats=(GULL, GULL, GULL)))
    with pytest.raises(InvalidValue, match="de 5 a 60"):
        fields.checked(Fleet(boats=(changed(wait=0),)))
    with pytest.raises(InvalidValue, match="Escriba un nombre"):
        fields.checked(Fleet(flagship=changed(name="")))
    assert fields.checked(Fleet(boats=(GULL,), flagship=GULL)).flagship == GULL


def test_from_a_file_what_is_too_long_is_cut_and_nothing_is_refused():
    came = Fleet(boats=(changed(name="Gaviota del sur", crew=("Maximiliano", " "), wait=0),))

    (boat,) = fields.cut(came).boats

    assert (boat.name, boat.crew, boat.wait) == ("Gaviota d…", ("Maximil…",), 0)
    assert fields.cut(changed(calls={Colour.RED: " ", Colour.GREEN: "Ya "})).calls == {
        Colour.GREEN: "Ya"
    }


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("name", " Gaviota ", "Gaviota"),
        ("note", "uno\r\ndos ", "uno\ndos"),
        ("crew", "Ana\n\n Leo ", ("Ana", "Leo")),
        ("wait", "20", 20),
        ("rest", "", None),
        ("hull", "green", Colour.GREEN),
        ("sail", "green", Colour.GREEN),
        ("sail", "", None),
        ("port", "sur", "sur"),
        ("calls.red", " Alto ", "Alto"),
    ],
)
def test_what_is_typed_or_chosen_is_kept_as_its_kind(name, typed, kept):
    assert fields.about(Boat, name).read(typed) == kept


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("name", "", "Escriba un nombre"),
        ("wait", "", "de 5 a 60"),
        ("wait", "61", "entre 5 y 60"),
        ("wait", "pronto", "entre 5 y 60"),
        ("crew", "Ana\nMaximiliano", "Maximiliano.* más de 8"),
    ],
)
def test_what_is_typed_and_does_not_fit_is_refused(name, typed, said):
    with pytest.raises(InvalidValue, match=said):
        fields.about(Boat, name).read(typed)


def test_a_form_shows_what_it_would_read():
    boat = changed(crew=("Ana", "Leo"), rest=None, sail=None, hull=Colour.GREEN)

    shown = {name: item.shown(getattr(boat, name)) for name, item in fields.described(Boat).items()}

    assert shown["crew"] == "Ana\nLeo"
    assert (shown["wait"], shown["rest"]) == ("15", "")
    assert (shown["hull"], shown["sail"]) == ("green", "")


def test_a_value_is_said_in_the_words_of_its_field():
    boat = changed(crew=("Ana", "Leo"), sail=Colour.GREEN, port="sur")

    said = {name: fields.in_words(boat, name) for name in fields.described(Boat) if name != "calls"}

    assert said == {
        "name": "Gaviota",
        "berth": "",
        "note": "",
        "crew": "Ana\nLeo",
        "wait": "15 min",
        "rest": "",
        "hull": "Rojo",
        "sail": "Verde",
        "port": "Muelle Sur",
    }
    assert fields.in_words(changed(port="norte"), "port") == "norte"


@pytest.mark.parametrize(
    ("name", "typed", "kept", "said"),
    [
        ("days", "2,5", 2.5, "2,5"),
        ("days", "", None, ""),
        ("crew", "7", 7, "7"),
        ("filled", "61", 61, "61\u202f%"),
        ("sails_on", "31/1/2027", date(2027, 1, 31), "31 de enero de 2027"),
        ("insured", True, True, "sí"),
        ("log", " Mar\r\nen calma ", "Mar\nen calma", "Mar\nen calma"),
    ],
)
def test_a_field_of_a_dataclass_is_kept_and_said_as_its_kind(name, typed, kept, said):
    trip = fields.changed(Trip(), {name: fields.about(Trip, name).read(typed)})

    assert getattr(trip, name) == kept
    assert fields.in_words(trip, name) == said


def test_what_does_not_fit_a_dataclass_is_refused_or_cut():
    with pytest.raises(InvalidValue, match=r"4\.?001 .* 4\.?000"):
        fields.checked(Trip(log="a" * 4001))
    with pytest.raises(InvalidValue, match="entre 0 y 40"):
        fields.about(Trip, "days").read("41")
    assert len(fields.cut(Trip(log="a" * 4001)).log) == 4000


def test_a_name_is_looked_up_in_the_language_of_the_moment():
    said = Line(lambda: i18n._("Title"))

    with i18n.language("en"):
        assert said.label() == "Title"
    with i18n.language("es"):
        assert said.label() == "Título"


def test_each_text_of_a_mapping_is_called_by_its_member():
    assert fields.about(Boat, "calls.green").label() == "Verde"


def test_a_field_is_read_and_changed_by_its_name_also_in_a_mapping():
    boat = fields.changed(GULL, {"name": "Pardela", "calls.red": "Alto"})

    assert (fields.value(boat, "name"), fields.value(boat, "calls.red")) == ("Pardela", "Alto")
    assert boat == changed(name="Pardela", calls={Colour.RED: "Alto"})
    assert fields.value(boat, "calls.green") == ""
    assert fields.changed(boat, {"calls.green": ""}).calls == {Colour.RED: "Alto", Colour.GREEN: ""}

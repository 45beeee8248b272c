"""The town's data in a text, and the blanks that wait for the person."""

from dataclasses import replace
from datetime import UTC, datetime

from core.crisis.scenario import Blank
from core.crisis.texts import fields
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from core.store import Topic
from core.town import records as town_records
from tests.core.crisis.scenes import ROAD
from tests.core.in_turn import in_turn

NOW = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)


@in_turn(
    "text",
    [
        "Un { suelto",
        "Un } suelto",
        "{place.upper}",
        "{place!r}",
        "{0}",
        "{}",
        "{place:>9}",
        "{{x}}",
    ],
)
def test_a_brace_that_is_no_field_stays_as_it_was_written(text):
    assert fields.KnownFields({"place": "la plaza", "x": "X"}).fill(text) == text.replace(
        "{x}", "X"
    )


def test_a_field_that_nobody_knows_stays_as_it_was_written():
    assert fields.KnownFields({"a": "1"}).fill("{a} y {b}") == "1 y {b}"


def test_what_is_filled_in_is_not_filled_in_again():
    assert fields.KnownFields({"a": "{b}", "b": "2"}).fill("{a}") == "{b}"


def test_a_name_of_a_field_may_have_a_hyphen():
    assert fields.KnownFields({"lugar-1": "la plaza"}).fill("En {lugar-1}.") == "En la plaza."


def test_an_empty_blank_stands_between_brackets_as_within_a_sentence():
    assert fields.mark_of(Blank(id="a", label="Lugar, con su artículo")) == (
        "[lugar, con su artículo]"
    )


def test_an_abbreviation_keeps_its_capitals():
    assert fields.mark_of(Blank(id="a", label="DNI de quien avisa")) == "[DNI de quien avisa]"


def test_the_body_is_named_as_a_sentence_needs_it(village):
    with village.read() as connection:
        known = fields.known_fields(connection, ROAD, {}, NOW, None)
    assert known.fill("{body}|{the_body}|{The_body}|{of_the_body}|{to_the_body}") == (
        "Ayuntamiento de Valdehierro|el Ayuntamiento|El Ayuntamiento|del Ayuntamiento"
        "|al Ayuntamiento"
    )


def test_another_body_is_named_without_the_word_of_a_town_council(village):
    with village.change(Topic.TOWN, label="preparar") as db:
        town_records.update(db, kind="other", name="Mancomunidad del Valle")
    with village.read() as connection:
        known = fields.known_fields(connection, ROAD, {}, NOW, None)
    assert known.fill("{body}, {of_the_body}") == "Mancomunidad del Valle, de la entidad"


def test_hours_are_those_of_the_person_and_blank_where_nobody_knows_them(village):
    with village.read() as connection:
        known = fields.known_fields(connection, ROAD, {"road": "EX-206"}, NOW, NOW)
        paper = fields.known_fields(connection, ROAD, {}, None, None)
    text = "{road} {date} {time} {next_time}"
    hour = f"{NOW.astimezone():%H:%M}"
    assert known.fill(text) == f"EX-206 24/11/2026 {hour} {hour}"
    assert paper.fill(text) == "[carretera] [fecha] [hora] [hora]"


def test_the_web_and_the_private_channel_are_those_of_the_plan(village):
    with village.read() as connection:
        plan = plan_records.load(connection)
        known = fields.known_fields(connection, ROAD, {}, NOW, None)
    private = next(channel for channel in plan.private_channels if channel.address)
    assert known.fill("{private}") == f"{private.title}: {private.address}"
    address = next(channel.address for channel in plan.channels if channel.kind == "web")
    assert address == f"https://{known.fill('{web}')}"


def test_a_plan_without_them_has_words_that_everybody_understands(village):
    with village.change(Topic.PLAN, label="preparar") as db:
        plan = plan_records.load(db.conn)
        for private_channel in plan.private_channels:
            plan_records.delete(db, PrivateChannel, private_channel.id)
        for channel in plan.channels:
            plan_records.save(db, replace(channel, address=""))
    with village.read() as connection:
        known = fields.known_fields(connection, ROAD, {}, NOW, None)
    assert known.fill("{web}; {private}") == (
        "la web municipal; el teléfono y la atención al público del Ayuntamiento"
    )


def test_a_blank_cannot_take_the_place_of_what_the_program_knows(village, clerk):
    with village.read() as connection:
        known = fields.known_fields(connection, clerk.desk.scenario, {"town": "Otro"}, NOW, None)
    assert known.fill("{town}") == "Valdehierro"

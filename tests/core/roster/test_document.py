"""The roster on paper: what stands on it, in which order, and what is left out."""

from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.documents import render, tree
from core.documents.model import Callout, Document, Heading, KeyNumbers, Line, Qr, Table
from core.documents.pocket import Card, Panel
from core.documents.preview import page_count
from core.i18n import Language
from core.roster import records
from core.roster.document import pocket, roster
from core.roster.model import Contact, ContactKind, Group, Hat, Phone, group_label
from core.roster.personal import person_data
from core.store import Store, open_store
from tests.core import photocopier, towns
from tests.core.roster.people import Add, adding, emptied

BY_HAND = "Teléfonos que faltan"


@pytest.fixture
def bare(store: Store) -> Store:
    return emptied(store)


@pytest.fixture
def add(store: Store) -> Add:
    return adding(store)


def sheet(store: Store, language: Language = "es") -> Document:
    with store.read() as connection, i18n.language(language):
        return roster(connection, language, store.clock.today())


def fold(store: Store) -> Document:
    with store.read() as connection:
        return pocket(connection, "es", store.clock.today())


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading)]


def rows_under(document: Document, title: str) -> list[list[str]]:
    """Texts of each row of the table that follows a heading."""
    place = next(
        index
        for index, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.text == title
    )
    table = document.blocks[place + 1]
    assert isinstance(table, Table)
    return [[line.text for cell in row for line in cell.lines] for row in table.rows]


def said_of(document: Document) -> dict[str, str]:
    """What is kept, by its label."""
    table = next(block for block in document.blocks if isinstance(block, Table))
    return {
        label.lines[0].text: " / ".join(line.text for line in kept.lines)
        for label, kept in table.rows
    }


def cards(document: Document) -> dict[str, list[str]]:
    panels = [block for block in document.blocks if isinstance(block, Panel)]
    return {panel.title: [card.title for card in panel.cards] for panel in panels}


def test_the_numbers_everybody_must_find_come_first_and_112_before_all(bare, add):
    emergency = {"kind": ContactKind.SERVICE, "groups": (Group.EMERGENCIES,)}
    add("Guardia Civil 062", "062", **emergency)
    add("Emergencias 112", "112", **emergency)
    add("Bomberos", "924 000 012", **emergency)
    first = sheet(bare).blocks[0]
    assert isinstance(first, KeyNumbers)
    assert [(item.label, item.number) for item in first.items] == [
        ("Emergencias", "112"),
        ("Guardia Civil", "062"),
    ]


def test_groups_stand_in_their_order_and_those_of_no_group_at_the_end(bare, add):
    add("Ferretería", "600 000 001", groups=(Group.SUPPLIERS,))
    add("Alcaldesa", "600 000 002", groups=(Group.MAYOR,))
    add("Vecino", "600 000 003")
    assert headings(sheet(bare)) == [
        group_label(Group.MAYOR),
        group_label(Group.SUPPLIERS),
        "Otros",
    ]


def test_own_cards_without_a_number_say_that_it_is_missing(store, add):
    add("Sin Número", groups=(Group.MEDIA,))
    assert ["Sin Número", "sin teléfono todavía"] in rows_under(
        sheet(store), group_label(Group.MEDIA)
    )


def test_proposed_cards_without_a_number_have_their_line_to_write_it_once_and_the_team_first(store):
    with store.read() as connection:
        proposed = {card.name for card in records.everyone(connection) if not card.phones}
    made = sheet(store)
    lines = [name for row in rows_under(made, BY_HAND) for name in row]
    assert lines[:3] == ["Alcaldía", "Tenencia de alcaldía", "Comunicación"]
    assert {"Centro de salud", "Suministro de agua", "Distribuidora eléctrica"} <= set(lines)
    assert len(lines) == 18
    elsewhere = [line.text for line in tree.find(made.blocks, Line) if line.text in proposed]
    assert sorted(elsewhere) == sorted(lines)


@pytest.mark.parametrize("language", ["es", "en"])
def test_in_a_large_town_they_have_one_page_with_the_water_and_the_power(tmp_path, clock, language):
    town = open_store(towns.of_place(tmp_path, "06083", language), clock)
    made = sheet(town, language)
    town.close()
    assert page_count(render.render(made, ".pdf")) == 1
    lines = {line.text for line in tree.find(made.blocks, Line)}
    needed = {"es": {"Suministro de agua", "Distribuidora eléctrica"}, "en": {"Water supply"}}
    assert needed[language] <= lines


def test_whoever_has_a_number_needs_no_line(bare, add):
    add("Ana", "600 000 001", hats=(Hat.DECIDES,), groups=(Group.CRISIS_TEAM,))
    assert BY_HAND not in headings(sheet(bare))


def test_112_comes_first_where_its_card_has_gone_or_says_something_else(bare, add):
    add("Guardia Civil 062", "062", kind=ContactKind.SERVICE, groups=(Group.EMERGENCIES,))
    add("Emergencias", "112 999", kind=ContactKind.SERVICE, groups=(Group.EMERGENCIES,))
    for made in (sheet(bare), fold(bare)):
        [first] = tree.find(made.blocks, KeyNumbers)
        assert [item.number for item in first.items][:2] == ["112", "062"]


def test_a_service_of_two_groups_stands_with_the_emergencies_alone(bare, add):
    both = (Group.EMERGENCIES, Group.HEALTH)
    add("Conducta suicida 024", "024", kind=ContactKind.SERVICE, groups=both)
    add("Farmacia", "924 000 001", kind=ContactKind.SERVICE, groups=(Group.HEALTH,))
    made = sheet(bare)
    assert [row[0] for row in rows_under(made, group_label(Group.EMERGENCIES))] == [
        "Conducta suicida"
    ]
    assert [row[0] for row in rows_under(made, group_label(Group.HEALTH))] == ["Farmacia"]


def test_it_is_to_be_kept_from_others_only_with_numbers_of_persons(bare, add):
    add("Guardia Civil 062", "062", kind=ContactKind.SERVICE, groups=(Group.EMERGENCIES,))
    assert list(tree.find(sheet(bare).blocks, Callout)) == []
    add("Ana", "600 000 001", groups=(Group.MAYOR,))
    [box] = tree.find(sheet(bare).blocks, Callout)
    assert box.title == "Datos personales"


def test_a_group_whose_numbers_everybody_dials_by_heart_has_no_column_of_codes(bare, add):
    add("Guardia Civil 062", "062", kind=ContactKind.SERVICE, groups=(Group.EMERGENCIES,))
    add("Ana", "600 000 001", groups=(Group.MAYOR,))
    short, long = tree.find(sheet(bare).blocks, Table)
    assert [len(table.columns) for table in (short, long)] == [3, 4]


def test_whoever_decides_comes_first_in_a_crisis_with_the_substitute(bare, add):
    stand_in = add("Beatriz", "600 000 002")
    add("Antonio", "600 000 003", hats=(Hat.LOG,), groups=(Group.CRISIS_TEAM,))
    add(
        "Zoe",
        "600 000 001",
        hats=(Hat.DECIDES, Hat.SPEAKS),
        groups=(Group.CRISIS_TEAM,),
        substitute_id=stand_in,
    )
    rows = rows_under(sheet(bare), "Quién hace qué en una crisis")
    assert rows[0] == ["Decide", "Habla", "Zoe", "600 000 001", "Beatriz", "600 000 002"]
    assert ["Llama", "nadie todavía"] in rows
    team = rows_under(sheet(bare), group_label(Group.CRISIS_TEAM))
    assert [row[0] for row in team] == ["Zoe", "Antonio"]
    # No line end parts a telephone number.
    assert "Beatriz · 600\u00a0000\u00a0002" in team[0]


def test_whoever_is_in_two_groups_is_told_in_full_in_each(bare, add):
    add(
        "José",
        "600 000 001",
        groups=(Group.CRISIS_TEAM, Group.EMERGENCIES),
        available="De noche",
    )
    for group in (Group.CRISIS_TEAM, Group.EMERGENCIES):
        assert rows_under(sheet(bare), group_label(group))[0][1:] == ["600 000 001", "De noche"]


def test_emergencies_stand_before_all_else_with_the_short_numbers_first(bare, add):
    add("Ana", "600 000 001", hats=(Hat.DECIDES,), groups=(Group.CRISIS_TEAM,))
    service = {"kind": ContactKind.SERVICE, "groups": (Group.EMERGENCIES,)}
    add("Bomberos", "924 000 012", **service)
    add("Violencia de género 016", "016", **service)
    add("Emergencias 112", "112", **service)
    made = sheet(bare)
    urgent, crisis, team = headings(made)
    assert (urgent, crisis) == (group_label(Group.EMERGENCIES), "Quién hace qué en una crisis")
    assert team == group_label(Group.CRISIS_TEAM)
    assert [row[0] for row in rows_under(made, urgent)] == [
        "Emergencias",
        "Violencia de género",
        "Bomberos",
    ]


def test_the_body_is_not_named_on_its_own_paper(bare, add, town):
    add("Ana", "600 000 001", post="Alcaldesa", organisation=town.body, groups=(Group.MAYOR,))
    assert rows_under(sheet(bare), group_label(Group.MAYOR))[0][:2] == ["Ana", "Alcaldesa"]


def test_lives_come_before_lines_that_save_computers(bare, add):
    for number in ("017", "116 111", "024", "016", "080", "112"):
        add(f"Línea {number}", number, kind=ContactKind.SERVICE, groups=(Group.EMERGENCIES,))
    [first] = tree.find(sheet(bare).blocks, KeyNumbers)
    assert [item.number for item in first.items] == ["112", "080", "016", "024"]


def test_a_number_known_by_heart_has_no_code_to_dial_it(bare, add):
    add("Emergencias", "112", groups=(Group.EMERGENCIES,))
    add("Ana", "600 000 001", groups=(Group.MAYOR,))
    codes = [code.payload for code in tree.find(sheet(bare).blocks, Qr)]
    assert codes == ["tel:+34600000001"]


def test_a_pocket_fold_has_each_card_once_and_not_what_the_cover_says(bare, add):
    add("Emergencias", "112", kind=ContactKind.SERVICE, groups=(Group.EMERGENCIES,))
    both = (Group.CRISIS_TEAM, Group.EMERGENCIES)
    add("José", "600 000 001", groups=both, post="Policía Local")
    add("Ana", "600 000 002", groups=(Group.MAYOR,), hats=(Hat.DECIDES,), post="Alcaldesa")
    add("Sin Número", groups=(Group.MAYOR,))
    assert cards(fold(bare)) == {group_label(Group.CRISIS_TEAM): ["Ana", "José"]}
    said = [card.subtitle for card in tree.find(fold(bare).blocks, Card)]
    assert said == ["Decide", "Policía Local"]


def test_an_empty_roster_is_still_a_paper(bare):
    assert page_count(render.render(sheet(bare), ".pdf")) == 1
    assert page_count(render.render(fold(bare), ".pdf")) == 1


@pytest.mark.parametrize("name", ["Ñ" * 10_000, "palabra " * 1250, "Ana 😀 \u202eزينب <b>#panic()"])
def test_whatever_a_name_is_made_of_it_prints(bare, add, name):
    add(name, "600 000 001", groups=(Group.CRISIS_TEAM, Group.MEDIA), hats=(Hat.DECIDES,))
    for document in (sheet(bare), fold(bare)):
        for suffix in render.formats(document):
            assert len(render.render(document, suffix)) > 1000


def test_what_is_left_out_of_a_name_is_told_on_the_line_of_its_last_letter(bare, add):
    add("n" * 10_000, "600 000 001", groups=(Group.MEDIA,), post="m" * 10_000)
    said = photocopier.sizes(render.render(sheet(bare), ".pdf"))
    assert not any(line.strip() == "…" for line in said)


def test_each_language_has_its_own_words(bare, add):
    add("Ana", "600 000 001", groups=(Group.MAYOR,))
    assert headings(sheet(bare, "en")) == ["Mayor’s office"]
    assert headings(sheet(bare, "es")) != headings(sheet(bare, "en"))
    assert sheet(bare, "en").language == "en"


def test_the_example_town_fits_one_pocket_sheet(example_file, tmp_path, clock):
    store = open_store(towns.copied(example_file, tmp_path), clock)
    try:
        assert render.warnings(sheet(store)) == []
        assert page_count(render.render(fold(store), ".pdf")) == 1
    finally:
        store.close()


def test_whoever_unfolds_it_reads_all_of_it_without_glasses(papers):
    for language in ("es", "en"):
        said = photocopier.sizes(papers.printed("roster-pocket", language))
        small = {line for line, size in said.items() if size < 7.4 and line.strip()}
        assert small == set()


def test_one_persons_data_is_everything_kept_about_them(town):
    contact = Contact(
        "Ana Ruiz",
        post="Alcaldesa",
        phones=(Phone("600 000 001", "móvil"),),
        email="ana@example.es",
        note="Prefiere mensajes",
        purpose="Avisar en una emergencia",
        legal_basis="Misión de interés público",
        verified_on=date(2026, 11, 1),
        no_answer_on=date(2026, 10, 20),
    )
    contact = replace(contact, id=1, substitute_id=2)
    luis = Contact("Luis Vega", id=2, substitute_id=1)
    document = person_data(contact, [contact, luis], town, "es", date(2026, 11, 24))
    assert said_of(document) == {
        "Nombre": "Ana Ruiz",
        "Tipo": "Persona",
        "Cargo": "Alcaldesa",
        "Teléfonos": "600 000 001 (móvil)",
        "Correo": "ana@example.es",
        "Sustituto": "Luis Vega",
        "Sustituye a": "Luis Vega",
        "Nota": "Prefiere mensajes",
        "Verificado el": "1 de noviembre de 2026",
        "No contestó el": "20 de octubre de 2026",
        "Finalidad": "Avisar en una emergencia",
        "Base jurídica": "Misión de interés público",
    }
    assert page_count(render.render(document, ".pdf")) == 1

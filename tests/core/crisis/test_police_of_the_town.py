"""Crime and danger go to the police that investigates in the town, by its region and its roster."""

import re

import pytest

from core import i18n
from core.clock import FixedClock
from core.crisis import town_facts
from core.crisis.callees import callees
from core.crisis.document.sheet import sheet
from core.crisis.scenarios import library
from core.crisis.town_facts import Police
from core.documents.tree import texts
from core.roster import records as roster_records
from core.roster.model import Contact, Group
from core.store import Topic, open_store
from core.town import records as town_records
from tests.core import towns
from tests.core.crisis.clerk import sit_down
from tests.core.crisis.scenes import load
from tests.core.in_turn import in_turn

LOCAL, GUARD, NATIONAL = "Policía Local 092", "Guardia Civil 062", "Policía Nacional 091"


@pytest.mark.parametrize(
    ("region", "cards", "corps", "number"),
    [
        ("Extremadura", (LOCAL, GUARD), "a la Guardia Civil", "062"),
        ("Extremadura", (LOCAL, GUARD, NATIONAL), "a la Policía Nacional", "091"),
        ("Extremadura", (), "a la Guardia Civil", "062"),
        ("Cataluña", (LOCAL, GUARD), "a los Mossos", "112"),
        ("País Vasco", (LOCAL, GUARD, NATIONAL), "a la Ertzaintza", "112"),
        ("Comunidad Foral de Navarra", (LOCAL, GUARD), "a la Policía Foral", "112"),
    ],
)
def test_crime_goes_to_the_corps_that_investigates_in_the_town(region, cards, corps, number):
    """By the region where it has its own, then by the roster; an officer of the town never."""
    contacts = [Contact(name, groups=(Group.EMERGENCIES,)) for name in cards]
    for more in ([], [Contact("Alguacil", groups=(Group.SERVICES,))]):
        known = town_facts.force_fields(town_facts.police_of([*contacts, *more], region))
        assert (known["to_the_corps"], known["corps_number"]) == (corps, number)


@pytest.mark.parametrize(
    ("region", "cards", "said", "number"),
    [
        ("Extremadura", (GUARD,), "al Seprona", "062"),
        ("Extremadura", (GUARD, NATIONAL), "al Seprona", "062"),
        ("Cataluña", (GUARD,), "a los Mossos", "112"),
    ],
)
def test_poison_goes_to_seprona_except_where_the_region_has_its_police(region, cards, said, number):
    contacts = [Contact(name, groups=(Group.EMERGENCIES,)) for name in cards]
    police = town_facts.police_of(contacts, region)
    known = town_facts.force_fields(police)
    assert (known["to_the_seprona"], known["seprona_number"]) == (said, number)
    call = next(each for each in load("poisoned-animals", "es").calls if "Seprona" in each.who)
    rung = callees(contacts, town_facts.here(call, police))
    assert [card.name for card in rung] == ([] if region == "Cataluña" else [GUARD])


@pytest.mark.parametrize(
    ("region", "cards", "who", "rung"),
    [
        ("Extremadura", (LOCAL, GUARD, NATIONAL), "Policía Nacional", [NATIONAL]),
        ("Extremadura", (LOCAL, GUARD), "Guardia Civil", [GUARD]),
        ("Cataluña", (LOCAL, GUARD), "Mossos d’Esquadra (112)", []),
        ("País Vasco", ("Comisaría de la Ertzaintza", GUARD), "Ertzaintza (112)",
         ["Comisaría de la Ertzaintza"]),
    ],
)  # fmt: skip
def test_a_call_to_the_guardia_civil_means_the_corps_of_the_town(region, cards, who, rung):
    contacts = [Contact(name, groups=(Group.EMERGENCIES,)) for name in cards]
    police = town_facts.police_of(contacts, region)
    for name in ("data-breach", "missing-person", "gender-violence"):
        call = next(each for each in load(name, "es").calls if each.who.startswith("Guardia Civil"))
        meant = town_facts.here(call, police)
        assert meant.who == who
        assert [card.name for card in callees(contacts, meant)] == rung


def test_where_the_region_has_its_police_a_village_without_another_asks_that_one():
    assert town_facts.police_of([], "Cataluña").local == "mossos"
    officer = [Contact("Alguacil", groups=(Group.SERVICES,))]
    assert town_facts.police_of(officer, "Cataluña") == Police("constable", "mossos")


@in_turn("code, cards", [
    ("25040", ["Comisaría de los Mossos d’Esquadra"]),
    ("20045", ["Comisaría de la Ertzaintza"]),
    ("06083", ["Guardia Civil 062", "Policía Nacional 091", "Puesto de la Guardia Civil"]),
])  # fmt: skip
def test_the_roster_proposes_the_police_that_investigates_there(tmp_path, code, cards):
    opened = open_store(towns.of_place(tmp_path, code), FixedClock(towns.NOW))
    try:
        with opened.read() as connection:
            names = [contact.name for contact in roster_records.everyone(connection)]
    finally:
        opened.close()
    corps = re.compile(r"Guardia Civil|Policía Nacional|Mossos|Ertzaintza")
    assert sorted(name for name in names if corps.search(name)) == cards


STRANGERS = re.compile(r"Guardia Civil|Seprona|062|\{")


@in_turn("code, police", [("25040", "Mossos"), ("20045", "Ertzaintza"), ("31232", "Policía Foral")])
def test_no_sheet_of_a_region_with_its_own_police_sends_to_the_guardia_civil(
    tmp_path, code, police
):
    opened = open_store(towns.of_place(tmp_path, code), FixedClock(towns.NOW))
    try:
        with opened.read() as connection, i18n.language("es"):
            for offered in library.everything(connection):
                drawn = sheet(connection, "es", opened.clock.today(), offered)
                assert [text for text in texts(drawn) if STRANGERS.search(text)] == [], offered
            read = library.read(connection, library.offered(connection, "death").scenario, "es")
    finally:
        opened.close()
    assert police in " ".join(step.help for step in read.steps)


def test_the_desk_and_the_sheet_of_an_incident_name_the_police_of_the_town(village):
    with village.change(Topic.TOWN) as db:
        town_records.update(db, region="Cataluña")
    desk = sit_down(village, "missing-person").desk
    said = [text for step in desk.scenario.steps for text in (step.text, step.help)]
    assert desk.untouched
    assert "Confirmar la búsqueda con los Mossos" in said
    assert [text for text in said if STRANGERS.search(text)] == []
    rung = [call.name for call in desk.calls if "Mossos" in call.name]
    assert rung == ["Mossos d’Esquadra (112)"]

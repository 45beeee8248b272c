"""The place where there will be more is one where it is published, and the police is the town's."""

from dataclasses import replace

import pytest

from core import i18n
from core.crisis import town_facts
from core.crisis.callees import callees
from core.crisis.document.what_to_say import places
from core.crisis.kinds import StatementKind
from core.crisis.scenario import CallGroup
from core.crisis.scenarios import library
from core.crisis.texts import fields, filling
from core.crisis.town_facts import Police
from core.plan import records as plan_records
from core.plan.model import Channel, PrivateChannel
from core.roster import records as roster_records
from core.roster.model import Contact, ContactKind, Group, Phone
from core.store import Store, Topic
from core.town import records as town_records
from tests.core.crisis.scenes import load

OFFICES = Contact(
    "Oficinas municipales",
    kind=ContactKind.SERVICE,
    phones=(Phone("924 80 00 00"),),
    groups=(Group.SERVICES,),
)


def without_channels(village: Store, *kept: Channel) -> None:
    """The plan has these channels and no other."""
    with village.change(Topic.PLAN, label="preparar") as db:
        for other in plan_records.load(db.conn).channels:
            plan_records.delete(db, Channel, other.id)
        for channel in kept:
            plan_records.add(db, channel)


def channels(village: Store) -> tuple[Channel, ...]:
    with village.read() as connection:
        return plan_records.every(connection, Channel)


def known(village: Store, name: str) -> str:
    with village.read() as connection:
        return town_facts.fields(connection)[name]


def test_more_is_promised_on_the_web_and_then_where_no_internet_is_needed(village):
    assert (
        known(village, "next_place") == "en www.valdehierro.example, en el tablón y por megafonía"
    )


def test_a_town_without_a_website_promises_nothing_on_one(village):
    without_channels(
        village,
        Channel(title="Bando", kind="bando", offline=True, urgent=True),
        Channel(title="Lista", kind="whatsapp_list", urgent=True),
    )
    assert known(village, "next_place") == "en el tablón y por la lista de WhatsApp"
    assert known(village, "web") == "el tablón de anuncios"


def test_a_town_with_no_channel_at_all_has_a_notice_board(village):
    without_channels(village)
    assert known(village, "next_place") == "en el tablón de anuncios"


def test_what_the_program_proposed_and_nobody_kept_is_no_place_where_there_is_more(village):
    without_channels(
        village,
        Channel(title="Web", kind="web", urgent=True),
        Channel(title="Canal", kind="whatsapp_channel", urgent=True),
    )
    site, channel = channels(village)
    with village.change(Topic.PLAN, label="proponer") as db:
        for proposed in (site, channel):
            plan_records.mark(db, proposed, "template", "Suele haberlo.")
    assert known(village, "next_place") == "en el tablón de anuncios"
    assert known(village, "web") == "el tablón de anuncios"

    with village.change(Topic.PLAN, label="conservar") as db:
        plan_records.accept(db, Channel, channel.id)
    assert known(village, "next_place") == "en el canal de WhatsApp"


def test_a_channel_of_the_towns_own_invention_is_named_as_it_is_called(village):
    without_channels(village, Channel(title="Panel de la plaza", urgent=True))
    assert known(village, "next_place") == "en Panel de la plaza"


def test_once_something_is_out_more_is_promised_where_it_was(clerk):
    clerk.publish(clerk.approved(), "Megafonía", "Lista de WhatsApp")
    assert " por megafonía y por la lista de WhatsApp." in clerk.begin().text("es").next


def test_a_draft_that_waits_promises_more_where_the_first_text_came_out(clerk):
    worded = clerk.approved()
    waits = clerk.begin(StatementKind.CONFIRMED)
    clerk.publish(worded, "Megafonía")
    assert " por megafonía. Cuéntenos" in clerk.now(waits).text("es").next


def test_the_person_says_another_place_and_takes_it_back(clerk):
    worded = clerk.begin()
    clerk.fill("next_place", "en la puerta del consultorio")
    assert "en la puerta del consultorio. Si su animal" in clerk.now(worded).text("es").next
    clerk.fill("next_place", "")
    assert clerk.now(worded).text("es").next == worded.text("es").next


@pytest.mark.parametrize(
    ("cards", "force"),
    [
        (("Policía Local", "Guardia Civil"), "a la Policía Local"),
        (("Local police", "Guardia Civil post"), "a la Policía Local"),
        (("Alguacil", "Guardia Civil"), "al alguacil"),
        (("Puesto de la Guardia Civil",), "a la Guardia Civil"),
        (("Mossos d'Esquadra",), "a la policía"),
        ((), "a la policía"),
    ],
)
def test_the_police_is_the_one_that_the_town_has(store, cards, force):
    with store.change(Topic.ROSTER, label="preparar") as db:
        for there in roster_records.everyone(db.conn):
            roster_records.delete(db, there.id)
        for name in cards:
            card = Contact(name, groups=(Group.EMERGENCIES,))
            roster_records.add(db, card, store.clock.now())
    assert known(store, "to_the_force") == force
    assert (
        known(store, "The_force")
        == f"{'E' if force[:2] == 'al' else 'L'}{known(store, 'the_force')[1:]}"
    )


@pytest.mark.parametrize(
    ("cards", "said", "rung"),
    [
        (("Policía Local", "Guardia Civil"), "Policía Local", "Policía Local"),
        (("Alguacil", "Guardia Civil"), "Alguacil", "Alguacil"),
        (("Guardia Civil",), "Guardia Civil", "Guardia Civil"),
    ],
)
def test_a_call_to_the_local_police_means_whom_the_town_has(cards, said, rung):
    contacts = [Contact(name, groups=(Group.EMERGENCIES,)) for name in cards]
    for name in ("flood", "harassment"):
        call = next(item for item in load(name, "es").calls if item.who.startswith("Policía"))
        meant = town_facts.here(call, town_facts.police_of(contacts))
        assert meant.who == said
        assert [card.name for card in callees(contacts, meant)] == [rung]


POLICE = CallGroup(
    who="Policía Local y Guardia Civil",
    group=Group.EMERGENCIES,
    words=("policia local", "guardia civil", "mossos", "ertzaintza", "policia foral"),
)


def test_a_call_that_names_the_guardia_civil_too_names_it_once():
    assert town_facts.here(POLICE, Police("civil_guard", "civil_guard")).who == "Guardia Civil"
    assert town_facts.here(POLICE, Police("police", "civil_guard")).who == POLICE.who


def test_within_a_call_the_local_police_keeps_its_small_letter():
    call = CallGroup(who="Guardia Civil and local police", group=Group.EMERGENCIES)
    with i18n.language("en"):
        assert town_facts.here(call, Police("local_police", "civil_guard")).who == call.who


@pytest.mark.parametrize(
    ("people", "signatures"),
    [(398, "el 20 %"), (5_000, "el 20 %"), (5_001, "el 15 %"), (60_225, "el 10 %"),
     (None, "el 20, el 15 o el 10 %, según la población,")],
)  # fmt: skip
def test_a_popular_initiative_is_signed_by_the_share_of_a_town_of_its_size(
    village, people, signatures
):
    with village.change(Topic.TOWN) as db:
        town_records.update(db, population=people)
    assert known(village, "signatures").replace("\u00a0", " ") == signatures


@pytest.mark.parametrize(
    ("region", "authority"),
    [
        ("Extremadura", "Agencia Española de Protección de Datos"),
        ("Cataluña", "Autoridad Catalana de Protección de Datos"),
    ],
)
def test_a_breach_is_told_to_the_authority_of_the_region_where_it_has_one(
    village, region, authority
):
    with village.change(Topic.TOWN) as db:
        town_records.update(db, region=region)
    with village.read() as connection:
        facts = library.read(connection, load("data-breach", "es"), "es").facts
    assert f"Autoridad de datos: {authority}" in facts


@pytest.mark.parametrize(("languages", "times"), [("es", 0), ("ca es", 6)])
def test_only_a_town_of_several_languages_is_told_to_say_it_in_each(village, languages, times):
    with village.change(Topic.TOWN) as db:
        town_records.update(db, languages=languages)
    with village.read() as connection:
        every = [library.read(connection, load(name, "es"), "es") for name in library.SHIPPED]
    helps = " ".join(step.help for scenario in every for step in scenario.steps)
    assert helps.count("En cada lengua.") == times


def test_without_a_private_channel_the_number_is_that_of_the_municipal_offices(village):
    with village.change(Topic.PLAN, Topic.ROSTER, label="preparar") as db:
        for channel in plan_records.load(db.conn).private_channels:
            plan_records.delete(db, PrivateChannel, channel.id)
        roster_records.add(db, OFFICES, village.clock.now())
    assert known(village, "private") == "Oficinas municipales: 924 80 00 00"


def without_a_number(village: Store) -> None:
    with village.change(Topic.PLAN, Topic.ROSTER, label="preparar") as db:
        for channel in plan_records.load(db.conn).private_channels:
            plan_records.save(db, replace(channel, address=""))


def test_where_no_number_is_known_it_is_asked_for_once_and_stands_in_every_text(village, clerk):
    without_a_number(village)
    worded, later = clerk.begin(), clerk.begin(StatementKind.CLOSING)
    with village.read() as connection:
        asked = filling.blanks_of(connection, clerk.desk, worded.statement, "es")
    assert (asked[-1].id, asked[-1].label) == ("private", "Teléfono para preguntar")
    assert asked[-1].default == "el teléfono y la atención al público del Ayuntamiento"

    clerk.fill("private", "924 80 00 00")

    for other in (worded, later):
        said = clerk.now(other).text("es").whole
        assert "(924 80 00 00)" in said
        assert "mostrador" not in said


def test_on_paper_there_is_a_line_for_the_number_that_nobody_knows(village):
    without_a_number(village)
    flood = load("flood", "es")
    with village.read() as connection:
        filled = places(connection, flood).filled(flood, "Pregunte ({private}).")
    assert [(span.text, span.blank) for span in filled] == [
        ("Pregunte (", 0),
        ("teléfono", 45),
        (").", 0),
    ]


def test_where_the_plan_has_a_number_nobody_is_asked_for_one(village, clerk):
    worded = clerk.begin()
    with village.read() as connection:
        asked = filling.blanks_of(connection, clerk.desk, worded.statement, "es")
    assert "private" not in [blank.id for blank in asked]


def test_an_answer_names_the_number_of_the_municipal_offices_where_the_plan_has_no_channel(village):
    with village.change(Topic.PLAN, Topic.ROSTER, label="preparar") as db:
        for channel in plan_records.load(db.conn).private_channels:
            plan_records.delete(db, PrivateChannel, channel.id)
        roster_records.add(db, OFFICES, village.clock.now())
    with village.read() as connection:
        assert fields.doors(connection) == ["Oficinas municipales: 924 80 00 00"]


def test_the_mobile_of_a_person_is_never_the_number_to_ask_at(clerk, village):
    clerk = Contact(
        "Oficinas municipales", phones=(Phone("600 000 111"),), groups=(Group.SERVICES,)
    )
    with village.change(Topic.PLAN, Topic.ROSTER, label="preparar") as db:
        for channel in plan_records.load(db.conn).private_channels:
            plan_records.delete(db, PrivateChannel, channel.id)
        roster_records.add(db, clerk, village.clock.now())
    assert "600 000 111" not in known(village, "private")

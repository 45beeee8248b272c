"""A small plan in which everything holds together, and ways to break one thing of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.plan.findings import PlanFacts, check
from core.plan.item import Item
from core.plan.kinds import (
    AccountKind,
    AccountVerdict,
    Judged,
    Layer,
    LevelName,
    ObjectiveScope,
    Raci,
    Reach,
    UseName,
)
from core.plan.model import (
    Account,
    Assignment,
    Audience,
    Channel,
    Charter,
    Level,
    Measurement,
    NetworkFact,
    Objective,
    Person,
    Plan,
    Presence,
    PrivateChannel,
    Task,
    Use,
    Version,
)
from core.plan.rules import RULES
from core.roster.model import Contact, ContactKind, Hat, Phone
from core.town.model import Town

TODAY = date(2026, 11, 24)

Change = Callable[[PlanFacts], PlanFacts]

LISTS: dict[type, str] = {
    Person: "people",
    Account: "accounts",
    Objective: "objectives",
    Measurement: "measurements",
    Audience: "audiences",
    Channel: "channels",
    NetworkFact: "facts",
    Presence: "presences",
    Use: "uses",
    Level: "levels",
    PrivateChannel: "private_channels",
    Task: "tasks",
    Assignment: "assignments",
}

TOWN = Town("Valdepiedra", population=2241, hours_week=8)


def _contact(contact_id: int, name: str, *hats: Hat, substitute: int | None = None) -> Contact:
    return Contact(
        name,
        id=contact_id,
        phones=(Phone("924 80 00 00"),),
        hats=hats,
        substitute_id=substitute,
        verified_on=date(2026, 11, 1),
    )


MAYOR = _contact(1, "Ana Núñez", Hat.DECIDES, Hat.SPEAKS, substitute=5)
SECRETARY = _contact(2, "Luis Gil", Hat.LOG, Hat.CALLS, substitute=3)
OFFICER = _contact(3, "Eva Ramos", Hat.WRITES, Hat.ANSWERS, substitute=2)
POLICE = replace(_contact(4, "Policía Local", Hat.VERIFIES), kind=ContactKind.SERVICE)
COUNCILLOR = _contact(5, "Juan Soto")

COMMUNICATIONS = Person("Comunicación", id=1, contact_id=3, hours_week=7.5)
SECRETARIAT = Person("Secretaría", id=2, contact_id=2, hours_week=2)
MAYORALTY = Person("Alcaldía", id=3, contact_id=1, hours_week=1)
CULTURE = Person("Concejalía de Cultura", id=4, contact_id=5, hours_week=1)

CHARTER = Charter(
    start_on=date(2027, 1, 1),
    end_on=date(2027, 12, 31),
    backing="El Pleno quiere que nadie se pierda un aviso.",
    style="De usted, claro y breve.",
    accessibility="Toda imagen lleva su texto.",
    images="Nadie sale sin haberlo autorizado.",
    answer_hours=8,
    crisis_meaning="Peligro para las personas, los animales o el agua.",
    corrections="Se corrige en el mismo sitio y se dice.",
    electoral_guard="Entre la convocatoria y el voto no se publican logros.",
    rehearsed_on=date(2026, 10, 1),
    rules="No se admiten insultos.",
    rules_body="Pleno",
    rules_on=date(2025, 12, 18),
    review="La secretaría, cada seis meses.",
    legal="RGPD, LOREG, Real Decreto 1112/2018.",
)

FACEBOOK_ACCOUNT = Account(
    "Ayuntamiento de Valdepiedra",
    id=1,
    network="facebook",
    holders=(1, 2),
    last_post_on=date(2026, 11, 20),
    verdict=AccountVerdict.KEEP,
)
OLD_ACCOUNT = Account(
    "@ayto_valdepiedra", id=2, network="x", kind=AccountKind.ABANDONED, verdict=AccountVerdict.CLOSE
)

GENERAL = Objective("Que nadie se pierda un aviso", id=1, scope=ObjectiveScope.GENERAL)
ANSWERS = Objective(
    "Responder en el día",
    id=2,
    parent_id=1,
    indicator="Preguntas respondidas en el día",
    unit="%",
    baseline=40,
    target=60,
    due_on=date(2027, 12, 15),
    source="La hoja de preguntas",
    serves="Menos visitas al mostrador",
    channels=(2, 3),
)
TRUST = Objective(
    "Ser la primera fuente en un corte de agua",
    id=3,
    parent_id=1,
    judged=Judged.QUALITATIVE,
    layer=Layer.OUTCOME,
    target=4,
    rubric="1: lo cuenta otro. 3: a la vez. 5: siempre antes.",
    channels=(1,),
)

ELDERLY = Audience(
    "Mayores de 65", id=1, size=480, sociodemographic="Viven en el pueblo todo el año."
)
FAMILIES = Audience("Familias", id=2, size=190, sociodemographic="Con hijos en el colegio.")

NOTICES = Channel(
    "Bando",
    id=1,
    kind="bando",
    offline=True,
    purpose="Lo que todos deben saber.",
    posts_week=2,
    minutes_post=30,
    owner_id=1,
    substitute_id=2,
    urgent=True,
)
FACEBOOK = Channel(
    "Facebook",
    id=2,
    kind="facebook",
    purpose="Avisos y preguntas.",
    posts_week=3,
    minutes_post=40,
    owner_id=1,
    substitute_id=2,
    urgent=True,
)
WEBSITE = Channel(
    "Web",
    id=3,
    kind="web",
    purpose="Lo que se busca.",
    posts_week=1,
    minutes_post=60,
    owner_id=1,
    substitute_id=2,
)

COVER = NetworkFact(2, "Portada", id=1, value="820 × 312 px", reviewed_on=date(2026, 10, 1))

ELDERLY_ON_NOTICES = Presence(1, 1, Reach.MANY, id=1, evidence="Lo leen en la puerta.")
FAMILIES_ON_FACEBOOK = Presence(2, 2, Reach.MANY, id=2, evidence="Encuesta del colegio.")
FAMILIES_ON_WEBSITE = Presence(2, 3, Reach.SOME, id=3, evidence="Visitas de la web.")

SHARES = {UseName.SERVICE: 40, UseName.DEADLINES: 30, UseName.EVENTS: 30}
USES = tuple(
    Use(
        name,
        id=number,
        share=SHARES.get(name, 0),
        examples="Dos publicaciones reales." if name in SHARES else "",
        channels=(2, 3) if name in SHARES else (),
        audiences=(2,) if name in SHARES else (),
    )
    for number, name in enumerate(UseName, 1)
)
SERVICE = USES[list(UseName).index(UseName.SERVICE)]
CORPORATE = USES[0]

GREEN = Level(LevelName.GREEN, id=1, trigger="Preguntas y quejas de siempre.")
YELLOW = Level(
    LevelName.YELLOW,
    id=2,
    trigger="Varias quejas iguales en un día.",
    mentions_day=3,
    sensitive=True,
    minutes=60,
    told=(1, 2),
    approver_id=2,
)
ORANGE = Level(
    LevelName.ORANGE,
    id=3,
    trigger="Se acusa al Ayuntamiento.",
    mentions_day=6,
    minutes=30,
    told=(2, 3),
    approver_id=3,
)
RED = Level(
    LevelName.RED,
    id=4,
    trigger="Hay peligro para las personas.",
    mentions_day=12,
    negative_share=70,
    minutes=15,
    told=(1, 2, 3),
    approver_id=3,
)

EVERY_LEVEL_EMPTY = tuple(Level(name, id=number) for number, name in enumerate(LevelName, 1))

COUNTER = PrivateChannel("Ventanilla", id=1, address="Plaza Mayor, 1", person_id=2)

CONTENT = Task("Contenidos y calendario", id=1, hours_week=2)
APPROVAL = Task("Aprobación", id=2, hours_week=0.5)
LISTENING = Task("Escucha", id=3, hours_week=1)

ASSIGNMENTS = (
    Assignment(1, 1, Raci.RESPONSIBLE, id=1),
    Assignment(1, 2, Raci.ACCOUNTABLE, id=2),
    Assignment(1, 4, Raci.CONSULTED, id=3),
    Assignment(2, 3, Raci.BOTH, id=4),
    Assignment(3, 1, Raci.RESPONSIBLE, id=5),
    Assignment(3, 2, Raci.ACCOUNTABLE, id=6),
)

VERSION = Version(
    1, datetime(2025, 12, 18, 18, 0, tzinfo=UTC), id=1, body="Pleno", approved_on=date(2025, 12, 18)
)

PLAN = Plan(
    charter=CHARTER,
    people=(COMMUNICATIONS, SECRETARIAT, MAYORALTY, CULTURE),
    accounts=(FACEBOOK_ACCOUNT, OLD_ACCOUNT),
    objectives=(GENERAL, ANSWERS, TRUST),
    audiences=(ELDERLY, FAMILIES),
    channels=(NOTICES, FACEBOOK, WEBSITE),
    facts=(COVER,),
    presences=(ELDERLY_ON_NOTICES, FAMILIES_ON_FACEBOOK, FAMILIES_ON_WEBSITE),
    uses=USES,
    levels=(GREEN, YELLOW, ORANGE, RED),
    private_channels=(COUNTER,),
    tasks=(CONTENT, APPROVAL, LISTENING),
    assignments=ASSIGNMENTS,
    versions=(VERSION,),
)


@pytest.fixture
def sound_facts() -> PlanFacts:
    """A plan, a town and a roster of which no rule says anything."""
    contacts = (MAYOR, SECRETARY, OFFICER, POLICE, COUNCILLOR)
    return PlanFacts(PLAN, TOWN, contacts, TODAY)


def planned(**lists: Any) -> Change:
    """Other lists in the plan, by the name of the field of `Plan`."""
    return lambda facts: replace(facts, plan=replace(facts.plan, **lists))


def charter(**changes: Any) -> Change:
    """Other fields of the charter."""
    return lambda facts: planned(charter=replace(facts.plan.charter, **changes))(facts)


def item(old: Item, **changes: Any) -> Change:
    """One item of the plan with other fields."""

    def change(facts: PlanFacts) -> PlanFacts:
        name = LISTS[type(old)]
        return planned(
            **{
                name: tuple(
                    replace(each, **changes) if each.id == old.id else each
                    for each in getattr(facts.plan, name)
                )
            }
        )(facts)

    return change


def without(*old: Item) -> Change:
    """The plan without some items."""

    def change(facts: PlanFacts) -> PlanFacts:
        for gone in old:
            name = LISTS[type(gone)]
            kept = tuple(each for each in getattr(facts.plan, name) if each.id != gone.id)
            facts = planned(**{name: kept})(facts)
        return facts

    return change


def also(*new: Item) -> Change:
    """Some items more, last in their lists."""

    def change(facts: PlanFacts) -> PlanFacts:
        for each in new:
            name = LISTS[type(each)]
            facts = planned(**{name: (*getattr(facts.plan, name), each)})(facts)
        return facts

    return change


def contact(old: Contact, **changes: Any) -> Change:
    """One card of the roster with other fields."""
    return lambda facts: replace(
        facts,
        contacts=tuple(
            replace(each, **changes) if each.id == old.id else each for each in facts.contacts
        ),
    )


def roster(*contacts: Contact) -> Change:
    """Another roster."""
    return lambda facts: replace(facts, contacts=contacts)


def town(**changes: Any) -> Change:
    """Other facts of the town."""
    return lambda facts: replace(facts, town=replace(facts.town, **changes))


def on(day: date) -> Change:
    """The same plan looked at on another day."""
    return lambda facts: replace(facts, today=day)


def all_of(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(facts: PlanFacts) -> PlanFacts:
        for function in changes:
            facts = function(facts)
        return facts

    return change


def measured(objective: Objective, value: float, day: date = TODAY) -> Change:
    """One measurement of an objective."""
    return also(Measurement(objective.id, day, value))


def rules_of(facts: PlanFacts) -> list[str]:
    """The ids of everything that the rules find, as often as they find it."""
    return [finding.rule for finding in check(facts, RULES)]


def cases(table: dict[str, dict[str, Change]]) -> list[tuple[str, str, Change]]:
    """A table of what is told, or not told, and when: one case for each change of a plan."""
    return [
        (told, when, change) for told, changes in table.items() for when, change in changes.items()
    ]


def found_in(facts: PlanFacts) -> list[str]:
    """All that the rules find: how grave it is, the rule, and the step, table, id and field."""
    return [
        f"{finding.severity.name} {finding.rule} at "
        f"{finding.place.step}/{finding.place.kind}/{finding.place.item_id}/{finding.place.field}"
        for finding in check(facts, RULES)
    ]

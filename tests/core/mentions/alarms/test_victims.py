"""The death of an animal is not the death of a person, and the other way round."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.mentions.alarm_model import Alarm, AlarmFacts, ReasonKind
from core.mentions.alarms import levels, wording
from core.mentions.alarms.sightings import Sighting, TopicSign, Vocabulary
from core.mentions.kinds import AlarmState
from core.mentions.watches import topics
from core.plan.kinds import LevelName
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WATER = 7

PAIRS = [
    ("la muerte de su perra", "la muerte de su madre"),
    ("Muere un perro por beber agua del grifo", "Muere un vecino por beber agua del grifo"),
    ("Muere la perra de una vecina", "Muere la vecina de la perra"),
    ("El perro de María ha muerto", "El dueño del perro ha muerto"),
    ("La dueña del perro muerto lo denuncia", "La dueña del perro, muerta en su casa"),
    ("Los dueños de la perra envenenada", "Los dueños de la perra, envenenados"),
    ("Aparecen muertos tres gatos", "Aparecen muertos tres ancianos"),
    ("Hallados muertos en un parque dos gatos", "Hallados muertos en un parque dos hombres"),
    ("Un vecino encuentra muerto a su perro", "Un perro encuentra muerto a su dueño"),
    ("Los peces del río mueren", "Los pescadores del río mueren"),
    ("Mueren decenas de peces", "Mueren decenas de personas"),
    ("Un caballo muere atropellado", "Un jinete muere atropellado"),
    ("Dos perros intoxicados", "Dos niños intoxicados"),
    ("Muere un perro y su dueña denuncia", "Muere un perro y su dueña, en un pozo"),
    ("Muere un ciervo al chocar con una moto", "Muere un motorista al chocar con un ciervo"),
    ("Muere un galgo", "Muere un hombre mordido por un galgo"),
    ("Mueren dos ovejas por un lobo", "Mueren dos pastores por un toro"),
    ("Her dog dies after drinking it", "Her husband dies after drinking it"),
    ("The death of her dog", "The death of her son"),
    ("Two cats found dead", "Two men found dead"),
    ("The widow's dog died", "The dog's owner died"),
    ("A dog killed by a car", "A man killed by a dog"),
]


def read(text: str) -> TopicSign:
    """What a text says of the water, of which it speaks."""
    (pack,) = [other for other in topics.packs() if other.id == "water"]
    watch = replace(topics.watch_of(pack, ("es", "en")), id=WATER)
    return Vocabulary([watch]).read(text, "", {WATER}).signs[0]


@in_turn("text", [animal for animal, _person in PAIRS])
def test_what_befell_an_animal_is_no_death_of_a_person(text):
    sign = read(text)

    assert sign.animals
    assert sign.deaths == ()


@in_turn("text", [person for _animal, person in PAIRS])
def test_what_befell_a_person_is_not_taken_for_an_animals(text):
    sign = read(text)

    assert sign.harm
    assert sign.animals == ()


@pytest.mark.parametrize(
    "text",
    [
        "Muere un perro. Muere un niño",
        "La muerte de su perra; ayer, la muerte de su padre",
        "Aparecen dos muertos",
        "Muertos en el pueblo",
    ],
)
def test_in_doubt_and_beside_an_animal_it_is_a_person(text):
    sign = read(text)

    assert sign.deaths
    assert sign.animals == ()


@pytest.mark.parametrize(
    ("text", "level", "kind"),
    [
        ("La muerte de su perra por beber agua", LevelName.ORANGE, ReasonKind.ANIMAL),
        ("La muerte de su madre por beber agua", LevelName.RED, ReasonKind.DEATH),
    ],
)
def test_an_animal_is_orange_and_said_to_be_one(text, level, kind):
    seen = [
        Sighting(number, NOON, NOON, place=f"Medio {number}", negative=True, signs=(read(text),),
                 actors=("Ayuntamiento",))
        for number in range(1, 4)
    ]  # fmt: skip

    name, reason = levels.level(seen, seen, 0.3, [])

    assert (name, reason.kind) == (level, kind)


def test_the_reason_says_that_it_is_an_animal():
    (seen,) = [Sighting(1, NOON, NOON, signs=(read("La muerte de su perra, en el agua"),))]
    name, reason = levels.level([seen], [seen], 0.3, [])
    facts = AlarmFacts(name, (reason,), reason, 1, 1, 0.3, (1,))
    alarm = Alarm(1, None, "Medellín", NOON, NOON, name, facts, AlarmState.OPEN)

    assert wording.level_why(alarm) == (
        "Nivel naranja: puede que un animal haya muerto o sufrido daño: «muerte»."
    )

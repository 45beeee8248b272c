"""What a mention tells of the town: not what it names in passing, nor what the town says itself."""

from dataclasses import replace

import pytest

from core.mentions.alarms import reading, sightings
from core.mentions.alarms.sightings import AlarmTelling, Vocabulary
from core.mentions.model import Source
from core.mentions.watches import topics
from core.mentions.watches.full_text import Phrases
from core.plan.kinds import AccountKind
from core.plan.model import Account, Channel
from core.town.model import Town
from tests.core.in_turn import in_turn

BÉJAR = Phrases(["Béjar"])
TOPICS = [
    replace(topics.watch_of(pack, ("es", "en")), id=number)
    for number, pack in enumerate(topics.packs(), 1)
]
BY_ID = {topic.template: topic.id for topic in TOPICS}


def read(title: str, text: str = "", *touched: str) -> AlarmTelling:
    """What is told of Béjar by a mention that was found for these topics."""
    ids = {BY_ID[other] for other in touched}
    return Vocabulary(TOPICS).read(title, text, ids, ("Béjar",))


def harm(told: AlarmTelling) -> set[str]:
    return {word for sign in told.signs for word in sign.harm}


# In passing.


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Un muerto en los incendios de España", "Arde Zamora. En aviso: Soria, Béjar y Lugo."),
        ("Un muerto en los incendios de España", "Arde Zamora. El humo se ve desde Béjar."),
        ("La riada deja tres fallecidos", "Lo peor, en Utiel. En Béjar llovió sin daños."),
        ("Dos muertos por el calor", "Hubo 44 grados en Montoro, Béjar y Andújar."),
        ("Tres heridos en la carretera", "Ocurrió en Utrera (Sevilla), Béjar (Salamanca) y Soria."),
    ],
)
def test_a_place_that_is_named_in_passing_was_not_harmed(title, text):
    told = read(title, text, "fire", "flood", "accidents")

    assert told.aside
    assert harm(told) == set()


@pytest.mark.parametrize(
    ("title", "text", "word"),
    [
        ("Un muerto en los incendios de Béjar", "Arden también Soria, Lugo y Zamora.", "muerto"),
        ("Arde España", "El fuego avanza. En Béjar hay dos heridos.", "heridos"),
        ("Muere un vecino en un incendio", "Ocurrió ayer en Béjar.", "Muere"),
        ("Incendio con heridos", "En Béjar, Inés Pizarro y Pablo Nogales lo vieron.", "heridos"),
        ("Arden casas: dos heridos", "Nadie avisó en Béjar y Soria. Siguen buscando.", "heridos"),
    ],
)
def test_harm_in_the_title_or_in_the_sentence_of_the_name_was_done_there(title, text, word):
    told = read(title, text, "fire")

    assert not told.aside
    assert word in harm(told)


def test_what_is_told_of_another_place_below_is_not_ours():
    told = read("Arde España", "En Béjar hay dos heridos. En Lugo, un muerto.", "fire")

    assert harm(told) == {"heridos"}


def test_an_abbreviation_does_not_end_a_sentence():
    text = "Según el Sr. López, en Béjar y su sierra ardió todo. Nada más."

    assert sightings.ours("Arde la sierra", text, BÉJAR).sentences[1] == (
        "Según el Sr. López, en Béjar y su sierra ardió todo."
    )


def test_what_is_about_the_town_without_its_name_is_ours_whole():
    """Noted by hand, or found by a word of the person's."""
    text = "Ha sido esta noche. Ardieron Soria, Lugo y Zamora."

    assert sightings.ours("Un muerto", text, BÉJAR).about
    assert sightings.ours("Un muerto", text).sentences == (
        "Un muerto",
        "Ha sido esta noche.",
        "Ardieron Soria, Lugo y Zamora.",
    )


# Beside whom.


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Un obrero fallece al caer en una obra del Ayuntamiento.", True),
        ("Un obrero fallece al caer. El Ayuntamiento lo lamenta.", False),
    ],
)
def test_somebody_official_is_beside_a_harm_in_its_sentence(text, accused):
    (sign,) = read("Suceso en Béjar", text, "accidents").signs

    assert sign.accused is accused


@pytest.mark.parametrize(
    ("title", "justice"),
    [
        ("A juicio en Béjar por abusos sexuales a una menor", True),
        ("Condenado en Béjar por abusos sexuales a una menor", True),
        ("Denuncian en Béjar abusos sexuales a una menor", False),
    ],
)
def test_a_trial_is_told_from_what_is_tried(title, justice):
    (sign,) = read(title, "", "minors").signs

    assert sign.justice is justice


@pytest.mark.parametrize("said", ["sin heridos", "no hubo heridos", "no hay que lamentar heridos"])
def test_what_is_said_not_to_be_is_no_harm(said):
    assert harm(read(f"Incendio en Béjar: {said}", "", "fire")) == set()
    assert harm(read("Incendio en Béjar: hubo heridos", "", "fire")) == {"heridos"}


# An animal.


@pytest.mark.parametrize(
    "title",
    [
        "Mi perra se ha muerto en mis brazos en Béjar",
        "Béjar: investigan la muerte de siete perros",
        "Otro gato muerto en Béjar",
    ],
)
def test_an_animal_that_died_is_of_the_animals_whatever_the_words(title):
    (sign,) = read(title).signs

    assert sign.template == "animals-poison"
    assert sign.animals
    assert sign.deaths == ()


def test_a_person_that_died_is_not_of_the_animals():
    assert read("Mi madre ha muerto en Béjar").signs == ()


# What the town says itself.


@pytest.mark.parametrize(
    "title",
    [
        "El Ayuntamiento de Béjar desmiente que haya veneno en los parques",
        "Béjar niega que el agua esté contaminada",
        "El consistorio descarta que los perros murieran por veneno en Béjar",
        "El Ayuntamiento de Béjar y de sus aldeas desmiente que haya veneno",
    ],
)
def test_a_denial_by_the_town_is_no_attack(title):
    told = read(title, "", "animals-poison", "water")

    assert told.aside
    assert told.signs == ()


@pytest.mark.parametrize(
    "title",
    [
        "El alcalde de Béjar niega haber cobrado sobornos",
        "Los vecinos desmienten al Ayuntamiento de Béjar sobre el veneno",
        "El Ayuntamiento de Béjar reconoce que el agua está contaminada",
        "El Ayuntamiento de Béjar y de sus doce aldeas desmiente que haya veneno",
    ],
)
def test_who_is_accused_and_who_contradicts_the_town_go_on_counting(title):
    assert not read(title, "", "animals-poison", "water", "corruption").aside


CHANNELS = (
    Channel("Web", kind="web", address="https://www.bejar.example"),
    Channel("Facebook", kind="facebook", address="red.example/ayto.bejar"),
    Channel("Teléfono", offline=True, address="600 000 024"),
    Channel("Sin página", kind="x", address="https://x.example"),
)
ACCOUNTS = (
    Account("@bejar", address="https://mastodon.example/@bejar"),
    Account("Falso", address="red.example/bejar.oficial", kind=AccountKind.IMPERSONATING),
)


@in_turn(
    "address, own",
    [
        ("https://bejar.example/noticias/feed", True),
        ("http://www.bejar.example", True),
        ("https://bejar.example.com/feed", False),
        ("https://red.example/ayto.bejar?format=rss", True),
        ("https://red.example/ayto.bejar.critica", False),
        ("https://red.example/bejar.oficial", False),
        ("https://mastodon.example/@bejar.rss", True),
        ("https://x.example/vecino", False),
        ("https://[rota", False),
        ("", False),
    ],
)
def test_a_source_is_the_towns_where_the_plan_has_its_address(address, own):
    source = Source("Fuente", address, id=7)

    assert reading.own_sources([source], CHANNELS, ACCOUNTS) == ({7} if own else set())


def test_a_source_is_the_towns_by_the_page_that_people_read():
    source = Source("Fuente", "https://puente.example/1.xml", 7, page="https://bejar.example/")

    assert reading.own_sources([source], CHANNELS, ACCOUNTS) == {7}


@in_turn(
    "name, own",
    [
        ("Ayuntamiento de Béjar", True),
        ("AYTO. DE BEJAR", True),
        ("Ayuntamiento de Soria", False),
        ("Radio Béjar", False),
        ("Ayuntamiento", False),
        ("", False),
    ],
)
def test_news_searches_name_the_council_as_a_medium(name, own):
    assert reading.is_place(name, Town("Béjar")) is own

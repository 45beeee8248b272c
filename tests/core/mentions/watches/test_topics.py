"""The sensitive topics: their words, what makes each grave, and who answers for the town."""

import csv
import re
from datetime import UTC, datetime
from itertools import chain

import pytest

import resources
from core import i18n
from core.mentions.kinds import WatchKind
from core.mentions.model import Item, Watch
from core.mentions.watches import full_text, topics
from core.mentions.watches.match import Matcher
from core.mentions.watches.topics import TopicPack
from core.plan.kinds import LevelName
from core.text import fold
from core.town.model import LANGUAGES
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def pack(name: str) -> TopicPack:
    return next(item for item in topics.packs() if item.id == name)


def finds(words: tuple[str, ...], text: str) -> bool:
    watch = Watch("Palabras", id=1, any_of=words)
    return bool(Matcher([watch]).hits([Item(7, None, NOON, NOON, text)]))


def topics_of(text: str, languages: tuple[str, ...] = ("es",)) -> set[str]:
    """Ids of the topics under which a headline falls."""
    return {
        item.id for item in topics.packs() if finds(topics.watch_of(item, languages).any_of, text)
    }


def every_word() -> list[str]:
    known = [listed for item in topics.packs() for listed in (item.words, item.harm)]
    words = chain.from_iterable(chain.from_iterable(listed.values()) for listed in known)
    return [*words, *topics.harm_words(), *topics.actors()]


def test_the_fifteen_topics_are_offered_in_their_order():
    assert [item.id for item in topics.packs()] == [
        "water", "animals-poison", "fiestas", "accidents", "felling", "bins-taxes", "works",
        "school", "minors", "fire", "flood", "harassment", "corruption", "phishing",
        "hacked-account",
    ]  # fmt: skip


@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
def test_each_topic_says_in_one_sentence_what_it_is_for(language):
    with i18n.language(language):
        told = topics.packs()

    assert [item.id for item in told if not item.title or len(item.title) > 45] == []
    assert [item.id for item in told if not re.fullmatch(r"[^.]{30,160}\.", item.purpose)] == []


def test_each_topic_has_words_in_every_language_of_a_town():
    for item in topics.packs():
        assert set(item.words) == set(LANGUAGES)
        assert set(item.harm) == set(LANGUAGES)
        assert all(len(words) >= 6 for words in item.words.values()), item.id


def test_every_word_can_be_looked_for_and_stands_once_in_its_list():
    lists = [
        words
        for item in topics.packs()
        for listed in (item.words, item.harm)
        for words in listed.values()
    ]

    assert [word for word in every_word() if full_text.read(word) is None] == []
    assert [word for word in every_word() if "*" in word[:-1]] == []
    for words in lists:
        assert sorted(set(words)) == sorted(words)


def test_no_star_reaches_the_name_of_a_municipality():
    with resources.path("data", "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    named = " ".join(f"{row['name']} {row['alt_name']} {row['former_names']}" for row in rows)
    parts = set(re.findall(r"[^\W_]+", fold(named)))
    starred = [word for word in set(every_word()) if word.endswith("*") and " " not in word]

    assert len(starred) > 100
    reached = {word: part for word in starred for part in parts if part.startswith(fold(word[:-1]))}
    assert reached == {}


@in_turn(
    "headline, topic",
    [
        ("Sale agua turbia de los grifos desde ayer", "water"),
        ("Mueren dos perros envenenados en el parque", "animals-poison"),
        ("Suspendida la suelta de vaquillas", "fiestas"),
        ("Un camión vuelca: accidente en la entrada del pueblo", "accidents"),
        ("Indignación por la tala de doce olmos", "felling"),
        ("Sube un 40 % la tasa de basuras", "bins-taxes"),
        ("Las obras de la plaza cumplen un año de zanjas", "works"),
        ("El comedor escolar, sin cocina", "school"),
        ("Buscan a una menor de 14 años", "minors"),
        ("Los bomberos trabajan en un incendio", "fire"),
        ("La DANA deja calles anegadas", "flood"),
        ("Aparecen pintadas racistas", "harassment"),
        ("La Fiscalía investiga contratos menores", "corruption"),
        ("Falsos inspectores se hacen pasar por empleados", "phishing"),
        ("Un ciberataque deja sin web", "hacked-account"),
    ],
)
def test_a_headline_falls_under_its_topic(headline, topic):
    assert topic in topics_of(headline)


@in_turn(
    "headline, language, topic",
    [
        ("Tall d'aigua a tot el poble", "ca", "water"),
        ("Apareixen gossos morts per verí", "ca", "animals-poison"),
        ("Aparecen cans mortos por veleno", "gl", "animals-poison"),
        ("O lume arrasa dez hectáreas", "gl", "fire"),
        ("Uholdeak hainbat kaletan", "eu", "flood"),
        ("Ikastetxeko jantokia itxita", "eu", "school"),
    ],
)
def test_a_town_is_also_heard_in_its_other_language(headline, language, topic):
    assert topic in topics_of(headline, ("es", language))
    assert topic not in topics_of(headline)


@in_turn(
    "headline",
    [
        "El alcalde de Talavera inaugura una exposición",
        "Oferta de empleo temporal en la biblioteca",
        "Sin embargo, el pregón empezó a su hora",
        "El colegiado pitó el final del partido",
        "Nueva obra de teatro para el otoño",
        "Cebolla y Villacebos firman un convenio",
        "Recital de violín y violonchelo",
    ],
)
def test_words_that_only_look_alike_are_of_no_topic(headline):
    assert topics_of(headline) == set()
    assert not finds(topics.harm_words(), headline)


def test_the_watch_of_a_topic_is_of_the_topics_and_knows_its_pack():
    fire = pack("fire")

    watch = topics.watch_of(fire, ("es", "gl"))

    assert (watch.kind, watch.template) == (WatchKind.TOPIC, "fire")
    assert (watch.title, watch.note) == (fire.title, fire.purpose)
    assert set(watch.any_of) == set(fire.words["es"]) | set(fire.words["gl"])


def test_spanish_is_looked_for_also_where_the_town_does_not_publish_in_it():
    assert "bomberos" in topics.watch_of(pack("fire"), ("ca",)).any_of


def test_a_word_that_is_part_of_the_name_of_the_town_is_left_out():
    watch = topics.watch_of(pack("felling"), ("es",), ["La Tala"])

    assert "tala" not in watch.any_of
    assert "talas" in watch.any_of


@in_turn(
    "text",
    [
        "Dos intoxicados tras beber de la fuente",
        "Muere un perro en el parque",
        "Hospitalizan a tres niños",
        "Hay doce heridos",
        "Falleció anoche",
        "Una dona ferida",
        "Un home morto",
        "Bi lagun zauritu dira, bata hilda: hildako bat",
    ],
)
def test_harm_is_heard_in_every_language(text):
    assert finds(topics.harm_words(), text)


@in_turn(
    "text",
    [
        "El alcalde responde",
        "La ALCALDESA no responde",
        "Pleno del Ayuntamiento",
        "La Policía Local acordona la calle",
        "L'Ajuntament ho nega",
        "O Concello négao",
        "Udalak ukatu du",
    ],
)
def test_whoever_answers_for_the_town_is_known_in_every_language(text):
    assert finds(topics.actors(), text)


@pytest.mark.parametrize(
    "text", ["En pleno centro", "La Plaza Mayor", "El hermano mayor", "Un parque municipal"]
)
def test_what_only_sounds_official_answers_for_nobody(text):
    assert not finds(topics.actors(), text)


def test_a_complaint_is_grave_where_animals_are_poisoned_and_daily_bread_elsewhere():
    complaint = "Una vecina denuncia lo ocurrido"

    assert finds(topics.harm_words("animals-poison"), complaint)
    assert not finds(topics.harm_words("works"), complaint)
    assert not finds(topics.harm_words(), complaint)


def test_what_hurts_everywhere_hurts_in_each_topic():
    everywhere = set(topics.harm_words())

    assert all(everywhere <= set(topics.harm_words(item.id)) for item in topics.packs())
    assert set(topics.harm_words("of-the-person")) == everywhere


def test_a_topic_begins_at_its_level_and_one_of_the_persons_at_yellow():
    assert topics.severity("minors") is LevelName.RED
    assert topics.severity("felling") is LevelName.YELLOW
    assert topics.severity("") is LevelName.YELLOW
    assert {item.id for item in topics.packs() if item.severity is LevelName.RED} == {
        "water", "animals-poison", "minors", "fire", "flood",
    }  # fmt: skip

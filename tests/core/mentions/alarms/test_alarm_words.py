"""The words of a mention that matter for an alarm, as they are found in it."""

import pytest

from core.mentions.alarms import sightings
from core.mentions.alarms.sightings import Vocabulary
from core.mentions.kinds import WatchKind
from core.mentions.model import Watch


@pytest.fixture
def vocabulary() -> Vocabulary:
    watch = Watch(
        "Animales y venenos", 7, kind=WatchKind.TOPIC, template="animals-poison",
        any_of=("veneno", "perro envenenado"),
    )  # fmt: skip
    return Vocabulary([watch])


def test_words_are_told_as_they_stand(vocabulary):
    told = vocabulary.read("MUERE un perro por VENENO", "El Ayuntamiento calla.", {7})

    (sign,) = told.signs
    assert (sign.words, sign.harm, sign.deaths) == (("VENENO",), ("MUERE",), ())
    assert sign.animals == ("MUERE",)
    assert told.actors == ("Ayuntamiento",)


def test_without_victims_nobody_was_harmed(vocabulary):
    told = vocabulary.read("Retiran veneno, sin heridos", "", {7})

    assert [sign.harm for sign in told.signs] == [()]


def test_words_are_looked_for_in_the_first_4000_characters(vocabulary):
    (last,) = vocabulary.read("", " " * 3994 + "veneno", {7}).signs
    (beyond,) = vocabulary.read("", " " * 3995 + "veneno", {7}).signs

    assert last.words == ("veneno",)
    # The word is cut: what is left is the title of the topic.
    assert beyond.words == ("Animales y venenos",)


def test_a_mention_that_touches_no_topic_says_nothing_sensitive(vocabulary):
    assert vocabulary.read("Muere el padre del alcalde", "", set()).signs == ()


def test_national_media_are_known_by_their_whole_name():
    assert sightings.is_national("EL PAÍS")
    assert not sightings.is_national("El País de Medellín")
    assert not sightings.is_national("")


def test_a_word_tells_of_a_death_whole_or_by_its_beginning_as_the_list_says():
    words = ["death", "Murieron", "va morir", "deathly", "herido", "veneno"]
    assert [word for word in words if sightings.tells_death(word)] == words[:3]

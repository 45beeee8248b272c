"""The words of a mention that matter for an alarm, and the sentences in which it is told."""

from datetime import UTC, datetime

import pytest

from core.mentions.alarm_model import Alarm, AlarmFacts, AlarmReason, ReasonKind
from core.mentions.alarms import sightings, wording
from core.mentions.alarms.sightings import Vocabulary
from core.mentions.kinds import AlarmState, WatchKind
from core.mentions.model import Watch
from core.plan.kinds import LevelName


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


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
RAISED = {
    AlarmReason(ReasonKind.COUNT, count=5, of=1): (
        "6 mentions in 24 hours, of 5 stories; 0 or 1 are usual",
        "6 mentions in 24 hours, of 5 stories; 0 or 1 are usual.",
    ),
    AlarmReason(ReasonKind.SENSITIVE, ("veneno", "muere", "alcalde")): (
        "“veneno”, “muere” and “alcalde” in one mention",
        (
            "One mention has a sensitive word, a harm and the council:"
            " “veneno”, “muere” and “alcalde”."
        ),
    ),
    AlarmReason(ReasonKind.COMPLAINTS, count=3, of=1): (
        "3 stories may be negative in 24 hours; usually there is 1 at most",
        "3 stories may be negative in 24 hours; usually there is 1 at most.",
    ),
    AlarmReason(ReasonKind.TOPIC, ("Agua",), count=3): (
        "3 stories of “Agua” are reported negatively in 24 hours; usually there is none",
        "3 stories of “Agua” are reported negatively in 24 hours; usually there is none.",
    ),
    AlarmReason(ReasonKind.WEIGHT, ("El Norte", "Radio Sur"), count=2): (
        "El Norte, a source that counts a lot, may be critical",
        "It may be criticism in an outlet with many readers: El Norte, Radio Sur.",
    ),
    AlarmReason(ReasonKind.SPREAD, ("Agua", "Foro", "Radio Sur"), count=3): (
        "One matter reported in 3 places in 24 hours",
        "“Agua” is reported in 3 places: Foro, Radio Sur and others.",
    ),
}
"""What was noticed, in the line over an alarm and in the sentence of its reasons."""
DETAILS = {
    "3 say “veneno” or “venenos”.": AlarmReason(ReasonKind.WORDS, ("veneno", "venenos"), count=3),
    "3 of the 4 stories that raised the alarm may be negative.": AlarmReason(
        ReasonKind.NEGATIVE, count=3, of=4
    ),
}
LEVELS = {
    "enough to look at it; there is nothing more serious": AlarmReason(ReasonKind.ATTENTION),
    "there are 9 stories, and it begins at 8 a day": AlarmReason(
        ReasonKind.PLAN_COUNT, count=9, of=8
    ),
    "60% of the stories may be negative, and it begins at 50%": AlarmReason(
        ReasonKind.PLAN_SHARE, count=60, of=50
    ),
    "sensitive words are enough for it: “veneno”": AlarmReason(
        ReasonKind.PLAN_SENSITIVE, ("veneno",)
    ),
    "a harm is reported and who is responsible for it: “herido” and “alcalde”": AlarmReason(
        ReasonKind.ACCUSED, ("herido", "alcalde")
    ),
    "2 places report it negatively: Foro, Radio Sur": AlarmReason(
        ReasonKind.SEVERAL, ("Foro", "Radio Sur"), count=2
    ),
    "harm in “Agua” (such as “herido”), reported in 2 places": AlarmReason(
        ReasonKind.DANGER, ("Agua", "herido"), count=2
    ),
    "somebody may have died: “muere”": AlarmReason(ReasonKind.DEATH, ("muere",)),
    "an animal may have died or been harmed: “muere”": AlarmReason(ReasonKind.ANIMAL, ("muere",)),
    "national media report it: El País": AlarmReason(ReasonKind.NATIONAL, ("El País",)),
}
"""Why an alarm proposes its level."""


def alarm_of(reason: AlarmReason) -> Alarm:
    facts = AlarmFacts(LevelName.RED, (reason,), reason, 5, 6, 0.4, ())
    return Alarm(1, 1, "Medellín", NOON, NOON, facts.level, facts, AlarmState.OPEN)


@pytest.mark.usefixtures("english")
def test_each_reason_of_an_alarm_and_of_its_level_has_its_own_sentence():
    raised = {
        reason: (wording.headline(alarm_of(reason)), *wording.why(alarm_of(reason)))
        for reason in RAISED
    }
    assert raised == RAISED
    assert [wording.why(alarm_of(reason)) for reason in DETAILS.values()] == [
        [sentence] for sentence in DETAILS
    ]
    told = [wording.level_why(alarm_of(reason)) for reason in LEVELS.values()]
    assert told == [f"Level red: {sentence}." for sentence in LEVELS]
    known = (*RAISED, *DETAILS.values(), *LEVELS.values())
    assert {reason.kind for reason in known} == set(ReasonKind)

"""The scenarios rest on something that can be looked up, and are read at one go by anybody."""

import re
from collections.abc import Mapping

from core.crisis.scenario import Scenario
from core.crisis.scenarios import sentences
from core.crisis.scenarios.library import SHIPPED
from tests.core.crisis.scenes import load, of_every_scenario
from tests.core.in_turn import in_turn

READ = {
    "es": re.compile(r"; leíd[oa]s? el \d{1,2}-\d{1,2}-20\d\d$"),
    "en": re.compile(r"; read on \d{1,2}-\d{1,2}-20\d\d$"),
}

LONGEST_SENTENCE = {"es": 20, "en": 18}
"""Words, on average; English says the same in a tenth fewer."""
EASY = 60
"""INFLESZ: from 55 on a text is read like a newspaper, from 65 on without effort."""

_NUCLEI = re.compile(r"[iuü]?[aeoáéó](?:[iuüy](?![íú]))?|[iuü]?[íú](?![aeo])|[íú]|[iuüy]{1,2}")
"""A weak vowel beside a strong one, or two weak ones, are one syllable; two strong ones are two,
and so is a weak one with an accent beside a strong one."""


def syllables(word: str) -> int:
    """How many syllables a Spanish word has, at least one."""
    heard = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word.lower())
    heard = re.sub(r"y(?=[aeiouáéíóú])", "ll", heard)
    return max(1, len(_NUCLEI.findall(heard)))


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-záéíóúüñ]+", text, re.IGNORECASE)


def sentences_of(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?])\s+", text) if words_of(part)]


def words_a_sentence(text: str) -> float:
    return len(words_of(text)) / len(sentences_of(text))


def read_aloud(scenario: Scenario) -> dict[str, str]:
    """Every text that is read or heard whole, and what it is, with its examples in the blanks."""
    texts = {"sheet": " ".join(f"{step.text}. {step.help}" for step in scenario.steps)}
    texts |= {item.kind.value: " ".join(item.parts.values()) for item in scenario.statements}
    texts["questions"] = " ".join(question.answer for question in scenario.questions)
    texts |= {f"{text.channel}, {text.kind}": text.text for text in scenario.offline}
    known = {blank.id: blank.default or blank.example for blank in scenario.blanks}
    return {what: spoken(text, known) for what, text in texts.items()}


def spoken(text: str, known: Mapping[str, str]) -> str:
    """With all that it can say was done, and a word for each field of the town."""
    every = {sentence.step: "" for sentence in sentences.sentences(text)}
    said = sentences.said(text, every)
    return re.sub(r"\{(\w+)\}", lambda name: known.get(name[1], "pueblo"), said)


def test_syllables_are_counted_as_they_are_spoken():
    counted = {
        "agua": 2, "quien": 1, "guerra": 2, "día": 2, "aéreo": 4, "yo": 1, "hoy": 1, "leer": 2,
        "teléfono": 4, "búsqueda": 3, "ciudad": 2, "país": 2, "construir": 2, "oí": 2, "buey": 1,
        "lingüista": 3, "policía": 4, "y": 1,
    }  # fmt: skip
    assert {word: syllables(word) for word in counted} == counted


@of_every_scenario
def test_each_scenario_says_what_it_rests_on_and_when_that_was_read(scenario, language):
    assert scenario.sources
    assert [text for text in scenario.sources if not READ[language].search(text)] == []


@in_turn("name", SHIPPED)
def test_both_languages_rest_on_the_same(name):
    spanish, english = (load(name, language).sources for language in ("es", "en"))
    assert len(spanish) == len(english)


@in_turn("name", SHIPPED)
def test_each_text_is_understood_at_the_first_reading(name):
    """INFLESZ, the scale of Flesch and Szigriszt, by syllables a word and words a sentence."""
    hard = {}
    for what, text in read_aloud(load(name, "es")).items():
        words, long = words_of(text), words_a_sentence(text)
        ease = 206.835 - 62.3 * sum(map(syllables, words)) / len(words) - long
        if long > LONGEST_SENTENCE["es"] or ease < EASY:
            hard[what] = (round(long), round(ease))
    assert hard == {}


@in_turn("name", SHIPPED)
def test_the_english_is_in_short_sentences_too(name):
    texts = read_aloud(load(name, "en"))
    long = {what: words_a_sentence(text) for what, text in texts.items()}
    assert {what: mean for what, mean in long.items() if mean > LONGEST_SENTENCE["en"]} == {}

"""The words that guide the plan: complete, of a length that fits, equal in both languages."""

import re
from collections import Counter

import msgspec
import pytest

import resources
from core import i18n
from core.plan.guide import Guide, Prompt, SizeBand, StepGuide, band, guide, step
from core.plan.kinds import PlanStep
from tests.core.in_turn import in_turn

LANGUAGES = ("es", "en")
PEOPLE = {
    "es": ("620 vecinos", "3400 vecinos", "12\u202f000 habitantes", "38\u202f000 habitantes"),
    "en": ("620 people", "3,400 people", "12,000 people", "38,000 people"),
}


def in_language(language: str) -> Guide:
    with i18n.language(language):
        return guide()


def prompts(of: Guide) -> list[Prompt]:
    return [prompt for step_guide in of.steps for prompt in step_guide.prompts]


def examples(of: Guide) -> list[str]:
    return [step_guide.examples.for_band(size) for step_guide in of.steps for size in SizeBand]


def text_of_file(language: str) -> str:
    return resources.path("content", language, "plan-guide.toml").read_text(encoding="utf-8")


def words(text: str) -> int:
    return len(text.split())


# The size of the town


@in_turn(
    "population, size",
    [
        (0, SizeBand.HAMLET),
        (1_499, SizeBand.HAMLET),
        (1_500, SizeBand.VILLAGE),
        (6_499, SizeBand.VILLAGE),
        (6_500, SizeBand.TOWN),
        (20_999, SizeBand.TOWN),
        (21_000, SizeBand.CITY),
        (3_300_000, SizeBand.CITY),
    ],
)
def test_the_example_is_of_a_town_of_similar_size(population, size):
    assert band(population) is size


def test_a_body_without_population_reads_the_example_of_a_village():
    assert band(None) is SizeBand.VILLAGE


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_begins_with_the_size_of_the_town_that_wrote_it(language):
    for step_guide in in_language(language).steps:
        for size, people in zip(SizeBand, PEOPLE[language], strict=True):
            assert people in step_guide.examples.for_band(size).split(":")[0], (step_guide.id, size)


def test_the_size_that_an_example_names_is_in_its_band():
    for size, people in zip(SizeBand, PEOPLE["es"], strict=True):
        assert band(int(people.rsplit(" ", 1)[0].replace("\u202f", ""))) is size


# The steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_eight_steps_come_in_their_order(language):
    assert [step_guide.id for step_guide in in_language(language).steps] == list(PlanStep)


@in_turn("wanted", list(PlanStep))
def test_a_step_is_found_by_its_name(wanted):
    assert step(wanted).id is wanted


def test_a_step_speaks_the_language_in_force():
    spanish = step(PlanStep.CHANNELS)
    with i18n.language("en"):
        english = step(PlanStep.CHANNELS)

    assert spanish.question == "¿Dónde está cada público?"
    assert english.question == "Where is each audience?"


def test_both_languages_ask_the_same_things_in_the_same_order():
    def skeleton(step_guide: StepGuide) -> tuple[PlanStep, list[str]]:
        return step_guide.id, [prompt.id for prompt in step_guide.prompts]

    spanish, english = (in_language(language) for language in LANGUAGES)
    assert [skeleton(item) for item in spanish.steps] == [skeleton(item) for item in english.steps]


def test_a_guide_with_a_misspelt_key_is_refused():
    wrong = text_of_file("es").replace("hint = ", "hints = ", 1)

    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(wrong, type=Guide)


# The texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reason_of_a_step_is_one_or_two_short_sentences(language):
    for step_guide in in_language(language).steps:
        assert 1 <= len(re.findall(r"\.(?= |$)", step_guide.why)) <= 2, step_guide.id
        assert words(step_guide.why) <= 35, step_guide.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_a_paragraph_and_not_a_page(language):
    lengths = [words(text) for text in examples(in_language(language))]
    assert [length for length in lengths if not 60 <= length <= 110] == []


def test_no_two_examples_are_the_same():
    for language in LANGUAGES:
        texts = examples(in_language(language))
        assert len(set(texts)) == len(PlanStep) * len(SizeBand)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_gives_the_room_from_five_to_nine_questions(language):
    for step_guide in in_language(language).steps:
        assert 5 <= len(step_guide.prompts) <= 9, step_guide.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_prompt_fits_on_the_projector(language):
    for prompt in prompts(in_language(language)):
        assert len(prompt.text) <= 90, prompt.id
        assert 20 <= len(prompt.hint) <= 160, prompt.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_prompt_is_one_question_and_its_hint_ends_as_a_sentence(language):
    for prompt in prompts(in_language(language)):
        assert prompt.text.count("?") == 1, prompt.id
        assert prompt.text.endswith("?"), prompt.id
        assert prompt.hint.endswith((".", "?")), prompt.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_is_headed_by_one_question(language):
    for step_guide in in_language(language).steps:
        assert step_guide.question.count("?") == 1, step_guide.id
        assert step_guide.question.endswith("?"), step_guide.id


def test_a_question_in_spanish_is_opened_as_well_as_closed():
    text = text_of_file("es")
    assert text.count("¿") == text.count("?")


def test_a_prompt_is_known_by_its_id_in_the_whole_guide():
    names = Counter(prompt.id for prompt in prompts(in_language("es")))
    assert set(names.values()) == {1}
    for item in in_language("es").steps:
        assert all(prompt.id.startswith(f"{item.id.value}-") for prompt in item.prompts), item.id


# Typography


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_to_be_verified(language):
    assert "[?]" not in text_of_file(language)


def test_what_a_town_wrote_stands_between_the_quotes_of_its_language():
    assert all(re.search(r": «[^«»]+»\.$", text) for text in examples(in_language("es")))
    assert all(re.search(r": “[^“”]+”$", text) for text in examples(in_language("en")))


@pytest.mark.parametrize(("opening", "closing"), ["«»", "“”"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_quote_that_opens_closes(language, opening, closing):
    text = text_of_file(language)
    assert text.count(opening) == text.count(closing)

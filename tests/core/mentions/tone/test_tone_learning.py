"""The hint adapts to the person's corrections once, and only while, that makes it better."""

from itertools import permutations

import pytest

from core.mentions.kinds import ToneBand
from core.mentions.records import tone as records
from core.mentions.tone import learning, lexicon, tone
from core.mentions.tone.learning import Case, Label, Model
from core.mentions.tone.tone import Hint
from core.store import Store, Topic
from tests.core.mentions.telling import begin_story, store_mentions

COSTUMES = "La comparsa {place} ensaya en el patio {place}"
"""Nothing of it is in the lexicon; this person takes it for good news."""
MARKET = "El mercadillo {place} abre en la plaza {place}"


def labels(store: Store) -> list[tuple[str, str, ToneBand]]:
    with store.read() as connection:
        return records.labels(connection)


def numbered(title: str, many: int) -> list[str]:
    return [title.format(place=place) for place in range(many)]


def hint(store: Store, title: str) -> Hint:
    with store.read() as connection:
        return tone.judge(connection).hint(title, "")


def adapted(store: Store) -> bool:
    with store.read() as connection:
        return tone.judge(connection).adapted


# The model


def test_before_learning_it_says_what_the_lexicon_says():
    model = Model()
    assert [model.band(Case(band, ("comparsa",))) for band in ToneBand] == list(ToneBand)


def test_one_correction_is_a_small_step_and_several_turn_the_hint():
    case = Case(ToneBand.NONE, ("comparsa", "ensaya"))
    model = Model()
    model.learn(Label(case, ToneBand.POSITIVE))
    assert model.band(case) is ToneBand.NONE

    for _time in range(10):
        model.learn(Label(case, ToneBand.POSITIVE))
    assert model.band(case) is ToneBand.POSITIVE
    assert model.weights(case, ToneBand.POSITIVE)["comparsa"] > 0


def test_a_word_speaks_for_one_band_as_much_as_it_speaks_against_the_next_best():
    case = Case(ToneBand.NONE, ("comparsa",))
    for first, second in permutations(ToneBand, 2):
        model = Model()
        for said in (first, second, first):
            model.learn(Label(case, said))

        (best, next_best, _least) = sorted(
            (model.weights(case, band)["comparsa"] for band in ToneBand), reverse=True
        )
        assert best > 0
        assert next_best == pytest.approx(-best)


def test_each_label_is_foretold_before_it_is_learned():
    wrong = Label(Case(ToneBand.NONE, ()), ToneBand.POSITIVE)
    right = Label(Case(ToneBand.NEGATIVE, ()), ToneBand.NEGATIVE)
    outcome = learning.learned([wrong, right])
    assert (outcome.labels, outcome.model_right, outcome.lexicon_right) == (2, 1, 1)


def test_equal_labels_make_equal_models():
    case = Case(ToneBand.NONE, ("comparsa", "ensaya"))
    given = [Label(case, band) for band in ToneBand] * 40
    learned, other = learning.learned(given), learning.learned(given)
    assert learned.model.weights(case, ToneBand.POSITIVE) == other.model.weights(
        case, ToneBand.POSITIVE
    )
    assert (learned.model_right, learned.lexicon_right) == (other.model_right, other.lexicon_right)


def test_it_must_be_right_more_often_than_the_lexicon_on_enough_labels():
    wrong = Label(Case(ToneBand.NONE, ("comparsa",)), ToneBand.POSITIVE)
    right = Label(Case(ToneBand.NONE, ("pleno",)), ToneBand.NONE)
    assert learning.learned([wrong] * 100).better
    assert not learning.learned([wrong] * 99).better
    assert not learning.learned([right] * 100).better


# In a workspace


def test_corrections_that_agree_teach_a_word_and_it_is_shown(store):
    store_mentions(store, numbered(COSTUMES, 60), told=ToneBand.POSITIVE)
    store_mentions(store, numbered(MARKET, 60), told=ToneBand.NONE)

    assert adapted(store)
    told = hint(store, "Una comparsa nueva")
    assert told.band is ToneBand.POSITIVE
    assert told.words == ("comparsa",)
    assert hint(store, "El mercadillo de hoy").band is ToneBand.NONE
    assert hint(store, "Corte de agua") == Hint(ToneBand.NEGATIVE, ("Corte de agua",))


def test_few_corrections_change_nothing(store):
    store_mentions(store, numbered(COSTUMES, 99), told=ToneBand.POSITIVE)

    assert not adapted(store)
    assert hint(store, "Una comparsa nueva") == Hint(ToneBand.NONE)


def test_corrections_that_say_what_the_lexicon_says_change_nothing(store):
    store_mentions(store, numbered(MARKET, 120), told=ToneBand.NONE)

    assert not adapted(store)


def test_what_was_said_alike_in_a_story_counts_once(store):
    story = begin_story(store, "La comparsa")
    store_mentions(store, numbered(COSTUMES, 120), told=ToneBand.POSITIVE, story=story)
    store_mentions(store, ["La comparsa no gustó"], told=ToneBand.NEGATIVE, story=story)
    store_mentions(store, ["Pleno el jueves"], told=ToneBand.NONE)

    assert [(title, band) for title, _text, band in labels(store)] == [
        (COSTUMES.format(place=0), ToneBand.POSITIVE),
        ("La comparsa no gustó", ToneBand.NEGATIVE),
        ("Pleno el jueves", ToneBand.NONE),
    ]
    assert not adapted(store)


def test_labels_come_in_the_order_of_time(store):
    store_mentions(store, ["uno", "dos", "tres"], told=ToneBand.NEGATIVE)
    store_mentions(store, ["sin decir"])

    assert [title for title, _text, _band in labels(store)] == ["uno", "dos", "tres"]


def test_a_word_is_shown_for_what_two_corrections_taught_and_not_for_one():
    model = Model()
    for word in (*["ensaya"] * 5, "comparsa"):
        model.learn(Label(Case(ToneBand.NONE, (word,)), ToneBand.POSITIVE))
    taught = tone.Judge(lexicon.merged(["es"], {}), model)
    assert taught.hint("La comparsa ensaya", "") == Hint(ToneBand.POSITIVE, ("ensaya",))

    model.learn(Label(Case(ToneBand.NONE, ("comparsa",)), ToneBand.POSITIVE))
    assert taught.hint("La comparsa ensaya", "").words == ("comparsa", "ensaya")


def test_nothing_is_learned_about_a_word_of_which_the_person_spoke(store):
    store_mentions(store, numbered(COSTUMES, 60), told=ToneBand.POSITIVE)
    store_mentions(store, numbered(MARKET, 60), told=ToneBand.NONE)
    with store.change(Topic.MENTIONS) as db:
        tone.correct_word(db, "comparsa", 0)

    assert "comparsa" not in hint(store, "Una comparsa nueva").words
    assert hint(store, "Una comparsa nueva").band is ToneBand.NONE

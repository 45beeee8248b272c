"""A hint of tone: three bands, the words that caused it, and the person's word over it."""

import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

import resources
from core import workspace
from core.errors import InvalidValue
from core.mentions.kinds import ToneBand
from core.mentions.model import Mention
from core.mentions.records import mentions
from core.mentions.records import tone as records
from core.mentions.tone import lexicon, tone
from core.mentions.tone.tone import Hint
from core.mentions.watches import topics
from core.store import Store, Topic, open_store
from core.text import fold
from tests.core.in_turn import in_turn
from tests.core.mentions.telling import begin_story, store_mentions

DATA = Path(__file__).parents[3] / "data"


def labelled(name: str) -> list[tuple[ToneBand, str]]:
    """Titles that were given their band before the lexicon was tried on them."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [(ToneBand(band), title) for band, title in (line.split("\t", 1) for line in lines)]


def judged(name: str, half: int | None = None) -> Counter[tuple[ToneBand, ToneBand]]:
    """How often each band was hinted where each was right; of every other line when `half`."""
    by, titles = tone.plain(), labelled(name)
    told = titles if half is None else titles[half::2]
    return Counter((band, by.hint(title, "").band) for band, title in told)


def accuracy(counts: Counter[tuple[ToneBand, ToneBand]]) -> float:
    return sum(counts[band, band] for band in ToneBand) / counts.total()


def macro_f1(counts: Counter[tuple[ToneBand, ToneBand]]) -> float:
    scores = []
    for band in ToneBand:
        hinted = sum(counts[right, band] for right in ToneBand)
        right = sum(counts[band, told] for told in ToneBand)
        scores.append(2 * counts[band, band] / (hinted + right))
    return sum(scores) / len(scores)


def harm_in_spanish() -> set[str]:
    raw = msgspec.toml.decode(resources.path("data", "topic-words.toml").read_bytes())
    return set(raw["harm"]["es"])


def hint(title: str, text: str = "", **words: float) -> Hint:
    return tone.plain(words=words).hint(title, text)


def of(store: Store, item_id: int) -> Mention:
    with store.read() as connection:
        (row,) = mentions.rows(connection, [item_id])
    assert row.mention is not None
    return row.mention


# How good it is


def test_titles_of_local_news_are_mostly_judged_as_a_person_does():
    counts = judged("tone-titles-es.tsv")

    assert counts.total() >= 150
    assert accuracy(counts) >= 0.62
    assert macro_f1(counts) >= 0.60


@pytest.mark.parametrize("half", [0, 1], ids=["tuned", "kept"])
def test_news_of_the_kinds_that_used_to_be_missed_are_judged(half):
    assert macro_f1(judged("tone-news-es.tsv", half)) >= 0.68


def test_headlines_that_came_after_the_lexicon_are_judged_too():
    """Written when it was done, and nothing was tuned on them."""
    counts = judged("tone-fresh-es.tsv")

    assert accuracy(counts) >= 0.68
    assert macro_f1(counts) >= 0.68


def test_what_neighbours_post_without_a_clear_word_gets_no_hint_rather_than_a_wrong_one():
    counts = judged("tone-posts-es.tsv")

    opposite = (
        counts[ToneBand.NEGATIVE, ToneBand.POSITIVE] + counts[ToneBand.POSITIVE, ToneBand.NEGATIVE]
    )
    assert opposite / counts.total() <= 0.05
    assert accuracy(counts) >= 0.45


@pytest.mark.parametrize(
    "name", ["tone-titles-es.tsv", "tone-posts-es.tsv", "tone-news-es.tsv", "tone-fresh-es.tsv"]
)
def test_the_titles_it_is_measured_on_are_balanced_and_different(name):
    titles = labelled(name)
    assert len(set(Counter(band for band, _title in titles).values())) == 1
    assert len({fold(title) for _band, title in titles}) == len(titles)


# What a title says


@in_turn(
    "title, band",
    [
        ("Corte de agua en la calle Mayor", ToneBand.NEGATIVE),
        ("Vecinos en pie de guerra por los ruidos", ToneBand.NEGATIVE),
        ("Medio barrio, a oscuras", ToneBand.NEGATIVE),
        ("Aparecen cebos con veneno en el parque", ToneBand.NEGATIVE),
        ("La exposición pone en valor el castillo", ToneBand.POSITIVE),
        ("Primera piedra del centro de día", ToneBand.POSITIVE),
        ("La banda gana el certamen", ToneBand.POSITIVE),
        ("El pleno será el jueves", ToneBand.NONE),
        ("El mosaico llama la atención de los visitantes", ToneBand.NONE),
        ("Carrera contra el cáncer el domingo", ToneBand.NONE),
        ("", ToneBand.NONE),
    ],
)
def test_clear_words_make_a_hint_and_others_none(title, band):
    assert hint(title).band is band


@pytest.mark.parametrize(
    "title",
    [
        "Incendio en el polígono, sin víctimas",
        "Fuera de peligro los heridos del autobús",
        "La residencia, libre de covid",
        "Cero positivos en el municipio",
    ],
)
def test_good_news_said_with_bad_words_is_not_bad_news(title):
    assert hint(title).band is not ToneBand.NEGATIVE


@in_turn(
    "title",
    [
        "Habla Dolores Malo",
        "El secretario Jesús Alegre se presenta",
        "El cine pasa «El crimen del padre»",
        "El grupo «Los Desastres» toca el sábado",
        "Charla sobre el veneno de las serpientes",
        "Taller de primeros auxilios para heridos",
        "Recuerdan el accidente de 1952",
        "El motín y los muertos de 1766, en el archivo",
        "Sin cita",
        "El niño y el menor número",
    ],
)
def test_names_titles_and_what_a_talk_is_about_make_no_hint(title):
    assert hint(title).band is ToneBand.NONE


@in_turn(
    "title, band",
    [
        ("El AYUNTAMIENTO LAMENTA LA TRAGEDIA", ToneBand.NEGATIVE),
        ("«Es una tragedia», dicen los vecinos", ToneBand.NEGATIVE),
        ("El alcalde: «Una tragedia»", ToneBand.NEGATIVE),
        ("Denuncian el «escándalo» de las obras", ToneBand.NEGATIVE),
        ("Tragedia En La Plaza Del Pueblo", ToneBand.NEGATIVE),
        ("El colegio recibe el Premio de la Junta", ToneBand.POSITIVE),
        ("Muere un obrero en la inauguración del nuevo pabellón", ToneBand.NEGATIVE),
        ("Desaparece un menor en el monte", ToneBand.NEGATIVE),
        ("El archivo mejora desde 1998", ToneBand.POSITIVE),
    ],
)
def test_what_is_said_in_quotation_marks_or_capitals_counts(title, band):
    assert hint(title).band is band


def test_what_harms_by_the_words_of_the_alarms_is_bad_to_the_tone():
    by = lexicon.merged(("es",), {})
    words = [word for word in topics.harm_words() if word in harm_in_spanish()]
    # A stem is tried with the endings of participles.
    silent = [
        word
        for word in words
        if not any(
            found.weight < 0
            for ending in ("", "ada", "ido", "mos")
            for found in by.find(word.replace("*", ending))
        )
    ]
    assert silent == []


def test_what_is_denied_turns_round():
    assert hint("Triunfan las obras").band is ToneBand.POSITIVE
    assert hint("No triunfan las obras") == Hint(ToneBand.NEGATIVE, ("No triunfan",))
    assert hint("Habrá averías").band is ToneBand.NEGATIVE
    assert hint("No habrá averías").band is not ToneBand.NEGATIVE


def test_a_negator_reaches_three_words_and_no_further_than_a_mark():
    assert hint("No una dos triunfo").band is ToneBand.NEGATIVE
    assert hint("No una dos tres triunfo").band is ToneBand.POSITIVE
    assert hint("No, triunfo").band is ToneBand.POSITIVE


@in_turn(
    "text, weights",
    [
        ("una campana", [2]),
        ("no una campana", [-1.6]),
        ("no un charco", [1]),
        ("grandes charcos", [-3]),
        ("leves charcos", [-1]),
        ("grandes una charcos", [-3]),
        ("grandes una dos charcos", [-2]),
        ("charcos leves", [-1]),
        ("una campana, pero un charco", [1, -2]),
        ("aunque un charco", [-1]),
    ],
)
def test_what_stands_by_a_word_says_how_much_it_weighs(text, weights):
    known = lexicon.merged(("es",), {"campana": 2, "charco": -2, "charcos": -2})

    assert [found.weight for found in known.find(text)] == pytest.approx(weights)


def test_a_stronger_word_makes_a_hint_of_a_faint_one_and_a_weaker_takes_it_away():
    assert hint("Riesgo en la plaza").band is ToneBand.NONE
    assert hint("Grandes riesgos en la plaza").band is ToneBand.NEGATIVE
    assert hint("Avería en la plaza").band is ToneBand.NEGATIVE
    assert hint("Leve avería en la plaza").band is ToneBand.NONE
    assert hint("Avería leve en la plaza").band is ToneBand.NONE


def test_what_follows_a_but_counts_more():
    assert hint("Es un triunfo, pero un escándalo").band is ToneBand.NEGATIVE
    assert hint("Es un escándalo, pero un triunfo").band is ToneBand.POSITIVE
    assert hint("Es un triunfo, aunque un escándalo").band is ToneBand.POSITIVE
    assert hint("Premio al colegio, pero el domingo").band is ToneBand.NONE
    assert hint("Premio al colegio. La feria, pero el domingo").band is ToneBand.POSITIVE


def test_the_longest_phrase_counts_and_not_its_parts():
    assert hint("Plaga", plaga=-3).band is ToneBand.NEGATIVE
    by = tone.plain(words={"plaga": -3, "fiesta de la plaga": 2})
    assert by.hint("Fiesta de la plaga", "") == Hint(ToneBand.POSITIVE, ("Fiesta de la plaga",))


def test_what_one_town_says_of_a_word_another_does_not():
    plain, said = tone.plain(), tone.plain(words={"plaga": 0, "plaga de langosta": 3})

    assert plain.hint("Plaga de langosta", "") == Hint(ToneBand.NEGATIVE, ("Plaga",))
    assert said.hint("Plaga", "") == Hint(ToneBand.NONE)
    assert said.hint("Plaga de langosta", "") == Hint(ToneBand.POSITIVE, ("Plaga de langosta",))
    assert tone.plain().hint("Plaga de langosta", "") == Hint(ToneBand.NEGATIVE, ("Plaga",))


def test_accents_and_capitals_do_not_matter_and_a_tilde_does():
    for title in ("AVERÍA", "averia", unicodedata.normalize("NFD", "avería")):
        assert hint(title).band is ToneBand.NEGATIVE
    assert hint("La cana", caña=-3).band is ToneBand.NONE
    assert hint("La caña", caña=-3).band is ToneBand.NEGATIVE


def test_a_stem_counts_at_the_beginning_of_a_word_only():
    assert hint("Los denunciantes").band is ToneBand.NEGATIVE
    assert hint("Sobredenunciantes").band is ToneBand.NONE


def test_the_title_counts_double():
    assert hint("Una tragedia", "Un triunfo").band is ToneBand.NEGATIVE
    assert hint("Un triunfo", "Una tragedia").band is ToneBand.POSITIVE
    assert hint("Aviso", "Hubo un accidente").band is ToneBand.NONE
    assert hint("Aviso", "Hubo un accidente y una avería").band is ToneBand.NEGATIVE


def test_only_the_beginning_of_the_text_counts():
    bad = "accidente y avería"
    assert hint("Aviso", "x " * 250 + bad).band is ToneBand.NEGATIVE
    assert hint("Aviso", "x " * 350 + bad).band is ToneBand.NONE


# The words that caused it


def test_the_words_are_shown_as_they_stand_in_reading_order():
    told = hint("Avería GRAVE y corte\nde agua", "Los vecinos, INDIGNADOS por la avería")
    assert told == Hint(ToneBand.NEGATIVE, ("Avería", "GRAVE", "corte", "INDIGNADOS"))


def test_no_words_are_shown_without_a_hint_nor_those_that_speak_against_it():
    assert hint("Riesgo en la plaza").words == ()
    assert hint("Tragedia: un muerto y un premio").words == ("Tragedia", "muerto")


def test_the_heaviest_words_are_shown_when_there_are_many():
    title = "averías robos goteras baches ratas muerte plagas atascos"
    told = hint(title).words
    assert len(told) == 6
    assert "muerte" in told


@pytest.mark.parametrize(
    "title", ["🔥" * 40, "\u202eojab", "=cmd|' /C calc'!A0", "a" * 10_000, "\x00"]
)
def test_odd_titles_get_no_hint_and_do_no_harm(title):
    assert hint(title, title) == Hint(ToneBand.NONE)


def test_one_line_for_each_title_on_the_command_line():
    titles = ["Corte de agua y avería\n", "Pleno el jueves\n", "\n"]
    assert list(tone.lines(titles)) == ["negative\tCorte de agua, avería", "none\t", "none\t"]


def test_english_is_judged_where_the_town_publishes_in_it():
    title = "Burst pipe leaves village without water"
    assert tone.plain(("es", "en")).hint(title, "").band is ToneBand.NEGATIVE
    assert tone.plain(("es",)).hint(title, "").band is ToneBand.NONE
    assert tone.plain(("eu",)).hint("Corte de agua", "").band is ToneBand.NEGATIVE


def test_in_english_too_who_demands_something_is_not_content():
    told = tone.plain(("en",)).hint("Residents demand an explanation from the town hall", "")

    assert told.band is ToneBand.NEGATIVE


# The lexicon


@pytest.mark.parametrize(("language", "least"), [("es", 1_200), ("en", 300)])
def test_each_entry_stands_once_and_can_be_found(language, least):
    raw = msgspec.toml.decode(resources.path("data", f"tone-{language}.toml").read_bytes())
    told = [
        (fold(phrase), int(weight))
        for domain in raw["entries"].values()
        for weight, phrases in domain.items()
        for phrase in phrases
    ]
    phrases = [phrase for phrase, _weight in told]
    assert len(phrases) >= least
    assert [phrase for phrase, times in Counter(phrases).items() if times > 1] == []
    assert [pair for pair in told if not -3 <= pair[1] <= 3] == []
    assert [phrase for phrase in phrases if phrase.replace("*", "") != lexicon.key(phrase)] == []
    words = [word for phrase in phrases for word in phrase.split()]
    assert [word for word in words if "*" in word[:-1]] == []
    assert [word for word in words if word[-1] == "*" and len(word) <= lexicon.LEAST_STEM] == []


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_each_phrase_with_a_weight_makes_its_own_words_found(language):
    _window, known = lexicon.entries(language)
    by = lexicon.merged((language,), {})
    lost = [
        phrase
        for phrase, entry in known.items()
        if entry.weight and not by.find(phrase.replace("*", ""))
    ]
    assert lost == []


# The person's word about a word


def test_a_word_that_says_nothing_here_takes_its_hint_away(store):
    plague, other = store_mentions(store, ["La plaga de danza, el sábado", "Robo en la plaza"])
    assert of(store, plague).tone is ToneBand.NEGATIVE

    with store.change(Topic.MENTIONS, label="Plaga") as db:
        assert tone.correct_word(db, "Plaga", 0) == 1

    assert (of(store, plague).tone, of(store, plague).tone_words) == (ToneBand.NONE, ())
    assert of(store, other).tone is ToneBand.NEGATIVE
    with store.read() as connection:
        assert records.words(connection) == {"plaga": 0}


def test_the_word_as_the_lexicon_has_it_comes_back(store):
    (plague,) = store_mentions(store, ["La plaga de danza, el sábado"])
    with store.change(Topic.MENTIONS) as db:
        tone.correct_word(db, "plaga", 0)
        assert tone.correct_word(db, "plaga", None) == 1

    assert of(store, plague).tone_words == ("plaga",)
    with store.read() as connection:
        assert records.words(connection) == {}


def test_a_word_of_the_persons_own_gives_a_hint(store):
    (tomato,) = store_mentions(store, ["Vuelve la Tomatiña de Año Nuevo"])
    with store.change(Topic.MENTIONS) as db:
        tone.correct_word(db, "tomatiña", 2)
        tone.correct_word(db, "«Año Nuevo»", 1)

    assert of(store, tomato).tone is ToneBand.POSITIVE
    assert of(store, tomato).tone_words == ("Tomatiña", "Año Nuevo")


def test_what_was_shown_with_its_negator_can_be_corrected_as_it_stands(store):
    (late,) = store_mentions(store, ["No triunfan las obras"])
    with store.change(Topic.MENTIONS) as db:
        tone.correct_word(db, of(store, late).tone_words[0], 0)

    assert of(store, late).tone is ToneBand.NONE


def test_undo_takes_a_corrected_word_back_with_its_hints(store):
    (plague,) = store_mentions(store, ["La plaga de danza, el sábado"])
    with store.change(Topic.MENTIONS, label="Plaga") as db:
        tone.correct_word(db, "plaga", 0)

    store.undo()

    assert of(store, plague).tone is ToneBand.NEGATIVE
    with store.read() as connection:
        assert records.words(connection) == {}


@pytest.mark.parametrize("word", ["", " … ", "«»!", "palabra " * 40])
def test_what_is_no_word_is_refused_in_words(store, word):
    with pytest.raises(InvalidValue), store.change(Topic.MENTIONS) as db:
        tone.correct_word(db, word, 0)


def test_the_name_of_the_town_says_nothing(tmp_path, town, clock):
    file = tmp_path / "Peligros.pregon"
    workspace.create(file, replace(town, name="Peligros"), clock)
    store = open_store(file, clock)
    with store.read() as connection:
        by = tone.judge(connection)
        assert by.hint("Fiestas de Peligros", "Peligros, en fiestas").band is ToneBand.NONE
        assert by.hint("Robo en Peligros", "") == Hint(ToneBand.NEGATIVE, ("Robo",))
    store.close()


# The person's word about a mention


def test_the_persons_band_rules_and_its_story_remembers_it(store):
    story = begin_story(store, "Robo en la plaza")
    first, second = store_mentions(store, ["Robo en la plaza", "Otro robo"], story=story)
    (apart,) = store_mentions(store, ["Robo lejos de aquí"])

    with store.change(Topic.MENTIONS) as db:
        tone.correct(db, [first], ToneBand.POSITIVE)

    assert of(store, first).band is ToneBand.POSITIVE
    assert of(store, first).tone is ToneBand.NEGATIVE
    assert (of(store, second).tone, of(store, second).tone_words) == (ToneBand.POSITIVE, ())
    assert of(store, second).tone_set is None
    assert of(store, apart).band is ToneBand.NEGATIVE


def test_what_is_reckoned_again_still_goes_by_the_story(store):
    story = begin_story(store, "Robo en la plaza")
    first, second = store_mentions(store, ["Robo en la plaza", "Otro robo"], story=story)
    with store.change(Topic.MENTIONS) as db:
        tone.correct(db, [first], ToneBand.NONE)
        tone.correct_word(db, "robo", -2)

    assert of(store, second).band is ToneBand.NONE


def test_a_word_taken_back_is_forgotten_by_the_story(store):
    story = begin_story(store, "Robo en la plaza")
    first, second = store_mentions(store, ["Robo en la plaza", "Otro robo"], story=story)
    with store.change(Topic.MENTIONS) as db:
        tone.correct(db, [first], ToneBand.POSITIVE)
        tone.correct(db, [first], None)

    assert of(store, first).tone_set is None
    assert of(store, second).tone is ToneBand.NEGATIVE
    assert of(store, second).tone_words == ("robo",)


def test_a_story_goes_by_the_newest_word_that_is_left(store):
    story = begin_story(store, "Robo en la plaza")
    titles = ["Un robo", "Otro robo", "Más robos", "Robos sin fin"]
    first, second, third, fourth = store_mentions(store, titles, story=story)
    with store.change(Topic.MENTIONS) as db:
        tone.correct(db, [first], ToneBand.POSITIVE)
        tone.correct(db, [second], ToneBand.NONE)
        tone.correct(db, [third], ToneBand.NEGATIVE)
        tone.correct(db, [third], None)

    assert of(store, third).tone is ToneBand.NONE
    assert of(store, fourth).tone is ToneBand.NONE


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (None, Hint(ToneBand.NEGATIVE, ("robo",))),
        (ToneBand.NEGATIVE, Hint(ToneBand.NEGATIVE, ("robo",))),
        (ToneBand.POSITIVE, Hint(ToneBand.POSITIVE)),
        (ToneBand.NONE, Hint(ToneBand.NONE)),
    ],
)
def test_a_new_mention_of_a_story_takes_the_persons_word_as_its_hint(said, told):
    assert tone.in_story(Hint(ToneBand.NEGATIVE, ("robo",)), said) == told

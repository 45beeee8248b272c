"""The words that made a watch hit are marked where they stand, and named."""

from datetime import UTC, datetime
from time import process_time

from core.mentions.model import Item, Watch
from core.mentions.watches.marks import explain, marks

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def marked(watch: Watch, text: str) -> list[str]:
    """The stretches of a text that are marked."""
    return [text[start:end] for start, end in marks(watch, text)]


def test_words_are_marked_as_they_stand_in_the_text():
    watch = Watch("Pueblo", any_of=("peña", "medellin"), all_of=("agua",))

    assert marks(watch, "La PEÑA de Medellín") == [(3, 7), (11, 19)]
    assert marked(watch, "🔥 El Agua, en Medellín; la pena") == ["Agua", "Medellín"]


def test_a_phrase_is_marked_from_its_first_word_to_its_last():
    watch = Watch("Calle", any_of=("calle Real", "Real 12"))

    assert marked(watch, "En la calle  Real, 12 y en la calle") == ["calle  Real, 12"]


def test_a_word_that_begins_so_is_marked_whole():
    watch = Watch("Veneno", any_of=("envenen*", "cebo con v*"))

    text = "Envenenados, envenenada: un cebo con veneno"

    assert marked(watch, text) == ["Envenenados", "envenenada", "cebo con veneno"]


def test_only_words_near_each_other_are_marked():
    watch = Watch("Alcalde", any_of=("alcalde",), near=("Medellín",), distance=1)

    text = "El alcalde recibió en Medellín. Ayer habló el alcalde de Medellín"

    assert marks(watch, text) == [(46, 53), (57, 65)]


def test_a_text_of_nothing_but_names_and_words_near_them_is_read_in_a_moment():
    watch = Watch("Agua", any_of=("agua",), near=("corte",), longer=("agua y sal",), distance=3)
    begin = process_time()

    found = marked(watch, "corte de agua; " * 3000 + "agua y sal; " * 3000)

    assert found == ["corte", "agua"] * 3000
    assert process_time() - begin < 2


def test_what_is_within_a_longer_name_or_lacks_its_capital_is_not_marked():
    watch = Watch("Torre", any_of=("Torre",), longer=("Torre del Oro",), capitals=True)

    assert marks(watch, "La Torre del Oro, la torre y la Torre") == [(32, 37)]


def test_what_must_not_stand_there_is_not_marked():
    assert marked(Watch("Agua", any_of=("agua",), none_of=("luz",)), "Agua y luz") == ["Agua"]


def test_accents_in_two_characters_are_marked_with_their_letter():
    assert marks(Watch("Camión", any_of=("camión",)), "un camio\u0301n rojo") == [(3, 10)]


def test_a_text_without_words_has_no_marks():
    assert marks(Watch("Agua", any_of=("agua", "🔥", "")), "🔥 ... 🔥") == []
    assert marks(Watch("Agua", any_of=("agua",)), "") == []


def test_each_watch_says_by_which_words_it_hit():
    town = Watch("Medellín", id=1, any_of=("Medellín",))
    water = Watch("Agua", id=2, any_of=("agua", "turb*"))
    fire = Watch("Fuego", id=3, any_of=("incendio",))
    item = Item(
        1, None, NOON, NOON, "Agua turbia en MEDELLÍN", "Medellín pide agua. «¡Turbísima!», dicen."
    )

    said = [(why.watch, why.words) for why in explain([water, town, fire], item)]

    assert said == [(water, ("Agua", "turbia", "Turbísima")), (town, ("MEDELLÍN",))]


def test_a_phrase_that_runs_into_a_longer_name_is_not_ours():
    watch = Watch("Campo", any_of=("alcalde de Campo",), longer=("Campo de Criptana",))

    assert marks(watch, "Responde el alcalde de Campo de Criptana") == []
    assert marks(watch, "El alcalde de Campo va a Campo de Criptana") == [(3, 19)]

"""The town's watch finds the town, whatever else has its name."""

import csv
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import resources
from core import i18n
from core.mentions.kinds import WatchKind
from core.mentions.model import Item, Watch
from core.mentions.watches import full_text, namesakes, spellings, town_name
from core.mentions.watches.match import MatchContext, Matcher
from core.mentions.watches.town_name import Doubt, DoubtKind
from core.town import gazetteer
from core.town.gazetteer import Gazetteer, town_of
from core.town.model import LANGUAGES, Town
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def spain() -> Gazetteer:
    return gazetteer.load()


def named(spain: Gazetteer, text: str) -> Town:
    """The town that comes first when its name is typed, or that of an INE code."""
    found = spain.by_code(text) or spain.search(text)[0]
    return town_of(found)


def finds(town: Town, title: str, text: str = "") -> bool:
    """Whether the town's own watch finds it among what is said in its workspace."""
    item = Item(7, None, NOON, NOON, title, text)
    watch = replace(town_name.town_watch(town), id=1)
    return bool(Matcher([watch], MatchContext(town=town)).hits([item]))


def doubt(town: Town, kind: DoubtKind) -> Doubt | None:
    return next((item for item in town_name.doubts(town) if item.kind is kind), None)


def kinds(town: Town) -> list[DoubtKind]:
    return [item.kind for item in town_name.doubts(town)]


# The rule that comes of a name


@in_turn(
    "place, headline, text",
    [
        ("Alburquerque", "Corte de agua en Alburquerque", ""),
        ("Alburquerque", "vaya fiestas en alburquerque", ""),
        ("Mérida", "Un perro muere envenenado en Mérida", ""),
        ("Guadalajara", "Obras en el centro de Guadalajara", ""),
        ("06080", "Medellín (Badajoz), sin agua", ""),
        ("06080", "Sin agua", "Vecinos de Medellín avisaron a la Guardia Civil de madrugada."),
        ("06080", "El Ayuntamiento de Medellín responde", ""),
        ("10195", "Trujillo", "El Ayuntamiento de Trujillo, en la provincia de Cáceres, calla."),
        ("30016", "Cartagena limpia el puerto", ""),
        ("València", "Tarda el autobús en Valencia", ""),
        ("Córdoba", "Córdoba abre los patios", ""),
        ("16126", "Incendio en Mira", ""),
        ("16126", "La alcaldesa de Mira pide ayuda", ""),
        ("16126", "Roban en una nave de Mira (Cuenca)", ""),
        ("16126", "La localidad conquense de Mira celebra su fiesta", ""),
        ("22074", "Vecinos de Campo recogen firmas", ""),
        ("44135", "Nieve en Libros", ""),
        ("39102", "El Ayuntamiento de Voto aprueba las cuentas", ""),
        ("05247", "Rescatan a un perro en La Torre", ""),
        ("05247", "EL ALCALDE DE LA TORRE DIMITE", ""),
        ("23090", "Un herido en Torres", ""),
        ("23090", "El alcalde de Torres visita la escuela", ""),
        ("Alcoi", "Alcoy corta el tráfico", ""),
        ("Alcoi", "Alcoi talla el trànsit", ""),
        ("A Coruña", "El puerto de La Coruña", ""),
        ("A Coruña", "Veciños da Coruña protestan", ""),
        ("A Coruña", "Obras na Coruña", ""),
        ("Elche", "Elx obri el palmerar", ""),
        ("Elche", "Elche abre el palmeral", ""),
        ("Donostia", "Donostiako Udala", ""),
        ("Donostia", "Eurite handia Donostian", ""),
        ("Donostia", "San Sebastián cierra la playa", ""),
        ("Palma", "Palma multa a los pisos", ""),
        ("Palma", "Llueve en Palma de Mallorca", ""),
        ("El Ejido", "El alcalde del Ejido responde", ""),
        ("17022", "Obres a la Bisbal d'Empordà", ""),
        ("08101", "Tall de llum a l'Hospitalet", ""),
        ("24036", "Nieva en Candín", ""),
        ("Zarautz", "Zarauzko Udala", ""),
    ],
)
def test_the_town_is_found(spain, place, headline, text):
    assert finds(named(spain, place), headline, text)


@in_turn(
    "place, headline, text",
    [
        ("Mérida", "Calor récord en Mérida", "La capital de Yucatán superó los 42 grados."),
        ("Mérida", "La ciudad mexicana de Mérida", ""),
        ("Mérida", "Fiestas en San Pedro de Mérida", ""),
        ("Guadalajara", "Balacera en Guadalajara", "La fiscalía de Jalisco investiga."),
        ("Guadalajara", "La Diputación de Guadalajara reparte ayudas", ""),
        ("Guadalajara", "Nieva en la provincia de Guadalajara", ""),
        ("06080", "Medellín estrena teleférico", ""),
        ("06080", "El alcalde de Medellín, en Colombia", "Lo dijo en Badajoz."),
        ("10195", "Trujillo, capital de la marinera", "El Perú celebra su baile."),
        ("30016", "Boda en Cartagena de Indias", ""),
        ("València", "Apagón en Valencia", "El estado venezolano de Carabobo queda a oscuras."),
        ("Córdoba", "Paro docente en Córdoba", "El gobierno argentino ofrece un aumento."),
        ("León", "El papa León XIV recibe a los alcaldes", ""),
        ("León", "La Junta de Castilla y León aprueba las ayudas", ""),
        ("León", "Un león se escapa del circo", ""),
        ("16126", "Mira lo que ha pasado en Cuenca", ""),
        ("16126", "El alcalde mira al futuro", ""),
        ("22074", "El alcalde de Campo de Criptana responde", ""),
        ("22074", "Trabajar en el campo", ""),
        ("22074", "Nieve en Medina del Campo", ""),
        ("44135", "Feria de libros en Teruel", ""),
        ("39102", "Diez mesas para el voto en Cantabria", ""),
        ("05247", "Cae un rayo en la torre de la iglesia", ""),
        ("05247", "Vecinos de La Torre de Esteban Hambrán protestan", ""),
        ("23090", "El alcalde, Juan Torres, responde", ""),
        ("23090", "Un herido en Torres de Albánchez", ""),
        ("Elche", "Feria en Elche de la Sierra", ""),
        ("Alcoi", "El mercado de Muro de Alcoy", ""),
        ("Palma", "La erupción de La Palma", ""),
        ("Palma", "Se llevó la palma", ""),
        ("Donostia", "Obras en San Sebastián de los Reyes", ""),
        ("39021", "Cieza se inunda", "Murcia envía bomberos."),
        ("El Ejido", "Arreglan el camino del ejido", ""),
        ("18903", "Esquí en Sierra Nevada", ""),
        ("Santander", "El Banco Santander gana más", ""),
    ],
)
def test_what_only_has_its_name_is_left_out(spain, place, headline, text):
    assert not finds(named(spain, place), headline, text)


def test_the_watch_is_about_the_town_and_called_by_its_names(spain):
    watch = town_name.town_watch(named(spain, "Alcoi"))

    assert watch.kind is WatchKind.SUBJECT
    assert watch.title == "Alcoi / Alcoy"
    assert watch.alarms


def test_another_body_is_looked_for_by_its_name_and_not_in_longer_ones():
    body = Town("Mancomunidad de La Serena", languages=("es",))

    assert finds(body, "La Mancomunidad de la Serena arregla caminos")
    assert town_name.doubts(body) == []


def test_a_name_that_nobody_else_has_is_found_however_it_is_written(spain):
    watch = town_name.town_watch(named(spain, "Alburquerque"))

    assert watch.any_of == ("Alburquerque",)
    assert (watch.near, watch.none_of, watch.longer, watch.capitals) == ((), (), (), False)


def test_of_two_names_only_the_doubtful_one_needs_words_beside_it(spain):
    ayala = named(spain, "01010")

    assert finds(ayala, "Aiara berritzen")
    assert finds(ayala, "El Ayuntamiento de Ayala")
    assert not finds(ayala, "El ministro Ayala dimite")


def test_every_rule_can_be_looked_for(spain):
    with resources.path("data", "municipalities.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["ine_code"] for row in csv.DictReader(file)]

    for code in codes[::60]:
        watch = town_name.town_watch(named(spain, code))
        lines = (*watch.any_of, *watch.near, *watch.none_of, *watch.longer)
        assert watch.any_of, code
        assert [line for line in lines if full_text.read(line) is None] == []


# Doubts, in words


def test_a_city_abroad_is_told_with_its_country_and_no_figure_that_ages(spain):
    found = doubt(named(spain, "06080"), DoubtKind.ABROAD)

    assert found is not None
    i18n.use("en")
    found = doubt(named(spain, "06080"), DoubtKind.ABROAD)
    assert found is not None
    assert found.sentence == "There is a city of the same name in Colombia."
    assert [proposal.id for proposal in found.proposals] == ["near", "abroad"]


def test_where_spanish_is_not_spoken_leaving_out_is_only_offered(spain):
    toledo = named(spain, "Toledo")

    (far,) = [proposal for proposal in town_name.proposals(toledo) if proposal.id == "far"]

    assert "Estados Unidos" in far.words
    assert not far.applied
    assert town_name.town_watch(toledo).none_of == ()


def test_a_much_smaller_namesake_is_only_offered(spain):
    zaragoza = town_name.proposals(named(spain, "Zaragoza"))

    assert [proposal.applied for proposal in zaragoza if proposal.id == "abroad"] == [False]


def test_the_twin_in_another_province_is_left_out_by_the_smaller_one(spain):
    small, large = named(spain, "39021"), named(spain, "30019")

    told = doubt(small, DoubtKind.TWIN)

    assert told is not None
    assert "Cieza (Murcia)" in told.sentence
    assert "Murcia" in town_name.town_watch(small).none_of
    assert "Cantabria" in town_name.town_watch(small).near
    assert town_name.town_watch(large).none_of == ()


@in_turn(
    "place, expected",
    [
        ("Alburquerque", []),
        ("06080", [DoubtKind.ABROAD]),
        ("16126", [DoubtKind.WORD]),
        ("05247", [DoubtKind.WORD, DoubtKind.LONGER]),
        ("El Ejido", [DoubtKind.ARTICLE]),
        ("02071", [DoubtKind.ABROAD, DoubtKind.SAINT, DoubtKind.LONGER]),
        ("Santa Pola", [DoubtKind.SAINT]),
        ("Santo Adriano", [DoubtKind.SAINT]),
        ("07049", [DoubtKind.SAINT, DoubtKind.LONGER]),
        ("Guadalajara", [DoubtKind.ABROAD, DoubtKind.PROVINCE, DoubtKind.LONGER]),
        ("10195", [DoubtKind.ABROAD, DoubtKind.PERSON, DoubtKind.LONGER]),
        ("39021", [DoubtKind.TWIN]),
    ],
)
def test_what_else_a_name_may_be_is_told(spain, place, expected):
    assert kinds(named(spain, place)) == expected


@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
def test_doubts_and_proposals_are_whole_sentences(spain, language):
    i18n.use(language)
    for place in ("06080", "10195", "14021", "16126", "05247", "23090", "39021", "02071", "22074"):
        town = named(spain, place)
        told = [item.sentence for item in town_name.doubts(town)]
        told += [proposal.sentence for proposal in town_name.proposals(town)]
        wrong = [text for text in told if not re.fullmatch(r"[^{}]{15,}[^.]\.", text)]
        assert wrong == []


# What the editor offers


def test_the_towns_own_watch_lacks_nothing_that_is_applied(spain):
    for place in ("06080", "14021", "16126", "23090", "39021", "A Coruña", "01010", "Palma"):
        town = named(spain, place)
        lacking = town_name.missing(town_name.town_watch(town), town)
        assert [proposal.id for proposal in lacking if proposal.applied] == [], place


def test_a_watch_with_the_bare_name_is_offered_each_change_and_takes_it(spain):
    torres = named(spain, "23090")
    watch = Watch("Torres", any_of=("Torres", "Sierra Mágina"), none_of=("Colombia",))

    offered = town_name.missing(watch, torres)
    for proposal in offered:
        watch = town_name.accept(watch, proposal)

    assert [other.id for other in offered] == ["near", "far", "capitals", "longer"]
    assert watch.any_of == ("Torres", "Sierra Mágina")
    assert {"alcalde de Torres", "Jaén"} <= set(watch.near)
    assert {"Colombia", "Brasil"} <= set(watch.none_of)
    assert "Torres de Albánchez" in watch.longer
    assert watch.capitals
    assert town_name.missing(watch, torres) == []


def test_only_the_words_that_are_not_there_yet_are_offered(spain):
    medellin = named(spain, "06080")
    watch = replace(town_name.town_watch(medellin), none_of=("colombia",))

    (offered,) = town_name.missing(watch, medellin)

    assert offered.id == "abroad"
    assert offered.words == ("colombian*", "Antioquia", "antioqueñ*", "Valle de Aburrá")


def test_who_took_out_some_phrases_is_not_asked_again(spain):
    mira = named(spain, "16126")
    own = town_name.town_watch(mira)

    fewer = replace(own, near=own.near[:2])

    assert town_name.missing(fewer, mira) == []
    assert [proposal.id for proposal in town_name.missing(replace(own, near=()), mira)] == ["near"]


def test_the_bare_name_is_offered_after_what_narrows_it(spain):
    torres = named(spain, "23090")

    assert [proposal.id for proposal in town_name.missing(Watch("Torres"), torres)][-1] == "names"


def test_what_lies_near_places_a_name_that_others_bear(spain):
    medellin = named(spain, "06080")
    watch = town_name.town_watch(medellin)

    assert {"Mengabril", "Don Benito", "Villanueva de la Serena", "Guareña"} <= set(watch.near)
    assert watch.near.index("Mengabril") < watch.near.index("Don Benito")
    for headline in (
        "Cortada la EX-206 por un accidente cerca de Medellín, camino de Don Benito",
        "El teatro romano de Medellín sube el telón en la comarca de Guareña",
    ):
        assert finds(medellin, headline)


def test_a_neighbour_whose_name_means_something_else_places_nothing(spain):
    near = town_name.town_watch(named(spain, "06080")).near

    assert {"Cristina", "Manchita", "Mérida"}.isdisjoint(near)


def test_only_neighbours_of_the_province_count(spain):
    trujillo = town_name.town_watch(named(spain, "10195"))

    assert "Madroñera" in trujillo.near
    assert "Don Benito" not in trujillo.near


def test_a_town_whose_place_is_not_known_has_no_neighbours(spain):
    assert namesakes.near(spain, "00000") == ()


def test_a_context_of_the_persons_own_is_enough(spain):
    medellin = named(spain, "06080")
    watch = replace(town_name.town_watch(medellin), near=("Guadiana",), distance=12)

    assert town_name.missing(watch, medellin) == []


def test_advice_asks_for_what_only_the_person_knows(spain):
    i18n.use("en")
    plain, narrow = named(spain, "Alburquerque"), named(spain, "16126")

    assert len(town_name.advice(plain)) == 4
    assert "hamlets" in town_name.advice(plain)[0]
    assert "second search" in town_name.advice(narrow)[-1]


def test_the_short_name_is_asked_for_where_there_is_a_long_one_only(spain):
    i18n.use("en")

    def asked(place: str) -> bool:
        return any("short name" in text for text in town_name.advice(named(spain, place)))

    assert asked("Morón de la Frontera")
    assert not asked("Santiago de Compostela")
    assert not asked("Alburquerque")


# Searches of the press


@pytest.mark.parametrize(
    ("place", "query"),
    [
        ("Alburquerque", '"Alburquerque"'),
        ("Elche", '"Elx" OR "Elche"'),
        ("06080", '("Medellín") ("Badajoz" OR "Extremadura" OR "ayuntamiento de Medellín")'),
        ("Mérida", '("Mérida") ("Badajoz" OR "Extremadura" OR "ayuntamiento de Mérida")'),
        (
            "16126",
            '"Mira Cuenca" OR "ayuntamiento de Mira" OR "alcalde de Mira" OR "alcaldesa de Mira"',
        ),
    ],
)
def test_a_search_asks_for_the_province_only_where_the_name_misleads(spain, place, query):
    assert town_name.search_words(named(spain, place)) == query


# The tables


def test_the_table_of_ambiguous_names_names_municipalities_as_the_gazetteer_does(spain):
    with resources.path("data", "ambiguous_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    codes = [row["ine_code"] for row in rows]
    assert codes == sorted(set(codes))
    for row in rows:
        town = spain.by_code(row["ine_code"])
        assert town is not None
        assert row["name"] in (town.name, town.alt_name)
        found = spellings.ambiguity(row["ine_code"])
        assert found.abroad or found.word or found.person
        people = [namesake.population for namesake in found.abroad]
        assert people == sorted(people, reverse=True)


def test_every_country_has_its_words_and_its_name_in_both_languages():
    with resources.path("data", "ambiguous_names.csv").open(encoding="utf-8", newline="") as file:
        told = {
            namesake.country
            for row in csv.DictReader(file)
            for namesake in spellings.ambiguity(row["ine_code"]).abroad
        }

    assert told == set(spellings.words().countries)
    for language in i18n.LANGUAGES:
        with i18n.language(language):
            assert all(spellings.country_name(code) for code in told)


def test_every_province_and_region_has_its_words(spain):
    with resources.path("data", "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert {row["province"] for row in rows} == set(spellings.words().provinces)
    assert {row["region"] for row in rows} == set(spellings.words().regions)
    known = spellings.words()
    codes = {*known.spellings, *known.longer}
    assert [code for code in codes if spain.by_code(code) is None] == []
    assert set(known.phrases) <= set(LANGUAGES)

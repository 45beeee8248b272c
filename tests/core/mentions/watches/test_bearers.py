"""Who bears the name of a town where it stands: the town, or somebody or something else."""

from dataclasses import replace
from datetime import UTC, datetime

from core import i18n
from core.mentions import unsure
from core.mentions.model import Item
from core.mentions.watches import namesakes, town_name
from core.mentions.watches.bearer_words import place_of
from core.mentions.watches.match import MatchContext, Matcher
from core.town.gazetteer import town_of
from core.town.model import Town
from tests.core.in_turn import in_turn

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
OURS, UNSURE, OTHER = "ours", "unsure", "other"


def named(place: str) -> Town:
    """The largest town of that name, or the one with that code."""
    known = namesakes.spain()
    return town_of(known.by_code(place) or known.search(place)[0])


def judged(place: str, title: str, text: str = "", *, local: bool = False) -> str:
    """What the watch of the only town of that name makes of an item, of a local source or not."""
    town = named(place)
    watch = replace(town_name.town_watch(town), id=1)
    ground = MatchContext(local=frozenset((7,)) if local else frozenset(), town=town)
    finds = Matcher([watch], ground).look([Item(1, 7, NOON, NOON, title, text)])
    return OURS if finds.hits else UNSURE if finds.doubts else OTHER


@in_turn(
    "place, title",
    [
        ("Lugo", "La muralla de Lugo, cerrada por obras"),
        ("Lugo", "Una calle de Lugo se queda sin luz"),
        ("Lugo", "Las calles de Lugo se llenan de gente"),
        ("Lugo", "En Lugo nieva desde ayer"),
        ("Lugo", "Manifestación en Lugo por la sanidad"),
        ("Lugo", "Manifestaciones en Lugo, Vigo y Ferrol"),
        ("Lugo", "El PSOE Lugo elige candidata"),
        ("Lugo", "La Policía Local Lugo presenta sus patinetes"),
        ("Lugo", "La empresa francesa de Lugo despide a nueve personas"),
        ("Lugo", "Cae en Lugo, la italiana Bianchi, segunda del mundo"),
        ("Lugo", "El municipio de Lugo pierde población"),
        ("Lugo", "Las ayudas llegan al municipio de Lugo"),
        ("Lugo", "Las fuentes del municipio de Lugo, sin agua"),
        ("Lugo", "La localidad de Lugo estrena autobuses"),
        ("Lugo", "LUGO SE QUEDA SIN AUTOBÚS"),
        ("Lugo", "se va la luz en lugo otra vez"),
        ("Lugo", "Según Lugo, el acuerdo está cerca"),
        ("Lugo", "El teatro Álvaro Cunqueiro de Lugo reabre"),
        ("Lugo", "El colegio Rosalía de Castro de Lugo gana un premio"),
        ("Lugo", "Vecinos del barrio de A Milagrosa de Lugo protestan"),
        ("Lugo", "El derbi gallego se jugará en Lugo"),
        ("Huelva", "Huelva y Faro firman un acuerdo"),
        ("Huelva", "Un portero de discoteca, detenido en Huelva"),
        ("Huelva", "El puerto de Huelva crece"),
        ("Huelva", "La Cruz Roja Huelva busca voluntarios"),
        ("Valladolid", "Renault invertirá en Valladolid"),
        ("Valladolid", "La hermandad de la Vera Cruz de Valladolid estrena paso"),
        ("Valladolid", "Detenido en Valladolid el ladrón del Museo del Prado"),
        ("Valladolid", "Marchan por la vivienda en Burgos, León y Valladolid"),
        ("Llanes", "Llanes recoge la mejor manzana en años"),
        ("Llanes", "La feria del Carmen llega a Llanes"),
        ("Llanes", "Llanes cierra la playa de Toró"),
        ("15078", "Santiago de Compostela prohíbe las despedidas"),
        ("15078", "Compostela cobrará una tasa"),
        ("Aranjuez", "El Jardín del Príncipe de Aranjuez reabre"),
        ("Lugo", "Feria de Lugo: más expositores que nunca"),
        ("Lugo", "La San Silvestre de Lugo, con trescientos corredores"),
        ("Lugo", "La romería de Santa Marta de Lugo llena el monte"),
    ],
)
def test_it_is_the_town(place, title):
    assert judged(place, title) == OURS


@in_turn(
    "place, title, text",
    [
        ("Lugo", "María Lugo firma su tercera novela", ""),
        ("Lugo", "José Luis García Lugo, nuevo decano", ""),
        ("Lugo", "El juez Lugo archiva la causa", ""),
        ("Lugo", "J. Lugo, detenido en Miami", ""),
        ("Lugo", "Doña Carmen de Lugo dejó su fortuna al convento", ""),
        ("Lugo", "El exobispo Fernando Lugo vuelve al Senado", "Lugo fue presidente de Paraguay."),
        ("Lugo", "Arde un piso en la calle Lugo de Madrid", ""),
        ("Lugo", "La avenida de Lugo de Santiago, cortada", ""),
        ("Lugo", "El Lugo empata en casa", ""),
        ("Lugo", "Gol en el último minuto del Lugo", ""),
        ("Lugo", "Breogán Lugo 80 - Unicaja 78", ""),
        ("Lugo", "CD Lugo: tres bajas", ""),
        ("Lugo", "Lugo CF ficha a un lateral", ""),
        ("Lugo", "La provincia de Lugo pierde vecinos", ""),
        ("Lugo", "Un pueblo de Lugo busca panadero", ""),
        ("Lugo", "Nieva en un municipio de Lugo", ""),
        ("Lugo", "Nieva en una localidad de Lugo", ""),
        ("Lugo", "Arde el sur de Lugo", ""),
        ("Lugo", "Incendios activos: A Coruña, 2; Lugo, 3; Ourense, 9", ""),
        ("Lugo", "Lugo (A Coruña), 3; Lugo (Ourense), 1", ""),
        ("Huelva", "El conde de Huelva vende su palacio", ""),
        ("Tarifa", "Suben las tarifas del agua", ""),
        ("Coria", "Muere Miguel de Coria, el último pregonero", ""),
        ("Fraga", "Manuel Fraga y la Constitución", ""),
        ("Carmona", "Hallan un cuerpo en Carmona, en el sur mexicano", ""),
        ("Carmona", "La ciudad colombiana de Carmona celebra su feria", ""),
        ("Ronda", "Cierra la ronda norte por obras", ""),
        ("Noia", "El río Noia baja crecido", ""),
        ("Monzón", "El monzón deja cien muertos en la India", ""),
        ("Haro", "Guillermo del Toro premia a Javier Haro", ""),
        ("Valladolid", "El arzobispo de Valladolid, Yucatán, pide perdón", ""),
        ("Valladolid", "Mueren tres turistas en Valladolid (México)", ""),
    ],
)
def test_it_is_somebody_or_something_else(place, title, text):
    assert judged(place, title, text) == OTHER


@in_turn(
    "place, title, text",
    [
        ("Lugo", "Zulema Lugo gana un Óscar", ""),
        ("Lugo", "La línea Monforte-Lugo se queda sin trenes", ""),
        ("Lugo", "Lugo, Racing y Andorra pelean por un delantero", ""),
        ("Llanes", "El bar Llanes de Gijón cierra", ""),
        ("Valladolid", "Encuentran un cenote cerca de Valladolid", "El hallazgo, en Yucatán."),
        ("Teruel", "Jamón de Teruel: suben las ventas", ""),
        ("Teruel", "Las naranjas de Teruel llegan a Berlín", ""),
        ("Lugo", "El Breogán de Lugo empata a cero", ""),
        ("Aranjuez", "El tratado de Aranjuez, a debate", ""),
        ("Ronda", "Vuelve la jornada de la ronda final", ""),
        ("Monzón", "La llegada del monzón alivia al campo de Bombay", ""),
    ],
)
def test_it_may_be_something_else(place, title, text):
    assert judged(place, title, text) in (UNSURE, OTHER)


@in_turn("article", ["la", "las", "los", "un", "una", "unos", "unas"])
def test_behind_an_article_a_name_may_be_a_word(article):
    assert judged("Lugo", f"Así eran {article} Lugo de antes") == UNSURE


def test_a_local_source_makes_no_doubt_but_knows_a_person():
    assert judged("Lugo", "Bienal Lugo abre sus puertas") == UNSURE
    assert judged("Lugo", "Bienal Lugo abre sus puertas", local=True) == OURS
    assert judged("Lugo", "Rosa Lugo canta hoy", local=True) == OTHER


def test_a_bare_name_is_whoever_the_text_says():
    assert judged("Llanes", "Llanes deja el banquillo", "Jesús Llanes no seguirá.") == OTHER
    assert judged("Llanes", "Cambio en Llanes", "Jesús Llanes no seguirá.") == OURS


def why(place: str, title: str) -> list[str]:
    """Why the watch of a town leaves out an item, or does not know."""
    town = named(place)
    watch, item, known = town_name.town_watch(town), Item(1, 7, NOON, NOON, title), place_of(town)
    if judged(place, title) == OTHER:
        return unsure.why_left_out([watch], item, known)
    return [unsure.why_unsure(watch, item, known)]


@in_turn(
    "title, sentence",
    [
        ("Ayer, María Lugo ganó.", "In “Ayer, María Lugo ganó” the name is a person’s."),
        (
            "Arde la calle Lugo de Madrid",
            "In “la calle Lugo de Madrid” the name is that of a street or a district.",
        ),
        ("Gol del Lugo", "In “Gol del Lugo” it has an article, like a club, a river or a road."),
        ("Un pueblo de Lugo gana", "In “pueblo de Lugo gana” the name is that of the province."),
        ("Nieva en Lugo (Ohio)", "In “Nieva en Lugo (Ohio)” another place is meant."),
        ("Lugo ficha un portero", "“Lugo ficha un” is in sports news: it may be the club."),
        ("Radio Onda Lugo", "In “Radio Onda Lugo” it may be part of a longer name."),
    ],
)
def test_it_is_said_who_bears_the_name(title, sentence):
    with i18n.language("en"):
        assert why("Lugo", title) == [sentence]


def test_a_name_within_the_longer_one_is_none_of_its_own_however_often_it_is_said():
    town = named("Santiago de Compostela")
    watch = replace(town_name.town_watch(town), id=1, any_of=(town.name, "Compostela"))
    street = "Accidente en la calle Santiago de Compostela"
    item = Item(1, 7, NOON, NOON, street, f"{street}, en Lugo.")

    finds = Matcher([watch], MatchContext(town=town)).look([item])

    assert (finds.hits, finds.doubts) == ([], [])

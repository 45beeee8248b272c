"""One word for one thing: what docs/words.md lists as «not» is gone from all that is read."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

import resources
from tests.core.in_turn import in_turn

DOCS = Path(__file__).parents[2] / "docs"

SPANISH = {
    r"primera línea|la línea (aprobada|neutral)": "primer aviso",
    r"próxima información": "próximo aviso",
    r"(?-i:m)esas?": "incidente",
    r"papeles|cada papel|ceder (un|el) papel": "funciones",
    r"registros? (de (actividad|(los )?incidentes|la crisis)|del programa)": "diario",
    r"(lleva|llevar|anotado|anote) (en )?el registro|archivo de registro": "diario",
    r"fichas? (de moderación|del caso)": "expediente",
    r"historias?": "noticia",
    r"vigilancias?": "búsqueda",
    r"partida": "valor inicial",
    r"objetivos? concretos?": "objetivo específico",
    r"avisos? (del plan|descartados?)": "observación",
    r"espacios? de trabajo": "archivo del municipio",
    r"fuentes? RSS": "canal RSS",
    r"recetas?": "tipo de fuente",
    r"ventanillas?|mostrador(es)?": "atención al público",
    r"idiomas?": "lengua",
    r"fuera de (la red|las redes|internet)": "sin internet",
    r"contingencias?": "protocolo de crisis",
    r"veda": "período electoral",
    r"periodos?": "período",
    r"parar (el calendario|todo lo|lo programado|las publicaciones)|lo parado|"
    r"publicaci(ón|ones) paradas?|(lo (programado|previsto)|calendario) se para": "retener",
    r"pare todo|se para todo": "retener",
    r"(el|un|este|su|cada|al|del) puesto|(los|sus) puestos": "cargo",
}
ENGLISH = {
    r"first (public )?lines?": "first notice",
    r"next (update|information)": "next notice",
    r"desks?": "incident, front office",
    r"counters?": "front office",
    r"hats?": "role",
    r"secretar(y|ies|iat)": "town clerk",
    r"substitutes?": "deputy",
    r"body|bodies": "organisation",
    r"watch(es)?": "search",
    r"recipes?": "source type",
    r"workspaces?": "town file",
    r"contingency": "crisis protocol",
    r"mend(s|ed|ing)?": "fix",
    r"tied?": "link",
    r"stop(s|ped)? (what is|everything( that is)?|the|scheduled) (scheduled|posts)|"
    r"stop the calendar|planned posts stop": "hold",
    r"proclamations?|public address": "public notice, loudspeakers",
    r"e-office|electronic office|errands?": "online office, procedure",
    r"hints?": "guess, tip",
    r"reckon(s|ed|ing)?": "calculate",
    r"off the (networks?|internet)": "offline",
    r"coats? of arms": "crest",
    r"all the same": "anyway",
    r"is no (number|date|field|address|e-mail address|web address)": "is not a …",
    r"(organi|recogni|reali|summari|apologi)z\w*|colors?|centers?": "British spelling",
}

MEANT = {
    "es": {
        r"(de|en) las? primeras? líneas?": "lines of a file",
        r"censo, mesas": "where votes are cast",
        r"en su mesa hay": "a piece of furniture",
        r"mesa en el mercado|juegos de mesa": "a piece of furniture",
        r"papeles (impresos|dicen|están|que|antiguos)": "paper",
        r"(y|qué|los|dos|tres) papeles": "paper",
        r"historia y reel|las historias|reels, historias|carrusel con la agenda, historia|"
        r"cuentas, historia": "what Instagram calls so, and the past",
        r"¿había vigilancia": "who watches a swimming pool",
        r"puntos? de partida|partida de la": "where one starts",
        r"^partida$": "where one starts, in the line of the plan's steps",
        r"por las ventanillas": "of a car",
        r"el mostrador hay cola|(cola|discusión) en el mostrador": "furniture",
        r"altavoz en su mostrador": "of a shop",
        r"puestos? (de mando|de la (guardia civil|cruz roja)|para la feria|cierra)": "a post",
        r"los puestos pasan|puesto en el mercado|en el puesto\.": "of a market; where one works",
    },
    "en": {
        r"first lines": "lines of a file",
        r"titles of the columns in the first line": "of a file",
        r"news desk|on your desk|front-desk": "of a newspaper; furniture; an id",
        r"moves body or bait|they keep body|keeping the body": "of an animal",
        r"(below it is|with) a hint": "for a question",
        r"(no|any|one|single) hints?": "of who somebody is",
        r"queue at the counter|argument at the counter|their counter": "furniture",
        r"(to|or) watch|watch (all|it|who|the)": "the verb",
        r"--workspace|--recipe|sources recipes|--watch": "what is typed on the command line",
        r"hats-card": "what is typed on the command line",
    },
}


@in_turn("language, place, text", lambda: all_that_is_read())
def test_the_words_that_misled_are_gone(language: str, place: str, text: str) -> None:
    left = text
    for phrase in MEANT[language]:
        left = re.sub(phrase, " ", left, flags=re.IGNORECASE)
    words = SPANISH if language == "es" else ENGLISH
    found = {
        match[0]: instead
        for old, instead in words.items()
        if (match := re.search(rf"\b(?:{old})\b", left, re.IGNORECASE))
    }
    assert found == {}, place


@in_turn("language, place, text", lambda: all_that_is_read())
def test_no_apostrophe_is_straight(language: str, place: str, text: str) -> None:
    told = re.sub(r"`[^`]*`", "", text)
    assert re.findall(r"\w'\w*|'\w+", told) == [], (language, place)


def all_that_is_read() -> Iterator[tuple[str, str, str]]:
    yield from messages()
    for language in ("es", "en"):
        for path in sorted(resources.path("content", language).rglob("*.toml")):
            for text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
                yield language, path.name, text
        for document in sorted(DOCS.glob(f"*.{language}.md")):
            for paragraph in document.read_text(encoding="utf-8").split("\n\n"):
                yield language, document.stem, " ".join(paragraph.split())


def messages() -> Iterator[tuple[str, str, str]]:
    with resources.path("locale/es/LC_MESSAGES/pregon.po").open("rb") as file:
        for message in read_po(file):
            if message.id:
                for text in several(message.id):
                    yield "en", "msgid", without_fields(text)
                for text in several(message.string):
                    yield "es", "msgstr", without_fields(text)


def several(text: Any) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text


def texts(value: Any) -> Iterator[str]:
    """What is read of a content file: ids and words to be found in what others write are not."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("words", "id", "address"):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str) and not re.fullmatch(r"[a-z0-9_:.-]*", value):
        yield without_fields(value)


def without_fields(text: str) -> str:
    return re.sub(r"\{[^}]*\}", "…", text)

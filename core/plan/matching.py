"""Which column of a table measures which objective, by the words of both."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from core.plan.kinds import Judged
from core.plan.model import Objective
from core.plan.readings import measurable
from core.text import loose


class How(StrEnum):
    """How many figures of a period become one reading."""

    SUM = "sum"
    """What happens anew every day: visits, posts, questions."""
    MEAN = "mean"
    """Rates and times."""
    LAST = "last"
    """What there is at the end: followers."""


_SAME = (
    ("alcance", "reach", "reached", "abast", "alcanzadas"),
    ("seguidor", "follower", "seguidora", "fan", "seguimiento"),
    ("suscriptor", "subscriber", "suscripcion", "abonado", "suscrita", "suscrito"),
    ("visualizacion", "view", "reproduccion", "visionado", "vista"),
    ("visita", "visit", "visitante", "visitor"),
    ("sesion", "session"),
    ("usuario", "user"),
    ("clic", "click", "pulsacion"),
    ("impresion", "impression"),
    ("interaccion", "interaction", "engagement", "participacion", "engagements"),
    ("comentario", "comment", "reply", "replies"),
    ("mensaje", "message", "conversacion", "conversation"),
    ("publicacion", "post", "tuit", "tweet"),
    ("gusta", "like", "reaccion", "reaction"),
    ("compartido", "share", "compartir", "repost", "compartida"),
    ("apertura", "open", "opened", "abierto"),
    ("respuesta", "answer", "answered", "respondida", "response", "contestada"),
    ("pregunta", "question", "consulta"),
    ("queja", "complaint", "reclamacion"),
    ("tramite", "procedure", "gestion"),
    ("asistencia", "asistente", "attendance", "attendee"),
    ("descarga", "download"),
    ("tasa", "rate", "porcentaje", "percentage"),
    ("tiempo", "time", "duracion", "duration"),
)
"""Words of exports and of plans that mean one thing, each without its plural."""

_NETWORKS = (
    ("facebook", "fb"),
    ("instagram", "ig"),
    ("youtube", "yt"),
    ("twitter", "x"),
    ("tiktok",),
    ("linkedin",),
    ("whatsapp",),
    ("telegram",),
    ("mastodon",),
    ("bluesky",),
    ("web", "website", "sitio"),
)
_WEAK = frozenset(
    {
        *("total", "nuevo", "new", "dia", "day", "diario", "daily", "mes", "month", "pagina"),
        *("page", "perfil", "profile", "cuenta", "account", "medio", "media", "persona", "people"),
        *("numero", "number", "tasa", "tiempo", "que", "por", "los", "las", "del", "con", "una"),
        *("uno", "desde", "hasta", "para", "the", "and", "for", "with", "from"),
    }
)
"""Words that say too little to match by them alone."""

_KNOWN = {word: group[0] for group in (*_SAME, *_NETWORKS) for word in group}
_NETWORK_WORDS = frozenset(group[0] for group in _NETWORKS)
_STOCK = frozenset({"seguidor", "suscriptor"})
_AVERAGED = frozenset({"tasa", "tiempo", "medio", "media", "promedio", "average"})


def match_objectives(
    titles: Sequence[tuple[int, str]], objectives: Iterable[Objective]
) -> dict[int, Objective]:
    """The objective of each column, best likeness first; a column or an objective serves once.

    `titles` are columns with their titles. Unlike columns and objectives are left out.
    """
    wanted = [one for one in objectives if measurable(one)]
    scored = [
        (score, -column, -at, column, objective)
        for at, objective in enumerate(wanted)
        for column, title in titles
        if (score := _likeness(_words(title), _words(f"{objective.indicator} {objective.title}")))
    ]
    found: dict[int, Objective] = {}
    for *_order, column, objective in sorted(scored, key=lambda one: one[:3], reverse=True):
        if column not in found and objective not in found.values():
            found[column] = objective
    return found


def usual_how(objective: Objective, title: str) -> How:
    """How the figures of a column become one reading, by what it counts."""
    words = _words(f"{objective.indicator} {title}")
    if objective.judged is Judged.QUALITATIVE or objective.unit in ("%", "h", "min", "s"):
        return How.MEAN
    if words & _AVERAGED:
        return How.MEAN
    return How.LAST if words & _STOCK and "nuevo" not in words and "new" not in words else How.SUM


def _likeness(title: set[str], objective: set[str]) -> float:
    """Telling words in common, and which part of the title all in common are.

    0 when they speak of two networks.
    """
    networks = title & _NETWORK_WORDS, objective & _NETWORK_WORDS
    if all(networks) and not networks[0] & networks[1]:
        return 0.0
    common = title & objective
    if not common - _NETWORK_WORDS - _WEAK:
        return 0.0
    return len(common - _WEAK) + len(common) / len(title)


def _words(text: str) -> set[str]:
    return {
        _meaning(word)
        for word in re.findall(r"\w+", loose(text))
        if len(word) > 2 or word in _KNOWN
    }


def _meaning(word: str) -> str:
    """The word that stands for all that mean the same; its singular when nothing does."""
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if form in _KNOWN:
            return _KNOWN[form]
    return word.removesuffix("s") if len(word) > 3 else word

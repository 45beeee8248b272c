"""News of Spanish towns that never happened: as many as wanted, the same every time."""

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from core.town import gazetteer

TOWN = "Valdehierro"
"""That of the example; one item in fifty tells of it."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("/"))


_WHO = _listed("""
El Ayuntamiento / La Diputación / La Junta / El pleno / La Policía Local / La alcaldesa /
El alcalde / La asociación de vecinos / El colegio público / La biblioteca / El mercado /
La peña taurina / El club ciclista / La residencia de mayores / La Guardia Civil /
El consultorio / La cooperativa / La oposición / Protección Civil / La AMPA / El museo /
La banda de música / El instituto / La parroquia / La mancomunidad /
El consorcio de aguas
""")
_DOES = _listed("""
anuncia / aprueba / rechaza / pide / presenta / retrasa / inaugura / suspende / estudia /
denuncia / agradece / recuerda / celebra / critica / reclama / abre / cierra / prepara /
amplía / revisa / licita / adjudica / investiga / desmiente / explica / prohíbe
""")
_WHAT = _listed("""
las obras de la plaza / el corte de agua / la subida de la tasa de basuras / la piscina /
un plan de empleo / el presupuesto / la tala de los plataneros / las fiestas patronales /
un taller de lectura / la limpieza del cauce / el nuevo parque infantil /
una campaña de poda / la ruta de senderismo / el horario del consultorio /
la avería del alumbrado / un incendio / el encierro / la feria del queso /
las becas de comedor / un caso de acoso en el instituto / los perros envenenados /
una estafa con recibos falsos / la carretera comarcal / la señal / el polideportivo /
las ayudas al pequeño comercio / el convenio de la música / la residencia /
los daños de la tormenta / un accidente con dos heridos / el cartel de carnaval /
la caza
""")
_WHY = _listed("""
tras las quejas de los vecinos / por falta de personal / antes del verano /
sin informe técnico / con fondos europeos / después de meses de espera / por unanimidad /
con los votos en contra / a petición de las familias / porque nadie se presentó /
durante la noche / a primera hora / con la ayuda de los voluntarios /
según el comunicado / como cada año / de forma provisional / hasta nuevo aviso /
por motivos de seguridad / en la calle Mayor / junto a la estación
""")
_SURNAMES = _listed("""
Garrido / Lozano / Peña / Cáceres / Rubio / Mora / Cortés / Nieto / Vidal / Santos /
Ibáñez / Calvo / Muñoz / Prieto / Herrera / Vega / Luna / Serrano / Gallego / Bravo
""")


@dataclass(frozen=True)
class News:
    """One item in plain words."""

    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it in one line."""
        return " ".join(self.sentences)

    def paragraphs(self) -> str:
        """As HTML, two sentences in each paragraph."""
        pairs = [self.sentences[at : at + 2] for at in range(0, len(self.sentences), 2)]
        return "".join(f"<p>{html.escape(' '.join(pair))}</p>" for pair in pairs)


@dataclass(frozen=True)
class _Subject:
    """What one item is about: like articles, it stays with it."""

    town: str
    who: str
    what: str
    other_town: str
    speaker: str


class Writer:
    """Writes news; the same seed writes the same."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)
        self._towns = names()
        self._weights = _fading(len(self._towns))
        self._whats = _fading(len(_WHAT))

    def news(self, sentences: int) -> News:
        """An item of so many sentences."""
        chance = self._chance
        ours = chance.random() < 0.02
        subject = _Subject(
            town=TOWN if ours else self._town(),
            who=chance.choice(_WHO),
            what=chance.choices(_WHAT, cum_weights=self._whats)[0],
            other_town=self._town(),
            speaker=chance.choice(_SURNAMES),
        )
        does, why = chance.choice(_DOES), chance.choice(_WHY)
        title = f"{subject.who} de {subject.town} {does} {subject.what} {why}"
        return News(title, tuple(self._sentence(subject) for _number in range(sentences)))

    def _town(self) -> str:
        return self._chance.choices(self._towns, cum_weights=self._weights)[0]

    def _sentence(self, item: _Subject) -> str:
        chance = self._chance
        number, why = chance.randrange(2, 2000), chance.choice(_WHY)
        return chance.choice(
            (
                f"{item.who} {chance.choice(_DOES)} {item.what} {why}, en {number % 60 + 2} días.",
                f"Según {item.speaker}, vecino de {item.other_town}, son {number} personas.",
                f"El gasto previsto es de {number} euros y se paga {why}.",
                f"«Lo esperábamos {why}», dijo {chance.choice(_SURNAMES)}.",
                f"Y {chance.choice(_WHO).lower()} de {item.other_town} hace algo parecido {why}.",
                f"La reunión es a las {number % 12 + 9} y después habrá preguntas {why}.",
            )
        )


def _fading(count: int) -> list[float]:
    """Weights, added up: as in life, a few are in the news every day and most hardly ever."""
    return list(accumulate(1 / (rank + 5) for rank in range(count)))


def names() -> Sequence[str]:
    """The municipalities of Spain, each once."""
    listed = gazetteer.load()
    found = dict.fromkeys(
        item.name for letter in "abcdefghijlmnopqrstuvxyz" for item in listed.search(letter, 2000)
    )
    return list(found)

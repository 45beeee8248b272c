"""The main job from end to end: from the first alarm to what was learnt, with keys, counted."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from desktop.application import Application
from tests.core.mentions.serving import Server, serving
from tests.desktop.crisis import journey
from tests.desktop.crisis.journey import News, Person, publish


@pytest.fixture
def clock() -> FixedClock:
    """Of now: the listener is a process of its own, with the clock of the computer."""
    return FixedClock(datetime.now(UTC).replace(microsecond=0))


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        yield made


@pytest.fixture
def viewer() -> Iterator[list[bytes]]:
    """The PDF files that were shown."""
    with journey.viewing() as papers:
        yield papers


RADIO = News(
    95,
    "Mueren dos perros en Valdehierro tras pasear por el parque del Ejido",
    "Las familias culpan al raticida que el Ayuntamiento de Valdehierro puso el lunes."
    " Una de ellas ha presentado una denuncia.",
)
ECO = News(
    70,
    "Vecinos de Valdehierro acusan al Ayuntamiento de envenenar a sus animales",
    "«Había veneno suelto junto a los columpios», denuncia un grupo de padres. Nadie les avisó.",
)
DIARIO = News(
    50,
    "Indignación en Valdehierro por los cebos del Ejido",
    "Dos perros muertos y varios enfermos. La alcaldesa no ha contestado a este periódico.",
)
SIERRA = News(
    30,
    "Otra vez el matarratas: ¿cuántos animales más en Valdehierro?",
    "El Ayuntamiento vuelve a echar veneno sin carteles y calla. Vergüenza.",
)


@pytest.fixture
def person(
    start: Callable[..., Application],
    tmp_path: Path,
    clock: FixedClock,
    server: Server,
    qtbot: QtBot,
) -> Person:
    """At the window of the example town, which begins to read its four sources by itself."""
    path = tmp_path / "Valdehierro.pregon"
    journey.settle_town(path, clock, server)
    for name, news in (("radio", RADIO), ("eco", ECO), ("diario", DIARIO), ("sierra", SIERRA)):
        publish(server, name, clock.moment, news)
    program = start(path, quiet_from="00:00", quiet_to="00:00")
    assert program.services is not None
    return Person(program.services, qtbot, clock)


def test_x(person, server):
    person.settled()
    import time
    t=time.time()
    person.until(lambda: person.services.notifier.shown(), 20000)
    print(person.services.notifier.shown(), server.paths(), journey.titles(person.services))
    from core.mentions import alarms
    with person.services.store.read() as c:
        for a in alarms.everything(c)[:3]:
            print(a)
    assert 0

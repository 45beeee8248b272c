"""Menciones over a real workspace: what is said of Medellín, and the inbox that shows it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from core.mentions.records import sources, watches
from core.store import Topic
from desktop.mentions.inbox import Inbox
from desktop.mentions.page import MentionsPage
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.mentions.village import Village, said
from tests.desktop.outside import taken


@pytest.fixture
def village(services: Services) -> Village:
    """Medellín without the suggestions of a new workspace."""
    with services.store.change(Topic.WATCHES, Topic.SOURCES, label="preparar") as db:
        for watch in watches.everything(db.conn):
            watches.delete(db, watch.id)
        for source in sources.everything(db.conn):
            sources.save(db, replace(source, removed=True))
    return Village(services)


@pytest.fixture
def talked(village: Village) -> Village:
    """Three mentions of today and two of before, from two sources."""
    village.watch("Medellín", "Medellín")
    village.watch("animales y veneno", "veneno", "matarratas", topic=True)
    radio, diario = village.source("Radio Comarca"), village.source("Diario Provincial")
    hour, day = timedelta(hours=1), timedelta(days=1)
    village.publish(
        radio,
        said("Una vecina de Medellín denuncia el veneno del parque", "El matarratas.", ago=hour),
        said("El pleno de Medellín aprueba el presupuesto", "Sin votos en contra.", ago=2 * hour),
        said("La banda ensaya en la plaza", "Otro pueblo, otra fiesta.", ago=3 * hour),
    )
    village.publish(
        diario,
        said("Corte de agua en Medellín", "El martes, en la calle Real.", ago=4 * hour),
        said("La biblioteca de Medellín gana un premio", ago=day),
        said("Romería de Medellín", "Cientos de personas.", ago=2 * day),
    )
    return village


@pytest.fixture
def inbox(shell: Shell, services: Services, qtbot: QtBot) -> Callable[[], Inbox]:
    """Opens the inbox as a person does, once the village is ready."""

    def opened() -> Inbox:
        services.go("mentions")
        page = shell.page("mentions")
        assert isinstance(page, MentionsPage)
        part = page.part()
        assert isinstance(part, Inbox)
        qtbot.waitUntil(part.isVisible)
        return part

    return opened


@pytest.fixture
def browser() -> Iterator[list[str]]:
    """The addresses that were opened in the browser."""
    with taken(QUrl.toString, "http", "https") as addresses:
        yield addresses

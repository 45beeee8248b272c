"""A version that is old says so on Hoy; nobody on the network is asked for another."""

from datetime import datetime, timedelta

import pytest

from core.mentions.model import Item, Source
from core.mentions.records import items, sources
from core.mentions.records.items import NewItem
from core.store import Topic
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.today.age_matter import age_matters
from tests.desktop.hands import here, labels, push, seen
from tests.desktop.outside import taken


def said(services: Services, now: datetime | None = None) -> list[str]:
    with services.store.read() as connection:
        found = age_matters(connection, now or services.clock.now())
    return [f"{one.title}. {one.line}" for one in found]


def test_a_program_that_runs_from_its_sources_has_no_age(services):
    assert said(services) == []


def test_hoy_says_from_when_it_is_and_whom_to_ask(services, install):
    install(300)
    [line] = said(services)
    assert line.startswith("Esta versión de Pregón es de enero de 2026.")
    assert "Pregunte a quien lleva el ordenador" in line


def test_a_clock_that_is_ahead_is_not_believed_against_what_was_read(services, install):
    install(10)
    now = services.clock.now()
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        radio = sources.add(db, Source("Radio", "http://radio.example/"), now)
        items.add(db, [NewItem(b"1", Item(0, radio, now, now, "Agua"))])

    assert said(services, now + timedelta(days=400)) == []


@pytest.mark.usefixtures("madrid")
def test_it_is_said_no_more_once_that_is_asked_for(shell: Shell, services, install, qtbot):
    install(300)
    services.go("settings", "about")
    assert "Pregón no lo pregunta por su cuenta" in seen(shell)

    push(qtbot, shell, "Dejar de avisar de esta versión")

    assert said(services) == []
    assert "Pregón no lo pregunta por su cuenta" not in seen(shell)
    with taken(lambda address: address.host(), "https") as pages:
        push(qtbot, shell, "Ver dónde se publica Pregón")
    assert pages == ["pregon.example"]
    assert "Es del 28 de enero de 2026." in labels(shell)
    assert here().isVisible()

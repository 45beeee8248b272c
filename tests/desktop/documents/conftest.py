"""The page of documents, with people in the roster."""

import pytest
from pytestqt.qtbot import QtBot

from core.roster import records as roster
from core.roster.model import Contact, Group, Phone
from core.store import Topic
from desktop.documents.page import DocumentsPage
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.documents.document_hands import ready


@pytest.fixture
def people(services: Services) -> list[Contact]:
    """Enough people for several pages, one of them Núñez."""
    now = services.clock.now()
    with services.store.change(Topic.ROSTER) as db:
        for number in range(40):
            name = f"Antonio Núñez {number}" if number in (0, 39) else f"Persona {number:02}"
            phones = (Phone(f"600 000 {number:03}"),)
            roster.add(db, Contact(name, phones=phones, groups=(Group.SERVICES,)), now)
    with services.store.read() as connection:
        return roster.everyone(connection)


@pytest.fixture
def page(qtbot: QtBot, shell: Shell, people: list[Contact]) -> DocumentsPage:
    """The page with the A4 roster ready."""
    shell.go("documents")
    made = shell.page("documents")
    assert isinstance(made, DocumentsPage)
    ready(qtbot, made)
    return made

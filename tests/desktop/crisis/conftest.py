"""The desk of an incident that is open already; test_opening opens one as a person does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import i18n
from core.clock import FixedClock
from core.crisis.incidents import opening
from core.crisis.incidents.opening import Wish
from core.crisis.log import Hand
from core.store import Topic, open_store
from core.town import records
from desktop.app.application import Application
from desktop.services import Services
from tests.core import towns
from tests.desktop.conftest import opened_today
from tests.desktop.crisis.desk_hands import SCENARIO, checklist, desk_view
from tests.desktop.crisis.panels import begin


@pytest.fixture(scope="session")
def incident_file(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example town with the starting case open, closed; to be copied."""
    path = towns.copied(example_file, tmp_path_factory.mktemp("incident"))
    store = open_store(path, FixedClock(towns.NOW))
    # It is made before the language of its first test is set: the one before may have left English.
    with i18n.language("es"), store.change(Topic.CRISIS, undoable=False) as db:
        hand = Hand(towns.NOW, records.load(db.conn).person)
        opening.open_incident(db, Wish(SCENARIO), hand)
    store.close()
    return path


@pytest.fixture
def number(services: Services) -> int:
    """The starting case in Medellín, just opened."""
    return begin(services)


@pytest.fixture
def desk_program(
    start: Callable[..., Application], incident_file: Path, tmp_path: Path, qtbot: QtBot
) -> Application:
    """The program at the desk of the starting case, the keyboard in the checklist."""
    workspace = opened_today(towns.copied(incident_file, tmp_path), incident_file)
    program = start(workspace, page="crisis")
    qtbot.waitUntil(lambda: checklist(desk_view()).hasFocus())
    return program


@pytest.fixture
def at_desk(desk_program: Application) -> Services:
    assert desk_program.services is not None
    return desk_program.services

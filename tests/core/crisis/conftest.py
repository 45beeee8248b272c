"""The example town, with an incident of poisoned animals that has just been opened."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.crisis import desk as desks
from core.crisis import opening
from core.crisis.desk import Desk
from core.crisis.log import Hand
from core.crisis.opening import Wish
from core.crisis.scenarios import SHIPPED
from core.store import Store, Topic, open_store
from tests.core import towns
from tests.core.crisis.scenes import LANGUAGES
from tests.core.crisis.writer import Writer


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the content."""
    return str(request.param)


@pytest.fixture(params=SHIPPED)
def name(request: pytest.FixtureRequest) -> str:
    """Each scenario of the program."""
    return str(request.param)


@pytest.fixture
def village(example_file: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """The example town, open."""
    store = open_store(towns.copied(example_file, tmp_path), clock)
    yield store
    store.close()


@pytest.fixture
def hand(clock: FixedClock) -> Callable[[], Hand]:
    """Lucía, at this moment."""
    return lambda: Hand(clock.now(), "Lucía Ortega Prieto")


@pytest.fixture
def opened(village: Store, hand: Callable[[], Hand]) -> Callable[[], Desk]:
    """An incident of poisoned animals, opened; called, it reads the desk as it is now."""
    with village.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("poisoned-animals"), hand())

    def read() -> Desk:
        with village.read() as connection:
            found = desks.load(connection, number)
        assert found is not None
        return found

    return read


@pytest.fixture
def writer(village: Store, opened: Callable[[], Desk], hand: Callable[[], Hand]) -> Writer:
    """Whoever writes the statements of that incident."""
    return Writer(village, opened, hand)

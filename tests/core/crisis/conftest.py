"""The example town, with an incident of poisoned animals that has just been opened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.clock import FixedClock
from core.crisis.scenarios.library import SHIPPED
from core.store import Store, open_store
from tests.core import towns
from tests.core.crisis.clerk import Clerk, sit_down
from tests.core.crisis.scenes import LANGUAGES


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
def clerk(village: Store) -> Clerk:
    """Lucía, at the desk of an incident of poisoned animals that she has just opened."""
    return sit_down(village)

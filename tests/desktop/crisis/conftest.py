"""The example town, made once: it takes a while."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from core import example, i18n
from core.clock import FixedClock


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example town of the clock's moment, closed; to be copied."""
    path = tmp_path_factory.mktemp("example") / "Valdehierro.pregon"
    with i18n.language("es"):
        example.create(path, FixedClock(datetime(2026, 11, 24, 13, 32, 5, tzinfo=UTC)))
    return path

"""Settings, where the program was closed."""

import pytest


@pytest.fixture
def last_page() -> str:
    return "settings"

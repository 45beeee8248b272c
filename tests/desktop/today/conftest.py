"""Hoy, as the program begins."""

import pytest


@pytest.fixture
def last_page() -> str:
    return "today"

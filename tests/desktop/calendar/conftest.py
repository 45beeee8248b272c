"""The page of the calendar."""

import pytest


@pytest.fixture
def last_page() -> str:
    return "calendar"


@pytest.fixture
def page(services, shell):
    services.go("calendar")
    return shell.page("calendar")

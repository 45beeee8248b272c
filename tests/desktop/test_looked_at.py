"""No page changes, nor what is read aloud of it, without somebody looking at it."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtGui import QCursor

from desktop.tour import visit
from tests.desktop import looked_at
from tests.digests import changed

LASTING_MS = 10_000
"""What looks otherwise then, stays so."""

ENOUGH = 3
"""Stops after which nothing more is waited for: what changed everywhere would take hours."""


@pytest.fixture
def still(qapp) -> Iterator[None]:
    """A cursor that does not blink, and a mouse that is nowhere."""
    before = qapp.cursorFlashTime()
    QCursor.setPos(qapp.primaryScreen().geometry().bottomRight())
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(before)


@pytest.mark.parametrize("part", looked_at.PARTS)
def test_a_page_is_as_it_was_when_somebody_looked_at_it(qapp, qtbot, madrid, still, visited, part):
    known = looked_at.known()
    others = []

    def look(stop, window):
        there = {key: told for key, told in known.items() if key[0] == stop.name}
        others_now = []

        def is_as_it_was() -> bool:
            now = {key: told for key, told in looked_at.of(stop, window).items() if key in there}
            others_now[:] = changed(now, there)
            return not others_now

        with suppress(qtbot.TimeoutError):
            qtbot.waitUntil(is_as_it_was, timeout=LASTING_MS if len(others) < ENOUGH else 0)
        others.extend(others_now)

    visit(looked_at.LOOK, look, looked_at.PARTS[part], visited("es"))

    assert others == [], looked_at.COMMAND


def test_every_page_was_looked_at():
    stops = {stop.name for part in looked_at.PARTS.values() for stop in part}
    assert stops == {stop for stop, _how in looked_at.known()} - {"letters"} | set(
        looked_at.OF_THIS_MACHINE
    )

"""However large the letters are, sources and alarms show more than one row of their list."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.app.application import Application
from desktop.shell.window import Shell
from desktop.theme.fonts import PACKAGED, WIDE, register_packaged_font
from desktop.theme.theme import current
from desktop.widgets.lists.item_list import ItemList
from tests.core import towns
from tests.desktop.hands import seen


@pytest.fixture(params=[(150, PACKAGED), (200, PACKAGED), (150, WIDE), (200, WIDE)])
def laptop(
    start: Callable[..., Application],
    example_file: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Shell]:
    """The example town on a screen of 1366 × 768."""
    zoom, family = request.param
    register_packaged_font(family)
    program = start(towns.copied(example_file, tmp_path), zoom=zoom)
    assert isinstance(program.window, Shell)
    program.window.resize(1366, 768)
    yield program.window
    register_packaged_font()


def whole_rows(shown: ItemList) -> int:
    """Rows that are seen from top to bottom."""
    shown.scrollToTop()
    indexes = [shown.model().index(row, 0) for row in range(shown.model().rowCount())]
    return sum(shown.viewport().rect().contains(shown.visualRect(index)) for index in indexes)


def test_the_list_has_two_rows_at_200_and_three_at_150(laptop, qtbot):
    wanted = 3 if current().zoom == 150 else 2
    for part in ("alarms", "sources"):
        laptop.go("mentions", part)
        page = laptop.page("mentions")
        assert page is not None
        lists = page.findChildren(ItemList)
        qtbot.waitUntil(lambda lists=lists: any(shown.isVisible() for shown in lists))
        listed = next(shown for shown in lists if shown.isVisible())

        qtbot.waitUntil(lambda listed=listed: whole_rows(listed) >= wanted, timeout=2000)

        # In a small window the line of the head gives way.
        assert current().zoom == 150 or "nuevas" not in seen(page)

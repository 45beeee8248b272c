"""What a person sees and presses on the page of documents."""

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.documents import records
from core.documents.records import Printed
from desktop.documents.pane import PreviewPane
from desktop.services import Services
from desktop.widgets.lists.item_list import ItemList
from desktop.widgets.lists.item_model import ITEM


def pane(page: QWidget) -> PreviewPane:
    return page.findChild(PreviewPane)


def rows(page: QWidget) -> ItemList:
    return page.findChild(ItemList)


def states(page: QWidget) -> dict[str, tuple[str, str, str]]:
    """What is said of each paper: the words over its group, its badge, and when it was printed."""
    model = rows(page).model()
    there = [model.index(row, 0).data(ITEM) for row in range(model.rowCount())]
    records = rows(page).keys()
    return {row.key: (row.group, row.badge, row.line) for row in there if row.key in records}


def told(page: QWidget) -> str:
    """What is said of the paper that is seen."""
    return pane(page)._about.text()


def ready(qtbot: QtBot, page: QWidget, entry_id: str = "roster") -> None:
    def is_ready() -> bool:
        made = pane(page).made
        drawn = pane(page).view.page in pane(page).view.pictured()
        return made is not None and made.entry_id == entry_id and drawn

    qtbot.waitUntil(is_ready)


def button(page: QWidget, name: str) -> QPushButton:
    return next(item for item in page.findChildren(QPushButton) if item.accessibleName() == name)


def printed(services: Services) -> dict[tuple[str, str], Printed]:
    with services.store.read() as connection:
        return records.last(connection)

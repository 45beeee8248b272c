"""The pictures of the README, and the words on them: by those a test sees whether they are of this
build."""

import json
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from core import catalogue, papers
from core.clock import Clock
from core.store import open_store

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
STOPS = ("hoy", "plan-canales", "menciones-bandeja", "crisis-puesto")
"""In the order in which a tour comes by."""
WORDS = "words.json"
_SHEET, _SCALE = "hoja-crisis", 1.25
"""Pixels of a point of paper."""


def words_on(window: QWidget) -> list[str]:
    """What stands on labels and buttons of a window, in the order in which they were made."""
    parts = (part for part in window.findChildren(QWidget) if part.isVisible())
    return [part.text() for part in parts if isinstance(part, QLabel | QAbstractButton)]


def known() -> dict[str, list[str]]:
    """The words on the pictures that there are, by stop."""
    found: dict[str, list[str]] = json.loads((FOLDER / WORDS).read_text(encoding="utf-8"))
    return found


def keep(words: dict[str, list[str]]) -> None:
    """Write down what is on the pictures."""
    told = json.dumps(words, ensure_ascii=False, indent=1)
    (FOLDER / WORDS).write_text(f"{told}\n", encoding="utf-8")


def draw_sheet(town: Path, scenario: str, clock: Clock) -> Path:
    """The printed sheet of a scenario of a town, as a picture; returns the file."""
    from desktop.printing import Pages

    path = FOLDER / f"{_SHEET}.png"
    printed = town.with_name("sheet.pdf")
    store = open_store(town, clock)
    catalogue.print_to(store, papers.sheet_id(scenario), catalogue.language_of("es"), printed)
    store.close()
    pages = Pages(printed.read_bytes())
    pages.picture(0, _SCALE).save(str(path))
    pages.close()
    return path

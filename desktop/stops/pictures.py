"""The pictures of the README and of the documents for readers, and the words on them: by those a
test sees whether they are of this build."""

import json
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from core import catalogue, papers
from core.clock import Clock
from core.store import open_store
from desktop.stops.every import STOPS
from desktop.stops.stop import Stop

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
README = ("hoy", "plan-canales", "menciones-bandeja", "crisis-puesto")
"""In Spanish, beside the words."""
GUIDES = (
    "menciones-fuentes",
    "crisis-abrir-alarma",
    "crisis-simulacros",
    "directorio",
    "documentos-bolsillo",
    "inicio-buscar",
)
"""In each language, in a folder of its own."""
LANGUAGES = ("es", "en")
_WAY = (
    "hoy",
    "plan-canales",
    "menciones-bandeja",
    *GUIDES[:-1],
    "hoy-incidente",
    "crisis-puesto",
    "inicio-municipio",
    GUIDES[-1],
)
"""Stops in an order in which none spoils the next."""
WORDS = "words.json"
_SHEET, _SCALE = "hoja-crisis", 1.25
"""Pixels of a point of paper."""
_COLOURS = 256
_FLAT = Qt.ImageConversionFlag.ThresholdDither


def way(language: str) -> list[Stop]:
    """The stops by which a tour comes to every picture in a language."""
    left = () if language == "es" else (*README, "hoy-incidente")
    stops = {stop.name: stop for stop in STOPS}
    return [stops[name] for name in _WAY if name not in left]


def name_of(stop: Stop, language: str) -> str:
    """What its picture is called in the folder, without an ending; empty where it has none."""
    if stop.name in GUIDES:
        return f"{language}/{stop.name}"
    return stop.name if stop.name in README and language == "es" else ""


def draw(window: QWidget, name: str) -> Path:
    """A window as a picture in its commonest colours, which keeps it small; returns the file."""
    path = FOLDER / f"{name}.png"
    path.parent.mkdir(exist_ok=True)
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")
    colours = [colour for colour, _times in Counter(pixels).most_common(_COLOURS)]
    image.convertToFormat(QImage.Format.Format_Indexed8, colours, _FLAT).save(str(path))
    return path


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

"""Pictures of every page and dialog: `python -m desktop.tour --out DIR`; with `--readme` instead,
those of the README and of the documents for readers.

The same on every machine: example town, a clock that stands still, the packaged font.
"""

import argparse
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core import example, i18n, settings
from core.clock import FixedClock
from core.crisis.scenarios.packs import SUFFIX
from desktop import crash_log
from desktop.app.application import Application
from desktop.asker import Patterns
from desktop.shell.window import SIZE
from desktop.stops import crisis_scene, pictures
from desktop.stops.every import STOPS
from desktop.stops.stop import Stop
from desktop.theme.fonts import PACKAGED, WIDE, register_packaged_font
from desktop.widgets.chart_view import ChartView

MOMENT = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)
CONTACTS = """Nombre;Puesto;Entidad;Teléfono;Correo;Grupo
Rosa Peña Ibáñez;Directora;Residencia La Encina;924 000 051;rosa@laencina.example;Sanidad
Julián Mora Vega;Presidente;Cofradía de San Isidro;600 000 052;;Asociaciones
Marta Ríos Lara;Redactora;Radio Comarca;92480;marta@radiocomarca.example;Medios
"""
"""What the import is photographed with; one number is too short on purpose."""

FIGURES = """Informe de la página de Facebook de Valdehierro
Fecha;Alcance;Preguntas contestadas (%);Personas apuntadas
30/09/2026;1.240;71 %;1.012
31/10/2026;1.315;74 %;1.047
20/11/2026;-;79 %;1.061
"""
"""What the import of measurements is photographed with."""

_SETTLE_MS = 20
_STILL = 3
"""Ticks without a job under way before a picture is taken: layouts and fonts have settled."""
_PATIENCE_S = 300


@dataclass(frozen=True)
class TourLook:
    """How the pictures look; `zoom` in percent."""

    language: str
    theme: str
    zoom: int
    font: str = PACKAGED
    size: tuple[int, int] = SIZE
    """Of the window, in px."""


class TourAsker:
    """Answers questions for a file, by what the page on screen reads; confirms nothing."""

    def __init__(self, program: Application, files: Mapping[str, Path]) -> None:
        """`files` by the page that asks for them."""
        self._program = program
        self._files = files

    def open_file(self, _title: str, _patterns: Patterns) -> Path | None:
        """The file."""
        return self._files.get(getattr(self._program.window, "page_id", ""))

    def save_file(self, _title: str, _suggested: Path, _patterns: Patterns) -> Path | None:
        """Nothing is saved on a tour."""
        return None

    def folder(self, _title: str, _start: Path) -> Path | None:
        """Nothing is chosen on a tour."""
        return None

    def confirm(self, _sentence: str, _advice: str, _action: str) -> bool:
        """Nothing is destroyed on a tour."""
        return False

    def printer(self, _pages: int) -> None:
        """Nothing is printed on a tour."""


class Tour(QObject):
    """Goes from stop to stop and calls `arrived` at each; then it has `ended`."""

    ended = Signal()

    def __init__(
        self,
        program: Application,
        stops: Sequence[Stop],
        size: tuple[int, int],
        arrived: Callable[[Stop, QWidget], None],
    ) -> None:
        super().__init__(program)
        self._size = size
        self._program = program
        self._left = list(stops)
        self._shown: Stop | None = None
        self._arrived = arrived
        self._still = 0
        self._since = time.monotonic()
        """When the stop on screen, or the start of the program, was begun."""
        self._timer = QTimer(self, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        self._still = 0 if self._program.busy() or self._draws() else self._still + 1
        if self._still < _STILL and not self._is_restless():
            return
        self._still = 0
        if self._shown is None:
            self._go_on()
            return
        stop, self._shown = self._shown, None
        # Whoever looks may wait for what is still to come.
        self._timer.stop()
        try:
            self._arrive(stop)
        finally:
            # What fails at one stop is told by whoever looks, and the tour goes on.
            QTimer.singleShot(0, self, self._go_on)

    def _is_restless(self) -> bool:
        return time.monotonic() > self._since + _PATIENCE_S

    def _draws(self) -> bool:
        """Whether a chart waits until its place has its size."""
        window = self._program.window
        charts = window.findChildren(ChartView) if window is not None else []
        return any(chart.is_due() for chart in charts)

    def _go_on(self) -> None:
        if not self._left:
            self._timer.stop()
            self.ended.emit()
            return
        self._timer.start()
        self._since = time.monotonic()
        stop = self._left.pop(0)
        self._show(stop)
        self._shown = stop

    def _show(self, stop: Stop) -> None:
        stop.show(self._program)
        if self._program.window is not None:
            # Also of what fills the screen on the projector.
            self._program.window.setWindowState(Qt.WindowState.WindowNoState)
            self._program.window.resize(*self._size)

    def _arrive(self, stop: Stop) -> None:
        window = QApplication.activeModalWidget() or self._program.window
        if window is None:
            raise RuntimeError(f"nothing on screen at {stop.name}")
        if self._is_restless():
            raise RuntimeError(f"{stop.name} does not come to rest")
        self._arrived(stop, window)


def example_town(folder: Path, language: str) -> Path:
    """The example town as it is visited, new in a folder; closed."""
    path = folder / "Valdehierro.pregon"
    with i18n.language(language):
        example.create(path, FixedClock(MOMENT))
    return path


def visit(
    look: TourLook,
    arrived: Callable[[Stop, QWidget], None],
    stops: Sequence[Stop] | None = None,
    made: Path | None = None,
) -> None:
    """Open the example town and bring pages and dialogs on screen, all unless some are named.

    `made` is the `example_town` in that language; a copy of it is visited. Else one is made.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a tour needs a QApplication")
    register_packaged_font(look.font)
    clock = FixedClock(MOMENT)
    with tempfile.TemporaryDirectory(prefix="pregon-tour-") as place:
        i18n.use(look.language)
        language = look.language
        town = Path(shutil.copy(made, place)) if made else example_town(Path(place), language)
        chosen = settings.Settings(language=look.language, theme=look.theme, zoom=look.zoom)
        settings.save(chosen, Path(place) / "settings.json")
        files = _files(Path(place), town, clock)
        program = Application(
            app,
            Path(place) / "settings.json",
            clock=clock,
            asker=lambda _window: TourAsker(program, files),
        )
        program.start(town)
        loop = QEventLoop()
        stops = STOPS if stops is None else stops
        Tour(program, stops, look.size, arrived).ended.connect(loop.quit)
        loop.exec()
        program.close()
        if program.window is not None:
            program.window.close()
            program.window.deleteLater()
        program.deleteLater()


def _files(place: Path, town: Path, clock: FixedClock) -> dict[str, Path]:
    """What is there to be imported, by page."""
    files = {
        "roster": place / "contactos.csv",
        "plan": place / "mediciones.csv",
        "crisis": place / f"escenarios{SUFFIX}",
    }
    files["roster"].write_text(CONTACTS, encoding="utf-8")
    files["plan"].write_text(FIGURES, encoding="utf-8")
    crisis_scene.write_pack(town, files["crisis"], clock)
    return files


def take(folder: Path, look: TourLook) -> list[Path]:
    """Take every picture into `folder`; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []

    def photograph(stop: Stop, window: QWidget) -> None:
        path = folder / f"{stop.name}.png"
        window.grab().save(str(path))
        taken.append(path)

    visit(look, photograph)
    return taken


def take_for_documents() -> list[Path]:
    """Take the pictures of the README and of the documents, and write down what is on them;
    returns the files."""
    taken, words = [], {}

    def photograph(stop: Stop, window: QWidget) -> None:
        if name := pictures.name_of(stop, i18n.current()):
            taken.append(pictures.draw(window, name))
            words[name] = pictures.words_on(window)

    for language in pictures.LANGUAGES:
        visit(TourLook(language, "light", 100), photograph, pictures.way(language))
    pictures.keep(words)
    with tempfile.TemporaryDirectory(prefix="pregon-tour-") as place:
        town = example_town(Path(place), "es")
        taken.append(pictures.draw_sheet(town, crisis_scene.SCENARIO, FixedClock(MOMENT)))
    return taken


def _size(words: str) -> tuple[int, int]:
    """`1024x600`, as the command line gives it."""
    wide, high = words.lower().split("x")
    return int(wide), int(high)


def main(arguments: list[str] | None = None) -> int:
    """Parse the words of the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="tour", description=__doc__)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="DIR")
    where.add_argument("--readme", action="store_true", help="into docs/pictures")
    parser.add_argument("--lang", choices=sorted(i18n.LANGUAGES), default="es")
    parser.add_argument("--theme", choices=["light", "dark", "contrast"], default="light")
    parser.add_argument("--zoom", type=float, default=1.0, help="1.0 to 2.0")
    parser.add_argument("--font", choices=[PACKAGED, WIDE], default=PACKAGED)
    wide, high = SIZE
    parser.add_argument(
        "--size", type=_size, default=SIZE, metavar="WxH", help=f"of the window: {wide}x{high}"
    )
    chosen = parser.parse_args(arguments)
    zoom = round(chosen.zoom * 100)
    look = TourLook(chosen.lang, chosen.theme, zoom, chosen.font, chosen.size)
    uncaught: list[BaseException] = []
    try:
        with crash_log.noticing(uncaught):
            for path in take_for_documents() if chosen.readme else take(chosen.out, look):
                sys.stdout.write(f"{path}\n")
    finally:
        for error in uncaught:
            traceback.print_exception(error)
    if uncaught:
        sys.stderr.write(f"Errors that nobody caught on the way, as above: {len(uncaught)}\n")
    return int(bool(uncaught))


if __name__ == "__main__":
    sys.exit(main())

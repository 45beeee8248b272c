"""The window: opened, called forward by a second start, printed from, gone through, closed."""

from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget

from core import settings
from core.documents import preview, render
from desktop import crash_log, tour
from desktop.app.application import Application
from desktop.background import program
from desktop.background.companion import environment
from desktop.printing import Printout
from desktop.selftest.checks import Faulty, SelfCheck, Workbench, require, wait_until
from desktop.selftest.papers import prepared
from desktop.stops.stop import Stop, services_of, shell_of

_PATIENCE = 60


def _open(place: Workbench) -> str:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise Faulty("there is no QApplication")
    settings.save(settings.Settings(language="es", theme="light"), place.settings)
    opened = Application(app, place.settings, clock=place.clock)
    place.program = opened
    opened.start(place.town)
    shell = shell_of(opened)
    wait_until(
        lambda: shell.page_id and not opened.busy(), _PATIENCE, "the first page is not there"
    )
    picture = shell.grab().toImage()
    _require_drawn(picture, "the window")
    return f"{app.platformName()}, {picture.width()} × {picture.height()}"


def _second_copy(place: Workbench) -> str:
    shell = shell_of(place.opened)
    shell.setWindowState(Qt.WindowState.WindowMaximized | Qt.WindowState.WindowMinimized)
    wait_until(shell.isMinimized, _PATIENCE, "the window does not become small")
    process = QProcess()
    process.setProcessEnvironment(environment(place.clock))
    name, *words = program.window("--settings", str(place.settings), str(place.town))
    process.start(name, words)
    try:
        wait_until(lambda: not shell.isMinimized(), _PATIENCE, "the window did not come forward")
        ended = QProcess.ProcessState.NotRunning
        wait_until(lambda: process.state() == ended, _PATIENCE, "the second copy goes on")
    finally:
        if process.state() != QProcess.ProcessState.NotRunning:
            process.kill()
            process.waitForFinished()
    require(shell.isMaximized(), "the window came forward smaller than it was")
    shell.showNormal()
    require(process.exitCode() == 0, f"the second copy ended with {process.exitCode()}")
    return f"{name}: it ended, and the window came forward"


def _print(place: Workbench) -> str:
    services = services_of(place.opened)
    file = place.folder / "Impreso ñ.pdf"
    paper = render.render(prepared(place, "hats-card"), ".pdf")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    done: list[bool] = []
    Printout(services, paper, "Tarjetas", printer, lambda: done.append(True)).start()
    wait_until(lambda: done, _PATIENCE, "it is not printed")
    pages, printed = preview.page_count(paper), preview.page_count(file.read_bytes())
    require(pages == printed, f"{printed} of {pages} pages")
    return f"{printed} pages, {file.stat().st_size:,} B"


def _close(place: Workbench) -> str:
    opened = place.opened
    opened.close()
    if opened.window is not None:
        opened.window.close()
        opened.window.deleteLater()
    opened.deleteLater()
    place.program = None
    logged = crash_log.file_beside(place.settings)
    if logged.exists() and (said := logged.read_text(encoding="utf-8")):
        raise Faulty(said[-2000:])
    kept = settings.load(place.settings).recent
    require(kept == [str(place.town)], f"remembered: {kept}")
    return "closed; what was open is remembered, and nothing was logged"


def _every_page(_place: Workbench) -> str:
    seen: list[str] = []

    def arrived(stop: Stop, window: QWidget) -> None:
        _require_drawn(window.grab().toImage(), stop.name)
        seen.append(stop.name)

    tour.visit(tour.TourLook("es", "light", 100), arrived)
    return f"{len(seen)} pages, views and dialogs"


def _require_drawn(picture: QImage, name: str) -> None:
    step = 7
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), step)
        for y in range(0, picture.height(), step)
    }
    require(len(colours) > step, f"{name} is empty")


OPENED = SelfCheck("window", _open)
CHECKS = (
    SelfCheck("second copy", _second_copy),
    SelfCheck("printing", _print),
    SelfCheck("closing", _close),
)
EVERY_PAGE = SelfCheck("every page", _every_page)

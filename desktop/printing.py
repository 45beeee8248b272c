"""Printing from here: pictures of the pages at 300 dots an inch through Qt, page after page.

For computers without a program that shows PDF. The pages are drawn in the background and handed to
the printer between two events of the window.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from core import files
from core.cancel import CancelToken
from core.documents.preview import Preview
from core.documents.records import PAPER
from core.errors import FileTrouble
from core.i18n import _
from desktop import outward
from desktop.jobs import Progress
from desktop.notifier import Action
from desktop.services import Services

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

JOB = "print"
_DOTS = 300
_POINTS = 72
_FILES = ("pdf", "xps")


class Pages(Preview):
    """An open PDF whose pages are pictures of Qt."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(pdf)
        self.sizes = [self.page_size(page) for page in range(self.page_count)]

    def picture(self, page: int, scale: float) -> QImage:
        """The page at `scale` pixels a point."""
        drawn = self.image(page, scale)
        shared = QImage(
            drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32
        )
        return shared.copy()


def ask(services: Services, pdf: bytes, title: str, left: Callable[[str], object]) -> bool:
    """Ask for a printer and print, one document at a time; False when the person went back.

    `left` hears when the last page is out, and as what: `paper`, or the suffix of a file.
    """
    if services.jobs.running(JOB):
        services.notifier.toast(_("Another document is being printed. Wait until it has printed."))
        return True
    with Pages(pdf) as pages:
        printer = services.asker.printer(pages.page_count)
    if printer is None:
        return False
    done = partial(_out, services, title, printer, left)
    if _is_the_document(printer):
        path = Path(printer.outputFileName())
        services.jobs.run(JOB, lambda *_about: files.write(path, pdf), lambda _none: done())
    else:
        Printout(services, pdf, title, printer, done).start()
    return True


def _is_the_document(printer: "QPrinter") -> bool:
    """Whether what is wanted is the PDF there is, with words to find and to read aloud: a file of
    all its pages."""
    from PySide6.QtPrintSupport import QPrinter

    by_itself = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    whole = printer.printRange() == QPrinter.PrintRange.AllPages
    return by_itself and whole and bool(printer.outputFileName())


def _out(
    services: Services, title: str, printer: "QPrinter", left: Callable[[str], object]
) -> None:
    if not _ends_in_a_file(printer):
        left(PAPER)
        services.notifier.toast(_("“{title}” is printed.").format(title=title))
        return
    left("pdf")
    name = printer.outputFileName()
    folder = Action(_("Open folder"), lambda: outward.open_folder_of(Path(name)))
    services.notifier.toast(
        _("“{title}” went to a file, not to paper.").format(title=title), folder if name else None
    )


def _ends_in_a_file(printer: "QPrinter") -> bool:
    """Whether what it takes is a file afterwards, and no paper.

    Print to file is told by Qt. Of the printers of a system that only write one, such as Microsoft
    Print to PDF, Qt knows no more than the name, which has the kind of file in every language.
    """
    from PySide6.QtPrintSupport import QPrinter

    by_itself = printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
    name = printer.printerName().lower()
    return by_itself or bool(printer.outputFileName()) or any(file in name for file in _FILES)


class Printout(QObject):
    """One document on its way to a printer; lives until it is done."""

    def __init__(
        self,
        services: Services,
        pdf: bytes,
        title: str,
        printer: "QPrinter",
        done: Callable[[], None],
    ) -> None:
        super().__init__(services.jobs)
        self._services = services
        # Its own: the preview may go on to another document meanwhile.
        self._paper = Pages(pdf)
        self._printer = printer
        self._done = done
        self._painter = QPainter()
        printer.setDocName(title)
        printer.setResolution(_DOTS)
        printer.setFullPage(True)
        self._pages = _chosen(printer, self._paper.page_count)
        self._printed = 0

    def start(self) -> None:
        """Draw the first page; the others follow."""
        if self._pages:
            self._next()
        else:
            self._end()

    def cancel(self) -> None:
        """Stop before the next page."""
        self._services.jobs.cancel(JOB)
        if self._painter.isActive():
            self._printer.abort()
        self._services.notifier.toast(_("Printing was cancelled."))
        self._end()

    def _end(self) -> None:
        if self._painter.isActive():
            self._painter.end()
        self._paper.close()
        self.deleteLater()

    def _next(self) -> None:
        page = self._pages[self._printed]
        self._services.notifier.toast(
            _("Printing page {page} of {pages}…").format(
                page=self._printed + 1, pages=len(self._pages)
            ),
            # Translators: Button, verb: of the print dialogue.
            Action(_("Cancel"), self.cancel),
        )

        def work(_token: CancelToken, _progress: Progress) -> QImage:
            return self._paper.picture(page, _DOTS / _POINTS)

        self._services.jobs.run(JOB, work, self._take)

    def _take(self, picture: QImage) -> None:
        if not self._put(picture):
            self._fail()
            return
        self._printed += 1
        if self._printed < len(self._pages):
            self._next()
        else:
            self._end()
            self._done()

    def _put(self, picture: QImage) -> bool:
        self._turn(self._paper.sizes[self._pages[self._printed]])
        if not self._painter.isActive():
            if not self._painter.begin(self._printer):
                return False
        elif not self._printer.newPage():
            return False
        sheet = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        self._painter.drawImage(QRectF(sheet), picture)
        return True

    def _turn(self, size: tuple[float, float]) -> None:
        """Paper of the page's size, upright or on its side, without margins."""
        width, height = size
        upright = QPageSize(QSizeF(min(size), max(size)), QPageSize.Unit.Point)
        on_side = width > height
        self._printer.setPageSize(upright)
        self._printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if on_side else QPageLayout.Orientation.Portrait
        )

    def _fail(self) -> None:
        self._end()
        self._services.notifier.error(
            FileTrouble(
                _("The printer did not take the document. It was not printed whole."),
                _("Check that it is on and has paper, then print again or save a PDF."),
            )
        )


def _chosen(printer: "QPrinter", count: int) -> list[int]:
    from PySide6.QtPrintSupport import QPrinter

    if printer.printRange() == QPrinter.PrintRange.PageRange:
        first, last = max(1, printer.fromPage()), min(count, printer.toPage())
        return list(range(first - 1, last))
    return list(range(count))

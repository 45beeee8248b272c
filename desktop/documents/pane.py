"""The preview beside the list: bar, pages, and what is to be known before printing."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.documents.model import Layout
from core.errors import AppError
from core.i18n import _, ngettext
from desktop.documents.finder import PaperFinder
from desktop.documents.paper import Made
from desktop.documents.view import PageView
from desktop.jobs import Jobs, Progress
from desktop.printing import Pages
from desktop.theme.scaling import spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.banner import Banner
from desktop.widgets.button import button, icon_button
from desktop.widgets.card import Card
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.layouts import FlowLayout, inside
from desktop.widgets.text import divider, text_label

PATIENCE_MS = 100
"""What is not ready by then says that it is on its way (UI.md)."""

_MOST_TOLD = 8
"""Lines of what cannot be printed; the page is what the person came for."""

_ROOMY = 620
"""Width in px at 100 % from which the bar has room for all its words."""

_JOB = "preview page"


class PreviewPane(Card):
    """Shows one document; `closed` when the person goes back to the list."""

    closed = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__(flush=True)
        self._jobs = jobs
        self.made: Made | None = None
        self.view = PageView()
        self.finder = PaperFinder(jobs, self.view.show_hits)
        self.pages = text_label("", "muted", wraps=False)
        self.percent = text_label("", "muted", wraps=False)
        self._about = text_label("", "muted")
        self._told_above = QWidget()
        self._fits = Segmented(
            # Translators: Fit the page to the width of the window.
            [Option("width", _("Width")), Option("page", _("Page"))],
            name=_("How much of the page is seen"),
        )
        self._back = button(_("Go back"), self.closed.emit, kind="quiet", icon_name="arrow-left")
        self._band = QWidget()
        self._notices = QVBoxLayout(self._band)
        spaced(self._notices, (12, 0, 12, 12), gap=8)
        self.waiting = text_label(_("Preparing…"), "muted")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        # The pages take what is left: at a high zoom the bar above them keeps its height.
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        for part in (self.view, self.waiting):
            self._stack.addWidget(part)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._stack.setCurrentWidget(self.waiting))
        spaced(self.body, (1, 0, 1, 7))
        self.add(self._bar())
        line = QVBoxLayout(self._told_above)
        spaced(line, (12, 0, 12, 8))
        line.addWidget(self._about)
        self.add(self._told_above)
        self.add(self._band)
        self.add(divider())
        self.add(self._stack, 1)
        self._band.hide()
        self._narrow = self._brief = False
        self._told: list[tuple[Tone, str, str]] = []
        self._open: list[Pages] = []
        self.destroyed.connect(partial(_close_all, self._open))
        self.view.wanted.connect(self._draw)
        self.view.moved.connect(self._say_page)
        self.view.scaled.connect(lambda percent: self.percent.setText(f"{percent} %"))
        self.view.fitted.connect(self._say_fit)
        self._fits.changed.connect(self._follow_fit)
        self._fits.describe("width", _("Fit width (0)"), "")
        self._fits.describe("page", _("Whole page"), "")

    def wait(self, name: str, *, same: bool) -> None:
        """A document is being made; what is there of the `same` one stays meanwhile."""
        if same and self.made is not None:
            return
        self._drop_made()
        self.view.show_pages((), name)
        self._stack.setCurrentWidget(self.view)
        self._patience.start()

    def show_about(self, words: str) -> None:
        """What the document is for, and how its paper stands."""
        self._about.setText(words)

    def show_made(self, made: Made) -> None:
        """The document is ready."""
        same = self.made is not None and self.made.entry_id == made.entry_id
        self._drop_made()
        self.made = made
        self._open.append(made.paper)
        self._patience.stop()
        self._stack.setCurrentWidget(self.view)
        self.view.show_pages(made.paper.sizes, made.document.title, same=same)
        if not same:
            self.view.fit_at_first()
        self.finder.look_in(made.paper)
        self._notice_made(made)
        self._say_page(self.view.page)

    def show_trouble(self, error: AppError) -> None:
        """The document cannot be made: why, in words."""
        self._drop_made()
        self._patience.stop()
        self.view.show_pages((), "")
        self._stack.setCurrentWidget(self.view)
        # The first problem is the sentence itself; the detail lists all, one a line.
        others = [line for line in error.detail.splitlines() if line != error.sentence]
        self._notice(Tone.RED, error.sentence, "\n".join([*others, error.advice]).strip())

    def set_narrow(self, narrow: bool) -> None:
        """Alone on the page, at a high zoom: there is a way back to the list, and fewer words."""
        self._back.setVisible(narrow)
        # The list has said it.
        self._told_above.setHidden(narrow)
        if narrow != self._narrow:
            self._narrow = narrow
            told, self._told = self._told, []
            self._clear_banners()
            for notice in told:
                self._notice(*notice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        brief = self.width() < current().px(_ROOMY)
        if brief is not self._brief:
            self._brief = brief
            self.finder.field.be_brief(brief)
            self._say_page(self.view.page)

    def _bar(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(bar)
        spaced(flow, (12, 8, 12, 8), gap=8)
        for part in (
            self._back,
            self.pages,
            icon_button("zoom-out", _("Smaller (−)"), lambda: self.view.zoom(-1)),
            self.percent,
            icon_button("zoom-in", _("Larger (+)"), lambda: self.view.zoom(1)),
            self._fits,
            self.finder,
        ):
            flow.addWidget(part)
        return bar

    def _say_fit(self, how: str) -> None:
        if how:
            self._fits.choose(how)
        else:
            self._fits.choose_none()

    def _follow_fit(self, key: str) -> None:
        self.view.fit("page" if key == "page" else "width")

    def _draw(self, page: int, scale: float) -> None:
        if self.made is None:
            return
        paper = self.made.paper

        def work(_token: CancelToken, _progress: Progress) -> tuple[QImage, str]:
            return paper.picture(page, scale), paper.text(page)

        def done(drawn: tuple[QImage, str]) -> None:
            self.view.take(page, scale, *drawn)

        self._jobs.run(_JOB, work, done)

    def _drop_made(self) -> None:
        """Close what was shown, in the background: a page of it may still be being drawn."""
        self._clear_notices()
        self.finder.look_in(None)
        if self.made is not None:
            self._jobs.cancel(_JOB)
            paper, self.made = self.made.paper, None
            self._open.remove(paper)
            self._jobs.run(
                f"close {id(paper)}", lambda _token, _progress: paper.close(), lambda _none: None
            )

    def _say_page(self, page: int) -> None:
        count = self.made.paper.page_count if self.made else 0
        told = _("Page {page} of {pages}").format(page=page + 1, pages=count) if count else ""
        short = _("{number} of {count}").format(number=page + 1, count=count)
        self.pages.setText(short if count and self._brief else told)
        self.pages.setAccessibleName(told)

    def _notice_made(self, made: Made) -> None:
        if made.warnings:
            self._notice(
                Tone.YELLOW,
                _("Not all is printed as it was written. A ◊ stands where a character is missing."),
                "\n".join(_first_of(made.warnings)),
            )
        if made.document.layout is Layout.POCKET:
            self._notice(
                Tone.BRAND,
                _("Print it at 100%, landscape and without margins."),
                _(
                    "Then cut along the dashed line in the middle, fold along the dotted ones, and"
                    " push both ends together until it is a booklet."
                ),
            )

    def _notice(self, tone: Tone, sentence: str, advice: str) -> None:
        self._told.append((tone, sentence, advice))
        # A trouble has the whole pane to itself; a notice leaves room for the page.
        brief = self._narrow and tone is not Tone.RED
        banner = Banner(tone, sentence, "" if brief else advice, closable=tone is not Tone.RED)
        banner.setAccessibleDescription(advice)
        banner.setToolTip(advice if brief else "")
        banner.closed.connect(partial(self._close_notice, banner, sentence))
        self._notices.addWidget(banner)
        self._band.show()

    def _close_notice(self, banner: Banner, sentence: str) -> None:
        self._told = [pair for pair in self._told if pair[1] != sentence]
        self._drop_banner(banner)

    def _clear_notices(self) -> None:
        self._told.clear()
        self._clear_banners()

    def _clear_banners(self) -> None:
        for old in inside(self._notices):
            if isinstance(old, QWidget):
                self._drop_banner(old)

    def _drop_banner(self, banner: QWidget) -> None:
        self._notices.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        self._band.setVisible(self._notices.count() > 0)

    def notices(self) -> list[str]:
        """The sentences that stand above the pages."""
        return [sentence for _tone, sentence, _advice in self._told]


def _first_of(warnings: list[str]) -> list[str]:
    left = len(warnings) - _MOST_TOLD
    if left <= 0:
        return warnings
    more = ngettext("and one more", "and {count} more", left).format(count=left)
    return [*warnings[:_MOST_TOLD], more]


def _close_all(papers: list[Pages]) -> None:
    while papers:
        papers.pop().close()

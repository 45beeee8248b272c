"""The pages of a paper, and small ones beside them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Literal

from PySide6.QtCore import QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from core.i18n import _
from desktop.documents.paper import Hit
from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import LIGHT

Fit = Literal["width", "page"]

SCREEN = 96 / 72
"""Pixels a point at 100 %."""
STEPS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
"""Sizes that + and − go through."""


@dataclass(frozen=True)
class Strip:
    """Pages (sizes in points) at `scale` pixels a point, with `margin` pixels around each."""

    sizes: tuple[tuple[float, float], ...] = ()
    scale: float = 1.0
    margin: float = 12.0

    @cached_property
    def _tops(self) -> list[float]:
        heights = (height * self.scale + self.margin for _width, height in self.sizes)
        return list(accumulate(heights, initial=self.margin))

    @cached_property
    def extent(self) -> QSizeF:
        """Width and height of everything."""
        widest = max((width for width, _height in self.sizes), default=0)
        return QSizeF(widest * self.scale + 2 * self.margin, self._tops[-1])

    def rect(self, page: int, width: float) -> QRectF:
        """The page in the strip, centred when the strip is narrower than `width`."""
        across, tall = self.sizes[page]
        room = max(width, self.extent.width())
        left = (room - across * self.scale) / 2
        return QRectF(left, self._tops[page], across * self.scale, tall * self.scale)

    def visible(self, top: float, height: float) -> range:
        """Pages of which something shows between `top` and `top + height`."""
        first = bisect_right(self._tops, top + self.margin) - 1
        stop = bisect_left(self._tops, top + height)
        return range(max(0, first), min(stop, len(self.sizes)))

    def page_at(self, height: float) -> int:
        """The page that stands there, or the last one above."""
        return min(max(0, bisect_right(self._tops, height) - 1), max(0, len(self.sizes) - 1))


def fitted(strip: Strip, fit: Fit, room: QSizeF) -> float:
    """The scale at which the widest page, or a whole page, fits `room`."""
    widest = max((width for width, _height in strip.sizes), default=1)
    tallest = max((height for _width, height in strip.sizes), default=1)
    scale = max(1.0, room.width() - 2 * strip.margin) / widest
    if fit == "page":
        scale = min(scale, max(1.0, room.height() - 2 * strip.margin) / tallest)
    return min(max(scale, STEPS[0] * SCREEN), STEPS[-1] * SCREEN)


def next_step(scale: float, direction: int) -> float:
    """The size after (1) or before (-1) this one among `STEPS`."""
    now = scale / SCREEN
    if direction > 0:
        return min((step for step in STEPS if step > now + 0.01), default=STEPS[-1]) * SCREEN
    return max((step for step in STEPS if step < now - 0.01), default=STEPS[0]) * SCREEN


_LEGIBLE = 0.4
"""Of the size of paper, at 100 %: what is smaller is a picture of a page."""
_MOST_SCALE = 5.0
"""Pixels a point beyond which a page is enlarged rather than drawn: 50 MB for an A4."""
_MARGIN = 12
_LINE = 48


class PageView(QAbstractScrollArea):
    """Shows pictures of pages that others draw.

    `wanted(page, scale)` asks for one page at a time, nearest first; `take` brings it. Only what is
    in view and one page around it is asked for; what is far away is dropped.
    """

    wanted = Signal(int, float)
    moved = Signal(int)
    """The page in the middle, counted from 0."""
    scaled = Signal(int)
    """Percent of the size of paper."""
    fitted = Signal(str)
    """What it is fitted to now; empty for a size of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = Strip()
        self._fit: Fit | None = "width"
        self._pictures: dict[int, QImage] = {}
        self._stale: set[int] = set()
        self._texts: dict[int, str] = {}
        self._asked: tuple[int, float] | None = None
        self._hits: Sequence[Hit] = ()
        self._hit = -1
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview"))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        follow_theme(self, self._rescale)

    @property
    def page(self) -> int:
        """The page in the middle, counted from 0."""
        return self._page

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return self._strip.scale

    def pictured(self) -> list[int]:
        """Pages whose pictures are in memory."""
        return sorted(self._pictures)

    def show_pages(
        self, sizes: Sequence[tuple[float, float]], title: str, *, same: bool = False
    ) -> None:
        """Frames of pages of these sizes, in points.

        `same` is a new state of the document shown before: its place stays, and each old picture
        until the new one is there.
        """
        top = self.verticalScrollBar().value() if same else 0
        if not same:
            self._pictures.clear()
        self._stale = set(self._pictures)
        self._texts.clear()
        self._asked = None
        self._hits, self._hit = (), -1
        self._strip = replace(self._strip, sizes=tuple(sizes))
        self.setAccessibleName(title or _("Preview"))
        self._refit()
        self.verticalScrollBar().setValue(top)
        self._describe()

    def take(self, page: int, scale: float, picture: QImage, text: str) -> None:
        """A page that was asked for, and what it says."""
        if self._asked != (page, scale):
            return
        self._asked = None
        self._pictures[page] = picture
        self._stale.discard(page)
        self._texts[page] = text
        self._describe()
        self.viewport().update()
        self._ask()

    def show_hits(self, hits: Sequence[Hit], at: int) -> None:
        """Mark places on the pages and bring one of them into view."""
        self._hits, self._hit = hits, at
        if 0 <= at < len(hits):
            self._reveal(hits[at])
        self.viewport().update()

    def fit(self, how: Fit) -> None:
        """Follow the size of the window."""
        self._fit = how
        self._refit()
        self.fitted.emit(how)

    def fit_at_first(self) -> None:
        """One page is seen whole where it can be read so, and many are in their width."""
        whole = fitted(self._strip, "page", QSizeF(self.maximumViewportSize()))
        legible = _LEGIBLE * SCREEN * current().zoom / 100
        one = len(self._strip.sizes) == 1 and whole >= legible
        self.fit("page" if one else "width")

    def zoom(self, direction: int) -> None:
        """One step larger (1) or smaller (-1)."""
        self._fit = None
        self.fitted.emit("")
        self._set_scale(next_step(self._strip.scale, direction), held=0.5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(current().tokens.surface))
        for page in self._in_view():
            self._paint_page(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(QColor(current().tokens.accent), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            bar.setValue(bar.minimum())
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif event.text() in ("+", "-", "0"):
            {"+": lambda: self.zoom(1), "-": lambda: self.zoom(-1), "0": lambda: self.fit("width")}[
                event.text()
            ]()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def _rescale(self) -> None:
        self._strip = replace(self._strip, margin=current().px(_MARGIN))
        self._refit()

    def _refit(self) -> None:
        if self._fit is None:
            self._set_scale(self._strip.scale)
            return
        room = QSizeF(self.maximumViewportSize())
        # The bar takes room whether it shows or not: else fitting makes it come and go.
        room.setWidth(room.width() - self.verticalScrollBar().sizeHint().width())
        self._set_scale(fitted(self._strip, self._fit, room))

    def _set_scale(self, scale: float, *, held: float = 0.0) -> None:
        """What stands at the `held` share of the height stays there: the top, or the middle."""
        bar = self.verticalScrollBar()
        place = (bar.value() + self.viewport().height() * held) * scale / self._strip.scale
        changed = scale != self._strip.scale
        self._strip = replace(self._strip, scale=scale)
        extent, port = self._strip.extent, self.viewport().size()
        for scroll_bar, length, room in (
            (bar, extent.height(), port.height()),
            (self.horizontalScrollBar(), extent.width(), port.width()),
        ):
            scroll_bar.setRange(0, max(0, round(length) - room))
            scroll_bar.setPageStep(room)
            scroll_bar.setSingleStep(current().px(_LINE))
        if changed:
            bar.setValue(round(place - port.height() * held))
            self.scaled.emit(round(scale / SCREEN * 100))
        self._scrolled()

    def _drawn_scale(self) -> float:
        return min(self._strip.scale * self.devicePixelRatioF(), _MOST_SCALE)

    def _in_view(self) -> range:
        return self._strip.visible(self.verticalScrollBar().value(), self.viewport().height())

    def _scrolled(self) -> None:
        bar = self.verticalScrollBar()
        page = self._strip.page_at(bar.value() + self.viewport().height() / 2)
        near = self._around(2)
        self._pictures = {at: image for at, image in self._pictures.items() if at in near}
        if page != self._page:
            self._page = page
            self._describe()
        self.moved.emit(page)
        self.viewport().update()
        self._ask()

    def _around(self, pages: int) -> range:
        shown = self._in_view()
        last = len(self._strip.sizes)
        return range(max(0, shown.start - pages), min(last, shown.stop + pages))

    def _ask(self) -> None:
        """Ask for the first page that is missing or was drawn for another size."""
        scale = self._drawn_scale()
        for page in (*self._in_view(), *self._around(1)):
            if not self._is_drawn(page, scale):
                if self._asked != (page, scale):
                    self._asked = (page, scale)
                    # A wheel that turns fast asks for what it stops at, not for what it passes.
                    QTimer.singleShot(0, self, self._say_wanted)
                return

    def _say_wanted(self) -> None:
        if self._asked is not None:
            self.wanted.emit(*self._asked)

    def _is_drawn(self, page: int, scale: float) -> bool:
        picture = self._pictures.get(page)
        width = self._strip.sizes[page][0] * scale
        return picture is not None and page not in self._stale and abs(picture.width() - width) < 2

    def _place(self, page: int) -> QRectF:
        rect = self._strip.rect(page, self.viewport().width())
        return rect.translated(
            -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
        )

    def _paint_page(self, painter: QPainter, page: int) -> None:
        place = self._place(page)
        painter.fillRect(place, Qt.GlobalColor.white)
        picture = self._pictures.get(page)
        if picture is not None:
            painter.drawImage(place, picture)
        painter.save()
        # Ink stays ink under a marker.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for number, (at, box) in enumerate(self._hits):
            if at == page:
                colour = QColor(LIGHT.orange.line if number == self._hit else LIGHT.mark)
                painter.fillRect(self._on_screen(place, box), colour)
        painter.restore()
        painter.setPen(QPen(QColor(current().tokens.line), 1))
        painter.drawRect(place)

    def _on_screen(self, place: QRectF, box: tuple[float, float, float, float]) -> QRectF:
        left, top, right, bottom = (edge * self._strip.scale for edge in box)
        spot = QRectF(place.left() + left, place.top() + top, right - left, bottom - top)
        return spot.adjusted(-2, -2, 2, 2)

    def _reveal(self, hit: Hit) -> None:
        page, box = hit
        spot = self._on_screen(self._place(page), box)
        port = QRectF(self.viewport().rect())
        if not port.adjusted(0, 24, 0, -24).contains(spot):
            bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
            bar.setValue(round(bar.value() + spot.center().y() - port.height() / 3))
            across.setValue(round(across.value() + spot.center().x() - port.width() / 2))

    def _describe(self) -> None:
        self.setAccessibleDescription(self._texts.get(self._page, ""))

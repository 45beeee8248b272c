"""The ground of a page: scrolls up and down, never sideways."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import (
    BAR,
    CONTENT_MAX,
    FORM_WIDTH,
    GUTTER,
    PAGE_BOTTOM,
    PAGE_LEFT,
    PAGE_RIGHT,
    PAGE_TOP,
)
from desktop.widgets.accessibility import follow_keyboard
from desktop.widgets.folding import Width, window_width
from desktop.widgets.labelled import LabelledField


class ScrollPage(QScrollArea):
    """Contents go into `body`: a page is `CONTENT_MAX` wide at most, or as wide as a `form`.

    It is at the left, or `centred`. A bar stands in the right margin and takes no width, whether
    there is one or not. With `margins` it is no page, but a ground within one: it is as wide as its
    place, and keeps at least the `GUTTER` at its right. The bar of one that is `bare` stands in the
    margin of the page it is on, as if it were its own; that of one in a frame lies `over` its edge,
    which keeps that much free. One that begins under the head of its page is nearer to it: `top`.
    What gets the keyboard is scrolled into view.
    """

    def __init__(
        self,
        *,
        form: bool = False,
        centred: bool = False,
        margins: tuple[int, int, int, int] | None = None,
        over: bool = False,
        bare: bool = False,
        top: int = PAGE_TOP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._widest = FORM_WIDTH if form else 0 if margins else CONTENT_MAX
        self._centred = centred
        self._bare = bare
        self._over = FloatingBar(self) if over or bare else None
        if self._over is not None:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._over.sliderPressed.connect(self._let_go)
        self._margins = margins or (PAGE_LEFT, top, PAGE_RIGHT, PAGE_BOTTOM)
        self._ground = _Ground()
        self._ground.setProperty("look", "page")
        self._places = QVBoxLayout(self._ground)
        spaced(self._places)
        self._column = QWidget()
        self.body = QVBoxLayout(self._column)
        spaced(self.body, gap=12)
        self._row = self._put(self._column, self._widest)
        # A viewport of our own: asking for Qt's makes the binding search every class for its type.
        self.setViewport(QWidget())
        self.setWidget(self._ground)
        self._ground.setAutoFillBackground(False)
        self._filling: QHBoxLayout | None = None
        self._last: QWidget | None = None
        self._follows = True
        # Once everything that is changing has its place.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring_keyboard)
        self._ground.resized.connect(self._keep_in_view)
        bar = self.verticalScrollBar()
        bar.setEnabled(False)
        bar.rangeChanged.connect(lambda least, most: bar.setEnabled(most > least))
        bar.sliderPressed.connect(self._let_go)
        follow_keyboard(self._follow_keyboard)
        follow_theme(self, self._measure)

    def fill(self, part: QWidget, *, least: int) -> None:
        """Put `part` below what was added: it takes the height that is left and scrolls by itself.

        Where that is below `least` px at 100 % the page scrolls.
        """
        place = _Filled(least)
        self._filling = self._put(place, self._widest, stretch=1)
        place.box.addWidget(part)
        self._measure()

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Other margins from now on, in px at 100 %."""
        self._margins = (left, top, right, bottom)
        self._measure()

    def begin_at_top(self) -> None:
        """Show it from its top, or as far down as the keyboard is once all has its place."""
        self._soon.stop()
        QTimer.singleShot(0, self, self._go_to_top)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and not self.isVisible():
            # While the page is put together Qt would measure, and so dress, all that is on it: anew
            # with each part around it.
            return QAbstractScrollArea.event(self, event)
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_small is not (window_width(self) < Width.MEDIUM):
            self._measure()
        if self._over is not None:
            self._over.follow()
            self._over.raise_()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._bare and self._over is not None:
            self._over.hang()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._bare and self._over is not None:
            self._over.hide()

    def _put(self, part: QWidget, widest: int, *, stretch: int = 0) -> QHBoxLayout:
        """A row of its own for `part`, at most `widest` px wide at 100 %; 0 is without end."""
        row = QHBoxLayout()
        row.addWidget(part, 1)
        if widest:
            row.setStretch(0, 1000)
            row.addStretch(1)
            if self._centred:
                row.insertStretch(0, 1)
            follow_theme(part, lambda: part.setMaximumWidth(current().px(widest)))
        self._places.addLayout(row, stretch)
        return row

    def _measure(self) -> None:
        """The margins, of which the bar takes a part."""
        px = current().px
        self._is_small = window_width(self) < Width.MEDIUM
        left, top, right, bottom = self._margins
        if self._is_small:
            top = min(top, PAGE_BOTTOM)
        right = 0 if self._over else max(GUTTER, right) - BAR
        self._row.setContentsMargins(px(left), px(top), px(right), px(bottom))
        if self._filling is not None:
            self._row.setContentsMargins(px(left), px(top), px(right), 0)
            self._filling.setContentsMargins(px(left), px(12), px(right), px(bottom))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._let_go()
        super().wheelEvent(event)

    def _follow_keyboard(self, before: QWidget | None, now: QWidget | None) -> None:
        """Qt does it for Tab only. Nothing moves under the mouse, or when the window comes back."""
        came_back = before is None and now is self._last
        if now is not None and not came_back and self.isAncestorOf(now):
            self._last, self._follows = now, True
            if not QApplication.mouseButtons():
                self._soon.start()

    def _keep_in_view(self) -> None:
        """What has the keyboard stays in view when something above it grows."""
        if self._follows:
            self._soon.start()

    def _go_to_top(self) -> None:
        self.verticalScrollBar().setValue(0)
        self._soon.start()

    def _bring_keyboard(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            _show(self, now)

    def _let_go(self) -> None:
        """Whoever scrolls by hand looks at something else."""
        self._follows = False
        self._soon.stop()


class FloatingBar(QScrollBar):
    """Lies over the right edge of its view, and moves with the bar of that, which is not shown."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        own = view.verticalScrollBar()
        own.rangeChanged.connect(self.follow)
        own.valueChanged.connect(self.follow)
        self.valueChanged.connect(own.setValue)
        self.hide()

    def hang(self) -> None:
        """From now on in the right margin of the page that the view is on, unless that scrolls."""
        page, around = self.parentWidget(), self._view.parentWidget()
        while around is not None:
            page = around if isinstance(around, ScrollPage) else page
            around = around.parentWidget()
        if isinstance(page, ScrollPage) and page is not self.parentWidget():
            self.setParent(page)
            bar = page.verticalScrollBar()
            for changed in (bar.rangeChanged, bar.valueChanged):
                changed.connect(self.follow)
            self._view.destroyed.connect(self.deleteLater)
        self.follow()

    def follow(self, *_what: int) -> None:
        """Be as long and as far down as the bar that is not shown."""
        own, wide = self._view.verticalScrollBar(), self.sizeHint().width()
        place = self.parentWidget() or self._view
        with QSignalBlocker(self):
            # The view is in the middle of its layout: only what a person moves is told to it.
            self.setRange(own.minimum(), own.maximum())
            self.setPageStep(own.pageStep())
            self.setSingleStep(own.singleStep())
            self.setValue(own.value())
        at, right = self._view.mapTo(place, QPoint()), self._view.width()
        if isinstance(place, ScrollPage) and place.verticalScrollBar().maximum() == 0:
            right = place.width() - at.x()
        self.setGeometry(at.x() + right - wide, at.y(), wide, self._view.height())
        seen = place is self._view or self._view.isVisible()
        self.setVisible(seen and own.maximum() > own.minimum())


def bring_into_view(widget: QWidget) -> None:
    """Scroll the page that a widget is on, and those around it, once everything has its place.

    Of a list it is the current row that has to be seen.
    """
    QTimer.singleShot(0, widget, partial(_show, widget.parentWidget(), widget))


def bring_row_into_view(view: QAbstractItemView) -> None:
    """Scroll the page that a list with the keyboard is on to its current row: at a high zoom the
    list is taller than what is seen."""
    page = view.parentWidget()
    while page is not None and not isinstance(page, ScrollPage):
        page = page.parentWidget()
    ground = page.widget() if page is not None else None
    if page is not None and ground is not None and view.hasFocus():
        row = view.visualRect(view.currentIndex())
        middle = view.viewport().mapTo(ground, row.center())
        page.ensureVisible(middle.x(), middle.y(), 0, row.height() // 2)


def _show(around: QWidget | None, widget: QWidget) -> None:
    """From the inside out: a page may itself be half below the edge of the one that it is on."""
    field = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            # Of a field its label is seen too, which says what is to be written.
            if isinstance(field, LabelledField):
                around.ensureWidgetVisible(field)
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()


class _Filled(QWidget):
    """Takes the height there is, whatever the part in its `box` would take."""

    def __init__(self, least: int) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        spaced(self.box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        follow_theme(self, lambda: self.setMinimumHeight(current().px(least)))

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class _Ground(QWidget):
    """As tall as its width makes it: Qt's hint is the height at the narrowest, and scrolls it."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), 0) if self.hasHeightForWidth() else hint

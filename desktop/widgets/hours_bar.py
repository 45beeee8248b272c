"""Hours needed against hours there are, as a bar and in words."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import Tone
from desktop.widgets.layouts import empty
from desktop.widgets.marks import SignMark
from desktop.widgets.text import divider, text_label

_THICK = 8
_TALL = 20
_LEAST_BAR = 60
_LABEL = 126
_FIGURES = 92
_BESIDE = 420
"""Width in px at 100 % from which the bar stands between its label and its figures."""

_OVER = Tone.RED


class HoursBar(QWidget):
    """A label, a bar, and “9,0 of 12,0 h”. What is over the limit has stripes, a sign and words.

    A `bare` one says its label to screen readers only.
    """

    def __init__(self, label: str, *, bare: bool = False) -> None:
        super().__init__()
        self._name, self._bare = label, bare
        self._label = text_label("" if bare else label, "strong")
        if bare:
            self._label.hide()
        self._bar = _Bar()
        self._figures = text_label("", wraps=False)
        self._figures.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._excess = text_label("", "strong", wraps=False)
        self._excess.setProperty("tone", str(_OVER))
        self._excess_row = QWidget()
        line = QHBoxLayout(self._excess_row)
        spaced(line, gap=6)
        line.addStretch()
        line.addWidget(SignMark(_OVER))
        line.addWidget(self._excess)
        self._grid = QGridLayout(self)
        spaced(self._grid, gap=4)
        self._beside: bool | None = None
        follow_theme(self, self._rescale)
        self.set_hours(0, 0)

    def set_hours(self, needed: float, available: float | None, scale: float = 0.0) -> None:
        """Hours, 0 or more; they are shown to a tenth. None when nobody knows how many there are:
        nothing is too much then. `scale` is what the whole width stands for, where bars stand
        below each other; 0: what there is, or what is needed if that is more."""
        if available is None:
            self._show(_("{needed} h").format(needed=_tenths(needed)), "")
            self._bar.show_hours(needed if scale else 0, scale, scale)
            return
        needed, available = round(needed, 1), round(available, 1)
        over = round(needed - available, 1)
        figures = _("{needed} of {available} h").format(
            needed=_tenths(needed), available=_tenths(available)
        )
        excess = _("{hours} h short").format(hours=_tenths(over)) if over > 0 else ""
        self._show(figures, excess)
        self._bar.show_hours(needed, available, scale)

    def _show(self, figures: str, excess: str) -> None:
        self._figures.setText(figures)
        self._excess.setText(excess)
        self._excess_row.setVisible(bool(excess))
        said = ", ".join(filter(None, (figures, excess)))
        self.setAccessibleName(f"{self._name}: {said}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _rescale(self) -> None:
        px = current().px
        self._figures.setMinimumWidth(px(_FIGURES))
        self._beside = None
        self._arrange()

    def _arrange(self) -> None:
        beside = self._bare or self.width() >= current().px(_BESIDE)
        if beside == self._beside:
            return
        self._beside = beside
        parts = (self._label, self._bar, self._figures, self._excess_row)
        for part in parts:
            self._grid.removeWidget(part)
        self._label.setMinimumWidth(current().px(_LABEL) if beside and not self._bare else 0)
        self._grid.setColumnStretch(0, not beside)
        self._grid.setColumnStretch(1, beside)
        self._grid.addWidget(self._label, 0, 0)
        self._grid.addWidget(self._figures, 0, 2)
        if beside:
            self._grid.addWidget(self._bar, 0, 1)
        else:
            self._grid.addWidget(self._bar, 1, 0, 1, 3)
        self._grid.addWidget(self._excess_row, 2, 0, 1, 3)


class HoursList(QWidget):
    """A bar for all, and set apart below it those of what it is made of, on the same scale."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._all = HoursBar(label)
        self._labels: list[str] = []
        self._bars: list[HoursBar] = []
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=10)
        box = QVBoxLayout(self)
        spaced(box, gap=12)
        box.addWidget(self._all)
        box.addWidget(divider())
        box.addLayout(self._rows)

    def show_hours(
        self,
        needed: float,
        available: float | None,
        rows: Sequence[tuple[str, float, float | None]],
    ) -> None:
        """The sum and, of each row, its label, the hours it needs and those it has."""
        self._all.set_hours(needed, available)
        labels = [label for label, _needed, _available in rows]
        if labels != self._labels:
            # Making them again at each change would cost more than all the rest.
            empty(self._rows)
            self._labels, self._bars = labels, [HoursBar(label) for label in labels]
            for bar in self._bars:
                self._rows.addWidget(bar)
        scale = max((max(other[1], other[2] or 0.0) for other in rows), default=0.0)
        for bar, (_label, takes, has) in zip(self._bars, rows, strict=True):
            bar.set_hours(takes, has, scale)


class _Bar(QWidget):
    """The bar alone: it says nothing that the words beside it do not say."""

    def __init__(self) -> None:
        super().__init__()
        self._needed = self._available = self._scale = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def show_hours(self, needed: float, available: float, scale: float) -> None:
        """The whole bar is the larger of the two, and as long as that is on the scale."""
        self._needed, self._available, self._scale = needed, available, scale
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(_LEAST_BAR), current().px(_TALL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        thick = theme.px(_THICK)
        whole = max(self._needed, self._available)
        part = min(1.0, whole / self._scale) if self._scale else 1.0
        length = max(self.width() * part, 2.0 * thick)
        track = QRectF(0, (self.height() - thick) / 2, length, thick).adjusted(0.5, 0, -0.5, 0)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(track, thick / 2, thick / 2)
        edged = theme.tokens.name == "contrast"
        painter.setClipPath(shape)
        painter.fillRect(track, QColor(theme.tokens.surface if edged else theme.tokens.line))
        within = QRectF(track)
        within.setWidth(track.width() * min(self._needed, self._available) / (whole or 1.0))
        painter.fillRect(within, QColor(theme.tokens.brand))
        if self._needed > self._available:
            self._paint_excess(painter, track, within.right())
        if edged:
            painter.setClipping(False)
            painter.strokePath(shape, QPen(QColor(theme.tokens.ink), 1))
        painter.end()

    def _paint_excess(self, painter: QPainter, track: QRectF, limit: float) -> None:
        """Stripes from the limit on, and a line at the limit as tall as the widget."""
        theme = current()
        pair = theme.tokens.pair(_OVER)
        rest = QRectF(track)
        rest.setLeft(limit)
        painter.setClipRect(rest, Qt.ClipOperation.IntersectClip)
        painter.fillRect(rest, QColor(pair.background))
        stripes = QPen(QColor(pair.foreground), theme.px(3))
        painter.setPen(stripes)
        step = theme.px(7)
        left = int(limit)
        for start in range(left - theme.px(_THICK), int(track.right()) + step, step):
            painter.drawLine(
                start, int(track.bottom()) + 1, start + theme.px(_THICK), int(track.top()) - 1
            )
        painter.setClipping(False)
        painter.fillRect(QRectF(limit - 1, 0, 2, self.height()), QColor(theme.tokens.ink))


def _tenths(hours: float) -> str:
    return QLocale().toString(float(hours), "f", 1)

"""Sizes, corners and colours of the desk, near and on a projector."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QRadioButton, QSizePolicy, QWidget

from desktop.theme.scaling import follow_theme
from desktop.theme.theme import current
from desktop.theme.tokens import CARD_RADIUS, Tone
from desktop.widgets.button import HELD
from desktop.widgets.card import Card
from desktop.widgets.key_button import KeyButton
from desktop.widgets.scroll_page import FloatingBar

DRILL_KEY = "Ctrl+9"
"""Goes to what arrives in a drill, wherever it stands."""

_LINES = 3
"""Between the lower edge of a list and that of the card which it ends, in px."""
_ENOUGH = 110
"""Percent of zoom above which the letters need less enlarging."""


def enlarged(scale: float) -> float:
    """How much larger than elsewhere: `scale`, or less where the zoom has done its part."""
    return max(1.0, min(scale, scale * _ENOUGH / current().zoom))


@dataclass(frozen=True)
class ColourPair:
    """A ground with what stands on it."""

    ground: str
    ink: str
    line: str


def level_ground(tone: Tone) -> ColourPair:
    """The band of a level, as on Hoy: the same strong colour in every theme, white on it."""
    tokens = current().tokens
    strong = tokens.solid(tone)
    return ColourPair(strong, tokens.on_solid, strong)


def phase_ground() -> ColourPair:
    """The bar of a phase: dark in both themes, so that it divides and does not glare."""
    tokens = current().tokens
    if tokens.name == "dark":
        return ColourPair("#0B0F14", tokens.ink, tokens.line)
    return ColourPair(tokens.ink, tokens.surface, tokens.ink)


def edge_to_edge(view: QAbstractScrollArea, *, corners: bool = True) -> None:
    """Have a list fill its card: its bar lies on the right margin of its rows, and the corners of
    the card are painted over it, unless there are others around it."""
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    painted = _Corners(view)
    painted.setVisible(corners)
    _OverList(view, FloatingBar(view), painted)


class _OverList(QObject):
    """Keeps bar and corners in their places."""

    def __init__(self, view: QAbstractScrollArea, bar: "FloatingBar", corners: "_Corners") -> None:
        super().__init__(view)
        self._view, self._bar, self._corners = view, bar, corners
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._bar.follow()
            self._corners.setGeometry(self._view.rect())
            self._corners.raise_()
        return False


class _Corners(QWidget):
    """What is outside of the round corners, and the line of the card along them.

    Cut off instead, a mask would leave steps: it has whole pixels only.
    """

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, radius = current().tokens, current().px(CARD_RADIUS) - 0.5
        # The line of the card is around the list, half of it on either side of this.
        line = QRectF(self.rect()).adjusted(-0.5, -0.5, 0.5, 0.5)
        if not self._ends_card():
            line.setBottom(line.bottom() + 2 * radius)
        inside, outside = QPainterPath(), QPainterPath()
        inside.addRoundedRect(line, radius, radius)
        outside.addRect(QRectF(self.rect()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outside.subtracted(inside), QColor(tokens.window))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawPath(inside)
        painter.end()

    def _ends_card(self) -> bool:
        """False where something else is below the list in its card."""
        card = next((widget for widget in _around(self) if isinstance(widget, Card)), None)
        if card is None:
            return True
        return self.mapTo(card, self.rect().bottomLeft()).y() >= card.height() - _LINES


_HEIGHT = 44
"""Of whatever is aimed at in the crisis desk (UI: targets)."""


class TallKey(KeyButton):
    """As tall as the rows of the checklist. The style sheet overrules a minimum height.

    What it does cannot be taken back: a bare sign presses it only from inside its own card, or from
    the tab that was clicked to show it.
    """

    def answers(self, event: QKeyEvent) -> bool:
        held = bool(event.modifiers() & HELD)
        return super().answers(event) and (held or self._is_meant())

    def _is_meant(self) -> bool:
        """Whether the keyboard is in the card that it stands in, or on a tab."""
        here = self.window().focusWidget()
        if isinstance(here, QRadioButton):
            return True
        card = next((widget for widget in _around(self) if isinstance(widget, Card)), None)
        return card is not None and here is not None and card.isAncestorOf(here)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), current().px(_HEIGHT)))


def _around(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


_NARROWEST = 200


class Room(QWidget):
    """At least `least` px high at 100 %, and as high as there is room: what it holds does not say.

    Without it a long list would make the page as long as itself.
    """

    def __init__(self, *, least: int) -> None:
        super().__init__()
        self._least = least
        self._held: QWidget | None = None
        expanding = QSizePolicy.Policy.Expanding
        self.setSizePolicy(expanding, expanding)
        follow_theme(self, self.updateGeometry)

    def set_least(self, least: int) -> None:
        """Another least height."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    def hold(self, widget: QWidget) -> None:
        """Take a widget, from wherever it was."""
        here = widget.isAncestorOf(widget.window().focusWidget() or widget.window())
        keyboard = widget.window().focusWidget() if here else None
        self._held = widget
        widget.setParent(self)
        widget.setGeometry(self.rect())
        widget.show()
        if keyboard is not None:
            keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(current().px(_NARROWEST), current().px(self._least))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._held is not None and self._held.parentWidget() is self:
            self._held.setGeometry(self.rect())

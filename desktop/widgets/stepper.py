"""The steps of a plan: a line of numbered dots with their words."""

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from core.i18n import _
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import BODY, CARD_RADIUS, SMALL, TITLE_WEIGHT
from desktop.widgets.button import ToolButton, icon_button, pressed_by_enter
from desktop.widgets.choice_faces import Face
from desktop.widgets.choices import ChoiceRow, Option
from desktop.widgets.heard import SAID
from desktop.widgets.text import strong_font

_DOT = 24
_BADGE = 16
_GAP = 8
_EDGE = 10
_BETWEEN = 10
_LINE_GAP = 4
_DOTS = 740
"""Width in px at 100 % from which the dots are shown."""


class _Dot(Face):
    """A number in a circle and its word. Filled: the step on screen; brand edge: in order; the
    number at its corner is how many things are to be mended there."""

    height_px = 44
    padding_px = 5

    def __init__(self, text: str = "", _tone: object = None, *, menu: bool = False) -> None:
        super().__init__(text, menu=menu)
        self.number, self.wordy, self._done = 0, True, False
        self.scale = 1.0

    def px(self, length: float) -> int:
        """Pixels of a length at 100 %, at the zoom in force and the scale of this row."""
        return current().px(length * self.scale)

    def show_state(self, told: str, findings: int, *, done: bool) -> None:
        """How the step stands; `told` says it in words, after its name."""
        self._count, self._done = str(findings) if findings else "", done
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.setAccessibleDescription(SAID)
        self.update()

    def sizeHint(self) -> QSize:
        px = self.px
        words = QFontMetrics(self._words_font()).horizontalAdvance(self._words) + px(_GAP)
        # Without its word there is still the number at its corner.
        wide = px(_DOT + 2 * self.padding_px) + (words if self.wordy else px(_BADGE) // 2)
        return QSize(wide, px(self.height_px))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, px = current().tokens, self.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        dot = QRectF(px(self.padding_px), 0, px(_DOT), px(_DOT))
        dot.moveCenter(QPointF(dot.center().x(), box.center().y()))
        edge = tokens.accent if self._done or chosen else tokens.control
        ground = tokens.brand if chosen else tokens.hover if self.underMouse() else tokens.surface
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(dot.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.setFont(self._number_font())
        number = tokens.on_brand if chosen else tokens.accent if self._done else tokens.ink
        painter.setPen(QColor(number))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(self.number))
        if self.wordy:
            words = box.adjusted(dot.right() + px(_GAP), 0, 0, 0)
            strong = chosen or self.underMouse()
            painter.setFont(self._words_font())
            painter.setPen(
                QColor(tokens.on_tint if chosen else tokens.ink if strong else tokens.muted)
            )
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, middle, self._words)
        if self._count:
            self._paint_badge(painter, dot)
        painter.end()

    def _paint_badge(self, painter: QPainter, dot: QRectF) -> None:
        """The number of findings over the upper right of the dot, cut free from it."""
        tokens, px = current().tokens, self.px
        font = self._number_font()
        font.setPixelSize(px(SMALL - 1))
        wide = max(px(_BADGE), QFontMetrics(font).horizontalAdvance(self._count) + px(8))
        badge = QRectF(0, 0, wide, px(_BADGE))
        badge.moveCenter(QPointF(dot.right(), dot.top() + px(1)))
        painter.setPen(Qt.PenStyle.NoPen)
        for grown, colour in ((1.5, tokens.surface), (0, tokens.ink)):
            painter.setBrush(QColor(colour))
            radius = badge.height() / 2 + grown
            painter.drawRoundedRect(badge.adjusted(-grown, -grown, grown, grown), radius, radius)
        painter.setFont(font)
        painter.setPen(QColor(tokens.surface))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._count)

    def _words_font(self) -> QFont:
        font = strong_font()
        font.setPixelSize(self.px(BODY))
        return font

    def _number_font(self) -> QFont:
        font = strong_font()
        font.setPixelSize(self.px(SMALL + 1))
        font.setWeight(QFont.Weight(TITLE_WEIGHT))
        return font


class Stepper(ChoiceRow):
    """Arrows, Home and End walk through the dots, Enter and Space choose; `changed` carries the key
    of the step.

    Where not all words have room, only those of the step on screen and of its neighbours are shown;
    where it is narrower still, one row: the step's name, which opens a list of them all, and a
    button to either side.
    """

    face = _Dot
    gap_px = 0
    walking_chooses = False
    scale: ClassVar[float] = 1.0

    def __init__(self, options: Sequence[Option], *, name: str) -> None:
        super().__init__(options, name=name)
        self.changed.connect(lambda _key: self._arrange())
        follow_theme(self, self._arrange)

    def show_state(self, key: str, told: str, findings: int, *, done: bool) -> None:
        """How a step stands; `told` is said of it in words."""
        self._faces[key].show_state(told, findings, done=done)  # type: ignore[attr-defined]  # ours

    def stop(self) -> QAbstractButton:
        """Where Tab stops."""
        if self._compact() == self._row.isHidden():
            # Qt tells a widget that is not shown of its width later.
            self._arrange()
        return self._name if self._compact() else super().stop()

    def sizeHint(self) -> QSize:
        return QSize(self._px(_DOTS), self._px(_Dot.height_px))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._row.minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, px = current().tokens, self._px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, px(CARD_RADIUS), px(CARD_RADIUS))
        if not self._compact():
            shown = list(self._faces.values())
            for before, after in pairwise(shown):
                left = before.geometry().right() + px(_LINE_GAP)
                right = after.geometry().left() - px(_LINE_GAP)
                if left < right:
                    painter.drawLine(QLineF(left, box.center().y(), right, box.center().y()))
        painter.end()

    def _fill(self, faces: Sequence[Face]) -> None:
        self._row = QWidget(self)
        self._back = icon_button("chevron-left", _("Previous step"), lambda: self._step(-1))
        self._on = icon_button("chevron-right", _("Next step"), lambda: self._step(1))
        self._name = ToolButton()
        self._name.setProperty("kind", "quiet")
        self._name.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._name.setMenu(self._menu())
        line = QHBoxLayout(self._row)
        spaced(line, gap=4)
        line.addWidget(self._back)
        line.addWidget(self._name, 1, Qt.AlignmentFlag.AlignCenter)
        line.addWidget(self._on)
        row = QHBoxLayout(self)
        # Narrower than all the dots it shows the row.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        spaced(row, (_EDGE, 0, _EDGE, 0))
        row.addWidget(self._row, 1000)
        for number, face in enumerate(faces, start=1):
            if number > 1:
                row.addStretch(1)
            face.number, face.scale = number, self.scale  # type: ignore[attr-defined]  # ours
            row.addWidget(face)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _px(self, length: float) -> int:
        return current().px(length * self.scale)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for number, option in enumerate(self._options.values(), start=1):
            action = menu.addAction(f"{number} · {option.text}".replace("&", "&&"))
            action.triggered.connect(lambda _on, key=option.key: self.choose(key))
        return menu

    def _compact(self) -> bool:
        return self.width() < self._px(_DOTS)

    def _step(self, by: int) -> None:
        keys = list(self._options)
        self.choose(keys[keys.index(self.chosen()) + by])

    def _arrange(self) -> None:
        parts = (*self._faces.values(), self._name)
        had = any(part.hasFocus() for part in parts)
        keys, compact = list(self._options), self._compact()
        at = keys.index(self.chosen())
        self._row.setVisible(compact)
        for face in self._faces.values():
            face.setVisible(not compact)
        self._show_words(at)
        step = self._options[keys[at]].text
        place = _("{number} of {count} · {step}").format(number=at + 1, count=len(keys), step=step)
        self._name.ensurePolished()
        self._name.setText(place.replace("&", "&&"))
        # The stretches between the dots take a little, too.
        if self._row.sizeHint().width() + current().px(2 * _EDGE + _GAP) > self.width():
            self._name.setText(f"{at + 1} · {step}".replace("&", "&&"))
        self._name.setAccessibleName(f"{self.accessibleName()}: {place}")
        for made, there in ((self._back, at > 0), (self._on, at < len(keys) - 1)):
            if not there and made.hasFocus():
                # Qt would send the keyboard somewhere after the row.
                self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            made.setEnabled(there)
        self._make_one_stop()
        if had and not any(part.hasFocus() and part.isVisible() for part in parts):
            self.setFocus()
        self.update()

    def _show_words(self, at: int) -> None:
        """All of them where they have room, else those around the step on screen."""
        px, faces = self._px, list(self._faces.values())
        for face in faces:
            face.wordy = True  # type: ignore[attr-defined]  # ours
        between = px(_BETWEEN) * (len(faces) - 1) + 2 * px(_EDGE)
        if sum(face.sizeHint().width() for face in faces) + between > self.width():
            for place, face in enumerate(faces):
                face.wordy = abs(place - at) <= 1  # type: ignore[attr-defined]  # ours
        for face in faces:
            face.updateGeometry()
            face.update()


class ProjectedStepper(Stepper):
    """Read from across a room."""

    scale = 1.3

"""The navigation rail: the town above, a line for each page, the last one at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.i18n import _
from desktop.services import PageSpec
from desktop.theme.icons import icon
from desktop.theme.scaling import follow_theme, restyle, spaced
from desktop.theme.theme import current
from desktop.widgets.button import ToolButton
from desktop.widgets.heard import hear_as
from desktop.widgets.text import text_label

_WIDTH = 200
_NARROW = 118
_ROOM = 1080
"""Below this width of the window, in px at 100 %, the word goes under the icon."""
_LOW = 330
"""Below this height of the rail, in px at 100 %, the word goes without its icon, and is not cut."""


class Rail(QFrame):
    """Says `chosen(page_id)`; arrows go from line to line, Ctrl+1… works from anywhere."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setAccessibleName(_("Pages"))
        self._narrow = self._low = False
        self._group = QButtonGroup(self, exclusive=False)
        self._buttons: dict[str, QToolButton] = {}
        self._badges: dict[str, _Badge] = {}
        self._town = _TownHead(self)
        box = QVBoxLayout(self)
        spaced(box, (8, 16, 8, 16), gap=2)
        box.addWidget(self._town)
        for number, page in enumerate(pages, start=1):
            if number == len(pages):
                box.addStretch()
            box.addWidget(self._button(page, number))
        self._group.idClicked.connect(self._clicked)
        follow_theme(self, self._rescale)

    def show_town(self, name: str, line: str) -> None:
        """Name and inhabitants at the head of the rail."""
        self._town.show_town(name, line)

    def show_crest(self, crest: QPixmap | None) -> None:
        """The crest beside them, or none."""
        self._town.show_crest(crest)

    def mark(self, page_id: str) -> None:
        """Show which page is open; it is the one stop of Tab."""
        policy = Qt.FocusPolicy
        for key, made in self._buttons.items():
            made.setChecked(key == page_id)
            made.setFocusPolicy(policy.StrongFocus if key == page_id else policy.ClickFocus)

    def badge(self, page_id: str, told: str, words: str) -> None:
        """Show in a few signs what waits on a page, `words` for who listens; empty shows none."""
        button = self._buttons.get(page_id)
        if button is None:
            return
        if page_id not in self._badges:
            self._badges[page_id] = _Badge(button)
        self._badges[page_id].say(told)
        button.setAccessibleDescription(words if told else "")

    def fit(self, window_width: int) -> None:
        """Put the words beside or under the icons, by the room there is."""
        narrow = window_width < current().px(_ROOM)
        if narrow != self._narrow:
            self._narrow = narrow
            self._rescale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < current().px(_LOW)
        if low != self._low:
            self._low = low
            self._rescale()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        buttons = list(self._buttons.values())
        at = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if not step or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, page: PageSpec, number: int) -> QToolButton:
        made = ToolButton(self)
        made.setProperty("look", "railitem")
        made.setCheckable(True)
        hear_as(made, "choice")
        made.setIcon(icon(page.icon, "muted"))
        made.setAccessibleName(page.label())
        keys = QKeySequence(f"Ctrl+{number}")
        made.setToolTip(keys.toString(QKeySequence.SequenceFormat.PortableText))
        QShortcut(keys, self.window(), lambda: self.chosen.emit(page.id))
        self._buttons[page.id] = made
        self._group.addButton(made, number - 1)
        return made

    def _clicked(self, number: int) -> None:
        self.chosen.emit(list(self._buttons)[number])

    def _rescale(self) -> None:
        px = current().px
        self.setFixedWidth(px(_NARROW if self._narrow else _WIDTH))
        self._town.setVisible(not self._narrow)
        self.setProperty("narrow", self._narrow)
        bare, under = self._narrow and self._low, self._narrow and not self._low
        high, side = (28, 1) if bare else (44, 16) if under else (36, 18)
        style = Qt.ToolButtonStyle
        for made in self._buttons.values():
            made.setText(made.accessibleName() if self._narrow else f"  {made.accessibleName()}")
            made.setToolButtonStyle(
                style.ToolButtonTextUnderIcon if under else style.ToolButtonTextBesideIcon
            )
            made.setIconSize(QSize(px(side), px(side)))
            made.setFixedWidth(self.width() - px(16))
            made.setMinimumHeight(px(high))
            restyle(made)


class _Badge(QLabel):
    """A figure at the right edge of a line of the rail, above the icon where that is narrow."""

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self._button = button
        self.setProperty("look", "badge")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.installEventFilter(self)
        follow_theme(self, self._place)

    def say(self, told: str) -> None:
        self.setText(told)
        self.setVisible(bool(told))
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        px = current().px
        self.setFixedHeight(px(20))
        self.setFixedWidth(max(px(20), self.fontMetrics().horizontalAdvance(self.text()) + px(12)))
        under = self._button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        top = px(4) if under else (self._button.height() - self.height()) // 2
        self.move(self._button.width() - self.width() - px(8), top)


class _TownHead(QWidget):
    """Crest, name and inhabitants."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._crest = QLabel()
        self._name = text_label("", "strong")
        self._line = text_label("", "small")
        self._pixmap: QPixmap | None = None
        texts = QVBoxLayout()
        spaced(texts)
        texts.addWidget(self._name)
        texts.addWidget(self._line)
        box = QHBoxLayout(self)
        spaced(box, (8, 4, 4, 16), gap=10)
        box.addWidget(self._crest, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(texts, 1)
        follow_theme(self, self._rescale)

    def show_town(self, name: str, line: str) -> None:
        self._name.setText(name if len(name) <= 60 else f"{name[:59]}…")
        self._name.setToolTip(name)
        self._line.setText(line)
        self._line.setVisible(bool(line))

    def show_crest(self, crest: QPixmap | None) -> None:
        self._pixmap = crest
        self._rescale()

    def _rescale(self) -> None:
        self._crest.setVisible(self._pixmap is not None)
        if self._pixmap is not None:
            ratio = self.devicePixelRatioF()
            side = round(current().px(36) * ratio)
            scaled = self._pixmap.scaled(
                side,
                side,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled.setDevicePixelRatio(ratio)
            self._crest.setPixmap(scaled)
            self._crest.setAccessibleName(_("Crest"))

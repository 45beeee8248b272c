"""The navigation rail: the town above, a line for each page, the last one at the foot."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QShortcut
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
from desktop.theme.tokens import ICON, Tone
from desktop.widgets.button import ToolButton
from desktop.widgets.folding import Width, window_is_low, window_width
from desktop.widgets.heard import hear_as
from desktop.widgets.text import small_font, text_label, widest

_WIDTH, _NARROW = 200, 76
_ROW, _UNDER, _LOW_UNDER, _BARE = 36, 56, 43, 28
"""Heights of a line: word beside icon, word under icon, so in a low window, word alone."""
_BADGE = 22
_AROUND = 9
"""What stands at each side of a word under its icon: edge, ring and padding."""


class Rail(QFrame):
    """Says `chosen(page_id)`; arrows go from line to line, Ctrl+1… works from anywhere."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "rail")
        self.setAccessibleName(_("Pages"))
        self._narrow = self._low = self._bare = False
        self._group = QButtonGroup(self, exclusive=False)
        self._buttons: dict[str, QToolButton] = {}
        self._badges: dict[str, _Badge] = {}
        self._town = _TownHead(self)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._town)
        for number, page in enumerate(pages, start=1):
            if number == len(pages):
                self._box.addStretch()
            self._box.addWidget(self._button(page, number))
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

    def badge(
        self, page_id: str, told: str, words: str, tone: Tone = Tone.BRAND, sign: str = ""
    ) -> None:
        """Show in a few signs what waits on a page, `words` for who listens; empty shows none.

        Of a level it has the colour, and its sign where there is room.
        """
        button = self._buttons.get(page_id)
        if button is None:
            return
        if page_id not in self._badges:
            self._badges[page_id] = _Badge(button)
        self._badges[page_id].say(told, tone, sign)
        button.setAccessibleDescription(words if told else "")

    def fit(self) -> None:
        """Put the words beside or under the icons, by the room there is."""
        if self._measured() != (self._narrow, self._low, self._bare):
            self._rescale()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _measured(self) -> tuple[bool, bool, bool]:
        """Whether the window is narrow, is low, and has no room for words and icons."""
        lines = len(self._buttons) * current().px(_LOW_UNDER)
        narrow = window_width(self) < Width.WIDE
        # Nobody has laid it out before it is shown.
        height = (self if self.isVisible() else self.window()).height()
        return narrow, window_is_low(self), narrow and height < lines

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
        keys = f"Ctrl+{number}"
        made.setToolTip(keys)
        QShortcut(keys, self.window(), lambda: self.chosen.emit(page.id))
        self._buttons[page.id] = made
        self._group.addButton(made, number - 1)
        return made

    def _clicked(self, number: int) -> None:
        self.chosen.emit(list(self._buttons)[number])

    def _rescale(self) -> None:
        px = current().px
        self._narrow, self._low, self._bare = self._measured()
        self._town.setVisible(not self._narrow)
        self.setProperty("narrow", self._narrow)
        under = self._narrow and not self._bare
        high, side = (_BARE, 1) if self._bare else (_ROW, ICON)
        if under:
            high = _LOW_UNDER if self._low else _UNDER
        ends, gap = (2, 0) if self._narrow and self._low else (16, 2)
        edge = px(1 if self._narrow else 8)
        self._box.setContentsMargins(edge, px(ends), edge, px(ends))
        self._box.setSpacing(px(gap))
        self.setFixedWidth(self._wide() if self._narrow else px(_WIDTH))
        style = Qt.ToolButtonStyle
        for made in self._buttons.values():
            made.setText(made.accessibleName() if self._narrow else f"  {made.accessibleName()}")
            made.setToolButtonStyle(
                style.ToolButtonTextUnderIcon if under else style.ToolButtonTextBesideIcon
            )
            made.setIconSize(QSize(px(side), px(side)))
            made.setFixedWidth(self.width() - 2 * edge)
            made.setFixedHeight(px(high))
            restyle(made)

    def _wide(self) -> int:
        """As the longest word asks for, in whatever font."""
        px, words = current().px, [made.accessibleName() for made in self._buttons.values()]
        # Without its icon a word has the figure beside it.
        badge = _BADGE if self._bare else 0
        return max(px(_NARROW), widest(small_font(), *words) + px(2 * _AROUND + badge))


class _Badge(QLabel):
    """A figure at the right edge of a line of the rail, above the icon where that is narrow."""

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self._button = button
        self.setProperty("look", "badge")
        self._told = self._sign = ""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.installEventFilter(self)
        follow_theme(self, self._place)

    def say(self, told: str, tone: Tone, sign: str) -> None:
        self._told, self._sign = told, f"{sign} {told}" if sign else told
        self.setVisible(bool(told))
        if self.property("level") != str(tone):
            self.setProperty("level", str(tone))
            restyle(self)
        self._place()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        px = current().px
        under = self._button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        self.setText(self._told if under else self._sign)
        self.ensurePolished()
        # As it is drawn: the letters of a sign or of a stroke may be of another font.
        wide = self.fontMetrics().boundingRect(self.text()).width() + px(8 if under else 12)
        self.setFixedSize(max(px(20), wide), px(20))
        top = px(4) if under else (self._button.height() - self.height()) // 2
        # Beside the icon, which is in the middle.
        right = px(2 if under else 8)
        self.move(self._button.width() - self.width() - right, top)


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

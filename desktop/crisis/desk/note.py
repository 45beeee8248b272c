"""The line at the foot of every part of the desk: what has happened goes into the log."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.i18n import _, pgettext
from core.text import clean
from desktop.crisis import actions
from desktop.crisis.inline import not_noted
from desktop.crisis.pen import Pen
from desktop.forms.attempt import attempt
from desktop.forms.controls import Held
from desktop.notifier import Notifier
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL
from desktop.widgets.accessibility import announce
from desktop.widgets.heard import SAID
from desktop.widgets.text import text_label

_HEIGHT = 40
_CAP_SIDE, _CAP_HIGH = 7, 4
EDGE = 12
"""At either side of the line."""


class EntryLine(QLineEdit):
    """Whoever owns it listens to `returnPressed`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        follow_theme(self, self._rescale)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens, px = current().tokens, current().px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._cap_font())
        inner = painter.fontMetrics().boundingRect(_key())
        cap = QRectF(0, 0, inner.width() + 2 * px(_CAP_SIDE), inner.height() + px(_CAP_HIGH))
        cap.moveCenter(QRectF(self.rect()).center())
        cap.moveRight(self.width() - px(EDGE))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, _key())
        painter.end()

    def _rescale(self) -> None:
        px = current().px
        self.setMinimumHeight(px(_HEIGHT))
        self.setTextMargins(px(4), 0, px(64), 0)

    def _cap_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(current().px(SMALL))
        return font


def _key() -> str:
    return pgettext("key", "Enter")


class NoteFoot(QWidget):
    """One entry for each Enter; half of one is kept, also when the program ends."""

    def __init__(self, pen: Pen, notifier: Notifier) -> None:
        super().__init__()
        self._pen, self._notifier = pen, notifier
        self._desk: Desk | None = None
        self._line = EntryLine()
        self._line.returnPressed.connect(self._write)
        self._wrong = text_label("")
        self._wrong.setProperty("tone", "red")
        self._line.textEdited.connect(lambda _text: self._wrong.hide())
        self._half = text_label(not_noted(), "muted")
        self._held = Held(self._line, notifier.unsaved, "log-line", self._half.setVisible)
        box = QVBoxLayout(self)
        spaced(box, (EDGE, 8, EDGE, 8), gap=4)
        for part in (self._wrong, self._half, self._line):
            box.addWidget(part)
        for above in (self._wrong, self._half):
            above.hide()
        self.setFocusProxy(self._line)
        self.show_pen()

    def show_desk(self, desk: Desk) -> None:
        """Of which incident it writes."""
        self._desk = desk
        self._held.show_subject(desk.incident.id)

    def show_pen(self) -> None:
        """Say in the line whether it writes what happens now or what is on paper."""
        hour = self._pen.hour
        words = _("Note what has happened…")
        if hour is not None:
            words = _("Note what happened at {time}, from paper…").format(time=f"{hour:%H:%M}")
        self._line.setPlaceholderText(words)
        self._line.setAccessibleName(words)
        self._line.setAccessibleDescription(SAID)

    def _write(self) -> None:
        desk, text = self._desk, self._line.text()
        if desk is None:
            return
        if attempt(lambda: actions.note(self._pen, desk.incident, text), self._notifier, self._say):
            self._wrong.hide()
            announce(self._line, _("Noted: {text}").format(text=clean(text)))
            self._line.clear()
            self._held.taken()

    def _say(self, message: str) -> None:
        self._wrong.setText(message)
        self._wrong.show()
        announce(self._line, message)

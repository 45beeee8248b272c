"""The tab of the log: a line to write on, and what was written."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.model import LogEntry
from core.i18n import _, pgettext
from core.text import clean
from desktop.crisis import actions
from desktop.crisis.desk.log_list import LogList, LogRow, rows_of
from desktop.crisis.desk.team import HandoverCard
from desktop.crisis.inline import AskLine, not_noted
from desktop.crisis.pen import Pen
from desktop.forms.attempt import attempt
from desktop.forms.controls import Held
from desktop.services import Services
from desktop.theme.scaling import follow_theme, spaced
from desktop.theme.theme import current
from desktop.theme.tokens import SMALL
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.text import text_label

_HEIGHT = 42
_CAP_SIDE, _CAP_HIGH = 7, 4
_EDGE = 12


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
        cap.moveRight(self.width() - px(_EDGE))
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


_LEAST = 150


class LogPart(QWidget):
    """The log and, below it, who wears which hat. A `desktop.crisis.tab.Part`."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._list = LogList(_("Log"))
        self._list.setToolTip(_("C corrects an entry"))
        self._line = EntryLine()
        self._line.returnPressed.connect(self._write)
        self._wrong = text_label("")
        self._wrong.setProperty("tone", "red")
        self._half = text_label(not_noted(), "muted")
        for below in (self._wrong, self._half):
            below.hide()
        self._held = Held(self._line, services.notifier.unsaved, "log-line", self._half.setVisible)
        self._correct = button(_("Correct this entry"), self._ask_chosen, icon_name="pencil")
        self._correction = AskLine(
            _("Correction"),
            services.notifier,
            "correction",
            _("What was written stays; the correction stands below it."),
        )
        self._correction.closed.connect(self._list.setFocus)
        self.hats = HandoverCard(services, pen)
        self._list.chosen.connect(lambda row: self._correct.setVisible(row is not None))
        self._list.correction_asked.connect(self._ask)
        self._lay_out()
        self.show_pen()

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def show_desk(self, desk: Desk) -> None:
        """Show the entries and the hats."""
        self._desk = desk
        self._held.show_subject(desk.incident.id)
        self._list.show_rows(rows_of(desk.log))
        self._correct.setVisible(self._list.row() is not None)
        self.hats.show_desk(desk)

    def show_pen(self) -> None:
        """Say in the line whether it writes what happens now or what is on paper."""
        hour = self._pen.hour
        words = _("Note what has happened…")
        if hour is not None:
            words = _("Note what happened at {time}, from paper…").format(time=f"{hour:%H:%M}")
        self._line.setPlaceholderText(words)
        self._line.setAccessibleName(words)

    def take_keyboard(self) -> None:
        """The line."""
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """An entry by its number, or `hats`."""
        if target == "hats":
            self.hats.take_keyboard()
        elif isinstance(target, int) and self._list.select_entry(target):
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_keyboard()

    def _lay_out(self) -> None:
        card = Card(flush=True)
        card.setAccessibleName(_("Log"))
        card.add(self._list, 1)
        box = QVBoxLayout(self)
        spaced(box, gap=10)
        box.addWidget(card, 1)
        box.addWidget(self._correct, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self._correction, self._line, self._half, self._wrong, self.hats):
            box.addWidget(part)
        follow_theme(card, lambda: card.setMinimumHeight(current().px(_LEAST)))

    def _write(self) -> None:
        desk, text = self._desk, self._line.text()
        if desk is None:
            return
        if attempt(
            lambda: actions.note(self._pen, desk.incident, text),
            self._services.notifier,
            self._say,
        ):
            self._wrong.hide()
            announce(self._line, _("Noted: {text}").format(text=clean(text)))
            self._line.clear()
            self._held.taken()

    def _say(self, message: str) -> None:
        self._wrong.setText(message)
        self._wrong.show()
        announce(self._line, message)

    def _ask_chosen(self) -> None:
        row = self._list.row()
        if row is not None:
            self._ask(row)

    def _ask(self, row: LogRow) -> None:
        entry = row.entry
        # A whole statement does not fit in a line: what is wrong with it is said in other words.
        text = "" if "\n" in entry.text else entry.text
        about = f"{row.hour} · {entry.text.splitlines()[0]}"
        self._correction.ask(
            (entry.incident_id, entry.id),
            about,
            _("Correct"),
            lambda said: self._put_right(entry, said),
            text,
        )

    def _put_right(self, entry: LogEntry, said: str) -> None:
        """Raises `AppError`."""
        actions.correct(self._pen, entry, said)

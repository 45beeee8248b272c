"""A band of Hoy: what goes on now, the minutes that are left, and the way there."""

from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.crisis.incidents.clock import countdown
from core.days import hour_or_moment, lapse
from core.i18n import _
from desktop.alarm_dismissal import dismiss
from desktop.forms.suggestion import ReasonField
from desktop.services import Services
from desktop.theme.ring import GROUND
from desktop.theme.scaling import follow_theme, restyle, spaced
from desktop.theme.theme import current
from desktop.today.alerts import Alert
from desktop.widgets.button import button, set_words
from desktop.widgets.heard import sentences
from desktop.widgets.layouts import flow_row
from desktop.widgets.marks import Chip
from desktop.widgets.text import text_label, width_in_lines

_LEAST_TITLE = 480
_HIGH = 72
_STEP_WIDTH = 260
_GAP = 24
_SIDE = 16
_NO_BREAK = "\u00a0"
_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(minutes=1)


class Band(QFrame):
    """What it is, what has happened, what comes next, and its buttons: in one line, in two, or one
    below the other, by the room there is."""

    def __init__(self, services: Services, alert: Alert) -> None:
        super().__init__()
        self._services = services
        self._alert = alert
        self._lines = 0
        # What is open looks as the band of its desk does.
        self._sign = Chip("", alert.tone) if not alert.solid else text_label("", "small")
        self._title = text_label("", "section" if alert.solid else "fact")
        self._line = text_label("")
        self._texts = _column(self._title, self._line)
        self._step = text_label("", "strong")
        self._next = _column(text_label(_("Now to do"), "small", wraps=False), self._step)
        self._caption = text_label("", "small", wraps=False)
        self._left = text_label("", "title", wraps=False)
        self._promise = _column(self._caption, self._left)
        self._facts = QWidget(self)
        self.primary = button("", self._go, kind="primary")
        self._buttons = self._made_buttons()
        self._reason = ReasonField(
            _("Why is it not an alarm?"),
            _("The reason is kept with the alarm."),
            _("Say in a few words why."),
            lambda: self.primary.setFocus(Qt.FocusReason.OtherFocusReason),
        )
        self._grid = QGridLayout()
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.tick)
        self._lay_out()
        self.show_alert(alert)
        follow_theme(self, self._rescale)

    def show_alert(self, alert: Alert) -> None:
        """Show it as it is now; what is being typed about it stays."""
        self._alert = alert
        self.setProperty("band" if alert.solid else "banner", str(alert.tone))
        restyle(self)
        self._title.setText(alert.title)
        self._step.setText(alert.step)
        self._say_line()
        self._rescale()
        set_words(self.primary, alert.action)
        self.primary.setAccessibleName(f"{alert.action}: {alert.title}")
        self.tick()

    def countdown(self) -> str:
        """How long until the public hears more, as it stands there."""
        return self._left.text()

    def _rescale(self) -> None:
        self.setMinimumHeight(current().px(_HIGH))
        self._fold()

    def minimumSizeHint(self) -> QSize:
        # As narrow as with everything below one another: else no container would let it get there.
        parts = (self._sign, self._facts, self._buttons)
        least = max(part.minimumSizeHint().width() for part in parts)
        return QSize(least + current().px(2 * _SIDE), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _made_buttons(self) -> QWidget:
        if self._alert.alarm is None:
            return flow_row(self.primary)
        return flow_row(button(_("Dismiss the alarm…"), self._ask_why, kind="quiet"), self.primary)

    def _lay_out(self) -> None:
        facts = QHBoxLayout(self._facts)
        spaced(facts, gap=_GAP)
        middle = Qt.AlignmentFlag.AlignVCenter
        for part in (self._next, self._promise):
            facts.addWidget(part, 0, middle)
        if self._alert.solid:
            self.setProperty(GROUND, "on_solid")
        else:
            self._sign.setProperty("filled", self._alert.alarm is not None)
        box = QVBoxLayout(self)
        spaced(box, (_SIDE, 8, _SIDE, 8), gap=4)
        spaced(self._grid, gap=8)
        self._grid.setHorizontalSpacing(current().px(_GAP))
        box.addLayout(self._grid)
        box.addWidget(self._reason)

    def _fold(self) -> None:
        px = current().px
        # In two lines; below others it may take as many as it likes.
        wanted = width_in_lines(self._alert.step, self._step.font(), 2)
        self._step.setMinimumWidth(min(px(_STEP_WIDTH), wanted))
        room = self.width() - px(2 * _SIDE)
        gap = px(_GAP)
        sign, buttons = self._sign_width(), self._buttons.sizeHint().width()
        facts = self._facts_width() + gap if self._alert.solid else 0
        title = px(_LEAST_TITLE)
        across = max(title, sign) + facts if self._alert.solid else sign + gap + title
        lines = 1 if across + gap + buttons <= room else 2 if sign + gap + buttons <= room else 3
        self._grid.setVerticalSpacing(px(2 if self._alert.solid and lines == 1 else 8))
        if lines != self._lines:
            self._lines = lines
            self._place(lines)

    def _sign_width(self) -> int:
        """In one line, whatever it has now."""
        if self._sign.wordWrap():
            self._sign.ensurePolished()
            return self._sign.fontMetrics().horizontalAdvance(self._sign.text()) + 1
        return self._sign.sizeHint().width()

    def _facts_width(self) -> int:
        """Of all of them, also while the step stands elsewhere."""
        columns = (part.sizeHint().width() for part in (self._next, self._promise))
        return sum(columns) + current().px(_GAP)

    def _place(self, lines: int) -> None:
        grid, solid = self._grid, self._alert.solid
        parts = (self._sign, self._texts, self._facts, self._buttons)
        for part in parts:
            grid.removeWidget(part)
        middle = Qt.AlignmentFlag.AlignVCenter
        if lines == 1 and solid:
            grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(self._texts, 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._facts, 0, 1, 2, 1, middle)
            grid.addWidget(self._buttons, 0, 2, 2, 1, middle)
        elif lines == 1:
            grid.addWidget(self._sign, 0, 0, middle)
            grid.addWidget(self._texts, 0, 1, middle)
            grid.addWidget(self._buttons, 0, 2, middle)
        elif lines == 2:
            grid.addWidget(self._sign, 0, 0, middle)
            grid.addWidget(self._buttons, 0, 1, middle | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._texts, 1, 0, 1, 1 if solid else 2)
            grid.addWidget(self._facts, 1, 1, middle | Qt.AlignmentFlag.AlignRight)
        else:
            for row, part in enumerate(parts):
                grid.addWidget(part, row, 0)
        stretched = 1 if lines == 1 and not solid else 0
        for column in range(3):
            grid.setColumnStretch(column, int(column == stretched))
        self._facts.setVisible(solid)
        self._next.setVisible(lines == 1)
        self._say_line()
        self.updateGeometry()

    def _say_line(self) -> None:
        """Below what has happened: where, or what is to be done where that has no place of its
        own."""
        told = self._alert.line
        if self._alert.step and self._lines > 1:
            told = _("Now to do: {step}").format(step=self._alert.step)
        self._line.setText(told)
        self._line.setVisible(bool(told))

    def tick(self) -> None:
        """Say how long it has been and how long there is, and again when that changes."""
        alert, now = self._alert, self._services.clock.now()
        told = [alert.kind]
        if alert.since is not None:
            # Translators: {length} is such as 12 min.
            told.append(_("{length} ago").format(length=lapse(max(now - alert.since, timedelta()))))
        # In two lines, the second begins with the lapse.
        parts = [told[0], *(part.replace(" ", _NO_BREAK) for part in told[1:])]
        self._sign.setText(f"{alert.sign} {' · '.join(parts)}".strip())
        left = None if alert.due is None else alert.due - now
        self._left.setText(countdown(left))
        self._caption.setText(_promise(alert, now))
        heard = [*told, alert.line, alert.step, self._caption.text(), self._left.text()]
        self.primary.setAccessibleDescription(sentences(*heard))
        if alert.due is not None or alert.since is not None:
            self._pause.start(_until_change(left))

    def _go(self) -> None:
        self._services.go(self._alert.page, self._alert.target)

    def _ask_why(self) -> None:
        alarm = self._alert.alarm
        if alarm is not None:
            self._reason.ask(
                "", _("Dismiss the alarm"), lambda reason: dismiss(self._services, alarm, reason)
            )


def _column(*labels: QLabel) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    spaced(box, gap=2)
    for label in labels:
        box.addWidget(label)
    return made


def _promise(alert: Alert, now: datetime) -> str:
    """`Next update, 13:44`, with its day where that is another."""
    if alert.due is None:
        return alert.due_words
    return f"{alert.due_words}, {hour_or_moment(alert.due, now)}"


def _until_change(left: timedelta | None) -> int:
    """Milliseconds until the words are others: every second below two minutes, else a minute."""
    if left is not None and timedelta() < left < 2 * _MINUTE:
        return 1000
    rest = (left or timedelta()) % _MINUTE or _MINUTE
    return max(1000, round(rest / _SECOND * 1000))

"""The bar of a drill, above its desk: the minutes that are left, and what arrives meanwhile."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.model import InjectShown
from core.crisis.scenario import Inject
from core.days import clock_time
from core.i18n import _, ngettext
from desktop.crisis import actions
from desktop.crisis.drill.course import ArrivalCard, DrillClock, ShownInject, Situation
from desktop.crisis.drill.scoring import Scoring
from desktop.crisis.looks import DRILL_KEY
from desktop.crisis.pen import Pen
from desktop.forms.attempt import attempt
from desktop.forms.form import Form
from desktop.notifier import Action
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.folding import after_resize, window_is_low
from desktop.widgets.layouts import Beside
from desktop.widgets.marks import LATE, state_chip
from desktop.widgets.text import text_label

_TEXT_ROOM = 200
_MINUTE = timedelta(minutes=1)


class DrillBar(QWidget):
    """A `desktop.crisis.tab.Part`, hidden where there is no drill under way.

    `scoring(on)` says that the desk below gives way to the judgement
    of the drill, and comes back, `read` that there is nothing more to read now. What has arrived
    and has not been answered yet is shown one at a time; so are, after the program was closed, all
    that came due meanwhile.
    """

    scoring = Signal(bool)
    read = Signal()

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        self._services = services
        self._pen = pen
        self._desk: Desk | None = None
        self._begun = False
        self._shown: InjectShown | None = None
        self._told_time = False
        self._clock = DrillClock(services, pen, self)
        self._clock.ticked.connect(self._on_tick)
        self._clock.arrived.connect(self._tell)
        self._title = text_label(_("DRILL"), "section", wraps=False)
        self._line = text_label("", "muted")
        self._over = state_chip(_("Time is up"), LATE)
        self._bring = button(_("Send the next one now"), self._bring_next, icon_name="zap")
        self._end = button(_("End and score"), self.start_scoring, icon_name="flag")
        self._situation = Situation()
        self._situation.begun.connect(self._begin)
        self._arrival = ArrivalCard()
        self._arrival.done.connect(self._go_on)
        self._arrival.back_asked.connect(lambda: self._reread(-1))
        self._waiting = text_label("", "body")
        self._again = button(_("Read the last one again"), lambda: self._reread(-1), kind="quiet")
        self._card = Card()
        self.set_framed(True)
        self._scoring = Scoring(services, pen, self._clock.hand)
        self._scoring.back_asked.connect(self.stop_scoring)
        self._form = Form(self, services.notifier, "inject")
        self._form.bind(self._arrival.field, self._answer, self._note, "answer")
        self._lay_out()

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def show_desk(self, desk: Desk) -> None:
        """Show what has arrived and not been answered; what is being typed stays."""
        running = desk.incident.drill and desk.incident.open and desk.scenario.drill is not None
        self._desk = desk if running else None
        self._clock.follow(self._desk)
        self.setVisible(running)
        if not running:
            if self.is_scoring():
                self.stop_scoring()
            return
        self._situation.show_plan(drill.plan_of(desk))
        self._scoring.show_desk(desk)
        self._show_next()
        self._say_time(self._services.clock.now())
        # Not from here: whoever shows this desk to the other parts would go on with an older one.
        QTimer.singleShot(0, self, self._clock.tick)

    def set_framed(self, framed: bool) -> None:
        """On a card of its own, or on that of the parts."""
        # The list below it is what the person works with.
        spaced(self._card.body, (16, 8, 16, 10) if framed else (0, 0, 0, 0), gap=8)
        self._card.set_framed(framed)

    def tick(self) -> None:
        """Look at the clock now."""
        self._clock.tick()

    def comes_first(self) -> bool:
        """Whether the situation has to be read, or the drill judged, before the desk is used."""
        return self.is_scoring() or self._situation.isVisibleTo(self)

    def take_keyboard(self) -> None:
        """What is to be read or judged now."""
        if self.is_scoring():
            self._scoring.take_keyboard()
        elif self._situation.isVisibleTo(self):
            self._situation.take_keyboard()
        elif self._arrival.isVisibleTo(self):
            self._arrival.take_keyboard()
        else:
            first = self._bring if self._bring.isEnabled() else self._end
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """`score`, or else what is to be read now."""
        if target == "score":
            self.start_scoring()
        else:
            self.take_keyboard()

    def is_scoring(self) -> bool:
        """Whether the drill is being judged."""
        return self._scoring.isVisibleTo(self)

    def start_scoring(self) -> None:
        """End it: judge what arrived in place of the desk."""
        if self._desk is None:
            return
        self._form.flush()
        self._told_time = True
        self._card.hide()
        self._scoring.show()
        self.scoring.emit(True)
        self._scoring.take_keyboard()

    def stop_scoring(self) -> None:
        """Go back to the desk of the drill."""
        here = self.isAncestorOf(self.window().focusWidget() or self.window())
        self._scoring.hide()
        self._card.show()
        self.scoring.emit(False)
        if here and self._desk is not None:
            self.take_keyboard()

    def _lay_out(self) -> None:
        self._over.hide()
        self._scoring.hide()
        head = QWidget()
        words = QHBoxLayout(head)
        spaced(words, gap=12)
        words.addWidget(self._title)
        words.addWidget(self._line, 1)
        top = Beside(head, text_room=_TEXT_ROOM)
        for action in (self._over, self._bring, self._end):
            top.add_action(action)
        rest = Beside(self._waiting, text_room=_TEXT_ROOM)
        rest.add_action(self._again)
        self._rest = rest
        self._card.setAccessibleName(_("Drill"))
        for part in (top, self._situation, self._arrival, rest):
            self._card.add(part)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._card)
        box.addWidget(self._scoring)
        self._card.setToolTip(DRILL_KEY)
        # The minutes that are left are in the title, and what waits in the strip of the parts.
        after_resize(self, lambda: self._line.setHidden(window_is_low(self)))

    def _bring_next(self) -> None:
        self._clock.bring_next()
        self.take_keyboard()

    def _begin(self) -> None:
        self._begun = True
        self._show_next()
        self._to_what_follows()

    def _to_what_follows(self) -> None:
        """What has arrived, or the desk: a key too many would hurry what is still to come."""
        if self._arrival.isVisibleTo(self):
            self._arrival.take_keyboard()
        else:
            self.read.emit()

    def _show_next(self) -> None:
        """Keep showing what is being read; else the first that was not answered."""
        desk = self._desk
        if desk is None:
            return
        there = drill.arrived(desk)
        if self._shown is not None:
            self._shown = next((shown for _i, shown in there if shown.id == self._shown.id), None)
        if self._shown is None:
            self._shown = next((shown for _i, shown in there if shown.answered_at is None), None)
        reading = not self._begun and not any(shown.answered_at for _i, shown in there)
        self._situation.setVisible(reading)
        self._arrival.setVisible(not reading and self._shown is not None)
        self._rest.setVisible(not reading and self._shown is None)
        self._show_arrival(there)
        left = len(drill.to_come(desk))
        self._bring.setEnabled(bool(left) and not reading)
        self._again.setVisible(bool(there))
        self._waiting.setText(
            _("Go on with the incident: note, call, write. What comes next arrives by itself.")
            if left
            else _("Nothing more arrives. Finish what you are doing, and score it.")
        )

    def _show_arrival(self, there: list[tuple[Inject, InjectShown]]) -> None:
        place = self._place(there)
        if place is None or self._desk is None:
            return
        inject, shown = there[place]
        self._arrival.show_arrival(
            ShownInject(
                inject,
                clock_time(shown.shown_at),
                place + 1,
                len(drill.plan_of(self._desk).injects),
                place + 1 < len(there),
            )
        )
        self._form.show_subject(shown.id)

    def _place(self, there: list[tuple[Inject, InjectShown]]) -> int | None:
        found = (at for at, (_i, shown) in enumerate(there) if shown == self._shown)
        return next(found, None)

    def _say_time(self, now: datetime) -> None:
        desk = self._desk
        if desk is None:
            return
        minutes, passed = drill.plan_of(desk).minutes, desk.elapsed(now) // _MINUTE
        over = drill.ends_at(desk) <= now
        waiting = sum(inject.answered_at is None for inject in desk.injects)
        if self._shown is not None and self._shown.answered_at is None:
            waiting -= 1
        minute = min(passed, minutes)
        words = [_("Minute {minute} of {minutes}").format(minute=minute, minutes=minutes)]
        left = _("{count} min left").format(count=max(minutes - passed, 1))
        title = _("DRILL")
        self._title.setText(title if over else f"{title} · {left}")
        if waiting:
            words.append(
                ngettext("{count} more has arrived", "{count} more have arrived", waiting).format(
                    count=waiting
                )
            )
        self._line.setText(" · ".join(words))
        self._over.setVisible(over)

    def _on_tick(self, now: datetime) -> None:
        self._say_time(now)
        desk = self._desk
        if desk is None or self._told_time or now < drill.ends_at(desk) or drill.due(desk, now):
            return
        # Once everything was read, and nobody is torn from what they are typing.
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if not typing and all(inject.answered_at for inject in desk.injects):
            self.start_scoring()

    def _tell(self, injects: list[Inject]) -> None:
        """Say that something arrived, wherever the person is."""
        desk = self._desk
        words = _("Drill: {title}").format(title=injects[-1].title)
        announce(self, words)
        if desk is not None and not self.isVisible():
            number = desk.incident.id
            there = Action(_("Go there"), lambda: self._services.go("crisis", ("incident", number)))
            self._services.notifier.toast(words, there)

    def _answer(self) -> str:
        return self._shown.answer if self._shown is not None else ""

    def _note(self, text: str) -> None:
        if self._shown is not None:
            actions.note_inject(self._pen, self._shown, text)

    def _go_on(self) -> None:
        """Keep the answer and go on with the one after it, or with the desk."""
        desk, shown = self._desk, self._shown
        if desk is None or shown is None:
            return
        self._form.flush()

        def work() -> None:
            text = self._arrival.answer.toPlainText()
            actions.answer_inject(self._pen, shown, text, self._clock.hand())

        def say(sentence: str) -> None:
            self._arrival.field.show_error(sentence)
            self._arrival.take_keyboard()

        if not attempt(work, self._services.notifier, say):
            return
        there = drill.arrived(desk)
        place = self._place(there)
        following = there[place + 1 :] if place is not None else []
        self._shown = following[0][1] if following else None
        self._show_next()
        self._to_what_follows()

    def _reread(self, step: int) -> None:
        """Show the one before, or the last when none is shown."""
        if self._desk is None:
            return
        there = drill.arrived(self._desk)
        place = self._place(there)
        at = len(there) + step if place is None else place + step
        if 0 <= at < len(there):
            self._form.flush()
            self._shown = there[at][1]
            self._show_next()
            self._arrival.take_keyboard()

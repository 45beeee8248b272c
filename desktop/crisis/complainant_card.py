"""One person affected: what they say, how to reach them, and the next step of the conversation."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.crisis import answers, voices
from core.crisis.answers import name_of
from core.crisis.labels import complainant_state_label
from core.crisis.log import Hand
from core.crisis.model import Complainant, ComplainantState
from core.days import clock_time
from core.i18n import _, pgettext
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from desktop.crisis.adding_line import AddingLine, kept
from desktop.crisis.in_place import InPlace
from desktop.crisis.pen import Pen
from desktop.crisis.ready_text import ReadyText
from desktop.forms import fields
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import Kind, button
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.layouts import empty
from desktop.widgets.text import divider, text_label

State = ComplainantState
Step = tuple[str, Callable[[], None], Kind]
"""Words of a button, what it does, and its look."""
_SAID_LINES = 2


class ComplainantCard(Card):
    """The fields save themselves; a step is taken by its button and goes into the log."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        spaced(self.body, (16, 14, 16, 16), gap=12)
        self._services = services
        self._pen = pen
        self._person: Complainant | None = None
        self._shown: object = None
        self._channels: tuple[PrivateChannel, ...] = ()
        self._doors: list[str] = []
        self._said = RecordForm(
            services.notifier, _what_they_say(), self._describe, place="complainant"
        )
        self._about = RecordForm(
            services.notifier, _about_them(), self._describe, place="complainant"
        )
        self._name = text_label("", "strong")
        self._where = text_label("", "muted")
        self._question = text_label("", "strong")
        self._steps = QWidget()
        self._flow = FlowLayout(self._steps)
        spaced(self._flow, gap=8)
        self._buttons: list[QPushButton] = []
        self._other = AddingLine(
            _("Another private channel"),
            services.notifier,
            self._move_to,
            add=_("Move to private"),
            placeholder=_("Number, address or office"),
        )
        self._texts = QVBoxLayout()
        spaced(self._texts, gap=8)
        self._forget = button(
            _("Erase their data…"), self._ask_forgetting, kind="quiet", icon_name="trash"
        )
        self._forgetting = InPlace(_("Erase their data"), services.notifier)
        self._forgetting.closed.connect(self._forget.setFocus)
        self._lay_out()

    def show_person(self, person: Complainant, number: int) -> None:
        """Show somebody as they stand now; what is being typed stays. The log has the number."""
        if self._person is not None and self._person.id != person.id:
            self._other.clear()
            self._forgetting.close_asking()
        self._person = person
        self._name.setText(f"{voices.numbered(number)}: {person.label}")
        for form in (self._said, self._about):
            form.show_item(person, person.id)
        with self._services.store.read() as connection:
            self._channels = plan_records.every(connection, PrivateChannel)
            self._doors = answers.doors(connection)
        self._where.setText(_so_far(person))
        self._show_steps(person)

    def take_keyboard(self, field: str = "") -> None:
        """A field by its name, or the next step."""
        if field:
            self._said.take_keyboard(field)
        elif self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        for part in (
            self._name, self._said, divider(), self._where, self._question, self._steps,
        ):  # fmt: skip
            self.add(part)
        self.body.addLayout(self._texts)
        for part in (self._other, divider(), self._about, self._forgetting):
            self.add(part)
        self.body.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)
        self._forgetting.add(
            text_label(
                _(
                    "Who it is, what they say, how to reach them and the note go for good. The log"
                    " has only the number, and keeps it."
                )
            )
        )
        erase = button(_("Erase for good"), self._do_forget, icon_name="trash")
        self._forgetting.add(self._forgetting.buttons(erase))

    def _show_steps(self, person: Complainant) -> None:
        """The buttons and texts of where the conversation stands; the same ones are left alone."""
        showing = (person.id, person.state, person.channel, self._channels, self._doors)
        if showing == self._shown:
            return
        held = any(one.hasFocus() for one in self._buttons) or self._other.hasFocus()
        self._shown = showing
        self._question.setText(_question(person.state))
        self._other.setVisible(person.state is State.OPEN)
        empty(self._flow)
        self._buttons = [
            button(words, act, kind=kind) for words, act, kind in self._offered(person.state)
        ]
        for made in self._buttons:
            self._flow.addWidget(made)
        empty(self._texts)
        for text in answers.ready(person, self._doors):
            self._texts.addWidget(ReadyText(text, self._services.notifier))
        if held:
            self.take_keyboard()

    def _offered(self, state: State) -> Sequence[Step]:
        close = _("Mark closed in public"), lambda: self._settle(voices.close)
        again = _("Reopen the conversation"), lambda: self._settle(voices.reopen)
        solve = _("Mark settled in private"), lambda: self._settle(voices.solve)
        if state is State.OPEN:
            first: Kind = "primary"
            ways: list[Step] = []
            for channel in self._channels:
                ways.append((channel.title, partial(self._move_to_channel, channel), first))
                first = "secondary"
            return [*ways, (*close, "quiet")]
        if state is State.MOVED:
            return [(*solve, "primary"), (*close, "secondary"), (*again, "quiet")]
        if state is State.SOLVED:
            return [(*close, "primary"), (*again, "quiet")]
        return [(*again, "quiet")]

    def _describe(self, person: Complainant, field: str) -> None:
        """Store the one field: the form of another does not know of it yet."""
        if self._person is None:
            return
        changed = replace(self._person, **{field: getattr(person, field)})
        with self._pen.writing() as db:
            voices.describe(db, changed)
        self._person = changed

    def _move_to(self, channel: str) -> None:
        """Raises `InvalidValue` for a channel that cannot be kept."""
        person = self._flushed()
        if person is not None:
            hand = self._pen.hand()
            with self._pen.writing() as db:
                voices.move(db, person, channel, hand)

    def _move_to_channel(self, channel: PrivateChannel) -> None:
        field = self._about.field("label")
        kept(field, self._services.notifier, lambda: self._move_to(name_of(channel)))

    def _settle(self, step: Callable[..., None]) -> None:
        person = self._flushed()
        if person is None:
            return

        def work() -> None:
            hand: Hand = self._pen.hand()
            with self._pen.writing() as db:
                step(db, person, hand)

        kept(self._about.field("label"), self._services.notifier, work)

    def _ask_forgetting(self) -> None:
        self._forgetting.show()
        # A key pressed twice by mistake erases nothing.
        self._forgetting.findChildren(QPushButton)[-1].setFocus()

    def _do_forget(self) -> None:
        person = self._flushed()
        if person is None:
            return

        def work() -> None:
            for form in (self._said, self._about):
                form.form.forget(person.id)
            with self._pen.writing() as db:
                voices.forget(db, person)

        self._forgetting.attempt(self._about.field("label"), work)

    def _flushed(self) -> Complainant | None:
        """The person with what was typed a moment ago."""
        self._said.flush()
        self._about.flush()
        return self._person


def _what_they_say() -> list[fields.Field]:
    return [
        fields.lines("said", _("What they say"), rows=_SAID_LINES),
        fields.line("reach", _("Where to reach them"), _("It stays here: not in the log.")),
    ]


def _about_them() -> list[fields.Field]:
    return [fields.line("label", _("Who")), fields.line("note", _("Note"))]


def _question(state: State) -> str:
    return {
        State.OPEN: _("Where does it go on in private?"),
        State.MOVED: _("And now?"),
        State.SOLVED: _("Now say in public that it is settled."),
        State.CLOSED: "",
    }[state]


def _so_far(person: Complainant) -> str:
    """The way of the conversation, with its hours."""
    told = [complainant_state_label(State.OPEN)]
    steps = (
        (State.MOVED, person.moved_at),
        (State.SOLVED, person.solved_at),
        (State.CLOSED, person.closed_at),
    )
    for state, at in steps:
        if at is not None:
            words = pgettext("complainant", "{state} at {time}")
            told.append(words.format(state=complainant_state_label(state), time=clock_time(at)))
    way = " → ".join(told)
    return f"{way}\n{person.channel}" if person.channel else way

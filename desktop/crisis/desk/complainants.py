"""People affected, and answers ready to be copied."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.crisis.desk import Desk
from core.crisis.incidents import voices
from core.crisis.labels import complainant_state_label
from core.crisis.model import Complainant, ComplainantState
from core.crisis.texts import fields as answers
from core.crisis.texts.fields import Ready, name_of
from core.days import clock_time
from core.i18n import _, ngettext, pgettext
from core.pictures.model import Owner, OwnerKind
from core.plan import records as plan_records
from core.plan.model import PrivateChannel
from desktop import outward
from desktop.crisis import actions
from desktop.crisis.inline import AddingLine, InPlace
from desktop.crisis.pen import Pen
from desktop.crisis.tab import RecordTab
from desktop.forms import fields
from desktop.forms.attempt import kept
from desktop.forms.record import FormRow, RecordForm
from desktop.notifier import Notifier
from desktop.pictures.card import KeptPictures
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import Kind, button
from desktop.widgets.card import Card
from desktop.widgets.layouts import FlowLayout, empty
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.marks import Mark
from desktop.widgets.text import divider, text_label


class ReadyText(QFrame):
    """When it is the right one, the words, and the button that copies them."""

    def __init__(self, ready: Ready, notifier: Notifier) -> None:
        super().__init__()
        self._ready = ready
        self._notifier = notifier
        self.setProperty("look", "well")
        # Translators: Button: to the clipboard.
        copy = button(_("Copy text"), self._copy, icon_name="copy")
        copy.setAccessibleName(_("Copy: {title}").format(title=ready.title))
        copy.setAccessibleDescription(ready.text)
        head = QHBoxLayout()
        spaced(head, gap=8)
        head.addWidget(text_label(ready.title, "strong"), 1)
        head.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        words = text_label(ready.text)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QVBoxLayout(self)
        spaced(box, (12, 8, 8, 10), gap=6)
        box.addLayout(head)
        box.addWidget(words)

    def _copy(self) -> None:
        told = _("Copied. Paste it where the person wrote.")
        outward.copy_text(self._notifier, self._ready.text, told)


State = ComplainantState
Step = tuple[str, Callable[[], None], Kind]
"""Words of a button, what it does, and its look."""
MARKS = {
    State.OPEN: Mark("message-circle"),
    State.MOVED: Mark("lock"),
    State.SOLVED: Mark("handshake"),
    State.CLOSED: Mark("check"),
}
_SAID_LINES = 2


class Complainants(RecordTab[Complainant]):
    """The keyboard goes on from a new name to what the person says."""

    def __init__(self, services: Services, pen: Pen) -> None:
        self._pen = pen
        self._incident_id = 0
        self.card = ComplainantCard(services, pen)
        entry = AddingLine(
            _("Who is affected"),
            services.notifier,
            self._add,
            add=_("Note the person"),
            placeholder=_("neighbour from the square"),
            place="person-line",
            help_text=_("In as few words as will do. The log has a number in place of them."),
        )
        super().__init__(
            entry,
            _("People affected"),
            self.card,
            _row,
            self.card.show_person,
            self.card.take_keyboard,
        )

    def show_desk(self, desk: Desk) -> None:
        """Show the people of an incident; what is being typed stays."""
        self._incident_id, people = desk.incident.id, desk.complainants
        waits = bool(voices.not_closed(people))
        self.show_records(self._incident_id, people, _left(people), waits=waits)

    def _add(self, text: str) -> None:
        if self.records.list.select(actions.note_person(self._pen, self._incident_id, text)):
            self.card.take_keyboard("said")


class ComplainantCard(Card):
    """The fields save themselves; a step is taken by its button and goes into the log."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        spaced(self.body, (16, 14, 16, 16), gap=12)
        self._services, self._pen = services, pen
        self._person: Complainant | None = None
        self._shown: object = None
        self._channels: tuple[PrivateChannel, ...] = ()
        self._doors: list[str] = []
        self._name = text_label("", "strong")
        self._where, self._question = text_label("", "muted"), text_label("", "strong")
        self._buttons: list[QPushButton] = []
        self._steps, self._ready = QWidget(), QWidget()
        self._flow, self._texts = FlowLayout(self._steps), QVBoxLayout(self._ready)
        for layout in (self._flow, self._texts):
            spaced(layout, gap=8)
        self._other = AddingLine(
            _("Another private channel"),
            services.notifier,
            self._move_to,
            add=_("Move to private"),
            placeholder=_("Number, address or office"),
        )
        self._forget = button(
            _("Erase their data…"), self._ask_forgetting, kind="quiet", icon_name="trash"
        )
        self._forgetting = self._question_of_forgetting()
        self.form = RecordForm(
            services.notifier, self._described(), self._describe, place="complainant"
        )
        self._pictures = KeptPictures(services, self, "complainant")
        for part in (self._name, self.form, self._pictures, self._forgetting):
            self.add(part)
        self.body.addWidget(self._forget, 0, Qt.AlignmentFlag.AlignLeft)

    def show_person(self, person: Complainant, number: int) -> None:
        """Show somebody as they stand now; what is being typed stays. The log has the number."""
        if self._person is not None and self._person.id != person.id:
            self._other.clear()
            self._forgetting.close_asking()
        self._person = person
        self._name.setText(f"{voices.numbered(number)}: {person.label}")
        self.form.show_item(person, person.id)
        self._pictures.show_owner(Owner(OwnerKind.COMPLAINANT, person.id))
        with self._services.store.read() as connection:
            self._channels = plan_records.every(connection, PrivateChannel)
            self._doors = answers.doors(connection)
        self._where.setText(_so_far(person))
        self._show_steps(person)

    def take_keyboard(self, field: str = "") -> None:
        """A field by its name, or the next step."""
        if field:
            self.form.take_keyboard(field)
        elif self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _described(self) -> list[FormRow]:
        reach_help = _("It stays here: not in the log.")
        return [
            fields.lines("said", _("What they say"), rows=_SAID_LINES),
            fields.line("reach", _("Where to reach them"), reach_help),
            divider(),
            self._where,
            self._question,
            self._steps,
            self._ready,
            self._other,
            divider(),
            fields.line("label", _("Who")),
            fields.sentence("note", _("Note")),
        ]

    def _question_of_forgetting(self) -> InPlace:
        asking = InPlace(_("Erase their data"), self._services.notifier)
        asking.closed.connect(self._forget.setFocus)
        asking.add(
            text_label(
                _(
                    "Who it is, what they say, how to reach them, the note and the images go for"
                    " good, and nothing done before can be undone. The log has only the number, and"
                    " keeps it."
                )
            )
        )
        asking.add(
            asking.buttons(button(_("Erase the data for good"), self._do_forget, icon_name="trash"))
        )
        return asking

    def _show_steps(self, person: Complainant) -> None:
        """The buttons and texts of where the conversation stands; the same ones are left alone."""
        showing = (person.id, person.state, person.channel, self._channels, self._doors)
        if showing == self._shown:
            return
        held = any(made.hasFocus() for made in self._buttons) or self._other.hasFocus()
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
        close = _("Mark as closed in public"), lambda: self._settle(voices.close)
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

    def _describe(self, person: Complainant, _field: str) -> None:
        actions.describe_person(self._pen, person)
        self._person = person

    def _move_to(self, channel: str) -> None:
        """Raises `InvalidValue` for a channel that cannot be kept."""
        if (person := self._flushed()) is not None:
            actions.move_person(self._pen, person, channel)

    def _move_to_channel(self, channel: PrivateChannel) -> None:
        self._try(lambda: self._move_to(name_of(channel)))

    def _settle(self, step: actions.PersonStep) -> None:
        if (person := self._flushed()) is not None:
            self._try(lambda: actions.settle_person(self._pen, person, step))

    def _ask_forgetting(self) -> None:
        self._forgetting.show()
        # A key pressed twice by mistake erases nothing.
        self._forgetting.findChildren(QPushButton)[-1].setFocus()

    def _do_forget(self) -> None:
        person = self._flushed()
        if person is None:
            return

        def work() -> None:
            self.form.form.forget(person.id)
            self._pictures.forget()
            actions.forget_person(self._pen, person)

        self._forgetting.attempt(self.form.field("label"), work)

    def _try(self, work: Callable[[], None]) -> None:
        kept(self.form.field("label"), self._services.notifier, work)

    def _flushed(self) -> Complainant | None:
        """The person with what was typed a moment ago."""
        self.form.flush()
        return self._person


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


def _row(number: int, person: Complainant) -> ListItem:
    moments = (person.closed_at, person.solved_at, person.moved_at)
    at = next((moment for moment in moments if moment is not None), None)
    where = person.channel if person.state is State.MOVED else ""
    line = " · ".join(part for part in (clock_time(at) if at else "", where or person.said) if part)
    state, mark = complainant_state_label(person.state), MARKS[person.state]
    return ListItem(person.id, f"{number} · {person.label}", line, state, mark=mark)


def _left(people: Sequence[Complainant]) -> str:
    """How many wait for a word in public."""
    if not people:
        return _(
            "Answer once in public, go on in private, and come back to say in public that it is"
            " settled."
        )
    left = len(voices.not_closed(people))
    if not left:
        return _("All of them are closed in public.")
    return ngettext(
        "{count} is not closed in public yet.", "{count} are not closed in public yet.", left
    ).format(count=left)

"""One lesson: the words, who sees to it, by when, and what it becomes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from core.crisis import closing
from core.crisis.kinds import Phase
from core.crisis.labels import became_label, phase_label
from core.crisis.model import Became, Incident, Lesson
from core.i18n import _
from core.store import Topic
from desktop.crisis.adding_line import AddingLine, kept
from desktop.crisis.lesson_words import place_of
from desktop.crisis.pen import Pen
from desktop.forms import fields
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import FlowLayout
from desktop.widgets.layouts import empty
from desktop.widgets.text import divider, text_label


class LessonCard(Card):
    """The fields save themselves. What it becomes is made at once, or after one word more."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        spaced(self.body, (16, 14, 16, 16), gap=12)
        self._services = services
        self._pen = pen
        self._lesson: Lesson | None = None
        self._incident: Incident | None = None
        self._shown: object = None
        self._asking = Became.NOTHING
        self._form = RecordForm(services.notifier, _fields(), self._revise, place="lesson")
        self._heading = text_label("", "strong")
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        spaced(self._flow, gap=8)
        self._buttons: list[QPushButton] = []
        notifier = services.notifier
        self._words = AddingLine(
            _("Which words should be listened for?"),
            notifier,
            self._into_watch,
            add=_("Make the watch"),
            help_text=_("Several are set apart by commas."),
        )
        self._name = AddingLine(
            _("Whose card should it be?"), notifier, self._into_contact, add=_("Make the card")
        )
        self._lay_out()

    def show_lesson(self, lesson: Lesson, incident: Incident) -> None:
        """Show a lesson as it is now; what is being typed stays."""
        if self._lesson is None or self._lesson.id != lesson.id:
            self._ask(Became.NOTHING)
        self._lesson, self._incident = lesson, incident
        self._form.show_item(lesson, lesson.id)
        self._show_ways()

    def take_keyboard(self, field: str = "text") -> None:
        """A field by its name."""
        self._form.take_keyboard(field)

    def forget(self) -> None:
        """Take the lesson away."""
        lesson = self._lesson
        if lesson is not None:
            self._form.form.forget(lesson.id)
            self._try(lambda: self._write((), lambda db: closing.forget(db, lesson)))

    def _lay_out(self) -> None:
        self.add(self._form)
        self.add(divider())
        for part in (self._heading, self._row, self._words, self._name):
            self.add(part)

    def _revise(self, lesson: Lesson, _field: str) -> None:
        with self._pen.writing() as db:
            closing.revise(db, lesson)
        self._lesson = lesson

    def _show_ways(self) -> None:
        """The buttons of where it stands; the same ones are left alone."""
        lesson = self._lesson
        showing = (lesson and (lesson.id, lesson.became), self._asking)
        if lesson is None or showing == self._shown:
            return
        held = self.isAncestorOf(self.window().focusWidget() or self.window())
        typed = held and self._form.isAncestorOf(self.window().focusWidget() or self.window())
        self._shown = showing
        became = lesson.became is not Became.NOTHING
        self._heading.setText(
            _("It became: {what}").format(what=became_label(lesson.became).lower())
            if became
            else _question(self._asking)
        )
        empty(self._flow)
        self._buttons = [button(*one) for one in self._offered(lesson)]
        for made in self._buttons:
            self._flow.addWidget(made)
        self._words.setVisible(self._asking is Became.WATCH and not became)
        self._name.setVisible(self._asking is Became.CONTACT and not became)
        if held and not typed and self._asking not in (Became.WATCH, Became.CONTACT):
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offered(self, lesson: Lesson) -> Sequence[tuple[str, Callable[[], object]]]:
        remove = (_("Remove the lesson"), self.forget)
        back = (_("Go back"), lambda: self._ask(Became.NOTHING))
        if lesson.became is not Became.NOTHING:
            return [(_("See"), self._see), remove]
        if self._asking is Became.STEP:
            phases = [(phase_label(one), self._step_into(one)) for one in Phase]
            return [*phases, back]
        if self._asking is not Became.NOTHING:
            return [back]
        return [
            (_("A task"), self._into_task),
            (_("An objective"), self._into_objective),
            (_("A watch…"), lambda: self._ask(Became.WATCH)),
            (_("A step of the list…"), lambda: self._ask(Became.STEP)),
            (_("A contact…"), lambda: self._ask(Became.CONTACT)),
            remove,
        ]

    def _ask(self, became: Became) -> None:
        """What more has to be known before it can become that."""
        self._asking = became
        self._words.clear()
        self._name.clear()
        self._show_ways()
        line = {Became.WATCH: self._words, Became.CONTACT: self._name}.get(became)
        if line is not None:
            line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _see(self) -> None:
        if self._lesson is not None and self._incident is not None:
            page, target = place_of(self._lesson, self._incident)
            self._services.go(page, target)

    def _into_task(self) -> None:
        self._try(lambda: self._make((Topic.PLAN,), closing.into_task))

    def _into_objective(self) -> None:
        self._try(lambda: self._make((Topic.PLAN,), closing.into_objective))

    def _into_watch(self, text: str) -> None:
        words = tuple(text.split(","))
        self._make((Topic.WATCHES,), closing.into_watch, words)

    def _into_contact(self, name: str) -> None:
        self._make((Topic.ROSTER,), closing.into_contact, name)

    def _step_into(self, phase: Phase) -> Callable[[], None]:
        return lambda: self._try(lambda: self._make((Topic.SCENARIOS,), closing.into_step, phase))

    def _make(self, topics: Sequence[Topic], into: Callable[..., object], *more: object) -> None:
        """Raises `AppError`."""
        self._form.flush()
        lesson = self._lesson
        if lesson is None:
            return
        hand = self._pen.hand()
        self._write(topics, lambda db: into(db, lesson, *more, hand))
        self._asking = Became.NOTHING
        if Topic.SCENARIOS in topics:
            # An older step would put the scenario back whole, without what was learnt.
            self._services.store.journal.clear()

    def _write(self, topics: Sequence[Topic], work: Callable[..., object]) -> None:
        with self._pen.writing(*topics) as db:
            work(db)

    def _try(self, work: Callable[[], None]) -> None:
        kept(self._form.field("text"), self._services.notifier, work)


def _fields() -> list[fields.Field | tuple[fields.Field, fields.Field]]:
    return [
        fields.line("text", _("What is learnt"), _("As something to do: verb first.")),
        fields.line("owner", _("Who sees to it")),
        (fields.day("due_on", _("By when")), fields.day("done_on", _("Done on"))),
    ]


def _question(asking: Became) -> str:
    if asking is Became.STEP:
        return _("At the end of which phase?")
    return _("Make it into…") if asking is Became.NOTHING else ""

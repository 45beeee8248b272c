"""La revisión of a closed incident: what went well, what went badly, and what is learnt."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.crisis.incidents import closing
from core.crisis.kinds import Phase
from core.crisis.labels import became_label, phase_label
from core.crisis.model import Became, Incident, Lesson
from core.crisis.records import incidents as records
from core.days import shown
from core.i18n import _, pgettext
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep
from core.store import Topic
from desktop.crisis import actions
from desktop.crisis.inline import AddingLine
from desktop.crisis.pen import Pen
from desktop.crisis.printing import show_report
from desktop.crisis.tab import RecordTab
from desktop.forms import fields
from desktop.forms.attempt import kept
from desktop.forms.record import RecordForm
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import Beside, FlowLayout, empty
from desktop.widgets.lists.item_list import ListItem
from desktop.widgets.marks import Mark
from desktop.widgets.text import divider, text_label

_LINES, _SHOWN, _TEXT_ROOM = 2, 6, 220


class IncidentReview(RecordTab[Lesson]):
    """Of one incident; it follows the changes by itself."""

    def __init__(self, services: Services, incident_id: int) -> None:
        self._services = services
        self._incident_id = incident_id
        self._incident: Incident | None = None
        self._pen = Pen(services, self)
        self.card = LessonCard(services, self._pen)
        entry = AddingLine(
            _("What is learnt"),
            services.notifier,
            self._learn,
            add=_("Note the lesson"),
            placeholder=_("As something to do: verb first"),
            place="lesson-line",
            sentence=True,
        )
        super().__init__(
            entry,
            _("Lessons"),
            self.card,
            _row,
            self._show_lesson,
            self.card.take_keyboard,
            most=_SHOWN,
        )
        self.records.list.delete_asked.connect(self.card.forget)
        self._when = text_label("", "muted")
        self._form = RecordForm(
            services.notifier,
            [
                fields.lines("went_well", _("What went well"), rows=_LINES),
                fields.lines("went_badly", _("What went badly"), rows=_LINES),
            ],
            self._judge,
            place="review",
        )
        self.body.insertWidget(0, self._head())
        services.bridge.subscribe(
            self, {Topic.CRISIS, Topic.CALENDAR}, self.refresh, now=True, own=True
        )

    def refresh(self) -> None:
        """Read the incident and its lessons again; what is being typed stays."""
        with self._services.store.read() as connection:
            incident = records.one(connection, self._incident_id)
            lessons = records.of(connection, Lesson, self._incident_id)
        if incident is None:
            return
        self._incident = incident
        told = _("To be reviewed on {day}, together, without looking for anyone to blame.")
        self._when.setText(
            told.format(day=shown(incident.review_on))
            if incident.review_on
            else _("Reviewed together, without looking for anyone to blame.")
        )
        self._form.show_item(incident, incident.id)
        self.show_records(incident.id, lessons, "", waits=False)

    def take_keyboard(self) -> None:
        """What went well, which is said first."""
        self._form.take_keyboard()

    def show_target(self, target: object) -> None:
        """A lesson by its id."""
        if not self.records.open(target):
            self.take_keyboard()

    def _head(self) -> QWidget:
        texts = QWidget()
        column = QVBoxLayout(texts)
        spaced(column, gap=2)
        column.addWidget(text_label(pgettext("incident", "Review"), "section"))
        column.addWidget(self._when)
        head = Beside(texts, text_room=_TEXT_ROOM)
        head.add_action(button(_("Print report"), self._print, icon_name="printer"))
        said = QWidget()
        both = QVBoxLayout(said)
        spaced(both, gap=14)
        both.addWidget(head)
        both.addWidget(self._form)
        return said

    def _show_lesson(self, lesson: Lesson, _place: int) -> None:
        if self._incident is not None:
            self.card.show_lesson(lesson, self._incident)

    def _judge(self, incident: Incident, _field: str) -> None:
        actions.judge_incident(self._pen, incident)

    def _learn(self, text: str) -> None:
        if self.records.list.select(actions.learn(self._pen, self._incident_id, text)):
            self.card.take_keyboard("owner")

    def _print(self) -> None:
        self._form.flush()
        if self._incident is not None:
            show_report(self._services, self._incident)


class LessonCard(Card):
    """The fields save themselves. What it becomes is made at once, or after one word more."""

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        # A review stands on a card itself.
        self.set_framed(False)
        spaced(self.body, gap=12)
        self._services, self._pen = services, pen
        self._lesson: Lesson | None = None
        self._incident: Incident | None = None
        self._shown: object = None
        self._asking = Became.NOTHING
        self.form = RecordForm(
            services.notifier,
            [
                fields.sentence("text", _("The lesson"), _("As something to do: verb first.")),
                fields.line("owner", _("Who sees to it")),
                (fields.day("due_on", _("By when")), fields.day("done_on", _("Done on"))),
            ],
            self._revise,
            place="lesson",
        )
        self._heading = text_label("", "strong")
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        spaced(self._flow, gap=8)
        self._buttons: list[QPushButton] = []
        self._words = AddingLine(
            _("Which words should be listened for?"),
            services.notifier,
            self._into_watch,
            add=_("Make the search"),
            help_text=_("Separate several with commas."),
        )
        self._name = AddingLine(
            _("Whose card should it be?"),
            services.notifier,
            self._into_contact,
            add=_("Make the card"),
        )
        for part in (self.form, divider(), self._heading, self._row, self._words, self._name):
            self.add(part)

    def show_lesson(self, lesson: Lesson, incident: Incident) -> None:
        """Show a lesson as it is now; what is being typed stays."""
        if self._lesson is None or self._lesson.id != lesson.id:
            self._ask(Became.NOTHING)
        if lesson.became is not Became.NOTHING:
            self._asking = Became.NOTHING
        self._lesson, self._incident = lesson, incident
        self.form.show_item(lesson, lesson.id)
        self._show_ways()

    def take_keyboard(self, field: str = "text") -> None:
        """A field by its name."""
        self.form.take_keyboard(field)

    def forget(self) -> None:
        """Take the lesson away."""
        lesson = self._lesson
        if lesson is not None:
            self.form.form.forget(lesson.id)
            self._try(lambda: actions.forget_lesson(self._pen, lesson))

    def _revise(self, lesson: Lesson, _field: str) -> None:
        actions.revise_lesson(self._pen, lesson)
        self._lesson = lesson

    def _show_ways(self) -> None:
        """The buttons of where it stands; the same ones are left alone."""
        lesson = self._lesson
        showing = (lesson and (lesson.id, lesson.became), self._asking)
        if lesson is None or showing == self._shown:
            return
        here = self.window().focusWidget() or self.window()
        held = self.isAncestorOf(here) and not self.form.isAncestorOf(here)
        self._shown = showing
        became = lesson.became is not Became.NOTHING
        self._heading.setText(
            _("Turned into: {what}").format(what=became_label(lesson.became).lower())
            if became
            else _question(self._asking)
        )
        empty(self._flow)
        self._buttons = [button(*offered) for offered in self._offered(lesson)]
        for made in self._buttons:
            self._flow.addWidget(made)
        self._words.setVisible(self._asking is Became.WATCH and not became)
        self._name.setVisible(self._asking is Became.CONTACT and not became)
        if held and self._asking not in (Became.WATCH, Became.CONTACT):
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _offered(self, lesson: Lesson) -> Sequence[tuple[str, Callable[[], object]]]:
        remove = (_("Remove the lesson"), self.forget)
        back = (_("Go back"), lambda: self._ask(Became.NOTHING))
        if lesson.became is not Became.NOTHING:
            return [(_("See what it became"), self._see), remove]
        if self._asking is Became.STEP:
            return [*((phase_label(phase), self._step_into(phase)) for phase in Phase), back]
        if self._asking is not Became.NOTHING:
            return [back]
        return [
            (_("A task"), lambda: self._try(lambda: self._make(Topic.PLAN, closing.into_task))),
            (
                _("An objective"),
                lambda: self._try(lambda: self._make(Topic.PLAN, closing.into_objective)),
            ),
            (
                _("An item of the calendar"),
                lambda: self._try(lambda: self._make(Topic.CALENDAR, closing.into_item)),
            ),
            (_("A search…"), lambda: self._ask(Became.WATCH)),
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
            self._services.go(*_place_of(self._lesson, self._incident))

    def _into_watch(self, text: str) -> None:
        self._make(Topic.WATCHES, closing.into_watch, tuple(text.split(",")))

    def _into_contact(self, name: str) -> None:
        self._make(Topic.ROSTER, closing.into_contact, name)

    def _step_into(self, phase: Phase) -> Callable[[], None]:
        return lambda: self._try(lambda: self._make(Topic.SCENARIOS, closing.into_step, phase))

    def _make(self, topic: Topic, into: Callable[..., object], *more: object) -> None:
        """Raises `AppError`."""
        self.form.flush()
        if self._lesson is None:
            return
        actions.make_of_lesson(self._pen, self._lesson, topic, into, *more)
        if topic is Topic.SCENARIOS:
            # An older step would put the scenario back whole, without what was learnt.
            self._services.store.journal.clear()

    def _try(self, work: Callable[[], None]) -> None:
        kept(self.form.field("text"), self._services.notifier, work)


def _question(asking: Became) -> str:
    if asking is Became.STEP:
        return _("At the end of which phase?")
    return _("Turn it into…") if asking is Became.NOTHING else ""


def _row(_place: int, lesson: Lesson) -> ListItem:
    parts = [lesson.owner or _("nobody sees to it yet")]
    if lesson.done_on is not None:
        parts.append(_("done on {day}").format(day=shown(lesson.done_on)))
    elif lesson.due_on is not None:
        parts.append(_("by {day}").format(day=shown(lesson.due_on)))
    mark = Mark("check") if lesson.done_on else None
    badge = _("Done") if lesson.done_on else became_label(lesson.became)
    return ListItem(lesson.id, lesson.text, " · ".join(parts), badge, mark=mark)


def _place_of(lesson: Lesson, incident: Incident) -> tuple[str, object]:
    """Where what a lesson became is found: the page, and what on it."""
    number = int(lesson.became_id) if lesson.became_id.isdigit() else 0
    places: dict[Became, tuple[str, object]] = {
        Became.TASK: ("plan", FixTarget(PlanStep.PEOPLE, "task", number, "title")),
        Became.OBJECTIVE: ("plan", FixTarget(PlanStep.OBJECTIVES, "objective", number, "title")),
        Became.WATCH: ("mentions", ("watches", number)),
        Became.CONTACT: ("roster", number),
        Became.ITEM: ("calendar", number),
        Became.STEP: ("crisis", ("scenarios", incident.scenario)),
    }
    return places[lesson.became]

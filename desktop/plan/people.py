"""Step 7: who there is, who does what, and whether the hours are enough."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import hours, number
from core.plan.findings import Place
from core.plan.model import Person, Task
from core.plan.review import Review
from desktop.forms import fields
from desktop.plan.choices import Choices
from desktop.plan.hours_card import HoursCard
from desktop.plan.items import ItemsEditor
from desktop.plan.parts import Parts
from desktop.plan.raci import RaciMatrix
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.text import text_label


class PeopleBody(QWidget):
    """Posts, tasks with the matrix, hours."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._choices = Choices()
        self._people = _people(services, self._choices)
        self._matrix = RaciMatrix(services)
        self._tasks = _tasks(services)
        self._hours = HoursCard()
        self._parts = Parts(
            _("Parts of people and tasks"),
            [
                ("people", _("Who there is"), self._people),
                ("tasks", _("Who does what"), self._work()),
                ("hours", _("Hours"), self._hours),
            ],
        )
        self._matrix.task_opened.connect(lambda task: self._tasks.show_place(task, "title"))
        self._matrix.person_opened.connect(self._open_person)
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._parts)

    def show_review(self, review: Review) -> None:
        """Show the plan as it is now."""
        self._choices.follow(review)
        self._people.show_items(review.facts.plan.people, review)
        self._matrix.show_plan(review.facts.plan)
        self._tasks.show_items(review.facts.plan.tasks, review)
        self._hours.show_plan(review.facts.plan, review.facts.town)

    def show_place(self, place: Place) -> None:
        """The part, the post or task in it, and its field."""
        if place.kind == "person" and (place.item_id or place.field != "hours_week"):
            self._parts.choose("people")
            self._people.show_place(place.item_id, place.field)
        elif place.kind == "task" and place.item_id:
            self._parts.choose("tasks")
            if not place.field:
                self._matrix.show_task(place.item_id)
            else:
                self._tasks.show_place(place.item_id, place.field)
        else:
            self._parts.choose("tasks" if place.kind == "task" and not place.field else "hours")
            self._parts.take_keyboard()

    def take_keyboard(self) -> None:
        """The parts."""
        self._parts.take_keyboard()

    def _work(self) -> QWidget:
        work = QWidget()
        column = QVBoxLayout(work)
        spaced(column, gap=14)
        column.addWidget(self._matrix)
        column.addWidget(text_label(_("The tasks"), "section"))
        column.addWidget(self._tasks)
        return work

    def _open_person(self, person_id: int) -> None:
        self._parts.choose("people")
        self._people.show_place(person_id, "label")


def _people(services: Services, choices: Choices) -> ItemsEditor[Person]:
    return ItemsEditor(
        services,
        Person,
        [
            fields.line(
                "label",
                _("Post, as the plan calls it"),
                _("Short: it stands over a column of the matrix."),
                required=True,
                limit=60,
            ),
            fields.one_of(
                "contact_id",
                _("Who holds it"),
                choices.contacts,
                _("From the roster. When that contact is deleted the post stays, vacant."),
            ),
            fields.amount(
                "hours_week", _("Hours a week for communications"), 0, 168, _("Really available.")
            ),
            fields.tick("contracted", _("Contracted"), _("A company or freelance")),
        ],
        name=_("People of the plan"),
        empty=_("Begin with whoever writes, whoever approves and whoever stands in for them."),
        add_words=_("Add post"),
        new=lambda: Person(_("New post")),
        line=lambda person: _person_line(person, choices),
    )


def _person_line(person: Person, choices: Choices) -> str:
    name = choices.contact_name(person.contact_id) or _("vacant")
    if person.hours_week is None:
        return name
    return _("{name} · {hours} a week").format(name=name, hours=hours(person.hours_week))


def _tasks(services: Services) -> ItemsEditor[Task]:
    return ItemsEditor(
        services,
        Task,
        [
            fields.line("title", _("Task"), required=True),
            fields.amount(
                "hours_week",
                _("Hours a week"),
                0,
                168,
                _("Beside the posts themselves, which the channels count."),
            ),
            fields.tick("contracted", _("Contracted"), _("Somebody outside does it")),
            fields.when(fields.line("supplier", _("Supplier")), lambda task: bool(task.contracted)),
            fields.lines("note", _("Note"), rows=2),
        ],
        name=_("Tasks"),
        empty=_("What has to be done every week, whoever does it."),
        add_words=_("Add task"),
        new=lambda: Task(_("New task")),
        line=_task_line,
    )


def _task_line(task: Task) -> str:
    if not task.hours_week:
        return _("hours not known")
    if task.contracted:
        return _("{hours} h a week, contracted").format(hours=number(task.hours_week))
    return _("{hours} h a week").format(hours=number(task.hours_week))


def build(services: Services) -> QWidget:
    """The body of the step."""
    return PeopleBody(services)

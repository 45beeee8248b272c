"""The step of the people: who does what, and whether the hours suffice."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import _
from core.numbers import hours, number
from core.plan.findings import FixTarget
from core.plan.model import Person, Task
from core.plan.review import PlanReview
from core.plan.things import POST
from core.plan.workload import Load, Workload, workload
from desktop.plan import actions
from desktop.plan.editors import Choices, Filling, ItemsEditor, Parts
from desktop.plan.raci import RaciMatrix
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.hours_bar import HoursBar, HoursList
from desktop.widgets.layouts import empty
from desktop.widgets.text import divider, text_label


class HoursCard(QWidget):
    """Bars, then sentences."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._hours = HoursList(_("In all"))
        self._told = text_label("", "muted")
        bars = Card(_("Hours a week"), _("Posts times minutes per post, plus the tasks."))
        bars.add(self._hours)
        bars.add(self._told)
        self._ask = button(
            _("Say how many hours the town has"),
            lambda: services.go("settings", ("town", "hours_week")),
        )
        bars.body.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._cuts = Card(_("Ways to bring it down"))
        self._sentences = QVBoxLayout()
        spaced(self._sentences, gap=6)
        self._cuts.body.addLayout(self._sentences)
        box = QVBoxLayout(self)
        spaced(box, gap=14)
        box.addWidget(bars)
        box.addWidget(self._cuts)

    def show_work(self, load: Workload) -> None:
        """Show the hours of a plan."""
        rows = [(item.person.label, item.needed, item.available) for item in load.loads]
        self._hours.show_hours(load.needed, load.available, rows)
        self._ask.setVisible(load.available is None)
        self._told.setText(_told(load))
        self._told.setVisible(bool(self._told.text()))
        empty(self._sentences)
        for cut in load.cuts:
            words = _("{sentence} It saves {hours} a week.").format(
                sentence=cut.sentence, hours=hours(cut.hours)
            )
            self._sentences.addWidget(text_label(words))
        self._cuts.setVisible(bool(load.cuts))

    def take_keyboard(self) -> bool:
        """The button, while it is there; False when there is nothing here to do."""
        if not self._ask.isHidden():
            self._ask.setFocus(Qt.FocusReason.OtherFocusReason)
        return not self._ask.isHidden()


def _told(load: Workload) -> str:
    told = []
    if load.unassigned:
        told.append(_("Not assigned yet: {hours}.").format(hours=hours(load.unassigned)))
    if load.contracted:
        told.append(_("Contracted out: {hours}.").format(hours=hours(load.contracted)))
    if load.available is None:
        told.append(_("Nobody has said yet how many hours there are."))
    return " ".join(told)


class WorkCard(Card):
    """The bar, then the channels and the tasks with their hours, the longest first."""

    def __init__(self) -> None:
        super().__init__(_("What it does in a week"))
        self.set_framed(False)
        spaced(self.body, gap=8)
        self.body.insertWidget(0, divider())
        self._bar = HoursBar(_("Hours a week"))
        self._rows = QVBoxLayout()
        spaced(self._rows, gap=4)
        self.add(self._bar)
        self.body.addLayout(self._rows)

    def show_work(self, work: Workload, person_id: int | None) -> None:
        """Show the week of a post; hidden when it has nothing to do that takes time."""
        load = next((other for other in work.loads if other.person.id == person_id), None)
        lines = _lines(work, load) if load else []
        self.setVisible(bool(lines))
        if load is None:
            return
        self._bar.set_hours(load.needed, load.available)
        empty(self._rows)
        for line in lines:
            self._rows.addWidget(text_label(line, "small"))


def _lines(work: Workload, load: Load) -> list[str]:
    mine = [
        (part.hours / len(part.people), part.title)
        for part in work.parts
        if load.person.id in part.people and (load.person.contracted or not part.contracted)
    ]
    told = _("{title}: {hours}")
    return [told.format(title=title, hours=hours(share)) for share, title in sorted(mine)[::-1]]


class PeopleBody(QWidget):
    """Posts, tasks with the matrix, hours."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._choices = Choices()
        self._called = (0, "")
        """The post that was called after its contact last, by id, and how."""
        self._work = Workload(0, None, 0, 0)
        self._loads: dict[int, Load] = {}
        self._people = self._posts(services)
        self._week = WorkCard()
        self._people.below.addWidget(self._week)
        self._matrix = RaciMatrix(services)
        self._tasks = _tasks(services)
        self._hours = HoursCard(services)
        self._parts = Parts(
            _("Parts of people and tasks"),
            [
                ("people", _("Who there is"), Filling(self._people)),
                ("matrix", _("Who does what"), Filling(self._matrix)),
                ("tasks", _("The tasks"), Filling(self._tasks)),
                ("hours", _("Hours"), self._hours),
            ],
        )
        self._matrix.task_opened.connect(self._open_task)
        self._matrix.person_opened.connect(self._open_person)
        self._people.chosen.connect(lambda _person: self._show_week())
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(self._parts)

    def show_review(self, review: PlanReview) -> None:
        """Show the plan as it is now."""
        plan = review.facts.plan
        self._choices.follow(review)
        self._work = workload(plan, review.facts.town)
        self._loads = {load.person.id: load for load in self._work.loads}
        self._people.show_items(plan.people, review)
        self._matrix.show_review(review)
        self._tasks.show_items(plan.tasks, review)
        self._hours.show_work(self._work)

    def show_place(self, place: FixTarget) -> None:
        """The part, the post or task in it, and its field."""
        if not place.item_id and place.field == "hours_week":
            self._parts.choose("hours")
            if not self._hours.take_keyboard():
                self._parts.take_keyboard()
        elif place.kind == "task":
            in_matrix = bool(place.item_id and not place.field)
            self._parts.choose("matrix" if in_matrix else "tasks")
            if in_matrix:
                self._matrix.show_task(place.item_id)
            else:
                self._tasks.show_place(place.item_id, place.field)
        else:
            self._parts.choose("people")
            self._people.show_place(place.item_id, place.field)

    def take_keyboard(self) -> None:
        """The parts."""
        self._parts.take_keyboard()

    def _posts(self, services: Services) -> ItemsEditor[Person]:
        return ItemsEditor(
            services,
            Person,
            name=_("People of the plan"),
            there=self._choices.there,
            empty=_("Begin with those who write, those who approve and their deputies."),
            add_words=_("Add role"),
            new=lambda: Person(_("New role")),
            line=self._person_line,
            save=self._save_post,
            scrolls=True,
        )

    def _save_post(self, person: Person, field: str) -> None:
        """A new post is called after who is chosen for it, until it gets a name of its own."""
        nameless = person.label == _("New role") or (person.id, person.label) == self._called
        post = self._choices.contact_post(person.contact_id)[:POST]
        if field == "contact_id" and nameless and post:
            person = replace(person, label=post)
            self._called = (person.id, post)
        actions.save(self._services, person, field)

    def _person_line(self, person: Person) -> str:
        # Translators: A role that nobody holds, masculine in Spanish.
        name = self._choices.contact_name(person.contact_id) or _("vacant")
        load = self._loads.get(person.id)
        if load is None or load.available is None:
            return name
        return _("{name} · {needed} of {hours} a week").format(
            name=name, needed=number(load.needed), hours=hours(load.available)
        )

    def _show_week(self) -> None:
        post = self._people.item()
        self._week.show_work(self._work, post.id if post else None)

    def _open_task(self, task_id: int) -> None:
        self._parts.choose("tasks")
        self._tasks.show_place(task_id, "title")

    def _open_person(self, person_id: int) -> None:
        self._parts.choose("people")
        self._people.show_place(person_id, "label")


def _tasks(services: Services) -> ItemsEditor[Task]:
    return ItemsEditor(
        services,
        Task,
        name=_("Tasks"),
        empty=_("What has to be done every week, no matter by whom."),
        add_words=_("Add task"),
        new=lambda: Task(_("New task")),
        line=_task_line,
        scrolls=True,
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

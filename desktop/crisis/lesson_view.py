"""La revisión of a closed incident: what went well, what went badly, and what is learnt."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.crisis import closing
from core.crisis.model import Incident, Lesson
from core.crisis.records import incidents as records
from core.days import shown
from core.i18n import _, pgettext
from core.store import Topic
from desktop.crisis.adding_line import AddingLine
from desktop.crisis.column import Column
from desktop.crisis.drill_printing import show_report
from desktop.crisis.lesson_card import LessonCard
from desktop.crisis.lesson_words import row
from desktop.crisis.pen import Pen
from desktop.forms.form import Form
from desktop.forms.growing import GrowingText
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.beside import Beside
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.item_list import ItemList
from desktop.widgets.labelled import LabelledField
from desktop.widgets.reading_order import tab_as_read
from desktop.widgets.text import text_label

_LINES, _SHOWN, _TEXT_ROOM = 2, 6, 220


class Review(Column):
    """Of one incident; it follows the changes by itself."""

    def __init__(self, services: Services, incident_id: int) -> None:
        super().__init__()
        self._services = services
        self._incident_id = incident_id
        self._pen = Pen(services)
        self._incident: Incident | None = None
        self._lessons: list[Lesson] = []
        self._added: int | None = None
        self._when = text_label("", "muted")
        self._form = Form(self, services.notifier, "review")
        self._well = LabelledField(_("What went well"), GrowingText(_LINES, 10))
        self._badly = LabelledField(_("What went badly"), GrowingText(_LINES, 10))
        self._entry = AddingLine(
            _("What is learnt"),
            services.notifier,
            self._learn,
            add=_("Note the lesson"),
            placeholder=_("As something to do: verb first"),
            place="lesson-line",
        )
        self._list = ItemList(_("Lessons"), most=_SHOWN)
        self._card = LessonCard(services, self._pen)
        self._lay_out()
        self._form.bind(self._well, lambda: self._shown().went_well, self._keep_well, "well")
        self._form.bind(self._badly, lambda: self._shown().went_badly, self._keep_badly, "badly")
        self._list.selected.connect(lambda _key: self._show_chosen())
        self._list.opened.connect(lambda _key: self._card.take_keyboard())
        self._list.delete_asked.connect(self._card.forget)
        services.bridge.subscribe(self, {Topic.CRISIS}, self.refresh, now=True)

    def refresh(self) -> None:
        """Read the incident and its lessons again; what is being typed stays."""
        with self._services.store.read() as connection:
            incident = records.one(connection, self._incident_id)
            self._lessons = records.of(connection, Lesson, self._incident_id)
        if incident is None:
            return
        self._incident = incident
        day = incident.review_on
        self._when.setText(
            _("To be reviewed on {day}, together, without looking for guilt.").format(
                day=shown(day)
            )
            if day
            else _("Reviewed together, without looking for guilt.")
        )
        self._form.show_subject(incident.id)
        self._entry.show_subject(incident.id)
        self._list.show_items([row(one) for one in self._lessons])
        self._list.setVisible(bool(self._lessons))
        added, self._added = self._added, None
        if added is not None:
            self._list.select(added)
        self._show_chosen()
        if added is not None:
            self._card.take_keyboard("owner")

    def take_keyboard(self) -> None:
        """What went well, which is said first."""
        self._well.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A lesson by its id."""
        if isinstance(target, int) and self._list.select(target):
            self._card.take_keyboard()
        else:
            self.take_keyboard()

    def _lay_out(self) -> None:
        said = Card()
        texts = QWidget()
        column = QVBoxLayout(texts)
        spaced(column, gap=2)
        column.addWidget(text_label(pgettext("incident", "Review"), "section"))
        column.addWidget(self._when)
        head = Beside(texts, text_room=_TEXT_ROOM)
        head.add_action(button(_("Print report"), self._print, icon_name="printer"))
        said.add(head)
        said.add(self._well)
        said.add(self._badly)
        spaced(said.body, (16, 14, 16, 16), gap=14)
        for part in (said, self._entry, self._list, self._card):
            self.add(part)
        self.body.addStretch(1)

    def _show_chosen(self) -> None:
        key = self._list.selected_key()
        chosen = next((one for one in self._lessons if one.id == key), None)
        self._card.setVisible(chosen is not None)
        if chosen is not None and self._incident is not None:
            self._card.show_lesson(chosen, self._incident)
        tab_as_read(self)

    def _shown(self) -> Incident:
        if self._incident is None:
            raise LookupError("no incident is shown")
        return self._incident

    def _keep_well(self, text: str) -> None:
        self._judge(text, self._shown().went_badly)

    def _keep_badly(self, text: str) -> None:
        self._judge(self._shown().went_well, text)

    def _judge(self, well: str, badly: str) -> None:
        with self._pen.writing() as db:
            self._incident = closing.judge(db, self._shown(), well, badly)

    def _learn(self, text: str) -> None:
        with self._pen.writing() as db:
            self._added = closing.learn(db, self._incident_id, text)

    def _print(self) -> None:
        self._form.flush()
        show_report(self._services, self._shown())

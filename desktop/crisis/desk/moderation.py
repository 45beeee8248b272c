"""Moderación: the cases of an incident, or of all; those that are due for review come first."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from core import catalogue
from core.crisis.case import RULE, Moderation
from core.crisis.desk import Desk
from core.crisis.incidents import moderation
from core.crisis.labels import measure_label
from core.crisis.model import Measure
from core.days import brief_date
from core.documents.model import Document
from core.i18n import Language, _, ngettext
from core.pictures.model import Owner, OwnerKind
from core.plan import records as plan_records
from core.plan.model import Plan
from core.store import Connection, Topic
from desktop import exporting
from desktop.crisis import actions
from desktop.crisis.pen import Pen
from desktop.crisis.tab import TabColumn
from desktop.exporting import Paper
from desktop.forms import fields
from desktop.forms.attempt import kept
from desktop.forms.described import form_field
from desktop.forms.form import Waiting
from desktop.forms.record import RecordForm
from desktop.notifier import Action
from desktop.pictures.card import KeptPictures
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.waiting import CASE_BEGUN, NEW
from desktop.widgets.accessibility import tab_as_read
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.layouts import Beside, flow_row
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.master_detail import MasterDetail, Side
from desktop.widgets.marks import LATE
from desktop.widgets.text import text_label

_SHOWN, _TEXT_ROOM = 6, 140
_FIELDS = (
    "profile", "author", "said", "address", "measure", "rule", "reason", "until_on", "told",
    "outcome", "reviewed_on",
)  # fmt: skip


class ModerationCases(TabColumn):
    """A button for a new case, the list, and the case that is chosen or being begun.

    Told of a desk it shows the cases of its incident; after `show_all`, all there are. On a page
    of its own the case stands `beside` the list.
    """

    def __init__(self, services: Services, pen: Pen, *, beside: bool = False) -> None:
        super().__init__()
        self._services, self._pen = services, pen
        self._incident_id: int | None = None
        self._first = True
        self._line = text_label("", "muted")
        self._new = button(_("New file"), self.begin, icon_name="plus")
        self.card = ModerationCard(services, pen)
        self.card.kept.connect(self._choose_kept)
        self.card.dropped.connect(self._go_back)
        self.card.wanted.connect(self.begin)
        self.records: MasterDetail[Moderation] = MasterDetail(
            ItemList(_("Moderation files"), most=_SHOWN),
            self.card,
            lambda _place, case: _row(case, services.clock.today()),
            lambda case, _place: self.card.show_case(case),
            self.card.take_keyboard,
            side=Side.WITHIN if beside else Side.BELOW,
        )
        self.records.chosen.connect(lambda _case: self._arrange())
        head = Beside(self._line, text_room=_TEXT_ROOM)
        head.add_action(self._new)
        if beside:
            spaced(self.body, gap=14)
        self.body.addWidget(head)
        self.body.addWidget(self.records, int(beside))
        self.body.addStretch(int(not beside))

    def show_desk(self, desk: Desk) -> None:
        """Show the cases of an incident; what is being typed stays."""
        self._incident_id = desk.incident.id
        self._show(desk.moderation)

    def show_all(self) -> None:
        """Show all cases there are but those of drills, from now on, and follow their changes."""
        topics = {Topic.CRISIS, Topic.PLAN}
        self._services.bridge.subscribe(self._pen.view, topics, self._read, now=True, own=True)

    def take_keyboard(self) -> None:
        """The list, or the button for the first case."""
        if self.card.begun:
            self.card.take_keyboard()
        elif self.records.record() is not None:
            self.records.take_keyboard()
        else:
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_target(self, target: object) -> None:
        """A case by its number, or `new`."""
        if target == NEW:
            self.begin()
        elif not self.records.open(target):
            self.take_keyboard()

    def begin(self) -> None:
        """Begin a case; what was begun before and not kept is still there."""
        self.card.begin(self._incident_id)
        self._arrange()
        self.records.see_card()
        self.card.take_keyboard()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.window().focusWidget()
        inside = here is not None and self.card.isAncestorOf(here)
        if event.key() == Qt.Key.Key_Escape and inside:
            self.card.set_aside()
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        with self._services.store.read() as connection:
            self._show(moderation.real(connection))

    def _show(self, cases: Sequence[Moderation]) -> None:
        today = self._services.clock.today()
        self._line.setText(_summary(cases, today))
        first, self._first = self._first, False
        if first and self.card.waits(self._incident_id):
            self.card.begin(self._incident_id)
        self.records.show_records(moderation.in_order(cases, today))

    def _arrange(self) -> None:
        """A case that is being begun stands alone."""
        begun, record = self.card.begun, self.records.record()
        self.records.setVisible(begun or record is not None)
        self.card.setVisible(begun or record is not None)
        self.records.list.setVisible(not begun)
        self._new.setVisible(not begun)
        tab_as_read(self)

    def _choose_kept(self, case_id: int) -> None:
        self.records.list.select(case_id)
        self._go_back()

    def _go_back(self) -> None:
        """What was begun is in the file, let go, or waits."""
        case = self.records.record()
        if case is not None:
            self.card.show_case(case)
        self._arrange()
        self.take_keyboard()


class ModerationCard(Card):
    """`kept(id)` says that a new case is in the file, `dropped` that it was let go, `wanted` that
    it is to be there again.

    A case is valid only as a whole: what it lacks is said below its field, and the case stays as it
    was until then. What is not stored outlives the program.
    """

    kept = Signal(int)
    dropped = Signal()
    wanted = Signal()

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        spaced(self.body, (16, 14, 16, 16), gap=14)
        self._services, self._pen = services, pen
        self._plan = Plan()
        self._case: Moderation | None = None
        self.begun = False
        self._title = text_label("", "section")
        self._open = text_label(_("It is not kept yet: “Keep the file” keeps it."), "muted")
        self._no_rules = text_label(
            _("The plan has no rules of use yet: write them in the Protocol step, one per line."),
            "muted",
        )
        described = (form_field(Moderation, name, self._there) for name in _FIELDS)
        self.form = RecordForm(
            services.notifier,
            fields.together("case", *described),
            self._save,
            place="moderation",
        )
        self._keep = button(_("Keep the file"), self._keep_new, kind="primary", icon_name="check")
        self._drop = button(_("Discard the file"), self._let_go, icon_name="trash")
        self._print = button(_("Print the file…"), self._ask_paper, icon_name="printer")
        self._pictures = KeptPictures(services, self, "moderation")
        row = flow_row(self._keep, self._drop, self._print)
        for part in (self._title, self._open, self.form, self._no_rules, self._pictures, row):
            self.add(part)

    def begin(self, incident_id: int | None) -> None:
        """Show the form of a new case, with what was typed into it before."""
        self.begun = True
        case = Moderation(
            at=self._begun_at(incident_id) or self._pen.hand().moment,
            profile="",
            said="",
            measure=Measure.UNSAID,
            reason="",
            incident_id=incident_id,
        )
        self._show(case, _("New file"))

    def _begun_at(self, incident_id: int | None) -> datetime | None:
        """When the case was begun that waits; None when none does."""
        kept_at = self._services.notifier.unsaved.draft(CASE_BEGUN, (0, incident_id))
        try:
            return datetime.fromisoformat(kept_at) if kept_at else None
        except (TypeError, ValueError):
            return None

    def show_case(self, case: Moderation) -> None:
        """Show a stored case, unless one is being begun; what cannot be stored yet comes back."""
        if not self.begun:
            self._show(case, _("File {number}").format(number=case.id))

    def waits(self, incident_id: int | None) -> bool:
        """True when a case was begun in an earlier session and is not kept."""
        return self.form.form.has_kept((0, incident_id))

    def take_keyboard(self) -> None:
        """The first field."""
        self.form.take_keyboard()

    def set_aside(self) -> None:
        """Show no case being begun; what was typed comes back with the next `begin`."""
        self.form.flush()
        self.begun = False

    def _show(self, case: Moderation, title: str) -> None:
        self._case = case
        self._title.setText(title)
        with self._services.store.read() as connection:
            self._plan = plan_records.load(connection)
        self._no_rules.setVisible(not self._plan.charter.rules.strip())
        self.form.show_item(case, _subject(case))
        for made in (self._open, self._keep, self._drop):
            made.setVisible(self.begun)
        self._print.setVisible(not self.begun)
        self._pictures.setVisible(not self.begun)
        owner = Owner(OwnerKind.MODERATION, case.id) if case.id else None
        self._pictures.show_owner(owner, _("Keep the file first: then it takes images."))

    def _save(self, case: Moderation, field: str) -> None:
        """A field was changed. Raises `Waiting` while the case is not whole, or not kept at all."""
        if not case.id:
            self._services.notifier.unsaved.keep(CASE_BEGUN, _subject(case), case.at.isoformat())
            if field not in _lacks(self.form.typed_item()):
                self.form.field(field).clear_message()
        if field == "measure" and case.measure is Measure.BLOCKED and case.until_on is None:
            self.form.propose("until_on", moderation.block_end(self._services.clock.today()))
            raise Waiting({})
        lacks = _lacks(case) if case.id else {}
        if lacks or not case.id:
            every = dict.fromkeys(self.form.names(), "") if case.id else {}
            raise Waiting(every | lacks, wrong=True)
        actions.keep_case(self._pen, case)

    def _keep_new(self) -> None:
        self.form.flush()
        case = self._case
        if case is None:
            return
        if (wrong := self.form.form.wrong(_subject(case))) is not None:
            wrong.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        typed: Moderation = self.form.typed_item()
        if lacks := _lacks(typed):
            self.form.form.say(Waiting(lacks, wrong=True))
            self.form.take_keyboard(next(iter(lacks)))
            return
        numbers: list[int] = []
        if kept(
            self.form.field("said"),
            self._services.notifier,
            lambda: numbers.append(actions.keep_case(self._pen, typed)),
        ):
            self._end(case)
            self.kept.emit(numbers[0])
            self._services.notifier.toast(_("The file is kept."))

    def _let_go(self) -> None:
        case = self._case
        if case is None:
            return
        self.form.flush()
        typed = self.form.form.drafts(_subject(case))
        self._end(case)
        self.dropped.emit()
        undo = Action(_("Undo"), lambda: self._bring_back(case, typed))
        self._services.notifier.toast(_("The file is discarded."), undo)

    def _bring_back(self, case: Moderation, typed: Mapping[str, Any]) -> None:
        self._services.notifier.unsaved.keep(CASE_BEGUN, _subject(case), case.at.isoformat())
        self.wanted.emit()
        for name, value in typed.items():
            self.form.form.type(name, value)

    def _end(self, case: Moderation) -> None:
        self.begun = False
        self.form.settle(*self.form.names())
        self._services.notifier.unsaved.drop(CASE_BEGUN, _subject(case))

    def _ask_paper(self) -> None:
        case = self._case
        if case is None or not case.id:
            return
        self.form.flush()
        today = self._services.clock.today()

        def make(connection: Connection, language: Language) -> Document:
            from core.crisis.document.moderation_file import moderation_file

            return moderation_file(connection, language, today, case.id)

        exporting.save(
            self._services,
            Paper("moderation-file", catalogue.language_of(), make),
            _("Moderation file {number}").format(number=case.id),
            _("Where should the sheet go?"),
        )

    def _there(self, name: str) -> list[tuple[str, str]]:
        """The town's profiles online, or the rules of use."""
        return self._rules() if name == "rules" else self._profiles()

    def _profiles(self) -> list[tuple[str, str]]:
        """The town's accounts and channels online, each once."""
        titles = [channel.title for channel in self._plan.channels if not channel.offline]
        titles += [account.title for account in self._plan.accounts]
        return [(title, title) for title in dict.fromkeys(titles)]

    def _rules(self) -> list[tuple[str, str]]:
        """The rules of use, and the one of this case where the plan has it no longer."""
        rules = [
            line.strip()[:RULE] for line in self._plan.charter.rules.splitlines() if line.strip()
        ]
        own = self._case.rule if self._case else ""
        if own and own not in rules:
            rules.append(own)
        return [("", _("None: it is answered")), *((rule, rule) for rule in rules)]


def _subject(case: Moderation) -> tuple[int, int | None]:
    return case.id, case.incident_id


def _lacks(case: Moderation) -> dict[str, str]:
    """What a case lacks, by field."""
    return {name: str(error) for name, error in moderation.missing(case)}


def _row(case: Moderation, today: date) -> ListItem:
    waits = bool(moderation.due([case], today))
    who = case.author or _("no account noted")
    day = brief_date(case.at.astimezone().date(), today)
    line = " · ".join((day, case.profile, who))
    if case.measure is Measure.BLOCKED and case.until_on is not None:
        line += " · " + _("until {day}").format(day=brief_date(case.until_on, today))
    badge = _("Review") if waits else measure_label(case.measure)
    mark = LATE if waits else None
    return ListItem(case.id, case.said.splitlines()[0], line, badge, mark=mark)


def _summary(cases: Sequence[Moderation], today: date) -> str:
    if not cases:
        return _(
            "Criticism stays and is answered. What breaks a rule of use gets a file here, with "
            "the reason, so that it can be reviewed."
        )
    waiting = len(moderation.due(cases, today))
    told = ngettext("{count} file", "{count} files", len(cases)).format(count=len(cases))
    if waiting:
        due = ngettext("{count} block to review", "{count} blocks to review", waiting)
        told = f"{told} · {due.format(count=waiting)}"
    return told

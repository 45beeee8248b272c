"""One case of moderation: a form that saves itself once nothing is missing in it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from core import catalogue
from core.crisis import moderation
from core.crisis.model import Measure, Moderation
from core.documents.model import Document
from core.errors import AppError, InvalidValue
from core.i18n import Language, _
from core.store import Connection
from desktop import papers
from desktop.crisis.moderation_fields import ModerationFields
from desktop.crisis.pen import Pen
from desktop.papers import Paper
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.flow_layout import flow_row
from desktop.widgets.text import text_label

_NEW = 0
_PLACE = "moderation-case"


class ModerationCard(Card):
    """`kept(id)` says that a new case is in the file, `dropped` that it was let go.

    What a stored case lacks is said below its field, and the case stays as it was until then. What
    is not stored outlives the program.
    """

    kept = Signal(int)
    dropped = Signal()

    def __init__(self, services: Services, pen: Pen) -> None:
        super().__init__()
        spaced(self.body, (16, 14, 16, 16), gap=14)
        self._services = services
        self._pen = pen
        self._typed: dict[int, Moderation] = {}
        """What was changed and cannot be stored yet, by the number of the case; 0 is a new one."""
        self.begun = False
        self._shown: Moderation | None = None
        self._unsaved = services.notifier.unsaved
        self._unsaved.watch(self)
        self._title = text_label("", "section")
        self._open = text_label(
            _("It is not in the file yet: “Keep the case” puts it there."), "muted"
        )
        self._fields = ModerationFields(services, self._save)
        self._keep = button(_("Keep the case"), self._keep_new, kind="primary", icon_name="check")
        self._drop = button(_("Let it go"), self._let_go)
        self._print = button(_("Print the case…"), self._ask_paper, icon_name="printer")
        row = flow_row(self._keep, self._drop, self._print)
        for part in (self._title, self._open, self._fields, row):
            self.add(part)

    def begin(self, incident_id: int | None) -> None:
        """Show the form of a new case, with what was typed into it before."""
        self.begun = True
        case = self._waiting(_NEW, incident_id) or Moderation(
            at=self._pen.hand().moment,
            profile="",
            said="",
            measure=Measure.ANSWERED,
            reason="",
            incident_id=incident_id,
        )
        self._typed[_NEW] = case
        self._show(case, _("New case"))

    def show_case(self, case: Moderation) -> None:
        """Show a stored case; what was typed and cannot be stored yet comes back with it."""
        other = self._shown is None or self._shown.id != case.id
        self._show(
            self._waiting(case.id, case.incident_id) or case,
            _("Case {number}").format(number=case.id),
            again=not other,
        )

    def waits(self, incident_id: int | None) -> bool:
        """True when a case was begun in an earlier session and is not kept."""
        return self._waiting(_NEW, incident_id) is not None

    def has_drafts(self) -> bool:
        """True while a case is changed or begun and cannot be stored yet."""
        return any(self._kept(_subject(one)) is not None for one in self._typed.values())

    def typing(self) -> bool:
        """Its fields say so themselves."""
        return False

    def losing(self) -> bool:
        """What is typed is kept with each field."""
        return False

    def take_keyboard(self) -> None:
        """The first field."""
        self._fields.form.take_keyboard()

    def _show(self, case: Moderation, title: str, *, again: bool = False) -> None:
        self._shown = case
        self._title.setText(title)
        self._fields.show_case(case)
        if not again:
            self._say_missing(case if case.id in self._typed and case.id else None)
        for made in (self._open, self._keep, self._drop):
            made.setVisible(self.begun)
        self._print.setVisible(not self.begun)

    def _save(self, case: Moderation, field: str) -> None:
        """A field was changed. Raises `InvalidValue` for what cannot stand in that field."""
        if field == "measure" and case.measure is Measure.BLOCKED and case.until_on is None:
            case = replace(case, until_on=moderation.block_end(self._services.clock.today()))
        self._shown = case
        lacks = dict(moderation.missing(case)) if case.id else {}
        if field in lacks:
            self._let_drafts_go(case)
            raise lacks[field]
        self._typed[case.id] = case
        self._unsaved.keep(_PLACE, _subject(case), moderation.as_draft(case))
        if lacks:
            self._say_missing(case)
        elif case.id:
            self._store(case)
            self._let_drafts_go(case)
            self._say_missing(None)

    def _store(self, case: Moderation) -> int:
        hand = self._pen.hand()
        with self._pen.writing() as db:
            return moderation.keep(db, case, hand)

    def _say_missing(self, case: Moderation | None) -> str:
        """Say below each field what the case lacks; returns the first of them."""
        lacks = dict(moderation.missing(case)) if case is not None else {}
        self._fields.say(lacks)
        return next(iter(lacks), "")

    def _keep_new(self) -> None:
        self._fields.form.flush()
        case = self._typed[_NEW]
        if (unsaved := self._fields.form.form.unsaved(_NEW)) is not None:
            unsaved.control.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        first = self._say_missing(case)
        if first:
            self._fields.form.take_keyboard(first)
            return
        try:
            number = self._store(case)
        except InvalidValue as error:
            self._fields.say({"said": error})
            return
        except AppError as error:
            self._services.notifier.error(error)
            return
        self._end()
        self.kept.emit(number)
        self._services.notifier.toast(_("The case is in the file."))

    def set_aside(self) -> None:
        """Show no case being begun; what was typed comes back with the next `begin`."""
        self._fields.form.flush()
        self.begun = False
        self._shown = None

    def _let_go(self) -> None:
        self._end()
        self.dropped.emit()

    def _end(self) -> None:
        self.begun = False
        self._fields.form.form.forget(_NEW)
        if (case := self._typed.get(_NEW)) is not None:
            self._let_drafts_go(case)
        self._shown = None

    def _waiting(self, case_id: int, incident_id: int | None) -> Moderation | None:
        """What was typed of a case and is not stored, in this session or before."""
        typed = self._typed.get(case_id)
        if typed is None and (typed := self._kept((case_id, incident_id))) is not None:
            self._typed[case_id] = typed
        return typed

    def _kept(self, subject: tuple[int, int | None]) -> Moderation | None:
        draft = self._unsaved.draft(_PLACE, subject)
        return None if draft is None else moderation.of_draft(draft)

    def _let_drafts_go(self, case: Moderation) -> None:
        self._typed.pop(case.id, None)
        self._unsaved.drop(_PLACE, _subject(case))

    def _ask_paper(self) -> None:
        case = self._shown
        if case is None or not case.id:
            return
        self._fields.form.flush()
        today = self._services.clock.today()

        def make(connection: Connection, language: Language) -> Document:
            from core.crisis.document.moderation_file import moderation_file

            return moderation_file(connection, language, today, case.id)

        papers.save(
            self._services,
            Paper("moderation-file", catalogue.language(), make),
            _("Moderation case {number}").format(number=case.id),
            _("Where should the sheet go?"),
        )


def _subject(case: Moderation) -> tuple[int, int | None]:
    return case.id, case.incident_id

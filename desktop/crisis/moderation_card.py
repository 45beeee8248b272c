"""One case of moderation: a form that saves itself once nothing is missing in it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal

from core import catalogue
from core.crisis import moderation
from core.crisis.model import Measure, Moderation
from core.documents.model import Document
from core.errors import AppError, InvalidValue
from core.i18n import _
from core.roster.document import Language
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


class ModerationCard(Card):
    """`kept(id)` says that a new case is in the file, `dropped` that it was let go.

    What a stored case lacks is said below its field, and the case stays as it was until then.
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
        self._title = text_label("", "section")
        self._fields = ModerationFields(services, self._save)
        self._keep = button(_("Keep the case"), self._keep_new, kind="primary", icon_name="check")
        self._drop = button(_("Let it go"), self._let_go)
        self._print = button(_("Print the case…"), self._ask_paper, icon_name="printer")
        row = flow_row(self._keep, self._drop, self._print)
        for part in (self._title, self._fields, row):
            self.add(part)

    def begin(self, incident_id: int | None) -> None:
        """Show the form of a new case, with what was typed into it before."""
        self.begun = True
        case = self._typed.get(_NEW) or Moderation(
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
            self._typed.get(case.id, case),
            _("Case {number}").format(number=case.id),
            again=not other,
        )

    def take_keyboard(self) -> None:
        """The first field."""
        self._fields.form.take_keyboard()

    def _show(self, case: Moderation, title: str, *, again: bool = False) -> None:
        self._shown = case
        self._title.setText(title)
        self._fields.show_case(case)
        if not again:
            self._say_missing(case if case.id in self._typed and case.id else None)
        for made in (self._keep, self._drop):
            made.setVisible(self.begun)
        self._print.setVisible(not self.begun)

    def _save(self, case: Moderation, field: str) -> None:
        """A field was changed. Raises `InvalidValue` for what cannot stand in that field."""
        if field == "measure" and case.measure is Measure.BLOCKED and case.until_on is None:
            case = replace(case, until_on=moderation.block_end(self._services.clock.today()))
        self._shown = case
        if case.id == _NEW:
            self._typed[_NEW] = case
            return
        self._typed[case.id] = case
        lacks = dict(moderation.missing(case))
        if field in lacks:
            del self._typed[case.id]
            raise lacks[field]
        if lacks:
            self._say_missing(case)
            return
        self._store(case)
        del self._typed[case.id]
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
        self._typed.pop(_NEW, None)
        self._shown = None

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

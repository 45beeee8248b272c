"""The fields of a case of moderation."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from core.crisis.labels import measure_label
from core.crisis.model import Measure, Moderation
from core.crisis.moderation import RULE
from core.errors import InvalidValue
from core.i18n import _
from core.plan import records as plan_records
from core.plan.model import Plan
from core.town.model import checked_text
from desktop.forms import fields
from desktop.forms.fields import Field
from desktop.forms.record import RecordForm, Save
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.text import text_label

_ADDRESS = 2000


class ModerationFields(QWidget):
    """The form; what it offers comes from the plan: profiles, and the rules of use."""

    def __init__(self, services: Services, save: Save) -> None:
        super().__init__()
        self._services = services
        self._plan = Plan()
        self._case: Moderation | None = None
        self.form = RecordForm(services.notifier, self._described(), save, place="moderation")
        self._no_rules = text_label(
            _("The plan has no rules of use yet: write them in step Protocol, one a line."), "muted"
        )
        box = QVBoxLayout(self)
        spaced(box, gap=10)
        box.addWidget(self.form)
        box.addWidget(self._no_rules)

    def show_case(self, case: Moderation) -> None:
        """Show a case."""
        with self._services.store.read() as connection:
            self._plan = plan_records.load(connection)
        self._case = case
        self._no_rules.setVisible(not self._plan.charter.rules.strip())
        self.form.show_item(case, case.id)

    def say(self, lacks: Mapping[str, InvalidValue]) -> None:
        """Say below each of these fields what is wrong, and nothing below the others."""
        for name in _NAMES:
            field = self.form.field(name)
            if name in lacks:
                field.show_error(str(lacks[name]))
            else:
                field.clear_message()

    def _described(self) -> Sequence[Field | tuple[Field, Field]]:
        return [
            Field(
                "profile",
                _("On which profile"),
                _Profiles,
                read=checked_text,
                choices=self._profiles,
            ),
            fields.line(
                "author", _("Whose account"), _("The name of the account; nobody's own name.")
            ),
            fields.lines("said", _("What was written, word for word")),
            fields.line("address", _("Address of the comment, or of its image"), limit=_ADDRESS),
            fields.choice("measure", _("What was done"), Measure, measure_label),
            fields.one_of("rule", _("Which rule of use it breaks"), self._rules),
            fields.lines("reason", _("Why"), _("As it would be explained to whoever it concerns.")),
            fields.when(
                fields.day("until_on", _("Until"), _("A block has an end; then it is reviewed.")),
                lambda case: case.measure is Measure.BLOCKED,
            ),
            fields.tick(
                "told",
                _("The person was told"),
                _("Yes: why, until when, and how to ask for a review"),
            ),
            fields.line("outcome", _("What came of the review")),
            fields.day("reviewed_on", _("Reviewed on"), _("By somebody who did not take it.")),
        ]

    def _profiles(self) -> list[tuple[Any, str]]:
        """The town's accounts and channels online, each once."""
        titles = [one.title for one in self._plan.channels if not one.offline]
        titles += [one.title for one in self._plan.accounts]
        return [(one, one) for one in dict.fromkeys(titles)]

    def _rules(self) -> list[tuple[Any, str]]:
        """The rules of use, and the one of this case where the plan has it no longer."""
        rules = [
            line.strip()[:RULE] for line in self._plan.charter.rules.splitlines() if line.strip()
        ]
        own = self._case.rule if self._case else ""
        if own and own not in rules:
            rules.append(own)
        return [("", _("None: it is answered")), *((one, one) for one in rules)]


_NAMES = (
    "profile", "author", "said", "address", "measure", "rule", "reason", "until_on", "outcome",
    "reviewed_on",
)  # fmt: skip


class _Profiles(QComboBox):
    """The profiles of the plan, or another that is typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(_("On which profile"))

    def set_choices(self, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer these; what is typed stays."""
        words = [text for _key, text in choices]
        if words == [self.itemText(at) for at in range(self.count())]:
            return
        typed = self.currentText()
        with QSignalBlocker(self):
            self.clear()
            self.addItems(words)
            self.setEditText(typed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

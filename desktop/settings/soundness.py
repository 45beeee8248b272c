"""Whether the workspace is whole, and the log the one that was printed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from core import checking
from core.cancel import CancelToken
from core.checking import CheckReport
from core.crisis import log
from core.crisis.log import Anchor
from core.errors import AppError, DamagedWorkspace, InvalidValue
from core.i18n import _
from desktop.forms.number import Number
from desktop.jobs import Progress
from desktop.services import Services
from desktop.theme.scaling import spaced
from desktop.widgets.accessibility import announce
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.text import text_label

_MOST_ENTRIES = 1_000_000
_MOST_TOLD = 2
"""As many as there are banners; the command `check` tells all."""


class SoundnessCard(Card):
    """A button, a digest from a paper to compare, and what was found."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("Is everything whole?"))
        self._services = services
        self._now = button(_("Check now"), self.check)
        self._entry = Number(0, _MOST_ENTRIES)
        self._entry.setSpecialValueText(_("none"))
        self._digest = QLineEdit()
        self._digest_field = LabelledField(
            _("Digest on the paper"),
            self._digest,
            _("At the end of the log of the report; the first 16 signs are enough."),
        )
        self._found = text_label("", "strong")
        self._found.hide()
        spaced(self.body, (16, 16, 16, 16), gap=16)
        self.add(
            text_label(
                _(
                    "Reads all that is stored, verifies the evidence and compares the incidents"
                    " with their log."
                )
            )
        )
        self.add(
            LabelledField(_("Entry of the log to compare with a paper"), self._entry, narrow=True)
        )
        self.add(self._digest_field)
        self.body.addWidget(self._now, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self._found)

    def check(self) -> None:
        """Read all of it in the background, and say what was found."""
        self._digest_field.clear_message()
        try:
            printed = self._printed()
        except InvalidValue as error:
            self._digest_field.show_error(str(error))
            self._digest.setFocus()
            return

        def work(_token: CancelToken, _progress: Progress) -> CheckReport:
            return checking.examine(self._services.store, printed)

        def failed(error: AppError) -> None:
            self._now.setEnabled(True)
            self._services.notifier.error(error)

        self._now.setEnabled(False)
        self._services.jobs.run("check", work, self._show, failed=failed)

    def _printed(self) -> Anchor | None:
        if not self._entry.value() and not self._digest.text().strip():
            return None
        return log.anchor(self._entry.value(), self._digest.text())

    def _show(self, found: CheckReport) -> None:
        self._now.setEnabled(True)
        self._found.setVisible(found.whole)
        if found.whole:
            self._found.setText("\n".join(checking.told(found, self._services.store.path.name)))
            announce(self._found, self._found.text())
        for fault in found.faults[:_MOST_TOLD]:
            self._services.notifier.error(DamagedWorkspace(fault))

"""This file, and others."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.i18n import _
from desktop.forms.files import PathField
from desktop.recent_workspaces import RecentCard
from desktop.services import Services
from desktop.settings import actions
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card, ProgressCard
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import text_label


class WorkspacesSection(QWidget):
    """Where everything is, a copy of it, and the way to another one."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        place = PathField(_("Copy this file…"))
        place.show_path(services.store.path)
        place.change_asked.connect(lambda: actions.copy_workspace(services))
        leave = button(_("Close and go to the first screen"), services.desk.show_welcome)
        here = Card(_("This town file"), _("Everything you write is in this one file."))
        here.add(place)
        progress = ProgressCard(self._stop)
        progress.hide()
        everything = button(
            _("Export everything…"), lambda: actions.export_everything(services, progress)
        )
        here.add(
            text_label(
                _(
                    "Everything in one zip that needs no Pregón: tables, documents and evidence."
                    " It holds personal data."
                )
            )
        )
        here.add(_row(everything, leave))
        here.add(progress)
        self._services, self._progress, self._everything = services, progress, everything
        open_ = button(_("Open another…"), lambda: actions.open_another(services))
        new = button(_("Create a new one…"), lambda: services.desk.show_welcome(creating=True))
        other = Card(
            _("The file of another town"),
            _("It opens in place of this one, which is saved and closed."),
        )
        other.add(_row(open_, new))
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(here)
        box.addWidget(other)
        box.addWidget(
            RecentCard(
                services.settings, services.desk, services.jobs, leave_out=services.store.path
            )
        )
        self.setFocusProxy(place)

    def _stop(self) -> None:
        """Nothing of it is kept."""
        self._services.jobs.cancel(actions.EXPORT_JOB)
        self._progress.hide()
        self._everything.setFocus()


def _row(*buttons: QPushButton) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row)
    spaced(flow, (0, 4, 0, 0), gap=8)
    for made in buttons:
        flow.addWidget(made)
    return row

"""The pages of the program, in the order of the rail; each is imported on first visit."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from core.i18n import _
from desktop.services import PageSpec, Services


def pages() -> list[PageSpec]:
    """Every page, with its words in the current language at the time of asking."""
    return [
        PageSpec("today", lambda: _("Today"), "sun", _built_by("desktop.today.page")),
        PageSpec("plan", lambda: _("Plan"), "map", _built_by("desktop.plan.page")),
        PageSpec("calendar", lambda: _("Calendar"), "calendar", _built_by("desktop.calendar.page")),
        PageSpec("mentions", lambda: _("Mentions"), "radio", _built_by("desktop.mentions.page")),
        PageSpec("crisis", lambda: _("Crisis"), "siren", _built_by("desktop.crisis.page")),
        PageSpec("roster", lambda: _("Roster"), "book-user", _built_by("desktop.roster.page")),
        PageSpec(
            "documents", lambda: _("Documents"), "printer", _built_by("desktop.documents.page")
        ),
        PageSpec("settings", lambda: _("Settings"), "settings", _built_by("desktop.settings.page")),
    ]


def _built_by(module: str) -> Callable[[Services, QWidget], QWidget]:
    def build(services: Services, parent: QWidget) -> QWidget:
        page: QWidget = import_module(module).build(services, parent)
        return page

    return build

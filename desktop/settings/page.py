"""Ajustes: the town, the look, the copies, and where everything is."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from core.i18n import _
from desktop import crash_log
from desktop.services import Services, Targeted
from desktop.settings.about import AboutSection
from desktop.settings.backups import BackupsSection
from desktop.settings.data import DataSection
from desktop.settings.listening import ListeningSection
from desktop.settings.look import LookSection
from desktop.settings.manual import ManualSection
from desktop.settings.town import TownSection
from desktop.settings.workspaces import WorkspacesSection
from desktop.theme.tokens import Tone
from desktop.widgets.banner import Banner
from desktop.widgets.choices import Option, Tabs
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage


@dataclass(frozen=True)
class _Section:
    label: str
    build: Callable[[Services], QWidget]


class SettingsPage(ScrollPage):
    """One section at a time; each is built on its first visit."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(form=True, parent=parent)
        self._services = services
        self._sections = _sections()
        self._built: dict[str, QWidget] = {}
        self._chips = Tabs(
            [Option(key, section.label) for key, section in self._sections.items()],
            name=_("Parts of the settings"),
        )
        self._chips.changed.connect(self._show)
        header = PageHeader(_("Settings"), _("Every change takes effect as soon as you make it."))
        header.add_tabs(self._chips)
        self.add(header)
        self.body.addStretch()
        self._show(next(iter(self._sections)))

    def take_keyboard(self) -> None:
        """The section that is shown."""
        self._chips.setFocus()

    def show_target(self, target: object) -> None:
        """A section by its key, alone or with one thing on it: the keyboard goes there."""
        key, inner = target if isinstance(target, tuple) else (target, None)
        if key in self._sections:
            self._chips.choose(key)
            section = self._built[key]
            section.setFocus(Qt.FocusReason.OtherFocusReason)
            if inner is not None and isinstance(section, Targeted):
                section.show_target(inner)

    def section(self) -> QWidget:
        """The section on screen."""
        return self._built[self._chips.chosen()]

    def _show(self, key: str) -> None:
        if key not in self._built:
            self._built[key] = self._made(key)
            self.body.insertWidget(self.body.count() - 1, self._built[key])
        for other, section in self._built.items():
            section.setVisible(other == key)
        self.verticalScrollBar().setValue(0)

    def _made(self, key: str) -> QWidget:
        try:
            return self._sections[key].build(self._services)
        except Exception as error:
            # Whatever it is: the other sections can be used, and where the log is stands there.
            log = crash_log.file_beside(self._services.listener.settings_path)
            crash_log.write(log, f"settings: {key}", error)
            told = crash_log.mistake(log)
            return Banner(Tone.RED, told.sentence, told.advice, closable=False)


def _sections() -> dict[str, _Section]:
    return {
        "town": _Section(_("Town"), TownSection),
        "look": _Section(_("Appearance"), LookSection),
        "listening": _Section(_("Listening"), ListeningSection),
        "backups": _Section(_("Backups"), BackupsSection),
        "data": _Section(_("Data"), DataSection),
        "workspaces": _Section(_("Town files"), WorkspacesSection),
        "manual": _Section(_("Manual"), ManualSection),
        # Translators: Part of Settings: version and licences of the program.
        "about": _Section(_("About"), AboutSection),
    }


def build(services: Services, parent: QWidget) -> QWidget:
    """The page of the rail."""
    return SettingsPage(services, parent)

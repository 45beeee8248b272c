"""Language, colours, size."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.i18n import LANGUAGES, _
from desktop.services import Services
from desktop.settings import actions
from desktop.theme.scaling import follow_theme, spaced
from desktop.widgets.card import Card
from desktop.widgets.choices import Option, Segmented
from desktop.widgets.labelled import LabelledField
from desktop.zoom import STEPS, set_zoom


class LookSection(QWidget):
    """Each choice is seen at once."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        settings = services.settings
        of_system = Option("", _("Same as the system"), icon_name="monitor")
        self._language = _choice(
            [of_system, *(Option(code, name) for code, name in LANGUAGES.items())],
            settings.language,
            lambda code: actions.choose_language(services, code),
        )
        self._theme = _choice(
            [
                of_system,
                # Translators: Colours of the window: light, not dark.
                Option("light", _("Light"), icon_name="sun"),
                Option("dark", _("Dark"), icon_name="moon"),
                Option("contrast", _("High contrast"), icon_name="contrast"),
            ],
            settings.theme,
            lambda mode: actions.choose_theme(services, mode),
        )
        self._zoom = _choice(
            [Option(str(step), _("{percent}%").format(percent=step)) for step in STEPS],
            str(settings.zoom),
            lambda step: set_zoom(services.desk, settings, int(step)),
        )
        card = Card()
        spaced(card.body, (16, 16, 16, 16), gap=16)
        fixed = "language" in settings.fixed
        self._language.setEnabled(not fixed)
        told = actions.fixed_by_others() if fixed else ""
        card.add(LabelledField(_("Language of the program"), self._language, told))
        card.add(LabelledField(_("Colours"), self._theme))
        card.add(
            LabelledField(
                _("Size"),
                self._zoom,
                _(
                    "With the keyboard: Ctrl and + makes everything larger, Ctrl and - smaller, "
                    "Ctrl and 0 goes back to 100%."
                ),
            )
        )
        box = QVBoxLayout(self)
        spaced(box)
        box.addWidget(card)
        self.setFocusProxy(self._language.stop())
        follow_theme(self, self._show_zoom)

    def _show_zoom(self) -> None:
        """The size may have been changed by keyboard."""
        self._zoom.choose(str(self._services.settings.zoom))


def _choice(choices: Sequence[Option], chosen: str, choose: Callable[[str], None]) -> Segmented:
    chips = Segmented(choices, name="")
    chips.choose(chosen)
    chips.changed.connect(choose)
    return chips

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
        self._language = _choice(
            [("", _("Same as the system")), *LANGUAGES.items()],
            settings.language,
            lambda code: actions.choose_language(services, code),
        )
        self._theme = _choice(
            [
                ("", _("Same as the system")),
                # Translators: Colours of the window: light, not dark.
                ("light", _("Light")),
                ("dark", _("Dark")),
                ("contrast", _("High contrast")),
            ],
            settings.theme,
            lambda mode: actions.choose_theme(services, mode),
        )
        self._zoom = _choice(
            [(str(step), _("{percent}%").format(percent=step)) for step in STEPS],
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
                _("Ctrl++ makes everything larger, Ctrl+- smaller, Ctrl+0 goes back to 100%."),
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


def _choice(
    choices: Sequence[tuple[str, str]], chosen: str, choose: Callable[[str], None]
) -> Segmented:
    chips = Segmented([Option(key, words) for key, words in choices], name="")
    chips.choose(chosen)
    chips.changed.connect(choose)
    return chips

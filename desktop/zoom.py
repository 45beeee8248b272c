"""Size of everything on screen, by choice or by keyboard, remembered."""

from PySide6.QtWidgets import QWidget

from core.i18n import _
from core.settings import Settings
from desktop.services import ProgramDesk
from desktop.theme.theme import current
from desktop.widgets.button import hear_key

STEPS = (100, 110, 125, 150, 175, 200)
"""Percent."""


def set_zoom(desk: ProgramDesk, settings: Settings, percent: int) -> None:
    """Show everything at `percent` and remember it."""
    settings.zoom = percent
    current().apply(settings.theme, percent)
    desk.save_settings()


def install_zoom_keys(window: QWidget, desk: ProgramDesk, settings: Settings) -> None:
    """Ctrl++ and Ctrl+- go to the next step, Ctrl+0 back to 100 %, anywhere in `window`."""

    def larger() -> None:
        set_zoom(desk, settings, min((s for s in STEPS if s > settings.zoom), default=STEPS[-1]))

    def smaller() -> None:
        set_zoom(desk, settings, max((s for s in STEPS if s < settings.zoom), default=STEPS[0]))

    for keys, words, act in (
        ("Ctrl++", _("Larger letters"), larger),
        ("Ctrl+=", _("Larger letters"), larger),
        ("Ctrl+-", _("Smaller letters"), smaller),
        ("Ctrl+0", _("Letters in their original size"), lambda: set_zoom(desk, settings, 100)),
    ):
        hear_key(keys, window, words, act)

"""Size of everything on screen, by choice or by keyboard, remembered."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from core.settings import Settings
from desktop.services import ProgramDesk
from desktop.theme.theme import current

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

    for keys, action in (
        ("Ctrl++", larger),
        ("Ctrl+=", larger),
        ("Ctrl+-", smaller),
        ("Ctrl+0", lambda: set_zoom(desk, settings, 100)),
    ):
        QShortcut(QKeySequence(keys), window, action)

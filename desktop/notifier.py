"""Telling the person, without stopping them: banner for what needs them, toast for what is done."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from core.errors import AppError
from desktop.theme.tokens import Tone
from desktop.unsaved import Unsaved


class Action(NamedTuple):
    """A button: a verb and what it does."""

    label: str
    run: Callable[[], None]


class Notifier(Protocol):
    """Where messages appear, and what is typed and not stored is known."""

    @property
    def unsaved(self) -> Unsaved:
        """What the status strip tells of the fields of this window."""

    def toast(self, text: str, action: Action | None = None) -> None:
        """Something is done; goes away by itself."""

    def undoable(self, text: str) -> None:
        """Something is done and can be undone: a toast with *Undo*."""

    def error(self, error: AppError, *actions: Action) -> None:
        """Something could not be done: a banner that stays until closed or mended."""

    def retract(self, sentence: str) -> None:
        """What was told is mended or out of date: its banner goes."""

    def notice(
        self, sentence: str, advice: str = "", *actions: Action, level: Tone | None = None
    ) -> None:
        """Something to know: a calm banner, or one in the colour and shape of a level."""

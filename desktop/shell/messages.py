"""The notifier of the window: banners above the page, a toast at its foot."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import AppError, DiskFull, WorkspaceBusy
from core.i18n import _
from desktop.notifier import Action
from desktop.theme.scaling import spaced
from desktop.theme.tokens import Tone
from desktop.unsaved import Unsaved

if TYPE_CHECKING:
    from desktop.shell.toast import Toast
    from desktop.widgets.banner import Banner

_AT_ONCE = 2
"""More banners than this bury the page: the oldest goes."""


class Messages(QWidget):
    """Holds the banners; the toast stands over the foot of `window`."""

    def __init__(self, window: QWidget, foot: QWidget, undo: Callable[[], None]) -> None:
        """`foot` is where a toast stands in no way."""
        super().__init__(window)
        self.unsaved = Unsaved(self)
        self._foot_of_window = foot
        self._undo = undo
        self._window = window
        self._toast: Toast | None = None
        self._box = QVBoxLayout(self)
        spaced(self._box, (28, 16, 28, 0), gap=8)
        self._banners: dict[str, Banner] = {}
        self._till_written: set[str] = set()
        self._not_written: set[str] = set()
        self.remedies: Callable[[AppError], Iterable[Action]] = lambda _error: ()
        """What is offered with an error that is shown without an action of its own."""
        self._dismissable: set[str] = set()
        self.hide()
        self.unsaved.watch(self)

    def toast(self, text: str, action: Action | None = None) -> None:
        """Something is done."""
        if action is None:
            self._foot().say(text)
        else:
            self._foot().say(text, action.label, action.run)

    def undoable(self, text: str) -> None:
        """Something is done and can be undone."""
        self._foot().say(text, _("Undo"), self._undo)

    def error(self, error: AppError, *actions: Action) -> None:
        """Something could not be done; where nobody says how it is mended, `remedies` may."""
        actions = actions or tuple(self.remedies(error))
        if not actions and error.sentence in self._not_written - self._till_written:
            # It is there already, with what tries the change before this one again.
            return
        self._show(Tone.RED, error.sentence, error.advice, actions)
        if isinstance(error, WorkspaceBusy | DiskFull):
            self._not_written.add(error.sentence)
            if not actions:
                self._till_written.add(error.sentence)
            self.unsaved.changed.emit()

    def retract(self, sentence: str) -> None:
        """What was told is mended or out of date."""
        self._drop(sentence)

    def written(self) -> None:
        """Something was stored: what stood in the way of it does so no longer.

        A banner that offers to try again stays: what it would store is not stored yet.
        """
        for sentence in list(self._till_written):
            self._drop(sentence)

    def has_drafts(self) -> bool:
        """True while a banner says that something is not stored."""
        return bool(self._not_written)

    def typing(self) -> bool:
        """Nothing is typed here."""
        return False

    def losing(self) -> bool:
        """What was typed is kept where it was."""
        return False

    def notice(
        self, sentence: str, advice: str = "", *actions: Action, level: Tone | None = None
    ) -> None:
        """Something to know; of an alarm, with its level."""
        self._show(level or Tone.BRAND, sentence, advice, actions, level=level is not None)

    def dismissable(self, sentence: str, advice: str) -> None:
        """Something to know that stays until it is closed, also with `Esc`."""
        self.notice(sentence, advice)
        self._dismissable.add(sentence)

    def dismiss(self) -> bool:
        """Take away what `Esc` closes; False when there is nothing of the kind."""
        there = self._dismissable & self._banners.keys()
        for sentence in there:
            self._drop(sentence)
        return bool(there)

    def _foot(self) -> "Toast":
        """Made when there is something to say: most starts say nothing."""
        if self._toast is None:
            from desktop.shell.toast import Toast

            self._toast = Toast(self._window, self._foot_of_window)
        return self._toast

    def leave_page(self) -> None:
        """Another page is shown: a toast that spoke of the one before goes."""
        if self._toast is not None:
            self._toast.leave_page()

    def shown(self) -> list[str]:
        """The sentences on screen, oldest first."""
        return list(self._banners)

    def _show(
        self,
        tone: Tone,
        sentence: str,
        advice: str,
        actions: tuple[Action, ...],
        *,
        level: bool = False,
    ) -> None:
        from desktop.widgets.banner import Banner

        self._drop(sentence)
        while len(self._banners) >= _AT_ONCE:
            self._drop(next(iter(self._banners)))
        banner = Banner(tone, sentence, advice, level=level)
        for action in actions:
            banner.add_action(action.label, partial(self._act, sentence, action))
        banner.closed.connect(partial(self._drop, sentence))
        self._banners[sentence] = banner
        self._box.addWidget(banner)
        self.show()

    def _act(self, sentence: str, action: Action) -> None:
        self._drop(sentence)
        action.run()

    def _drop(self, sentence: str) -> None:
        banner = self._banners.pop(sentence, None)
        if banner is not None:
            banner.hide()
            self._box.removeWidget(banner)
            banner.deleteLater()
        self._till_written.discard(sentence)
        if sentence in self._not_written:
            self._not_written.discard(sentence)
            self.unsaved.changed.emit()
        self.setVisible(bool(self._banners))

"""What pages and actions are given; made once for each open workspace."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from core.clock import Clock
from core.settings import Settings
from core.store import Store, Topic
from desktop.asker import Asker
from desktop.bridge import Bridge
from desktop.jobs import Jobs
from desktop.notifier import Notifier
from desktop.theme.theme import Theme

if TYPE_CHECKING:
    from desktop.background.listener import Listener


class ProgramDesk(Protocol):
    """What belongs to the whole program rather than to one workspace."""

    def open_workspace(self, path: Path) -> None:
        """Open another workspace in place of this one."""

    def show_welcome(self, *, creating: bool = False) -> None:
        """Close this workspace and go to the first screen, or to the questions of a new one."""

    def language_changed(self, target: object = None) -> None:
        """Speak the language of the settings: the window is built again, as by `rebuild`."""

    def rebuild(self, target: object = None) -> None:
        """Build the window again on the same page and, on it, show `target`."""

    @property
    def notifier(self) -> Notifier:
        """The messages of the window that is open now, which may be another than before."""

    def save_settings(self, *, soon: bool = False) -> None:
        """Write the settings file; a full disk is told, not raised.

        `soon` waits a second for more of the same, such as a column that is being dragged.
        """


@dataclass(frozen=True, eq=False, repr=False)
class Services:
    """Passed explicitly; nothing is global."""

    store: Store
    clock: Clock
    settings: Settings
    theme: Theme
    bridge: Bridge
    jobs: Jobs
    make_listener: Callable[[], "Listener"]
    asker: Asker
    notifier: Notifier
    desk: ProgramDesk
    go: Callable[..., None]
    """`go(page_id, target=None)` shows a page and, on it, one thing."""
    when_painted: Callable[[Callable[[], None]], None]
    """Runs what start-up can wait for: after the first paint of the window, or at once later."""

    @cached_property
    def listener(self) -> "Listener":
        """The one of this window, made when it is first asked for: the first paint needs none."""
        return self.make_listener()


@runtime_checkable
class Targeted(Protocol):
    """A page on which one thing can be shown."""

    def show_target(self, target: object) -> None:
        """Bring the thing into view; `go` was called with it."""


@runtime_checkable
class Beginning(Protocol):
    """A page of several views, made without any."""

    def begin(self, target: object) -> None:
        """Show a first view, none if `target` brings another: it is shown next, unless None."""


@runtime_checkable
class Keyboard(Protocol):
    """A page that says which of its parts gets the keyboard when it is shown.

    Not a focus proxy: a proxy on a page cuts Qt's chain of Tab, and the rail is out of reach.
    """

    def take_keyboard(self) -> None:
        """Give the keyboard to the part that comes first."""


@runtime_checkable
class Helpful(Protocol):
    """A page whose views have help of their own."""

    def help_id(self) -> str:
        """Which text of the content file `help` fits what is on screen now."""


@runtime_checkable
class Recorded(Protocol):
    """A page that writes down what is done on it instead of undoing it."""

    def undoes(self) -> Topic | None:
        """The steps that are undone and redone while it is on screen; None: all of them."""


class PageSpec(NamedTuple):
    """One line of the rail: built on first visit, by `build` of its module."""

    id: str
    label: Callable[[], str]
    icon: str
    module: str
    parts: Callable[[], Sequence[tuple[Hashable, str]]] = tuple
    """What is found of it by name: target of `go`, and words."""

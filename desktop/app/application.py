"""The program: which window is open, and everything that outlives it."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLockFile, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core import store
from core.clock import Clock
from core.errors import AppError
from core.files import gone
from core.places import where_to_look
from desktop import crash_log, pages
from desktop.app.session import Doorbell, LockMark, SettingsFile, come_forward, take
from desktop.app.speech import Speech
from desktop.asker import Asker, QtAsker
from desktop.bridge import Bridge
from desktop.jobs import Garbage, Jobs
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.theme.theme import current

if TYPE_CHECKING:
    from desktop.background.listener import Listener
    from desktop.notifier import Action
    from desktop.shell.messages import Messages
    from desktop.welcome.window import Welcome


class Application(QObject):
    """Opens and closes workspaces. One workspace, one window, at a time."""

    def __init__(
        self,
        app: QApplication,
        settings_path: Path,
        *,
        clock: Clock | None = None,
        asker: Callable[[QWidget], Asker] | None = None,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._settings_path = settings_path
        self._asker = asker or self._own_asker
        self._speech = Speech(app)
        self.clock = clock or Clock()
        self._kept = SettingsFile(settings_path, self)
        self._kept.before_saving = self._remember_window
        self.settings = self._kept.settings
        self.window: Shell | Welcome | None = None
        self.services: Services | None = None
        self._worked = False
        self._doorbell: Doorbell | None = None
        self._lock: QLockFile | None = None
        self._mark: LockMark | None = None
        self._garbage = Garbage(self)
        self._garbage.begin()
        self._speech.speak(self.settings.language)
        current().apply(self.settings.theme, self.settings.zoom, marked=False)

    def start(self, path: Path | None = None) -> None:
        """Open a workspace, or the last one, or the first screen; a window there is in any case."""
        try:
            wanted = path or next((text for text in self.settings.recent if not gone(text)), None)
            if wanted is None:
                self.show_welcome()
            else:
                self.open_workspace(Path(wanted))
        except Exception as error:
            # Whatever it is: without a window nobody would learn of it.
            self.crashed(error)
        if self._kept.set_aside is not None and self.window is not None:
            from desktop.app import trouble

            self.notifier.notice(*trouble.spoilt_settings(self._kept.set_aside))

    def open_workspace(
        self, path: Path, *, broken_seal: bool = False, from_elsewhere: bool = False
    ) -> None:
        """Open a workspace in place of what is open; what stands in the way is said in words.

        One with a `broken_seal`, or with the lock of another computer, only where the person knows.
        """
        # Two names of one file must meet one lock.
        path = Path(os.path.realpath(path))
        if self.services is not None and self.services.store.path == path:
            return
        alone = self.window is None
        try:
            lock = take(path, from_elsewhere=from_elsewhere, waits=partial(self._wait_for, path))
            if lock is None:
                # The other window came to the front: a start has nothing left to do.
                if alone:
                    QTimer.singleShot(0, self._app.quit)
                return
            opened = self._opened(path, lock, broken_seal)
        except AppError as error:
            self._refused(path, error)
        else:
            self._close_workspace()
            self._lock = lock
            self._worked = False
            opened.subscribe(self._note_work)
            self._mark = LockMark(self._settings_path, path)
            left = self._mark.left()
            self._mark.begin(self.clock.now())
            self._open_or_refuse(opened)
            if left is not None and isinstance(self.window, Shell):
                self.window.when_painted(partial(self._tell_ended, path, left))

    def show_welcome(self, *, creating: bool = False) -> None:
        """Close the workspace and go to the first screen, or to the questions of a new one."""
        self._close_workspace()
        # Most starts open a workspace: the first screen is not imported for them.
        from desktop.welcome.window import Welcome

        current().mark()
        welcome = Welcome(self, self.settings, self.clock, self.ask, self.crashed)
        self._show(welcome)
        if creating:
            welcome.create_workspace()

    def language_changed(self, target: object = None) -> None:
        """Speak the language of the settings: the window is built again."""
        self.save_settings()
        self._speech.speak(self.settings.language)
        self.rebuild(target)

    def rebuild(self, target: object = None) -> None:
        """Build the window again on the same page and, on it, show `target`."""
        if self.window is not None and not isinstance(self.window, Shell):
            self.window.build()
        elif self.services is not None:
            opened = self.services.store
            self._forget_window()
            self._open(opened)
            if target is not None:
                self.services.go(self.settings.page, target)

    def save_settings(self, *, soon: bool = False) -> None:
        """Write the settings; a disk that does not take them is no reason to stop."""
        (self._kept.save_soon if soon else self._kept.save)()

    def busy(self) -> bool:
        """True while work of the open window is under way in the background."""
        if self.services is not None:
            return self.services.jobs.busy() or self.services.listener.running
        window = self.window
        return window is not None and not isinstance(window, Shell) and window.jobs.busy()

    def close(self) -> None:
        """Save everything and end."""
        self._close_workspace()
        self.save_settings()
        self._garbage.end()

    @property
    def notifier(self) -> "Messages":
        """The messages of the window that is open."""
        return self._current_window().messages

    def crashed(self, error: BaseException) -> None:
        """What nobody caught: the environment in its own words, a mistake of ours as a mistake."""
        from desktop.app import trouble

        file = crash_log.file_beside(self._settings_path)
        if not isinstance(error, AppError):
            crash_log.write(file, "unexpected", error)
            error = crash_log.mistake(file)
        try:
            if self.window is None:
                self.show_welcome()
            self.notifier.error(error)
        except Exception as worse:
            # The first screen itself may be what cannot be made, as when a file of ours is missing.
            if self.window is not None:
                raise
            crash_log.write(file, "no window", worse)
            trouble.last_word(error)
            QTimer.singleShot(0, self._app.quit)

    def _open(self, opened: store.Store) -> None:
        shell = Shell(pages.pages())
        bridge = Bridge(opened, shell)
        jobs = Jobs(shell.messages.error, self.crashed, opened.release_thread, shell)
        self.services = services = Services(
            store=opened,
            clock=self.clock,
            settings=self.settings,
            theme=current(),
            bridge=bridge,
            jobs=jobs,
            make_listener=partial(self._listener, opened, shell),
            asker=self._asker(shell),
            notifier=shell.messages,
            desk=self,
            go=shell.go,
            when_painted=shell.when_painted,
        )
        shell.closing.connect(partial(self._window_closes, shell))
        shell.turned.connect(partial(self.save_settings, soon=True))
        bridge.changed.connect(self._note_saved)
        copying = partial(self._copy, new=(new := str(opened.path) not in self.settings.recent))
        self.settings.remember(opened.path)
        if new:
            # A window that is killed as soon as it is there finds its town at the next start.
            self.save_settings()
        # The frame first: however much a page comes to read, the window is there before it.
        shell.when_painted(partial(self._first_page, shell))
        # Each by itself: what one of them lacks on this computer does not keep the others away.
        for step in (self._hang_doorbell, copying, self._watch_incidents, self._ring_bell):
            shell.when_painted(partial(step, services, shell))
        shell.when_painted(self.save_settings)
        shell.when_painted(lambda: services.listener.begin())
        shell.messages.remedies = partial(self._remedies, services)
        bridge.damaged.connect(shell.messages.error)
        if opened.read_only:
            shell.messages.error(store.failures.only_readable(opened.path))
        self._show(shell)
        shell.start(services)

    def _listener(self, opened: store.Store, shell: Shell) -> "Listener":
        from desktop.background.listener import Listener

        return Listener(opened, self.clock, self.settings, self._settings_path, shell)

    def _first_page(self, shell: Shell) -> None:
        try:
            shell.go_first()
        except AppError as error:
            self._give_up(error)

    def _hang_doorbell(self, services: Services, _shell: Shell) -> None:
        if self._doorbell is None:
            self._doorbell = Doorbell(services.store.path, self._raise, self, self._take)

    def _remedies(self, services: Services, error: AppError) -> "list[Action]":
        from desktop.app import trouble

        return trouble.remedies(services, error)

    def _copy(self, services: Services, _shell: Shell, *, new: bool) -> None:
        from desktop import backups
        from desktop.app import trouble

        services.jobs.run("backup", backups.at_start(services), lambda _done: None)
        trouble.begin(services, new=new)

    def _watch_incidents(self, services: Services, shell: Shell) -> None:
        from desktop import backups
        from desktop.incident_linking import IncidentWatch

        IncidentWatch(services, shell)
        backups.CrisisCopies(services, shell)

    def _ring_bell(self, services: Services, shell: Shell) -> None:
        from desktop.app.tray import Bell

        shell.hides_instead = Bell(services, shell, self._raise, self._app.quit).stays

    def _show(self, window: "Shell | Welcome") -> None:
        previous, self.window = self.window, window
        if self.settings.window:
            window.restoreGeometry(QByteArray.fromHex(self.settings.window.encode()))
        else:
            window.fit_screen()
        window.show()
        if previous is not None:
            previous.close()
            previous.deleteLater()

    def _remember_window(self, shell: Shell | None = None) -> None:
        shown = shell or self.window
        if isinstance(shown, Shell):
            self.settings.page = shown.page_id or self.settings.page
            self.settings.window = bytes(shown.saveGeometry().toHex().data()).decode()

    def _window_closes(self, shell: Shell) -> None:
        """Closed by `_show`, it is no longer `self.window`; else this is the end."""
        self._remember_window(shell)
        if shell is self.window and self._mark is not None:
            # A computer that is shut down may give the program no time for more.
            self._mark.end()
            self.save_settings()

    def _note_saved(self, _change: object) -> None:
        if self._mark is not None:
            self._mark.saved(self.clock.now())

    def _note_work(self, _change: object) -> None:
        """Only after work a copy is made at the end."""
        self._worked = True

    def _tell_ended(self, path: Path, left: datetime) -> None:
        """The last session of this workspace was ended by something."""
        from desktop.app import trouble

        words = f"the last session of {path.name} did not end by itself; stored last: {left}"
        crash_log.write(crash_log.file_beside(self._settings_path), words)
        if isinstance(self.window, Shell):
            self.window.messages.dismissable(*trouble.sudden_end(left))

    def _forget_window(self) -> None:
        """End what belongs to the window but keep the store open."""
        if self.services is not None and isinstance(self.window, Shell):
            self._remember_window(self.window)
            self.services.bridge.close()
            self.services.listener.close()
            self.services.jobs.close()
            self.services = None

    def _close_workspace(self) -> None:
        if self.services is None:
            return
        opened = self.services.store
        # Whoever rings from now on would be told that a window comes forward, and none does.
        if self._doorbell is not None:
            self._doorbell.close()
            self._doorbell = None
        if self.window is not None:
            self.window.close()
        self._forget_window()
        if self._mark is not None:
            # All is stored by now: should there be no time for the copy, nothing is lost.
            self._mark.end()
            self._mark = None
        if self._worked:
            from desktop import backups

            log_file = crash_log.file_beside(self._settings_path)
            backups.at_end(opened, self.settings, self.clock, log_file)
        opened.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _open_or_refuse(self, opened: store.Store) -> None:
        try:
            self._open(opened)
        except AppError as error:
            self._give_up(error)
        except Exception as error:
            # A window that could not be begun is no place to say so.
            self.show_welcome()
            self.crashed(error)

    def _give_up(self, error: AppError) -> None:
        """A damaged page of the file shows itself only when it is read, with the window open."""
        if self.services is not None:
            path = self.services.store.path
            self.show_welcome()
            self._refused(path, error)

    def _opened(self, path: Path, lock: QLockFile, broken_seal: bool) -> store.Store:
        try:
            return store.open_store(path, self.clock, broken_seal=broken_seal)
        except AppError:
            lock.unlock()
            raise

    def _refused(self, path: Path, error: AppError) -> None:
        from desktop.app import trouble

        if self.window is None:
            self.show_welcome()
        trouble.Refused(self, path).tell(error)

    def _wait_for(self, path: Path, still: bool) -> None:
        from desktop.app import trouble

        trouble.one_moment(self, path, still)

    def _raise(self) -> None:
        if self.window is not None:
            come_forward(self.window)

    def _take(self, brought: Path) -> None:
        from desktop.app import beginning

        beginning.take(self, brought)

    def _own_asker(self, window: QWidget) -> Asker:
        return QtAsker(window, lambda: where_to_look(self.settings.recent))

    def ask(self) -> Asker:
        """Who asks the person at the screen, over the window that is open."""
        return self._asker(self._current_window())

    def _current_window(self) -> "Shell | Welcome":
        if self.window is None:
            raise RuntimeError("no window yet: start() opens the first")
        return self.window

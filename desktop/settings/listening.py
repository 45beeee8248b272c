"""When it is listened, what starts by itself, and what is let go of."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from core.cancel import CancelToken
from core.days import checked_hour
from core.errors import AppError, InvalidValue
from core.i18n import _, ngettext
from core.mentions import recipes, retention
from core.mentions.model import Decisions
from core.mentions.records import decisions
from core.store import Topic
from core.text import clean
from desktop.background import task_scheduler
from desktop.background.task_scheduler import TaskKind
from desktop.forms.form import Form
from desktop.forms.lines import Figure, Hour
from desktop.jobs import Progress
from desktop.services import Services
from desktop.settings import actions
from desktop.theme.scaling import spaced
from desktop.widgets.button import button
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Beside, Columns
from desktop.widgets.text import text_label

_TEXT_ROOM = 240


class LettingGo(QWidget):
    """One sentence on what went last; below it, where something waits, why, and the button."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._went = text_label("", "small")
        self._why = text_label("")
        self._waiting = Beside(self._why, text_room=_TEXT_ROOM)
        self._delete = button(_("Delete the mentions…"), self._ask)
        self._waiting.add_action(self._delete)
        box = QVBoxLayout(self)
        spaced(box, gap=8)
        box.addWidget(self._went)
        box.addWidget(self._waiting)
        services.bridge.subscribe(self, {Topic.PREFERENCES, Topic.MENTIONS}, self.refresh, now=True)

    def take_keyboard(self) -> None:
        """The button that lets it go."""
        self._delete.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Look again at what is stored."""
        now = self._services.clock.now()
        with self._services.store.read() as connection:
            self._old = retention.look(connection, now)
            went = retention.last_sentence(connection)
        self._went.setText(went or _("Nothing has been deleted yet for being old."))
        told = ngettext(
            "{count} item is older and is not deleted until you say so. {why}",
            "{count} items are older and are not deleted until you say so. {why}",
            self._old.count,
        )
        why = retention.why_asked(self._old, now)
        self._why.setText(told.format(count=self._old.count, why=why))
        self._waiting.setVisible(self._old.asks)

    def _ask(self) -> None:
        actions.let_go(self._services, self._old)


class StartupCard(Card):
    """Two ticks that show what Windows does, and change it."""

    def __init__(self, services: Services) -> None:
        super().__init__(_("Without opening Pregón"))
        self._services = services
        spaced(self.body, (16, 16, 16, 16), gap=16)
        self._open = self._tick(_("Open Pregón at login"), self._opened)
        self._listen = self._tick(_("Read the sources with Pregón closed"), self._listened)
        self.add(self._open)
        self.add(
            LabelledField(
                "",
                self._listen,
                _(
                    "The sources of this town are read as often as said above while you are "
                    "logged in. An alarm is told beside the clock; the rest you see when you open "
                    "Pregón. One town at a time."
                ),
            )
        )
        self.refresh()

    def refresh(self) -> None:
        """Ask Windows what it does; until it answers, nothing can be ticked."""

        def work(_token: CancelToken, _progress: Progress) -> set[TaskKind]:
            return {
                kind for kind in (TaskKind.OPEN, TaskKind.LISTEN) if task_scheduler.exists(kind)
            }

        self._services.jobs.run("schedule look", work, self._show, failed=self._unknown)

    def _show(self, done: set[TaskKind]) -> None:
        here = self._services.settings.listened == str(self._services.store.path)
        for tick, ticked in (
            (self._open, TaskKind.OPEN in done),
            (self._listen, TaskKind.LISTEN in done and here),
        ):
            tick.setChecked(ticked)
            tick.setEnabled(True)

    def _unknown(self, error: AppError) -> None:
        self._services.notifier.error(error)

    def _tick(self, label: str, chosen: Callable[[bool], None]) -> QCheckBox:
        made = QCheckBox(label.replace("&", "&&"))
        made.setEnabled(False)
        made.clicked.connect(chosen)
        return made

    def _opened(self, wanted: bool) -> None:
        open_at_login(self._services, wanted, self.refresh)

    def _listened(self, wanted: bool) -> None:
        workspace = self._services.store.path if wanted else None
        listen_alone(self._services, workspace, self.refresh)


def open_at_login(services: Services, wanted: bool, done: Callable[[], None]) -> None:
    """Have the window opened at login, or no longer; `done` follows, however it went."""

    def work(_token: CancelToken, _progress: Progress) -> None:
        if wanted:
            task_scheduler.create(task_scheduler.opening())
        else:
            task_scheduler.remove(TaskKind.OPEN)

    _run(services, "schedule open", work, lambda: None, done)


def listen_alone(services: Services, workspace: Path | None, done: Callable[[], None]) -> None:
    """Have a workspace listened to while no window is open, or none; `done` follows."""
    settings = services.listener.settings_path

    def work(_token: CancelToken, _progress: Progress) -> None:
        if workspace is not None:
            task_scheduler.create(task_scheduler.listening(workspace, settings))
        else:
            task_scheduler.remove(TaskKind.LISTEN)

    def keep() -> None:
        services.settings.listened = str(workspace or "")
        services.desk.save_settings()

    _run(services, "schedule listen", work, keep, done)


def _run(
    services: Services,
    name: str,
    work: Callable[[CancelToken, Progress], None],
    keep: Callable[[], None],
    done: Callable[[], None],
) -> None:
    def went(_nothing: object) -> None:
        keep()
        done()

    def failed(error: AppError) -> None:
        services.notifier.error(error)
        done()

    services.jobs.run(name, work, went, failed=failed)


_LONGEST = 240
_A_DAY = 1440
_BESIDE = 440


class ListeningSection(QWidget):
    """What holds on this computer, and what the town decided."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._form = Form(self, services.notifier)
        self._letting_go = LettingGo(services)
        self._first = QCheckBox(_("Read the sources").replace("&", "&&"))
        box = QVBoxLayout(self)
        spaced(box, gap=16)
        box.addWidget(self._when())
        if task_scheduler.available():
            box.addWidget(StartupCard(services))
        box.addWidget(self._kept())
        box.addWidget(self._network())
        self.setFocusProxy(self._first)
        services.bridge.subscribe(self, {Topic.PREFERENCES}, self.refresh, now=True)

    def show_target(self, _target: object) -> None:
        """What is old and waits for the word of the person."""
        self._letting_go.take_keyboard()

    def refresh(self) -> None:
        """Show what is stored."""
        self._form.show_subject("listening")

    def _when(self) -> Card:
        card = Card(_("When to listen"))
        spaced(card.body, (16, 16, 16, 16), gap=16)
        forbidden = not self._services.settings.listening
        self._first.setDisabled(forbidden)
        told = actions.fixed_by_others() if forbidden else ""
        card.add(self._decided("listening", "", self._first, told))
        card.add(
            self._chosen(
                "listen_minutes",
                _("Minutes between readings"),
                Figure(),
                _(
                    "While Pregón is open. A source may have its own; none is read more often than"
                    " every {count}."
                ).format(count=recipes.LEAST_MINUTES),
                lambda typed: actions.whole_number(typed, recipes.LEAST_MINUTES, _A_DAY),
                show=str,
            )
        )
        start = self._chosen("quiet_from", _("Quiet from"), Hour(), "", _checked_time)
        end = self._chosen("quiet_to", _("Quiet until"), Hour(), "", _checked_time)
        hours = QVBoxLayout()
        spaced(hours, gap=4)
        hours.addWidget(Columns(start, end, shares=(1, 2), least=_BESIDE, ragged=True))
        hours.addWidget(
            text_label(
                _(
                    "During these hours nothing is read unless you ask. With the same time in "
                    "both fields it is never quiet."
                ),
                "small",
            )
        )
        card.body.addLayout(hours)
        tray = QCheckBox(_("Keep reading the sources (icon beside the clock)"))
        card.add(self._chosen("tray", _("When the window is closed"), tray))
        return card

    def _kept(self) -> Card:
        card = Card(_("What is kept"), _("Decisions of the town: they go with the town file."))
        spaced(card.body, (16, 16, 16, 16), gap=16)
        kept = QVBoxLayout()
        spaced(kept, gap=4)
        kept.addWidget(
            self._decided(
                "months",
                _("Months that what was read is kept"),
                Figure(),
                _("Older items are deleted automatically. Evidence and confirmed alarms stay."),
                lambda typed: actions.whole_number(typed, 1, _LONGEST),
                show=str,
            )
        )
        kept.addWidget(self._letting_go)
        card.body.addLayout(kept)
        card.add(
            self._decided(
                "authors",
                "",
                QCheckBox(_("Keep the name of who wrote each item")),
                _("Personal data: leave this off unless the town has a reason to keep it."),
            )
        )
        return card

    def _network(self) -> Card:
        card = Card(_("The network"))
        spaced(card.body, (16, 16, 16, 16), gap=16)
        card.add(
            self._chosen(
                "proxy",
                _("Proxy"),
                QLineEdit(),
                _("Empty: the same as the system. Otherwise like this: http://proxy.example:8080."),
                _checked_proxy,
            )
        )
        card.add(
            self._decided(
                "private",
                "",
                QCheckBox(_("Sources may be inside our own network")),
                _("If off, a feed that leads inside that network is refused: it may be a trap."),
            )
        )
        return card

    def _decided(
        self,
        name: str,
        label: str,
        control: QWidget,
        help_text: str = "",
        read: Any = lambda value: value,
        show: Any = lambda value: value,
    ) -> LabelledField:
        field = LabelledField(label, control, help_text, narrow=isinstance(control, Figure))
        self._form.bind(
            field,
            lambda: show(getattr(self._decisions(), name)),
            lambda value: self._decide(replace(self._decisions(), **{name: read(value)}), name),
        )
        return field

    def _chosen(
        self,
        name: str,
        label: str,
        control: QWidget,
        help_text: str = "",
        read: Any = lambda value: value,
        show: Any = lambda value: value,
    ) -> LabelledField:
        held = isinstance(control, Figure | Hour)
        if name in self._services.settings.fixed:
            control.setEnabled(False)
            help_text = actions.fixed_by_others()
        field = LabelledField(label, control, help_text, narrow=held)

        def save(value: Any) -> None:
            actions.choose(self._services, name, read(value))

        self._form.bind(
            field,
            lambda: show(getattr(self._services.settings, name)),
            save,
        )
        return field

    def _decisions(self) -> Decisions:
        with self._services.store.read() as connection:
            return decisions.load(connection)

    def _decide(self, decided: Decisions, name: str) -> None:
        if decided != self._decisions():
            actions.decide(self._services, decided, name, initiator=self)


def _checked_time(typed: str) -> str:
    hour = checked_hour(typed)
    if hour is None:
        raise InvalidValue(_("Type a time such as {example}.").format(example="22:00"))
    return f"{hour:%H:%M}"


def _checked_proxy(typed: str) -> str:
    address = clean(typed)
    if address and not re.fullmatch(r"https?://[^\s/:@]+(:\d{1,5})?/?", address):
        raise InvalidValue(
            _("Type the proxy as {example}.").format(example="http://proxy.example:8080"),
            _("A proxy that asks for a name and a password is set in the system."),
        )
    return address.rstrip("/")

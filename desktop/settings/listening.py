"""Listening: when, through what, and for how long what was read is kept."""

import re
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from core.errors import InvalidValue
from core.i18n import _
from core.mentions import recipes
from core.mentions.model import Decisions
from core.mentions.records import decisions
from core.store import Topic
from core.text import clean
from desktop.background import task_scheduler
from desktop.forms.form import Form
from desktop.forms.number import Number
from desktop.services import Services
from desktop.settings import actions
from desktop.settings.letting_go import LettingGo
from desktop.settings.startup import StartupCard
from desktop.theme.scaling import spaced
from desktop.widgets.card import Card
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns

_TIME = re.compile(r"([01]?\d|2[0-3])[:.h]([0-5]\d)")
_BESIDE = 440
_LONGEST = 240


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
        card.add(self._decided("listening", _("Listening"), self._first))
        card.add(
            self._chosen(
                "listen_minutes",
                _("Minutes between readings"),
                Number(recipes.LEAST_MINUTES, 1440),
                _(
                    "While Pregón is open. A source may have its own; none is read more often than"
                    " every {count}."
                ).format(count=recipes.LEAST_MINUTES),
            )
        )
        start = self._chosen("quiet_from", _("Quiet from"), QLineEdit(), "", _checked_time)
        end = self._chosen(
            "quiet_to",
            _("until"),
            QLineEdit(),
            _("In these hours nothing is read by itself. The same hour twice: never quiet."),
            _checked_time,
        )
        card.add(Columns(start, end, shares=(1, 1), least=_BESIDE, ragged=True))
        tray = QCheckBox(_("Keep listening beside the clock"))
        card.add(self._chosen("tray", _("When the window is closed"), tray))
        return card

    def _kept(self) -> Card:
        card = Card(_("What is kept"), _("Decisions of the town: they go with the workspace."))
        spaced(card.body, (16, 16, 16, 16), gap=16)
        card.add(
            self._decided(
                "months",
                _("Months that what was read is kept"),
                Number(1, _LONGEST),
                _("Older items go by themselves. Evidence and confirmed alarms stay."),
            )
        )
        card.add(self._letting_go)
        card.add(
            self._decided(
                "authors",
                _("Authors"),
                QCheckBox(_("Keep the name of who wrote each item")),
                _("Personal data: leave it off unless the town has a reason to keep them."),
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
                _("Empty: as the system says. Otherwise as http://proxy.example:8080."),
                _checked_proxy,
            )
        )
        card.add(
            self._decided(
                "private",
                _("Addresses of the own network"),
                QCheckBox(_("Sources may be inside the own network")),
                _("Off, a feed that leads inside is refused: it may be a trap."),
            )
        )
        return card

    def _decided(
        self, name: str, label: str, control: QWidget, help_text: str = ""
    ) -> LabelledField:
        field = LabelledField(label, control, help_text, narrow=isinstance(control, Number))
        self._form.bind(
            field,
            lambda: getattr(self._decisions(), name),
            lambda value: self._decide(replace(self._decisions(), **{name: value}), name),
        )
        return field

    def _chosen(
        self,
        name: str,
        label: str,
        control: QWidget,
        help_text: str = "",
        read: Any = lambda value: value,
    ) -> LabelledField:
        field = LabelledField(label, control, help_text, narrow=isinstance(control, Number))

        def save(value: Any) -> None:
            actions.choose(self._services, name, read(value))

        self._form.bind(
            field,
            lambda: getattr(self._services.settings, name),
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
    found = _TIME.fullmatch(clean(typed))
    if found is None:
        raise InvalidValue(_("Type an hour such as {example}.").format(example="22:00"))
    return f"{int(found[1]):02}:{found[2]}"


def _checked_proxy(typed: str) -> str:
    address = clean(typed)
    if address and not re.fullmatch(r"https?://[^\s/:@]+(:\d{1,5})?/?", address):
        raise InvalidValue(
            _("Type the proxy as {example}.").format(example="http://proxy.example:8080"),
            _("A proxy that asks for a name and a password is set in the system."),
        )
    return address.rstrip("/")

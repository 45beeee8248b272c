"""The plan of a small town, walked through with the keys that a person presses."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.plan import records, unreviewed
from core.plan.kinds import Raci
from core.plan.model import Assignment, Person, Plan, PrivateChannel, Task
from core.roster import records as roster_records
from core.roster.model import Contact, Hat, Phone
from core.store import Topic
from core.town import records as town_records
from desktop.plan.editors import Parts
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.lists.item_list import ItemList

_STOPS = 80
"""Presses of Tab after which what is looked for is not on the page."""


@dataclass
class Keyboard:
    """What a person does without a mouse."""

    qtbot: QtBot
    shell: Shell

    def here(self) -> QWidget:
        """Who has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def name(self) -> str:
        """What a screen reader says of it."""
        return self.here().accessibleName()

    def press(
        self,
        key: Qt.Key,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
        *,
        times: int = 1,
    ) -> None:
        for _time in range(times):
            self.qtbot.keyClick(self.here(), key, held)

    def write(self, text: str) -> None:
        """Type over what is selected."""
        self.qtbot.keyClicks(self.here(), text)

    def tab_to(self, name: str) -> None:
        """Press Tab until something of that name has the keyboard."""
        met = []
        for _time in range(_STOPS):
            self.press(Qt.Key.Key_Tab)
            if self.name() == name:
                return
            met.append(self.name())
        raise AssertionError((name, met))

    def open(self, step: object) -> None:
        """Go to a step, or to a place of it, as a link does."""
        self.shell.go("plan", step)

    def row(self) -> str:
        """What a screen reader says of the row of the list that is chosen."""
        shown = next(item for item in self.shell.findChildren(ItemList) if item.isVisible())
        return str(shown.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))

    def part(self) -> str:
        """The part of the step that is on screen."""
        return next(parts for parts in self.shell.findChildren(Parts) if parts.isVisible()).chosen()

    def sees(self, words: str) -> bool:
        """True when a label on screen says this."""
        labels = self.shell.findChildren(QLabel)
        return any(words in label.text() and label.isVisible() for label in labels)

    def wait_for(self, words: str) -> None:
        """Until a label says this."""
        self.qtbot.waitUntil(lambda: self.sees(words))


@pytest.fixture
def small(services: Services) -> Plan:
    """Medellín with two posts, two tasks and a private channel, and nothing to mend in step 6.

    Ana holds the first post, writes and speaks; Luis, the secretary, keeps the log and calls.
    """
    with services.store.change(Topic.PLAN, Topic.ROSTER, Topic.TOWN, label="preparar") as db:
        suggested = records.load(db.conn)
        for kind in ("accounts", "objectives", "audiences", "channels", "private_channels"):
            for task in getattr(suggested, kind):
                records.delete(db, type(task), task.id)
        for task in (*suggested.tasks, *suggested.people):
            records.delete(db, type(task), task.id)
        town_records.update(db, hours_week=None)
        ana, luis = _team(services, db)
        office = records.add(db, Person("Comunicación", contact_id=ana, hours_week=4))
        secretary = records.add(db, Person("Secretaría", contact_id=luis, hours_week=1))
        writing = records.add(db, Task("Escribir", hours_week=2))
        records.assign(db, Assignment(writing, office, Raci.BOTH), writing, office)
        approving = records.add(db, Task("Aprobar lo que se publica", hours_week=0.5))
        for post, role in ((office, Raci.RESPONSIBLE), (secretary, Raci.ACCOUNTABLE)):
            records.assign(db, Assignment(approving, post, role), approving, post)
        records.add(
            db,
            PrivateChannel(
                "Ventanilla", address="Plaza Mayor, 1", hours="9 a 14", person_id=office
            ),
        )
        for place in unreviewed.places(records.load(db.conn)):
            records.accept_at(db, place)
        for level in suggested.levels:
            records.save(db, replace(level, told=(office, secretary), approver_id=secretary))
        records.save(
            db,
            replace(
                suggested.charter,
                start_on=date(2027, 1, 1),
                end_on=date(2027, 12, 31),
                rehearsed_on=services.clock.today(),
                rules_body="Pleno",
                rules_on=date(2026, 5, 4),
            ),
        )
    with services.store.read() as connection:
        return records.load(connection)


def _team(services: Services, db: Any) -> tuple[int, int]:
    """Ids of the only two contacts of the roster, who stand in for each other."""
    for contact in roster_records.everyone(db.conn):
        roster_records.delete(db, contact.id)
    now, today = services.clock.now(), services.clock.today()
    phones = (Phone("924 822 438"),)
    hats = tuple(hat for hat in Hat if hat not in (Hat.LOG, Hat.CALLS))
    ana = roster_records.add(
        db,
        Contact("Ana Ruiz", post="Técnica", phones=phones, hats=hats, verified_on=today),
        now,
    )
    luis = roster_records.add(
        db,
        Contact(
            "Luis Gil",
            post="Secretario",
            phones=phones,
            hats=(Hat.LOG, Hat.CALLS),
            verified_on=today,
        ),
        now,
    )
    roster_records.set_substitute(db, ana, luis)
    roster_records.set_substitute(db, luis, ana)
    return ana, luis


@pytest.fixture
def keys(qtbot: QtBot, shell: Shell) -> Keyboard:
    return Keyboard(qtbot, shell)


@pytest.fixture
def plan(services: Services) -> Callable[[], Plan]:
    """The plan as it is stored now."""

    def load() -> Plan:
        with services.store.read() as connection:
            return records.load(connection)

    return load

"""Hoy: what needs the person, most urgent first, each with the button that goes there."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

from core import catalogue
from core.crisis.incidents import opening
from core.crisis.incidents.opening import Wish
from core.crisis.log import Hand
from core.plan import records as plan_records
from core.plan import review
from core.plan.model import Channel, Dismissal, PrivateChannel
from core.roster import records
from core.roster.model import Contact, Hat, Phone
from core.store import Topic
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.today.model import matters
from desktop.widgets.list_rows import ActionRows
from tests.desktop.hands import settled


def keep_only(services: Services, *contacts: Contact) -> None:
    with services.store.change(Topic.ROSTER) as db:
        for record in records.everyone(db.conn):
            records.delete(db, record.id)
        for record in contacts:
            records.add(db, record, services.clock.now())


def settle_plan(services: Services) -> None:
    """Nothing of the plan waits: suggestions are accepted, findings are lived with."""
    with services.store.change(Topic.PLAN) as db:
        db.execute("DELETE FROM suggestion")
        for finding in review.look(db.conn, services.clock.today()).open:
            plan_records.dismiss(db, Dismissal(finding.key, "Así", services.clock.now()))


def settle_crisis(services: Services) -> None:
    """Nothing would fail today: hats, substitutes, levels, channels, rules, drill, notebook."""
    today = services.clock.today()
    with services.store.change(Topic.ROSTER, Topic.PLAN) as db:
        first, second = records.everyone(db.conn)
        hats = tuple(Hat)
        pairs = ((first, second, hats[:3]), (second, first, hats[3:]))
        for contact, other, worn in pairs:
            made = replace(contact, hats=worn, substitute_id=other.id)
            records.replace(db, made, services.clock.now())
        plan = plan_records.load(db.conn)
        for level in plan.levels:
            plan_records.save(db, replace(level, approver_id=plan.people[0].id))
        plan_records.add(db, Channel("Megafonía del coche", offline=True, urgent=True))
        plan_records.add(db, PrivateChannel("Mostrador", address="Plaza, 1"))
        charter = replace(plan.charter, rehearsed_on=today, rules="Respeto", rules_on=today)
        plan_records.save(db, charter)
    with services.store.read() as connection:
        notebook = catalogue.prepare(connection, "crisis-notebook", "es", today)
    catalogue.remember(services.store, "crisis-notebook", notebook, "paper")


def said(shell: Shell) -> str:
    page = shell.page("today")
    assert page is not None
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


class Rebuilt(QObject):
    """Counts how often the rows are made anew."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        self.times += event.type() == QEvent.Type.ChildAdded
        return False


def test_what_plan_crisis_and_mentions_ask_for_comes_at_once(shell, services, qtbot):
    settled(qtbot, services)
    rebuilt = Rebuilt()
    shell.findChildren(ActionRows)[0].installEventFilter(rebuilt)

    with services.store.change(Topic.PLAN, Topic.CRISIS) as db:
        db.execute("DELETE FROM objective")
        opening.open_incident(db, Wish("poisoned-animals"), Hand(services.clock.now()))
    qtbot.waitUntil(lambda: "Incidente abierto" in said(shell))
    settled(qtbot, services)

    assert rebuilt.times == 1


def test_a_town_in_order_is_told_so(shell, services, qtbot):
    today = services.clock.today()
    ana, luz = (Contact(name, phones=(Phone("112"),), verified_on=today) for name in ("Ana", "Luz"))

    keep_only(services, ana, luz)
    settle_crisis(services)
    settle_plan(services)

    words = "Hoy no hay nada que necesite de usted. Todo está en orden."
    qtbot.waitUntil(lambda: words in said(shell))
    keep_only(services, Contact("Luis"))
    qtbot.waitUntil(lambda: words not in said(shell))


def test_the_most_urgent_comes_first_and_its_button_goes_there(shell, services, qtbot):
    today = services.clock.today()
    keep_only(
        services,
        Contact("Ana Ruiz", phones=(Phone("112"),), verified_on=today - timedelta(days=91)),
        Contact("Luis", verified_on=today),
    )
    assert [matter.key for matter in matters(services)] == ["no-phone", "unverified"]

    qtbot.waitUntil(lambda: "Luis" in said(shell))
    shell.go("today")
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)

    assert shell.page_id == "roster"


def test_of_proposed_cards_it_is_told_how_many_nobody_can_call(services):
    with services.store.read() as connection:
        without = [record for record in records.everyone(connection) if not record.phones]

    found = {matter.key: matter for matter in matters(services)}

    assert "no-phone" not in found
    assert found["suggested"].line.startswith(f"{len(without)} no tienen teléfono. ")


def test_data_that_nobody_confirmed_for_two_years_is_asked_about(services, clock):
    keep_only(services, Contact("Ana", phones=(Phone("112"),), verified_on=services.clock.today()))
    assert matters(services) == []

    clock.moment += timedelta(days=740)

    assert [matter.key for matter in matters(services)] == ["unverified", "expired"]


def test_a_town_is_not_told_twice_about_what_it_settled(services):
    keep_only(services, Contact("Ana Ruiz"), Contact("Ruiz Ana"))
    assert "duplicates" in [matter.key for matter in matters(services)]
    with services.store.read() as connection:
        number, other = (contact.id for contact in records.everyone(connection))

    with services.store.change(Topic.ROSTER) as db:
        records.keep_apart(db, number, other)

    assert "duplicates" not in [matter.key for matter in matters(services)]

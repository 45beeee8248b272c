"""Views learn of commits through the event loop, once, unless they made them."""

import threading

from PySide6.QtWidgets import QWidget

from core.roster import records
from core.roster.model import Contact
from core.store import Connection, Topic
from desktop.services import Services


def add(services: Services, initiator: object | None = None) -> None:
    with services.store.change(Topic.ROSTER, initiator=initiator) as db:
        records.add(db, Contact("Ana"), services.clock.now())


def test_a_view_is_told_after_the_event_loop_turns(services, qtbot):
    view = QWidget()
    qtbot.addWidget(view)
    told: list[str] = []
    services.bridge.subscribe(view, {Topic.ROSTER}, lambda: told.append("roster"))

    add(services)

    assert told == []
    qtbot.waitUntil(lambda: told == ["roster"])


def test_a_view_can_ask_to_be_filled_at_once(services, qtbot):
    view = QWidget()
    qtbot.addWidget(view)
    told: list[str] = []

    services.bridge.subscribe(view, {Topic.TOWN}, lambda: told.append("town"), now=True)

    assert told == ["town"]


def test_other_topics_and_own_changes_are_not_told(services, qtbot):
    view, other = QWidget(), QWidget()
    qtbot.addWidget(view)
    qtbot.addWidget(other)
    told: list[str] = []
    services.bridge.subscribe(view, {Topic.ROSTER}, lambda: told.append("editor"))
    services.bridge.subscribe(view, {Topic.TOWN}, lambda: told.append("town"))
    services.bridge.subscribe(other, {Topic.ROSTER}, lambda: told.append("other"))

    add(services, initiator=view)

    qtbot.waitUntil(lambda: bool(told))
    assert told == ["other"]


def test_a_view_that_is_gone_is_not_told(services, qtbot):
    view, witness = QWidget(), QWidget()
    qtbot.addWidget(witness)
    told: list[str] = []
    services.bridge.subscribe(view, {Topic.ROSTER}, lambda: told.append("gone"))
    services.bridge.subscribe(witness, {Topic.ROSTER}, lambda: told.append("witness"))
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()

    add(services)

    qtbot.waitUntil(lambda: bool(told))
    assert told == ["witness"]


def test_what_a_thread_commits_arrives_in_the_thread_of_the_window(services, qtbot):
    view = QWidget()
    qtbot.addWidget(view)
    heard: list[threading.Thread] = []
    services.bridge.subscribe(
        view, {Topic.ROSTER}, lambda: heard.append(threading.current_thread())
    )

    def work() -> None:
        add(services)
        services.store.release_thread()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [threading.main_thread()]


def test_a_view_that_asks_for_it_is_told_of_its_own_change_before_the_writing_returns_and_once(
    services, qtbot
):
    view, witness = QWidget(), QWidget()
    qtbot.addWidget(view)
    qtbot.addWidget(witness)
    told: list[str] = []
    services.bridge.subscribe(view, {Topic.ROSTER}, lambda: told.append("own"), own=True)
    services.bridge.subscribe(witness, {Topic.ROSTER}, lambda: told.append("witness"))

    add(services, initiator=view)

    assert told == ["own"]
    qtbot.waitUntil(lambda: len(told) > 1)
    assert told == ["own", "witness"]


def test_what_several_views_show_is_read_once_until_something_changes(services):
    asked: list[int] = []

    def people(connection: Connection) -> int:
        asked.append(1)
        return len(records.everyone(connection))

    before = services.bridge.shared("people", people)
    assert services.bridge.shared("people", people) == before
    assert len(asked) == 1

    add(services)

    assert services.bridge.shared("people", people) == before + 1

"""Fuentes, vigilancias, alarmas, informe: with keys, over a real workspace and a real server."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core import example
from core.clock import FixedClock
from core.mentions import alarms as alarm_engine
from core.mentions import evidence
from core.mentions.kinds import AlarmState
from core.mentions.model import Decisions, Source
from core.mentions.records import decisions, mentions, sources, watches
from core.mentions.records.mentions import Wanted
from core.store import Store, Topic
from desktop.application import Application
from desktop.mentions.alarms import Alarms
from desktop.mentions.page import MentionsPage
from desktop.mentions.report import ReportPart
from desktop.mentions.sources import Sources
from desktop.mentions.watches import Watches
from desktop.services import Services
from tests.core.mentions.serving import Page, Server, serving

KEY = Qt.Key


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as made:
        yield made


@pytest.fixture
def town(
    start: Callable[..., Application], tmp_path: Path, clock: FixedClock, qtbot: QtBot
) -> Services:
    """The example town with a year of mentions, open."""
    path = tmp_path / "Valdehierro.pregon"
    example.create(path, clock)
    program = start(path)
    assert program.services is not None
    qtbot.waitUntil(lambda: not program.busy())
    return program.services


def page(services: Services, target: object) -> MentionsPage:
    services.go("mentions", target)
    shown = QApplication.activeWindow().page("mentions")  # type: ignore[union-attr]
    assert isinstance(shown, MentionsPage)
    return shown


def button(parent: QWidget, words: str) -> QPushButton:
    found = [one for one in parent.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in found if one.text().strip().startswith(words))


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)


def type_in(qtbot: QtBot, text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, text)


def all_sources(store: Store) -> list[Source]:
    with store.read() as connection:
        return sources.everything(connection)


def quiet(qtbot: QtBot, services: Services) -> None:
    qtbot.waitUntil(lambda: not services.jobs.busy(), timeout=15000)


# Fuentes


def test_a_failing_source_says_what_happened_and_what_to_do(town: Services) -> None:
    part = page(town, ("sources", 11)).part()

    assert isinstance(part, Sources)
    said = [one.text() for one in part._health.findChildren(QWidget) if hasattr(one, "text")]
    assert any("ya no hay nada" in one for one in said)
    assert any("nueva dirección" in one for one in said)


def test_a_source_that_is_removed_keeps_its_mentions_and_comes_back(
    town: Services, qtbot: QtBot
) -> None:
    page(town, ("sources", 1))
    with town.store.read() as connection:
        before = len(mentions.ids(connection, Wanted()))

    press(qtbot, KEY.Key_Delete)
    with town.store.read() as connection:
        assert len(mentions.ids(connection, Wanted())) == before
    assert "Radio Comarca" not in [one.title for one in all_sources(town.store)]
    town.store.undo()

    assert "Radio Comarca" in [one.title for one in all_sources(town.store)]


def test_a_secret_address_is_shown_only_when_asked_for(town: Services, qtbot: QtBot) -> None:
    part = page(town, ("sources", 10)).part()
    host = "avisador.example"

    def visible() -> bool:
        texts = [one for one in part.findChildren(QWidget) if one.isVisible()]
        return any(host in getattr(one, "text", str)().replace("\u200b", "") for one in texts)

    assert not visible()
    qtbot.mouseClick(button(part, "Mostrar la dirección"), Qt.MouseButton.LeftButton)
    assert visible()


def test_a_pasted_page_leads_to_its_feed_by_keyboard_alone(
    program: Application, services: Services, server: Server, qtbot: QtBot
) -> None:
    with services.store.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions(private=True))
    address = server.feed("/noticias.xml", "Obras en Medellín, Badajoz")
    link = '<html><link rel="alternate" type="application/rss+xml" href="/noticias.xml"></html>'
    server.pages["/"] = Page(link.encode(), headers={"Content-Type": "text/html"})
    page(services, ("sources", "add"))

    type_in(qtbot, f"{server.address}/")
    press(qtbot, KEY.Key_Return)
    qtbot.waitUntil(
        lambda: (
            isinstance(QApplication.focusWidget(), QPushButton)
            and "Añadir" in QApplication.focusWidget().text()
        ),  # type: ignore[union-attr]
        timeout=15000,
    )
    press(qtbot, KEY.Key_Space)

    assert address in [one.address for one in all_sources(services.store)]
    qtbot.waitUntil(lambda: not program.busy(), timeout=30000)
    with services.store.read() as connection:
        found = mentions.rows(connection, mentions.ids(connection, Wanted()))
    assert [one.item.title for one in found] == ["Obras en Medellín, Badajoz"]


def test_a_page_without_a_feed_is_said_under_the_field(
    services: Services, server: Server, qtbot: QtBot
) -> None:
    with services.store.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions(private=True))
    server.pages["/"] = Page(b"<html>Hola</html>", headers={"Content-Type": "text/html"})
    part = page(services, ("sources", "add")).part()
    assert isinstance(part, Sources)

    type_in(qtbot, f"{server.address}/")
    press(qtbot, KEY.Key_Return)

    field = part._adding._paste._field
    qtbot.waitUntil(lambda: field.message() != "", timeout=15000)
    assert "no hay ninguna fuente" in field.message()


def test_a_recipe_says_under_its_field_what_does_not_fit(services: Services, qtbot: QtBot) -> None:
    part = page(services, ("sources", "add")).part()
    assert isinstance(part, Sources)
    card = part._adding._recipe

    qtbot.mouseClick(button(card, "Añadirla"), Qt.MouseButton.LeftButton)

    assert any(one.message() for one in card._controls.values())
    press(qtbot, KEY.Key_Escape)
    assert part.currentWidget() is not part._adding


# Vigilancias


def test_a_changed_watch_is_applied_to_the_past_and_undo_brings_it_back(
    town: Services, qtbot: QtBot
) -> None:
    part = page(town, ("watches", 1)).part()
    assert isinstance(part, Watches)
    with town.store.read() as connection:
        before = len(mentions.ids(connection, Wanted()))
        watch = watches.everything(connection)[0]

    with town.store.change(Topic.WATCHES, label="cambiar") as db:
        watches.save(db, replace(watch, any_of=("palabra que no está",)))
    qtbot.waitUntil(lambda: town.jobs.busy())
    quiet(qtbot, town)
    with town.store.read() as connection:
        assert len(mentions.ids(connection, Wanted())) < before
    town.store.undo()
    qtbot.waitUntil(lambda: town.jobs.busy())
    quiet(qtbot, town)

    with town.store.read() as connection:
        assert len(mentions.ids(connection, Wanted())) == before


def test_the_preview_shows_what_a_watch_finds(town: Services, qtbot: QtBot) -> None:
    part = page(town, ("watches", 2)).part()
    assert isinstance(part, Watches)

    quiet(qtbot, town)

    with town.store.read() as connection:
        found = watches.counts(connection)[2]
    assert part._preview._count.text().startswith(f"{found} ")


def test_what_can_be_taken_for_the_town_is_left_out_with_one_key(
    services: Services, qtbot: QtBot
) -> None:
    with services.store.change(Topic.WATCHES) as db:
        town_watch = watches.everything(db.conn)[0]
        watches.save(db, replace(town_watch, none_of=()))
    part = page(services, ("watches", town_watch.id)).part()
    assert isinstance(part, Watches)
    rows = part._proposals._rows

    assert rows.take_keyboard()
    press(qtbot, KEY.Key_Space)

    with services.store.read() as connection:
        changed = watches.everything(connection)[0]
    assert "Antioquia" in changed.none_of


# Alarmas


def test_an_alarm_is_confirmed_and_its_mentions_kept(town: Services, qtbot: QtBot) -> None:
    part = page(town, "alarms").part()
    assert isinstance(part, Alarms)

    press(qtbot, KEY.Key_Return, KEY.Key_Space)

    with town.store.read() as connection:
        newest = alarm_engine.everything(connection)[0]
    assert newest.state is AlarmState.CONFIRMED
    assert newest.was_right
    town.store.undo()
    with town.store.read() as connection:
        assert alarm_engine.everything(connection)[0].state is AlarmState.OPEN


def test_dismissing_asks_for_a_reason_and_keeps_it(town: Services, qtbot: QtBot) -> None:
    part = page(town, "alarms").part()
    qtbot.mouseClick(button(part, "Descartar"), Qt.MouseButton.LeftButton)

    press(qtbot, KEY.Key_Return)
    with town.store.read() as connection:
        assert alarm_engine.everything(connection)[0].state is AlarmState.OPEN
    type_in(qtbot, "Es un simulacro.")
    press(qtbot, KEY.Key_Return)

    with town.store.read() as connection:
        newest = alarm_engine.everything(connection)[0]
    assert (newest.state, newest.reason) == (AlarmState.DISMISSED, "Es un simulacro.")


def test_an_alarm_is_put_off_until_tomorrow_morning(
    town: Services, qtbot: QtBot, clock: FixedClock
) -> None:
    part = page(town, "alarms").part()
    qtbot.mouseClick(button(part, "Posponer hasta mañana"), Qt.MouseButton.LeftButton)
    type_in(qtbot, "He preguntado a la empresa.")
    press(qtbot, KEY.Key_Return)

    with town.store.read() as connection:
        newest = alarm_engine.everything(connection)[0]
    assert newest.snoozed_until is not None
    assert newest.snoozed_until.astimezone().hour == 8
    assert timedelta() < newest.snoozed_until - clock.now() < timedelta(days=1)


def test_the_sheet_of_a_mention_is_saved_and_the_mention_kept(
    town: Services, qtbot: QtBot, asker: Any, tmp_path: Path
) -> None:
    shown = page(town, ("inbox", "all"))
    target = tmp_path / "ficha.pdf"
    asker.answers.append(target)
    inbox: Any = shown.part()
    item_id = inbox.list.model().ids[0]

    inbox.sheet_asked.emit(item_id)
    qtbot.waitUntil(target.exists, timeout=20000)
    quiet(qtbot, town)

    assert target.read_bytes().startswith(b"%PDF")
    with town.store.read() as connection:
        assert evidence.verify(connection, item_id)


# Informe


def test_days_the_wrong_way_round_are_said_and_the_report_stays(
    town: Services, qtbot: QtBot
) -> None:
    part = page(town, "report").part()
    assert isinstance(part, ReportPart)
    quiet(qtbot, town)
    title = part._title.text()

    edit = part._from.findChild(QLineEdit)
    assert edit is not None
    edit.setFocus()
    edit.selectAll()
    type_in(qtbot, "31/12/2026")

    assert "posterior" in part._until_field.message() or part._until_field.message()
    assert part._title.text() == title


@pytest.mark.parametrize("ending", [".pdf", ".xlsx", ".csv"])
def test_the_report_is_saved_as_what_was_chosen(
    town: Services, qtbot: QtBot, asker: Any, tmp_path: Path, ending: str
) -> None:
    part = page(town, "report").part()
    assert isinstance(part, ReportPart)
    quiet(qtbot, town)
    target = tmp_path / f"informe{ending}"
    asker.answers.append(target)
    actions = part._saving.menu().actions()
    kinds = (".pdf", ".docx", ".odt", ".xlsx", ".csv")

    actions[kinds.index(ending)].trigger()
    qtbot.waitUntil(target.exists, timeout=20000)
    quiet(qtbot, town)

    assert target.stat().st_size > 300

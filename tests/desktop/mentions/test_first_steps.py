"""From a pasted page to a sheet of evidence: what a person does first with Menciones."""

from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.mentions import evidence
from core.mentions.model import Decisions, Source
from core.mentions.records import decisions, mentions, sources
from core.mentions.records.mentions import Wanted
from core.store import Store, Topic, suggestions
from desktop.mentions.page import MentionsPage
from desktop.mentions.sources import Sources
from desktop.services import Services
from tests.core.mentions.serving import Page
from tests.desktop.hands import Key, button, here, press, seen, write


def page(services: Services, target: object) -> MentionsPage:
    services.go("mentions", target)
    shown = QApplication.activeWindow().page("mentions")
    assert isinstance(shown, MentionsPage)
    return shown


def all_sources(store: Store) -> list[Source]:
    with store.read() as connection:
        return sources.everything(connection)


def quiet(qtbot: QtBot, services: Services) -> None:
    qtbot.waitUntil(lambda: not services.jobs.busy())


def test_a_failing_source_says_what_happened_and_what_to_do(town):
    part = page(town, ("sources", 11)).part()

    assert isinstance(part, Sources)
    assert "ya no hay nada" in seen(part)
    assert "nueva dirección" in seen(part)


def test_a_source_that_is_removed_keeps_its_mentions_and_comes_back(town, qtbot):
    page(town, ("sources", 1))
    with town.store.read() as connection:
        before = len(mentions.ids(connection, Wanted()))

    press(qtbot, Key.Key_Delete)
    with town.store.read() as connection:
        assert len(mentions.ids(connection, Wanted())) == before
    assert "Radio Comarca" not in [source.title for source in all_sources(town.store)]
    town.store.undo()

    assert "Radio Comarca" in [source.title for source in all_sources(town.store)]


def test_a_pasted_page_leads_to_its_feed_by_keyboard_alone(program, services, server, qtbot):
    with services.store.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions(private=True))
    address = server.feed("/noticias.xml", "Obras en Medellín, Badajoz")
    link = '<html><link rel="alternate" type="application/rss+xml" href="/noticias.xml"></html>'
    server.pages["/"] = Page(link.encode(), headers={"Content-Type": "text/html"})
    page(services, ("sources", "add"))

    write(qtbot, f"{server.address}/")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(
        lambda: (
            isinstance(QApplication.focusWidget(), QPushButton)
            and "Añadir" in QApplication.focusWidget().text()
        ),
    )
    press(qtbot, Key.Key_Space)

    assert address in [source.address for source in all_sources(services.store)]
    qtbot.waitUntil(lambda: not program.busy())
    with services.store.read() as connection:
        found = mentions.rows(connection, mentions.ids(connection, Wanted()))
    assert [row.item.title for row in found] == ["Obras en Medellín, Badajoz"]


def test_the_sheet_of_a_mention_is_saved_and_the_mention_kept(town, qtbot, asker, tmp_path):
    shown = page(town, ("inbox", "all"))
    target = tmp_path / "ficha.pdf"
    asker.answers.append(target)
    inbox: Any = shown.part()
    item_id = inbox.list.model().ids[0]

    inbox.sheet_asked.emit(item_id)
    qtbot.waitUntil(target.exists)
    quiet(qtbot, town)

    assert target.read_bytes().startswith(b"%PDF")
    with town.store.read() as connection:
        assert evidence.verify(connection, item_id)


def test_the_empty_inbox_says_that_nothing_is_read_and_switches_on_what_is_proposed(
    program, services, qtbot
):
    with services.store.change(Topic.PREFERENCES) as db:
        decisions.save(db, Decisions(listening=False))
    shown = page(services, "inbox")
    assert (
        "No hay ninguna fuente activada y no se oye nada. Hay 3 propuestas para su municipio:"
    ) in seen(shown)
    assert here() is button(shown, "Activar las 3")

    press(qtbot, Key.Key_Space)

    assert [source.enabled for source in all_sources(services.store)] == [True, True, True]
    qtbot.waitUntil(lambda: "Todavía no se ha encontrado nada" in seen(shown))
    services.store.undo()
    assert [source.enabled for source in all_sources(services.store)] == [False, False, False]


def test_of_more_proposed_sources_than_are_named_the_rest_is_counted(services, qtbot):
    with services.store.change(Topic.SOURCES) as db:
        for title in ("Eco", "Radio"):
            source = Source(title, f"http://{title}.example/", enabled=False)
            number = sources.add(db, source, services.clock.now())
            suggestions.mark(db, sources.TABLE, number, title, "Es de aquí.")
    shown = page(services, "inbox")

    qtbot.waitUntil(lambda: "Hay 5 propuestas" in seen(shown))
    assert "Avisos de AEMET: Extremadura y 2 más." in seen(shown)


def test_the_proposed_sources_can_be_looked_at_before(services, qtbot):
    shown = page(services, "inbox")

    button(shown, "Ver antes las fuentes").click()

    qtbot.waitUntil(lambda: isinstance(shown.part(), Sources))


def test_when_all_sources_are_switched_off_the_empty_inbox_leads_to_them(services, qtbot):
    with services.store.change(Topic.SOURCES) as db:
        for source in sources.everything(db.conn):
            sources.save(db, source)
    shown = page(services, "inbox")
    assert "Todas las fuentes están desactivadas" in seen(shown)

    button(shown, "Ver las fuentes").click()

    qtbot.waitUntil(lambda: isinstance(shown.part(), Sources))

"""The page of Menciones: its head, the row of its parts, and the keys that hold everywhere."""

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from core import content, i18n
from core.mentions.kinds import MentionState
from core.mentions.model import Decisions, Source
from core.mentions.records import decisions, sources, watches
from core.store import Topic
from desktop.mentions.inbox import Inbox
from desktop.mentions.inbox_words import not_ours_key, ours_key, state_key
from desktop.mentions.page import MentionsPage
from desktop.mentions.report import ReportPart
from desktop.mentions.sources import Sources
from desktop.mentions.watches import Watches
from desktop.services import Services
from desktop.shell.help import HelpFile
from desktop.shell.window import Shell
from tests.core.mentions.serving import hangs
from tests.desktop.hands import (
    Key,
    button,
    buttons,
    here,
    press,
    push,
    seen,
    settled,
    spoken,
    write,
)
from tests.desktop.mentions.village import Village, titles

CTRL = Qt.KeyboardModifier.ControlModifier
PARTS = ("inbox", "sources", "watches", "alarms", "report")
NAMES = ("Bandeja", "Fuentes", "Búsquedas", "Alarmas", "Informe")


@pytest.fixture
def page(talked: Village, shell: Shell) -> MentionsPage:
    talked.services.go("mentions")
    shown = shell.page("mentions")
    assert isinstance(shown, MentionsPage)
    return shown


def listen_to(services: Services, address: str) -> None:
    """Have one source, and leave to ask the loopback."""
    with services.store.change(Topic.SOURCES, Topic.PREFERENCES, undoable=False) as db:
        for source in sources.everything(db.conn):
            sources.save(db, replace(source, enabled=False))
        sources.add(db, Source("Radio", address), services.clock.now())
        decisions.save(db, Decisions(private=True))


def chips(page: MentionsPage) -> list[str]:
    return [item.text() for item in buttons(page) if item.text().split(" ")[0] in NAMES]


def test_the_head_says_how_much_is_new_and_how_much_waits(page):
    assert "5 nuevas · 0 por contestar" in seen(page)
    assert chips(page) == ["Bandeja", "Fuentes 2", "Búsquedas 2", "Alarmas", "Informe"]


def test_the_row_of_parts_is_one_stop_of_tab_and_arrows_choose(page, qtbot):
    button(page, "Bandeja").setFocus()

    shown = []
    for _time in range(len(PARTS) - 1):
        press(qtbot, Key.Key_Right)
        shown.append(type(page.part()).__name__)

    assert shown == ["Sources", "Watches", "Alarms", "ReportPart"]


def test_every_part_has_help_of_its_own_in_both_languages(page):
    for part, language in product(PARTS, ("es", "en")):
        page.show_target(part)

        with i18n.language(language):
            help_of = content.load("help", HelpFile).pages[page.help_id()]

        assert page.help_id() == f"mentions-{part}"
        assert help_of.paragraphs
        assert help_of.steps


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        ("es", ["R: por contestar.", "C: contestada.", "L: leída.", "S: es nuestra;", "N: no es"]),
        ("en", ["T: to answer.", "A: answered.", "R: read.", "Y: it is ours;", "N: it is not"]),
    ],
)
def test_the_help_of_the_inbox_names_the_letters_that_stand_on_its_buttons(language, letters):
    with i18n.language(language):
        steps = " ".join(content.load("help", HelpFile).pages["mentions-inbox"].steps)
        keys = [
            state_key(state)
            for state in (MentionState.TO_ANSWER, MentionState.ANSWERED, MentionState.READ)
        ]
        keys += [ours_key(), not_ours_key()]

    assert [letter for letter in letters if letter not in steps] == []
    assert [letter[0] for letter in letters] == keys


def test_searching_from_any_part_shows_what_was_found_in_the_inbox(page, qtbot):
    page.show_target("report")
    assert isinstance(page.part(), ReportPart)

    qtbot.keyClick(here(), Key.Key_F, CTRL)
    write(qtbot, "biblioteca")
    press(qtbot, Key.Key_Return)

    inbox = page.part()
    assert isinstance(inbox, Inbox)
    assert titles(inbox) == ["La biblioteca de Medellín gana un premio"]


def test_noting_by_hand_is_one_key_away_where_there_is_nothing_to_add(page, qtbot):
    def noting() -> bool:
        inbox = page.part()
        return isinstance(inbox, Inbox) and inbox.noting.isVisible()

    for part in ("inbox", "alarms", "report"):
        page.show_target(part)
        assert not noting()

        qtbot.keyClick(here(), Key.Key_N, CTRL)

        qtbot.waitUntil(noting)
        press(qtbot, Key.Key_Escape)


def test_the_same_key_adds_to_the_list_that_is_seen(page, qtbot):
    page.show_target("watches")
    qtbot.keyClick(here(), Key.Key_N, CTRL)
    watches = page.part()
    assert isinstance(watches, Watches)
    qtbot.waitUntil(lambda: "Búsqueda nueva" in " ".join(spoken(watches)))

    page.show_target("sources")
    qtbot.keyClick(here(), Key.Key_N, CTRL)
    sources = page.part()
    assert isinstance(sources, Sources)
    assert "Pegue una dirección" in seen(sources)


def test_f5_reads_the_sources_as_often_as_it_is_pressed(page, services, server, qtbot):
    listen_to(services, server.feed("/a", "Corte de agua en Medellín"))

    for times in (1, 2):
        press(qtbot, Key.Key_F5)
        settled(qtbot, services)
        assert server.paths() == ["/a"] * times

    qtbot.waitUntil(lambda: "6 nuevas" in seen(page))


def test_while_it_reads_the_page_says_so_and_the_strip_counts(page, services, shell, server, qtbot):
    server.pages["/"] = hangs
    listen_to(services, server.address)
    read = next(
        item for item in page.findChildren(QPushButton) if "Leer las fuentes ahora" in item.text()
    )

    press(qtbot, Key.Key_F5)

    assert (read.text().strip(), read.isEnabled()) == ("Leyendo…", False)
    assert "Leyendo fuentes…" in seen(shell)
    qtbot.waitUntil(lambda: "Leyendo fuentes: 0 de 1" in seen(shell))
    server.closing.set()
    settled(qtbot, services)
    assert (read.text().strip(), read.isEnabled()) == ("Leer las fuentes ahora", True)


def test_a_source_that_is_all_about_the_town_makes_mentions_of_what_it_said_before(
    page, services, shell, qtbot
):
    with services.store.read() as connection:
        radio = next(source for source in sources.everything(connection) if "Radio" in source.title)
    page.show_target(("sources", radio.id))
    push(qtbot, page, "Todo lo que dice trata del municipio")

    qtbot.waitUntil(lambda: "6 nuevas" in seen(page))
    shell.undo()

    qtbot.waitUntil(lambda: "5 nuevas" in seen(page))


def test_a_watch_changed_elsewhere_is_applied_while_another_part_is_shown(page, services, qtbot):
    with services.store.change(Topic.WATCHES, label="cambiar") as db:
        town = watches.everything(db.conn)[0]
        watches.save(db, replace(town, any_of=("biblioteca",)))

    qtbot.waitUntil(lambda: "1 nueva ·" in seen(page))

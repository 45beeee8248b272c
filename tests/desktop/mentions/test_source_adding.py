"""Adding a source with keys: any address is pasted and its feed found on a real server."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from core.mentions import recipes
from core.mentions.alarms import alarms
from core.mentions.listening import intake
from core.mentions.model import Decisions, Source
from core.mentions.records import decisions, sources, watches
from core.mentions.watches import topics
from core.store import Topic
from desktop.mentions import source_actions
from desktop.mentions.sources import Sources
from desktop.services import Services
from desktop.settings.actions import choose
from desktop.shell.toast import Toast
from tests.core.mentions.serving import Page, atom, hangs
from tests.desktop.hands import (
    Key,
    button,
    here,
    into,
    labels,
    press,
    push,
    seen,
    settled,
    type_over,
    under,
    value,
)
from tests.desktop.mentions.village import Village, open_part, said

KEPT = {
    "item": "SELECT * FROM item",
    "mention": "SELECT * FROM mention",
    "hit": "SELECT * FROM hit",
    "story": "SELECT * FROM story",
    "alarm": "SELECT * FROM alarm",
    "alarm_item": "SELECT * FROM alarm_item",
}
"""What listening made, table by table."""
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def adding(village: Village, services: Services) -> Sources:
    """The view that adds sources, on a computer that may ask its own network."""
    decide(services, Decisions(private=True))
    part = open_part(services, ("sources", "add"))
    assert isinstance(part, Sources)
    return part


def decide(services: Services, decided: Decisions) -> None:
    with services.store.change(Topic.PREFERENCES, undoable=False) as db:
        decisions.save(db, decided)


def listed(services: Services) -> list[Source]:
    with services.store.read() as connection:
        return sources.everything(connection)


def page_with(*feeds: tuple[str, str]) -> Page:
    """A page that names these feeds: path and title of each."""
    links = "".join(
        f'<link rel="alternate" type="application/atom+xml" href="{path}" title="{title}">'
        for path, title in feeds
    )
    return Page(f"<html><head>{links}</head><body>Hola</body></html>".encode(), headers=HTML)


def look_for(qtbot: QtBot, address: str) -> None:
    """Paste an address and press Enter; then the keyboard is on what was found."""
    type_over(qtbot, address)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(here(), QPushButton))


def test_the_keyboard_is_where_an_address_is_pasted(adding):
    assert here().accessibleName() == "Dirección"


def test_what_was_added_is_chosen_in_the_list_and_read_at_once_also_in_quiet_hours(
    adding, services, server, qtbot
):
    choose(services, "quiet_from", "00:00")
    choose(services, "quiet_to", "23:59")
    address = server.feed("/noticias.xml", "Corte de agua", "Romería")
    server.pages["/"] = page_with(("/noticias.xml", "Noticias"))

    look_for(qtbot, server.address)
    qtbot.waitUntil(lambda: here().accessibleName() == "Añadir: Radio Comarca")
    told = "Ahora tiene 2 publicaciones: Corte de agua · Romería"
    qtbot.waitUntil(lambda: told in seen(adding))
    press(qtbot, Key.Key_Return)

    [added] = listed(services)
    assert (added.address, added.title) == (address, "Radio Comarca")
    assert value(adding, "Nombre") == "Radio Comarca"
    settled(qtbot, services)
    qtbot.waitUntil(lambda: "Leída" in seen(adding))
    assert "2 publicaciones nuevas" in seen(adding)


def test_an_address_that_was_refused_is_told_until_what_refused_it_changes(
    adding, services, server, qtbot
):
    decide(services, Decisions(private=False))
    before = seen(adding)
    type_over(qtbot, server.address)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: "red propia" in seen(adding) or "propia red" in seen(adding))

    decide(services, Decisions(private=True))
    qtbot.waitUntil(lambda: seen(adding) == before)


def test_a_source_added_where_nothing_is_read_says_so_and_the_banner_leads_to_settings(
    adding, services, server, qtbot, shell
):
    decide(services, Decisions(private=True, listening=False))
    look_for(qtbot, server.feed("/a", "Agua"))
    qtbot.waitUntil(lambda: "Añadir" in here().accessibleName())
    press(qtbot, Key.Key_Return)
    told = "Una fuente añadida. Las fuentes de este municipio no se leen."
    qtbot.waitUntil(lambda: told in [toast.accessibleName() for toast in shell.findChildren(Toast)])

    services.listener.read_now()
    push(qtbot, shell, "Abrir Ajustes")
    settings = shell.page("settings")
    assert settings is not None
    qtbot.waitUntil(settings.isVisible)
    assert shell.messages.shown() == []


def test_what_was_added_is_taken_back_by_one_undo(adding, services, server, qtbot, shell):
    look_for(qtbot, server.feed("/a", "Agua"))
    qtbot.waitUntil(lambda: "Añadir" in here().accessibleName())
    press(qtbot, Key.Key_Return)
    settled(qtbot, services)

    shell.undo()

    assert listed(services) == []


def test_undo_and_redo_lose_nothing_that_was_read_of_it_meanwhile(village, services, shell):
    """They take it out of the list and put it back, as its button does: what it said stays."""
    decide(services, Decisions(listening=False))
    village.watch("Medellín", "Medellín")
    with services.store.change(Topic.WATCHES) as db:
        for pack in topics.packs():
            watches.add(db, topics.watch_of(pack, ["es"]))
    added = source_actions.add(services, [Source("Radio", "https://radio.example/feed")])
    village.publish(
        listed(services)[0],
        said("Muere una vecina de Medellín intoxicada por el agua del grifo"),
        said("La banda de Medellín ensaya en la plaza"),
    )
    before = heard(services)
    assert len(before["alarm"]) == 1

    shell.undo()
    assert listed(services) == []
    assert heard(services) == before
    shell.redo()

    assert [source.id for source in listed(services) if source.enabled] == added
    assert heard(services) == before


def heard(services: Services) -> dict[str, list[tuple[object, ...]]]:
    """What there is after a round of listening."""
    with services.store.change(Topic.MENTIONS, undoable=False) as db:
        intake.bring_up_to_date(db, services.clock.now())
        alarms.watch_over(db, services.clock.now())
        return {
            name: [tuple(row) for row in db.conn.execute(query)] for name, query in KEPT.items()
        }


def test_of_several_feeds_of_a_page_one_is_chosen_with_the_arrows(adding, services, server, qtbot):
    for path, title in (("/todo", "Agua"), ("/fiestas", "Romería")):
        server.pages[path] = Page(atom(title), headers={"Content-Type": "application/atom+xml"})
    server.pages["/"] = page_with(("/todo", "Todo"), ("/fiestas", "Fiestas"))

    look_for(qtbot, server.address)
    qtbot.waitUntil(lambda: "2 fuentes encontradas" in seen(adding))
    press(qtbot, Key.Key_Down, Key.Key_Return)

    assert [source.address for source in listed(services)] == [f"{server.address}/fiestas"]


def test_a_source_that_is_there_already_is_not_added_twice(adding, services, server, qtbot):
    address = server.feed("/a", "Agua")
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        sources.add(db, Source("Radio", address), services.clock.now())

    look_for(qtbot, address)
    qtbot.waitUntil(lambda: "Añadir" in here().accessibleName())
    press(qtbot, Key.Key_Return)

    assert len(listed(services)) == 1
    assert "Añadir una fuente" in labels(adding)


def test_looking_can_be_stopped_and_the_keyboard_goes_back_to_the_address(
    adding, services, server, qtbot
):
    server.pages["/"] = hangs
    type_over(qtbot, server.address)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(server.asked))

    push(qtbot, adding, "Parar")

    assert not services.jobs.running(source_actions.LOOK_JOB)
    assert here().accessibleName() == "Dirección"
    server.close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Pegue la dirección"),
        ("C:\\feeds\\noticias.xml", "http"),
        ("https://ana:clave@radio.example/feed", "contraseña"),
    ],
)
def test_what_is_no_address_is_said_under_the_field_with_what_would_do(
    adding, services, qtbot, typed, said
):
    type_over(qtbot, typed)
    press(qtbot, Key.Key_Return)
    settled(qtbot, services)

    assert said in under(adding, "Dirección")
    assert here().accessibleName() == "Dirección"


def test_of_a_site_with_a_fault_it_is_said_that_nothing_was_added(adding, services, server, qtbot):
    server.pages["/feed"] = Page(b"", status=503)
    before = listed(services)

    type_over(qtbot, f"{server.address}/feed")
    press(qtbot, Key.Key_Return)

    qtbot.waitUntil(lambda: "No se ha añadido nada." in seen(adding))
    assert "volverá a intentar" not in seen(adding)
    assert listed(services) == before


def test_a_feed_that_breaks_off_before_its_first_item_is_damaged_and_not_added(
    adding, services, server, qtbot
):
    feed = {"Content-Type": "application/rss+xml"}
    server.pages["/feed"] = Page(b"<rss><channel><title>roto", headers=feed)
    before = listed(services)

    type_over(qtbot, f"{server.address}/feed")
    press(qtbot, Key.Key_Return)

    qtbot.waitUntil(lambda: "dañado" in seen(adding))
    assert listed(services) == before


def test_the_own_network_is_not_asked_unless_it_was_decided(adding, services, server, qtbot):
    decide(services, Decisions(private=False))

    type_over(qtbot, server.address)
    press(qtbot, Key.Key_Return)
    settled(qtbot, services)

    assert "Ajustes" in under(adding, "Dirección")
    assert server.asked == []


def test_a_recipe_asks_for_what_it_needs_and_says_its_terms(adding, services, qtbot):
    decide(services, replace(Decisions(), listening=False))
    chooser = into(qtbot, adding, "Tipo de fuente")
    assert isinstance(chooser, QComboBox)
    for _time in range(chooser.findData("google-news"), chooser.findData("mastodon-tag")):
        press(qtbot, Key.Key_Down)
    qtbot.waitUntil(lambda: recipes.recipe("mastodon-tag").purpose in seen(adding))

    for field, typed in (("Etiqueta", "#Medellín"), ("Servidor", "red.example")):
        into(qtbot, adding, field)
        type_over(qtbot, typed)
    press(qtbot, Key.Key_Return)

    [added] = listed(services)
    assert added.recipe == "mastodon-tag"
    assert added.address.startswith("https://red.example/tags/")


def test_what_does_not_fit_is_said_under_the_field_that_it_is_about(adding, services, qtbot):
    chooser = into(qtbot, adding, "Tipo de fuente")
    assert isinstance(chooser, QComboBox)
    chooser.setCurrentIndex(chooser.findData("mastodon-tag"))
    chooser.activated.emit(chooser.currentIndex())
    for field, typed in (("Etiqueta", "fiestas"), ("Servidor", "ftp://red.example")):
        into(qtbot, adding, field)
        type_over(qtbot, typed)
    press(qtbot, Key.Key_Return)

    assert under(adding, "Etiqueta") == ""
    assert "http" in under(adding, "Servidor")
    assert here().accessibleName() == "Servidor"


def test_what_a_recipe_lacks_is_said_under_its_field_which_gets_the_keyboard(
    adding, services, qtbot
):
    push(qtbot, adding, "Añadir la fuente")

    assert under(adding, here().accessibleName()) != ""
    assert here().accessibleName() not in ("Dirección", "Tipo de fuente")
    assert listed(services) == []


def test_escape_and_the_button_go_back_to_the_list(adding, services, qtbot):
    press(qtbot, Key.Key_Escape)
    assert "Añadir una fuente" not in labels(adding)

    adding.show_target("add")
    push(qtbot, adding, "Volver a las fuentes")

    assert "Añadir una fuente" not in labels(adding)
    assert here() is button(adding, "Añadir fuente")


def test_beginning_anew_forgets_what_was_found_before(adding, services, server, qtbot):
    look_for(qtbot, server.feed("/a", "Agua"))
    qtbot.waitUntil(lambda: "1 fuente encontrada" in seen(adding))

    press(qtbot, Key.Key_Escape)
    adding.show_target("add")

    assert "encontrada" not in seen(adding)
    assert value(adding, "Dirección") == ""

"""Búsquedas with keys: what is typed into a rule changes what is found, undo brings it back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.mentions.kinds import WatchKind
from core.mentions.listening.intake import bring_up_to_date
from core.mentions.model import Watch
from core.mentions.records import watches
from core.store import Change, Topic
from desktop.mentions.inbox import Inbox
from desktop.mentions.watches import Watches
from desktop.services import Services
from tests.core.in_turn import in_turn
from tests.desktop.hands import (
    Key,
    button,
    called,
    choose,
    fields,
    here,
    into,
    menu,
    press,
    push,
    seen,
    settled,
    spoken,
    type_over,
    under,
    value,
)
from tests.desktop.mentions.village import Village, open_part, titles

WATER = "Corte de agua en Medellín"
FIVE = 5
"""Mentions of the town that is talked about."""


@pytest.fixture
def opened(services: Services, qtbot: QtBot) -> Callable[[int], Watches]:
    """Opens the page at a watch, everything applied and looked through."""

    def show(watch_id: int = 0) -> Watches:
        part = open_part(services, ("watches", watch_id) if watch_id else "watches")
        assert isinstance(part, Watches)
        settled(qtbot, services)
        return part

    return show


def listed(services: Services) -> list[Watch]:
    with services.store.read() as connection:
        return watches.everything(connection)


ANY, NONE = "Cualquiera de estas palabras o frases", "Pero ninguna de estas"
NEAR = "Distancia máxima, en palabras"


def until_mentions(qtbot: QtBot, village: Village, count: int) -> None:
    qtbot.waitUntil(lambda: len(village.rows()) == count)
    settled(qtbot, village.services)


def test_the_words_of_a_watch_decide_what_is_a_mention_and_undo_brings_all_back(
    talked, opened, shell, qtbot
):
    part = opened(listed(talked.services)[0].id)
    assert "Encuentra 5" in seen(part)

    into(qtbot, part, ANY)
    type_over(qtbot, "corte de agua\nbanda")
    press(qtbot, Key.Key_Tab)

    until_mentions(qtbot, talked, 2)
    assert "Encuentra 2" in seen(part)
    assert {row.item.title for row in talked.rows()} == {WATER, "La banda ensaya en la plaza"}
    shell.undo()
    until_mentions(qtbot, talked, FIVE)
    assert "Encuentra 5" in seen(part)
    assert value(part, ANY) == "Medellín"


def test_what_must_not_be_there_leaves_mentions_out(talked, opened, qtbot):
    part = opened(listed(talked.services)[0].id)

    into(qtbot, part, NONE)
    type_over(qtbot, "biblioteca")
    press(qtbot, Key.Key_Tab)

    until_mentions(qtbot, talked, FIVE - 1)


def test_another_name_of_a_watch_makes_nothing_be_looked_through_again(talked, opened, qtbot):
    with talked.services.store.change(Topic.MENTIONS, undoable=False) as db:
        bring_up_to_date(db, talked.services.clock.now())
    part = opened(listed(talked.services)[0].id)
    told: list[Change] = []
    talked.services.store.subscribe(told.append)

    press(qtbot, Key.Key_Return)
    assert here().accessibleName() == "Nombre"
    type_over(qtbot, "El pueblo")
    press(qtbot, Key.Key_Tab)
    qtbot.waitUntil(lambda: spoken(part)[1].startswith("El pueblo"))
    settled(qtbot, talked.services)

    assert {topic for change in told for topic in change.topics} == {Topic.WATCHES}


def test_the_newest_are_shown_with_their_words_marked(talked, opened, qtbot):
    part = opened(listed(talked.services)[0].id)

    qtbot.waitUntil(lambda: "biblioteca" in seen(part))

    newest = seen(part)
    assert newest.index("veneno") < newest.index("biblioteca")
    assert ">Medellín</span>" in newest


def test_what_a_watch_finds_is_one_button_from_the_inbox(talked, opened, shell, qtbot):
    topic = listed(talked.services)[1]
    part = opened(topic.id)

    push(qtbot, part, "Ver las menciones en la bandeja")

    inbox = open_part(talked.services, ("inbox", ("watch", topic.id)))
    assert isinstance(inbox, Inbox)
    assert titles(inbox) == ["Una vecina de Medellín denuncia el veneno del parque"]


def test_a_new_watch_asks_for_its_name_first_and_then_for_its_words(talked, opened, qtbot):
    part = opened()

    push(qtbot, part, "Añadir búsqueda")
    qtbot.waitUntil(lambda: here().accessibleName() == "Nombre")
    type_over(qtbot, "La alcaldesa")
    press(qtbot, Key.Key_Tab)
    settled(qtbot, talked.services)

    made = listed(talked.services)[-1]
    assert (made.title, made.kind) == ("La alcaldesa", WatchKind.SUBJECT)
    assert value(part, "Nombre") == "La alcaldesa"
    assert "Escriba abajo lo que busca" in seen(part)


def test_what_is_ours_comes_before_the_sensitive_topics(talked, opened):
    talked.watch("Obras", "obras")

    part = opened()

    order = [text.split(".")[0] for text in spoken(part)]
    assert order == ["Lo nuestro", "Medellín", "Obras", "Temas sensibles", "animales y veneno"]


def test_a_sensitive_topic_is_adopted_with_its_words_once(talked, opened, qtbot):
    part = opened()

    choose(part, "Tema sensible", "Agua")

    adopted = listed(talked.services)[-1]
    assert (adopted.title, adopted.kind) == ("Agua", WatchKind.TOPIC)
    qtbot.waitUntil(lambda: value(part, "Nombre") == "Agua")
    qtbot.waitUntil(lambda: "Encuentra 1" in seen(part))
    again = next(action for action in menu(part, "Tema sensible") if action.text() == "Agua")
    assert not again.isEnabled()


def test_a_topic_asks_for_no_capitals_nor_longer_names(talked, opened):
    subject, topic = listed(talked.services)
    part = opened(subject.id)
    asked = {"Mayúsculas", "Nombres más largos que no son el nuestro"}
    assert asked <= set(fields(part))

    part.show_target(topic.id)

    assert not asked & set(fields(part))


def test_what_may_be_missing_is_proposed_for_the_watch_of_the_town_alone(
    talked, opened, shell, qtbot
):
    town = listed(talked.services)[0]
    talked.watch("La alcaldesa", "Ana Ruiz")
    part = opened(town.id)
    assert "Colombia" in seen(part)

    called(part, "Colombia").setFocus()
    press(qtbot, Key.Key_Space)

    assert "Antioquia" in listed(talked.services)[0].none_of
    qtbot.waitUntil(lambda: "Antioquia" in value(part, NONE))
    shell.undo()
    assert listed(talked.services)[0] == town
    part.show_target(listed(talked.services)[-1].id)
    assert "Colombia" not in seen(part)


def test_a_line_that_is_too_long_is_said_and_kept_as_a_draft(talked, opened, qtbot):
    part = opened(listed(talked.services)[0].id)

    into(qtbot, part, ANY)
    type_over(qtbot, "")
    QApplication.clipboard().setText("Medellín " * 30)
    qtbot.keyClick(here(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Key.Key_Tab)

    assert "demasiado largo" in under(part, ANY)
    assert listed(talked.services)[0].any_of == ("Medellín",)
    assert value(part, ANY).startswith("Medellín Medellín")


def test_a_watch_is_deleted_with_its_mentions_and_comes_back_with_them(
    talked, opened, shell, qtbot
):
    opened(listed(talked.services)[0].id)

    press(qtbot, Key.Key_Delete)
    until_mentions(qtbot, talked, 0)
    shell.undo()

    until_mentions(qtbot, talked, FIVE)


def test_switched_off_it_finds_nothing_and_says_so(talked, opened, qtbot):
    part = opened(listed(talked.services)[0].id)

    push(qtbot, part, "Buscar esto")

    until_mentions(qtbot, talked, 0)
    assert "Desactivada" in spoken(part)[1]


def test_without_watches_the_page_says_what_it_is_for_and_how_to_begin(village, opened, qtbot):
    part = opened()
    assert "los nombres que hay que buscar" in seen(part)

    press(qtbot, Key.Key_Return)

    qtbot.waitUntil(lambda: here().accessibleName() == "Nombre")
    assert button(part, "Tema sensible")
    assert len(listed(village.services)) == 1


def test_when_the_last_watch_is_deleted_the_keyboard_is_on_what_comes_next(village, opened, qtbot):
    opened(village.watch("Medellín", "Medellín"))

    press(qtbot, Key.Key_Delete)

    qtbot.waitUntil(lambda: here().accessibleName() == "Añadir búsqueda")


@in_turn("typed, kept", [("", 10), ("25", 25), ("0", 7), ("muchas", 7)])
def test_how_near_is_a_number_of_words_and_never_nothing(talked, opened, qtbot, typed, kept):
    with talked.services.store.change(Topic.WATCHES, undoable=False) as db:
        watches.save(db, replace(listed(talked.services)[0], distance=7))
    part = opened(listed(talked.services)[0].id)

    into(qtbot, part, NEAR)
    type_over(qtbot, typed)
    press(qtbot, Key.Key_Tab)

    assert listed(talked.services)[0].distance == kept
    assert bool(under(part, NEAR)) is (kept == 7)

"""Dudosas: two keys say whether what has the name alone is ours, and what is learnt is seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox
from pytestqt.qtbot import QtBot

from core.mentions.kinds import MentionState
from core.mentions.model import Source, Watch
from core.mentions.records import sources, watches
from core.store import Topic
from desktop.mentions.inbox import Inbox
from desktop.mentions.page import MentionsPage
from desktop.services import Services
from tests.desktop.hands import CONTROL, Key, button, buttons, called, press, seen
from tests.desktop.mentions.village import Village, current, named, open_part, said, titles

Opened = Callable[[], Inbox]

ROAD = "Cortada la EX-206 cerca de Medellín"
WORKS = "Obras en la EX-206, a la altura de Medellín"
CASTLE = "El castillo de Medellín abre en diciembre"
ABROAD = "Medellín estrena metro"
OURS = "Medellín (Badajoz), en fiestas"
BAND = "La banda ensaya en la plaza"


@pytest.fixture
def doubted(village: Village) -> Village:
    """Three that only say Medellín, one of Colombia, one that is surely ours."""
    village.watch("Medellín", "Medellín", near=("Badajoz", "Don Benito"))
    with village.services.store.change(label="preparar") as db:
        (watch,) = watches.everything(db.conn)
        watches.save(db, replace(watch, none_of=("Colombia",)))
    diario = village.source("Diario Provincial")
    hour = timedelta(hours=1)
    village.publish(
        diario,
        said(ROAD, "Dos heridos.", ago=hour),
        said(WORKS, "Todo el mes.", ago=2 * hour),
        said(CASTLE, "Entrada libre.", ago=3 * hour),
        said(ABROAD, "La segunda ciudad de Colombia crece.", ago=4 * hour),
        said(OURS, ago=5 * hour),
        said(BAND, ago=6 * hour),
    )
    return village


@pytest.fixture
def unsure(doubted: Village, inbox: Opened) -> Inbox:
    """The inbox with what is unsure."""
    opened = inbox()
    opened.show_target("unsure")
    return opened


def the_watch(services: Services) -> Watch:
    with services.store.read() as connection:
        return watches.everything(connection)[0]


def the_source(services: Services) -> Source:
    with services.store.read() as connection:
        return sources.everything(connection)[0]


def settled(services: Services, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not services.jobs.busy())


def keys_shown(inbox: Inbox) -> list[str]:
    return [item.text() for item in buttons(inbox.pane) if item.toolTip() in list("SNRCLXO")]


def test_what_is_unsure_says_why_and_what_can_be_answered(unsure):
    assert titles(unsure) == [ROAD, WORKS, CASTLE]
    assert (
        "Dice «Medellín»; nada cerca que la sitúe, como «Badajoz» y «Don Benito»."
        " Tampoco nada en contra."
    ) in seen(unsure.pane)
    assert "Por qué se duda" in seen(unsure.pane)
    assert keys_shown(unsure) == ["Abrir el original", "Es nuestra", "No es nuestra"]


def test_a_watch_that_finds_the_name_anywhere_is_offered_no_word_to_stand_near_it(village, inbox):
    village.watch("Medellín", "Medellín")
    village.publish(
        village.source("Diario"), said("Bienal Medellín, junto a la EX-206", "Abre hoy.")
    )
    opened = inbox()
    opened.show_target("unsure")

    shown = seen(opened.pane)

    assert "En «Bienal Medellín, junto a» puede ser parte de un nombre más largo." in shown
    assert "Si es nuestra, contar como seña" not in shown
    assert "Si no lo es, dejar fuera lo que diga" in shown


def test_a_row_that_is_unsure_says_so_to_a_screen_reader(unsure):
    spoken = unsure.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert "puede ser nuestra o no" in spoken


def test_s_makes_it_a_mention_goes_on_to_the_next_and_can_be_undone(unsure, doubted, shell, qtbot):
    press(qtbot, Key.Key_End, "s")

    assert titles(unsure) == [ROAD, WORKS]
    assert current(unsure) == WORKS
    assert doubted.mention(CASTLE).state is MentionState.NEW

    shell.undo()
    qtbot.waitUntil(lambda: titles(unsure) == [ROAD, WORKS, CASTLE])
    assert [row.item.title for row in doubted.rows()] == [OURS]


def test_n_keeps_it_out_and_everything_that_was_read_still_has_it(unsure, doubted, qtbot):
    press(qtbot, Key.Key_End, "n")

    assert titles(unsure) == [ROAD, WORKS]
    unsure.show_target(doubted.id_of(CASTLE))
    assert "Usted dijo que no es nuestra." in seen(unsure.pane)


def test_a_road_is_learnt_as_a_sign_which_is_told_before_and_after(
    unsure, doubted, services, shell, qtbot
):
    assert "Si es nuestra: desde ahora «EX-206» vale como seña." in seen(unsure.pane)

    press(qtbot, "s")

    assert the_watch(services).near == ("Badajoz", "Don Benito", "EX-206")
    assert "desde ahora «EX-206» vale como seña" in seen(shell)
    qtbot.waitUntil(lambda: titles(unsure) == [CASTLE])
    assert {row.item.title for row in doubted.rows()} == {ROAD, WORKS, OURS}

    shell.undo()
    qtbot.waitUntil(lambda: titles(unsure) == [ROAD, WORKS, CASTLE])
    assert the_watch(services).near == ("Badajoz", "Don Benito")


def test_nothing_is_learnt_that_was_not_chosen(unsure, services, qtbot):
    chooser = named(unsure.pane, QComboBox, "Si es nuestra, contar como seña")
    chooser.setFocus()
    press(qtbot, Key.Key_Home)
    unsure.list.setFocus()

    press(qtbot, "s")
    settled(services, qtbot)

    assert the_watch(services).near == ("Badajoz", "Don Benito")
    assert titles(unsure) == [WORKS, CASTLE]


def test_a_source_that_is_trusted_makes_the_rest_of_it_ours(unsure, doubted, services, qtbot):
    (trust,) = [box for box in unsure.pane.findChildren(QCheckBox) if "Fiarse" in box.text()]
    assert "Diario Provincial" in trust.text()
    trust.setFocus()
    press(qtbot, Key.Key_Space)
    unsure.list.setFocus()

    press(qtbot, "s")

    assert the_source(services).local
    qtbot.waitUntil(lambda: titles(unsure) == [])
    assert {row.item.title for row in doubted.rows()} == {ROAD, WORKS, CASTLE, OURS}


def test_a_word_chosen_with_no_is_left_out_from_then_on(unsure, services, qtbot):
    chooser = named(unsure.pane, QComboBox, "Si no lo es, dejar fuera lo que diga")
    chooser.setFocus()
    press(qtbot, Key.Key_Down)
    unsure.list.setFocus()

    press(qtbot, "n")

    assert the_watch(services).none_of == ("Colombia", "EX-206")
    qtbot.waitUntil(lambda: titles(unsure) == [CASTLE])


def test_several_are_decided_at_once_and_teach_nothing(unsure, doubted, services, qtbot):
    press(qtbot, Key.Key_A, held=CONTROL)

    press(qtbot, "s")
    settled(services, qtbot)

    assert {row.item.title for row in doubted.rows()} == {ROAD, WORKS, CASTLE, OURS}
    assert the_watch(services).near == ("Badajoz", "Don Benito")


def test_other_keys_do_nothing_before_it_is_decided(unsure, doubted, qtbot):
    press(qtbot, "r", "l", "c", "x")

    assert titles(unsure) == [ROAD, WORKS, CASTLE]
    assert [row.item.title for row in doubted.rows()] == [OURS]


def test_what_is_left_out_says_why_and_can_be_called_ours(doubted, inbox, qtbot):
    opened = inbox()
    opened.show_target(doubted.id_of(ABROAD))
    assert (
        "Dice «Medellín», pero también «Colombia», que la búsqueda «Medellín» deja fuera."
        in seen(opened.pane)
    )

    button(opened.pane, "Es nuestra").click()

    assert doubted.mention(ABROAD).state is MentionState.NEW
    opened.show_target(doubted.id_of(ABROAD))
    assert "Usted dijo que es nuestra." in seen(opened.pane)


def test_what_was_left_out_and_is_marked_stays_a_mention_when_the_watch_changes(
    doubted, inbox, services, qtbot
):
    opened = inbox()
    opened.show_target(doubted.id_of(ABROAD))

    press(qtbot, "l")
    with services.store.change(Topic.WATCHES, label="cambiar") as db:
        watches.save(db, replace(the_watch(services), none_of=("Colombia", "Antioquia")))
    settled(services, qtbot)

    assert doubted.mention(ABROAD).state is MentionState.READ


def test_when_all_are_decided_the_inbox_says_so(unsure, qtbot):
    press(qtbot, Key.Key_Home)
    for _time in range(3):
        if titles(unsure):
            press(qtbot, "n")

    assert "No hay dudosas" in seen(unsure)


@pytest.mark.parametrize("last_page", ["today"])
def test_the_same_number_is_said_everywhere(unsure, shell, services, qtbot):
    page = shell.page("mentions")
    assert isinstance(page, MentionsPage)
    chips = [abstract_button.text() for abstract_button in buttons(page)]

    assert "1 nueva · 0 por contestar · 3 dudosas" in seen(page)
    assert {"Nuevas 1", "Por contestar 0", "Dudosas 3", "Todas las menciones 1"} <= set(chips)
    services.go("today")
    today = shell.page("today")
    assert today is not None
    qtbot.waitUntil(lambda: any(row.text().endswith(" más") for row in buttons(today)))
    called(today, " más").click()
    words = "Decidir 3 menciones dudosas"
    qtbot.waitUntil(lambda: words in [row.text() for row in buttons(today)])


def test_the_form_of_the_watch_says_how_many_have_the_name_alone(doubted, services, qtbot):
    part = open_part(services, ("watches", the_watch(services).id))

    qtbot.waitUntil(
        lambda: (
            "Encuentra 1 publicación guardada. Otras 3 solo dicen el nombre: son dudosas."
            in seen(part)
        )
    )

"""Alarmas with keys: what was unusual is read, decided with its reason, and judged afterwards."""

from datetime import timedelta

import pytest

from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms as engine
from core.mentions.kinds import AlarmState
from core.mentions.records import evidence
from desktop.mentions.alarms import Alarms
from desktop.mentions.inbox import Inbox
from desktop.mentions.page import MentionsPage
from desktop.mentions.sources import Sources
from desktop.services import Services
from tests.core.crisis.clerk import sit_down
from tests.desktop.hands import (
    Key,
    button,
    called,
    choose,
    fields,
    here,
    press,
    push,
    seen,
    spoken,
    under,
    write,
)
from tests.desktop.mentions.village import current, open_part


@pytest.fixture
def part(town: Services) -> Alarms:
    """The page, the open alarm chosen, the keyboard in the list."""
    opened = open_part(town, "alarms")
    assert isinstance(opened, Alarms)
    return opened


def newest(services: Services) -> Alarm:
    with services.store.read() as connection:
        return engine.everything(connection)[0]


def test_an_alarm_says_what_was_unusual_why_its_level_and_who_said_it(part):
    said = seen(part)

    assert "Nivel propuesto" in said
    assert "lo normal es 0 o 1" in said
    assert "Radio Comarca" in said
    assert "Alarmas valoradas: 2. Reales: 1." in said


def test_what_is_to_be_decided_comes_first_and_is_called_by_what_happened(part):
    told = spoken(part)
    assert told[0].startswith("Por decidir")
    assert "lo normal es 0 o 1" in told[1]
    assert told[1].index("menciones en 24 horas") < told[1].index("Valdehierro ·")
    assert told[2].startswith("Decididas")


def test_confirming_keeps_the_mentions_as_evidence_and_the_keyboard_stays_on_the_card(
    town, part, qtbot
):
    press(qtbot, Key.Key_Return)
    assert here() is button(part, "Abrir incidente")
    press(qtbot, Key.Key_Tab)
    assert here() is button(part, "Confirmar")
    press(qtbot, Key.Key_Space)

    confirmed = newest(town)
    assert (confirmed.state, confirmed.was_right) == (AlarmState.CONFIRMED, True)
    with town.store.read() as connection:
        assert all(evidence.one(connection, item_id) for item_id in confirmed.items)
    qtbot.waitUntil(lambda: "Confirmada" in seen(part.card))
    assert part.card.isAncestorOf(here())


def test_dismissing_needs_a_reason_which_is_shown_afterwards(town, part, qtbot):
    push(qtbot, part, "Descartar")
    press(qtbot, Key.Key_Return)
    assert "Diga" in under(part, here().accessibleName())
    assert newest(town).state is AlarmState.OPEN

    write(qtbot, "Es un simulacro")
    press(qtbot, Key.Key_Return)

    assert newest(town).reason == "Es un simulacro"
    qtbot.waitUntil(lambda: "Descartada" in seen(part.card))
    assert "Es un simulacro" in seen(part.card)
    town.store.undo()
    assert newest(town).state is AlarmState.OPEN


def test_escape_leaves_the_question_and_the_alarm_as_it_is(town, part, qtbot):
    before = newest(town)

    push(qtbot, part, "Descartar")
    write(qtbot, "No")
    press(qtbot, Key.Key_Escape)

    assert newest(town) == before
    assert not fields(part.card)
    assert here() is button(part, "Descartar la alarma…")


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [
        ("Una hora", timedelta(minutes=59), timedelta(minutes=61)),
        ("Hasta mañana", timedelta(hours=10), timedelta(hours=24)),
    ],
)
@pytest.mark.usefixtures("madrid")
def test_put_off_it_is_left_alone_until_then_and_says_so(town, part, qtbot, words, least, most):
    choose(part, "Posponer la alarma", words)
    write(qtbot, "He preguntado a la empresa")
    press(qtbot, Key.Key_Return)

    until = newest(town).snoozed_until
    assert until is not None
    assert least < until - town.clock.now() < most
    qtbot.waitUntil(lambda: "Pospuesta" in seen(part.card))


def test_whose_time_has_come_is_no_longer_put_off(town, part, clock, qtbot):
    choose(part, "Posponer la alarma", "Una hora")
    write(qtbot, "He preguntado a la empresa")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: "Pospuesta" in seen(part.card))

    clock.moment += timedelta(minutes=61)
    part.refresh()

    assert "Pospuesta" not in seen(part.card)
    assert "He preguntado a la empresa" in seen(part.card)


def test_a_settled_alarm_is_judged_and_the_record_follows(town, part, qtbot):
    press(qtbot, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert "Descartada" in seen(part.card)

    press(qtbot, Key.Key_Space)

    qtbot.waitUntil(lambda: "Reales: 2." in seen(part))
    with town.store.read() as connection:
        assert engine.everything(connection)[2].was_right


def test_its_mentions_are_one_key_from_being_read(town, part, qtbot):
    title = "Una vecina de Valdehierro denuncia la muerte de su perro tras la desratización"

    called(part, title).setFocus()
    press(qtbot, Key.Key_Space)

    inbox = open_part(town, "inbox")
    assert isinstance(inbox, Inbox)
    assert current(inbox) == title


def test_a_link_opens_the_alarm_it_names(town, part):
    with town.store.read() as connection:
        oldest = engine.everything(connection)[-1]

    part.show_target(oldest.id)

    assert "Descartada" in seen(part.card)
    assert part.card.isAncestorOf(here())


def test_without_alarms_the_page_says_what_it_is_for_and_leads_to_the_sources(
    services, shell, qtbot
):
    part = open_part(services, "alarms")
    assert "avisa" in seen(part)

    press(qtbot, Key.Key_Return)

    page = shell.page("mentions")
    assert isinstance(page, MentionsPage)
    assert isinstance(page.part(), Sources)


def test_an_incident_that_was_opened_from_an_alarm_is_one_key_away(town, part, qtbot):
    sit_down(town.store, alarm_id=newest(town).id)

    qtbot.waitUntil(lambda: "Confirmada" in seen(part.card))
    assert button(part, "Ver el incidente").isVisible()

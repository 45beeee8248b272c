"""Bulos with keys: noted as told, checked with whoever knows, answered with the source."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.crisis.incidents import voices
from core.crisis.kinds import StatementKind
from core.crisis.log import Hand
from core.crisis.model import LogKind, Rumour, RumourVerdict, Statement, StatementState
from core.crisis.records import incidents as records
from core.crisis.statements import denials
from core.store import Topic
from desktop.crisis.desk.rumours import Rumours
from desktop.crisis.statements.tab import Statements
from desktop.services import Services
from tests.core.crisis.clerk import Clerk
from tests.desktop.crisis.desk_hands import later, stored
from tests.desktop.crisis.panels import part, told
from tests.desktop.hands import (
    Key,
    button,
    here,
    into,
    press,
    push,
    push_soon,
    seen,
    spoken,
    write,
)

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def rumours(services: Services, number: int, qtbot: QtBot) -> Rumours:
    return part(qtbot, services, number, "rumours", Rumours)


def noted(services: Services, number: int, qtbot: QtBot, claim: str = "Es el agua") -> Rumour:
    write(qtbot, claim)
    press(qtbot, Key.Key_Return)
    rumour = stored(services, number).rumours[-1]
    assert rumour.claim == claim
    return rumour


def test_a_rumour_is_noted_with_enter_and_the_line_is_free_for_the_next(
    services, number, rumours, qtbot
):
    noted(services, number, qtbot, "El agua está envenenada")
    noted(services, number, qtbot, "Hay niños ingresados")
    assert len(stored(services, number).rumours) == 2
    qtbot.waitUntil(lambda: "Hay niños ingresados" in seen(rumours.card))
    into(qtbot, rumours, "Dónde se ha visto")
    write(qtbot, "WhatsApp")
    press(qtbot, Key.Key_Tab)
    assert stored(services, number).rumours[1].seen == "WhatsApp"


def test_an_empty_line_is_not_taken_and_says_so(services, number, rumours, qtbot):
    press(qtbot, Key.Key_Return)
    assert rumours.entry.message().startswith("Escriba")
    assert stored(services, number).rumours == ()


def test_a_verdict_counts_once_its_source_is_there(services, number, rumours, qtbot):
    noted(services, number, qtbot)
    qtbot.waitUntil(rumours.card.isVisible)
    assert "no lo desmienta antes" in seen(rumours.card)
    rumours.card.take_keyboard()
    press(qtbot, Key.Key_Right)
    assert rumours.card.form.typed("verdict") == RumourVerdict.FALSE
    source = rumours.card.form.field("source")
    qtbot.waitUntil(lambda: "quién lo ha confirmado" in source.message())
    assert stored(services, number).rumours[0].verdict is RumourVerdict.UNCHECKED

    into(qtbot, rumours, "Quién lo ha confirmado")
    write(qtbot, "Gestora del agua")
    press(qtbot, Key.Key_Return)

    kept = stored(services, number).rumours[0]
    assert (kept.verdict, kept.source) == (RumourVerdict.FALSE, "Gestora del agua")
    assert source.message() == ""
    assert button(rumours.card, "Desmentir el bulo").isEnabled()


def test_passing_over_a_verdict_leaves_no_line_in_the_log(services, number, rumours, qtbot):
    rumour = noted(services, number, qtbot)
    Clerk(services.store, number).judge(rumour, RumourVerdict.FALSE, "Gestora")
    qtbot.waitUntil(lambda: rumours.card.form.typed("source") == "Gestora")
    rumours.card.form.take_keyboard("verdict")
    press(qtbot, Key.Key_Right, Key.Key_Right)
    qtbot.waitUntil(lambda: stored(services, number).rumours[0].verdict is RumourVerdict.TRUE)
    assert [text for text in told(services, number, LogKind.RUMOUR) if "en parte" in text] == []


def test_denying_asks_the_desk_for_the_statement(services, number, rumours, qtbot):
    rumour = noted(services, number, qtbot)
    Clerk(services.store, number).judge(rumour, RumourVerdict.FALSE, "Gestora")
    qtbot.waitUntil(lambda: rumours.card.form.typed("source") == "Gestora")
    with qtbot.waitSignal(rumours.statement_wanted) as asked:
        push(qtbot, rumours.card, "Desmentir el bulo")
    assert asked.args == ["denial", rumour.id]


def test_what_was_answered_is_noted_with_its_hour(services, number, rumours, qtbot, clock):
    noted(services, number, qtbot)
    qtbot.waitUntil(rumours.card.isVisible)
    later(clock, 12)
    into(qtbot, rumours, "Qué se ha contestado y dónde")
    press(qtbot, Key.Key_Return, held=CONTROL)
    assert "Escriba qué se contestó" in seen(rumours.card)

    write(qtbot, "Analizada hoy: es apta. En Facebook.")
    press(qtbot, Key.Key_Return, held=CONTROL)

    kept = stored(services, number).rumours[0]
    assert kept.answer == "Analizada hoy: es apta. En Facebook."
    assert kept.answered_at == clock.now()
    qtbot.waitUntil(lambda: "Contestado a las" in seen(rumours.card))


def test_an_answer_begun_comes_back_with_its_rumour(services, number, rumours, qtbot):
    noted(services, number, qtbot, "Uno")
    noted(services, number, qtbot, "Dos")
    qtbot.waitUntil(lambda: "Dos" in seen(rumours.card))
    into(qtbot, rumours, "Qué se ha contestado y dónde")
    write(qtbot, "A medias")
    rumours.records.take_keyboard()
    press(qtbot, Key.Key_Up)
    assert rumours.card.form.typed("answer") == ""
    press(qtbot, Key.Key_Down)
    assert rumours.card.form.typed("answer") == "A medias"
    assert stored(services, number).rumours[1].answered_at is None


def test_a_published_denial_answers_with_one_key(services, number, rumours, qtbot, clock):
    rumour = noted(services, number, qtbot)
    later(clock, 10)
    now = clock.now()
    with services.store.change(Topic.CRISIS, undoable=False) as db:
        voices.judge(db, rumour, RumourVerdict.FALSE, "Gestora", Hand(now))
        made = Statement(
            number,
            StatementKind.DENIAL,
            now,
            state=StatementState.PUBLISHED,
            published_at=now,
        )
        statement_id = records.put(db, made)
    push_soon(qtbot, rumours.card, "Contestado con «Desmentido»")
    kept = stored(services, number).rumours[0]
    assert (kept.statement_id, kept.answered_at) == (statement_id, now)


def test_a_denial_that_is_out_says_so_once_its_rumour_turns_out_true(services, number, qtbot):
    clerk = Clerk(services.store, number)
    clerk.rumour("Hay tres muertos")
    clerk.judge(clerk.desk.rumours[0], RumourVerdict.FALSE, "la Junta")
    denial = clerk.do(
        denials.begin, clerk.desk, clerk.desk.rumours[0], StatementKind.DENIAL, clerk.hand()
    )
    clerk.fill("fact", "no ha muerto nadie", worded=clerk.found(denial))
    clerk.approve(clerk.found(denial))
    clerk.publish(clerk.found(denial), "Web")
    shown = part(qtbot, services, number, "statements", Statements)
    assert "Desmiente" not in seen(shown)

    clerk.judge(clerk.desk.rumours[0], RumourVerdict.TRUE, "la Junta")

    said = "Desmiente «Hay tres muertos», y en Bulos consta como «Cierto». Publique una corrección."
    qtbot.waitUntil(lambda: said in seen(shown))
    rumours = part(qtbot, services, number, "rumours", Rumours)
    assert "sin contestar" in spoken(rumours)[0]


def test_a_denial_of_what_nobody_checked_asks_for_it_under_bulos_before_its_approval(
    services, number, qtbot
):
    clerk = Clerk(services.store, number)
    denial = clerk.begin(StatementKind.DENIAL)
    clerk.fill("claim", "hay tres muertos", worded=denial)
    clerk.fill("fact", "no ha muerto nadie", worded=denial)
    clerk.fill("source", "la Junta", worded=denial)
    shown = part(qtbot, services, number, "statements", Statements)
    asked = (
        "En Bulos no hay nada dado por falso que diga esto. Apúntelo allí con quién lo ha"
        " comprobado, y desmiéntalo desde allí."
    )
    qtbot.waitUntil(lambda: asked in seen(shown))
    # Also beside the keys that approve it: the review may be out of sight.
    assert asked in seen(shown.bar)

    clerk.rumour("Hay tres muertos.")
    qtbot.waitUntil(lambda: "en Bulos consta como «Sin comprobar»" in seen(shown))
    clerk.judge(clerk.desk.rumours[0], RumourVerdict.FALSE, "la Junta")

    qtbot.waitUntil(lambda: "Bulos" not in seen(shown))
    assert "Lea el texto entero" in seen(shown.bar)


def test_a_link_shows_the_rumour_that_it_names(services, number, rumours, qtbot):
    first = noted(services, number, qtbot, "Uno")
    noted(services, number, qtbot, "Dos")
    qtbot.waitUntil(lambda: "Dos" in seen(rumours.card))
    services.go("crisis", ("incident", number, "rumours", first.id))
    assert "Uno" in seen(rumours.card)
    assert rumours.card.isAncestorOf(here())

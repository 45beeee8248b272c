"""What the public was told stays told until a text with another hour is out."""

from datetime import timedelta

import pytest

from core.crisis.kinds import StatementKind
from core.days import clock_time
from desktop.services import Services
from tests.core.crisis.clerk import Clerk
from tests.desktop.crisis.desk_hands import desk_view, head, stored
from tests.desktop.hands import Key, into, press, push, seen, type_over


@pytest.fixture
def told(at_desk: Services) -> str:
    """A first line that is out in two places; the hour that it says."""
    clerk = Clerk(at_desk.store, stored(at_desk).incident.id)
    worded = clerk.approved()
    clerk.publish(worded, "Web municipal", "Bando")
    assert worded.statement.next_update_at is not None
    return clock_time(worded.statement.next_update_at)


def test_the_desk_says_where_the_old_hour_was_told_and_leads_to_the_text_with_the_new(
    at_desk, told, qtbot
):
    due = stored(at_desk).next_due
    assert due is not None
    hour = clock_time(due + timedelta(hours=2))
    desk_view().show_part("promise")
    type_over(qtbot, hour)
    press(qtbot, Key.Key_Return)

    assert f"Próximo aviso, prometido para las {told}" in head().accessibleName()
    said = seen(desk_view())
    assert f"Se dijo {told} en 2 sitios; publique la nueva hora, {hour}." in said
    assert "Dónde: Web municipal, Bando." in said

    push(qtbot, desk_view(), "Escribir el texto")

    made = stored(at_desk).statements[-1]
    assert made.statement.kind is StatementKind.INSTRUCTIONS
    assert f"a las {hour}" in made.text("es").next
    assert desk_view().isAncestorOf(desk_view().window().focusWidget())

    push(qtbot, desk_view(), "Escribir el texto")

    assert len(stored(at_desk).statements) == 2, "it goes on with the one that waits"


def test_the_desk_says_that_the_clock_and_the_log_do_not_agree_as_long_as_it_is_so(
    at_desk, qtbot, clock
):
    clock.moment -= timedelta(hours=3)
    note(qtbot, "Otro perro")
    assert "no concuerda con el diario" in seen(desk_view())

    clock.moment += timedelta(hours=3)
    note(qtbot, "Reloj en hora")
    assert "no concuerda con el diario" not in seen(desk_view())


def note(qtbot, text: str) -> None:
    """Into the line of the log."""
    into(qtbot, desk_view(), "Anotar qué ha pasado…")
    press(qtbot, text, Key.Key_Return)

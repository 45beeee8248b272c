"""Llamadas with keys: whom to ring, one letter for what came of it, and who is next."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.crisis.model import Call, CallOutcome, LogKind
from core.roster import records as roster_records
from core.roster.model import Hat, Phone
from core.store import Topic
from desktop.crisis.desk.calls import Calls
from desktop.forms.lines import GrowingLine
from desktop.services import Services
from desktop.shell.window import Shell
from tests.core import towns
from tests.desktop.crisis.desk_hands import checklist, desk_view, later, open_incident, stored
from tests.desktop.hands import Key, button, buttons, here, press, push, seen, type_over, write

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def town(at_desk: Services) -> Services:
    return at_desk


@pytest.fixture
def part(town: Services, qtbot: QtBot) -> Calls:
    """The starting case, open, with the calls beside the list and the keyboard in them."""
    press(qtbot, Key.Key_3, held=ALT)
    return next(calls for calls in desk_view().findChildren(Calls) if calls.isVisible())


def call(town: Services, name: str) -> Call:
    return next(item for item in stored(town).calls if item.name.startswith(name))


def chosen(town: Services, part: Calls) -> str:
    return next(item.name for item in stored(town).calls if item.id == part.list.selected_key())


def rows(part: Calls) -> list[str]:
    """What a screen reader says of each row."""
    model, role = part.list.model(), Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]


def told(town: Services) -> list[str]:
    return [entry.text for entry in stored(town).log if entry.kind is LogKind.CALL]


def test_who_decides_is_first_with_the_number_large(part):
    assert here() is part.list
    said = seen(part.card)
    assert "María Gómez Ruiz" in said
    assert "600 00 00 01" in said
    assert "Decide" in said


@pytest.mark.parametrize(
    ("step", "why"),
    [
        ("tell-seprona", "Investiga el veneno"),
        ("danger-now", "Va al parque, busca cebos"),
        ("two-sources", "plano de portacebos"),
    ],
)
def test_the_step_that_names_whom_to_call_leads_to_that_call(town, qtbot, step, why):
    desk_view().show_part("checklist", step)
    press(qtbot, Key.Key_Return)
    part = next(calls for calls in desk_view().findChildren(Calls) if calls.isVisible())
    assert here() is part.list
    assert why in seen(part.card)


def test_in_a_small_laptop_the_call_is_seen_whole_above_its_row_and_three_more(part, qtbot):
    part.window().resize(1366, 768)
    row = part.list.visualRect(part.list.currentIndex())
    below = row.united(row.translated(0, 3 * row.height()))
    qtbot.waitUntil(lambda: part.list.visibleRegion().boundingRect().contains(below))
    assert part.card.visibleRegion().boundingRect() == part.card.rect()


def test_one_letter_notes_who_answered_and_what_was_said(town, part, qtbot, clock):
    write(qtbot, "s")
    assert here().accessibleName() == "Qué dijo"
    write(qtbot, "Que no se acuse a nadie")
    press(qtbot, Key.Key_Return)

    mayor = call(town, "María")
    assert (mayor.outcome, mayor.at) == (CallOutcome.REACHED, clock.now())
    assert mayor.said == "Que no se acuse a nadie"
    assert told(town)[-1] == "De la llamada a María Gómez Ruiz: Que no se acuse a nadie"
    assert here() is part.list
    assert chosen(town, part) != "María Gómez Ruiz"
    assert call(town, chosen(town, part)).outcome is CallOutcome.WAITING


def test_letters_in_what_was_said_are_letters(town, part, qtbot):
    write(qtbot, "s")
    write(qtbot, "nsm")
    press(qtbot, Key.Key_Return)
    assert call(town, "María").said == "nsm"
    assert call(town, "María").outcome is CallOutcome.REACHED


def test_when_nobody_answers_the_substitute_is_next_at_once_and_it_is_said(town, part, qtbot):
    write(qtbot, "n")

    assert call(town, "María").outcome is CallOutcome.NOT_REACHED
    assert chosen(town, part) == "Javier Robles Cano"
    assert "llame ahora a Javier Robles Cano, que le sustituye" in seen(part)
    assert "En lugar de María Gómez Ruiz, que no contesta" in seen(part.card)
    assert [item.name for item in stored(town).calls[:2]] == [
        "María Gómez Ruiz",
        "Javier Robles Cano",
    ]
    assert here() is part.list


def test_without_a_substitute_the_next_that_waits_is_chosen_and_it_is_said(town, part, qtbot):
    alone = next(item for item in stored(town).calls if item.name.startswith("Óscar"))
    part.show_target(alone.id)
    write(qtbot, "n")
    assert "no figura quién le sustituye" in seen(part)
    assert chosen(town, part) != alone.name
    write(qtbot, "m")
    assert "no figura" not in seen(part)


def test_a_substitute_who_was_called_before_is_not_said_to_be_missing(town, part, qtbot):
    write(qtbot, "n")
    instead = chosen(town, part)
    write(qtbot, "m")
    part.show_target(call(town, "María").id)
    write(qtbot, "n")
    assert instead in seen(part)
    assert "no figura" not in seen(part)


def test_after_a_message_the_next_that_waits_is_chosen(town, part, qtbot):
    names = [item.name for item in stored(town).calls]
    write(qtbot, "m")
    assert call(town, names[0]).outcome is CallOutcome.MESSAGE_LEFT
    assert chosen(town, part) == names[1]


def test_space_says_reached_and_again_that_it_waits(town, part, qtbot):
    press(qtbot, Key.Key_Space, Key.Key_Escape)
    assert here() is part.list
    assert call(town, "María").outcome is CallOutcome.REACHED
    press(qtbot, Key.Key_Space)
    assert call(town, "María").outcome is CallOutcome.WAITING
    assert len(told(town)) == 2


def test_a_second_attempt_has_its_own_hour(town, part, qtbot, clock):
    write(qtbot, "n")
    later(clock, 6)
    part.show_target(call(town, "María").id)
    write(qtbot, "n")
    assert call(town, "María").at == clock.now()
    assert len(told(town)) == 2
    assert f"No contesta {clock.now().astimezone():%H:%M}" in rows(part)[0]


def test_the_buttons_do_the_same_and_keep_what_is_being_typed(town, part, qtbot):
    press(qtbot, Key.Key_Return)
    assert here().accessibleName() == "Qué dijo"
    write(qtbot, "Va la patrulla")
    button(part, "Contesta").click()
    assert call(town, "María").said == "Va la patrulla"
    assert call(town, "María").outcome is CallOutcome.REACHED


def test_what_was_said_may_come_first(town, part, qtbot):
    press(qtbot, Key.Key_Return)
    write(qtbot, "Viene")
    press(qtbot, Key.Key_Return)
    assert (call(town, "María").said, call(town, "María").outcome) == ("Viene", CallOutcome.REACHED)


def test_words_that_are_left_without_a_key_say_not_that_somebody_answered(town, part, qtbot):
    press(qtbot, Key.Key_Return)
    write(qtbot, "No coge")
    part.list.setFocus()

    qtbot.waitUntil(lambda: call(town, "María").said == "No coge")
    assert call(town, "María").outcome is CallOutcome.WAITING
    assert told(town) == []


def test_one_saying_is_one_entry_however_slowly_it_is_typed(town, part, qtbot):
    write(qtbot, "s")
    before, mayor, field = told(town), call(town, "María"), here()
    assert isinstance(field, GrowingLine)
    for words in ("Voy ", "para allá ", "en diez minutos"):
        write(qtbot, words)
        qtbot.waitUntil(lambda: town.notifier.unsaved.draft("call.said", mayor.id) == field.text())
        assert "Escribiendo…" in seen(part.window())
    assert told(town) == before

    press(qtbot, Key.Key_Return)

    said = "De la llamada a María Gómez Ruiz: Voy para allá en diez minutos"
    assert told(town) == [*before, said]
    assert part.card.said.message() == ""


def test_a_novel_stays_in_its_field_with_one_sentence(town, part, qtbot):
    write(qtbot, "s")
    field = here()
    assert isinstance(field, GrowingLine)
    lines = field.height()
    field.setPlainText("a" * 499)
    assert field.height() > lines
    field.end()
    write(qtbot, "aaa")
    press(qtbot, Key.Key_Return)
    assert "502" in part.card.said.message()
    assert here() is field
    assert len(field.text()) == 502
    type_over(qtbot, "Breve")
    press(qtbot, Key.Key_Return)
    assert call(town, "María").said == "Breve"


def test_the_number_is_copied(part, qtbot):
    push(qtbot, part, "Copiar número")
    assert QGuiApplication.clipboard().text() == "600 00 00 01"


def test_the_number_that_the_roster_lacks_is_written_there_and_is_dialled_here(
    start, example_file, tmp_path, qtbot
):
    town = start(towns.copied(example_file, tmp_path)).services
    assert town is not None
    with town.store.change(Topic.ROSTER, label="preparar") as db:
        mayor = next(item for item in roster_records.everyone(db.conn) if Hat.DECIDES in item.hats)
        roster_records.replace(db, replace(mayor, phones=()), town.clock.now())
    incident = open_incident(town, qtbot).incident
    press(qtbot, Key.Key_3, held=ALT)
    part = next(calls for calls in desk_view().findChildren(Calls) if calls.isVisible())
    assert "sin número" in seen(part.card)
    assert "Copiar número" not in [item.text().strip() for item in buttons(part.card)]

    push(qtbot, part.card, "Poner el número")
    window = part.window()
    assert isinstance(window, Shell)
    fields = window.page("roster").findChildren(QLineEdit)
    names = [field.text() for field in fields if field.isVisible()]
    assert mayor.name in names

    with town.store.change(Topic.ROSTER, label="preparar") as db:
        numbered = replace(mayor, phones=(Phone("600 11 22 33"),))
        roster_records.replace(db, numbered, town.clock.now())
    town.go("crisis", ("incident", incident.id, "calls"))
    qtbot.waitUntil(lambda: "600 11 22 33" in seen(part.card))


def test_whoever_comes_back_to_the_desk_goes_on_where_they_were(town, part, qtbot):
    first = call(town, "María")
    town.go("roster")
    town.go("crisis")
    write(qtbot, "s")
    assert call(town, first.name).outcome is CallOutcome.REACHED

    press(qtbot, Key.Key_0, held=ALT)
    town.go("roster")
    town.go("crisis")
    assert here() is checklist(desk_view())


def test_somebody_of_the_roster_is_added_by_name(town, part, qtbot):
    part.adding.setFocus()
    write(qtbot, "javier robles cano")
    press(qtbot, Key.Key_Return)
    added = call(town, "Javier")
    assert added.contact_id is not None
    assert added.number == "600 00 00 02"
    assert chosen(town, part) == "Javier Robles Cano"


def test_somebody_else_is_added_with_the_number_after_the_name(town, part, qtbot):
    part.adding.setFocus()
    write(qtbot, "Vecina del parque, 600 000 100")
    press(qtbot, Key.Key_Return)
    added = call(town, "Vecina")
    assert (added.name, added.number) == ("Vecina del parque", "600 000 100")
    assert "600 000 100" in seen(part.card)


def test_nobody_is_added_without_a_name(town, part, qtbot):
    count = len(stored(town).calls)
    part.adding.setFocus()
    press(qtbot, Key.Key_Return)
    assert "a quién" in part.adding.message()
    assert len(stored(town).calls) == count


def test_a_call_from_paper_has_the_hour_of_the_paper(town, part, qtbot, clock):
    then = clock.now() - timedelta(hours=2)
    clock.moment += timedelta(hours=3)
    part._pen.hour = then.astimezone().time().replace(second=0)
    write(qtbot, "s")
    mayor = call(town, "María")
    assert mayor.on_paper
    assert mayor.at == then.replace(second=0)


def test_the_list_says_how_many_were_reached(part, town, qtbot):
    count = len(stored(town).calls)
    write(qtbot, "s")
    assert f"Han contestado 1 de {count}." in seen(part)


def test_the_blank_sheet_is_among_the_documents(part, qtbot):
    window = part.window()
    assert isinstance(window, Shell)
    push(qtbot, part, "Imprimir hoja de llamadas")
    assert window.page_id == "documents"

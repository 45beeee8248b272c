"""What is typed and not stored yet: the foot of the window tells it, and nothing of it is lost."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core import store
from core.calendar import records as calendar
from core.calendar.model import CalendarItem
from core.plan import records as plan_records
from core.plan.things import Objective
from core.roster import records
from core.roster.model import Contact
from core.store import Topic, preferences
from desktop.forms.controls import value_of
from desktop.services import Services
from desktop.shell.status import StatusStrip
from desktop.shell.toast import Toast
from desktop.shell.window import Shell
from tests.desktop import sight
from tests.desktop.hands import (
    Key,
    button,
    buttons,
    here,
    into,
    press,
    push,
    seen,
    type_over,
    value,
)

WRONG = "ana(arroba)medellin.es"


def window(services: Services) -> Shell:
    shell = services.notifier.window()
    assert isinstance(shell, Shell)
    return shell


def strip(services: Services) -> StatusStrip:
    return window(services).findChildren(StatusStrip)[0]


def foot(services: Services) -> str:
    """What the strip says of what is saved."""
    return seen(strip(services))


def card_of(services: Services) -> int:
    """A card of Ana's, on screen."""
    with services.store.change(Topic.ROSTER, label="Ana") as db:
        made = records.add(db, Contact("Ana Ruiz"), services.clock.now())
    services.go("roster", made)
    return made


def mail(services: Services, qtbot: QtBot) -> QLineEdit:
    field = into(qtbot, window(services), "Correo")
    assert isinstance(field, QLineEdit)
    return field


def stored_mail(services: Services, contact_id: int) -> str:
    with services.store.read() as connection:
        contact = records.one(connection, contact_id)
    assert contact is not None
    return contact.email


def leave_it_wrong(services: Services, qtbot: QtBot) -> int:
    """Type an address that cannot be stored into the card of Ana."""
    contact_id = card_of(services)
    mail(services, qtbot)
    type_over(qtbot, WRONG)
    press(qtbot, Key.Key_Tab)
    return contact_id


def comes_back(services: Services, contact_id: int, qtbot: QtBot) -> None:
    """The address is in its field again, and marked with what is wrong with it."""
    services.go("roster", contact_id)
    assert mail(services, qtbot).text() == WRONG
    qtbot.waitUntil(lambda: "tiene un nombre, una arroba" in seen(window(services)))
    assert stored_mail(services, contact_id) == ""


def test_the_foot_says_that_one_types_until_it_is_stored(services, qtbot):
    contact_id = card_of(services)
    qtbot.waitUntil(lambda: "Guardado a las" in foot(services))

    mail(services, qtbot)
    type_over(qtbot, "a")
    assert "Escribiendo…" in foot(services)
    assert "Guardado" not in foot(services)
    assert stored_mail(services, contact_id) == ""

    type_over(qtbot, "ana@medellin.es")
    press(qtbot, Key.Key_Tab)
    assert stored_mail(services, contact_id) == "ana@medellin.es"
    qtbot.waitUntil(lambda: "Guardado a las" in foot(services))


def test_what_is_said_at_the_foot_is_whole_beside_the_way_to_what_is_not_saved(services, qtbot):
    leave_it_wrong(services, qtbot)
    qtbot.waitUntil(lambda: "Hay algo sin guardar" in foot(services))

    services.notifier.undoable("Deshecho: cambiar Que las personas mayores reciban los avisos")

    shell = window(services)
    toast = next(item for item in shell.findChildren(Toast) if item.isVisible())
    there = button(strip(services), "Ir allí")
    QApplication.processEvents()
    assert sight.faults(shell, [toast, *toast.findChildren(QWidget)]) == []
    assert not toast.geometry().intersects(QRect(there.mapTo(shell, QPoint()), there.size()))
    assert toast.width() > shell.width() / 3


def test_what_is_said_at_the_foot_leaves_what_is_not_saved_to_be_read(services, qtbot):
    shell, pages = window(services), "Calendario, Crisis, Menciones, Plan, Directorio, Ajustes"
    strip(services).show_typed(typing=False, drafts=True, where=pages)
    QApplication.processEvents()

    services.notifier.toast("Lo hecho en un incidente queda en su diario.")

    toast = next(item for item in shell.findChildren(Toast) if item.isVisible())
    words = next(item for item in strip(services).findChildren(QLabel) if pages in item.text())
    assert not toast.geometry().intersects(QRect(words.mapTo(shell, QPoint()), words.size()))


def test_the_foot_does_not_call_saved_what_is_wrong(services, qtbot):
    contact_id = leave_it_wrong(services, qtbot)

    assert "Hay algo sin guardar" in foot(services)
    mail(services, qtbot)
    type_over(qtbot, "ana@medellin.es")
    press(qtbot, Key.Key_Tab)

    qtbot.waitUntil(lambda: "Guardado a las" in foot(services))
    assert stored_mail(services, contact_id) == "ana@medellin.es"


def test_what_is_wrong_is_in_its_field_again_after_closing_which_asks_nothing(
    start, medellin, asker, qtbot
):
    program = start(medellin)
    assert program.services is not None
    contact_id = leave_it_wrong(program.services, qtbot)
    assert program.window is not None
    program.window.close()
    program.close()
    assert asker.asked == []

    again = start(medellin).services
    assert again is not None
    comes_back(again, contact_id, qtbot)


def test_after_a_start_the_foot_says_on_which_page_something_waits_that_no_field_shows(
    start, medellin, qtbot
):
    program = start(medellin)
    assert program.services is not None
    contact_id = leave_it_wrong(program.services, qtbot)
    program.close()

    again = start(medellin, page="plan").services

    assert again is not None
    assert "Hay algo sin guardar, en Directorio" in foot(again)
    again.go("roster", contact_id)
    mail(again, qtbot)
    type_over(qtbot, "ana@medellin.es")
    press(qtbot, Key.Key_Tab)
    qtbot.waitUntil(lambda: "Guardado a las" in foot(again))


def test_the_foot_leads_to_the_field_that_holds_it_after_a_start_too(start, medellin, qtbot):
    program = start(medellin)
    assert program.services is not None
    leave_it_wrong(program.services, qtbot)
    program.services.go("plan")
    push(qtbot, strip(program.services), "Ir allí")
    assert here() is mail(program.services, qtbot)
    program.close()

    again = start(medellin, page="plan").services
    assert again is not None
    push(qtbot, strip(again), "Ir allí")

    field = here()
    assert field.accessibleName() == "Correo"
    assert field.text() == WRONG
    assert "Nadie ha verificado todavía esta ficha" in seen(window(again))
    type_over(qtbot, "ana@medellin.es")
    press(qtbot, Key.Key_Tab)
    qtbot.waitUntil(lambda: "Guardado a las" in foot(again))
    assert not [made for made in buttons(strip(again)) if made.text() == "Ir allí"]


def test_the_foot_leads_to_the_step_of_the_plan_that_holds_it(start, medellin, clock):
    first = store.open_store(medellin, clock)
    with first.change(Topic.PLAN, label="Web") as db:
        web = plan_records.add(db, Objective("Que se sepa antes"))
        preferences.keep(db, f"objective.title:{web}", '"Que se sepa antes en el bar"')
        preferences.keep(db, "objective.title:999", '"Nada"')
    first.close()

    services = start(medellin, page="roster").services

    assert services is not None
    assert "Hay algo sin guardar, en Plan" in foot(services)
    button(strip(services), "Ir allí").click()
    assert window(services).page_id == "plan"
    assert window(services).isAncestorOf(here())
    assert value_of(here()) == "Que se sepa antes en el bar"


def test_the_foot_leads_to_the_item_of_the_calendar_that_holds_it(start, medellin, clock):
    first = store.open_store(medellin, clock)
    with first.change(Topic.CALENDAR) as db:
        item = calendar.add(db, CalendarItem("Corte de agua", day=clock.today()))
        preferences.keep(db, f"calendar_item.hour:{item}", '"25:00"')
        preferences.keep(db, "calendar_text.text:(999, None, 'es')", '"De nada"')
    first.close()

    services = start(medellin, page="plan").services

    assert services is not None
    assert "Hay algo sin guardar, en Calendario" in foot(services)
    button(strip(services), "Ir allí").click()
    assert window(services).page_id == "calendar"
    assert value(window(services), "Hora") == "25:00"
    with services.store.change(Topic.CALENDAR) as db:
        calendar.delete(db, item)
    services.notifier.unsaved.keep_in(services.store)
    assert "sin guardar" not in foot(services)


def test_the_foot_goes_on_naming_a_page_that_was_visited_and_left(services, qtbot):
    contact_id = leave_it_wrong(services, qtbot)
    assert "Hay algo sin guardar, en Directorio" in foot(services)

    services.go("plan")

    assert "Hay algo sin guardar, en Directorio" in foot(services)
    comes_back(services, contact_id, qtbot)


def test_a_draft_of_what_is_gone_troubles_nobody_at_the_next_start(start, medellin, clock):
    first = store.open_store(medellin, clock)
    with first.change(Topic.ROSTER) as db:
        preferences.keep(db, "contact.email:999", '"ana@mede"')
        preferences.keep(db, "log-line:999", '"Avisa el bar"')
    first.close()

    services = start(medellin).services

    assert services is not None
    assert "Todo está guardado" in foot(services)


def test_what_is_wrong_outlives_a_change_of_language(program, services, qtbot):
    contact_id = leave_it_wrong(services, qtbot)

    program.language_changed()

    assert program.services is not None
    comes_back(program.services, contact_id, qtbot)


def test_a_damaged_draft_costs_that_draft_and_no_more(start, medellin, clock, qtbot):
    first = store.open_store(medellin, clock)
    with first.change(Topic.ROSTER) as db:
        contact_id = records.add(db, Contact("Ana Ruiz", email="ana@medellin.es"), clock.now())
        preferences.keep(db, f"contact.email:{contact_id}", '"ana@mede')
    first.close()

    services = start(medellin).services

    assert services is not None
    services.go("roster", contact_id)
    assert mail(services, qtbot).text() == "ana@medellin.es"


def test_what_was_typed_into_a_card_that_was_deleted_troubles_nobody(services, qtbot):
    leave_it_wrong(services, qtbot)
    assert "Hay algo sin guardar" in foot(services)

    push(qtbot, window(services), "Borrar contacto")

    qtbot.waitUntil(lambda: "Guardado a las" in foot(services))


def test_what_was_mended_does_not_come_back(start, medellin, qtbot):
    program = start(medellin)
    assert program.services is not None
    contact_id = leave_it_wrong(program.services, qtbot)
    mail(program.services, qtbot)
    type_over(qtbot, "ana@medellin.es")
    program.close()

    again = start(medellin).services
    assert again is not None
    again.go("roster", contact_id)
    assert mail(again, qtbot).text() == "ana@medellin.es"

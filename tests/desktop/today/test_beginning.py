"""The first Hoy of a new town: three things to begin with, and the rest when they are done."""

from dataclasses import replace

from core import catalogue
from core.mentions.records import sources
from core.roster import records
from core.roster.model import Phone
from core.store import Topic
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.lists.row_button import RowButton
from tests.core.crisis.clerk import sit_down
from tests.desktop.hands import Key, here, labels, press, push, settled

PHONES = "Apuntar los teléfonos de las 7 personas que actúan en una crisis"
SOURCES = "Decidir sobre 3 fuentes propuestas"
NOTEBOOK = "Imprimir el cuaderno de crisis"


def rows(shell: Shell) -> list[str]:
    page = shell.page("today")
    assert page is not None
    return [row.text() for row in page.findChildren(RowButton) if row.isVisible()]


def type_phones(services: Services) -> None:
    with services.store.change(Topic.ROSTER) as db:
        for contact in records.everyone(db.conn):
            if contact.hats:
                called = replace(contact, phones=(Phone("600 000 000"),), suggested="")
                records.replace(db, called, services.clock.now())


def test_a_new_town_begins_with_three_things_and_the_rest_unfolds(shell, services, qtbot):
    qtbot.waitUntil(lambda: rows(shell) == [PHONES, SOURCES, NOTEBOOK])
    assert "Empezar por aquí" in labels(shell)
    assert "3 cosas, 26 min en total; lo demás puede esperar" in labels(shell)
    assert "Esta semana" not in labels(shell)
    asides = [row.accessibleDescription() for row in shell.findChildren(RowButton)]
    assert all(" min" in told for told in asides)

    # The keyboard is on the first; the rest is one key away.
    settled(qtbot, services)
    assert here().accessibleName() == PHONES
    push(qtbot, shell, "Ver 7 más")

    assert "Esta semana" in labels(shell)
    assert "Mirar 59 propuestas del plan" in rows(shell)
    assert len(set(rows(shell))) == len(rows(shell))


def test_the_first_of_them_leads_to_the_first_phone_that_is_missing(shell, services, qtbot):
    qtbot.waitUntil(lambda: rows(shell)[:1] == [PHONES])
    settled(qtbot, services)

    press(qtbot, Key.Key_Return)

    assert shell.page_id == "roster"


def test_what_is_done_goes_and_then_hoy_is_the_ordinary_one(shell, services, qtbot):
    type_phones(services)
    qtbot.waitUntil(lambda: rows(shell) == [SOURCES, NOTEBOOK])
    with services.store.change(Topic.SOURCES) as db:
        for source in sources.everything(db.conn):
            sources.save(db, replace(source, suggested="", enabled=True))
    qtbot.waitUntil(lambda: rows(shell) == [NOTEBOOK])
    assert "Empezar por aquí" in labels(shell)

    with services.store.read() as connection:
        notebook = catalogue.prepare(connection, "crisis-notebook", "es", services.clock.today())
    catalogue.remember(services.store, "crisis-notebook", notebook, "paper")

    qtbot.waitUntil(lambda: "Esta semana" in labels(shell))
    assert "Empezar por aquí" not in labels(shell)


def test_a_town_that_has_had_an_incident_is_no_new_one(shell, services, qtbot):
    sit_down(services.store)

    qtbot.waitUntil(lambda: "Esta semana" in labels(shell))
    assert "Empezar por aquí" not in labels(shell)

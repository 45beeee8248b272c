"""The handover: what is open and due, who can get in, where the copies are, whom to call."""

from datetime import date, time, timedelta

import pytest

from core.calendar import records
from core.calendar.model import CalendarItem, ItemState
from core.documents import render, validate
from core.documents.model import BlankRows, Bullets, Heading, Table
from core.documents.preview import page_count
from core.documents.rich import plain
from core.documents.tree import texts
from core.i18n import language
from core.plan import records as plan_records
from core.plan.kinds import AccountKind
from core.plan.things import Account, Person
from core.reports.handover import handover
from core.roster import records as roster
from core.roster.model import Contact, Phone
from core.store import Topic, backup, open_store
from tests.core import towns
from tests.core.crisis.paper import aftermath
from tests.core.crisis.paper.gate import words

TODAY = date(2026, 11, 29)


def sheet(store, code="es"):
    with language(code), store.read() as connection:
        return handover(connection, code, TODAY)


def said(store):
    return list(texts(sheet(store)))


def add(store, *items):
    with store.change(Topic.CALENDAR) as db:
        for item in items:
            records.add(db, item)


@pytest.mark.parametrize("code", ["es", "en"])
def test_of_a_town_without_anything_it_is_valid_and_says_so(store, code):
    made = sheet(store, code)

    assert validate.problems(made) == []
    assert page_count(render.render(made, ".pdf")) <= 2


def test_what_a_new_town_has_not_written_down_has_its_lines(store):
    blocks = sheet(store).blocks
    ruled = [blocks[at - 1] for at, block in enumerate(blocks) if isinstance(block, BlankRows)]
    told = [words(block) for block in ruled]

    assert told == [
        "Nada apuntado.",
        "Nada apuntado.",
        "No se ha guardado ninguna cuenta en el plan.",
    ]
    assert "Alcaldía" in words(blocks[-1])


@pytest.mark.parametrize("code", ["es", "en"])
def test_of_the_example_town_it_is_valid_on_two_pages(papers, code):
    assert validate.problems(papers.made("handover", code)) == []
    assert page_count(papers.printed("handover", code)) == 2


LONG = " de la Mancomunidad de Municipios de la Comarca de Tierra de Barros" * 2


def test_long_names_leave_it_short_with_everybody_to_call(file, clock):
    town = open_store(file, clock)
    with town.change(Topic.PLAN, Topic.ROSTER, Topic.CALENDAR, undoable=False) as db:
        for change in (
            "contact SET name = name || ?1, organisation = organisation || ?1, post = post || ?1",
            "person SET label = label || ?1",
            "account SET title = title || ?1, owner = owner || ?1",
            "calendar_item SET title = title || ?1",
        ):
            db.conn.execute(f"UPDATE {change}", [LONG])

    made = sheet(town)
    told = list(texts(made))
    town.close()

    assert page_count(render.render(made, ".pdf")) == 2
    assert any(text.startswith("María Gómez Ruiz de la") and "…" in text for text in told)
    assert sum(text.startswith("Y ") and "más, hasta el" in text for text in told) == 1
    assert "600 00 00 10" in told


def test_numbers_that_nobody_can_dial_leave_it_on_two_pages_without_a_title_above_a_title(
    file, clock
):
    town = open_store(file, clock)
    with town.change(Topic.ROSTER, undoable=False) as db:
        db.conn.execute("UPDATE contact SET name = name || ?1, post = post || ?1", [LONG])
        db.conn.execute("UPDATE contact_phone SET number = number || ' ' || ?", ["9" * 60])

    made = sheet(town)
    town.close()

    assert page_count(render.render(made, ".pdf")) == 2
    pairs = zip(made.blocks, made.blocks[1:], strict=False)
    assert not [pair for pair in pairs if all(isinstance(block, Heading) for block in pair)]


def test_what_is_due_has_its_day_and_who_sees_to_it(store):
    with store.change(Topic.PLAN) as db:
        owner = plan_records.add(db, Person("Comunicación"))
    item = CalendarItem("Becas", day=TODAY, hour=time(9), state=ItemState.READY, owner_id=owner)
    late = TODAY + timedelta(days=28)
    add(
        store,
        item,
        CalendarItem("Más tarde", day=late),
        CalendarItem("Ayer", day=date(2026, 11, 28)),
    )

    made = sheet(store)
    due = next(b for b in made.blocks if isinstance(b, Table) and b.columns[0].title == "Día")
    rows = [[plain(cell.lines[0].text) for cell in row] for row in due.rows]

    assert ["dom, 29 nov", "09:00 Becas", "Comunicación"] in rows
    assert not any("Más tarde" in text or "Ayer" in text for text in texts(made))
    assert "1 publicación ha pasado de su día y no consta como publicada." in texts(made)


@pytest.mark.parametrize(
    ("many", "told"), [(1, "1 error en el plan."), (2, "2 errores en el plan.")]
)
def test_errors_of_the_plan_are_open(store, many, told):
    assert not any(text.endswith(told[1:]) for text in said(store))
    with store.change(Topic.PLAN) as db:
        db.conn.execute(
            "UPDATE objective SET target = NULL WHERE id IN"
            " (SELECT id FROM objective WHERE target IS NOT NULL ORDER BY id LIMIT ?)",
            [many],
        )

    assert told in said(store)


def test_what_is_held_is_open(store):
    add(store, *[CalendarItem("Aviso", day=TODAY, state=ItemState.HELD, held_from="ready")] * 2)

    assert "2 publicaciones del calendario están retenidas, por soltar de una en una." in said(
        store
    )


def test_what_a_closed_incident_left_open_is_a_list(file, clock):
    town = open_store(file, clock)
    aftermath.run(town)

    blocks = sheet(town).blocks
    town.close()
    (place,) = [
        number
        for number, block in enumerate(blocks)
        if "se cerró con algo abierto:" in words(block)
    ]
    left = blocks[place + 1]
    assert isinstance(left, Bullets)
    assert any(plain(item).startswith("Quedan 7 llamadas por hacer") for item in left.items)


@pytest.mark.parametrize("held", [True, False])
def test_a_review_is_due_until_it_was_written_down(example_file, tmp_path, clock, held):
    town = open_store(towns.copied(example_file, tmp_path), clock)
    with town.change(Topic.CRISIS, undoable=False) as db:
        db.conn.execute("UPDATE incident SET review_on = '2026-11-20', went_badly = ''")
        db.conn.execute("UPDATE incident SET went_well = ?", ["Se avisó pronto." if held else ""])

    told = said(town)
    town.close()

    assert any(text.startswith("Revisión de «") for text in told) is not held


def test_who_holds_the_credentials_is_named_and_no_password_is(store):
    with store.change(Topic.PLAN, Topic.ROSTER) as db:
        ana = roster.add(db, Contact("Ana Ruiz", phones=(Phone("600 000 001"),)), store.clock.now())
        press = plan_records.add(db, Person("Prensa", contact_id=ana))
        plan_records.add(db, Account("@pueblo", network="instagram", holders=(press,)))
        plan_records.add(db, Account("@olvidada", kind=AccountKind.ABANDONED))
        plan_records.add(db, Account("@de_otro", kind=AccountKind.UNOFFICIAL))

    told = said(store)

    assert "Prensa · Ana Ruiz" in told
    assert told.index("@olvidada") < told.index("No hay nadie anotado")
    assert "@de_otro" not in told
    assert any(text.startswith("Aquí no hay contraseñas") for text in told)


def test_where_the_copies_are(store):
    assert "No se ha encontrado ninguna copia ahí." in said(store)

    folder = backup.folder_of(store.path)
    backup.make(store.path, folder, store.clock)

    told = said(store)
    assert f"El archivo del municipio: {store.path}" in told
    assert f"La carpeta de las copias: {folder}" in told
    assert any(text.startswith("Última copia: ") for text in told)

"""Hoy: who waits, what this week asks for and how long it takes, and how things stand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from pytestqt.qtbot import QtBot

from core import catalogue
from core.calendar import records as calendar_records
from core.calendar.model import CalendarItem, Election, ItemState
from core.crisis.incidents import opening
from core.crisis.incidents.opening import Wish
from core.crisis.log import Hand
from core.mentions.alarms.usual import Usual
from core.mentions.report import Week
from core.plan import records as plan_records
from core.plan import review
from core.plan.electoral import coming
from core.plan.model import Channel, Dismissal, PrivateChannel
from core.roster import records
from core.roster.model import Contact, Hat, Phone
from core.store import Topic
from core.town.model import Town
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.today.agenda import Agenda, Section, in_all, in_words
from desktop.today.aside import Aside
from desktop.today.election import ElectionCard
from desktop.today.matter import Matter, Weight
from desktop.today.model import matters
from desktop.today.next_items import NextItemsCard
from desktop.today.weeks import WeeksCard, WeeksChart
from desktop.widgets.lists.row_button import RowButton
from tests.desktop.hands import button, buttons, here, labels, push, seen, settled, write


def keep_only(services: Services, *contacts: Contact) -> None:
    with services.store.change(Topic.ROSTER) as db:
        for record in records.everyone(db.conn):
            records.delete(db, record.id)
        for record in contacts:
            records.add(db, record, services.clock.now())


def settle_plan(services: Services) -> None:
    """Nothing of the plan waits: suggestions are accepted, findings are lived with."""
    with services.store.change(Topic.PLAN) as db:
        db.execute("DELETE FROM suggestion")
        for finding in review.look(db.conn, services.clock.today()).open:
            plan_records.dismiss(db, Dismissal(finding.key, "Así", services.clock.now()))


def settle_crisis(services: Services) -> None:
    """Nothing would fail today: hats, substitutes, levels, channels, rules, drill."""
    today = services.clock.today()
    with services.store.change(Topic.ROSTER, Topic.PLAN) as db:
        first, second = records.everyone(db.conn)
        hats = tuple(Hat)
        pairs = ((first, second, hats[:3]), (second, first, hats[3:]))
        for contact, other, worn in pairs:
            made = replace(contact, hats=worn, substitute_id=other.id)
            records.replace(db, made, services.clock.now())
        plan = plan_records.load(db.conn)
        for level in plan.levels:
            plan_records.save(db, replace(level, approver_id=plan.people[0].id))
        plan_records.add(db, Channel("Megafonía del coche", offline=True, urgent=True))
        plan_records.add(db, PrivateChannel("Mostrador", address="Plaza, 1"))
        charter = replace(plan.charter, rehearsed_on=today, rules="Respeto", rules_on=today)
        plan_records.save(db, charter)


def print_notebook(services: Services) -> None:
    """It hangs on the wall, as it is now."""
    today = services.clock.today()
    with services.store.read() as connection:
        notebook = catalogue.prepare(connection, "crisis-notebook", "es", today)
    catalogue.remember(services.store, "crisis-notebook", notebook, "paper")


def said(shell: Shell) -> str:
    page = shell.page("today")
    assert page is not None
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return " ".join(words + [button.text() for button in buttons(page)])


class Rebuilt(QObject):
    """Counts how often the rows are made anew."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt calls it
        self.times += event.type() == QEvent.Type.ChildAdded
        return False


def test_what_plan_crisis_and_mentions_ask_for_comes_at_once(shell, services, qtbot):
    settled(qtbot, services)
    rebuilt = Rebuilt()
    shell.findChildren(Agenda)[0].installEventFilter(rebuilt)

    with services.store.change(Topic.PLAN, Topic.CRISIS) as db:
        db.execute("DELETE FROM objective")
        opening.open_incident(db, Wish("poisoned-animals"), Hand(services.clock.now()))
    qtbot.waitUntil(lambda: "Incidente abierto" in said(shell))
    settled(qtbot, services)

    assert rebuilt.times == 1


def test_a_town_in_order_is_told_so(shell, services, qtbot):
    today = services.clock.today()
    ana, luz = (Contact(name, phones=(Phone("112"),), verified_on=today) for name in ("Ana", "Luz"))

    keep_only(services, ana, luz)
    settle_crisis(services)
    settle_plan(services)
    print_notebook(services)

    words = "No tiene nada pendiente"
    qtbot.waitUntil(lambda: words in said(shell))
    assert "Todo al día." in said(shell)
    # What comes next, and what a spare moment is good for.
    assert "Lo próximo" in said(shell)
    # Those of one day are one row.
    assert said(shell).count("Medir «") == 1
    push(qtbot, shell.page("today"), "Hacer hoy un simulacro")
    assert shell.page_id == "crisis"
    shell.go("today")
    keep_only(services, Contact("Luis"))
    qtbot.waitUntil(lambda: words not in said(shell))


def test_the_most_urgent_comes_first_and_its_button_goes_there(shell, services, qtbot):
    today = services.clock.today()
    keep_only(
        services,
        Contact("Ana Ruiz", phones=(Phone("112"),), verified_on=today - timedelta(days=91)),
        Contact("Luis", verified_on=today),
    )
    assert [matter.key for matter in matters(services)] == ["no-phone", "unverified"]

    qtbot.waitUntil(lambda: "Luis" in said(shell))
    shell.go("today")
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Return)

    assert shell.page_id == "roster"


def test_of_proposed_cards_it_is_told_how_many_nobody_can_call(services):
    with services.store.read() as connection:
        without = [record for record in records.everyone(connection) if not record.phones]

    found = {matter.key: matter for matter in matters(services)}

    assert "no-phone" not in found
    assert found["suggested"].line.startswith(f"{len(without)} no tienen teléfono. ")


def test_data_that_nobody_confirmed_for_two_years_is_asked_about(services, clock):
    keep_only(services, Contact("Ana", phones=(Phone("112"),), verified_on=services.clock.today()))
    assert matters(services) == []

    clock.moment += timedelta(days=740)

    assert [matter.key for matter in matters(services)] == ["unverified", "expired"]


def test_a_town_is_not_told_twice_about_what_it_settled(services):
    keep_only(services, Contact("Ana Ruiz"), Contact("Ruiz Ana"))
    assert "duplicates" in [matter.key for matter in matters(services)]
    with services.store.read() as connection:
        number, other = (contact.id for contact in records.everyone(connection))

    with services.store.change(Topic.ROSTER) as db:
        records.keep_apart(db, number, other)

    assert "duplicates" not in [matter.key for matter in matters(services)]


def chores(count: int, weight: Weight) -> tuple[Matter, ...]:
    return tuple(
        Matter(f"{weight}-{n}", f"Cosa {weight}.{n}", "", "Hacer", weight, "roster", minutes=2)
        for n in range(count)
    )


@pytest.fixture
def agenda(qtbot: QtBot) -> Agenda:
    made = Agenda()
    qtbot.addWidget(made)
    made.resize(632, 700)
    made.show_sections(
        [
            Section("Para hoy", "", chores(3, Weight.WAITED_FOR), 2),
            Section("Esta semana", "", chores(7, Weight.DUE), 5),
        ]
    )
    made.show()
    return made


def test_at_most_two_and_five_rows_and_the_rest_unfolds_in_its_place(agenda, qtbot):
    assert len(buttons(agenda)) == 2 + 5 + 1

    push(qtbot, agenda, "Ver 3 más")

    assert len(buttons(agenda)) == 3 + 7
    # The first that was not there before, as it is read.
    assert here().accessibleName() == "Cosa 0.2"


def test_the_row_with_the_keyboard_is_not_folded_away_by_what_is_heard_later(agenda, qtbot):
    button(agenda, "Cosa 2.1").setFocus()
    qtbot.waitUntil(lambda: here().accessibleName() == "Cosa 2.1")

    agenda.show_sections(
        [
            Section("Empiece por aquí", "", chores(3, Weight.WAITED_FOR), 3),
            Section("Esta semana", "", chores(7, Weight.DUE), 0),
        ]
    )

    assert here().accessibleName() == "Cosa 2.1"
    assert button(agenda, "Ver 5 más")


def test_a_row_says_what_stands_at_its_right_and_what_enter_does(agenda):
    heard = button(agenda, "Cosa 2.0").accessibleDescription()
    assert heard == "2 min. Hacer"


def test_a_title_that_is_long_goes_on_in_the_next_line_and_is_not_cut(agenda):
    row = button(agenda, "Cosa 2.0")
    title = "Medir que todo el mundo se entere a tiempo de lo que le afecta"
    long = RowButton(title, "Toca desde el 1 de noviembre.", "Medir")
    assert long.heightForWidth(320) > row.heightForWidth(320)


def test_the_minutes_of_a_week_are_added_up_where_all_of_them_are_known():
    known = chores(3, Weight.DUE)
    assert in_all(known) == "6 min en total"
    assert in_all((*known, replace(known[0], minutes=None))) == "6 min al menos"
    assert in_all(()) == ""
    assert in_words(80) == "1 h 20 min"


@pytest.mark.parametrize(
    ("size", "beside"), [((1366, 768), True), ((1100, 700), True), ((1024, 600), False)]
)
def test_what_stands_at_the_right_falls_below_in_a_narrow_window(
    shell, services, qtbot, size, beside
):
    shell.resize(*size)
    settled(qtbot, services)
    qtbot.waitUntil(lambda: bool(shell.findChildren(Aside)))
    agenda, aside = shell.findChildren(Agenda)[0], shell.findChildren(Aside)[0]
    qtbot.waitUntil(lambda: (aside.x() > agenda.geometry().right()) is beside)
    qtbot.waitUntil(lambda: (aside.y() > agenda.y()) is not beside)


@pytest.fixture
def large(services: Services) -> Iterator[None]:
    """Letters twice as large, which leave no room beside a title."""
    services.theme.apply("light", 200)
    yield
    services.theme.apply("light", 100)


@pytest.mark.usefixtures("large")
def test_the_date_stands_at_the_left_also_where_nothing_stands_beside_it(shell, services, qtbot):
    shell.resize(1366, 768)
    settled(qtbot, services)
    page = shell.page("today")
    assert page is not None
    title = next(label for label in labels_of(page) if label.property("look") == "title")
    agenda = shell.findChildren(Agenda)[0]
    qtbot.waitUntil(lambda: left(title, page) == left(agenda, page))


def labels_of(page: QWidget) -> list[QLabel]:
    return [label for label in page.findChildren(QLabel) if label.isVisible()]


def left(widget: QWidget, page: QWidget) -> int:
    return widget.mapTo(page, widget.rect().topLeft()).x()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 11, 24), ("126", "días hasta la convocatoria electoral")),
        (date(2027, 3, 30), ("55", "días quedan de período electoral")),
        (date(2027, 5, 23), ("1", "día queda de período electoral")),
        (date(2027, 5, 24), None),
    ],
)
def test_the_days_to_the_elections_are_told_half_a_year_before(qtbot, day, told):
    card = ElectionCard(lambda: None, lambda: Town("Medellín"))
    qtbot.addWidget(card)
    card.show_period(coming(day), day)
    assert not card.isVisible() if told is None else card.accessibleName() == " ".join(told)


def test_an_election_that_is_entered_is_counted_too(start, medellin, qtbot):
    program = start(medellin)
    regional = Election("Elecciones autonómicas", date(2026, 11, 10), date(2026, 12, 27))

    with program.services.store.change(Topic.CALENDAR) as db:
        calendar_records.add_election(db, regional)

    qtbot.waitUntil(
        lambda: any("Hasta el 27 de diciembre de 2026" in line for line in labels(program.window))
    )


def test_from_the_days_to_the_elections_one_goes_to_what_may_be_published(start, medellin, qtbot):
    window = start(medellin).window
    qtbot.waitUntil(lambda: any(item.text() == "¿Qué puedo publicar?" for item in buttons(window)))

    push(qtbot, window, "¿Qué puedo publicar?")

    (papers,) = (view for view in window.findChildren(QListView) if view.isVisible())
    qtbot.waitUntil(
        lambda: papers.currentIndex().data() == "Qué se puede publicar en período electoral"
    )


@pytest.mark.parametrize(
    ("typed", "verdict", "why"),
    [
        ("Inauguramos el nuevo parque", "Cámbielo o pregunte antes", "no se inaugura nada"),
        (
            "El parque abre el lunes, de 9 a 21",
            "No se ve nada que lo impida",
            "a qué hora funciona",
        ),
        ("Campaña de imagen: de 9 a 21", "Cámbielo o pregunte antes", "Ley 8/2013 de Extremadura"),
    ],
)
def test_a_text_is_tried_on_hoy_before_the_election(start, medellin, qtbot, typed, verdict, why):
    window = start(medellin).window
    qtbot.waitUntil(lambda: any(item.text() == "Probar un texto" for item in buttons(window)))

    push(qtbot, window, "Probar un texto")
    assert here().accessibleName() == "Texto"
    write(qtbot, typed)

    qtbot.waitUntil(lambda: verdict in labels(window))
    assert any(why in line for line in labels(window))
    push(qtbot, window, "Cerrar la prueba")
    assert verdict not in labels(window)


@pytest.mark.usefixtures("madrid")
def test_what_is_published_next_is_told_with_its_day_and_hour(shell, services, qtbot):
    today, tomorrow = services.clock.today(), services.clock.today() + timedelta(days=1)
    planned = (
        ("Ya ha salido", today, time(9)),
        ("Corte de agua", today, time(18)),
        ("Orden del Pleno", tomorrow, time(10, 30)),
        ("Día del Libro", tomorrow, None),
        ("Fiestas", today + timedelta(days=9), None),
    )
    with services.store.change(Topic.CALENDAR, label="preparar") as db:
        for title, day, hour in planned:
            item = CalendarItem(title, day=day, hour=hour, state=ItemState.READY)
            calendar_records.add(db, item)
    shell.go("today")
    page = shell.page("today")
    assert page is not None

    def card() -> str:
        return " ".join(" ".join(map(seen, page.findChildren(NextItemsCard))).split())

    for words in ("hoy, 18:00 Corte de agua", "mié, 25 nov, 10:30 Orden del Pleno"):
        qtbot.waitUntil(lambda words=words: words in card())
    assert not any(title in card() for title in ("Ya ha salido", "Fiestas"))
    push(qtbot, page, "Ver el calendario")
    assert shell.page_id == "calendar"


def test_the_weeks_are_said_against_the_usual_in_words_and_to_screen_readers(qtbot):
    monday = date(2026, 11, 23)
    weeks = [
        Week(monday - timedelta(weeks=back), monday, 3, 3, Usual(3.0, 1, 5)) for back in (2, 1)
    ]
    card = WeeksCard(lambda: None)
    qtbot.addWidget(card)
    card.show_weeks([])
    assert not card.isVisible()

    said = {}
    for mentions, usual in ((13, Usual(3.0, 1, 5)), (3, Usual(3.0, 1, 5)), (2, None)):
        card.show_weeks([*weeks, Week(monday, monday, mentions, mentions, usual)])
        words = [label.text() for label in card.findChildren(QLabel)]
        said[mentions] = words[1]

    assert words[0] == "Menciones, 3 semanas"
    assert said == {
        13: "13 esta semana; lo normal es entre 1 y 5.",
        3: "3 esta semana, como siempre.",
        2: "2 esta semana; aún no se sabe qué es lo normal.",
    }
    chart = card.findChildren(WeeksChart)[0]
    assert chart.accessibleDescription() == "9 nov: 3, 16 nov: 3, 23 nov: 2"

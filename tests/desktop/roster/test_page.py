"""Directorio as a person uses it: list, card, filters, undo; by keyboard."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QStyleOptionViewItem,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from core.roster import records
from core.roster.model import Contact, Group, Phone
from core.store import Topic
from desktop.roster.editor import ContactEditor
from desktop.roster.model import NAME, PHONE, ROLE, VERIFIED
from desktop.roster.page import RosterPage
from desktop.services import Services
from desktop.theme.fonts import WIDE, register_packaged_font
from desktop.theme.theme import current as theme
from desktop.theme.tokens import TITLE_WEIGHT
from tests.desktop.hands import called, here, pick, press, row_menu, take_line, turn_wheel

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier

HOSTILE = "مرحبا שלום 日本 😀🇪🇸 <b>x</b> =cmd|'/c calc'!A1 \u202e {name} %s"


def own(services: Services) -> list[Contact]:
    with services.store.read() as connection:
        return [record for record in records.everyone(connection) if not record.suggested]


def store(services: Services, *contacts: Contact) -> list[int]:
    with services.store.change(Topic.ROSTER, label="preparar") as db:
        return [records.add(db, contact, services.clock.now()) for contact in contacts]


def typed(qtbot: QtBot, text: str) -> None:
    """Type into whatever has the keyboard."""
    qtbot.keyClicks(here(), text)


def field(page: RosterPage, name: str) -> QLineEdit:
    return next(edit for edit in page.findChildren(QLineEdit) if edit.accessibleName() == name)


def test_the_list_shows_the_number_that_is_rung_first(page, services, qtbot):
    def numbers() -> list[str]:
        model = page.table.view.model()
        return [str(model.index(row, 2).data()) for row in range(model.rowCount())]

    store(services, Contact("Ana Ruiz", phones=(Phone("600 00 00 01"), Phone("924 80 00 00"))))

    qtbot.waitUntil(lambda: "600 00 00 01" in numbers())
    assert "924 80 00 00" not in numbers()


def test_ten_contacts_by_keyboard_alone_and_every_step_undone_and_redone(
    page, shell, services, qtbot
):
    for number in range(10):
        qtbot.keyClick(shell, Key.Key_N, CTRL)
        typed(qtbot, f"Persona {number}")
        press(qtbot, Key.Key_Tab, Key.Key_Tab)
        typed(qtbot, f"60000000{number}")
        press(qtbot, Key.Key_Tab)
    complete = own(services)
    assert [contact.name for contact in complete] == [f"Persona {number}" for number in range(10)]
    assert complete[3].phones == (Phone("600 00 00 03"),)

    while services.store.journal.next_undo() is not None:
        shell.undo()
    assert own(services) == []
    while services.store.journal.next_redo() is not None:
        shell.redo()
    assert own(services) == complete


def test_the_wheel_scrolls_past_every_choice_of_a_card_and_changes_none(page, services, qtbot):
    store(services, Contact("Ana Ruiz", phones=(Phone("600 00 00 01"),)))
    qtbot.waitUntil(lambda: "Ana Ruiz" in [contact.name for contact in own(services)])
    combos = [box for box in page.findChildren(QComboBox) if box.isVisible() and box.count() > 1]
    before = [box.currentIndex() for box in combos]
    page.setFocus()

    for combo in combos:
        for scrolled in page.findChildren(QScrollArea):
            if scrolled.isAncestorOf(combo):
                scrolled.ensureWidgetVisible(combo)
        turn_wheel(combo, -120)

    assert len(combos) >= 3
    assert [box.currentIndex() for box in combos] == before


def test_a_wrong_phone_says_why_and_stays_in_its_field(page, services, qtbot):
    (ana,) = store(services, Contact("Ana", phones=(Phone("112"),)))
    page.refresh()
    page.show_target(ana)
    phone = field(page, "Teléfono 1")
    phone.setFocus()
    phone.selectAll()

    qtbot.keyClicks(phone, "9248")
    qtbot.keyClick(phone, Key.Key_Tab)
    qtbot.waitUntil(lambda: "9248" not in str(own(services)) and phone.text() == "9248")

    page.show_target(ana)
    assert field(page, "Teléfono 1").text() == "9248"
    assert own(services)[0].phones == (Phone("112"),)


def test_changing_a_suggestion_makes_it_yours(page, services, qtbot):
    with services.store.read() as connection:
        card = next(record for record in records.everyone(connection) if not record.phones)
    page.show_target(card.id)
    phone = field(page, "Teléfono 1")
    phone.setFocus()

    qtbot.keyClicks(phone, "924 800 000")
    qtbot.keyClick(phone, Key.Key_Tab)

    qtbot.waitUntil(lambda: len(own(services)) == 1)
    assert own(services)[0].phones == (Phone("924 80 00 00"),)


def test_delete_takes_the_selected_card_and_undo_brings_it_back(page, shell, services, qtbot):
    ana, _luis = store(services, Contact("Ana"), Contact("Luis"))
    page.refresh()
    page.show_target("no-phone")

    page.show_target(ana)
    page.table.view.setFocus()
    press(qtbot, Key.Key_Delete)
    assert [contact.name for contact in own(services)] == ["Luis"]
    qtbot.keyClick(shell, Key.Key_Z, CTRL)

    assert [contact.name for contact in own(services)] == ["Ana", "Luis"]


def test_after_a_delete_its_neighbour_is_chosen(page, services, qtbot):
    # After all that the program proposes.
    people = ["Zacarías", "Zaida", "Zenón", "Zoe", "Zulema"]
    _first, second, _third, _fourth, last = store(services, *map(Contact, people))
    page.refresh()
    page.show_target("all")

    def is_chosen_once_deleted(name: str) -> None:
        page.take_keyboard()
        press(qtbot, Key.Key_Delete)
        qtbot.waitUntil(lambda: field(page, "Nombre").text() == name)
        assert page.table.view.hasFocus()

    page.table.select(second)
    is_chosen_once_deleted("Zenón")
    is_chosen_once_deleted("Zoe")
    page.table.select(last)
    is_chosen_once_deleted("Zoe")
    assert [contact.name for contact in own(services)] == ["Zacarías", "Zoe"]


def test_the_search_finds_by_any_word_without_accents(page, shell, services, qtbot):
    store(
        services,
        Contact("Antonio Núñez", post="Secretario", phones=(Phone("611 22 33 44"),)),
        Contact("Ana Ruiz"),
    )
    page.refresh()
    page.show_target("all")

    for words in ("nunez", "secre anto", "611223344", "611 22"):
        qtbot.keyClick(shell, Key.Key_F, CTRL)
        here().clear()
        typed(qtbot, words)
        press(qtbot, Key.Key_Return)
        assert page.table.shown_keys() == [own(services)[0].id], words


def test_filters_by_state_and_group(page, services):
    today = services.clock.today()
    store(
        services,
        Contact("Ana", groups=(Group.MEDIA,), phones=(Phone("112"),), verified_on=today),
        Contact("Luis", phones=(Phone("112"),)),
        Contact("Eva", verified_on=today),
    )
    page.refresh()
    names = {contact.id: contact.name for contact in own(services)}

    def listed(state: str) -> list[str]:
        page.show_target(state)
        return [names[key] for key in page.table.shown_keys() if key in names]

    assert listed("all") == ["Ana", "Eva", "Luis"]
    assert listed("unverified") == ["Luis"]
    assert listed("no-phone") == ["Eva"]
    assert listed("suggested") == []


def test_hostile_text_in_every_field_is_kept_and_shown_as_it_is(page, services, qtbot):
    (ana,) = store(services, Contact("Ana"))
    page.refresh()
    page.show_target(ana)

    for name in ("Nombre", "Cargo", "Entidad", "Horario"):
        edit = field(page, name)
        edit.setFocus()
        edit.selectAll()
        edit.insert(HOSTILE)
        edit.textEdited.emit(edit.text())
    for edit in page.findChildren(QPlainTextEdit):
        edit.setFocus()
        edit.setPlainText(HOSTILE)
    page.setFocus()

    kept = own(services)[0]
    lines = HOSTILE.replace("\u202e", "")
    assert {kept.note, kept.purpose, kept.legal_basis} == {lines}
    one_line = lines.replace("  ", " ")
    assert {kept.name, kept.post, kept.organisation, kept.available} == {one_line}


def test_a_name_of_ten_thousand_letters_says_how_many_fit(page, services, qtbot):
    (ana,) = store(services, Contact("Ana"))
    page.refresh()
    page.show_target(ana)
    name = field(page, "Nombre")
    name.setFocus()
    name.setText("ñ" * 10_000)
    name.textEdited.emit(name.text())

    qtbot.keyClick(name, Key.Key_Tab)

    assert own(services)[0].name == "Ana"
    assert len(name.text()) == 10_000
    assert "10000" in name.accessibleDescription().replace(".", "")


def test_nobody_is_their_own_substitute(page, services):
    (ana,) = store(services, Contact("Ana"))
    page.refresh()
    page.show_target(ana)
    boxes = page.findChild(ContactEditor).findChildren(QComboBox)
    combo = next(box for box in boxes if box.accessibleName() == "Sustituto")

    combo.setCurrentIndex(combo.findData(ana))
    combo.activated.emit(combo.currentIndex())

    assert own(services)[0].substitute_id is None
    assert combo.accessibleDescription().startswith("Nadie")


def test_what_another_window_changes_shows_without_losing_what_is_typed(page, services, qtbot):
    ana, luis = store(services, Contact("Ana"), Contact("Luis"))
    page.refresh()
    page.show_target(ana)
    name = field(page, "Nombre")
    name.setFocus()
    qtbot.keyClick(name, Key.Key_End)
    qtbot.keyClicks(name, " R")

    with services.store.change(Topic.ROSTER) as db:
        other = replace(own(services)[1], name="Luisa")
        records.replace(db, other, services.clock.now())

    def listed() -> list[str]:
        model = page.table.view.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    qtbot.waitUntil(lambda: "Luisa" in listed())
    assert name.text() == "Ana R"
    qtbot.keyClick(name, Key.Key_Tab)
    assert [contact.name for contact in own(services)] == ["Ana R", "Luisa"]
    assert luis


def test_a_killed_window_loses_at_most_the_field_being_typed(
    page, services, qtbot, medellin, start
):
    (ana,) = store(services, Contact("Ana"))
    page.refresh()
    page.show_target(ana)
    post = field(page, "Cargo")
    post.setFocus()
    qtbot.keyClicks(post, "Alcaldesa")
    qtbot.keyClick(post, Key.Key_Tab)
    qtbot.keyClicks(here(), "Ayunta")

    copy = medellin.with_name("tras el corte.pregon")
    for ending in ("", "-wal"):
        source = medellin.with_name(medellin.name + ending)
        copy.with_name(copy.name + ending).write_bytes(source.read_bytes())
    after = start(copy)

    assert after.services is not None
    (kept,) = own(after.services)
    assert (kept.post, kept.organisation) == ("Alcaldesa", "")


def test_another_phone_can_be_put_first(page, services, qtbot):
    phones = (Phone("924 80 00 00"), Phone("600 00 00 01", "móvil"))
    (ana,) = store(services, Contact("Ana", phones=phones))
    page.refresh()
    page.show_target(ana)

    more = called(page, "Más para el teléfono 2")
    assert isinstance(more, QToolButton)
    take_line(more.menu(), "Poner el teléfono 2 el primero")
    page.setFocus()

    qtbot.waitUntil(lambda: own(services)[0].phones == phones[::-1])


@pytest.fixture
def wide_letters() -> Iterator[None]:
    register_packaged_font(WIDE)
    theme().apply("light", 100)
    yield
    register_packaged_font()
    theme().apply("light", 100)


def test_no_number_is_cut_in_wide_letters_and_a_small_window_leaves_no_trace(
    page, services, wide_letters, qtbot
):
    ana = Contact("Ana Belén Torres García", post="Arquitecta técnica municipal")
    store(services, replace(ana, phones=(Phone("+34 600 000 000"),)))
    view = page.table.view
    qtbot.waitUntil(lambda: ana.name in names(page) and view.sizeHintForColumn(PHONE) > 100)
    before = page.table.widths()

    def whole() -> bool:
        return all(
            view.columnWidth(column) >= view.sizeHintForColumn(column)
            for column in (PHONE, VERIFIED)
        )

    qtbot.waitUntil(whole)
    page.window().resize(1024, 600)
    qtbot.waitUntil(lambda: page.table.widths() != before)
    assert whole()
    page.window().resize(1366, 768)
    qtbot.waitUntil(lambda: page.table.widths() == before)
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("letters", ["usual", "wide"])
def test_names_are_whole_in_a_small_window_and_it_is_the_post_that_gives_way(
    letters, page, services, request, qtbot
):
    if letters == "wide":
        request.getfixturevalue("wide_letters")
    phones = (Phone("600 00 00 01"),)
    store(
        services,
        Contact("Ana Belén Torres Gallego", post="Farmacéutica de salud pública", phones=phones),
        Contact("Puesto de la Guardia Civil"),
    )
    view = page.table.view
    qtbot.waitUntil(lambda: "Ana Belén Torres Gallego" in names(page))

    def lines(name: str) -> int:
        metrics = QFontMetrics(bold(view.font()))
        room = view.columnWidth(NAME) - 2 * theme().px(12) - 6
        box = QRect(0, 0, room, 1000)
        return (
            metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, name).height() // metrics.height()
        )

    page.window().resize(1024, 600)
    qtbot.waitUntil(lambda: view.isColumnHidden(ROLE), timeout=5000)

    assert not view.isColumnHidden(PHONE)
    assert view.horizontalScrollBar().maximum() == 0
    assert max(lines(name) for name in names(page)) <= 2
    page.window().resize(1900, 768)
    qtbot.waitUntil(lambda: not view.isColumnHidden(ROLE), timeout=5000)
    assert max(lines(name) for name in names(page)) <= 2


def test_the_post_is_whole_in_two_lines_beside_the_card(page, services, qtbot):
    post = "Arquitecto técnico municipal · Ayuntamiento de Valdehierro"
    phones = (Phone("600 00 00 01"),)
    [ana] = store(
        services,
        Contact(
            "Ana Belén Torres Gallego",
            post="Arquitecto técnico municipal",
            organisation="Ayuntamiento de Valdehierro",
            phones=phones,
        ),
    )
    view = page.table.view
    page.window().resize(1366, 768)

    def needed() -> int:
        room = QRect(0, 0, view.columnWidth(ROLE) - 2 * theme().px(12) - 6, 1000)
        return view.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, post).height()

    qtbot.waitUntil(lambda: page.table.select(ana))
    row = names(page).index("Ana Belén Torres Gallego")
    qtbot.waitUntil(lambda: not view.isColumnHidden(ROLE) and needed() <= view.rowHeight(row))
    option = QStyleOptionViewItem()
    index = view.model().index(row, ROLE)
    assert index.data() == post
    view.itemDelegateForIndex(index).initStyleOption(option, index)
    assert option.features & QStyleOptionViewItem.ViewItemFeature.WrapText
    # Nor is a number cut for it.
    number = field(page, "Teléfono 1")
    qtbot.waitUntil(lambda: number.width() > number.fontMetrics().horizontalAdvance(number.text()))


def bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight(TITLE_WEIGHT))
    return made


def names(page: RosterPage) -> list[str]:
    model = page.table.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def chips(page: RosterPage) -> list[str]:
    return [button.text() for button in page.findChildren(QRadioButton) if button.isVisible()]


def seen_row(page: RosterPage) -> str:
    """The name in the selected row, if that row is in view."""
    view = page.table.view
    index = view.currentIndex().siblingAtColumn(0)
    inside = view.viewport().rect().contains(view.visualRect(index))
    return str(index.data()) if inside else ""


def test_enter_on_a_card_begins_with_its_name(page, services, qtbot):
    [ana] = store(services, Contact("Ana"))
    qtbot.waitUntil(lambda: page.table.select(ana))
    page.records.take_keyboard()

    press(qtbot, Key.Key_Return)

    assert here() is field(page, "Nombre")


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("phones", "Teléfono 1"),
        ("substitute_id", "Sustituto"),
        ("email", "Correo"),
        ("name", "Nombre"),
    ],
)
def test_a_card_is_shown_with_the_keyboard_in_the_field_that_is_meant(
    page, services, qtbot, wanted, name
):
    [ana] = store(services, Contact("Ana"))
    qtbot.waitUntil(lambda: page.table.select(ana))

    services.go("roster", (ana, wanted))

    qtbot.waitUntil(lambda: here().accessibleName() == name)


def test_the_counts_follow_what_is_typed_into_a_card(page, services, qtbot):
    proposed = len(cards_without_number(services))
    [ana] = store(services, Contact("Ana"))
    qtbot.waitUntil(lambda: f"Sin teléfono {proposed + 1}" in chips(page))

    services.go("roster", (ana, "phones"))
    typed(qtbot, "600123456")
    press(qtbot, Key.Key_Tab)

    assert f"Sin teléfono {proposed}" in chips(page)


def cards_without_number(services: Services) -> list[str]:
    with services.store.read() as connection:
        return [record.name for record in records.everyone(connection) if not record.phones]


def test_every_card_without_a_number_is_counted_and_listed_as_such_also_a_proposed_one(
    page, services
):
    without = cards_without_number(services)
    assert "Alcaldía" in without

    page.show_target("no-phone")

    assert f"Sin teléfono {len(without)}" in chips(page)
    assert len(page.table.shown_keys()) == len(without)


def test_a_card_that_is_renamed_stays_selected_and_in_view(page, services, qtbot):
    store(services, *(Contact(f"Vecino {number:02}") for number in range(40)))
    [ana] = store(services, Contact("Ana"))
    qtbot.waitUntil(lambda: page.table.select(ana))
    services.go("roster", ana)
    assert seen_row(page) == "Ana"

    field(page, "Nombre").selectAll()
    typed(qtbot, "Zoilo")
    press(qtbot, Key.Key_Tab)

    assert names(page)[-1] == "Zoilo"
    assert seen_row(page) == "Zoilo"


def test_a_card_stays_while_it_is_renamed_to_what_the_search_would_leave_out(page, services, qtbot):
    [ana, _dos] = store(services, Contact("Zoa Uno"), Contact("Zoa Dos"))
    qtbot.waitUntil(lambda: page.table.select(ana))
    qtbot.keyClick(page.window(), Key.Key_F, CTRL)
    typed(qtbot, "zoa")
    press(qtbot, Key.Key_Return)
    page.records.take_keyboard()
    press(qtbot, Key.Key_Return)

    field(page, "Nombre").selectAll()
    typed(qtbot, "Bea")
    press(qtbot, Key.Key_Tab)

    assert sorted(names(page)) == ["Bea", "Zoa Dos"]
    assert seen_row(page) == "Bea"


def test_in_a_narrow_window_a_card_takes_the_page_and_back_leads_to_the_list(page, services, qtbot):
    [ana] = store(services, Contact("Ana"))
    qtbot.waitUntil(lambda: page.table.select(ana))
    page.window().resize(880, 600)
    qtbot.waitUntil(lambda: not field(page, "Nombre").isVisible())
    page.records.take_keyboard()

    press(qtbot, Key.Key_Return)
    assert here() is field(page, "Nombre")
    assert not page.table.isVisible()
    assert not chips(page)

    press(qtbot, Key.Key_Escape)
    assert page.table.view.hasFocus()
    assert chips(page)


def test_the_menu_of_the_list_leads_to_every_view_and_that_of_a_row_deletes(page, services, qtbot):
    [ana, _luis] = store(services, Contact("Ana"), Contact("Luis"))
    qtbot.waitUntil(lambda: page.table.select(ana))

    take_line(row_menu(page.table.view, page.table.view.currentIndex().row()), "Borrar contacto")
    assert [contact.name for contact in own(services)] == ["Luis"]

    for words, seen in (("Verificación mensual", "roster-check"), ("Fichas parecidas", "roster")):
        pick(page, words)
        assert page.help_id() == seen
        assert not page.table.isVisible()
        page.show_target("all")

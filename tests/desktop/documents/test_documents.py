"""Documentos: what can be printed, seen as it comes out, on its way to paper and to files."""

import gc
import subprocess
import sys
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core import catalogue, papers
from core.crisis.scenarios.library import SHIPPED
from core.errors import DocumentTrouble
from core.plan import records as plan_records
from core.roster import records as roster
from core.roster.model import Contact, Phone
from core.store import Topic
from core.town import records as town
from desktop.documents import actions
from desktop.documents.page import DocumentsPage
from desktop.printing import Pages
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.theme.theme import current
from desktop.widgets.banner import Banner
from desktop.widgets.lists.row_button import RowButton
from tests.core.crisis.scenes import set_aside
from tests.desktop.documents.document_hands import button, pane, printed, ready, rows, states, told
from tests.desktop.hands import push, push_soon

KEY = Qt.Key


def test_a_change_of_the_plan_is_seen_in_its_preview(qtbot, page, services):
    page.show_target("rules-of-use")
    ready(qtbot, page, "rules-of-use")
    before = pane(page).made

    with services.store.change(Topic.PLAN) as db:
        charter = plan_records.load(db.conn).charter
        plan_records.save(db, replace(charter, rules="Se escribe con respeto."))

    qtbot.waitUntil(lambda: pane(page).made is not before)
    assert "Se escribe con respeto." in paper_text(page)


def test_the_preview_stays_at_the_head_of_the_paper_while_it_finds_its_room(qtbot, page, shell):
    page.show_target("plan")
    ready(qtbot, page, "plan")
    view = pane(page).view
    before = view.scale

    for wide in (1100, 1900):
        shell.resize(wide, 800)
        qtbot.waitUntil(lambda was=before: view.scale != was)
        before = view.scale

    assert view.verticalScrollBar().value() == 0


def paper_text(page: QWidget) -> str:
    paper = pane(page).made.paper
    return "\n".join(paper.text(item) for item in range(paper.page_count))


def test_coming_back_to_a_paper_does_not_lay_it_out_again(qtbot, page):
    before = pane(page).made
    page.show_target("rules-of-use")
    ready(qtbot, page, "rules-of-use")

    page.show_target("roster")
    ready(qtbot, page)

    assert before is not None
    assert pane(page).made.pdf is before.pdf


def test_of_a_paper_that_changed_nothing_is_held_but_how_it_is_now(qtbot, page, services, people):
    """A roster of two thousand contacts is six megabytes in print, and its tree as much again."""
    change_phone(services, people[0])
    qtbot.waitUntil(lambda: pane(page).made is not None and "600 999 999" in paper_text(page))
    before = weakref.ref(pane(page).made.document)

    change_phone(services, people[-1])
    qtbot.waitUntil(lambda: pane(page).made.document is not before())
    ready(qtbot, page)

    qtbot.waitUntil(lambda: gc.collect() >= 0 and before() is None)


def change_phone(services: Services, contact: Contact) -> None:
    with services.store.change(Topic.ROSTER, label="change") as db:
        roster.replace(db, replace(contact, phones=(Phone("600 999 999"),)), services.clock.now())


def test_the_list_has_every_document_and_says_that_none_was_printed(qtbot, page, services):
    with services.store.read() as connection:
        entries = papers.entries(connection, services.clock.today())
    qtbot.waitUntil(lambda: "Sin imprimir" in told(page))
    assert set(states(page)) == {entry.id for entry in entries}
    assert {state[1:] for state in states(page).values()} == {("", "")}
    spoken = rows(page).currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{entries[0].name}. Directorio"


def test_the_preview_shows_the_first_page_and_how_many_there_are(page):
    made = pane(page).made
    assert made is not None
    assert made.paper.page_count > 2
    assert pane(page).pages.text() == f"Página 1 de {made.paper.page_count}"
    assert made.document.title in pane(page).view.accessibleDescription()


def test_end_goes_to_the_last_page_and_far_pictures_are_dropped(qtbot, page):
    view, made = pane(page).view, pane(page).made
    assert made is not None
    last = made.paper.page_count - 1
    qtbot.keyClick(view, KEY.Key_End)
    qtbot.waitUntil(lambda: last in view.pictured())
    assert view.page == last
    assert 0 not in view.pictured() or last <= 2
    qtbot.keyClick(view, KEY.Key_Home)
    assert view.page == 0


def test_plus_and_minus_change_the_size_and_zero_fits_the_width_again(qtbot, page):
    view = pane(page).view
    fitted = view.scale
    qtbot.keyClicks(view, "+")
    assert view.scale > fitted
    qtbot.keyClicks(view, "--")
    assert view.scale < fitted
    qtbot.keyClicks(view, "0")
    assert view.scale == fitted


def fits(page: QWidget) -> dict[str, bool]:
    """The words for how much of the page is seen, and which of them holds."""
    return {
        item.accessibleName(): item.isChecked()
        for item in pane(page).findChildren(QAbstractButton)
        if item.accessibleName() in ("Ancho", "Página")
    }


def test_a_paper_of_one_page_is_seen_whole_and_others_in_their_width(qtbot, page):
    assert fits(page) == {"Ancho": True, "Página": False}
    page.show_target("activity-log")
    ready(qtbot, page, "activity-log")
    assert fits(page) == {"Ancho": False, "Página": True}
    assert pane(page).view.verticalScrollBar().maximum() == 0

    qtbot.keyClicks(pane(page).view, "+")
    assert fits(page) == {"Ancho": False, "Página": False}
    push(qtbot, pane(page), "Ancho")
    assert fits(page) == {"Ancho": True, "Página": False}


def test_whoever_asks_for_large_letters_gets_no_small_picture_of_a_page(qtbot, page):
    page.window().resize(1366, 768)
    current().apply("light", 150)

    page.show_target("activity-log")
    ready(qtbot, page, "activity-log")

    assert fits(page) == {"Ancho": True, "Página": False}


def test_searching_nunez_finds_nunez_with_its_accents(qtbot, page):
    finder = pane(page).finder
    qtbot.keyClick(page, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert finder.field.hasFocus()
    qtbot.keyClicks(finder.field, "nunez")
    qtbot.keyClick(finder.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: finder.place.text() == "1 de 2")
    qtbot.keyClick(finder.field, KEY.Key_Return)
    assert finder.place.text() == "2 de 2"
    qtbot.keyClick(finder.field, KEY.Key_F3)
    assert finder.place.text() == "1 de 2"


def test_words_that_are_not_there_are_not_found(qtbot, page):
    finder = pane(page).finder
    qtbot.keyClicks(finder.field, "zzz")
    qtbot.waitUntil(lambda: finder.place.text() == "No se encuentra")


def test_printing_hands_the_pdf_to_the_viewer_and_remembers_it(qtbot, page, services, viewer):
    qtbot.keyClick(rows(page), KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Al día" in told(page))
    assert viewer[0].read_bytes().startswith(b"%PDF")
    assert printed(services)["roster", "es"].format == "paper"
    assert "2026, versión 1" in states(page)["roster"][2]


HANDED_ON = """
from desktop.exporting import for_viewer

with for_viewer("Directorio") as path:
    path.write_bytes(b"%PDF")
assert path.exists()
print(path.parents[1])
"""


def test_what_was_handed_to_the_viewer_is_gone_when_the_program_has_ended():
    told = subprocess.run(
        [sys.executable, "-c", HANDED_ON], capture_output=True, text=True, check=True
    )
    assert not Path(told.stdout.strip()).exists()


@pytest.mark.parametrize("last_page", ["today"])
def test_a_changed_phone_makes_the_paper_out_of_date_here_and_in_hoy(
    qtbot, page, services, viewer, people, shell
):
    qtbot.keyClick(rows(page), KEY.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Al día" in told(page))
    page.show_target("rules-of-use")

    change_phone(services, people[-1])

    stale = ("Para imprimir de nuevo", "Anticuado")
    qtbot.waitUntil(lambda: states(page)["roster"][:2] == stale)
    assert next(iter(states(page))) == "roster"
    assert rows(page).selected_key() == "rules-of-use"
    page.show_target("roster")
    assert "Ha cambiado" in told(page)
    qtbot.waitUntil(lambda: pane(page).made is not None and pane(page).made.document.version == 2)
    shell.go("today")
    title = "Imprimir de nuevo «Directorio en A4»"
    today = shell.page("today")
    assert today is not None
    push_soon(qtbot, today, "Ver ")
    qtbot.waitUntil(lambda: title in chores(today))
    assert "cambiado" in chores(today)[title].lower()


def chores(today: QWidget) -> dict[str, str]:
    """The rows of Hoy, also those behind “Ver más”, with what else is said of each."""
    return {row.text(): row.accessibleDescription() for row in today.findChildren(RowButton)}


@pytest.mark.parametrize("last_page", ["today"])
def test_hoy_leads_to_the_document_it_speaks_of(qtbot, page, shell):
    shell.go("today")
    shell.go("documents", "activity-log")
    ready(qtbot, page, "activity-log")
    assert rows(page).selected_key() == "activity-log"


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".odt"])
def test_saving_writes_the_file_and_remembers_it(qtbot, page, services, asker, tmp_path, suffix):
    target = tmp_path / f"directorio{suffix}"
    asker.answers.append(target)
    choose_format(qtbot, page, suffix)
    qtbot.waitUntil(lambda: ("roster", "es") in printed(services))
    assert target.stat().st_size > 1000
    assert printed(services)["roster", "es"].format == suffix.lstrip(".")


def test_the_month_for_the_wall_goes_to_a3_too_and_no_other_paper(
    qtbot, page, services, asker, tmp_path
):
    assert "PDF en A3" not in offered(page)
    page.show_target("calendar-month-2026-12")
    ready(qtbot, page, "calendar-month-2026-12")
    target = tmp_path / "pared.pdf"
    asker.answers.append(target)

    choose_format(qtbot, page, "PDF en A3")

    qtbot.waitUntil(lambda: ("calendar-month-2026-12", "es") in printed(services))
    a3 = QPageSize.size(QPageSize.PageSizeId.A3, QPageSize.Unit.Point)
    first, *_others = Pages(target.read_bytes()).sizes
    assert [round(side) for side in first] == [a3.height(), a3.width()]


def test_what_was_only_saved_is_not_printed_until_somebody_says_so(
    qtbot, page, services, asker, tmp_path, shell
):
    already = page._elsewhere
    assert not already.isVisible()
    asker.answers.append(tmp_path / "directorio.pdf")
    choose_format(qtbot, page, ".pdf")
    qtbot.waitUntil(already.isVisible)
    assert "sin imprimir" in states(page)["roster"][2]

    already.trigger()

    qtbot.waitUntil(lambda: states(page)["roster"][2].startswith("Impreso el"))
    assert not already.isVisible()
    assert printed(services)["roster", "es"].format == "paper"

    button(shell, "Deshacer").click()
    qtbot.waitUntil(lambda: "sin imprimir" in states(page)["roster"][2])
    assert printed(services)["roster", "es"].format == "pdf"


def test_saving_moves_no_button_of_the_page(qtbot, page, asker, tmp_path):
    def places() -> list[tuple[str, QRect]]:
        shown = [item for item in page.findChildren(QPushButton) if item.isVisible()]
        return [(push_button.accessibleName(), push_button.geometry()) for push_button in shown]

    before = places()
    asker.answers.append(tmp_path / "directorio.pdf")
    choose_format(qtbot, page, ".pdf")
    qtbot.waitUntil(lambda: "sin imprimir" in states(page)["roster"][2])
    assert places() == before


@pytest.mark.parametrize("last_page", ["today"])
def test_hoy_does_not_call_a_saved_file_a_paper(qtbot, page, services, people, shell):
    catalogue.print_to(services.store, "roster", "es", services.store.path.parent / "roster.pdf")
    change_phone(services, people[-1])
    shell.go("today")
    today = shell.page("today")
    assert today is not None
    title = "Imprimir «Directorio en A4»"
    push_soon(qtbot, today, "Ver ")
    qtbot.waitUntil(lambda: title in chores(today))
    told = chores(today)[title]
    assert "Guardado como PDF el" in told
    assert "sin imprimir; lo que dice ha cambiado desde entonces" in told


def test_a_folder_that_cannot_be_written_is_said_in_a_banner_and_nothing_is_remembered(
    qtbot, page, services, shell, asker, tmp_path
):
    (tmp_path / "gone").write_text("a file where the folder was")
    asker.answers.append(tmp_path / "gone" / "directorio.pdf")
    choose_format(qtbot, page, ".pdf")
    qtbot.waitUntil(lambda: bool(shell.messages.findChildren(Banner)))
    assert printed(services) == {}


@pytest.mark.parametrize(
    ("paper", "suffix", "told"),
    [
        ("activity-log", ".docx", True),
        ("activity-log", ".pdf", False),
        ("crisis-notebook", ".odt", True),
        ("rules-of-use", ".docx", False),
    ],
)
def test_what_is_to_be_worked_with_on_paper_says_which_file_to_print(
    qtbot, page, services, shell, asker, tmp_path, paper, suffix, told
):
    # Of a notebook with one scenario it is told as of one with eighteen.
    set_aside(services.store, *(text for text in SHIPPED if text != "flood"))
    page.show_target(paper)
    ready(qtbot, page, paper)
    asker.answers.append(tmp_path / f"registro{suffix}")

    choose_format(qtbot, page, suffix)

    qtbot.waitUntil(lambda: "Guardado como «registro" in said_by(shell))
    assert ("Para imprimirlo, use el PDF" in said_by(shell)) is told


def said_by(shell: Shell) -> str:
    return " ".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())


def test_going_back_from_the_question_saves_nothing(qtbot, page, services, asker):
    asker.answers.append(None)
    choose_format(qtbot, page, ".pdf")
    assert not services.jobs.running("save document")
    assert printed(services) == {}


def test_a_pocket_fold_says_how_to_print_it_and_is_only_saved_as_pdf(qtbot, page):
    page.show_target("roster-pocket")
    ready(qtbot, page, "roster-pocket")
    assert pane(page).notices() == ["Imprímalo al 100 %, en horizontal y sin márgenes."]
    assert offered(page) == ["PDF"]


def test_what_paper_cannot_show_is_said_above_the_page(qtbot, page, services, people):
    assert pane(page).notices() == []
    with services.store.change(Topic.ROSTER, label="change") as db:
        roster.replace(db, replace(people[-1], name="Ana 😀"), services.clock.now())
    qtbot.waitUntil(lambda: bool(pane(page).notices()))
    assert "◊" in pane(page).notices()[0]


def test_roster_and_pocket_fold_are_proposed_under_two_names(qtbot, page, asker):
    for entry_id in ("roster", "roster-pocket"):
        page.show_target(entry_id)
        ready(qtbot, page, entry_id)
        asker.answers.append(None)
        choose_format(qtbot, page, ".pdf")
    roster, pocket = asker.suggested
    assert roster == Path("A quién llamar v1.pdf")
    assert pocket == Path("A quién llamar - Para el bolsillo v1.pdf")


def test_the_document_speaks_the_language_that_is_chosen(qtbot, page):
    combo = page.findChild(QComboBox)
    assert combo.currentText() == "Español"
    qtbot.keyClick(combo, KEY.Key_Down)
    qtbot.waitUntil(
        lambda: pane(page).made is not None and pane(page).made.document.language == "en",
    )


def test_a_narrow_page_shows_the_list_or_the_preview(qtbot, page, shell):
    current().apply("light", 200)
    shell.resize(1366, 768)
    qtbot.waitUntil(lambda: not pane(page).isVisible())
    assert states(page)["roster"][2].startswith("Todas las personas")
    rows(page).setFocus()
    qtbot.keyClick(rows(page), KEY.Key_Return)
    assert pane(page).isVisible()
    assert not rows(page).isVisible()
    qtbot.keyClick(pane(page).view, KEY.Key_Escape)
    assert rows(page).hasFocus()
    current().apply("light", 100)


def test_the_keyboard_alone_goes_from_the_rail_to_a_saved_pdf(
    qtbot, shell, services, asker, tmp_path
):
    target = tmp_path / "normas.pdf"
    asker.answers.append(target)
    qtbot.keyClick(shell, KEY.Key_7, Qt.KeyboardModifier.ControlModifier)
    page = shell.page("documents")
    assert page is not None
    ready(qtbot, page)
    for _row in range(len(rows(page).keys())):
        if rows(page).selected_key() == "rules-of-use":
            break
        press(qtbot, KEY.Key_Down)
    ready(qtbot, page, "rules-of-use")
    save = button(page, "Guardar como")
    for _step in range(12):
        if save.hasFocus():
            break
        press(qtbot, KEY.Key_Tab)
    assert save.hasFocus()
    choose_format(qtbot, page, ".pdf")
    qtbot.waitUntil(target.exists)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def offered(page: QWidget) -> list[str]:
    """What the paper that is seen can be saved as."""
    menu = button(page, "Guardar como").menu()
    return [action.text() for action in menu.actions() if action.isVisible()]


def choose_format(qtbot: QtBot, page: QWidget, suffix: str) -> None:
    """Open the menu with the keyboard, go down to the format, Enter."""
    name = actions.formats().get(suffix, suffix)
    menu = button(page, "Guardar como").menu()
    menu.popup(page.mapToGlobal(page.rect().center()))
    for _step in range(offered(page).index(name) + 1):
        qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)


def read_in(page: DocumentsPage) -> list[str]:
    return [label.text() for label in pane(page).findChildren(QLabel) if label.isVisible()]


def test_of_many_lines_that_cannot_be_printed_the_first_are_told_and_the_rest_counted(
    qtbot, page, services, people
):
    with services.store.change(Topic.ROSTER, label="change") as db:
        for number in range(30):
            roster.add(db, Contact(f"Vecina {number}", email="a" * 2100), services.clock.now())
    qtbot.waitUntil(lambda: bool(pane(page).notices()))
    told = next(text for text in read_in(page) if "demasiado largo" in text).splitlines()
    assert len(told) == 9
    assert "«Vecina 0»" in told[0]
    assert told[-1] == "y 22 más"


def test_a_trouble_is_said_in_the_place_of_the_pages(qtbot, page):
    pane(page).show_trouble(DocumentTrouble("Bloque 3: salta un nivel.", "Corríjalo."))
    assert pane(page).notices() == ["Bloque 3: salta un nivel."]
    assert pane(page).pages.text() == ""


def test_what_cannot_be_drawn_is_said_and_the_rest_is_there_to_be_printed(qtbot, page, services):
    with services.store.change(Topic.TOWN) as db:
        town.update(db, crest=b"no picture")
    qtbot.waitUntil(lambda: bool(pane(page).notices()))
    assert "El escudo no se puede leer." in read_in(page)
    assert pane(page).pages.text() == "Página 1 de 4"
    assert button(page, "Imprimir…").isEnabled()


def test_the_paper_that_was_asked_for_is_in_view_in_the_list(shell, qtbot):
    shell.go("documents", "sheet-viral-petition")
    page = shell.page("documents")
    assert isinstance(page, DocumentsPage)
    listed = page._list

    def seen() -> bool:
        return listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))

    qtbot.waitUntil(seen)

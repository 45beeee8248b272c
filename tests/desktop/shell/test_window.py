"""The window: from page to page, undo and redo, help, messages, all with the keyboard."""

from itertools import product

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core import settings
from core.errors import DiskFull, FileTrouble
from core.plan.kinds import PlanStep
from core.roster import records
from core.roster.model import Contact
from core.store import Topic
from desktop.forms.controls import value_of
from desktop.notifier import Action
from desktop.services import Services
from desktop.shell.rail import Rail
from desktop.shell.status import StatusStrip
from desktop.shell.window import Shell
from desktop.theme.theme import current
from tests.desktop.hands import button, labels, seen

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def add(services: Services, name: str) -> None:
    with services.store.change(Topic.ROSTER, label=f"añadir {name}") as db:
        records.add(db, Contact(name), services.clock.now())


def names(services: Services) -> list[str]:
    with services.store.read() as connection:
        return [record.name for record in records.everyone(connection) if not record.suggested]


@pytest.fixture
def last_page() -> str:
    """As the program begins."""
    return "today"


def test_pages_are_built_on_their_first_visit(shell, qtbot):
    assert shell.page("plan") is None

    qtbot.keyClick(shell, Qt.Key.Key_2, CTRL)

    assert shell.page_id == "plan"
    assert shell.page("plan") is not None
    assert shell.windowTitle() == "Medellín · Plan · Pregón"
    qtbot.keyClick(shell, Qt.Key.Key_1, CTRL)
    assert shell.page_id == "today"


def test_undo_and_redo_say_what_they_did(shell, services, qtbot):
    add(services, "Ana")

    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    assert names(services) == []
    qtbot.keyClick(shell, Qt.Key.Key_Y, CTRL)
    assert names(services) == ["Ana"]


def test_a_text_field_undoes_its_own_typing_first(shell, services, qtbot):
    add(services, "Ana")
    field = QLineEdit(shell)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "x")

    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert (field.text(), names(services)) == ("", ["Ana"])
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert names(services) == []


class FieldOfX11(QLineEdit):
    """On X11, of the two keys a field of Qt knows one: Ctrl+Shift+Z."""

    def event(self, event: QEvent) -> bool:
        known = not (isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Y)
        return super().event(event) if known else False


def test_a_text_field_writes_again_what_it_undid_before_the_workspace_does(shell, services, qtbot):
    add(services, "Ana")
    keys = ((Qt.Key.Key_Y, CTRL), (Qt.Key.Key_Z, CTRL | SHIFT))
    for kind, (key, held) in product((QLineEdit, QPlainTextEdit, FieldOfX11), keys):
        services.store.undo()
        field = kind(shell)
        field.show()
        field.setFocus()
        qtbot.keyClicks(field, "x")
        qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)

        qtbot.keyClick(field, key, held)
        assert (value_of(field), names(services)) == ("x", [])
        qtbot.keyClick(field, key, held)
        assert (value_of(field), names(services)) == ("x", ["Ana"])


def test_help_follows_the_page_and_goes_with_escape(shell, qtbot):
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    panel = shell.help
    assert panel.isVisible()
    first = panel.title()
    shell.go("roster")

    assert panel.title() != first
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_banner_stays_until_it_is_closed_and_says_itself_once(shell):
    error = FileTrouble("No se puede leer «lista.csv».", "Elija otro archivo.")

    shell.messages.error(error)
    shell.messages.error(error)

    assert shell.messages.shown() == ["No se puede leer «lista.csv»."]


def test_of_three_messages_the_oldest_makes_room(shell, qtbot):
    for sentence in ("Primero.", "Segundo.", "Tercero."):
        shell.messages.notice(sentence)

    qtbot.waitUntil(lambda: {"Segundo.", "Tercero."} <= set(labels(shell)))
    assert "Primero." not in labels(shell)


def test_what_could_not_be_written_is_said_until_something_is(shell, services, qtbot):
    shell.messages.error(DiskFull("El disco está lleno."))
    shell.messages.error(FileTrouble("No se puede leer «lista.csv»."))
    add(services, "Ana")

    qtbot.waitUntil(lambda: shell.messages.shown() == ["No se puede leer «lista.csv»."])


def test_a_banner_that_offers_to_try_again_stays_until_it_was(shell, services, qtbot):
    again = Action("Volver a intentarlo", lambda: None)
    shell.messages.error(DiskFull("El disco está lleno."), again)
    heard: list[object] = []
    services.bridge.changed.connect(heard.append)
    add(services, "Ana")

    qtbot.waitUntil(lambda: bool(heard))
    assert shell.messages.shown() == ["El disco está lleno."]


def test_another_change_that_fails_leaves_the_way_to_try_the_one_before_again(shell):
    tried: list[bool] = []
    full = DiskFull("El disco está lleno.")
    shell.messages.error(full, Action("Reintentar", lambda: tried.append(True)))

    shell.messages.error(full)

    button(shell.messages, "Reintentar").click()
    assert tried == [True]


@pytest.mark.parametrize(
    "actions", [(), (Action("Reintentar", lambda: None),)], ids=["alone", "to be tried again"]
)
def test_while_it_is_said_that_something_is_not_written_the_foot_does_not_call_all_saved(
    shell, actions
):
    [foot] = shell.findChildren(StatusStrip)
    assert "guardado" in seen(foot).lower()
    shell.messages.error(DiskFull("El disco está lleno."), *actions)
    assert "Hay algo sin guardar" in seen(foot)
    assert "guardado" not in seen(foot).lower()

    shell.messages.retract("El disco está lleno.")

    assert "guardado" in seen(foot).lower()


def test_what_is_only_to_be_known_stays_until_it_is_closed_and_escape_takes_no_other_with_it(
    shell, qtbot, monkeypatch
):
    # As if whatever waits had waited long enough.
    monkeypatch.setattr(QTimer, "singleShot", lambda _after, *more: more[-1]())
    shell.messages.error(FileTrouble("No se puede leer «lista.csv»."))
    shell.messages.dismissable("Se cerró de golpe.", "Está todo.")
    assert shell.messages.shown()[-1] == "Se cerró de golpe."

    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert shell.messages.shown() == ["No se puede leer «lista.csv»."]


def test_size_page_and_columns_are_remembered(start, medellin, tmp_path):
    first = start(medellin)
    assert isinstance(first.window, Shell)
    first.window.go("roster")
    first.window.resize(800, 610)
    first.close()

    kept = settings.load(tmp_path / "settings" / "settings.json")
    assert kept.page == "roster"
    assert kept.recent == [str(medellin)]
    again = start()
    assert isinstance(again.window, Shell)
    assert again.window.page_id == "roster"
    assert again.window.height() == 610


def test_every_control_has_a_name_for_screen_readers(shell, qtbot):
    for page_id in ("today", "roster", "documents", "settings"):
        shell.go(page_id)
        nameless = [
            f"{type(allwidget).__name__} in {page_id}"
            for allwidget in QApplication.allWidgets()
            if shell.isAncestorOf(allwidget)
            and allwidget.isVisible()
            and allwidget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not _spoken(allwidget)
        ]
        assert nameless == []


def _spoken(widget: QWidget) -> str:
    from PySide6.QtGui import QAccessible

    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_tab_reaches_the_rail_and_the_help_from_every_page(shell, qtbot):
    for page_id in ("today", "mentions", "crisis", "roster", "documents", "settings"):
        shell.go(page_id)
        reaches_rail_and_help(qtbot, shell)


def reaches_rail_and_help(qtbot: QtBot, shell: Shell) -> None:
    visited: set[QWidget] = set()

    for _step in range(90):
        focused = QApplication.focusWidget()
        if focused is not None:
            visited.add(focused)
        qtbot.keyClick(focused or shell, Qt.Key.Key_Tab)

    assert "F1 Ayuda" in {widget.accessibleName() for widget in visited}
    rail = [widget for widget in visited if widget.property("look") == "railitem"]
    assert rail
    # One stop of Tab; from there the arrows go from line to line.
    rail[0].setFocus()
    for _line in range(7):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        visited.add(QApplication.focusWidget())
    names = {widget.accessibleName() for widget in visited}
    assert {"Hoy", "Plan", "Calendario", "Menciones", "Crisis", "Directorio", "Ajustes"} <= names


def test_enter_on_the_rail_opens_the_page_and_puts_the_keyboard_into_it(shell, qtbot):
    lines = shell.findChild(Rail).findChildren(QToolButton)
    strays = []
    for line in [*lines[1:], lines[0]]:
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Return)
        page, now = shell.page(shell.page_id), QApplication.focusWidget()
        inside = page is not None and page.isVisible() and page.isAncestorOf(now)
        if not (
            inside and now.focusPolicy() and f"· {line.accessibleName()} ·" in shell.windowTitle()
        ):
            strays.append((line.accessibleName(), shell.page_id, now))

    assert strays == []


def test_undo_leaves_the_keyboard_where_it_was(shell, services, qtbot):
    add(services, "Ana")
    shell.go("roster")
    before = QApplication.focusWidget()

    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)

    assert names(services) == []
    assert QApplication.focusWidget() is before


def test_help_takes_the_keyboard_and_gives_it_back(shell, qtbot):
    shell.go("roster")
    before = QApplication.focusWidget()

    qtbot.keyClick(shell, Qt.Key.Key_F1)
    inside = QApplication.focusWidget()
    assert inside is not None
    assert shell.help.isAncestorOf(inside)
    qtbot.keyClick(inside, Qt.Key.Key_Escape)

    assert not shell.help.isVisible()
    assert QApplication.focusWidget() is before


def test_help_of_every_step_of_the_plan_gives_the_keyboard_back_to_the_step(shell, qtbot):
    shell.go("plan")
    for step in PlanStep:
        before = QApplication.focusWidget()
        assert before is not None

        qtbot.keyClick(before, Qt.Key.Key_F1)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        inside = QApplication.focusWidget()
        assert inside is not None
        assert (inside.accessibleName(), inside.isVisible()) == ("Cerrar la ayuda", True)
        assert shell.help.isAncestorOf(inside)

        qtbot.keyClick(inside, Qt.Key.Key_Escape)
        assert not shell.help.isVisible()
        assert QApplication.focusWidget() is before, step
        qtbot.keyClick(before, Qt.Key.Key_Down)


def test_escape_in_the_page_closes_the_help_beside_it_and_leaves_the_keyboard(shell, qtbot):
    shell.go("plan")
    step = QApplication.focusWidget()
    assert step is not None
    qtbot.keyClick(step, Qt.Key.Key_F1)
    step.setFocus()

    qtbot.keyClick(step, Qt.Key.Key_Escape)

    assert not shell.help.isVisible()
    assert QApplication.focusWidget() is step


def test_help_that_was_asked_for_on_another_page_gives_the_keyboard_to_this_one(shell, qtbot):
    shell.go("plan")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F1)

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_6, CTRL)
    shell.help.take_keyboard()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)

    page = shell.page("roster")
    assert page is not None
    assert page.isAncestorOf(QApplication.focusWidget())


def test_a_busy_file_is_said_in_its_own_words(shell, services, program):
    program.crashed(FileTrouble("«Medellín.pregon» está ocupado."))

    assert shell.messages.shown() == ["«Medellín.pregon» está ocupado."]


@pytest.mark.parametrize(
    ("page", "heard"),
    [("today", {"Ctrl+F"}), ("plan", {"Ctrl+P"}), ("roster", {"Ctrl+F", "Ctrl+N", "Ctrl+P"})],
)
def test_the_help_names_of_the_keys_of_pages_only_those_that_this_one_knows(
    shell, qtbot, page, heard
):
    shell.go(page)

    qtbot.keyClick(shell, Qt.Key.Key_F1)

    said = labels(shell.help)
    assert {"Ctrl+Z", "F1"} <= set(said)
    assert {"Ctrl+F", "Ctrl+N", "Ctrl+P", "F3"} & set(said) == heard


def test_the_rail_writes_inhabitants_as_the_plan_does(shell):
    assert "2241 habitantes" in labels(shell)


def test_in_a_narrow_window_help_takes_the_place_of_the_page_and_goes_with_it(shell, qtbot):
    shell.resize(1024, 600)
    shell.go("roster")
    before = QApplication.focusWidget()
    roster = shell.page("roster")
    assert roster is not None

    qtbot.keyClick(shell, Qt.Key.Key_F1)
    back = QApplication.focusWidget()
    assert (back.text().strip(), roster.isVisible()) == ("Volver", False)
    qtbot.waitUntil(lambda: shell.help.width() > 900)

    qtbot.keyClick(back, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is before
    assert not shell.help.isVisible()

    qtbot.keyClick(shell, Qt.Key.Key_F1)
    shell.go("documents")
    assert not shell.help.isVisible()
    page = shell.page("documents")
    assert page is not None
    assert page.isAncestorOf(QApplication.focusWidget())


def test_help_stands_beside_the_page_again_as_the_window_gets_wide(shell, qtbot):
    shell.resize(1024, 600)
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    page = shell.page("today")
    assert page is not None

    shell.resize(1366, 768)
    qtbot.waitUntil(page.isVisible)
    assert shell.help.isVisible()
    qtbot.waitUntil(lambda: shell.help.width() < 400)


def test_help_takes_the_place_of_a_page_that_larger_letters_would_squeeze(shell, qtbot):
    shell.resize(1366, 768)
    qtbot.keyClick(shell, Qt.Key.Key_F1)
    page = shell.page("today")
    assert page is not None
    qtbot.waitUntil(page.isVisible)

    current().apply("light", 110)

    qtbot.waitUntil(lambda: not page.isVisible())
    assert shell.help.isVisible()


def lines_of(shell: Shell) -> list[QToolButton]:
    return shell.findChild(Rail).findChildren(QToolButton)


def test_the_rail_folds_by_the_window_and_keeps_its_words(shell, qtbot):
    def looks() -> tuple[Qt.ToolButtonStyle, int]:
        [first, *_others] = lines_of(shell)
        return first.toolButtonStyle(), first.height()

    style = Qt.ToolButtonStyle
    for size, look in (
        ((1366, 768), (style.ToolButtonTextBesideIcon, 36)),
        ((1024, 600), (style.ToolButtonTextUnderIcon, 56)),
        ((1024, 470), (style.ToolButtonTextUnderIcon, 43)),
    ):
        shell.resize(*size)
        qtbot.waitUntil(lambda look=look: looks() == look)
        for line in lines_of(shell):
            assert line.sizeHint().width() <= line.width() + 1
    assert 76 <= shell.findChild(Rail).width() < 90


def test_for_the_projector_the_page_fills_the_screen_and_the_window_is_as_before(shell):
    shell.project(on=True)
    assert shell.isFullScreen()
    assert not shell.findChild(Rail).isVisible()
    shell.project(on=False)
    assert not shell.isFullScreen()
    assert shell.findChild(Rail).isVisible()

    shell.toggle_full_screen()
    shell.project(on=True)
    shell.project(on=False)
    assert shell.isFullScreen()

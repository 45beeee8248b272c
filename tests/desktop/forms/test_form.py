"""Autosave: what is typed is stored by itself, and what cannot be stored is never lost."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from core.errors import AppError, DiskFull, InvalidValue
from desktop.forms.form import Form
from desktop.notifier import Action
from desktop.theme.tokens import Tone
from desktop.unsaved import Unsaved
from desktop.widgets.labelled import LabelledField


@dataclass
class Told:
    """A notifier that remembers what it was told."""

    errors: list[tuple[AppError, tuple[Action, ...]]] = field(default_factory=list)
    unsaved: Unsaved = field(default_factory=Unsaved)

    def toast(self, _text: str, _action: Action | None = None) -> None:
        raise AssertionError("autosave says nothing when all is well")

    def undoable(self, _text: str) -> None:
        raise AssertionError("autosave says nothing when all is well")

    def error(self, error: AppError, *actions: Action) -> None:
        self.errors.append((error, actions))

    def retract(self, sentence: str) -> None:
        self.errors = [told for told in self.errors if told[0].sentence != sentence]

    def notice(
        self, _sentence: str, _advice: str = "", *_actions: Action, level: Tone | None = None
    ) -> None:
        raise AssertionError("autosave says nothing when all is well")


@dataclass
class Desk:
    """A form with a name that must not be empty, over a dictionary of two things."""

    window: QWidget
    form: Form
    told: Told
    name: LabelledField
    edit: QLineEdit
    stored: dict[str, str]
    shown: str = "one"
    broken: bool = False

    def get(self) -> str:
        return self.stored[self.shown]

    def save(self, value: str) -> None:
        if self.broken:
            raise DiskFull("El disco está lleno.")
        if not value:
            raise InvalidValue("Escriba un nombre.")
        self.stored[self.shown] = value

    def show(self, subject: str) -> None:
        self.form.flush()
        self.shown = subject
        self.form.show_subject(subject)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    window = QWidget()
    qtbot.addWidget(window)
    told = Told()
    form = Form(window, told)
    edit = QLineEdit()
    name = LabelledField("Nombre", edit)
    other = QLineEdit()
    box = QVBoxLayout(window)
    box.addWidget(name)
    box.addWidget(other)
    made = Desk(window, form, told, name, edit, {"one": "Ana", "two": "Luis"})
    form.bind(name, made.get, made.save)
    form.show_subject("one")
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_End)
    return made


def test_the_field_saves_itself_after_a_pause(desk, qtbot):
    qtbot.keyClicks(desk.edit, " Ruiz")

    assert desk.stored["one"] == "Ana"
    qtbot.waitUntil(lambda: desk.stored["one"] == "Ana Ruiz")


def test_whoever_types_on_and_on_is_saved_all_the_same(desk, qtbot):
    for _key in range(60):
        qtbot.keyClick(desk.edit, Qt.Key.Key_A, delay=60)
        if desk.stored["one"] != "Ana":
            break

    assert desk.stored["one"].startswith("Anaaaaa")


def test_it_is_known_from_the_first_key_on_that_something_is_typed(desk, qtbot):
    unsaved = desk.told.unsaved
    assert not unsaved.typing()

    qtbot.keyClicks(desk.edit, "!")
    assert unsaved.typing()
    qtbot.keyClick(desk.edit, Qt.Key.Key_Tab)
    assert not unsaved.typing()
    assert not unsaved.has_drafts()


def test_leaving_the_field_saves_at_once(desk, qtbot):
    qtbot.keyClicks(desk.edit, "!")
    qtbot.keyClick(desk.edit, Qt.Key.Key_Tab)

    assert desk.stored["one"] == "Ana!"


def test_closing_the_window_saves_at_once(desk, qtbot):
    qtbot.keyClicks(desk.edit, "!")
    desk.window.close()

    assert desk.stored["one"] == "Ana!"


def test_what_cannot_be_saved_stays_in_the_field_and_says_why(desk, qtbot):
    desk.edit.selectAll()
    qtbot.keyClick(desk.edit, Qt.Key.Key_Delete)
    qtbot.keyClick(desk.edit, Qt.Key.Key_Tab)

    assert desk.stored["one"] == "Ana"
    assert desk.edit.text() == ""
    assert desk.name.message() == "Escriba un nombre."


def test_a_draft_waits_while_another_thing_is_shown(desk, qtbot):
    desk.edit.selectAll()
    qtbot.keyClick(desk.edit, Qt.Key.Key_Delete)

    desk.show("two")
    assert (desk.edit.text(), desk.name.message()) == ("Luis", "")
    desk.show("one")

    assert (desk.edit.text(), desk.name.message()) == ("", "Escriba un nombre.")
    qtbot.keyClicks(desk.edit, "Eva")
    desk.form.flush()
    assert (desk.stored["one"], desk.name.message()) == ("Eva", "")


def test_the_form_tells_which_field_of_a_thing_is_not_stored(desk, qtbot):
    desk.edit.selectAll()
    qtbot.keyClick(desk.edit, Qt.Key.Key_Delete)
    desk.form.flush()
    assert desk.form.unsaved("one") is desk.name
    assert desk.form.unsaved("two") is None

    qtbot.keyClicks(desk.edit, "Eva")
    desk.form.flush()
    assert desk.form.unsaved("one") is None


def test_a_disk_that_is_full_keeps_the_draft_and_offers_to_try_again(desk, qtbot):
    desk.broken = True
    qtbot.keyClicks(desk.edit, " Ruiz")
    desk.form.flush()
    error, actions = desk.told.errors[0]

    assert isinstance(error, DiskFull)
    assert desk.edit.text() == "Ana Ruiz"
    desk.broken = False
    actions[0].run()
    assert desk.stored["one"] == "Ana Ruiz"


def test_what_the_disk_takes_later_is_no_longer_told_to_be_lacking(desk, qtbot):
    desk.broken = True
    qtbot.keyClicks(desk.edit, " Ruiz")
    desk.form.flush()
    qtbot.keyClicks(desk.edit, " Gil")
    desk.form.flush()
    assert [str(error) for error, _actions in desk.told.errors] == ["El disco está lleno."] * 2

    desk.broken = False
    qtbot.keyClicks(desk.edit, "!")
    desk.form.flush()

    assert desk.stored["one"] == "Ana Ruiz Gil!"
    assert desk.told.errors == []


def test_a_reload_does_not_touch_what_is_being_typed(desk, qtbot):
    qtbot.keyClicks(desk.edit, " R")
    desk.stored["one"] = "Otra"

    desk.form.show_subject("one")

    assert desk.edit.text() == "Ana R"


@pytest.mark.parametrize("kind", ["lines", "choice", "tick"])
def test_every_kind_of_control_saves_itself(qtbot, kind):
    window = QWidget()
    qtbot.addWidget(window)
    form = Form(window, Told())
    control = {"lines": QPlainTextEdit, "choice": QComboBox, "tick": QCheckBox}[kind]()
    if isinstance(control, QComboBox):
        control.addItem("uno", "1")
        control.addItem("dos", "2")
    stored: list[object] = []
    start = {"lines": "a", "choice": "1", "tick": False}[kind]
    box = QVBoxLayout(window)
    box.addWidget(form.bind(LabelledField("Campo", control), lambda: start, stored.append))
    form.show_subject("one")
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    control.setFocus()

    key = {"lines": Qt.Key.Key_B, "choice": Qt.Key.Key_Down, "tick": Qt.Key.Key_Space}[kind]
    qtbot.keyClick(control, key)
    form.flush()

    assert stored == [{"lines": "ba", "choice": "2", "tick": True}[kind]]


def test_what_the_disk_did_not_take_is_saved_with_its_own_thing(desk, qtbot):
    desk.broken = True
    qtbot.keyClicks(desk.edit, " Ruiz")
    desk.show("two")
    desk.broken = False

    desk.told.errors[0][1][0].run()
    assert desk.stored == {"one": "Ana", "two": "Luis"}
    assert desk.form.has_drafts()
    desk.show("one")

    qtbot.waitUntil(lambda: desk.stored["one"] == "Ana Ruiz")
    assert not desk.form.has_drafts()


def test_only_a_draft_of_what_is_there_counts_as_not_saved(desk, qtbot):
    desk.edit.selectAll()
    qtbot.keyClick(desk.edit, Qt.Key.Key_Delete)
    desk.show("two")
    assert desk.form.has_drafts()

    desk.form.follow(["two"])
    assert not desk.form.has_drafts()

    desk.form.follow(["one", "two"])
    desk.show("one")
    assert desk.form.has_drafts()
    assert desk.name.message() == "Escriba un nombre."

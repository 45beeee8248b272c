"""Fields that are saved together, or by an action, and a thing that is valid only as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from core.clock import FixedClock
from core.errors import AppError, DiskFull, InvalidValue
from core.store import Store, open_store
from desktop.forms import fields
from desktop.forms.attempt import attempt
from desktop.forms.form import Waiting
from desktop.forms.record import RecordForm
from desktop.notifier import Action
from desktop.theme.tokens import Tone
from desktop.unsaved import Unsaved
from desktop.widgets.choices import ChoiceRow


class Verdict(StrEnum):
    OPEN = "open"
    FALSE = "false"
    TRUE = "true"


@dataclass(frozen=True)
class Claim:
    words: str = "El agua está envenenada"
    verdict: Verdict = Verdict.OPEN
    source: str = ""
    answer: str = ""


class Told:
    """A notifier that keeps what it was told."""

    def __init__(self, unsaved: Unsaved) -> None:
        self.errors: list[AppError] = []
        self.unsaved = unsaved

    def toast(self, text: str, action: Action | None = None) -> None: ...
    def undoable(self, text: str) -> None: ...
    def retract(self, _sentence: str) -> None:
        raise AssertionError("nothing was told that is mended")

    def notice(
        self, sentence: str, advice: str = "", *actions: Action, level: Tone | None = None
    ) -> None: ...
    def error(self, error: AppError, *actions: Action) -> None:
        self.errors.append(error)


class Desk:
    """Two claims by number, and the form of the one that is shown; opened anew at each start."""

    def __init__(self, qtbot: QtBot, store: Store) -> None:
        self.qtbot, self.store = qtbot, store
        self.claims = {1: Claim(), 2: Claim("Hay niños ingresados")}
        self.saved: list[Claim] = []
        self.start()

    def start(self) -> None:
        """As after the end of the program: only what the workspace keeps is there."""
        unsaved = Unsaved()
        unsaved.keep_in(self.store)
        self.told = Told(unsaved)
        self.form = RecordForm(
            self.told,
            [
                *fields.together(
                    "verdict",
                    fields.chips("verdict", "Qué dicen", Verdict, str),
                    fields.line("source", "Quién lo dice", limit=20),
                ),
                QLabel("Nadie lo ha comprobado."),
                fields.asked(fields.lines("answer", "Qué se contestó"), "Sin anotar todavía."),
                fields.line("words", "Qué se dice"),
            ],
            self.save,
            place="claim",
        )
        self.qtbot.addWidget(self.form)
        self.show(1)
        self.form.show()
        self.form.activateWindow()
        self.qtbot.waitUntil(self.form.isActiveWindow)

    def show(self, number: int) -> None:
        self.number = number
        self.form.show_item(self.claims[number], number)

    def save(self, claim: Any, _field: str) -> None:
        if claim.verdict is not Verdict.OPEN and not claim.source:
            raise Waiting({"source": "Falta quién lo dice."})
        self.claims[self.number] = claim
        self.saved.append(claim)

    def choose(self, *keys: Qt.Key) -> None:
        self.form.take_keyboard("verdict")
        for key in keys:
            toggle = self.form.focusWidget()
            assert toggle is not None
            self.qtbot.keyClick(toggle, key)

    def type(self, name: str, text: str, *, then: Qt.Key | None = None) -> None:
        edit = self.form.field(name).control
        assert isinstance(edit, QLineEdit | QPlainTextEdit)
        edit.setFocus()
        self.qtbot.keyClicks(edit, text)
        if then is not None:
            self.qtbot.keyClick(edit, then)

    def message(self, name: str) -> str:
        return self.form.field(name).message()


@pytest.fixture
def desk(qtbot: QtBot, medellin: Path, clock: FixedClock) -> Iterator[Desk]:
    store = open_store(medellin, clock)
    yield Desk(qtbot, store)
    store.close()


def test_one_of_a_group_waits_for_the_other_which_says_what_is_needed(desk, qtbot):
    desk.choose(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: desk.message("source") == "Falta quién lo dice.")
    assert desk.saved == []
    assert desk.told.unsaved.has_drafts()

    desk.type("source", "La gestora", then=Qt.Key.Key_Return)

    assert desk.saved == [replace(Claim(), verdict=Verdict.FALSE, source="La gestora")]
    assert desk.message("source") == ""
    assert not desk.told.unsaved.has_drafts()


def test_passing_over_a_choice_saves_the_last_one_only(desk, qtbot):
    desk.type("source", "La gestora", then=Qt.Key.Key_Return)

    desk.choose(Qt.Key.Key_Right, Qt.Key.Key_Right)

    qtbot.waitUntil(lambda: len(desk.saved) > 1)
    assert [claim.verdict for claim in desk.saved] == [Verdict.OPEN, Verdict.TRUE]


def test_what_cannot_stand_in_one_field_of_a_group_is_said_there_and_holds_up_the_others(
    desk, qtbot
):
    desk.type("source", "a" * 21)
    desk.choose(Qt.Key.Key_Right)

    qtbot.waitUntil(lambda: "20" in desk.message("source"))
    assert desk.saved == []


def test_what_waits_is_there_again_after_the_end_of_the_program(desk, qtbot):
    desk.choose(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: desk.message("source") != "")

    desk.start()

    assert desk.form.typed("verdict") == "false"
    assert desk.form.typed_item().verdict is Verdict.FALSE
    desk.type("source", "La gestora", then=Qt.Key.Key_Return)
    assert desk.claims[1].verdict is Verdict.FALSE


def test_what_an_action_stores_is_a_draft_of_its_thing_until_then(desk, qtbot):
    desk.type("answer", "Es apta")
    desk.show(2)
    assert desk.form.typed("answer") == ""
    desk.show(1)
    assert desk.form.typed("answer") == "Es apta"
    assert desk.message("answer") == "Sin anotar todavía."

    desk.start()
    assert desk.form.typed("answer") == "Es apta"
    assert desk.saved == []

    desk.claims[1] = replace(desk.claims[1], answer="Es apta.")
    desk.show(1)
    desk.form.settle("answer")
    assert desk.form.typed("answer") == "Es apta."
    assert desk.message("answer") == ""
    assert not desk.told.unsaved.has_drafts()


def test_what_is_typed_back_to_what_is_stored_is_no_draft(desk, qtbot):
    desk.type("answer", "E", then=Qt.Key.Key_Backspace)
    desk.form.flush()
    assert not desk.told.unsaved.has_drafts()


def test_a_field_is_left_when_the_keyboard_leaves_all_of_its_parts(desk, qtbot):
    desk.type("source", "La gestora", then=Qt.Key.Key_Return)
    desk.choose(Qt.Key.Key_Right)
    assert len(desk.saved) == 1

    desk.form.take_keyboard("words")

    assert [claim.verdict for claim in desk.saved] == [Verdict.OPEN, Verdict.FALSE]


def test_a_page_that_shows_another_thing_while_one_is_saved_keeps_them_apart(desk, qtbot):
    def save(_claim: Any, _field: str) -> None:
        desk.show(2)
        raise DiskFull("El disco está lleno.")

    form = RecordForm(desk.told, [fields.line("words", "Qué se dice")], save, place="other")
    qtbot.addWidget(form)
    desk.form = form
    desk.show(1)
    form.show()
    desk.type("words", "!", then=Qt.Key.Key_Return)

    assert form.typed("words") == "Hay niños ingresados"
    assert form.field("words").message() == ""
    desk.show(1)
    assert form.typed("words") == "!El agua está envenenada"


def test_choices_in_view_are_called_as_their_field_is(desk):
    chips = desk.form.findChild(ChoiceRow)
    assert chips is not None
    assert chips.accessibleName() == "Qué dicen"


def test_what_cannot_be_kept_is_said_in_place_and_what_the_computer_did_in_a_banner(desk):
    said: list[str] = []

    def refuse() -> None:
        raise InvalidValue("Escriba un nombre.")

    def fail() -> None:
        raise DiskFull("El disco está lleno.")

    assert not attempt(refuse, desk.told, said.append)
    assert not attempt(fail, desk.told, said.append)
    assert attempt(lambda: None, desk.told, said.append)
    assert said == ["Escriba un nombre."]
    assert [str(error) for error in desk.told.errors] == ["El disco está lleno."]

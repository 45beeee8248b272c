"""Moderación with keys: a case says what was written, which rule it breaks, why and until when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from core.crisis.case import Moderation
from core.crisis.document.moderation_file import moderation_file
from core.crisis.incidents import moderation
from core.crisis.log import Hand
from core.crisis.model import LogKind, Measure
from core.crisis.records import incidents as records
from core.documents.model import Boxes, Heading, Table
from core.plan import records as plan_records
from core.store import Topic
from desktop.crisis.all_cases import AllCases
from desktop.crisis.desk.moderation import ModerationCases
from desktop.services import Services
from tests.desktop.crisis.desk_hands import stored
from tests.desktop.crisis.panels import begin, part, told
from tests.desktop.hands import (
    CONTROL,
    Key,
    here,
    into,
    press,
    push,
    seen,
    settled,
    type_over,
    whole,
    write,
)

RULES = ("No se admiten insultos.", "No se publican datos de otras personas.")


@pytest.fixture
def number(services: Services) -> int:
    """The incident, in a town with two rules of use."""
    with services.store.change(Topic.PLAN, label="preparar") as db:
        charter = plan_records.load(db.conn).charter
        plan_records.save(db, replace(charter, rules="\n".join(RULES)))
    return begin(services)


@pytest.fixture
def cases(services: Services, number: int, qtbot: QtBot) -> ModerationCases:
    return part(qtbot, services, number, "moderation", ModerationCases)


@pytest.fixture
def kept(services: Services, number: int) -> Callable[..., Moderation]:
    """Puts a case into the file."""

    def keep(**given: Any) -> Moderation:
        case = Moderation(
            at=services.clock.now(),
            profile="Facebook",
            said="Sinvergüenza",
            measure=Measure.HIDDEN,
            reason="Insulta a una vecina.",
            rule=RULES[0],
            incident_id=number,
        )
        with services.store.change(Topic.CRISIS, undoable=False) as db:
            made = moderation.keep(
                db,
                replace(case, **given),
                Hand(services.clock.now()),
            )
            found = records.part(db.conn, Moderation, made)
        assert found is not None
        return found

    return keep


def choose(qtbot: QtBot, parent: ModerationCases, name: str, words: str) -> None:
    """Choose in a combo box by typing, as the keyboard does."""
    combo = next(
        box
        for box in parent.findChildren(QComboBox)
        if box.isVisible() and box.accessibleName() == name
    )
    combo.setFocus()
    write(qtbot, words)
    press(qtbot, Key.Key_Tab)


def test_a_case_is_begun_filled_in_and_kept(services, number, cases, qtbot):
    assert "La crítica se queda" in seen(cases)
    press(qtbot, Key.Key_Space)
    assert here().accessibleName() == "Perfil municipal"
    write(qtbot, "Facebook")
    into(qtbot, cases, "Qué se escribió, palabra por palabra")
    write(qtbot, "Sinvergüenza")
    choose(qtbot, cases, "Medida", "O")
    choose(qtbot, cases, "Norma de uso que incumple", "No se admiten")
    into(qtbot, cases, "Por qué se hizo")
    write(qtbot, "Insulta a una vecina.")
    push(qtbot, cases, "Guardar el expediente")

    case = stored(services, number).moderation[0]
    assert (case.profile, case.said, case.measure) == ("Facebook", "Sinvergüenza", Measure.HIDDEN)
    assert (case.rule, case.reason) == (RULES[0], "Insulta a una vecina.")
    assert told(services, number, LogKind.MODERATION) == [
        f"Moderación en Facebook: Oculto. {RULES[0]}"
    ]
    qtbot.waitUntil(cases.records.list.hasFocus)


def test_what_is_missing_is_said_below_its_field_and_nothing_typed_is_lost(
    services, number, cases, qtbot
):
    press(qtbot, Key.Key_Space)
    write(qtbot, "Facebook")
    choose(qtbot, cases, "Medida", "B")
    push(qtbot, cases, "Guardar el expediente")

    said = seen(cases)
    for sentence in (
        "Copie lo que se escribió, palabra por palabra.",
        "Diga cuál de las normas de uso incumple.",
        "Diga por qué.",
    ):
        assert sentence in said
    assert here().accessibleName() == "Qué se escribió, palabra por palabra"
    assert stored(services, number).moderation == ()
    services.go("crisis", ("incident", number, "log"))
    services.go("crisis", ("incident", number, "moderation"))
    assert cases.card.form.typed("profile") == "Facebook"


def test_a_block_is_proposed_an_end(services, cases, qtbot):
    press(qtbot, Key.Key_Space)
    choose(qtbot, cases, "Medida", "B")
    until = cases.card.form.field("until_on")
    qtbot.waitUntil(until.isVisible)
    assert cases.card.form.typed_item().until_on == moderation.block_end(services.clock.today())


def test_a_case_begun_is_discarded_and_comes_back_with_undo(services, number, cases, qtbot):
    press(qtbot, Key.Key_Space)
    write(qtbot, "Facebook")
    into(qtbot, cases, "Por qué se hizo")
    write(qtbot, "Insulta a una vecina.")
    push(qtbot, cases, "Descartar el expediente")
    assert not cases.card.isVisible()
    assert stored(services, number).moderation == ()

    window = cases.window()
    assert "Expediente descartado." in seen(window)
    push(qtbot, window, "Deshacer")

    assert cases.card.isVisible()
    typed = cases.card.form.typed_item()
    assert (typed.profile, typed.reason) == ("Facebook", "Insulta a una vecina.")


def test_what_was_done_is_chosen_by_nobody_but_the_person(services, number, cases, qtbot):
    press(qtbot, Key.Key_Space)
    write(qtbot, "Facebook")
    for field, words in (
        ("Qué se escribió, palabra por palabra", "Sinvergüenza"),
        ("Por qué se hizo", "Insulta a una vecina."),
    ):
        into(qtbot, cases, field)
        write(qtbot, words)
    push(qtbot, cases, "Guardar el expediente")
    assert stored(services, number).moderation == ()
    assert told(services, number, LogKind.MODERATION) == []
    assert "Diga qué se hizo." in seen(cases)

    choose(qtbot, cases, "Medida", "C")
    assert "Diga qué se hizo." not in seen(cases)
    push(qtbot, cases, "Guardar el expediente")
    assert told(services, number, LogKind.MODERATION) == ["Moderación en Facebook: Contestado."]


def test_escape_goes_from_a_case_begun_to_the_list_and_what_was_typed_comes_back(
    services, kept, qtbot
):
    kept()
    services.go("crisis", "moderation")
    window = QApplication.activeWindow()
    assert window is not None
    page = next(all_cases for all_cases in window.findChildren(AllCases) if all_cases.isVisible())
    push(qtbot, page, "Expediente nuevo")
    write(qtbot, "Facebook")

    press(qtbot, Key.Key_Escape)
    assert page.isVisible()
    assert here() is page.records.list

    push(qtbot, page, "Expediente nuevo")
    assert here().currentText() == "Facebook"


def test_a_field_that_cannot_be_kept_is_asked_for_before_the_case_is(
    services, number, cases, qtbot
):
    press(qtbot, Key.Key_Space)
    write(qtbot, "Facebook")
    into(qtbot, cases, "Qué se escribió, palabra por palabra")
    write(qtbot, "Hola")
    author = into(qtbot, cases, "Cuenta que lo escribió")
    QGuiApplication.clipboard().setText("Nombre " * 100)
    press(qtbot, Key.Key_V, held=CONTROL)
    push(qtbot, cases, "Guardar el expediente")

    assert stored(services, number).moderation == ()
    assert here() is author


def test_a_stored_case_saves_itself_field_by_field(services, number, kept, cases, qtbot):
    kept()
    qtbot.waitUntil(lambda: "Expediente 1" in seen(cases))
    into(qtbot, cases, "Por qué se hizo")
    type_over(qtbot, "Insulta a dos vecinas.")
    press(qtbot, Key.Key_Tab)
    assert stored(services, number).moderation[0].reason == "Insulta a dos vecinas."


def test_an_emptied_reason_is_refused_and_the_one_before_stays(
    services, number, kept, cases, qtbot
):
    kept()
    qtbot.waitUntil(lambda: "Expediente 1" in seen(cases))
    into(qtbot, cases, "Por qué se hizo")
    type_over(qtbot, "")
    press(qtbot, Key.Key_Tab)
    assert "Diga por qué." in seen(cases)
    assert stored(services, number).moderation[0].reason == "Insulta a una vecina."


def test_a_graver_measure_waits_for_the_rule_that_it_rests_on(services, number, kept, cases, qtbot):
    kept(measure=Measure.ANSWERED, rule="")
    qtbot.waitUntil(lambda: "Expediente 1" in seen(cases))
    choose(qtbot, cases, "Medida", "O")
    assert "Diga cuál de las normas de uso incumple." in seen(cases)
    assert stored(services, number).moderation[0].measure is Measure.ANSWERED
    choose(qtbot, cases, "Norma de uso que incumple", "No se admiten")
    case = stored(services, number).moderation[0]
    assert (case.measure, case.rule) == (Measure.HIDDEN, RULES[0])
    assert "Diga cuál" not in seen(cases)


def test_all_cases_stand_at_home_and_a_block_that_ended_comes_first(services, kept, qtbot, clock):
    block = kept(measure=Measure.BLOCKED, until_on=date(2026, 11, 30), said="Os voy a buscar")
    clock.moment += timedelta(days=7)
    newer = kept(incident_id=None, said="Mentiroso")
    home = AllCases(services)
    qtbot.addWidget(home)
    home.show()
    assert home.records.list.keys() == [block.id, newer.id]
    assert "2 expedientes · 1 bloqueo por revisar" in seen(home)


def test_a_case_of_a_drill_is_in_the_drill_and_not_among_all(services, kept, qtbot):
    real, rehearsed = kept(), kept(incident_id=begin(services, drill=True))
    home = AllCases(services)
    qtbot.addWidget(home)
    home.show()
    assert home.records.list.keys() == [real.id]
    assert [item.id for item in stored(services, rehearsed.incident_id or 0).moderation] == [
        rehearsed.id
    ]


def test_a_field_is_called_the_same_on_the_form_and_on_the_paper(services, kept, cases, qtbot):
    case = kept(
        measure=Measure.BLOCKED,
        until_on=date(2027, 1, 1),
        author="@vecino",
        address="https://example.org/1",
        outcome="Sigue",
        reviewed_on=date(2026, 12, 1),
    )
    qtbot.waitUntil(lambda: "Expediente 1" in seen(cases))
    with services.store.read() as connection:
        paper = moderation_file(connection, "es", services.clock.today(), case.id)
    table = next(block for block in paper.blocks if isinstance(block, Table))
    titles = {item.text for item in paper.blocks if isinstance(item, Heading) and item.level == 2}
    boxed = {box.title for item in paper.blocks if isinstance(item, Boxes) for box in item.items}
    named = {row[0].lines[0].text for row in table.rows} | titles | boxed
    on_form = {
        widget.accessibleName()
        for kind in (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox)
        for widget in cases.card.findChildren(kind)
        if widget.isVisible()
    }
    assert on_form == named - {"Cuándo"}


def test_the_file_of_a_case_is_printed_where_the_person_says(
    services, kept, cases, qtbot, asker, tmp_path
):
    kept()
    qtbot.waitUntil(lambda: "Expediente 1" in seen(cases))
    asker.answers = [tmp_path / "ficha.pdf"]
    push(qtbot, cases, "Imprimir el expediente")
    settled(qtbot, services)
    assert (tmp_path / "ficha.pdf").read_bytes().startswith(b"%PDF")


def test_all_of_a_new_case_is_in_sight_where_its_part_is_narrow(cases, qtbot):
    window = QApplication.activeWindow()
    assert window is not None
    window.resize(1110, 720)
    push(qtbot, cases, "Expediente nuevo")
    told = next(box for box in cases.findChildren(QCheckBox) if box.text().startswith("Sí"))
    told.setFocus()

    qtbot.waitUntil(lambda: told.visibleRegion().boundingRect().height() == told.height())
    assert whole(told)

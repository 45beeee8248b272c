"""Escenarios by keyboard: read, made one's own, changed, brought up to date, sent and taken."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.crisis.kinds import Phase, StatementKind, StatementPart
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import MOST_STEPS, Scenario
from core.crisis.scenarios import editing, library, packs
from core.crisis.scenarios.library import Offered
from core.roster.model import Group, Hat
from core.store import Topic
from desktop.crisis.scenarios import actions
from desktop.crisis.scenarios.library import Scenarios
from desktop.services import Services
from desktop.widgets.lists.item_list import ItemList
from tests.desktop import hands
from tests.desktop.conftest import ScriptedAsker
from tests.desktop.hands import ALT, Key, here

DOGS = "poisoned-animals"


class Desk:
    """The view on screen, and the hands of a person on it."""

    def __init__(self, services: Services, qtbot: QtBot, view: Scenarios) -> None:
        self.services, self.qtbot, self.view = services, qtbot, view

    def now(self, scenario_id: str = DOGS) -> Scenario:
        return self.offered(scenario_id).scenario

    def offered(self, scenario_id: str = DOGS) -> Offered:
        with self.services.store.read() as connection:
            return library.offered(connection, scenario_id)

    def steps(self, phase: Phase = Phase.BEFORE) -> list[str]:
        return [step.text for step in self.now().of(phase)]

    def part(self, key: str) -> QWidget:
        self.view.show_part(key)
        return self.view

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        hands.press(self.qtbot, *keys, held=held)

    def type_over(self, text: str) -> None:
        hands.type_over(self.qtbot, text)

    def push(self, words: str) -> None:
        hands.push(self.qtbot, self.view, words)

    def field(self, label: str) -> QWidget:
        """The control on screen of this name, with the keyboard in it."""
        kinds = (QLineEdit, QPlainTextEdit, QComboBox)
        found = [widget for kind in kinds for widget in self.view.findChildren(kind)]
        control = next(
            widget for widget in found if widget.isVisible() and widget.accessibleName() == label
        )
        control.setFocus()
        return control

    def on_the_list(self) -> bool:
        """Whether the scenarios are on screen, and neither what is exported nor imported."""
        return "Escenario nuevo" in self.buttons()

    def seen(self) -> str:
        return hands.seen(self.view)

    def buttons(self) -> list[str]:
        return [button.text().strip() for button in hands.buttons(self.view)]

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true)

    def listed(self) -> list[str]:
        model = self.view.records.list.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        return [str(row.data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]


@pytest.fixture
def opened() -> list[tuple[str, bool]]:
    """What the view asked to open."""
    return []


@pytest.fixture
def desk(services: Services, qtbot: QtBot, opened: list[tuple[str, bool]]) -> Iterator[Desk]:
    view = Scenarios(services, on_open=lambda *asked: opened.append(asked))
    qtbot.addWidget(view)
    view.resize(1110, 660)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.show_target(DOGS)
    yield Desk(services, qtbot, view)
    view.hide()


@pytest.fixture
def adopted(desk: Desk) -> Desk:
    """With the scenario of the poisoned dogs made the town's own."""
    actions.adopt(desk.services, desk.now())
    desk.until(lambda: "Añadir paso" in desk.buttons())
    return desk


def test_the_programs_text_is_read_and_one_button_makes_it_the_towns(desk):
    assert desk.steps()[0] in desk.seen()
    assert "Añadir paso" not in desk.buttons()

    desk.push("Adaptar a este municipio")

    desk.until(lambda: "Añadir paso" in desk.buttons())
    assert "Adaptar a este municipio" not in desk.buttons()
    assert "Adoptado" in desk.listed()[1]
    desk.services.store.undo()
    desk.until(lambda: "Adaptar a este municipio" in desk.buttons())


def test_every_part_of_the_programs_text_can_be_read(desk):
    """As the town reads it, with its own police."""
    with desk.services.store.read() as connection:
        scenario = library.read(connection, desk.now(), "es")
    drill = scenario.drill
    assert drill is not None
    for part, words in (
        ("sheet", scenario.danger),
        ("statements", scenario.statements[0].parts[StatementPart.KNOWN]),
        ("calls", scenario.calls[0].who),
        ("questions", scenario.questions[0].question),
        ("offline", scenario.offline[0].text),
        ("drill", drill.injects[0].title),
    ):
        desk.part(part)
        desk.until(lambda wanted=words: wanted in desk.seen())


def test_enter_goes_from_the_list_into_the_steps_and_into_the_words(adopted):
    adopted.view.take_keyboard()

    adopted.press(Key.Key_Return)
    assert here().accessibleName() == "Pasos"
    adopted.press(Key.Key_Return)
    assert here().accessibleName() == "Qué hay que hacer"
    adopted.type_over("Llamar al 112 ahora")
    adopted.press(Key.Key_Tab)

    assert adopted.steps()[0] == "Llamar al 112 ahora"
    adopted.until(lambda: "Cambiado" in adopted.listed()[1])


def test_what_is_typed_is_one_step_of_undo_and_one_revision(adopted):
    before = adopted.offered()
    adopted.field("Qué hay que hacer")
    adopted.type_over("Llamar")
    adopted.until(lambda: adopted.steps()[0] == "Llamar")
    adopted.qtbot.keyClicks(here(), " al 112")
    adopted.press(Key.Key_Tab)

    assert adopted.steps()[0] == "Llamar al 112"
    assert adopted.offered().revision == before.revision + 1
    adopted.services.store.undo()
    assert adopted.offered().scenario == before.scenario


def test_enter_on_a_scenario_that_is_only_read_goes_to_its_parts(desk):
    desk.view.take_keyboard()

    desk.press(Key.Key_Return, Key.Key_Right)

    assert isinstance(here(), QAbstractButton)
    desk.until(lambda: desk.now().danger in desk.seen())


def test_another_scenario_keeps_what_was_typed_into_the_one_before(adopted):
    adopted.field("Qué hay que hacer")
    adopted.type_over("Llamar")

    adopted.view.show_target("flood")

    assert adopted.steps()[0] == "Llamar"
    assert adopted.offered("flood").kept is None


def test_in_a_narrow_window_a_scenario_takes_the_place_of_the_list(desk):
    desk.view.take_keyboard()
    desk.view.resize(700, 600)
    desk.until(lambda: desk.steps()[0] not in desk.seen())

    desk.press(Key.Key_Return)
    assert not any(item_list.isVisible() for item_list in desk.view.findChildren(ItemList))

    desk.press(Key.Key_Escape)
    assert here().accessibleName() == "Escenarios"


def test_alt_and_an_arrow_move_a_step_and_it_stays_chosen(adopted):
    first, second, *rest = adopted.steps()
    adopted.view.take_keyboard()
    adopted.press(Key.Key_Return)

    adopted.press(Key.Key_Down, held=ALT)
    adopted.until(lambda: adopted.steps()[:2] == [second, first])
    steps = here()
    assert isinstance(steps, ItemList)
    adopted.until(lambda: steps.currentIndex().row() == 1)
    assert shown(adopted, "Qué hay que hacer") == first
    adopted.press(Key.Key_Down, held=ALT)

    adopted.until(lambda: adopted.steps() == [second, rest[0], first, *rest[1:]])


def shown(desk: Desk, label: str) -> str:
    """What a field on screen holds."""
    found = desk.view.findChildren(QLineEdit)
    return next(
        edit.text() for edit in found if edit.isVisible() and edit.accessibleName() == label
    )


def test_a_step_is_added_at_the_end_of_its_phase_and_named_at_once(adopted):
    before = adopted.steps(Phase.FIRST_LINE)
    toggle(adopted, "Primer aviso").click()

    adopted.push("Añadir paso")
    adopted.until(lambda: here().accessibleName() == "Qué hay que hacer")
    adopted.type_over("Traducirla al portugués".encode("ascii", "ignore").decode())
    adopted.press(Key.Key_Tab)

    assert adopted.steps(Phase.FIRST_LINE) == [*before, "Traducirla al portugus"]


def toggle(desk: Desk, words: str) -> QAbstractButton:
    found = desk.view.findChildren(QAbstractButton)
    return next(item for item in found if item.isVisible() and item.text().startswith(words))


def test_a_phase_with_nine_steps_takes_no_more_and_says_so(adopted):
    for _number in range(9 - len(adopted.steps())):
        adopted.push("Añadir paso")
        count = len(adopted.steps())
        adopted.until(lambda wanted=count: str(wanted) in toggle(adopted, "Antes de").text())

    assert len(adopted.steps()) == 9
    assert "No caben más pasos" in adopted.seen()
    assert not next(
        button
        for button in adopted.view.findChildren(QPushButton)
        if button.text().strip() == "Añadir paso" and button.isVisible()
    ).isEnabled()


def test_a_sheet_that_grows_over_its_page_says_so(adopted):
    def longer(scenario: Scenario) -> Scenario:
        for phase in Phase:
            while len(scenario.of(phase)) < MOST_STEPS:
                text = f"Un paso más, el {len(scenario.steps) + 1}.º"
                scenario, _step = editing.add_step(scenario, phase, text)
        return scenario

    editing.edit(adopted.services.store, DOGS, longer)
    adopted.qtbot.waitUntil(lambda: "La hoja ocupa 2 páginas" in hands.seen(adopted.view))

    adopted.services.store.undo()
    adopted.qtbot.waitUntil(lambda: "La hoja ocupa" not in hands.seen(adopted.view))


def test_a_step_emptied_of_its_words_is_said_and_kept_as_it_was(adopted):
    before = adopted.steps()
    adopted.field("Qué hay que hacer")

    adopted.type_over("")
    adopted.press(Key.Key_Tab)

    assert adopted.steps() == before
    assert "qué hay que hacer, en pocas palabras" in adopted.seen()


def test_delete_takes_a_step_away_and_undo_brings_it_back(adopted):
    before = adopted.steps()
    adopted.view.take_keyboard()
    adopted.press(Key.Key_Return, Key.Key_Delete)

    adopted.until(lambda: adopted.steps() == before[1:])
    adopted.services.store.undo()

    adopted.until(lambda: shown(adopted, "Qué hay que hacer") == before[0])


def test_hat_and_minutes_of_a_step_are_chosen(adopted):
    hats = adopted.field("Función")
    assert isinstance(hats, QComboBox)
    adopted.press(Key.Key_Home)
    adopted.field("Minutos desde la apertura")
    adopted.type_over("12")
    adopted.press(Key.Key_Tab)

    step = adopted.now().of(Phase.BEFORE)[0]
    assert (step.hat, step.minutes) == (Hat.DECIDES, 12)


def test_the_card_of_the_scenario_is_written_in_place(adopted):
    adopted.part("sheet")
    adopted.field("Qué no hay que hacer nunca")
    adopted.type_over("Mentir\n\nCallar")
    adopted.field("Minutos entre dos informaciones")
    adopted.type_over("1")
    adopted.press(Key.Key_Tab)

    assert adopted.now().never == ("Mentir", "Callar")
    assert adopted.now().update_minutes == 60
    assert "1440" in adopted.seen()


def test_a_statement_is_changed_part_by_part_and_knows_its_fields(adopted):
    adopted.part("statements")
    adopted.field("Qué sabemos")
    adopted.type_over("Ocurre en {place}.")
    adopted.field("Empatía")
    adopted.type_over("Lo sentimos, {vecino}.")
    adopted.press(Key.Key_Tab)

    template = adopted.now().template(StatementKind.HOLDING)
    assert template is not None
    assert template.parts[StatementPart.KNOWN] == "Ocurre en {place}."
    assert "vecino" not in template.parts[StatementPart.EMPATHY]
    assert "«{vecino}» no es un campo" in adopted.seen()


def test_a_call_is_added_with_its_group(adopted):
    before = adopted.now().calls
    adopted.part("calls")

    adopted.push("Añadir llamada")
    adopted.until(lambda: here().accessibleName() == "A quién llamar")
    adopted.type_over("Veterinario")
    groups = adopted.field("Grupo del directorio")
    assert isinstance(groups, QComboBox)
    adopted.press(Key.Key_End)
    adopted.press(Key.Key_Tab)

    *others, made = adopted.now().calls
    assert tuple(others) == before
    assert (made.who, made.group) == ("Veterinario", Group.SUPPLIERS)


def test_two_fields_typed_one_after_the_other_are_both_kept(adopted):
    adopted.part("questions")
    adopted.field("Pregunta")
    adopted.type_over("Y ahora")
    adopted.field("Respuesta")
    adopted.type_over("Esperar\nal informe")
    adopted.press(Key.Key_Tab)

    first = adopted.now().questions[0]
    assert (first.question, first.answer) == ("Y ahora", "Esperar\nal informe")


def test_of_two_questions_that_say_the_same_the_one_that_is_chosen_is_changed(adopted):
    before = [question.question for question in adopted.now().questions]
    adopted.part("questions")
    for _number in range(2):
        adopted.push("Añadir pregunta")
    adopted.until(lambda: len(adopted.now().questions) == len(before) + 2)
    adopted.until(lambda: here().accessibleName() == "Pregunta")

    adopted.type_over("Y luego")
    adopted.press(Key.Key_Tab)

    after = [question.question for question in adopted.now().questions]
    assert after == [*before, "Pregunta nueva", "Y luego"]


def test_a_statement_that_was_taken_away_is_added_in_its_place_and_begun_at_once(adopted):
    before = [statement.kind for statement in adopted.now().statements]
    adopted.part("statements")
    adopted.view.take_keyboard()
    adopted.press(Key.Key_Return, Key.Key_Delete)
    adopted.until(lambda: [statement.kind for statement in adopted.now().statements] == before[1:])

    adder = hands.button(adopted.view, "Añadir comunicado")
    assert isinstance(adder, QPushButton)
    adopted.until(adder.isEnabled)
    adder.menu().actions()[0].trigger()
    adopted.until(lambda: here().accessibleName() == "Empatía")
    adopted.type_over("Lo sentimos.")
    adopted.press(Key.Key_Tab)

    made = adopted.now().statements[0]
    assert [statement.kind for statement in adopted.now().statements] == before
    assert made.parts == {StatementPart.EMPATHY: "Lo sentimos."}


def test_the_drill_has_its_events_in_order(adopted):
    drill = adopted.now().drill
    assert drill is not None
    adopted.part("drill")

    adopted.push("Añadir suceso")
    adopted.until(lambda: here().accessibleName() == "Título")
    adopted.type_over("Llama la radio")
    adopted.press(Key.Key_Tab)

    after = adopted.now().drill
    assert after is not None
    assert [inject.title for inject in after.injects] == [
        *(inject.title for inject in drill.injects),
        "Llama la radio",
    ]


def test_set_aside_it_says_what_that_means_and_is_taken_back(desk):
    desk.push("Retirar el escenario")
    desk.until(lambda: "no se ofrece cuando ocurre algo" in desk.seen())
    assert here() is hands.button(desk.view, "Recuperar el escenario")
    assert "Retirado" in desk.listed()[1]
    assert "Abrir incidente" not in desk.buttons()
    desk.push("Recuperar el escenario")
    desk.until(lambda: "Abrir incidente" in desk.buttons())
    assert here() is hands.button(desk.view, "Retirar el escenario")
    assert not desk.offered().set_aside


def test_an_incident_and_a_drill_are_opened_with_what_was_just_typed(adopted, opened):
    adopted.field("Qué hay que hacer")
    adopted.type_over("Llamar")

    adopted.push("Abrir incidente")
    adopted.push("Ensayar el escenario")

    assert opened == [(DOGS, False), (DOGS, True)]
    assert adopted.steps()[0] == "Llamar"


@pytest.fixture
def outdated(desk: Desk) -> Desk:
    """As adopted when the program's text had one step less and another title."""
    now = desk.now()
    base = replace(now, version=0, steps=now.steps[1:], title="Animales envenenados")
    mine = replace(base, title="Cebos en el parque")
    with desk.services.store.change(Topic.SCENARIOS) as db:
        records.save(db, StoredScenario(mine, base, desk.services.clock.now()))
    desk.until(lambda: "Nueva versión" in desk.listed()[1])
    return desk


def test_a_later_text_is_offered_and_only_what_is_ticked_is_taken(outdated):
    program = library.shipped(DOGS)
    assert program is not None
    assert "Cebos en el parque" in outdated.seen()
    assert "Usted también lo cambió" in outdated.seen()

    outdated.push("Incorporar 1 cambio")

    outdated.until(lambda: "Nueva versión" not in outdated.listed()[1])
    assert outdated.now() == replace(program, title="Cebos en el parque")
    assert not any(button.startswith("Incorporar") for button in outdated.buttons())


def test_the_towns_words_may_stay_and_another_order_is_said(outdated):
    before, kept = outdated.now(), outdated.offered().kept
    assert kept is not None
    assert kept.base is not None
    assert "El orden será el del programa." not in outdated.seen()
    first, second, *others = before.steps
    turned = (second, first, *others)
    with outdated.services.store.change(Topic.SCENARIOS) as db:
        earlier = StoredScenario(
            replace(before, steps=turned), replace(kept.base, steps=turned), kept.adopted_at
        )
        records.save(db, earlier)
    outdated.until(lambda: "El orden será el del programa." in outdated.seen())

    outdated.push("Dejar mi texto")

    outdated.until(lambda: "Nueva versión" not in outdated.listed()[1])
    assert outdated.now().steps == before.steps


def test_a_new_scenario_is_chosen_and_can_be_named_at_once(desk):
    hands.choose(desk.view, "Escenario nuevo", "Casi vacío")

    desk.until(lambda: here().accessibleName() == "Título")
    desk.type_over("Corte de carretera")
    desk.press(Key.Key_Tab)

    own = desk.view.chosen().scenario.id
    assert desk.now(own).title == "Corte de carretera"
    assert desk.now(own).number == len(library.SHIPPED) + 1


def test_ones_own_scenario_can_be_deleted_and_comes_back(desk):
    hands.choose(desk.view, "Escenario nuevo", "Como copia del elegido")
    desk.until(lambda: "Propio" in desk.listed()[-1])
    own = desk.view.chosen().scenario.id

    desk.push("Borrar")
    desk.until(lambda: len(desk.listed()) == len(library.SHIPPED))
    desk.services.store.undo()

    desk.until(lambda: len(desk.listed()) == len(library.SHIPPED) + 1)
    assert desk.offered(own).scenario.steps == desk.now().steps


def test_a_pack_is_written_with_the_scenarios_that_are_ticked(desk, asker, tmp_path):
    path = tmp_path / "dos.pregonpack"
    asker.answers.append(path)

    hands.pick(desk.view, "Exportar…")
    assert isinstance(here(), QAbstractButton)
    desk.press(Key.Key_Tab, Key.Key_Space)
    desk.push("Exportar 2 escenarios…")

    assert [scenario.id for scenario in packs.read(path).scenarios] == [DOGS, "flood"]
    assert desk.view.currentWidget() is desk.view.records


@pytest.fixture
def pack(desk: Desk, asker: ScriptedAsker, tmp_path: Path) -> Path:
    """From another town: the dogs in other words, the flood as it is, one that is new here."""
    store = desk.services.store
    with store.change(Topic.SCENARIOS, label="x") as db:
        made = editing.create(db, "Corte de carretera", "", desk.services.clock.now())
    editing.edit(store, DOGS, lambda scenario: replace(scenario, title="Cebos"), label="x")
    path = tmp_path / "vecinos.pregonpack"
    with store.read() as connection:
        packs.write(connection, [DOGS, "flood", made], path, desk.services.clock.today())
    store.undo()
    store.undo()
    desk.until(lambda: len(desk.listed()) == len(library.SHIPPED))
    asker.answers.append(path)
    return path


def test_what_a_pack_brings_is_seen_before_it_comes_and_ones_own_stays(desk, pack):
    before = desk.now()

    hands.pick(desk.view, "Importar paquete…")
    desk.until(lambda: "Importar 1 escenario" in desk.buttons())
    assert "Aún no se ha guardado nada" in desk.seen()
    assert "Ya tiene este escenario" in desk.seen()
    desk.push("Importar 1 escenario")

    desk.until(lambda: desk.view.chosen().scenario.title == "Corte de carretera")
    assert desk.now() == before


def test_where_it_is_there_already_the_person_chooses(desk, pack):
    hands.pick(desk.view, "Importar paquete…")
    desk.until(lambda: "Importar 1 escenario" in desk.buttons())

    toggle(desk, "Dejar el mío").setFocus()
    desk.press(Key.Key_Right)
    desk.push("Importar 2 escenarios")

    desk.until(lambda: desk.now().title == "Cebos")
    desk.services.store.undo()
    desk.until(lambda: desk.now().title != "Cebos")


def test_a_file_that_is_no_pack_leaves_everything_as_it_was(desk, asker, tmp_path):
    path = tmp_path / "foto.pregonpack"
    path.write_bytes(b"\x89PNG\r\n")
    asker.answers.append(path)

    hands.pick(desk.view, "Importar paquete…")

    desk.until(lambda: desk.view.currentWidget() is desk.view.records)
    with desk.services.store.read() as connection:
        assert records.everything(connection) == {}


def test_escape_goes_back_without_storing_anything(desk, pack):
    hands.pick(desk.view, "Importar paquete…")
    desk.until(lambda: "Importar 1 escenario" in desk.buttons())

    desk.press(Key.Key_Escape)

    assert desk.view.currentWidget() is desk.view.records
    assert here().accessibleName() == "Escenarios"
    with desk.services.store.read() as connection:
        assert records.everything(connection) == {}

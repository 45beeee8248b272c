"""The page of the plan: eight steps to walk through, and what is to be mended in each."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QRadioButton, QWidget

from core.plan import records, review
from core.plan.findings import Finding, FixTarget
from core.plan.kinds import PlanStep
from core.plan.labels import step_label
from core.plan.model import Plan, PrivateChannel, Task
from core.store import Topic, suggestions
from desktop.plan.head import PlanHead
from desktop.plan.page import PlanPage
from desktop.plan.step_view import StepView
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.widgets.choices import Tabs
from desktop.widgets.page_header import PageHeader
from desktop.widgets.stepper import Stepper
from tests.desktop import sight

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(small: Plan, shell: Shell) -> PlanPage:
    shell.go("plan")
    found = shell.page("plan")
    assert isinstance(found, PlanPage)
    return found


@pytest.fixture
def unreachable(small: Plan, services: Services) -> str:
    """A private channel without an address: one finding of the protocol step."""
    with services.store.change(Topic.PLAN, label="preparar") as db:
        records.add(db, PrivateChannel("Teléfono de la oficina"))
    return next(item.sentence for item in open_findings(services) if "Teléfono" in item.sentence)


def open_findings(services: Services) -> tuple[Finding, ...]:
    with services.store.read() as connection:
        return review.look(connection, services.clock.today()).open


def step_shown(page: PlanPage) -> PlanStep:
    return next(view.step for view in page.findChildren(StepView) if view.isVisible())


def steps(page: PlanPage) -> list[QRadioButton]:
    return page.findChild(Stepper).findChildren(QRadioButton)


def zoom_in(shell: Shell) -> None:
    """As much room as a laptop has at 200 %."""
    shell.setMinimumSize(0, 0)
    shell.resize(QSize(683, 384))


def menu(page: PlanPage) -> QMenu:
    """What the button with the three dots opens."""
    [found] = page.findChild(PlanHead).findChild(PageHeader).findChildren(QMenu)
    found.aboutToShow.emit()
    return found


def offered(page: PlanPage) -> list[str]:
    return [item.text().partition("\t")[0] for item in menu(page).actions()]


def go_there(sentence: str) -> str:
    return f"Ir allí: {sentence}"


def dismiss(sentence: str) -> str:
    return f"Descartar la observación…: {sentence}"


def test_the_arrows_walk_through_the_eight_steps_and_enter_opens_them(page, keys):
    walked = [step_shown(page)]
    for _time in range(7):
        keys.press(Key.Key_Right)
        assert step_shown(page) is walked[-1]
        keys.press(Key.Key_Return)
        walked.append(step_shown(page))

    assert walked == list(PlanStep)


def test_control_and_the_keys_of_pages_turn_the_steps_from_anywhere(page, keys, plan):
    keys.open(PlanStep.AUDIENCES)

    keys.press(Key.Key_PageDown, CONTROL)
    assert step_shown(page) is PlanStep.CHANNELS
    keys.press(Key.Key_PageUp, CONTROL, times=3)
    assert step_shown(page) is PlanStep.START
    keys.press(Key.Key_PageUp, CONTROL)
    assert step_shown(page) is PlanStep.START


def test_buttons_at_either_side_bear_the_names_of_the_neighbours(page, keys):
    keys.open(PlanStep.CHANNELS)
    page.take_keyboard()

    keys.tab_to("Paso siguiente: Usos y contenidos")
    keys.press(Key.Key_Return)

    assert step_shown(page) is PlanStep.USES


def test_each_step_says_how_it_stands(page, services, plan, qtbot, keys):
    def state(step: PlanStep) -> str:
        names = [item.accessibleName() for item in steps(page)]
        return next(name for name in names if step_label(step) in name)

    assert state(PlanStep.PEOPLE).endswith(": en orden")

    with services.store.change(Topic.PLAN, label="proponer") as db:
        suggestions.mark(db, "task", plan().tasks[0].id, "writing", "Every town has it")
    qtbot.waitUntil(lambda: state(PlanStep.PEOPLE).endswith(": una sugerencia sin repasar"))

    with services.store.change(Topic.PLAN, label="quitar") as db:
        records.save(db, replace(plan().tasks[0], hours_week=40))

    qtbot.waitUntil(lambda: not state(PlanStep.PEOPLE).endswith(": en orden"))


def test_a_finding_leads_into_the_field_that_mends_it(page, unreachable, keys, plan, qtbot):
    keys.open(PlanStep.PROTOCOL)
    keys.wait_for(unreachable)
    keys.shell.go("plan")

    keys.tab_to(go_there(unreachable))
    keys.press(Key.Key_Return)
    assert keys.name() == "Dónde"

    keys.write("924 822 438")
    keys.press(Key.Key_Tab)
    assert plan().private_channels[1].address == "924 822 438"
    qtbot.waitUntil(lambda: not keys.sees(unreachable))


def test_a_finding_is_dismissed_with_a_reason_and_comes_back_with_undo(
    page, unreachable, keys, plan, qtbot
):
    keys.open(PlanStep.PROTOCOL)
    keys.wait_for(unreachable)
    keys.shell.go("plan")
    keys.tab_to(dismiss(unreachable))
    keys.press(Key.Key_Space)
    assert keys.name() == "¿Por qué se descarta?"

    keys.press(Key.Key_Return)
    assert keys.sees("Diga en pocas palabras por qué no se arregla.")
    assert plan().dismissals == ()

    keys.write("Sale en la web")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: not keys.sees(unreachable))
    assert keys.name().startswith("Un consejo · Una descartada")
    keys.press(Key.Key_Space)
    keys.wait_for("Sale en la web")
    assert [dismissal.reason for dismissal in plan().dismissals] == ["Sale en la web"]

    keys.press(Key.Key_Z, CONTROL)
    assert plan().dismissals == ()
    qtbot.waitUntil(lambda: not keys.sees("Sale en la web"))
    assert keys.sees(unreachable)


def test_a_reason_too_long_is_not_cut_behind_the_persons_back(page, unreachable, keys, plan):
    reason = "Sale en la web. " * 20
    keys.open(PlanStep.PROTOCOL)
    keys.wait_for(unreachable)
    keys.shell.go("plan")
    keys.tab_to(dismiss(unreachable))
    keys.press(Key.Key_Space)
    keys.write(reason)

    keys.press(Key.Key_Return)

    assert plan().dismissals == ()
    assert keys.sees(f"Tiene {len(reason.strip())} caracteres y caben como mucho 200.")
    field = keys.here()
    assert isinstance(field, QLineEdit)
    assert field.text() == reason


def test_the_keyboard_stays_among_the_findings_after_a_dismissal(page, unreachable, keys, qtbot):
    keys.open(PlanStep.PROTOCOL)
    keys.wait_for(unreachable)
    keys.shell.go("plan")
    keys.tab_to(dismiss(unreachable))
    keys.press(Key.Key_Space)
    keys.write("Ya se sabe")
    keys.press(Key.Key_Return)

    qtbot.waitUntil(lambda: keys.name() == "Un consejo · Una descartada")


def test_esc_asks_no_more_and_dismisses_nothing(page, unreachable, keys, plan):
    keys.open(PlanStep.PROTOCOL)
    keys.wait_for(unreachable)
    keys.shell.go("plan")
    keys.tab_to(dismiss(unreachable))
    keys.press(Key.Key_Space)
    keys.write("Porque no")

    keys.press(Key.Key_Escape)

    assert plan().dismissals == ()
    assert keys.name() == dismiss(unreachable)


def test_what_was_dismissed_can_count_again(page, unreachable, keys, plan, qtbot):
    keys.open(PlanStep.PROTOCOL)
    keys.wait_for(unreachable)
    keys.shell.go("plan")
    keys.tab_to(dismiss(unreachable))
    keys.press(Key.Key_Space)
    keys.write("Ya se sabe")
    keys.press(Key.Key_Return)
    qtbot.waitUntil(lambda: keys.name() == "Un consejo · Una descartada")
    keys.press(Key.Key_Space)
    assert keys.sees("Ya se sabe")

    keys.tab_to(f"Volver a tenerla en cuenta: {unreachable}")
    keys.press(Key.Key_Return)

    assert plan().dismissals == ()
    qtbot.waitUntil(lambda: not keys.sees("Ya se sabe"))


def test_what_the_roster_has_to_mend_is_mended_there(page, small, shell, keys):
    contact = small.people[0].contact_id
    assert contact is not None

    page.show_target(FixTarget(PlanStep.PROTOCOL, "contact", contact, "phones"))

    assert shell.page_id == "roster"


def test_the_gravest_is_in_one_line_and_the_others_unfold_below_it(page, services, keys, qtbot):
    with services.store.change(Topic.PLAN, label="preparar") as db:
        for title in ("Mostrador", "Correo", "Buzón", "Alguacil"):
            records.add(db, PrivateChannel(title))
    keys.open(PlanStep.PROTOCOL)
    keys.wait_for("Mostrador")
    assert not keys.sees("Alguacil")
    keys.shell.go("plan")

    keys.tab_to("7 más")
    keys.press(Key.Key_Space)

    assert keys.sees("Alguacil")
    assert keys.name().startswith("Ir allí")


def test_a_step_in_order_says_so(page, keys):
    keys.open(PlanStep.PEOPLE)
    assert keys.sees("Nada por arreglar en este paso.")


def test_where_the_page_is_low_nothing_says_that_nothing_is_to_be_mended(page, shell, keys, qtbot):
    keys.open(PlanStep.PEOPLE)
    assert keys.sees("Nada por arreglar en este paso.")

    shell.resize(QSize(1024, 600))
    qtbot.waitUntil(lambda: not keys.sees("Nada por arreglar en este paso."))


def test_what_is_found_gives_way_to_a_card_that_is_alone(page, unreachable, shell, keys, qtbot):
    advice = "Escriba lo que se le dice a la gente"
    keys.open(PlanStep.PROTOCOL)
    keys.wait_for(unreachable)
    assert keys.sees(advice)
    keys.shell.go("plan")
    keys.tab_to(go_there(unreachable))
    keys.press(Key.Key_Return)

    zoom_in(shell)
    qtbot.waitUntil(lambda: not keys.sees(unreachable))
    assert keys.name() == "Dónde"

    keys.press(Key.Key_Escape)
    keys.wait_for(unreachable)
    # What is to be done about it is a second line, and gives way too.
    assert not keys.sees(advice)


def test_why_there_is_such_a_step_is_told_once_by_itself_and_then_when_asked(page, keys, services):
    told = "Un pueblo de 3400 vecinos escribió"
    keys.wait_for(told)
    assert services.settings.seen == ["plan"]
    keys.press(Key.Key_Escape)
    assert not keys.sees(told)

    keys.tab_to("¿Por qué? Ejemplo")
    keys.press(Key.Key_Space)
    assert keys.sees(told)
    assert keys.name() == "Entendido"
    keys.press(Key.Key_Return)
    assert not keys.sees(told)
    assert keys.name() == "¿Por qué? Ejemplo"

    keys.press(Key.Key_Space)
    keys.press(Key.Key_Escape)
    assert not keys.sees(told)
    assert keys.name() == "¿Por qué? Ejemplo"
    keys.open(PlanStep.USES)
    assert not keys.sees(told)


def test_where_the_page_is_low_the_line_of_the_plan_gives_way_to_the_step(page, shell, keys, qtbot):
    assert keys.sees("borrador, sin versión aprobada")

    shell.resize(QSize(1024, 600))
    qtbot.waitUntil(lambda: not keys.sees("borrador, sin versión aprobada"))
    assert keys.sees("1 · Partida")
    qtbot.waitUntil(lambda: {"Modo proyector", "Imprimir…"} <= set(offered(page)))

    shell.resize(QSize(1366, 768))
    qtbot.waitUntil(lambda: keys.sees("borrador, sin versión aprobada"))


def test_in_the_smallest_windows_steps_parts_and_menu_are_one_line(page, shell, keys, qtbot):
    keys.open(PlanStep.PEOPLE)
    [tabs] = (made for made in page.findChildren(Tabs) if made.isVisible())
    [stepper] = page.findChildren(Stepper)

    def beside() -> bool:
        middles = [part.mapTo(page, part.rect().center()).y() for part in (tabs, stepper)]
        return abs(middles[0] - middles[1]) <= 1

    assert not beside()
    zoom_in(shell)
    qtbot.waitUntil(beside)
    assert not keys.sees("7 · Personas")
    wanted = ["¿Por qué? Ejemplo", "Modo proyector", "Imprimir…"]
    qtbot.waitUntil(lambda: offered(page) == wanted)

    keys.press(Key.Key_PageDown, CONTROL)
    assert step_shown(page) is PlanStep.REVIEW
    [tabs] = (made for made in page.findChildren(Tabs) if made.isVisible())
    qtbot.waitUntil(beside)

    shell.resize(QSize(1366, 768))
    qtbot.waitUntil(lambda: keys.sees("8 · Revisión") and not beside())


def test_why_there_is_such_a_step_is_told_from_the_menu_too(page, shell, keys, qtbot):
    keys.wait_for("Un pueblo de 3400 vecinos escribió")
    keys.press(Key.Key_Escape)
    zoom_in(shell)
    qtbot.waitUntil(lambda: "¿Por qué? Ejemplo" in offered(page))

    [asked] = (item for item in menu(page).actions() if item.text() == "¿Por qué? Ejemplo")
    asked.trigger()

    keys.wait_for("Un pueblo de 3400 vecinos escribió")
    assert keys.name() == "Entendido"
    keys.press(Key.Key_Return)
    assert not keys.sees("Un pueblo de 3400 vecinos escribió")
    assert keys.name().startswith("Pasos del plan")


def test_control_p_prints_the_plan(page, shell, keys, qtbot):
    qtbot.waitUntil(page.isVisible)

    keys.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: shell.page_id == "documents")


def test_a_plan_of_two_years_is_called_by_both(page, services, plan, keys):
    charter = plan().charter
    assert charter.end_on is not None
    with services.store.change(Topic.PLAN, label="alargar") as db:
        records.save(db, replace(charter, end_on=charter.end_on.replace(year=2028)))

    keys.wait_for("2027–2028")


def test_a_hidden_page_is_up_to_date_when_it_is_shown_again(page, shell, services, keys):
    keys.open(PlanStep.PEOPLE)
    shell.go("settings")
    with services.store.change(Topic.PLAN, label="añadir") as db:
        records.add(db, Task("Contar la feria"))

    keys.open(FixTarget(PlanStep.PEOPLE, "task"))

    keys.wait_for("7 · Personas")
    assert keys.name() != ""


@pytest.mark.usefixtures("small")
def test_what_is_on_a_step_ends_at_one_right_edge(keys, qtbot):
    keys.shell.resize(1366, 768)
    keys.open(PlanStep.AUDIENCES)

    def edges() -> set[int]:
        shown = [item for item in keys.shell.findChildren(QWidget) if item.isVisible()]
        return sight.right_edges(keys.shell, shown)

    qtbot.waitUntil(lambda: len(edges()) == 1, timeout=5000)

"""The first screen: language, the example, and the workspaces of before."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget
from shiboken6 import delete

from core import content, i18n, settings
from core.example import ExampleContent
from desktop.app.application import Application
from desktop.recent_workspaces import RecentCard
from desktop.welcome.window import Welcome
from desktop.widgets.banner import Banner
from tests.desktop.hands import answering, button

Key = Qt.Key


def test_the_language_is_the_first_stop_and_changes_at_once(person, tmp_path):
    person.presses(Key.Key_Backtab, Key.Key_Right)
    assert i18n.current() == "en"
    assert person.reads("Start with your town")
    assert person.qapp.focusWidget().text() == "English"
    assert settings.load(tmp_path / "settings" / "settings.json").language == "en"


def test_the_example_town_opens_as_a_copy_of_its_own(person, documents):
    person.tabs_to("Abrir el municipio de ejemplo")
    person.presses(Key.Key_Return)
    person.waits_for_the_workspace()
    name = content.load("example-town", ExampleContent).town.name
    assert person.program.services.store.path == documents / f"{name}.pregon"


def test_while_the_example_is_made_nothing_else_of_the_first_screen_is_begun(person, qtbot):
    person.tabs_to("Abrir el municipio de ejemplo")
    others = {
        made.accessibleName() or made.text(): made
        for made in person.window.findChildren(QAbstractButton)
        if made.isVisible()
    }

    person.presses(Key.Key_Return)
    for words in ("English", "Crear el archivo de su municipio"):
        qtbot.mouseClick(others[words], Qt.MouseButton.LeftButton)

    person.waits_for_the_workspace()
    assert i18n.current() == "es"


def test_the_second_copy_of_the_example_leaves_the_first_alone(person, documents):
    name = content.load("example-town", ExampleContent).town.name
    for file in (f"{name}.pregon", f"{name} 2.pregon"):
        person.tabs_to("Abrir el municipio de ejemplo")
        person.presses(Key.Key_Return)
        person.waits_for_the_workspace()
        assert person.program.services.store.path == documents / file
        person.program.show_welcome()


def test_an_existing_workspace_is_asked_for_and_opened(person, medellin, asker):
    asker.answers = [medellin]
    person.tabs_to("Abrir un archivo…")
    person.presses(Key.Key_Return)
    assert person.waits_for_the_workspace().windowTitle().startswith("Medellín")


def test_a_file_that_is_no_workspace_is_said_and_the_screen_stays(person, tmp_path, asker):
    file = tmp_path / "carta.pregon"
    file.write_text("Estimado vecino:")
    asker.answers = [file]
    person.tabs_to("Abrir un archivo…")
    person.presses(Key.Key_Return)
    assert person.reads(
        f"«{file.name}» se llama como un archivo de Pregón, pero lo que contiene es otra"
        " cosa o está dañado. No se ha tocado."
    )
    assert file.read_text() == "Estimado vecino:"


def test_a_recent_workspace_opens_with_enter(program, make_person):
    program.show_welcome()
    person = make_person(program)
    person.tabs_to("Abrir: Medellín")
    person.presses(Key.Key_Return)
    assert person.waits_for_the_workspace().windowTitle().startswith("Medellín")


def test_a_workspace_that_no_list_knows_is_found_where_workspaces_are_kept(
    start, documents, medellin, make_person
):
    documents.mkdir(parents=True)
    medellin.rename(documents / "Medellín.pregon")

    person = make_person(start())
    person.waits_to_read("Medellín")
    person.tabs_to("Abrir: Medellín")
    person.presses(Key.Key_Return)

    shell = person.waits_for_the_workspace()
    assert shell.windowTitle().startswith("Medellín")


def test_the_dialog_begins_where_the_last_workspace_is(qapp, medellin, tmp_path):
    place = tmp_path / "own" / "settings.json"
    recent = [str(tmp_path / "gone" / "Otro.pregon"), str(medellin)]
    settings.save(settings.Settings("es", "light", recent=recent), place)
    program = Application(qapp, place)
    program.show_welcome()
    begun: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        begun.append(dialog.directory().absolutePath())
        dialog.reject()

    assert isinstance(program.window, Welcome)
    with answering(look):
        button(program.window, "Abrir un archivo…").click()

    assert begun == [str(medellin.parent)]
    program.window.close()
    program.close()


def test_a_recent_workspace_that_is_gone_is_said_and_can_be_taken_off(start, tmp_path, make_person):
    gone = tmp_path / "USB" / "Don Benito.pregon"
    program = start(recent=[str(gone)])
    assert isinstance(program.window, Welcome)
    person = make_person(program)
    person.waits_to_read(f"No está en {gone.parent}.")
    person.tabs_to("Quitar de la lista: Don Benito")
    person.presses(Key.Key_Return)
    assert program.settings.recent == []
    assert not person.reads("Don Benito")


def test_a_page_that_goes_while_workspaces_are_looked_for_falls_over_nothing(
    start, tmp_path, qtbot
):
    program = start(recent=[str(tmp_path / "USB" / "Don Benito.pregon")])
    assert isinstance(program.window, Welcome)
    jobs = program.window.jobs
    card = RecentCard(program.settings, program, jobs, parent=program.window)

    delete(card)

    with qtbot.captureExceptions() as fallen:
        qtbot.waitUntil(lambda: not jobs.busy())
    assert fallen == []
    assert program.window.findChildren(Banner) == []


def test_everything_grows_and_shrinks_by_keyboard(person, tmp_path):
    control = Qt.KeyboardModifier.ControlModifier
    person.qtbot.keyClick(person.window, Key.Key_Plus, control)
    person.qtbot.keyClick(person.window, Key.Key_Plus, control)
    assert settings.load(tmp_path / "settings" / "settings.json").zoom == 125
    person.qtbot.keyClick(person.window, Key.Key_Minus, control)
    assert person.program.settings.zoom == 110
    person.qtbot.keyClick(person.window, Key.Key_0, control)
    assert person.program.settings.zoom == 100

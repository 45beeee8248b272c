"""Files and links that are dragged from other programs onto the window, or given at the start."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from core import settings
from core.clock import FixedClock
from core.crisis.scenarios import packs
from desktop.app.application import Application
from desktop.app.beginning import begin
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.welcome.window import Welcome
from tests.core import towns
from tests.desktop.conftest import end
from tests.desktop.dragging import COPY, Drag
from tests.desktop.hands import button, buttons, fields, into, seen, value

FEEDS = (
    '<opml version="2.0"><body><outline text="Hoy" xmlUrl="https://hoy.example/rss"/></body></opml>'
)
MEETING = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@otro\r\nSUMMARY:Pleno\r\n"
    "DTSTART:20270503T190000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nEND:VCARD\r\n"
ROWS = "Nombre;Teléfono\nAna;600 00 00 01\n"


@pytest.fixture
def file(tmp_path: Path):
    """Writes a file of this name."""

    def write(name: str, content: str = "") -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write


@pytest.fixture
def pack(services, tmp_path: Path, clock: FixedClock) -> Path:
    """A pack of one scenario of the program."""
    path = tmp_path / "inundaciones.pregonpack"
    with services.store.read() as connection:
        packs.write(connection, ["flood"], path, clock.today())
    return path


@pytest.mark.parametrize(
    ("name", "content", "asked", "page", "offered"),
    [
        ("ana.vcf", CARD, "importar sus contactos", "roster", "Importar un contacto"),
        ("lista.CSV", ROWS, "importar sus contactos", "roster", "Importar un contacto"),
        (
            "club.ics",
            MEETING,
            "importarlo en el calendario",
            "calendar",
            "Importar una publicación",
        ),
    ],
)
def test_a_file_is_shown_where_it_would_be_imported(
    shell: Shell, file, qtbot, name, content, asked, page, offered
):
    drag = Drag(shell, file(name, content)).enter()
    assert f"Suelte {name} aquí para {asked}." in seen(shell)

    drag.drop()

    qtbot.waitUntil(lambda: shell.page_id == page)
    qtbot.waitUntil(lambda: any(item.text().strip() == offered for item in buttons(shell)))
    assert "Suelte" not in seen(shell)
    assert name in seen(shell)


def test_a_list_of_feeds_is_added_to_the_sources(shell: Shell, file, qtbot):
    Drag(shell, file("medios.opml", FEEDS)).drop()

    qtbot.waitUntil(lambda: "Una fuente añadida." in seen(shell))
    assert shell.page_id == "mentions"


def test_a_pack_is_looked_at_before_it_is_imported(shell: Shell, pack, qtbot):
    Drag(shell, pack).drop()

    qtbot.waitUntil(lambda: "De Medellín" in seen(shell))
    assert shell.page_id == "crisis"


def test_a_town_is_opened_in_place_of_the_one_that_is_open(
    program, shell: Shell, medellin_file, tmp_path, qtbot
):
    (tmp_path / "otro").mkdir()
    other = towns.copied(medellin_file, tmp_path / "otro")

    Drag(shell, other).drop()

    qtbot.waitUntil(lambda: program.services.store.path == other)


def test_a_link_is_filled_in_where_a_mention_is_noted_by_hand(shell: Shell, qtbot):
    Drag(shell, "https://hoy.example/medell%C3%ADn?a=1").drop()

    qtbot.waitUntil(lambda: "Enlace, si lo tiene" in fields(shell))
    assert value(shell, "Enlace, si lo tiene") == "https://hoy.example/medell%C3%ADn?a=1"


@pytest.mark.parametrize(
    ("page", "said", "asked", "title"),
    [
        ("calendar", "Título", "importarlo en el calendario", "Importar un calendario"),
        ("plan", "120", "importar sus mediciones", "Importar mediciones"),
    ],
)
def test_a_table_goes_to_what_the_page_on_screen_imports(
    town: Services, file, page, said, asked, title, qtbot
):
    town.go(page)
    window = QApplication.activeWindow()
    assert isinstance(window, Shell)

    drag = Drag(window, file("tabla.csv", f"Día;Título\n03/05/2027;{said}\n")).enter()
    assert f"Suelte tabla.csv aquí para {asked}." in seen(window)
    drag.drop()

    qtbot.waitUntil(lambda: title in seen(window))
    assert window.page_id == page


@pytest.mark.parametrize("names", [["acta.docx"], ["a.vcf", "b.vcf"], ["sin ending"]])
def test_what_cannot_be_taken_is_refused_with_what_can(shell: Shell, file, names, qtbot):
    before = shell.page_id

    Drag(shell, *[file(name) for name in names]).drop()

    qtbot.waitUntil(lambda: bool(shell.messages.shown()))
    assert ".pregonpack" in shell.messages.shown()[0]
    assert shell.page_id == before


def test_what_is_dragged_away_again_leaves_everything_as_it_was(shell: Shell, file):
    drag = Drag(shell, file("ana.vcf", CARD)).enter()
    assert "ana.vcf" in seen(shell)

    drag.leave()

    assert "ana.vcf" not in seen(shell)
    assert shell.page_id == "settings"


def test_a_file_is_never_moved_out_of_its_folder(shell: Shell, file):
    drag = Drag(shell, file("ana.vcf", CARD))

    assert drag.drop().dropAction() == COPY


def test_text_that_is_dropped_on_a_field_is_typed_there(shell: Shell, qtbot):
    shell.go("roster")
    field = into(qtbot, shell, "Buscar en el directorio")
    assert isinstance(field, QLineEdit)
    drag = Drag(shell, over=field)
    drag._mime.setText("Ruiz")

    drag.drop()

    assert field.text() == "Ruiz"
    assert shell.page_id == "roster"


def test_on_the_first_screen_a_town_is_opened(start, medellin, qtbot):
    program = start()
    assert isinstance(program.window, Welcome)

    Drag(program.window, medellin).drop()

    qtbot.waitUntil(lambda: isinstance(program.window, Shell))
    assert program.services.store.path == medellin


def test_on_the_first_screen_there_is_nothing_to_import_into(start, file, qtbot):
    program = start()

    Drag(program.window, file("ana.vcf", CARD)).drop()

    qtbot.waitUntil(lambda: bool(program.window.messages.shown()))
    assert "Abra antes un municipio" in program.window.messages.shown()[0]
    assert button(program.window, "Crear")


@pytest.fixture
def begun(
    qapp: QApplication, clock: FixedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Application]]:
    """Starts the program as the system does with a file that a person opens."""
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documentos"))
    started: list[Application] = []

    def run(file: Path, *recent: Path) -> Application:
        place = tmp_path / "begun" / "settings.json"
        known = [str(path) for path in recent]
        settings.save(settings.Settings("es", "light", recent=known), place)
        started.append(Application(qapp, place, clock=clock))
        begin(started[0], file)
        return started[0]

    yield run
    end(started[0])


def test_a_pack_that_is_opened_from_its_folder_is_shown_in_the_last_town(
    begun, pack, program, medellin, qtbot
):
    end(program)

    again = begun(pack, medellin)

    qtbot.waitUntil(lambda: "De Medellín" in seen(again.window))
    assert again.window.page_id == "crisis"


def test_a_pack_that_is_opened_before_there_is_a_town_says_so(begun, tmp_path):
    pack = tmp_path / "vecinos.pregonpack"
    pack.touch()

    first = begun(pack)

    assert isinstance(first.window, Welcome)
    assert "Abra antes un municipio" in first.window.messages.shown()[0]


def test_a_town_that_is_opened_from_its_folder_is_the_one_on_screen(begun, medellin, qtbot):
    assert begun(medellin).services.store.path == medellin


def test_a_pack_that_is_opened_goes_to_the_window_that_has_the_town_open(
    begun, pack, medellin, shell: Shell, qtbot
):
    again = begun(pack, medellin)

    assert again.window is None
    qtbot.waitUntil(lambda: "De Medellín" in seen(shell))
    assert shell.page_id == "crisis"


def test_while_a_question_is_open_nothing_is_taken(shell: Shell, file):
    question = QMessageBox(shell)
    question.open()
    drag = Drag(shell, file("ana.vcf", CARD)).enter()

    assert "ana.vcf" not in seen(shell)
    drag.drop()
    QApplication.processEvents()

    assert shell.page_id == "settings"
    question.close()

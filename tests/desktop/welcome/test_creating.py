"""From an empty laptop to an open workspace, by keyboard."""

import io
from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QListView

from core import store
from core.clock import Clock
from core.roster import records as roster_records
from core.town import records
from core.town.gazetteer import HOURS_IN_A_WEEK
from core.town.model import NAME_LIMIT, BodyKind, Town
from desktop.welcome.window import Welcome

Key = Qt.Key
Person = Any
"""The fixture of conftest.py."""


def town_in(path: Path) -> Town:
    opened = store.open_store(path, Clock())
    try:
        with opened.read() as connection:
            return records.load(connection)
    finally:
        opened.close()


def begin(person: Person) -> None:
    """Enter on the button that has the keyboard from the start; then the list is there."""
    person.presses(Key.Key_Return)
    person.waits_to_read("¿De qué municipio se encarga?")


def choose(person: Person, typed: str, rows_down: int = 0) -> None:
    person.types(typed)
    listed = person.window.findChild(QListView)
    person.qtbot.waitUntil(lambda: listed.isVisible() and listed.model().rowCount() > rows_down)
    person.presses(*[Key.Key_Down] * rows_down, Key.Key_Return)


def test_medellin_of_badajoz_in_a_handful_of_keys(person, documents):
    begin(person)
    choose(person, "medellin bad")
    person.waits_to_read("Medellín (Badajoz)")
    person.types("7,5")
    person.presses(Key.Key_Return)
    person.types("Ana Sáez")
    person.presses(Key.Key_Tab)
    person.types("Auxiliar administrativa")
    person.presses(Key.Key_Return)
    shell = person.waits_for_the_workspace()
    assert shell.windowTitle().startswith("Medellín")
    person.program.close()
    town = town_in(documents / "Medellín.pregon")
    assert (town.ine_code, town.province, town.kind) == ("06080", "Badajoz", BodyKind.MUNICIPALITY)
    assert (town.hours_week, town.languages) == (7.5, ("es",))
    assert (town.person, town.post) == ("Ana Sáez", "Auxiliar administrativa")


def test_a_new_workspace_comes_with_people_to_call(person):
    begin(person)
    choose(person, "medellin bad")
    person.presses(Key.Key_Return, Key.Key_Return)
    person.waits_for_the_workspace()
    with person.program.services.store.read() as connection:
        assert roster_records.everyone(connection)


def test_down_marks_the_next_municipality(person):
    begin(person)
    choose(person, "villanueva de la", rows_down=2)
    chosen = person.window.findChild(QListView).currentIndex()
    assert chosen.row() == 2
    person.waits_to_read(str(chosen.data()))


def test_the_language_of_the_region_is_ticked_with_spanish(person):
    begin(person)
    choose(person, "olot")
    boxes = person.window.findChildren(QCheckBox)
    ticked = [box.text() for box in boxes if box.isVisible() and box.isChecked()]
    assert ticked == ["Español", "Catalán o valenciano"]


def test_enter_with_nothing_typed_says_what_is_missing(person):
    begin(person)
    person.presses(Key.Key_Return)
    assert person.reads("Escriba el nombre del municipio.")


def test_a_name_that_no_municipality_has_leads_to_another_body(person):
    begin(person)
    person.types("Xyzzy")
    person.waits_to_read(
        "Ningún municipio se llama así. Revise cómo está escrito, o elija «Otra entidad» y escriba"
        " el nombre."
    )
    person.presses(Key.Key_Return)
    assert person.reads("Elija un municipio de la lista.")


def test_another_body_by_hand(person, documents):
    begin(person)
    person.tabs_to("Otra entidad")
    person.presses(Key.Key_Return)
    person.types("Mancomunidad Vegas Altas")
    person.presses(Key.Key_Tab)
    person.types("Badajoz")
    person.presses(Key.Key_Tab)
    person.types("12.500")
    person.presses(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    person.waits_for_the_workspace()
    person.program.close()
    town = town_in(documents / "Mancomunidad Vegas Altas.pregon")
    assert town == Town(
        "Mancomunidad Vegas Altas", BodyKind.OTHER, province="Badajoz", population=12500
    )


def test_a_name_that_is_too_long_is_said_beside_its_field(person):
    begin(person)
    person.tabs_to("Otra entidad")
    person.presses(Key.Key_Return)
    person.types("n" * (NAME_LIMIT + 1))
    person.presses(Key.Key_Return)
    assert person.reads(f"Tiene {NAME_LIMIT + 1} caracteres y caben como mucho {NAME_LIMIT}.")


def test_hours_that_are_no_number_keep_the_step_and_what_was_typed(person):
    begin(person)
    choose(person, "medellin bad")
    person.types("ocho")
    person.presses(Key.Key_Return)
    assert person.reads(f"Escriba un número entre 0 y {HOURS_IN_A_WEEK}.")
    assert person.qapp.focusWidget().text() == "ocho"


def test_escape_goes_back_step_by_step_and_keeps_what_was_typed(person):
    begin(person)
    choose(person, "medellin bad")
    person.types("6")
    person.presses(Key.Key_Return, Key.Key_Escape)
    assert person.qapp.focusWidget().text() == "6"
    person.presses(Key.Key_Escape)
    assert person.qapp.focusWidget().text() == "medellin bad"
    person.presses(Key.Key_Escape)
    assert person.reads("Empezar con su municipio")


def test_a_file_that_is_there_is_never_overwritten(person, documents):
    documents.mkdir(parents=True)
    (documents / "Medellín.pregon").write_bytes(b"of somebody else")
    begin(person)
    choose(person, "medellin bad")
    person.presses(Key.Key_Return, Key.Key_Return)
    person.waits_for_the_workspace()
    assert (documents / "Medellín.pregon").read_bytes() == b"of somebody else"
    assert person.program.services.store.path == documents / "Medellín 2.pregon"


def test_a_folder_that_cannot_be_written_is_said_and_another_one_helps(
    person, documents, tmp_path, asker
):
    documents.parent.mkdir()
    documents.write_text("a file where the folder should be")
    asker.answers = [tmp_path / "USB"]
    begin(person)
    choose(person, "medellin bad")
    person.presses(Key.Key_Return, Key.Key_Return)
    person.waits_to_read(f"«Medellín.pregon» no se puede guardar en {documents}.")
    assert isinstance(person.window, Welcome)
    assert documents.read_text() == "a file where the folder should be"
    person.tabs_to("Elegir otra carpeta…")
    person.presses(Key.Key_Return)
    person.tabs_to("Crear el archivo")
    person.presses(Key.Key_Return)
    person.waits_for_the_workspace()
    assert person.program.services.store.path == tmp_path / "USB" / "Medellín.pregon"


def test_the_crest_goes_into_the_workspace(person, tmp_path, asker):
    image = io.BytesIO()
    Image.new("RGB", (60, 80), "navy").save(image, "PNG")
    file = tmp_path / "escudo.png"
    file.write_bytes(image.getvalue())
    asker.answers = [file]
    begin(person)
    choose(person, "medellin bad")
    person.tabs_to("Elegir una imagen…")
    person.presses(Key.Key_Space)
    person.qtbot.waitUntil(lambda: not person.reads("Sin escudo todavía"))
    person.tabs_to("Seguir")
    person.presses(Key.Key_Return, Key.Key_Return)
    person.waits_for_the_workspace()
    with person.program.services.store.read() as connection:
        crest = records.crest(connection)
    assert crest is not None
    assert Image.open(io.BytesIO(crest)).size == (60, 80)


def test_a_crest_that_is_no_image_is_said_and_the_steps_go_on(person, tmp_path, asker):
    file = tmp_path / "escudo.png"
    file.write_text("no image")
    asker.answers = [file]
    begin(person)
    choose(person, "medellin bad")
    person.tabs_to("Elegir una imagen…")
    person.presses(Key.Key_Space)
    person.waits_to_read("El archivo no es una imagen que se pueda leer.")
    person.tabs_to("Seguir")
    person.presses(Key.Key_Return)
    assert person.reads("¿Cómo se llama usted?")

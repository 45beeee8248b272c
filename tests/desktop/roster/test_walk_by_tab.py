"""Tab through the whole card of a contact, as it is read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.roster.editor import ContactEditor
from desktop.roster.page import RosterPage
from tests.desktop.hands import here, press, write


def read_by_tab(page: RosterPage, qtbot: QtBot) -> list[str]:
    """What Tab meets from where the keyboard is, until it leaves the card."""
    editor = page.findChildren(ContactEditor)[0]
    met: list[str] = []
    while editor.isAncestorOf(here()) and len(met) < 60:
        met.append(here().accessibleName() or here().property("text"))
        qtbot.keyClick(here(), Qt.Key.Key_Tab)
    return met


def test_tab_goes_through_the_whole_card_as_it_is_read_also_after_another_phone(page, shell, qtbot):
    qtbot.keyClick(shell, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    write(qtbot, "Ana Ruiz")
    met = read_by_tab(page, qtbot)
    assert met[:2] == ["Nombre", "Tipo"]
    assert met[2:5] == ["Teléfono 1", "Qué es el teléfono 1", "Más para el teléfono 1"]
    assert met[5:9] == ["Añadir un teléfono", "Cargo", "Entidad", "Correo"]
    assert met[9:18] == [
        "Equipo de crisis", "Alcaldía", "Servicios municipales", "Emergencias", "Sanidad",
        "Medios", "Empresas", "Asociaciones", "Proveedores",
    ]  # fmt: skip
    assert met[18:25] == [
        "Decide", "Habla", "Escribe y publica", "Comprueba", "Contesta al público",
        "Lleva el diario", "Llama",
    ]  # fmt: skip
    assert met[25:28] == ["Sustituto", "Horario", "Nota"]
    assert met[28:31] == ["Textos propuestos", "Finalidad", "Base jurídica"]
    assert met[31:] == [
        "Copiar la ficha", "Borrar contacto", "Exportar sus datos…",
        "Borrar los datos para siempre…",
    ]  # fmt: skip

    phones = page.findChildren(QLineEdit)
    next(edit for edit in phones if edit.accessibleName() == "Teléfono 1").setFocus()
    write(qtbot, "600000008")
    press(qtbot, Qt.Key.Key_Tab)
    write(qtbot, "guardia")
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert here().accessibleName() == "Teléfono 2"
    write(qtbot, "600000009")
    met = read_by_tab(page, qtbot)
    assert met[:3] == ["Teléfono 2", "Qué es el teléfono 2", "Más para el teléfono 2"]
    assert met[3:5] == ["Añadir un teléfono", "Cargo"]

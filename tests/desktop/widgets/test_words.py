"""Headers, cards, chips, fields, banners: what is seen is also what is said aloud."""

import pytest
from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.theme.tokens import Tone
from desktop.widgets.banner import Banner
from desktop.widgets.button import button, icon_button
from desktop.widgets.card import Card, EmptyState
from desktop.widgets.labelled import LabelledField
from desktop.widgets.layouts import Columns
from desktop.widgets.lists.item_list import ItemList, ListItem
from desktop.widgets.lists.rows import ActionRow, ActionRows
from desktop.widgets.marks import Chip, level_chip
from desktop.widgets.page_header import PageHeader
from desktop.widgets.scroll_page import ScrollPage
from desktop.widgets.text import text_label

# Said by the plugin that draws off screen whenever a window is shown there; it means nothing.
LAPTOP = (1166, 728)  # 1366 × 768 less the rail and the status strip


def name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def description(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def busy_page() -> ScrollPage:
    page = ScrollPage()
    header = PageHeader("Martes, 24 de noviembre", "Siete cosas piden su atención.")
    header.add_action(button("Apuntar a mano"))
    header.add_action(button("Leer ahora", kind="primary", icon_name="rss"))
    banner = Banner(Tone.ORANGE, "4 menciones sobre «veneno»; lo normal es 0 o 1", "Tres medios.")
    banner.add_action("Descartar…", banner.hide)
    banner.add_action("Ver y decidir", banner.hide, kind="primary")
    rows = ActionRows(
        [
            ActionRow("a", "3 menciones por contestar", "La más antigua lleva 5 horas.",
                      "Contestar", Tone.BRAND, "Nota"),
            ActionRow("b", "La fuente «Hoy Extremadura» lleva 3 días sin responder", "Error 503.",
                      "Ver fuente", Tone.YELLOW, "Advertencia"),
        ]
    )  # fmt: skip
    left = Card(flush=True)
    left.add(rows)
    right = Card("Veda electoral", "Convocatoria prevista: 30 de marzo.")
    right.add(LabelledField("Correo", QLineEdit(), "El que se publica en la web."))
    right.add(level_chip("Nivel naranja", Tone.ORANGE))
    for part in (header, banner, Columns(left, right)):
        page.add(part)
    return page


def clipped(page: ScrollPage) -> list[str]:
    """Texts that stand outside the page or in less room than they ask for."""
    ground = page.widget()
    assert ground.minimumSizeHint().width() <= page.viewport().width()
    found = []
    for part in [*page.findChildren(QLabel), *page.findChildren(QPushButton)]:
        height = part.sizeHint().height()
        narrow = part.width() < part.sizeHint().width()
        if part.hasHeightForWidth():
            height, narrow = part.heightForWidth(part.width()), False
        outside = part.mapTo(ground, part.rect().topRight()).x() > page.viewport().width()
        if part.isVisible() and (narrow or outside or part.height() < height):
            found.append(part.text())
    return found


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_nothing_is_clipped_and_nothing_scrolls_sideways(theme, qtbot, zoom):
    theme.apply("light", zoom)
    page = busy_page()
    qtbot.addWidget(page)
    page.resize(*LAPTOP)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: clipped(page) == [])


def test_a_page_grown_while_open_still_fits(theme, qtbot):
    page = busy_page()
    qtbot.addWidget(page)
    page.resize(*LAPTOP)
    with qtbot.waitExposed(page):
        page.show()
    theme.apply("dark", 200)
    qtbot.waitUntil(lambda: clipped(page) == [])


def test_a_card_is_a_group_named_by_its_title(qtbot):
    card = Card("Quién firma", "Puede cambiarse después.")
    qtbot.addWidget(card)
    assert (role(card), name(card)) == (QAccessible.Role.Grouping, "Quién firma")


def test_a_badge_has_the_same_room_at_a_zoom_as_one_made_there(theme, qtbot):
    chips = [level_chip("Nivel verde", Tone.GREEN)]
    qtbot.addWidget(chips[0])
    chips[0].show()
    theme.apply("light", 150)
    chips.append(level_chip("Nivel verde", Tone.GREEN))
    qtbot.addWidget(chips[1])
    chips[1].show()

    assert chips[0].sizeHint() == chips[1].sizeHint()
    assert chips[0].contentsMargins() == chips[1].contentsMargins()


def test_a_chip_is_read_as_its_word(theme, qtbot):
    chip = level_chip("Nivel verde", Tone.GREEN)
    qtbot.addWidget(chip)
    assert (role(chip), name(chip)) == (QAccessible.Role.StaticText, "Nivel verde")
    chip.show_level("Nivel rojo", Tone.RED)
    assert name(chip) == "Nivel rojo"
    background = theme.tokens.red.background.lower()
    assert chip.grab().toImage().pixelColor(chip.width() // 2, 3).name() == background


def test_a_level_shows_a_sign_that_a_plain_chip_does_not(qtbot):
    plain, level = Chip("rojo", Tone.RED), level_chip("rojo", Tone.RED)
    for chip in (plain, level):
        qtbot.addWidget(chip)
        chip.ensurePolished()
    assert level.sizeHint().width() > plain.sizeHint().width()


def test_text_from_outside_is_never_read_as_markup(qtbot):
    label = text_label("<b>hola</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_field_ties_its_words_to_the_control(qtbot):
    edit = QLineEdit()
    field = LabelledField("Correo electrónico", edit, "El que se publica en la web.")
    qtbot.addWidget(field)
    assert role(edit) == QAccessible.Role.EditableText
    assert name(edit) == "Correo electrónico"
    assert description(edit) == "El que se publica en la web."
    field.show_error("Falta lo que va detrás de la arroba.")
    assert description(edit).startswith("Falta lo que va detrás de la arroba.")
    assert edit.property("invalid") is True
    field.show_draft("Borrador: faltan dos cifras.")
    assert (field.message(), edit.property("invalid")) == ("Borrador: faltan dos cifras.", False)
    field.clear_message()
    assert (field.message(), description(edit)) == ("", "El que se publica en la web.")


def test_the_mnemonic_of_a_label_goes_to_its_control(qtbot):
    edit = QLineEdit()
    field = LabelledField("Teléfono", edit)
    qtbot.addWidget(field)
    labels = [label for label in field.findChildren(QLabel) if label.text() == "Teléfono"]
    assert labels[0].buddy() is edit


def test_a_button_is_pressed_with_space_and_tells_its_shortcut(qtbot):
    pressed: list[str] = []
    made = button("Imprimir hoja", lambda: pressed.append("printed"), shortcut="Ctrl+P")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert pressed == ["printed"]
    assert (role(made), name(made)) == (QAccessible.Role.Button, "Imprimir hoja")
    assert made.toolTip() == "Ctrl+P"


def test_a_button_of_one_icon_has_a_name(qtbot):
    made = icon_button("ellipsis", "Más acciones")
    qtbot.addWidget(made)
    assert (name(made), made.toolTip()) == ("Más acciones", "Más acciones")


def test_an_empty_page_says_what_it_is_for_and_offers_the_first_action(qtbot):
    empty = EmptyState("calendar-days", "Aquí verá lo que se publica.", "Añadir publicación")
    qtbot.addWidget(empty)
    empty.show()
    assert name(empty) == "Aquí verá lo que se publica."
    act = empty.findChild(QPushButton)
    act.setFocus()
    with qtbot.waitSignal(empty.acted):
        qtbot.keyClick(act, Qt.Key.Key_Space)


def test_a_banner_speaks_its_sentence_and_can_be_closed_by_keyboard(qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    banner = Banner(Tone.RED, "No se ha podido guardar.", "El texto sigue aquí.")
    QVBoxLayout(ground).addWidget(banner)
    retried: list[bool] = []
    retry = banner.add_action("Reintentar", lambda: retried.append(True))
    with qtbot.waitExposed(ground):
        ground.show()
    assert (name(banner), description(banner)) == (
        "No se ha podido guardar.",
        "El texto sigue aquí.",
    )
    retry.setFocus()
    qtbot.keyClick(retry, Qt.Key.Key_Space)
    assert retried == [True]
    qtbot.keyClick(retry, Qt.Key.Key_Tab)
    cross = QApplication.focusWidget()
    assert name(cross) == "Close this message"
    with qtbot.waitSignal(banner.closed):
        qtbot.keyClick(cross, Qt.Key.Key_Space)
    assert not banner.isVisible()


def test_a_title_that_looks_like_html_is_read_as_it_was_written(qtbot):
    rows = ItemList("Objetivos")
    qtbot.addWidget(rows)
    rows.show_items([ListItem(1, "<b>Pleno</b>"), ListItem(2, "Edad < 65")])

    def shown(row: int) -> str:
        words = str(rows.model().index(row, 0).data(Qt.ItemDataRole.ToolTipRole))
        document = QTextDocument()
        # As a tooltip does: HTML, if it looks like it.
        if QtGui.Qt.mightBeRichText(words):
            document.setHtml(words)
        else:
            document.setPlainText(words)
        return document.toPlainText()

    assert (shown(0), shown(1)) == ("<b>Pleno</b>", "Edad < 65")

"""The manual inside the program: F1, its contents, its links and pictures, and searching in it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QListView, QTextBrowser

from core import i18n, manual
from desktop.services import Services
from desktop.shell.manual import ManualView
from desktop.shell.manual_text import ManualText
from desktop.shell.window import Shell
from desktop.theme.theme import current as theme
from tests.desktop.hands import CONTROL, Key, button, here, into, labels, press, push, seen, write
from tests.desktop.outside import taken


@pytest.fixture
def last_page() -> str:
    """As the program begins."""
    return "today"


@pytest.fixture
def browser() -> Iterator[list[str]]:
    """The pages that were opened in it."""
    with taken(QUrl.toString, "http", "https", "file") as addresses:
        yield addresses


def text_of(shell: Shell) -> QTextBrowser:
    return next(one for one in shell.findChildren(QTextBrowser) if one.isVisible())


def at_top(shell: Shell) -> str:
    """The line that stands at the top of what is read."""
    text = text_of(shell)
    return text.cursorForPosition(text.viewport().rect().topLeft()).block().text()


def contents(shell: Shell) -> QListView:
    return next(
        one for one in shell.findChildren(QListView) if one.accessibleName() == "Índice del manual"
    )


def chapter(shell: Shell) -> str:
    view = shell.findChild(ManualView)
    assert view is not None
    return view.place()[1]


def test_f1_explains_the_page_and_f1_again_opens_its_chapter(shell: Shell, qtbot):
    shell.go("roster")
    before = here()

    press(qtbot, Key.Key_F1, Key.Key_F1)

    assert chapter(shell) == "directorio"
    qtbot.waitUntil(lambda: at_top(shell) == "Directorio")
    assert here() is text_of(shell)
    page = shell.page("roster")
    assert page is not None
    assert not page.isVisible()
    press(qtbot, Key.Key_Escape)
    assert page.isVisible()
    assert here() is before


def test_the_chapter_is_of_the_view_that_is_on_screen(shell: Shell, qtbot):
    shell.go("mentions")
    press(qtbot, Key.Key_F1)
    push(qtbot, shell, "Leer el manual sobre esto")

    assert chapter(shell) == "leer-la-bandeja"


def test_f1_a_third_time_and_another_page_leave_the_manual(shell: Shell, qtbot):
    press(qtbot, Key.Key_F1, Key.Key_F1, Key.Key_F1)
    assert not shell.findChild(ManualView).isVisible()

    press(qtbot, Key.Key_F1, Key.Key_F1)
    shell.go("documents")

    assert not shell.findChild(ManualView).isVisible()
    assert shell.page("documents").isVisible()


def test_settings_open_every_document_for_readers(shell: Shell, services: Services, qtbot):
    shell.go("settings", "manual")
    for document in manual.documents(i18n.current()):
        push(qtbot, shell, document.title)

        assert text_of(shell).accessibleName() == document.title
        press(qtbot, Key.Key_Escape)


def test_arrows_in_the_contents_go_from_chapter_to_chapter(shell: Shell, qtbot):
    press(qtbot, Key.Key_F1, Key.Key_F1)
    into(qtbot, shell, "Índice del manual")

    press(qtbot, Key.Key_Down)

    assert chapter(shell) == "saber-qué-se-puede-publicar-en-período-electoral"
    press(qtbot, Key.Key_Return)
    assert here() is text_of(shell)


def test_a_link_leads_to_its_heading_and_to_another_document(shell: Shell, qtbot):
    press(qtbot, Key.Key_F1, Key.Key_F1)
    text = text_of(shell)

    text.anchorClicked.emit(QUrl("#d%C3%B3nde-est%C3%A1n-los-datos"))
    assert chapter(shell) == "dónde-están-los-datos"
    text.anchorClicked.emit(QUrl("legal.es.md"))

    assert text.accessibleName() == "Lo que debe confirmar un abogado"


def test_a_page_of_the_web_goes_to_the_browser_and_nothing_else_does(shell, browser, qtbot):
    press(qtbot, Key.Key_F1, Key.Key_F1)
    text = text_of(shell)
    for link in ("https://www.boe.es/", "file:///etc/passwd", "../../pyproject.toml"):
        text.anchorClicked.emit(QUrl(link))

    assert browser == ["https://www.boe.es/"]


def test_what_is_looked_for_is_counted_and_f3_goes_on(shell: Shell, qtbot):
    press(qtbot, Key.Key_F1, Key.Key_F1)
    qtbot.keyClick(here(), Key.Key_F, CONTROL)
    write(qtbot, "antivirus")
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: any(line.startswith("1 de ") for line in labels(shell)))
    assert text_of(shell).textCursor().selectedText() == "antivirus"

    press(qtbot, Key.Key_F3)

    assert any(line.startswith("2 de ") for line in labels(shell))


def test_accents_do_not_matter_and_what_is_not_there_is_said(shell: Shell, qtbot):
    press(qtbot, Key.Key_F1, Key.Key_F1)
    qtbot.keyClick(here(), Key.Key_F, CONTROL)
    write(qtbot, "poliza de cristales")
    press(qtbot, Key.Key_Return)

    assert "No se encuentra" in seen(shell)


def test_a_picture_is_shown_and_said_and_nothing_beside_the_documents_is_read(shell, qtbot):
    press(qtbot, Key.Key_F1, Key.Key_F1)
    text, image = text_of(shell), QTextDocument.ResourceType.ImageResource.value

    shown = text.loadResource(image, "pictures/hoy.png")
    assert isinstance(shown, QImage)
    assert not shown.isNull()
    for other in ("../resources/images/pregon.svg", "/etc/passwd", "https://a.example/x.png"):
        assert not isinstance(text.loadResource(image, other), QImage)
    text.show_document(
        manual.ManualDocument("x", "# X\n\n![La primera página](pictures/hoy.png)\n")
    )
    assert "La primera página" in text.toPlainText()
    qtbot.waitUntil(lambda: 400 < text.document().size().height() < 700)


def test_what_was_found_is_marked_in_the_colours_that_are_on(qtbot):
    text = ManualText()
    qtbot.addWidget(text)
    text.show_document(manual.ManualDocument("x", "# Hoy\n\nLa primera página.\n"))
    text.find_all("primera")

    theme().apply("dark", 100)

    (mark,) = text.extraSelections()
    assert mark.cursor.selectedText() == "primera"
    assert mark.format.background().color().name().upper() == theme().tokens.mark.upper()


def test_in_a_narrow_window_the_contents_take_the_place_of_the_text(shell: Shell, qtbot):
    shell.resize(880, 600)
    press(qtbot, Key.Key_F1, Key.Key_F1)
    assert not contents(shell).isVisible()

    push(qtbot, shell, "Ver el índice")
    assert here() is contents(shell)
    press(qtbot, Key.Key_Return)

    assert here() is text_of(shell)
    assert button(shell, "Ver el índice").isVisible()

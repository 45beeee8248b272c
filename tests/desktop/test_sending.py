"""What is copied and sent: Ctrl+C on its row, its menu, an e-mail; nothing goes by itself."""

from collections.abc import Callable, Iterator
from datetime import time
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.calendar import records as calendar
from core.calendar.model import CalendarItem, ItemText
from core.exchange.outgoing import MAIL_LIMIT
from core.mentions.records import mentions
from core.roster import records as roster
from core.roster.model import Contact, Phone
from core.store import Topic
from desktop.calendar.grid import DayGrid
from desktop.mentions.inbox_list import InboxList
from desktop.roster.page import RosterPage
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.hands import (
    CONTROL,
    Key,
    choose,
    press,
    row_menu,
    seen,
    settled,
    take_line,
    words_of,
)
from tests.desktop.outside import taken


@pytest.fixture
def mails() -> Iterator[list[dict[str, str]]]:
    """The e-mails that were begun in another program: what is in each."""

    def read(address: QUrl) -> dict[str, str]:
        coded = address.toEncoded().data().decode()
        assert len(coded) <= MAIL_LIMIT
        path, _mark, asked = coded.partition("?")
        assert path == "mailto:"
        return {name: value for name, [value] in parse_qs(asked, strict_parsing=True).items()}

    with taken(read, "mailto") as found:
        yield found


@pytest.fixture
def listed(town: Services, qtbot: QtBot) -> Callable[..., QAbstractItemView]:
    """The list of a page, with the keyboard in it."""

    def found(page: str, target: object = None) -> QAbstractItemView:
        town.go(page, target)
        settled(qtbot, town)
        views = [view for view in shell().findChildren(QAbstractItemView) if view.isVisible()]
        views[0].setFocus()
        return views[0]

    return found


def shell() -> Shell:
    [found] = (item for item in QApplication.topLevelWidgets() if isinstance(item, Shell))
    return found


def copied() -> tuple[str, str]:
    """What is on the clipboard, as text and as HTML."""
    both = QGuiApplication.clipboard().mimeData()
    return both.text(), both.html()


def mention(town: Services, view: QAbstractItemView) -> mentions.Row:
    """The one that is chosen."""
    assert isinstance(view, InboxList)
    with town.store.read() as connection:
        [row] = mentions.rows(connection, view.selected_ids())
    return row


def send(view: QAbstractItemView, words: str) -> None:
    """Send what is chosen in a list, from the menu of its row."""
    menu = row_menu(view)
    sending = next(line.menu() for line in menu.actions() if line.text() == "Enviar a…")
    assert isinstance(sending, QMenu)
    assert words_of(sending) == ["Correo", "WhatsApp (copia el texto)", "Copiar\tCtrl+C"]
    menu.close()
    take_line(sending, words)


def test_ctrl_c_on_a_mention_copies_its_words_source_date_and_link(listed, town, qtbot):
    view = listed("mentions")
    row = mention(town, view)
    press(qtbot, Key.Key_C, held=CONTROL)
    text, html = copied()
    assert text.startswith(f"{row.item.title}\n\n")
    assert row.item.text.split()[0] in text
    assert text.endswith(f"\n{row.item.link}")
    assert row.source in text
    assert f"{row.item.at.astimezone():%d/%m/%Y %H:%M}" in text
    assert f"<b>{row.item.title}</b>" in html
    assert f'<a href="{row.item.link}">' in html
    assert "Copiado, con su fuente y su fecha." in seen(shell())


def test_ctrl_c_copies_every_mention_that_is_chosen(listed, qtbot):
    view = listed("mentions")
    first = view.currentIndex().data()
    press(qtbot, Key.Key_Down, held=Qt.KeyboardModifier.ShiftModifier)
    second = view.currentIndex().data()
    press(qtbot, Key.Key_C, held=CONTROL)
    text, html = copied()
    assert first in text
    assert second in text
    assert html.count("<hr>") == 1
    assert "Enviar a…" not in [action.text() for action in row_menu(view).actions()]
    QApplication.activePopupWidget().close()


def test_a_mention_is_begun_as_an_e_mail_that_the_person_sends(listed, town, mails):
    view = listed("mentions")
    row = mention(town, view)
    send(view, "Correo")
    [begun] = mails
    assert begun["subject"] == row.item.title
    assert begun["body"].endswith(row.item.link)
    assert "El correo está empezado en su programa de correo: envíelo desde ahí." in seen(shell())


@pytest.mark.usefixtures("madrid")
def test_ctrl_c_on_an_item_of_the_calendar_copies_when_and_where_it_goes_out(town, qtbot):
    day = town.clock.today()
    texts = (ItemText("es", "Mañana se corta el agua."),)
    item = CalendarItem("Agua", day=day, hour=time(9), link="https://pueblo.example/a", texts=texts)
    with town.store.change(Topic.CALENDAR, label="preparar") as db:
        item_id = calendar.add(db, item)
    town.go("calendar")
    settled(qtbot, town)
    grid = next(grid for grid in shell().findChildren(DayGrid) if grid.isVisible())
    assert grid.select(item_id)
    grid.setFocus()
    press(qtbot, Key.Key_C, held=CONTROL)
    text, html = copied()
    assert text == (
        "Agua\n\nMañana se corta el agua.\n\n"
        "martes, 24 de noviembre · 09:00\nhttps://pueblo.example/a"
    )
    assert '<a href="https://pueblo.example/a">' in html


def test_of_a_long_text_the_rest_is_on_the_clipboard(town, listed, mails, qtbot):
    text = "\n\n".join(
        f"Párrafo {number}: cortaremos el agua en la calle Real." for number in range(60)
    )
    item = CalendarItem("Corte de agua", texts=(ItemText("es", text),))
    with town.store.change(Topic.CALENDAR, label="preparar") as db:
        item_id = calendar.add(db, item)
    town.go("calendar", item_id)
    settled(qtbot, town)
    choose(shell(), "Enviar a…", "Correo")
    [begun] = mails
    rest = QGuiApplication.clipboard().text()
    assert begun["subject"] == "Corte de agua"
    assert f"{begun['body']} {rest}".split()[: len(text.split())] == text.split()
    assert "No cabe todo: el resto está copiado, péguelo al final del correo." in seen(shell())


def test_where_no_e_mail_program_opens_the_text_is_copied(listed):
    listed("mentions", "alarms")
    choose(shell(), "Enviar a…", "Correo")
    assert "Búsqueda «" in QGuiApplication.clipboard().text()
    assert "Aquí no se abre ningún programa de correo." in seen(shell())


def test_an_alarm_is_copied_for_a_chat_with_its_reasons(listed):
    view = listed("mentions", "alarms")
    choose(shell(), "Enviar a…", "WhatsApp")
    text = QGuiApplication.clipboard().text()
    assert text.startswith(f"{view.currentIndex().data()}\n\n")
    assert "Búsqueda «" in text
    assert "Copiado: péguelo en WhatsApp." in seen(shell())


@pytest.mark.usefixtures("madrid")
def test_ctrl_c_on_a_contact_copies_whom_to_call(listed, town, qtbot):
    person = Contact(
        "Ana <Ruiz>",
        post="Alcaldesa",
        phones=(Phone("600 000 001", "móvil"),),
        email="ana@pueblo.example",
        verified_on=town.clock.today(),
    )
    with town.store.change(Topic.ROSTER, label="preparar") as db:
        contact_id = roster.add(db, person, town.clock.now())
    listed("roster")
    [page] = shell().findChildren(RosterPage)
    assert page.table.select(contact_id)
    page.table.setFocus()
    press(qtbot, Key.Key_C, held=CONTROL)
    text, html = copied()
    assert text == (
        "Ana <Ruiz>\n\nAlcaldesa\n600 000 001 (móvil)\nana@pueblo.example\n\n"
        "Verificado: 24 de noviembre de 2026."
    )
    assert "<b>Ana &lt;Ruiz&gt;</b>" in html


def test_a_paper_is_saved_to_be_attached_and_its_folder_shown(
    listed, town, mails, asker, tmp_path: Path, qtbot
):
    view = listed("documents")
    target = tmp_path / "Directorio.pdf"
    asker.answers = [target]
    with taken(lambda address: Path(address.toLocalFile()), "file") as shown:
        send(view, "Correo")
        qtbot.waitUntil(lambda: bool(mails))
    assert target.read_bytes().startswith(b"%PDF")
    assert shown == [tmp_path]
    assert "Adjunto: Directorio.pdf" in mails[0]["body"]
    assert "Adjunte «Directorio.pdf»: su carpeta está abierta." in seen(shell())
    settled(qtbot, town)


def test_whoever_does_not_save_the_paper_begins_no_e_mail(listed, town, mails, asker, qtbot):
    asker.answers = [None]
    send(listed("documents"), "Correo")
    settled(qtbot, town)
    assert mails == []

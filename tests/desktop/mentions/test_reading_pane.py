"""The reading pane: what it tells about one mention, and what is decided there."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from core.calendar import records as calendar
from core.crisis import desk as desks
from core.mentions import evidence
from core.mentions.kinds import MentionState, ToneBand
from core.mentions.model import Item
from desktop.calendar.sheet import ItemSheet
from desktop.mentions.inbox import Inbox
from desktop.mentions.inbox_words import dated_line, original_key, state_key
from desktop.mentions.reading_text import in_units
from desktop.theme.theme import current as theme
from tests.desktop.hands import Key, buttons, press, seen
from tests.desktop.keyboard import Keyboard
from tests.desktop.mentions.village import NOW, Village, current, named, said, titles

SOON = timedelta(0)

POISON = "Una vecina de Medellín denuncia el veneno del parque"
BUDGET = "El pleno de Medellín aprueba el presupuesto"
LIBRARY = "La biblioteca de Medellín gana un premio"


def marked(inbox: Inbox) -> list[str]:
    """The words that are marked in the text."""
    found = inbox.pane.text.extraSelections()
    return [item.cursor.selectedText() for item in found]


def told(inbox: Inbox) -> str:
    """All that the labels of the pane say."""
    return "\n".join(label.text() for label in inbox.pane.findChildren(QLabel) if label.isVisible())


def click(inbox: Inbox, qtbot: QtBot, name: str) -> None:
    found = named(inbox.pane, QPushButton, name)
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def take_to_calendar(inbox: Inbox, qtbot: QtBot) -> None:
    inbox.take_keyboard()
    Keyboard(qtbot).menu("Más", "Llevar al calendario")


def test_in_a_narrow_window_the_answers_stay_in_one_line(talked, inbox, qtbot: QtBot):
    opened = inbox()
    opened.window().resize(1024, 600)

    def line_of(name: str) -> set[int]:
        there = [made for made in buttons(opened.pane) if made.accessibleName() == name]
        return {made.mapTo(opened, made.rect().center()).y() for made in there}

    qtbot.waitUntil(lambda: not line_of("Abrir incidente"), timeout=2000)
    qtbot.waitUntil(lambda: line_of("Por contestar") == line_of("No es nuestra"), timeout=2000)

    opened.take_keyboard()
    Keyboard(qtbot).menu("Más", "Abrir incidente")
    qtbot.waitUntil(lambda: not opened.isVisible(), timeout=2000)


@pytest.mark.usefixtures("services", "madrid")
def test_a_date_that_is_not_kept_is_missing_or_still_to_come():
    line = dated_line(Item(1, 1, NOW, NOW, "Fiestas", dated=False), NOW)

    assert line.startswith("la fuente no da fecha, o da una que aún no ha llegado · ")


@pytest.mark.usefixtures("services", "madrid")
def test_days_are_told_as_everywhere_else():
    item = Item(1, 1, NOW, NOW + timedelta(days=1), "Fiestas")
    assert NOW.astimezone().strftime("%d/%m/%Y %H:%M") == "24/11/2026 14:32"

    said = "mar, 24 nov, 14:32 · vista por primera vez el mié, 25 nov a las 14:32"
    assert dated_line(item, NOW) == said


def test_it_shows_the_text_with_the_words_that_were_watched_for(talked, inbox):
    opened = inbox()

    assert opened.pane.text.toPlainText() == f"{POISON}\nEl matarratas."
    assert marked(opened) == ["Medellín", "veneno", "matarratas"]
    assert "Radio Comarca" in told(opened)


def test_words_are_marked_in_their_place_after_an_emoji(village, inbox):
    village.watch("Medellín", "Medellín")
    village.publish(village.source("Eco"), said("😀🇪🇸 Feria en Medellín", "😀 Medellín, de fiesta"))

    assert marked(inbox()) == ["Medellín", "Medellín"]


def test_places_are_counted_as_qt_counts_them():
    assert in_units("año 2026", [(0, 3)]) == [(0, 3)]
    assert in_units("😀 año", [(2, 5)]) == [(3, 6)]


def test_it_says_why_the_mention_is_here(talked, inbox):
    words = told(inbox())

    assert "Búsqueda «Medellín»: Medellín." in words
    assert "Tema sensible «animales y veneno»: veneno, matarratas." in words


def test_it_says_that_all_of_a_source_counts(village, inbox):
    village.publish(village.source("Web municipal", own=True), said("Horario de la piscina"))

    assert "Todo lo de esta fuente cuenta como mención." in told(inbox())


def test_scripts_and_pictures_of_a_feed_are_neither_run_nor_fetched(talked, inbox, tmp_path):
    picture = tmp_path / "pixel.png"
    QLabel().grab().save(str(picture))
    html = (
        f'<p onclick="x()">Texto <b>fuerte</b></p><script>alert(1)</script>'
        f'<img src="{picture.as_uri()}" alt="la plaza"><img src="https://rastreo.example/p.gif">'
        f'<style>p {{ background: url("{picture.as_uri()}") }}</style>'
    )
    talked.publish(talked.source("Eco"), said("Feria de Medellín", "Texto", html=html, ago=SOON))
    opened = inbox()

    shown = opened.pane.text
    assert "Texto fuerte" in shown.toPlainText()
    assert "alert" not in shown.toPlainText()
    kind = QTextDocument.ResourceType.ImageResource
    assert not shown.document().resource(kind.value, QUrl(picture.as_uri()))
    assert "rastreo" not in shown.toHtml()


def test_a_link_of_the_text_opens_in_the_browser_when_it_is_followed(talked, inbox, qtbot, browser):
    html = '<p>Lea <a href="https://bando.example/7">el bando</a> entero.</p>'
    talked.publish(talked.source("Eco"), said("Bando de Medellín", "Lea", html=html, ago=SOON))
    opened = inbox()
    text = opened.pane.text
    assert browser == []

    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=_link_in(text))

    assert browser == ["https://bando.example/7"]
    assert "el bando" in text.toPlainText()


def _link_in(text: object) -> QPoint:
    viewport = text.viewport()
    places = (QPoint(x, y) for y in range(0, viewport.height(), 4) for x in range(0, 300, 4))
    return next(at for at in places if text.anchorAt(at))


def test_one_key_opens_the_original(talked, inbox, qtbot, browser):
    opened = inbox()

    press(qtbot, original_key())

    assert opened.pane.opened is not None
    assert browser == [opened.pane.opened.item.link]


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "smb://servidor/x"])
def test_what_is_no_page_of_the_web_is_not_opened(talked, inbox, shell, qtbot, browser, link):
    talked.publish(talked.source("Eco"), said("Medellín raro", link=link, ago=SOON))
    opened = inbox()
    assert current(opened) == "Medellín raro"

    press(qtbot, original_key())

    assert browser == []
    toasts = [label.text() for label in shell.findChildren(QLabel) if label.isVisible()]
    assert "Esta dirección no se puede abrir en un navegador." in toasts


@pytest.mark.parametrize(
    ("key", "band"), [("1", ToneBand.NEGATIVE), ("2", ToneBand.NONE), ("3", ToneBand.POSITIVE)]
)
def test_one_key_corrects_the_tone_and_0_gives_the_word_back_to_the_hint(
    talked, inbox, qtbot, key, band
):
    opened = inbox()

    press(qtbot, key)
    assert talked.mention(POISON).tone_set is band
    assert current(opened) == POISON

    press(qtbot, "0")
    assert talked.mention(POISON).tone_set is None


def test_of_the_tone_nothing_is_chosen_before_a_person_speaks(talked, inbox, qtbot):
    opened = inbox()

    def faces() -> list[QRadioButton]:
        return [face for face in opened.pane.findChildren(QRadioButton) if face.isVisible()]

    def chosen() -> list[str]:
        return [face.text() for face in faces() if face.isChecked()]

    assert [face.text() for face in faces()] == ["Negativo 1", "Sin indicios 2", "Positivo 3"]
    assert chosen() == []
    press(qtbot, "3")
    qtbot.waitUntil(lambda: chosen() == ["Positivo 3"])
    press(qtbot, "0")
    qtbot.waitUntil(lambda: chosen() == [])
    # A click on what was only guessed says it.
    faces()[0].click()
    assert talked.mention(POISON).tone_set is ToneBand.NEGATIVE


def test_an_incident_that_is_opened_from_a_mention_has_it_as_evidence(talked, inbox, shell, qtbot):
    opened = inbox()
    mention = opened.pane.opened.item
    click(opened, qtbot, "Abrir incidente")

    page = shell.page("crisis")
    assert f"De la mención «{mention.title}»." in seen(page)
    press(qtbot, Key.Key_Return)
    with talked.services.store.read() as connection:
        [incident] = desks.open_ones(connection)
        desk = desks.load(connection, incident.id)
    assert [linked.item_id for linked in desk.linked] == [mention.id]
    assert incident.first_sign_at == mention.at
    assert desk.log[0].text.startswith("Incidente abierto desde una mención:")


def test_the_words_of_the_tone_are_told_and_one_of_them_can_be_silenced(
    talked, inbox, shell, qtbot
):
    opened = inbox()
    caused = talked.mention(POISON).tone_words
    assert caused
    assert all(f"«{word}»" in told(opened) for word in caused)

    menu = next(other for other in opened.pane.findChildren(QMenu) if other.actions())
    menu.actions()[0].trigger()

    qtbot.waitUntil(lambda: caused[0] not in talked.mention(POISON).tone_words)
    shell.undo()
    assert talked.mention(POISON).tone_words == caused


def test_a_note_saves_itself_when_it_is_left_and_is_undone(talked, inbox, shell, qtbot):
    opened = inbox()
    note = named(opened.pane, QPlainTextEdit, "Nota")
    note.setFocus()

    press(qtbot, "Lo lleva Julia 123")
    opened.list.setFocus()

    assert talked.mention(POISON).note == "Lo lleva Julia 123"
    assert talked.mention(POISON).state is MentionState.NEW
    shell.undo()
    assert talked.mention(POISON).note == ""


def test_a_note_being_typed_is_kept_by_the_mention_it_belongs_to(talked, inbox, qtbot):
    opened = inbox()
    note = named(opened.pane, QPlainTextEdit, "Nota")
    note.setFocus()
    press(qtbot, "Es urgente")

    opened.show_target(talked.id_of(BUDGET))

    assert talked.mention(POISON).note == "Es urgente"
    assert talked.mention(BUDGET).note == ""
    assert isinstance(note, QPlainTextEdit)
    assert note.toPlainText() == ""


def test_the_topic_is_what_the_words_say_or_what_the_person_chooses(talked, inbox, qtbot):
    opened = inbox()
    opened.show_target(talked.id_of(BUDGET))
    topic = named(opened.pane, QComboBox, "Tema")
    topic.setFocus()

    press(qtbot, Key.Key_Down)

    chosen = talked.mention(BUDGET).topic_id
    assert chosen is not None
    qtbot.waitUntil(lambda: "animales y veneno" in _spoken(opened, titles(opened).index(BUDGET)))


def _spoken(inbox: Inbox, row: int) -> str:
    role = Qt.ItemDataRole.AccessibleTextRole
    return str(inbox.list.model().index(row, 0).data(role))


def test_what_is_kept_as_evidence_shows_its_digest_and_can_be_printed(
    talked, inbox, services, qtbot, asker
):
    opened = inbox()
    item_id = talked.id_of(POISON)
    asker.answers.append(None)

    click(opened, qtbot, "Guardar como prueba")

    with services.store.read() as connection:
        kept = evidence.taken(connection, item_id)
    assert kept is not None
    qtbot.waitUntil(lambda: kept.digest[:8] in told(opened))
    with qtbot.waitSignal(opened.sheet_asked) as asked:
        click(opened, qtbot, "Imprimir la ficha…")
    assert asked.args == [item_id]


@pytest.fixture
def told_twice(talked: Village) -> Village:
    """The same news from a second place, a while before."""
    twin = said(POISON, "La misma noticia.", ago=timedelta(hours=2))
    talked.publish(talked.source("El Eco Comarcal"), twin)
    return talked


def test_the_same_story_is_told_from_who_said_it_first(told_twice, inbox):
    opened = inbox()

    told_at = {row.source: row.item.at for row in told_twice.rows() if row.item.title == POISON}
    line = " → ".join(
        f"{place} {told_at[place].astimezone():%H:%M}"
        for place in ("El Eco Comarcal", "Radio Comarca")
    )
    assert line in told(opened)


def test_the_whole_story_is_one_click_away_and_so_is_the_way_back(told_twice, inbox, qtbot):
    opened = inbox()

    click(opened, qtbot, "Ver la noticia")
    assert titles(opened) == [POISON, POISON]

    opened.filters.clear()
    assert LIBRARY in titles(opened)


def test_a_mention_that_is_another_story_is_taken_out(told_twice, inbox, qtbot):
    opened = inbox()

    click(opened, qtbot, "No es la misma noticia")

    stories = [row.mention.story_id for row in told_twice.rows() if row.item.title == POISON]
    assert len(set(stories)) == 2
    qtbot.waitUntil(lambda: "El Eco Comarcal" not in told(opened))


def test_buttons_do_what_their_keys_do_and_say_which_key(talked, inbox, qtbot):
    opened = inbox()
    for made in opened.pane.findChildren(QAbstractButton):
        if made.isVisible() and made.accessibleDescription().strip():
            assert made.toolTip() in made.accessibleDescription()

    answer = next(button for button in opened.pane.findChildren(QPushButton) if _waits(button))
    qtbot.mouseClick(answer, Qt.MouseButton.LeftButton)

    assert talked.mention(POISON).state is MentionState.TO_ANSWER


def test_the_buttons_stay_in_view_on_a_laptop_also_below_the_filters(
    told_twice, inbox, shell, qtbot
):
    shell.resize(1366, 768)
    opened = inbox()
    click(opened, qtbot, "Ver la noticia")
    # The filter takes its row when the page is laid out.
    QApplication.processEvents()

    answer = next(button for button in opened.pane.findChildren(QPushButton) if _waits(button))

    assert opened.rect().contains(QRect(answer.mapTo(opened, QPoint(0, 0)), answer.size()))
    original = named(opened.pane, QPushButton, "Abrir el original")
    assert opened.rect().contains(QRect(original.mapTo(opened, QPoint(0, 0)), original.size()))


def _waits(made: QPushButton) -> bool:
    return made.toolTip() == state_key(MentionState.TO_ANSWER)


def test_space_turns_the_page_of_a_long_text_from_the_list_too(village, inbox, qtbot):
    village.watch("Medellín", "Medellín")
    village.publish(village.source("Eco"), said("Medellín", "Un párrafo largo.\n" * 200))
    opened = inbox()
    bar = opened.pane.page_bar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)

    press(qtbot, Key.Key_Space)
    down = bar.value()
    qtbot.keyClick(opened.list, Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)

    assert down > 0
    assert bar.value() == 0


def test_the_text_is_written_anew_in_another_theme_and_zoom(talked, inbox):
    opened = inbox()
    before = opened.pane.text.height()

    theme().apply("dark", 200)
    # The text is as high as its words once it is laid out.
    QApplication.processEvents()

    assert opened.pane.text.height() > before
    look = opened.pane.text.extraSelections()[0]
    background = look.format.background().color()
    assert background.name().upper() == theme().tokens.mark


def _planned(services):
    with services.store.read() as connection:
        return calendar.every(connection)


def test_a_mention_becomes_an_idea_of_the_calendar_and_one_button_leads_back(
    talked, inbox, services, shell, qtbot
):
    opened = inbox()
    before = talked.mention(POISON)
    take_to_calendar(opened, qtbot)

    [item] = _planned(services)
    assert (item.title, item.day, item.mention_id) == (POISON, None, before.item_id)
    assert item.link.startswith("https://medio.example/")
    [sheet] = shell.page("calendar").findChildren(ItemSheet)
    qtbot.waitUntil(sheet.isVisible)
    seen = [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]
    assert f"De una mención: {POISON}" in seen
    qtbot.mouseClick(named(sheet, QPushButton, "Ver la mención"), Qt.MouseButton.LeftButton)
    assert opened.isVisible()
    assert current(opened) == POISON
    assert talked.mention(POISON) == before

    take_to_calendar(opened, qtbot)
    assert sheet.isVisible()
    assert _planned(services) == [item]
    services.store.undo()
    assert _planned(services) == []


def test_a_long_mention_fits_as_an_item(talked, inbox, services, qtbot):
    long = "Medellín " + "y su parque " * 20
    talked.publish(talked.source("Eco"), said(long, ago=SOON))
    take_to_calendar(inbox(), qtbot)

    [item] = _planned(services)
    assert len(item.title) <= 120
    assert item.title.endswith("…")

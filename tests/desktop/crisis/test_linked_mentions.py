"""Menciones of the incident with keys: what arrives is marked, what was missed is tied by hand."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.crisis.incidents import opening
from core.crisis.model import LinkedHow
from core.mentions.records import evidence, items, mentions
from core.store import Topic
from desktop.crisis.desk.mentions import Mentions
from desktop.mentions.inbox import Inbox
from desktop.services import Services
from desktop.widgets.lists.item_list import ItemList
from tests.desktop.crisis.desk_hands import stored
from tests.desktop.crisis.panels import begin, part
from tests.desktop.hands import Key, press, push, seen, settled, write
from tests.desktop.mentions.village import open_part

TITLE = "Una vecina de Valdehierro denuncia la muerte de su perro tras la desratización"


@pytest.fixture
def number(town: Services) -> int:
    """The starting case in the example town."""
    return begin(town)


@pytest.fixture
def linked(town: Services, number: int, qtbot: QtBot) -> Mentions:
    return part(qtbot, town, number, "mentions", Mentions)


def ids(services: Services) -> list[int]:
    """All mentions there are, newest first."""
    with services.store.read() as connection:
        return list(mentions.ids(connection, mentions.Wanted()))


def spoken(linked: Mentions) -> str:
    """What a screen reader says of the first row."""
    return str(linked.records.list.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def id_of(services: Services, title: str) -> int:
    with services.store.read() as connection:
        found = mentions.ids(connection, mentions.Wanted())
        return next(item.id for item in items.some(connection, found) if item.title == title)


def tie(services: Services, number: int, item_id: int, how: LinkedHow = LinkedHow.LIVE) -> None:
    """One that arrives, as listening ties it, unless `how` says otherwise."""
    now = services.clock.now()
    with services.store.change(Topic.CRISIS, undoable=False) as db:
        opening.link(db, number, [item_id], how, now)


def test_a_mention_is_looked_for_and_tied_with_enter(town, number, linked, qtbot):
    assert "se enlaza según llega" in seen(linked)
    write(qtbot, "vecina perro")
    press(qtbot, Key.Key_Return)
    assert "Intro enlaza la elegida." in seen(linked)
    press(qtbot, Key.Key_Return)

    item = stored(town, number).linked[-1]
    assert (item.item_id, item.how) == (id_of(town, TITLE), LinkedHow.HAND)
    with town.store.read() as connection:
        assert evidence.one(connection, item.item_id)
    qtbot.waitUntil(lambda: linked.records.list.keys() == [item.item_id])
    found = linked.tying.findChild(ItemList)
    assert found is not None
    assert item.item_id not in list(found.keys())


def test_words_that_nothing_has_say_so(town, number, linked, qtbot):
    write(qtbot, "zarigüeya")
    press(qtbot, Key.Key_Return)
    assert "Nada más con estas palabras." in seen(linked)


def test_what_arrives_is_new_until_it_is_looked_at(town, number, linked, qtbot):
    tie(town, number, id_of(town, TITLE))
    qtbot.waitUntil(lambda: linked.records.list.keys() == [id_of(town, TITLE)])
    assert spoken(linked).endswith("llegó después. nueva")

    town.go("crisis", ("incident", number, "log"))
    part(qtbot, town, number, "mentions", Mentions)

    assert spoken(linked).endswith("llegó después")


def test_only_what_came_since_the_opening_is_counted_apart(town, number, linked, qtbot):
    first, second, *_others = ids(town)
    tie(town, number, first, LinkedHow.HAND)
    qtbot.waitUntil(lambda: "1 mención" in seen(linked))
    assert "desde que se abrió" not in seen(linked)
    tie(town, number, second)
    qtbot.waitUntil(lambda: "2 menciones, 1 desde que se abrió" in seen(linked))


def test_choosing_what_arrived_is_looking_at_it(town, number, linked, qtbot):
    others = [other for other in ids(town) if other != id_of(town, TITLE)][:1]
    for item_id in (id_of(town, TITLE), *others):
        tie(town, number, item_id)
    qtbot.waitUntil(lambda: len(linked.records.list.keys()) == 2)
    linked.records.list.setFocus()
    press(qtbot, Key.Key_Down, Key.Key_Up)
    assert not spoken(linked).endswith("nueva")


def test_it_opens_in_menciones(town, number, linked, qtbot):
    tie(town, number, id_of(town, TITLE))
    qtbot.waitUntil(linked.card.isVisible)
    linked.take_keyboard()
    press(qtbot, Key.Key_Return)
    press(qtbot, Key.Key_Space)
    inbox = open_part(town, "inbox")
    assert isinstance(inbox, Inbox)
    assert inbox.pane.opened is not None
    assert inbox.pane.opened.item.title == TITLE


def test_its_sheet_of_evidence_is_written_where_the_person_says(
    town, number, linked, qtbot, asker, tmp_path
):
    tie(town, number, id_of(town, TITLE))
    qtbot.waitUntil(linked.card.isVisible)
    asker.answers = [None, tmp_path / "prueba.pdf"]
    push(qtbot, linked.card, "Imprimir prueba")
    push(qtbot, linked.card, "Imprimir prueba")
    settled(qtbot, town)
    assert (tmp_path / "prueba.pdf").read_bytes().startswith(b"%PDF")


def test_a_drill_ties_nothing_real(town, qtbot):
    drill = begin(town, drill=True)
    shown = part(qtbot, town, drill, "mentions", Mentions)
    assert "A un simulacro no se enlazan menciones" in seen(shown)
    assert not shown.tying.isVisible()

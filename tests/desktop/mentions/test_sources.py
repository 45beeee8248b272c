"""Fuentes: the list, its form and its health, with keys; adding has a file of its own."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QUrl

from core.mentions.kinds import Trouble
from core.mentions.model import Decisions, Source, SourceMemory
from core.mentions.records import decisions, sources
from core.store import Topic, suggestions
from desktop.mentions.sources import Sources
from desktop.services import Services
from desktop.shell.toast import Toast
from tests.core.mentions.serving import serving
from tests.desktop.hands import (
    Key,
    button,
    fields,
    here,
    into,
    pick,
    press,
    push,
    seen,
    settled,
    spoken,
    type_over,
    under,
    value,
)
from tests.desktop.mentions.village import NOW, Village, open_part, said
from tests.desktop.outside import taken

KEYED = "https://www.google.es/alerts/feeds/0123456789/987654321"

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def three(village: Village) -> list[Source]:
    """A paper, a radio that was stopped, and a search whose address is a key; nothing is read."""
    made = [
        Source("Diario", "https://diario.example/rss"),
        Source("Radio", "https://radio.example/feed", enabled=False, stopped=Trouble.GONE),
        Source("Avisos", KEYED, recipe="google-alerts", secret=True),
    ]
    topics = (Topic.SOURCES, Topic.PREFERENCES)
    with village.services.store.change(*topics, undoable=False) as db:
        decisions.save(db, Decisions(listening=False))
        ids = [sources.add(db, source, NOW) for source in made]
        sources.remember(db, SourceMemory(ids[1], tried_at=NOW, problem=Trouble.GONE, failures=1))
    return listed(village.services)


def toast(part: Sources) -> str:
    [shown] = [item for item in part.window().findChildren(Toast) if item.isVisible()]
    return shown.accessibleName()


def listed(services: Services) -> list[Source]:
    with services.store.read() as connection:
        return sources.everything(connection)


def part_of(services: Services, target: object = "sources") -> Sources:
    part = open_part(services, target)
    assert isinstance(part, Sources)
    return part


ADDRESS = "Dirección de la fuente"


def test_only_what_is_switched_off_is_told_to_be(three, services):
    """What was just added is on, and not read yet."""
    off = replace(three[2], enabled=False)
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        sources.save(db, off)
    part = part_of(services)

    assert part._row(three[0]).group == "Sin leer todavía"
    assert part._row(off).group == "Desactivadas"


def test_enter_goes_from_the_list_to_the_name_and_what_is_typed_saves_itself(
    three, services, shell, qtbot
):
    part_of(services, ("sources", three[0].id))

    press(qtbot, Key.Key_Return)
    assert here().accessibleName() == "Nombre"
    type_over(qtbot, "Diario de la sierra")
    press(qtbot, Key.Key_Tab)

    assert listed(services)[0].title == "Diario de la sierra"
    shell.undo()
    assert listed(services)[0].title == "Diario"


def test_a_source_that_was_stopped_is_read_again_once_it_is_switched_on(three, services, qtbot):
    part = part_of(services, ("sources", three[1].id))
    assert "Ya no se lee" in seen(part)

    push(qtbot, part, "Activar la fuente otra vez")

    stopped = listed(services)[1]
    assert (stopped.enabled, stopped.stopped) == (True, "")
    with services.store.read() as connection:
        assert stopped.id not in sources.readings(connection)
    qtbot.waitUntil(lambda: "Todavía no se ha leído" in seen(part))


def test_the_tick_of_its_form_does_the_same(three, services, qtbot):
    part = part_of(services, ("sources", three[1].id))

    push(qtbot, part, "Leer esta fuente")

    assert listed(services)[1].stopped == ""


def test_how_much_it_counts_is_chosen_in_words(three, services, qtbot):
    part = part_of(services, ("sources", three[0].id))
    into(qtbot, part, "Peso")

    chosen = []
    for key in (Key.Key_Home, Key.Key_Down, Key.Key_Down):
        press(qtbot, key)
        chosen.append((value(part, "Peso").split(":")[0], listed(services)[0].weight))

    assert chosen == [("Poco", 1), ("Normal", 2), ("Mucho", 3)]


def test_what_was_remembered_goes_with_the_old_address(three, services, qtbot):
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        sources.remember(db, SourceMemory(three[0].id, tried_at=NOW, ok_at=NOW, etag="x"))
    part = part_of(services, ("sources", three[0].id))

    into(qtbot, part, ADDRESS)
    type_over(qtbot, "diario.example/nuevo#arriba")
    press(qtbot, Key.Key_Tab)

    assert listed(services)[0].address == "https://diario.example/nuevo"
    with services.store.read() as connection:
        assert three[0].id not in sources.readings(connection)


def test_an_address_that_cannot_be_is_said_under_its_field_and_not_stored(three, services, qtbot):
    part = part_of(services, ("sources", three[0].id))

    def told(typed: str) -> str:
        into(qtbot, part, ADDRESS)
        type_over(qtbot, typed)
        press(qtbot, Key.Key_Tab)
        return under(part, ADDRESS)

    right = "https://diario.example/rss"
    for wrong, why in (
        ("https://radio.example/feed", "Otra fuente de la lista tiene esta dirección"),
        ("file:///C:/feed.xml", "http"),
        ("http://127.0.0.1/feed", "red"),
        ("", "Pegue la dirección"),
    ):
        assert why in told(wrong)
        assert listed(services)[0].address == right
        assert told(right) == ""


def test_an_address_that_turns_out_to_be_a_key_is_kept_as_one(three, services, qtbot):
    part = part_of(services, ("sources", three[0].id))

    into(qtbot, part, ADDRESS)
    type_over(qtbot, KEYED.replace("98765", "12345"))
    press(qtbot, Key.Key_Tab)

    assert listed(services)[0].secret
    qtbot.waitUntil(lambda: "es una clave" in seen(part))
    assert ADDRESS in fields(part)


def test_a_secret_address_is_hidden_again_as_soon_as_another_source_is_chosen(
    three, services, qtbot
):
    part = part_of(services, ("sources", three[2].id))
    assert ADDRESS not in fields(part)

    push(qtbot, part, "Mostrar la dirección")
    assert here() is fields(part)[ADDRESS].control

    part.show_target(three[0].id)
    part.show_target(three[2].id)
    assert ADDRESS not in fields(part)
    assert button(part, "Mostrar la dirección")


def test_the_button_hides_it_again_too(three, services, qtbot):
    part = part_of(services, ("sources", three[2].id))

    push(qtbot, part, "Mostrar la dirección")
    push(qtbot, part, "Ocultar la dirección")

    assert ADDRESS not in fields(part)


def test_its_page_opens_in_the_browser(three, services, qtbot, browser):
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        sources.save(db, replace(three[0], page="https://diario.example/portada"))
    part = part_of(services, ("sources", three[0].id))

    push(qtbot, part, "Abrir su página")

    assert browser == ["https://diario.example/portada"]


@pytest.mark.parametrize(
    "page",
    ["file:///C:/Windows/System32/calc.exe", "\\\\servidor\\compartido", "smb://servidor/x"],
)
def test_a_page_that_is_no_page_of_the_web_is_data_and_is_not_opened(
    three, services, shell, qtbot, page
):
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        sources.save(db, replace(three[0], page=page))
    part = part_of(services, ("sources", three[0].id))

    with taken(QUrl.toString, "http", "https", "file", "smb") as opened:
        push(qtbot, part, "Abrir su página")

    assert opened == []
    assert "Esta dirección no se puede abrir en un navegador." in seen(shell)


def test_a_silent_source_is_told_apart_from_a_broken_one(village, services, qtbot):
    silent, broken = village.source("Blog"), village.source("Foro")
    with services.store.change(Topic.SOURCES, undoable=False) as db:
        sources.save(db, replace(silent, silence_days=3))
        fresh = NOW - timedelta(days=9)
        sources.remember(db, SourceMemory(silent.id, tried_at=NOW, ok_at=NOW, fresh_at=fresh))
        trouble = SourceMemory(
            broken.id, tried_at=NOW, problem=Trouble.SERVER, detail="503", failures=4
        )
        sources.remember(db, trouble)
    village.publish(silent, said("Un paseo por la sierra", ago=timedelta(days=9)))
    part = part_of(services, ("sources", silent.id))

    assert "Responde, pero" in seen(part)
    part.show_target(broken.id)
    assert "503" in seen(part)


def test_what_fails_comes_first_under_its_own_words(three, services):
    told = spoken(part_of(services))
    assert told[0].startswith("Hay que mirarlas")
    assert told[1].startswith("Radio.")
    assert [row.split(".")[0] for row in told[2:]] == ["Sin leer todavía", "Diario", "Avisos"]


def test_the_order_within_a_group_is_the_persons(three, services, qtbot):
    part_of(services, ("sources", three[0].id))

    qtbot.keyClick(here(), Key.Key_Down, modifier=ALT)

    assert [source.title for source in listed(services)] == ["Radio", "Avisos", "Diario"]


def test_without_sources_the_page_says_what_it_is_for_and_how_to_begin(village, services, qtbot):
    part = part_of(services)

    assert "no hay nada que escuchar" in seen(part)
    assert button(part, "Importar una lista")
    press(qtbot, Key.Key_Return)

    assert here().accessibleName() == "Dirección"


def test_a_list_of_another_reader_is_imported_and_what_did_not_fit_is_said(
    three, services, qtbot, asker, tmp_path
):
    file = tmp_path / "lista.opml"
    file.write_text(
        '<opml version="2.0"><body>\n'
        '<outline text="Diario otra vez" xmlUrl="https://diario.example/rss"/>\n'
        '<outline text="Sin dirección" xmlUrl="ftp://antiguo.example/feed"/>\n'
        '<outline text="Gaceta" xmlUrl="https://gaceta.example/rss"/>\n'
        "</body></opml>",
        encoding="utf-8",
    )
    asker.answers.append(file)
    part = part_of(services)

    pick(part, "Importar una lista")
    settled(qtbot, services)

    assert [source.title for source in listed(services)] == ["Diario", "Radio", "Avisos", "Gaceta"]
    assert value(part, "Nombre") == "Gaceta"
    assert "Hay que repasar una cosa." in seen(part)
    push(qtbot, part, "Cerrar la lista")
    assert "Hay que repasar una cosa." not in seen(part)
    services.store.undo()
    assert len(listed(services)) == 3


def test_a_file_that_is_no_list_is_said_and_nothing_changes(
    three, services, shell, qtbot, asker, tmp_path
):
    file = tmp_path / "foto.opml"
    file.write_bytes(b"\x89PNG\r\n")
    asker.answers.append(file)
    part = part_of(services)

    pick(part, "Importar una lista")
    settled(qtbot, services)

    assert shell.messages.shown() == ["El archivo no es una lista de fuentes."]
    assert listed(services) == three


@pytest.mark.parametrize("with_keys", [True, False])
def test_an_exported_list_has_addresses_that_are_keys_only_when_wanted(
    three, services, asker, tmp_path, with_keys
):
    file = tmp_path / "fuentes.opml"
    asker.answers.extend([file, with_keys])
    part = part_of(services)

    pick(part, "Exportar la lista")

    written = file.read_text(encoding="utf-8")
    assert "https://diario.example/rss" in written
    assert (KEYED in written) is with_keys


def test_a_list_that_cannot_be_written_is_said(three, services, shell, asker, tmp_path):
    asker.answers.extend([tmp_path / "no" / "hay" / "fuentes.opml", False])

    pick(part_of(services), "Exportar la lista")

    assert len(shell.messages.shown()) == 1


def test_when_the_last_source_is_removed_the_keyboard_is_on_what_comes_next(
    village, services, qtbot
):
    part_of(services, ("sources", village.source("Diario").id))

    press(qtbot, Key.Key_Delete)

    qtbot.waitUntil(lambda: here().accessibleName() == "Añadir fuente")


def test_a_proposed_source_says_why_and_is_read_once_it_is_kept(services, qtbot):
    with services.store.change(Topic.PREFERENCES, undoable=False) as db:
        decisions.save(db, Decisions(listening=False))
    proposed = listed(services)[0]
    part = part_of(services, ("sources", proposed.id))
    assert proposed.suggested in seen(part)

    push(qtbot, part, "Conservar la sugerencia")

    kept = listed(services)[0]
    assert (kept.enabled, kept.suggested) == (True, "")
    assert toast(part) == (
        f"Se ha activado «{kept.title}». Las fuentes de este municipio no se leen."
    )


def test_where_the_town_listens_a_source_that_is_kept_is_said_to_be_read(services, qtbot):
    with serving() as server:
        proposed = Source("Radio", server.feed("/feed", "Corte de agua"), enabled=False)
        with services.store.change(Topic.SOURCES, Topic.PREFERENCES, undoable=False) as db:
            decisions.save(db, Decisions(private=True))
            number = sources.add(db, proposed, NOW)
            suggestions.mark(db, sources.TABLE, number, "radio", "Es la de aquí.")
        part = part_of(services, ("sources", number))

        push(qtbot, part, "Conservar la sugerencia")

        assert toast(part) == "Desde ahora se lee «Radio»."
        settled(qtbot, services)


@pytest.mark.usefixtures("madrid")
def test_what_went_for_being_old_is_told_below_the_sources(three, services, qtbot):
    part = part_of(services)
    assert "más antiguas" not in seen(part)

    with services.store.change(Topic.MENTIONS) as db:
        decisions.note_let_go(db, NOW, 12)

    assert three
    qtbot.waitUntil(lambda: "24/11/2026: 12 publicaciones borradas por ser más" in seen(part))

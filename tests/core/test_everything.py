"""Everything of a town in one zip that needs no Pregón."""

import csv
import hashlib
import io
import json
import zipfile
import zlib
from datetime import UTC, datetime

import pytest

from core import everything, i18n
from core.cancel import CancelToken
from core.clock import FixedClock
from core.errors import Cancelled, FileTrouble
from core.pictures.model import Owner, OwnerKind
from core.store import Topic, dump, open_store
from tests.core import towns
from tests.core.pictures.scenes import keep


@pytest.fixture(scope="module")
def town(example_file, tmp_path_factory):
    """The example town, with an image of an incident."""
    path = towns.copied(example_file, tmp_path_factory.mktemp("town"))
    opened = open_store(path, FixedClock(towns.NOW))
    with opened.change(Topic.CRISIS) as db:
        keep(db, Owner(OwnerKind.INCIDENT, 1), "La piscina, cerrada")
    opened.close()
    return path


@pytest.fixture
def store(town, tmp_path):
    """The town, open."""
    opened = open_store(towns.copied(town, tmp_path), FixedClock(towns.NOW))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def packed(town, tmp_path_factory):
    """All of the town, in Spanish."""
    folder = tmp_path_factory.mktemp("everything")
    opened = open_store(towns.copied(town, folder), FixedClock(towns.NOW))
    steps = []
    lacking = everything.write(
        opened, folder / "Todo.zip", "es", CancelToken(), lambda *step: steps.append(step)
    )
    opened.close()
    assert lacking == []
    assert steps[-1][0] == steps[-1][1] == len(steps)
    with zipfile.ZipFile(folder / "Todo.zip") as zipped:
        yield zipped


def table(packed, name):
    return list(csv.reader(io.StringIO(packed.read(name).decode("utf-8-sig")), delimiter=";"))


def test_contacts_are_a_table_with_the_words_of_the_town_hall(packed):
    heads, *rows = table(packed, "Datos/Directorio.csv")
    assert heads[:5] == ["N.º", "Tipo", "Nombre", "Organización", "Puesto"]
    assert "Antonio Núñez Parra" in [row[2] for row in rows]


def test_every_table_is_there_as_a_spreadsheet_and_for_programs_row_by_row(packed, store):
    named = everything.ExportNames
    with i18n.language("es"), store.read() as connection:
        named = everything.names()
        for name, columns in dump.columns(connection).items():
            if name in dump.OF_THE_FILE:
                continue
            place = f"Datos/{named.tables[name]}"
            columns = [column for column in columns if (name, column) != ("picture", "image")]
            told = dump.rows(connection, name, columns)
            kept = [dict(zip(columns, row, strict=True)) for row in told]
            assert json.loads(packed.read(f"{place}.json")) == kept
            heads, *rows = table(packed, f"{place}.csv")
            assert heads == [named.columns[column] for column in columns]
            assert len(rows) == len(kept)


@pytest.mark.parametrize("language", ["es", "en"])
def test_tables_and_columns_have_a_name_in_both_languages_and_no_other_does(store, language):
    with i18n.language(language), store.read() as connection:
        named, there = everything.names(), dump.columns(connection)
    known = {name: columns for name, columns in there.items() if name not in dump.OF_THE_FILE}
    assert set(named.tables) == set(known)
    assert set(named.columns) == {column for columns in known.values() for column in columns}
    assert len(set(named.tables.values())) == len(named.tables)


def test_what_is_packed_in_the_file_is_text_in_the_tables(packed):
    scenario = json.loads(packed.read("Datos/Escenario de cada incidente.json"))[0]
    assert json.loads(scenario["content"])["steps"]


def test_every_document_is_there_as_it_would_be_printed_today(packed):
    papers = [name for name in packed.namelist() if name.startswith("Documentos/")]
    assert "Documentos/Cuaderno de crisis.pdf" in papers
    assert len(papers) == len(set(papers)) > 40
    assert all(packed.read(name).startswith(b"%PDF") for name in papers)


def test_a_packed_text_is_told_as_it_reads_and_other_bytes_as_letters(store):
    with store.change(Topic.MENTIONS) as db:
        values = (b"\x00\xff", towns.NOW.isoformat(), zlib.compress(b"<b>Agua</b>"))
        db.conn.execute("INSERT INTO item (key, at, seen_at, html) VALUES (?1, ?2, ?2, ?3)", values)
        *_others, told = dump.rows(db.conn, "item", ["key", "html", "title"])

    assert told == ["AP8=", "<b>Agua</b>", ""]


def test_evidence_is_the_exact_text_that_its_digest_is_of(packed):
    found = [name for name in packed.namelist() if name.startswith("Pruebas/")]
    assert found
    for name in found:
        digest = hashlib.sha256(packed.read(name)).hexdigest()
        assert digest.startswith(name.rsplit(" ", 1)[1].removesuffix(".txt"))


def test_an_image_is_a_file_that_its_digest_is_of_and_the_table_tells_the_rest(packed):
    image = packed.read("Imágenes/1 La piscina, cerrada.png")
    heads, row = table(packed, "Datos/Imágenes.csv")
    told = dict(zip(heads, row, strict=True))

    assert told["Huella"] == hashlib.sha256(image).hexdigest()
    assert told["Texto alternativo"] == "La piscina, cerrada"
    assert "Imagen" not in heads


def test_whoever_opens_it_reads_what_it_is_and_that_it_holds_personal_data(packed):
    told = packed.read("LÉAME.txt").decode("utf-8-sig")
    assert told.startswith("Todo lo que Pregón guarda de este municipio, a ")
    assert "datos personales" in told
    assert "Directorio: contact" in told


def test_stopped_in_the_middle_nothing_is_left_and_an_earlier_one_stays(store, tmp_path):
    out, token = tmp_path / "salida" / "Todo.zip", CancelToken()
    out.parent.mkdir()
    out.write_bytes(b"of last year")

    def stop(made, _all):
        if made == 12:
            token.cancel()

    with pytest.raises(Cancelled):
        everything.write(store, out, "es", token, stop)
    assert [path.name for path in out.parent.iterdir()] == ["Todo.zip"]
    assert out.read_bytes() == b"of last year"


def test_a_clock_that_lost_its_battery_is_before_the_time_of_zips_and_hinders_nothing(
    example_file, tmp_path
):
    wrong, token = FixedClock(datetime(1975, 1, 1, tzinfo=UTC)), CancelToken()
    opened = open_store(towns.copied(example_file, tmp_path), wrong)
    made = []

    def note(*step):
        made.append(step)
        if len(made) == 3:
            token.cancel()

    with pytest.raises(Cancelled):
        everything.write(opened, tmp_path / "Todo.zip", "es", token, note)
    opened.close()
    assert len(made) == 3


def test_a_folder_that_is_not_there_is_told(store, tmp_path):
    with pytest.raises(FileTrouble, match=r"Todo\.zip"):
        everything.write(store, tmp_path / "gone" / "Todo.zip", "es", CancelToken())

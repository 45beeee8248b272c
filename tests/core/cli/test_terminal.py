"""What the commands say in lines, for whoever reads them on a terminal."""

import csv
import json
import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pypdfium2
import pytest

from core import catalogue, workspace
from core.__main__ import main
from core.cli import printing
from core.clock import FixedClock
from core.crisis.scenarios.library import SHIPPED
from core.errors import FileTrouble
from core.mentions.records import mentions
from core.mentions.records.mentions import Wanted
from core.roster import records
from core.store import Change, Store, Topic, open_store
from core.town import records as town
from tests.core import towns
from tests.core.crisis.scenes import set_aside


@pytest.fixture
def village(file: Path, clock: FixedClock) -> Store:
    """The example town; open until it is closed."""
    return open_store(file, clock)


def test_documents_are_listed_with_what_makes_their_paper_out_of_date(run, file, clock):
    assert run("documents").splitlines()[:2] == [
        "roster                   Directorio en A4",
        "roster-pocket            Directorio de bolsillo",
    ]

    store = open_store(file, clock)
    with store.read() as connection:
        paper = catalogue.prepare(connection, "roster", "es", clock.today())
    catalogue.remember(store, "roster", paper, "paper")
    assert run("documents").splitlines()[0] == "roster                   Directorio en A4"
    with store.change(Topic.ROSTER) as db:
        records.delete(db, 6)
    store.close()

    assert run("documents").splitlines()[0] == (
        "roster                   Directorio en A4  (anticuado: Emergencias)"
    )


def test_sources_are_listed_with_how_they_are(run):
    lines = run("sources").splitlines()

    assert len(lines) == 12
    assert lines[0].startswith(
        "1\tRadio Comarca\tLeída hace 8 minutos. La última novedad llegó hace "
    )
    assert lines[11].startswith(
        "12\tC. D. Valdehierro\tResponde, pero lo último que publicó es de hace "
    )


def test_recipes_are_listed_with_the_fields_that_each_asks_for(run):
    lines = run("sources", "recipes").splitlines()

    assert lines[0] == "feed                 Cualquier web  address=…"
    assert "wordpress-search     Búsqueda en una web de WordPress  site=… q=…" in lines


def test_how_many_sources_were_there_already_is_said(run, tmp_path):
    lists = {}
    for name, places in {"una": ["radio"], "tres": ["radio", "tele", "prensa"]}.items():
        lists[name] = tmp_path / f"{name}.opml"
        feeds = "".join(
            f'<outline text="{place}" xmlUrl="http://{place}.example/"/>' for place in places
        )
        lists[name].write_text(f'<opml version="2.0"><body>{feeds}</body></opml>')

    assert run("sources", "add", "--opml", str(lists["una"])) == "Se ha añadido: radio\n"
    assert run("sources", "add", "--opml", str(lists["tres"])) == (
        "Se ha añadido: tele\nSe ha añadido: prensa\n1 ya estaba.\n"
    )
    assert run("sources", "add", "--opml", str(lists["tres"])) == "3 ya estaban.\n"


def test_what_of_a_list_of_feeds_was_left_out_is_told_apart(file, clock, tmp_path, capsys):
    wrong = tmp_path / "mala.opml"
    wrong.write_text('<opml version="2.0"><body><outline text="Mala" xmlUrl="x"/></body></opml>')

    assert main(["--workspace", str(file), "sources", "add", "--opml", str(wrong)], clock) == 0

    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "Línea 1: «Mala» no tiene dirección web y no se ha incluido.\n"


def test_nothing_to_add_is_asked_for(run):
    assert run("sources", "add", code=1).startswith("Diga qué hay que añadir.")


def test_the_plan_is_told_by_its_size(run):
    assert run("plan").splitlines() == [
        "Plan de redes sociales 2027",
        "Objetivos: 11",
        "Públicos: 6",
        "Canales: 10",
        "Tareas: 14",
        "Observaciones: 3",
    ]


def test_contacts_are_told_with_their_telephones(run):
    assert run("contacts", "--search", "nunez") == (
        "Antonio Núñez Parra\tSecretario-interventor · Ayuntamiento de Valdehierro"
        "\t600 00 00 04, 924 00 00 02\n"
    )


def test_mentions_are_told_in_lines_and_how_many_more_there_are(file, clock, capsys):
    assert main(["--workspace", str(file), "mentions", "--limit", "2"], clock) == 0

    told = capsys.readouterr()
    newest, second = (line.split("\t") for line in told.out.splitlines())
    assert newest[0] > second[0] > "2026-11-23 00:00"
    assert {newest[1], second[1]} <= {"negative", "none", "positive"}
    assert all(len(group) == 4 and group[3] for group in (newest, second))
    assert told.err == "163 más.\n"

    for limit, left in (("164", "1 más.\n"), ("165", "")):
        assert main(["--workspace", str(file), "mentions", "--limit", limit], clock) == 0
        assert capsys.readouterr().err == left


def test_alarms_are_told_with_their_reasons_below(run):
    lines = run("alarms").splitlines()

    heads = [line for line in lines if not line.startswith("    ")]
    assert [head.split(" · ")[:2] for head in heads] == [
        ["Rojo", "Valdehierro"],
        ["Naranja", "Valdehierro"],
        ["Amarillo", "Valdehierro"],
    ]
    assert lines[-1] == "    2 menciones en 24 horas; lo normal es 0 o 1."


def test_a_town_where_nothing_happened_says_so(run, file):
    file.unlink()
    run("new", "--town", "06080")

    assert run("incidents") == "No se ha abierto ningún incidente.\n"
    assert run("alarms") == "Ninguna alarma hasta ahora.\n"
    assert run("mentions") == ""
    assert "registro" not in run("check")


def test_where_nothing_would_fail_today_that_is_said(run, file, clock):
    assert run("readiness").startswith("! El cuaderno de crisis no se ha impreso nunca.\n    ")
    store = open_store(file, clock)
    set_aside(store, *SHIPPED[2:])
    with store.read() as connection:
        paper = catalogue.prepare(connection, "crisis-notebook", "es", clock.today())
    catalogue.remember(store, "crisis-notebook", paper, "paper")
    store.close()

    assert run("readiness") == "Pregón no ha encontrado nada que falle hoy.\n"
    aside = "CRI-16  council-conflict   Conflicto político en el Pleno  (apartado)"
    assert aside in run("scenarios").splitlines()


@pytest.mark.parametrize(
    ("named", "word"),
    [("English_United Kingdom.1252", "Created"), ("Spanish_Spain.1252", "Creado")],
)
def test_where_windows_names_its_language_that_is_spoken(run, monkeypatch, tmp_path, named, word):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("locale.setlocale", lambda _category: named)

    told = run("new", "--town", "06080", "--workspace", str(tmp_path / "nuevo.pregon"))

    assert told.startswith(word)


def test_where_the_system_names_no_language_spanish_is_spoken(tmp_path):
    named = ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE")
    nameless = {name: value for name, value in os.environ.items() if name not in named}
    words = ["--workspace", str(tmp_path / "nuevo.pregon"), "new", "--town", "06080"]

    done = subprocess.run(
        [sys.executable, "-m", "core", *words], env=nameless, capture_output=True, encoding="utf-8"
    )

    assert done.stdout.startswith("Creado")


def test_a_mention_that_is_printed_is_kept_as_evidence_and_listening_reloads(village, tmp_path):
    with village.read() as connection:
        item = mentions.ids(connection, Wanted())[0]
    told: list[Change] = []
    village.subscribe(told.append)
    out = tmp_path / "prueba.txt"

    chosen = Namespace(
        document="evidence",
        item=item,
        first="",
        last="",
        out=out,
        month="",
        paper="",
        day="",
        year=None,
    )
    assert printing.of_town(village, chosen, "es") is None

    assert [change.topics for change in told] == [{Topic.MENTIONS}]
    assert out.read_text().startswith("pregon-evidence 1\n")
    village.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("evidence",), "Diga qué mención"),
        (("roster", "--item", "3"), "Solo evidence admite --item"),
        (("roster", "--month", "2027-05"), "Solo calendar-month admite --month"),
        (("calendar-month", "--month", "2027-13"), "«2027-13» no es un mes"),
        (("calendar-week", "--paper", "a3"), "Solo calendar-month admite --paper"),
        (("roster", "--from", "1/11/2026"), "electoral-decisions"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_days_and_mentions_are_only_for_what_has_them(run, tmp_path, words, said):
    out = tmp_path / "papel.pdf"
    assert said in run("print", *words, "--out", str(out), code=1)
    assert not out.exists()


A3, ACROSS, UPRIGHT = (1191, 842), (842, 595), (595, 842)
"""Width and height in points."""


@pytest.mark.parametrize(
    ("words", "size"),
    [
        (("calendar-month", "--month", "2027-05", "--paper", "a3"), A3),
        (("calendar-month", "--month", "2027-05", "--paper", "a4"), ACROSS),
        (("calendar-month", "--month", "2027-05"), ACROSS),
        (("calendar-week", "--day", "2026-12-01"), UPRIGHT),
        (("calendar-list", "--from", "2026-12-01", "--to", "2026-12-20"), UPRIGHT),
        (("electoral-decisions",), ACROSS),
    ],
)
def test_the_calendar_is_printed(run, tmp_path, words, size):
    out = tmp_path / "papel.pdf"
    run("print", *words, "--out", str(out))
    with pypdfium2.PdfDocument(out) as printed:
        assert tuple(round(side) for side in printed[0].get_size()) == size


def test_on_a3_there_is_only_the_pdf(run, tmp_path):
    out = tmp_path / "papel.odt"
    assert "En A3 solo hay PDF" in run(
        "print", "calendar-month", "--paper", "a3", "--out", str(out), code=1
    )
    assert not out.exists()


def test_a_damaged_workspace_is_restored_from_the_command_line(run, file, tmp_path):
    run("backup", "--folder", str(tmp_path / "usb"))
    (copy,) = (tmp_path / "usb").iterdir()
    content = bytearray(file.read_bytes())
    content[100:4096] = b"\xff" * 3996
    file.write_bytes(content)
    assert "está dañado" in run("check", code=1)

    assert run("restore", str(copy)) == f"Restaurado desde {copy}\n"

    assert "43" in run("check")
    assert (tmp_path / "Valdehierro (1).damaged").read_bytes() == bytes(content)


def test_a_new_workspace_gets_a_name_that_no_file_has(tmp_path):
    taken = [workspace.free_path(tmp_path, towns.MEDELLIN)]
    for _time in range(2):
        taken[-1].touch()
        taken.append(workspace.free_path(tmp_path, towns.MEDELLIN))

    assert [path.name for path in taken] == [
        "Medellín.pregon",
        "Medellín 2.pregon",
        "Medellín 3.pregon",
    ]


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path):
    with pytest.raises(FileTrouble, match="no se puede guardar"):
        workspace.free_path(tmp_path / ("largo" * 60), towns.MEDELLIN)


def test_what_of_a_table_of_contacts_was_left_out_is_told_apart(file, clock, tmp_path, capsys):
    table = tmp_path / "contactos.csv"
    table.write_text("Nombre;Teléfono\nEva Sanz;600 00 00 99\nLuis;12\n;600 11 22 33\n")

    assert main(["--workspace", str(file), "import", str(table)], clock) == 0

    told = capsys.readouterr()
    assert told.out == "Importados: 2. Ya estaban: 0.\n"
    third, fourth = told.err.splitlines()
    assert third.startswith("Línea 3: el teléfono «12» se ha pasado a la nota.")
    assert fourth == "Línea 4: no hay nombre ni entidad; no se ha importado."


def test_a_feed_file_is_told_in_lines(run):
    feed = Path(__file__).parents[2] / "data" / "feeds" / "aemet.xml"

    assert [line.split("\t")[:2] for line in run("parse", str(feed)).splitlines()] == [
        ["2026-11-24T06:41:00+00:00", "Aviso de nivel amarillo por lluvias. Vegas del Guadiana"],
        ["2026-11-23T18:05:00+00:00", "Aviso de nivel naranja por viento. Sierra"],
    ]


def test_the_mentions_of_certain_days_are_written_as_a_table(run, tmp_path):
    out = tmp_path / "menciones.csv"

    run("print", "mention-report", "--out", str(out), "--from", "1/11/2026", "--to", "15/11/2026")

    with out.open(encoding="utf-8-sig", newline="") as table:
        head, *lines = csv.reader(table, delimiter=";")
    assert head[:4] == ["Fecha", "Fuente", "Medio", "Título"]
    days = sorted(line[0][:10] for line in lines)
    assert "2026-11-01" <= days[0] < "2026-11-05"
    assert "2026-11-11" < days[-1] <= "2026-11-15"


def test_alarms_say_as_json_what_became_of_them(run):
    found = json.loads(run("alarms", "--json"))

    assert [(item["level"], item["state"], item["was_right"]) for item in found] == [
        ("red", "open", None),
        ("orange", "confirmed", True),
        ("yellow", "dismissed", False),
    ]
    assert found[2]["reason"] == "Era el rodaje de una película en otro Valdehierro."


def test_a_workspace_bears_the_crest_that_it_was_given(tmp_path, clock):
    path = tmp_path / "Medellín.pregon"

    workspace.create(path, towns.MEDELLIN, clock, b"\x89PNG of the town")

    opened = open_store(path, clock)
    with opened.read() as connection:
        assert town.crest(connection) == b"\x89PNG of the town"
    opened.close()

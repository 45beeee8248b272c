"""The calendar from the command line: listed, added to, in and out, held and released."""

import json

import pytest

from core.__main__ import main
from core.calendar import records
from core.store import Topic, open_store

OPENED = "El parque abre desde el lunes, de 9 a 21"
BOAST = "Inauguramos el nuevo parque, otro logro de este equipo de gobierno"


@pytest.fixture(autouse=True)
def empty(file, clock):
    """The example town without what it has in its calendar."""
    store = open_store(file, clock)
    with store.change(Topic.CALENDAR) as db:
        for item in records.every(db.conn):
            records.delete(db, item.id)
    store.close()


def add(run, *words, title="Corte de agua"):
    return run("calendar", "add", "--title", title, *words)


def listed(run, *words):
    return json.loads(run("calendar", *words, "--json"))


def test_an_item_is_added_and_listed_with_its_channels(run):
    add(run, "--day", "1/12/2026", "--hour", "18:00", "--channel", "web municipal")
    add(run, title="Algún día")

    (item, idea) = listed(run)
    assert (item["day"], item["hour"], item["state"]) == ("2026-12-01", "18:00", "planned")
    assert (item["channels"], idea["state"]) == (["Web municipal"], "idea")
    line = f"{item['id']}\t2026-12-01\t18:00\tPrevista\tCorte de agua\tWeb municipal\n"
    assert line in run("calendar")


def test_only_what_is_from_one_day_to_another_is_listed(run):
    for day in (1, 15, 31):
        add(run, "--day", f"{day}/12/2026", title=f"Día {day}")

    later = listed(run, "--from", "2/12/2026", "--to", "31/12/2026")
    assert [item["title"] for item in later] == ["Día 15", "Día 31"]
    assert [item["title"] for item in listed(run, "--to", "1/12/2026")] == ["Día 1"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "--title", "A", "--day", "31/02/2027"), "un día que exista"),
        (("add", "--title", "A", "--day", "1/12/2026", "--hour", "26:00"), "Escriba una hora"),
        (("add", "--title", "A", "--channel", "Tuenti"), "El plan no tiene el canal «Tuenti»"),
        (("add", "--title", " "), "Escriba"),
        (("export", "calendario.odt"), "no se puede escribir como «.odt»"),
        (("freeze", "--why", "x", "--incident", "99"), "No hay ningún incidente 99"),
        (("release", "--item", "99"), "La publicación 99 no está retenida"),
    ],
)
def test_what_cannot_be_is_one_sentence(run, words, said):
    assert said in run("calendar", *words, code=1)


def test_what_the_guard_asks_about_is_said_and_stored_all_the_same(run, file, clock, capsys):
    for title, asked in ((BOAST, True), (OPENED, False)):
        words = ("calendar", "add", "--title", title, "--day", "12/04/2027")
        assert main(["--workspace", str(file), *words], clock) == 0
        assert bool(capsys.readouterr().err) is asked
    assert [item["title"] for item in listed(run)] == [BOAST, OPENED]


@pytest.mark.parametrize("ending", [".ics", ".xlsx", ".csv"])
def test_what_is_exported_is_there_already_and_new_elsewhere(run, tmp_path, ending):
    add(run, "--day", "1/12/2026", "--hour", "18:00")
    path = str(tmp_path / f"salida{ending}")

    assert path in run("calendar", "export", path)
    assert run("calendar", "import", path) == "Nuevas: 0. Cambiadas: 0. Ya estaban: 1.\n"
    other = ("--workspace", str(tmp_path / "otro.pregon"))
    run("new", "--town", "06080", *other)
    assert run("calendar", "import", path, *other) == "Nuevas: 1. Cambiadas: 0. Ya estaban: 0.\n"


def test_which_of_day_and_month_comes_first_is_asked(run, tmp_path):
    path = tmp_path / "tabla.csv"
    path.write_text("Fecha;Título\n03/04/2027;Feria", encoding="utf-8")

    assert "puede ser el 3 de abril" in run("calendar", "import", str(path), code=1)
    assert listed(run) == []
    run("calendar", "import", str(path), "--month-first")

    assert listed(run)[0]["day"] == "2027-03-04"


def test_all_is_held_and_released_one_by_one(run):
    for title in ("Feria", "Verbena"):
        add(run, "--day", "1/12/2026", title=title)

    told = run("calendar", "freeze", "--why", "Riada")
    assert told.startswith("2 publicaciones retenidas.")
    assert "Meta Business Suite" in told
    first = listed(run)[0]
    assert (first["state"], first["held_why"]) == ("held", "Riada")

    assert "Prevista\tFeria" in run("calendar", "release", "--item", str(first["id"]))
    assert "Feria" not in run("calendar", "release", "--all")
    assert {item["state"] for item in listed(run)} == {"planned"}


def test_a_closed_incident_holds_nothing(run):
    add(run, "--day", "1/12/2026")
    number = json.loads(run("incidents", "--json"))[-1]["id"]

    run("calendar", "freeze", "--why", "Riada", "--incident", str(number), code=1)

    assert listed(run)[0]["state"] == "planned"


def test_an_election_that_was_entered_is_listed_and_the_computed_one_gives_way(run):
    assert "(calculadas" in run("elections")

    days = ("--call", "30/3/2027", "--vote", "23/5/2027")
    entered = ("--name", "Elecciones municipales", *days, "--decree", "RD 1/2027")
    assert run("elections", "add", *entered) == "Se ha añadido: Elecciones municipales\n"

    (found,) = json.loads(run("elections", "--json"))
    assert (found["called_on"], found["computed"]) == ("2027-03-30", False)
    assert "calculadas" not in run("elections")
    regional = ("--call", "1/4/2030", "--vote", "25/5/2030")
    run("elections", "add", "--name", "Elecciones autonómicas", *regional)
    assert "autonómicas: del 1 de abril de 2030" in run("elections")
    wrong = ("--name", "Al revés", "--call", "23/5/2027", "--vote", "30/3/2027")
    assert "es anterior a la convocatoria" in run("elections", "add", *wrong, code=1)


def test_entering_an_election_needs_a_town(capsys):
    with pytest.raises(SystemExit):
        main(["elections", "add", "--name", "A", "--call", "1/1/2027", "--vote", "1/2/2027"])
    assert "--workspace" in capsys.readouterr().err

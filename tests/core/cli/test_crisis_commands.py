"""The crisis desk from the command line: scenarios, incidents, papers, and the check of the log."""

import json
import sqlite3

import pytest

from core import catalogue
from core.crisis.scenarios.library import SHIPPED
from core.store import open_store
from tests.core.crisis.scenes import set_aside
from tests.core.store.scenes import unguarded


def test_the_eighteen_scenarios_are_listed_by_the_number_of_their_sheets(run):
    found = json.loads(run("scenarios", "--json"))
    assert [item["code"] for item in found] == [f"CRI-{number:02}" for number in range(1, 19)]
    assert "poisoned-animals" in run("scenarios")


def test_incidents_are_given_whole_with_their_log(run):
    drill, incident = json.loads(run("incidents", "--json"))
    assert (drill["drill"], incident["drill"]) == (True, False)
    assert drill["score"]["met"] < drill["score"]["of"]
    assert incident["log"][0]["kind"] == "opened"
    assert set(incident["log"][0]) == {
        *("number", "at", "written_at", "kind", "who", "text", "corrects", "on_paper", "digest")
    }
    # What remained and the call that nobody answered are said to be left, after the close.
    assert [item["kind"] for item in incident["log"][-3:]] == ["closed", "review", "review"]
    assert {item["state"] for item in incident["statements"]} == {"published"}
    assert set(incident["statements"][0]) == {"kind", "state", "texts", "published"}
    assert {
        *("steps", "calls", "rumours", "complainants", "mentions", "opened_at", "first_sign_at"),
        *("next_update_at", "closed_at", "review_on", "title", "level", "scenario"),
    } <= set(incident)
    assert "simulacro · cerrado" in run("incidents")


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("sheet", "--scenario", "poisoned-animals"),
        ("sheet", "--incident", "1"),
        ("after-action", "--incident", "1"),
        ("after-action", "--incident", "2"),
    ],
    ids=" ".join,
)
def test_the_papers_of_one_incident_or_scenario_are_written(run, tmp_path, words, language):
    out = tmp_path / "paper.pdf"
    run("print", *words, "--out", str(out), "--lang", language)
    assert out.read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sheet",), "Diga qué escenario"),
        (("sheet", "--scenario", "meteor"), "No hay ningún escenario «meteor»"),
        (("after-action",), "Diga qué incidente"),
        (("after-action", "--incident", "99"), "99"),
        (("moderation-file", "--incident", "1"), "no tiene expedientes de moderación"),
        (("plan", "--scenario", "hoax"), "son de un escenario o de un incidente"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else "",
)
def test_a_paper_that_cannot_be_is_refused_in_one_sentence(run, tmp_path, words, said):
    out = tmp_path / "paper.pdf"
    assert said in run("print", *words, "--out", str(out), code=1)
    assert not out.exists()


def test_the_check_says_that_the_log_is_whole_and_its_last_digest(run):
    last = json.loads(run("incidents", "--json"))[0]["log"][-1]
    assert f"la última con la huella {last['digest'][:16]}" in run("check")


def test_the_check_says_from_which_entry_on_the_log_was_changed(run, file):
    with unguarded(file) as stranger:
        stranger.execute("UPDATE log_entry SET text = 'Nadie avisó' WHERE id = 7")

    assert "desde la anotación 7" in run("check", code=1)


def test_the_check_misses_the_last_entry_when_it_is_gone(run, file):
    with unguarded(file) as stranger:
        number = stranger.execute("SELECT max(id) FROM log_entry").fetchone()[0]
        stranger.execute("DELETE FROM log_entry WHERE id = ?", [number])

    assert f"desde la anotación {number}" in run("check", code=1)


def test_what_would_fail_today_is_listed(run):
    kinds = [load["kind"] for load in json.loads(run("readiness", "--json"))]
    assert "no_notebook" in kinds
    assert "El cuaderno de crisis no se ha impreso nunca." in run("readiness")


@pytest.mark.usefixtures("madrid")
def test_once_printed_the_notebook_is_not_missed_and_says_what_changed_since(
    run, tmp_path, file, clock
):
    store = open_store(file, clock)
    set_aside(store, *SHIPPED[2:])
    store.close()
    run("print", "crisis-notebook", "--out", str(tmp_path / "notebook.odt"))
    (saved,) = json.loads(run("readiness", "--json"))
    assert saved["kind"] == "no_notebook"
    assert "se guardó como ODT el 24/11/2026 y está sin imprimir" in saved["sentence"]
    store = open_store(file, clock)
    catalogue.printed_elsewhere(store, "crisis-notebook", "es")
    store.close()
    assert json.loads(run("readiness", "--json")) == []
    stranger = sqlite3.connect(file)
    stranger.execute("UPDATE contact_phone SET number = '600 999 999' WHERE contact_id = 6")
    stranger.commit()
    stranger.close()
    (gap,) = json.loads(run("readiness", "--json"))
    assert gap["kind"] == "old_notebook"


def test_scenarios_go_to_another_town_as_one_file(run, tmp_path):
    pack = tmp_path / "diputacion.pregonpack"
    assert "2 escenarios" in run("scenarios", "export", "hoax", "outage", "--out", str(pack))

    assert "Importados: 0. Ya estaban: 2." in run("scenarios", "import", str(pack))

    pack.write_text(pack.read_text().replace("Bulo", "Bulo de la comarca"))
    assert "Importados: 1. Ya estaban: 1." in run("scenarios", "import", str(pack), "--replace")
    assert "Bulo de la comarca" in run("scenarios")


def test_a_town_without_scenarios_of_its_own_is_asked_which(run, tmp_path):
    pack = tmp_path / "nada.pregonpack"
    assert "Diga cuáles" in run("scenarios", "export", "--out", str(pack), code=1)
    assert not pack.exists()


def test_a_file_that_is_no_pack_changes_nothing(run, tmp_path):
    wrong = tmp_path / "fotos.pregonpack"
    wrong.write_bytes(b"\x89PNG")
    assert "no es un paquete" in run("scenarios", "import", str(wrong), code=1)

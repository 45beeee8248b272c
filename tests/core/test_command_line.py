"""The command line: the same functions as the window, exit codes, JSON."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.__main__ import main
from core.clock import FixedClock
from core.plan import records
from core.store import Topic, open_store
from tests.core.running import Run, runner


@pytest.fixture
def run(
    tmp_path: Path,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run a command on the workspace `tmp_path/town.pregon`, in Spanish; gives what it printed."""
    return runner(tmp_path / "town.pregon", clock, capsys, monkeypatch)


@pytest.fixture
def example(example_file: Path, tmp_path: Path) -> None:
    """The workspace is that of the example town."""
    (tmp_path / "town.pregon").write_bytes(example_file.read_bytes())


def test_a_workspace_for_a_municipality(run):
    run("new", "--town", "06080")

    cards = json.loads(run("contacts", "--json"))
    assert all(card["suggested"] for card in cards)
    assert "112" in [phone["number"] for card in cards for phone in card["phones"]]


def test_the_workspace_may_be_named_after_the_command(run, tmp_path):
    run("example", "--workspace", str(tmp_path / "otra.pregon"))

    assert (tmp_path / "otra.pregon").exists()


def test_a_code_that_no_municipality_has_is_said(run, tmp_path):
    assert "99999" in run("new", "--town", "99999", code=1)
    assert not (tmp_path / "town.pregon").exists()


def test_the_plan_of_a_new_town_is_there_as_json(run):
    run("new", "--town", "06080")

    plan = json.loads(run("plan", "--json"))

    assert plan["charter"]["start_on"] == "2027-01-01"
    assert {"bando", "facebook"} <= {channel["kind"] for channel in plan["channels"]}
    assert len(plan["levels"]) == 4


def test_findings_say_where_and_what_to_do(run):
    run("example")

    found = json.loads(run("findings", "--json"))
    told = run("findings")

    grave = [item["rule"] for item in found if item["severity"] != "hint"]
    assert sorted(grave) == ["account-with-one-holder", "channel-without-audience"]
    assert all(item["sentence"] in told and item["advice"] in told for item in found)


def test_what_paper_cannot_show_is_said(run, example, tmp_path, clock, capsys):
    opened = open_store(tmp_path / "town.pregon", clock)
    with opened.change(Topic.PLAN) as db:
        records.save(db, replace(records.load(db.conn).charter, rules="Con respeto 漢"))
    opened.close()

    words = ["--workspace", str(tmp_path / "town.pregon"), "print", "rules-of-use"]
    assert main([*words, "--out", str(tmp_path / "normas.pdf")], clock) == 0

    assert "漢" in capsys.readouterr().err
    assert main([*words, "--out", str(tmp_path / "normas.odt")], clock) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "document", ["plan", "plan-annex", "plan-agreement", "plan-summary", "rules-of-use"]
)
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_papers_of_the_plan_are_written(run, example, tmp_path, document, language):
    paper = tmp_path / "plan.docx"

    run("print", document, "--out", str(paper), "--lang", language)

    assert paper.stat().st_size > 10_000


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".odt"])
def test_a_printed_document_is_remembered(run, example, tmp_path, ending):
    paper = tmp_path / f"roster{ending}"

    run("print", "roster", "--out", str(paper))

    assert paper.stat().st_size > 1000
    states = {state["id"]: state for state in json.loads(run("documents", "--json"))}
    assert states["roster"]["version"] == 1
    assert states["roster"]["printed_at"] == "2026-11-24T13:32:05+00:00"
    assert not states["roster"]["out_of_date"]
    assert states["activity-log"]["printed_at"] is None


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("print", "plan-secreto", "--out", "x.pdf"), "plan-secreto"),
        (("print", "roster", "--out", "x.xyz"), ".pdf"),
        (("print", "roster-pocket", "--out", "x.docx"), ".pdf"),
        (("restore", "nada.pregon"), "nada.pregon"),
        (("import", "nada.csv"), "nada.csv"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_code_1(run, example, words, hint):
    told = run(*words, code=1)

    assert hint in told
    assert "Traceback" not in told


def test_a_missing_workspace_is_said(run):
    assert "town.pregon" in run("contacts", code=1)


def test_a_command_without_a_workspace_is_a_wrong_command(tmp_path):
    with pytest.raises(SystemExit) as told:
        main(["contacts"])

    assert told.value.code == 2


def test_where_nobody_can_read_what_is_said_the_work_is_done_all_the_same(tmp_path):
    made, settings = tmp_path / "ejemplo.pregon", tmp_path / "settings.json"
    words = ["--workspace", str(made), "--settings", str(settings), "example"]
    closed = ["sh", "-c", 'exec "$0" "$@" >&- 2>&-']

    done = subprocess.run([*closed, sys.executable, "-m", "core", *words], check=False)

    assert done.returncode == 0
    assert made.exists()


def test_backup_and_restore(run, example, tmp_path):
    run("backup", "--folder", str(tmp_path / "usb"))
    (copy,) = (tmp_path / "usb").iterdir()

    run("restore", str(copy))

    assert "43" in run("check")
    assert len(list((tmp_path / "Copias").iterdir())) == 1


def test_a_copy_of_another_town_is_restored_only_when_it_is_said(run, example, tmp_path):
    run("backup", "--folder", str(tmp_path / "usb"))
    (copy,) = (tmp_path / "usb").iterdir()
    (tmp_path / "town.pregon").unlink()
    run("new", "--town", "06080")

    assert "otro archivo: Valdehierro" in run("restore", str(copy), code=1)
    run("restore", str(copy), "--other-town")

    assert "43" in run("check")


@pytest.mark.parametrize("ending", [".csv", ".vcf"])
def test_contacts_go_out_and_come_back_once(run, example, tmp_path, ending):
    file = tmp_path / f"contactos{ending}"
    run("export", "--out", str(file))
    (tmp_path / "town.pregon").unlink()
    run("new", "--town", "06080")
    before = len(json.loads(run("contacts", "--json")))

    run("import", str(file))
    after = json.loads(run("contacts", "--json"))
    run("import", str(file))

    names = [card["name"] for card in after]
    assert "María Gómez Ruiz" in names
    assert len(after) > before
    assert json.loads(run("contacts", "--json")) == after


def test_contacts_can_be_searched_without_accents(run, example):
    found = json.loads(run("contacts", "--search", "nunez", "--json"))

    assert [card["name"] for card in found] == ["Antonio Núñez Parra"]


@pytest.mark.parametrize(
    ("system", "word"),
    [("es_ES.UTF-8", "Creado"), ("en_GB.UTF-8", "Created"), ("C.UTF-8", "Creado")],
)
def test_it_speaks_the_language_of_the_system(run, monkeypatch, system, word):
    monkeypatch.setenv("LC_ALL", system)

    assert run("new", "--town", "06080").startswith(word)


@pytest.mark.parametrize(
    ("encoding", "name", "said"),
    [
        ("utf-8", os.fsdecode(b"Medell\xedn.csv"), "Medell\\udcedn.csv"),
        ("ascii", "Peña ◊.csv", "Pe\\xf1a \\u25ca.csv"),
    ],
)
def test_a_name_that_the_console_cannot_show_is_said_with_its_numbers(
    run, example, tmp_path, encoding, name, said
):
    words = ["--workspace", str(tmp_path / "town.pregon"), "export", "--out", str(tmp_path / name)]

    done = subprocess.run(
        [sys.executable, "-m", "core", *words],
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert said in done.stdout.decode("ascii")
    assert (tmp_path / name).exists()


def test_help_and_wrong_words_are_told_in_spanish_throughout(run, capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    told = capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        main(["print"])
    wrong = capsys.readouterr().err
    for words in (["restore"], ["import"], ["elections", "add"]):
        with pytest.raises(SystemExit, match="0"):
            main([*words, "--help"])
    others = capsys.readouterr().out

    assert told.startswith("Uso: pregon-cli [-h] [--workspace ARCHIVO]")
    assert "Opciones:" in told
    assert "Muestra esta ayuda y termina" in told
    assert "Error en pregon-cli print: faltan estos argumentos: DOCUMENTO, --out" in wrong
    assert not re.search(r"\b(copy|file|DAY)\b", others)

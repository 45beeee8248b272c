"""The command `check` reads all of a workspace, says what is wrong, and falls over nothing."""

from pathlib import Path

import pytest

from core.clock import FixedClock
from tests.core import towns
from tests.core.running import Run, runner
from tests.core.store.scenes import spoil


@pytest.fixture
def file(example_file: Path, tmp_path: Path) -> Path:
    return towns.copied(example_file, tmp_path)


@pytest.fixture
def run(
    file: Path,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run a command on the example town, in Spanish; gives what it printed."""
    return runner(file, clock, capsys, monkeypatch)


BAD = {
    "UPDATE contact SET verified_on = 'ayer' WHERE id = 1": "contact 1",
    "UPDATE contact SET note = CAST(x'C3' AS TEXT) WHERE id = 1": "contact",
    "DELETE FROM town": "town",
    "UPDATE story SET title = CAST(x'FF' AS TEXT) WHERE id = 1": "story",
    "UPDATE alarm SET facts = '{' WHERE id = 1": "alarm 1",
    "UPDATE incident_scenario SET content = '[]' WHERE incident_id = 1": "incident_scenario 1",
    "INSERT INTO plan_version (number, body, approved_on, frozen_at, content)"
    " VALUES (1, 'Pleno', '2026-01-01', '2026-01-01T00:00:00Z', '{')": "versión aprobada",
    "UPDATE item SET html = x'00' WHERE id = 1": "item 1",
    "INSERT INTO printed (id, document, language, format, version, fingerprint, printed_at)"
    " VALUES (9, 'roster', 'es', 'pdf', 1, 'x', '')": "printed 9",
    "UPDATE preference SET value = 'x' WHERE name = 'listening'": "preference listening",
    "UPDATE evidence SET digest = 'aa' WHERE item_id = (SELECT min(item_id) FROM evidence)":
        "La prueba de la mención",
    "UPDATE item SET text = text || '.' WHERE id = (SELECT max(item_id) FROM evidence)":
        "La prueba de la mención",
}  # fmt: skip


@pytest.mark.parametrize(("statement", "told"), BAD.items())
def test_what_is_wrong_in_one_row_is_told(run: Run, file: Path, statement: str, told: str) -> None:
    spoil(file, statement)

    assert told in run("check", code=1)


def test_everything_that_is_wrong_is_told_at_once(run: Run, file: Path) -> None:
    spoil(file, "UPDATE contact SET verified_on = 'ayer' WHERE id = 1")
    spoil(file, "UPDATE evidence SET digest = 'aa'")

    told = run("check", code=1)

    assert "contact 1" in told
    assert told.count("La prueba de la mención") > 1


def test_of_a_whole_town_it_says_how_much_there_is(run: Run) -> None:
    contacts, log = run("check").splitlines()

    assert contacts == "Valdehierro.pregon está sano: 43 contactos."
    assert log.startswith("El registro de incidentes está íntegro: ")

"""Informe with keys: which days, what is wrong with them, and the file that it becomes."""

import csv
import io
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot

from desktop.mentions.report import ReportPart
from desktop.services import Services
from desktop.shell.window import Shell
from tests.desktop.hands import (
    Key,
    choose,
    here,
    into,
    labels,
    press,
    seen,
    settled,
    type_over,
    under,
    value,
)
from tests.desktop.mentions.village import open_part

KINDS = {
    ".pdf": "PDF",
    ".docx": "Word (DOCX)",
    ".odt": "LibreOffice (ODT)",
    ".xlsx": "Las menciones en una tabla (XLSX)",
    ".csv": "Las menciones en una tabla (CSV)",
}


@pytest.fixture
def part(town: Services, qtbot: QtBot) -> ReportPart:
    """The page with last month's report."""
    opened = open_part(town, "report")
    assert isinstance(opened, ReportPart)
    settled(qtbot, town)
    return opened


def title(part: ReportPart) -> str:
    """Of which days it is."""
    return next(label for label in labels(part) if "2026" in label)


def save(part: ReportPart, ending: str) -> None:
    choose(part, "Guardar el informe", KINDS[ending])


def test_it_begins_with_the_last_whole_month(part):
    assert title(part) == "Octubre de 2026"
    assert "En octubre de 2026 se habló de Valdehierro" in seen(part)


@pytest.mark.usefixtures("madrid")
def test_other_stretches_are_chosen_with_the_arrows(town, part, qtbot):
    part.take_keyboard()
    days = []
    for _time in range(3):
        press(qtbot, Key.Key_Down)
        settled(qtbot, town)
        days.append((value(part, "Desde"), value(part, "Hasta")))

    assert days == [
        ("01/11/2026", "24/11/2026"),
        ("27/08/2026", "24/11/2026"),
        ("25/11/2025", "24/11/2026"),
    ]
    assert "2026" in title(part)


def test_a_day_that_is_typed_makes_the_report_of_those_days(town, part, qtbot):
    into(qtbot, part, "Desde")
    type_over(qtbot, "15/10/2026")
    settled(qtbot, town)

    assert value(part, "Días") == "Otros días"
    assert "15" in title(part)


def test_half_a_day_is_said_under_its_own_field_and_the_report_stays(part, qtbot):
    before = title(part)

    into(qtbot, part, "Desde")
    type_over(qtbot, "15/1")

    assert under(part, "Desde") != ""
    assert under(part, "Hasta") == ""
    assert title(part) == before


def test_days_the_wrong_way_round_are_said_and_nothing_is_saved(town, part, qtbot, asker):
    into(qtbot, part, "Hasta")
    type_over(qtbot, "01/09/2026")

    assert "01/10/2026" in under(part, "Hasta")
    save(part, ".pdf")

    assert asker.asked == []
    assert here() is into(qtbot, part, "Hasta")
    type_over(qtbot, "31/10/2026")
    assert under(part, "Hasta") == ""


def test_the_mentions_of_those_days_go_into_a_table(town, part, qtbot, asker, tmp_path):
    file = tmp_path / "menciones.csv"
    asker.answers.append(file)

    save(part, ".csv")
    qtbot.waitUntil(file.exists)
    settled(qtbot, town)

    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")), delimiter=";"))
    told = seen(part)
    assert f"se habló de Valdehierro {len(rows) - 1} veces" in told


@pytest.mark.parametrize("ending", [".docx", ".odt", ".xlsx"])
def test_the_report_is_written_as_what_was_chosen(town, part, qtbot, asker, tmp_path, ending):
    file = tmp_path / f"informe{ending}"
    asker.answers.append(file)

    save(part, ending)
    qtbot.waitUntil(file.exists)
    settled(qtbot, town)

    with ZipFile(file) as made:
        assert made.testzip() is None


def test_a_folder_that_cannot_be_written_is_said(town, part, qtbot, asker, tmp_path):
    asker.answers.append(tmp_path / "no" / "hay" / "informe.xlsx")
    window = part.window()
    assert isinstance(window, Shell)

    save(part, ".xlsx")
    settled(qtbot, town)

    qtbot.waitUntil(lambda: len(window.messages.shown()) == 1)


def test_going_back_from_the_question_for_a_place_writes_nothing(town, part, qtbot, asker):
    asker.answers.append(None)

    save(part, ".pdf")

    assert asker.asked == ["¿Dónde se guarda el informe?"]
    assert not town.jobs.running("save-report")

"""The table of figures is found in what networks and offices export; its columns are matched."""

from dataclasses import replace
from datetime import date
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cancel import CancelToken
from core.errors import Cancelled, FileTrouble, ImportTrouble
from core.exchange.sheets import SheetColumn, SheetTable, Value
from core.plan.kinds import Judged
from core.plan.measurements import figure_tables, importing
from core.plan.measurements.figure_tables import FigureTable, How, Match
from core.plan.measurements.importing import ReadingPeriod
from core.plan.model import Objective

REACH = Objective("Llegar", id=1, indicator="Alcance en Facebook")
FOLLOWERS = Objective("Crecer", id=2, indicator="Seguidores en Instagram")
ANSWERS = Objective("Responder", id=3, indicator="Tasa de respuestas", unit="%")
VISITS = Objective("Informar", id=4, indicator="Visitas a la web")


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def read(file: Path, text: str, encoding: str = "utf-8") -> FigureTable:
    file.write_bytes(text.encode(encoding))
    return figure_tables.read(file)


def titles(table: FigureTable) -> list[str]:
    """The first column of days and all columns of figures."""
    return [table.dates[0].title, *(figure.title for figure in table.figures)]


def proposed(table: FigureTable, *objectives: Objective) -> dict[str, tuple[str, How]]:
    found = figure_tables.propose(table, objectives)
    return {matched.column.title: (matched.objective.title, matched.how) for matched in found}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_what_excel_in_spanish_saves_is_read(file, encoding):
    table = read(file, "Día;Alcance;Nota\r\n01/10/2026;1.234,5;año\r\n13/10/2026;-;\r\n", encoding)
    assert titles(table) == ["Día", "Alcance"]
    assert table.dates[0].days.values == (date(2026, 10, 1), date(2026, 10, 13))
    assert table.figures[0].figures.values == (1234.5, None)
    assert table.figures[0].sample == "1.234,5"
    assert table.lines == (2, 3)
    assert table.notes == ()


def test_what_a_program_in_english_saves_is_read(file):
    table = read(file, 'Date,Reach\n10/01/2026,"1,234.50"\n10/13/2026,"2,000"\n')
    assert table.dates[0].days.values == (date(2026, 10, 1), date(2026, 10, 13))
    assert table.figures[0].figures.values == (1234.5, 2000)


def test_two_columns_pasted_from_a_sheet_are_read(file):
    table = read(file, "Visitas de la web\noct-26\t1.234\nnov-26\t2.345\n")
    assert titles(table) == ["Column 1", "Column 2"]
    assert table.dates[0].days.values == (date(2026, 10, 31), date(2026, 11, 30))
    assert table.figures[0].figures.values == (1234, 2345)
    assert table.lines == (2, 3)


def sheet(ending: str, titles: list[str], *rows: list[Value]) -> bytes:
    """A spreadsheet with these rows under these titles."""
    columns = [SheetColumn(title, 12, itemgetter(at)) for at, title in enumerate(titles)]
    return SheetTable("Hoja1", "", "", columns, rows).written(ending)


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_spreadsheet_is_read_as_it_is(file, ending):
    file.write_bytes(
        sheet(
            ending,
            ["Mes", "Alcance", "Clics", "Nota"],
            [date(2026, 10, 31), 1234.5, "1.234", "año"],
            [date(2026, 11, 30), 2000, "2.345", None],
        )
    )
    table = figure_tables.read(file)
    assert titles(table) == ["Mes", "Alcance", "Clics"]
    assert table.dates[0].days.values == (date(2026, 10, 31), date(2026, 11, 30))
    assert table.figures[0].figures.values == (1234.5, 2000)
    assert table.lines == (2, 3)
    # A figure that somebody stored as text is asked about, whatever the figures beside it are.
    assert table.figures[1].figures.values == (1234, 2345)
    assert table.figures[1].figures.ambiguous == "1.234"


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_three_decimals_of_a_spreadsheet_are_no_thousands(file, ending):
    file.write_bytes(sheet(ending, ["Día", "Horas"], [date(2026, 10, 1), 1.234]))
    (hours,) = figure_tables.read(file).figures
    assert hours.figures.values == (1.234,)
    assert not hours.figures.ambiguous


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
def test_a_spreadsheet_without_titles_loses_no_row(file, ending):
    file.write_bytes(sheet(ending, ["2026-10-01", "5"], [date(2026, 10, 2), 6]))
    table = figure_tables.read(file)
    assert titles(table) == ["Column 1", "Column 2"]
    assert table.figures[0].figures.values == (5, 6)
    assert table.lines == (1, 2)


REPORT = (
    "Informe de estadísticas\nPágina;Ayuntamiento de Medellín\nDesde;01/10/2026\n\n"
    "Mes;Visitas\noctubre 2026;5\n"
)
PERIOD = "Desde;20260901;Hasta;20260930\nMes;Visitas\n2026-09;7\n"
COMMENTS = (
    "# ----\n# Ayuntamiento de Medellín\n# Informe\n# Fin: 20261031\n# ----\n\n"
    "Mes,Visitas\n20261001,1\n20261002,2\n"
)
TITLE = "sep=,\nVisitas a la página\nMes,Visitas\n2026-10-01T00:00:00,5\n"


@pytest.mark.parametrize("text", [REPORT, PERIOD, COMMENTS, TITLE])
def test_lines_above_the_table_are_passed_over(file, text):
    table = read(file, text)
    assert titles(table) == ["Mes", "Visitas"]
    assert table.notes == ()


def test_of_two_tables_the_second_is_left_out_and_it_is_said(file):
    reach = "Alcance\nFecha,Primary\n2026-10-01,5\n2026-10-02,6\n"
    table = read(file, reach + "\n" + reach.replace("Alcance", "Seguidores").replace("5", "900"))
    assert [value for value in table.figures[0].figures.values if value is not None] == [5, 6]
    assert list(table.notes) == [
        "Line 7: another table begins; it was left out. Import it by itself."
    ]


def test_what_had_to_be_put_right_is_said(file):
    table = read(file, "Fecha;Alcance\n2026-10-01;5;9\n2026-10-02;6\n")
    assert table.notes == ("Line 2 does not have as many columns as the first; check it.",)


def test_a_total_between_the_titles_and_the_days_does_not_hide_the_titles(file):
    table = read(file, "Date,Views,Hours\nTotal,300,5\n2026-10-01,100,2.5\n2026-10-02,200,2.5\n")
    assert titles(table) == ["Date", "Views", "Hours"]


def test_the_date_may_stand_in_any_column_and_in_several(file):
    table = read(
        file,
        "Id,Texto,Creado,Publicado,Alcance,\n"
        "17,Feria,Oct 3 2026,Oct 5 2026,50,\n18,Agua,Oct 4 2026,Oct 6 2026,60,\n",
    )
    assert [column.title for column in table.dates] == ["Creado", "Publicado"]
    assert [figure.title for figure in table.figures] == ["Id", "Alcance"]


cells = st.sampled_from(
    ["", "-", "Fecha", "Total", "Alcance", "1.234", "61 %", "2026-10-01", "oct-26"]
) | st.text(max_size=8)


@given(st.lists(st.lists(cells, min_size=1, max_size=5), max_size=12), st.sampled_from(";,\t"))
def test_any_table_is_read_or_refused_in_words(rows, delimiter):
    text = "\n".join(delimiter.join(row) for row in rows)
    with TemporaryDirectory() as folder:
        path = Path(folder, "any.csv")
        path.write_bytes(text.encode("utf-8", "replace"))
        try:
            table = figure_tables.read(path)
        except ImportTrouble:
            return
    assert {len(column.cells) for column in (*table.dates, *table.figures)} == {len(table.lines)}
    matches = [Match(REACH, figure, How.SUM) for figure in table.figures]
    found = importing.gather(table, table.dates[0], matches, ReadingPeriod.MONTH, date(2027, 1, 1))
    assert all(measurement.objective_id == REACH.id for measurement in found.measurements)


def test_what_is_no_table_of_figures_is_refused_in_words(file):
    refused = {
        b"": "empty",
        b"\n\n  \n": "empty",
        b"PK\x03\x04xl/workbook.xml": "spreadsheet",
        b"\x89PNG\r\n\x1a\n": "image",
        b"%PDF-1.7": "PDF",
        b"<html><table></table></html>": "tags",
        b"Fecha;Alcance\n": "No row",
        b"Alcance;Clics\n1;2\n3;4\n": "No row",
        b"solo texto, nada\nmas\n": "No row",
        b"Fecha;Texto\n01/10/2026;hola\n02/10/2026;feria\n": "No row",
        b"Fecha;Texto\n01/10/2026;5\n02/10/2026;feria\n03/10/2026;agua\n": "No row",
        b"Fecha\n01/10/2026\n02/10/2026\n": "No row",
        b"Indicador;ene 2026;feb 2026\nVisitas;1;2\nAlcance;3;4\n": "one below the other",
        b"Fecha;Alcance\n" + b"2026-10-01;5\n" * 20_002: r"more than 20,000 rows .*Split",
    }
    for content, told in refused.items():
        file.write_bytes(content)
        with pytest.raises(ImportTrouble, match=told):
            figure_tables.read(file)
    file.unlink()
    with pytest.raises(FileTrouble):
        figure_tables.read(file)


def test_reading_can_be_stopped(file):
    file.write_text("Fecha;Alcance\n2026-10-01;5\n", "utf-8")
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        figure_tables.read(file, token)


def test_objectives_find_their_column_by_its_words_in_either_language(file):
    table = read(
        file,
        "Date,Instagram followers,Facebook reach,Answer rate,Website visits,Likes\n"
        "2026-10-01,1,2,3%,4,5\n2026-10-02,1,2,3%,4,5\n",
    )
    assert proposed(table, REACH, FOLLOWERS, ANSWERS, VISITS) == {
        "Instagram followers": ("Crecer", How.LAST),
        "Facebook reach": ("Llegar", How.SUM),
        "Answer rate": ("Responder", How.MEAN),
        "Website visits": ("Informar", How.SUM),
    }


def test_a_column_serves_the_objective_that_is_most_like_it(file):
    reach, again = Objective("Llegar a todos", id=5, indicator="Alcance"), Objective("Otra", id=6)
    table = read(file, "Fecha,Alcance en Facebook,Alcance total\n2026-10-01,1,2\n")
    assert proposed(table, reach, REACH, replace(again, indicator="Alcance")) == {
        "Alcance en Facebook": ("Llegar", How.SUM),
        "Alcance total": ("Llegar a todos", How.SUM),
    }


def test_another_network_or_a_word_that_says_nothing_is_no_match(file):
    table = read(file, "Fecha,Alcance de TikTok,Total de la web\n2026-10-01,1,2\n2026-10-02,1,2\n")
    assert proposed(table, REACH, VISITS) == {}


def test_new_followers_are_added_up_and_judgements_and_times_averaged(file):
    new = Objective("Crecer", id=1, indicator="Seguidores nuevos")
    tone = Objective("Caer bien", id=2, indicator="Comentarios", judged=Judged.QUALITATIVE)
    quick = Objective("Contestar pronto", id=3, indicator="Tiempo de respuesta")
    table = read(
        file, "Fecha,Nuevos seguidores,Comentarios,Tiempo de respuesta\n2026-10-01,1,2,3\n"
    )
    assert proposed(table, new, tone, quick) == {
        "Nuevos seguidores": ("Crecer", How.SUM),
        "Comentarios": ("Caer bien", How.MEAN),
        "Tiempo de respuesta": ("Contestar pronto", How.MEAN),
    }

"""Tables of figures are found in whatever networks and offices export."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import i18n
from core.cancel import CancelToken
from core.errors import Cancelled, FileTrouble, ImportTrouble
from core.plan import figure_tables, measuring
from core.plan.figure_tables import Match, Sheet
from core.plan.kinds import Judged
from core.plan.matching import How
from core.plan.measuring import Period
from core.plan.model import Objective

REACH = Objective("Llegar", id=1, indicator="Alcance en Facebook")
FOLLOWERS = Objective("Crecer", id=2, indicator="Seguidores en Instagram")
ANSWERS = Objective("Responder", id=3, indicator="Tasa de respuestas", unit="%")
VISITS = Objective("Informar", id=4, indicator="Visitas a la web")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.csv"


def read(file: Path, text: str, encoding: str = "utf-8") -> Sheet:
    file.write_bytes(text.encode(encoding))
    return figure_tables.read(file)


def titles(sheet: Sheet) -> list[str]:
    return [one.title for one in sheet.columns]


def numeric(sheet: Sheet) -> list[str]:
    return [one.title for one in sheet.columns if one.is_number]


def proposed(sheet: Sheet, *objectives: Objective) -> dict[str, tuple[str, How]]:
    found = figure_tables.propose(sheet, objectives)
    return {
        sheet.columns[column].title: (match.objective.title, match.how)
        for column, match in found.items()
    }


def test_a_plain_table_says_which_column_is_the_date_and_which_are_figures(file: Path) -> None:
    sheet = read(file, "Fecha;Alcance;Nota\n01/10/2026;1.234,5;fiesta\n13/10/2026;-;\n", "cp1252")
    assert titles(sheet) == ["Fecha", "Alcance", "Nota"]
    assert numeric(sheet) == ["Alcance"]
    assert sheet.date_column == 0
    assert sheet.columns[0].is_date
    assert sheet.columns[1].samples == ("1.234,5",)
    assert sheet.lines == (2, 3)
    assert sheet.notes == ()


def test_the_small_tables_of_meta_become_one_with_the_names_of_their_figures(file: Path) -> None:
    days = [date(2026, 10, 1) + timedelta(number) for number in range(3)]
    blocks = [
        f'"{name}"\n"Fecha","Primary"\n' + "".join(f'"{day}T00:00:00","{start}"\n' for day in days)
        for name, start in (("Alcance de Facebook", 5), ("Seguidores de Instagram", 900))
    ]
    sheet = read(file, "sep=,\n" + "\n".join(blocks), "utf-16")
    assert titles(sheet) == ["Fecha", "Alcance de Facebook", "Seguidores de Instagram"]
    assert len(sheet.rows) == 6
    assert sheet.rows[0] == ("2026-10-01T00:00:00", "5", "")
    assert sheet.rows[5] == ("2026-10-03T00:00:00", "", "900")


def test_a_title_that_says_nothing_takes_the_one_above_the_table(file: Path) -> None:
    sheet = read(file, "Visitas al perfil\n\nDate,Primary\n2026-10-01,5\n2026-10-02,6\n")
    assert titles(sheet) == ["Date", "Visitas al perfil"]


def test_two_rows_of_titles_are_read_together_as_in_merged_cells(file: Path) -> None:
    sheet = read(
        file,
        ";Facebook;;Instagram;\nFecha;Alcance;Me gusta;Seguidores;\n"
        "2026-10-01;10;2;500;\n2026-10-02;11;3;501;\n",
    )
    assert titles(sheet) == [
        "Fecha",
        "Facebook · Alcance",
        "Facebook · Me gusta",
        "Instagram · Seguidores",
    ]


def test_titles_in_two_languages_are_both_kept(file: Path) -> None:
    sheet = read(file, "Date,Facebook reach\nFecha,Alcance\n2026-10-01,10\n2026-10-02,11\n")
    assert titles(sheet) == ["Fecha", "Facebook reach · Alcance"]


def test_titles_cut_by_another_delimiter_are_a_line_above_the_table(file: Path) -> None:
    sheet = read(file, "Date,Facebook reach\nFecha;Alcance\n2026-10-01;10,5\n2026-10-02;11\n")
    assert titles(sheet) == ["Fecha", "Alcance"]


def test_lines_above_the_table_are_not_part_of_it(file: Path) -> None:
    sheet = read(
        file,
        "Informe de estadísticas\nPágina;Ayuntamiento de Medellín\n"
        "Desde;01/10/2026\n\nMes;Visitas\noctubre 2026;1,2 mil\nnoviembre 2026;3,4 mil\n",
    )
    assert titles(sheet)[-1] == "Visitas"
    assert sheet.columns[sheet.date_column].title == "Mes"
    assert sheet.rows[-1][-1] == "3,4 mil"
    assert sheet.notes == ()


def test_a_short_table_under_many_lines_of_text_is_cut_at_its_own_delimiter(file: Path) -> None:
    sheet = read(
        file,
        "# ----\n# Ayuntamiento de Medellín\n# Informe\n# Fin: 20261031\n# ----\n\n"
        "Fecha,Sesiones,Usuarios\n20261001,1,5\n20261002,2,6\n",
    )
    assert titles(sheet) == ["Fecha", "Sesiones", "Usuarios"]


def test_empty_columns_are_left_out(file: Path) -> None:
    sheet = read(file, "Fecha;;Alcance;Clics;;\n2026-10-01;;5;;;\n2026-10-02;;6;-;;\n")
    assert titles(sheet) == ["Fecha", "Alcance"]


def test_the_titles_of_a_second_page_begin_no_second_table(file: Path) -> None:
    page = "Fecha;Alcance\n2026-10-01;5\n"
    sheet = read(file, page + page.replace("01;5", "02;6"))
    assert titles(sheet) == ["Fecha", "Alcance"]
    assert [row[1] for row in sheet.rows] == ["5", "6"]


def test_totals_between_the_titles_and_the_days_do_not_hide_the_titles(file: Path) -> None:
    sheet = read(file, "Date,Views,Hours\nTotal,300,5\n2026-10-01,100,2.5\n2026-10-02,200,2.5\n")
    assert titles(sheet) == ["Date", "Views", "Hours"]


def test_a_table_without_titles_has_numbered_columns(file: Path) -> None:
    with i18n.language("en"):
        sheet = read(file, "2026-10-01;5;7\n2026-10-02;6;8\n")
    assert titles(sheet) == ["Date", "Column 2", "Column 3"]
    assert len(sheet.rows) == 2


def test_the_date_may_stand_in_any_column(file: Path) -> None:
    sheet = read(
        file, "Id,Texto,Publicado,Alcance\n17,Feria,Oct 3 2026,50\n18,Agua,Oct 4 2026,60\n"
    )
    assert sheet.date_column == 2
    assert numeric(sheet) == ["Id", "Alcance"]


def test_several_days_in_a_row_are_no_obstacle(file: Path) -> None:
    sheet = read(file, "Creado,Publicado,Medido,Alcance\n2026-10-01,2026-10-02,2026-10-03,50\n")
    assert [one.is_date for one in sheet.columns] == [True, True, True, False]
    sheet = read(file, "Desde;01/09/2026;Hasta;30/09/2026\nMes;Alcance\n2026-09;7\n")
    assert numeric(sheet) == ["Alcance"]


cells = st.sampled_from(
    [
        "",
        "-",
        "Fecha",
        "Date",
        "Total",
        "Primary",
        "Alcance",
        "1.234",
        "61 %",
        "2026-10-01",
        "oct-26",
    ]
) | st.text(max_size=8)


@given(st.lists(st.lists(cells, min_size=1, max_size=5), max_size=12), st.sampled_from(";,\t"))
def test_any_table_is_read_or_refused_in_words(rows: list[list[str]], delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in rows)
    with TemporaryDirectory() as folder:
        path = Path(folder, "any.csv")
        path.write_bytes(text.encode("utf-8", "replace"))
        try:
            sheet = figure_tables.read(path)
        except ImportTrouble:
            return
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    assert len(sheet.lines) == len(sheet.rows)
    matches = {one.index: Match(REACH, How.SUM) for one in sheet.columns if one.is_number}
    found = measuring.gather(sheet, sheet.date_column, matches, Period.MONTH, date(2027, 1, 1))
    assert all(one.objective_id == REACH.id for one in found.measurements)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"PK\x03\x04xl/workbook.xml", "spreadsheet"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table></table></html>", "tags"),
        (b"Fecha;Alcance\n", "No column of the file holds dates"),
        (b"Alcance;Clics\n1;2\n3;4\n", "No column of the file holds dates"),
        (b"solo texto, nada\nmas\n", "No column of the file holds dates"),
        (
            b"Fecha;Texto\n01/10/2026;hola\n02/10/2026;feria\n",
            "No column of the file holds figures",
        ),
        (b"Fecha\n01/10/2026\n02/10/2026\n", "No column of the file holds"),
        (b"Indicador;ene 2026;feb 2026\nVisitas;1;2\nAlcance;3;4\n", "side by side"),
    ],
)
def test_what_is_no_table_of_figures_is_refused_in_words(
    file: Path, content: bytes, told: str
) -> None:
    file.write_bytes(content)
    with i18n.language("en"), pytest.raises(ImportTrouble, match=told):
        figure_tables.read(file)


def test_a_huge_file_is_refused(file: Path) -> None:
    file.write_bytes(b"Fecha;Alcance\n" + b"2026-10-01;5\n" * 20_002)
    with i18n.language("en"), pytest.raises(ImportTrouble, match=r"more than 20,000 rows .*Divide"):
        figure_tables.read(file)


def test_a_file_that_is_gone_is_said_to_be(file: Path) -> None:
    with pytest.raises(FileTrouble):
        figure_tables.read(file)


def test_reading_can_be_stopped(file: Path) -> None:
    file.write_text("Fecha;Alcance\n2026-10-01;5\n", "utf-8")
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        figure_tables.read(file, token)


def test_columns_find_their_objective_by_its_words_in_either_language(file: Path) -> None:
    sheet = read(
        file,
        "Date,Instagram followers,Facebook reach,Answer rate,Website visits,Likes\n"
        "2026-10-01,1,2,3%,4,5\n2026-10-02,1,2,3%,4,5\n",
    )
    assert proposed(sheet, REACH, FOLLOWERS, ANSWERS, VISITS) == {
        "Instagram followers": ("Crecer", How.LAST),
        "Facebook reach": ("Llegar", How.SUM),
        "Answer rate": ("Responder", How.MEAN),
        "Website visits": ("Informar", How.SUM),
    }


def test_another_network_or_a_word_that_says_nothing_is_no_match(file: Path) -> None:
    sheet = read(file, "Fecha,Alcance de TikTok,Total de la web\n2026-10-01,1,2\n2026-10-02,1,2\n")
    assert proposed(sheet, REACH, VISITS) == {}


def test_new_followers_are_added_up_and_judgements_averaged(file: Path) -> None:
    new = Objective("Crecer", id=1, indicator="Seguidores nuevos")
    tone = Objective("Caer bien", id=2, indicator="Comentarios", judged=Judged.QUALITATIVE)
    sheet = read(file, "Fecha,Nuevos seguidores,Comentarios\n2026-10-01,1,2\n2026-10-02,1,2\n")
    assert proposed(sheet, new, tone) == {
        "Nuevos seguidores": ("Crecer", How.SUM),
        "Comentarios": ("Caer bien", How.MEAN),
    }

"""The columns of a table have the width that their words need, where that saves lines."""

import pytest

from core.documents import columns, heights
from core.documents.model import (
    Align,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Qr,
    Sheet,
    Table,
    cell,
)

LONG = "Agrupación de voluntarios de la sierra, los barrios altos y las urbanizaciones " * 3
NARROW = (Column("Puesto", 1.0), Column("Aviso", 3.0), Column("Minutos", 1.0))


def table(*told: tuple[Cell, ...], **facts: bool) -> Table:
    return Table(NARROW, told, **facts)


def row(first: str, second: str) -> tuple[Cell, ...]:
    return cell(first), cell(second), cell("15")


def widths(document: Document, block: int = 0) -> list[float]:
    """Of the columns of a table, in parts of the whole."""
    shared = columns.shared(document).blocks[block]
    assert isinstance(shared, Table)
    whole = sum(column.width for column in shared.columns)
    return [column.width / whole for column in shared.columns]


GIVEN = [0.2, 0.6, 0.2]


def test_long_words_take_room_from_short_ones_and_the_table_is_lower(make):
    document = make(table(row(LONG, "Sí"), row(LONG, "No")))
    (shared,) = columns.shared(document).blocks

    assert widths(document)[0] > 0.4
    assert sum(heights.rows(shared, 160)) < sum(heights.rows(document.blocks[0], 160)) / 1.5


def test_a_column_of_figures_gives_all_that_it_has_where_less_would_save_no_line(make):
    """It has 11 millimetres to spare: 6 save no line, and 12 are too many."""
    heads = (Column("Valor", 25.4, Align.END), Column("Indicador", 134.6))
    told = "Personas apuntadas a los avisos por cada cien habitantes de este municipio."
    document = make(Table(heads, ((cell("–"), cell(told)),)))

    assert widths(document)[0] * 160 == pytest.approx(len("Valor") * 2 + 4.4)


def test_what_stands_on_one_line_keeps_its_widths(make):
    assert widths(make(table(row("Alcaldía", "Sí")))) == pytest.approx(GIVEN)


@pytest.mark.parametrize("whole", ["924 000 001 924 000 002", "24 ago 2026 a 1 sept 2026"])
def test_no_word_no_day_and_no_telephone_is_broken_for_the_room_of_others(make, whole):
    document = make(table(row(LONG, whole)))

    assert widths(document)[1] * 160 > len(whole) * 1.85


def test_a_word_that_has_no_room_anyway_holds_none_back(make):
    endless = "Supercalifragilísticoespialidosoinstitucionalizadamente" * 2
    document = make(table(row(LONG, f"{endless} Sí")))

    assert widths(document)[0] > 0.3


def test_tables_with_the_same_columns_stay_alike(make):
    document = make(table(row(LONG, "Sí")), Heading(1, "Otra"), table(row("Alcaldía", "No")))

    assert widths(document) == widths(document, 2) != pytest.approx(GIVEN)


@pytest.mark.parametrize(
    "kept",
    [
        table((cell(LONG), Cell(), cell("15"))),
        table(row(LONG, "Sí"), matrix=True),
        table(row(LONG, "Sí"), headed=False),
        table((cell(LONG), Cell((Line("Sí"),), qr=Qr("tel:112", "112")), cell("15"))),
    ],
    ids=["written in by hand", "matrix", "list of definitions", "code to be read"],
)
def test_what_words_alone_do_not_need_keeps_its_widths(make, kept):
    assert widths(make(kept))[1] == pytest.approx(GIVEN[1])


def test_a_sheet_held_to_its_pages_keeps_its_widths(make):
    document = make(table(row(LONG, "Sí")), pages=2)

    assert columns.shared(document) == document


def test_the_figures_of_two_rows_are_not_taken_for_one_word(make):
    document = make(table(*[row(LONG, "24 horas"), row(LONG, "062 y 112")] * 6))

    assert widths(document)[0] > 0.4


def test_what_is_bound_has_the_columns_that_it_has_alone(make):
    alone = make(table(row(LONG, "Sí")))
    (bound,) = columns.shared(make(Sheet(alone))).blocks

    assert isinstance(bound, Sheet)
    assert bound.document == columns.shared(alone) != alone


def test_a_head_of_three_lines_gives_none_of_its_room(make):
    heads = (Column("Señales", 139.2), Column("Minutos hasta el primer aviso", 20.8, Align.END))
    told = "Personas apuntadas a los avisos por cada cien habitantes de este municipio"
    document = make(Table(heads, ((cell(told), cell("15")),) * 4))

    assert widths(document)[1] >= 0.13 - 1e-9


def test_no_head_takes_a_third_line_for_the_room_of_others(make):
    heads = (Column("Cargo", 1.0), Column("Horas a la semana", 0.65), Column("Nota", 2.0))
    note = (
        "Los lunes, de 9 a 9:30 h, con Cultura. El resto, ordenar lo que piden los servicios. " * 4
    )
    document = make(Table(heads, ((cell("Alcaldía"), cell("0,5"), cell(note)),) * 9))

    assert widths(document)[1] * 160 > len("Horas a la") * 1.85 + heights.AROUND_CELL[False]

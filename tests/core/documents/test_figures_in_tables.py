"""Figures below each other are compared at a glance: ones below ones, tenths below tenths."""

import pytest

from core.documents import pdf
from core.documents.model import Align, Column, Table, cell
from core.documents.preview import Preview


@pytest.mark.parametrize(("language", "sign"), [("es", ","), ("en", ".")])
def test_decimal_signs_stand_below_each_other(make, failures, language, sign):
    columns = (Column("Task", 3), Column("Hours", 1, Align.END))
    figures = ("7", f"37{sign}5", f"47{sign}25", "–", "67")
    rows = tuple((cell("Work"), cell(figure)) for figure in figures)

    made = pdf.render(make(Table(columns, rows), language=language, title="Title", code=""))

    assert failures(made) == []
    with Preview(made) as opened:
        said = opened.text(0)
        ends = [opened.find(ones)[0][1][2] for ones in ("7", "37", "47", "67")]
    assert all(figure in said.split() for figure in figures)
    assert max(ends) - min(ends) < 0.5

"""What is asked on a sheet of a word processor, and whom to call, known or to be written."""

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

from core.documents import glyphs
from core.documents.model import (
    Callout,
    CalloutKind,
    Check,
    Checklist,
    Field,
    Fields,
    Foot,
    KeyNumber,
)
from tests.core.odt import got, read

STEPS = Checklist("Actualización", (Check("Corregir", "", "Escribe", ""),), "cada 60 min")
NEVER = Callout(CalloutKind.NEVER, "Nunca", ("Callar.",))


def test_the_numbers_that_are_known_come_before_those_that_a_hand_writes(in_word):
    numbers = (KeyNumber("Alcaldía", "______"), KeyNumber("Emergencias", "112"))
    file = in_word(STEPS, Foot(NEVER, "Teléfonos", numbers))

    _never, phones = file.tables[-1].rows[0].cells
    told = [line.text.split(" \t")[0] for line in phones.paragraphs]
    assert told == ["Teléfonos", "Emergencias", "Alcaldía", "_" * 17, ""]


def test_a_number_beside_a_name_in_arabic_is_read_from_the_left(in_word):
    """And it is as large and as bold: it counts as Arabic, too."""
    numbers = (KeyNumber("مرحبا", "600 00 00 02"),)
    file = in_word(STEPS, Foot(NEVER, "Teléfonos", numbers))

    line = file.tables[-1].rows[0].cells[1].paragraphs[1]
    assert line.text == "مرحبا\N{LEFT-TO-RIGHT MARK} \t 600 00 00 02"
    assert line.runs[-1].font.cs_bold
    letters = line.style.element.rPr
    sizes = [
        each.get(docx.oxml.ns.qn("w:val"))
        for each in letters
        if each.tag.endswith(("}sz", "}szCs"))
    ]
    assert sizes[0] == sizes[-1]


def test_only_a_number_needs_to_be_told_from_which_side_it_is_read():
    mark = "\N{LEFT-TO-RIGHT MARK}"
    assert glyphs.ended("مرحبا 1080") == f"مرحبا{mark} 1080"
    assert glyphs.ended("مرحبا hola 1080") == "مرحبا hola 1080"
    assert glyphs.ended("hola 1080") == "hola 1080"


def test_numbers_that_a_hand_writes_stand_in_two_columns_each_below_its_name(in_word, in_odt):
    numbers = tuple(KeyNumber(name, "______") for name in ("Alcaldía", "Policía", "Radio"))
    foot = Foot(NEVER, "Teléfonos", (KeyNumber("Emergencias", "112"), *numbers))

    _never, phones = in_word(STEPS, foot).tables[-1].rows[0].cells
    _title, known, *blanks = phones.paragraphs

    (stop,) = known.paragraph_format.tab_stops
    assert (stop.leader, stop.alignment) == (WD_TAB_LEADER.DOTS, WD_TAB_ALIGNMENT.RIGHT)
    line = "_" * 17
    told = ["Alcaldía\tPolicía", f"{line}\t{line}", "Radio", line, ""]
    assert [each.text for each in blanks] == told
    for names_or_lines in blanks[:2]:
        (stop,) = names_or_lines.paragraph_format.tab_stops
        assert stop.alignment is WD_TAB_ALIGNMENT.LEFT
    assert blanks[1].style.paragraph_format.line_spacing.mm > 5
    file = in_odt(STEPS, foot)
    (names,) = (p for p in file.all("text:p") if "Policía" in read(p))
    named = {got(style, "style:name"): style for style in file.all("style:style")}
    [[[stop]]] = named[got(names, "text:style-name")]
    assert got(stop, "style:type") == "left"


def test_a_sheet_has_a_whole_line_to_write_on_below_what_it_asks_as_on_paper(in_word):
    file = in_word(STEPS, Fields((Field("Qué no sabemos todavía"),)))

    asked, line = (p for p in file.paragraphs if p.style.name in ("Field Label", "Field"))
    assert (asked.text, line.text) == ("Qué no sabemos todavía", "\t")
    (stop,) = line.paragraph_format.tab_stops
    assert (stop.leader, stop.position.mm) == (WD_TAB_LEADER.LINES, pytest.approx(184, abs=0.02))
    assert line.style.paragraph_format.line_spacing.mm > 6


def test_more_than_two_fields_stand_side_by_side_as_on_paper(in_word):
    file = in_word(Fields((Field("Entrega"), Field("Recibe"), Field("Hasta"))))

    [row] = file.tables[0].rows
    assert [cell.text for cell in row.cells] == ["Entrega", "Recibe", "Hasta"]
    assert row.height.mm == pytest.approx(10.5, abs=0.1)

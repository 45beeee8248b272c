"""Which chapters and sheets a paper has, and which of them changed."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from core.documents.model import Document, Heading, Layout, Para, Sheet
from core.documents.records import fingerprint, parts

Make = Callable[..., Document]


def notebook(make: Make, *, flood: str = "Llame al 112.", **facts: object) -> Document:
    sheet = make(Para(flood), title="Inundación", layout=Layout.SHEET, **facts)
    said = make(Para("Lo sentimos."), title="Qué decir", layout=Layout.SHEET, **facts)
    return make(
        Para("Antes de todo."),
        Heading(1, "Cómo se usa"),
        Heading(2, "Niveles"),
        Para("Cuatro."),
        Sheet(sheet),
        Sheet(said, level=2),
        Heading(1, "Final"),
    )


def test_a_part_begins_at_each_chapter_and_at_each_sheet(make):
    titles = [part.title for part in parts(notebook(make))]

    assert titles == ["Cómo se usa", "Inundación", "Final"]


def test_only_the_part_that_changed_has_another_fingerprint(make):
    before, after = parts(notebook(make)), parts(notebook(make, flood="Suba a un alto."))

    assert [part == other for part, other in zip(before, after, strict=True)] == [True, False, True]


def test_what_is_said_behind_a_sheet_belongs_to_it(make):
    before = notebook(make)
    blocks = tuple(
        replace(block, document=replace(block.document, blocks=(Para("Otra cosa."),)))
        if isinstance(block, Sheet) and block.level == 2
        else block
        for block in before.blocks
    )

    changed = set(parts(replace(before, blocks=blocks))) - set(parts(before))

    assert {part.title for part in changed} == {"Inundación"}


def test_date_and_version_of_a_bound_sheet_do_not_count(make):
    later = notebook(make, date=datetime.date(2027, 3, 1), version=9)

    assert fingerprint(later) == fingerprint(notebook(make))
    assert parts(later) == parts(notebook(make))


def test_a_document_without_chapters_has_no_parts(make):
    assert parts(make(Para("Solo esto."))) == ()

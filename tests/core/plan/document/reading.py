"""What the tests of the papers of a plan read in a document, and change in a plan."""

from collections.abc import Callable
from dataclasses import replace

from core.documents.model import Document, Heading, Table
from core.plan.document.source import PlanSource

Said = Callable[[object], str]


def changed(source: PlanSource, **facts: object) -> PlanSource:
    """The source with some facts of its plan put differently."""
    plan = replace(source.plan, **facts)  # facts as given
    return replace(source, snapshot=replace(source.snapshot, plan=plan))


def chartered(source: PlanSource, **facts: object) -> PlanSource:
    """The source with some facts of its charter put differently."""
    charter = replace(source.plan.charter, **facts)  # facts as given
    return changed(source, charter=charter)


def chapter(document: Document, title: str) -> tuple[object, ...]:
    """The blocks from a heading to the next one of its level."""
    blocks = document.blocks
    start = next(
        place
        for place, block in enumerate(blocks)
        if isinstance(block, Heading) and block.text == title
    )
    head = blocks[start]
    assert isinstance(head, Heading)
    end = next(
        (
            place
            for place in range(start + 1, len(blocks))
            if isinstance(block := blocks[place], Heading) and block.level <= head.level
        ),
        len(blocks),
    )
    return blocks[start:end]


def words(row: tuple[object, ...], said: Said) -> list[str]:
    return [said(cell).replace("\n", " ") for cell in row]


def column(table: Table, place: int, said: Said) -> list[str]:
    return [words(row, said)[place] for row in table.rows]

import datetime
import subprocess
import sys
from dataclasses import replace

import pytest

from core.documents import tree
from core.documents.charts import LineChart
from core.documents.figures import words
from core.documents.model import (
    Cell,
    CellTone,
    Column,
    Cover,
    Heading,
    Line,
    Para,
    Table,
    cell,
)
from core.documents.records import fingerprint
from core.documents.rich import rich


def test_the_fingerprint_stays_when_only_date_and_version_change(every_layout):
    later = replace(every_layout, date=datetime.date(2027, 3, 1), version=9)

    assert fingerprint(later) == fingerprint(every_layout)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"subtitle": "Another"},
        {"language": "en"},
        {"crest": b"another"},
        {"landscape": True},
        {"blocks": (Para("Another"),)},
        {"blocks": (Para(rich("**Another**")),)},
        {"cover": Cover("Plan")},
        {"contents": True},
        {"numbered": True},
        {"watermark": "DRAFT"},
    ],
)
def test_the_fingerprint_changes_with_anything_on_the_paper(roster, change):
    assert fingerprint(replace(roster, **change)) != fingerprint(roster)


def test_the_fingerprint_is_known_so_that_a_new_version_of_the_program_keeps_it(make):
    document = make(Heading(1, "Equipo"), Para("Lucía Núñez"))

    assert fingerprint(document) == "678c8e6454b0b939b4a130ea48d1ee66"


def test_the_fingerprint_of_a_chart_is_that_of_its_facts(make):
    def printed(*values: float) -> str:
        points = tuple((datetime.date(2027, 1 + n, 1), value) for n, value in enumerate(values))
        return fingerprint(make(words.figure(LineChart("Answers", points, "es"))))

    assert printed(40, 60) == printed(40, 60) != printed(40, 61)


def test_the_fingerprint_of_a_chart_needs_nothing_drawn():
    script = (
        "import datetime, sys\n"
        "from core.documents.figures.words import figure\n"
        "from core.documents.charts import LineChart\n"
        "from core.documents.records import fingerprint\n"
        "from core.documents.model import Document\n"
        "from core.documents.validate import require_valid\n"
        "blocks = (figure(LineChart('Answers', (), 'es')),)\n"
        "day = datetime.date(2027, 1, 1)\n"
        "document = Document('A', 'Answers', '', 'Valdehierro', 'es', day, 1, blocks)\n"
        "require_valid(document)\n"
        "print(fingerprint(document), 'matplotlib' in sys.modules)\n"
    )

    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert told.stdout.split()[1] == "False"


def test_a_field_that_keeps_its_default_does_not_count():
    facts = tree.plain(Para("Text"), text=lambda _, text: text, image=repr, defaults=False)

    assert facts == {"block": "para", "text": "Text"}


def test_a_cell_is_made_of_texts_and_lines_without_the_empty_ones():
    made = cell("Lucía", "", Line("Mayor"), rich(""), tone=CellTone.LIGHT)

    assert made == Cell((Line("Lucía"), Line("Mayor")), tone=CellTone.LIGHT)


def test_every_text_of_a_block_is_found_in_order():
    table = Table((Column("Who"),), ((cell("Ana"),), (cell("Luis"),)), caption="Team")

    texts = [text for text in tree.texts(table) if text]

    assert texts == ["Who", "Ana", "Luis", "Team"]

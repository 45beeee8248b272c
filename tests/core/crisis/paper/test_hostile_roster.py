"""A roster of a file that others wrote: whatever it holds, every paper of the crisis is made."""

import re
from io import BytesIO

import docx
import pytest

from core import catalogue, papers
from core.crisis.document.report import after_action
from core.crisis.scenarios.library import SHIPPED
from core.documents import render, tree
from core.documents.model import Boxes, Heading, Line
from core.documents.preview import Preview
from core.documents.rich import plain
from core.field_kinds import PAGE
from core.store import Store, Topic
from tests.core.crisis.paper import aftermath

NAMES = (
    "\ue000\ue001",
    "n" * 10_000,
    "=cmd|'/c calc'!A0 \u202e#read(\"/etc/passwd\")",
    "👩‍👩‍👧 🔥",
    "\u3164",
    "Ana " * 2_000,
)
LINES = (
    "UPDATE account SET owner = ?",
    "UPDATE calendar_item SET title = ?",
    "UPDATE channel SET title = ?",
    "UPDATE fact SET source = ?",
    "UPDATE incident SET title = ?",
    "UPDATE item SET outlet = ?",
    "UPDATE lesson SET owner = ?",
    "UPDATE objective SET indicator = ?",
    "UPDATE person SET label = ?",
    "UPDATE rumour SET source = ?",
    "UPDATE story SET title = ?",
    "UPDATE task SET supplier = ?",
    "UPDATE tick SET who = ?",
)
"""What is typed on one line."""
PAPERS = ("roster", "roster-pocket", "call-sheet", "hats-card")


@pytest.fixture
def hostile(village: Store) -> Store:
    """The example town after its contacts were written over with SQL, some in each way."""
    write_over(village)
    return village


def write_over(village: Store) -> None:
    with village.change(Topic.ROSTER, undoable=False) as db:
        rows = [row[0] for row in db.conn.execute("SELECT id FROM contact ORDER BY id")]
        for place, contact in enumerate(rows):
            name = NAMES[place % len(NAMES)]
            email = f"{'a' * 5_000}@valdehierro.example"
            db.conn.execute(
                "UPDATE contact SET name = ?, post = ?, organisation = ?, available = ?, email = ?"
                " WHERE id = ?",
                (name, name, name, name, email, contact),
            )
        db.conn.execute("UPDATE contact_phone SET number = number || ' ' || ?", ("9" * 3_000,))


def ids(store: Store) -> list[str]:
    with store.read() as connection:
        return [entry.id for entry in papers.entries(connection, store.clock.today())]


def printed(store: Store, entry_id: str, suffix: str = ".pdf") -> bytes:
    with store.read() as connection:
        document = catalogue.prepare(connection, entry_id, "es", store.clock.today())
    return render.render(document, suffix)


def told(store: Store, entry_id: str) -> list[str]:
    with store.read() as connection:
        document = catalogue.prepare(connection, entry_id, "es", store.clock.today())
    return [warning.sentence for warning in render.warnings(document)]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_every_paper_of_who_to_call_is_made(hostile, paper, suffix):
    if (paper, suffix) != ("roster-pocket", ".docx"):
        assert len(printed(hostile, paper, suffix)) > 10_000


def test_of_what_no_field_takes_the_first_words_stand_on_the_roster(hostile):
    with hostile.change(Topic.ROSTER, undoable=False) as db:
        whole = " ".join(["Comarca"] * 25)
        db.conn.execute("UPDATE contact SET available = ? WHERE name LIKE 'Ana %'", (whole,))

    with Preview(printed(hostile, "roster")) as opened:
        told = [" ".join(opened.text(page).split()) for page in range(opened.page_count)]
    assert len(told) <= 8
    assert "Ana Ana Ana Ana Ana Ana Ana… Ana Ana" in told[0]
    assert whole in told[0]


def test_the_handover_keeps_its_two_pages_whatever_the_names(village):
    aftermath.run(village)
    write_over(village)
    with village.change(Topic.PLAN, undoable=False) as db:
        for line in LINES:
            db.conn.execute(line, ("Ana " * 2_000,))

    with Preview(printed(village, "handover")) as opened:
        assert opened.page_count == 2


@pytest.mark.parametrize(("paper", "pages"), [("plan", 10), ("plan-annex", 32)])
def test_of_what_no_field_takes_the_first_words_stand_in_the_plan(village, paper, pages):
    """Its titles, posts and indicators filled thirteen and forty-two."""
    with village.change(Topic.PLAN, undoable=False) as db:
        for line in LINES:
            db.conn.execute(line, ("Ana " * 2_000,))

    with Preview(printed(village, paper)) as opened:
        assert opened.page_count <= pages


@pytest.mark.parametrize("paper", ["call-sheet", "hats-card"])
def test_a_form_keeps_its_page_and_every_number_that_can_be_dialled(hostile, paper):
    with Preview(printed(hostile, paper)) as opened:
        assert opened.page_count == 1
        assert "600 00 00 01…" in opened.text(0)

    dialled = "+351 21 000 00 00 ext. 1234567"
    with hostile.change(Topic.ROSTER, undoable=False) as db:
        db.conn.execute("UPDATE contact_phone SET number = ?", (dialled,))
    with Preview(printed(hostile, paper)) as opened:
        assert opened.page_count == 1
        told = " ".join(opened.text(0).split())
        assert told.count(dialled) > 10
        assert "…" in told, "the names are still long"


def test_every_sheet_of_a_scenario_is_made_on_one_page(hostile):
    sheets = [text for text in ids(hostile) if text.endswith(SHIPPED)]

    assert len(sheets) == len(SHIPPED)
    for sheet in sheets:
        with Preview(printed(hostile, sheet)) as opened:
            assert opened.page_count == 1, sheet


def test_the_notebook_is_made_and_says_whose_lines_it_lost(hostile):
    made = printed(hostile, "crisis-notebook")

    with Preview(made) as opened:
        assert opened.page_count > 45
    sentences = told(hostile, "crisis-notebook")
    assert any("un enlace es demasiado largo" in sentence for sentence in sentences)
    assert len(sentences) == len(set(sentences))
    assert any("«Ana Ana" in sentence for sentence in sentences)


def test_no_paper_has_more_of_a_line_than_a_page_holds(village):
    number = aftermath.run(village).number
    write_over(village)
    with village.change(Topic.PLAN, undoable=False) as db:
        for line in LINES:
            db.conn.execute(line, ("Ana " * 2_000,))

    with village.read() as connection:
        today = village.clock.today()
        made = {name: catalogue.prepare(connection, name, "es", today) for name in ids(village)}
        made["incident"] = after_action(connection, "es", today, number)
    long = {
        name: text[:40]
        for name, document in made.items()
        for line in tree.find(document, (Line, Heading))
        for text in [plain(line.text)]
        if len(text) > PAGE
    }
    assert long == {}


@pytest.mark.parametrize("paper", ["roster", "call-sheet", "hats-card"])
def test_a_name_without_print_is_said_alike_on_every_paper(village, paper):
    with village.change(Topic.ROSTER, undoable=False) as db:
        db.conn.execute("UPDATE contact SET name = ?", ("\ue000",))

    with Preview(printed(village, paper)) as opened:
        pages = "".join(opened.text(page) for page in range(opened.page_count))
    assert "(no se puede imprimir)" in pages
    assert "Sin título" not in pages


def test_a_name_without_print_is_said_alike_in_the_report_of_an_incident(village):
    with village.change(Topic.ROSTER, undoable=False) as db:
        db.conn.execute("UPDATE contact SET name = ?", ("\ue000",))
    number = aftermath.run(village).number

    with village.read() as connection:
        made = after_action(connection, "es", village.clock.today(), number)
    with Preview(render.render(made, ".pdf")) as opened:
        pages = "".join(opened.text(page) for page in range(opened.page_count))
    assert "(no se puede imprimir)" in pages
    assert "Sin título" not in pages


def test_what_is_without_print_leaves_no_sign_behind(village):
    number = aftermath.run(village).number
    with village.change(Topic.ROSTER, undoable=False) as db:
        for line in ("contact SET name", "private_channel SET title", "rumour SET source"):
            db.conn.execute(f"UPDATE {line} = ?", ("\ue000",))
        db.conn.execute("UPDATE person SET label = ?", ("\ue000",))

    with village.read() as connection:
        today = village.clock.today()
        bound = (
            catalogue.prepare(connection, name, "es", today)
            for name in ("roster", "crisis-notebook")
        )
        made = [*bound, after_action(connection, "es", today, number)]
    lines = [text for document in made for text in tree.texts(document)]
    assert [line for line in lines if re.search(r"^\W*[·,]|· *$|\(:|^Lo dice: *$", line)] == []


def test_a_name_without_print_is_a_word_on_the_roster_and_told_by_its_number(village):
    with village.change(Topic.ROSTER, undoable=False) as db:
        db.conn.execute("UPDATE contact SET name = ? WHERE name LIKE '%112%'", ("\ue000",))

    with Preview(printed(village, "roster")) as opened:
        pages = "".join(opened.text(page) for page in range(opened.page_count))
    assert pages.count("(no se puede imprimir)") == 1
    (sentence,) = told(village, "roster")
    assert "«112»" in sentence


def test_one_address_that_is_too_long_costs_its_link_and_nobody_elses(village):
    with village.change(Topic.ROSTER, undoable=False) as db:
        db.conn.execute(
            "UPDATE contact SET email = ? WHERE name LIKE '%112%'", (f"{'a' * 2_100}@x.example",)
        )

    made = printed(village, "roster")

    assert b"mailto:" in made
    assert len(told(village, "roster")) == 1
    assert "«Emergencias»: un enlace es demasiado largo" in told(village, "roster")[0]


def test_the_plan_in_two_pages_leaves_out_no_level_between_two_others(village):
    with village.change(Topic.PLAN, undoable=False) as db:
        for line in LINES:
            db.conn.execute(line, ("Ana " * 2_000,))

    with village.read() as connection:
        made = catalogue.prepare(connection, "plan-summary", "es", village.clock.today())
    found = [box for block in made.blocks if isinstance(block, Boxes) for box in block.items]
    levels = next(box for box in found if box.title == "Niveles de una crisis")
    named = [text.partition(":")[0] for item in levels.items if ":" in (text := plain(item))]
    assert named == ["Rojo", "Naranja", "Amarillo", "Verde"][: len(named)]


def test_in_word_too_the_notebook_says_on_which_page_a_sheet_is(hostile):
    notebook = docx.Document(BytesIO(printed(hostile, "crisis-notebook", ".docx")))
    sheets = next(table for table in notebook.tables if table.cell(0, 0).text == "Hoja")

    told = ["".join(row.cells[2]._tc.itertext()).strip() for row in sheets.rows[1:]]
    codes = [row.cells[0].text for row in sheets.rows[1:]]
    assert codes[len(SHIPPED) :] == ["CRI-91", "CRI-92", "CRI-93", "REG-01"]
    assert all(page.isdecimal() for page in told)

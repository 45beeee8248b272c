"""The crisis notebook: everything bound, in order, valid, and known to be old when it is."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import pikepdf
import pytest

from core import catalogue, i18n
from core.__main__ import main
from core.crisis.document.notebook import notebook
from core.crisis.document.what_to_say import places
from core.crisis.kinds import StatementKind
from core.crisis.labels import statement_label
from core.crisis.records import scenarios as records
from core.crisis.scenarios import library
from core.crisis.scenarios.library import SHIPPED
from core.documents import pdf, render, validate
from core.documents.fitting import FittedDocument
from core.documents.model import Boxes, Document, Sheet, Table
from core.documents.preview import Preview
from core.documents.records import parts
from core.documents.rich import plain
from core.documents.tree import find, texts
from core.i18n import Language
from core.papers import entries
from core.plan import records as plan
from core.plan.kinds import LevelName
from core.plan.model import Level
from core.roster import records as roster
from core.roster.model import Phone
from core.store import Store, Topic, open_store
from tests.core import towns
from tests.core.crisis.paper.gate import failures
from tests.core.crisis.scenes import set_aside
from tests.core.documents import sheet_sizes
from tests.core.papers import Papers


def made(store: Store, language: Language = "es") -> Document:
    with store.read() as connection, i18n.language(language):
        return notebook(connection, language, store.clock.today())


def leave_two(town: Store) -> None:
    """So that a test does not print seventy pages."""
    set_aside(town, *(text for text in SHIPPED if text not in ("flood", "hoax")))


@pytest.fixture
def short(village: Store) -> Store:
    """The example town with two scenarios."""
    leave_two(village)
    return village


@pytest.fixture
def whole(papers: Papers) -> bytes:
    """The notebook with all eighteen scenarios, in print."""
    return papers.printed("crisis-notebook")


@pytest.fixture
def printed(whole: bytes) -> Iterator[Preview]:
    with Preview(whole) as opened:
        yield opened


@pytest.mark.parametrize("language", ["es", "en"])
def test_with_all_eighteen_scenarios_it_is_valid(papers, language):
    seventy = papers.printed("crisis-notebook", language)

    assert validate.problems(papers.made("crisis-notebook", language)) == []
    assert failures(seventy) == []
    with Preview(seventy) as opened:
        assert opened.page_count <= 96


def test_the_same_notebook_gives_the_same_bytes(madrid, village, whole):
    assert render.render(made(village), ".pdf") == whole


def test_it_has_what_is_needed_in_the_order_in_which_it_is_needed(short):
    codes = [block.document.code for block in made(short).blocks if isinstance(block, Sheet)]

    assert codes == [
        "CUA-01", "CUA-01", "DIR-01", "CRI-03", "CRI-03", "CRI-07", "CRI-07", "CRI-91", "CRI-92",
        "CRI-93", "CRI-93", "CRI-94", "CRI-95", "REG-01", "REG-01", "REG-01",
    ]  # fmt: skip


def test_the_contents_say_the_page_of_each_sheet(printed):
    lines = printed.text(1).splitlines()
    (line,) = [text for text in lines if text.startswith("CRI-07")]
    number = int(line.rsplit(maxsplit=1)[1])

    assert "Nunca" in printed.text(number - 1)
    assert "Bulo" in printed.text(number - 1)
    assert len([text for text in lines if text.startswith("REG-01")]) == 1


def test_behind_each_sheet_stands_what_to_say(short):
    blocks = made(short).blocks
    sheets = [block for block in blocks if isinstance(block, Sheet)]
    place = next(n for n, sheet in enumerate(sheets) if sheet.document.code == "CRI-03")

    assert sheets[place + 1].level == 2
    assert list(find(sheets[place + 1].document.blocks, Boxes)) != []


def test_the_cover_speaks_of_numbers_of_persons_only_where_there_are_some(store, village):
    for town, said in ((store, False), (village, True)):
        cover = made(town).cover
        assert cover is not None
        assert any("teléfonos de personas" in line for line in cover.lines) is said


def test_the_cover_says_where_to_keep_it(printed):
    assert "sin luz y sin red" in " ".join(printed.text(0).split())


def test_a_scenario_that_was_set_aside_is_not_in_it(short):
    said = " ".join(texts(made(short).blocks))

    assert "CRI-03" in said
    assert "CRI-01" not in said


def test_a_town_that_uses_no_scenario_still_has_its_forms(village):
    set_aside(village, *SHIPPED)
    document = made(village)

    assert validate.problems(document) == []
    assert [part.title for part in parts(document)][:2] == [
        "Cómo usar este cuaderno",
        "A quién llamar",
    ]


def test_a_new_town_has_a_notebook_too(store):
    set_aside(store, *SHIPPED[2:])

    assert failures(pdf.render(made(store))) == []


def test_blanks_are_lines_with_their_label_and_the_town_is_filled_in(village):
    with village.read() as connection:
        flood = library.offered(connection, "flood").scenario
        filled = places(connection, flood)
    blank = flood.blanks[0]
    text = plain(filled.filled(flood, f"{{body}} avisa, {{time}}: {{{blank.id}}} {{unknown}}"))

    assert text.startswith("Ayuntamiento de Valdehierro avisa, [hora:\u00a0__________]: [")
    assert "____________] {unknown}" in text


def test_what_is_nearly_always_so_need_not_be_written(village):
    with village.read() as connection:
        water = library.offered(connection, "unfit-water").scenario
        filled = places(connection, water)

    said = plain(filled.filled(water, "No la usen para {cannot}"))
    assert said.startswith("No la usen para beber, cocinar")


def test_a_sentence_that_says_what_was_done_has_a_box_to_tick(village):
    with village.read() as connection:
        water = library.offered(connection, "unfit-water").scenario
        said = places(connection, water).filled(water, "[water-points: Ya funcionan{at}.] Gracias.")

    assert plain(said) == "☐\u00a0Ya\u00a0funcionan a las [hora:\u00a0__________]. Gracias."


def test_no_short_word_stays_alone_with_its_box_at_the_end_of_a_line(village):
    with village.read() as connection:
        water = library.offered(connection, "unfit-water").scenario
        filled = places(connection, water)

    for text, bound in [
        ("[one: Hemos avisado a todos.]", "☐\u00a0Hemos\u00a0avisado a todos."),
        ("[one: Trabajamos sin parar.]", "☐\u00a0Trabajamos sin parar."),
        ("[one: Gracias.]", "☐\u00a0Gracias."),
    ]:
        assert plain(filled.filled(water, text)) == bound


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_field_stays_between_braces(village, language):
    said = " ".join(texts(made(village, language).blocks))

    assert "{" not in said


def test_every_statement_of_a_scenario_is_there(village):
    with village.read() as connection:
        death = library.offered(connection, "death").scenario
    assert death.template(StatementKind.CONDOLENCE) is not None

    said = next(
        block.document
        for block in made(village).blocks
        if isinstance(block, Sheet) and block.document.code == death.code and block.level == 2
    )

    boxes = {box.title for box in next(find(said.blocks, Boxes)).items}
    assert boxes == {statement_label(item.kind) for item in death.statements} | {"Otros canales"}


def test_word_has_it_with_its_contents(papers):
    file: Any = docx.Document(io.BytesIO(papers.printed("crisis-notebook", suffix=".docx")))

    listed = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "toc 1"]
    assert any("CRI-03" in item for item in listed)


def test_a_screen_reader_finds_each_sheet_as_a_chapter(whole):
    with pikepdf.open(io.BytesIO(whole)) as opened, opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
        parts = [item.title for sheet in outline.root for item in sheet.children]
    inside = [title.replace("\N{NO-BREAK SPACE}", " ") for title in parts]

    assert "CRI-03 Inundación o riada" in titles
    assert titles.index("CRI-03 Inundación o riada") < titles.index("CRI-07 Bulo")
    assert "Emergencias" in inside, "the code is that of the sheet, and stands before its title"
    assert "0–15 min Antes de hablar leer y hacer" in inside


def changes(store: Store, entry_id: str = "crisis-notebook") -> list[str]:
    with store.read() as connection:
        return catalogue.changed_parts(connection, entry_id, "es", store.clock.today())


def test_after_a_changed_number_it_says_which_sheets_changed(short, tmp_path):
    catalogue.print_to(short, "crisis-notebook", "es", tmp_path / "notebook.odt")
    assert changes(short) == []

    with short.change(Topic.ROSTER) as db:
        radio = next(item for item in roster.everyone(db.conn) if "Tomás Cuesta" in item.name)
        roster.replace(db, replace(radio, phones=(Phone("600 999 999"),)), short.clock.now())

    assert "A quién llamar" in changes(short)
    assert "Cómo usar este cuaderno" not in changes(short)
    with short.read() as connection:
        (state,) = catalogue.out_of_date(connection, short.clock.today())
    assert state.entry.id == "crisis-notebook"
    assert list(state.changed) == changes(short)


def test_a_scenario_that_came_or_went_is_said(short, tmp_path):
    catalogue.print_to(short, "crisis-notebook", "es", tmp_path / "notebook.odt")
    with short.change(Topic.SCENARIOS) as db:
        records.delete(db, "fire")
    set_aside(short, "hoax")

    said = changes(short)

    assert any(text.endswith(": Incendio") for text in said)
    assert any(text.endswith(": Bulo") for text in said)
    assert "Inundación o riada" not in said


def test_what_was_never_printed_has_not_changed(short):
    assert changes(short) == []


def test_the_catalogue_has_a_sheet_for_each_scenario_in_use(short):
    with short.read() as connection:
        there = entries(connection, short.clock.today())
    sheets = [entry for entry in there if entry.id.startswith("sheet-")]

    assert [sheet.id for sheet in sheets] == ["sheet-flood", "sheet-hoax"]
    assert "CRI-03" in sheets[0].name


def test_the_command_line_prints_sheet_and_notebook(short, tmp_path, capsys):
    path = short.path
    short.close()

    def run(*words: str) -> int:
        return main(["--workspace", str(path), "--settings", str(tmp_path / "s.toml"), *words])

    sheet, book = tmp_path / "flood.pdf", tmp_path / "book.pdf"
    assert run("print", "sheet", "--scenario", "flood", "--out", str(sheet), "--lang", "en") == 0
    assert run("print", "crisis-notebook", "--out", str(book)) == 0
    with Preview(sheet.read_bytes()) as opened:
        assert (opened.page_count, "Flood" in opened.text(0)) == (1, True)
    assert book.stat().st_size > sheet.stat().st_size
    assert run("print", "sheet", "--out", str(tmp_path / "none.pdf")) == 1
    assert run("print", "sheet", "--scenario", "ufo", "--out", str(tmp_path / "none.pdf")) == 1
    assert run("print", "roster", "--scenario", "flood", "--out", str(tmp_path / "r.pdf")) == 1
    assert "ufo" in capsys.readouterr().err
    assert list(tmp_path.glob("none.pdf")) == []


def test_a_level_that_the_plan_lacks_has_its_row_and_its_minutes_all_the_same(short):
    with short.change(Topic.PLAN) as db:
        red = next(level for level in plan.load(db.conn).levels if level.name is LevelName.RED)
        plan.delete(db, Level, red.id)

    rows = [row for table in find(made(short).blocks, Table) for row in table.rows]
    assert ["Rojo", "", "", "30 min"] in [["".join(texts(cell)) for cell in row] for row in rows]


def test_nobody_who_is_told_of_a_level_in_a_large_town_is_left_out(tmp_path, clock):
    town = open_store(towns.of_place(tmp_path, sheet_sizes.LARGE), clock)
    with town.read() as connection:
        wanted = plan.load(connection)
    (red,) = (level for level in wanted.levels if level.name is LevelName.RED)
    whole = ", ".join(person.label for person in wanted.people if person.id in red.told)

    told = list(texts(made(town)))
    town.close()

    assert whole in told


def test_the_pages_of_the_notebook_are_remembered_while_the_program_runs(papers):
    """What is longer is laid out from nothing each time; a larger town has room to spare."""
    document = papers.made("crisis-notebook")
    sheets = (block.document for block in document.blocks if isinstance(block, Sheet))
    fit = FittedDocument(document, sheets=tuple(map(FittedDocument, sheets)))

    told = json.dumps(pdf._data(fit, lambda _image: ""), ensure_ascii=False)
    assert len(told) < 0.75 * pdf._LONG

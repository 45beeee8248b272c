"""The technical annex: what the plan rests on, sheet by sheet."""

from dataclasses import replace

import pypdfium2
import pytest

from core.documents import heights, render
from core.documents.model import (
    CellTone,
    Document,
    Figure,
    Heading,
    Table,
)
from core.documents.preview import Preview, page_count
from core.plan import model
from core.plan.document.annex import annex
from core.plan.kinds import Frequency, Reach
from core.store import open_store
from tests.core import towns
from tests.core.plan.document.reading import changed, chapter, chartered, column, words

FREE, HALF, FOOT = 380.0, 421.0, 57.0
"""Points from the foot of a page, of 842: what may be free below its words in the example, which
has everything filled in, and in a new town; and its footer."""
BOTH = pytest.mark.parametrize("language", ["es", "en"])


def test_a_chapter_begins_where_the_one_before_ends(draft, annexed):
    heads = [block for block in annexed(draft).blocks if isinstance(block, Heading)]
    assert [head.text for head in heads if head.new_page] == [heads[0].text]


@BOTH
def test_no_page_of_the_example_is_turned_or_half_empty(papers, language):
    made = papers.printed("plan-annex", language)

    assert page_count(made) > 23
    assert turned(made) == []
    assert half_empty(made, FREE) == []


@pytest.mark.parametrize("code", ["02064", "06080", "06083"])
def test_no_page_of_a_new_town_is_turned_or_half_empty(tmp_path, clock, code):
    town = open_store(towns.of_place(tmp_path, code), clock)
    with town.read() as connection:
        made = render.render(annex(connection, "es", clock.today()), ".pdf")
    town.close()

    assert turned(made) == []
    assert half_empty(made, HALF) == []


def turned(made: bytes) -> list[int]:
    with Preview(made) as shown:
        sizes = [shown.page_size(page) for page in range(shown.page_count)]
    return [page + 1 for page, size in enumerate(sizes) if size != sizes[0]]


def half_empty(made: bytes, free: float) -> list[int]:
    """Pages between the contents and the last one."""
    within = range(2, page_count(made) - 1)
    return [page + 1 for page in within if lowest(made, page) > free]


def lowest(made: bytes, number: int) -> float:
    """Points from the foot of a page to its last words."""
    with pypdfium2.PdfDocument(made) as opened:
        letters = opened[number].get_textpage()
        ends = [letters.get_rect(place)[1] for place in range(letters.count_rects())]
    return min(end for end in ends if end > FOOT)


def test_no_telephone_no_password_holder_and_no_note_stands_in_it(draft, annexed, said):
    text = said(annexed(draft))
    assert "La clave antigua" not in text
    assert "Un particular" not in text


def test_of_an_account_it_says_how_many_hold_the_password(draft, annexed, table, said):
    accounts = table(annexed(draft, "en"), "Accounts that exist")
    assert words(accounts.rows[0], said)[3] == "2"
    assert words(accounts.rows[1], said)[3] == "–"


def test_only_an_objective_with_two_readings_has_a_line(draft, annexed):
    def lines(document: Document) -> list[str]:
        figures = (block for block in document.blocks if isinstance(block, Figure))
        return [figure.caption for figure in figures if "“" in figure.caption]

    assert len(lines(annexed(draft, "en"))) == 2
    first_only = tuple(item for item in draft.plan.measurements if item.objective_id == 4)[:1]
    assert lines(annexed(changed(draft, measurements=first_only), "en")) == []


def test_specific_objectives_without_a_general_one_are_not_lost(draft, annexed, headings):
    orphans = tuple(replace(objective, parent_id=None) for objective in draft.plan.objectives[2:])
    titles = headings(annexed(changed(draft, objectives=orphans)), 3)
    assert "Otros objetivos específicos" in titles
    assert {orphan.title for orphan in orphans} <= set(titles)


def test_a_matrix_says_in_words_and_in_tone_how_much_of_an_audience_is_there(
    draft, annexed, table, said
):
    narrow = changed(draft, channels=draft.plan.channels[:7])
    found = table(annexed(narrow, "en"), "How much of each audience")
    assert found.matrix
    assert words(found.rows[0], said)[:4] == ["Mayores de 65 años", "some", "many", "–"]
    assert [cell.tone for cell in found.rows[0][1:4]] == [
        CellTone.MEDIUM,
        CellTone.STRONG,
        CellTone.NONE,
    ]


def test_of_more_channels_than_a_page_is_wide_for_each_has_its_row(draft, annexed, table, said):
    found = table(annexed(draft, "en"), "How much of each audience")
    assert not found.landscape
    assert [column.title for column in found.columns[:2]] == ["Channel", "Mayores de 65 años"]
    assert [words(row, said)[0] for row in found.rows[:2]] == ["Web municipal", "Bando y tablón"]
    assert words(found.rows[1], said)[1] == "many"


@pytest.mark.parametrize(("people", "across"), [(7, [7]), (8, [8]), (11, [5, 6]), (15, [5] * 3)])
def test_of_more_people_than_a_page_is_wide_for_there_are_several_matrices(
    draft, annexed, people, across
):
    more = [replace(person, id=person.id + 100) for person in draft.plan.people]
    everybody = (*draft.plan.people, *more)
    made = annexed(changed(draft, people=everybody[:people]), "en")
    found = [
        block
        for block in made.blocks
        if isinstance(block, Table) and block.caption.startswith("Who does what")
    ]
    assert [len(table.columns) - 1 for table in found] == across
    assert not any(table.landscape for table in found)


def test_a_matrix_of_twenty_channels_becomes_two(crowded, annexed):
    found = [
        block
        for block in annexed(crowded, "en").blocks
        if isinstance(block, Table) and block.caption.startswith("How much of each audience")
    ]
    assert [len(table.columns) for table in found] == [11, 11]


def test_who_does_what_stands_in_letters(draft, annexed, table, said):
    found = table(annexed(draft, "en"), "R does it")
    assert words(found.rows[2], said) == ["Llevar las redes", "–", "I", "–", "R/A", *"––––"]


def test_a_post_whose_contact_is_gone_is_vacant_and_keeps_its_tasks(draft, annexed, table, said):
    document = annexed(draft, "en")
    people = table(document, "The people of this plan")
    assert words(people.rows[5], said)[:2] == ["Policía Local", "Vacant"]
    assert "Policía Local" in said(table(document, "R does it").columns)


def test_the_hours_needed_and_available_stand_in_words_a_table_and_a_chart(
    draft, annexed, table, said
):
    document = annexed(draft, "en")
    blocks = chapter(document, "Hours needed and hours available")
    assert "12\u202fh are available" in said(blocks)
    assert "too few" in said(blocks)
    chart = next(block for block in blocks if isinstance(block, Figure))
    assert "Comunicación" in chart.alt


def test_what_is_contracted_names_its_supplier_and_is_counted_apart(draft, annexed, table, said):
    # given that the pictures, one hour a week of the library, are annexed by a company
    pictures = replace(draft.plan.tasks[3], contracted=True, supplier="Estudio Encina")
    document = annexed(changed(draft, tasks=(pictures,)), "en")

    (row,) = table(document, "The tasks and what they take").rows
    assert words(row, said)[1:] == ["1", "Biblioteca Estudio Encina"]
    hours = said(chapter(document, "Hours needed and hours available"))
    assert "Another 1\u202fh are contracted." in hours


def test_without_tasks_or_without_posts_nothing_is_shared_out(draft, annexed, said):
    for source in (changed(draft, tasks=()), changed(draft, people=())):
        told = said(chapter(annexed(source, "en"), "Tasks"))
        assert told == "Tasks\nNo tasks are shared out yet."


def test_each_figure_is_taken_in_the_months_of_its_frequency_until_it_is_due(
    draft, annexed, table, said
):
    found = table(annexed(draft, "en"), "In which month")
    marks = {words(row, said)[0].split(" ")[0]: "".join(words(row, said)[1:]) for row in found.rows}
    assert marks["Avisos"] == "XXXXXX––––––"
    assert marks["Altas"] == "––X––X––X––X"
    assert marks["Preguntas"] == "X–X––X––X–––"


def test_without_days_of_the_plan_the_frequency_is_said_instead(draft, annexed, table, said):
    found = table(annexed(chartered(draft, start_on=None), "en"), "What is measured")
    assert Frequency.MONTHLY in [objective.every for objective in draft.plan.objectives]
    assert "Every month" in column(found, 1, said)


def test_decisions_stand_in_an_annex_with_their_reason(draft, annexed, said, headings):
    assert "Se hará en 2028." in said(chapter(annexed(draft), "Decisiones"))
    assert "Decisiones" not in headings(annexed(replace(draft, decisions=())))


def test_facts_of_a_network_bear_the_day_of_their_review(draft, annexed, table, said):
    found = table(annexed(draft, "en"), "Formats and limits")
    assert column(found, 3, said) == ["1 Nov 2025", "not reviewed"]


def test_each_channel_says_who_looks_after_it_and_who_stands_in(draft, annexed, said):
    web, board, messages = (draft.plan.channels[place] for place in (0, 1, 3))
    kept = (web, replace(board, substitute_id=None), replace(messages, owner_id=None))
    told = said(annexed(changed(draft, channels=kept), "en"))

    assert "Comunicación; deputy: Biblioteca\n" in told
    assert "Comunicación; no deputy yet\n" in told
    assert "Nobody yet\n" in told


@pytest.mark.parametrize(
    ("week", "es", "en"),
    [
        (0.5, "1 publicación cada 2 semanas, 60 minutos", "1 post every 2 weeks, 60 minutes"),
        (0.2, "1 publicación cada 5 semanas, 60 minutos", "1 post every 5 weeks, 60 minutes"),
        (1.5, "3 publicaciones cada 2 semanas, 60 minutos", "3 posts every 2 weeks, 60 minutes"),
        (1, "1 publicación por semana, 60 minutos", "1 post a week, 60 minutes"),
        (2, "2 publicaciones por semana, 60 minutos", "2 posts a week, 60 minutes"),
    ],
)
def test_how_often_a_channel_speaks_is_said_in_whole_posts(draft, annexed, said, week, es, en):
    source = changed(
        draft, channels=(replace(draft.plan.channels[6], posts_week=week, minutes_post=60),)
    )
    assert es in said(annexed(source))
    assert en in said(annexed(source, "en"))


def test_audiences_that_have_commas_in_their_names_are_told_apart(draft, annexed, said):
    first, second, *_others = draft.plan.audiences
    named = replace(first, title="Comercio, autónomos y ganaderos")
    source = changed(draft, audiences=(named, second))

    assert "Comercio, autónomos y ganaderos · Familias con hijos" in said(annexed(source)).replace(
        "\u00a0", " "
    )


def test_of_an_audience_with_a_name_alone_nothing_is_headed(draft, annexed):
    bare = model.Audience("Peregrinos", id=99)
    document = annexed(changed(draft, audiences=(*draft.plan.audiences, bare)), "en")
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert draft.plan.audiences[0].title in heads
    assert "Peregrinos" not in heads

    none = annexed(changed(draft, audiences=(bare,)), "en")
    heads = [block.text for block in none.blocks if isinstance(block, Heading)]
    assert "Peregrinos" not in heads


def test_a_cell_without_a_reason_is_named_among_the_reasons(draft, annexed, table, said):
    first, *others = draft.plan.presences
    without = changed(draft, presences=(replace(first, evidence=" "), *others))
    found = table(annexed(without, "en"), "What the table rests on")
    told = words(found.rows[0], said)[1].replace("  ", " ")
    channel = next(item.title for item in draft.plan.channels if item.id == first.channel_id)
    assert f"{channel}: It is not written how this is known." in told


def test_no_page_tears_what_is_known_of_an_audience(draft, annexed, table):
    """On the next page it would go on without its name."""
    told = "Preguntado en la asociación, en la plaza y en la puerta del colegio. " * 4
    presences = tuple(
        model.Presence(1, channel.id, Reach.MANY, evidence=f"{told}{channel.id}")
        for channel in draft.plan.channels
    )
    document = annexed(changed(draft, presences=presences))
    evidence = table(document, "En qué se basa la tabla")

    names = [row[0].lines[0].text for row in evidence.rows]
    assert names[:2] == ["Mayores de 65 años", "Mayores de 65 años (sigue)"]
    assert not any(heights.tall(evidence, heights.across(document, evidence)))


def test_a_use_for_everybody_says_so_in_one_word(draft, annexed, table, said):
    everybody = tuple(audience.id for audience in draft.plan.audiences)
    uses = tuple(replace(use, audiences=everybody) if use.share else use for use in draft.plan.uses)
    found = table(annexed(changed(draft, uses=uses), "en"), "How the posts are shared out")
    assert set(column(found, 3, said)[:-1]) == {"All of them"}
    assert words(found.rows[-1], said)[:2] == ["In all", "100%"]


def test_steps_that_were_typed_with_dashes_are_items_of_a_list(draft, annexed):
    first, *others = draft.plan.levels
    steps = replace(first, actions="Primero:\n- Llamar al 112.\n• Anotar la hora.\n2. Avisar.")
    document = annexed(changed(draft, levels=(steps, *others)))
    (lines,) = (
        cell.lines
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell.lines and cell.lines[0].text == "Primero:"
    )
    assert [(line.text, line.item) for line in lines] == [
        ("Primero:", False),
        ("Llamar al 112.", True),
        ("Anotar la hora.", True),
        ("2. Avisar.", False),
    ]


def test_an_untitled_item_has_a_word_in_its_place(draft, annexed, headings):
    channels = (model.Channel("", 1), *draft.plan.channels[1:])
    assert "Untitled" in headings(annexed(changed(draft, channels=channels), "en"), 3)

"""The whole plan on paper: what stands in it, what is left out, and what is said of a gap."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from core import example, i18n
from core.documents import render, validate
from core.documents.model import (
    Align,
    CellTone,
    Document,
    Figure,
    Heading,
    Signatures,
    Table,
)
from core.documents.preview import page_count
from core.plan import model
from core.plan.document import pieces
from core.plan.document.source import PlanSource, live
from core.plan.kinds import Frequency
from core.roster import records
from core.store import open_store
from core.town.model import BodyKind

Said = Callable[[object], str]

BOTH = pytest.mark.parametrize("language", ["es", "en"])


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


# The whole


def test_the_chapters_come_in_the_order_of_a_complete_public_plan(draft, made, headings):
    assert headings(made(draft)) == [
        "Finalidad y respaldo",
        "Punto de partida",
        "Objetivos",
        "Públicos",
        "Canales",
        "Usos y contenidos",
        "Personas y tareas",
        "Escuchar y contestar",
        "Protocolo de crisis",
        "Período electoral",
        "Indicadores y revisión",
        "Marco legal",
        "Anexo: lo que deciden las redes",
        "Anexo: decisiones",
        "Anexo: palabras que se usan",
        "Aprobación y firmas",
    ]


def test_a_draft_says_so_on_the_cover_and_across_each_page(draft, made):
    with i18n.language("en"):
        document = made(draft, "en")
    assert document.watermark == "DRAFT"
    assert document.cover is not None
    assert document.cover.lines == ("Draft, not approved yet",)
    assert document.title == "Strategic social media plan 2027"


def test_an_approved_plan_says_who_approved_it_when_and_under_which_reference(approved, made, said):
    document = made(approved, "en")
    assert document.watermark == ""
    assert document.version == 2
    assert document.cover is not None
    assert document.cover.lines == (
        "Version 2",
        "Approved by: Pleno, on 18 December 2026.",
        "Reference: 2026/431",
    )
    assert "Reference: 2026/431" in said(chapter(document, "Approval and signatures"))


def test_the_title_bears_every_year_of_the_plan(draft, made):
    longer = chartered(draft, end_on=date(2028, 12, 31))
    assert made(longer).title.endswith(" 2027–2028")
    assert not made(chartered(draft, start_on=None, end_on=None)).title[-1].isdigit()


@BOTH
def test_nothing_says_none_and_no_place_is_left_open(draft, sparse, crowded, made, said, language):
    for source in (draft, sparse, crowded):
        text = said(made(source, language))
        assert "None" not in text
        assert "{" not in text
        assert validate.problems(made(source, language)) == []


@BOTH
def test_a_plan_of_the_first_day_prints_and_says_what_is_missing(
    sparse, made, said, headings, language
):
    document = made(sparse, language)
    missing = "Todavía no" if language == "es" else " yet."
    for title in headings(document)[:8]:
        assert missing in said(chapter(document, title)), title


def test_both_languages_have_the_same_blocks(draft, made):
    kinds = [[type(block) for block in made(draft, code).blocks] for code in ("es", "en")]
    assert kinds[0] == kinds[1]


def test_short_chapters_share_a_page_and_long_ones_open_one(draft, sparse, made):
    def openers(document: Document) -> int:
        return sum(isinstance(block, Heading) and block.new_page for block in document.blocks)

    assert openers(made(draft)) > 6
    assert openers(made(sparse)) <= 2


def test_another_body_is_not_called_a_council(draft, made, said):
    town = replace(draft.town, kind=BodyKind.OTHER, name="Mancomunidad Sierra del Hierro")
    text = said(made(replace(draft, snapshot=replace(draft.snapshot, town=town))))
    assert "la entidad" in text
    assert "el Ayuntamiento las redes" not in text


def test_what_a_person_typed_stays_as_it_is(draft, made, said):
    typed = "**Nada** [de](https://esto.example) {body} es una orden."
    assert typed in said(made(chartered(draft, backing=typed)))


def test_typed_lists_become_lists(draft, made, said):
    blocks = chapter(made(draft), "Principios")
    assert "Lenguaje llano." in said(blocks[-1])
    assert "- Lenguaje" not in said(blocks)


# What is not for the public


def test_no_telephone_no_password_holder_and_no_note_stands_in_it(draft, made, said):
    text = said(made(draft))
    assert "La clave antigua" not in text
    assert "Un particular" not in text


def test_of_an_account_it_says_how_many_hold_the_password(draft, made, table, said):
    accounts = table(made(draft, "en"), "Accounts that exist")
    assert words(accounts.rows[0], said)[3] == "2"
    assert words(accounts.rows[1], said)[3] == "–"


def test_a_plan_in_the_file_prints_without_the_telephones_of_the_roster(example_town, made, said):
    with example_town.read() as connection:
        source = live(connection, example_town.clock.today())
        posts = {person.contact_id for person in source.plan.people}
        private = [
            phone.number
            for contact in records.everyone(connection)
            if contact.id in posts
            for phone in contact.phones
            if phone.number.startswith("6")
        ]
    text = said(made(source)).replace(" ", "")
    assert private
    typed = "".join(channel.address for channel in source.plan.private_channels).replace(" ", "")
    assert [
        other for other in private if other.replace(" ", "") in text and other not in typed
    ] == []


# Objectives


def test_figures_stand_to_the_right_with_their_unit(draft, made, table, said):
    found = table(made(draft, "en"), "Specific objectives of “Que los avisos")
    assert [item.align for item in found.columns][2:4] == [Align.END, Align.END]
    assert column(found, 2, said) == ["60%", "410 personas"]
    assert column(found, 3, said) == ["100%", "1,200 personas"]


def test_a_figure_that_is_not_known_is_a_dash(draft, made, table, said):
    found = table(made(draft, "en"), "“Que preguntar sirva”")
    assert column(found, 2, said) == ["–", "–"]


def test_only_an_objective_with_two_readings_has_a_line(draft, made):
    def lines(document: Document) -> list[str]:
        figures = (block for block in document.blocks if isinstance(block, Figure))
        return [figure.caption for figure in figures if "“" in figure.caption]

    assert len(lines(made(draft, "en"))) == 2
    first_only = tuple(item for item in draft.plan.measurements if item.objective_id == 4)[:1]
    assert lines(made(changed(draft, measurements=first_only), "en")) == []


def test_specific_objectives_without_a_general_one_are_not_lost(draft, made, headings):
    orphans = tuple(replace(objective, parent_id=None) for objective in draft.plan.objectives[2:])
    titles = headings(made(changed(draft, objectives=orphans)), 3)
    assert "Otros objetivos específicos" in titles
    assert {orphan.title for orphan in orphans} <= set(titles)


# Matrices


def test_a_matrix_says_in_words_and_in_tone_how_much_of_an_audience_is_there(
    draft, made, table, said
):
    found = table(made(draft, "en"), "How much of each audience")
    assert found.matrix
    assert words(found.rows[0], said)[:4] == ["Mayores de 65 años", "some", "many", "–"]
    assert [cell.tone for cell in found.rows[0][1:4]] == [
        CellTone.MEDIUM,
        CellTone.STRONG,
        CellTone.NONE,
    ]


@pytest.mark.parametrize(("people", "turned"), [(7, False), (8, True)])
def test_a_matrix_of_more_than_seven_people_turns_the_page(draft, made, table, people, turned):
    found = table(made(changed(draft, people=draft.plan.people[:people]), "en"), "R, A, C, I")
    assert found.landscape is turned


def test_a_matrix_of_twenty_channels_becomes_two(crowded, made):
    found = [
        block
        for block in made(crowded, "en").blocks
        if isinstance(block, Table) and block.caption.startswith("How much of each audience")
    ]
    assert [len(table.columns) for table in found] == [11, 11]


def test_who_does_what_stands_in_letters(draft, made, table, said):
    found = table(made(draft, "en"), "R, A, C, I")
    assert words(found.rows[2], said) == ["Llevar las redes", "–", "I", "–", "R/A", *"––––"]


# People and crisis


def test_a_post_whose_contact_is_gone_is_vacant_and_keeps_its_tasks(draft, made, table, said):
    document = made(draft, "en")
    people = table(document, "The people of this plan")
    assert words(people.rows[5], said)[:2] == ["Policía Local", "Vacant"]
    assert "Policía Local" in said(table(document, "R, A, C, I").columns)


def test_in_a_crisis_people_are_named_by_their_post(draft, made, table, said):
    found = table(made(draft, "en"), "in a crisis")
    assert words(found.rows[0], said) == ["Decides", "Alcaldía", "Concejalía de Cultura"]
    assert words(found.rows[3], said)[1:] == ["nobody yet", "nobody yet"]
    assert "María" not in said(found)


def test_each_level_says_its_signs_who_is_told_and_in_how_many_minutes(draft, made, table, said):
    red = words(table(made(draft, "en"), "The levels").rows[3], said)
    assert red[0] == "Red"
    assert "12 mentions in 24 hours; 50% of them negative; one sensitive word" in red[1]
    assert red[2].endswith("Policía Local Approves the text: Alcaldía")
    assert red[3] == "15"


def test_the_hours_needed_and_available_stand_in_words_a_table_and_a_chart(
    draft, made, table, said
):
    document = made(draft, "en")
    blocks = chapter(document, "Hours needed and hours available")
    assert "There are 12" in said(blocks)
    assert "are missing" in said(blocks)
    chart = next(block for block in blocks if isinstance(block, Figure))
    assert "Comunicación" in chart.alt


def test_what_is_contracted_names_its_supplier_and_is_counted_apart(draft, made, table, said):
    # given that the pictures, one hour a week of the library, are made by a company
    pictures = replace(draft.plan.tasks[3], contracted=True, supplier="Estudio Encina")
    document = made(changed(draft, tasks=(pictures,)), "en")

    (row,) = table(document, "The tasks and what they take").rows
    assert words(row, said)[1:] == ["1", "Biblioteca Estudio Encina"]
    hours = said(chapter(document, "Hours needed and hours available"))
    assert "Another 1\u202fh are contracted." in hours


def test_without_tasks_or_without_posts_nothing_is_shared_out(draft, made, said):
    for source in (changed(draft, tasks=()), changed(draft, people=())):
        told = said(chapter(made(source, "en"), "Tasks"))
        assert told == "Tasks\nNo tasks are shared out yet."


# Dates


def test_the_municipal_elections_of_the_time_are_named(draft, made, said):
    told = said(chapter(made(draft, "en"), "Electoral period"))
    assert "from 30 March 2027 to 23 May 2027" in told
    later = chartered(draft, start_on=date(2028, 1, 1), end_on=date(2028, 12, 31))
    assert "No municipal election" in said(chapter(made(later, "en"), "Electoral period"))


def test_each_figure_is_taken_in_the_months_of_its_frequency_until_it_is_due(
    draft, made, table, said
):
    found = table(made(draft, "en"), "In which month")
    marks = {words(row, said)[0].split(" ")[0]: "".join(words(row, said)[1:]) for row in found.rows}
    assert marks["Avisos"] == "XXXXXX––––––"
    assert marks["Altas"] == "––X––X––X––X"
    assert marks["Preguntas"] == "X–X––X––X–––"


def test_without_days_of_the_plan_the_frequency_is_said_instead(draft, made, table, said):
    found = table(made(chartered(draft, start_on=None), "en"), "What is measured")
    assert Frequency.MONTHLY in [objective.every for objective in draft.plan.objectives]
    assert "Every month" in column(found, 1, said)


# Annexes and signatures


def test_decisions_stand_in_an_annex_with_their_reason(draft, made, said, headings):
    assert "Se hará en 2028." in said(chapter(made(draft), "Anexo: decisiones"))
    assert "Anexo: decisiones" not in headings(made(replace(draft, decisions=())))


def test_facts_of_a_network_bear_the_day_of_their_review(draft, made, table, said):
    found = table(made(draft, "en"), "Formats and limits")
    assert column(found, 3, said) == ["1 Nov 2025", "not reviewed"]


def test_each_channel_says_who_looks_after_it_and_who_stands_in(draft, made, said):
    web, board, messages = (draft.plan.channels[place] for place in (0, 1, 3))
    kept = (web, replace(board, substitute_id=None), replace(messages, owner_id=None))
    told = said(made(changed(draft, channels=kept), "en"))

    assert "Comunicación; Biblioteca stands in\n" in told
    assert "Comunicación; nobody stands in yet\n" in told
    assert "Nobody yet\n" in told


@pytest.mark.parametrize(
    ("kind", "head"), [(BodyKind.MUNICIPALITY, "Alcaldía"), (BodyKind.OTHER, "Presidencia")]
)
def test_the_signatures_name_whom_the_labels_of_the_plan_name(draft, made, kind, head):
    snapshot = replace(draft.snapshot, town=replace(draft.town, kind=kind))
    document = made(replace(draft, snapshot=snapshot))
    boxes = next(block for block in document.blocks if isinstance(block, Signatures))
    assert [(item.role, item.name) for item in boxes.items] == [
        (head, "María Gómez Ruiz"),
        ("Secretaría", "Antonio Núñez Parra"),
        ("Comunicación", "Lucía Ortega Prieto"),
    ]


def test_a_post_called_otherwise_leaves_a_line_to_write_on(draft, made):
    people = tuple(replace(person, label=f"Puesto {person.id}") for person in draft.plan.people)
    document = made(changed(draft, people=people))
    boxes = next(block for block in document.blocks if isinstance(block, Signatures))
    assert [item.name for item in boxes.items][:2] == ["", ""]


def test_a_proposed_card_without_a_name_leaves_a_line_to_write_on(draft, made):
    proposed = replace(draft.snapshot.holders[0], name="Alcaldía", post="Alcalde o alcaldesa")
    holders = (proposed, *draft.snapshot.holders[1:])
    document = made(replace(draft, snapshot=replace(draft.snapshot, holders=holders)))
    boxes = next(block for block in document.blocks if isinstance(block, Signatures))
    assert boxes.items[0].name == ""


# On paper


@BOTH
def test_the_printed_plan_passes_both_standards(draft, made, failures, language):
    assert failures(render.render(made(draft, language), ".pdf")) == []


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_the_plan_can_be_made_for_word_processors(draft, sparse, made, suffix):
    for source in (draft, sparse):
        assert render.render(made(source), suffix).startswith(b"PK")


@BOTH
def test_the_plan_of_the_example_town_has_twenty_to_forty_pages(tmp_path, clock, language, made):
    with i18n.language(language):
        path = tmp_path / "town.pregon"
        example.create(path, clock)
        store = open_store(path, clock)
        with store.read() as connection:
            source = live(connection, clock.today())
        store.close()
    assert 20 <= page_count(render.render(made(source, language), ".pdf")) <= 40


@BOTH
def test_every_text_of_the_content_file_can_be_filled(language, draft):
    with i18n.language(language):
        words_of = pieces.load(draft.town)
    for section in words_of.texts.sections.values():
        for text in (section.title, section.lead, section.empty, *section.text):
            assert "{" not in words_of.fill(text)


def test_of_an_audience_with_a_name_alone_nothing_is_headed(draft, made):
    bare = model.Audience("Peregrinos", id=99)
    document = made(changed(draft, audiences=(*draft.plan.audiences, bare)), "en")
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert draft.plan.audiences[0].title in heads
    assert "Peregrinos" not in heads

    none = made(changed(draft, audiences=(bare,)), "en")
    heads = [block.text for block in none.blocks if isinstance(block, Heading)]
    assert "Peregrinos" not in heads


def test_a_cell_without_a_reason_is_named_among_the_reasons(draft, made, table, said):
    first, *others = draft.plan.presences
    without = changed(draft, presences=(replace(first, evidence=" "), *others))
    found = table(made(without, "en"), "What the table rests on")
    told = words(found.rows[0], said)[1].replace("  ", " ")
    channel = next(item.title for item in draft.plan.channels if item.id == first.channel_id)
    assert f"{channel}: It is not written how this is known." in told


def test_an_audience_renamed_is_renamed_everywhere(draft, made, said):
    renamed = replace(draft.plan.audiences[0], title="Personas mayores")
    text = said(made(changed(draft, audiences=(renamed, *draft.plan.audiences[1:]))))
    assert "Personas mayores" in text
    assert "Mayores de 65 años" not in text


def test_a_use_for_everybody_says_so_in_one_word(draft, made, table, said):
    everybody = tuple(audience.id for audience in draft.plan.audiences)
    uses = tuple(replace(use, audiences=everybody) if use.share else use for use in draft.plan.uses)
    found = table(made(changed(draft, uses=uses), "en"), "How the posts are shared out")
    assert set(column(found, 3, said)[:-1]) == {"All of them"}
    assert words(found.rows[-1], said)[:2] == ["In all", "100%"]


def test_steps_that_were_typed_with_dashes_are_items_of_a_list(draft, made):
    first, *others = draft.plan.levels
    steps = replace(first, actions="Primero:\n- Llamar al 112.\n• Anotar la hora.\n2. Avisar.")
    document = made(changed(draft, levels=(steps, *others)))
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


def test_an_untitled_item_has_a_word_in_its_place(draft, made, headings):
    channels = (model.Channel("", 1), *draft.plan.channels[1:])
    assert "Untitled" in headings(made(changed(draft, channels=channels), "en"), 3)

"""The plan on paper: what stands in it, what is left out, and what is said of a gap."""

from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.documents import arrangement, columns, render, validate
from core.documents.model import (
    Align,
    Heading,
    Signatures,
)
from core.plan.document import pieces
from core.plan.document.source import live
from core.roster import records
from core.town.model import BodyKind
from tests.core.plan.document.reading import changed, chapter, chartered, column, words

BOTH = pytest.mark.parametrize("language", ["es", "en"])


# The whole


def test_the_chapters_are_what_a_council_votes(draft, made, headings):
    assert headings(made(draft)) == [
        "Finalidad y respaldo",
        "Objetivos",
        "Públicos",
        "Canales",
        "Cómo se publica",
        "Contestar y moderar",
        "Protocolo de crisis",
        "Período electoral",
        "Revisión del plan",
        "Aprobación y firmas",
    ]


def test_a_draft_says_so_on_the_cover_and_across_each_page(draft, made):
    with i18n.language("en"):
        document = made(draft, "en")
    assert document.watermark == "DRAFT"
    assert document.cover is not None
    assert document.cover.lines == ("Draft, not approved yet",)
    assert document.title == "Strategic social media plan 2027"


def test_only_a_plan_that_was_approved_is_in_force(draft, approved, made, said):
    days = "del 1 de enero de 2027 al 31 de diciembre de 2027"

    assert f"Este plan está en vigor {days}." in said(made(approved))
    assert f"Cuando se apruebe, este plan estará en vigor {days}." in said(made(draft))
    for facts, told in (
        ({"end_on": None}, "Once approved, this plan will be in force from 1 January 2027."),
        ({"start_on": None}, "Once approved, this plan will be in force until 31 December 2027."),
    ):
        assert told in said(made(chartered(draft, **facts), "en"))


def test_where_all_of_it_is_assumed_no_reader_is_sent_to_look_which(draft, made, said):
    wanted = draft.plan.presences[:4]
    assumed = tuple(replace(item, evidence="Suposición: lo leen.") for item in wanted)
    source = changed(draft, presences=assumed)
    one_known = changed(draft, presences=(*assumed[:3], wanted[3]))

    whole = "Los 4 sitios en que se dice que está un público son suposiciones sin comprobar."
    assert whole in said(made(source))
    assert "3 son suposiciones sin comprobar. El anexo técnico dice cuáles." in said(
        made(one_known)
    )


@pytest.mark.parametrize(
    ("population", "covered"), [(None, True), (0, True), (1, False), (4999, False), (5000, True)]
)
def test_a_small_town_has_its_plan_without_a_cover(draft, made, population, covered):
    town = replace(draft.town, population=population)
    source = replace(draft, snapshot=replace(draft.snapshot, town=town))

    assert (made(source).cover is not None) is covered


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
    for title in headings(document)[:4]:
        assert missing in said(chapter(document, title)), title


def test_both_languages_have_the_same_blocks(draft, made):
    kinds = [[type(block) for block in made(draft, code).blocks] for code in ("es", "en")]
    assert kinds[0] == kinds[1]


def test_a_language_is_called_as_its_region_calls_it(draft, made, said):
    town = replace(draft.town, region="Cataluña", languages=("es", "ca"))

    text = said(made(replace(draft, snapshot=replace(draft.snapshot, town=town))))

    assert "Español, catalán." in text
    assert "valenciano" not in text


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


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_principles_begin_on_the_page_of_the_line_that_leads_to_them(draft, made, language):
    document = made(draft, language)
    place = next(
        place
        for place, block in enumerate(document.blocks)
        if isinstance(block, Heading) and block.text in ("Principios", "Principles")
    )
    assert place + 1 in arrangement.introductions(document)


# What is not for the public


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
    found = table(made(draft, "en"), "The objectives of this plan")
    assert [item.align for item in found.columns][2:4] == [Align.END, Align.END]
    assert column(found, 2, said) == ["60%", "410 personas", "–", "–"]
    assert column(found, 3, said)[:2] == ["100%", "1,200 personas"]
    assert {len(row[place].lines) for row in found.rows for place in (2, 3)} == {1}


def test_a_long_unit_is_said_once_with_the_indicator(draft, made, table, said):
    longer = tuple(
        replace(each, unit="personas empadronadas al mes") if each.unit == "personas" else each
        for each in draft.plan.objectives
    )

    found = table(made(changed(draft, objectives=longer), "en"), "The objectives of this plan")

    assert column(found, 1, said)[1] == "Altas en la lista (personas empadronadas al mes)"
    assert column(found, 2, said)[1] == "410"
    assert column(found, 3, said)[1] == "1,200"


# Matrices


# People and crisis


def test_in_a_crisis_people_are_named_by_their_post(draft, made, table, said):
    found = table(made(draft, "en"), "in a crisis")
    assert words(found.rows[0], said) == ["Decides", "Alcaldía", "Concejalía de Cultura"]
    assert "Nobody has these yet: Verifies." in said(chapter(made(draft, "en"), "Crisis protocol"))
    assert "María" not in said(found)


def test_each_level_says_its_signs_who_is_told_and_in_how_many_minutes(draft, made, table, said):
    red = words(table(made(draft, "en"), "The levels").rows[3], said)
    assert red[0] == "Red"
    assert "12 mentions" not in red[1]
    assert red[2].endswith("Policía Local Approves the text: Alcaldía")
    assert red[3] == "15"


def test_many_posts_of_long_names_have_more_room_than_the_signs_of_a_level(draft, made, table):
    people = tuple(replace(each, label=f"{each.label} " * 5) for each in draft.plan.people)
    everybody = tuple(each.id for each in people)
    signs = tuple(replace(each, trigger="Se cae la luz. " * 8) for each in draft.plan.levels)
    levels = tuple(replace(each, told=everybody) for each in signs)

    usual, crowded = (
        table(columns.shared(made(source)), "Los niveles")
        for source in (
            changed(draft, levels=signs),
            changed(draft, people=people, levels=levels),
        )
    )

    assert usual.columns[1].width > usual.columns[2].width
    assert crowded.columns[2].width > crowded.columns[1].width


# Dates


def test_the_municipal_elections_of_the_time_are_named(draft, made, said):
    told = said(chapter(made(draft, "en"), "Electoral period"))
    assert "from 30 March 2027 to 23 May 2027" in told
    later = chartered(draft, start_on=date(2028, 1, 1), end_on=date(2028, 12, 31))
    assert "No municipal election" in said(chapter(made(later, "en"), "Electoral period"))


# Annexes and signatures


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
def test_plan_and_annex_pass_both_standards(draft, made, annexed, failures, language):
    for paper in (made, annexed):
        assert failures(render.render(paper(draft, language), ".pdf")) == []


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_plan_and_annex_can_be_made_for_word_processors(draft, sparse, made, annexed, suffix):
    for source in (draft, sparse):
        for paper in (made, annexed):
            assert render.render(paper(source), suffix).startswith(b"PK")


@BOTH
def test_every_text_of_the_content_file_can_be_filled(language, draft):
    with i18n.language(language):
        words_of = pieces.load(draft.town)
    for section in words_of.texts.sections.values():
        for text in (section.title, section.lead, section.empty, *section.text):
            assert "{" not in words_of.fill(text)


def test_an_audience_renamed_is_renamed_everywhere(draft, made, said):
    renamed = replace(draft.plan.audiences[0], title="Personas mayores")
    text = said(made(changed(draft, audiences=(renamed, *draft.plan.audiences[1:]))))
    assert "Personas mayores" in text
    assert "Mayores de 65 años" not in text

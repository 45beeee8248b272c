"""The blank forms of the crisis desk: one page each, with what the roster and the plan know."""

import re
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.clock import FixedClock
from core.crisis.document import forms, parts
from core.crisis.document.forms import Form
from core.crisis.kinds import StatementKind, StatementPart
from core.crisis.labels import part_label, statement_label
from core.crisis.texts.checks import NEEDED
from core.documents import render, tree
from core.documents.model import BlankRows, Callout, Document, Fields, Line, Table
from core.documents.preview import page_count
from core.documents.rich import plain, spans
from core.i18n import Language
from core.plan import model as plan_model
from core.plan import records as plan_records
from core.roster.model import ContactKind, Group, Hat
from core.store import Store, Topic, open_store
from core.town import records as town_records
from tests.core import towns
from tests.core.crisis.paper.gate import failures, rows, words
from tests.core.roster.people import Add, adding, emptied

TODAY = date(2026, 11, 24)
LANGUAGES: tuple[Language, ...] = ("es", "en")
MOST_HEAD = 60
"""Characters of a column's head that paper does not cut."""


def made(store: Store, form: Form, language: Language = "en") -> Document:
    with store.read() as connection, i18n.language(language):
        return form(connection, language, TODAY)


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def blank(document: Document) -> list[BlankRows]:
    return [block for block in document.blocks if isinstance(block, BlankRows)]


def called(store: Store, language: Language = "en") -> list[str]:
    """Whom the call sheet names, row by row."""
    (table,) = tables(made(store, forms.call_sheet, language))
    return [row[0] for row in rows(table) if row[0]]


def unforeseen(store: Store) -> int:
    """How many rows of the call sheet are left to write on."""
    (table,) = tables(made(store, forms.call_sheet))
    return sum(not row[0] for row in rows(table))


@pytest.fixture
def bare(store: Store) -> Store:
    return emptied(store)


@pytest.fixture
def add(bare: Store) -> Add:
    return adding(bare)


# Every form


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", forms.FORMS)
def test_a_form_is_one_page_that_everybody_can_read(village, form, language):
    pdf = render.render(made(village, form, language), ".pdf")
    assert page_count(pdf) == 1
    assert failures(pdf) == []


@pytest.mark.parametrize("form", forms.FORMS)
def test_an_empty_roster_leaves_room_to_write(bare, form):
    document = made(bare, form, "es")
    assert page_count(render.render(document, ".pdf")) == 1
    assert document.owner == "Ayuntamiento de Medellín"


@pytest.mark.parametrize("form", forms.FORMS)
def test_a_long_roster_and_hostile_names_still_fit(bare, add, form):
    with bare.change(Topic.TOWN) as db:
        town_records.update(db, name="Mancomunidad " * 15)
    for place in range(60):
        name = f"{place} 🦊<b>=cmd|' /C calc'!A0</b> {'Aránzazu ' * 20}"
        hats = (list(Hat)[place % 7],)
        add(name, "600 000 001", post="Ñ" * 200, hats=hats, groups=(Group.EMERGENCIES,))
    _plan_of_everything(bare)
    assert page_count(render.render(made(bare, form, "es"), ".pdf")) == 1


def _plan_of_everything(store: Store) -> None:
    long = "Atención " * 30
    with store.change(Topic.PLAN) as db:
        for _place in range(20):
            plan_records.add(db, plan_model.Channel(title=long, offline=True, urgent=True))
            private = plan_model.PrivateChannel(title=long, address=long, hours=long)
            plan_records.add(db, private)
        person = plan_records.add(db, plan_model.Person(label=long))
        for level in plan_records.load(db.conn).levels:
            plan_records.save(db, replace(level, trigger=long, approver_id=person, minutes=15))


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
@pytest.mark.parametrize("form", forms.FORMS)
def test_it_can_be_gone_on_with_in_a_word_processor(village, form, suffix):
    assert render.render(made(village, form), suffix).startswith(b"PK")


def test_forms_are_told_apart_by_their_codes(village):
    codes = [made(village, form).code for form in forms.FORMS]
    assert codes == ["CRI-91", "CRI-92", "CRI-93", "CRI-94", "CRI-95"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", forms.FORMS)
def test_no_head_of_a_column_is_cut(village, form, language):
    heads = [
        column.title
        for block in made(village, form, language).blocks
        if isinstance(block, Table | BlankRows)
        for column in block.columns
    ]
    assert [head for head in heads if len(head) > MOST_HEAD] == []


# Opening


def test_the_opening_form_asks_for_danger_first_and_says_whom_to_ring(village):
    form = made(village, forms.opening_form)
    danger = tables(form)[0]
    assert [column.title for column in danger.columns][:2] == ["Danger now?", "Yes: call 112"]
    assert [row[0] for row in rows(danger)] == ["People", "Animals", "Water"]
    assert all(cell.tick for row in danger.rows for cell in row[1:4])
    assert form.urgent


def test_the_opening_form_asks_for_two_sources_and_for_a_sketch(village):
    heads = words(tuple(blank(made(village, forms.opening_form))))
    assert "Who told it (two sources at least)" in heads
    assert "Sketch: where, ways in, wind, water" in heads
    assert "What is already public, and where" in heads


def test_the_levels_have_the_minutes_and_the_approver_of_the_plan(village):
    levels = rows(tables(made(village, forms.opening_form, "es"))[1])
    assert [row[0] for row in levels] == ["Verde", "Amarillo", "Naranja", "Rojo"]
    assert levels[3][2] == "15 min · Alcaldía"


def test_a_plan_that_says_nothing_of_the_levels_leaves_those_of_the_program(bare):
    with bare.change(Topic.PLAN) as db:
        for level in plan_records.load(db.conn).levels:
            plan_records.save(db, replace(level, trigger="", minutes=None, approver_id=None))
    levels = rows(tables(made(bare, forms.opening_form))[1])
    assert levels[3] == ["Red", form_texts_in("en").opening.red, "30 min"]


def form_texts_in(language: Language) -> parts.FormTexts:
    with i18n.language(language):
        return parts.load()


def test_the_opening_form_names_who_usually_wears_each_hat(village):
    form = made(village, forms.opening_form)
    hats = tables(form)[2]
    assert len(hats.columns) == len(Hat)
    assert rows(hats)[0][0] == "María Gómez Ruiz"
    today = form.blocks[-1]
    assert isinstance(today, BlankRows)
    assert [column.title for column in today.columns] == ["Today:"] * len(Hat)
    assert [column.width for column in today.columns] == [column.width for column in hats.columns]


# Calls


def test_112_comes_first_then_whoever_decides_then_who_else_comes(bare, add):
    emergency = {"kind": ContactKind.SERVICE, "groups": (Group.EMERGENCIES,)}
    add("Bomberos", "924 000 012", **emergency)
    add("Guardia Civil 062", "062", **emergency)
    add("Ayuda en ciberseguridad 017", "017", **emergency)
    add("Emergencias 112", "112", **emergency)
    add("Ana escribe", "600 000 002", hats=(Hat.WRITES,))
    add("Zoe decide", "600 000 001", hats=(Hat.DECIDES,))
    add("Ferretería", "600 000 009", groups=(Group.SUPPLIERS,))
    assert called(bare) == [
        "Emergencias / 112",
        "Zoe decide / 600 000 001 / Decides",
        "Ana escribe / 600 000 002 / Writes and publishes",
        "Guardia Civil / 062",
        "Bomberos / 924 000 012",
    ]


def test_helplines_stand_apart_for_nobody_rings_them_in_every_crisis(bare, add):
    emergency = {"kind": ContactKind.SERVICE, "groups": (Group.EMERGENCIES,)}
    add("Ayuda en ciberseguridad 017", "017", **emergency)
    add("Conducta suicida 024", "024", **emergency)
    add("Información Toxicológica", "91 562 04 20", **emergency)
    sheet = made(bare, forms.call_sheet)
    assert plain(sheet.blocks[-1].text) == (
        "Only if they are needed: Conducta suicida 024 · Ayuda en ciberseguridad 017"
        " · Información Toxicológica 91 562 04 20."
    )
    assert called(bare) == ["Emergencies / 112"]


def test_a_name_that_fits_without_its_number_stands_whole_above_it(bare, add):
    add("Emergencias de la Comunidad 112", "112", groups=(Group.EMERGENCIES,))
    assert called(bare) == ["Emergencias de la Comunidad / 112"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("María de las Mercedes de Ovando", "María de las Mercedes de…"),
        ("María de las Mercedes del Olmo", "María de las Mercedes del Olmo"),
    ],
)
def test_a_name_has_thirty_letters_at_the_most(bare, add, name, written):
    add(name, "600 000 001", hats=(Hat.DECIDES,))
    assert called(bare)[1] == f"{written} / 600 000 001 / Decides"


def test_what_somebody_does_in_a_crisis_stands_below_the_number(bare, add):
    add("Ana", "600 000 001", hats=(Hat.DECIDES, Hat.SPEAKS))
    add("Eva", "600 000 002", hats=tuple(Hat))
    add("Leo", "600 000 003", groups=(Group.CRISIS_TEAM,))
    assert called(bare)[1:] == [
        "Ana / 600 000 001 / Decides · Speaks",
        "Eva / 600 000 002 / Decides · Speaks · Writes…",
        "Leo / 600 000 003",
    ]


def test_whom_to_call_when_nobody_answers_stands_beside(bare, add):
    other = add("Javier", "600 000 002")
    add("María", "600 000 001", hats=(Hat.DECIDES,), substitute_id=other)
    assert rows(tables(made(bare, forms.call_sheet))[0])[1][1] == "Javier / 600 000 002"


def test_of_a_new_town_whoever_decides_has_a_line_for_name_and_number(store):
    found = called(store, "es")
    assert found[:3] == [
        "Emergencias / 112",
        "Alcaldía / [Quién decide, y número:\xa0______________]",
        "Tenencia de alcaldía / [Quién habla, y número:\xa0______________]",
    ]
    # 112 has nobody who stands in; of the others it is written who does.
    deputies = [row[1] for row in rows(tables(made(store, forms.call_sheet, "es"))[0])[:3]]
    assert deputies == ["", *["[Nombre y teléfono:\xa0___________]"] * 2]
    assert found.index("Guardia Civil / 062") == 8


@pytest.mark.parametrize("code", ["16173", "27065", "20045"])
def test_no_two_rows_of_a_new_town_bear_the_same_name(code, tmp_path):
    """The chief of the local police is one to call, its short number another."""
    with closing(open_store(towns.of_place(tmp_path, code, "es"), FixedClock(towns.NOW))) as store:
        names = [row.split(" / ")[0] for row in called(store, "es")]
    assert sorted(names) == sorted(set(names))


def test_a_proposal_whose_role_somebody_has_is_not_called(store):
    adding(store)("Zoe", "600 000 001", hats=(Hat.DECIDES,))
    found = called(store, "es")
    assert found[1] == "Zoe / 600 000 001 / Decide"
    assert not any(name.startswith("Alcaldía") for name in found)


def test_own_cards_without_a_number_are_not_on_the_call_sheet(bare, add):
    add("Sin teléfono", hats=(Hat.DECIDES,))
    assert "Sin teléfono" not in words(made(bare, forms.call_sheet))


def test_calls_that_nobody_foresaw_have_their_rows(village):
    assert len(called(village)) == forms.MOST_CALLS
    assert unforeseen(village) >= 4


def test_names_of_two_lines_leave_three_rows_for_the_other_calls(bare, add):
    for place in range(forms.MOST_CALLS):
        add(f"Parque comarcal de bomberos {place}", f"600 000 {place:03}", hats=(Hat.CALLS,))

    assert unforeseen(bare) == 3


# Statement


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_part_of_a_statement_has_its_question_and_its_lines(village, language):
    parts = blank(made(village, forms.statement_sheet, language))
    texts = form_texts_in(language)
    with i18n.language(language):
        wanted = [
            f"{place} · {part_label(part)}: {texts.parts[part]}"
            for place, part in enumerate(StatementPart, 1)
        ]
    assert [part.columns[0].title for part in parts] == wanted
    assert all(part.count >= 1 for part in parts)


def test_each_kind_has_a_box_and_the_numbers_of_its_parts(village):
    kinds = tables(made(village, forms.statement_sheet))[0]
    with i18n.language("en"):
        assert [item.title for item in kinds.columns] == [statement_label(k) for k in StatementKind]
    boxes = kinds.rows[1]
    assert all(box.tick for box in boxes)
    numbers = dict(zip(StatementKind, rows(kinds)[1], strict=True))
    assert numbers[StatementKind.HOLDING] == "1–6"
    for kind in (StatementKind.DENIAL, StatementKind.CONDOLENCE):
        parts = [list(StatementPart)[int(number) - 1] for number in numbers[kind].split()]
        assert tuple(parts) == NEEDED[kind]


def test_it_is_checked_for_names_and_blame_before_anybody_approves_it(village):
    sheet = made(village, forms.statement_sheet)
    checks = tables(sheet)[1]
    assert [column.title for column in checks.columns][-2:] == ["No names", "No blame"]
    assert all(row.tick for row in checks.rows[0])
    approval = sheet.blocks[list(sheet.blocks).index(checks) + 1]
    assert isinstance(approval, Fields)
    assert approval.fields[0].label == "Approved by"


def test_channels_that_need_no_network_are_ticked_first(village):
    places = rows(tables(made(village, forms.statement_sheet))[2])
    assert places[0][0::2] == ["Bando y tablón", "Megafonía", "Radio Valdehierro"]
    assert places[-1][4] == ""


def test_of_many_channels_eight_have_a_box_and_five_private_ones_are_named(bare):
    _plan_of_everything(bare)

    boxes = rows(tables(made(bare, forms.statement_sheet))[2])
    private = rows(tables(made(bare, forms.answering_tree))[1])

    named = [name for row in boxes for name in row[0::2] if name]
    assert len(named) == 8
    assert max(map(len, named)) <= 32
    assert len(private) == 5


# Hats


def test_each_hat_says_what_it_does_who_wears_it_and_who_stands_in(village):
    hats = rows(tables(made(village, forms.hats_card, "es"))[0])
    assert len(hats) == len(Hat)
    assert hats[0][:3] == [
        "Decide / Fija el nivel / Aprueba los textos / Declara el final",
        "María Gómez Ruiz / Alcaldesa / 600 00 00 01",
        "Javier Robles Cano / 600 00 00 02",
    ]


def test_a_hat_that_nobody_wears_leaves_room_for_a_name(bare):
    hats = rows(tables(made(bare, forms.hats_card))[0])
    assert {row[1] for row in hats} == {""}


def test_of_several_wearers_the_card_names_one_and_counts_the_others(bare, add):
    for name in ("Ana", "Bea", "Carla"):
        add(name, "600 000 001", hats=(Hat.CALLS,))
    calls = rows(tables(made(bare, forms.hats_card))[0])[-1]
    assert calls[1] == "Ana / 600 000 001 / and 2 more"


# Answering


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tree_asks_of_danger_first_then_whether_the_rules_are_kept(village, language):
    tree_of = rows(tables(made(village, forms.answering_tree, language))[0])
    questions = form_texts_in(language).answering.questions
    assert [row[0] for row in tree_of] == [
        f"{place}. {question.title}" for place, question in enumerate(questions, 1)
    ]
    asked = [question.id for question in questions]
    assert asked == ["danger", "rules", "truth", "asks", "reach"]
    assert "112" in tree_of[0][1]


EXITS = {
    "es": re.compile(r"siga\sen\sla\s(\d)\.?|fin\.?", re.IGNORECASE),
    "en": re.compile(r"go\son\sto\s(\d)\.?|end\.?", re.IGNORECASE),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_answer_of_the_tree_leads_on_or_ends_in_bold(village, language):
    """An opinion with a threat in it was let through: the tree ended before it asked for rules."""
    (asked, *_private) = tables(made(village, forms.answering_tree, language))
    for place, (_question, *ways) in enumerate(asked.rows, 1):
        for answer, do in (way.lines for way in ways):
            exits = [span.text for span in spans(do.text) if span.strong]
            assert exits, answer.text
            assert plain(do.text).removesuffix(".").endswith(exits[-1].removesuffix(".")), exits
            for leads in map(EXITS[language].fullmatch, exits):
                assert leads is not None, exits
                assert leads[1] is None or int(leads[1]) > place, exits


def test_the_tree_bears_the_deadline_and_the_private_channels_of_the_plan(village):
    sheet = made(village, forms.answering_tree, "es")
    assert "como muy tarde en un día laborable" in words(sheet)
    private = [row[0] for row in rows(tables(sheet)[1])]
    assert private[0] == "Teléfono del Registro"


def test_where_no_private_channel_is_known_there_are_three_rows_to_write(tmp_path):
    hamlet = towns.of_place(tmp_path, "16173", "es")
    with closing(open_store(hamlet, FixedClock(towns.NOW))) as store:
        _asked, private = tables(made(store, forms.answering_tree, "es"))
    assert len(private.rows) == 3
    assert {row[1:] for row in map(tuple, rows(private))} == {("", "")}


def test_a_plan_without_deadline_or_channels_says_where_to_go(bare):
    with bare.read() as connection:
        plan = plan_records.load(connection)
    with bare.change(Topic.PLAN) as db:
        plan_records.save(db, replace(plan.charter, answer_hours=None))
        for channel in plan.private_channels:
            plan_records.delete(db, plan_model.PrivateChannel, channel.id)
    said = words(made(bare, forms.answering_tree, "es"))
    assert "como muy tarde el siguiente día laborable" in said
    assert "sirven el registro y el teléfono del Ayuntamiento" in said


def test_criticism_is_never_deleted(village):
    sheet = made(village, forms.answering_tree, "es")
    _answer, never = [block for block in sheet.blocks if isinstance(block, Callout)]
    assert "Borrar una crítica, aunque duela." in never.items


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", forms.FORMS)
def test_no_place_of_a_text_stays_open(village, form, language):
    said = [str(line.text) for line in tree.find(made(village, form, language), Line)]
    assert [text for text in said if re.search(r"\{\w+\}", text)] == []

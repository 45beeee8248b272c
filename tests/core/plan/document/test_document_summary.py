"""The plan in two pages: never more, whatever the plan holds."""

import re
from dataclasses import replace
from datetime import date

import pytest

from core import i18n
from core.documents import looks, render, validate
from core.documents.model import Boxes, Document, Table
from core.documents.office import styles
from core.documents.preview import Preview, page_count
from core.i18n import Language
from core.plan.document import summary
from core.plan.document.source import PlanSource
from core.plan.workload import workload
from tests.core.documents.office.test_pages import pages_in_libreoffice

BOTH = pytest.mark.parametrize("language", ["es", "en"])


def two_pages(source: PlanSource, language: Language = "es") -> Document:
    with i18n.language(language):
        return summary.compose(source, language, date(2026, 11, 25))


def boxes(document: Document) -> dict[str, tuple[str, ...]]:
    """What stands in each box, by its title."""
    found = [block for block in document.blocks if isinstance(block, Boxes)]
    return {
        box.title: tuple(str(item) for item in box.items) for block in found for box in block.items
    }


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


@BOTH
@pytest.mark.parametrize("plan", ["draft", "approved", "crowded"])
def test_it_has_exactly_two_pages(request, plan, language):
    document = two_pages(request.getfixturevalue(plan), language)
    assert validate.problems(document) == []
    assert page_count(render.render(document, ".pdf")) == 2


@BOTH
def test_before_there_are_objectives_and_audiences_it_has_one_page_and_says_so(sparse, language):
    document = two_pages(sparse, language)
    assert document.title == {"es": "El plan en una página", "en": "The plan in one page"}[language]
    assert page_count(render.render(document, ".pdf")) == 1


@BOTH
@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_objectives_leave_neither_page_half_empty(draft, count, language):
    """The first boxes stand below them, and no more of them than fill both pages alike."""
    plan = draft.plan
    few = replace(plan, objectives=plan.objectives[:count], audiences=plan.audiences[: count + 1])
    source = replace(draft, snapshot=replace(draft.snapshot, plan=few))

    with Preview(render.render(two_pages(source, language), ".pdf")) as opened:
        first, second = opened.text(0), opened.text(1)
    assert any(title in first for title in ("Who does what", "Quién hace qué"))
    assert any(title in second for title in ("What is published", "Qué se publica"))


@BOTH
def test_where_many_objectives_fill_the_first_page_all_boxes_are_on_the_second(crowded, language):
    with Preview(render.render(two_pages(crowded, language), ".pdf")) as opened:
        assert opened.page_count == 2
        assert any(title in opened.text(1) for title in ("Who does what", "Quién hace qué"))


@BOTH
def test_it_passes_both_standards(draft, failures, language):
    assert failures(render.render(two_pages(draft, language), ".pdf")) == []


def test_the_first_page_has_the_figures_and_who_is_where(draft):
    figures, matrix = tables(two_pages(draft))
    assert len(figures.rows) == 4
    assert matrix.matrix
    assert not matrix.landscape
    assert len(matrix.columns) == 9


def test_of_nine_channels_the_one_that_reaches_nobody_is_left_out(draft):
    titles = [column.title for column in tables(two_pages(draft))[1].columns]
    assert "LinkedIn" not in titles
    assert titles[1:3] == ["Web municipal", "Bando y tablón"]


def test_where_what_does_not_fit_is_to_be_found_is_said(crowded, said):
    assert "The rest is in the plan and its annex." in said(two_pages(crowded, "en"))


@BOTH
def test_no_sentence_and_no_title_is_cut(draft, crowded, said, language):
    for source in (draft, crowded, changed_titles(draft)):
        assert "…" not in said(two_pages(source, language))


def changed_titles(source: PlanSource) -> PlanSource:
    """The source with titles of a length that people write, and a review of many sentences."""
    plan = source.plan
    title = "Que las personas mayores que viven solas reciban cada aviso también fuera de internet"
    review = "Lo mira la secretaría con quien publica, cada tres meses, y lo cuenta al Pleno. " * 40
    changed = replace(
        plan,
        objectives=tuple(replace(item, title=title, indicator=title) for item in plan.objectives),
        audiences=tuple(replace(audience, title=title[:60]) for audience in plan.audiences),
        charter=replace(plan.charter, review=review),
    )
    return replace(source, snapshot=replace(source.snapshot, plan=changed))


@BOTH
def test_titles_as_people_write_them_still_make_two_pages(draft, language):
    document = two_pages(changed_titles(draft), language)
    assert page_count(render.render(document, ".pdf")) == 2
    review = list(boxes(document).values())[-1]
    assert len(review) > 3
    assert review[-1] in (
        "Lo demás está en el plan y su anexo.",
        "The rest is in the plan and its annex.",
    )


def test_what_is_told_in_sentences_goes_across_the_page(draft):
    """Beside the short list of what is measured a long review left half of its row empty."""
    blocks = [block for block in two_pages(draft).blocks if isinstance(block, Boxes)]
    titles = [[box.title for box in block.items] for block in blocks]
    assert titles[0] == ["Quién hace qué", "Con cuántas horas"]
    assert titles[-2:] == [["Cómo se mide"], ["Quién lo revisa"]]


def changed_names(source: PlanSource) -> PlanSource:
    """The source with names of seventy letters, as they are where each has its districts in it."""
    plan = source.plan

    def named(name: str) -> str:
        return f"{name} de las pedanías, los barrios altos y las urbanizaciones de la sierra"[:70]

    changed = replace(
        plan,
        people=tuple(replace(item, label=named(item.label)) for item in plan.people),
        tasks=tuple(replace(item, title=named(item.title)) for item in plan.tasks),
        channels=tuple(replace(item, title=named(item.title)) for item in plan.channels),
        audiences=tuple(replace(item, title=named(item.title)) for item in plan.audiences),
        private_channels=tuple(
            replace(item, title=named(item.title)) for item in plan.private_channels
        ),
        objectives=tuple(
            replace(item, title=named(item.title), unit="personas empadronadas al mes")
            for item in plan.objectives
        ),
    )
    return replace(source, snapshot=replace(source.snapshot, plan=changed))


@BOTH
def test_long_names_leave_no_page_without_its_figures(draft, language):
    document = two_pages(changed_names(draft), language)
    assert page_count(render.render(document, ".pdf")) == 2
    figures, matrix = tables(document)
    assert len(figures.rows) == 4
    assert len(matrix.columns) == 5


def test_the_boxes_say_who_does_what_and_what_happens_in_a_crisis(draft):
    found = boxes(two_pages(draft, "en"))
    assert found["Who does what"][0].startswith("Comunicación: Línea editorial\u00a0· Contenidos")
    assert found["What is published"][0] == "Citizen service: 35%"
    assert found["Levels of a crisis"][0] == "Red: first notice in 15 min, approval: Alcaldía"
    assert found["Levels of a crisis"][3].startswith("Green: first notice in 8")
    assert found["How people are answered"][1] == "Registro: Plaza de España, 1"
    assert found["How it is measured"][0].startswith("Every month: Avisos urgentes")
    taken, there, contracted, heaviest, *_others = found["How many hours it takes"]
    assert taken == "The plan takes 14\u202fh a week of our own staff’s time."
    assert there == "12\u202fh are available, 2\u202fh too few."
    assert contracted == "Another 0.1\u202fh are contracted."
    assert heaviest == "Contenidos y calendario: 2\u202fh"


def test_a_channel_without_room_in_the_table_is_named_below_it(draft, said):
    assert "No están en esta tabla: LinkedIn." in said(two_pages(draft))


def test_the_hours_told_one_by_one_add_up_with_what_is_left(draft):
    told = boxes(two_pages(draft))["Con cuántas horas"]
    parts = [amount for item in told if (amount := re.search(r": ([\d,]+)\u202fh$", item))]
    whole = sum(part.hours for part in workload(draft.plan, draft.town).parts)

    assert told[-1].startswith("Todo lo demás: ")
    assert sum(float(part[1].replace(",", ".")) for part in parts) == pytest.approx(whole, abs=0.2)


def test_who_has_nothing_but_a_channel_stands_among_those_who_do_something(draft):
    plan = draft.plan
    channels = tuple(
        replace(item, owner_id=6 if item.kind == "megafonia" else item.owner_id)
        for item in plan.channels
    )
    tasks = tuple(item for item in plan.assignments if item.person_id != 6)
    changed = replace(plan, channels=channels, assignments=tasks)
    source = replace(draft, snapshot=replace(draft.snapshot, plan=changed))

    assert "Policía Local: Megafonía" in boxes(two_pages(source))["Quién hace qué"]


def test_an_empty_plan_says_what_is_missing_in_each_box(sparse):
    found = boxes(two_pages(sparse, "en"))
    assert all(items for items in found.values())
    assert found["Who reviews it"] == ("It is not written yet who reviews the plan and how often.",)


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_word_processors_show_it_in_letters_to_be_read_on_two_pages(
    draft, crowded, tmp_path, suffix
):
    sources = (draft, crowded, changed_titles(draft), changed_titles(crowded), changed_names(draft))
    files = [tmp_path / f"{number}{suffix}" for number in range(len(sources))]
    for file, source in zip(files, sources, strict=True):
        file.write_bytes(render.render(two_pages(source), suffix))
        sizes = {look.name: look.size for look in styles.of(two_pages(source))}
        assert min(sizes["List Bullet"], sizes[looks.TABLE]) >= 10

    taken = pages_in_libreoffice(files, tmp_path)

    assert {name: count for name, count in taken.items() if count != 2} == {}


def test_it_says_whether_it_was_approved(draft, approved, said):
    assert two_pages(draft).watermark
    done = two_pages(approved, "en")
    assert not done.watermark
    assert done.version == 2
    assert "Approved by: Pleno, on 18 December 2026." in said(done)

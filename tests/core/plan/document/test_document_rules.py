"""The rules of use: what the ombudsmen ask of a council that moderates stands in them."""

from dataclasses import replace
from datetime import date

import pytest

from core import catalogue, i18n
from core.documents import render, tree, validate
from core.documents.model import Bullets, Document, Signatures
from core.documents.preview import page_count
from core.documents.rich import Span
from core.i18n import Language
from core.plan import model
from core.plan.document import rules_of_use
from core.plan.document.source import PlanSource
from core.plan.document.uses import rule_lines

BOTH = pytest.mark.parametrize("language", ["es", "en"])


def rules(source: PlanSource, language: Language = "es") -> Document:
    with i18n.language(language):
        return rules_of_use.compose(source, language, date(2026, 11, 25))


def chartered(source: PlanSource, **facts: object) -> PlanSource:
    """The source with some facts of its charter put differently."""
    charter = replace(source.plan.charter, **facts)  # facts as given
    plan = replace(source.plan, charter=charter)
    return replace(source, snapshot=replace(source.snapshot, plan=plan))


@BOTH
def test_it_passes_both_standards_on_two_pages(draft, failures, language):
    pdf = render.render(rules(draft, language), ".pdf")
    assert failures(pdf) == []
    assert page_count(pdf) == 2


@BOTH
def test_as_they_are_proposed_and_in_the_example_they_take_two_pages(store, papers, language):
    with store.read() as connection:
        proposed = catalogue.prepare(connection, "rules-of-use", language, store.clock.today())
    assert page_count(render.render(proposed, ".pdf")) == 2
    assert page_count(papers.printed("rules-of-use", language)) == 2


def test_the_rules_are_numbered_once(draft):
    found = next(
        block
        for block in rules(draft).blocks
        if isinstance(block, Bullets) and "Hable con respeto." in block.items
    )
    assert found.numbered
    assert len(found.items) == 4


def test_rules_may_be_typed_with_dashes_numbers_or_nothing():
    typed = model.Charter(rules="- Una.\n2) Dos.\nTres.\n\n• Cuatro.")
    assert rule_lines(typed) == ("Una.", "Dos.", "Tres.", "Cuatro.")


def test_a_breach_is_warned_proved_hidden_blocked_with_an_end_and_reviewed(draft, said):
    steps = ["Warning.", "Evidence.", "Hiding.", "Time-limited block.", "Review."]
    strong = [span.text for span in tree.find(rules(draft, "en").blocks, Span) if span.strong]
    assert strong == steps
    assert "ombudsman of Spain" in said(rules(draft, "en"))


def test_criticism_stays_and_the_answer_has_its_hours(draft, said):
    assert "Las críticas no se borran." in said(rules(draft))
    assert "en 8\u202fh de oficina como máximo" in said(rules(draft))
    whole = (7, "en un día laborable"), (14, "en 2 días laborables")
    for hours, told in whole:
        assert f"{told} como máximo" in said(rules(chartered(draft, answer_hours=hours)))
    assert "como máximo" not in said(rules(chartered(draft, answer_hours=None)))


def test_the_official_profiles_are_named_with_their_address(draft):
    links = [span.link for span in tree.find(rules(draft).blocks, Span) if span.link]
    assert links == ["https://facebook.com/valdehierro"]


def test_rules_that_nobody_approved_are_not_in_force(draft, said):
    document = rules(chartered(draft, rules_on=None), "en")
    assert document.watermark == "DRAFT"
    assert "Not in force yet" in said(document)
    assert "Not in force yet" in said(rules(chartered(draft, rules_body=""), "en"))
    done = rules(draft, "en")
    assert done.watermark == ""
    assert "Approved by: Pleno, on 30 September 2026." in said(done)


@BOTH
def test_without_rules_profiles_or_contact_it_still_prints(sparse, said, language):
    document = rules(sparse, language)
    assert validate.problems(document) == []
    assert "None" not in said(document)
    assert page_count(render.render(document, ".pdf")) == 2


def test_mayor_and_secretary_sign(draft):
    block = next(block for block in rules(draft).blocks if isinstance(block, Signatures))
    assert [item.name for item in block.items] == ["María Gómez Ruiz", "Antonio Núñez Parra"]


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_it_can_be_made_for_word_processors(draft, suffix):
    assert render.render(rules(draft), suffix).startswith(b"PK")

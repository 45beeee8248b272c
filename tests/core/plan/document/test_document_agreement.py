"""The proposal to the council: each sentence is so on the day on which it is printed."""

from dataclasses import replace

import pytest

from core import i18n
from core.documents.model import Bullets, Document
from core.plan.document import agreement
from core.plan.document.source import PlanSource
from core.plan.model import Version
from core.town.model import BodyKind
from tests.core.plan.document.conftest import TODAY
from tests.core.plan.document.reading import changed, chartered


def proposed(source: PlanSource, last: Version | None = None) -> Document:
    with i18n.language("es"):
        return agreement.compose(source, "es", TODAY, last)


def lists(document: Document) -> list[list[str]]:
    """Background, grounds, agreements."""
    return [
        [str(item) for item in block.items]
        for block in document.blocks
        if isinstance(block, Bullets)
    ]


def test_it_counts_what_the_plan_sets_and_names_who_is_in_charge(draft):
    background, _grounds, agreed = lists(proposed(draft))

    assert background[0] == "No consta una versión anterior del plan que se haya aprobado."
    assert background[1].startswith(
        "El plan fija 2 objetivos generales, 4 objetivos específicos, 6 públicos, 9 canales,"
        " 3 de ellos sin internet."
    )
    assert agreed[2] == (
        "Encargar su ejecución a la Alcaldía y nombrar responsable a Comunicación y, cuando falte,"
        " a Biblioteca."
    )
    assert agreed[-1] == (
        "Dar cuenta al Pleno, en el mes siguiente al 31 de diciembre de 2027, último día del plan,"
        " de lo conseguido."
    )


def test_of_a_plan_that_sets_nothing_yet_it_says_so(sparse):
    background, *_others = lists(proposed(sparse))

    assert background[1] == "Todavía no hay objetivos."


def test_a_version_in_force_is_named_and_replaced(draft, approved):
    background, *_others = lists(proposed(draft, approved.version))

    assert background[0] == (
        "Está en vigor la versión 2 del plan, con fecha de 18 de diciembre de 2026. Esta propuesta"
        " la sustituye."
    )


@pytest.mark.parametrize(
    ("rules", "body", "said", "agreements", "law"),
    [
        ("", "", "Todavía no se han escrito normas de uso", 4, False),
        ("Respeto.", "", "No están aprobadas.", 5, True),
        ("Respeto.", "Pleno", "Aprobación: Pleno, el 30 de septiembre de 2026.", 5, False),
    ],
)
def test_the_rules_are_proposed_only_where_they_are_new(draft, rules, body, said, agreements, law):
    document = proposed(chartered(draft, rules=rules, rules_body=body))
    background, grounds, agreed = lists(document)

    assert said in background[2]
    assert len(agreed) == agreements
    assert any("22.2.d, 49 y 70.2" in ground for ground in grounds) is law
    assert ("y las normas de uso" in document.subtitle) is law


def test_the_electoral_law_is_named_only_where_an_election_falls_into_the_plan(draft):
    def named(source: PlanSource) -> bool:
        return any("5/1985" in ground for ground in lists(proposed(source))[1])

    assert named(draft)
    assert not named(chartered(draft, start_on=None))


def test_nobody_is_put_in_charge_of_a_plan_whose_posts_are_vacant(draft):
    vacant = tuple(replace(person, contact_id=None) for person in draft.plan.people)
    _background, _grounds, agreed = lists(proposed(changed(draft, people=vacant)))

    assert "que nombrará a quien responda del plan" in agreed[2]


def test_another_body_has_neither_mayor_nor_council(draft, said):
    town = replace(draft.town, kind=BodyKind.OTHER, name="Mancomunidad Sierra del Hierro")
    text = said(proposed(replace(draft, snapshot=replace(draft.snapshot, town=town))))

    assert "Pleno" not in text.replace("Aprobación: Pleno", "")
    assert "a la Presidencia" in text

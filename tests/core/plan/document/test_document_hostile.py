"""Whatever was typed or pasted into a plan, its papers print in every format."""

import io
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import docx
import pytest

from core import i18n
from core.documents import render
from core.documents.model import Document
from core.documents.preview import page_count
from core.field_kinds import LINE
from core.plan.document import agreement, annex, plan, rules_of_use, summary
from core.plan.document.pieces import web_link
from core.plan.document.source import PlanSource
from tests.core.odt import Odt, read

TODAY = date(2026, 11, 25)
LONG = "Que todas las personas de los barrios y de las pedanías se enteren a tiempo de lo suyo " * 4
PASTED = "Canal\tPúblico\tHoras\r\nWeb municipal\tMayores\t3,5\r\n- Megafonía\t\t1\v\f\x07\r\n\r\n"
EMOJI = "👩‍👩‍👧 👍🏽 Aviso 📣 市役所 ☎️"
TURNED = "\u202eoiratnemoc\u202c \u200fשלום\u200e مرحبا \u2066x\u2069\ufeff"
RAW = 'a\0b\ud800 #panic() $x$ **no** [x](javascript:y) <b>&amp;</b> {town} %s \\ "'
UNSEEN = "\u200f\u200e \u00ad\n-\n1. \x07"
HOSTILE = (LONG, PASTED, EMOJI, TURNED, RAW, UNSEEN)

_CODES = frozenset({"network", "kind", "suggested", "ine_code", "crest", "rule", "place"})
"""Fields that hold no words of a person."""

Compose = Callable[..., Document]
PAPERS: dict[str, Compose] = {
    "plan": plan.compose,
    "annex": annex.compose,
    "agreement": agreement.compose,
    "summary": summary.compose,
    "rules": rules_of_use.compose,
}


def spoilt(value: Any, *texts: str) -> Any:
    """The same with the texts where a person writes: one by one along a list, else all of them."""
    if isinstance(value, tuple):
        step = len(value)
        return tuple(spoilt(item, *texts[n % len(texts) :: step]) for n, item in enumerate(value))
    if isinstance(value, Enum) or not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        old = getattr(value, field.name)
        if isinstance(old, str) and not isinstance(old, Enum):
            changed[field.name] = old if field.name in _CODES else "\n\n".join(texts)
        else:
            changed[field.name] = spoilt(old, *texts)
    return replace(value, **changed)


def paper(source: PlanSource, name: str, *texts: str) -> Document:
    spoiled = replace(source.snapshot, plan=spoilt(source.plan, *texts))
    spoiled = replace(spoiled, holders=spoilt(source.snapshot.holders, *texts))
    with i18n.language("es"):
        return PAPERS[name](replace(source, snapshot=spoiled), "es", TODAY)


@pytest.mark.parametrize("name", PAPERS)
def test_whatever_was_typed_prints_and_reaches_the_word_processors(draft, failures, name):
    # given four specific objectives more, so that each text is the title of one
    plan = draft.plan
    more = tuple(replace(objective, id=objective.id + 10) for objective in plan.objectives[2:])
    plan = replace(plan, objectives=(*plan.objectives, *more))
    draft = replace(draft, snapshot=replace(draft.snapshot, plan=plan))

    document = paper(draft, name, *HOSTILE)

    made = render.render(document, ".pdf")
    assert failures(made) == []
    assert page_count(made) == 1 if name == "agreement" else page_count(made) >= 2
    word = docx.Document(io.BytesIO(render.render(document, ".docx")))
    odt = Odt(render.render(document, ".odt"))
    assert "👍🏽 Aviso 📣 市役所" in "".join(word.element.body.itertext())
    assert "👍🏽 Aviso 📣 市役所" in read(odt.content)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_summary_keeps_to_two_pages_and_to_both_standards(draft, failures, text):
    made = render.render(paper(draft, "summary", text), ".pdf")

    assert page_count(made) == 2
    assert failures(made) == []


def test_the_summary_keeps_to_two_pages_where_a_title_is_one_word_of_wide_letters(draft):
    made = render.render(paper(draft, "summary", "m" * LINE, "Ana ", "Web"), ".pdf")

    assert page_count(made) == 2


def test_the_lines_of_a_pasted_table_stay_apart(draft, said):
    lines = said(paper(draft, "plan", PASTED)).splitlines()

    assert any(line.split() == ["Web", "municipal", "Mayores", "3,5"] for line in lines)
    assert any(line.split() == ["Megafonía", "1"] for line in lines)


@pytest.mark.parametrize("address", ["[::1", "[x", "https://" + "a" * 2100, "javascript:y", "a b"])
def test_what_no_browser_can_read_is_written_down_and_is_no_link(address):
    assert web_link(address) == ""

"""The rules of use of the profiles: for the Pleno to approve, and to be linked from each profile.

What the ombudsmen ask of a council that moderates (Defensor del Pueblo on Mislata and Villalba de
los Barros; Defensor del Pueblo Andaluz on Cantoria, Martos and Valencina): rules approved and
published, neutral, with the procedure on a breach, reasons, a time limit, review and recourse.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.documents.glyphs import titled
from core.documents.model import (
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Document,
    Heading,
    Para,
    Signatures,
)
from core.documents.rich import Span, Text, rich
from core.i18n import Language, _
from core.plan.document import pieces, uses
from core.plan.document.pieces import Prose, RulesOfUse, web_link
from core.plan.document.plan import signatures
from core.plan.document.source import PlanSource, live
from core.plan.model import Charter
from core.plan.wording import answered_within
from core.store import Connection
from core.town.document import headed


def rules_of_use(connection: Connection, language: Language, today: date) -> Document:
    """The rules as they stand now, in the current language."""
    return compose(live(connection, today), language, today)


def compose(source: PlanSource, language: Language, today: date) -> Document:
    """The rules of `source` in the current language, which is `language`."""
    words = pieces.load(source.town)
    approved = source.plan.charter.rules_body and source.plan.charter.rules_on
    return replace(
        headed(source.town, source.crest, language, today),
        code="PLA-03",
        title=_("Rules of use"),
        subtitle=_("Of the profiles on social media"),
        blocks=tuple(_blocks(source, words, words.texts.rules_of_use)),
        watermark="" if approved else _("DRAFT"),
    )


def _blocks(source: PlanSource, words: Prose, texts: RulesOfUse) -> Iterator[Block]:
    charter = source.plan.charter
    yield Para(words.fill(texts.lead), lead=True)
    yield from _standing(charter, texts)
    yield Heading(1, texts.scope_title)
    yield from _scope(source, words, texts)
    yield Heading(1, texts.expect_title)
    yield Bullets(_expected(charter, words, texts))
    yield Heading(1, texts.rules_title)
    rules = uses.rule_lines(charter)
    yield Bullets(rules, numbered=True) if rules else words.missing("rules")
    yield Heading(1, texts.breach_title)
    yield Bullets(tuple(rich(step) for step in texts.breach), numbered=True)
    yield Para(texts.breach_note)
    yield Heading(1, texts.recourse_title)
    yield Bullets(texts.recourse)
    yield Heading(1, texts.data_title)
    yield Para(words.fill(texts.data))
    yield Heading(1, texts.contact_title)
    yield from _contact(source, words, texts)
    yield Signatures(signatures(source).items[:2])


def _standing(charter: Charter, texts: RulesOfUse) -> Iterator[Block]:
    if charter.rules_body and charter.rules_on:
        yield Para(uses.approval_of_rules(charter))
    else:
        yield Callout(CalloutKind.INFO, _("Not in force yet"), texts.approved_empty)


def _scope(source: PlanSource, words: Prose, texts: RulesOfUse) -> Iterator[Block]:
    """The profiles by name and address; people must be able to tell ours from others."""
    profiles = tuple(
        _profile(channel.title, channel.address)
        for channel in source.plan.channels
        if not channel.offline and web_link(channel.address)
    )
    if not profiles:
        yield Para(words.fill(texts.scope_empty))
        return
    yield Para(words.fill(texts.scope))
    yield Bullets(profiles)


def _profile(title: str, address: str) -> Text:
    return (Span(f"{titled(title)}: "), Span(address.strip(), link=web_link(address)))


def _expected(charter: Charter, words: Prose, texts: RulesOfUse) -> tuple[str, ...]:
    first, *others = texts.expect
    answer = texts.expect_answer
    if charter.answer_hours is not None:
        answer = texts.expect_hours.format(time=answered_within(charter.answer_hours))
    return (first, answer, *(words.fill(text) for text in others))


def _contact(source: PlanSource, words: Prose, texts: RulesOfUse) -> Iterator[Block]:
    known = [channel for channel in source.plan.private_channels if channel.address.strip()]
    if not known:
        yield Para(words.fill(texts.contact_empty))
        return
    yield Bullets(
        tuple(
            ". ".join(filter(None, (f"{titled(channel.title)}: {channel.address}", channel.hours)))
            for channel in known
        )
    )

"""Listening and answering, the rules of use, and what is done after a mistake."""

from collections.abc import Iterator

from core import i18n
from core.documents.imprint import day_in_words
from core.documents.model import Block, Bullets, Cell, Column, Para, Table
from core.fields import label
from core.i18n import _
from core.numbers import hours
from core.plan.document.pieces import named, proposed, said, section, text_of, written
from core.plan.document.prose import Prose
from core.plan.document.source import Source
from core.plan.model import Charter, PrivateChannel


def chapter(source: Source, prose: Prose) -> list[Block]:
    """How people are answered, under which rules, and how mistakes are put right."""
    charter = source.plan.charter
    return [
        *prose.head(1, "listening"),
        *(text_of(charter, "answering") or [prose.missing("listening")]),
        *_deadline(charter),
        *_private(source, prose),
        *_rules(charter, prose),
        *section(prose, 2, "corrections", charter, "corrections"),
    ]


def _deadline(charter: Charter) -> Iterator[Block]:
    if charter.answer_hours is not None:
        yield from proposed(charter, "answer_hours")
        yield Para(
            _("A question is answered within {hours} of office hours.").format(
                hours=hours(charter.answer_hours)
            )
        )


def _private(source: Source, prose: Prose) -> Iterator[Block]:
    if not source.plan.private_channels:
        yield from prose.empty(2, "private")
        return
    yield from prose.head(2, "private")
    columns = (
        Column(_("Channel"), 1.6),
        Column(label(PrivateChannel, "address"), 2.2),
        Column(label(PrivateChannel, "hours"), 1.7),
        Column(label(PrivateChannel, "person_id"), 1.6),
    )
    rows = tuple(_row(source, one) for one in source.plan.private_channels)
    yield Table(columns, rows, _("Private channels"), row_header=True)


def _row(source: Source, one: PrivateChannel) -> tuple[Cell, ...]:
    return (
        named(one.title, one.suggested),
        said(one.address),
        said(one.hours),
        said(source.post(one.person_id)),
    )


def _rules(charter: Charter, prose: Prose) -> Iterator[Block]:
    rules = rule_lines(charter)
    if not rules:
        yield from prose.empty(2, "rules")
        return
    yield from prose.head(2, "rules")
    yield from proposed(charter, "rules")
    yield Para(approval_of_rules(charter))
    yield Bullets(rules, numbered=True)


def approval_of_rules(charter: Charter) -> str:
    """Who approved the rules of use, and when; or that nobody has yet."""
    if charter.rules_body and charter.rules_on:
        return _("Approved by: {body}, on {day}.").format(
            body=charter.rules_body, day=day_in_words(charter.rules_on, i18n.current())
        )
    return _("They are not approved yet.")


def rule_lines(charter: Charter) -> tuple[str, ...]:
    """The rules of use, one by one, without the numbers they may have been typed with."""
    found: list[str] = []
    for block in written(charter.rules):
        if isinstance(block, Bullets):
            found += [str(item) for item in block.items]
        elif isinstance(block, Para):
            found.append(str(block.text))
    return tuple(found)

"""What the channels are used for and in which tone; listening, answering, mistakes."""

from collections.abc import Iterator, Sequence

from core.days import long_day
from core.documents.model import Align, Block, Bullets, Cell, Column, Line, Para, Style, Table, cell
from core.documents.rich import Span
from core.fields import label
from core.i18n import _
from core.numbers import percent
from core.plan.document.pieces import (
    GAP,
    Prose,
    marked_once,
    named,
    proposed,
    said,
    section,
    sheet,
    text_of,
    written,
)
from core.plan.document.source import PlanSource
from core.plan.labels import language_policy_label, use_label
from core.plan.model import Audience, Channel, Charter, PrivateChannel, Use
from core.plan.wording import answered_within
from core.town.model import language_names


def writing(source: PlanSource, prose: Prose) -> list[Block]:
    """What holds for every post: languages, images, accessibility."""
    charter = source.plan.charter
    return [
        *prose.head(1, "writing"),
        *prose.head(2, "languages"),
        *_languages(source),
        *section(prose, 2, "images", charter, "images"),
        *section(prose, 2, "accessibility", charter, "accessibility"),
    ]


def chapter(source: PlanSource, prose: Prose) -> list[Block]:
    """Uses with their examples, and style."""
    return [*_uses(source, prose), *section(prose, 2, "style", source.plan.charter, "style")]


def wanted(source: PlanSource) -> list[Use]:
    """The uses that the town has chosen: those with a share, channels, or examples."""
    return [use for use in source.plan.uses if use.share or use.channels or use.examples.strip()]


def _uses(source: PlanSource, prose: Prose) -> Iterator[Block]:
    chosen = wanted(source)
    if not chosen:
        yield from prose.empty(1, "uses")
        return
    yield from prose.head(1, "uses")
    columns = (
        Column(_("Use"), 1.8),
        Column(label(Use, "share"), 1.5, Align.END),
        Column(label(Use, "channels"), 2.3),
        Column(label(Use, "audiences"), 2.6),
    )
    table = Table(
        columns,
        tuple(_row(source, use) for use in chosen),
        _("How the posts are shared out"),
        row_header=True,
    )
    shared = all(use.share is not None for use in chosen)
    yield from marked_once(table, *([_total(chosen)] if shared else []))
    others = [use_label(use.name) for use in source.plan.uses if use not in chosen]
    if others:
        yield Para(_("Not used for: {uses}.").format(uses=", ".join(others)))
    if examples := sheet((use_label(use.name), use.examples) for use in chosen):
        yield Para((Span(label(Use, "examples"), strong=True),))
        yield from examples


def _row(source: PlanSource, use: Use) -> tuple[Cell, ...]:
    return (
        named(use_label(use.name), use.suggested),
        said(percent(use.share) if use.share is not None else None),
        said(_all_or(source.channels(use.channels), use.channels, source.plan.channels)),
        said(_all_or(source.audiences(use.audiences), use.audiences, source.plan.audiences)),
    )


def _total(chosen: list[Use]) -> tuple[Cell, ...]:
    total = percent(sum(use.share or 0 for use in chosen))
    return (
        cell(Line(_("In all"), Style.STRONG)),
        cell(Line(total, Style.STRONG)),
        cell(GAP),
        cell(GAP),
    )


def _all_or(names: str, ids: tuple[int, ...], there: Sequence[Channel | Audience]) -> str:
    """The names; one word where they are all there are, and several."""
    everything = len(there) > 1 and {channel.id for channel in there} <= set(ids)
    return _("All of them") if everything else names


def _languages(source: PlanSource) -> Iterator[Block]:
    charter = source.plan.charter
    names = language_names(source.town.languages, source.town.region)
    several = len(source.town.languages) > 1
    policy = f" {language_policy_label(charter.language_policy)}." if several else ""
    yield Para(f"{names}.{policy}")
    yield from text_of(charter, "language_note")


def answering(source: PlanSource, prose: Prose) -> list[Block]:
    """How soon people are answered and under which rules; the rest is on papers of its own."""
    charter = source.plan.charter
    return [*prose.head(1, "answering"), *_deadline(charter), *_rules(charter, prose)]


def dialogue(source: PlanSource, prose: Prose) -> list[Block]:
    """How people are answered, step by step, and how mistakes are put right."""
    charter = source.plan.charter
    return [
        *prose.head(1, "listening"),
        *(text_of(charter, "answering") or [prose.missing("listening")]),
        *_private(source, prose),
        *section(prose, 2, "corrections", charter, "corrections"),
    ]


def _deadline(charter: Charter) -> Iterator[Block]:
    if charter.answer_hours is not None:
        yield from proposed(charter, "answer_hours")
        yield Para(
            _("Questions are answered within {time}.").format(
                time=answered_within(charter.answer_hours)
            )
        )


def _private(source: PlanSource, prose: Prose) -> Iterator[Block]:
    if not source.plan.private_channels:
        yield from prose.empty(2, "private")
        return
    yield from prose.head(2, "private")
    columns = (
        Column(_("Channel"), 1.4),
        Column(label(PrivateChannel, "address"), 2.8),
        Column(label(PrivateChannel, "hours"), 1.5),
        Column(label(PrivateChannel, "person_id"), 1.4),
    )
    rows = tuple(_channel_row(source, channel) for channel in source.plan.private_channels)
    yield from marked_once(Table(columns, rows, _("Private channels"), row_header=True))


def _channel_row(source: PlanSource, channel: PrivateChannel) -> tuple[Cell, ...]:
    return (
        named(channel.title, channel.suggested),
        said(channel.address),
        said(channel.hours),
        said(source.post(channel.person_id)),
    )


def _rules(charter: Charter, prose: Prose) -> Iterator[Block]:
    if not rule_lines(charter):
        yield prose.missing("rules")
        return
    yield from prose.head(2, "rules")
    yield from proposed(charter, "rules")
    yield Para(approval_of_rules(charter))


def approval_of_rules(charter: Charter) -> str:
    """Who approved the rules of use, and when; or that nobody has yet."""
    if charter.rules_body and charter.rules_on:
        return _("Approved by: {body}, on {day}.").format(
            body=charter.rules_body, day=long_day(charter.rules_on)
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

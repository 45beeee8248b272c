"""What the channels are used for, in which languages, and how things are said and shown."""

from collections.abc import Iterator, Sequence

from core.documents.model import Align, Block, Cell, Column, Line, Para, Style, Table, cell
from core.fields import label
from core.i18n import _
from core.numbers import percent
from core.plan.document.pieces import GAP, named, said, section, sheet, text_of
from core.plan.document.prose import Prose
from core.plan.document.source import Source
from core.plan.labels import language_policy_label, use_label
from core.plan.model import Audience, Channel, Use
from core.town.model import language_name


def chapter(source: Source, prose: Prose) -> list[Block]:
    """Uses with their examples, languages, style, images, accessibility."""
    charter = source.plan.charter
    return [
        *_uses(source, prose),
        *prose.head(2, "languages"),
        *_languages(source),
        *section(prose, 2, "style", charter, "style"),
        *section(prose, 2, "images", charter, "images"),
        *section(prose, 2, "accessibility", charter, "accessibility"),
    ]


def wanted(source: Source) -> list[Use]:
    """The uses that the town has chosen: those with a share, channels, or examples."""
    return [one for one in source.plan.uses if one.share or one.channels or one.examples.strip()]


def _uses(source: Source, prose: Prose) -> Iterator[Block]:
    chosen = wanted(source)
    if not chosen:
        yield from prose.empty(1, "uses")
        return
    yield from prose.head(1, "uses")
    columns = (
        Column(_("Use"), 1.8),
        Column(label(Use, "share"), 1.3, Align.END),
        Column(label(Use, "channels"), 2.3),
        Column(label(Use, "audiences"), 2.8),
    )
    rows = [_row(source, one) for one in chosen]
    if all(one.share is not None for one in chosen):
        rows.append(_total(chosen))
    yield Table(columns, tuple(rows), _("How the posts are shared out"), row_header=True)
    others = [use_label(one.name) for one in source.plan.uses if one not in chosen]
    if others:
        yield Para(_("Not used for: {uses}.").format(uses=", ".join(others)))
    yield from sheet(
        _("Use"), label(Use, "examples"), ((use_label(one.name), one.examples) for one in chosen)
    )


def _row(source: Source, one: Use) -> tuple[Cell, ...]:
    return (
        named(use_label(one.name), one.suggested),
        said(percent(one.share) if one.share is not None else None),
        said(_all_or(source.channels(one.channels), one.channels, source.plan.channels)),
        said(_all_or(source.audiences(one.audiences), one.audiences, source.plan.audiences)),
    )


def _total(chosen: list[Use]) -> tuple[Cell, ...]:
    total = percent(sum(one.share or 0 for one in chosen))
    return (
        cell(Line(_("In all"), Style.STRONG)),
        cell(Line(total, Style.STRONG)),
        cell(GAP),
        cell(GAP),
    )


def _all_or(names: str, ids: tuple[int, ...], there: Sequence[Channel | Audience]) -> str:
    """The names; one word where they are all there are, and several."""
    everything = len(there) > 1 and {one.id for one in there} <= set(ids)
    return _("All of them") if everything else names


def _languages(source: Source) -> Iterator[Block]:
    charter = source.plan.charter
    names = ", ".join(language_name(code) for code in source.town.languages)
    yield Para(
        _("Languages of publication: {languages}. {policy}.").format(
            languages=names, policy=language_policy_label(charter.language_policy)
        )
    )
    yield from text_of(charter, "language_note")

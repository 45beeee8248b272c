"""The audiences: all in a table, then a sheet each."""

from core.documents.model import Align, Block, Cell, Column, Table
from core.fields import label
from core.i18n import _
from core.numbers import number
from core.plan.document.pieces import heading, named, said, sheet
from core.plan.document.prose import Prose
from core.plan.document.source import Source
from core.plan.kinds import Reach
from core.plan.labels import reach_label
from core.plan.model import Audience


def chapter(source: Source, prose: Prose) -> list[Block]:
    """Whom the plan speaks to."""
    if not source.plan.audiences:
        return prose.empty(1, "audiences")
    blocks = [*prose.head(1, "audiences"), _table(source), *prose.head(2, "audience_sheets")]
    for one in source.plan.audiences:
        blocks += [heading(3, one.title), *_sheet(one)]
    return blocks


def _table(source: Source) -> Table:
    columns = (
        Column(_("Audience"), 2.4),
        Column(label(Audience, "size"), 1.0, Align.END),
        Column(_("Where most of it is"), 3.4),
    )
    rows = tuple(_row(source, one) for one in source.plan.audiences)
    return Table(columns, rows, _("The audiences of this plan"), row_header=True)


def _row(source: Source, one: Audience) -> tuple[Cell, ...]:
    return (named(one.title, one.suggested), said(_size(one)), said(_best(source, one)))


def _best(source: Source, one: Audience) -> str:
    """The channels that most of it is on; those with some of it where there is none of those."""
    for reach in (Reach.MANY, Reach.SOME, Reach.FEW):
        if found := _on(source, one, reach):
            return found if reach is Reach.MANY else f"{found} ({reach_label(reach)})"
    return ""


def _on(source: Source, one: Audience, reach: Reach) -> str:
    """The channels on which just so much of an audience is."""
    wanted = tuple(
        item.channel_id
        for item in source.plan.presences
        if item.audience_id == one.id and item.reach is reach
    )
    return source.channels(wanted)


def _size(one: Audience) -> str:
    return "" if one.size is None else number(one.size)


def _sheet(one: Audience) -> list[Block]:
    """What is known of it; where it is stands in the chapter of the channels."""
    fields = ("sociodemographic", "socioeconomic", "psychographic", "services")
    rows = ((label(Audience, field), getattr(one, field)) for field in fields)
    return sheet(_("Item"), _("What is known"), rows, one.suggested)

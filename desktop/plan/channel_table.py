"""What the table of channels and audiences shows."""

from PySide6.QtCore import QLocale

from core.i18n import _, pgettext
from core.numbers import number
from core.plan.kinds import Reach
from core.plan.labels import reach_label
from core.plan.model import Audience, Channel, Plan
from core.plan.workload import channel_hours
from desktop.theme.tokens import Tone
from desktop.widgets.matrix import CellValue, Choice, MatrixColumn, MatrixRow

_TENTH = 0.1


def choices() -> list[Choice]:
    """How much of an audience is on a channel, with the figure that sets it and stands for it."""
    tones = {Reach.FEW: Tone.NEUTRAL, Reach.SOME: Tone.BRAND, Reach.MANY: Tone.BRAND}
    found = [Choice(Reach.NONE, "0", reach_words(Reach.NONE), reach_label(Reach.NONE))]
    for key, reach in enumerate((Reach.FEW, Reach.SOME, Reach.MANY), start=1):
        found.append(
            Choice(
                reach,
                str(key),
                reach_label(reach),
                str(key),
                tones[reach],
                strong=reach is Reach.MANY,
            )
        )
    return found


def reach_words(reach: Reach) -> str:
    """As `reach_label`, with a word where the table shows a dash."""
    return pgettext("audience", "nobody") if reach is Reach.NONE else reach_label(reach)


def rows(plan: Plan) -> list[MatrixRow]:
    """A row for each channel; one that reaches no audience is marked."""
    known = {one.id for one in plan.audiences}
    reaching = {
        one.channel_id
        for one in plan.presences
        if one.reach is not Reach.NONE and one.audience_id in known
    }
    return [_row(one, reaches=one.id in reaching) for one in plan.channels]


def columns(plan: Plan) -> list[MatrixColumn]:
    """A column for each audience."""
    return [_column(one) for one in plan.audiences]


def _row(channel: Channel, *, reaches: bool) -> MatrixRow:
    takes = channel_hours(channel)
    trailing = _in_tenths(takes) if takes else "–"
    if reaches:
        return MatrixRow(channel.id, channel.title, trailing)
    note = _("It reaches no audience of the plan.")
    return MatrixRow(channel.id, channel.title, trailing, Tone.YELLOW, note)


def _in_tenths(takes: float) -> str:
    """One decimal always, for figures that stand below each other; rounded as their sum is."""
    tenths = round(takes, 1)
    words = _("{hours} h") if tenths else _("under {hours} h")
    return words.format(hours=QLocale().toString(tenths or _TENTH, "f", 1))


def _column(audience: Audience) -> MatrixColumn:
    if audience.size is None:
        return MatrixColumn(audience.id, audience.title)
    tip = _("about {count} people").format(count=number(audience.size))
    return MatrixColumn(audience.id, audience.title, tip)


def cells(plan: Plan) -> dict[tuple[int, int], CellValue]:
    """What is known of each channel and audience, by their ids."""
    return {
        (one.channel_id, one.audience_id): CellValue(one.reach, one.evidence)
        for one in plan.presences
    }

"""What the crisis desk asks for: what would fail today."""

from core.crisis.readiness import Gap, GapKind
from desktop.readiness_targets import action, place
from desktop.today.matter import Matter, Weight, minutes

_IN_OTHER_LINES = (
    GapKind.NO_PHONE, GapKind.UNVERIFIED, GapKind.OLD_NOTEBOOK,
)  # fmt: skip
"""Hoy has a line of its own for these already."""

_WAITED_FOR = (GapKind.LEFT_OPEN, GapKind.BLOCK_DUE)
"""Words that are out, people who wait for an answer, somebody who may not speak."""

_TAKES = {
    GapKind.NO_NOTEBOOK: "notebook",
    GapKind.NO_DRILL: "drill",
    GapKind.NO_OFFLINE: "one-choice",
    GapKind.NO_PRIVATE: "one-choice",
    GapKind.BLOCK_DUE: "one-choice",
}


def crisis_matters(found: list[Gap]) -> list[Matter]:
    """A line for each gap that has none of its own yet."""
    return [_gap(gap) for gap in found if gap.kind not in _IN_OTHER_LINES]


def _weight(gap: Gap) -> Weight:
    if gap.kind in _WAITED_FOR:
        return Weight.WAITED_FOR
    return Weight.GRAVE if gap.grave else Weight.CAN_WAIT


def _gap(gap: Gap) -> Matter:
    page, target = place(gap)
    takes = _TAKES.get(gap.kind)
    return Matter(
        f"gap-{gap.kind}-{gap.about}",
        gap.sentence.rstrip("."),
        gap.why,
        action(gap),
        _weight(gap),
        page,
        target,
        minutes=minutes(takes) if takes else None,
    )

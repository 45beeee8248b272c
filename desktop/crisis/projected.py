"""How large the projector mode is."""

from desktop.theme.theme import current

_ENOUGH = 110
"""Percent of zoom above which the letters need less enlarging."""


def enlarged(scale: float) -> float:
    """How much larger than elsewhere: `scale`, or less where the zoom has done its part."""
    return max(1.0, min(scale, scale * _ENOUGH / current().zoom))

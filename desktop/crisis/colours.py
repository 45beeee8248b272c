"""The colours that only the desk has: the ground of a level, the bar of a phase."""

from dataclasses import dataclass

from desktop.theme.theme import current
from desktop.theme.tokens import LIGHT, Tone


@dataclass(frozen=True)
class Ground:
    """A ground with what stands on it."""

    ground: str
    ink: str
    line: str


def level_ground(tone: Tone) -> Ground:
    """The banner of a level: the same strong colour by day and by night, white on it."""
    tokens = current().tokens
    if tokens.name == "contrast":
        return Ground(tokens.surface, tokens.ink, tokens.ink)
    strong = LIGHT.pair(tone).foreground
    return Ground(strong, "#FFFFFF", strong)


def phase_ground() -> Ground:
    """The bar of a phase: dark in both themes, so that it divides and does not glare."""
    tokens = current().tokens
    if tokens.name == "dark":
        return Ground(tokens.line, tokens.ink, tokens.line)
    return Ground(tokens.ink, tokens.surface, tokens.ink)

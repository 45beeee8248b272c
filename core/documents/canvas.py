"""What every chart is drawn on: its colours, its axes, and words beside its marks."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

POINTS = 72
"""Of an inch."""


@dataclass(frozen=True)
class Palette:
    """Colours of a chart as `#rrggbb`; `accent` for what was measured, `alert` for what warns."""

    ground: str
    ink: str
    muted: str
    line: str
    accent: str
    tint: str
    alert: str


PAPER = Palette("#FFFFFF", "#16202B", "#556373", "#C3CDD7", "#1D4E79", "#E2E9F1", "#A3182D")


def axes(drawing: "Drawing", palette: Palette, left: float, right: float, top: float) -> "Axes":
    """Axes with these margins in points, and 20 below for the days."""
    wide, high = (float(side) * POINTS for side in drawing.get_size_inches())
    box = (left / wide, 20 / high, 1 - (left + right) / wide, 1 - (20 + top) / high)
    made = drawing.add_axes(box, facecolor=palette.ground)
    made.tick_params(colors=palette.muted, length=0, pad=5, labelsize=8.5)
    made.spines[["top", "right", "left"]].set_visible(False)
    made.spines["bottom"].set_color(palette.muted)
    return made


def write(
    axes: "Axes",
    place: tuple[float, float],
    words: str,
    colour: str,
    shift: tuple[float, float],
    side: str,
) -> None:
    """Words next to a mark at `place`, `shift` points away."""
    axes.annotate(
        words, place, xytext=shift, textcoords="offset points", ha=side, va="center", color=colour,
        weight=600, zorder=7, annotation_clip=False,
        # Where no place is free, the words stay readable on what they cover.
        bbox={"facecolor": axes.get_facecolor(), "linewidth": 0, "pad": 0.5},
    )  # fmt: skip

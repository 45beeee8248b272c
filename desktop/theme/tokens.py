"""The colours and measures of the program, in one place.

Colours are `#rrggbb`; lengths are pixels at 100 % zoom. Every text pair holds a contrast of 4.5 and
every control 3 (WCAG 2, success criteria 1.4.3 and 1.4.11); a test says so.
"""

from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Tone(StrEnum):
    """What a colour says; four of them are the levels of an incident."""

    NEUTRAL = "neutral"
    BRAND = "brand"
    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class LevelSign(StrEnum):
    """Shape that says the same as the colour, for whoever does not see the colour."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    SQUARE = "square"


SIGNS = MappingProxyType(
    {
        Tone.NEUTRAL: LevelSign.CIRCLE,
        Tone.BRAND: LevelSign.CIRCLE,
        Tone.GREEN: LevelSign.CIRCLE,
        Tone.YELLOW: LevelSign.DIAMOND,
        Tone.ORANGE: LevelSign.TRIANGLE,
        Tone.RED: LevelSign.SQUARE,
    }
)


class Pair(NamedTuple):
    """A text colour, the ground it stands on, and the hairline around it."""

    foreground: str
    background: str
    line: str


class Tokens(NamedTuple):
    """One theme. `control` outlines what can be operated, `line` only divides."""

    name: str
    window: str
    surface: str
    ink: str
    muted: str
    line: str
    control: str
    hover: str
    brand: str
    brand_hover: str
    on_brand: str
    accent: str
    tint: str
    on_tint: str
    selection_ink: str
    danger: str
    on_danger: str
    mark: str
    on_mark: str
    neutral: Pair
    tinted: Pair
    green: Pair
    yellow: Pair
    orange: Pair
    red: Pair
    solid_neutral: str = "#556373"
    solid_green: str = "#1E7B4B"
    solid_yellow: str = "#7A5600"
    solid_orange: str = "#A84600"
    solid_red: str = "#A3182D"
    on_solid: str = "#FFFFFF"
    """A band is of its level in every theme."""

    def solid(self, tone: Tone) -> str:
        """The ground of a band that is all of a level."""
        return str(getattr(self, f"solid_{tone}"))

    def pair(self, tone: Tone) -> Pair:
        """The colours of a tone."""
        pairs: dict[Tone, Pair] = {
            Tone.NEUTRAL: self.neutral,
            Tone.BRAND: self.tinted,
            Tone.GREEN: self.green,
            Tone.YELLOW: self.yellow,
            Tone.ORANGE: self.orange,
            Tone.RED: self.red,
        }
        return pairs[tone]


SMALL, BODY, FACT, SECTION, TITLE, FIGURE, DIALLED = 12, 14, 16, 18, 22, 34, 56
PROJECTED = 20
"""What is read from the last row of the room; its questions are as large as figures."""
TITLE_WEIGHT = 650
RADIUS, CARD_RADIUS = 8, 12
FIELD_SIDE = 9
"""Left and right of what is typed."""
TARGET = 32
ROW = 44
PAGE_LEFT = PAGE_RIGHT = 28
PAGE_TOP, PAGE_BOTTOM = 18, 16
CONTENT_MAX, FORM_WIDTH = 1110, 720
"""A page is as wide as one of these, at most."""
BAR = 12
"""Width of a scroll bar."""
GUTTER = 16
"""What a ground that scrolls keeps at its right, for its bar and the air before it."""
ICON = 18

LIGHT = Tokens(
    name="light",
    window="#F5F7F9",
    surface="#FFFFFF",
    ink="#16202B",
    muted="#556373",
    line="#D9DFE6",
    control="#768492",
    hover="#EFF3F6",
    brand="#1D4E79",
    brand_hover="#163F63",
    on_brand="#FFFFFF",
    accent="#1D4E79",
    tint="#E7EFF7",
    on_tint="#1D4E79",
    selection_ink="#16202B",
    danger="#A3182D",
    on_danger="#FFFFFF",
    mark="#FFE8A3",
    on_mark="#16202B",
    neutral=Pair("#556373", "#EBEFF3", "#C3CCD5"),
    tinted=Pair("#1D4E79", "#E7EFF7", "#A9C4DE"),
    green=Pair("#1E7B4B", "#E3F3EA", "#A6D3BA"),
    yellow=Pair("#7A5600", "#FFF3CC", "#E3CB80"),
    orange=Pair("#A84600", "#FFE9D8", "#EAB08A"),
    red=Pair("#A3182D", "#FBE5E8", "#E5A3AE"),
)

DARK = Tokens(
    name="dark",
    window="#12171D",
    surface="#1A2129",
    ink="#E8EDF2",
    muted="#9FB0C0",
    line="#2E3843",
    control="#738292",
    hover="#232C36",
    brand="#7FB2E5",
    brand_hover="#9BC4ED",
    on_brand="#0F1B27",
    accent="#7FB2E5",
    tint="#1E2F40",
    on_tint="#7FB2E5",
    selection_ink="#E8EDF2",
    danger="#FF6B81",
    on_danger="#2A0A10",
    mark="#5C4A10",
    on_mark="#FFF3CC",
    neutral=Pair("#9FB0C0", "#26303A", "#44515E"),
    tinted=Pair("#7FB2E5", "#1E2F40", "#3B5B7B"),
    green=Pair("#77D6A0", "#17362A", "#2F6A4C"),
    yellow=Pair("#F0CB5E", "#3B3114", "#6E5B22"),
    orange=Pair("#FFB07C", "#43291A", "#7F4C2C"),
    red=Pair("#FF6B81", "#4E1420", "#9A3A4A"),
)


def luminance(colour: str) -> float:
    """Relative luminance of a colour, 0 to 1 (WCAG 2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    dark, light = sorted((luminance(text), luminance(other)))
    return (light + 0.05) / (dark + 0.05)

"""Everyone can read it: contrast of every pair in every theme (WCAG 2, 1.4.3 and 1.4.11)."""

import math
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QPalette

from desktop.theme.high_contrast import high_contrast
from desktop.theme.tokens import DARK, LIGHT, SIGNS, Tone, contrast

TEXT, CONTROL = 4.5, 3.0


def system_palette(window: str, text: str, highlight: str, highlighted: str) -> QPalette:
    palette = QPalette()
    for role, colour in {
        QPalette.ColorRole.Window: window,
        QPalette.ColorRole.Base: window,
        QPalette.ColorRole.Text: text,
        QPalette.ColorRole.Highlight: highlight,
        QPalette.ColorRole.HighlightedText: highlighted,
    }.items():
        palette.setColor(role, QColor(colour))
    return palette


AQUATIC = high_contrast(system_palette("#202020", "#ffffff", "#8ee3f0", "#263b50"))
DESERT = high_contrast(system_palette("#fffaef", "#3d3d3d", "#903909", "#fff5e3"))
PLAIN = high_contrast(system_palette("#efefef", "#444444", "#308cc6", "#ffffff"))
THEMES = [LIGHT, DARK, AQUATIC, DESERT, PLAIN]

themes = pytest.mark.parametrize("tokens", THEMES, ids=lambda tokens: tokens.name)


def test_black_on_white_has_the_greatest_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@themes
def test_text_can_be_read_on_every_ground(tokens):
    pairs = [
        (text, ground)
        for text in (tokens.ink, tokens.muted, tokens.accent)
        for ground in (tokens.window, tokens.surface, tokens.hover)
    ]
    pairs += [
        (tokens.on_brand, tokens.brand),
        (tokens.on_brand, tokens.brand_hover),
        (tokens.on_tint, tokens.tint),
        (tokens.selection_ink, tokens.tint),
        (tokens.danger, tokens.surface),
        (tokens.danger, tokens.window),
        (tokens.on_danger, tokens.danger),
        (tokens.on_mark, tokens.mark),
        (tokens.muted, tokens.line) if tokens.name != "contrast" else (tokens.ink, tokens.surface),
    ]
    unreadable = [pair for pair in pairs if contrast(*pair) < TEXT]
    assert unreadable == []


@themes
@pytest.mark.parametrize("tone", list(Tone))
def test_levels_can_be_read_on_their_ground_and_beside_it(tokens, tone):
    pair = tokens.pair(tone)
    assert contrast(pair.foreground, pair.background) >= TEXT
    assert contrast(pair.foreground, tokens.surface) >= TEXT
    # The ink of a banner stands on the same ground.
    assert contrast(tokens.ink, pair.background) >= TEXT
    assert contrast(tokens.muted, pair.background) >= TEXT


@themes
@pytest.mark.parametrize("tone", [Tone.GREEN, Tone.YELLOW, Tone.ORANGE, Tone.RED])
def test_a_band_of_a_level_can_be_read_and_is_the_same_in_every_theme(tokens, tone):
    assert contrast(tokens.on_solid, tokens.solid(tone)) >= TEXT
    assert tokens.solid(tone) == LIGHT.pair(tone).foreground


@themes
def test_what_can_be_operated_stands_out(tokens):
    for ground in (tokens.window, tokens.surface):
        assert contrast(tokens.control, ground) >= CONTROL
        assert contrast(tokens.accent, ground) >= CONTROL
        assert contrast(tokens.brand, ground) >= CONTROL


@pytest.mark.parametrize("tokens", [AQUATIC, DESERT, PLAIN], ids=["aquatic", "desert", "plain"])
def test_a_marked_word_is_not_taken_for_what_is_chosen(tokens):
    assert tokens.mark not in (tokens.tint, tokens.brand, tokens.surface, tokens.window)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_no_level_is_taken_for_the_next_by_its_colour(tokens):
    levels = [tokens.green, tokens.yellow, tokens.orange, tokens.red]
    for one, other in pairwise(levels):
        assert apart(one.foreground, other.foreground) >= 30
        assert apart(one.background, other.background) >= 10
    if tokens is DARK:
        # Light letters on a dark ground are told apart less easily than dark ones.
        assert apart(tokens.orange.foreground, tokens.red.foreground) >= 40


def apart(one: str, other: str) -> float:
    """How different two colours look, in the units of CIE 1976 L*a*b*."""
    return math.dist(_lab(one), _lab(other))


def _lab(colour: str) -> tuple[float, float, float]:
    """By its lightness and its two hues, in daylight."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    weights = [(0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8728)]
    x, y, z = (math.cbrt(sum(w * c for w, c in zip(row, linear, strict=True))) for row in weights)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_each_level_has_a_sign_of_its_own():
    levels = [Tone.GREEN, Tone.YELLOW, Tone.ORANGE, Tone.RED]
    assert len({SIGNS[tone] for tone in levels}) == 4


def test_high_contrast_keeps_the_colours_of_the_person():
    assert (AQUATIC.surface, AQUATIC.ink, AQUATIC.brand) == ("#202020", "#ffffff", "#8ee3f0")


def test_high_contrast_mends_a_palette_that_is_not_one():
    assert contrast("#ffffff", "#308cc6") < TEXT
    assert PLAIN.on_brand == "#000000"

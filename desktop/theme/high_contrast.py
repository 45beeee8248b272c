"""The third theme: the colours the person chose in the system, kept readable."""

from PySide6.QtGui import QPalette

from desktop.theme.tokens import Pair, Tokens, contrast

ENOUGH = 7.0  # WCAG 2, 1.4.6


def high_contrast(palette: QPalette) -> Tokens:
    """Tokens from the system palette; a pair that does not reach 7 gets black or white text."""
    window = palette.color(QPalette.ColorRole.Window).name()
    surface = palette.color(QPalette.ColorRole.Base).name()
    ink = _readable(palette.color(QPalette.ColorRole.Text).name(), surface)
    if contrast(ink, window) < ENOUGH:
        window = surface
    brand = palette.color(QPalette.ColorRole.Highlight).name()
    if contrast(brand, surface) < 3:
        brand = ink
    on_brand = _readable(palette.color(QPalette.ColorRole.HighlightedText).name(), brand)
    plain = Pair(ink, surface, ink)
    return Tokens(
        name="contrast",
        window=window,
        surface=surface,
        ink=ink,
        muted=ink,
        line=ink,
        control=ink,
        hover=surface,
        brand=brand,
        brand_hover=brand,
        on_brand=on_brand,
        accent=ink,
        tint=brand,
        on_tint=on_brand,
        selection_ink=on_brand,
        danger=ink,
        on_danger=surface,
        # The other way round: what is chosen has the ground of the system already.
        mark=ink,
        on_mark=surface,
        neutral=plain,
        tinted=plain,
        green=plain,
        yellow=plain,
        orange=plain,
        red=plain,
    )


def _readable(wanted: str, ground: str) -> str:
    if contrast(wanted, ground) >= ENOUGH:
        return wanted
    return max("#000000", "#ffffff", key=lambda colour: contrast(colour, ground))

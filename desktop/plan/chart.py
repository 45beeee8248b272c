"""Charts of the plan in the colours of the theme that is on."""

from core.documents.canvas import Palette
from desktop.theme.theme import current


def palette() -> Palette:
    """The colours of a chart on a card."""
    tokens = current().tokens
    return Palette(
        ground=tokens.surface,
        ink=tokens.ink,
        muted=tokens.muted,
        line=tokens.line,
        accent=tokens.accent,
        tint=tokens.tint,
        alert=tokens.danger,
    )

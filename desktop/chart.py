"""Charts in the colours of the theme that is on."""

from core.documents.charts import Chart
from core.documents.figures.canvas import Palette
from desktop.theme.theme import current
from desktop.widgets.chart_view import Render


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


def render_of(chart: Chart) -> Render:
    """How a chart view draws a chart, in the theme that is on when it does."""

    def render(width: int, height: int, _dark: bool, ratio: float) -> bytes:
        from core.documents.figures import drawing

        pixels = round(width * ratio), round(height * ratio)
        return drawing.png(chart, *pixels, palette(), ratio)

    return render

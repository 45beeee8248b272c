"""Where figures are from, under each of them."""

from core.documents.model import Para
from core.i18n import _


def source(text: str) -> Para:
    """`Source: …`, for the figures above it."""
    return Para(_("Source: {source}.").format(source=text))

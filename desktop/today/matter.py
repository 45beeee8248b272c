"""One thing that needs the person."""

from dataclasses import dataclass

from desktop.theme.tokens import Tone


@dataclass(frozen=True)
class Matter:
    """One line of Hoy and the page that settles it."""

    key: str
    title: str
    line: str
    action: str
    tone: Tone
    page: str
    target: object = None
    first: bool = False
    """Before everything else, however grave that is: a crisis under way."""

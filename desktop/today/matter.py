"""One thing that needs the person."""

from dataclasses import dataclass

from desktop.theme.tokens import Tone

UNDER_WAY, ALARMED, REST = range(3)
"""An open incident comes before a waiting alarm, and both before everything else."""


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
    rank: int = REST
    """`UNDER_WAY`, `ALARMED` or `REST`; within each the graver tone comes first."""

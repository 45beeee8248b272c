"""What stands on the panels of the pocket fold."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.documents.model import Qr


@dataclass(frozen=True)
class Card:
    """One person or service of the pocket fold; long texts are shortened to fit."""

    title: str
    subtitle: str = ""
    number: str = ""
    link: str = ""
    qr: "Qr | None" = None


@dataclass(frozen=True)
class Panel:
    """A titled group of cards. The engine decides how they spread over panels and sheets."""

    title: str
    cards: tuple[Card, ...] = ()

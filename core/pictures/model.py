"""What is known of a picture, and what it is kept with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, NamedTuple

from core.field_kinds import Line, Page
from core.i18n import _


class OwnerKind(StrEnum):
    """What a picture is kept with, as the column that names it."""

    MENTION = "mention_id"
    INCIDENT = "incident_id"
    MODERATION = "moderation_id"
    COMPLAINANT = "complainant_id"


class Owner(NamedTuple):
    """The one thing that a picture is kept with, and goes with."""

    kind: OwnerKind
    id: int


@dataclass(frozen=True)
class Picture:
    """Who added it and when, where it is from and what it shows; the image itself lies apart."""

    added_at: datetime
    added_by: str
    digest: str
    """SHA-256 of the image as it was kept."""
    id: int = 0
    mention_id: int | None = None
    incident_id: int | None = None
    moderation_id: int | None = None
    complainant_id: int | None = None
    alt: Annotated[
        str,
        Page(lambda: _("Image, described for those who cannot see it"), limit=1000, rows=2),
    ] = ""
    source: Annotated[
        str,
        Line(
            lambda: _("Where it is from"),
            lambda: _("Who took it, or the address where it was seen."),
            limit=500,
        ),
    ] = ""

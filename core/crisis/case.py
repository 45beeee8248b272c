"""A case of the moderation file."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from core.crisis.labels import measure_label
from core.crisis.model import Measure
from core.field_kinds import Choice, Day, Line, OfferedLine, OneOf, Page, Tick
from core.i18n import _, pgettext

RULE = 1000
"""Characters of a rule of use, which is a line of the plan."""


@dataclass(frozen=True)
class Moderation:
    """What was said, which rule it breaks, what was done."""

    at: datetime
    profile: Annotated[str, OfferedLine(lambda: _("Profile of the town"), to="profiles")]
    said: Annotated[str, Page(lambda: _("What was written, word for word"))]
    measure: Annotated[
        Measure,
        Choice(lambda: pgettext("moderation", "Measure"), kind=Measure, words=measure_label),
    ]
    reason: Annotated[
        str,
        Page(
            lambda: _("Why it was done"),
            lambda: _("As it would be explained to the person it concerns."),
        ),
    ]
    id: int = 0
    incident_id: int | None = None
    author: Annotated[
        str,
        Line(
            lambda: _("Account that wrote it"),
            lambda: _("The name of the account; nobody’s own name."),
        ),
    ] = ""
    address: Annotated[
        str,
        Line(
            # Translators: Of a web page.
            lambda: _("Address"),
            lambda: _("Of the comment, or of its image."),
            limit=2000,
        ),
    ] = ""
    rule: Annotated[str, OneOf(lambda: _("Rule of use that it breaks"), to="rules", limit=RULE)] = (
        ""
    )
    until_on: Annotated[
        date | None,
        Day(
            # Translators: Last day.
            lambda: _("Until"),
            lambda: _("A block has an end; it is reviewed then."),
            when=lambda case: case.measure is Measure.BLOCKED,
        ),
    ] = None
    """End of a block."""
    told: Annotated[
        bool,
        Tick(
            lambda: _("The author was told"),
            box=lambda: _("Yes: why, until when, and how to ask for a review"),
        ),
    ] = False
    """The author was told, and how to ask for a review."""
    outcome: Annotated[str, Line(lambda: _("Outcome of the review"))] = ""
    reviewed_on: Annotated[
        date | None, Day(lambda: _("Reviewed on"), lambda: _("By somebody who did not take it."))
    ] = None

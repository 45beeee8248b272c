"""Where the papers of the catalogue belong."""

from enum import StrEnum

from core.i18n import _


class Shelf(StrEnum):
    """Where a paper belongs, in the order in which they are looked for."""

    ROSTER = "roster"
    CRISIS = "crisis"
    PLAN = "plan"
    CALENDAR = "calendar"
    MENTIONS = "mentions"
    SHEETS = "sheets"


def shelf_label(shelf: Shelf) -> str:
    """The words over the papers that belong there."""
    return {
        # Translators: List of the people to call.
        Shelf.ROSTER: _("Roster"),
        Shelf.CRISIS: _("For a crisis"),
        Shelf.PLAN: _("Plan"),
        Shelf.CALENDAR: _("Calendar"),
        Shelf.MENTIONS: _("Mentions"),
        Shelf.SHEETS: _("Sheets of the scenarios"),
    }[shelf]

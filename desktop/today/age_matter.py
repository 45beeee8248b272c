"""That the program is old: somebody has to ask whether there is another version."""

from datetime import datetime

from core.days import month_of_year
from core.i18n import _
from core.reports import age
from core.store import Connection
from desktop.today.matter import Matter, Weight


def age_matters(connection: Connection, now: datetime) -> list[Matter]:
    """One at the most."""
    day = age.old_since(connection, now)
    if day is None:
        return []
    told = _("Ask the person who looks after the computer whether there is another version.")
    return [
        Matter(
            "old-version",
            _("This version of Pregón is from {month}").format(month=month_of_year(day)),
            told,
            _("See the version"),
            Weight.TIDYING,
            "settings",
            "about",
        )
    ]

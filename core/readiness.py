"""What would fail today, the paper on the shelf included."""

from datetime import date

from core import catalogue
from core.crisis import readiness
from core.crisis.readiness import Gap, Shelf
from core.documents import records
from core.documents.records import Printed
from core.store import Connection

NOTEBOOK = "crisis-notebook"


def look(connection: Connection, today: date) -> list[Gap]:
    """Everything that would fail today, the gravest first, in the current language."""
    return readiness.gaps(connection, today, shelf(connection, today))


def shelf(connection: Connection, today: date) -> Shelf:
    """The notebook that was put on paper last, in whatever language, and what changed since; where
    none was, the file that was saved last."""
    printed = _notebooks(records.last_paper(connection)) or _notebooks(records.last(connection))
    if not printed:
        return Shelf()
    newest = max(printed, key=lambda one: one.printed_at)
    if newest.saved:
        return Shelf(saved_on=newest.printed_at.astimezone().date(), form=newest.format)
    language = catalogue.language(newest.language)
    changed = catalogue.changed_parts(connection, NOTEBOOK, language, today)
    return Shelf(newest.printed_at.astimezone().date(), tuple(changed))


def _notebooks(found: dict[tuple[str, str], Printed]) -> list[Printed]:
    return [one for one in found.values() if one.document == NOTEBOOK]

"""What there is in the days that are seen; of a long list what is near comes first."""

from collections.abc import Callable
from datetime import date
from functools import partial

from core.calendar import records
from core.cancel import CancelToken
from desktop.calendar import model
from desktop.calendar.model import ItemsThere
from desktop.jobs import Progress
from desktop.services import Services

_LONG = 1000
"""Items from which on a list of all of them is read beside."""
_REST = "calendar-list"


class Reading:
    """Reads items and has them shown: at once, or those of a long list when they are there."""

    def __init__(self, services: Services, show: Callable[[ItemsThere], None]) -> None:
        self._services = services
        self._show = show

    def of(
        self, days: tuple[date, date] | None, near: date | None = None, *, now: bool = False
    ) -> None:
        """Those of these days, or all with None; `now` also where they are many.

        From `near` on some are shown until all are there: where none are seen yet.
        """
        shared = self._services.bridge.shared
        self._services.jobs.cancel(_REST)
        if now or days or shared("calendar-count", records.count) < _LONG:
            self._show(shared(("calendar", days), partial(model.read, days=days)))
            return
        if near is not None:
            self._show(shared(("calendar-near", near), partial(model.read_near, day=near)))
        self._services.jobs.run(_REST, self._all, self._show)

    def _all(self, _token: CancelToken, _progress: Progress) -> ItemsThere:
        with self._services.store.read() as connection:
            return model.read(connection, None)

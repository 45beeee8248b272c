"""Ties what arrives to the open incidents, whatever page is shown."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.cancel import CancelToken
from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.incidents import linking
from core.store import Topic
from desktop.jobs import Progress
from desktop.services import Services


def desk_of(services: Services, incident_id: int) -> Desk | None:
    """All of an incident as it is now; read once for all who show it. Raises `AppError`."""
    return services.bridge.shared(
        ("desk", incident_id), lambda connection: desks.load(connection, incident_id)
    )


class IncidentWatch(QObject):
    """Looks at each change of the mentions; writes only when there is something to tie."""

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        services.bridge.subscribe(window, {Topic.MENTIONS}, self.look, now=True)

    def look(self) -> None:
        """Tie in the background what speaks of an open incident."""
        if not self._services.jobs.closed:
            self._services.jobs.run("incidents", self._tie, lambda _count: None)

    def _tie(self, _token: CancelToken, _progress: Progress) -> int:
        store = self._services.store
        with store.read() as connection:
            waiting = linking.waiting(connection)
        if not waiting:
            return 0
        with store.change(Topic.CRISIS, undoable=False) as db:
            return linking.link_new(db, store.clock.now())

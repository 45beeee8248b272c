"""The trace that a restored copy leaves: without it, the log would only look shorter."""

from datetime import datetime
from pathlib import Path

from core.crisis import desk, log
from core.crisis.log import Hand
from core.crisis.records import log as records
from core.i18n import ngettext
from core.store import Store, Topic
from core.town import records as town_records


def restore(store: Store, copy: Path, folder: Path, now: datetime, *, other: bool = False) -> Path:
    """As `Store.restore`; the log of every incident that is open then says so.

    Raises as that does.
    """
    with store.read() as connection:
        before = records.counted(connection)
    kept = store.restore(copy, folder, other=other)
    with store.read() as connection:
        opened = desk.open_ones(connection)
        who = town_records.load(connection).person
    if not opened:
        return kept
    text = ngettext(
        "The copy “{name}” was restored. Before that the log of incidents had {count} entry: it is"
        " kept in the newest copy.",
        "The copy “{name}” was restored. Before that the log of incidents had {count} entries: they"
        " are kept in the newest copy.",
        before,
    ).format(name=copy.name, count=before)
    with store.change(Topic.CRISIS, undoable=False) as db:
        for incident in opened:
            log.note(db, incident.id, Hand(now, who), text)
    return kept

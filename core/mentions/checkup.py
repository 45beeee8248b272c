"""How every source is: what went wrong, and which one is silent."""

from dataclasses import replace
from datetime import datetime, timedelta

from core.mentions import health
from core.mentions.health import NOT_REACHED, Health
from core.mentions.kinds import Trouble
from core.mentions.model import Reading, Source
from core.mentions.records import items, sources
from core.store import Connection


def everything(connection: Connection, now: datetime) -> list[tuple[Source, Health]]:
    """The sources in the person's order, each with how it is."""
    there, remembered = sources.everything(connection), sources.readings(connection)
    known = (remembered[one.id] for one in there if one.enabled and one.id in remembered)
    if health.met(known, Trouble.OFFLINE):
        remembered = {number: _of_the_network(one) for number, one in remembered.items()}
    return [(one, _look(connection, one, remembered.get(one.id), now)) for one in there]


def _of_the_network(reading: Reading) -> Reading:
    """Without network nothing is known against a source whose name was not found."""
    return replace(reading, problem=Trouble.OFFLINE) if reading.problem in NOT_REACHED else reading


def _look(connection: Connection, source: Source, reading: Reading | None, now: datetime) -> Health:
    silent = None
    if reading is not None and _may_be_silent(source, reading, now):
        times = items.newest_times(connection, source.id, health.HABIT_ITEMS)
        # What it said since it was read last, nobody knows.
        silent = health.silence(source, reading, times, reading.ok_at or now)
    return health.sentence(source, reading, now, silent)


def _may_be_silent(source: Source, reading: Reading, now: datetime) -> bool:
    """Most sources brought something lately: of those, nothing has to be read."""
    least = health.LEAST_SILENCE
    if source.silence_days is not None:
        least = min(least, timedelta(days=source.silence_days))
    return source.enabled and (reading.fresh_at is None or now - reading.fresh_at > least)

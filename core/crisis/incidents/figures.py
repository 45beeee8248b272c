"""The figures of an incident: how soon people knew, what was promised and kept, who was reached.

Pure: everything comes from the desk as it was read. Figures of drills are never added to others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core import i18n
from core.crisis.desk import Desk, Worded
from core.crisis.kinds import StatementKind
from core.crisis.model import (
    CallOutcome,
    ComplainantState,
    Incident,
    LogKind,
    StatementState,
    TickState,
)
from core.days import on_the_wall
from core.mentions.kinds import ToneBand
from core.plan.kinds import LevelName
from core.plan.labels import level_label

_HOUR = timedelta(hours=1)
_STEPS = (1, 2, 3, 4, 6, 8, 12, 24, 48, 96, 168, 336, 720)
"""Hours of a stretch of the chart: those that people count in."""
MOST_STRETCHES = 12
EARLIER = timedelta(hours=24)
"""Mentions older than this before the opening count together, as what was said before."""


class PromiseOutcome(StrEnum):
    """What became of an hour that was promised to the public."""

    KEPT = "kept"
    LATE = "late"
    MISSED = "missed"
    """Nothing more was published before it was closed."""
    ENDED = "ended"
    """It was closed before the hour came."""
    WAITING = "waiting"


@dataclass(frozen=True)
class Promise:
    """More was promised for `due`; `came_at` is when it was published."""

    due: datetime
    state: PromiseOutcome
    came_at: datetime | None = None

    @property
    def late(self) -> int:
        """Minutes after the hour that was promised; 0 when it was kept."""
        return (
            minutes(self.due, self.came_at)
            if self.came_at and self.state is PromiseOutcome.LATE
            else 0
        )


@dataclass(frozen=True)
class Figures:
    """An incident in numbers; moments are None where it did not come to it."""

    first_sign_at: datetime | None
    opened_at: datetime
    level_at: datetime | None
    """When the level was changed first; None: it stayed as it was at the opening."""
    first_line_at: datetime | None
    closed_at: datetime | None
    promises: tuple[Promise, ...]
    published: int
    """Statements."""
    places: int
    """Different channels on which they were published."""
    steps: int
    """Settled, of all rounds."""
    not_needed: int
    called: int
    """Calls that were tried."""
    reached: int
    hats: int
    """That somebody wore."""
    handed_over: int
    rumours: int
    answered: int
    """Rumours."""
    affected: int
    moved: int
    """To a private channel, of the people affected."""
    settled: int
    """Said in public that it is closed."""
    mentions: int
    entries: int
    corrections: int
    typed_later: int
    """Entries that were written on paper and typed in afterwards."""

    @property
    def to_notice(self) -> int | None:
        """Minutes from the first sign to the opening."""
        return minutes(self.first_sign_at, self.opened_at) if self.first_sign_at else None

    @property
    def to_first_line(self) -> int | None:
        """Minutes from the opening to the first public line."""
        return minutes(self.opened_at, self.first_line_at) if self.first_line_at else None

    @property
    def lasted(self) -> int | None:
        """Minutes from the opening to the close."""
        return minutes(self.opened_at, self.closed_at) if self.closed_at else None

    @property
    def kept(self) -> int:
        """Promises that were kept."""
        return sum(promise.state is PromiseOutcome.KEPT for promise in self.promises)

    @property
    def due(self) -> int:
        """Promises whose hour counted: neither ended before, nor still to come."""
        return sum(
            item.state in (PromiseOutcome.KEPT, PromiseOutcome.LATE, PromiseOutcome.MISSED)
            for item in self.promises
        )


def opening_level(desk: Desk) -> LevelName:
    """The level that it was opened with, which only the log still says once it was changed."""
    incident = desk.incident
    opened = (entry.text for entry in desk.log if entry.kind is LogKind.OPENED)
    told = next(opened, "").replace(incident.title, "").lower()
    for code in i18n.LANGUAGES:
        with i18n.language(code):
            for level in LevelName:
                if level_label(level).lower() in told:
                    return level
    return incident.level


def figures(desk: Desk) -> Figures:
    """The figures of an incident or a drill as it stands."""
    incident, out = desk.incident, published(desk.statements)
    changes = [entry.at for entry in desk.log if entry.kind is LogKind.LEVEL]
    tried = [call for call in desk.calls if call.outcome is not CallOutcome.WAITING]
    return Figures(
        first_sign_at=incident.first_sign_at,
        opened_at=incident.opened_at,
        level_at=min(changes, default=None),
        first_line_at=min(map(published_at, out), default=None),
        closed_at=incident.closed_at,
        promises=promises(incident, out),
        published=len(out),
        places=len({publication.channel for worded in out for publication in worded.publications}),
        steps=len(desk.ticks),
        not_needed=sum(tick.state is TickState.NOT_NEEDED for tick in desk.ticks),
        called=len(tried),
        reached=sum(call.outcome is CallOutcome.REACHED for call in tried),
        hats=len({hat.hat for hat in desk.hats}),
        handed_over=sum(hat.until is not None for hat in desk.hats),
        rumours=len(desk.rumours),
        answered=sum(rumour.answered_at is not None for rumour in desk.rumours),
        affected=len(desk.complainants),
        moved=sum(complainant.moved_at is not None for complainant in desk.complainants),
        settled=sum(item.state is ComplainantState.CLOSED for item in desk.complainants),
        mentions=len(desk.linked),
        entries=len(desk.log),
        corrections=sum(entry.corrects is not None for entry in desk.log),
        typed_later=sum(entry.on_paper for entry in desk.log),
    )


def published(statements: Iterable[Worded]) -> list[Worded]:
    """The statements that the public has seen, in the order in which it saw them."""
    out = [item for item in statements if item.statement.state is StatementState.PUBLISHED]
    return sorted(out, key=lambda worded: (published_at(worded), worded.statement.id))


def published_at(worded: Worded) -> datetime:
    """When a published statement was first public anywhere."""
    places = [publication.at for publication in worded.publications]
    noted = worded.statement.published_at
    return min([*places, *([noted] if noted else [])], default=worded.statement.made_at)


def promises(incident: Incident, out: Sequence[Worded]) -> tuple[Promise, ...]:
    """What the published statements promised, each hour once, and when the next one came.

    The hour counts to the minute, as people read it: 15:00:40 keeps a promise of 15:00. What comes
    before it and leaves it standing, as on the desk, does not keep it.
    """
    found: list[Promise] = []
    for place, worded in enumerate(out):
        due = worded.statement.next_update_at
        if due is None or any(promise.due == due for promise in found):
            continue
        later = (other for other in out[place + 1 :] if not _leaves_standing(other, due))
        following = next(later, None)
        came_at = published_at(following) if following else None
        found.append(Promise(due, _state(incident, due, came_at), came_at))
    return tuple(found)


def _leaves_standing(worded: Worded, due: datetime) -> bool:
    statement = worded.statement
    silent = statement.next_update_at in (None, due)
    ends = statement.kind is StatementKind.CLOSING
    return silent and not ends and minutes(due, published_at(worded)) < 0


def _state(incident: Incident, due: datetime, came_at: datetime | None) -> PromiseOutcome:
    if came_at is not None:
        return PromiseOutcome.KEPT if minutes(due, came_at) <= 0 else PromiseOutcome.LATE
    if incident.closed_at is None:
        return PromiseOutcome.WAITING
    return PromiseOutcome.ENDED if minutes(due, incident.closed_at) <= 0 else PromiseOutcome.MISSED


def minutes(since: datetime, until: datetime) -> int:
    """Whole minutes from one to the other; negative the wrong way round."""
    return int(on_the_wall(since, until).total_seconds() // 60)


@dataclass(frozen=True)
class Stretch:
    """Mentions of some hours by their tone. `start` is None for all that came before."""

    start: datetime | None
    negative: int = 0
    none: int = 0
    positive: int = 0


def by_hours(
    mentions: Iterable[tuple[datetime, ToneBand]], opened_at: datetime
) -> tuple[int, tuple[Stretch, ...]]:
    """Hours of a stretch, and the mentions of each in order, empty ones too; none: no stretch.

    A stretch is as long as it must be for at most `MOST_STRETCHES` of them. Hours are those of the
    person's clock, also in the night when that changes.
    """
    told = sorted(mentions, key=lambda mention: mention[0])
    early = [pair for pair in told if pair[0] < opened_at - EARLIER]
    rest = told[len(early) :]
    found = [_counted(None, early)] if early else []
    if not rest:
        return _STEPS[0], tuple(found)
    walls = [_wall(at) for at, _band in rest]
    first, last = min(walls), max(walls)
    step = next(
        (other for other in _STEPS if _stretches(first, last, other) <= MOST_STRETCHES), _STEPS[-1]
    )
    start = _beginning(first, step)
    for number in range(_stretches(first, last, step)):
        since = start + number * step * _HOUR
        until = since + step * _HOUR
        inside = [pair for pair, wall in zip(rest, walls, strict=True) if since <= wall < until]
        found.append(_counted(since.astimezone(), inside))
    return step, tuple(found)


def _wall(moment: datetime) -> datetime:
    """What the clock on the wall says, without its zone."""
    return moment.astimezone().replace(tzinfo=None)


def _beginning(wall: datetime, step: int) -> datetime:
    """The hour of the person's clock in which a stretch begins; longer ones begin at midnight."""
    hour = wall.hour - wall.hour % step if step < 24 else 0
    return wall.replace(hour=hour, minute=0, second=0, microsecond=0)


def _stretches(first: datetime, last: datetime, step: int) -> int:
    return int((last - _beginning(first, step)) // (step * _HOUR)) + 1


def _counted(start: datetime | None, told: Sequence[tuple[datetime, ToneBand]]) -> Stretch:
    bands = [band for _at, band in told]
    return Stretch(
        start,
        bands.count(ToneBand.NEGATIVE),
        bands.count(ToneBand.NONE),
        bands.count(ToneBand.POSITIVE),
    )

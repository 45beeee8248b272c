"""Which statement comes next, and which one waits already."""

from core.crisis.desk import Desk, Worded
from core.crisis.kinds import Phase, StatementKind
from core.crisis.model import Rumour, RumourVerdict, StatementState

LIVE = (StatementState.DRAFT, StatementState.APPROVED)
"""Begun, and neither out nor dropped."""

_FALSE = (RumourVerdict.FALSE, RumourVerdict.PARTLY)


def kinds(desk: Desk) -> list[StatementKind]:
    """What can be begun: the kinds that the scenario has a text for, a correction of what is out,
    and always a first line."""
    offered = {one.kind for one in desk.scenario.statements} | {StatementKind.HOLDING}
    if any(one.statement.state is StatementState.PUBLISHED for one in desk.statements):
        offered.add(StatementKind.CORRECTION)
    return [one for one in StatementKind if one in offered]


def next_kind(desk: Desk) -> StatementKind:
    """The one to begin now: the first line, the denial of what is known to be false, the end, or
    else what has been confirmed."""
    begun = {one.statement.kind for one in desk.statements
             if one.statement.state is not StatementState.DROPPED}  # fmt: skip
    if StatementKind.HOLDING not in begun:
        return StatementKind.HOLDING
    offered = kinds(desk)
    denial = StatementKind.DENIAL
    if to_deny(desk) and denial in offered and not live(desk, denial):
        return StatementKind.DENIAL
    step = desk.next_step()
    ends = step is None or step.phase is Phase.CLOSE
    if ends and StatementKind.CLOSING in offered and StatementKind.CLOSING not in begun:
        return StatementKind.CLOSING
    return StatementKind.CONFIRMED if StatementKind.CONFIRMED in offered else offered[-1]


def for_hour(desk: Desk) -> StatementKind:
    """The one that tells the hour promised since: what to do still stands, and asks for no news;
    the end, where nothing more is promised."""
    wanted = StatementKind.INSTRUCTIONS if desk.promise else StatementKind.CLOSING
    return wanted if wanted in kinds(desk) else next_kind(desk)


def saying_hour(desk: Desk) -> Worded | None:
    """What waits and says the hour promised since, or else the one to tell it, or None."""
    waiting = (one for one in reversed(desk.statements) if one.statement.state in LIVE)
    says = (one for one in waiting if desk.promise == one.statement.next_update_at)
    return (next(says, None) if desk.promise else None) or live(desk, for_hour(desk))


def to_deny(desk: Desk) -> Rumour | None:
    """The first rumour that is known to be false and that nothing has answered, or None."""
    found = (one for one in desk.rumours if one.verdict in _FALSE and one.answered_at is None)
    return next(found, None)


def live(desk: Desk, kind: StatementKind) -> Worded | None:
    """The newest statement of a kind that was begun and is neither out nor dropped, or None."""
    found = (
        one
        for one in reversed(desk.statements)
        if one.statement.kind is kind and one.statement.state in LIVE
    )
    return next(found, None)

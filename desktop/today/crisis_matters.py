"""What the crisis desk asks for: what is open, and what would fail today."""

from datetime import datetime

from core.crisis import desk
from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.crisis.incidents.clock import next_update
from core.crisis.readiness import Gap, GapKind
from core.days import clock_time, shown
from core.i18n import _
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.store import Connection
from desktop.readiness_targets import action, place
from desktop.theme.tokens import Tone
from desktop.today.matter import UNDER_WAY, Matter

_IN_OTHER_LINES = (
    GapKind.NO_PHONE, GapKind.UNVERIFIED, GapKind.OLD_NOTEBOOK,
)  # fmt: skip
"""Hoy has a line of its own for these already."""


def crisis_matters(connection: Connection, found: list[Gap], now: datetime) -> list[Matter]:
    """Open incidents first, then what would fail today."""
    there = [desk.load(connection, incident.id) for incident in desk.open_ones(connection)]
    matters = [_open(item, now) for item in there if item is not None]
    return matters + [_gap(gap) for gap in found if gap.kind not in _IN_OTHER_LINES]


def _open(there: Desk, now: datetime) -> Matter:
    incident = there.incident
    if incident.drill:
        title = _("DRILL under way: {title}").format(title=incident.title)
        return Matter(
            f"incident-{incident.id}", title, _drill_line(there, now),
            _("Go to the desk"), Tone.BRAND, "crisis", ("incident", incident.id), rank=UNDER_WAY,
        )  # fmt: skip
    due = there.next_due
    grave = incident.level is LevelName.RED or (due is not None and due <= now)
    return Matter(
        f"incident-{incident.id}",
        _("Open incident, level {level}: {title}").format(
            level=level_label(incident.level).lower(), title=incident.title
        ),
        _line(there, now),
        _("Go to the desk"),
        Tone.RED if grave else Tone.ORANGE,
        "crisis",
        ("incident", incident.id),
        rank=UNDER_WAY,
    )


def _line(there: Desk, now: datetime) -> str:
    """When the public hears more, or since when it is open, with the day where it is another."""
    due, opened_at = there.next_due, there.incident.opened_at
    if due is not None:
        update = next_update(there, now)
        if due <= now:
            return _("The {update}, is late.").format(update=update)
        return f"{update[:1].upper()}{update[1:]}."
    if opened_at.astimezone().date() == now.astimezone().date():
        said = _("Open since {time}; no further update is promised.")
    else:
        said = _("Open since {day}, {time}; no further update is promised.")
    return said.format(day=shown(opened_at.astimezone().date()), time=clock_time(opened_at))


def _drill_line(there: Desk, now: datetime) -> str:
    until = drill.ends_at(there) if there.scenario.drill else there.incident.opened_at
    day = until.astimezone().date()
    if until > now:
        told = _("Its time is over at {time}.")
    elif day == now.astimezone().date():
        told = _("Its time was over at {time}.")
    else:
        told = _("Its time was over on {day} at {time}.")
    return told.format(day=shown(day), time=clock_time(until))


def _tone(gap: Gap) -> Tone:
    """What an incident left open concerns words that are out and people who wait for an answer."""
    if gap.kind is GapKind.LEFT_OPEN:
        return Tone.ORANGE
    return Tone.YELLOW if gap.grave else Tone.BRAND


def _gap(gap: Gap) -> Matter:
    page, target = place(gap)
    return Matter(
        f"gap-{gap.kind}-{gap.about}",
        gap.sentence,
        gap.why,
        action(gap),
        _tone(gap),
        page,
        target,
    )

"""What the crisis desk asks for: what is open, and what would fail today."""

from datetime import datetime

from core.crisis import desk, drill
from core.crisis.model import Incident
from core.crisis.readiness import Gap, GapKind
from core.days import clock_time, shown
from core.i18n import _
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.store import Connection
from desktop.gaps import action, place
from desktop.theme.tokens import Tone
from desktop.today.matter import UNDER_WAY, Matter

_IN_OTHER_LINES = (
    GapKind.NO_PHONE, GapKind.UNVERIFIED, GapKind.OLD_NOTEBOOK,
)  # fmt: skip
"""Hoy has a line of its own for these already."""


def crisis_matters(connection: Connection, found: list[Gap], now: datetime) -> list[Matter]:
    """Open incidents first, then what would fail today."""
    matters = [_open(connection, one, now) for one in desk.open_ones(connection)]
    return matters + [_gap(one) for one in found if one.kind not in _IN_OTHER_LINES]


def _open(connection: Connection, incident: Incident, now: datetime) -> Matter:
    if incident.drill:
        title = _("DRILL under way: {title}").format(title=incident.title)
        return Matter(
            f"incident-{incident.id}", title, _drill_line(connection, incident, now),
            _("Go to the desk"), Tone.BRAND, "crisis", ("incident", incident.id), rank=UNDER_WAY,
        )  # fmt: skip
    due = incident.next_update_at
    grave = incident.level is LevelName.RED or (due is not None and due <= now)
    return Matter(
        f"incident-{incident.id}",
        _("Open incident, level {level}: {title}").format(
            level=level_label(incident.level).lower(), title=incident.title
        ),
        _line(incident, now),
        _("Go to the desk"),
        Tone.RED if grave else Tone.ORANGE,
        "crisis",
        ("incident", incident.id),
        rank=UNDER_WAY,
    )


def _line(incident: Incident, now: datetime) -> str:
    """When the public hears more, or since when it is open, with the day where it is another."""
    due = incident.next_update_at
    named = due or incident.opened_at
    here = named.astimezone().date() == now.astimezone().date()
    if due is None:
        today = _("Open since {time}; no further update is promised.")
        other = _("Open since {day}, {time}; no further update is promised.")
    elif due <= now:
        today = _("The update promised for {time} is late.")
        other = _("The update promised for {day} at {time} is late.")
    else:
        today = _("Next update promised for {time}.")
        other = _("Next update promised for {day} at {time}.")
    said = today if here else other
    return said.format(day=shown(named.astimezone().date()), time=clock_time(named))


def _drill_line(connection: Connection, incident: Incident, now: datetime) -> str:
    loaded = desk.load(connection, incident.id)
    until = drill.ends_at(loaded) if loaded and loaded.scenario.drill else incident.opened_at
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

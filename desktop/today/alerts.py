"""What goes on now: an open incident, an alarm that waits, a drill; each is a band of Hoy."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.crisis import desk as desks
from core.crisis.desk import Desk
from core.crisis.incidents import drill
from core.days import clock_time, shown
from core.i18n import _, ngettext
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.mentions.alarms.wording import headline, quoted
from core.mentions.records import mentions
from core.plan.labels import level_label, level_sign
from core.store import Connection
from desktop.theme.tokens import Tone


@dataclass(frozen=True)
class Alert:
    """A band: what it is, what has happened, what comes next, and where that is done."""

    key: str
    kind: str
    """`Incident open · level orange`: what it is, without its sign."""
    tone: Tone
    title: str
    action: str
    page: str
    target: object
    line: str = ""
    sign: str = ""
    """Of its level."""
    solid: bool = False
    """All of the colour of its level: somebody has fixed that; an alarm only proposes one."""
    since: datetime | None = None
    step: str = ""
    due: datetime | None = None
    due_words: str = ""
    """What the public is to hear, and when."""
    alarm: Alarm | None = None


def alerts(connection: Connection, now: datetime) -> list[Alert]:
    """Incidents, the gravest first, then alarms, then drills."""
    there = [desks.load(connection, incident.id) for incident in desks.open_ones(connection)]
    opened = [desk for desk in there if desk is not None]
    return [
        *(_incident(desk) for desk in opened if not desk.incident.drill),
        *(_alarm(connection, alarm, now) for alarm in alarms.waiting(connection, now)),
        *(_drill(desk, now) for desk in opened if desk.incident.drill),
    ]


def _incident(desk: Desk) -> Alert:
    incident, step = desk.incident, desk.next_step()
    level = level_label(incident.level).lower()
    return Alert(
        f"incident-{incident.id}",
        _("Open incident · level {level}").format(level=level),
        Tone(incident.level),
        incident.title,
        _("Go to the incident"),
        "crisis",
        ("incident", incident.id),
        sign=level_sign(incident.level),
        solid=True,
        since=incident.opened_at,
        step=step.text if step else "",
        due=desk.next_due,
        due_words=_("Next notice") if desk.due_is_promised else _("First notice"),
    )


def _drill(desk: Desk, now: datetime) -> Alert:
    until = drill.ends_at(desk) if desk.scenario.drill else desk.incident.opened_at
    day, told = until.astimezone().date(), _("Its time ran out on {day} at {time}.")
    if until > now:
        told = _("Its time runs out at {time}.")
    elif day == now.astimezone().date():
        told = _("Its time ran out at {time}.")
    return Alert(
        f"incident-{desk.incident.id}",
        _("DRILL under way"),
        Tone.BRAND,
        desk.incident.title,
        _("Go to the drill"),
        "crisis",
        ("incident", desk.incident.id),
        told.format(day=shown(day), time=clock_time(until)),
    )


def _alarm(connection: Connection, alarm: Alarm, now: datetime) -> Alert:
    return Alert(
        f"alarm-{alarm.id}",
        _("Alarm · proposes {level}").format(level=level_label(alarm.level).lower()),
        Tone(alarm.level),
        headline(alarm),
        _("See and decide"),
        "mentions",
        ("alarms", alarm.id),
        " ".join(filter(None, (_subject(alarm), _where(connection, alarm, now)))),
        sign=level_sign(alarm.level),
        alarm=alarm,
    )


def _subject(alarm: Alarm) -> str:
    return _("Search {name}.").format(name=quoted([alarm.subject])) if alarm.watch_id else ""


def _where(connection: Connection, alarm: Alarm, now: datetime) -> str:
    """In how many places, since when, and where first."""
    found = sorted(mentions.rows(connection, alarm.items), key=lambda row: row.item.at)
    places = {row.item.outlet or row.source: None for row in found}
    named = [place for place in places if place]
    if not named:
        return ""
    said = ngettext(
        "In {count} place {since}: {first}.",
        "In {count} places {since}; the first, {first}.",
        len(named),
    )
    since = since_when(found[0].item.at, now)
    return said.format(count=len(named), since=since, first=named[0])


def since_when(moment: datetime, now: datetime) -> str:
    """`since 11:40`, `since yesterday at 16:20` or `since 22/11/2026`."""
    day, today = moment.astimezone().date(), now.astimezone().date()
    if day == today:
        return _("since {time}").format(time=clock_time(moment))
    if day == today - timedelta(days=1):
        return _("since yesterday at {time}").format(time=clock_time(moment))
    return _("since {day}").format(day=shown(day))

"""Opening an incident: two clicks, and the desk stands ready with people, calls and evidence."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from core import i18n
from core.crisis import log
from core.crisis.callees import callees, number_of, wearer
from core.crisis.desk import first_line_due
from core.crisis.log import Hand
from core.crisis.model import Call, Fact, Incident, LinkedHow, LinkedItem, LogKind, WornHat
from core.crisis.records import incidents as records
from core.crisis.records import log as log_records
from core.crisis.scenario import Scenario
from core.crisis.scenarios import library
from core.days import clock_time, shown
from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.mentions import evidence
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms, victims
from core.mentions.alarms.sightings import ANIMALS
from core.mentions.model import Item, Watch
from core.mentions.records import alarms as alarm_records
from core.mentions.records import items as item_records
from core.mentions.records import watches
from core.mentions.watches.match import Matcher
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.roster import records as roster_records
from core.roster.model import Contact, Hat
from core.store import Connection
from core.town.model import checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True)
class Wish:
    """What the person asks for when opening. An empty title is that of the scenario."""

    scenario: str
    level: LevelName | None = None
    """None: the one that the scenario proposes, or the alarm where that is higher."""
    title: str = ""
    alarm_id: int | None = None
    drill: bool = False
    mention_id: int | None = None
    """That somebody read, and opens it for."""


def open_incident(db: "Database", wish: Wish, hand: Hand) -> int:
    """Open an incident or a drill; returns its id.

    Keeps the scenario as the town reads it now, puts the hats of the roster on, lists whom to call
    and what to find out, sets the first promise by the plan, and takes what it is opened from as
    evidence.
    Raises `InvalidValue`, `DocumentTrouble`.
    """
    offered = library.offered(db.conn, wish.scenario).scenario
    scenario = library.read(db.conn, offered, i18n.current())
    if wish.drill:
        library.rehearsal(scenario)
    alarm = alarm_records.one(db.conn, wish.alarm_id) if wish.alarm_id else None
    read = (wish.mention_id,) if wish.mention_id and not wish.drill else ()
    mentions = alarm.items if alarm else read
    level = wish.level or proposed(scenario, alarm)
    incident = Incident(
        title=checked_text(wish.title) or scenario.title,
        scenario=scenario.id,
        language=i18n.current(),
        level=level,
        opened_at=hand.moment,
        opened_by=hand.who,
        alarm_id=alarm.id if alarm else None,
        first_sign_at=first_sign(db.conn, mentions),
        drill=wish.drill,
        on_paper=hand.on_paper,
        next_update_at=first_line_due(db.conn, level, hand.moment),
    )
    incident_id = records.add(db, incident, scenario)
    if alarm:
        alarms.take_up(db, alarm.id, hand.now)
    link(db, incident_id, mentions, LinkedHow.ALARM if alarm else LinkedHow.HAND, hand.now)
    log.write(db, incident_id, hand, LogKind.OPENED, _opened(incident, len(mentions)))
    _ready(db, incident_id, scenario, hand)
    return incident_id


def correct_beginning(db: "Database", incident: Incident, began: datetime, hand: Hand) -> Incident:
    """It began at another moment: the clock was wrong when it was opened. Returns the incident.

    What was reckoned from it goes with it, the first promise and the hats put on with it; the log
    says what was and what is. Raises `InvalidValue` for what is still to come or after the end.
    """
    there = records.one(db.conn, incident.id) or incident
    if began == there.opened_at:
        return there
    if began > hand.now:
        raise InvalidValue(_("That moment is still to come."), _("Correct the day or the time."))
    if there.closed_at is not None and began > there.closed_at:
        raise InvalidValue(_("It cannot end before it began."), _("Correct the day or the time."))
    promised = there.next_update_at
    if promised == first_line_due(db.conn, there.level, there.opened_at):
        promised = first_line_due(db.conn, there.level, began)
    changed = replace(there, opened_at=began, next_update_at=promised)
    records.save(db, changed)
    for worn in records.of(db.conn, WornHat, there.id):
        if worn.since == there.opened_at:
            records.put(db, replace(worn, since=began))
    said = log.told(
        db,
        there.id,
        lambda: _("It began on {day} at {hour}, not on {other_day} at {other_hour}.").format(
            day=_day(began),
            hour=clock_time(began),
            other_day=_day(there.opened_at),
            other_hour=clock_time(there.opened_at),
        ),
    )
    first = next(item for item in log_records.of(db.conn, there.id) if item.kind is LogKind.OPENED)
    log.correct(db, first, hand, said)
    return changed


def _day(moment: datetime) -> str:
    return shown(moment.astimezone().date())


def _opened(incident: Incident, count: int) -> str:
    """`count` mentions are its evidence."""
    words = {"title": incident.title, "level": level_label(incident.level).lower()}
    if incident.drill:
        return _("Drill started: “{title}”, level {level}.").format(**words)
    if not count:
        return _("Incident opened: “{title}”, level {level}.").format(**words)
    if incident.alarm_id is None:
        told = _("Incident opened from a mention: “{title}”, level {level}, with it as evidence.")
        return told.format(**words)
    return ngettext(
        "Incident opened from an alarm: “{title}”, level {level}, with {count} mention as"
        " evidence.",
        "Incident opened from an alarm: “{title}”, level {level}, with {count} mentions as"
        " evidence.",
        count,
    ).format(**words, count=count)


def _ready(db: "Database", incident_id: int, scenario: Scenario, hand: Hand) -> None:
    contacts = roster_records.everyone(db.conn)
    for hat in Hat:
        contact = wearer(contacts, hat)
        if contact is not None:
            worn = WornHat(incident_id, hat, contact.name, hand.moment, contact_id=contact.id)
            records.put(db, worn)
    for place, call in enumerate(_calls(incident_id, scenario, contacts)):
        records.put(db, replace(call, position=place))
    for place, question in enumerate(scenario.facts):
        records.put(db, Fact(incident_id, question, position=place))


def _calls(incident_id: int, scenario: Scenario, contacts: Sequence[Contact]) -> list[Call]:
    """Who decides first, then as the scenario says; nobody twice.

    Whom the roster does not have stands there by what they are, without a number: to be asked for.
    """
    found: dict[int | str, Call] = {}
    decides = wearer(contacts, Hat.DECIDES)
    if decides is not None:
        found[decides.id] = _call(incident_id, decides, _("Decides and sets the level"))
    for group in scenario.calls:
        known = callees(contacts, group)
        for contact in known:
            found.setdefault(contact.id, _call(incident_id, contact, group.why))
        if not known:
            found[group.who] = Call(incident_id, group.who, why=group.why)
    return list(found.values())


def _call(incident_id: int, contact: Contact, why: str) -> Call:
    return Call(
        incident_id, contact.name, contact_id=contact.id, number=number_of(contact), why=why
    )


def first_sign(connection: Connection, mentions: Sequence[int]) -> datetime | None:
    """When the oldest of these mentions was published."""
    return min((record.at for record in item_records.some(connection, mentions)), default=None)


def link(
    db: "Database", incident_id: int, item_ids: Sequence[int], how: LinkedHow, now: datetime
) -> list[int]:
    """Tie mentions to an incident and keep them as evidence; returns those that were not tied."""
    new = [item for item in item_ids if records.link(db, LinkedItem(incident_id, item, now, how))]
    evidence.keep(db, new, now)
    return new


def proposed(scenario: Scenario, alarm: Alarm | None) -> LevelName:
    """The level of the scenario or that of the alarm: between two the higher (PagerDuty)."""
    other = alarm.level if alarm else LevelName.GREEN
    return max(scenario.level, other, key=list(LevelName).index)


def scenario_for(
    connection: Connection, mentions: Sequence[int], watch_id: int | None = None
) -> str:
    """The scenario that an alarm of a watch speaks of: by its topic, or else by what its mentions
    say; a mention alone by what it says.

    They count by the scenario's words, and by the topics that they were put under, which know more
    languages; for harm to animals only those count that speak of one. Empty when none fits.
    """
    offered = [other.scenario for other in library.in_use(connection)]
    templates = {watch.id: watch.template for watch in watches.everything(connection)}
    topic = templates.get(watch_id or 0, "")
    items = item_records.some(connection, mentions)
    of_animals = [item for item in items if victims.speaks_of_animals(f"{item.title}\n{item.text}")]
    told = _told(connection, items, templates)
    counted = {}
    for scenario in offered:
        # A word for poison may as well be of water, or of people.
        speaking = of_animals if scenario.topic == ANIMALS else items
        counted[scenario.id] = _hits(scenario, speaking) + len(
            told[scenario.topic] & {of.id for of in speaking}
        )
    by_topic = [other for other in offered if topic and other.topic == topic]
    if topic == ANIMALS and not of_animals:
        by_topic = []
    best = max(by_topic or offered, key=lambda other: counted[other.id], default=None)
    if best is None or (not by_topic and not counted[best.id]):
        return ""
    return best.id


def _told(
    connection: Connection, items: Sequence[Item], templates: Mapping[int, str]
) -> dict[str, set[int]]:
    """The ids of the mentions that stand under each topic, by the id of its pack."""
    since = min((other.at for other in items), default=None)
    topics = alarm_records.topics(connection, since) if since else {}
    found: dict[str, set[int]] = defaultdict(set)
    for item in items:
        for key in topics.get(item.id, ()):
            # Neither a scenario nor a watch without a pack is about anything in particular.
            if topic := templates.get(key):
                found[topic].add(item.id)
    return found


def _hits(scenario: Scenario, items: Sequence[Item]) -> int:
    """How many mentions hold one of the scenario's words, found as a watch finds them."""
    if not scenario.words:
        return 0
    watch = Watch(title=scenario.title, id=1, any_of=scenario.words)
    return len({item.id for _watch, item in Matcher([watch]).hits(items)})

"""Closing an incident out loud, and making something of what was learnt."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.crisis import log
from core.crisis.desk import Desk
from core.crisis.kinds import Phase
from core.crisis.labels import became_label
from core.crisis.log import Hand
from core.crisis.model import (
    Became,
    ComplainantState,
    Incident,
    Lesson,
    LogKind,
    RumourVerdict,
    StatementState,
)
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.i18n import _
from core.mentions.model import Watch
from core.mentions.records import watches
from core.plan import records as plan_records
from core.plan.model import Objective, Task
from core.roster import records as roster_records
from core.roster.model import Contact
from core.town.model import checked_lines, checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database

REVIEW_DAYS = 7
"""Five working days, also after a false alarm (PagerDuty)."""


def review_day(today: date) -> date:
    """The day proposed for the review: five working days on."""
    return today + timedelta(days=REVIEW_DAYS)


def still_open(desk: Desk) -> list[str]:
    """What should be settled before closing, in sentences; nothing of it forbids it."""
    found = []
    people = [one for one in desk.complainants if one.state is not ComplainantState.CLOSED]
    found += [_("{who} has had no answer in public yet.").format(who=one.label) for one in people]
    for rumour in desk.rumours:
        if rumour.verdict is RumourVerdict.UNCHECKED:
            found.append(_("The rumour “{claim}” is not checked.").format(claim=rumour.claim))
        elif rumour.answered_at is None:
            found.append(_("The rumour “{claim}” is not answered.").format(claim=rumour.claim))
    for worded in desk.statements:
        if worded.statement.state is StatementState.APPROVED:
            found.append(_("An approved statement is not published."))
    done, count = desk.progress(Phase.CLOSE)
    if done < count:
        found.append(_("Steps of the close that are open: {count}.").format(count=count - done))
    return found


def close(
    db: "Database", incident: Incident, end_message: str, remains: str, review_on: date, hand: Hand
) -> Incident:
    """It is over. Raises `InvalidValue` without an end message. Returns the incident."""
    message = checked_lines(end_message)
    if not message:
        raise InvalidValue(
            _("Write how it ended."),
            _("An incident is closed out loud: one sentence that can be read to anybody."),
        )
    changed = replace(
        incident,
        closed_at=hand.moment,
        end_message=message,
        remains=checked_lines(remains),
        review_on=review_on,
        next_update_at=None,
    )
    records.save(db, changed)
    said = _("Drill ended: {text}") if incident.drill else _("Incident closed: {text}")
    log.write(db, incident.id, hand, LogKind.CLOSED, said.format(text=message)[: log.LONGEST])
    return changed


def reopen(db: "Database", incident: Incident, hand: Hand, why: str) -> Incident:
    """It was not over. Raises `InvalidValue` without a reason. Returns the incident."""
    said = checked_text(why)
    if not said:
        raise InvalidValue(_("Say why it is open again."))
    changed = replace(incident, closed_at=None)
    records.save(db, changed)
    log.write(db, incident.id, hand, LogKind.OPENED, _("Open again: {why}").format(why=said))
    return changed


def judge(db: "Database", incident: Incident, well: str, badly: str) -> Incident:
    """What went well and badly, in the review. Returns the incident."""
    changed = replace(incident, went_well=checked_lines(well), went_badly=checked_lines(badly))
    records.save(db, changed)
    return changed


def learn(
    db: "Database", incident_id: int, text: str, owner: str = "", due_on: date | None = None
) -> int:
    """Note a lesson; returns its id. Raises `InvalidValue` for an empty one."""
    said = checked_text(text)
    if not said:
        raise InvalidValue(_("Write what was learnt."), _("As something to do: verb first."))
    return records.put(db, Lesson(incident_id, said, owner=checked_text(owner), due_on=due_on))


def into_task(db: "Database", lesson: Lesson, hand: Hand) -> int:
    """A task of the plan; returns its id."""
    note = _("Learnt from incident {number}.").format(number=lesson.incident_id)
    return _became(
        db, lesson, Became.TASK, plan_records.add(db, Task(title=lesson.text, note=note)), hand
    )


def into_objective(db: "Database", lesson: Lesson, hand: Hand) -> int:
    """An objective of the plan; returns its id."""
    made = plan_records.add(db, Objective(title=lesson.text, due_on=lesson.due_on))
    return _became(db, lesson, Became.OBJECTIVE, made, hand)


def into_watch(db: "Database", lesson: Lesson, words: tuple[str, ...], hand: Hand) -> int:
    """A watch of Mentions for these words; returns its id. Raises `InvalidValue` without words."""
    wanted = tuple(one for word in words if (one := checked_text(word)))
    if not wanted:
        raise InvalidValue(_("Write at least one word to listen for."))
    made = watches.add(db, Watch(title=lesson.text[:80], any_of=wanted, note=lesson.text))
    return _became(db, lesson, Became.WATCH, made, hand)


def into_contact(db: "Database", lesson: Lesson, name: str, hand: Hand) -> int:
    """A card of the roster, to be completed; returns its id. Raises `InvalidValue` unnamed."""
    who = checked_text(name)
    if not who:
        raise InvalidValue(_("Write the name of the contact."))
    made = roster_records.add(db, Contact(name=who, note=lesson.text), hand.now)
    return _became(db, lesson, Became.CONTACT, made, hand)


def _became(db: "Database", lesson: Lesson, became: Became, made: int | str, hand: Hand) -> int:
    records.put(db, replace(lesson, became=became, became_id=str(made)))
    text = _("Lesson “{text}”: {became}.").format(text=lesson.text, became=became_label(became))
    log.write(db, lesson.incident_id, hand, LogKind.REVIEW, text)
    return int(made) if isinstance(made, int) else 0

"""Closing an incident out loud, and making something of what was learnt."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from core.calendar import records as calendar
from core.calendar.model import CalendarItem
from core.clock import from_text, to_text
from core.crisis import log
from core.crisis.incidents import checklist, open_ends
from core.crisis.kinds import Phase
from core.crisis.labels import became_label
from core.crisis.log import Hand
from core.crisis.model import Became, Incident, Lesson, LogKind
from core.crisis.records import incidents as records
from core.crisis.records import scenarios as scenario_records
from core.crisis.scenarios import editing, library
from core.crisis.scenarios.limits import checked
from core.days import shown
from core.errors import InvalidValue
from core.fields import cut
from core.i18n import _
from core.mentions.model import Watch
from core.mentions.records import watches
from core.plan import records as plan_records
from core.plan.model import Objective, Task
from core.roster import records as roster_records
from core.roster.model import Contact
from core.text import shortened
from core.town.model import checked_lines, checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T", int, str)

REVIEW_DAYS = 5
"""Working days, also after a false alarm (PagerDuty)."""

END = 1000
"""Characters of the end message, which is read aloud."""

_STOPS = (".", "!", "?", "…", "»", "”")
_FRIDAY = 4
_PROMISED = "promised-at-close"
"""The name under which the hour stands that was promised when the incident was closed."""
_LISTED = 80
"""Characters of the title of a watch."""


def review_day(today: date) -> date:
    """The day proposed for the review: five working days on, whatever the holidays."""
    day, left = today, REVIEW_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() <= _FRIDAY
    return day


def draft(
    db: "Database", incident: Incident, end_message: str, remains: str, review_on: date | None
) -> Incident:
    """Keep what is being written for the close. Returns the incident.

    Raises `InvalidValue` for what is too long.
    """
    there = records.one(db.conn, incident.id) or incident
    changed = replace(
        there,
        end_message=checked_lines(end_message, END),
        remains=checked_lines(remains),
        review_on=review_on,
    )
    if changed != there:
        records.save(db, changed)
    return changed


def close(
    db: "Database", incident: Incident, end_message: str, remains: str, review_on: date, hand: Hand
) -> Incident:
    """It is over. One that is closed already stays as it is. Returns the incident.

    Raises `InvalidValue` without an end message, or for days and hours that go backwards.
    """
    there = records.one(db.conn, incident.id) or incident
    if not there.open:
        return there
    message = checked_lines(end_message, END)
    if not message:
        raise InvalidValue(
            _("Write how it ended."),
            _("An incident is closed out loud: one sentence that can be read to anybody."),
        )
    if there.opened_at > hand.now:
        raise InvalidValue(
            _("According to the notes, it began at a time still to come: the clock was ahead."),
            _("Correct when it began; the log keeps both."),
        )
    if hand.moment < there.opened_at:
        raise InvalidValue(_("It cannot end before it began."), _("Correct the day or the time."))
    require_review_after(review_on, hand.moment.astimezone().date())
    changed = replace(
        there,
        closed_at=hand.moment,
        end_message=message,
        remains=checked_lines(remains),
        review_on=review_on,
        next_update_at=None,
    )
    records.save(db, changed)
    promised = there.next_update_at
    records.set_blank(db, there.id, _PROMISED, to_text(promised) if promised else "")
    open_ends.keep(db, there.id)
    log.write(db, incident.id, hand, LogKind.CLOSED, lambda: _closed(changed))
    return changed


def _closed(incident: Incident) -> str:
    said = _("Drill ended: {text}") if incident.drill else _("Incident closed: {text}")
    told, left = said.format(text=incident.end_message), open_ends.remaining(incident)
    if left:
        told = f"{told if told.endswith(_STOPS) else f'{told}.'} {left}"
    return told


def require_review_after(review_on: date, end: date) -> None:
    """Raises `InvalidValue` for a review on a day before the end."""
    if review_on < end:
        raise InvalidValue(_("The review comes after the end."), _("Choose a later day."))


def reopen(db: "Database", incident: Incident, hand: Hand, why: str) -> Incident:
    """It was not over: what was promised before the close is promised still, and the steps of the
    end are to be done anew. Raises `InvalidValue` without a reason. Returns the incident."""
    there = records.one(db.conn, incident.id) or incident
    if there.open:
        return there
    said = checked_text(why)
    if not said:
        raise InvalidValue(_("Say why it is open again."))
    kept = records.blanks(db.conn, there.id).get(_PROMISED, "")
    promised = from_text(kept) if kept else None
    changed = replace(there, closed_at=None, next_update_at=promised)
    records.save(db, changed)
    text = log.told(db, incident.id, lambda: _("Open again: {why}"))
    log.write(db, incident.id, hand, LogKind.OPENED, text.format(why=said))
    for step in library.of_incident(db.conn, changed).of(Phase.CLOSE):
        checklist.untick(db, changed, step, hand)
    return changed


def judge(db: "Database", incident: Incident, well: str, badly: str) -> Incident:
    """What went well and badly, in the review. Returns the incident."""
    there = records.one(db.conn, incident.id) or incident
    changed = replace(there, went_well=checked_lines(well), went_badly=checked_lines(badly))
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


def revise(db: "Database", lesson: Lesson) -> None:
    """Store a lesson that was changed; what it became is left as it is stored.

    Raises `InvalidValue` when nothing is left of it.
    """
    said = checked_text(lesson.text)
    if not said:
        raise InvalidValue(_("Write what was learnt."), _("Until then the previous words stay."))
    there = records.part(db.conn, Lesson, lesson.id) or lesson
    changed = replace(
        lesson,
        text=said,
        owner=checked_text(lesson.owner),
        became=there.became,
        became_id=there.became_id,
    )
    records.put(db, changed)


def forget(db: "Database", lesson: Lesson) -> None:
    """Take a lesson away; what it became stays."""
    records.remove(db, lesson)


def into_task(db: "Database", lesson: Lesson, hand: Hand) -> int:
    """A task of the plan; returns its id."""
    lesson = _still_new(db, lesson)
    made = plan_records.add(db, Task(title=lesson.text, note=_note(db, lesson)))
    return _became(db, lesson, Became.TASK, made, hand)


def into_item(db: "Database", lesson: Lesson, hand: Hand) -> int:
    """An idea of the calendar, for any day; returns its id."""
    lesson = _still_new(db, lesson)
    idea = CalendarItem(lesson.text, note=_note(db, lesson), lesson_id=lesson.id)
    made = calendar.add(db, cut(idea))
    return _became(db, lesson, Became.ITEM, made, hand)


def into_objective(db: "Database", lesson: Lesson, hand: Hand) -> int:
    """An objective of the plan; returns its id."""
    lesson = _still_new(db, lesson)
    made = plan_records.add(db, Objective(title=lesson.text, due_on=lesson.due_on))
    return _became(db, lesson, Became.OBJECTIVE, made, hand)


def into_watch(db: "Database", lesson: Lesson, words: tuple[str, ...], hand: Hand) -> int:
    """A watch of Mentions for these words; returns its id. Raises `InvalidValue` without words."""
    lesson = _still_new(db, lesson)
    wanted = tuple(text for word in words if (text := checked_text(word)))
    if not wanted:
        raise InvalidValue(
            _("Write at least one word to listen for."), _("Separate several with commas.")
        )
    title = shortened(lesson.text, _LISTED)
    made = watches.add(db, Watch(title=title, any_of=wanted, note=_origin(db, lesson)))
    return _became(db, lesson, Became.WATCH, made, hand)


def into_contact(db: "Database", lesson: Lesson, name: str, hand: Hand) -> int:
    """A card of the roster, to be completed; returns its id. Raises `InvalidValue` unnamed."""
    lesson = _still_new(db, lesson)
    who = checked_text(name)
    if not who:
        raise InvalidValue(_("Write the name of the contact."))
    note = f"{lesson.text} {_origin(db, lesson)}"
    made = roster_records.add(db, Contact(name=who, note=note), hand.now)
    return _became(db, lesson, Became.CONTACT, made, hand)


def into_step(db: "Database", lesson: Lesson, phase: Phase, hand: Hand) -> str:
    """A step at the end of a phase of the incident's scenario, which the town makes its own by it.

    Returns the id of the step. Raises `InvalidValue` when the phase is full or the words are too
    long for a line, `DocumentTrouble` when the scenario is no longer there.
    """
    lesson = _still_new(db, lesson)
    incident = records.one(db.conn, lesson.incident_id)
    scenario_id = incident.scenario if incident else ""
    kept = editing.adopt(db, scenario_id, hand.now)
    scenario, step_id = editing.add_step(kept.scenario, phase, lesson.text)
    changed = replace(kept, scenario=checked(scenario), revision=kept.revision + 1)
    scenario_records.save(db, changed)
    return _became(db, lesson, Became.STEP, step_id, hand)


def _note(db: "Database", lesson: Lesson) -> str:
    """Where it comes from, who sees to it, and by when."""
    told = [_origin(db, lesson)]
    if lesson.owner:
        told.append(_("Seen to by {who}.").format(who=lesson.owner))
    if lesson.due_on:
        # Translators: The last day for something to be done.
        told.append(_("By {day}.").format(day=shown(lesson.due_on)))
    return " ".join(told)


def _origin(db: "Database", lesson: Lesson) -> str:
    """Which incident a lesson is from."""
    incident = records.one(db.conn, lesson.incident_id)
    if incident is None:
        return ""
    told = _("Learnt from “{title}”, {day}.")
    if incident.drill:
        told = _("Learnt from the drill “{title}”, {day}.")
    return told.format(title=incident.title, day=shown(incident.opened_at.astimezone().date()))


def _still_new(db: "Database", lesson: Lesson) -> Lesson:
    """As it is stored: the window may show it as it was a moment ago."""
    there = records.part(db.conn, Lesson, lesson.id) or lesson
    if there.became is not Became.NOTHING:
        raise InvalidValue(
            _("This lesson was turned into something already: {what}.").format(
                what=became_label(there.became)
            ),
            _("Look for it there: nothing is made a second time."),
        )
    return there


def _became(db: "Database", lesson: Lesson, became: Became, made: T, hand: Hand) -> T:
    records.put(db, replace(lesson, became=became, became_id=str(made)))
    log.write(
        db,
        lesson.incident_id,
        hand,
        LogKind.REVIEW,
        lambda: _("Lesson “{text}”: {became}.").format(
            text=lesson.text, became=became_label(became)
        ),
    )
    return made

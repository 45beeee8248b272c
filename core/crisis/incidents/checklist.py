"""Going through the checklist, the level, the promise to the public, and who wears which hat."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from core.crisis import desk as desks
from core.crisis import log
from core.crisis.desk import round_of
from core.crisis.kinds import BETWEEN
from core.crisis.log import Hand
from core.crisis.model import (
    Incident,
    LogKind,
    Statement,
    StatementState,
    Tick,
    TickState,
    WornHat,
)
from core.crisis.records import incidents as records
from core.crisis.scenario import ScenarioStep
from core.crisis.texts.drafts import following
from core.days import clock_time
from core.errors import InvalidValue
from core.i18n import _
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.roster import records as roster_records
from core.roster.model import Contact, Hat, hat_label
from core.text import within_quotes
from core.town.model import checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database


def tick(
    db: "Database", incident: Incident, step: ScenarioStep, hand: Hand, note: str = ""
) -> None:
    """A step is done. Ticked already, only its note changes, and the hour where one is given."""
    _settle(db, incident, step, hand, TickState.DONE, note)


def not_needed(
    db: "Database", incident: Incident, step: ScenarioStep, hand: Hand, why: str
) -> None:
    """A step does not apply here. Raises `InvalidValue` without a reason."""
    if not checked_text(why):
        raise InvalidValue(_("Say why this step is not needed."), _("It stays in the log."))
    _settle(db, incident, step, hand, TickState.NOT_NEEDED, why)


def require_open(incident: Incident, hand: Hand) -> None:
    """What is closed takes only what happened before: typed in from paper, with its hour.

    Raises `InvalidValue`.
    """
    if incident.closed_at is not None and hand.moment > incident.closed_at:
        raise InvalidValue(
            _("The incident is closed."),
            _("Open it again, or type in from paper what was done before, with its hour."),
        )


def _settle(
    db: "Database", incident: Incident, step: ScenarioStep, hand: Hand, state: TickState, note: str
) -> None:
    require_open(incident, hand)
    said = checked_text(note)
    before = _tick_of(db, incident, step)
    if before is not None and before.state is state and before.note == said and not hand.at:
        return
    made = Tick(
        incident.id,
        step.id,
        hand.moment,
        round=round_of(incident, step.phase),
        state=state,
        who=hand.who,
        note=said,
        on_paper=hand.on_paper,
    )
    if before is not None:
        same = before.state is state and not hand.at
        made = replace(before, note=said) if same else replace(made, id=before.id)
    log.write(db, incident.id, hand, LogKind.STEP, lambda: _settled(step, state, said))
    with following(db, incident.id):
        records.put(db, made)


def _settled(step: ScenarioStep, state: TickState, note: str) -> str:
    if state is TickState.NOT_NEEDED:
        text = _("Not needed: “{step}”. {note}")
    else:
        text = _("Done: “{step}”. {note}") if note else _("Done: “{step}”.")
    return text.format(step=within_quotes(step.text), note=note)


def untick(db: "Database", incident: Incident, step: ScenarioStep, hand: Hand) -> None:
    """A step was ticked by mistake: it is open again, and the log says both."""
    require_open(incident, hand)
    before = _tick_of(db, incident, step)
    if before is None:
        return
    with following(db, incident.id):
        records.remove(db, before)
    text = log.told(db, incident.id, lambda: _("Open again: “{step}”."))
    log.write(db, incident.id, hand, LogKind.STEP, text.format(step=within_quotes(step.text)))


def _tick_of(db: "Database", incident: Incident, step: ScenarioStep) -> Tick | None:
    wanted = (step.id, round_of(incident, step.phase))
    ticks = records.of(db.conn, Tick, incident.id)
    return next((item for item in ticks if (item.step, item.round) == wanted), None)


def set_level(
    db: "Database", incident: Incident, level: LevelName, hand: Hand, why: str
) -> Incident:
    """Fix another level. Raises `InvalidValue` without a reason; a level that is the same does not
    change. Returns the incident as it is now."""
    there = records.one(db.conn, incident.id) or incident
    if level is there.level:
        return there
    said = checked_text(why)
    if not said:
        raise InvalidValue(
            _("Say why the level changes."),
            _("Those who read the log afterwards will want to know."),
        )
    changed = replace(there, level=level)
    records.save(db, changed)
    log.write(
        db,
        incident.id,
        hand,
        LogKind.LEVEL,
        lambda: _("Level {new}, was {old}. {why}").format(
            new=level_label(level).lower(), old=level_label(there.level).lower(), why=said
        ),
    )
    return changed


def promise(db: "Database", incident: Incident, due: datetime | None, hand: Hand) -> Incident:
    """When the public will hear more; None: nothing is promised. Returns the incident.

    Drafts that promised the same hour promise this one, and so do those of an earlier hour that
    nobody had promised before. Raises `InvalidValue` for a moment that has passed.
    """
    if due is not None and due <= hand.moment:
        raise InvalidValue(_("Choose a moment that is still to come."))
    there = records.one(db.conn, incident.id) or incident
    desk = desks.load(db.conn, there.id)
    promised = desk is not None and desk.promised
    if due == there.next_update_at and (promised or due is None):
        return there
    changed = replace(there, next_update_at=due)
    with following(db, there.id):
        records.save(db, changed)
        for item in records.of(db.conn, Statement, there.id):
            if due and item.state is StatementState.DRAFT and _follows(item, there, due, promised):
                records.put(db, replace(item, next_update_at=due))
    told = desk.told if desk else None
    log.write(db, incident.id, hand, LogKind.UPDATE, lambda: _promised(due, told))
    return changed


def _promised(due: datetime | None, told: datetime | None) -> str:
    text = _("No further update is promised.")
    if due is not None:
        text = _("Next notice promised for {time}.").format(time=clock_time(due))
    if told is not None and told != due:
        text += " " + _("The public has been told {time}.").format(time=clock_time(told))
    return text


def _follows(draft: Statement, before: Incident, due: datetime, promised: bool) -> bool:
    """Whether a draft is to say the hour that is promised now; `promised`: there was one before."""
    says = draft.next_update_at
    if says is None or says == before.next_update_at:
        return says is not None
    return not promised and (says < due or draft.kind in BETWEEN)


def hand_over(db: "Database", incident: Incident, hat: Hat, to: Contact | str, hand: Hand) -> None:
    """Give a hat to somebody of the roster or to a name; the other one takes it off.

    Raises `InvalidValue` for an empty name.
    """
    name = to.name if isinstance(to, Contact) else checked_text(to)
    # The card may have left the roster while the window asked, and another have its number.
    card = roster_records.one(db.conn, to.id) if isinstance(to, Contact) else None
    contact_id = card.id if card is not None and card.name == name else None
    if not name:
        raise InvalidValue(_("Say who takes it over."))
    worn = records.of(db.conn, WornHat, incident.id)
    before = next((item for item in worn if item.hat is hat and item.until is None), None)
    if before is not None and (before.name, before.contact_id) == (name, contact_id):
        return
    if before is not None:
        records.put(db, replace(before, until=hand.moment))
    records.put(db, WornHat(incident.id, hat, name, hand.moment, contact_id=contact_id))
    last = before.name if before else ""
    log.write(db, incident.id, hand, LogKind.HAT, lambda: _handed(hat, name, last))


def _handed(hat: Hat, name: str, before: str) -> str:
    text = _("{hat}: now {name}, was {before}.") if before else _("{hat}: now {name}.")
    return text.format(hat=hat_label(hat), name=name, before=before)

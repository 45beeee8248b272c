"""Approved versions of the plan, and the next year's plan made from the last one."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from core.errors import InvalidValue
from core.i18n import _, ngettext
from core.plan import records, snapshot
from core.plan.differences import differ
from core.plan.measurements.readings import (
    last_reading,
    measurable,
    months_on,
    reached,
    value_in_words,
)
from core.plan.model import Charter, Objective, Plan, Version
from core.plan.snapshot import NamedContact, Snapshot
from core.plan.wording import dated, named
from core.text import clean
from core.town.model import checked_text

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

DATED_RULES = frozenset(
    {
        *("account-idle", "contacts-unverified", "crisis-contact-unverified", "date-past"),
        *("electoral-guard-missing", "measurement-due", "network-facts-old"),
        *("objective-outside-period", "period-over", "plan-old", "protocol-never-rehearsed"),
        *("protocol-rehearsed-long-ago", "target-backwards", "target-met", "target-met-at-start"),
    }
)
"""Rules that a new period or a new baseline answers anew: what was said of the old one is over."""

_DAYS_A_YEAR = 365.25


@dataclass(frozen=True)
class PlanState:
    """The last approved version, if any, and whether the draft is another plan by now."""

    last: Version | None
    changed_since: bool


def approve(
    db: "Database", body: str, approved_on: date | None, reference: str, now: datetime, today: date
) -> Version:
    """Freeze the plan as it stands, as approved by `body` on a day, inside the open change.

    Raises as `checked`.
    """
    version = checked(db.conn, body, approved_on, reference, now, today)
    records.freeze(db, version, snapshot.to_json(snapshot.freeze(db.conn)))
    return records.versions(db.conn)[-1]


def checked(
    connection: "sqlite3.Connection",
    body: str,
    approved_on: date | None,
    reference: str,
    now: datetime,
    today: date,
) -> Version:
    """The version that an approval would make of the plan as it stands.

    `reference` is the number of the file or of the session, and may be empty. Raises
    `InvalidValue` when the body or the day is missing, the body is no words, the day is in the
    future or earlier than that of the last version, or when nothing has changed since that.
    """
    if not clean(body):
        raise InvalidValue(_("Say who approved the plan."), _example())
    current = state(connection)
    last = current.last
    version = Version(
        number=last.number + 1 if last else 1,
        frozen_at=now,
        body=checked_body(body),
        approved_on=_checked_day(approved_on, last, today),
        reference=checked_text(reference),
    )
    if last is not None and not current.changed_since:
        raise InvalidValue(
            _("Nothing has changed since version {number} was approved.").format(
                number=last.number
            ),
            _("It is already kept, and prints as it was approved."),
        )
    return version


def checked_body(body: str) -> str:
    """Who approved, in words, or nothing. Raises `InvalidValue` for a day or a number."""
    if clean(body) and not any(sign.isalpha() for sign in body):
        raise InvalidValue(
            _("Write who approved the plan in words; the day goes below."), _example()
        )
    return checked_text(body)


def _example() -> str:
    return _("For example the Pleno or the mayor’s office.")


def _checked_day(day: date | None, last: Version | None, today: date) -> date:
    if day is None:
        raise InvalidValue(_("Say on which day the plan was approved."))
    if day > today:
        raise InvalidValue(
            _("The plan cannot have been approved on {day}: that day is still to come.").format(
                day=dated(day)
            ),
            _("Approve it here once it has been approved there."),
        )
    if last and last.approved_on and day < last.approved_on:
        raise InvalidValue(
            _("Version {number} was approved on {day}; this one cannot be earlier.").format(
                number=last.number, day=dated(last.approved_on)
            ),
            _("Check the year."),
        )
    return day


def load_version(connection: "sqlite3.Connection", number: int) -> Snapshot:
    """The plan as it was approved. Raises `LookupError` for no version, `DamagedWorkspace`."""
    content = records.frozen(connection, number)
    if content is None:
        raise LookupError(number)
    return snapshot.from_json(content)


def erase_person(db: "Database", contact_id: int) -> None:
    """Leave no name of an erased contact in the approved versions; their posts remain.

    The right to erasure (GDPR, article 17) reaches them too: what was approved names posts, and
    who held them is kept only to tell versions apart.
    """
    for version in records.versions(db.conn):
        frozen = load_version(db.conn, version.number)
        if frozen.holder(contact_id) is not None:
            holders = tuple(
                NamedContact(contact_id, _("erased"), "", holder.hats, holder.substitute_id)
                if holder.contact_id == contact_id
                else holder
                for holder in frozen.holders
            )
            content = snapshot.to_json(replace(frozen, holders=holders))
            records.refreeze(db, version.number, content)


def state(connection: "sqlite3.Connection") -> PlanState:
    """Whether the draft differs from the last approved version, readings apart."""
    approved = records.versions(connection)
    if not approved:
        return PlanState(None, changed_since=False)
    before = load_version(connection, approved[-1].number)
    return PlanState(approved[-1], changed_since=differ(before, snapshot.freeze(connection)))


def start_next(db: "Database", plan: Plan, today: date) -> list[str]:
    """Make the draft the next year's plan, inside the open change; returns what was done, in words.

    The period begins on the day after the last one's end and is as long, in whole years; periods
    that are over by now are passed over. The dates of the objectives move on by as many years as
    its last day; what was measured last is where each objective starts from; objectives that were
    reached stay, and are named; dismissed findings that had to do with dates count again.
    Approved versions, readings and suggestions stay as they are. Raises `InvalidValue` when the
    plan's period is still to come.
    """
    charter = plan.charter
    if charter.start_on and charter.start_on > today:
        raise InvalidValue(
            _("This is the next plan already: it starts on {day}.").format(
                day=dated(charter.start_on)
            ),
            _("Work on this one: the next is begun when it is over."),
        )
    years = _years_on(charter, today)
    moved = _moved(charter, years)
    told = []
    if moved != charter and moved.start_on and moved.end_on:
        told.append(
            _("The plan runs from {start} to {end}.").format(
                start=dated(moved.start_on), end=dated(moved.end_on)
            )
        )
    records.save(db, moved)
    for objective in plan.objectives:
        told += _start_again(db, plan, objective, years, today)
    return [*told, *_forget_dated(db, plan)]


def _years_on(charter: Charter, today: date) -> int:
    years = _length(charter)
    while charter.end_on and months_on(charter.end_on, 12 * years) < today:
        years += _length(charter)
    return years


def _length(charter: Charter) -> int:
    """Of the period, in whole years; one that began late in its year was meant as one."""
    if charter.start_on is None or charter.end_on is None:
        return 1
    return max(round((charter.end_on - charter.start_on).days / _DAYS_A_YEAR), 1)


def _moved(charter: Charter, years: int) -> Charter:
    start_on = _later(charter.start_on, years)
    if charter.start_on and charter.end_on and charter.start_on <= charter.end_on:
        before = months_on(charter.end_on, 12 * (years - _length(charter)))
        start_on = before if before == date.max else before + timedelta(days=1)
    return replace(charter, start_on=start_on, end_on=_later(charter.end_on, years))


def _later(day: date | None, years: int) -> date | None:
    return months_on(day, 12 * years) if day else None


def _start_again(
    db: "Database", plan: Plan, objective: Objective, years: int, today: date
) -> list[str]:
    last = last_reading(plan.readings(objective), today)
    records.rewrite(
        db,
        replace(
            objective,
            baseline=last.value if last else objective.baseline,
            due_on=_later(objective.due_on, years),
        ),
    )
    if last is None:
        if not measurable(objective):
            return []
        sentence = _("“{title}” was never measured: it starts from the same baseline.")
        return [sentence.format(title=named(objective.title))]
    sentence = (
        _("“{title}” was reached, with {value} on {day}: set a new target, or keep it up.")
        if reached(objective, last.value)
        else _("“{title}” starts from {value}, measured on {day}.")
    )
    words = {"value": value_in_words(objective, last.value), "day": dated(last.measured_on)}
    return [sentence.format(title=named(objective.title), **words)]


def _forget_dated(db: "Database", plan: Plan) -> list[str]:
    dated = [other for other in plan.dismissals if other.key.partition(":")[0] in DATED_RULES]
    for dismissal in dated:
        records.recall(db, dismissal.key)
    if not dated:
        return []
    return [
        ngettext(
            "One finding about dates or figures is open again.",
            "{count} findings about dates or figures are open again.",
            len(dated),
        ).format(count=len(dated))
    ]

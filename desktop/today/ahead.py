"""What comes next when nothing waits: the next dates, and what a spare moment is good for."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice

from core.calendar import records as calendar
from core.calendar.model import CalendarItem, ItemState
from core.crisis.incidents import drill
from core.crisis.model import Lesson
from core.crisis.records import incidents
from core.days import weekday_heading
from core.i18n import _, ngettext
from core.plan.findings import FixTarget
from core.plan.kinds import PlanStep, Severity
from core.plan.measurements import readings
from core.plan.review import PlanReview
from core.plan.rules.protocol import REHEARSAL_HOLDS
from core.roster import records as roster
from core.roster.model import STALE_DAYS
from core.store import Connection
from desktop.today.matter import Matter, Weight, minutes
from desktop.today.plan_matters import ENDS_SOON, NEXT_PLAN

_DATES = 3
_DAY = timedelta(days=1)
_SOON = timedelta(days=30)

Dated = tuple[date, Matter]


def next_dates(connection: Connection, review: PlanReview, today: date) -> list[Matter]:
    """What comes next by its date, the soonest first; each with its day as its line."""
    found = [
        *_items(connection, today),
        *_measurements(review, today),
        *_next_plan(review),
        *_drill(connection),
        *_checks(connection),
        *_reviews(connection),
        *_lessons(connection),
    ]
    there = sorted((pair for pair in found if pair[0] > today), key=lambda pair: pair[0])
    return [matter for _day, matter in there[:_DATES]]


def next_items(connection: Connection, now: datetime) -> list[CalendarItem]:
    """What is published next, the soonest first; of today what has its hour still to come."""
    here = now.astimezone()
    there = (item for item in _planned(connection, here.date()) if not _is_over(item, here))
    return list(islice(there, _DATES))


def _is_over(item: CalendarItem, here: datetime) -> bool:
    return item.day == here.date() and item.hour is not None and item.hour < here.time()


def _planned(connection: Connection, today: date) -> Iterator[CalendarItem]:
    for item in calendar.every(connection, today, today + _SOON):
        if item.state in (ItemState.PLANNED, ItemState.READY):
            yield item


def _items(connection: Connection, today: date) -> Iterator[Dated]:
    for item in _planned(connection, today):
        if item.day is not None:
            yield _on(
                item.day, f"next-item-{item.id}", item.title, _("See the item"), "calendar",
                item.id, None,
            )  # fmt: skip


def spare_moments(review: PlanReview) -> list[Matter]:
    """Two things that are never due and always good."""
    tips = [finding for finding in review.open if finding.severity is Severity.HINT]
    found = [
        Matter(
            "spare-drill",
            _("Do a drill today"),
            _("Twenty minutes alone are enough to find what does not work."),
            _("Choose a drill"),
            Weight.CAN_WAIT,
            "crisis",
            "drill",
            minutes=minutes("drill"),
        )
    ]
    if tips:
        title = ngettext(
            "Look at one tip for the plan", "Look at {count} tips for the plan", len(tips)
        )
        found.append(
            Matter(
                "spare-tips",
                title.format(count=len(tips)),
                tips[0].sentence,
                _("See the tips"),
                Weight.CAN_WAIT,
                "plan",
                tips[0].place,
            )
        )
    return found


def _on(
    day: date, key: str, title: str, action: str, page: str, target: object, takes: int | None
) -> Dated:
    made = Matter(
        key, title, weekday_heading(day), action, Weight.CAN_WAIT, page, target, minutes=takes
    )
    return day, made


def _measurements(review: PlanReview, today: date) -> Iterator[Dated]:
    """One for each day: those of a day are measured together."""
    found = readings.expected(review.facts.plan, today)
    for day, group in groupby(found, key=lambda item: item.since):
        due = list(group)
        place = FixTarget(PlanStep.OBJECTIVES, "objective", due[0].objective.id, "measurements")
        takes = minutes("measurements", len(due))
        yield _on(
            day,
            f"next-{day}",
            readings.measure(due),
            _("Note the measurement"),
            "plan",
            place,
            takes,
        )


def _next_plan(review: PlanReview) -> Iterator[Dated]:
    end = review.facts.plan.charter.end_on
    if end is not None:
        title = _("Start the next plan from this one")
        yield _on(end - ENDS_SOON, "next-plan", title, _("Start the plan"), "plan", NEXT_PLAN, None)


def _drill(connection: Connection) -> Iterator[Dated]:
    last = drill.last(connection)
    if last is not None:
        title = _("Do a drill, before this day")
        day = last + REHEARSAL_HOLDS
        yield _on(
            day, "next-drill", title, _("Choose a drill"), "crisis", "drill", minutes("drill")
        )


def _checks(connection: Connection) -> Iterator[Dated]:
    days = Counter(
        contact.verified_on + timedelta(days=STALE_DAYS) + _DAY
        for contact in roster.everyone(connection)
        if contact.verified_on is not None and not contact.suggested
    )
    for day, count in days.items():
        title = ngettext("Verify one contact", "Verify {count} contacts", count)
        yield _on(
            day, f"next-check-{day}", title.format(count=count), _("See the contacts"), "roster",
            None, minutes("unverified", count),
        )  # fmt: skip


def _reviews(connection: Connection) -> Iterator[Dated]:
    for record in incidents.everything(connection):
        if not record.open and record.review_on is not None and not record.drill:
            title = _("Review “{title}”").format(title=record.title)
            place = ("incident", record.id)
            yield _on(
                record.review_on, f"next-review-{record.id}", title, _("Review the incident"),
                "crisis", place, None,
            )  # fmt: skip


def _lessons(connection: Connection) -> Iterator[Dated]:
    for lesson in incidents.every(connection, Lesson):
        if lesson.due_on is not None and lesson.done_on is None:
            place = ("incident", lesson.incident_id)
            yield _on(
                lesson.due_on, f"next-lesson-{lesson.id}", lesson.text, _("See the lesson"),
                "crisis", place, None,
            )  # fmt: skip

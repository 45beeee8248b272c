"""A stretch of days, first and last included, as moments."""

from datetime import date, datetime, time, timedelta

from core.days import shown
from core.errors import InvalidValue
from core.i18n import _

_FIRST, _LAST = date(1971, 1, 1), date(2200, 1, 1)
"""Days whose midnight every system knows: Windows has none before 1970."""


def moments(start: date, end: date) -> tuple[datetime, datetime]:
    """When the first day begins and when the last has passed, by the clock of the person.

    Raises `InvalidValue` when the days are the wrong way round.
    """
    if start > end:
        raise InvalidValue(
            _("The first day, {start}, is after the last, {end}.").format(
                start=shown(start), end=shown(end)
            ),
            _("Choose a last day that is the same or later."),
        )
    return _midnight(start), _midnight(min(end, _LAST) + timedelta(days=1))


def chosen(today: date, start: date | None, end: date | None) -> tuple[date, date]:
    """The days of a report: those given, and without any the last whole month.

    Without one of them, from the first of the month, or up to today.
    """
    if start is not None:
        return start, end or max(start, today)
    return month_before(today) if end is None else (end.replace(day=1), end)


def month_before(today: date) -> tuple[date, date]:
    """First and last day of the last month that has passed."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months before; the 28th where that month is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, 28))


def _midnight(day: date) -> datetime:
    return datetime.combine(max(day, _FIRST), time.min).astimezone()

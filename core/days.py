"""Days, hours and stretches of time as people type them and as screen and paper say them."""

import re
from datetime import date, datetime, time, timedelta

from core.errors import InvalidValue
from core.i18n import _
from core.text import clean

_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_TYPED = r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{2}|\d{4})"
_HOUR = re.compile(
    r"([01]?\d|2[0-3])(?:\s*[:.h]?\s*([0-5]\d)\s*(?:h|horas)?|\s*(?:h|horas))\.?", re.I
)
_CENTURY = 2000
_HOURS_TOLD = 48
YEARS = range(1900, 2200)
"""Further away is a slip of the finger."""


def shown(day: date | None) -> str:
    """`24/11/2026`, or empty."""
    return f"{day:%d/%m/%Y}" if day else ""


def clock_time(moment: datetime) -> str:
    """`14:32`, where the person is."""
    return f"{moment.astimezone():%H:%M}"


def day_and_time(moment: datetime) -> str:
    """`24/11/2026 14:32`, where the person is."""
    return f"{shown(moment.astimezone().date())} {clock_time(moment)}"


def brief_moment(moment: datetime, now: datetime) -> str:
    """`mar, 24 nov, 14:32`, where the person is; with its year where that is another."""
    day, today = moment.astimezone().date(), now.astimezone().date()
    return f"{brief_date(day, today)}, {clock_time(moment)}"


def hour_or_moment(moment: datetime, now: datetime) -> str:
    """`14:32`, where the person is; of another day `mar, 24 nov, 14:32`."""
    same = moment.astimezone().date() == now.astimezone().date()
    return clock_time(moment) if same else brief_moment(moment, now)


def at_hour(moment: datetime, now: datetime) -> str:
    """`a las 14:32`, where the person is; of another day `el mar, 24 nov a las 14:32`."""
    day, today = moment.astimezone().date(), now.astimezone().date()
    told = _("at {time}") if day == today else _("on {day} at {time}")
    return told.format(day=brief_date(day, today), time=clock_time(moment))


def brief_date(day: date, today: date) -> str:
    """`mar, 24 nov`; with its year where that is another."""
    told = brief_day(day) if day.year == today.year else brief_day_of_year(day)
    return f"{brief_weekday(day)}, {told}"


def long_day(day: date) -> str:
    """`24 de noviembre de 2026`."""
    return _("{day} {month} {year}").format(day=day.day, month=month_name(day), year=day.year)


def weekday(day: date) -> str:
    """`martes, 24 de noviembre`."""
    return _("{weekday} {day} {month}").format(
        weekday=weekday_name(day), day=day.day, month=month_name(day)
    )


def weekday_name(day: date) -> str:
    """`martes`."""
    return _("Monday Tuesday Wednesday Thursday Friday Saturday Sunday").split()[day.weekday()]


def weekday_heading(day: date) -> str:
    """`Martes, 24 de noviembre`, to begin a line with."""
    words = weekday(day)
    return words[:1].upper() + words[1:]


def brief_weekday(day: date) -> str:
    """`mar`."""
    return _("Mon Tue Wed Thu Fri Sat Sun").split()[day.weekday()]


def brief_day(day: date) -> str:
    """`24 nov`, to stand beside others of its year."""
    return f"{day.day} {brief_month(day)}"


def brief_day_of_year(day: date) -> str:
    """`24 nov 2026`."""
    return f"{brief_day(day)} {day.year}"


def brief_month(day: date) -> str:
    """`nov`."""
    return _("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec").split()[day.month - 1]


def span(start: date, end: date) -> str:
    """`del 7 al 27 de diciembre`, within a sentence about days near to today."""
    first, last = month_name(start), month_name(end)
    told = (
        _("from {start} to {end} {last}")
        if first == last
        else _("from {start} {first} to {end} {last}")
    )
    return told.format(start=start.day, first=first, end=end.day, last=last)


def before(last: date, first: date) -> str:
    """The first of two days, said before the last: `23`, `24 de noviembre`, `30 de marzo de 2026`.

    What the two share is said once, with the last.
    """
    if first.year != last.year:
        return long_day(first)
    if first.month != last.month:
        return _("{day} {month}").format(day=first.day, month=month_name(first))
    return str(first.day)


def month_of_year(day: date) -> str:
    """`noviembre de 2026`."""
    return _("{month} {year}").format(month=month_name(day), year=day.year)


def month_name(day: date) -> str:
    """`noviembre`."""
    names = _(
        "January February March April May June July August September October November December"
    )
    return names.split()[day.month - 1]


def lapse(length: timedelta) -> str:
    """`18 min`, `1 h 20 min`, `2 h`; from two days on `2 d 3 h`."""
    minutes = int(length / timedelta(minutes=1))
    hours, left = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=minutes)
    if hours >= _HOURS_TOLD:
        return _("{days} d {hours} h").format(days=hours // 24, hours=hours % 24)
    if not left:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=left)


def on_the_wall(since: datetime, until: datetime) -> timedelta:
    """From one to the other by the minutes that a clock shows; negative the wrong way round."""
    return until.replace(second=0, microsecond=0) - since.replace(second=0, microsecond=0)


def checked_hour(text: str) -> time | None:
    """An hour typed as `14:32`, `14.32`, `1432`, `9:05 h` or `9 h`; None when empty.

    Raises `InvalidValue`.
    """
    cleaned = clean(text)
    if not cleaned:
        return None
    if found := _HOUR.fullmatch(cleaned):
        return time(int(found[1]), int(found[2] or 0))
    raise InvalidValue(_("Type a time such as {example}.").format(example="22:00"))


def checked_day(text: str) -> date | None:
    """A day typed as `24/11/2026`, `24-11-26` or `2026-11-24`; None when empty.

    Two digits are a year of this century. Raises `InvalidValue`.
    """
    cleaned = clean(text)
    if not cleaned:
        return None
    day = _read(cleaned)
    if day is not None and day.year in YEARS:
        return day
    raise InvalidValue(
        _("Type a day that exists, such as {example}.").format(example=shown(date(2027, 1, 31))),
        _("What you typed stays here until then."),
    )


def checked_month(text: str) -> date:
    """The first day of a month written as `2027-05`. Raises `InvalidValue`."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise InvalidValue(
            _("“{text}” is not a month.").format(text=text), _("Write it as 2027-05.")
        ) from error


def _read(text: str) -> date | None:
    try:
        if found := re.fullmatch(_ISO, text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(_TYPED, text):
            year = int(found[3])
            return date(year if year > 99 else _CENTURY + year, int(found[2]), int(found[1]))
    except ValueError:
        pass
    return None


_FIRST, _LAST = date(1971, 1, 1), date(2200, 1, 1)
"""Days whose hours every system knows: Windows has none before 1970 nor after the year 3000."""


def moment_at(day: date, hour: time = time.min) -> datetime:
    """That hour of that day by the clock of the person; of 1971 or 2200 for a day beyond."""
    return datetime.combine(min(max(day, _FIRST), _LAST), hour).astimezone()


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
    return moment_at(start), moment_at(min(end, _LAST) + timedelta(days=1))


def chosen(today: date, start: date | None, end: date | None) -> tuple[date, date]:
    """The days of a report: those given, and without any the last whole month.

    Without one of them, from the first of the month, or up to today.
    """
    if start is not None:
        return start, end or max(start, today)
    return month_before(today) if end is None else (end.replace(day=1), end)


def month_before(today: date) -> tuple[date, date]:
    """First and last day of the last month that has passed."""
    return month_days(today.replace(day=1) - timedelta(days=1))


def month_days(day: date) -> tuple[date, date]:
    """First and last day of the month of a day."""
    from calendar import monthrange

    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months before; the 28th where that month is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, 28))

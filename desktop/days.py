"""Days and moments as `core.days` says them, to open a line with where it is a weekday."""

from datetime import date

from core import days
from core.days import brief_day, long_day
from core.days import day_and_time as moment

__all__ = ["brief_day", "long_day", "moment", "weekday"]


def weekday(day: date) -> str:
    """`Martes, 24 de noviembre`."""
    words = days.weekday(day)
    return words[:1].upper() + words[1:]

"""Days and moments as one says them, in the language of the window."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

from core.i18n import _


def _qt(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def long_day(day: date) -> str:
    """`24 de noviembre de 2026`."""
    return QLocale().toString(_qt(day), _("d MMMM yyyy"))


def weekday(day: date) -> str:
    """`Martes, 24 de noviembre`, to open a line with."""
    words = QLocale().toString(_qt(day), _("dddd, d MMMM"))
    return words[:1].upper() + words[1:]


def brief_day(day: date) -> str:
    """`24 nov`, below a chart."""
    return QLocale().toString(_qt(day), _("d MMM"))


def moment(when: datetime) -> str:
    """`24/11/26 14:32`: day and local time of an aware moment."""
    local = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)

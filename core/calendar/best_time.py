"""The hour and the weekday that a channel's “best time” speaks of, in Spanish or in English."""

import re
from collections.abc import Sequence
from datetime import time

from core.plan.model import Channel
from core.text import fold

_HOUR = re.compile(
    r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?(?:\s*(?:a|to)\s*\d{1,2}(?:[:.]\d{2})?\s*(am|pm)?)?"
)
_PARTS = (
    ("primera hora", 9), ("first thing", 9), ("morning", 10), ("mediodia", 13), ("midday", 13),
    ("tarde", 18), ("afternoon", 18), ("mañana", 10),
)  # fmt: skip
_WEEKDAYS = ("lunes monday", "martes tuesday", "miercoles wednesday", "jueves thursday",
    "viernes friday")  # fmt: skip
_USUAL = time(10)


def hour(channels: Sequence[Channel]) -> time:
    """When to publish on them: as the one that names a weekday says, or the first that says."""
    ordered = sorted(channels, key=lambda channel: weekday([channel]) is None)
    return next(filter(None, (_hour(channel.best_time) for channel in ordered)), _USUAL)


def weekday(channels: Sequence[Channel]) -> int | None:
    """From 0, Monday, to 4, as the first of them says that names one; None for any."""
    for channel in channels:
        told = fold(channel.best_time)
        for number, names in enumerate(_WEEKDAYS):
            if any(name in told for name in names.split()):
                return number
    return None


def _hour(words: str) -> time | None:
    told = fold(words)
    if found := _HOUR.search(told):
        number = int(found[1])
        later = (found[3] or found[4]) == "pm" and number < 12
        return time((number + 12 * later) % 24, int(found[2] or 0) % 60)
    return next((time(number) for part, number in _PARTS if part in told), None)

"""The words of the inbox: states, tones, where something was said and when."""

from datetime import date, datetime

from core.days import at_hour, brief_day, brief_day_of_year, brief_moment, brief_weekday, clock_time
from core.i18n import _, pgettext
from core.mentions.kinds import MentionState, ToneBand
from core.mentions.model import Item
from core.mentions.records.mentions import Row
from desktop.widgets.marks import Mark

_WEEK = 6
"""Days back for which the name of the day says enough."""


def state_key(state: MentionState) -> str:
    """The letter that says a state, in the language of the window."""
    return {
        MentionState.NEW: pgettext("key: new again", "N"),
        MentionState.READ: pgettext("key: read", "R"),
        MentionState.TO_ANSWER: pgettext("key: to answer", "T"),
        MentionState.ANSWERED: pgettext("key: answered", "A"),
        MentionState.IGNORED: pgettext("key: not ours", "X"),
    }[state]


def ours_key() -> str:
    """The letter that says of what is no mention that it is ours."""
    return pgettext("key: ours", "Y")


def not_ours_key() -> str:
    """The letter that says of what is unsure that it is not ours."""
    return pgettext("key: not ours, of an unsure one", "N")


def original_key() -> str:
    """The letter that opens the original."""
    return pgettext("key: original", "O")


STATES = {
    MentionState.NEW: None,
    MentionState.READ: Mark("check"),
    MentionState.TO_ANSWER: Mark("reply"),
    MentionState.ANSWERED: Mark("check-check"),
    MentionState.IGNORED: Mark("x"),
}

BANDS = {
    ToneBand.NEGATIVE: Mark("face-slightly-frowning"),
    ToneBand.NONE: Mark("face-neutral"),
    ToneBand.POSITIVE: Mark("face-slightly-smiling"),
}


def place(row: Row) -> str:
    """Where it was said: the medium, or how it came to us when there is none."""
    item = row.item
    if item.source_id is None:
        by_hand = _("Noted by hand")
        return f"{by_hand} · {item.outlet}" if item.outlet else by_hand
    return item.outlet or row.source


def place_at_length(row: Row) -> str:
    """As `place`, with the source that brought what another medium said, and the author."""
    item = row.item
    words = place(row)
    if item.source_id is not None and item.outlet and row.source not in ("", item.outlet):
        words = _("{outlet}, by {source}").format(outlet=item.outlet, source=row.source)
    return f"{words} · {item.author}" if item.author else words


def short_time(moment: datetime, now: datetime) -> str:
    """`14:05` today, `yesterday`, `Sun` within the week, `12 Nov`, `12 Nov 2025`: local time."""
    local, today = moment.astimezone(), now.astimezone().date()
    days = (today - local.date()).days
    if days == 0:
        return clock_time(moment)
    if days == 1:
        return _("yesterday")
    if 1 < days <= _WEEK:
        return brief_weekday(local.date())
    return _day(local.date(), today)


def dated_line(item: Item, now: datetime) -> str:
    """When something was published, and when it was first seen here."""
    first = _("noted {when}") if item.source_id is None else _("first seen {when}")
    if item.dated:
        published, beside = brief_moment(item.at, now), item.at
    else:
        published, beside = _("the source gives no date, or one still to come"), now
    return f"{published} · {first.format(when=at_hour(item.seen_at, beside))}"


def _day(day: date, today: date) -> str:
    return brief_day(day) if day.year == today.year else brief_day_of_year(day)

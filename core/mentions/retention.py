"""Letting go of what is older than the town keeps: no further than the clock can be believed.

A computer whose clock is ahead would let go of everything. So nothing goes while nobody outside
confirms the hour, never more than a part at once unless the person says so, and once a day at most,
after a copy.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from core import days
from core.days import shown
from core.i18n import _, ngettext
from core.mentions.records import decisions, items
from core.store import Connection, full_text

if TYPE_CHECKING:
    from sqlite_utils import Database

CONFIRMED_FOR = timedelta(days=7)
"""What the newest item that a medium dated says of the clock: it may be so much later by now."""

SHARE = 0.1
"""Of all that is kept: more than this does not go without a question."""


@dataclass(frozen=True)
class Old:
    """What is older than the town keeps, and whether it may go by itself."""

    count: int
    of: int
    before: datetime
    confirmed: bool
    """Whether what was read confirms the hour of this computer."""

    @property
    def asks(self) -> bool:
        """True when it goes only if the person says so."""
        return bool(self.count) and (not self.confirmed or self.count > SHARE * self.of)


def look(connection: Connection, now: datetime) -> Old:
    """What is older than the town decided to keep it."""
    months = decisions.load(connection).months
    before = days.months_before(now, months)
    count = items.older(connection, before) if months > 0 else 0
    return Old(count, items.count(connection), before, believed(connection, now) == now)


def believed(connection: Connection, now: datetime) -> datetime | None:
    """Now, or the last moment that what was read confirms; None: nothing says anything of it."""
    newest = items.newest_dated(connection)
    return min(now, newest + CONFIRMED_FOR) if newest else None


def let_go(db: "Database", old: Old, now: datetime) -> None:
    """Let it go with what is made of it: stories, their titles, the words of the index."""
    from core.mentions import stories

    stories.shorten(db, items.expire(db, old.before))
    full_text.forget_deleted(db.conn)
    decisions.note_let_go(db, now, old.count)


def went_sentence(count: int) -> str:
    """What a run let go, with `{count}` to be filled in."""
    return ngettext(
        "{count} item was deleted for being older than the town keeps.",
        "{count} items were deleted for being older than the town keeps.",
        count,
    )


def waits_sentence(count: int) -> str:
    """What does not go by itself, with `{count}` to be filled in."""
    return ngettext(
        "{count} item is older than the town keeps and waits for your word, in Today.",
        "{count} items are older than the town keeps and wait for your word, in Today.",
        count,
    )


def last_sentence(connection: Connection) -> str:
    """What went last because it was old, and when; empty when nothing ever did."""
    last = decisions.let_go(connection)
    if last is None:
        return ""
    at, count = last
    return f"{shown(at.astimezone().date())}: {went_sentence(count).format(count=count)}"


def why_asked(old: Old, now: datetime) -> str:
    """Why it does not go by itself."""
    if not old.confirmed:
        return _(
            "Nothing that was read confirms the date of this computer, {day}: it may be wrong."
        ).format(day=shown(now.astimezone().date()))
    return _("That is many of the {count} that are kept.").format(count=old.of)

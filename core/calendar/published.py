"""What really went out, against what the plan says: by use, audience, channel and objective."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.calendar import records
from core.days import long_day
from core.i18n import _, ngettext
from core.numbers import number, percent
from core.plan.kinds import UseName
from core.plan.model import Channel, Objective, Use
from core.plan.records import every

if TYPE_CHECKING:
    from core.store import Connection

_WEEK = 7
_RECENT = timedelta(weeks=13)
"""What a step of the plan looks back on."""


@dataclass(frozen=True)
class PublishedCounts:
    """What went out. An item on three channels is one item, published three times."""

    items: int
    by_use: Counter[UseName | None]
    by_audience: Counter[int | None]
    """By id; None are those for everybody."""
    by_channel: Counter[int | None]
    """Publications; None are those of channels that are gone."""
    by_objective: Counter[int | None]
    since: date | None
    """The first day on which something was."""
    weeks: float
    """From then to the end."""
    minutes: float
    """That the plan gives to so many posts."""


def counted(connection: "Connection", start: date, end: date) -> PublishedCounts:
    """What was published from one day to another, both included."""
    out = [
        (one.published_at.astimezone().date(), one)
        for one in records.published_between(connection, start, end)
    ]
    items = records.some(connection, {one.item_id for _day, one in out})
    since = min((day for day, _one in out), default=None)
    minutes = {one.id: one.minutes_post or 0.0 for one in every(connection, Channel)}
    return PublishedCounts(
        items=len(items),
        by_use=Counter(item.use for item in items),
        by_audience=Counter(one for item in items for one in item.audiences or (None,)),
        by_channel=Counter(
            one.channel_id if one.channel_id in minutes else None for _day, one in out
        ),
        by_objective=Counter(item.objective_id for item in items),
        since=since,
        weeks=((end - since).days + 1) / _WEEK if since else 0.0,
        minutes=sum(minutes.get(one.channel_id or 0, 0.0) for _day, one in out),
    )


def recent(connection: "Connection", today: date) -> PublishedCounts:
    """What was published in the last three months."""
    return counted(connection, today - _RECENT, today)


def of_use(out: PublishedCounts, use: Use) -> str:
    """The share that a use really had; nothing where nothing is known."""
    if not out.items:
        return ""
    told = _("Published since {day}: {share}, {count} of {total}; the plan says {wanted}.")
    return _with_source(
        told.format(
            day=_since(out),
            share=percent(100 * out.by_use[use.name] / out.items),
            count=number(out.by_use[use.name]),
            total=number(out.items),
            wanted=percent(use.share or 0),
        )
    )


def of_channel(out: PublishedCounts, channel: Channel) -> str:
    """How often a channel really had something."""
    if not out.items:
        return ""
    told = _("Published since {day}: {often} a week.")
    if channel.posts_week is not None:
        told = _("Published since {day}: {often} a week; the plan says {wanted}.")
    return _with_source(
        told.format(
            day=_since(out),
            often=number(out.by_channel[channel.id] / out.weeks, 1),
            wanted=number(channel.posts_week or 0, 1),
        )
    )


def of_objective(out: PublishedCounts, objective: Objective) -> str:
    """How much was published for an objective."""
    if not out.items:
        return ""
    count = out.by_objective[objective.id]
    told = ngettext(
        "Published for it since {day}: {count} item of {total}.",
        "Published for it since {day}: {count} items of {total}.",
        count,
    )
    return _with_source(told.format(day=_since(out), count=number(count), total=number(out.items)))


def _since(out: PublishedCounts) -> str:
    return long_day(out.since) if out.since else ""


def _with_source(told: str) -> str:
    return " ".join((told, _("Source: Calendar.")))

"""What the calendar asks for today: what goes out, what is to be confirmed, decided or let go."""

from datetime import date, datetime, timedelta

from core.calendar import records
from core.calendar.decisions import questions
from core.calendar.model import CalendarItem, ItemState, still_to_ask
from core.calendar.walk import Walk, look
from core.crisis import desk as desks
from core.days import brief_day, brief_weekday, weekday
from core.i18n import _, ngettext
from core.plan import records as plan_records
from core.plan.model import Channel
from core.store import Connection
from desktop.today.matter import Matter, Weight, minutes

_LATE = timedelta(days=7)
"""What should have gone out longer ago is not asked about any more."""
_AHEAD = timedelta(days=60)


def calendar_matters(connection: Connection, now: datetime) -> list[Matter]:
    """Items to publish today and tomorrow and what is late, what to ask, decide and let go."""
    today = now.astimezone().date()
    items = records.every(connection, today - _LATE, today + _AHEAD)
    titles = {channel.id: channel.title for channel in plan_records.every(connection, Channel)}
    found = [_to_confirm(item, today) for item in items if still_to_ask(item, today)]
    for item in items:
        due = item.state in (ItemState.PLANNED, ItemState.READY) and item.day is not None
        if due and item.day is not None and item.day <= today + timedelta(days=1):
            found.append(_to_publish(item, now, titles))
    return [
        *_to_hold(connection, items, today),
        *found,
        *_to_walk(connection, today),
        *_to_decide(connection, items),
        *_to_release(items),
    ]


def _to_hold(connection: Connection, items: list[CalendarItem], today: date) -> list[Matter]:
    """While an incident is open: what would go out as if nothing had happened."""
    incident = next((other for other in desks.open_ones(connection) if not other.drill), None)
    count = sum(item.to_come and item.day is not None and item.day >= today for item in items)
    if incident is None or not count:
        return []
    title = ngettext("Hold {count} item that is to come", "Hold {count} items to come", count)
    return [
        Matter(
            "items-hold",
            title.format(count=count),
            incident.title,
            _("Hold the calendar"),
            Weight.WAITED_FOR,
            "calendar",
            incident,
            minutes=minutes("one-choice"),
        )
    ]


def _to_confirm(item: CalendarItem, today: date) -> Matter:
    asked = _("Ask {whom}.").format(whom=item.ask_whom) if item.ask_whom else ""
    return Matter(
        f"item-true-{item.id}",
        _("{title}: is it still true?").format(title=item.title),
        asked,
        _("See the item"),
        Weight.DUE if item.day is not None and item.day > today else Weight.WAITED_FOR,
        "calendar",
        item.id,
        minutes=minutes("one-choice"),
    )


def _to_publish(item: CalendarItem, now: datetime, titles: dict[int, str]) -> Matter:
    today = now.astimezone().date()
    hour = f"{item.hour:%H:%M}" if item.hour else ""
    late = item.day is not None and item.day < today
    if late and item.day is not None:
        when = _("since {day}").format(day=weekday(item.day))
    elif item.day == today:
        when = hour or _("today")
    else:
        when = f"{brief_weekday(today + timedelta(days=1))} {hour}".strip()
    return Matter(
        f"item-{item.id}",
        _("Publish: {title}").format(title=item.title),
        ", ".join(titles[key] for key in item.channels if key in titles),
        _("See the item"),
        Weight.WAITED_FOR if item.day is not None and item.day <= today else Weight.DUE,
        "calendar",
        item.id,
        deadline=when,
        minutes=minutes("publish", max(1, len(item.channels))),
    )


def _to_walk(connection: Connection, today: date) -> list[Matter]:
    """The list to look through for the elections, while something of it is left."""
    walk = look(connection, today)
    if not walk.due or not walk.left:
        return []
    called = walk.period.called_on <= today
    return [
        Matter(
            "electoral-walk",
            _walk_title(walk, called=called),
            walk.period.name,
            _("See the list"),
            Weight.WAITED_FOR if called and not walk.after else Weight.DUE,
            "calendar",
            "electoral-walk",
            deadline="" if called else brief_day(walk.period.called_on),
            minutes=minutes("walk", walk.left),
        )
    ]


def _walk_title(walk: Walk, *, called: bool) -> str:
    if walk.after:
        told = ngettext(
            "After the vote: {count} thing to give back",
            "After the vote: {count} things to give back",
            walk.left,
        )
    elif called:
        told = ngettext(
            "Elections are called: {count} thing still to look through",
            "Elections are called: {count} things still to look through",
            walk.left,
        )
    else:
        told = ngettext(
            "Before elections are called: {count} thing to look through",
            "Before elections are called: {count} things to look through",
            walk.left,
        )
    return told.format(count=walk.left)


def _to_decide(connection: Connection, items: list[CalendarItem]) -> list[Matter]:
    asked = questions(connection, items)
    if not asked:
        return []
    first = next(item for item in items if item.id in asked)
    count = len(asked)
    title = ngettext(
        "Decide on {count} item in the electoral period",
        "Decide on {count} items in the electoral period",
        count,
    )
    return [
        Matter(
            "items-electoral",
            title.format(count=count),
            first.title,
            _("See the first item"),
            Weight.DUE,
            "calendar",
            first.id,
            minutes=minutes("one-choice", count),
        )
    ]


def _to_release(items: list[CalendarItem]) -> list[Matter]:
    stopped = [item for item in items if item.state is ItemState.HELD]
    if not stopped:
        return []
    count = len(stopped)
    title = ngettext(
        "Release or drop {count} held item", "Release or drop {count} held items", count
    )
    return [
        Matter(
            "items-held",
            title.format(count=count),
            stopped[0].held_why,
            _("See the held items"),
            Weight.DUE,
            "calendar",
            "held",
            minutes=minutes("one-choice", count),
        )
    ]

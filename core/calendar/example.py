"""Four months of the calendar of the example town, placed around the day on which it is made."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from core import content, i18n
from core.calendar import elections, records
from core.calendar.model import CalendarItem, ItemState, Publication, Series
from core.days import moment_at, weekday
from core.plan import records as plan_records
from core.plan.kinds import UseName
from core.plan.model import Plan
from core.plan.plan_content import ListedShape, PlanContent
from core.town import fiestas

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")

_PUBLIC = "es"
"""The language in which the town publishes, whoever reads the example."""
_AS_IT_IS = ("title", "hour", "state", "use", "place", "image", "alt", "ask_whom")


class ExampleItem(msgspec.Struct, forbid_unknown_fields=True):
    """An item; `day` counts from Monday of this week, from today, or from the next election's call.

    `said` are its texts, one for each time that it comes, `every` days after the other. `ask` is
    so many days before its own. `{+2}` in a text is the day that would be `day = 2`.
    """

    title: str
    day: int | None = None
    since: Literal["monday", "today", "call"] = "monday"
    hour: time | None = None
    state: ItemState = ItemState.PLANNED
    channels: tuple[str, ...] = ()
    use: UseName | None = None
    audiences: tuple[str, ...] = ()
    objective: str = ""
    series: str = ""
    place: str = ""
    image: str = ""
    alt: str = ""
    ask: int | None = None
    ask_whom: str = ""
    note: str = ""
    texts: dict[str, str] = {}
    said: tuple[str, ...] = ("",)
    every: int = 7


class ExampleCalendar(msgspec.Struct, forbid_unknown_fields=True):
    """The content file `example-calendar`; what is published is Spanish in every language."""

    fiestas: list[str]
    series: dict[str, Series]
    items: list[ExampleItem]


def plant(db: "Database", told_of_plan: PlanContent, now: datetime) -> None:
    """Fill the calendar; what is past by now has gone out."""
    plan, today = plan_records.load(db.conn), now.astimezone().date()
    channels = _by_id(told_of_plan.channels, plan.channels)
    audiences = _by_id(told_of_plan.audiences, plan.audiences)
    objectives = _by_id(told_of_plan.objectives, plan.objectives)
    since = {
        "today": today,
        "monday": today - timedelta(days=today.weekday()),
        "call": elections.coming(db.conn, today).called_on,
    }
    told = content.load("example-calendar", ExampleCalendar)
    fiestas.store(db, fiestas.read("\n".join(told.fiestas)))
    series = {name: records.add_series(db, one) for name, one in told.series.items()}
    for one in told.items:
        first, leads = since[one.since], channels[one.channels[0]]
        item = CalendarItem(
            **{name: getattr(one, name) for name in _AS_IT_IS},
            channels=tuple(channels[name].id for name in one.channels),
            audiences=tuple(audiences[name].id for name in one.audiences),
            objective_id=objectives[one.objective].id if one.objective else None,
            owner_id=leads.owner_id,
            substitute_id=leads.substitute_id,
            series_id=series.get(one.series),
            note=_with_days(one.note, first, i18n.current()),
        )
        for name, text in one.texts.items():
            item = item.with_text(channels[name].id, _PUBLIC, _with_days(text, first, _PUBLIC))
        for at, text in enumerate(one.said):
            day = None if one.day is None else first + timedelta(days=one.day + at * one.every)
            ask_on = day - timedelta(days=one.ask) if day and one.ask is not None else None
            whole = replace(item, day=day, ask_on=ask_on).with_text(
                None, _PUBLIC, _with_days(text, first, _PUBLIC)
            )
            moment = moment_at(day or date.max, one.hour or time.min)
            if moment > now or one.since == "today":
                records.add(db, whole)
            else:
                _gone_by(db, whole, moment, plan)


def _by_id(told: Iterable[ListedShape], stored: Iterable[T]) -> dict[str, T]:
    return {one.id: other for one, other in zip(told, stored, strict=True)}


def _with_days(text: str, first: date, language: str) -> str:
    def said(days: re.Match[str]) -> str:
        return weekday(first + timedelta(days=int(days[1]))).replace(",", "")

    with i18n.language(language):
        return re.sub(r"\{([+-]\d+)\}", said, text)


def _gone_by(db: "Database", item: CalendarItem, moment: datetime, plan: Plan) -> None:
    """Keep it as it is once its moment has passed; what was but an idea never went out."""
    never = item.state in (ItemState.IDEA, ItemState.DROPPED)
    state = ItemState.DROPPED if never else ItemState.PUBLISHED
    item_id = records.add(db, replace(item, state=state, confirmed_on=item.ask_on))
    posts = {person.id: person.label for person in plan.people}
    for channel in () if never else plan.channels:
        if channel.id in item.channels:
            by = posts.get(channel.owner_id or 0, "")
            records.publish(db, Publication(item_id, channel.title, moment, 0, channel.id, by))

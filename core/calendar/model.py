"""What is published when, where and for whom, and the pure rules about it.

Days and hours are those of the town's clock, as people write them on the wall.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Annotated

from core.days import moment_at
from core.field_kinds import LINE, Choice, Day, Hour, Line, Page, Ref, Refs
from core.i18n import _
from core.plan.kinds import UseName
from core.plan.labels import use_label

TITLE = 120
"""Characters of a title, which stands in a tile."""

TEXT_LIMIT = 5000
"""Characters of what is published in one place: a notice for the web, with room to spare."""

MINUTE = timedelta(minutes=1)
"""As near as an hour is told."""


class ItemState(StrEnum):
    """How far an item is; the first four follow one another."""

    IDEA = "idea"
    PLANNED = "planned"
    READY = "ready"
    PUBLISHED = "published"
    HELD = "held"
    """Stopped with all the others, and released one by one."""
    DROPPED = "dropped"


TO_COME = (ItemState.IDEA, ItemState.PLANNED, ItemState.READY)
"""What is still to be published."""


class SeriesKind(StrEnum):
    """Why items belong together."""

    EVENT = "event"
    DEADLINE = "deadline"
    REPEATED = "repeated"
    IMPORTED = "imported"


class Decided(StrEnum):
    """What a person decided of an item that the electoral guard asked about."""

    CHANGED = "changed"
    HELD = "held"
    DROPPED = "dropped"
    PUBLISHED = "published"


def decided_label(decided: Decided) -> str:
    """What was decided, as a person says it."""
    return {
        Decided.CHANGED: _("The text has to be changed"),
        Decided.HELD: _("It waits until after the vote"),
        Decided.DROPPED: _("It is not published"),
        Decided.PUBLISHED: _("It is published as it is"),
    }[decided]


def state_label(state: ItemState) -> str:
    """The state, as a person says it of an item."""
    return {
        # Translators: State of an item of the calendar: not decided yet.
        ItemState.IDEA: _("Idea"),
        # Translators: State of an item of the calendar.
        ItemState.PLANNED: _("Planned"),
        # Translators: State of an item of the calendar.
        ItemState.READY: _("Ready"),
        # Translators: State of an item of the calendar.
        ItemState.PUBLISHED: _("Published"),
        # Translators: State of an item of the calendar: stopped until it is released.
        ItemState.HELD: _("Held"),
        # Translators: State of an item of the calendar: given up.
        ItemState.DROPPED: _("Dropped"),
    }[state]


@dataclass(frozen=True)
class ItemText:
    """What is published in a language: in one channel, or with None in all without their own."""

    language: str
    text: Annotated[str, Page(lambda: _("Text"), limit=TEXT_LIMIT, rows=6)]
    channel_id: int | None = None


@dataclass(frozen=True)
class Publication:
    """Where an item went out, when, and by whom."""

    item_id: int
    channel: str
    """Its name at that moment."""
    published_at: datetime
    id: int = 0
    channel_id: int | None = None
    who: str = ""
    address: str = ""


@dataclass(frozen=True)
class Series:
    """Items that belong together; `rule` is an RRULE (RFC 5545) where they come by one."""

    kind: SeriesKind
    title: str
    id: int = 0
    rule: str = ""


@dataclass(frozen=True)
class Election:
    """One that has no date of its own, or the municipal one as it was decreed."""

    name: Annotated[str, Line(lambda: _("Elections"), required=True)]
    called_on: Annotated[date, Day(lambda: _("Day they are called"), required=True)]
    voted_on: Annotated[date, Day(lambda: _("Day of the vote"), beside=True, required=True)]
    id: int = 0
    decree: Annotated[
        str, Line(lambda: _("Decree"), lambda: _("Its number, and where it was published."))
    ] = ""
    territory: Annotated[str, Line(lambda: _("Territory"))] = ""


@dataclass(frozen=True)
class ElectoralDecision:
    """What a person decided of an item for a day of an electoral period, and why."""

    title: str
    day: date
    """On which the item was to be published."""
    decision: Decided
    reasons: str
    """The words and the rules, one a line, as they were shown."""
    text_digest: str
    """Of the text that was decided on."""
    decided_at: datetime
    id: int = 0
    item_id: int | None = None
    because: str = ""
    who: str = ""


@dataclass(frozen=True)
class CalendarItem:
    """Something to publish; `id` 0 until stored. Without a day it is an idea for any."""

    title: Annotated[str, Line(lambda: _("Title, for you"), limit=TITLE, required=True)]
    id: int = 0
    day: Annotated[date | None, Day(lambda: _("Day"))] = None
    hour: Annotated[
        time | None, Hour(lambda: _("Time"), lambda: _("None: all day."), beside=True)
    ] = None
    state: ItemState = ItemState.IDEA
    channels: Annotated[tuple[int, ...], Refs(lambda: _("Where"), to="channels")] = ()
    use: Annotated[
        UseName | None,
        Choice(lambda: _("What for"), kind=UseName, words=use_label, none=lambda: _("Not said")),
    ] = None
    audiences: Annotated[
        tuple[int, ...],
        Refs(lambda: _("For whom"), lambda: _("None: everybody."), to="audiences"),
    ] = ()
    objective_id: Annotated[
        # Translators: No objective.
        int | None, Ref(lambda: _("Objective"), to="objectives", none=lambda: _("None"))
    ] = None
    owner_id: Annotated[int | None, Ref(lambda: _("Who publishes it"), to="people")] = None
    # Translators: Who acts when the person in charge does not answer.
    substitute_id: Annotated[int | None, Ref(lambda: _("Deputy"), to="people", beside=True)] = None
    place: Annotated[
        str, Line(lambda: _("Place of the event"), lambda: _("Where it is held, if it is one."))
    ] = ""
    image: Annotated[
        str,
        # Translators: File or address of the picture of an item.
        Line(lambda: _("Image"), lambda: _("Where it is kept: a file or an address."), limit=500),
    ] = ""
    alt: Annotated[
        str,
        Page(lambda: _("Image, described for those who cannot see it"), limit=1000, rows=2),
    ] = ""
    # Translators: Address of a web page.
    link: Annotated[str, Line(lambda: _("Link"), limit=2000)] = ""
    ask_on: Annotated[
        date | None,
        Day(lambda: _("Is it still true? Ask on"), lambda: _("For what may have changed by then.")),
    ] = None
    ask_whom: Annotated[str, Line(lambda: _("Who to ask"), limit=LINE, beside=True)] = ""
    confirmed_on: date | None = None
    """The day on which somebody said that it is still true."""
    series_id: int | None = None
    mention_id: int | None = None
    lesson_id: int | None = None
    """What was learnt of an incident and made this item."""
    held_from: str = ""
    """The state that a held one goes back to."""
    held_why: str = ""
    incident_id: int | None = None
    uid: str = ""
    """What the calendar that it was read from calls it."""
    note: Annotated[str, Page(lambda: _("Note, for you"), rows=2)] = ""
    texts: tuple[ItemText, ...] = ()
    suggested: str = ""
    """Why the program proposes it; empty when it is the person's own."""

    @property
    def to_come(self) -> bool:
        """Whether it is still to be published."""
        return self.state in TO_COME

    def text(self, channel_id: int | None, language: str) -> str:
        """What is said in a channel: its own text, or that of all."""
        by_channel = {
            item.channel_id: item.text for item in self.texts if item.language == language
        }
        return by_channel.get(channel_id) or by_channel.get(None, "")

    def any_text(self, languages: Iterable[str]) -> str:
        """The text of all in the first of these languages that has one, or else any text."""
        found = [self.text(None, code) for code in languages]
        return next(filter(None, [*found, *(item.text for item in self.texts)]), "")

    def own_text(self, channel_id: int | None, language: str) -> str:
        """The text that only this channel has; of None, that of all."""
        return next(
            (
                item.text
                for item in self.texts
                if item.language == language and item.channel_id == channel_id
            ),
            "",
        )

    def with_text(self, channel_id: int | None, language: str, text: str) -> "CalendarItem":
        """With this as the text of a channel, or of all; an empty one is taken out."""
        rest = [
            item
            for item in self.texts
            if (item.language, item.channel_id) != (language, channel_id)
        ]
        said = [ItemText(language, text, channel_id)] if text else []
        return replace(self, texts=(*rest, *said))

    @property
    def said(self) -> str:
        """All that would be read in public: title, texts and description of the image."""
        return "\n".join(filter(None, (self.title, *(item.text for item in self.texts), self.alt)))


def in_order(items: Iterable[CalendarItem]) -> list[CalendarItem]:
    """By day and hour; within a day those for all of it first, those without a day last."""
    return sorted(items, key=lambda item: (item.day or date.max, item.hour or time.min, item.id))


def moved(item: CalendarItem, days: int) -> CalendarItem:
    """So many days later; what was said of it on its old day no longer holds."""
    if item.day is None or not days:
        return item
    step = timedelta(days=days)
    return replace(
        item,
        day=item.day + step,
        ask_on=item.ask_on + step if item.ask_on else None,
        confirmed_on=None,
    )


def held(item: CalendarItem, why: str, incident_id: int | None = None) -> CalendarItem:
    """Stopped, if it is still to come."""
    if not item.to_come:
        return item
    return replace(
        item,
        state=ItemState.HELD,
        held_from=item.state.value,
        held_why=why,
        incident_id=incident_id,
    )


def is_past(item: CalendarItem, now: datetime) -> bool:
    """Whether its hour is over or, where it has none, its day."""
    if item.day is None:
        return False
    if item.hour is not None:
        return now - moment_at(item.day, item.hour) > MINUTE
    return item.day < now.astimezone().date()


def released(item: CalendarItem, now: datetime) -> CalendarItem:
    """Back to where it was; what is past by now is dropped and not published late."""
    if item.state is not ItemState.HELD:
        return item
    late = is_past(item, now)
    state = ItemState.DROPPED if late else ItemState(item.held_from or ItemState.IDEA)
    confirmed = item.confirmed_on if late else now.astimezone().date()
    return replace(
        item, state=state, held_from="", held_why="", incident_id=None, confirmed_on=confirmed
    )


def dropped(item: CalendarItem) -> CalendarItem:
    """Not to be published any more, whether it was held or not."""
    return replace(item, state=ItemState.DROPPED, held_from="", held_why="", incident_id=None)


def goes_out(item: CalendarItem, now: datetime) -> bool:
    """Whether its hour is now, to the minute, and somebody is to publish it."""
    if item.state not in (ItemState.PLANNED, ItemState.READY) or not (item.day and item.hour):
        return False
    return abs(moment_at(item.day, item.hour) - now) <= MINUTE


def still_to_ask(item: CalendarItem, today: date) -> bool:
    """Whether somebody has to ask today or sooner whether it is still true."""
    if item.ask_on is None or not item.to_come:
        return False
    return item.ask_on <= today and (item.confirmed_on or date.min) < item.ask_on


def by_day(items: Sequence[CalendarItem]) -> dict[date, list[CalendarItem]]:
    """Those that have a day, each day in order of hours."""
    found: dict[date, list[CalendarItem]] = {}
    for item in in_order(items):
        if item.day is not None:
            found.setdefault(item.day, []).append(item)
    return found

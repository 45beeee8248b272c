"""The plan on two pages: for the councillor who reads no more, and for the wall of the office."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import TypeVar

from core.documents.glyphs import titled
from core.documents.model import Block, Box, Boxes, Document, Heading, Layout, PageBreak, Para
from core.documents.rich import plain
from core.i18n import Language, _, ngettext
from core.numbers import hours, number, percent
from core.plan import unreviewed
from core.plan.document import channels, objectives, people, pieces, protocol, uses
from core.plan.document.pieces import Prose, lines, marked_once
from core.plan.document.plan import standing, title_with
from core.plan.document.source import APART, PlanSource, live
from core.plan.kinds import Frequency, Reach
from core.plan.labels import frequency_label, level_label, use_label
from core.plan.measurements.readings import measurable
from core.plan.model import Channel, Level, Objective
from core.plan.wording import answered_within
from core.plan.workload import workload
from core.store import Connection
from core.text import clean
from core.town.document import headed

# What fits on a page each, in lines and in characters a line: measured on paper, in both languages.
_OBJECTIVES = 30
_OBJECTIVE = 24
_AUDIENCES = 18
_AUDIENCE = 22
_MOST_CHANNELS = 8
_HEADS = 320
"""Characters of the titles that head all columns together: the longer, the fewer columns."""
_ROWS_OF_BOXES = 43
_FIRST_PAGE, _ABOVE = 46, 7
"""Lines below the heads of the first page, and how many more these take than the last lines of the
second one."""
_AROUND_ROW, _AROUND_BOX = 1, 4
"""Lines that are left free around a row of a table, and that a box takes with its title."""
_WIDTHS = {1: 92, 2: 46}
"""Characters of a line of a box across the page, and of one of two."""
_MOST_NAMES = 300
"""Characters of the names that one item of a box lists."""
_MOST_PARTS = 4
"""Channels and tasks whose hours are told one by one."""
_MINUTES_IN_HOURS = 120
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zà-ÿ]|[¿¡«“])")

T = TypeVar("T")

_WEIGHT = {Reach.NONE: 0, Reach.FEW: 1, Reach.SOME: 2, Reach.MANY: 3}


def summary(connection: Connection, language: Language, today: date) -> Document:
    """The summary of the plan as it stands now, in the current language."""
    return compose(live(connection, today), language, today)


def compose(source: PlanSource, language: Language, today: date) -> Document:
    """The summary of `source` in the current language, which is `language`: two pages, or one where
    the first would hold nothing.
    """
    words, plan = pieces.load(source.town), source.plan
    two = bool(plan.objectives or (plan.audiences and plan.channels))
    return replace(
        headed(source.town, source.crest, language, today),
        code="PLA-02",
        title=_("The plan in two pages") if two else _("The plan in one page"),
        subtitle=title_with(plan.charter, _("Strategic social media plan")),
        version=source.number,
        blocks=(
            Para(words.fill(words.texts.summary.why), lead=True),
            Heading(1, _("What is to be achieved")),
            *_objectives(source, words),
            Heading(1, _("Where each audience is")),
            *_matrix(source, words),
            *_on_pages(source, words, two=two),
            Para(" ".join(standing(source.version))),
            *(Para(told) for told in filter(None, (unreviewed.told(plan),))),
        ),
        layout=Layout.SHEET,
        watermark="" if source.version else _("DRAFT"),
    )


def _objectives(source: PlanSource, words: Prose) -> Iterator[Block]:
    found = _told_objectives(source)
    if not found:
        yield words.missing("objectives")
        return
    shown = _fitting(found, _OBJECTIVES, _height)
    if shown:
        yield from marked_once(objectives.table(shown, ""))
    yield from _left_out(len(found) - len(shown))


def _told_objectives(source: PlanSource) -> list[Objective]:
    return objectives.specific(source) or list(source.plan.objectives)


def _height(objective: Objective) -> int:
    """The lines that its row takes."""
    first = _lines(titled(objective.title), _OBJECTIVE) + bool(objective.suggested)
    return max(first, _lines(objectives.indicator(objective), _OBJECTIVE))


def _lines(text: str, width: int) -> int:
    """Of a word that fits no line all letters may be wide."""
    wide = sum(len(word) for word in text.split() if len(word) > width)
    return -(-(len(text) + wide // 2) // width)


def _fitting(items: Sequence[T], room: int, height: Callable[[T], int]) -> list[T]:
    """Those that fit one below the other, in order and whole: what is too long is left out."""
    kept = []
    for item in items:
        if height(item) <= room:
            room -= height(item)
            kept.append(item)
    return kept


def _left_out(count: int) -> Iterator[Block]:
    if count > 0:
        yield Para(_rest())


def _rest() -> str:
    return _("The rest is in the plan and its annex.")


def _matrix(source: PlanSource, words: Prose) -> Iterator[Block]:
    plan = source.plan
    if not plan.audiences or not plan.channels:
        yield words.missing("channels" if plan.audiences else "audiences")
        return
    audiences = _fitting(plan.audiences, _AUDIENCES, lambda item: _lines(item.title, _AUDIENCE))
    shown = _widest(source)
    if audiences and shown:
        table = channels.matrix(source, audiences, shown)
        yield replace(table, caption="", landscape=False)
    left = [titled(item.title) for item in plan.audiences if item not in audiences]
    left += [titled(item.title) for item in plan.channels if item not in shown]
    if left:
        yield Para(_("Not in this table: {names}.").format(names=_joined(left)))


def _widest(source: PlanSource) -> list[Channel]:
    """The channels that reach most, in the order of the plan, of those with room for the title."""
    weights = dict.fromkeys((channel.id for channel in source.plan.channels), 0)
    for presence in source.plan.presences:
        weights[presence.channel_id] += _WEIGHT[presence.reach]
    for columns in range(_MOST_CHANNELS, 0, -1):
        room = _HEADS // columns
        fitting = [item for item in source.plan.channels if len(item.title) <= room]
        if len(fitting) >= columns:
            best = sorted(fitting, key=lambda channel: -weights[channel.id])[:columns]
            return [channel for channel in fitting if channel in best]
    return []


def _on_pages(source: PlanSource, words: Prose, *, two: bool) -> Iterator[Block]:
    """The boxes on the second page, the first ones below the tables where these leave room and both
    pages are filled more alike: the second one is no leftover.
    """
    rows = _boxes(source, words)
    if not two:
        yield from (Boxes(boxes) for boxes, _high in rows)
        return
    taken = _taken_by_tables(source)
    below = list(accumulate((high + _AROUND_BOX for _boxes, high in rows), initial=0))
    fitting = [at for at, high in enumerate(below) if at == 0 or taken + high <= _FIRST_PAGE]
    first = min(fitting, key=lambda at: abs(_ABOVE + taken + 2 * below[at] - below[-1]))
    yield from (Boxes(boxes) for boxes, _high in rows[:first])
    yield PageBreak()
    yield from (Boxes(boxes) for boxes, _high in rows[first:])


def _taken_by_tables(source: PlanSource) -> int:
    figures = sum(_height(objective) + _AROUND_ROW for objective in _told_objectives(source))
    audiences = sum(_lines(item.title, _AUDIENCE) + _AROUND_ROW for item in source.plan.audiences)
    return figures + audiences


def _boxes(source: PlanSource, words: Prose) -> list[tuple[tuple[Box, ...], int]]:
    """Two in a row, with its lines, and what is told in whole sentences across the page; a row that
    needs less than its part of the page leaves it to the others.
    """
    rows = (
        (
            (_("Who does what"), _people(source) or [words.told("tasks")]),
            (_("How many hours it takes"), _hours(source, words)),
        ),
        (
            (_("What is published"), _uses(source) or [words.told("uses")]),
            (_("How people are answered"), _answers(source) or [words.told("listening")]),
        ),
        (
            (_("What happens in a crisis"), list(words.texts.summary.crisis)),
            (_("Levels of a crisis"), _levels(source) or [words.told("levels")]),
        ),
        ((_("How it is measured"), _measured(source) or [words.told("indicators")]),),
        ((_("Who reviews it"), _review(source) or [words.told("review")]),),
    )
    needed = {
        at: max(sum(_lines(item, _WIDTHS[len(row)]) for item in items) for _title, items in row)
        for at, row in enumerate(rows)
    }
    left, made = _ROWS_OF_BOXES, {}
    for waiting, at in enumerate(sorted(needed, key=lambda at: needed[at])):
        room = min(needed[at], left // (len(rows) - waiting))
        made[at] = tuple(_box(*told, room, _WIDTHS[len(rows[at])]) for told in rows[at]), room
        left -= room
    return [made[at] for at in range(len(rows))]


def _box(title: str, items: list[str], room: int, width: int) -> Box:
    """The first items that fit so many lines, none of them cut, and where the others are."""
    if sum(_lines(item, width) for item in items) <= room:
        return Box(title, tuple(items))
    # The last line says that there are more.
    used = accumulate(_lines(item, width) for item in items)
    kept = [item for item, high in zip(items, used, strict=True) if high < room]
    return Box(title, (*kept, _rest()))


def _joined(names: list[str]) -> str:
    """As many names as an item has room for, none of them cut, and how many others there are."""
    shown = _fitting(names, _MOST_NAMES, len)
    others = len(names) - len(shown)
    if not shown:
        return _rest()
    told = APART.join(shown)
    if not others:
        return told
    return ngettext("{names} and one more", "{names} and {count} more", others).format(
        names=told, count=number(others)
    )


def _people(source: PlanSource) -> list[str]:
    """Who does most first, then those who have a channel alone."""
    tasks: dict[int, list[str]] = {}
    for task in source.plan.tasks:
        for person_id in people.doing(source, task):
            tasks.setdefault(person_id, []).append(titled(task.title))
    looked_after: dict[int, list[str]] = {}
    for channel in source.plan.channels:
        if channel.owner_id and channel.owner_id not in tasks:
            looked_after.setdefault(channel.owner_id, []).append(titled(channel.title))
    tasks |= looked_after
    busiest = sorted(tasks, key=lambda person_id: -len(tasks[person_id]))
    return [f"{source.post(item)}: {_joined(tasks[item])}" for item in busiest]


def _hours(source: PlanSource, words: Prose) -> list[str]:
    load = workload(source.plan, source.town)
    if not load.parts:
        return [words.told("workload")]
    heaviest = sorted(load.parts, key=lambda part: -part.hours)
    left = math.fsum(part.hours for part in heaviest[_MOST_PARTS:])
    return [
        *people.sentences(load),
        *(f"{titled(part.title)}: {hours(part.hours)}" for part in heaviest[:_MOST_PARTS]),
        *([_("Everything else: {hours}").format(hours=hours(left))] if left else []),
    ]


def _uses(source: PlanSource) -> list[str]:
    chosen = sorted(uses.wanted(source), key=lambda use: -(use.share or 0))
    return [
        f"{use_label(use.name)}: {percent(use.share)}" if use.share else use_label(use.name)
        for use in chosen
    ]


def _answers(source: PlanSource) -> list[str]:
    found = []
    if source.plan.charter.answer_hours is not None:
        found.append(
            _("Questions are answered within {time}.").format(
                time=answered_within(source.plan.charter.answer_hours)
            )
        )
    for channel in source.plan.private_channels:
        found.append(": ".join(filter(None, (titled(channel.title), channel.address))))
    return found


def _levels(source: PlanSource) -> list[str]:
    """The worst first: what is looked for in a hurry."""
    return [_level(source, level) for level in reversed(protocol.described(source))]


def _level(source: PlanSource, level: Level) -> str:
    parts = []
    if level.minutes is not None:
        parts.append(_("first notice in {time}").format(time=_time(level.minutes)))
    if source.post(level.approver_id):
        parts.append(_("approval: {post}").format(post=source.post(level.approver_id)))
    return f"{level_label(level.name)}: {', '.join(parts)}" if parts else level_label(level.name)


def _time(minutes: int) -> str:
    """`45 min`; `7 h` where nobody counts in minutes."""
    return hours(minutes / 60) if minutes >= _MINUTES_IN_HOURS else f"{number(minutes)} min"


def _measured(source: PlanSource) -> list[str]:
    found = []
    for frequency in Frequency:
        names = [
            clean(objective.indicator) or titled(objective.title)
            for objective in objectives.specific(source)
            if objective.every is frequency and measurable(objective)
        ]
        if names:
            found.append(f"{frequency_label(frequency)}: {_joined(names)}")
    return found


def _review(source: PlanSource) -> list[str]:
    said = (plain(line.text) for line in lines(source.plan.charter.review))
    return [sentence for line in said for sentence in _SENTENCE.split(line)]

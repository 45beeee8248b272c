"""The plan on two pages: for the councillor who reads no more, and for the wall of the office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.documents.glyphs import shorten
from core.documents.model import Block, Box, Boxes, Document, Heading, Layout, PageBreak, Para
from core.documents.rich import plain
from core.i18n import Language, _, ngettext
from core.numbers import hours, number, percent
from core.plan import unreviewed
from core.plan.document import channels, objectives, people, prose, protocol, uses
from core.plan.document.pieces import lines
from core.plan.document.plan import standing, title_with
from core.plan.document.prose import Prose
from core.plan.document.source import Source, live, titled
from core.plan.kinds import Frequency, Reach
from core.plan.labels import frequency_label, level_label, use_label
from core.plan.model import Audience, Channel, Level
from core.plan.readings import measurable
from core.plan.workload import workload
from core.store import Connection
from core.town.document import headed

# What fits on a page each: measured with the longest titles, in both languages.
_MOST_OBJECTIVES = 7
_MOST_AUDIENCES = 7
_MOST_CHANNELS = 8
_MOST_ITEMS = 5
_LONG_TITLE = 60
_LONG_ITEM = 120
_COLUMN_TITLE = 18
_ROW_TITLE = 36
_MINUTES_IN_HOURS = 120

_WEIGHT = {Reach.NONE: 0, Reach.FEW: 1, Reach.SOME: 2, Reach.MANY: 3}


def summary(connection: Connection, language: Language, today: date) -> Document:
    """The summary of the plan as it stands now, in the current language."""
    return compose(live(connection, today), language, today)


def compose(source: Source, language: Language, today: date) -> Document:
    """The summary of `source` in the current language, which is `language`: always two pages."""
    words = prose.load(source.town)
    return replace(
        headed(source.town, source.crest, language, today),
        code="PLA-02",
        title=_("The plan in two pages"),
        subtitle=title_with(source.plan.charter, _("Strategic social media plan")),
        version=source.number,
        blocks=(
            Para(words.fill(words.texts.summary.why), lead=True),
            Heading(1, _("What is to be achieved")),
            *_objectives(source, words),
            Heading(1, _("Where each audience is")),
            *_matrix(source, words),
            PageBreak(),
            *_boxes(source, words),
            Para(" ".join(filter(None, (*standing(source.version), unreviewed.told(source.plan))))),
        ),
        layout=Layout.SHEET,
        watermark="" if source.version else _("DRAFT"),
    )


def _objectives(source: Source, words: Prose) -> Iterator[Block]:
    found = objectives.specific(source) or list(source.plan.objectives)
    if not found:
        yield words.missing("objectives")
        return
    shown = [
        replace(
            one,
            title=shorten(one.title, _LONG_TITLE),
            indicator=shorten(one.indicator, _LONG_TITLE),
            unit=shorten(one.unit, _COLUMN_TITLE),
        )
        for one in found[:_MOST_OBJECTIVES]
    ]
    yield objectives.table(shown, "")
    yield from _left_out(len(found) - len(shown))


def _left_out(count: int) -> Iterator[Block]:
    if count > 0:
        yield Para(
            ngettext(
                "One more is in the whole plan.", "{count} more are in the whole plan.", count
            ).format(count=number(count))
        )


def _matrix(source: Source, words: Prose) -> Iterator[Block]:
    audiences = source.plan.audiences[:_MOST_AUDIENCES]
    shown = _widest(source)
    if not audiences or not shown:
        yield words.missing("audiences" if not audiences else "channels")
        return
    table = channels.matrix(
        source,
        [_short_audience(one) for one in audiences],
        [_short_channel(one) for one in shown],
    )
    yield replace(table, caption="", landscape=False)


def _short_audience(one: Audience) -> Audience:
    return replace(one, title=shorten(one.title, _ROW_TITLE))


def _short_channel(one: Channel) -> Channel:
    return replace(one, title=shorten(one.title, _COLUMN_TITLE))


def _widest(source: Source) -> list[Channel]:
    """The channels that reach most, in the order of the plan."""
    weights = dict.fromkeys((one.id for one in source.plan.channels), 0)
    for presence in source.plan.presences:
        if presence.channel_id in weights:
            weights[presence.channel_id] += _WEIGHT[presence.reach]
    best = sorted(source.plan.channels, key=lambda one: -weights[one.id])[:_MOST_CHANNELS]
    return [one for one in source.plan.channels if one in best]


def _boxes(source: Source, words: Prose) -> Iterator[Block]:
    yield Boxes(
        tuple(
            Box(title, tuple(shorten(item, _LONG_ITEM) for item in items[:_MOST_ITEMS]))
            for title, items in (
                (_("Who does what"), _people(source) or [_said(words, "tasks")]),
                (_("With how many hours"), _hours(source, words)),
                (_("What is published"), _uses(source) or [_said(words, "uses")]),
                (_("How people are answered"), _answers(source) or [_said(words, "listening")]),
                (_("What happens in a crisis"), list(words.texts.summary.crisis)),
                (_("Levels of a crisis"), _levels(source) or [_said(words, "levels")]),
                (_("How it is measured"), _measured(source) or [_said(words, "indicators")]),
                (_("Who reviews it"), _review(source) or [_said(words, "review")]),
            )
        )
    )


def _said(words: Prose, section: str) -> str:
    return words.fill(words.texts.sections[section].empty)


def _people(source: Source) -> list[str]:
    """Who does most first: the rest is in the whole plan."""
    tasks: dict[int, list[str]] = {}
    for task in source.plan.tasks:
        for person_id in people.doing(source, task):
            tasks.setdefault(person_id, []).append(titled(task.title))
    busiest = sorted(tasks, key=lambda person_id: -len(tasks[person_id]))
    return [f"{source.post(one)}: {'; '.join(tasks[one])}" for one in busiest]


def _hours(source: Source, words: Prose) -> list[str]:
    load = workload(source.plan, source.town)
    if not load.parts:
        return [_said(words, "workload")]
    heaviest = sorted(load.parts, key=lambda part: -part.hours)
    return [
        *people.sentences(load),
        *(f"{titled(part.title)}: {hours(part.hours)}" for part in heaviest[:3]),
    ]


def _uses(source: Source) -> list[str]:
    chosen = sorted(uses.wanted(source), key=lambda one: -(one.share or 0))
    return [
        f"{use_label(one.name)}: {percent(one.share)}" if one.share else use_label(one.name)
        for one in chosen
    ]


def _answers(source: Source) -> list[str]:
    found = []
    if source.plan.charter.answer_hours is not None:
        found.append(
            _("A question is answered within {hours} of office hours.").format(
                hours=hours(source.plan.charter.answer_hours)
            )
        )
    for one in source.plan.private_channels:
        found.append(": ".join(filter(None, (titled(one.title), one.address))))
    return found


def _levels(source: Source) -> list[str]:
    """The worst first: what is looked for in a hurry."""
    return [_level(source, one) for one in reversed(protocol.described(source))]


def _level(source: Source, one: Level) -> str:
    parts = []
    if one.minutes is not None:
        parts.append(_("first line in {time}").format(time=_time(one.minutes)))
    if source.post(one.approver_id):
        parts.append(_("approved by {post}").format(post=source.post(one.approver_id)))
    return f"{level_label(one.name)}: {', '.join(parts)}" if parts else level_label(one.name)


def _time(minutes: int) -> str:
    """`45 min`; `7 h` where nobody counts in minutes."""
    return hours(minutes / 60) if minutes >= _MINUTES_IN_HOURS else f"{number(minutes)} min"


def _measured(source: Source) -> list[str]:
    found = []
    for frequency in Frequency:
        names = [
            one.indicator or titled(one.title)
            for one in objectives.specific(source)
            if one.every is frequency and measurable(one)
        ]
        if names:
            found.append(f"{frequency_label(frequency)}: {'; '.join(names)}")
    return found


def _review(source: Source) -> list[str]:
    return [plain(line.text) for line in lines(source.plan.charter.review)]

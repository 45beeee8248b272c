"""The chapters of the report: charts and tables, each with what it says in a sentence."""

from collections.abc import Iterator, Sequence

from core import days
from core.documents.charts import ToneChart, Tones, WeekChart
from core.documents.charts import WeekBar as ChartWeek
from core.documents.figures.words import figure, tones
from core.documents.glyphs import shorten, titled
from core.documents.model import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Line,
    Para,
    Style,
    Table,
    cell,
)
from core.i18n import Language, _, ngettext
from core.mentions.alarm_model import Alarm
from core.mentions.alarms.wording import headline
from core.mentions.document import words
from core.mentions.labels import alarm_state_label
from core.mentions.records.figures import Toned, together
from core.mentions.report import Report, Week
from core.numbers import number
from core.plan.document.pieces import GAP, brief_day, said
from core.plan.labels import level_label

_MOST_WEEKS = 14
"""Rows of the table of weeks; of more, the chart says enough."""
_MOST_OUTLETS = 15
_MOST_TOPICS = 12
_LONGEST_NAME, _LONGEST_TITLE = 80, 160
"""Letters of an outlet, and of a headline; what is longer begins so."""
_FEWEST_ONCE = 4
"""Outlets with a single mention that are told together in a sentence."""
_LOWEST_BAR = 5
"""Mentions that the longest bar of a chart has, to be worth drawing."""


def volume(report: Report, language: Language) -> Iterator[Block]:
    """How much, week by week, against the usual."""
    if not report.weeks:
        return
    yield Heading(1, _("How much"))
    yield Para(_compared(report.weeks))
    yield Para(_("Usual is what four weeks in five have, going by the eight weeks before."))
    caption = _("Mentions and stories by week")
    bars = tuple(map(_bar, report.weeks))
    yield figure(WeekChart(caption, bars, language), caption)
    if len(report.weeks) <= _MOST_WEEKS:
        yield _week_table(report.weeks)


def _bar(week: Week) -> ChartWeek:
    usual = (week.usual.low, week.usual.high) if week.usual else None
    return ChartWeek(week.start, week.mentions, week.stories, usual)


def _compared(weeks: Sequence[Week]) -> str:
    known = [week for week in weeks if week.usual]
    if not known:
        return _("What is usual in a week is not known yet: it takes four weeks of listening.")
    above = sum(week.unusual for week in known)
    told = (
        ngettext(
            "In the only week that can be compared there was more than usual.",
            "In {above} of {count} weeks that can be compared there was more than usual.",
            len(known),
        )
        if above
        else ngettext(
            "The only week that can be compared was as usual.",
            "None of the {count} weeks that can be compared had more than usual.",
            len(known),
        )
    )
    return told.format(above=above, count=len(known))


def _week_table(weeks: Sequence[Week]) -> Table:
    columns = (
        # Translators: Column of a table by weeks.
        Column(_("Days"), 2.2),
        Column(_("Mentions"), 1.0, Align.END),
        Column(_("Stories"), 1.0, Align.END),
        Column(_("The usual"), 1.2, Align.END),
    )
    return Table(columns, tuple(_week(week) for week in weeks), _("Week by week"), row_header=True)


def _week(week: Week) -> tuple[Cell, ...]:
    first, last = days.brief_day(week.start), days.brief_day(week.end)
    mentions = Line(number(week.mentions), Style.STRONG if week.unusual else Style.NORMAL)
    return (
        said(first if week.start == week.end else f"{first} – {last}"),
        cell(mentions),
        cell(number(week.stories)),
        said(words.between(week.usual) if week.usual else GAP),
    )


def outlets(report: Report) -> Iterator[Block]:
    """Who said it."""
    if not report.outlets:
        return
    yield Heading(1, _("Where it was said"))
    often = [toned for toned in report.outlets if toned.total > 1]
    once = [toned for toned in report.outlets if toned.total == 1 and toned.label]
    if not often or len(once) < _FEWEST_ONCE or len(once) + len(often) < len(report.outlets):
        often, once = list(report.outlets), []
    shown, others = often[:_MOST_OUTLETS], often[_MOST_OUTLETS:]
    yield Para(
        ngettext(
            "It was said in {count} place.", "It was said in {count} places.", len(report.outlets)
        ).format(count=number(len(report.outlets)))
    )
    columns = (
        # Translators: Newspaper, site or account that published it.
        Column(_("Outlet"), 3.0),
        Column(_("Mentions"), 1.0, Align.END),
        Column(_("Possibly negative"), 1.2, Align.END),
        # Translators: Percentage of the mentions of an outlet that are possibly negative.
        Column(_("Negative share"), 1.1, Align.END),
    )
    rows = [_outlet(toned, toned.label or _("Not said where")) for toned in shown]
    if others:
        told = _("{count} more").format(count=number(len(others)))
        rows.append(_outlet(together("", others), told))
    yield Table(columns, tuple(rows), row_header=True)
    if once:
        yield _told_once(once)


def _told_once(outlets: Sequence[Toned]) -> Para:
    shown = outlets[:_MOST_OUTLETS]
    names = "; ".join(_named(toned.label) for toned in shown)
    if len(outlets) > len(shown):
        more = _("{count} more").format(count=number(len(outlets) - len(shown)))
        names = f"{names}; {more}"
    told = _("One mention each: {outlets}.").format(outlets=names)
    negative = sum(toned.negative for toned in outlets)
    if negative:
        more = _("Possibly negative among them: {count}.").format(count=number(negative))
        told = f"{told} {more}"
    return Para(told)


def _named(name: str) -> str:
    return titled(name, _LONGEST_NAME)


def _outlet(toned: Toned, name: str) -> tuple[Cell, ...]:
    return (
        said(_named(name)),
        cell(number(toned.total)),
        cell(number(toned.negative)),
        cell(words.share(toned.negative, toned.total)),
    )


def tone(report: Report, language: Language) -> Iterator[Block]:
    """In what tone, month by month where there are several, and about what."""
    if len(report.months) > 1:
        yield Heading(1, _("Tone, month by month"))
        months = [(words.month(month.label), month) for month in report.months]
        yield _tone_figure(months, _("Tone by month"), language)
    if not report.topics:
        return
    yield Heading(1, _("Sensitive topics"))
    yield Para(_("A mention of several topics counts in each."))
    topics = [(titled(topic.label), topic) for topic in report.topics[:_MOST_TOPICS]]
    yield _tone_figure(topics, _("Mentions and tone by topic"), language)


def _tone_figure(rows: Sequence[tuple[str, Toned]], subject: str, language: Language) -> Block:
    """A chart, or a list where a few numbers say as much; the heading says of what."""
    bars = tuple(Tones(label, toned.negative, toned.none, toned.positive) for label, toned in rows)
    if max(bar.total for bar in bars) < _LOWEST_BAR:
        return Bullets(tuple(f"{bar.label}: {tones(bar)}" for bar in bars))
    return figure(ToneChart(subject, bars, language))


def stories(report: Report) -> Iterator[Block]:
    """What was told most."""
    if not report.totals.mentions:
        return
    yield Heading(1, _("What was reported most"))
    yield Para(_("A story is one event, reported in one or more places."))
    if not report.stories:
        yield Para(_("No story was reported more than once."))
        return
    columns = (
        # Translators: One event, told in one or more places.
        Column(_("Story"), 4.0),
        Column(_("First reported by"), 2.0),
        Column(_("Mentions"), 1.1, Align.END),
        Column(_("Outlets"), 0.9, Align.END),
        Column(_("Days"), 0.7, Align.END),
    )
    rows = tuple(
        (
            said(titled(story.title, _LONGEST_TITLE), story.language),
            said(shorten(story.first_told_by, _LONGEST_NAME)),
            cell(number(story.mentions)),
            cell(number(story.outlets)),
            cell(number(story.days)),
        )
        for story in report.stories
    )
    yield Table(columns, rows, row_header=True)


def alarms(report: Report) -> Iterator[Block]:
    """Of what the program warned, and what became of it."""
    # Translators: Part of Mentions.
    yield Heading(1, _("Alarms"))
    if report.unheard:
        yield Para(_("No source was being read: there could be no alarm."))
        return
    if not report.alarms:
        yield Para(_("There was no alarm."))
        return
    columns = (
        Column(_("Day"), 1.35),
        Column(_("What it is about"), 1.3),
        Column(_("Level"), 1.1),
        Column(_("How it was detected"), 2.5),
        Column(_("What became of it"), 2.4),
    )
    rows = tuple(_alarm(alarm) for alarm in report.alarms)
    yield Table(columns, rows, row_header=True)


def _alarm(alarm: Alarm) -> tuple[Cell, ...]:
    judged = {True: _("Real alarm"), False: _("False alarm"), None: ""}[alarm.was_right]
    return (
        said(brief_day(alarm.raised_at.astimezone().date())),
        said(_named(alarm.subject)),
        said(level_label(alarm.level)),
        said(headline(alarm)),
        cell(alarm_state_label(alarm.state), judged, Line(alarm.reason, Style.MUTED)),
    )

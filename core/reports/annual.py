"""What was done in a year, for the Pleno: only what was kept, each figure with where it is from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import compress

from core.calendar.published import PublishedCounts, counted
from core.crisis import desk as desks
from core.crisis.document.report import lessons
from core.crisis.model import Lesson
from core.crisis.records import incidents
from core.days import long_day
from core.documents.charts import Bar, BarChart
from core.documents.figures.words import figure
from core.documents.glyphs import beginning, titled
from core.documents.model import (
    Align,
    BlankRows,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Line,
    Para,
    Signature,
    Signatures,
    Style,
    Table,
    cell,
)
from core.errors import InvalidValue
from core.fields import cut, label
from core.i18n import Language, _, ngettext, pgettext
from core.mentions.document import chapters
from core.mentions.document.report import answers, glance
from core.mentions.document.words import when
from core.mentions.report import Report
from core.mentions.report import report as figures_of
from core.numbers import number
from core.plan import review
from core.plan.document.objectives import figure_cell, indicator, specific
from core.plan.document.people import sentences
from core.plan.document.pieces import GAP, brief_day, marked_once, proposal
from core.plan.document.source import PlanSource
from core.plan.kinds import LevelName
from core.plan.measurements.readings import (
    ObjectiveState,
    chart_of,
    last_reading,
    progress,
    state_label,
)
from core.plan.model import Objective, Plan
from core.plan.snapshot import freeze
from core.plan.workload import workload
from core.reports import crises, published
from core.reports.sources import source
from core.store import Connection
from core.town.document import of_town

_STILL_THE_LAST = timedelta(days=90)
"""Until the end of March the report is of the year before."""
_MOST_CHARTS = 3
_MOST_ALARMS = 10
_MOST_FINDINGS = 8
_LEVELS = list(LevelName)
_POINTS_OF_A_LINE = 2
_BESIDE = 8
"""Letters of a figure with its unit in one of three columns."""
_PUBLIC = ("objective", "audience", "channel", "use")
"""What findings may be of that the public reads: no people, no passwords."""


@dataclass(frozen=True)
class Year:
    """The year that is told, up to the day on which it is told where that is in it."""

    connection: Connection
    language: Language
    start: date
    end: date
    source: PlanSource

    @property
    def plan(self) -> Plan:
        """As it is now."""
        return self.source.plan


def annual_report(
    connection: Connection, language: Language, today: date, year: int | None = None
) -> Document:
    """The report of a year; without one, of this year, or of the last one until the end of March.

    Raises `InvalidValue` for a year that has not begun.
    """
    chosen = year or (today - _STILL_THE_LAST).year
    if chosen > today.year:
        raise InvalidValue(
            _("The year {year} has not begun.").format(year=chosen),
            _("Choose a year that has begun."),
        )
    end = min(date(chosen, 12, 31), today)
    plan = PlanSource(cut(freeze(connection), beginning))
    told = Year(connection, language, date(chosen, 1, 1), end, plan)
    return replace(
        of_town(connection, language, today),
        code=f"MEM-{chosen}",
        title=_("Annual report {year}").format(year=chosen),
        subtitle=_("Communication and social media"),
        blocks=tuple(_blocks(told, today)),
    )


def _blocks(year: Year, today: date) -> Iterator[Block]:
    told = figures_of(year.connection, year.start, year.end, today)
    out = counted(year.connection, year.start, year.end)
    crisis = crises.of_year(year.connection, year.start, year.end)
    yield Heading(1, _("At a glance"))
    yield Para(" ".join(_lead(year)), lead=True)
    yield Bullets(tuple(_facts(told, out, crisis)))
    yield from _objectives(year)
    yield from published.chapter(out, year.plan)
    yield from _mentions(told, year)
    yield from _alarms(told)
    yield from crises.chapter(crisis)
    yield from _hours(year, out)
    yield from _learnt(year)
    yield from _proposals(year, today)
    yield Signatures(
        (
            Signature(pgettext("report", "Written by"), note=_("Name, date and signature")),
            Signature(_("The Pleno took note"), note=_("Date and signature")),
        )
    )


def _lead(year: Year) -> Iterator[str]:
    yield _("{when}: what Pregón has kept. What nobody wrote down is not here.").format(
        when=when(year.start, year.end)
    )
    begins = year.plan.charter.start_on
    if begins and begins > year.end:
        yield _("The plan described here begins on {day}.").format(day=long_day(begins))


def _facts(told: Report, out: PublishedCounts, crisis: crises.CrisisYear) -> Iterator[str]:
    yield ngettext("{count} item published.", "{count} items published.", out.items).format(
        count=number(out.items)
    )
    yield ngettext(
        "{count} mention found.", "{count} mentions found.", told.totals.mentions
    ).format(count=number(told.totals.mentions))
    yield _("Called for an answer: {asked}. Answered: {answered}.").format(
        asked=number(told.answers.asked), answered=number(told.answers.answered)
    )
    yield _("Incidents: {incidents}. Drills: {drills}. Alarms: {alarms}.").format(
        incidents=number(len(crisis.incidents)),
        drills=number(len(crisis.drills)),
        alarms=number(len(told.alarms)),
    )


def _objectives(year: Year) -> Iterator[Block]:
    yield Heading(1, _("Objectives"))
    wanted = specific(year.source)
    if not wanted:
        yield Para(_("There is no record of objectives: the plan has none."))
        return
    columns = (
        Column(_("Objective"), 3.3),
        Column(label(Objective, "baseline"), 1.2, Align.END),
        Column(_("Latest value"), 1.2, Align.END),
        Column(_("Target"), 1.2, Align.END),
        Column(_("How it is going"), 2.1),
    )
    rows = tuple(_objective(year, item) for item in wanted)
    # A column says nothing where nothing was measured.
    said = [any(told != cell(GAP) for told in column) for column in zip(*rows, strict=True)]
    yield from marked_once(
        Table(
            tuple(compress(columns, said)),
            tuple(tuple(compress(row, said)) for row in rows),
            row_header=True,
        )
    )
    drawn = [
        item
        for item in wanted
        if len(year.plan.readings(item)) >= _POINTS_OF_A_LINE and _read(year, item)
    ]
    if len(drawn) > _MOST_CHARTS:
        told = _("Of these the first {count} are drawn; the technical annex has all of them.")
        yield Para(told.format(count=_MOST_CHARTS))
    for item in drawn[:_MOST_CHARTS]:
        caption = _("Measurements of “{title}”").format(title=titled(item.title))
        yield figure(chart_of(item, year.plan, year.language), caption)
    yield source(_("measurements noted in the plan"))


def _read(year: Year, item: Objective) -> bool:
    """Whether it was measured in the year."""
    return any(year.start <= one.measured_on <= year.end for one in year.plan.readings(item))


def _objective(year: Year, item: Objective) -> tuple[Cell, ...]:
    readings = year.plan.readings(item)
    before = last_reading(readings, year.start - timedelta(days=1))
    began = before.value if before else item.baseline
    last = last_reading(readings, year.end) if _read(year, item) else None
    stands = progress(item, readings, year.end, year.plan.charter.start_on)
    # What the figures beside it do not say already.
    plain = stands.state in (ObjectiveState.ON_TRACK, ObjectiveState.REACHED)
    measured = state_label(stands.state) if plain else stands.sentence
    if last is None:
        measured = _("Not measured").replace(" ", "\N{NO-BREAK SPACE}")
    due = brief_day(item.due_on) if item.due_on else ""
    return (
        cell(
            titled(item.title),
            Line(indicator(item, _BESIDE), Style.MUTED),
            Line(proposal() if item.suggested else "", Style.STRONG),
        ),
        figure_cell(item, began, beside=_BESIDE),
        figure_cell(
            item, last.value, Line(brief_day(last.measured_on), Style.MUTED), beside=_BESIDE
        )
        if last
        else cell(GAP),
        figure_cell(item, item.target, Line(due, Style.MUTED), beside=_BESIDE),
        cell(measured),
    )


def _mentions(told: Report, year: Year) -> Iterator[Block]:
    yield Heading(1, _("What was said about the town"))
    yield from _under(glance(told, year.source.town.name))
    if told.totals.mentions:
        yield from _under(answers(told.answers))
        yield from _under(chapters.tone(told, year.language))
        yield source(_("mentions found and noted in Pregón"))


def _under(blocks: Iterable[Block]) -> Iterator[Block]:
    """A chapter of another report as a part of one of this; its title at a glance is not said."""
    for place, block in enumerate(blocks):
        if isinstance(block, Heading):
            if place or block.text != _("At a glance"):
                yield replace(block, level=block.level + 1)
        else:
            yield replace(block, lead=False) if isinstance(block, Para) else block


def _alarms(told: Report) -> Iterator[Block]:
    judged = [alarm.was_right for alarm in told.alarms]
    shown = sorted(told.alarms, key=lambda alarm: _LEVELS.index(alarm.level))[-_MOST_ALARMS:]
    parts = chapters.alarms(
        replace(told, alarms=tuple(sorted(shown, key=lambda alarm: alarm.raised_at)))
    )
    yield next(parts)
    if told.alarms:
        yield Para(
            _("Raised: {count}. Real: {right}. False alarms: {wrong}. Not decided: {open}.").format(
                count=number(len(judged)),
                right=number(judged.count(True)),
                wrong=number(judged.count(False)),
                open=number(judged.count(None)),
            )
        )
    if len(told.alarms) > _MOST_ALARMS:
        yield Para(_("The table has the {count} most serious.").format(count=_MOST_ALARMS))
    yield from parts
    if told.alarms:
        yield source(_("Pregón’s alarms and what was decided on each"))


def _hours(year: Year, out: PublishedCounts) -> Iterator[Block]:
    # Translators: Heading: hours of work.
    yield Heading(1, _("Hours"))
    load = workload(year.plan, year.source.town)
    if not load.parts:
        yield Para(_("There is no record of hours: the plan asks for none."))
        return
    yield Para(" ".join(sentences(load)))
    shown = [one for one in load.loads if one.needed]
    if shown:
        bars = tuple(Bar(titled(one.person.label), one.needed, one.available) for one in shown)
        subject = _("Hours a week of each role")
        yield figure(BarChart(subject, bars, year.language), subject)
    if out.minutes:
        yield Para(
            _(
                "By the minutes that the plan allows for a post on each channel, what was "
                "published took about {hours} hours."
            ).format(hours=number(out.minutes / 60, 0))
        )
    yield Para(_("There is no record of the hours really worked: Pregón does not count them."))
    yield source(_("tasks and channels of the plan"))


def _lessons(year: Year) -> list[tuple[Lesson, str]]:
    """With the language that was spoken at the desk of each."""
    end = year.end
    spoken = {
        one.id: one.language
        for one in incidents.everything(year.connection)
        if year.start <= one.opened_at.astimezone().date() <= end
    }
    return [
        (one, spoken[one.incident_id])
        for one in incidents.every(year.connection, Lesson)
        if one.incident_id in spoken
    ]


def _learnt(year: Year) -> Iterator[Block]:
    yield Heading(1, _("What was learnt"))
    found = _lessons(year)
    if not found:
        yield Para(_("There is no record of a lesson this year."))
        return
    yield lessons(found)
    yield source(_("reviews of incidents and drills"))


def _proposals(year: Year, today: date) -> Iterator[Block]:
    yield Heading(1, _("What is proposed"))
    proposed = tuple(_open_ends(year, today))
    if proposed:
        yield Bullets(proposed)
        yield source(_("lessons to be done, objectives behind, and what the plan still lacks"))
        yield Heading(2, _("Other proposals"))
    yield BlankRows(
        (
            Column(pgettext("report", "Proposal"), 4.0),
            Column(_("Who"), 1.6),
            Column(_("By when"), 1.2),
        ),
        3,
    )


def _open_ends(year: Year, today: date) -> Iterator[str]:
    open_ones = {incident.id for incident in desks.open_ones(year.connection)}
    for lesson in incidents.every(year.connection, Lesson):
        if lesson.done_on is None and lesson.incident_id not in open_ones:
            yield _("Do what was learnt: {lesson}").format(lesson=titled(lesson.text))
    for item in specific(year.source):
        stands = progress(item, year.plan.readings(item), year.end, year.plan.charter.start_on)
        if stands.state is ObjectiveState.BEHIND:
            yield _("Look again at the objective “{title}”: it is behind.").format(
                title=titled(item.title)
            )
    found = review.look(year.connection, today).to_mend
    public = [finding for finding in found if finding.place.kind in _PUBLIC]
    # The advice speaks to whoever keeps the plan, not to the council.
    for finding in public[:_MOST_FINDINGS]:
        yield _("To be settled in the plan: {finding}").format(finding=finding.sentence)

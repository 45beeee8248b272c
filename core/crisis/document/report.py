"""The after-action report: what happened, what was decided, said and promised, and what was learnt.

The parts are those of a review without blame (PagerDuty): overview, times, decisions, people, what
was said, impact in numbers, what went well and badly, actions with an owner, timeline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

from core.crisis import desk as desks
from core.crisis.desk import Desk, first_line_due
from core.crisis.document import parts, report_course, report_public
from core.crisis.document.parts import After, Times
from core.crisis.incidents import drill
from core.crisis.incidents.drill import Score
from core.crisis.incidents.figures import Figures, figures, minutes, opening_level
from core.crisis.labels import became_label
from core.crisis.model import Incident, InjectShown, Lesson
from core.crisis.scenario import DrillPlan, Inject
from core.days import long_day
from core.documents.glyphs import shorten, titled
from core.documents.model import (
    Align,
    Block,
    Bullets,
    Callout,
    CalloutKind,
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
from core.documents.rich import Span, Text, rich, spoken
from core.errors import DocumentTrouble
from core.fields import label
from core.i18n import Language, _, ngettext, pgettext
from core.numbers import number, percent
from core.pictures import document as pictures
from core.pictures.model import Owner, OwnerKind
from core.plan.document.pieces import brief_day, filled, lines, said, written
from core.plan.labels import level_label
from core.store import Connection
from core.town.document import of_town

_MOST_TITLE = 110


@dataclass(frozen=True)
class ReportSource:
    """What the report tells: the desk as it was read, its figures, and how its hours are written.

    `asked` are the minutes within which the first line is due, by the plan.
    """

    desk: Desk
    figures: Figures
    times: Times
    asked: int | None
    texts: After


def after_action(
    connection: Connection, language: Language, today: date, incident_id: int
) -> Document:
    """The report of an incident or a drill, open or closed, in the current language.

    Raises `DocumentTrouble` when there is none of that number.
    """
    story = _story(connection, incident_id)
    incident = story.desk.incident
    return replace(
        of_town(connection, language, today),
        code=f"INF-{incident.id:02}",
        title=_("Drill report") if incident.drill else _("Final report of the incident"),
        subtitle=spoken(titled(incident.title, _MOST_TITLE), incident.language),
        blocks=tuple(_blocks(connection, story, language, today)),
        watermark=_("DRILL") if incident.drill else "",
    )


def _story(connection: Connection, incident_id: int) -> ReportSource:
    desk = desks.load(connection, incident_id)
    if desk is None:
        raise DocumentTrouble(
            _("There is no incident number {number}.").format(number=incident_id),
            _("Give the number that its list shows."),
        )
    incident = desk.incident
    due = first_line_due(connection, opening_level(desk), incident.opened_at)
    return ReportSource(
        desk,
        figures(desk),
        parts.of(_moments(desk)),
        minutes(incident.opened_at, due) if due else None,
        parts.load().after,
    )


def _moments(desk: Desk) -> Iterator[datetime]:
    """Every moment that the report may name, but those of mentions."""
    incident = desk.incident
    named = (incident.first_sign_at, incident.opened_at, incident.closed_at)
    promised = (statement.statement.next_update_at for statement in desk.statements)
    yield from (moment for moment in chain(named, promised) if moment is not None)
    yield from (entry.at for entry in desk.log)
    yield from (place.at for statement in desk.statements for place in statement.publications)


def _blocks(
    connection: Connection, story: ReportSource, language: Language, today: date
) -> Iterator[Block]:
    desk = story.desk
    yield from _heads_up(story)
    yield Heading(1, _("At a glance"))
    yield Para(_overview(desk, story.figures), lead=True)
    yield Bullets(tuple(_facts(story)))
    yield from _end(desk.incident)
    if desk.scenario.drill is not None and desk.incident.drill:
        yield from chapter(desk, story.times, drill.score(desk))
    yield from report_course.hours(story.figures, story.times)
    yield from report_course.found_out(desk)
    yield from report_course.decisions(desk, story.times)
    yield from report_course.people(desk, story.times)
    yield from report_public.statements(desk, story.times)
    yield from report_public.rumours(desk, story.times)
    yield from report_public.affected(desk, story.times)
    yield from report_public.moderation(desk)
    yield from report_public.mentions(connection, desk, language)
    yield from pictures.of(connection, Owner(OwnerKind.INCIDENT, desk.incident.id))
    yield from _numbers(story)
    yield from _learnt(desk, story.texts, today)
    yield _signatures()
    yield from report_course.timeline(connection, desk, story.times, story.texts.chain)


def _heads_up(story: ReportSource) -> Iterator[Block]:
    if story.desk.incident.drill:
        yield Callout(CalloutKind.WARNING, _("This was a drill"), (story.texts.drill,))
    else:
        # Translators: A paper that is not to be published.
        yield Callout(CalloutKind.INFO, _("Internal"), (story.texts.internal,))


def _overview(desk: Desk, known: Figures) -> Text:
    incident, first = desk.incident, opening_level(desk)
    said = _("“{title}” was opened on {moment}; level {level}.")
    if first is not incident.level:
        said = _("“{title}” was opened on {moment}; level {level}, and {last} by the end.")
    opened = rich(
        said,
        title=spoken(titled(incident.title), incident.language),
        moment=parts.full(incident.opened_at),
        level=level_label(first).lower(),
        last=level_label(incident.level).lower(),
    )
    if known.lasted is None:
        return (*opened, Span(" " + _("It is still open.")))
    closed = _("It was closed after {lapse}.").format(lapse=parts.lapse(known.lasted))
    return (*opened, Span(f" {closed}"))


def _facts(story: ReportSource) -> Iterator[str]:
    known = story.figures
    if known.to_notice is not None and known.to_notice > 0:
        yield _("The first sign could be seen from outside {lapse} before.").format(
            lapse=parts.lapse(known.to_notice)
        )
    yield _first_line(known.to_first_line, story.asked)
    if known.published:
        told = ngettext("{count} statement", "{count} statements", known.published)
        yield _("{statements} published, on {places}.").format(
            statements=told.format(count=number(known.published)),
            places=ngettext("{count} channel", "{count} channels", known.places).format(
                count=number(known.places)
            ),
        )
    if known.due:
        yield _("Times promised to the public: {due}; kept: {kept}.").format(
            due=number(known.due), kept=number(known.kept)
        )
    yield from _people_facts(known)


def _people_facts(known: Figures) -> Iterator[str]:
    if known.called:
        yield _("{called} were called and {reached} answered.").format(
            called=number(known.called), reached=number(known.reached)
        )
    if known.rumours:
        yield _("Rumours: {count}, answered: {answered}.").format(
            count=number(known.rumours), answered=number(known.answered)
        )
    if known.affected:
        yield _("People affected: {count}, closed in public: {settled}.").format(
            count=number(known.affected), settled=number(known.settled)
        )


def _first_line(after: int | None, asked: int | None) -> str:
    if after is None:
        return _("No notice was published.")
    said_at = _("The first notice was public after {lapse}.").format(
        lapse=parts.lapse(max(after, 0))
    )
    if asked is None:
        return said_at
    return f"{said_at} " + _("It was due within {lapse}.").format(lapse=parts.lapse(asked))


def _end(incident: Incident) -> Iterator[Block]:
    if incident.end_message.strip():
        yield Heading(2, _("How it ended"))
        yield from written(incident.end_message, incident.language)
    if incident.remains.strip():
        yield Heading(2, _("What remains"))
        yield from written(incident.remains, incident.language)


def _numbers(story: ReportSource) -> Iterator[Block]:
    known = story.figures
    rows = (
        (_("Minutes from the first sign to the opening"), known.to_notice),
        (_("Minutes from the opening to the first notice"), known.to_first_line),
        (_("Statements published"), known.published),
        (_("Channels on which they were published"), known.places),
        (_("Steps of the checklist done"), known.steps - known.not_needed),
        (_("Steps that were not needed"), known.not_needed),
        (_("Calls tried"), known.called),
        (_("Calls answered"), known.reached),
        (_("Roles handed over"), known.handed_over),
        (_("People affected who moved to private"), known.moved),
        (_("Mentions linked to it"), known.mentions),
        (_("Entries of the log"), known.entries),
        (_("Corrections among them"), known.corrections),
        (_("Typed in from paper"), known.typed_later),
    )
    yield Heading(1, _("In figures"))
    # Translators: Column: how many.
    columns = (Column(_("What"), 4.0), Column(_("Number"), 1.0, Align.END))
    told = tuple((cell(label), cell(number(value))) for label, value in rows if value)
    yield Table(columns, told, row_header=True)


def _learnt(desk: Desk, texts: After, today: date) -> Iterator[Block]:
    incident = desk.incident
    yield Heading(1, _("What was learnt"))
    if incident.review_on is not None:
        held = incident.reviewed and incident.review_on <= today
        told = _("Review held on {day}.") if held else _("Review planned for {day}.")
        yield Para(told.format(day=long_day(incident.review_on)))
    if not (incident.reviewed or desk.lessons):
        yield Para(texts.no_review)
        return
    yield Heading(2, _("What went well"))
    yield from written(incident.went_well, incident.language) or [
        Para(_("Nothing has been written yet."))
    ]
    yield Heading(2, _("What went badly"))
    yield from written(incident.went_badly, incident.language) or [
        Para(_("Nothing has been written yet."))
    ]
    yield Heading(2, _("Lessons"))
    if not desk.lessons:
        yield Para(_("No lesson has been noted yet."))
        return
    yield lessons((lesson, incident.language) for lesson in desk.lessons)


def lessons(found: Iterable[tuple[Lesson, str]]) -> Table:
    """What was learnt and in which language, who sees to it by when, and what it became."""
    columns = (
        Column(_("What will be done"), 3.4),
        # Translators: Who runs an account.
        Column(_("Owner"), 1.6),
        Column(_("By when"), 1.2),
        Column(_("What it has become"), 1.8),
    )
    return filled(
        Table(
            columns, tuple(_lesson(lesson, language) for lesson, language in found), row_header=True
        )
    )


def _lesson(lesson: Lesson, language: str) -> tuple[Cell, ...]:
    done = _("Done on {day}").format(day=brief_day(lesson.done_on)) if lesson.done_on else ""
    return (
        said(lesson.text, language),
        said(shorten(lesson.owner), language),
        said(brief_day(lesson.due_on)),
        cell(became_label(lesson.became), Line(done, Style.MUTED)),
    )


def _signatures() -> Signatures:
    note = _("Name, date and signature")
    return Signatures(
        (
            Signature(pgettext("report", "Written by"), note=note),
            Signature(pgettext("report", "Seen by the person who decides"), note=note),
        )
    )


def chapter(desk: Desk, when: Times, score: Score) -> Iterator[Block]:
    """What was rehearsed, the score, and each inject with what a good answer has."""
    plan = desk.scenario.drill
    if plan is None:
        return
    yield Heading(1, _("How the drill went"))
    told = spoken(plan.objective, desk.incident.language)
    yield Para(rich(_("**What was rehearsed:** {objective}"), objective=told))
    yield Para(_score(score))
    if not desk.injects:
        yield Para(_("Nothing had arrived yet."))
        return
    columns = (
        Column(_("What arrived"), 1.8),
        Column(_("What was done"), 2.4 if any(shown.answer for shown in desk.injects) else 1.2),
        Column(label(Inject, "expected"), 4.2),
    )
    yield Table(columns, tuple(_rows(desk, plan, when)), row_header=True)


def _score(score: Score) -> str:
    if score.share is None:
        return _("It has not been scored yet.")
    return ngettext(
        "Of {count} thing expected, {met} was there: {share}.",
        "Of {count} things expected, {met} were there: {share}.",
        score.of,
    ).format(count=number(score.of), met=number(score.met), share=percent(score.share))


def _rows(desk: Desk, plan: DrillPlan, when: Times) -> Iterator[tuple[Cell, ...]]:
    known = {other.id: other for other in plan.injects}
    for shown in desk.injects:
        inject = known.get(shown.inject)
        if inject is not None:
            yield _row(inject, shown, when, desk.incident.language)


def _row(inject: Inject, shown: InjectShown, when: Times, language: str) -> tuple[Cell, ...]:
    answered = when.at(shown.answered_at)
    done = lines(shown.answer, language) or [Line(_("Nothing was noted"), Style.MUTED)]
    return (
        cell(
            Line(spoken(inject.title, language), Style.STRONG),
            Line(_("Minute {minute}").format(minute=inject.minute), Style.MUTED),
        ),
        cell(*done, Line(answered, Style.MUTED)),
        cell(
            *(
                Line(_judged(place, spoken(text, language), shown), item=True)
                for place, text in enumerate(inject.expected)
            )
        ),
    )


def _judged(place: int, text: Text, shown: InjectShown) -> Text:
    """In words, since nothing is said by a sign or a colour alone."""
    if shown.scored_at is None:
        return text
    if str(place) in shown.met:
        return rich(_("It was there: {text}"), text=text)
    return rich(_("It was missing: {text}"), text=text)

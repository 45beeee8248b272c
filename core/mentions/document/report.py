"""The report of a stretch of days on paper: sentences first, then charts and tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from core.days import chosen, long_day, moments, month_before
from core.documents.model import (
    Block,
    Bullets,
    Document,
    Heading,
    Para,
)
from core.i18n import Language, _, ngettext
from core.mentions.alarms.usual import Usual
from core.mentions.document import chapters, words
from core.mentions.report import AnswerCounts, Report
from core.mentions.report import report as figures_of
from core.numbers import hours, number
from core.pictures import document as pictures_on_paper
from core.pictures import records as pictures
from core.store import Connection
from core.town import records as town_records
from core.town.document import headed

MOST_PICTURES = 12
"""A report is read; all are in their mentions."""


def mention_report(
    connection: Connection,
    language: Language,
    today: date,
    start: date | None = None,
    end: date | None = None,
) -> Document:
    """What was said from `start` to `end`, both included, in the current language.

    Without them, of the last whole month; without one of them, of the month or up to the day of
    the other. Raises `InvalidValue` when the days are the wrong way round.
    """
    first, last = chosen(today, start, end)
    report = figures_of(connection, first, last, today)
    town = town_records.load(connection)
    return replace(
        headed(town, town_records.crest(connection), language, today),
        code=_code(first, last),
        title=_("Report of mentions"),
        subtitle=_first_capital(words.period(first, last)),
        blocks=(
            *glance(report, town.name),
            *chapters.volume(report, language),
            *chapters.outlets(report),
            *chapters.stories(report),
            *chapters.tone(report, language),
            *answers(report.answers),
            *chapters.alarms(report),
            *shown(connection, first, last),
        ),
    )


def _code(start: date, end: date) -> str:
    if (start, end) == month_before(date(end.year + end.month // 12, end.month % 12 + 1, 1)):
        return f"MEN-{start:%Y-%m}"
    return f"MEN-{start:%Y%m%d}-{end:%Y%m%d}"


def _first_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def glance(report: Report, town: str) -> Iterator[Block]:
    """What somebody who reads only this page should know."""
    yield Heading(1, _("At a glance"))
    when, totals = words.when(report.start, report.end), report.totals
    if report.unheard:
        yield Para(_("{when}, no source was being read.").format(when=when), lead=True)
    elif not totals.mentions:
        yield Para(_("{when}, no mention of {town} was found.").format(when=when, town=town), True)
    else:
        stories = ngettext("{count} story", "{count} stories", totals.stories)
        told = ngettext(
            "{when}, {town} was mentioned {count} time, in {stories}.",
            "{when}, {town} was mentioned {count} times, in {stories}.",
            totals.mentions,
        )
        yield Para(
            told.format(
                when=when,
                town=town,
                count=number(totals.mentions),
                stories=stories.format(count=number(totals.stories)),
            ),
            lead=True,
        )
    facts = tuple(_facts(report))
    if facts:
        yield Bullets(facts)


def _facts(report: Report) -> Iterator[str]:
    since = report.listening_since
    if since is None:
        yield _("Nothing has been read yet.")
    elif report.start < since:
        yield _("Listening began on {day}: little is known of what was said before.").format(
            day=long_day(since)
        )
    if report.usual is not None:
        yield _against(report.usual, report.totals.mentions)
    totals, tone = report.totals, report.tone
    if totals.mentions:
        yield _(
            "Possibly negative: {negative} ({share}). Possibly positive: {positive}. It is a "
            "guess from the words of the text, unless somebody corrected it."
        ).format(
            negative=number(tone.negative),
            share=words.share(tone.negative, tone.total),
            positive=number(tone.positive),
        )
    if totals.by_hand:
        yield _("Noted by hand, for lack of a feed: {count} ({share}).").format(
            count=number(totals.by_hand), share=words.share(totals.by_hand, totals.mentions)
        )
    if totals.ignored:
        yield ngettext(
            "Another one was not ours: it is left out of every figure.",
            "{count} more were not ours: they are left out of every figure.",
            totals.ignored,
        ).format(count=number(totals.ignored))


def _against(usual: Usual, mentions: int) -> str:
    if mentions > usual.high:
        told = _("It is more than usual, which for that many days is {between}.")
    elif mentions < usual.low:
        told = _("It is less than usual, which for that many days is {between}.")
    else:
        told = _("It is as usual, which for that many days is {between}.")
    return told.format(between=words.between(usual))


def shown(connection: Connection, first: date, last: date) -> Iterator[Block]:
    """The images that are kept with mentions of these days."""
    found = pictures.of_mentions(connection, *moments(first, last))
    yield from pictures_on_paper.chapter(connection, found[:MOST_PICTURES])
    left = len(found) - MOST_PICTURES
    if left > 0:
        told = ngettext(
            "{count} more is in its mention.", "{count} more are in their mentions.", left
        )
        yield Para(told.format(count=number(left)))


def answers(answers: AnswerCounts) -> Iterator[Block]:
    """How many were answered, and how fast."""
    yield Heading(1, _("What was answered"))
    if not answers.asked:
        yield Para(_("No mention was marked to be answered."))
        return
    yield Para(
        _("Called for an answer: {asked}. Answered: {answered} ({share}).").format(
            asked=number(answers.asked),
            answered=number(answers.answered),
            share=words.share(answers.answered, answers.asked),
        )
    )
    facts = tuple(_answer_facts(answers))
    if facts:
        yield Bullets(facts)


def _answer_facts(answers: AnswerCounts) -> Iterator[str]:
    if answers.median_hours is not None:
        yield _("Half of the answers took {time} or less.").format(
            time=words.lapse(answers.median_hours)
        )
    if answers.answered and answers.promised_hours is not None:
        kept = _("Within the {hours} that the plan promises: {count} of {answered}.").format(
            hours=hours(answers.promised_hours),
            count=number(answers.in_time),
            answered=number(answers.answered),
        )
        counted = _("The plan promises office hours; here nights and holidays are counted too.")
        yield f"{kept} {counted}"
    if answers.waiting_since is not None:
        yield _("Still to answer: {count}, the first since {day}.").format(
            count=number(answers.asked - answers.answered),
            day=long_day(answers.waiting_since.astimezone().date()),
        )

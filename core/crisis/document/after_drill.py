"""Of the report of a drill: its injects, what was done, and the person's own score."""

from collections.abc import Iterator

from core.crisis.desk import Desk
from core.crisis.document.times import Times
from core.crisis.drill import Score
from core.crisis.model import InjectShown
from core.crisis.scenario import DrillPlan, Inject
from core.documents.model import Block, Cell, Column, Heading, Line, Para, Style, Table, cell
from core.i18n import _, ngettext
from core.numbers import number, percent
from core.plan.document.pieces import lines


def chapter(desk: Desk, when: Times, score: Score) -> Iterator[Block]:
    """What was rehearsed, the score, and each inject with what a good answer has."""
    plan = desk.scenario.drill
    if plan is None:
        return
    yield Heading(1, _("How the drill went"))
    yield Para(plan.objective)
    yield Para(_score(score))
    if not desk.injects:
        yield Para(_("Nothing had arrived yet."))
        return
    columns = (
        Column(_("What arrived"), 2.2),
        Column(_("What was done"), 2.4),
        Column(_("What a good answer has"), 2.6),
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
    known = {one.id: one for one in plan.injects}
    for shown in desk.injects:
        inject = known.get(shown.inject)
        if inject is not None:
            yield _row(inject, shown, when)


def _row(inject: Inject, shown: InjectShown, when: Times) -> tuple[Cell, ...]:
    answered = when.at(shown.answered_at)
    done = lines(shown.answer) or [Line(_("Nothing was noted"), Style.MUTED)]
    return (
        cell(
            Line(inject.title, Style.STRONG),
            Line(_("Minute {minute}").format(minute=inject.minute), Style.MUTED),
        ),
        cell(*done, Line(answered, Style.MUTED)),
        cell(*(Line(_judged(place, text, shown), item=True) for place, text in
               enumerate(inject.expected))),
    )  # fmt: skip


def _judged(place: int, text: str, shown: InjectShown) -> str:
    """In words, since nothing is said by a sign or a colour alone."""
    if shown.scored_at is None:
        return text
    if str(place) in shown.met:
        return _("It was there: {text}").format(text=text)
    return _("It was missing: {text}").format(text=text)

"""Step 5: what for, in which shares, and how it is written."""

from collections.abc import Iterator

from core.i18n import _
from core.numbers import percent
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import PlanStep, Severity, UseName
from core.plan.labels import use_label
from core.plan.model import Use

ALL = 100


@rule(Severity.WARNING)
def uses_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """None of the eight uses has a share of the posts."""
    if not list(_wanted(facts)):
        yield ToldFinding(
            _("The plan does not say what it will publish about."),
            _("Give each use that you want its share of the posts, up to 100 in all."),
            FixTarget(PlanStep.USES, "use", 0, "share"),
        )


@rule(Severity.WARNING)
def shares_do_not_add_up(facts: PlanFacts) -> Iterator[ToldFinding]:
    """The shares are more or less than all posts."""
    total = sum(use.share or 0 for use in facts.plan.uses)
    if total not in (0, ALL):
        yield ToldFinding(
            _("The shares of the uses add up to {total}, not to {all}.").format(
                total=percent(total), all=percent(ALL)
            ),
            _("Take from one or add to another until they make up the whole."),
            FixTarget(PlanStep.USES, "use", 0, "share"),
        )


@rule(Severity.WARNING)
def use_without_channel(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A use that no channel is for."""
    known = {channel.id for channel in facts.plan.channels}
    for use in _wanted(facts):
        if known and not known.intersection(use.channels):
            yield ToldFinding(
                _("“{use}” is wanted and has no channel.").format(use=use_label(use.name)),
                _("Mark the channels on which it is done, or set its share to 0."),
                _at(use, "channels"),
            )


@rule(Severity.HINT)
def use_without_audience(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A use that is for nobody in particular."""
    known = {audience.id for audience in facts.plan.audiences}
    for use in _wanted(facts):
        if known and not known.intersection(use.audiences):
            yield ToldFinding(
                _("“{use}” does not say for which audience.").format(use=use_label(use.name)),
                _("Mark for whom it is; that decides where and how it is told."),
                _at(use, "audiences"),
            )


@rule(Severity.HINT)
def use_without_examples(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A use of which nobody can see what is meant."""
    for use in _wanted(facts):
        if not use.examples:
            yield ToldFinding(
                _("“{use}” has no examples.").format(use=use_label(use.name)),
                _("Write two posts that the council will really publish."),
                _at(use, "examples"),
            )


@rule(Severity.HINT)
def uses_one_way(facts: PlanFacts) -> Iterator[ToldFinding]:
    """All is telling, nothing is answering: social media go both ways."""
    service = next((use for use in facts.plan.uses if use.name is UseName.SERVICE), None)
    if service and not service.share and list(_wanted(facts)):
        yield ToldFinding(
            _("No share of the posts is for citizen service."),
            _("People will ask there whether it is planned or not: set some of it aside."),
            _at(service, "share"),
        )


@rule(Severity.WARNING)
def accessibility_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nothing says how those read who do not see or hear well; RD 1112/2018 binds councils."""
    if facts.plan.channels and not facts.plan.charter.accessibility:
        yield ToldFinding(
            _("Nothing says how posts are made accessible."),
            _("Write at least: a text for each image, subtitles, and no poster as the only text."),
            _charter("accessibility"),
        )


@rule(Severity.HINT)
def style_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nothing says how the council speaks."""
    if facts.plan.channels and not facts.plan.charter.style:
        yield ToldFinding(
            _("Nothing says how the council writes on its channels."),
            _("Write five lines: how people are addressed, how long, what is never written."),
            _charter("style"),
        )


@rule(Severity.HINT)
def images_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nothing says whose images may be used and who has to consent."""
    if facts.plan.channels and not facts.plan.charter.images:
        yield ToldFinding(
            _("Nothing says which images may be published."),
            _("Write who has to consent, above all for minors, and where licences are kept."),
            _charter("images"),
        )


def _wanted(facts: PlanFacts) -> Iterator[Use]:
    for use in facts.plan.uses:
        if use.share:
            yield use


def _at(use: Use, field: str) -> FixTarget:
    return FixTarget(PlanStep.USES, "use", use.id, field)


def _charter(field: str) -> FixTarget:
    return FixTarget(PlanStep.USES, "charter", 1, field)

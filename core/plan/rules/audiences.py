"""Step 3: for whom, and whether they can be reached."""

from collections import defaultdict
from collections.abc import Iterator

from core.i18n import _, ngettext
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import PlanStep, Reach, Severity
from core.plan.model import Audience, Plan
from core.plan.unreviewed import assumed
from core.plan.wording import named

OWN_ROADS = frozenset({"", "web", "e_office", "newsletter", "town_app"})
"""Kinds of channel that no company can close on the town; the empty one is of its own making."""


@rule(Severity.ERROR)
def audiences_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nobody to speak to."""
    if not facts.plan.audiences:
        yield ToldFinding(
            _("The plan has no audience."),
            _("Name four to six groups of people the council has something to tell."),
            FixTarget(PlanStep.AUDIENCES, "audience"),
        )


@rule(Severity.WARNING)
def audience_unreached(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An audience that is on none of the channels."""
    reached = _reached(facts.plan)
    for audience in facts.plan.audiences:
        if facts.plan.channels and not reached[audience.id]:
            yield ToldFinding(
                _("“{audience}” is on no channel of the plan.").format(
                    audience=named(audience.title)
                ),
                _("Mark where they are, or add the channel on which they can be found."),
                _in_the_table(audience),
            )


@rule(Severity.WARNING)
def audience_on_one_network(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An audience that is lost on the day a network closes one account."""
    reached = _reached(facts.plan)
    for audience in facts.plan.audiences:
        strong = [
            facts.plan.channel(channel_id)
            for channel_id, reach in reached[audience.id].items()
            if reach is not Reach.FEW
        ]
        only = strong[0] if len(strong) == 1 else None
        if only and not only.offline and only.kind not in OWN_ROADS:
            yield ToldFinding(
                _("“{audience}” is well reached only by “{channel}”.").format(
                    audience=named(audience.title), channel=named(only.title)
                ),
                _("If that account is blocked there is no other way: name a reserve channel."),
                _in_the_table(audience),
            )


@rule(Severity.HINT)
def audience_undescribed(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An audience of which only the name is known."""
    for audience in facts.plan.audiences:
        words = (audience.sociodemographic, audience.socioeconomic, audience.psychographic)
        if not any(words):
            yield ToldFinding(
                _("Nothing says who “{audience}” are.").format(audience=named(audience.title)),
                _("Write two lines: their age, what they live on, what they care about."),
                _at(audience, "sociodemographic"),
            )


@rule(Severity.HINT)
def audience_without_size(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Audiences of nobody knows how many people; counted together."""
    unknown = [audience for audience in facts.plan.audiences if not audience.size]
    if unknown:
        yield ToldFinding(
            ngettext(
                "One audience does not say how many people it is.",
                "{count} audiences do not say how many people they are.",
                len(unknown),
            ).format(count=len(unknown)),
            _(
                "A rough figure from the town’s register is enough: ten more or fewer do not "
                "matter."
            ),
            FixTarget(PlanStep.AUDIENCES, "audience", 0, "size", first=unknown[0].id),
        )


@rule(Severity.HINT)
def evidence_assumed(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Cells of the matrix that are supposed; counted together."""
    if count := sum(map(assumed, facts.plan.presences)):
        yield ToldFinding(
            ngettext(
                "One cell of the matrix rests on an assumption.",
                "{count} cells of the matrix rest on an assumption.",
                count,
            ).format(count=count),
            _("Check them and write how it is known; until then the printed plan says so."),
            FixTarget(PlanStep.CHANNELS, "presence", 0, "evidence"),
        )


@rule(Severity.HINT)
def evidence_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Audiences that are said to be somewhere, nobody says on what ground; counted together."""
    guessed = [
        item for item in facts.plan.presences if item.reach is not Reach.NONE and not item.evidence
    ]
    if guessed:
        yield ToldFinding(
            ngettext(
                "One cell of the matrix does not say how it is known.",
                "{count} cells of the matrix do not say how it is known.",
                len(guessed),
            ).format(count=len(guessed)),
            _("Write for each where it comes from: figures of the network, a survey, asking."),
            FixTarget(PlanStep.CHANNELS, "presence", 0, "evidence"),
        )


def _reached(plan: Plan) -> defaultdict[int, dict[int, Reach]]:
    """By audience: how much of it is on each channel where some of it is."""
    found: defaultdict[int, dict[int, Reach]] = defaultdict(dict)
    known = {channel.id for channel in plan.channels}
    for presence in plan.presences:
        if presence.reach is not Reach.NONE and presence.channel_id in known:
            found[presence.audience_id][presence.channel_id] = presence.reach
    return found


def _in_the_table(audience: Audience) -> FixTarget:
    """Where audiences are marked on channels."""
    return FixTarget(PlanStep.CHANNELS, "audience", audience.id, "reach")


def _at(audience: Audience, field: str = "") -> FixTarget:
    return FixTarget(PlanStep.AUDIENCES, "audience", audience.id, field)

"""Step 4: where to speak, who does it, how often and in which language."""

from collections.abc import Iterator
from datetime import timedelta

from core.days import shown
from core.i18n import _, ngettext
from core.plan.findings import FixTarget, PlanFacts, ToldFinding, rule
from core.plan.kinds import LanguagePolicy, PlanStep, Reach, Severity
from core.plan.model import Channel
from core.plan.rules.objectives import specific
from core.plan.wording import listed, named
from core.town.model import language_name

FACTS_HOLD = timedelta(days=183)
"""Networks change image sizes and limits: what nobody confirmed for six months is old."""


@rule(Severity.ERROR)
def channels_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Nowhere to speak."""
    if not facts.plan.channels:
        yield ToldFinding(
            _("The plan has no channel."),
            _("Add the notice board or the website first, then the network that most people use."),
            FixTarget(PlanStep.CHANNELS, "channel"),
        )


@rule(Severity.WARNING)
def channel_without_audience(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A channel on which none of the plan's audiences is."""
    audiences = {audience.id for audience in facts.plan.audiences}
    reaching = {
        presence.channel_id
        for presence in facts.plan.presences
        if presence.reach is not Reach.NONE and presence.audience_id in audiences
    }
    for channel in facts.plan.channels:
        if audiences and channel.id not in reaching:
            yield ToldFinding(
                _("“{channel}” reaches no audience.").format(channel=named(channel.title)),
                _("Mark which audience is there, or drop the channel and save its hours."),
                _at(channel, "reach"),
            )


@rule(Severity.WARNING)
def channel_without_objective(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A channel that no objective needs."""
    objectives = list(specific(facts))
    serving = {channel_id for item in facts.plan.objectives for channel_id in item.channels}
    for channel in facts.plan.channels:
        if objectives and channel.id not in serving:
            yield ToldFinding(
                _("“{channel}” serves no objective.").format(channel=named(channel.title)),
                _("Mark it on the objectives that it works for, or drop it."),
                _at(channel),
            )


@rule(Severity.ERROR)
def channel_without_owner(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A channel that nobody keeps."""
    for channel in facts.plan.channels:
        if facts.plan.people and facts.plan.person(channel.owner_id) is None:
            yield ToldFinding(
                _("Nobody is in charge of “{channel}”.").format(channel=named(channel.title)),
                _("Choose who publishes there."),
                _at(channel, "owner_id"),
            )


@rule(Severity.WARNING)
def channel_without_substitute(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A channel that falls silent in the holidays."""
    for channel in facts.plan.channels:
        if facts.plan.people and facts.plan.person(channel.substitute_id) is None:
            yield ToldFinding(
                _("“{channel}” has no deputy.").format(channel=named(channel.title)),
                _("Choose who publishes urgent notices there during holidays and sick leave."),
                _at(channel, "substitute_id"),
            )


@rule(Severity.WARNING)
def channel_stands_in_for_itself(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Owner and substitute are one person: the same post, or the same contact in two posts."""
    for channel in facts.plan.channels:
        owner = facts.plan.person(channel.owner_id)
        substitute = facts.plan.person(channel.substitute_id)
        if owner is None or substitute is None:
            continue
        contact = owner.contact_id if owner.contact_id is not None else -1
        if owner.id == substitute.id or contact == substitute.contact_id:
            yield ToldFinding(
                _("The owner and the deputy of “{channel}” are the same person.").format(
                    channel=named(channel.title)
                ),
                _("Choose somebody else as the deputy."),
                _at(channel, "substitute_id"),
            )


@rule(Severity.WARNING)
def cadence_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A channel of which nobody says how often."""
    for channel in facts.plan.channels:
        if channel.posts_week is None:
            yield ToldFinding(
                _("“{channel}” does not say how often.").format(channel=named(channel.title)),
                _("Write how many posts a week can be kept up all year, also in August."),
                _at(channel, "posts_week"),
            )


@rule(Severity.WARNING)
def minutes_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """Posts that seem to take no time."""
    for channel in facts.plan.channels:
        if channel.posts_week and not channel.minutes_post:
            yield ToldFinding(
                _("“{channel}” does not say how long a post takes.").format(
                    channel=named(channel.title)
                ),
                _("Write the minutes from the idea to the answers; without them hours are wrong."),
                _at(channel, "minutes_post"),
            )


@rule(Severity.HINT)
def purpose_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A channel that does not say what it is for."""
    for channel in facts.plan.channels:
        if not channel.purpose:
            yield ToldFinding(
                _("“{channel}” does not say what it is for.").format(channel=named(channel.title)),
                _("Write in one sentence what people will find there and nowhere else."),
                _at(channel, "purpose"),
            )


@rule(Severity.ERROR)
def offline_notices_missing(facts: PlanFacts) -> Iterator[ToldFinding]:
    """An urgent notice would reach only those who have a network and look at it."""
    channels = facts.plan.channels
    if channels and not any(channel.offline and channel.urgent for channel in channels):
        offline = next((channel.id for channel in channels if channel.offline), 0)
        yield ToldFinding(
            _("Urgent notices have no channel that works without a network."),
            _("Mark one for urgent notices: public notice, loudspeaker, poster, local radio."),
            FixTarget(PlanStep.CHANNELS, "channel", offline, "urgent" if offline else "new"),
        )


@rule(Severity.WARNING)
def language_unmet(facts: PlanFacts) -> Iterator[ToldFinding]:
    """A channel that does not publish in the languages that the policy promises."""
    official = facts.town.languages
    for channel in facts.plan.channels:
        missing = [code for code in _promised(facts, channel) if code not in channel.languages]
        said = channel.languages or len(official) > 1
        if missing and said:
            yield ToldFinding(
                _("“{channel}” does not publish in {languages}, as the plan promises.").format(
                    channel=named(channel.title),
                    languages=listed([language_name(code) for code in missing]),
                ),
                _("Add the language to the channel, or change the language policy."),
                _at(channel, "languages"),
            )


def _promised(facts: PlanFacts, channel: Channel) -> tuple[str, ...]:
    """The languages of a channel by the policy; the first of the town is its main one."""
    official = facts.town.languages
    policy = facts.plan.charter.language_policy
    if policy is LanguagePolicy.ALL or (policy is LanguagePolicy.NOTICES and channel.urgent):
        return official
    return official[:1]


@rule(Severity.HINT)
def network_facts_old(facts: PlanFacts) -> Iterator[ToldFinding]:
    """What networks decide and nobody has looked up for six months; one finding for all.

    Most of them came with the program, and a new version brings them anew.
    """
    channels = {channel.id for channel in facts.plan.channels}
    old = [
        fact
        for fact in facts.plan.facts
        if fact.channel_id in channels
        and (fact.reviewed_on is None or facts.today - fact.reviewed_on > FACTS_HOLD)
    ]
    if not old:
        return
    known = [fact.reviewed_on for fact in old if fact.reviewed_on is not None]
    sentence = (
        ngettext(
            "One size or limit of the networks has not been looked up since {day}.",
            "{count} sizes and limits of the networks have not been looked up, the oldest "
            "since {day}.",
            len(old),
        )
        if known
        else ngettext(
            "One size or limit of the networks has never been looked up.",
            "{count} sizes and limits of the networks have never been looked up.",
            len(old),
        )
    )
    yield ToldFinding(
        sentence.format(count=len(old), day=shown(min(known, default=None))),
        _("A new version of Pregón brings them up to date; correct what you see has changed."),
        FixTarget(PlanStep.CHANNELS, "channel", 0, "facts", first=old[0].channel_id),
    )


def _at(channel: Channel, field: str = "") -> FixTarget:
    return FixTarget(PlanStep.CHANNELS, "channel", channel.id, field)

"""Where a statement goes out, in which order, and in which words."""

from dataclasses import dataclass

from core.crisis import town_facts
from core.crisis.desk import Desk, Worded
from core.crisis.kinds import ENDING
from core.crisis.model import StatementText
from core.crisis.texts.checks import unfilled
from core.crisis.texts.filling import Filling, public, spoken
from core.plan.model import Channel
from core.store import Connection


@dataclass(frozen=True)
class Outlet:
    """A channel on which to publish, and the text for it."""

    title: str
    offline: bool
    text: str
    short: bool = False
    """The text is the scenario's own for this channel, not the whole statement."""


def outlets(
    connection: Connection, desk: Desk, worded: Worded, language: str, known: Filling
) -> list[Outlet]:
    """The channels of the plan for urgent notices, or all where none is marked: the web first, then
    the networks, then those off the internet. Then come ways that the scenario has a text for and
    the plan no channel; and, of a correction and the end, every other place where it was told."""
    texts = _texts(desk, worded, language, known)
    whole = public(desk.incident, worded.text(language))
    found = [_outlet(channel, texts, whole) for channel in town_facts.channels(connection)]
    rest = town_facts.beyond(connection, texts)
    found += [Outlet(town_facts.way_name(kind), True, texts[kind], short=True) for kind in rest]
    there = [outlet.title for outlet in found]
    told = desk.told_in() if worded.statement.kind in ENDING else ()
    return found + [Outlet(text, False, whole) for text in told if text not in there]


def _outlet(channel: Channel, texts: dict[str, str], whole: str) -> Outlet:
    own = texts.get(channel.kind)
    return Outlet(channel.title, channel.offline, own or whole, short=own is not None)


def _texts(desk: Desk, worded: Worded, language: str, known: Filling) -> dict[str, str]:
    """The scenario's texts off the networks for this kind of statement, filled in, by the kind of
    the channel; one with an empty blank is none."""
    scenario = spoken(desk, language)
    found = {
        text.channel: StatementText(0, language, known=known.fill(text.text))
        for text in (scenario.offline if scenario else ())
        if text.kind is worded.statement.kind
    }
    return {
        channel: public(desk.incident, text)
        for channel, text in found.items()
        if text.whole and not unfilled(text)
    }

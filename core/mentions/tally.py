"""How much of what was heard waits for the person: counted here for every place that says so."""

from dataclasses import dataclass
from datetime import datetime

from core.i18n import ngettext
from core.mentions.alarms import alarms
from core.mentions.kinds import MentionState
from core.mentions.records import decisions, mentions
from core.store import Connection


@dataclass(frozen=True)
class Tally:
    """Numbers of items, and of alarms."""

    new: int = 0
    to_answer: int = 0
    answered: int = 0
    unsure: int = 0
    """With a name of ours alone, of which the person has said nothing."""
    mentions: int = 0
    """In any state but not ours."""
    alarms: int = 0
    """That wait for the person now."""


def count(connection: Connection, now: datetime) -> Tally:
    """Everything at once."""
    states = mentions.counts(connection)
    return Tally(
        new=states[MentionState.NEW],
        to_answer=states[MentionState.TO_ANSWER],
        answered=states[MentionState.ANSWERED],
        unsure=decisions.count(connection),
        mentions=sum(states.values()) - states[MentionState.IGNORED],
        alarms=len(alarms.waiting(connection, now)),
    )


def new_words(count: int) -> str:
    """`3 new`."""
    return ngettext("{count} new", "{count} new", count).format(count=count)


def to_answer_words(count: int) -> str:
    """`3 to answer`."""
    return ngettext("{count} to answer", "{count} to answer", count).format(count=count)


def unsure_words(count: int) -> str:
    """`3 unsure`."""
    return ngettext("{count} unsure", "{count} unsure", count).format(count=count)


def alarms_words(count: int) -> str:
    """`3 alarms to decide`."""
    return ngettext("{count} alarm to decide on", "{count} alarms to decide on", count).format(
        count=count
    )

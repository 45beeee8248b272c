"""What a change is about; views subscribe to topics, not to tables."""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """One per slice; listening has four and the crisis desk two, for their parts change apart."""

    TOWN = "town"
    ROSTER = "roster"
    PLAN = "plan"
    MENTIONS = "mentions"
    SOURCES = "sources"
    WATCHES = "watches"
    ALARMS = "alarms"
    CRISIS = "crisis"
    SCENARIOS = "scenarios"
    DOCUMENTS = "documents"
    PREFERENCES = "preferences"


EVERYTHING = frozenset(Topic)


@dataclass(frozen=True)
class Change:
    """Published once, after the outermost commit."""

    topics: frozenset[Topic]
    initiator: object | None = None
    """Whoever made the change and needs no reload, or nobody."""

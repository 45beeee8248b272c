"""What a change is about; views subscribe to topics, not to tables."""

from enum import StrEnum
from typing import NamedTuple


class Topic(StrEnum):
    """One per slice; listening has four and the crisis desk two, for their parts change apart."""

    TOWN = "town"
    ROSTER = "roster"
    PLAN = "plan"
    CALENDAR = "calendar"
    MENTIONS = "mentions"
    SOURCES = "sources"
    WATCHES = "watches"
    ALARMS = "alarms"
    CRISIS = "crisis"
    SCENARIOS = "scenarios"
    DOCUMENTS = "documents"
    PREFERENCES = "preferences"


EVERYTHING = frozenset(Topic)


class Change(NamedTuple):
    """Published once, after the outermost commit."""

    topics: frozenset[Topic]
    initiator: object | None = None
    """Whoever made the change and needs no reload, or nobody."""

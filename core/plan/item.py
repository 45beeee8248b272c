"""What can be stored and saved by itself."""

from typing import TypeAlias

from core.plan.model import (
    Account,
    Assignment,
    Audience,
    Channel,
    Charter,
    Dismissal,
    Level,
    Measurement,
    NetworkFact,
    Objective,
    Person,
    Presence,
    PrivateChannel,
    SessionNote,
    Task,
    Use,
)

Item: TypeAlias = (
    Charter
    | Person
    | Account
    | Objective
    | Measurement
    | Audience
    | Channel
    | NetworkFact
    | Presence
    | Use
    | Level
    | PrivateChannel
    | Task
    | Assignment
    | Dismissal
    | SessionNote
)
"""Everything that is stored one row an item and can be saved by itself."""

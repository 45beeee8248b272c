"""The closed lists of a plan: what each of its choices can be."""

from enum import StrEnum


class PlanStep(StrEnum):
    """The eight steps, in the order in which they are usually taken."""

    START = "start"
    OBJECTIVES = "objectives"
    AUDIENCES = "audiences"
    CHANNELS = "channels"
    USES = "uses"
    PROTOCOL = "protocol"
    PEOPLE = "people"
    REVIEW = "review"


class AccountKind(StrEnum):
    """What an account that speaks for the town turned out to be."""

    OWN = "own"
    ABANDONED = "abandoned"
    UNOFFICIAL = "unofficial"
    IMPERSONATING = "impersonating"


class AccountVerdict(StrEnum):
    """What is to be done with an account of the audit."""

    NONE = "none"
    KEEP = "keep"
    CLOSE = "close"
    MERGE = "merge"
    CLAIM = "claim"
    REPORT = "report"


class ObjectiveScope(StrEnum):
    """A specific objective belongs to a general one."""

    GENERAL = "general"
    SPECIFIC = "specific"


class Judged(StrEnum):
    """By figures, or by a rubric in words (measured from 1 to 5)."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"


class Horizon(StrEnum):
    """Up to six months, up to a year, beyond."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class Layer(StrEnum):
    """What an indicator counts, in the words of the UK GCS OASIS guide."""

    OUTPUT = "output"
    """What we do: posts, notices, answers."""
    OUTTAKE = "outtake"
    """What people notice and understand: reach, clicks, questions."""
    OUTCOME = "outcome"
    """What people do or think afterwards: attendance, errands done, trust."""


class Frequency(StrEnum):
    """How often an objective is measured."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TWICE_A_YEAR = "twice_a_year"
    YEARLY = "yearly"


class Reach(StrEnum):
    """How much of an audience is on a channel."""

    NONE = "none"
    FEW = "few"
    SOME = "some"
    MANY = "many"


class UseName(StrEnum):
    """What social media serve for in a public body."""

    CORPORATE = "corporate"
    CLOSER = "closer"
    SERVICE = "service"
    NEW_SERVICES = "new_services"
    DEADLINES = "deadlines"
    EVENTS = "events"
    REPUTATION = "reputation"
    REFERENCE = "reference"


class LanguagePolicy(StrEnum):
    """In which of the town's languages things are published."""

    MAIN = "main"
    """Everything in the main language only."""
    NOTICES = "notices"
    """Notices and urgent posts in all of them, the rest in the main one."""
    ALL = "all"
    """Everything in all of them."""


class LevelName(StrEnum):
    """Levels of the crisis protocol, rising."""

    GREEN = "green"
    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class Raci(StrEnum):
    """What a person is to a task; in a small town one may be responsible and accountable."""

    RESPONSIBLE = "R"
    ACCOUNTABLE = "A"
    BOTH = "RA"
    CONSULTED = "C"
    INFORMED = "I"


class Severity(StrEnum):
    """An error keeps the plan from being approved in good conscience; a hint is advice."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

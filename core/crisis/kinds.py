"""The closed lists of the crisis desk; their names on screen are in `core.crisis.labels`."""

from enum import StrEnum


class Phase(StrEnum):
    """The pause points of a checklist, in order."""

    BEFORE = "before"
    """Before speaking."""
    FIRST_LINE = "first_line"
    FIRST_HOUR = "first_hour"
    UPDATES = "updates"
    """Gone through again at each update."""
    CLOSE = "close"


class Mode(StrEnum):
    """How a checklist is used (Boorman): read and then do, or do by heart and then confirm."""

    READ_DO = "read_do"
    DO_CONFIRM = "do_confirm"


MODES = {
    Phase.BEFORE: Mode.READ_DO,
    Phase.FIRST_LINE: Mode.DO_CONFIRM,
    Phase.FIRST_HOUR: Mode.READ_DO,
    Phase.UPDATES: Mode.DO_CONFIRM,
    Phase.CLOSE: Mode.READ_DO,
}
"""Where nobody has a routine yet one reads and does; a text is written and then confirmed."""


class StatementPart(StrEnum):
    """The parts of a statement, in the order in which they are read."""

    EMPATHY = "empathy"
    KNOWN = "known"
    UNKNOWN = "unknown"
    DOING = "doing"
    ADVICE = "advice"
    """What people should do."""
    NEXT = "next"
    """Where and when there will be more."""


class StatementKind(StrEnum):
    """What a statement is for."""

    HOLDING = "holding"
    """The first line: little is known yet."""
    CONFIRMED = "confirmed"
    INSTRUCTIONS = "instructions"
    DENIAL = "denial"
    CORRECTION = "correction"
    CONDOLENCE = "condolence"
    CLOSING = "closing"


BETWEEN = (
    StatementKind.INSTRUCTIONS,
    StatementKind.DENIAL,
    StatementKind.CORRECTION,
    StatementKind.CONDOLENCE,
)
"""They come between two updates: the hour that was promised stands."""


ENDING = (StatementKind.CORRECTION, StatementKind.CLOSING)
"""They take back what was told: they go wherever that went."""


class DoneBy(StrEnum):
    """What ticks a step by itself, where its statement or the calendar comes so far."""

    HAND = ""
    """Nothing: a person ticks it."""
    APPROVAL = "approval"
    PUBLICATION = "publication"
    OFFLINE = "offline"
    """Publication where there is no internet."""
    FREEZE = "freeze"
    """All that is to be published from the calendar is held."""


PUBLISHING = (DoneBy.PUBLICATION, DoneBy.OFFLINE)


class Opens(StrEnum):
    """The part of the desk where a step is done."""

    NONE = ""
    LEVEL = "level"
    HATS = "hats"
    CALLS = "calls"
    STATEMENTS = "statements"
    RUMOURS = "rumours"
    COMPLAINANTS = "complainants"
    MENTIONS = "mentions"
    LOG = "log"
    CLOSE = "close"

"""The facts of incidents and drills. `id` is 0 until stored; moments are aware, in UTC."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.crisis.kinds import StatementKind, StatementPart
from core.plan.kinds import LevelName
from core.roster.model import Hat


class LogKind(StrEnum):
    """What an entry of the log is about."""

    OPENED = "opened"
    NOTE = "note"
    LEVEL = "level"
    STEP = "step"
    HAT = "hat"
    CALL = "call"
    FACT = "fact"
    STATEMENT = "statement"
    PUBLISHED = "published"
    UPDATE = "update"
    """When the public will hear more."""
    MENTION = "mention"
    RUMOUR = "rumour"
    COMPLAINANT = "complainant"
    MODERATION = "moderation"
    CALENDAR = "calendar"
    """What was held of it, or released."""
    INJECT = "inject"
    CORRECTION = "correction"
    CLOSED = "closed"
    REVIEW = "review"


class TickState(StrEnum):
    """What became of a step."""

    DONE = "done"
    NOT_NEEDED = "not_needed"


class CallOutcome(StrEnum):
    """What became of a call."""

    WAITING = "waiting"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    MESSAGE_LEFT = "message_left"


class StatementState(StrEnum):
    """How far a statement is."""

    DRAFT = "draft"
    APPROVED = "approved"
    PUBLISHED = "published"
    DROPPED = "dropped"


class ComplainantState(StrEnum):
    """Where the conversation with somebody stands."""

    OPEN = "open"
    MOVED = "moved"
    """To a private channel."""
    SOLVED = "solved"
    """In private; in public nobody knows yet."""
    CLOSED = "closed"
    """Said in public."""


class RumourVerdict(StrEnum):
    """What the competent body says of a claim."""

    UNCHECKED = "unchecked"
    FALSE = "false"
    PARTLY = "partly"
    TRUE = "true"


class LinkedHow(StrEnum):
    """Why a mention belongs to an incident."""

    ALARM = "alarm"
    LIVE = "live"
    """It arrived and speaks of the same."""
    HAND = "hand"


class Measure(StrEnum):
    """What was done about a comment that breaks the rules of use."""

    UNSAID = ""
    """Nobody has said it yet: such a case is not in the file."""
    ANSWERED = "answered"
    WARNED = "warned"
    HIDDEN = "hidden"
    REPORTED = "reported"
    BLOCKED = "blocked"


class Became(StrEnum):
    """What a lesson was made into."""

    NOTHING = ""
    TASK = "task"
    OBJECTIVE = "objective"
    WATCH = "watch"
    STEP = "step"
    CONTACT = "contact"
    ITEM = "item"
    """Of the calendar, which says itself which lesson it was."""


@dataclass(frozen=True)
class Incident:
    """A crisis being run, or a rehearsal of one."""

    title: str
    scenario: str
    """Id of the scenario; as it was then it is kept apart (`records.incidents.scenario_of`)."""
    language: str
    level: LevelName
    opened_at: datetime
    id: int = 0
    opened_by: str = ""
    first_sign_at: datetime | None = None
    """When it could first be seen from outside: the oldest mention of the alarm."""
    alarm_id: int | None = None
    drill: bool = False
    on_paper: bool = False
    """It was run on paper and typed in afterwards."""
    next_update_at: datetime | None = None
    """Promised to the public."""
    round: int = 0
    """Of updates that were published."""
    closed_at: datetime | None = None
    end_message: str = ""
    remains: str = ""
    review_on: date | None = None
    went_well: str = ""
    went_badly: str = ""

    @property
    def open(self) -> bool:
        """It is not closed."""
        return self.closed_at is None

    @property
    def reviewed(self) -> bool:
        """What went well or badly was written down."""
        return bool(self.went_well.strip() or self.went_badly.strip())


@dataclass(frozen=True)
class LogEntry:
    """One line of the log; never changed. `at` is when it happened, `written_at` when written."""

    incident_id: int
    at: datetime
    written_at: datetime
    kind: LogKind
    text: str
    who: str = ""
    id: int = 0
    corrects: int | None = None
    """Id of the entry that this one corrects."""
    on_paper: bool = False
    """It was written by hand then, and typed in later."""
    previous: str = ""
    digest: str = ""
    """sha256, hexadecimal (`core.crisis.chain`)."""


@dataclass(frozen=True)
class Tick:
    """A step that was done, or was not needed. `round` counts updates; 0 in the other phases."""

    incident_id: int
    step: str
    at: datetime
    id: int = 0
    round: int = 0
    state: TickState = TickState.DONE
    who: str = ""
    note: str = ""
    on_paper: bool = False


@dataclass(frozen=True)
class WornHat:
    """Who wears a hat from when to when. The name stays when the contact leaves the roster."""

    incident_id: int
    hat: Hat
    name: str
    since: datetime
    id: int = 0
    contact_id: int | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Call:
    """Somebody to call, and what came of it."""

    incident_id: int
    name: str
    id: int = 0
    position: int = 0
    contact_id: int | None = None
    number: str = ""
    why: str = ""
    outcome: CallOutcome = CallOutcome.WAITING
    at: datetime | None = None
    said: str = ""
    instead_of: int | None = None
    """Id of the call to the person who did not answer."""
    on_paper: bool = False


@dataclass(frozen=True)
class Fact:
    """Something to find out, with the answer and who gave it."""

    incident_id: int
    question: str
    id: int = 0
    position: int = 0
    answer: str = ""
    source: str = ""


@dataclass(frozen=True)
class Statement:
    """A text for the public, from draft to published; its words are in `StatementText`."""

    incident_id: int
    kind: StatementKind
    made_at: datetime
    id: int = 0
    state: StatementState = StatementState.DRAFT
    next_update_at: datetime | None = None
    """When its text promises more."""
    approved_at: datetime | None = None
    approved_by: str = ""
    approved_how: str = ""
    published_at: datetime | None = None
    on_paper: bool = False


@dataclass(frozen=True)
class StatementText:
    """The words of a statement in one language, part by part."""

    statement_id: int
    language: str
    id: int = 0
    empathy: str = ""
    known: str = ""
    unknown: str = ""
    doing: str = ""
    advice: str = ""
    next: str = ""

    def part(self, part: StatementPart) -> str:
        """One part."""
        return str(getattr(self, part.value))

    @property
    def whole(self) -> str:
        """What is published: the parts in order, one paragraph each."""
        return "\n\n".join(text for part in StatementPart if (text := self.part(part).strip()))


@dataclass(frozen=True)
class Publication:
    """Where and when a statement was published."""

    statement_id: int
    channel: str
    at: datetime
    id: int = 0
    address: str = ""


@dataclass(frozen=True)
class Complainant:
    """Somebody who complains or suffers, and where the conversation with them stands."""

    incident_id: int
    label: str
    """In as few words as will do: “neighbour from the square”."""
    id: int = 0
    said: str = ""
    reach: str = ""
    """Where and how they can be reached."""
    state: ComplainantState = ComplainantState.OPEN
    channel: str = ""
    """Private channel that the conversation was moved to."""
    moved_at: datetime | None = None
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class Rumour:
    """A claim, what the competent body says of it, and the answer."""

    incident_id: int
    claim: str
    at: datetime
    id: int = 0
    seen: str = ""
    verdict: RumourVerdict = RumourVerdict.UNCHECKED
    source: str = ""
    answer: str = ""
    answered_at: datetime | None = None
    statement_id: int | None = None


@dataclass(frozen=True)
class LinkedItem:
    """A mention that belongs to an incident."""

    incident_id: int
    item_id: int
    at: datetime
    how: LinkedHow
    id: int = 0


@dataclass(frozen=True)
class Lesson:
    """What was learnt, who sees to it, and what it became."""

    incident_id: int
    text: str
    id: int = 0
    owner: str = ""
    due_on: date | None = None
    became: Became = Became.NOTHING
    became_id: str = ""
    done_on: date | None = None


@dataclass(frozen=True)
class InjectShown:
    """An inject of a drill that arrived, what was done, and how it was scored."""

    incident_id: int
    inject: str
    shown_at: datetime
    id: int = 0
    answer: str = ""
    answered_at: datetime | None = None
    met: tuple[str, ...] = ()
    """Numbers, from 0, of what was expected and was there."""
    scored_at: datetime | None = None

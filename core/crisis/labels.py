"""Names on screen and on paper of what `core.crisis` knows by a code."""

from core import i18n
from core.crisis.kinds import MODES, DoneBy, Mode, Opens, Phase, StatementKind, StatementPart
from core.crisis.model import (
    Became,
    CallOutcome,
    ComplainantState,
    LinkedHow,
    LogKind,
    Measure,
    RumourVerdict,
    StatementState,
)
from core.i18n import _, pgettext


def phase_label(phase: Phase) -> str:
    """The pause point."""
    return {
        Phase.BEFORE: _("Before speaking"),
        Phase.FIRST_LINE: _("First notice"),
        Phase.FIRST_HOUR: _("First hour"),
        Phase.UPDATES: _("Each update"),
        Phase.CLOSE: pgettext("phase", "Close"),
    }[phase]


def mode_label(phase: Phase) -> str:
    """How the list of a phase is used."""
    return {
        Mode.READ_DO: _("read and do"),
        Mode.DO_CONFIRM: _("do and confirm"),
    }[MODES[phase]]


def part_label(part: StatementPart) -> str:
    """The part of a statement."""
    return {
        StatementPart.EMPATHY: _("Empathy"),
        StatementPart.KNOWN: _("What we know"),
        StatementPart.UNKNOWN: _("What we do not know yet"),
        StatementPart.DOING: _("What we are doing"),
        StatementPart.ADVICE: _("What people should do"),
        StatementPart.NEXT: _("When there will be more"),
    }[part]


def statement_label(kind: StatementKind) -> str:
    """What a statement is for."""
    return {
        StatementKind.HOLDING: pgettext("statement", "First notice"),
        StatementKind.CONFIRMED: pgettext("statement", "Confirmed facts"),
        StatementKind.INSTRUCTIONS: pgettext("statement", "Instructions"),
        StatementKind.DENIAL: pgettext("statement", "Denial"),
        StatementKind.CORRECTION: pgettext("statement", "Correction"),
        StatementKind.CONDOLENCE: pgettext("statement", "Condolences or support"),
        StatementKind.CLOSING: pgettext("statement", "End"),
    }[kind]


def opens_label(opens: Opens) -> str:
    """The part of the desk where a step is done."""
    return {
        Opens.NONE: _("Nowhere in the program"),
        Opens.LEVEL: pgettext("desk", "Level"),
        Opens.HATS: pgettext("desk", "Roles"),
        Opens.CALLS: pgettext("desk", "Calls"),
        Opens.STATEMENTS: pgettext("desk", "Statements"),
        Opens.RUMOURS: pgettext("desk", "Rumours"),
        Opens.COMPLAINANTS: pgettext("desk", "People affected"),
        Opens.MENTIONS: pgettext("desk", "Mentions"),
        Opens.LOG: pgettext("desk", "Log"),
        Opens.CLOSE: pgettext("desk", "Close"),
    }[opens]


def done_by_label(done_by: DoneBy) -> str:
    """What ticks a step."""
    return {
        DoneBy.HAND: _("A person"),
        DoneBy.APPROVAL: _("The approval of its statement"),
        DoneBy.PUBLICATION: _("The publication of its statement"),
        DoneBy.OFFLINE: _("Its publication where there is no internet"),
        DoneBy.FREEZE: _("The hold on the calendar"),
    }[done_by]


def statement_state_label(state: StatementState) -> str:
    """How far a statement is."""
    return {
        StatementState.DRAFT: pgettext("statement", "Draft"),
        StatementState.APPROVED: pgettext("statement", "Approved"),
        StatementState.PUBLISHED: pgettext("statement", "Published"),
        StatementState.DROPPED: pgettext("statement", "Dropped"),
    }[state]


def call_outcome_label(outcome: CallOutcome) -> str:
    """What became of a call."""
    return {
        CallOutcome.WAITING: pgettext("call", "To call"),
        CallOutcome.REACHED: pgettext("call", "Reached"),
        CallOutcome.NOT_REACHED: pgettext("call", "No answer"),
        CallOutcome.MESSAGE_LEFT: pgettext("call", "Message left"),
    }[outcome]


def complainant_state_label(state: ComplainantState) -> str:
    """Where a conversation stands."""
    return {
        ComplainantState.OPEN: pgettext("complainant", "In public"),
        ComplainantState.MOVED: pgettext("complainant", "Moved to private"),
        ComplainantState.SOLVED: pgettext("complainant", "Settled in private"),
        ComplainantState.CLOSED: pgettext("complainant", "Closed in public"),
    }[state]


def verdict_label(verdict: RumourVerdict) -> str:
    """What is known of a claim."""
    return {
        RumourVerdict.UNCHECKED: pgettext("rumour", "Not checked yet"),
        RumourVerdict.FALSE: pgettext("rumour", "False"),
        RumourVerdict.PARTLY: pgettext("rumour", "Partly true"),
        RumourVerdict.TRUE: pgettext("rumour", "True"),
    }[verdict]


def linked_how_label(how: LinkedHow) -> str:
    """Why a mention belongs to an incident."""
    return {
        LinkedHow.ALARM: pgettext("linked", "From the alarm"),
        LinkedHow.LIVE: pgettext("linked", "Arrived since"),
        LinkedHow.HAND: pgettext("linked", "Linked by hand"),
    }[how]


def measure_label(measure: Measure) -> str:
    """What was done about a comment."""
    return {
        Measure.UNSAID: pgettext("moderation", "Choose"),
        Measure.ANSWERED: pgettext("moderation", "Answered"),
        Measure.WARNED: pgettext("moderation", "Warned"),
        Measure.HIDDEN: pgettext("moderation", "Hidden"),
        Measure.REPORTED: pgettext("moderation", "Reported"),
        Measure.BLOCKED: pgettext("moderation", "Blocked"),
    }[measure]


def became_label(became: Became) -> str:
    """What a lesson was made into."""
    return {
        Became.NOTHING: pgettext("lesson", "Noted"),
        Became.TASK: pgettext("lesson", "Task of the plan"),
        Became.OBJECTIVE: pgettext("lesson", "Objective of the plan"),
        Became.WATCH: pgettext("lesson", "Search"),
        Became.STEP: pgettext("lesson", "Change of the checklist"),
        Became.CONTACT: pgettext("lesson", "Contact"),
        Became.ITEM: pgettext("lesson", "Item of the calendar"),
    }[became]


def ways() -> tuple[str, ...]:
    """How somebody says yes to a text, within a sentence."""
    return _("in person"), _("by telephone"), _("in writing"), _("by message")


def way_label(how: str) -> str:
    """How somebody said yes, noted in any language; other words than `ways` stay as typed."""
    for code in i18n.LANGUAGES:
        with i18n.language(code):
            there = ways()
        if how in there:
            return ways()[there.index(how)]
    return how


def log_kind_label(kind: LogKind) -> str:
    """What an entry of the log is about."""
    return {
        LogKind.OPENED: pgettext("log", "Opening"),
        LogKind.NOTE: pgettext("log", "Note"),
        LogKind.LEVEL: pgettext("log", "Level"),
        LogKind.STEP: pgettext("log", "Step"),
        LogKind.HAT: pgettext("log", "Crisis role"),
        LogKind.CALL: pgettext("log", "Call"),
        LogKind.FACT: pgettext("log", "Fact"),
        LogKind.STATEMENT: pgettext("log", "Statement"),
        LogKind.PUBLISHED: pgettext("log", "Published"),
        LogKind.UPDATE: pgettext("log", "Next notice"),
        LogKind.MENTION: pgettext("log", "Mention"),
        LogKind.RUMOUR: pgettext("log", "Rumour"),
        LogKind.COMPLAINANT: pgettext("log", "Affected"),
        LogKind.MODERATION: pgettext("log", "Moderation"),
        LogKind.CALENDAR: pgettext("log", "Calendar"),
        LogKind.INJECT: pgettext("log", "Drill"),
        LogKind.CORRECTION: pgettext("log", "Correction"),
        LogKind.CLOSED: pgettext("log", "Close"),
        LogKind.REVIEW: pgettext("log", "Review"),
    }[kind]

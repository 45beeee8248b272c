"""Names on screen of the parts and fields of a scenario, and its values in words."""

from core.crisis.kinds import DoneBy, Opens, Part, Phase, StatementKind
from core.crisis.labels import part_label, phase_label, statement_label
from core.i18n import _, pgettext
from core.plan.kinds import LevelName
from core.plan.labels import level_label
from core.roster.model import Group, Hat, group_label, hat_label


def field_name(name: str) -> str:
    """A field of a scenario or of one of its parts, as the forms call it."""
    return {
        "title": _("Title"),
        "number": _("Number of the sheet"),
        "applies": _("When to take this sheet"),
        "danger": _("First check: is somebody in danger?"),
        "level": _("Proposed level"),
        "update_minutes": _("Minutes between two updates"),
        "topic": _("Topic of the mentions"),
        "never": _("What must never be done"),
        "facts": _("What to find out"),
        "words": _("Words to listen for"),
        "phase": _("Phase"),
        "text": _("Text"),
        "help": _("Help"),
        "hat": pgettext("scenario", "Hat"),
        "minutes": _("Minutes since the opening"),
        "opens": _("Where it is done"),
        "statement": pgettext("scenario", "Statement"),
        "done_by": _("What ticks it"),
        "default": _("What it says while nobody knows"),
        "who": _("Whom to call"),
        "why": _("What for"),
        "group": _("Group of the roster"),
        "label": _("Name"),
        "example": _("Example"),
        "question": _("Question"),
        "answer": pgettext("scenario", "Answer"),
        "channel": _("Channel"),
        "kind": _("Goes out with"),
        "objective": _("What is rehearsed"),
        "card": _("The situation at the start"),
        "minute": _("Minute"),
        "expected": _("What a good answer has"),
    }[name]


def opens_label(opens: Opens) -> str:
    """The part of the desk where a step is done."""
    return {
        Opens.NONE: _("Nowhere in the program"),
        Opens.LEVEL: pgettext("desk", "Level"),
        Opens.HATS: pgettext("desk", "Hats"),
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
    }[done_by]


def in_minutes(minutes: int) -> str:
    """`15 min`."""
    return _("{count} min").format(count=minutes)


def value_in_words(value: object) -> str:
    """A value of a scenario as a person reads it; a list has one line for each."""
    if isinstance(value, tuple):
        return "\n".join(map(value_in_words, value))
    if isinstance(value, int):
        return str(value)
    return _member(value) if type(value) is not str else value


def _member(value: object) -> str:
    """A member of a closed list; nothing for what is not said."""
    match value:
        case LevelName():
            return level_label(value)
        case Hat():
            return hat_label(value)
        case Group():
            return group_label(value)
        case Phase():
            return phase_label(value)
        case StatementKind():
            return statement_label(value)
        case Part():
            return part_label(value)
        case Opens():
            return opens_label(value)
        case DoneBy():
            return done_by_label(value)
    return ""

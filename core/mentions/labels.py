"""The closed lists of listening in words."""

from core.i18n import _
from core.mentions.kinds import AlarmState, Band, State
from core.mentions.model import Mention


def state_label(state: State) -> str:
    """What was done with a mention."""
    return {
        State.NEW: _("new"),
        State.READ: _("read"),
        State.TO_ANSWER: _("to answer"),
        State.ANSWERED: _("answered"),
        State.IGNORED: _("not ours"),
    }[state]


def tone_label(mention: Mention) -> str:
    """The tone of a mention: a hint, or what the person said."""
    if mention.tone_set is not None:
        return {
            Band.NEGATIVE: _("negative"),
            Band.NONE: _("no sign"),
            Band.POSITIVE: _("positive"),
        }[mention.tone_set]
    return {
        Band.NEGATIVE: _("possibly negative"),
        Band.NONE: _("no sign"),
        Band.POSITIVE: _("possibly positive"),
    }[mention.tone]


def alarm_state_label(state: AlarmState) -> str:
    """What became of an alarm."""
    return {
        AlarmState.OPEN: _("Waiting"),
        AlarmState.CONFIRMED: _("Confirmed"),
        AlarmState.DISMISSED: _("Dismissed"),
        AlarmState.OVER: _("Over by itself"),
    }[state]

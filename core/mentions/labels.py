"""The closed lists of listening in words."""

from core.i18n import _
from core.mentions.kinds import AlarmState, MentionState, ToneBand
from core.mentions.model import Mention


def state_label(state: MentionState) -> str:
    """What was done with a mention."""
    return {
        # Translators: State of a mention, feminine in Spanish.
        MentionState.NEW: _("new"),
        # Translators: State of a mention, past participle, feminine in Spanish.
        MentionState.READ: _("read"),
        # Translators: State of a mention.
        MentionState.TO_ANSWER: _("to answer"),
        # Translators: State of a mention, feminine in Spanish.
        MentionState.ANSWERED: _("answered"),
        MentionState.IGNORED: _("not ours"),
    }[state]


def tone_label(mention: Mention) -> str:
    """The tone of a mention: a hint, or what the person said."""
    if mention.tone_set is not None:
        return {
            ToneBand.NEGATIVE: _("negative"),
            ToneBand.NONE: _("no clear tone"),
            ToneBand.POSITIVE: _("positive"),
        }[mention.tone_set]
    return {
        ToneBand.NEGATIVE: _("possibly negative"),
        ToneBand.NONE: _("no clear tone"),
        ToneBand.POSITIVE: _("possibly positive"),
    }[mention.tone]


def alarm_state_label(state: AlarmState) -> str:
    """What became of an alarm."""
    return {
        # Translators: State of an alarm that nobody has judged.
        AlarmState.OPEN: _("Waiting"),
        # Translators: State of an alarm, feminine in Spanish.
        AlarmState.CONFIRMED: _("Confirmed"),
        # Translators: State of an alarm, feminine in Spanish.
        AlarmState.DISMISSED: _("Dismissed"),
        AlarmState.OVER: _("Ended with nothing done"),
    }[state]

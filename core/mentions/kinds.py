"""The closed lists of listening."""

from enum import StrEnum


class MentionState(StrEnum):
    """What was done with a mention."""

    NEW = "new"
    READ = "read"
    TO_ANSWER = "to_answer"
    ANSWERED = "answered"
    IGNORED = "ignored"
    """Not ours."""


class ToneBand(StrEnum):
    """A hint of tone; never a percentage."""

    NEGATIVE = "negative"
    NONE = "none"
    POSITIVE = "positive"


class WatchKind(StrEnum):
    """What a watch looks for."""

    SUBJECT = "subject"
    """The town or whatever else is ours: what it finds is a mention."""
    TOPIC = "topic"
    """A sensitive topic: it only says what a mention is about."""


class AlarmState(StrEnum):
    """What became of an alarm."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    OVER = "over"
    """The mentions went back to the usual before anybody said anything."""


class Trouble(StrEnum):
    """What can go wrong with a source; the sentence is in `core.mentions.sources.health`."""

    OFFLINE = "offline"
    """This computer has no network: no fault of the source."""
    NO_HOST = "no_host"
    REFUSED = "refused"
    SLOW = "slow"
    CERTIFICATE = "certificate"
    PROXY = "proxy"
    LOOP = "loop"
    STATUS = "status"
    """An HTTP status, in the detail."""
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    TOO_MANY = "too_many"
    """Status 429; the detail is the moment it may be asked again, ISO, or empty."""
    GONE = "gone"
    """Status 410: it disables the source."""
    SERVER = "server"
    """5xx; the status is the detail."""
    TOO_BIG = "too_big"
    SCHEME = "scheme"
    """Not http or https."""
    PRIVATE = "private"
    """An address of this network, which is not asked unless the person says so."""
    EMPTY = "empty"
    A_PAGE = "a_page"
    """HTML where a feed should be."""
    MALFORMED = "malformed"
    """Nothing could be read of it."""
    BOMB = "bomb"
    """XML that unfolds without end."""
    NO_ITEMS_READ = "no_items_read"
    """It says it has items and none could be read."""
    ENDLESS = "endless"
    """Reading it had to be ended from outside."""
    BROKEN_OFF = "broken_off"
    """The connection broke before the end."""

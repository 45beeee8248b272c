"""The facts of listening. What came from outside is an `FeedEntry`, what is kept an `Item`.

`id` is 0 until stored; moments are aware, in UTC.
"""

from dataclasses import dataclass, field
from datetime import datetime

from core.mentions.kinds import MentionState, ToneBand, Trouble, WatchKind

WEIGHTS = (1, 2, 3)
"""Of a source: 1 a small one, 2 a usual one, 3 one that many read or that decides."""

MOST_ITEMS = 1_000
"""Of a feed, that are read, from the first: feeds begin with what is new."""
FIRST_ITEMS = "more items than are read"
"""Stands among what is odd about a feed that has more."""


@dataclass(frozen=True)
class Source:
    """Where news comes from."""

    title: str
    address: str
    id: int = 0
    position: int = 0
    recipe: str = "feed"
    """Id of the content file `recipes`."""
    page: str = ""
    """Where people read it."""
    secret: bool = False
    """The address is a key: hidden on screen, left out of exports unless asked."""
    enabled: bool = True
    own: bool = False
    """All it says is about the town: every item is a mention."""
    local: bool = False
    """It is of the place: where it says a name of ours it means us."""
    weight: int = 2
    language: str = ""
    """Code of ISO 639-1, or empty: as the feed says."""
    minutes: int | None = None
    """Between two readings; None: as all."""
    silence_days: int | None = None
    """Days without news that are worth telling; None: by its habit; 0: never."""
    note: str = ""
    stopped: str = ""
    """Why listening disabled it by itself: a `Trouble`, or empty."""
    removed: bool = False
    added_at: datetime | None = None
    suggested: str = ""


@dataclass(frozen=True)
class SourceMemory:
    """What listening remembers of a source between two readings."""

    source_id: int
    etag: str = ""
    modified: str = ""
    body: bytes = b""
    """blake2b of the last body, 16 bytes."""
    chunks: bytes = b""
    """blake2b of each item's bytes in it, 8 bytes each, one after the other."""
    tried_at: datetime | None = None
    ok_at: datetime | None = None
    fresh_at: datetime | None = None
    """When something new came last."""
    next_at: datetime | None = None
    failures: int = 0
    """In a row."""
    problem: Trouble | None = None
    detail: str = ""
    """Of the problem; without one `FIRST_ITEMS`, or empty."""


@dataclass(frozen=True)
class Visit:
    """A stretch of time during which reading a source had one outcome."""

    source_id: int
    since: datetime
    until: datetime
    id: int = 0
    times: int = 1
    fresh: int = 0
    problem: Trouble | None = None
    detail: str = ""


@dataclass(frozen=True)
class FeedEntry:
    """One item of a feed as it was read; texts are plain."""

    key: bytes
    """Identity within the source, 16 bytes."""
    title: str = ""
    text: str = ""
    html: str = ""
    """As it came, or empty where it says no more than the text. Cleaned only when shown."""
    link: str = ""
    published: datetime | None = None
    outlet: str = ""
    """The medium behind a news search."""
    author: str = ""
    language: str = ""


@dataclass(frozen=True)
class Feed:
    """What a feed says."""

    title: str = ""
    page: str = ""
    language: str = ""
    entries: tuple[FeedEntry, ...] = ()
    chunks: bytes = b""
    """As in `SourceMemory`."""
    whole: bool = True
    """False when only the items not seen before were read."""
    mended: str = ""
    """What was wrong with it and could be read all the same, for the log."""


@dataclass(frozen=True)
class Item:
    """Something that was read, or noted by hand (then it has no source)."""

    id: int
    source_id: int | None
    at: datetime
    """Published, or else first seen."""
    seen_at: datetime
    title: str = ""
    text: str = ""
    link: str = ""
    outlet: str = ""
    """The medium behind a news search; for a note by hand, where it was said."""
    author: str = ""
    language: str = ""
    dated: bool = True
    """False: the source gave no date that can be believed."""
    html: str = field(default="", repr=False)


@dataclass(frozen=True)
class Mention:
    """What is kept about an item that is about the town."""

    item_id: int
    at: datetime
    state: MentionState = MentionState.NEW
    to_answer_at: datetime | None = None
    answered_at: datetime | None = None
    story_id: int | None = None
    tone: ToneBand = ToneBand.NONE
    tone_words: tuple[str, ...] = ()
    tone_set: ToneBand | None = None
    """The person's, which rules."""
    topic_id: int | None = None
    """The person's."""
    note: str = ""

    @property
    def band(self) -> ToneBand:
        """What the person said, or else the hint."""
        return self.tone_set or self.tone


@dataclass(frozen=True)
class Watch:
    """A rule in plain words. Lists hold one word or phrase each; `*` at its end: begins so."""

    title: str
    id: int = 0
    position: int = 0
    kind: WatchKind = WatchKind.SUBJECT
    template: str = ""
    """Id in the content file `topics` of the pack it was adopted from."""
    enabled: bool = True
    any_of: tuple[str, ...] = ()
    """One of these is enough."""
    all_of: tuple[str, ...] = ()
    """Each of these too."""
    near: tuple[str, ...] = ()
    """One of `any_of` at most `distance` words from one of these."""
    distance: int = 10
    none_of: tuple[str, ...] = ()
    """Where one of these stands it is not ours."""
    longer: tuple[str, ...] = ()
    """Longer names within which a word of `any_of` does not count: `Mérida de Yucatán`."""
    capitals: bool = False
    """Words written with a capital here must be so in the text: `La Torre`, not “la torre”."""
    alarms: bool = True
    note: str = ""
    suggested: str = ""


@dataclass(frozen=True)
class Story:
    """Mentions of one event."""

    id: int
    title: str
    first_at: datetime
    last_at: datetime
    tone_set: ToneBand | None = None


@dataclass(frozen=True)
class Evidence:
    """An item kept as it was read; `digest` is its sha256 (`core.mentions.evidence`)."""

    item_id: int
    taken_at: datetime
    digest: str


@dataclass(frozen=True)
class Decisions:
    """What the town decided about listening; the same on every laptop."""

    months: int = 24
    """For how long items are kept; evidence is kept for good."""
    authors: bool = False
    """Whether authors are stored."""
    private: bool = False
    """Whether addresses of the own network may be asked."""
    listening: bool = True
    """Whether the sources are read at all; not those of the example town, which do not exist."""

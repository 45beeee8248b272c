"""The facts of an alarm: what was noticed, how grave it may be, what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.mentions.kinds import AlarmState
from core.plan.kinds import LevelName


class ReasonKind(StrEnum):
    """Why there is an alarm, or its level. Each says what the fields of `AlarmReason` hold.

    A *place* is where something is said: the medium behind a news search, or the source.
    """

    COUNT = "count"
    """More stories than usual: `count` of them; `of` is the most that is still usual."""
    SENSITIVE = "sensitive"
    """One mention joins a sensitive word, a harm and an official actor: `words`, in that order."""
    COMPLAINTS = "complaints"
    """More stories than usual speak ill: `count` of them; `of` is the most that is still usual."""
    TOPIC = "topic"
    """As `COMPLAINTS`, in one sensitive topic: `words` is its title."""
    WEIGHT = "weight"
    """A source of the greatest weight speaks ill of the town: `words` are such places."""
    SPREAD = "spread"
    """One matter is told for ill in `count` places: `words` are its title and the places."""
    WORDS = "words"
    """`count` mentions hold the same sensitive or harmful word, of `words`."""
    NEGATIVE = "negative"
    """`count` of `of` stories may be negative."""

    ATTENTION = "attention"
    """Nothing but an alarm: the least level."""
    PLAN_COUNT = "plan_count"
    """The plan's count is reached: `count` stories of the `of` it asks for."""
    PLAN_SHARE = "plan_share"
    """The plan's share of negative stories is reached: `count` percent of the `of` it asks for."""
    PLAN_SENSITIVE = "plan_sensitive"
    """The plan takes a sensitive word for enough: `words`."""
    ACCUSED = "accused"
    """A harm is told for ill together with an official actor: `words`, in that order."""
    SEVERAL = "several"
    """`count` places tell it for ill: `words`."""
    DANGER = "danger"
    """Harm in a sensitive topic, told in `count` places: `words` are topic and harm."""
    DEATH = "death"
    """Somebody may have died: `words`."""
    ANIMAL = "animal"
    """An animal may have died or been harmed, and nobody else: `words`."""
    NATIONAL = "national"
    """National media tell it for ill: `words` are their names."""


@dataclass(frozen=True)
class AlarmReason:
    """One reason; the sentence is made from it in the language in force."""

    kind: ReasonKind
    words: tuple[str, ...] = ()
    count: int = 0
    of: int = 0


@dataclass(frozen=True)
class AlarmFacts:
    """What was noticed in 24 hours. Kept with the alarm as JSON, so fields only come to be added.

    `stories` and `usual` leave out the sources whose habit is not known yet.
    """

    level: LevelName
    reasons: tuple[AlarmReason, ...]
    """Why there is an alarm; the weightiest first."""
    level_reason: AlarmReason
    stories: int
    mentions: int
    usual: float
    """Stories expected in 24 hours (`core.mentions.alarms.usual`)."""
    items: tuple[int, ...]
    """The mentions behind it, oldest first: what speaks ill and the other tellings of its stories;
    all of them only when nothing does."""


@dataclass(frozen=True)
class Alarm:
    """A warning, from the moment it is raised."""

    id: int
    watch_id: int | None
    """None for what is said of the town outside any watch, or when the watch was removed."""
    subject: str
    """Title of the watch when it was raised, or the town's name."""
    raised_at: datetime
    updated_at: datetime
    """When its level or its mentions changed last."""
    level: LevelName
    facts: AlarmFacts
    """Of the moment at which there were most stories."""
    state: AlarmState
    reason: str = ""
    """Why it was dismissed or snoozed, in the person's words."""
    closed_at: datetime | None = None
    """When it was dismissed, or when the mentions went back to the usual."""
    snoozed_until: datetime | None = None
    was_right: bool | None = None
    """Whether it was worth raising; None: not said."""
    items: tuple[int, ...] = ()
    """All its mentions since it was raised, oldest first."""

    @property
    def is_live(self) -> bool:
        """Open, or confirmed and not over yet."""
        return self.closed_at is None

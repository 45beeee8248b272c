"""One mention as the rules of alarms see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from core.mentions.alarm_words import Sign


@dataclass(frozen=True)
class Sighting:
    """A mention of the last days."""

    item_id: int
    at: datetime
    seen_at: datetime
    story_id: int | None = None
    story: str = ""
    """Its title."""
    place: str = ""
    """The medium behind a news search, else the source, else where it was noted."""
    weight: int = 2
    negative: bool = False
    signs: tuple[Sign, ...] = ()
    actors: tuple[str, ...] = ()
    """Official ones, as they stand in it."""
    national: bool = False
    """Told by a medium that is read in the whole country."""
    counted: bool = True
    """Whether the habit of its source is known, so that its stories can be more than usual."""

    @property
    def harmed(self) -> list[str]:
        """Titles of the sensitive topics in which it tells of harm."""
        return [one.topic for one in self.signs if one.harm]

    @property
    def bad(self) -> bool:
        """Told for ill: possibly negative, or of harm in a sensitive topic."""
        return self.negative or bool(self.harmed)

    @property
    def story_key(self) -> int:
        """The story, or the mention itself where it has none."""
        return -self.item_id if self.story_id is None else self.story_id


def stories(sightings: Iterable[Sighting]) -> set[int]:
    """Of which stories mentions are."""
    return {one.story_key for one in sightings}


def bad_places(sightings: Iterable[Sighting]) -> list[str]:
    """Where something is told for ill, first told first."""
    return list(dict.fromkeys(one.place for one in sightings if one.bad))

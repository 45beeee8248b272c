"""What can be found, and how well it answers what was typed."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from core.i18n import pgettext
from core.text import contains_all, loose, words

PER_KIND = 6
"""Of one kind no more are shown: the others are to be seen, too."""


class FoundKind(StrEnum):
    """What something is; of two that answer equally well the kind named first comes first."""

    PAGE = "page"
    COMMAND = "command"
    CONTACT = "contact"
    INCIDENT = "incident"
    SCENARIO = "scenario"
    ITEM = "item"
    CHANNEL = "channel"
    OBJECTIVE = "objective"
    AUDIENCE = "audience"
    ACCOUNT = "account"
    PRIVATE_CHANNEL = "private_channel"
    ROLE = "person"
    TASK = "task"
    WATCH = "watch"
    TOPIC = "topic"
    SOURCE = "source"
    DOCUMENT = "document"
    CHAPTER = "chapter"
    MENTION = "mention"


def kind_label(kind: FoundKind) -> str:
    """What it is, in a word or two."""
    return {
        FoundKind.PAGE: pgettext("found", "Page"),
        FoundKind.COMMAND: pgettext("found", "Action"),
        FoundKind.CONTACT: pgettext("found", "Contact"),
        FoundKind.INCIDENT: pgettext("found", "Incident"),
        FoundKind.SCENARIO: pgettext("found", "Scenario"),
        FoundKind.ITEM: pgettext("found", "Calendar"),
        FoundKind.CHANNEL: pgettext("found", "Channel"),
        FoundKind.OBJECTIVE: pgettext("found", "Objective"),
        FoundKind.AUDIENCE: pgettext("found", "Audience"),
        FoundKind.ACCOUNT: pgettext("found", "Account"),
        FoundKind.PRIVATE_CHANNEL: pgettext("found", "Private channel"),
        FoundKind.ROLE: pgettext("found", "Role in the plan"),
        FoundKind.TASK: pgettext("found", "Task"),
        FoundKind.WATCH: pgettext("found", "Search"),
        FoundKind.TOPIC: pgettext("found", "Topic"),
        FoundKind.SOURCE: pgettext("found", "Source"),
        FoundKind.DOCUMENT: pgettext("found", "Document"),
        FoundKind.CHAPTER: pgettext("found", "Manual"),
        FoundKind.MENTION: pgettext("found", "Mention"),
    }[kind]


@dataclass(frozen=True)
class Findable:
    """Something that can be gone to: what it is called, and one line of where it stands.

    `key` is what its page knows it by. `more` is looked at, too, and not shown.
    """

    kind: FoundKind
    key: Hashable
    title: str
    line: str = ""
    more: str = field(default="", repr=False)

    @property
    def place(self) -> tuple[FoundKind, Hashable]:
        """What no other has."""
        return self.kind, self.key

    @cached_property
    def _folded(self) -> tuple[str, str]:
        return loose(self.title), loose(f"{self.title}\n{self.line}\n{self.more}")

    def distance(self, wanted: Sequence[str]) -> int | None:
        """How far it is from what was typed, folded and in words: 0 is its very name, None is not
        what was meant."""
        title, everything = self._folded
        if not contains_all(everything, list(wanted)):
            return None
        typed = " ".join(wanted)
        if title == typed:
            return 0
        if title.startswith(typed):
            return 1
        if _begin_words(title, wanted):
            return 2
        if contains_all(title, list(wanted)):
            return 3
        return 4 if _begin_words(everything, wanted) else 5


@dataclass(frozen=True)
class FoundThings:
    """What answers, the best first, no more than `PER_KIND` of each kind."""

    shown: tuple[Findable, ...] = ()
    count: int = 0
    """Also of those that are not shown."""


def _begin_words(text: str, wanted: Iterable[str]) -> bool:
    spaced = f" {' '.join(text.replace('(', ' ').replace('«', ' ').split())}"
    return all(f" {word}" in spaced for word in wanted)


def best(things: Iterable[Findable], typed: str) -> FoundThings:
    """Those that have every word typed, in whatever order, accents and case aside."""
    wanted = words(typed)
    if not wanted:
        return FoundThings()
    kinds = list(FoundKind)
    answers = [
        (distance, kinds.index(thing.kind), place, thing)
        for place, thing in enumerate(things)
        if (distance := thing.distance(wanted)) is not None
    ]
    answers.sort(key=lambda answer: answer[:3])
    counted: Counter[FoundKind] = Counter()
    shown: list[Findable] = []
    for *_order, thing in answers:
        counted[thing.kind] += 1
        if counted[thing.kind] <= PER_KIND:
            shown.append(thing)
    return FoundThings(tuple(shown), len(answers))

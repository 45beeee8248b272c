"""What a printed plan is made from: the plan of today, or one as it was approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.documents.glyphs import beginning, titled
from core.fields import cut
from core.plan import records, review, snapshot, versions
from core.plan.model import Plan, Version
from core.plan.review import PlanReview
from core.plan.snapshot import Snapshot
from core.store import Connection
from core.town import records as town_records
from core.town.model import Town

APART = "\N{NO-BREAK SPACE}· "
"""Between names that begin with a capital in a running list."""

_PRIVATE = frozenset({"contact", "account"})
"""Tables of which no finding stands in a public paper."""


@dataclass(frozen=True)
class Decision:
    """A finding that the town lives with, and why."""

    sentence: str
    reason: str


@dataclass(frozen=True)
class PlanSource:
    """The facts of a printed plan; `version` is None while they are a draft.

    No text is longer than its field takes: a file from outside may hold more than a page.
    """

    snapshot: Snapshot
    version: Version | None = None
    decisions: tuple[Decision, ...] = ()
    crest: bytes | None = None
    next_number: int = 1
    """What an approval would make it; a draft bears it already."""

    @property
    def number(self) -> int:
        """The version that stands on the paper."""
        return self.version.number if self.version else self.next_number

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.snapshot.plan

    @property
    def town(self) -> Town:
        """The town as it was."""
        return self.snapshot.town

    def post(self, person_id: int | None) -> str:
        """How a post of the plan is called; empty when there is none of that id."""
        person = self.plan.person(person_id)
        return titled(person.label) if person else ""

    def posts(self, person_ids: tuple[int, ...]) -> str:
        """Several posts in the order of the plan: `Alcaldía, Comunicación`."""
        return ", ".join(titled(item.label) for item in self.plan.people if item.id in person_ids)

    def channels(self, channel_ids: tuple[int, ...]) -> str:
        """Several channels in the order of the plan."""
        return ", ".join(
            titled(channel.title) for channel in self.plan.channels if channel.id in channel_ids
        )

    def audiences(self, audience_ids: tuple[int, ...]) -> str:
        """Several audiences in the order of the plan; there may be commas in their names."""
        return APART.join(
            titled(audience.title)
            for audience in self.plan.audiences
            if audience.id in audience_ids
        )


def live(connection: Connection, today: date) -> PlanSource:
    """The plan to print today: as it was approved while nothing changed since, else a draft."""
    state = versions.state(connection)
    current = None if state.changed_since else state.last
    return PlanSource(
        cut(
            versions.load_version(connection, current.number)
            if current
            else snapshot.freeze(connection),
            beginning,
        ),
        current,
        tuple(_decisions(review.look(connection, today))),
        town_records.crest(connection),
        state.last.number + 1 if state.last else 1,
    )


def approved(connection: Connection, number: int) -> PlanSource:
    """An approved version as it was approved; decisions are not frozen with it.

    Raises `LookupError` when there is no version of that number, `DamagedWorkspace` when it cannot
    be read.
    """
    frozen = versions.load_version(connection, number)
    version = next(other for other in records.versions(connection) if other.number == number)
    return PlanSource(cut(frozen, beginning), version, (), town_records.crest(connection))


def approved_number(connection: Connection) -> int | None:
    """Number of the approved version that the plan of today still is; None for a draft."""
    state = versions.state(connection)
    return state.last.number if state.last and not state.changed_since else None


def last_approved(connection: Connection) -> Version | None:
    """The version that is in force, whatever has become of the draft since."""
    return versions.state(connection).last


def _decisions(look: PlanReview) -> Iterator[Decision]:
    """What was decided for good. Not for the public: people, passwords, what a day changes."""
    for finding, dismissal in look.dismissed:
        if finding.place.kind not in _PRIVATE and finding.rule not in versions.DATED_RULES:
            yield Decision(finding.sentence, dismissal.reason)

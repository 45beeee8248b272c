"""What the person at the desk does with statements, step by step."""

from collections.abc import Callable
from datetime import datetime

from core.crisis import checklist, publishing, statement_steps, statements
from core.crisis import desk as desks
from core.crisis.desk import Desk, Worded
from core.crisis.kinds import Part, StatementKind
from core.crisis.log import Hand
from core.crisis.model import Tick
from core.crisis.publishing import Outlet
from core.crisis.scenario import ScenarioStep
from core.store import Store, Topic

Opened = Callable[[], Desk]
Writes = Callable[[], Hand]

HOLDING = StatementKind.HOLDING


def read(village: Store, incident_id: int) -> Desk:
    """The desk as it is stored."""
    with village.read() as connection:
        found = desks.load(connection, incident_id)
    assert found is not None
    return found


class Writer:
    """The hand at the desk of one incident."""

    def __init__(self, village: Store, opened: Opened, hand: Writes) -> None:
        self.village, self.opened, self.hand = village, opened, hand

    def begin(self, kind: StatementKind = HOLDING) -> Worded:
        """A draft of this kind, as it is stored."""
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            made = statements.draft(db, self.opened(), kind, self.hand())
        return self.found(made)

    def found(self, statement_id: int) -> Worded:
        """A statement as it is stored."""
        return next(one for one in self.opened().statements if one.statement.id == statement_id)

    def now(self, worded: Worded) -> Worded:
        """The same statement as it is stored now."""
        return self.found(worded.statement.id)

    def fill(
        self, blank: str, typed: str, language: str = "", worded: Worded | None = None
    ) -> None:
        """Fill in one blank, as it is done from a statement where one is given."""
        statement = worded.statement if worded else None
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            statements.fill_blank(db, self.opened(), blank, typed, language, statement)

    def write(self, worded: Worded, part: Part, typed: str, language: str = "es") -> None:
        """Type a part anew."""
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            statements.write(db, self.now(worded).text(language), part, typed)

    def approve(
        self, worded: Worded, by: str = "María Gómez Ruiz", how: str = "por teléfono"
    ) -> None:
        """Somebody answers for it."""
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            statements.approve(db, self.opened().incident, worded, by, how, self.hand())

    def publish(self, worded: Worded, *channels: str) -> None:
        """It is out on these channels."""
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            statements.publish(db, worded, channels, self.hand())

    def promise(self, due: datetime) -> None:
        """Another hour is promised at the desk."""
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            checklist.promise(db, self.opened().incident, due, self.hand())

    def approved(self, kind: StatementKind = HOLDING) -> Worded:
        """A statement without blanks that somebody approved."""
        worded = self.begin(kind)
        for part in Part:
            self.write(worded, part, "")
        self.write(worded, Part.KNOWN, "Ha muerto un perro.")
        self.approve(worded)
        return self.now(worded)

    def step(self, step_id: str) -> ScenarioStep:
        """A step of the scenario."""
        found = self.opened().scenario.step(step_id)
        assert found is not None
        return found

    def tick(self, step_id: str, hand: Hand | None = None) -> None:
        """A step is done."""
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            checklist.tick(db, self.opened().incident, self.step(step_id), hand or self.hand())

    def untick(self, step_id: str) -> None:
        """It was ticked by mistake."""
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            checklist.untick(db, self.opened().incident, self.step(step_id), self.hand())

    def ticked(self, step_id: str) -> Tick | None:
        """What became of a step."""
        return self.opened().tick(self.step(step_id))

    def asked(self, worded: Worded, language: str = "es") -> dict[str, str]:
        """What is asked before the text says it: by the step, what the text would say."""
        with self.village.read() as connection:
            found = statement_steps.asked(connection, self.opened(), self.now(worded), language)
        return {step.id: words for step, words in found}

    def not_yet(self, worded: Worded, step_id: str) -> None:
        """The person answers that a step is not done yet."""
        with self.village.change(Topic.CRISIS, undoable=False) as db:
            statement_steps.not_yet(db, worded, self.step(step_id))

    def outlets(self, worded: Worded, language: str = "es") -> dict[str, Outlet]:
        """What is copied for each channel, by its title."""
        with self.village.read() as connection:
            found = publishing.outlets(connection, self.opened(), self.now(worded), language)
        return {one.title: one for one in found}

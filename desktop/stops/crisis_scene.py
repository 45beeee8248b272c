"""What is going on while the crisis desk is photographed: an incident and a drill, by the engine.

The words are those of the scenario wherever it has some, so that they speak every language.
"""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from core.clock import Clock
from core.crisis import desk as desks
from core.crisis import log
from core.crisis.case import Moderation
from core.crisis.desk import Desk
from core.crisis.incidents import calls, checklist, closing, drill, moderation, opening, voices
from core.crisis.incidents.opening import Wish
from core.crisis.kinds import StatementKind
from core.crisis.log import Hand
from core.crisis.model import CallOutcome, Complainant, Measure, Rumour, RumourVerdict
from core.crisis.records import incidents as records
from core.crisis.scenario import Scenario
from core.crisis.scenarios import editing, packs
from core.crisis.statements import statements
from core.crisis.texts import filling
from core.i18n import _
from core.mentions.alarms import alarms
from core.plan import records as plan_records
from core.plan.kinds import LevelName
from core.plan.model import Channel, PrivateChannel
from core.roster.model import Hat
from core.store import Topic, open_store
from core.town import records as town_records
from desktop.services import Services

if TYPE_CHECKING:
    from sqlite_utils import Database

SCENARIO = "poisoned-animals"
_TOPICS = (Topic.CRISIS, Topic.ALARMS, Topic.MENTIONS)
_BEGAN, _DRILL_BEGAN = 18, 6
"""Minutes ago."""
_STEPS = 5
_PAGE, _THREATS = 2, 2
"""Place of the page with comments among the channels of the example, and of its rule on threats."""
_CALLED = (
    (2, CallOutcome.REACHED),
    (4, CallOutcome.REACHED),
    (7, CallOutcome.NOT_REACHED),
    (9, CallOutcome.MESSAGE_LEFT),
)
"""Minute and outcome of the first calls of the list."""


def write_pack(town: Path, path: Path, clock: Clock) -> None:
    """A pack as another town sends it: its sheet of the same scenario says something else."""
    other = path.with_name("other.pregon")
    shutil.copy(town, other)
    store = open_store(other, clock)
    title = _("Poisoned animals in the countryside")
    with store.change(Topic.TOWN) as db:
        town_records.update(db, name="Torrefría")
    editing.edit(store, SCENARIO, lambda scenario: msgspec.structs.replace(scenario, title=title))
    with store.read() as connection:
        packs.write(connection, [SCENARIO, "flood"], path, clock.today())
    store.close()


class Scene:
    """One incident. Everything happens in the minutes before now."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.number = 0

    def begin(self) -> None:
        """Open it from the alarm that waits, and do what twelve minutes allow."""
        with self._services.store.change(*_TOPICS, undoable=False) as db:
            waiting = alarms.waiting(db.conn, self._services.clock.now())
            alarm_id = waiting[0].id if waiting else None
            wish = Wish(SCENARIO, LevelName.ORANGE, alarm_id=alarm_id)
            self.number = opening.open_incident(db, wish, self._at(db, 0))
            self._tick_and_call(db)
            self._find_out(db)
            self._hear(db)
            self._moderate(db)
            self._draft(db)

    def approve(self) -> None:
        """Whoever decides says yes to the first line, and the web has it."""
        with self._services.store.change(Topic.CRISIS, undoable=False) as db:
            desk = self._desk(db)
            decides = desk.worn(Hat.DECIDES)
            by = decides.name if decides else self._who(db)
            how = _("by telephone")
            first = desk.statements[0]
            statements.approve(db, desk.incident, first, by, how, self._at(db, 16))
            web = plan_records.every(db.conn, Channel)[0].title
            approved = self._desk(db).statements[0]
            statements.publish(db, approved, [web], self._at(db, 17))

    def close(self) -> None:
        """It is over; one lesson is a task already, the other nothing yet."""
        with self._services.store.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
            hand = self._at(db, _BEGAN)
            review = closing.review_day(hand.moment.astimezone().date())
            message = _("The boxes of bait are shut, and nobody else is ill.")
            closing.close(db, self._desk(db).incident, message, "", review, hand)
            told = self._desk(db)
            closing.judge(db, told.incident, _("The first notice was out in time."), "")
            for step in told.scenario.steps[5:7]:
                closing.learn(db, self.number, step.text, self._who(db), review)
            closing.into_task(db, self._desk(db).lessons[0], hand)

    def _at(self, db: "Database", minute: int) -> Hand:
        began = self._services.clock.now() - timedelta(minutes=_BEGAN)
        return Hand(began + timedelta(minutes=minute), self._who(db))

    def _who(self, db: "Database") -> str:
        return town_records.load(db.conn).person

    def _desk(self, db: "Database") -> Desk:
        return _read(db, self.number)

    def _tick_and_call(self, db: "Database") -> None:
        desk = self._desk(db)
        for place, step in enumerate(desk.scenario.steps[:_STEPS]):
            checklist.tick(db, desk.incident, step, self._at(db, 1 + 2 * place))
        for (minute, outcome), call in zip(_CALLED, desk.calls, strict=False):
            calls.settle(db, call, outcome, self._at(db, minute))
        note = _("The patrol is on its way to the park and will look at each box of bait.")
        log.note(db, self.number, self._at(db, 5), note)

    def _find_out(self, db: "Database") -> None:
        examples = self._examples(db)
        for fact, blank in zip(self._desk(db).facts, ("case", "place", "baits"), strict=False):
            voices.find_out(db, fact, examples[blank], examples["source"], self._at(db, 8))

    def _examples(self, db: "Database") -> dict[str, str]:
        return _examples_of(self._desk(db).scenario)

    def _hear(self, db: "Database") -> None:
        """Two rumours, one of them checked, and two people, one of them spoken to in private."""
        examples, plan = self._examples(db), self._desk(db).scenario.drill
        voices.add_rumour(db, self.number, examples["claim"], self._at(db, 10))
        rumour = records.of(db.conn, Rumour, self.number)[0]
        verdict = RumourVerdict.FALSE
        voices.judge(db, rumour, verdict, examples["source"], self._at(db, 13))
        for inject in plan.injects[:2] if plan else ():
            minute = 6 + inject.minute
            voices.add_complainant(db, self.number, inject.title, self._at(db, minute), inject.text)
        people = records.of(db.conn, Complainant, self.number)
        channels = plan_records.every(db.conn, PrivateChannel)
        if people and channels:
            voices.move(db, people[0], channels[0].title, self._at(db, 12))
        for inject in plan.injects[2:3] if plan else ():
            voices.add_rumour(db, self.number, _claimed(inject.text), self._at(db, 15))

    def _moderate(self, db: "Database") -> None:
        plan = plan_records.load(db.conn)
        hand = self._at(db, 14)
        rules = plan.charter.rules.splitlines()
        case = Moderation(
            hand.moment,
            plan.channels[_PAGE].title,
            _("“We know where you live.”"),
            Measure.HIDDEN,
            _("It threatens a neighbour; a picture of it was kept."),
            incident_id=self.number,
            rule=rules[_THREATS],
        )
        moderation.keep(db, case, hand)

    def _draft(self, db: "Database") -> None:
        for language in statements.languages(db.conn):
            spoken = filling.spoken(self._desk(db), language)
            for blank, value in _examples_of(spoken).items() if spoken else ():
                statements.fill_blank(db, self._desk(db), blank, value, language)
        statements.draft(db, self._desk(db), StatementKind.HOLDING, self._at(db, 15))


def _examples_of(scenario: Scenario) -> dict[str, str]:
    return {blank.id: blank.example for blank in scenario.blanks}


class DrillScene:
    """The same scenario, rehearsed."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self.number = 0

    def begin(self) -> None:
        """Some minutes ago: something has arrived."""
        began = self._services.clock.now() - timedelta(minutes=_DRILL_BEGAN)
        with self._services.store.change(Topic.CRISIS, undoable=False) as db:
            who = town_records.load(db.conn).person
            wish = Wish(SCENARIO, drill=True)
            self.number = opening.open_incident(db, wish, Hand(began, who))

    def end(self) -> None:
        """Everything has arrived and is judged: of each but the first, one thing was missing."""
        now = self._services.clock.now()
        with self._services.store.change(Topic.CRISIS, Topic.PLAN, undoable=False) as db:
            hand = Hand(now, town_records.load(db.conn).person)
            for place, inject in enumerate(drill.plan_of(self._desk(db)).injects):
                shown_id = drill.arrive(db, self._desk(db), inject, hand)
                shown = next(item for item in self._desk(db).injects if item.id == shown_id)
                met = range(min(place, 1), len(inject.expected))
                drill.judge(db, shown, set(met), hand)
            better = _("The police were called late: their number goes on the sheet.")
            drill.end(db, self._desk(db), better, hand)

    def _desk(self, db: "Database") -> Desk:
        return _read(db, self.number)


def _read(db: "Database", number: int) -> Desk:
    found = desks.load(db.conn, number)
    if found is None:
        raise LookupError(number)
    return found


def _claimed(text: str) -> str:
    """The first sentence of what somebody is quoted to say, or of the text."""
    quoted = max(text.partition("«")[2], text.partition("“")[2], key=len)
    return (quoted or text).partition(".")[0]

"""A whole incident in the example town, from the alarm in the street to the lessons."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from core.clock import FixedClock
from core.crisis import (
    calls,
    checklist,
    closing,
    drill,
    log,
    moderation,
    opening,
    voices,
)
from core.crisis import desk as desks
from core.crisis.case import Moderation
from core.crisis.desk import Desk
from core.crisis.kinds import StatementKind
from core.crisis.log import Hand
from core.crisis.model import (
    CallOutcome,
    Complainant,
    LinkedHow,
    Measure,
    Publication,
    Rumour,
    RumourVerdict,
    Statement,
    StatementState,
    StatementText,
)
from core.crisis.opening import Wish
from core.crisis.records import incidents as records
from core.mentions.kinds import Band
from core.mentions.model import Item, Mention
from core.mentions.records import items, mentions
from core.mentions.records.items import NewItem
from core.plan.kinds import LevelName
from core.roster.model import Hat
from core.store import Store, Topic

WHO = "Lucía Ortega Prieto"
OWNER = "Dueña del perro"
NUMBER = "600 000 099"
FALSE = "Ya van siete perros"
SHOUTED = "Sois unos asesinos,\nos vamos a acordar de ti"


@dataclass
class Scene:
    """One incident, and a clock that moves on in minutes from its opening."""

    store: Store
    clock: FixedClock
    number: int
    opened_at: datetime

    def desk(self) -> Desk:
        """All of it as it is now."""
        with self.store.read() as connection:
            found = desks.load(connection, self.number)
        assert found is not None
        return found

    def hand(self, minute: int) -> Hand:
        """Lucía, so many minutes after the opening."""
        self.clock.moment = self.opened_at + timedelta(minutes=minute)
        return Hand(self.clock.now(), WHO)

    def tell(self, minute: int, text: str) -> int:
        """Write a note in the log; returns its number."""
        with self.store.change(Topic.CRISIS, undoable=False) as db:
            return log.note(db, self.number, self.hand(minute), text).id

    def say(self, minute: int, kind: StatementKind, *channels: str, words: str = "") -> None:
        """Publish a statement that promises more within the hour, the last one excepted."""
        at = self.hand(minute).moment
        due = None if kind is StatementKind.CLOSING else at + timedelta(minutes=60)
        made = Statement(
            self.number,
            kind,
            at,
            state=StatementState.PUBLISHED,
            next_update_at=due,
            approved_at=at,
            approved_by="Alcaldía",
            approved_how="por teléfono",
            published_at=at,
        )
        with self.store.change(Topic.CRISIS, undoable=False) as db:
            number = records.put(db, made)
            said = words or "Lo estamos comprobando."
            records.put(db, StatementText(number, "es", known=said, next="Más en la web."))
            for channel in channels:
                records.put(db, Publication(number, channel, at))

    def desk_of(self, db: object) -> Desk:
        """All of it inside a change."""
        found = desks.load(db.conn, self.number)  # type: ignore[attr-defined] # a Database
        assert found is not None
        return found


def begin(store: Store, clock: FixedClock, *, rehearsal: bool = False) -> Scene:
    """Poisoned animals, opened now; a real one had been seen twenty minutes before."""
    hand = Hand(clock.now(), WHO)
    with store.change(Topic.CRISIS, undoable=False) as db:
        number = opening.open_incident(db, Wish("poisoned-animals", drill=rehearsal), hand)
        incident = records.one(db.conn, number)
        assert incident is not None
        if not rehearsal:
            sign = incident.opened_at - timedelta(minutes=20)
            records.save(db, replace(incident, first_sign_at=sign))
    return Scene(store, clock, number, hand.moment)


def run(store: Store, clock: FixedClock) -> Scene:
    """An incident with something of everything, closed after three hours."""
    scene = begin(store, clock)
    _listen(scene)
    with store.change(Topic.CRISIS, undoable=False) as db:
        desk = scene.desk_of(db)
        checklist.set_level(db, desk.incident, LevelName.RED, scene.hand(5), "Hay otro caso")
        first, second = desk.calls[:2]
        calls.settle(db, first, CallOutcome.REACHED, scene.hand(6), "Que no se acuse a nadie")
        calls.settle(db, second, CallOutcome.NOT_REACHED, scene.hand(8))
        checklist.tick(db, desk.incident, desk.scenario.steps[0], scene.hand(9))
        checklist.not_needed(db, desk.incident, desk.scenario.steps[1], scene.hand(9), "Ya estaba")
        checklist.hand_over(db, desk.incident, Hat.ANSWERS, "Beatriz Salas", scene.hand(10))
    wrong = scene.tell(11, "Avisan de un perro en el parque del Olmo")
    scene.say(12, StatementKind.HOLDING, "Web municipal", "Megafonía")
    _talk(scene)
    with store.change(Topic.CRISIS, undoable=False) as db:
        entry = next(one for one in scene.desk_of(db).log if one.id == wrong)
        log.correct(db, entry, scene.hand(30), "El parque es el de la Estación")
        fact = scene.desk_of(db).facts[0]
        voices.find_out(db, fact, "Dos animales", "Clínica La Dehesa", scene.hand(31))
    due = scene.desk().statements[0].statement.next_update_at
    assert due is not None
    late = int((due - scene.opened_at).total_seconds() // 60) + 7
    scene.say(late, StatementKind.CONFIRMED, "Web municipal", words="Son dos perros.")
    _end(scene)
    return scene


def _listen(scene: Scene) -> None:
    """Three mentions tied to it: one of last week, two of this hour."""
    told = ((-9 * 1440, Band.NONE), (-20, Band.NEGATIVE), (15, Band.NEGATIVE))
    with scene.store.change(Topic.MENTIONS, Topic.CRISIS, undoable=False) as db:
        for place, (minute, band) in enumerate(told):
            at = scene.opened_at + timedelta(minutes=minute)
            item = Item(0, None, at, at, title=f"Perro muerto {place}", outlet="Radio Comarca")
            (stored,) = items.add(db, [NewItem(str(place).encode(), item)])
            mentions.add(db, [Mention(stored.id, at, tone=band)])
            opening.link(db, scene.number, [stored.id], LinkedHow.HAND, scene.clock.now())


def _talk(scene: Scene) -> None:
    """Somebody affected, a rumour and a case of moderation."""
    store, number = scene.store, scene.number
    with store.change(Topic.CRISIS, undoable=False) as db:
        voices.add_complainant(db, number, OWNER, scene.hand(14), "¿Quién me la devuelve?", NUMBER)
        person = records.of(db.conn, Complainant, number)[0]
        voices.move(db, person, "Teléfono del Registro", scene.hand(15))
        person = records.of(db.conn, Complainant, number)[0]
        voices.close(db, person, scene.hand(40))
        voices.add_rumour(db, number, FALSE, scene.hand(16), "Grupo de la clase")
        rumour = records.of(db.conn, Rumour, number)[0]
        voices.judge(db, rumour, RumourVerdict.FALSE, "Policía Local", scene.hand(18))
        rumour = records.of(db.conn, Rumour, number)[0]
        voices.answer(db, rumour, "Son dos, confirmados por una clínica.", scene.hand(19))
        moderation.keep(db, case_of(number, scene.hand(20).moment), scene.hand(20))


def case_of(number: int | None, at: datetime) -> Moderation:
    """Somebody threatens, and the comment is hidden."""
    return Moderation(
        at=at,
        profile="Página de Facebook",
        said=SHOUTED,
        measure=Measure.HIDDEN,
        reason="Amenaza a una persona concreta.",
        incident_id=number,
        author="vecino_enfadado",
        address="https://facebook.example/p/1",
        rule="Hable con respeto.",
    )


def close(scene: Scene, minute: int) -> None:
    """Close it so many minutes after the opening."""
    with scene.store.change(Topic.CRISIS, undoable=False) as db:
        incident, day = scene.desk_of(db).incident, date(2026, 12, 1)
        told = "El parque se ha revisado.", "Falta el análisis."
        closing.close(db, incident, *told, day, scene.hand(minute))


def _end(scene: Scene) -> None:
    scene.say(170, StatementKind.CLOSING, "Web municipal", words="El parque está abierto.")
    close(scene, 180)
    with scene.store.change(Topic.CRISIS, undoable=False) as db:
        hand, incident = scene.hand(180), scene.desk_of(db).incident
        closing.judge(db, incident, "La web salió primero.", "El bando salió tarde.")
        closing.learn(
            db, scene.number, "Pedir el plano antes de campaña", "Encargada", date(2027, 1, 31)
        )
        (lesson,) = scene.desk_of(db).lessons
        closing.into_task(db, lesson, hand)


def rehearse(store: Store, clock: FixedClock) -> Scene:
    """A drill in which one inject came and was scored."""
    scene = begin(store, clock, rehearsal=True)
    with store.change(Topic.CRISIS, undoable=False) as db:
        desk = scene.desk_of(db)
        inject = drill.plan_of(desk).injects[0]
        drill.arrive(db, desk, inject, scene.hand(1))
        (shown,) = scene.desk_of(db).injects
        drill.answer(db, shown, "Guardé la captura y contesté una vez.", scene.hand(4))
        (shown,) = scene.desk_of(db).injects
        drill.judge(db, shown, {0, 1}, scene.hand(20))
        drill.end(db, scene.desk_of(db), "Se acabó el tiempo.", scene.hand(20))
    return scene

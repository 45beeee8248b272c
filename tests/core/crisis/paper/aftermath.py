"""A whole incident in the example town, from the alarm in the street to the lessons."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from core.crisis import log
from core.crisis.case import Moderation
from core.crisis.incidents import closing, drill, moderation, opening
from core.crisis.kinds import StatementKind
from core.crisis.model import (
    CallOutcome,
    LinkedHow,
    Measure,
    Publication,
    RumourVerdict,
    Statement,
    StatementState,
    StatementText,
)
from core.crisis.records import incidents as records
from core.mentions.kinds import ToneBand
from core.mentions.model import Item, Mention
from core.mentions.records import items, mentions
from core.mentions.records.items import NewItem
from core.plan.kinds import LevelName
from core.roster.model import Hat
from core.store import Store, Topic
from tests.core.crisis.clerk import Clerk, sit_down

OWNER = "Dueña del perro"
NUMBER = "600 000 099"
FALSE = "Ya van siete perros"
SHOUTED = "Sois unos asesinos,\nos vamos a acordar de ti"


class Scene(Clerk):
    """Who works by the minutes since the opening."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__(clerk.store, clerk.number)
        self.opened_at = self.incident.opened_at

    def moment(self, minute: int) -> datetime:
        """So many minutes after the opening."""
        return self.opened_at + timedelta(minutes=minute)

    def at(self, minute: int) -> "Scene":
        """Whoever goes on so many minutes after the opening."""
        self.store.clock.moment = self.moment(minute)
        return self

    def say(self, minute: int, kind: StatementKind, *channels: str, words: str = "") -> None:
        """Publish a statement that promises more within the hour, the last one excepted."""
        at = self.at(minute).hand().moment
        made = Statement(
            self.number,
            kind,
            at,
            state=StatementState.PUBLISHED,
            next_update_at=None if kind is StatementKind.CLOSING else at + timedelta(minutes=60),
            approved_at=at,
            approved_by="Alcaldía",
            approved_how="por teléfono",
            published_at=at,
        )
        number = self.do(records.put, made)
        said = words or "Lo estamos comprobando."
        self.do(records.put, StatementText(number, "es", known=said, next="Más en la web."))
        for channel in channels:
            self.do(records.put, Publication(number, channel, at))


def begin(store: Store, *, rehearsal: bool = False) -> Scene:
    """Poisoned animals, opened now; a real one had been seen twenty minutes before."""
    scene = Scene(sit_down(store, drill=rehearsal))
    if not rehearsal:
        scene.do(records.save, replace(scene.incident, first_sign_at=scene.moment(-20)))
    return scene


def run(store: Store) -> Scene:
    """An incident with something of everything, closed after three hours."""
    scene = begin(store)
    _listen(scene)
    first, second = scene.desk.calls[:2]
    scene.at(5).set_level(LevelName.RED, "Hay otro caso")
    scene.at(6).settle(first, CallOutcome.REACHED, "Que no se acuse a nadie")
    scene.at(8).settle(second, CallOutcome.NOT_REACHED)
    scene.at(9).tick(scene.desk.scenario.steps[0])
    scene.not_needed(scene.desk.scenario.steps[1], "Ya estaba")
    scene.at(10).hand_over(Hat.ANSWERS, "Beatriz Salas")
    wrong = scene.at(11).note("Avisan de un perro en el parque del Olmo")
    scene.say(12, StatementKind.HOLDING, "Web municipal", "Megafonía")
    _talk(scene)
    entry = next(log_entry for log_entry in scene.desk.log if log_entry.id == wrong)
    scene.do(log.correct, entry, scene.at(30).hand(), "El parque es el de la Estación")
    scene.at(31).find_out(scene.desk.facts[0], "Dos animales", "Clínica La Dehesa")
    due = scene.desk.statements[0].statement.next_update_at
    assert due is not None
    late = int((due - scene.opened_at).total_seconds() // 60) + 7
    scene.say(late, StatementKind.CONFIRMED, "Web municipal", words="Son dos perros.")
    _end(scene)
    return scene


def _listen(scene: Scene) -> None:
    """Three mentions tied to it: one of last week, two of this hour."""
    told = ((-9 * 1440, ToneBand.NONE), (-20, ToneBand.NEGATIVE), (15, ToneBand.NEGATIVE))
    with scene.store.change(Topic.MENTIONS, Topic.CRISIS, undoable=False) as db:
        for place, (minute, band) in enumerate(told):
            at = scene.moment(minute)
            item = Item(0, None, at, at, title=f"Perro muerto {place}", outlet="Radio Comarca")
            (stored,) = items.add(db, [NewItem(str(place).encode(), item)])
            mentions.add(db, [Mention(stored.id, at, tone=band)])
            opening.link(db, scene.number, [stored.id], LinkedHow.HAND, scene.opened_at)


def _talk(scene: Scene) -> None:
    """Somebody affected, a rumour and a case of moderation."""
    scene.at(14).affected(OWNER, "¿Quién me la devuelve?", NUMBER)
    scene.at(15).move(scene.desk.complainants[0], "Teléfono del Registro")
    scene.at(40).answered_in_public(scene.desk.complainants[0])
    scene.at(16).rumour(FALSE, "Grupo de la clase")
    scene.at(18).judge(scene.desk.rumours[0], RumourVerdict.FALSE, "Policía Local")
    scene.at(19).answer(scene.desk.rumours[0], "Son dos, confirmados por una clínica.")
    scene.do(moderation.keep, case_of(scene.number, scene.moment(20)), scene.at(20).hand())


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
    scene.at(minute).close("El parque se ha revisado.", "Falta el análisis.")


def _end(scene: Scene) -> None:
    scene.say(170, StatementKind.CLOSING, "Web municipal", words="El parque está abierto.")
    close(scene, 180)
    scene.do(closing.judge, scene.incident, "La web salió primero.", "El bando salió tarde.")
    lesson = "Pedir el plano antes de campaña", "Encargada", date(2027, 1, 31)
    scene.do(closing.learn, scene.number, *lesson)
    scene.becomes(closing.into_task, scene.desk.lessons[0])


def rehearse(store: Store) -> Scene:
    """A drill in which one inject came and was scored."""
    scene = begin(store, rehearsal=True)
    scene.at(1).arrive(drill.plan_of(scene.desk).injects[0])
    scene.at(4).respond(scene.desk.injects[0], "Guardé la captura y contesté una vez.")
    scene.at(20).score(scene.desk.injects[0], {0, 1})
    scene.end_drill("Se acabó el tiempo.")
    return scene

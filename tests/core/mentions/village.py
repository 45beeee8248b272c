"""A village that is listened to for nine weeks, and what is said of it one day."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.mentions.listening.intake import Intake
from core.mentions.model import Decisions, Feed, FeedEntry, Source, Watch
from core.mentions.records import sources, watches
from core.mentions.watches import topics
from core.plan.kinds import LevelName
from core.store import Store, Topic

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
BEGAN = NOON - timedelta(weeks=9)

ANGRY = (
    ("Radio Comarca", "Una vecina de Medellín denuncia la muerte de su perro por veneno"),
    ("El Eco", "El Ayuntamiento de Medellín, culpable: vecinos indignados por el matarratas"),
    ("Diario Provincial", "Muere envenenado otro perro en Medellín y su dueña culpa al alcalde"),
    ("Blog Sierra Viva", "Indignación en Medellín: cebos con veneno junto al colegio"),
    ("Vecinos", "Vergüenza de Ayuntamiento en Medellín, tres perros muertos y ni una palabra"),
)
AGENDA = (
    ("Radio Comarca", "Concierto de la banda en Medellín este sábado"),
    ("El Eco", "Medellín prepara su feria del queso"),
    ("Blog Sierra Viva", "La biblioteca de Medellín abre de nuevo por las tardes"),
)
NEIGHBOURS = (
    ("Vecinos", "Vergüenza de Ayuntamiento en Medellín, tres vecinos intoxicados por el veneno"),
    ("Radio Comarca", "Dos vecinos de Medellín, intoxicados por veneno; culpan al alcalde"),
)
"""Of people one place is orange, and two are red."""


@dataclass
class Village:
    """A village that is listened to."""

    store: Store
    now: datetime = NOON
    sources: dict[str, Source] = field(default_factory=dict)
    read_so_far: int = 0
    watch: int = 0

    def hear_of_nine_weeks(self) -> None:
        """One mention a week."""
        with self.store.change(Topic.MENTIONS) as db:
            for watch in watches.everything(db.conn):
                watches.delete(db, watch.id)
            self.watch = watches.add(db, Watch("Medellín", any_of=("Medellín",)))
            for pack in topics.packs():
                watches.add(db, topics.watch_of(pack, ["es"]))
        for week in range(9):
            self.hear(
                ("Radio Comarca", f"Ruta {week} por la sierra de Medellín"),
                at=BEGAN + week * 7 * DAY,
            )

    def source(self, title: str, *, own: bool = False, added: datetime = BEGAN) -> Source:
        """A source by its title; a new one was added when listening began."""
        if title not in self.sources:
            with self.store.change(Topic.SOURCES) as db:
                address = f"http://{len(self.sources)}.example/feed"
                source = Source(title, address, own=own)
                self.sources[title] = replace(source, id=sources.add(db, source, added))
        return self.sources[title]

    def hear(
        self, *said: tuple[str, ...], at: datetime | None = None, ago: timedelta = HOUR
    ) -> list[Alarm]:
        """What one listening with this news, place, title and perhaps text, tells."""
        now = self.now = at or self.now
        placed = [(self.source(place), words) for place, *words in said]
        with self.store.change(Topic.MENTIONS, undoable=False) as db:
            run = Intake(db.conn, now, Decisions())
            for source, words in placed:
                self.read_so_far += 1
                key = self.read_so_far.to_bytes(16)
                run.take_in(
                    db, source, Feed(entries=(FeedEntry(key, *words, published=now - ago),))
                )
            run.settle(db)
            return alarms.watch_over(db, now)

    def hear_nothing(self, until: datetime) -> list[Alarm]:
        """What is told by listening every three hours to silence."""
        told = []
        while self.now < until:
            told += self.hear(at=self.now + 3 * HOUR)
        return told

    def alarm(self) -> Alarm:
        """The newest one, as it stands."""
        with self.store.read() as connection:
            return alarms.everything(connection)[0]

    def count(self) -> int:
        with self.store.read() as connection:
            return len(alarms.everything(connection))

    def level(self) -> LevelName:
        with self.store.read() as connection:
            return alarms.current_level(connection, self.now)

    def dismiss(self, reason: str = "Era de otro pueblo") -> None:
        with self.store.change(Topic.ALARMS) as db:
            alarms.dismiss(db, self.alarm().id, reason, self.now)

"""A plan of 30 objectives, 20 audiences and 20 channels: more than any small town has."""

from typing import TYPE_CHECKING

from core.plan import records
from core.plan.kinds import ObjectiveScope, Raci, Reach
from core.plan.model import Assignment, Audience, Channel, Objective, Person, Presence, Task

if TYPE_CHECKING:
    from sqlite_utils import Database

OBJECTIVES, AUDIENCES, CHANNELS, TASKS, PEOPLE = 30, 20, 20, 14, 12


def fill(db: "Database") -> None:
    """Add it to what the workspace has."""
    people = [records.add(db, Person(f"Puesto {n}", hours_week=2.0)) for n in range(PEOPLE)]
    channels = [
        records.add(
            db,
            Channel(
                f"Canal {n}",
                purpose="Avisos y respuestas",
                posts_week=2.0,
                minutes_post=20.0,
                owner_id=people[n % PEOPLE],
                substitute_id=people[(n + 1) % PEOPLE],
            ),
        )
        for n in range(CHANNELS)
    ]
    audiences = [records.add(db, Audience(f"Público {n}", size=100)) for n in range(AUDIENCES)]
    for audience in audiences:
        for at, channel in enumerate(channels):
            reach = list(Reach)[(audience + at) % len(Reach)]
            records.set_reach(db, Presence(audience, channel, reach, evidence="Lo dice el censo"))
    general = records.add(db, Objective("Servir mejor", scope=ObjectiveScope.GENERAL))
    for n in range(OBJECTIVES - 1):
        records.add(
            db,
            Objective(
                f"Objetivo {n}",
                parent_id=general,
                indicator="Preguntas contestadas",
                unit="%",
                baseline=40.0,
                target=90.0,
                channels=(channels[n % CHANNELS],),
            ),
        )
    for n in range(TASKS):
        task = records.add(db, Task(f"Tarea {n}", hours_week=1.0))
        for at, person in enumerate(people):
            role = list(Raci)[(n + at) % len(Raci)]
            records.assign(db, Assignment(task, person, role), task, person)

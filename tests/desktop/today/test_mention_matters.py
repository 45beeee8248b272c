"""Hoy of listening: an alarm that waits is as grave as its level."""

from collections.abc import Sequence

import pytest
from PySide6.QtWidgets import QWidget

from core.mentions.alarm_model import AlarmFacts, AlarmReason, ReasonKind
from core.mentions.kinds import Trouble
from core.mentions.model import Source, SourceMemory
from core.mentions.records import alarms, sources
from core.plan.kinds import LevelName
from core.store import Topic
from desktop.services import Services
from desktop.theme.tokens import Tone
from desktop.today.mention_matters import mention_matters
from tests.desktop.hands import buttons


def raise_alarm(services: Services, level: LevelName) -> None:
    many, level_reason = (
        AlarmReason(ReasonKind.COUNT, count=3, of=1),
        AlarmReason(ReasonKind.ATTENTION),
    )
    facts = AlarmFacts(level, (many,), level_reason, 3, 3, 0.3, ())
    with services.store.change(Topic.ALARMS) as db:
        alarms.add(db, None, "Medellín", facts, services.clock.now())


def heard(page: QWidget, name: str) -> str:
    """What a screen reader says besides the name of the first button that is called so."""
    named = [button for button in buttons(page) if button.accessibleName() == name]
    return named[0].accessibleDescription() if named else ""


def said(services: Services, key: str) -> tuple[str, str]:
    """Title and line of a matter of listening."""
    with services.store.read() as connection:
        found = mention_matters(connection, services.clock.now())
    return next((matter.title, matter.line) for matter in found if matter.key == key)


def add_sources(services: Services, failing: dict[str, int], fine: Sequence[str] = ()) -> None:
    """Sources that were read well or, so many times in a row, were not."""
    now = services.clock.now()
    with services.store.change(Topic.SOURCES) as db:
        for title in (*failing, *fine):
            number = sources.add(db, Source(title, f"http://{title}.example/"), now)
            failures = failing.get(title, 0)
            sources.remember(
                db,
                SourceMemory(
                    number, tried_at=now, ok_at=None if failures else now, failures=failures,
                    problem=Trouble.SLOW if failures else None,
                ),
            )  # fmt: skip


def test_of_proposed_sources_it_is_said_that_those_are_not_read_whatever_else_is(services):
    add_sources(services, {}, ("Radio", "Eco"))
    with services.store.read() as connection:
        names = [source.title for source in sources.everything(connection) if source.suggested]

    title, line = said(services, "sources-suggested")

    assert title == f"{len(names)} fuentes propuestas por activar"
    assert line == f"No se leen hasta que usted lo diga: {', '.join(names)}."


def test_every_source_that_cannot_be_read_is_counted_and_named_however_often_it_failed(services):
    add_sources(services, {"Radio": 5, "Eco": 5, "Blog": 1, "Diario": 1}, ("Boletín",))

    told = said(services, "sources-failing")

    assert told == ("4 fuentes no se pueden leer", "Radio, Eco, Blog y 1 más")


def test_of_one_source_that_cannot_be_read_the_reason_is_told(services):
    add_sources(services, {"Radio": 1}, ("Eco",))

    title, line = said(services, "sources-failing")

    assert title == "Una fuente no se puede leer: Radio"
    assert line == "El sitio tarda demasiado en responder. Nunca se ha podido leer."


@pytest.mark.parametrize(
    ("level", "tone", "title", "urgency"),
    [
        (LevelName.YELLOW, Tone.YELLOW, "Alarma, nivel amarillo: Medellín", "Pronto. "),
        (LevelName.ORANGE, Tone.ORANGE, "Alarma, nivel naranja: Medellín", "Pronto. "),
        (LevelName.RED, Tone.RED, "Alarma, nivel rojo: Medellín", "Ahora. "),
    ],
)
def test_an_alarm_is_seen_and_heard_to_be_as_grave_as_its_level(
    shell, services, qtbot, level, tone, title, urgency
):
    raise_alarm(services, level)

    with services.store.read() as connection:
        first = mention_matters(connection, services.clock.now())[0]
    assert (first.title, first.tone) == (title, tone)
    page = shell.page("today")
    assert page is not None
    qtbot.waitUntil(lambda: heard(page, f"Verla: {title}").startswith(urgency))

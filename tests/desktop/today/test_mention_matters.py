"""Hoy of listening: an alarm that waits is as grave as its level."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.mentions.alarm_model import AlarmFacts, Reason, ReasonKind
from core.mentions.records import alarms
from core.plan.kinds import LevelName
from core.store import Topic
from desktop.services import Services
from desktop.shell.window import Shell
from desktop.theme.tokens import Tone
from desktop.today.mention_matters import mention_matters
from tests.desktop.hands import buttons


def raise_alarm(services: Services, level: LevelName) -> None:
    many, level_reason = Reason(ReasonKind.COUNT, count=3, of=1), Reason(ReasonKind.ATTENTION)
    facts = AlarmFacts(level, (many,), level_reason, 3, 3, 0.3, ())
    with services.store.change(Topic.ALARMS) as db:
        alarms.add(db, None, "Medellín", facts, services.clock.now())


def heard(page: QWidget, name: str) -> str:
    """What a screen reader says besides the name of the first button that is called so."""
    named = [one for one in buttons(page) if one.accessibleName() == name]
    return named[0].accessibleDescription() if named else ""


@pytest.mark.parametrize(
    ("level", "tone", "title", "urgency"),
    [
        (LevelName.YELLOW, Tone.YELLOW, "Alarma, nivel amarillo: Medellín", "Pronto. "),
        (LevelName.ORANGE, Tone.ORANGE, "Alarma, nivel naranja: Medellín", "Pronto. "),
        (LevelName.RED, Tone.RED, "Alarma, nivel rojo: Medellín", "Ahora. "),
    ],
)
def test_an_alarm_is_seen_and_heard_to_be_as_grave_as_its_level(
    shell: Shell,
    services: Services,
    qtbot: QtBot,
    level: LevelName,
    tone: Tone,
    title: str,
    urgency: str,
) -> None:
    raise_alarm(services, level)

    with services.store.read() as connection:
        first = mention_matters(connection, services.clock.now())[0]
    assert (first.title, first.tone) == (title, tone)
    page = shell.page("today")
    assert page is not None
    qtbot.waitUntil(lambda: heard(page, f"Verla: {title}").startswith(urgency))

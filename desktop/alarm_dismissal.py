"""Dismissing an alarm, from whichever page shows it."""

from core.i18n import _
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.store import Topic
from desktop.services import Services


def dismiss(services: Services, alarm: Alarm, reason: str) -> None:
    """It is nothing, for a reason."""
    label = _("dismiss the alarm {name}").format(name=alarm.subject)
    with services.store.change(Topic.ALARMS, label=label) as db:
        alarms.dismiss(db, alarm.id, reason, services.clock.now())
    services.notifier.undoable(_("Dismissed. The reason is kept."))

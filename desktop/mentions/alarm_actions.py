"""What a person does with alarms: one function for each action."""

from datetime import datetime, time, timedelta

from core.i18n import _
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.store import Topic
from desktop.services import Services


def confirm(services: Services, alarm: Alarm) -> None:
    """It is what it says: its mentions are kept as evidence."""
    with services.store.change(
        Topic.ALARMS, Topic.MENTIONS, label=_("confirm the alarm {name}").format(name=alarm.subject)
    ) as db:
        alarms.confirm(db, alarm.id, services.clock.now())
    services.notifier.undoable(_("Confirmed. Its mentions are kept as evidence."))


def dismiss(services: Services, alarm: Alarm, reason: str) -> None:
    """It is nothing, for a reason."""
    label = _("dismiss the alarm {name}").format(name=alarm.subject)
    with services.store.change(Topic.ALARMS, label=label) as db:
        alarms.dismiss(db, alarm.id, reason, services.clock.now())
    services.notifier.undoable(_("Dismissed. The reason is kept."))


def snooze(services: Services, alarm: Alarm, until: datetime, reason: str) -> None:
    """Say nothing of this subject until then, for a reason."""
    label = _("put off the alarm {name}").format(name=alarm.subject)
    with services.store.change(Topic.ALARMS, label=label) as db:
        alarms.snooze(db, alarm.id, until, reason, services.clock.now())
    services.notifier.undoable(_("Put off. A higher level is told all the same."))


def judge(services: Services, alarm: Alarm, *, was_right: bool) -> None:
    """Whether it was worth raising: so it is known how much alarms are to be believed."""
    label = _("judge the alarm {name}").format(name=alarm.subject)
    with services.store.change(Topic.ALARMS, label=label) as db:
        alarms.judge(db, alarm.id, was_right)


def tomorrow_morning(now: datetime) -> datetime:
    """The next day at eight, local time; `now` is aware."""
    here = now.astimezone()
    return datetime.combine(here.date() + timedelta(days=1), time(8), here.tzinfo)

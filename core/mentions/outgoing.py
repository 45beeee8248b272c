"""What is copied and sent of a mention and of an alarm."""

from core.days import day_and_time
from core.exchange.outgoing import Outgoing
from core.i18n import _
from core.mentions.alarm_model import Alarm
from core.mentions.alarms.wording import headline, level_why, why
from core.mentions.records.mentions import Row


def of_mention(row: Row) -> Outgoing:
    """What it says, where, when and by whom; no date where the source gives none."""
    item = row.item
    at = day_and_time(item.at) if item.dated else ""
    source = " · ".join(filter(None, (item.outlet or row.source, item.author, at)))
    return Outgoing(item.title, item.text, source, item.link)


def of_alarm(alarm: Alarm) -> Outgoing:
    """What was noticed and why that is one."""
    told = _("Search “{name}” · raised on {moment}")
    source = told.format(name=alarm.subject, moment=day_and_time(alarm.raised_at))
    return Outgoing(headline(alarm), "\n".join((*why(alarm), level_why(alarm))), source)

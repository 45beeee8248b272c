"""What listening asks for: alarms, mentions to answer, sources that fail or say nothing."""

from datetime import datetime

from core.i18n import _, ngettext
from core.mentions import retention, tally
from core.mentions.alarm_model import Alarm
from core.mentions.alarms import alarms
from core.mentions.alarms.wording import headline
from core.mentions.kinds import MentionState
from core.mentions.model import Source
from core.mentions.retention import Old
from core.mentions.sources import health
from core.mentions.sources.health import Health
from core.mentions.sources.health import HealthTone as HealthTone
from core.plan.labels import level_label
from core.plan.wording import listed
from core.store import Connection
from desktop.theme.tokens import Tone
from desktop.today.matter import ALARMED, Matter


def mention_matters(connection: Connection, now: datetime) -> list[Matter]:
    """Everything of listening that waits for the person."""
    raised = [_alarm(alarm) for alarm in alarms.waiting(connection, now)]
    counted = tally.count(connection, now)
    looked = health.everything(connection, now)
    found = [
        *raised,
        _to_answer(counted.to_answer),
        _unsure(counted.unsure),
        _failing([pair for pair in looked if pair[1].fails]),
        _silent(
            [pair for pair in looked if pair[1].tone is HealthTone.WARNING and not pair[1].fails]
        ),
        _suggested([source for source, _found in looked if source.suggested]),
        _old(retention.look(connection, now), now),
    ]
    return [matter for matter in found if matter is not None]


def _alarm(alarm: Alarm) -> Matter:
    return Matter(
        f"alarm-{alarm.id}",
        _("Alarm, level {level}: {subject}").format(
            level=level_label(alarm.level).lower(), subject=alarm.subject
        ),
        headline(alarm),
        _("See it"),
        Tone(alarm.level),
        "mentions",
        ("alarms", alarm.id),
        rank=ALARMED,
    )


def _to_answer(count: int) -> Matter | None:
    if not count:
        return None
    return Matter(
        "to-answer",
        ngettext("One mention to answer", "{count} mentions to answer", count).format(count=count),
        _("Somebody is waiting for the town to say something."),
        _("Answer"),
        Tone.ORANGE,
        "mentions",
        ("inbox", MentionState.TO_ANSWER),
    )


def _unsure(count: int) -> Matter | None:
    if not count:
        return None
    return Matter(
        "unsure",
        ngettext("One unsure mention", "{count} unsure mentions", count).format(count=count),
        _("They may be about your town and do not say so for certain: only you can tell."),
        _("Decide"),
        Tone.BRAND,
        "mentions",
        ("inbox", "unsure"),
    )


def _failing(sources: list[tuple[Source, Health]]) -> Matter | None:
    if not sources:
        return None
    many = ngettext("One source cannot be read", "{count} sources cannot be read", len(sources))
    grave = any(found.tone is HealthTone.BAD for _source, found in sources)
    return _of_sources("sources-failing", many, sources, Tone.YELLOW if grave else Tone.BRAND)


def _silent(sources: list[tuple[Source, Health]]) -> Matter | None:
    if not sources:
        return None
    many = ngettext("One source says nothing new", "{count} sources say nothing new", len(sources))
    return _of_sources("sources-silent", many, sources, Tone.BRAND)


def _of_sources(key: str, many: str, sources: list[tuple[Source, Health]], tone: Tone) -> Matter:
    """Why, of one source; of several, which they are."""
    first, found = sources[0]
    alone = len(sources) == 1
    return Matter(
        key,
        f"{many}: {first.title}" if alone else many.format(count=len(sources)),
        found.sentence if alone else listed([source.title for source, _found in sources]),
        _("See it") if alone else _("See them"),
        tone,
        "mentions",
        ("sources", first.id),
    )


def _suggested(sources: list[Source]) -> Matter | None:
    if not sources:
        return None
    told = ngettext(
        "It is not read before you say so: {names}.",
        "They are not read before you say so: {names}.",
        len(sources),
    )
    return Matter(
        "sources-suggested",
        ngettext(
            "One proposed source to switch on",
            "{count} proposed sources to switch on",
            len(sources),
        ).format(count=len(sources)),
        told.format(names=listed([source.title for source in sources])),
        _("Look at them"),
        Tone.BRAND,
        "mentions",
        ("sources", sources[0].id),
    )


def _old(old: Old, now: datetime) -> Matter | None:
    if not old.asks:
        return None
    return Matter(
        "old-items",
        ngettext(
            "One item is older than the town keeps",
            "{count} items are older than the town keeps",
            old.count,
        ).format(count=old.count),
        _("They do not go before you say so. {why}").format(why=retention.why_asked(old, now)),
        _("Decide"),
        Tone.YELLOW,
        "settings",
        ("listening", "old"),
    )

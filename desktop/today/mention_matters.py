"""What listening asks for: mentions to answer, sources that fail or say nothing."""

from datetime import datetime

from core.i18n import _, ngettext
from core.mentions import retention, tally
from core.mentions.kinds import MentionState
from core.mentions.model import Source
from core.mentions.records import mentions
from core.mentions.retention import Old
from core.mentions.sources import health
from core.mentions.sources.health import Health
from core.mentions.sources.health import HealthTone as HealthTone
from core.plan import records as plan_records
from core.plan.wording import answered_within, listed
from core.store import Connection
from desktop.today.alerts import since_when
from desktop.today.matter import Matter, Weight, minutes


def mention_matters(connection: Connection, now: datetime) -> list[Matter]:
    """Everything of listening that waits for the person, besides alarms."""
    counted = tally.count(connection, now)
    looked = health.everything(connection, now)
    found = [
        _to_answer(connection, counted.to_answer, now),
        _unsure(counted.unsure),
        _failing([pair for pair in looked if pair[1].fails]),
        _silent(
            [pair for pair in looked if pair[1].tone is HealthTone.WARNING and not pair[1].fails]
        ),
        _suggested([source for source, _found in looked if source.suggested]),
        _old(retention.look(connection, now), now),
    ]
    return [matter for matter in found if matter is not None]


def _to_answer(connection: Connection, count: int, now: datetime) -> Matter | None:
    if not count:
        return None
    promised = plan_records.charter(connection).answer_hours
    told = _("The plan promises an answer within {time}.")
    since = mentions.waiting_since(connection)
    return Matter(
        "to-answer",
        ngettext("One mention to answer", "{count} mentions to answer", count).format(count=count),
        told.format(time=answered_within(promised))
        if promised is not None
        else _("Somebody is waiting for the council to say something."),
        _("Answer mentions"),
        Weight.WAITED_FOR,
        "mentions",
        ("inbox", MentionState.TO_ANSWER),
        deadline=since_when(since, now) if since else "",
    )


def _unsure(count: int) -> Matter | None:
    if not count:
        return None
    return Matter(
        "unsure",
        ngettext("Decide on one unsure mention", "Decide on {count} unsure mentions", count).format(
            count=count
        ),
        _("They may be about your town and do not say so for certain: only you can tell."),
        _("See the unsure"),
        Weight.CAN_WAIT,
        "mentions",
        ("inbox", "unsure"),
        minutes=minutes("unsure", count),
    )


def _failing(sources: list[tuple[Source, Health]]) -> Matter | None:
    if not sources:
        return None
    title = ngettext("Fix the source {name}", "Fix {count} sources", len(sources))
    grave = any(found.tone is HealthTone.BAD for _source, found in sources)
    return _of_sources("sources-failing", title, sources, Weight.DUE if grave else Weight.CAN_WAIT)


def _silent(sources: list[tuple[Source, Health]]) -> Matter | None:
    if not sources:
        return None
    title = ngettext(
        "See why the source {name} is silent", "See why {count} sources are silent", len(sources)
    )
    return _of_sources("sources-silent", title, sources, Weight.CAN_WAIT)


def _of_sources(
    key: str, title: str, sources: list[tuple[Source, Health]], weight: Weight
) -> Matter:
    """Why, of one source; of several, which they are."""
    first, found = sources[0]
    alone = len(sources) == 1
    return Matter(
        key,
        title.format(name=_("“{word}”").format(word=first.title), count=len(sources)),
        found.sentence if alone else listed([source.title for source, _found in sources]),
        _("See the source") if alone else _("See the sources"),
        weight,
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
            "Decide on one proposed source",
            "Decide on {count} proposed sources",
            len(sources),
        ).format(count=len(sources)),
        told.format(names=listed([source.title for source in sources])),
        _("See the sources"),
        Weight.CAN_WAIT,
        "mentions",
        ("sources", sources[0].id),
        minutes=minutes("sources-suggested", len(sources)),
    )


def _old(old: Old, now: datetime) -> Matter | None:
    if not old.asks:
        return None
    return Matter(
        "old-items",
        ngettext(
            "Decide on one item that is older than the town keeps",
            "Decide on {count} items that are older than the town keeps",
            old.count,
        ).format(count=old.count),
        _("They are not deleted until you say so. {why}").format(why=retention.why_asked(old, now)),
        _("See the oldest"),
        Weight.DUE,
        "settings",
        ("listening", "old"),
        minutes=minutes("old-items"),
    )

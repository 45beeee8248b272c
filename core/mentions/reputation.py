"""What is said of the town, in a few sentences: the baseline that a plan starts from."""

from collections.abc import Iterator
from datetime import date, timedelta

from core.i18n import _, ngettext
from core.mentions.document import words
from core.mentions.report import Report, report
from core.numbers import number
from core.store import Connection

BACK = timedelta(days=364)
"""A year of it, the day itself included."""

_MOST = 3


def baseline(connection: Connection, today: date) -> str:
    """The last twelve months, one sentence a line; empty when nothing was said."""
    return "\n".join(_sentences(report(connection, today - BACK, today, today)))


def _sentences(found: Report) -> Iterator[str]:
    totals, tone = found.totals, found.tone
    if not totals.mentions:
        return
    start = max(found.start, found.listening_since or found.start)
    yield _("{when}: {mentions} in {stories} (Pregón, Mentions).").format(
        when=words.when(start, found.end),
        mentions=ngettext("{count} mention", "{count} mentions", totals.mentions).format(
            count=number(totals.mentions)
        ),
        stories=ngettext("{count} story", "{count} stories", totals.stories).format(
            count=number(totals.stories)
        ),
    )
    yield _("Possibly negative: {negative}. Possibly positive: {positive}.").format(
        negative=words.share(tone.negative, tone.total),
        positive=words.share(tone.positive, tone.total),
    )
    if found.topics:
        yield _("What worries most: {topics}.").format(
            topics=_counted([(one.label, one.total) for one in found.topics])
        )
    yield _("Where it is said: {outlets}.").format(
        outlets=_counted([(one.label or _("not said"), one.total) for one in found.outlets])
    )


def _counted(pairs: list[tuple[str, int]]) -> str:
    return ", ".join(f"{label} ({number(count)})" for label, count in pairs[:_MOST])

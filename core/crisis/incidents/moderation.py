"""The moderation file: why a comment was hidden or somebody blocked, and until when.

After the doctrine of the ombudsmen: a measure rests on a rule of use that was broken, says why, has
an end, is told to whoever it concerns and can be reviewed. Criticism breaks no rule.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core import fields
from core.crisis import log
from core.crisis.case import Moderation
from core.crisis.labels import measure_label
from core.crisis.log import Hand
from core.crisis.model import LogKind, Measure
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.i18n import _
from core.store import Connection

if TYPE_CHECKING:
    from sqlite_utils import Database

RULED = (Measure.WARNED, Measure.HIDDEN, Measure.REPORTED, Measure.BLOCKED)
"""Measures that need a rule that was broken."""

BLOCK_DAYS = 30
"""How long a block lasts where the person says nothing: proposed, own judgement."""


def keep(db: "Database", case: Moderation, hand: Hand) -> int:
    """Store a case, new or changed; returns its id.

    Of an incident, a new case goes into the log, and so do another measure and a review. What was
    written and why stay in the case alone, which can be erased. Raises `InvalidValue` as `missing`
    says.
    """
    cleaned = fields.checked(case)
    wrong = next(missing(cleaned), None)
    if wrong is not None:
        raise wrong[1]
    before = records.part(db.conn, Moderation, case.id) if case.id else None
    case_id = records.put(db, cleaned)
    if cleaned.incident_id is not None:
        told = log.told(db, cleaned.incident_id, lambda: list(_told(before, cleaned)))
        for text in told:
            log.write(db, cleaned.incident_id, hand, LogKind.MODERATION, text)
    return case_id


def _told(before: Moderation | None, case: Moderation) -> Iterator[str]:
    """What the log says of a case, by what it was before."""
    words = {"profile": case.profile, "measure": measure_label(case.measure)}
    if before is None:
        yield (
            _("Moderation on {profile}: {measure}. {rule}").format(**words, rule=case.rule).strip()
        )
    elif before.measure is not case.measure:
        old = measure_label(before.measure)
        yield _("Moderation on {profile}: now {measure}, was {old}.").format(**words, old=old)
    if case.reviewed_on and (before is None or before.reviewed_on is None):
        yield _("Moderation on {profile}, reviewed: {outcome}").format(
            **words, outcome=case.outcome
        )


def missing(case: Moderation) -> Iterator[tuple[str, InvalidValue]]:
    """What a case lacks before it can be stored: the field, and what to say of it."""
    if not case.profile.strip():
        yield "profile", InvalidValue(_("Say on which profile it was written."))
    if not case.said.strip():
        yield "said", InvalidValue(_("Copy what was written, word for word."))
    if case.measure is Measure.UNSAID:
        yield "measure", InvalidValue(_("Say what was done."))
    if case.measure in RULED and not case.rule.strip():
        yield (
            "rule",
            InvalidValue(
                _("Say which of the rules of use it breaks."),
                _("What breaks none is answered, not hidden: criticism stays."),
            ),
        )
    if not case.reason.strip():
        yield (
            "reason",
            InvalidValue(
                _("Say why."), _("A measure without a reason does not stand up to a review.")
            ),
        )
    if case.measure is Measure.BLOCKED and case.until_on is None:
        yield "until_on", InvalidValue(_("Say until when the block lasts."))
    elif case.until_on is not None and case.until_on < case.at.astimezone().date():
        yield (
            "until_on",
            InvalidValue(
                _("It cannot end before it began."), _("Correct the day on which it ends.")
            ),
        )
    if case.reviewed_on is not None and not case.outcome.strip():
        yield "outcome", InvalidValue(_("Say what came of the review."))


def block_end(today: date) -> date:
    """The end proposed for a block."""
    return today + timedelta(days=BLOCK_DAYS)


def real(connection: Connection) -> list[Moderation]:
    """The cases of every incident and of none, but for those of drills."""
    drills = {record.id for record in records.everything(connection) if record.drill}
    return [
        record
        for record in records.every(connection, Moderation)
        if record.incident_id not in drills
    ]


def in_order(cases: Iterable[Moderation], today: date) -> list[Moderation]:
    """Those that are due for review first, then the newest."""
    newest = sorted(cases, key=lambda moderation: (moderation.at, moderation.id), reverse=True)
    waiting = {moderation.id for moderation in due(newest, today)}
    return sorted(newest, key=lambda moderation: moderation.id not in waiting)


def due(cases: Iterable[Moderation], today: date) -> list[Moderation]:
    """Blocks whose end has come and that nobody has reviewed."""
    return [
        moderation
        for moderation in cases
        if moderation.measure is Measure.BLOCKED
        and moderation.until_on is not None
        and moderation.until_on <= today
        and moderation.reviewed_on is None
    ]

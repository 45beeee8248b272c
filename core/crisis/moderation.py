"""The moderation file: why a comment was hidden or somebody blocked, and until when.

After the doctrine of the ombudsmen: a measure rests on a rule of use that was broken, says why, has
an end, is told to whoever it concerns and can be reviewed. Criticism breaks no rule.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from core.crisis import log
from core.crisis.labels import measure_label
from core.crisis.log import Hand
from core.crisis.model import LogKind, Measure, Moderation
from core.crisis.records import incidents as records
from core.errors import InvalidValue
from core.i18n import _
from core.town.model import checked_lines, checked_text

if TYPE_CHECKING:
    from sqlite_utils import Database

RULED = (Measure.WARNED, Measure.HIDDEN, Measure.REPORTED, Measure.BLOCKED)
"""Measures that need a rule that was broken."""


def keep(db: "Database", case: Moderation, hand: Hand) -> int:
    """Store a case, new or changed; returns its id. A new one of an incident goes into its log.

    Raises `InvalidValue` without profile, words, reason, rule broken, or end of a block.
    """
    cleaned = _checked(case)
    case_id = records.put(db, cleaned)
    if not case.id and case.incident_id is not None:
        text = _("Moderation on {profile}: {measure}. {reason}").format(
            profile=cleaned.profile, measure=measure_label(case.measure), reason=cleaned.reason
        )
        log.write(db, case.incident_id, hand, LogKind.MODERATION, text)
    return case_id


def _checked(case: Moderation) -> Moderation:
    cleaned = replace(
        case,
        profile=checked_text(case.profile),
        said=checked_lines(case.said),
        reason=checked_lines(case.reason),
        author=checked_text(case.author),
        address=checked_text(case.address, limit=2000),
        rule=checked_text(case.rule),
        outcome=checked_text(case.outcome),
    )
    if not cleaned.profile or not cleaned.said:
        raise InvalidValue(_("Copy what was written, word for word, and say on which profile."))
    if not cleaned.reason:
        raise InvalidValue(_("Say why."), _("A measure without a reason does not stand a review."))
    if case.measure in RULED and not cleaned.rule:
        raise InvalidValue(
            _("Say which of the rules of use it breaks."),
            _("What breaks none is answered, not hidden: criticism stays."),
        )
    if case.measure is Measure.BLOCKED and case.until_on is None:
        raise InvalidValue(_("Say until when the block lasts."))
    return cleaned


def due(cases: list[Moderation], today: date) -> list[Moderation]:
    """Blocks whose end has come and that nobody has reviewed."""
    return [
        one
        for one in cases
        if one.measure is Measure.BLOCKED
        and one.until_on is not None
        and one.until_on <= today
        and one.reviewed_on is None
    ]

"""What is typed at the desk of an incident and not noted: named before the incident is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.crisis.desk import Desk
from core.crisis.model import StatementState
from core.documents.glyphs import shorten
from core.i18n import _
from desktop import waiting
from desktop.crisis.desk.parts import label_of
from desktop.unsaved import Unsaved
from desktop.waiting import LINES, NEW, RECORDS

_MOST = 80


@dataclass(frozen=True)
class HalfTypedText:
    """Something that waits, in a sentence; the part of the desk, and what in it."""

    sentence: str
    part: str
    target: int | str


def half_typed(unsaved: Unsaved, desk: Desk) -> list[HalfTypedText]:
    """Everything typed for this incident that waits to be noted; a record once, however many of
    its fields wait."""
    found: dict[tuple[str, int | str], list[str]] = {}
    for key, value in unsaved.kept():
        if key.startswith(waiting.CASE_BEGUN):
            continue
        where = _where(desk, waiting.place(key), waiting.subject(key))
        if where is not None and (words := " · ".join(_words(value))):
            found.setdefault(where, []).append(words)
    sentence = _("In “{part}”, typed and not noted: “{words}”")
    order = list(dict.fromkeys((*LINES.values(), *RECORDS.values())))
    return [
        HalfTypedText(
            sentence.format(part=label_of(part), words=shorten(" · ".join(words), _MOST)),
            part,
            target,
        )
        for (part, target), words in sorted(found.items(), key=lambda item: order.index(item[0][0]))
    ]


def _where(desk: Desk, place: str, subject: Any) -> tuple[str, int | str] | None:
    """The part and the target; None for what is of another incident, or is not there any more."""
    first, part, target = waiting.at_desk(place, subject)
    if place in LINES or target == NEW:
        return (part, target) if first == desk.incident.id else None
    return (part, target) if target in _ids(desk, part) else None


def _ids(desk: Desk, part: str) -> set[int]:
    if part == "statements":
        drafts = (statement.statement for statement in desk.statements)
        return {draft.id for draft in drafts if draft.state is StatementState.DRAFT}
    return {item.id for item in getattr(desk, part)} if part else set()


def _words(value: Any) -> Iterator[str]:
    """What was typed, without the choices that were made beside it."""
    for text in value if isinstance(value, tuple) else (value,):
        if isinstance(text, str) and text.strip():
            yield text.strip()

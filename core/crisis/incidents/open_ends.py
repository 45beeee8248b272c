"""What should be settled before closing; after it, told until it is settled or said to be left."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.crisis import desk as desks
from core.crisis import log
from core.crisis.desk import Desk
from core.crisis.incidents import calls
from core.crisis.incidents.voices import not_closed
from core.crisis.kinds import Opens, Phase, StatementKind
from core.crisis.labels import phase_label, statement_label
from core.crisis.log import Hand
from core.crisis.model import Incident, LogKind, RumourVerdict, StatementState
from core.crisis.records import incidents as records
from core.crisis.texts.denied import not_false, says_not_false
from core.documents.glyphs import shorten
from core.i18n import _, ngettext
from core.store import Connection
from core.text import within_quotes

if TYPE_CHECKING:
    from sqlite_utils import Database

_REMAINS = "remains"
"""What was written as remaining is one thing left open, under this name."""

_MOST_REMAINS = 900
"""Characters of it in an entry of the log, beside how it ended; the report has all of them."""

_KEPT = "open-at-close"
"""The name of the value that says that something was open when the incident was closed."""


@dataclass(frozen=True)
class OpenEnd:
    """Something that should be settled before closing."""

    sentence: str
    part: Opens
    """Where on the desk; `Opens.NONE`: in the checklist."""
    target: int | str = 0
    """What to show there: the id of a row, the kind of a statement to begin, the id of a step; 0
    where there is nothing to show yet."""


def still_open(desk: Desk) -> list[OpenEnd]:
    """What should be settled before closing; nothing of it forbids it."""
    return [
        *_people(desk), *_rumours(desk), *_statements(desk), *_calls(desk), *_steps(desk)
    ]  # fmt: skip


def remaining(incident: Incident) -> str:
    """What was written at the close as remaining, in a sentence; empty where nothing was."""
    text = shorten(incident.remains, _MOST_REMAINS)
    return _("What remains: {text}").format(text=text) if text else ""


def _people(desk: Desk) -> list[OpenEnd]:
    sentence = _("{who}: no answer in public yet.")
    return [
        OpenEnd(sentence.format(who=complainant.label), Opens.COMPLAINANTS, complainant.id)
        for complainant in not_closed(desk.complainants)
    ]


def _rumours(desk: Desk) -> list[OpenEnd]:
    found = []
    for rumour in desk.rumours:
        if rumour.verdict is RumourVerdict.UNCHECKED:
            sentence = _("The rumour “{claim}” is not checked.")
        elif rumour.answered_at is None:
            sentence = _("The rumour “{claim}” is not answered.")
        else:
            continue
        found.append(
            OpenEnd(sentence.format(claim=within_quotes(rumour.claim)), Opens.RUMOURS, rumour.id)
        )
    return found


def _statements(desk: Desk) -> list[OpenEnd]:
    waiting = {
        StatementState.DRAFT: _("A statement is still a draft: nobody has approved it."),
        StatementState.APPROVED: _("An approved statement is not published."),
    }
    found = [
        OpenEnd(waiting[worded.statement.state], Opens.STATEMENTS, worded.statement.id)
        for worded in desk.statements
        if worded.statement.state in waiting
    ]
    for statement in desk.statements:
        if places := desk.still_said_in(statement):
            sentence = _("“{kind}” is not out yet in {places}: the earlier text is still there.")
            said = sentence.format(
                kind=statement_label(statement.statement.kind), places=", ".join(places)
            )
            found.append(OpenEnd(said, Opens.STATEMENTS, statement.statement.id))
        if statement.statement.published_at and (rumour := not_false(desk, statement.statement)):
            found.append(OpenEnd(says_not_false(rumour), Opens.STATEMENTS, statement.statement.id))
    told = {
        worded.statement.kind
        for worded in desk.statements
        if worded.statement.state is StatementState.PUBLISHED
    }
    if told and StatementKind.CLOSING not in told:
        sentence = _("The public has not been told yet that it is over.")
        found.append(OpenEnd(sentence, Opens.STATEMENTS, StatementKind.CLOSING))
    if not told:
        found.append(OpenEnd(_("Nothing has been published."), Opens.STATEMENTS))
    return found


def _calls(desk: Desk) -> list[OpenEnd]:
    left = calls.still_to_make(desk.calls)
    if not left:
        return []
    sentence = ngettext(
        "One call is still to be made: {name}.",
        "{count} calls are still to be made, the first: {name}.",
        len(left),
    ).format(count=len(left), name=left[0].name)
    return [OpenEnd(sentence, Opens.CALLS, left[0].id)]


def _steps(desk: Desk) -> list[OpenEnd]:
    """Phase by phase; the updates begin anew with each and are never through."""
    found = []
    for phase in Phase:
        left = [step for step in desk.scenario.of(phase) if desk.tick(step) is None]
        if not left or phase is Phase.UPDATES:
            continue
        sentence = ngettext(
            "One step of “{phase}” is open: {step}.",
            "{count} steps of “{phase}” are open, the first: {step}.",
            len(left),
        ).format(count=len(left), phase=phase_label(phase), step=left[0].text)
        found.append(OpenEnd(sentence, Opens.NONE, left[0].id))
    return found


def keep(db: "Database", incident_id: int) -> None:
    """Remember, at the close of an incident, whether something is open; of a drill nothing is.

    What remains is asked anew: it may be another thing than at an earlier close.
    """
    records.set_blank(db, incident_id, _left(OpenEnd("", Opens.NONE, _REMAINS)), "")
    desk = desks.load(db.conn, incident_id)
    open_still = desk is not None and not desk.incident.drill and bool(_not_left(desk))
    records.set_blank(db, incident_id, _KEPT, "yes" if open_still else "")


def left_open(desk: Desk) -> list[OpenEnd]:
    """What was open at the close of an incident, and is neither settled nor said to be left."""
    if desk.incident.open or not dict(desk.blanks).get(_KEPT):
        return []
    return _not_left(desk)


def _not_left(desk: Desk) -> list[OpenEnd]:
    said = dict(desk.blanks)
    told = remaining(desk.incident)
    ends = [OpenEnd(told, Opens.NONE, _REMAINS)] if told else []
    return [end for end in (*ends, *still_open(desk)) if not said.get(_left(end))]


def _left(end: OpenEnd) -> str:
    return f"left:{end.part}:{end.target}"


def leave(db: "Database", incident: Incident, end: OpenEnd, hand: Hand) -> None:
    """Somebody says that it is left as it is; the log says it, too."""
    records.set_blank(db, incident.id, _left(end), "yes")
    # Translators: In the log, when an incident is closed with it open.
    text = log.told(db, incident.id, lambda: _("Left as it is: {what}"))
    log.write(db, incident.id, hand, LogKind.REVIEW, text.format(what=end.sentence))


def waiting(connection: Connection) -> list[tuple[Incident, list[OpenEnd]]]:
    """The closed incidents with something left open, newest first."""
    closed = [item for item in records.everything(connection) if not item.open and not item.drill]
    asked = [incident for incident in closed if records.blanks(connection, incident.id).get(_KEPT)]
    found = [(item, desk) for item in asked if (desk := desks.load(connection, item.id))]
    return [(incident, ends) for incident, desk in found if (ends := left_open(desk))]

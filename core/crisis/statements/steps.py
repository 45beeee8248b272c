"""Which statement comes next, and which steps its words say were done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.crisis import desk as desks
from core.crisis.desk import Desk, Worded
from core.crisis.incidents import checklist
from core.crisis.kinds import DoneBy, Phase, StatementKind, StatementPart
from core.crisis.log import Hand
from core.crisis.model import Rumour, Statement, StatementState
from core.crisis.records import incidents as records
from core.crisis.scenario import Scenario, ScenarioStep
from core.crisis.scenarios import sentences
from core.crisis.texts.denied import FALSE
from core.crisis.texts.filling import Filling, is_done, of_statement, template_of
from core.documents.glyphs import shorten
from core.plan import guide
from core.plan import records as plan_records
from core.plan.model import Channel

if TYPE_CHECKING:
    from sqlite_utils import Database


LIVE = (StatementState.DRAFT, StatementState.APPROVED)
"""Begun, and neither out nor dropped."""


def kinds(desk: Desk) -> list[StatementKind]:
    """What can be begun: the kinds that the scenario has a text for, a correction of what is out,
    and always a first line."""
    offered = {statement.kind for statement in desk.scenario.statements} | {StatementKind.HOLDING}
    if any(statement.statement.state is StatementState.PUBLISHED for statement in desk.statements):
        offered.add(StatementKind.CORRECTION)
    return [kind for kind in StatementKind if kind in offered]


def next_kind(desk: Desk) -> StatementKind:
    """The one to begin now: the first line, the denial of what is known to be false, the end, or
    else what has been confirmed."""
    begun = {statement.statement.kind for statement in desk.statements
             if statement.statement.state is not StatementState.DROPPED}  # fmt: skip
    if StatementKind.HOLDING not in begun:
        return StatementKind.HOLDING
    offered = kinds(desk)
    denial = StatementKind.DENIAL
    if to_deny(desk) and denial in offered and not live(desk, denial):
        return StatementKind.DENIAL
    step = desk.next_step()
    ends = step is None or step.phase is Phase.CLOSE
    if ends and StatementKind.CLOSING in offered and StatementKind.CLOSING not in begun:
        return StatementKind.CLOSING
    return StatementKind.CONFIRMED if StatementKind.CONFIRMED in offered else offered[-1]


def for_hour(desk: Desk) -> StatementKind:
    """The one that tells the hour promised since: what to do still stands, and asks for no news;
    the end, where nothing more is promised."""
    wanted = StatementKind.INSTRUCTIONS if desk.promise else StatementKind.CLOSING
    return wanted if wanted in kinds(desk) else next_kind(desk)


def saying_hour(desk: Desk) -> Worded | None:
    """What waits and says the hour promised since, or else the one to tell it, or None."""
    waiting = (item for item in reversed(desk.statements) if item.statement.state in LIVE)
    says = (worded for worded in waiting if desk.promise == worded.statement.next_update_at)
    return (next(says, None) if desk.promise else None) or live(desk, for_hour(desk))


def to_deny(desk: Desk) -> Rumour | None:
    """The first rumour that is known to be false and that nothing has answered, or None."""
    found = (item for item in desk.rumours if item.verdict in FALSE and item.answered_at is None)
    return next(found, None)


def live(desk: Desk, kind: StatementKind) -> Worded | None:
    """The newest statement of a kind that was begun and is neither out nor dropped, or None."""
    found = (
        statement
        for statement in reversed(desk.statements)
        if statement.statement.kind is kind and statement.statement.state in LIVE
    )
    return next(found, None)


_NOTE = 200
"""Characters of the note of a step that was ticked by itself."""


def asked(
    desk: Desk, worded: Worded, language: str, known: Filling
) -> list[tuple[ScenarioStep, str]]:
    """Steps that the scenario's text of this statement speaks of and that nobody has ticked nor
    answered yet, each with what the text would say, filled with what is known."""
    template = template_of(desk, worded.statement.kind, language)
    answered = dict(desk.blanks)
    found: dict[str, tuple[ScenarioStep, str]] = {}
    for said in (
        template.parts[part] for part in StatementPart if template and part in template.parts
    ):
        for sentence in sentences.sentences(said):
            step = desk.scenario.step(sentence.step)
            if step is None or desk.tick(step) or answered.get(_not_yet(step, worded)):
                continue
            before = found.get(step.id)
            words = known.fields.fill(sentence.words.replace(sentences.AT, ""))
            found[step.id] = (step, f"{before[1]} {words}" if before else words)
    return list(found.values())


def not_yet(db: "Database", worded: Worded, step: ScenarioStep) -> None:
    """The step is not done yet: this statement leaves it out, and does not ask again."""
    records.set_blank(db, worded.statement.incident_id, _not_yet(step, worded), "not yet")


def _not_yet(step: ScenarioStep, worded: Worded) -> str:
    return of_statement(f"not-yet:{step.id}", worded.statement.id)


def awaited(desk: Desk, statement: Statement) -> list[ScenarioStep]:
    """Steps on which the end hangs that this text tells and that nobody has settled."""
    ends = ends_with(desk.scenario) if statement.kind is StatementKind.CLOSING else []
    return [step for step in ends if desk.tick(step) is None]


def ends_with(scenario: Scenario) -> list[ScenarioStep]:
    """Steps of the close that the last text speaks of, where publishing that text is a step too:
    only with them may it say that a danger is over."""
    template = scenario.template(StatementKind.CLOSING)
    close = scenario.of(Phase.CLOSE)
    if template is None or all(step.done_by is not DoneBy.PUBLICATION for step in close):
        return []
    said = " ".join(template.parts.values())
    named = {sentence.step for sentence in sentences.sentences(said)}
    return [step for step in close if step.id in named]


def reached(db: "Database", channels: Sequence[str]) -> tuple[DoneBy, ...]:
    """What is done by publishing on these channels."""
    plan = plan_records.every(db.conn, Channel)
    offline = {channel.title for channel in plan if channel.offline}
    offline |= {network.name for network in guide.networks() if network.offline}
    there = not offline.isdisjoint(channels)
    return (DoneBy.PUBLICATION, DoneBy.OFFLINE) if there else (DoneBy.PUBLICATION,)


def tick(db: "Database", statement: Statement, by: Sequence[DoneBy], hand: Hand, note: str) -> None:
    """Tick what is done by this; what somebody ticked before stays as it is. The first line is
    published once it is out wherever the town publishes; the end, with what it hangs on done."""
    desk = _open_desk(db, statement, hand)
    for step in desk.scenario.steps if desk else ():
        if not desk or not _is_of(step, statement, by) or desk.tick(step) is not None:
            continue
        early = step.phase is Phase.CLOSE and not all(
            is_done(desk, scenario_step) for scenario_step in ends_with(desk.scenario)
        )
        if not early and not desk.not_out_in(step):
            checklist.tick(db, desk.incident, step, hand, shorten(note, _NOTE))


def untick_approval(db: "Database", statement: Statement, hand: Hand) -> None:
    """What was approved is dropped: the step is open again, unless another text was approved."""
    desk = _open_desk(db, statement, hand)
    stands = (StatementState.APPROVED, StatementState.PUBLISHED)
    same = [worded.statement for worded in desk.statements] if desk else []
    if desk is None or any(
        other.kind is statement.kind and other.state in stands for other in same
    ):
        return
    for step in desk.scenario.steps:
        if _is_of(step, statement, (DoneBy.APPROVAL,)):
            checklist.untick(db, desk.incident, step, hand)


def _open_desk(db: "Database", statement: Statement, hand: Hand) -> Desk | None:
    """The desk; None once the incident is closed, when its checklist stands as it is."""
    desk = desks.load(db.conn, statement.incident_id)
    closed_at = desk.incident.closed_at if desk else None
    return None if closed_at is not None and hand.moment > closed_at else desk


def _is_of(step: ScenarioStep, statement: Statement, by: Sequence[DoneBy]) -> bool:
    return step.statement is statement.kind and step.done_by in by

"""The town makes a scenario its own: adopting, editing, setting aside, going back, creating.

The revision of a sheet goes up by one with each step that can be undone by itself: what is typed
into one field in one go counts once, and undoing it takes the number back too. The number says
which of two papers is the newer one; it never starts again, also when the program's text returns.
One that the town writes itself begins with what every crisis asks for first.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import structs

from core.crisis.kinds import DoneBy, Opens, Phase, StatementKind, StatementPart
from core.crisis.records import scenarios as records
from core.crisis.records.scenarios import StoredScenario
from core.crisis.scenario import Question, Scenario, ScenarioStep, Template
from core.crisis.scenarios import library
from core.crisis.scenarios.library import Offered
from core.crisis.scenarios.limits import by_phase, checked, with_known_steps
from core.errors import InvalidValue
from core.i18n import _
from core.plan.kinds import LevelName
from core.roster.model import Hat
from core.store import Connection, Store, Topic
from core.store.journal import JOINED_WITHIN
from core.text import fold

if TYPE_CHECKING:
    from sqlite_utils import Database

Edit = Callable[[Scenario], Scenario]
"""A pure change of a scenario."""

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_ID_LENGTH = 40


def adopt(db: "Database", scenario_id: str, now: datetime) -> StoredScenario:
    """Make a scenario the town's own as it stands now; one that is already stays as it is.

    Raises `DocumentTrouble` when there is none of that name.
    """
    kept = records.one(db.conn, scenario_id)
    if kept is None:
        kept = _adopted(db.conn, scenario_id, now)
        records.save(db, kept)
    return kept


def edit(
    store: Store, scenario_id: str, change: Edit, *, label: str = "", key: str = ""
) -> StoredScenario:
    """Change a scenario; the first change adopts it. One step of undo, joined by `key`.

    Raises `InvalidValue` for what does not fit, `DocumentTrouble` when there is no such scenario.
    """
    now = store.clock.now()
    joined = _joins_last(store, key, now)
    with store.change(Topic.SCENARIOS, label=label, key=key) as db:
        there = _adopted(db.conn, scenario_id, now)
        scenario = checked(change(there.scenario))
        if scenario == there.scenario:
            return there
        changed = replace(there, scenario=scenario, revision=there.revision + (not joined))
        records.save(db, changed)
        return changed


def _joins_last(store: Store, key: str, now: datetime) -> bool:
    """Whether a change of this key would be one step with the last one (`core.store.journal`)."""
    last = store.journal.next_undo()
    return bool(key and last and last.key == key and now - last.at <= JOINED_WITHIN)


def _adopted(connection: Connection, scenario_id: str, now: datetime) -> StoredScenario:
    """What the town keeps, or would keep, of a scenario, in the words that are on screen."""
    offered = library.offered(connection, scenario_id)
    if offered.kept is None:
        return StoredScenario(offered.scenario, offered.scenario, now, offered.revision)
    if offered.scenario != offered.kept.scenario:
        # Nothing of it was changed yet, and it is read in another language than it was adopted in.
        return replace(offered.kept, scenario=offered.scenario, base=offered.scenario)
    return offered.kept


def set_aside(db: "Database", scenario_id: str, now: datetime, *, aside: bool) -> None:
    """Say that a scenario is not for this town, or take that back.

    Set aside it is neither offered when something happens nor bound into the notebook.
    """
    records.save(db, replace(_adopted(db.conn, scenario_id, now), set_aside=aside))


def return_to_program(db: "Database", scenario_id: str) -> None:
    """Let the town's own words go; the program's text is in force again, as adopted now.

    Raises `InvalidValue` for a scenario that the program has no text for.
    """
    kept, text = records.one(db.conn, scenario_id), library.shipped(scenario_id)
    if text is None:
        raise InvalidValue(
            _("The program has no text of its own for this scenario."),
            _("Change it in its editor, or delete it."),
        )
    if kept is not None and kept.scenario != text:
        records.save(db, replace(kept, scenario=text, base=text, revision=kept.revision + 1))


def create(db: "Database", title: str, like: str, now: datetime) -> str:
    """A scenario of the town's own, with the number after the last; returns its id.

    It begins as a copy of the scenario `like`, or with what every crisis asks for when that is
    empty. Raises `InvalidValue` for a title that is empty or too long.
    """
    there = library.everything(db.conn)
    scenario_id, number = free_id(title, there), free_number(there)
    if like:
        model = library.offered(db.conn, like).scenario
        made = structs.replace(model, id=scenario_id, number=number, title=title, version=1)
    else:
        made = bones(scenario_id, number, title)
    records.save(db, StoredScenario(checked(made), None, now))
    return scenario_id


def delete(db: "Database", scenario_id: str) -> None:
    """Remove a scenario of the town's own; what incidents keep of it stays.

    Raises `InvalidValue` for one of the program's, which can be set aside.
    """
    if library.shipped(scenario_id) is not None:
        raise InvalidValue(
            _("The program’s scenarios are set aside, not deleted."),
            _("Set it aside: it leaves the notebook, and can be taken back."),
        )
    records.delete(db, scenario_id)


def free_number(there: Sequence[Offered]) -> int:
    """The number after the last."""
    return max((offered.scenario.number for offered in there), default=0) + 1


def free_id(title: str, there: Sequence[Offered]) -> str:
    """An id made of a title that no other scenario has."""
    taken = {offered.scenario.id for offered in there} | set(library.SHIPPED)
    return free_name(name_of(title) or "scenario", taken)


def name_of(title: str) -> str:
    """A title as an id: `corte-de-carretera`; empty when it has no letter of ours."""
    plain = unicodedata.normalize("NFKD", fold(title)).encode("ascii", "ignore").decode()
    return _NOT_IN_ID.sub("-", plain).strip("-")[:_ID_LENGTH].strip("-")


def free_name(name: str, taken: Collection[str]) -> str:
    """The name, or the first of `name-2`, `name-3`… that is not taken."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def new_step(scenario: Scenario, phase: Phase, text: str) -> ScenarioStep:
    """A step for a phase, with an id that no other of the scenario has."""
    step_id = free_name(name_of(text) or "step", {step.id for step in scenario.steps})
    return ScenarioStep(id=step_id, phase=phase, text=text)


def add_step(scenario: Scenario, phase: Phase, text: str) -> tuple[Scenario, str]:
    """The scenario with a step at the end of a phase, and the id of the step."""
    step = new_step(scenario, phase, text)
    return with_steps(scenario, phase, (*scenario.of(phase), step)), step.id


def with_steps(scenario: Scenario, phase: Phase, steps: Sequence[ScenarioStep]) -> Scenario:
    """The scenario with these steps in a phase, in this order.

    Sentences that say that a step was done which is not there any more go with it.
    """
    others = [step for step in scenario.steps if step.phase is not phase]
    return with_known_steps(structs.replace(scenario, steps=by_phase((*others, *steps))))


def bones(scenario_id: str, number: int, title: str) -> Scenario:
    """An almost empty scenario, in the current language."""
    return Scenario(
        id=scenario_id,
        number=number,
        title=title,
        applies="",
        danger=_("Is somebody in danger now? Then call 112 first."),
        level=LevelName.ORANGE,
        update_minutes=60,
        steps=_steps(),
        never=(_("Blame anybody without a report"), _("Delete criticism")),
        facts=(_("What happened, where and since when"), _("Who says so, and who confirms it")),
        statements=_statements(),
        questions=(
            Question(
                question=_("What happened?"),
                answer=_later(_("We do not know everything yet; we will say more at {next_time}.")),
            ),
        ),
    )


def _steps() -> tuple[ScenarioStep, ...]:
    before, line, close = Phase.BEFORE, Phase.FIRST_LINE, Phase.CLOSE
    writes, holding = Hat.WRITES, StatementKind.HOLDING
    return (
        _step("danger", before, _("Is there danger now? Call 112"), Hat.CALLS, 3, Opens.CALLS),
        _step("note", before, _("Write down the time and the fact"), Hat.LOG, 5, Opens.LOG),
        _step(
            "evidence", before, _("Keep screenshots and links"), Hat.LOG, 10, Opens.MENTIONS
        ),
        _step("sources", before, _("Confirm it with two sources"), Hat.VERIFIES, 15, Opens.CALLS),
        _step(
            "level", before, _("Call the person who decides and set the level"),
            Hat.CALLS, 15, Opens.LEVEL,
        ),
        _step(
            "line", line, _("It says what is known and what is not"), writes, 30,
            Opens.STATEMENTS, holding,
        ),
        _step(
            "approved", line, _("Approved, with how and when written down"), Hat.DECIDES, 30,
            Opens.STATEMENTS, holding, DoneBy.APPROVAL,
        ),
        _step(
            "published", line, _("On the web first, then the other channels"), writes, 30,
            Opens.STATEMENTS, holding, DoneBy.PUBLICATION,
        ),
        _step("rumours", Phase.FIRST_HOUR, _("Look for rumours and answer them"), Hat.ANSWERS, 60,
              Opens.RUMOURS),
        _step("changed", Phase.UPDATES, _("It says what has changed"), writes, None,
              Opens.STATEMENTS),
        _step("next", Phase.UPDATES, _("It says when there will be more"), writes, None,
              Opens.STATEMENTS),
        _step("over", close, _("Say that it is over and what remains"), writes, None,
              Opens.CLOSE, StatementKind.CLOSING, DoneBy.PUBLICATION),
        _step("review", close, _("Set a day for the review"), Hat.DECIDES, None, Opens.CLOSE),
    )  # fmt: skip


def _step(
    step_id: str,
    phase: Phase,
    text: str,
    hat: Hat,
    minutes: int | None,
    opens: Opens,
    statement: StatementKind | None = None,
    done_by: DoneBy = DoneBy.HAND,
) -> ScenarioStep:
    return ScenarioStep(
        id=step_id,
        phase=phase,
        text=text,
        hat=hat,
        minutes=minutes,
        opens=opens,
        statement=statement,
        done_by=done_by,
    )


def _statements() -> tuple[Template, ...]:
    return (
        _template(
            StatementKind.HOLDING,
            {
                StatementPart.KNOWN: _("{The_body} knows what happened."),
                StatementPart.UNKNOWN: _("We do not have all the facts yet."),
                StatementPart.NEXT: _("We will say more at {next_time} {next_place}."),
            },
        ),
        _template(
            StatementKind.CLOSING,
            {
                StatementPart.KNOWN: _("It has been over since {time}."),
                StatementPart.NEXT: _("Anyone who still needs something: {private}."),
            },
        ),
    )


def _template(kind: StatementKind, parts: dict[StatementPart, str]) -> Template:
    return Template(kind=kind, parts={part: _later(words) for part, words in parts.items()})


def _later(words: str) -> str:
    """A message that is stored as it is, and filled in by the desk."""
    return str(words)

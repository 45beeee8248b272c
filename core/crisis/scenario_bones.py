"""What a scenario that a town writes itself begins with: what every crisis asks for first."""

from core.crisis.kinds import DoneBy, Opens, Part, Phase, StatementKind
from core.crisis.scenario import Question, Scenario, ScenarioStep, Template
from core.i18n import _
from core.plan.kinds import LevelName
from core.roster.model import Hat


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
                answer=_("We do not know everything yet; we will say more at {next_time}."),
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
        _step("level", before, _("Call who decides and fix the level"), Hat.CALLS, 15, Opens.LEVEL),
        _step(
            "line", line, _("It says what is known and what is not"), writes, 30,
            Opens.STATEMENTS, holding,
        ),
        _step(
            "approved", line, _("Approved; written down how and when"), Hat.DECIDES, 30,
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
        Template(
            kind=StatementKind.HOLDING,
            parts={
                Part.KNOWN: _("{The_body} knows what happened."),
                Part.UNKNOWN: _("We do not have all the facts yet."),
                Part.NEXT: _("We will say more at {next_time} {next_place}."),
            },
        ),
        Template(
            kind=StatementKind.CLOSING,
            parts={
                Part.KNOWN: _("It is over since {time}."),
                Part.NEXT: _("Whoever still needs something: {private}."),
            },
        ),
    )

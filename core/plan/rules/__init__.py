"""Every rule of the plan's linter, one function each, by the step on which it is mended."""

from core.plan.findings import Rule
from core.plan.rules import (
    approval,
    audiences,
    channels,
    indicators,
    levels,
    lists,
    objectives,
    people,
    protocol,
    start,
    tasks,
    team,
    uses,
)

RULES: tuple[Rule, ...] = tuple(
    rule
    for step in (
        start, objectives, indicators, audiences, channels, uses, levels, protocol, team, people,
        tasks, approval, lists,
    )
    for rule in vars(step).values()
    if isinstance(rule, Rule)
)  # fmt: skip
"""As they stand in their files."""

"""Every rule of the plan's linter, one function each, by the step on which it is mended."""

from core.plan.findings import FindingRule
from core.plan.rules import (
    audiences,
    channels,
    indicators,
    levels,
    objectives,
    people,
    protocol,
    start,
    tasks,
    uses,
)

RULES: tuple[FindingRule, ...] = tuple(
    rule
    for step in (
        start, objectives, indicators, audiences, channels, uses, levels, protocol, people, tasks,
    )
    for rule in vars(step).values()
    if isinstance(rule, FindingRule)
)  # fmt: skip
"""As they stand in their files."""

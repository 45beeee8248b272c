"""Every rule of the plan's linter, one function each, by the step on which it is mended.

A rule is named as the findings that it yields: `target_missing` yields `target-missing`.
"""

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

RULES: tuple[Rule, ...] = (
    *start.RULES,
    *objectives.RULES,
    *indicators.RULES,
    *audiences.RULES,
    *channels.RULES,
    *uses.RULES,
    *levels.RULES,
    *protocol.RULES,
    *team.RULES,
    *people.RULES,
    *tasks.RULES,
    *approval.RULES,
    *lists.RULES,
)

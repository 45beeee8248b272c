"""The chart of an objective: its readings on the way from where it stood to its target."""

from core.documents.charts import LineChart
from core.i18n import Language, _
from core.plan.kinds import Judged
from core.plan.model import Objective, Plan
from core.text import clean


def chart_of(objective: Objective, plan: Plan, language: Language) -> LineChart:
    """The facts of the chart, from the plan's first day or the first reading on."""
    readings = plan.readings(objective)
    starts = [day for day in (plan.charter.start_on, *(one.measured_on for one in readings)) if day]
    return LineChart(
        subject=clean(objective.indicator) or clean(objective.title) or _("Untitled"),
        points=tuple((one.measured_on, one.value) for one in readings),
        language=language,
        unit="" if objective.judged is Judged.QUALITATIVE else objective.unit,
        baseline=objective.baseline,
        target=objective.target,
        start=min(starts, default=None),
        end=objective.due_on or plan.charter.end_on,
    )

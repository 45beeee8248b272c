"""What the plan says in one step, in a few lines to be read from afar."""

from core.i18n import _
from core.plan.item import item_name
from core.plan.kinds import Step
from core.plan.labels import language_policy_label, level_label, use_label
from core.plan.model import Plan

_MOST = 12


def said_so_far(step: Step, plan: Plan) -> str:
    """The names of what there is, one a line; a sentence when there is nothing."""
    lines = _lines(step, plan)
    shown = [f"• {one}" for one in lines[:_MOST]]
    if len(lines) > _MOST:
        shown.append(_("And {count} more.").format(count=len(lines) - _MOST))
    return "\n".join(shown) or _("Nothing yet.")


def _lines(step: Step, plan: Plan) -> list[str]:
    used = [use_label(one.name) for one in plan.uses if one.share]
    return {
        Step.START: [item_name(one) for one in plan.accounts],
        Step.OBJECTIVES: [item_name(one) for one in plan.objectives],
        Step.AUDIENCES: [item_name(one) for one in plan.audiences],
        Step.CHANNELS: [item_name(one) for one in plan.channels],
        Step.USES: [*used, language_policy_label(plan.charter.language_policy)],
        Step.PROTOCOL: [
            f"{level_label(one.name)}: {one.trigger}" for one in plan.levels if one.trigger
        ],
        Step.PEOPLE: [*map(item_name, plan.people), *map(item_name, plan.tasks)],
        Step.REVIEW: [line for line in plan.charter.review.splitlines() if line],
    }[step]

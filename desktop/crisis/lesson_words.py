"""How a lesson stands in a list, and where what it became is found."""

from core.crisis.labels import became_label
from core.crisis.model import Became, Incident, Lesson
from core.days import shown
from core.i18n import _
from core.plan.findings import Place
from core.plan.kinds import Step
from desktop.theme.tokens import Tone
from desktop.widgets.item_list import ListItem


def row(lesson: Lesson) -> ListItem:
    """One line about a lesson."""
    parts = [lesson.owner or _("nobody sees to it yet")]
    if lesson.done_on is not None:
        parts.append(_("done on {day}").format(day=shown(lesson.done_on)))
    elif lesson.due_on is not None:
        parts.append(_("by {day}").format(day=shown(lesson.due_on)))
    tone = Tone.GREEN if lesson.done_on else Tone.NEUTRAL
    badge = _("Done") if lesson.done_on else became_label(lesson.became)
    return ListItem(lesson.id, lesson.text, " · ".join(parts), badge, tone)


def place_of(lesson: Lesson, incident: Incident) -> tuple[str, object]:
    """The page, and what to show on it, of what a lesson became."""
    number = int(lesson.became_id) if lesson.became_id.isdigit() else 0
    places: dict[Became, tuple[str, object]] = {
        Became.TASK: ("plan", Place(Step.PEOPLE, "task", number, "title")),
        Became.OBJECTIVE: ("plan", Place(Step.OBJECTIVES, "objective", number, "title")),
        Became.WATCH: ("mentions", ("watches", number)),
        Became.CONTACT: ("roster", number),
        Became.STEP: ("crisis", ("scenarios", incident.scenario)),
    }
    return places[lesson.became]

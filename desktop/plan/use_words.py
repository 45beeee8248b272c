"""What each of the eight uses means, in one sentence."""

from core.i18n import _
from core.plan.kinds import UseName


def use_meaning(use: UseName) -> str:
    """For whoever meets the words for the first time."""
    return {
        UseName.CORPORATE: _("What the council decides, spends and does: plenary sessions, works."),
        UseName.CLOSER: _("Who works here and how: people, places and trades of the house."),
        UseName.SERVICE: _("Questions and complaints: answered, passed on, solved."),
        UseName.NEW_SERVICES: _("What can be done from now on that could not be done before."),
        UseName.DEADLINES: _(
            "Opening, reminder and last day of registrations, grants and payments."
        ),
        UseName.EVENTS: _("The programme before, what changes during, pictures and thanks after."),
        UseName.REPUTATION: _("How the town is seen: what is done well, and false news put right."),
        UseName.REFERENCE: _(
            "The subject in which others come to ask here: heritage, water, trails."
        ),
    }[use]
